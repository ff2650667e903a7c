"""The Chinese calendar: lunar dates, solar terms, festivals and the holidays around them (1900 to 2100)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate, TermUtils

from hbnews_ie.lexicon import read_table

__all__ = [
    "festival_date",
    "festival_days_off",
    "festival_in",
    "festivals",
    "has_days_off",
    "lunar_date",
    "lunar_month",
]

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Days off are a modern custom: before this year a festival is its day.
_FIRST_YEAR_OF_HOLIDAYS = 1999


@cache
def festivals() -> dict[str, dict[str, str]]:
    """Return the rows of ``festivals.tsv`` by word."""
    return {row["word"]: row for row in read_table("festivals")}


@cache
def _holidays() -> dict[tuple[str, int], tuple[date, date]]:
    return {
        (row["festival"], int(row["year"])): (date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in read_table("holidays")
    }


def festival_in(text: str) -> str:
    """Return the word of ``festivals.tsv`` that a text begins with (春节 of 春节期间), else the empty string."""
    return next((text[:end] for end in range(len(text), 0, -1) if text[:end] in festivals()), "")


def lunar_date(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """Return the day of a lunar date, or None if the lunar calendar has none such (or is not known)."""
    try:
        solar: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except (InvalidLunarDateError, ValueError):
        return None
    return solar


def lunar_month(year: int, month: int, leap: bool = False) -> tuple[date, date] | None:
    """Return the first and last day of a lunar month, or None if the year has no such month."""
    first = lunar_date(year, month, 1, leap)
    if first is None:
        return None
    return first, first + timedelta(days=LCalendars.ndays(year, month, int(leap)) - 1)


@lru_cache(maxsize=1024)
def festival_date(word: str, year: int) -> date | None:
    """Return the day of a festival (a word of ``festivals.tsv``) in a calendar year, or None if not known."""
    rule, _, rest = festivals()[word]["day"].rpartition(" ")
    if rest == "easter":
        return _easter(year)
    if not rule and rest != "eve":
        return date(year, *map(int, rest.split("-"))) if 0 < year < 10000 else None
    if not _FIRST_YEAR < year <= _LAST_YEAR:
        return None
    if rest == "eve":
        new_year = lunar_date(year, 1, 1)
        return new_year - timedelta(days=1) if new_year is not None else None
    if rule == "lunar":
        month, day = map(int, rest.split("-"))
        # The twelfth lunar month mostly ends in the next calendar year: 腊八 of 2025 is in January 2025.
        return lunar_date(year - 1 if month == 12 else year, month, day)
    if rule == "term":
        term: date = TermUtils.nth_term_day(year, term_name=rest)
        return term
    month, number = map(int, rule.split()[1:])
    first = date(year, month, 1)
    return first + timedelta(days=(int(rest) - first.isoweekday()) % 7 + 7 * (number - 1))


def _easter(year: int) -> date | None:
    """Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    if not 1583 <= year < 10000:
        return None
    golden, century, rest = year % 19, *divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def festival_days_off(word: str, year: int) -> tuple[date, date] | None:
    """Return the first and last day of the holiday around a festival; its day alone where none is known."""
    row = festivals()[word]
    announced = _holidays().get((row["festival"], year))
    if announced is not None:
        return announced
    day = festival_date(word, year)
    if day is None:
        return None
    if not row["days_off"] or year < _FIRST_YEAR_OF_HOLIDAYS:
        return day, day
    first, last = (day + timedelta(days=int(offset)) for offset in row["days_off"].split())
    return first, last


def has_days_off(text: str) -> bool:
    """Whether a festival as written in a text (端午节, “五一”假期) is one with days off."""
    row = festivals().get(text) or festivals().get(text.partition("节")[0])
    return row is None or bool(row["days_off"])
