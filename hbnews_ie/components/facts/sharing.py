"""分别: several numbers, and the things that they measure in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hbnews_ie.components.facts.approach import comparison_before
from hbnews_ie.components.facts.words import BASES
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Fact, Quantity

__all__ = ["MANY_NAMES", "shared"]

_Span = tuple[int, int]
MANY_NAMES = 40
"""Names of a list that may share numbers among them."""

_SIZES = ("money", "measure")
_RESPECTIVELY = "分别"
_LISTED = re.compile("[一-鿿]{2,12}(?:[、和与及][一-鿿]{2,12}){1,4}$")
_JOINS = re.compile("[、和与及]")


def shared(reading: Reading, facts: Sequence[Fact], quantity: Quantity, sentence: _Span) -> _Span | None:
    """The first number belongs to the first thing named, the second to the second.

    The things are the indicators of the ``facts`` before, else those listed before 分别.
    """
    run = _run_of_numbers(reading, quantity)
    floor = max(sentence[0], reading.text.rfind(";", sentence[0], run[0].start) + 1)
    before = [fact for fact in facts[-MANY_NAMES:] if floor <= reading.quantities[fact.quantity].start < run[0].start]
    sums = [fact for fact in before if reading.quantities[fact.quantity].kind in _SIZES]
    known = [fact.indicator for fact in (sums if len(sums) == len(run) else before)]  # 8只|基金规模为4亿元: the sums
    place = next((number for number, item in enumerate(run) if item.start == quantity.start), 0)
    names = known[-len(run) :] or _listed_before(reading, run[0].start)
    return names[place] if len(names) == len(run) > 1 else None


def _listed_before(reading: Reading, end: int) -> list[_Span]:
    """The things listed at the beginning of a clause before 分别: 游船、演艺收入|较上年|分别增长40%和15%."""
    text, start = reading.text, reading.clauses[reading.clause(end)][0]
    stop = text.rfind(_RESPECTIVELY, start, end)
    if stop < 0:
        return []
    stop -= 2 * text.endswith(BASES, start, stop)
    stop -= comparison_before(reading, stop, start)
    found = _LISTED.search(text, start, stop)
    if found is None:
        return []
    edges = [found.start() - 1, *(sign.start() for sign in _JOINS.finditer(text, *found.span())), found.end()]
    return [(left + 1, right) for left, right in pairwise(edges)]


def _run_of_numbers(reading: Reading, quantity: Quantity) -> list[Quantity]:
    """The quantities joined by 、 and 和 with this one."""
    run: list[Quantity] = []
    for item in reading.within(*reading.sentence(quantity.start)):
        if item.type != "QUANTITY" or item.index is None:
            continue
        other = reading.quantities[item.index]
        if run and reading.text[run[-1].end : other.start] not in ("、", "和", "与"):
            if run[-1].start >= quantity.start:
                break
            run = []
        run.append(other)
    return run
