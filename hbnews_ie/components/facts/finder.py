"""Goes through the quantities of a document in order and makes a fact of each that has an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from spacy.tokens import Doc

from hbnews_ie.components.facts.acts import acts_near
from hbnews_ie.components.facts.approach import walk_back
from hbnews_ie.components.facts.change import change_of
from hbnews_ie.components.facts.choice import Given, Measured, likeliest, moments, subjects
from hbnews_ie.components.facts.indicator import IndicatorFinder
from hbnews_ie.components.facts.moment import NO_TIME, MomentFinder
from hbnews_ie.components.facts.spoken import speeches, told_of
from hbnews_ie.components.facts.subject import SETTLED, SubjectFinder
from hbnews_ie.components.syntax.reading import Item, read
from hbnews_ie.components.weighing import Evidence
from hbnews_ie.layers import Event, Fact

__all__ = ["FactFinder"]

_Span: TypeAlias = tuple[int, int]
_Options: TypeAlias = Iterable[tuple[int, list[Evidence]]]
_UNCHANGED = ("lasting",)  # 连续3个月|正增长: how long, not by how much
_LONGEST_QUOTE = 20
_LATIN = re.compile("[A-Za-z][A-Za-z0-9]*[.&-][A-Za-z0-9.]*$")
_LONGEST_LATIN = 12


class FactFinder:
    """Finds the facts of one document."""

    def __init__(self, doc: Doc) -> None:
        self.reading = read(doc)
        self.events: tuple[Event, ...] = doc._.events
        self.facts: list[Fact] = []
        self.indicators = IndicatorFinder(self.reading, self.facts)
        self.speeches = speeches(self.reading, self.events)
        self.subjects = SubjectFinder(self.reading, self.facts)
        self.moments = MomentFinder(self.reading, self.facts)

    def find(self) -> tuple[Fact, ...]:
        """Return the facts in order of their quantities."""
        for item in self.reading.items:
            if item.type == "QUANTITY":
                self.read(item)
        return tuple(self.facts)

    def read(self, item: Item) -> None:
        """Add the fact that a quantity states, if the sentence gives an indicator."""
        assert item.index is not None
        quantity = self.reading.quantities[item.index]
        clause = self.reading.clauses[self.reading.clause(item.start)]
        sentence = self.reading.sentence(item.start)
        approach = walk_back(self.reading, item.start, clause[0], rank=quantity.kind == "rank")
        found = self.indicators.find(quantity, approach, clause, sentence)
        if found is None:
            return
        indicator, rule = self.unquoted(*found[0]), found[1]
        measured = Measured(item, indicator, acts_near(self.reading, self.events, item))
        self.facts.append(
            Fact(
                quantity=item.index,
                indicator=indicator,
                subject=self.subject(measured, sentence),
                time=self.time(measured, clause, sentence),
                change=None if rule in _UNCHANGED else change_of(self.reading, approach, indicator, item, clause[0]),
                basis=approach.basis,
                rule=rule,
            )
        )

    def unquoted(self, start: int, end: int) -> _Span:
        """Leave out the quotation marks around the whole of an indicator (5个|“口袋公园”), and take in its first half.

        A name in Latin letters may have signs that the dictionary does not know: PM2.5|平均浓度, R&D|经费.
        """
        text = self.reading.text
        quoted = text[start] == "“" and text.find("”", start, end) == end - 1
        if quoted:
            return start + 1, end - 1
        opening = text.rfind("“", max(0, start - _LONGEST_QUOTE), start)
        if text.count("”", start, end) > text.count("“", start, end) and opening >= 0:
            start = opening  # “澜眼|”的功耗
        latin = _LATIN.search(text, max(0, start - _LONGEST_LATIN), start)
        return (latin.start() if latin is not None else start), end

    def subject(self, measured: Measured, sentence: _Span) -> int | None:
        """Return the entity that a quantity is measured of: the likeliest of what syntax gives and what stands near."""
        chosen, way = self.subjects.find(measured.item, measured.indicator, sentence)
        if way in SETTLED:
            return chosen
        told = told_of(self.reading, self.speeches, measured.item.start, sentence[0], "" if chosen is not None else way)
        if told is not None:
            return told
        given = Given(chosen, way, self.facts[-1].subject if self.facts else None)
        return self.choose("subject_weights", measured.item, given, subjects(self.reading, measured, given))

    def time(self, measured: Measured, clause: _Span, sentence: _Span) -> int | None:
        """Return the time that a quantity holds for, likewise."""
        item, indicator = measured.item, measured.indicator
        chosen, way = self.moments.find(item, indicator, clause, sentence)
        if chosen is None and way in NO_TIME:
            return None
        given = Given(chosen, way, self.facts[-1].time if self.facts else None)
        times, lasts = self.moments.near(item, clause), self.moments.lasts(item, indicator)
        options = moments(self.reading, measured, given, times, lasts=lasts)
        return self.choose("moment_weights", item, given, options)

    def choose(self, table: str, item: Item, given: Given, options: _Options) -> int | None:
        """Return the likeliest of the options for the fact of a quantity."""
        return likeliest(table, options)
