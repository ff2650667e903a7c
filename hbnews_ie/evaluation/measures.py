"""The measures: what counts as right in each layer, as outcomes for one text.

An `Outcome` is a gold item and a found item that were paired, or one of them alone. All scores, their
intervals and the lists of errors are sums over outcomes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hbnews_ie.evaluation.matching import match
from hbnews_ie.evaluation.records import Annotation, Argument, Event, Fact, Item, Mention, Quantity, Time

__all__ = ["MEASURES", "Outcome", "compare"]

#: The measures in order, and what each counts as right.
MEASURES = {
    "entities-strict": "type and both offsets equal",
    "entities-partial": "type equal, spans overlap",
    "linking": "B-cubed over the mentions found in both",
    "positions": "person, organisation and title equal",
    "times": "spans overlap, EDTF equal",
    "quantities": "spans overlap, low, high, unit and bound equal",
    "quantities-value": "the same without bound",
    "facts-indicator": "quantity right, indicators overlap",
    "facts-subject": "fact right, same subject",
    "facts-time": "fact right, same time",
    "facts-change": "fact right, same change",
    "events-trigger": "type equal, triggers overlap",
    "events-argument": "event right, role equal, spans share half of the longer",
    "events-record": "event and all its arguments right",
    "events-status": "of the events right, the status",
}

_Item = TypeVar("_Item", bound=Item)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Items paired, or one alone. ``precision`` and ``recall`` are the credit given to a pair (0 to 1)."""

    measure: str
    gold: Item | None
    found: Item | None
    precision: float = 1.0
    recall: float = 1.0

    @property
    def right(self) -> bool:
        """Whether this is a pair with full credit."""
        return self.gold is not None and self.found is not None and self.precision == self.recall == 1


def compare(gold: Annotation, found: Annotation) -> Iterator[Outcome]:
    """Compare two annotations of one text by all measures."""
    yield from _entities(gold.mentions, found.mentions)
    yield from _layer("positions", gold.positions, found.positions, _same_post)
    yield from _layer("times", gold.times, found.times, _same_time)
    yield from _layer("quantities", gold.quantities, found.quantities, _same_quantity)
    yield from _layer("quantities-value", gold.quantities, found.quantities, _same_value)
    yield from _facts(gold.facts, found.facts)
    yield from _events(gold.events, found.events)


def _layer(
    measure: str, gold: Sequence[_Item], found: Sequence[_Item], closeness: Callable[[_Item, _Item], float]
) -> Iterator[Outcome]:
    return _outcomes(measure, gold, found, match(gold, found, closeness))


def _outcomes(
    measure: str, gold: Sequence[Item], found: Sequence[Item], pairs: Sequence[tuple[int, int]]
) -> Iterator[Outcome]:
    """Yield the pairs, then what is left over on either side."""
    for one, other in pairs:
        yield Outcome(measure, gold[one], found[other])
    matched_gold = {one for one, _ in pairs}
    matched_found = {other for _, other in pairs}
    for index, item in enumerate(gold):
        if index not in matched_gold:
            yield Outcome(measure, item, None)
    for index, item in enumerate(found):
        if index not in matched_found:
            yield Outcome(measure, None, item)


# What is the same. Each gives how close two items are, 0 where they are not the same.


def _closeness(gold: Item, found: Item) -> float:
    """Share of the two spans together that both cover (intersection over union)."""
    common = min(gold.end, found.end) - max(gold.start, found.start)
    if common <= 0:
        return 0.0
    return common / (max(gold.end, found.end) - min(gold.start, found.start))


def _same_span(gold: Mention, found: Mention) -> float:
    return float((gold.label, gold.start, gold.end) == (found.label, found.start, found.end))


def _same_type(gold: Item, found: Item) -> float:
    return _closeness(gold, found) if gold.label == found.label else 0.0


def _same_post(gold: Item, found: Item) -> float:
    return float(gold.describe() == found.describe())


def _same_time(gold: Time, found: Time) -> float:
    same = gold.edtf == found.edtf
    if gold.since and not same:  # 自2011年…以来: the date alone or open at its end
        same = gold.edtf.removesuffix("/..") == found.edtf.removesuffix("/..")
    return _closeness(gold, found) if same else 0.0


def _same_value(gold: Quantity, found: Quantity) -> float:
    same = (gold.low, gold.high, gold.unit) == (found.low, found.high, found.unit)
    return _closeness(gold, found) if same else 0.0


def _same_quantity(gold: Quantity, found: Quantity) -> float:
    return _same_value(gold, found) if gold.bound == found.bound else 0.0


