"""What stands around a verb: its subject, its object, and what prepositions bring to it.

A clause is read from the left up to the verb, then from the verb to its end, in *groups*: runs of nominal
elements under one preposition or none. A relative clause (…领衔的|工程) is dropped when its 的 comes, so that the
noun it modifies is the subject. A later verb without a subject of its own shares that of the first
(…签约|成立…), but not after a causative (推动|银行|签署…), whose object acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hbnews_ie.components.syntax.clause import Element, elements_of
from hbnews_ie.components.syntax.reading import Reading

__all__ = ["Frame", "Group", "left_groups", "opening_groups", "read_frame", "topic", "turn_around"]

_HEADS = frozenset({"name", "noun", "quantity", "pronoun"})
_CONTENT = _HEADS | {"modifier", "honorific"}
_ATTACHED = frozenset({"quote", "etc", "list"})
_PASSED_OVER = frozenset({"quote", "complement"})
_PREPOSITIONS = frozenset({"by", "ba", "at", "to", "about"})
_VERBS = frozenset({"verb", "cause"})
_GOVERNORS = _PREPOSITIONS | {"light"}
_BEFORE_OBJECT = frozenset({"aspect", "complement", "quote", "time", "manner", "adverb", "light"})


@dataclass(slots=True)
class Group:
    """A run of nominal elements.

    ``governor`` is the class of the preposition before it, ``light`` between a light verb and the noun of its act
    (完成|15亿元|融资), else empty.
    """

    governor: str
    segment: int  # how many verbs stand before it in the clause
    elements: list[Element] = field(default_factory=list)
    tied: int = 0  # elements before this index only modify, with 的, those after

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.elements[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.elements[-1].end

    @property
    def is_act(self) -> bool:
        """Tell whether it is one word that names an act (陪同|调研): nobody who could act."""
        return len(self.elements) == 1 and self.elements[0].act

    def has_content(self) -> bool:
        """Tell whether a nominal element stands in it."""
        return _has_head(self.elements)


def _has_head(elements: Sequence[Element]) -> bool:
    for element in elements:  # noqa: SIM110
        if element.kind in _HEADS:
            return True
    return False


@dataclass(slots=True)
class Frame:
    """The neighbours of a verb, as groups."""

    subject: Group | None = None
    object: Group | None = None
    governed: list[Group] = field(default_factory=list)
    relative: bool = False  # the verb stands in a relative clause, and the object is the noun it modifies


class _LeftReader:
    """Reads the elements before a verb, from the left."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.current: Group | None = None
        self.governor = ""
        self.verbs: list[str] = []

    def close(self, governor: str = "") -> None:
        self.current = None
        self.governor = governor

    def read(self, element: Element) -> None:
        """Read an element that is not nominal."""
        kind = element.kind
        if kind in _ATTACHED and self.current is not None:
            self.extend(element)
        elif kind in _PASSED_OVER:
            pass
        elif kind == "with":
            if self.current is not None and self.current.has_content() and self.joins(self.current):
                self.extend(element)
            else:
                self.close("with")
        elif kind in _GOVERNORS:
            self.close(kind)
        elif kind == "de":
            self.tie()
        elif kind in _VERBS:
            self.verbs.append(kind)
            self.close()
        elif kind == "time":
            if self.current is not None and not self.current.governor:
                self.close()
        else:
            self.close()

    @staticmethod
    def joins(group: Group) -> bool:
        """在A|与B交流: behind what a preposition of goal or place governs, 与 brings in a partner."""
        return group.governor not in ("to", "about", "ba")

    def extend(self, element: Element) -> None:
        if self.current is None:
            self.current = Group(self.governor, len(self.verbs))
            self.groups.append(self.current)
        self.current.elements.append(element)

    def tie(self) -> None:
        """At 的: what stood before it in its verb's scope only modifies the noun to come."""
        if self.verbs or any(group.governor == "by" for group in self.groups):
            kept = self.groups[0].governor if self.groups and self.groups[0].governor in ("at", "about", "ba") else ""
            self.groups.clear()
            self.verbs.clear()
            self.close(kept)
        elif self.current is not None:
            self.current.tied = len(self.current.elements)


def left_groups(elements: Sequence[Element]) -> tuple[list[Group], list[str]]:
    """Return the groups before a verb, and which kinds of verb stand before it."""
    reader = _LeftReader()
    for element in elements:
        if element.kind in _CONTENT:
            reader.extend(element)
        else:
            reader.read(element)
    groups = [group for group in reader.groups if _has_head(group.elements[group.tied :])]
    return groups, reader.verbs


