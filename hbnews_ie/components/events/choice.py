"""Which arguments an event keeps, and which names near its trigger it takes in: their evidence, weighed.

The rules give roles by syntax. Beside what they give, the other names of the sentence are asked whether they belong to
the event, where the table of roles says that they may; the weights are in ``argument_weights.tsv`` (see
`hbnews_ie.components.weighing`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.syntax.clause import START, elements_of
from hbnews_ie.components.syntax.reading import NUMBERS, Item, Reading
from hbnews_ie.components.weighing import Evidence, log_odds
from hbnews_ie.layers import Argument, Event
from hbnews_ie.lexicon import read_list, read_table

__all__ = ["Place", "choose_arguments", "near", "options", "place_of"]

_OTHER = "other"  # the way of what no neighbour of the trigger brought: when somebody speaks
_RECENT = 4  # events before that may stand in the same clause
# 东港公司|被…收购: what the act is done to; 授予车队|“先锋”称号: what is given; 江钢|第100万吨钢|下线
_CERTAIN = ("passive", "title", "numbered")
_SPENT = "spent"  # 投入|研发|资金2亿元: what money is for by what it is called
_LEAST = 0.01
_GOING = ("赴", "前往", "来到", "走进")
_SPEECH = ("speaker", "content")  # without them a statement is none
_FAR = 3  # clauses between a trigger and an argument, counted up to this
_REACH = 400  # characters to either side of the trigger in which names are asked
_MANY = 24  # names to either side
_DISTANCES = (0, 3, 9, 24)  # characters between them: where the classes end that they fall in


class Place(NamedTuple):
    """Where a possible argument stands.

    ``type`` is that of the entity, TIME, QUANTITY, or NP; ``side`` tells whether it stands before or after the
    trigger and how many clauses away, ``distance`` the class of the gap between them; ``previous`` and
    ``following`` are the kinds of the elements around it.
    """

    type: str
    side: str
    distance: int
    previous: str
    following: str


def place_of(reading: Reading, event: Event, start: int, end: int) -> Place:
    """Return where a stretch stands that may be an argument of an event."""
    item = reading.covering(start)
    type_ = item.type if item is not None and item.start == start and item.end == end else "NP"
    clause = reading.clause(start)
    before = end <= event.start
    side = "before" if before else "after"
    if start < reading.sentence(event.start)[0]:
        side = "sentence before"
    elif away := min(abs(reading.clause(event.start) - clause), _FAR):
        side = f"{side} {away}"
    distance = bisect_left(_DISTANCES, event.start - end if before else start - event.end)
    elements = elements_of(reading, clause)
    number = bisect_right(elements, start, key=START)
    previous = elements[number - 2].kind if number > 1 else "-"
    return Place(type_, side, distance, previous, elements[number].kind if number < len(elements) else "-")


def evidence(word: str, event: Event, role: str, way: str, place: Place) -> list[Evidence]:
    """Return what speaks for and against an argument.

    ``word`` is the trigger; ``way`` tells what brought the argument by syntax, and is empty where it only stands near.
    """
    source = "rule" if way else "near"
    pieces = [
        ("always", source),
        ("role", f"{source} {place.type} {role} {event.type}"),
        ("way", f"{way or source} {place.type} {role}"),
        ("side", f"{source} {place.side} {role} {event.type}"),
        ("distance", f"{source} {place.distance} {role}"),
        ("before", f"{source} {place.previous} {role}"),
        ("after", f"{source} {place.following} {role}"),
        ("word", f"{source} {word} {role}"),
    ]
    if not way:
        filled = any(argument.role == role for argument in event.arguments)
        pieces.append(("filled", f"{filled} {place.type} {role} {event.type}"))
        pieces.append(("filled and side", f"{filled} {place.side} {place.type} {role}"))
    return pieces


@cache
def _roles(event_type: str) -> dict[str, tuple[str, ...]]:
    """Return the roles of an event that a name near it may fill, by the type of the name."""
    roles: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in read_table("event_roles"):
        for type_ in row["near"].split() if row["type"] == event_type else ():
            roles[type_] += (row["role"],)
    return dict(roles)


def near(reading: Reading, event: Event, earlier: Sequence[Event] = ()) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Yield the names around the trigger, in its sentence, that may belong to its event, with their possible roles.

    Who acts in one of the ``earlier`` events in the same clause is not asked: 李山|会见了|来汉考察的|张越.
    """
    roles = _roles(event.type)
    clause = reading.clause(event.start)
    beside = [other for other in earlier[-_RECENT:] if reading.clause(other.start) == clause]
    taken = [(event.start, event.end)]
    taken += [(argument.start, argument.end) for one in (event, *beside) for argument in one.arguments]
    known = {argument.entity for argument in event.arguments if argument.entity is not None}
    start, end = reading.sentence(event.start)
    before = reading.within(max(start, event.start - _REACH), event.start)[-_MANY:]
    after = reading.within(event.end, min(end, event.end + _REACH))[:_MANY]
    # who feels something about what happened had no part in it: 李明|对|张山当选表示祝贺
    before = [item for item in before if not (item.type == "PERSON" and reading.text.startswith("对", item.end))]
    # 赴|上海博物馆|展出: where one goes acts in nothing that is done there
    before = [item for item in before if not (item.type == "ORG" and reading.text.endswith(_GOING, 0, item.start))]
    for item in (*before, *after):
        named = item.index in known and item.type not in NUMBERS
        if item.type in roles and not named and not any(item.start < end and start < item.end for start, end in taken):
            yield item, roles[item.type]


def options(
    reading: Reading, event: Event, ways: Mapping[tuple[int, int], str], earlier: Sequence[Event] = ()
) -> Iterator[tuple[Argument, list[Evidence]]]:
    """Yield what may be an argument of an event, in each role it may have, with its evidence.

    ``ways`` tells by their spans what brought those that the event has; ``earlier`` are the events before.
    """
    word = reading.text[event.start : event.end]
    for argument in event.arguments:
        if argument.role not in _SPEECH:
            span = argument.start, argument.end
            way = ways.get(span, _OTHER)
            yield argument, evidence(word, event, argument.role, way, place_of(reading, event, *span))
    for item, roles in near(reading, event, earlier):
        place = place_of(reading, event, item.start, item.end)
        for role in roles:
            yield Filler(item.start, item.end, item).argument(role), evidence(word, event, role, "", place)


def choose_arguments(
    reading: Reading, event: Event, ways: Mapping[tuple[int, int], str], earlier: Sequence[Event] = ()
) -> Event:
    """Return an event with its likely arguments, each in one role, and the most likely one at least."""
    best: dict[tuple[int, int], tuple[float, Argument]] = {}
    clause = reading.clause(event.start)
    brought_out = event.rule.removeprefix("trigger:") in read_list("brought_out")  # 研制出|一种新型材料
    certain = (*_CERTAIN, "object") if brought_out else _CERTAIN
    for argument, pieces in options(reading, event, ways, earlier):
        span, odds = (argument.start, argument.end), log_odds("argument_weights", pieces)
        way = ways.get(span)
        if way == _SPENT or (way in certain and reading.clause(argument.start) == clause):
            odds = max(odds, _LEAST)
        if span not in best or odds > best[span][0]:
            best[span] = odds, argument
    kept = [argument for argument in event.arguments if argument.role in _SPEECH]
    kept += [argument for odds, argument in best.values() if odds > 0]
    return replace(event, arguments=tuple(sorted(kept or [max(best.values(), key=itemgetter(0))[1]], key=START)))
