"""Firms that the tagger finds.

They come from a head of their own, which learned them from business news of today. Their names have often no form, and
begin with a place or hold another firm's name, so they stand against shorter names of the rules. Their rule is
``model:firm``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import fmean

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from hbnews_ie.components.names.choose import by_offset
from hbnews_ie.components.names.view import View
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_list
from hbnews_ie.tagger import Reading, Span

__all__ = ["find_firms", "is_common_word", "is_field"]

_SURE = 0.6
_SURE_OF_DOUBTFUL = 0.95
_SURE_ON_AVERAGE = 0.35
_NO_FIRM = re.compile(r"^.$|[“”《》、]|^[a-z]+$|企业$")  # part of a quotation, list or web address, a kind of firm
_STUDIED = read_list("studied")
_FIELD = re.compile("(?:等|[与和、][^,。;:、\\n]{2,6})?(?:领域|专业|学科|方向)")
_NAME_TAGS = ("nr", "ns", "nt", "nz", "x", "eng")


def find_firms(view: View, firms: Reading, names: Iterable[Mention]) -> list[Mention]:
    """Find the firms that the tagger is sure of, also where the rules saw only their place, or a part of their word.

    A name of the rules that is longer, or as long, or crosses the firm's edge, says that it is none.
    """
    owners = by_offset(names)
    spans = [
        span
        for span in firms.spans
        if span.confidence >= (_SURE_OF_DOUBTFUL if _is_doubtful(view, span) else _SURE)
        and _is_firm(view, span, owners)
    ]
    return [Mention(span.start, span.end, "ORG", "model:firm") for span in _throughout(view, firms, spans)]


def _throughout(view: View, firms: Reading, spans: Sequence[Span]) -> list[Span]:
    """Leave out spans of which the tagger is not sure, on average, wherever the text repeats them."""
    if not spans:
        return []
    forms = sorted({view.text[span.start : span.end] for span in spans})
    automaton = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.NoncontiguousNFA)
    sure: dict[str, list[float]] = {}
    for index, start, end in automaton.find_matches_as_indexes(view.text):
        sure.setdefault(forms[index], []).append(firms.confidence(start, end, spans[0].type))
    return [span for span in spans if fmean(sure.get(view.text[span.start : span.end], [1])) >= _SURE_ON_AVERAGE]


def _is_firm(view: View, span: Span, owners: dict[int, Mention]) -> bool:
    text = view.text[span.start : span.end]
    if _NO_FIRM.search(text) or text.count("(") != text.count(")"):
        return False
    others = {owners[offset] for offset in range(span.start, span.end) if offset in owners}
    return (
        not is_common_word(view, span)
        and not is_field(view, span)
        and all(span.start <= other.start < other.end <= span.end for other in others)
        and all(other.end - other.start < len(text) for other in others)
        and sum(other.type == "ORG" for other in others) < 2  # two firms side by side
    )


def _is_doubtful(view: View, span: Span) -> bool:
    """Whether the span cuts a word, or is everyday words, after a place or not (湖北科技), with no word of its own."""
    words = view.words
    cuts = not (view.edges[span.start] and view.edges[span.end])
    return cuts or all(
        words.ends[index] - words.starts[index] > 1
        and (words.tags[index] == "ns" or not words.tags[index].startswith(_NAME_TAGS))
        for index in range(view.word_at[span.start], view.word_at[span.end - 1] + 1)
    )


def is_field(view: View, span: Span) -> bool:
    """Whether the span is what is studied or worked on: 生命科学|与医药领域, 集成电路|等专业."""
    return view.text.endswith(_STUDIED, span.start, span.end) and _FIELD.match(view.text, span.end) is not None


def is_common_word(view: View, span: Span) -> bool:
    """Whether the span is one word of the dictionary, and not as a name (大陆, 公司)."""
    index = view.word_at[span.start]
    words = view.words
    whole = words.starts[index] == span.start and words.ends[index] == span.end
    return whole and not words.tags[index].startswith(_NAME_TAGS)
