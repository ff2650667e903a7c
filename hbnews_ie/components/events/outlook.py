"""Has it happened? What the clauses before a trigger and the time of its event tell, beside its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hbnews_ie.components.events.circumstances import AT_TIME
from hbnews_ie.components.events.status import mood
from hbnews_ie.components.syntax.clause import Element, elements_of
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Argument
from hbnews_ie.lexicon import read_list

__all__ = ["Outlook"]

_FAR = 12  # clauses back that a wish may go on from
_COMPARED = ("比", "较", "按", "按照", "比原", "较原", "按原", "按照原", "原")
_SO_FAR = re.compile("[到至](?:今年|目前|现在)")  # 到今年|累计融资2亿元, but 到今年底
_SOONEST = ("最快", "最迟")
_AHEAD_WITHIN = ("年内", "个月内")


class Outlook:
    """Tells the status of the events of one document, seen from ``today``, the day of publication if it is known."""

    def __init__(self, reading: Reading, today: date | None) -> None:
        self.reading = reading
        self.text = reading.text
        self.today = today
        self.moods: dict[int, str] = {}  # by clause

    def said(self, before: Sequence[Element]) -> str:
        """Return the mood that the words before a verb in its clause tell, but for plans that it is compared with."""
        return mood([element for element in before if not self._is_former_plan(element)])

    def carried(self, clause: int, groups: list[Group]) -> str:
        """Return the mood that goes on over clauses without a subject of their own: 要加强…,举办…, 将投资…,建设….

        ``groups`` stand before the verb in its clause.
        """
        start = self.reading.sentence(self.reading.clauses[clause][0])[0]
        framed = elements_of(self.reading, clause - 1) if self.reading.clauses[clause][0] > start else []
        if framed and all(element.kind == "time" or element.classes & {"call", "future"} for element in framed):
            return mood(framed)  # 力争|2026年底前,|孝感市建成…
        if any(not group.governor for group in groups):
            return ""
        for number in range(clause - 1, max(-1, clause - _FAR), -1):
            if self.reading.clauses[number][0] < start:
                break
            said = self._mood_of(number)
            if said:
                return said
            elements = elements_of(self.reading, number)
            if elements and elements[0].kind in ("name", "noun", "pronoun"):
                break
        return ""

    def _is_former_plan(self, element: Element) -> bool:
        """Tell whether a word speaks of a plan that something is compared with: 比原|计划|提前39天."""
        return self.text.startswith("计划", element.start) and self.text.endswith(_COMPARED, 0, element.start)

    def _mood_of(self, clause: int) -> str:
        said = self.moods.get(clause)
        if said is None:
            said = self.moods[clause] = mood(elements_of(self.reading, clause))
        return said

    def by_time(self, times: list[Argument], trigger: int) -> str:
        """Return what the times of an event, whose trigger starts there, tell: to come, again and again, else past."""
        if any(self._is_ahead(time, trigger) or self._is_to_come(time, trigger) for time in times):
            return "planned"
        repeats = any(time.time is not None and self.reading.times[time.time].edtf.startswith("R/") for time in times)
        return "ongoing" if repeats else "done"

    def _is_ahead(self, time: Argument, trigger: int) -> bool:
        """Tell whether a time is to come, counted from today.

        明年5月|开工, 未来三年|投入…, 三年内|投资…, 最快6月|开工.
        """
        return self._is_when(time, trigger) and (
            self.text.startswith(read_list("times_ahead"), time.start)
            or self.text.endswith(_AHEAD_WITHIN, time.start, time.end)
            or self.text.endswith(_SOONEST, 0, time.start)
        )

    def _is_to_come(self, time: Argument, trigger: int) -> bool:
        """Tell whether a time begins after the day of publication, or ends there: 2028年|建成, 2027年底前|完工."""
        if self.today is None or time.time is None or not self._is_when(time, trigger):
            return False
        when = self.reading.times[time.time]
        if when.edtf.startswith("..") and _SO_FAR.fullmatch(self.text, time.start, time.end):
            return False
        first = when.last_day if when.edtf.startswith("..") else when.first_day  # 2027年底前|完工
        return first is not None and first > self.today

    def _is_when(self, time: Argument, trigger: int) -> bool:
        """Tell whether a time is that of the act, and not part of its object: 被列入|明年|品种目录."""
        return time.start < trigger or self.text[time.start - 1] in AT_TIME
