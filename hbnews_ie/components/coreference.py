"""The layer of coreference: which mentions of an article are one thing.

Mentions of one type are one entity when their names are equal, when one is a short form of the other, or when
they are a place with and without its level (武汉, 武汉市). `doc._.entities` holds an entity for every mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.names.short_forms import short_forms
from hbnews_ie.components.names.vocabulary import place_kinds
from hbnews_ie.components.same_names import fuller_names
from hbnews_ie.layers import Entity, Mention
from hbnews_ie.lexicon import read_table
from hbnews_ie.text import UNIFIED

__all__ = ["find_entities", "make_coreference"]

_LEVEL = re.compile(r"(?<=..)(?:特别行政区|自治区|自治州|自治县|省|市|县|区|州|盟|旗)$")
_WORKS = re.compile("(?<=..)(?:建设)?(?:工程|项目)$")  # 引水上山|工程
_DECLARED = "declared-short-form"


def find_entities(norm: str, mentions: Sequence[Mention], names: Sequence[str]) -> list[Entity]:
    """Group the mentions of a normal-form text into entities, in order of first mention.

    ``names`` holds the mentions as written, which is how an entity is called.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for (type_, name), members in _by_name(norm, mentions).items():
        groups.setdefault((type_, _key(name, type_)), []).extend(members)
    _join_short_forms(norm, mentions, groups)
    for short, full in sorted(fuller_names(groups).items(), key=lambda pair: len(pair[0][1])):
        groups[full] += groups.pop(short)
    entities = [_entity(mentions, names, sorted(members)) for members in groups.values()]
    entities.sort(key=lambda entity: entity.mentions[0])
    return entities


def _by_name(norm: str, mentions: Sequence[Mention]) -> dict[tuple[str, str], list[int]]:
    """The mentions of each type and name, so that what is asked of a name is asked once."""
    found: dict[tuple[str, str], list[int]] = {}
    for index, mention in enumerate(mentions):
        found.setdefault((mention.type, norm[mention.start : mention.end]), []).append(index)
    return found


def _bare(name: str) -> str:
    """A name without its quotation marks."""
    return name.replace("“", "").replace("”", "").replace("‘", "").replace("’", "")


def _key(name: str, type_: str) -> str:
    """What equal names have in common."""
    name = _bare(name)
    if type_ == "PROJECT":
        return _WORKS.sub("", name)
    if type_ != "PLACE":
        return name
    name = _abbreviated_places().get(name, name)
    return _LEVEL.sub("", _last_place(name))


def _last_place(name: str) -> str:
    """The place that a chain of divisions ends with: 湖北省武汉市 is 武汉市."""
    places = place_kinds()
    for start in range(1, len(name) - 1):
        if name[start:] in places and name[:start] in places:
            return name[start:]
    return name


@cache
def _abbreviated_places() -> dict[str, str]:
    """One-character name of a place → its plain name."""
    return {row["sign"]: row["place"] for row in read_table("place_abbreviations")}


def _join_short_forms(norm: str, mentions: Sequence[Mention], groups: dict[tuple[str, str], list[int]]) -> None:
    """Merge the group of a short form into that of its full name."""
    declared = _declared(norm, mentions)
    for key in sorted(groups, key=lambda key: -len(key[1])):
        if key not in groups:
            continue
        type_, name = key
        written = {norm[mentions[index].start : mentions[index].end] for index in groups[key]}
        forms = {_bare(form) for full in {name, *written} for form in short_forms(full, type_)}
        if declared:
            forms.update(declared[index] for index in groups[key] if index in declared)
        for form in forms:
            short = (type_, form)
            if short in groups and short != key:
                groups[key] += groups.pop(short)


def _declared(norm: str, mentions: Sequence[Mention]) -> dict[int, str]:
    """The short forms declared in brackets right after a mention, by the number of the mention."""
    return {
        number: norm[short.start : short.end]
        for number, (full, short) in enumerate(pairwise(mentions))
        if short.rule == _DECLARED and norm[full.end] == "("
    }


def _entity(mentions: Sequence[Mention], names: Sequence[str], members: list[int]) -> Entity:
    forms = list(dict.fromkeys([names[index] for index in members]))
    longest = max(forms, key=len)
    aliases = tuple([form for form in forms if form != longest])
    return Entity(mentions[members[0]].type, longest, aliases, tuple(members))


def _as_written(doc: Doc, norm: str, mentions: Sequence[Mention]) -> list[str]:
    """The mentions of a document as they stand in its text.

    Their characters are those of the normal form but for the signs it unifies; only these are asked of the tokens.
    """
    names = []
    for mention in mentions:
        name = norm[mention.start : mention.end]
        if not UNIFIED.isdisjoint(name):
            signs = enumerate(name, mention.start)
            name = "".join([doc[place].text if sign in UNIFIED else sign for place, sign in signs])
        names.append(name)
    return names


class _Coreference:
    def __call__(self, doc: Doc) -> Doc:
        norm, mentions = doc._.norm, doc._.mentions
        doc._.entities = tuple(find_entities(norm, mentions, _as_written(doc, norm, mentions)))
        return doc


@Language.factory("hbnews_coreference", requires=["doc._.mentions"], assigns=["doc._.entities"])
def make_coreference(nlp: Language, name: str) -> _Coreference:
    """Make the component."""
    return _Coreference()
