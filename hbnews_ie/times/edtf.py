"""Extended Date/Time Format (ISO 8601-2): points, periods, and the days they cover.

Only what dates in prose need: days, months, seasons, years, decades (``199X``), centuries (``19XX``), an
unknown year (``XXXX-11-08``) and intervals, open on either side (``../2030``). Years are astronomical: the
year 202 BC is ``-0201``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

__all__ = ["Period", "Point", "day_point", "days_in_month", "parse_edtf", "shift", "shift_days", "week_of"]

# EDTF season codes, with the month a season begins. Winter runs into the next year.
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_POINT = re.compile(r"(?:(-?[0-9]{4})|([0-9]{3})X|([0-9]{2})XX|XXXX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def days_in_month(year: int | None, month: int) -> int:
    """Return the number of days; in an unknown year February has 29, because it may."""
    if month == 2 and year is None:
        return 29
    return calendar.monthrange(year if year is not None and 0 < year < 10000 else 2001, month)[1]


def _date(year: int | None, month: int, day: int) -> date | None:
    """The day, or None where Python's calendar does not reach (before year 1, or an unknown year)."""
    return date(year, month, day) if year is not None and 0 < year < 10000 else None


class Point(NamedTuple):
    """A day, month, season or year, or (``years`` 10 or 100) a decade or century that begins with ``year``."""

    year: int | None
    month: int = 0
    day: int = 0
    years: int = 1

    def __str__(self) -> str:
        if self.year is None:
            year = "XXXX"
        elif self.years == 1:
            year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        else:
            year = f"{self.year:04d}"[: 3 if self.years == 10 else 2].ljust(4, "X")
        month = f"-{self.month:02d}" if self.month else ""
        return f"{year}{month}-{self.day:02d}" if self.day else year + month

    @property
    def valid(self) -> bool:
        """Whether the calendar has this point (the 30th of February it has not)."""
        if self.year is not None and not (-9999 if self.years == 1 else 0) <= self.year <= 9999:
            return False
        if self.month in _SEASON_START:
            return not self.day
        if not 0 <= self.month <= 12:
            return False
        return 0 <= self.day <= (days_in_month(self.year, self.month) if self.month else 0)

    @property
    def first_day(self) -> date | None:
        """The day it begins, or None if the year is unknown or before our era."""
        return _date(self.year, _SEASON_START.get(self.month, self.month) or 1, self.day or 1)

    @property
    def last_day(self) -> date | None:
        """The day it ends, or None if the year is unknown or before our era."""
        if self.year is None:
            return None
        year, month = self.year + self.years - 1, self.month or 12
        if month in _SEASON_START:
            month = _SEASON_START[month] + 2
            year, month = year + (month > 12), (month - 1) % 12 + 1
        return _date(year, month, self.day or days_in_month(year, month))


class Period(NamedTuple):
    """From one point to another; None is an open end. A single point is a period from itself to itself."""

    first: Point | None
    last: Point | None

    def __str__(self) -> str:
        first, last = (".." if end is None else str(end) for end in self)
        return first if first == last else f"{first}/{last}"

    @property
    def first_day(self) -> date | None:
        """The day it begins, or None if that is open or unknown."""
        return self.first.first_day if self.first is not None else None

    @property
    def last_day(self) -> date | None:
        """The day it ends, or None if that is open or unknown."""
        return self.last.last_day if self.last is not None else None


def day_point(day: date) -> Point:
    """Return a date as a point."""
    return Point(day.year, day.month, day.day)


def shift_days(day: date, number: int) -> date | None:
    """Return the date some days later or, for a negative number, earlier; None outside the calendar."""
    try:
        return day + timedelta(days=number)
    except OverflowError:
        return None


def shift(point: Point | None, number: int, grain: str) -> Point | None:
    """Return the point some years, months or days later or, for a negative number, earlier."""
    if point is None or point.year is None:
        return None
    if grain == "year":
        return Point(point.year + number)
    if grain == "month":
        months = point.year * 12 + point.month - 1 + number
        return Point(months // 12, months % 12 + 1)
    day = point.first_day
    moved = shift_days(day, number) if day is not None else None
    return day_point(moved) if moved is not None else None


def week_of(day: date | None, offset: int = 0) -> Period | None:
    """Return the week, Monday to Sunday, some weeks after that of a day; None outside the calendar."""
    monday = shift_days(day, 7 * offset - day.weekday()) if day is not None else None
    sunday = shift_days(monday, 6) if monday is not None else None
    return Period(day_point(monday), day_point(sunday)) if monday is not None and sunday is not None else None


def _parse_point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, decade, century, month, day = match.groups()
    if decade or century:
        point = Point(int(decade) * 10, years=10) if decade else Point(int(century) * 100, years=100)
    else:
        point = Point(int(year) if year else None, int(month or 0), int(day or 0))
    if not point.valid:
        raise ValueError(f"no such date: {text!r}")
    return point


def parse_edtf(text: str) -> Period:
    """Parse an EDTF date or interval; raise `ValueError` on anything else.

    >>> parse_edtf("2023-01/2023-09").last_day
    datetime.date(2023, 9, 30)
    """
    first, _, last = text.partition("/")
    ends = [None if end == ".." else _parse_point(end) for end in (first, last or first)]
    return Period(*ends)
