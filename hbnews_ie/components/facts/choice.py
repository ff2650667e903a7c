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

from hbnews_ie.components.facts.acts import Nearby, part
from hbnews_ie.components.facts.words import AGAINST
from hbnews_ie.components.names.vocabulary import is_public
from hbnews_ie.components.syntax.before import topic
from hbnews_ie.components.syntax.clause import START, elements_of
from hbnews_ie.components.syntax.reading import NUMBERS, Item, Reading
from hbnews_ie.components.weighing import Evidence, log_odds
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["Given", "Measured", "around", "gives_figures", "likeliest", "moments", "subjects"]

_FAR = 3  # clauses between a name and the quantity, counted up to this
_MANY = 16  # names before the quantity that are asked
_BEHIND = 2  # names behind the quantity that are asked
_OFTEN = 4  # mentions of an entity, counted up to this
_BETWEEN = 3  # names between a name and the quantity, counted up to this
_NOUN = 2  # characters at the end of an indicator that say what is measured
# 江城动力公司(以下简称|江动): the name itself stands before; 位列|中部|第三: among whom
_NAMED_AGAIN = ("简称", "下称", "简称“", "下称“")
_AMONG = ("居", "位列", "名列", "排名", "排在")
_NO_SUBJECTS = (*_NAMED_AGAIN, *_AMONG, *AGAINST, *read_list("beside"))
_TELLING = re.compile(
    f"{alternation([*read_list('announcing'), *read_list('learning'), '称', '透露', '预计', '预测', '报道'])}(?:,|$)"
)
_SOURCES = ("从", "据", "记者从", "另据", "又据")
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Measured:
    """A quantity with its indicator, and the events around it."""

    item: Item
    indicator: tuple[int, int]
    near: Nearby


@dataclass(slots=True)
class Given:
    """What syntax gives as the subject or the time of a fact.

    ``chosen`` is the index of that entity or time, ``way`` tells what brought it, ``last`` is the index that the last
    fact has.
    """

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


def subjects(reading: Reading, measured: Measured, given: Given) -> Iterator[tuple[int, list[Evidence]]]:
    """Yield the entities that a fact may be about, with the evidence for each."""
    before, behind = around(reading, measured.item)
    named = [name for name in before if name.type not in NUMBERS and name.index is not None]
    named = [name for name in named if not _is_none(reading, name)][-_MANY:]
    later = [name for name in behind if name.type not in NUMBERS and name.index is not None][:_BEHIND]
    nearest: dict[int, tuple[Item, int]] = {}
    for between, name in (*enumerate(reversed(named)), *enumerate(later)):
        assert name.index is not None
        nearest.setdefault(name.index, (name, between))
    for index, (name, between) in nearest.items():
        yield index, _of_name(reading, measured, given, name, between)
    if given.chosen is not None and given.chosen not in nearest:
        yield given.chosen, [("always", "rule"), ("way", f"{given.way} far")]


def _is_none(reading: Reading, name: Item) -> bool:
    """Whether a name cannot be what is measured: it tells the figures, is named again, or is compared with."""
    return reading.text.endswith(_NO_SUBJECTS, 0, name.start) or gives_figures(reading, name)


def gives_figures(reading: Reading, name: Item) -> bool:
    """Whether an office of the state, or a paper, tells the figures that follow its clause: 省科技厅介绍,…."""
    start, end = reading.clauses[reading.clause(name.start)]
    opens = name.start == start or reading.text.endswith(_SOURCES, start, name.start)
    tells = opens and name.type == "ORG" and _TELLING.search(reading.text, name.end, end) is not None
    return tells and is_public(reading.text[name.start : name.end])


def moments(
    reading: Reading, measured: Measured, given: Given, times: Iterable[Item], *, lasts: bool
) -> Iterator[tuple[int, list[Evidence]]]:
    """Yield the times that a fact may hold for, of those in ``times``, with the evidence for each.

    ``lasts`` tells that what is measured stays as it is.
    """
    asked = list(times)
    for number, time in enumerate(asked):
        assert time.index is not None
        yield time.index, _of_time(reading, measured, given, time, len(asked) - number - 1, lasts=lasts)
    if given.chosen is not None and all(time.index != given.chosen for time in asked):
        yield given.chosen, [("always", "rule"), ("way", f"{given.way} far")]


def around(reading: Reading, item: Item) -> tuple[list[Item], list[Item]]:
    """Return what stands before a quantity, in its sentence and the one before, and behind it in its clause."""
    end = reading.clauses[reading.clause(item.start)][1]
    return reading.within(reading.carried_from(item.start), item.start), reading.within(item.end, end)