def _same_fact(gold: Fact, found: Fact) -> float:
    return _closeness(gold, found) if _same_quantity(gold.quantity, found.quantity) else 0.0


def _same_entity(gold: Sequence[Mention], found: Sequence[Mention]) -> bool:
    """Entities are the same when they share a mention."""
    return any(_same_type(one, other) for one in gold for other in found)


def _same_argument(gold: Argument, found: Argument) -> float:
    if gold.label != found.label:
        return 0.0
    common = min(gold.end, found.end) - max(gold.start, found.start)
    longer = max(gold.end - gold.start, found.end - found.start)
    return _closeness(gold, found) if 2 * common >= longer else 0.0


# The layers that are more than a list of items.


def _entities(gold: Sequence[Mention], found: Sequence[Mention]) -> Iterator[Outcome]:
    pairs = match(gold, found, _same_span)
    yield from _outcomes("entities-strict", gold, found, pairs)
    yield from _layer("entities-partial", gold, found, _same_type)
    yield from _linking([(gold[one], found[other]) for one, other in pairs])


def _linking(pairs: Sequence[tuple[Mention, Mention]]) -> Iterator[Outcome]:
    """B-cubed: how much of a mention's cluster is the same on the other side, for each mention."""
    gold_sizes = Counter(one.entity for one, _ in pairs)
    found_sizes = Counter(other.entity for _, other in pairs)
    common = Counter((one.entity, other.entity) for one, other in pairs)
    for one, other in pairs:
        shared = common[one.entity, other.entity]
        yield Outcome("linking", one, other, shared / found_sizes[other.entity], shared / gold_sizes[one.entity])


def _facts(gold: Sequence[Fact], found: Sequence[Fact]) -> Iterator[Outcome]:
    outcomes = list(_layer("facts-indicator", gold, found, _same_fact))
    yield from outcomes
    for measure, has, same in _FACT_FIELDS:
        for outcome in outcomes:
            yield from _fact_field(measure, outcome, has, same)


_FACT_FIELDS: tuple[tuple[str, Callable[[Fact], bool], Callable[[Fact, Fact], bool]], ...] = (
    (
        "facts-subject",
        lambda fact: bool(fact.subject),
        lambda one, other: _same_entity(one.subject, other.subject),
    ),
    (
        "facts-time",
        lambda fact: fact.time is not None,
        lambda one, other: bool(one.time and other.time and _same_time(one.time, other.time)),
    ),
    ("facts-change", lambda fact: fact.change is not None, lambda one, other: one.change == other.change),
)


def _fact_field(
    measure: str, outcome: Outcome, has: Callable[[Fact], bool], same: Callable[[Fact, Fact], bool]
) -> Iterator[Outcome]:
    """A field of a fact is an item where it is filled; it is right when the fact and the field are."""
    gold = outcome.gold if isinstance(outcome.gold, Fact) and has(outcome.gold) else None
    found = outcome.found if isinstance(outcome.found, Fact) and has(outcome.found) else None
    if gold is not None and found is not None:
        credit = float(same(gold, found))
        yield Outcome(measure, gold, found, credit, credit)
    elif gold is not None or found is not None:
        yield Outcome(measure, gold, found)


def _events(gold: Sequence[Event], found: Sequence[Event]) -> Iterator[Outcome]:
    pairs = match(gold, found, _same_event)
    yield from _outcomes("events-trigger", gold, found, pairs)
    exact = []
    for one, other in pairs:
        arguments = list(_layer("events-argument", gold[one].arguments, found[other].arguments, _same_argument))
        yield from arguments
        if all(outcome.right for outcome in arguments):
            exact.append((one, other))
        credit = float(gold[one].status == found[other].status)
        yield Outcome("events-status", gold[one], found[other], credit, credit)
    for event in _unpaired(gold, {one for one, _ in pairs}):
        yield from (Outcome("events-argument", argument, None) for argument in event.arguments)
    for event in _unpaired(found, {other for _, other in pairs}):
        yield from (Outcome("events-argument", None, argument) for argument in event.arguments)
    yield from _outcomes("events-record", gold, found, exact)


def _unpaired(events: Sequence[Event], paired: set[int]) -> Iterator[Event]:
    return (event for index, event in enumerate(events) if index not in paired)


def _same_event(gold: Event, found: Event) -> float:
    """Triggers decide; between equal triggers (two events of one word), the arguments do."""
    close = _same_type(gold, found)
    if not close:
        return 0.0
    shared = len(match(gold.arguments, found.arguments, _same_argument))
    return close + shared / (1000 * (1 + max(len(gold.arguments), len(found.arguments))))
