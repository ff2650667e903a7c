"""Who took part, where the sentence turns round to tell it: 出席会议的|有|张三、李四。, 参加调研的领导还有:…."""

from __future__ import annotations

import re

from hbnews_ie.components.events.fillers import Filler, Resolver
from hbnews_ie.components.syntax.before import left_groups
from hbnews_ie.components.syntax.clause import elements_of
from hbnews_ie.components.syntax.reading import Reading

__all__ = ["guests", "guests_after"]

_TURN = re.compile(
    r"[^,。;!?:\n]{0,30}?(?P<of>的),?(?:主要|其他|部分|中外|外国|领导|嘉宾|专家|学者|代表|单位|企业|机构|人员|人士|同志|负责人|客人|[、和]){0,12}"
    r"(?:(?:还有|还包括|有|包括|分别是)[:,]?|(?:为|是)?:)"
)
_GUESTS = ("PERSON", "ORG", "PLACE")
_LONGEST_TITLE = 16
_NO_LIST = frozenset({"verb", "cause", "light", "by", "about", "ba"})


def guests_after(reading: Reading, end: int) -> re.Match[str] | None:
    """Return the words that turn a sentence round behind a trigger that ends at ``end``; ``of`` is their 的.

    A name must follow, or a title and a person: 出席会议的代表|有|机会发言 tells of no guests.
    """
    turn = _TURN.match(reading.text, end)
    if turn is None:
        return None
    for item in reading.within(turn.end(), turn.end() + _LONGEST_TITLE):
        if item.type == "PERSON" or item.start == turn.end():
            return turn if item.type in _GUESTS else None
    return None


def guests(reading: Reading, resolver: Resolver, start: int) -> list[Filler]:
    """Return who is listed from ``start`` on, up to the end of the sentence or the first clause that has a verb."""
    stop = reading.sentence(start - 1)[1]
    found: list[Filler] = []
    for number in range(reading.clause(start - 1), len(reading.clauses)):
        if reading.clauses[number][0] >= stop:
            break
        elements = [element for element in elements_of(reading, number) if element.start >= start]
        if any(element.act or element.kind in _NO_LIST for element in elements):
            break
        for group in left_groups(elements)[0]:
            found += [filler for filler in resolver.fillers(group) if filler.item or not found]
    return found
