"""What a time is counted from, the date of publication, and the numbers in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hbnews_ie.numerals import parse_number
from hbnews_ie.times.edtf import Point, parse_edtf

__all__ = ["Reference", "integers"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The date of publication: a day, a month, a year, or unknown (None)."""

    point: Point | None

    @classmethod
    def parse(cls, published: str | None) -> Reference:
        """Read ``published``; raise `ValueError` if it is no EDTF day, month or year."""
        return cls(parse_edtf(published).last if published else None)

    @property
    def day(self) -> date | None:
        """The day itself, or the last day of the month or year."""
        return self.point.last_day if self.point is not None else None

    @property
    def year(self) -> int | None:
        """The year, or None if unknown."""
        return self.point.year if self.point is not None else None

    @property
    def exact_day(self) -> date | None:
        """The day, or None where only the year or month is known."""
        return self.day if self.point is not None and self.point.day else None

    def at(self, grain: str) -> Point | None:
        """The year, month or day of publication as a point, or None if it is not known so exactly."""
        if self.point is None or self.point.year is None:
            return None
        year, month, day, _ = self.point
        if grain == "year":
            return Point(year)
        if grain == "month":
            return Point(year, month) if month else None
        return self.point if day else None


# --- numbers --------------------------------------------------------------------------------------------------

_NUMERAL = re.compile("[0-9]+|[〇零○一二三四五六七八九十廿两千]+")
_BY_DIGIT = re.compile("[〇零○一二三四五六七八九]{2,4}")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def integers(text: str) -> list[int]:
    """Return the numbers in a piece, in order: 2025—2026年度 gives 2025 and 2026, 二〇二五年 2025, 前三季度 3."""
    numbers = []
    for numeral in _NUMERAL.findall(text):
        if _BY_DIGIT.fullmatch(numeral):
            numbers.append(int(numeral.translate(_DIGITS)))
        elif (number := parse_number(numeral)) is not None:
            numbers.append(int(number))
    return numbers