def _pick_subject(groups: Sequence[Group], verbs: Sequence[str]) -> Group | None:
    free = [group for group in groups if not group.governor]
    if verbs and verbs[-1] == "cause":
        own = [group for group in free if group.segment == len(verbs) and not group.is_act]
        if own:
            return own[-1]
    first = [group for group in free if group.segment == 0]
    if first:
        return first[-1]
    return None


def right_groups(elements: Sequence[Element]) -> tuple[list[Group], bool]:
    """Return the groups after a verb up to the next verb, and whether 的 ties the verb to a noun behind.

    A relative clause within the object (收到|邮寄送达的|许可证) and a verb that shares its object (签约|成立|联盟)
    are stepped over.
    """
    relative = bool(elements) and elements[0].kind == "de"
    elements = _with_named_act(elements[_object_start(elements, relative) :], elements)
    groups: list[Group] = []
    current: Group | None = None
    governor = ""
    for element in elements:
        kind = element.kind
        if kind in _CONTENT or (current is not None and (kind in _ATTACHED or kind == "with")):
            if current is None:
                current = Group(governor, 0)
                groups.append(current)
            current.elements.append(element)
        elif kind == "with":
            governor = "with"
        elif kind == "de" and current is not None:
            current.tied = len(current.elements)
        elif kind in _PREPOSITIONS:
            current, governor = None, kind
        elif kind == "time" and current is not None:
            current.elements.append(element)
        elif current is None and kind in _BEFORE_OBJECT:
            continue
        else:
            break
    for group in groups:
        if group.tied == len(group.elements):
            group.tied = 0  # a 的 with nothing behind ties nothing
    return [group for group in groups if group.has_content()], relative


def _with_named_act(rest: Sequence[Element], elements: Sequence[Element]) -> Sequence[Element]:
    """出席|签约|仪式: an act right before a noun that ends the clause says what kind of thing it is."""
    if len(elements) < 2 or rest is elements or not rest:
        return rest
    act, noun = elements[0], rest[0]
    last = len(rest) == 1 or rest[1].kind in ("sign", "also", "etc", "quote")
    if act.act and act.end == noun.start and noun.kind == "noun" and last:
        return [Element(act.start, act.end, "noun"), *rest]
    return rest


def _object_start(elements: Sequence[Element], relative: bool) -> int:
    """Return the number of the element where the object begins."""
    if relative:
        return 1
    first = next((n for n, e in enumerate(elements) if e.kind not in ("aspect", "quote", "complement")), 0)
    if not elements or elements[first].kind not in ("verb", "cause", "about"):
        return 0
    start = first + 1
    for number in range(start, len(elements)):
        kind = elements[number].kind
        if kind == "de":
            start = number + 1
        elif kind in ("sign", "also"):
            break
    return start


def turn_around(frame: Frame) -> None:
    """在园区举行|开工仪式|的|项目: the object ends at 的, and the noun behind is the subject."""
    assert frame.object is not None
    group, tied = frame.object, frame.object.tied
    head = Group("", 0, group.elements[tied:])
    if not head.has_content():
        return
    frame.subject = head
    frame.object = Group("", 0, group.elements[:tied])


def opening_groups(reading: Reading, clause: int) -> list[Group]:
    """Return the groups before the first verb of a clause, read once."""
    groups = reading.openings.get(clause)
    if groups is None:
        groups = reading.openings[clause] = left_groups(_before_verb(elements_of(reading, clause)))[0]
    return groups


def _before_verb(elements: Sequence[Element]) -> Sequence[Element]:
    for number, element in enumerate(elements):
        if element.kind in _VERBS:
            return elements[:number]
    return elements


def topic(reading: Reading, clause: int, end: int) -> Group | None:
    """Return the first group under no preposition of a clause, before its first verb and before an offset."""
    if end >= reading.clauses[clause][1]:
        groups = opening_groups(reading, clause)
    else:
        elements = [element for element in elements_of(reading, clause) if element.end <= end]
        groups = left_groups(_before_verb(elements))[0]
    return next((group for group in groups if not group.governor), None)


def read_frame(left: tuple[Sequence[Group], Sequence[str]], after: Sequence[Element]) -> Frame:
    """Read the frame of a verb from the groups (and kinds of verb) before it and the rest of its clause."""
    groups, verbs = left
    frame = Frame(subject=_pick_subject(groups, verbs))
    segment = len(verbs)
    frame.governed = [group for group in groups if group.governor and (group.segment == segment or group.segment == 0)]
    behind, frame.relative = right_groups(after)
    if behind and not behind[0].governor:
        frame.object = behind[0]
        behind = behind[1:]
    if frame.object and frame.object.tied > 1 and frame.subject is None and frame.governed:
        turn_around(frame)
    frame.governed += [group for group in behind if group.governor]
    return frame
