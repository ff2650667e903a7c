"""What happens around a quantity, and how a name or a time takes part in it: who invests is whom the sum is of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeAlias

from hbnews_ie.components.syntax.clause import START
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Event

__all__ = ["Nearby", "acts_near", "part"]

Nearby: TypeAlias = list[tuple[str, Event]]
"""Events around a quantity, each with where it stands, the closest first."""


def acts_near(reading: Reading, events: Sequence[Event], item: Item) -> Nearby:
    """Return the events that have a quantity, those in its clause, and the last before it in each of two sentences.

    ``events`` are those of the document, in order.
    """
    start, end = reading.clauses[reading.clause(item.start)]
    sentence = reading.sentence(item.start)[0]
    first, last = (bisect_left(events, offset, key=START) for offset in (reading.carried_from(item.start), end))
    near: dict[str, list[Event]] = {"own": [], "clause": [], "sentence": [], "sentence before": []}
    for event in events[first:last]:
        if any(argument.quantity == item.index for argument in event.arguments):
            near["own"].append(event)
        elif event.start >= start:
            near["clause"].append(event)
        elif event.start >= sentence:
            near["sentence"] = [event]
        else:
            near["sentence before"] = [event]
    return [(where, event) for where, found in near.items() for event in found]


def part(near: Nearby, kind: str, index: int) -> str:
    """Tell in which of the events something takes part first, and as what.

    ``kind`` is the attribute of an argument that points to it: ``entity`` or ``time``.
    """
    pointed = attrgetter(kind)
    for where, event in near:
        for argument in event.arguments:
            if pointed(argument) == index:
                return f"{where} {event.type} {argument.role}"
    return f"{near[0][0]} -" if near else "-"
