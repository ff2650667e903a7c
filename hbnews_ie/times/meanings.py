"""What the modules of meanings share: the table of meanings, and periods made of points and days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from hbnews_ie.lexicon import read_table
from hbnews_ie.times.edtf import Period, Point, day_point, shift_days
from hbnews_ie.times.reference import Reference

__all__ = [
    "MEANINGS",
    "day_span",
    "means",
    "month_of",
    "month_span",
    "plus",
    "span",
    "whole",
    "word_offset",
    "word_offsets",
    "year_of",
]

Narrow = Callable[[str, "Period | None", Reference], "Period | None"]
MEANINGS: dict[str, Narrow] = {}


def means(*pieces: str) -> Callable[[Narrow], Narrow]:
    """Say that a function is the meaning of these pieces of the grammar."""

    def register(function: Narrow) -> Narrow:
        MEANINGS.update(dict.fromkeys(pieces, function))
        return function

    return register


def whole(point: Point | None) -> Period | None:
    """Return the period of one point; None if there is no such date."""
    return Period(point, point) if point is not None and point.valid else None


def span(first: Point | None, last: Point | None) -> Period | None:
    """Return the period from one point to another; None if one of them is no date."""
    if first is None or last is None or not (first.valid and last.valid):
        return None
    return Period(first, last)


def day_span(first: date | None, last: date | None) -> Period | None:
    """Return the period from one day to another."""
    return Period(day_point(first), day_point(last)) if first is not None and last is not None else None


def month_span(year: int | None, first: int, last: int) -> Period | None:
    """Return the period from one month of a year to another, which may be in the year after."""
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if first > last:  # 11月至2月
        return span(Point(year, first), Point(None if year is None else year + 1, last))
    return span(Point(year, first), Point(year, last))


def year_of(outer: Period | None, reference: Reference) -> int | None:
    """The year that a piece narrows; by itself it is of the year of publication."""
    if outer is None:
        return reference.year
    return outer.first.year if outer.first is not None else None


@cache
def word_offsets(unit: str) -> dict[str, str]:
    """Return the words of ``times_words.tsv`` for a unit, with their offsets."""
    return {row["word"]: row["offset"] for row in read_table("times_words") if row["unit"] == unit}


def word_offset(unit: str, text: str, suffixes: str = "") -> str:
    """Return the offset of a word, which may have one of ``suffixes`` (今年度)."""
    table = word_offsets(unit)
    return table[text] if text in table else table[text.rstrip(suffixes)]


def month_of(outer: Period | None, reference: Reference) -> Point | None:
    """Return the month that a piece narrows; by itself it is of the month of publication."""
    if outer is None:
        return reference.at("month")
    return outer.first if outer.first == outer.last else None


def plus(day: date | None, number: int) -> date | None:
    """Return the day some days later, where there is a day."""
    return shift_days(day, number) if day is not None else None
