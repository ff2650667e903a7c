"""Goes through the quantities of a document in order and makes a fact of each that has an indicator."""

from __future__ import annotations

from spacy.tokens import Doc

from hbnews_ie.components.facts.about import AboutFinder
from hbnews_ie.components.facts.approach import walk_back
from hbnews_ie.components.facts.indicator import IndicatorFinder
from hbnews_ie.components.syntax.reading import Item, read
from hbnews_ie.layers import Fact

__all__ = ["FactFinder"]


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
                subject=self.about.subject(item, indicator, sentence),
                time=self.about.time(item, indicator, clause, sentence),
                change=self.about.change(approach, indicator, item, clause[0]),
                basis=approach.basis,
                rule=rule,
            )
        )
