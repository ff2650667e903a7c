"""A name seen clearly once is found everywhere in the article, also by its short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hbnews_ie.components.known_words import find_all, leftmost_longest
from hbnews_ie.components.names.heads import BARE_BODY
from hbnews_ie.components.names.short_forms import doubtful_forms, short_forms
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import FIRM_ENDS, context_words
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["as_firms", "as_named_after", "as_whole", "find_declared", "find_repeats"]

_DECLARED = re.compile(
    r"\((?:以下|下文)?(?:均|统)?(?:简称|下称|又称|又名)(?:为)?[:,]?“?(?P<name>[^()“”\n,。]{2,16})”?\)"
)
_STUDIO = re.compile(f"{alternation(read_list('studios'))}{{0,4}}(?:工作室|工作站|调解室)")
_TEAM = "(?:青年|妇女|党员|民兵)?(?:突击队|民工团|民兵营|民兵连)"
_NAMED_AFTER = {
    "PERSON": _STUDIO,
    "PROJECT": re.compile("(?:工程|项目|建设|施工)*(?:总?指挥部|筹建处)"),
    "PLACE": re.compile(f"(?:工程|项目|建设|施工)+(?:总?指挥部|筹建处)|{_TEAM}"),
}
_ZONES = ("高新区", "经开区")
_SHORT = 2  # characters of a firm's own word
_REPEATED = frozenset({"PERSON", "ORG", "ACTIVITY", "PROJECT", "PRODUCT"})


def as_firms(view: View, names: Sequence[Mention]) -> list[Mention]:
    """Let what sounds like a foreign person be the firm of the article that begins with it: 维朗德 of 维朗德集团."""
    text = view.text
    firms = {text[n.start : n.end] for n in names if n.type == "ORG" and text.endswith(FIRM_ENDS, n.start, n.end)}
    openings = {firm[:size] for firm in firms for size in range(2, len(firm))}
    parts = {part for n in names if n.type == "PERSON" for part in re.split("[·-]", text[n.start : n.end])[1:]}

    def is_firm(name: Mention) -> bool:
        if name.type != "PERSON" or name.rule != "foreign-name" or name.start in view.title_ends:
            return False
        word = text[name.start : name.end]
        return word in openings and word not in parts

    return [replace(name, type="ORG", rule="short-form") if is_firm(name) else name for name in names]


def as_whole(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Let a name be as long as it is elsewhere in the article: 贺松|年, 林|柳山, 微澜|光学."""
    text = view.text
    names = list(names)
    persons = {text[name.start : name.end] for name in names if name.type == "PERSON"}
    firms = {text[name.start : name.end] for name in names if name.type == "ORG" and name.end - name.start > _SHORT}

    def whole(name: Mention) -> Mention:
        if name.type == "PERSON" and name.end < len(text) and text[name.start : name.end + 1] in persons:
            return replace(name, end=name.end + 1)
        if name.type == "PERSON" and name.start and text[name.start - 1 : name.end] in persons:
            return replace(name, start=name.start - 1)
        if name.type == "ORG" and name.start and text[name.start - 1 : name.end] in persons:
            return replace(name, start=name.start - 1, type="PERSON", rule="repeat")  # 卫|思源
        if name.type == "ORG" and name.end - name.start == _SHORT:
            ends = (name.end + size for size in (4, 3, 2) if text[name.start : name.end + size] in firms)
            return replace(name, end=next(ends, name.end))  # 微澜|光学
        return name

    return [whole(name) for name in names]


def as_named_after(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Let a body that bears the name of a person, of works or of a commune be one.

    李守义|劳模创新工作室, 石滩水库|工程指挥部, 白马公社|青年突击队.
    """
    return [
        Mention(name.start, body.end(), "ORG", "named-after")
        if (pattern := _NAMED_AFTER.get(name.type)) and (body := pattern.match(view.text, name.end))
        else name
        for name in names
    ]


def find_declared(view: View, names: Sequence[Mention]) -> list[Mention]:
    """Short forms that the text declares right after a name: …有限公司(以下简称江海纺织)."""
    by_end = {name.end: name for name in names}
    return [
        Mention(*match.span("name"), by_end[match.start()].type, "declared-short-form")
        for match in _DECLARED.finditer(view.text)
        if match.start() in by_end
    ]


def find_repeats(view: View, names: Sequence[Mention], hidden: Iterable[tuple[int, int]]) -> list[Mention]:
    """Occurrences of the names, and of their short forms, outside the names themselves.

    ``hidden`` are fixed phrases that hold no names (毛泽东思想).
    """
    types: dict[str, str] = {}
    doubtful: set[str] = set()
    types.update(dict.fromkeys(_own_zone(view, names), "PLACE"))
    for name in names:
        if name.type == "PLACE":
            types.update(dict.fromkeys(short_forms(view.text[name.start : name.end], "PLACE"), "PLACE"))
        if name.type in _REPEATED and name.rule != BARE_BODY:
            for form in _forms(view, name):
                types.setdefault(form, name.type)
            if name.type == "ORG":
                doubtful |= doubtful_forms(view.text[name.start : name.end])
    doubtful -= types.keys()
    types.update(dict.fromkeys(doubtful, "ORG"))
    if not types:
        return []
    spans = [(name.start, name.end) for name in names if name.type != "PLACE"]  # which may begin a name: 苏州|天瞳威视
    taken = _covered(view, (*spans, *hidden))
    return [
        Mention(start, end, types[form], "repeat")
        for start, end, form in leftmost_longest(find_all(view.text, types))
        if not (taken[start] or taken[end - 1]) and (form not in doubtful or _acts(view, start, end))
    ]


def _own_zone(view: View, names: Iterable[Mention]) -> Iterable[str]:
    """The kind of the one zone that an article speaks of, which then is its short name: 临沅高新区, later 高新区."""
    zones = {view.text[name.start : name.end] for name in names if name.type == "PLACE"}
    kinds = {kind: {zone for zone in zones if zone.endswith(kind) and zone != kind} for kind in _ZONES}
    return [kind for kind, ones in kinds.items() if len(ones) == 1]


def _acts(view: View, start: int, end: int) -> bool:
    """Whether what may be a common word stands where a firm does: at a border, before a verb or a title."""
    if start and view.text[start - 1].isalnum() and view.words.tags[view.word_at[start - 1]][:1] not in ("v", "p", "c"):
        return False
    if end >= len(view.text) or end in view.title_starts:
        return True
    return view.edges[end] == 1 and not view.words.tags[view.word_at[end]].startswith(
        ("n", "j", "b", "l", "a", "q", "m")
    )


def _forms(view: View, name: Mention) -> Iterable[str]:
    text = view.text[name.start : name.end]
    if name.type == "PERSON" and text in context_words("noperson"):
        return ()  # 局长高峰 … 用电高峰
    return {text, *short_forms(text, name.type)} if len(text) > 1 else ()


def _covered(view: View, spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each character, 1 where it belongs to a span."""
    covered = bytearray(len(view.text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered
