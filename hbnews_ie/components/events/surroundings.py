"""What stands around a trigger: the elements of its clause that are its own, and what the clauses before give it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hbnews_ie.components.events.attendance import guests_after
from hbnews_ie.components.events.triggers import MANNERS, Hit, triggers
from hbnews_ie.components.syntax.before import left_groups
from hbnews_ie.components.syntax.clause import END, START, Element, elements_of
from hbnews_ie.components.syntax.frame import own_part
from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Event
from hbnews_ie.lexicon import read_list

__all__ = ["Surroundings", "Surveyor"]

_PLACES = ("PLACE", "ORG", "PROJECT")
_SHORT_ADVERB = 2  # 实地|考察
_WAY = 40  # characters between the way to a place and what is done there
_OUTLOOK = frozenset({"call", "future"})
_THIS_IS = "这是"
_TELLING = read_list("telling")
_POINTED = 2  # elements
_FEELING = ("表示", "致以")
_TOWARDS = frozenset({"to", "about"})
_OF_PAPERS = "关于"
_JOINING = frozenset({"list", "also"})
_SHARED = frozenset({"noun", "name", "quantity"})
_HOW = frozenset({"adverb", "manner"})
_PARTLY = ("部分", "全部", "陆续")
_SHARING = 3  # elements: what joins the acts, the second of them, what they share
_STOP = re.compile("[。;!?\n]")


@dataclass(slots=True)
class Surroundings:
    """What stands around a trigger.

    ``before`` and ``after`` are the elements of its clause that are its own, ``after`` none behind ``limit``.
    ``guests`` is where those who attended are told behind the meeting, ``way`` the place somebody went to in the
    clause before, ``arrival`` the event of going there.
    """

    clause: int
    before: list[Element]
    after: list[Element]
    limit: int
    manner: bool  # the trigger before it only says how it is done: 联合|发布
    guests: re.Match[str] | None
    way: list[Group]
    arrival: Event | None

    @property
    def leads_to_act(self) -> bool:
        """Tell whether somebody came, and a word says how the act behind it is done: 来到江钢,实地|调研."""
        return self.arrival is not None and bool(self.before) and self.before[-1].kind == "manner"

    @property
    def shows_act(self) -> bool:
        """Tell whether the trigger is an act beyond doubt, even if it is as often a noun."""
        return self.manner or bool(self.way) or self.arrival is not None


class Surveyor:
    """Looks around the triggers of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.scenes: dict[int, list[Group]] = {}  # by clause

    def survey(self, hit: Hit, second: Hit | None, events: Sequence[Event]) -> Surroundings:
        """Return the surroundings of a trigger; ``second`` is one right behind, ``events`` are those before."""
        clause = self.reading.clause(hit.start)
        limit = self.reading.clauses[clause][1]
        before, after = self.own_item(hit, *own_part(*self.around(clause, hit.start, hit.end)))
        if self.is_framed(before, after):
            before = before[1:]
        before, after, limit = self.embedded(before, after, limit)
        if len(before) > _POINTED and self.text.startswith(_THIS_IS, before[0].start):
            before = before[_POINTED:]  # 这是|中国选手首次夺得…
        before = self.behind_report(before)
        if second is not None:
            after = [element for element in after if element.start >= second.end]  # 建成|投运: of the same things
        if after and after[0].classes & _OUTLOOK and all(element.kind != "de" for element in after):
            after = []  # 建成|可实现年产值5亿元, but 建成|可容纳千人的剧场
        after = _behind_next_act(self.text, after)
        governed = bool(before) and before[-1].kind in _TOWARDS and not self.text.endswith(_OF_PAPERS, 0, hit.start)
        if governed and any(element.kind == "de" for element in after):
            before = []  # 李明对|出席|会议的嘉宾表示感谢
        guests = guests_after(self.reading, hit.end) if hit.rows[-1].subject in ("participant", "person") else None
        if guests is not None:
            limit = guests.start("of")
            after = [element for element in after if element.end <= limit]
        if self.text.startswith("的", hit.end) and hit.end + 1 == limit:  # 公社|是|去年由农业社合并组成|的
            before = [element for element in before if self.text[element.start : element.end] != "是"]
        way = self.way(hit, clause)
        if not way and hit.rows[0].object == "place" and (went := self.went(before)) is not None:
            before, way = before[:went], [Group("to", 0, before[went + 1 :])]
        manner = bool(before) and self.text[before[-1].start : before[-1].end] in MANNERS
        return Surroundings(
            clause=clause,
            before=before[:-1] if manner else before,
            after=after,
            limit=limit,
            manner=manner,
            guests=guests,
            way=way,
            arrival=self.arrival(hit, events),
        )

    def behind_report(self, before: list[Element]) -> list[Element]:
        """Leave out the verb that opens a clause and only tells what comes: 介绍|首届大会将于11月在重庆举行."""
        opens = len(before) > _POINTED and self.text[before[0].start : before[0].end] in _TELLING
        told = opens and before[1].kind in ("name", "noun", "quote", "pronoun", "modifier")
        comes = any(not element.classes.isdisjoint(_OUTLOOK | {"done"}) for element in before[2:])
        return before[1:] if told and comes else before

    def embedded(
        self, before: list[Element], after: list[Element], limit: int
    ) -> tuple[list[Element], list[Element], int]:
        """Return what belongs to a clause that 对 governs before a verb of feeling: 甲对|乙当选会长|表示祝贺."""
        text = self.text
        opener = next(
            (number for number, element in enumerate(before) if text[element.start : element.end] == "对"), -1
        )
        if not 0 <= opener < len(before) - 1:
            return before, after, limit
        closer = next((number for number, element in enumerate(after) if text.startswith(_FEELING, element.start)), -1)
        if closer < 0:
            return before, after, limit
        return before[opener + 1 :], after[:closer], after[closer].start

    def own_item(self, hit: Hit, before: list[Element], after: list[Element]) -> tuple[list[Element], list[Element]]:
        """Return what belongs to one item of a list whose items each have the word: 投资5亿元的A、投资3亿元的B."""
        word = self.text[hit.start : hit.end]
        same = [self.text.startswith(word, element.start) for element in after]
        for number, (sign, item) in enumerate(zip(after, same[1:], strict=False)):
            if sign.kind == "list" and item:
                after = after[:number]
                break
        if before and before[-1].kind == "list":
            first = next((n for n, element in enumerate(before) if self.text.startswith(word, element.start)), None)
            before = before[:first] if first is not None else before
        return before, after

    def around(self, clause: int, start: int, end: int) -> tuple[list[Element], list[Element]]:
        """Return the elements of a clause before and behind a word in it."""
        elements = elements_of(self.reading, clause)
        first = bisect_right(elements, start, key=END)
        last = bisect_left(elements, end, first, key=START)
        before, after = elements[:first], elements[last:]
        for element in elements[first:last]:  # a dictionary word that holds more than the trigger: 主持|会议
            if element.start < start < element.end:
                before.append(Element(element.start, start, "adverb", classes=self.classes(element.start, start)))
            if element.start < end < element.end:
                act = self.text[end : element.end] in triggers()
                after.insert(0, Element(end, element.end, "verb" if act else "noun", act=act))
        return before, after

    def classes(self, start: int, end: int) -> frozenset[str]:
        """Return the classes of a stretch of the text in the table of function words."""
        return word_classes().get(self.text[start:end], frozenset())

    def way(self, hit: Hit, clause: int) -> list[Group]:
        """Return where somebody went in the clause before to see what this one says: 到|宜昌、荆州,|调研|防汛工作."""
        start = self.reading.clauses[clause][0]
        if hit.rows[0].object != "place" or hit.start - start > _SHORT_ADVERB or self.text[start - 1 : start] != ",":
            return []
        elements = elements_of(self.reading, clause - 1)
        if any(element.kind == "verb" for element in elements):
            return []
        return [group for group in left_groups(elements)[0] if group.governor == "to"]

    def went(self, before: list[Element]) -> int | None:
        """Return which element says how somebody came to the places right before a visit: 前往|石板镇、白果乡|参观."""
        for number in range(len(before) - 1, -1, -1):
            if self.text[before[number].start : before[number].end] in read_list("motions"):
                return number if number + 1 < len(before) else None
            item = before[number].item
            if before[number].kind != "list" and (item is None or item.type not in _PLACES):
                return None
        return None

    def is_framed(self, before: list[Element], after: list[Element]) -> bool:
        """Tell whether a preposition frames the whole clause, so that its subject stands behind: 自|大桥|通车|以来."""
        if not before or not after or self.text[after[0].start : after[0].end] not in read_list("framing"):
            return False
        if before[0].kind == "about":
            return True
        item = before[1].item if before[0].kind == "at" and len(before) > 1 else None
        return item is not None and item.type not in ("PLACE", "ORG", "TIME")

    def scene(self, clause: int) -> list[Group]:
        """Return where a clause plays by the one before that says no more: 在|新材料产业园,|李明查看了生产线."""
        found = self.scenes.get(clause)
        if found is None:
            start = self.reading.clauses[clause][0]
            before = elements_of(self.reading, clause - 1) if self.text[start - 1 : start] == "," else []
            found = self.scenes[clause] = _places_alone(before)
        return found

    def arrival(self, hit: Hit, events: Sequence[Event]) -> Event | None:
        """Return the way to a place that a visit goes on from: 前往|甘南|考察, 来到|车间,|看望|工人."""
        if hit.rows[0].object != "place" or not events:
            return None
        last = events[-1]
        gap = self.text[last.end : hit.start]
        motion = self.text[last.start : last.end] in read_list("motions") and len(gap) <= _WAY and not _STOP.search(gap)
        return last if motion else None


def _behind_next_act(text: str, after: list[Element]) -> list[Element]:
    """Leave out an act that shares what stands behind it: 开工|、签约|项目53个, 竣工|或部分投产|重大项目."""
    if len(after) < _SHARING or after[0].kind not in _JOINING:
        return after
    tells_how = after[1].kind in _HOW or text.startswith(_PARTLY, after[1].start)
    second = 2 if tells_how and after[2].act else 1
    shared = after[second + 1].kind if after[second].act and len(after) > second + 1 else ""
    return after[second + 1 :] if shared in _SHARED and after[second].end == after[second + 1].start else after


def _places_alone(elements: list[Element]) -> list[Group]:
    """Return the places of a clause that begins with 在 and tells of no act."""
    if not elements or elements[0].kind != "at" or any(e.kind in ("verb", "light") or e.act for e in elements):
        return []
    return [group for group in left_groups(elements)[0] if group.governor == "at"]