@dataclass(slots=True)
class _Standing:
    """How a name or a time stands to a quantity.

    ``where`` is how many clauses before it, ``previous`` and ``following`` are the kinds of the elements around it,
    ``rule`` tells whether syntax chose it, ``last`` whether the last fact has it.
    """

    where: str
    previous: str
    following: str
    rule: str
    last: str


def _standing(reading: Reading, item: Item, given: Given, other: Item) -> _Standing:
    elements = elements_of(reading, reading.clause(other.start))
    number = bisect_right(elements, other.start, key=START)
    chosen, last = given.chosen, given.last
    return _Standing(
        where=_where(reading, item, other),
        previous=elements[number - 2].kind if number > 1 else "-",
        following=elements[number].kind if number < len(elements) else "-",
        rule="rule" if chosen == other.index else "none chosen" if chosen is None else "other chosen",
        last="none" if last is None else "same" if last == other.index else "other",
    )


def _where(reading: Reading, item: Item, other: Item) -> str:
    """Tell how many clauses before a quantity something stands."""
    if other.start > item.start:
        return "behind"
    if other.start < reading.sentence(item.start)[0]:
        return "sentence before"
    return str(min(reading.clause(item.start) - reading.clause(other.start), _FAR))


def _of_name(reading: Reading, measured: Measured, given: Given, name: Item, between: int) -> list[Evidence]:
    """Return what speaks for and against a fact being about a name."""
    item, standing = measured.item, _standing(reading, measured.item, given, name)
    where, rule = standing.where, standing.rule
    clause = reading.clause(name.start)
    group = topic(reading, clause, name.end if where == "behind" else min(reading.clauses[clause][1], item.start))
    topical = group is not None and group.start <= name.start < group.end
    opens = topical and group is not None and group.start == name.start
    start, end = measured.indicator
    assert name.index is not None
    return [
        ("always", "rule" if rule == "rule" else "near"),
        ("way", f"{given.way if rule == 'rule' else rule} {name.type}"),
        ("where", f"{where} {name.type} {rule}"),
        ("topic", f"{opens} {topical} {where}"),
        ("before", f"{standing.previous} {where}"),
        ("after", f"{standing.following} {name.type}"),
        ("kind", f"{_kind(reading, item)} {name.type}"),
        ("spoken of", f"{min(len(reading.entities[name.index].mentions), _OFTEN)} {where}"),
        ("last", f"{standing.last} {where} {rule}"),
        ("inside", f"{start <= name.start < end} {name.type}"),
        ("indicator", f"{reading.text[max(start, end - _NOUN) : end]} {name.type}"),
        ("between", f"{min(between, _BETWEEN)} {where}"),
        ("owns", f"{reading.text.startswith('的', name.end)} {where}"),
        ("act", f"{part(measured.near, 'entity', name.index)} {rule}"),
    ]


def _of_time(
    reading: Reading, measured: Measured, given: Given, time: Item, between: int, *, lasts: bool
) -> list[Evidence]:
    """Return what speaks for and against a fact holding for a time."""
    item, standing = measured.item, _standing(reading, measured.item, given, time)
    where, rule = standing.where, standing.rule
    assert time.index is not None
    grain = _DIGITS.sub("9", reading.times[time.index].edtf)
    kind = _kind(reading, item)
    start, end = measured.indicator
    return [
        ("always", "rule" if rule == "rule" else "near"),
        ("way", given.way),
        ("where", f"{where} {rule}"),
        ("grain", f"{grain} {where}"),
        ("opens", f"{time.start == reading.sentence(time.start)[0]} {where}"),
        ("before", f"{standing.previous} {where}"),
        ("after", f"{standing.following} {where}"),
        ("kind", f"{kind} {where}"),
        ("kind and grain", f"{kind} {grain}"),
        ("lasts", f"{lasts} {where}"),
        ("last", f"{standing.last} {where} {rule}"),
        ("indicator", reading.text[max(start, end - _NOUN) : end]),
        ("between", f"{min(between, _BETWEEN)} {where}"),
        ("act", f"{part(measured.near, 'time', time.index)} {rule}"),
        ("parted", f"{';' in reading.text[time.end : item.start]} {where}"),
    ]


def _kind(reading: Reading, item: Item) -> str:
    assert item.index is not None
    return reading.quantities[item.index].kind
