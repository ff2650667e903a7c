"""Of whom and when a fact is: the evidence for each name and time that stands near, weighed.

`about` reads both by syntax. Beside what it gives, the other names and times in the sentence and the one before are
asked whether the fact is theirs; the weights are in ``subject_weights.tsv`` and ``moment_weights.tsv`` (see
`hbnews_ie.components.weighing`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hbnews_ie.components.syntax.clause import START, elements_of
from hbnews_ie.components.syntax.frame import topic
from hbnews_ie.components.syntax.reading import NUMBERS, Item, Reading
from hbnews_ie.components.weighing import Evidence, log_odds

__all__ = ["Measured", "likeliest", "moments", "subjects"]

_FAR = 3  # clauses between a name and the quantity, counted up to this
_MANY = 16  # names, and times, that are asked
_BEHIND = 2  # names behind the quantity that are asked
_OFTEN = 4  # mentions of an entity, counted up to this
_BETWEEN = 3  # names between a name and the quantity, counted up to this
_NOUN = 2  # characters at the end of an indicator that say what is measured
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Measured:
    """A quantity with its indicator, and what syntax gives as its subject or its time.

    ``chosen`` is the index of that entity or time, ``way`` tells what brought it, ``last`` is the index that the last
    fact has.
    """

    item: Item
    indicator: tuple[int, int]
    chosen: int | None
    way: str
    last: int | None


def likeliest(table: str, options: Iterable[tuple[int, list[Evidence]]]) -> int | None:
    """Return the option that most speaks for by a table of weights, None where nothing is likely enough."""
    best, found = 0.0, None
    for index, pieces in options:
        odds = log_odds(table, pieces)
        if odds > best:
            best, found = odds, index
    return found


def subjects(reading: Reading, measured: Measured) -> Iterator[tuple[int, list[Evidence]]]:
    """Yield the entities that a fact may be about, with the evidence for each."""
    before, behind = _around(reading, measured.item)
    named = [name for name in before if name.type not in NUMBERS and name.index is not None][-_MANY:]
    later = [name for name in behind if name.type not in NUMBERS and name.index is not None][:_BEHIND]
    nearest: dict[int, tuple[Item, int]] = {}
    for between, name in (*enumerate(reversed(named)), *enumerate(later)):
        assert name.index is not None
        nearest.setdefault(name.index, (name, between))
    for index, (name, between) in nearest.items():
        yield index, _of_name(reading, measured, name, between)
    if measured.chosen is not None and measured.chosen not in nearest:
        yield measured.chosen, [("always", "rule"), ("way", f"{measured.way} far")]


def moments(
    reading: Reading, measured: Measured, times: Iterable[Item], *, lasts: bool
) -> Iterator[tuple[int, list[Evidence]]]:
    """Yield the times that a fact may hold for, of those in ``times``, with the evidence for each.

    ``lasts`` tells that what is measured stays as it is.
    """
    asked = list(times)
    for number, time in enumerate(asked):
        assert time.index is not None
        yield time.index, _of_time(reading, measured, time, len(asked) - number - 1, lasts=lasts)
    if measured.chosen is not None and all(time.index != measured.chosen for time in asked):
        yield measured.chosen, [("always", "rule"), ("way", f"{measured.way} far")]


def _around(reading: Reading, item: Item) -> tuple[list[Item], list[Item]]:
    """Return what stands before a quantity, in its sentence and the one before, and behind it in its clause."""
    sentence = reading.sentence(item.start)[0]
    goes_on = sentence and reading.text[sentence - 1] != "\n"
    floor = reading.sentence(sentence - 1)[0] if goes_on else sentence
    return reading.within(floor, item.start), reading.within(item.end, reading.clauses[reading.clause(item.start)][1])


def _where(reading: Reading, item: Item, other: Item) -> str:
    """Tell how many clauses before a quantity something stands."""
    if other.start > item.start:
        return "behind"
    if other.start < reading.sentence(item.start)[0]:
        return "sentence before"
    return str(min(reading.clause(item.start) - reading.clause(other.start), _FAR))


def _neighbours(reading: Reading, item: Item) -> tuple[str, str]:
    """Return the kinds of the elements before and behind something in its clause."""
    elements = elements_of(reading, reading.clause(item.start))
    number = bisect_right(elements, item.start, key=START)
    previous = elements[number - 2].kind if number > 1 else "-"
    return previous, elements[number].kind if number < len(elements) else "-"


def _of_name(reading: Reading, measured: Measured, name: Item, between: int) -> list[Evidence]:
    """Return what speaks for and against a fact being about a name."""
    item, text = measured.item, reading.text
    where = _where(reading, item, name)
    previous, following = _neighbours(reading, name)
    clause = reading.clause(name.start)
    group = topic(reading, clause, name.end if where == "behind" else min(reading.clauses[clause][1], item.start))
    topical = group is not None and group.start <= name.start < group.end
    opens = topical and group is not None and group.start == name.start
    start, end = measured.indicator
    assert name.index is not None
    chosen = measured.chosen == name.index
    rule = "rule" if chosen else "none chosen" if measured.chosen is None else "other chosen"
    spoken = min(len(reading.entities[name.index].mentions), _OFTEN)
    return [
        ("always", "rule" if chosen else "near"),
        ("way", f"{measured.way if chosen else rule} {name.type}"),
        ("where", f"{where} {name.type} {rule}"),
        ("topic", f"{opens} {topical} {where}"),
        ("before", f"{previous} {where}"),
        ("after", f"{following} {name.type}"),
        ("kind", f"{_kind(reading, item)} {name.type}"),
        ("spoken of", f"{spoken} {where}"),
        ("last", f"{_compared(measured.last, name.index)} {where} {rule}"),
        ("inside", f"{start <= name.start < end} {name.type}"),
        ("indicator", f"{text[max(start, end - _NOUN) : end]} {name.type}"),
        ("between", f"{min(between, _BETWEEN)} {where}"),
        ("owns", f"{text.startswith('的', name.end)} {where}"),
    ]


def _of_time(reading: Reading, measured: Measured, time: Item, between: int, *, lasts: bool) -> list[Evidence]:
    """Return what speaks for and against a fact holding for a time."""
    item, text = measured.item, reading.text
    where = _where(reading, item, time)
    previous, following = _neighbours(reading, time)
    assert time.index is not None
    chosen = measured.chosen == time.index
    rule = "rule" if chosen else "none chosen" if measured.chosen is None else "other chosen"
    grain = _DIGITS.sub("9", reading.times[time.index].edtf)
    opens = time.start == reading.sentence(time.start)[0]
    kind = _kind(reading, item)
    start, end = measured.indicator
    return [
        ("always", "rule" if chosen else "near"),
        ("way", f"{measured.way if chosen else rule}"),
        ("where", f"{where} {rule}"),
        ("grain", f"{grain} {where}"),
        ("opens", f"{opens} {where}"),
        ("before", f"{previous} {where}"),
        ("after", f"{following} {where}"),
        ("kind", f"{kind} {where}"),
        ("kind and grain", f"{kind} {grain}"),
        ("lasts", f"{lasts} {where}"),
        ("last", f"{_compared(measured.last, time.index)} {where} {rule}"),
        ("indicator", text[max(start, end - _NOUN) : end]),
        ("between", f"{min(between, _BETWEEN)} {where}"),
        ("parted", f"{';' in text[time.end : item.start]} {where}"),
    ]


def _kind(reading: Reading, item: Item) -> str:
    return reading.quantities[item.index].kind if item.index is not None else "-"


def _compared(last: int | None, index: int) -> str:
    """Tell whether the last fact has the same entity or time."""
    if last is None:
        return "none"
    return "same" if last == index else "other"
