"""Weeks, days, festivals and times of day: 上周三, 昨晚, 国庆假期, 上午9时."""

from __future__ import annotations

import re

from hbnews_ie.times.edtf import Period, Point, week_of
from hbnews_ie.times.festivals import festival_date, festival_days_off, festival_in, festivals
from hbnews_ie.times.meanings import (
    day_span,
    means,
    month_of,
    plus,
    span,
    whole,
    word_offset,
    word_offsets,
    year_of,
)
from hbnews_ie.times.reference import Reference, integers

_MONTH_AND_DAY = 2
_LUNAR_SIGN = re.compile("[农阴旧夏]历")
_DAYS_OF_WEEK = {
    sign: number for number, signs in enumerate(("一", "二", "三", "四", "五", "六", "日天")) for sign in signs
}


@means("week_word")
def _week_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return week_of(reference.exact_day, int(word_offset("week", text)))


@means("weekend")
def _weekend(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上个周末: the Saturday and Sunday of the week."""
    offset = -2 if text.startswith("上上") else {"上": -1, "下": 1}.get(text[0], 0)
    week = week_of(reference.exact_day, offset)
    return day_span(plus(week.last_day, -1), week.last_day) if week is not None else None


@means("day_of_week", "weekday")
def _day_of_week(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """The 三 of 上周三, in the week before it."""
    first = outer.first_day if outer is not None else None
    day = plus(first, _DAYS_OF_WEEK[text[-1]])
    return day_span(day, day)


@means("apposition")
def _apposition(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """A weekday written beside a day adds nothing, a date says which day it is: 9日(星期四), 今天(11月9日)."""
    date = integers(text)
    if outer is None or outer.first is None or len(date) != _MONTH_AND_DAY or _LUNAR_SIGN.search(text):
        return outer
    day = Point(outer.first.year, *date)
    return Period(day, day) if day.first_day is not None else outer


@means("nth_week")
def _nth_week(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """The n-th week of a month is that of its n-th Monday, of a year that of ISO 8601."""
    first = outer.first if outer is not None else None
    if first is not None and not first.month:
        fourth = Point(first.year, 1, 4).first_day  # always in the first week
        week = week_of(fourth, integers(text)[0] - 1)
        return week if week is not None and integers(text)[0] <= 53 else None
    return _nth(outer, integers(text)[0], 0, 6)


@means("nth_weekday")
def _nth_weekday(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """6月第3个星期日, 四月的最后一个星期一."""
    if "最后" not in text:
        return _nth(outer, integers(text)[0], _DAYS_OF_WEEK[text[-1]], 0)
    last = outer.last_day if outer is not None else None
    day = plus(last, -((last.weekday() - _DAYS_OF_WEEK[text[-1]]) % 7)) if last is not None else None
    return day_span(day, day)


def _nth(outer: Period | None, number: int, weekday: int, length: int) -> Period | None:
    first = outer.first_day if outer is not None else None
    if first is None:
        return None
    start = plus(first, (weekday - first.weekday()) % 7 + 7 * (number - 1))
    return day_span(start, plus(start, length)) if start is not None and start.month == first.month else None


@means("day")
def _day(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """8日, 5至8日, 8、9日."""
    month = month_of(outer, reference)
    if month is None or not month.month:
        return None
    numbers = integers(text)
    if not all(numbers) or numbers[0] > numbers[-1] or ("、" in text and numbers[0] + 1 != numbers[-1]):
        return None
    return span(month._replace(day=numbers[0]), month._replace(day=numbers[-1]))


@means("day_word")
def _day_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """昨天, 今晚; the 今 of 今起."""
    offset = word_offsets("day").get(text)
    found = plus(reference.exact_day, int(offset) if offset is not None else {"昨": -1, "明": 1}.get(text, 0))
    return day_span(found, found)


@means("last_days")
def _last_days(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """前两天: the two days before publication."""
    return day_span(plus(reference.exact_day, -2), plus(reference.exact_day, -1))


_DAYS_OFF = re.compile("假|黄金周|期间")


@means("festival", "festival_of_year")
def _festival(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """春节 is its day, 国庆假期 and 春节期间 are the days off."""
    word = festival_in(text)
    found = year_of(outer, reference)
    if found is None:
        month_day = festivals()[word]["day"]
        return whole(Point(None, *map(int, month_day.split("-")))) if month_day[0].isdigit() else None
    if _DAYS_OFF.search(text):
        off = festival_days_off(word, found)
        return day_span(*off) if off is not None else None
    day = festival_date(word, found)
    return day_span(day, day)


@means("that_holiday")
def _that_holiday(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """长假: the holiday named before, which the finder gives."""
    return outer


@means("daytime", "clock")
def _daytime(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """Times of day stay inside the span; the calendar knows the day."""
    return outer


@means("same_period")
def _same_period(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """The 同期 of 去年同期 is what the finder makes of it: the period named before, in this year."""
    return outer
