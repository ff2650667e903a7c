"""Goes through the quantities of a document in order and makes a fact of each that has an indicator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from spacy.tokens import Doc

from hbnews_ie.components.facts.about import NO_TIME, AboutFinder
from hbnews_ie.components.facts.approach import walk_back
from hbnews_ie.components.facts.choice import Measured, likeliest, moments, subjects
from hbnews_ie.components.facts.indicator import IndicatorFinder
from hbnews_ie.components.syntax.reading import Item, read
from hbnews_ie.components.weighing import Evidence
from hbnews_ie.layers import Fact

__all__ = ["FactFinder"]

_Span: TypeAlias = tuple[int, int]
_Options: TypeAlias = Iterable[tuple[int, list[Evidence]]]


class FactFinder:
    """Finds the facts of one document."""

    def __init__(self, doc: Doc) -> None:
        self.reading = read(doc)
        self.facts: list[Fact] = []
        self.indicators = IndicatorFinder(self.reading, self.facts)
        self.about = AboutFinder(self.reading, self.facts)

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
        indicator, rule = found
        self.facts.append(
            Fact(
                quantity=item.index,
                indicator=indicator,
                subject=self.subject(item, indicator, sentence),
                time=self.time(item, indicator, clause, sentence),
                change=self.about.change(approach, indicator, item, clause[0]),
                basis=approach.basis,
                rule=rule,
            )
        )

    def subject(self, item: Item, indicator: _Span, sentence: _Span) -> int | None:
        """Return the entity that a quantity is measured of: the likeliest of what syntax gives and what stands near."""
        chosen, way = self.about.subject(item, indicator, sentence)
        last = self.facts[-1].subject if self.facts else None
        measured = Measured(item, indicator, chosen, way, last)
        return self.choose("subject_weights", measured, subjects(self.reading, measured))

    def time(self, item: Item, indicator: _Span, clause: _Span, sentence: _Span) -> int | None:
        """Return the time that a quantity holds for, likewise."""
        chosen, way = self.about.time(item, indicator, clause, sentence)
        if chosen is None and way in NO_TIME:
            return None
        last = self.facts[-1].time if self.facts else None
        measured = Measured(item, indicator, chosen, way, last)
        times = self.about.times_near(item, clause)
        lasts = self.about.lasts(item, indicator)
        return self.choose("moment_weights", measured, moments(self.reading, measured, times, lasts=lasts))

    def choose(self, table: str, measured: Measured, options: _Options) -> int | None:
        """Return the likeliest of the options for what is measured."""
        return likeliest(table, options)
