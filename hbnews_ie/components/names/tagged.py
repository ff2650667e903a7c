"""What the tagger adds to the rules.

Where a name has a form, or stands in a lexicon, the rules know more than a model trained on older news: its type,
and where it begins and ends by the guide. The tagger knows names by the words around them alone. So its spans
count where the rules saw nothing, where they lengthen a name of the same kind, and as doubt about names that the
rules found on thin evidence. The rule of a name found so is ``model:`` and its type in small letters.

Firms (``model:firm``) come from a head of their own, which learned them from business news of today. Their names have
often no form, and begin with a place or hold another firm's name, so they stand against shorter names of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import fmean

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words
from hbnews_ie.layers import Mention
from hbnews_ie.tagger import Reading, Span

__all__ = ["drop_doubted", "find_firms", "find_tagged"]

_SURE = {"PERSON": 0.9, "ORG": 0.9, "PLACE": 0.95, "FIRM": 0.6}
_SURE_OF_DOUBTFUL = 0.95
_SURE_ON_AVERAGE = 0.35
_SHORTEST = {"PERSON": 2, "ORG": 3, "PLACE": 2, "FIRM": 2}  # 王某's 王 is no full name, 中 in 中美 no place of its own
_NO_FIRM = re.compile(r"[“”《》、]|^[a-z]+$|企业$")  # part of a quotation, list or web address, a kind of firm
_NAME_TAGS = ("nr", "ns", "nt", "nz", "x", "eng")
_THIN = ("foreign-name",)
_OUTSIDE = 0.02


def find_tagged(view: View, reading: Reading, names: Iterable[Mention]) -> list[Mention]:
    """Find the names that the tagger is sure of and that the candidates of the rules leave room for."""
    names = list(names)
    bodies = "\n".join(view.text[name.start : name.end] for name in names if name.type == "ORG")
    owners = _owners(names)
    return [
        Mention(span.start, span.end, span.type, f"model:{span.type.lower()}")
        for span in reading.spans
        if span.confidence >= _SURE[span.type]
        and _has_room(view, span, owners)
        and not (span.type == "PERSON" and _is_no_person(view, span, bodies))
    ]


def find_firms(view: View, reading: Reading, names: Iterable[Mention]) -> list[Mention]:
    """Find the firms that the tagger is sure of, also where the rules saw only their place, or a part of their word.

    A name of the rules that is longer, or as long, or crosses the firm's edge, says that it is none.
    """
    owners = _owners(names)
    found = []
    for firms in reading.further.values():
        spans = [
            span
            for span in firms.spans
            if span.confidence >= (_SURE_OF_DOUBTFUL if _is_doubtful(view, span) else _SURE[span.type])
            and _is_firm(view, span, owners)
        ]
        found += [Mention(span.start, span.end, "ORG", "model:firm") for span in _throughout(view, firms, spans)]
    return found


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
    if len(text) < _SHORTEST[span.type] or _NO_FIRM.search(text) or text.count("(") != text.count(")"):
        return False
    others = {owners[offset] for offset in range(span.start, span.end) if offset in owners}
    return (
        not _is_common_word(view, span)
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


def _owners(names: Iterable[Mention]) -> dict[int, Mention]:
    """For each character of a name, the name."""
    owners: dict[int, Mention] = {}
    for name in names:
        for offset in range(name.start, name.end):
            owners.setdefault(offset, name)
    return owners


def _has_room(view: View, span: Span, owners: dict[int, Mention]) -> bool:
    others = {owners[offset] for offset in range(span.start, span.end) if offset in owners}
    if others:
        return all(_lengthens(span, other) for other in others)
    return span.end - span.start >= _SHORTEST[span.type] and not _is_common_word(view, span)


def _lengthens(span: Span, other: Mention) -> bool:
    """Whether the span is another name of the same kind and more."""
    if other.type != span.type or not span.start <= other.start < other.end <= span.end:
        return False
    if span.type == "ORG":
        return other.end == span.end  # its last word makes it a body
    return span.type == "PLACE" or other.rule in _THIN  # the rules weigh where a Chinese name ends


def _is_no_person(view: View, span: Span, bodies: str) -> bool:
    """Whether a common word looks like a person, or the own word of a body that the article names in full."""
    text = view.text[span.start : span.end]
    return text in context_words("noperson") or text in bodies


def _is_common_word(view: View, span: Span) -> bool:
    """Whether the span is one word of the dictionary, and not as a name (大陆, 公司)."""
    index = view.word_at[span.start]
    words = view.words
    whole = words.starts[index] == span.start and words.ends[index] == span.end
    return whole and not words.tags[index].startswith(_NAME_TAGS)


def drop_doubted(reading: Reading, names: Iterable[Mention]) -> list[Mention]:
    """Leave out persons found on thin evidence where the tagger is sure that there is no name."""
    return [name for name in names if name.rule not in _THIN or reading.inside(name.start, name.end) > _OUTSIDE]
