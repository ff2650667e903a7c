"""Pronouns, and nouns that point back (该公司, 公司, 这项工程): what they stand for.

The words are in ``lexicons/anaphors.tsv``. An anaphor of a type stands for the last name of that type in
the sentence, else for the one most spoken of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache
from itertools import pairwise

from hbnews_ie.components.body_kinds import may_be_called
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import NUMBERS, Item, Reading
from hbnews_ie.lexicon import read_table

__all__ = [
    "NEW_BODIES",
    "anaphor_at",
    "antecedent",
    "is_voice",
    "name_ending",
    "named_alike",
    "person_meant",
    "pointed_body",
    "pointers_to",
    "pointing",
]

_POINTING = "该本此这"
_ENTIRE = "整个"
_PAIR = ("前者", "后者")
_JOINING = ("与", "和", "同", "跟", "及", "、")
NEW_BODIES = ("新公司", "新企业", "新集团", "新厂")
"""What a body is called that was founded just before."""

_CLASSIFIERS = "次届家个项些条座艘台部所支款批"
_TELLING = 2  # characters of a common noun that tells which name it repeats
_FAR = 400  # characters back that an anaphor may look
_FAR_POINTED = 1500  # and one that points at a name of its own kind: 本届|博览会
_CLOSING = ("", "》", "”")  # after the noun that a name ends with: 清单 is《…清单》


@cache
def _anaphors() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["type"], row["alone"]) for row in read_table("anaphors")}


def pointers_to(types: Collection[str]) -> list[str]:
    """Return the words with one of which each anaphor of some types begins."""
    return [*_POINTING, *(word for word, (kind, alone) in _anaphors().items() if alone and kind in types)]


def antecedent(reading: Reading, group: Group, but: Group | None = None) -> tuple[str, Item | None] | None:
    """Return the type an anaphor stands for and the name it stands for; None where the group is no anaphor.

    The type is ``SUBJECT`` where it stands for the subject of what went before, ``SPEAKER`` for who spoke last. No
    name in the group ``but`` is meant.
    """
    head = group.elements[group.tied :]
    for element in head:
        if element.kind == "name":
            return None
    if not head:
        return None
    text = reading.text[head[0].start : group.end]
    pointed = text[0] in _POINTING or text.startswith(_ENTIRE)
    if pointed:
        word = text.removeprefix(_ENTIRE) if text.startswith(_ENTIRE) else _pointed_at(text)
    elif text[0] in "他她" and head[0].end == head[0].start + 1:
        word = text[0]
    else:
        word = text
    if word in _PAIR and (one := _one_of_two(reading, group.start, word)) is not None:
        return one.type, one
    entry = _anaphors().get(word) or (_anaphors().get(word[-2:]) if pointed else None)
    if entry is None:
        counted = pointed and text[1:2] in _CLASSIFIERS  # 这个|厂
        if (text[0] == "该" or counted or (pointed and len(word) > 1)) and (
            alike := _last_ending(reading, group.start, word)
        ) is not None:
            return alike.type, alike
        bare = head[0].kind == "pronoun" and all(element.kind == "pronoun" for element in head)
        return ("SUBJECT", None) if bare else None
    kind, alone = entry
    if not (pointed or (alone and not reading.text.endswith("的", 0, head[0].start))):
        return None  # 参与机制的|企业 is told apart by what stands before it
    meant = None if kind in ("SUBJECT", "SPEAKER") else _meant(reading, group.start, kind, word, but)
    if meant is None and but is not None and not pointed and kind == "ORG" and but.elements[-1].item is not None:
        return None  # 农商行|为|企业|发放贷款: any of them
    return (kind, meant) if meant is not None or pointed or alone != "named" else None


def pointing(reading: Reading, group: Group) -> Group | None:
    """Return the pronoun that opens a group with the noun that it points at: 该县|油茶, 本届|博览会|展览面积."""
    first = group.elements[0]
    if first.kind != "pronoun":
        return None
    size = 1 + (not reading.text[first.start + 1 : first.end].strip(_CLASSIFIERS))
    return Group(group.governor, group.segment, group.elements[:size]) if len(group.elements) > size else None


def _pointed_at(text: str) -> str:
    """这座|大桥: 大桥, but 该|所: 所."""
    return text[1:].lstrip(_CLASSIFIERS) or text[1:]


def anaphor_at(reading: Reading, offset: int) -> tuple[str, Item] | None:
    """Return the noun at an offset that stands, without 该, for a body or a project named before, and that name."""
    for word, (kind, alone) in _anaphors().items():
        if alone and kind in ("ORG", "PROJECT") and reading.text.startswith(word, offset):
            whole = reading.words.ends[reading.word(offset)] == offset + len(word)
            meant = _meant(reading, offset, kind, word) if whole else None
            return None if meant is None else (word, meant)
    return None


def named_alike(reading: Reading, group: Group) -> Item | None:
    """Return the last name that ends with the common noun that a group is: 大桥 is the 白鹤江大桥 named before."""
    noun = group.elements[0]
    if len(group.elements) > 1 or noun.kind != "noun":
        return None
    return name_ending(reading, noun.start, reading.text[noun.start : noun.end])


def person_meant(reading: Reading, offset: int) -> Item | None:
    """Return the person that 他 or 她 at an offset stands for."""
    return _meant(reading, offset, "PERSON", reading.text[offset])


def pointed_body(reading: Reading, offset: int) -> tuple[Item, int] | None:
    """Return the body that 该厂 and the like at an offset stand for, and where those words end."""
    if reading.text[offset] not in _POINTING:
        return None
    for word, (kind, _) in _anaphors().items():
        if kind == "ORG" and reading.text.startswith(word, offset + 1):
            meant = _meant(reading, offset, kind, word)
            return None if meant is None else (meant, offset + 1 + len(word))
    return None


def name_ending(reading: Reading, offset: int, noun: str) -> Item | None:
    """Return the last name before an offset that ends with a noun which tells enough."""
    if len(noun) < _TELLING:
        return None
    names = reversed(reading.within(max(0, offset - _FAR), offset))
    longer = (item for item in names if item.end - item.start > len(noun) and item.type not in NUMBERS)
    endings = tuple(noun + sign for sign in _CLOSING)
    return next((item for item in longer if reading.text.endswith(endings, item.start, item.end)), None)


def _last_ending(reading: Reading, offset: int, word: str) -> Item | None:
    """Return the last name before an offset that ends with a word, or else holds it.

    该|船 is the 实训两用船 named before, 该|港 the 大连港集团.
    """
    named = reading.within(max(0, offset - _FAR_POINTED), offset)
    names = [item for item in reversed(named) if item.type not in NUMBERS]
    endings = tuple(word + sign for sign in _CLOSING)
    ending = (item for item in names if word and reading.text.endswith(endings, item.start, item.end))
    called = (item for item in names if word and _is_called(reading.text, item, word))
    holding = (item for item in names if word and word in reading.text[item.start : item.end])
    return next(ending, None) or next(called, None) or next(holding, None)


def _is_called(text: str, item: Item, kind: str) -> bool:
    """Whether the kind of thing stands right before a name in quotation marks: 控制芯片|“楚芯一号”."""
    return text[item.start - 1 : item.start] == "“" and text.endswith(kind, 0, item.start - 1)


_EITHER = frozenset({"ORG", "PLACE", "PERSON"})


def _one_of_two(reading: Reading, offset: int, word: str) -> Item | None:
    """Return which of the two names last joined in a sentence 前者 or 后者 stands for."""
    names = [item for item in reading.within(reading.sentence(offset)[0], offset) if item.type not in NUMBERS]
    for first, second in reversed(list(pairwise(names))):
        if reading.text[first.end : second.start] in _JOINING and {first.type, second.type} <= _EITHER:
            return first if word == _PAIR[0] else second
    return None


def is_voice(text: str) -> bool:
    """Tell whether a phrase ends in the unnamed voice of a body: 展台的|工作人员, 相关|负责人."""
    anaphors = _anaphors()
    return any(anaphors.get(text[-length:], ("", False))[0] == "SPEAKER" for length in (4, 3))


def _meant(reading: Reading, offset: int, kind: str, word: str, but: Group | None = None) -> Item | None:
    """Return the name that an anaphor stands for: the one most spoken of, of those in the sentence, or else before.

    A university is no 公司. Of names that stand as often, the last is meant.
    """
    names = [
        item
        for item in reversed(reading.within(max(0, offset - _FAR), offset))
        if item.type == kind
        and (kind != "ORG" or may_be_called(reading.text[item.start : item.end], word))
        and not (but is not None and but.start <= item.start < but.end)
    ]
    if kind == "PLACE":  # 园区 is rather a park than a town
        names = [item for item in names if may_be_called(reading.text[item.start : item.end], word)] or names
    spoken_of = Counter(item.index for item in names)
    start = reading.sentence(offset)[0]
    near = [item for item in names if item.start >= start]
    return max(near or names, key=lambda item: spoken_of[item.index], default=None)
