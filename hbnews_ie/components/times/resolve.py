"""What the pieces of a time expression mean: each narrows the period that the pieces before it gave.

A function here is the meaning of the pieces of `hbnews_ie.components.times.grammar` that it is marked with. It is
given the piece as written, the period that it narrows, and the date of publication, and returns None where the
calendar has no such time (2月30日) or the date of publication would have to be known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from hbnews_ie.components.times.edtf import Period, Point, day_point, days_in_month, shift_days
from hbnews_ie.components.times.festivals import (
    festival_date,
    festival_days_off,
    festivals,
    lunar_date,
    lunar_month,
    lunar_year_of,
)
from hbnews_ie.components.times.reference import Reference, integers
from hbnews_ie.lexicon import read_table

__all__ = ["NEEDS", "narrow", "repetition", "shift", "week_of"]


_Narrow = Callable[[str, "Period | None", Reference], "Period | None"]
_MEANINGS: dict[str, _Narrow] = {}


def _means(*pieces: str) -> Callable[[_Narrow], _Narrow]:
    """Say that a function is the meaning of these pieces of the grammar."""

    def register(function: _Narrow) -> _Narrow:
        _MEANINGS.update(dict.fromkeys(pieces, function))
        return function

    return register


# --- periods --------------------------------------------------------------------------------------------------


def _whole(point: Point | None) -> Period | None:
    return Period(point, point) if point is not None and point.valid else None


def _span(first: Point | None, last: Point | None) -> Period | None:
    if first is None or last is None or not (first.valid and last.valid):
        return None
    return Period(first, last)


def _days(first: date | None, last: date | None) -> Period | None:
    return Period(day_point(first), day_point(last)) if first is not None and last is not None else None


def _month_span(year: int | None, first: int, last: int) -> Period | None:
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if first > last:  # 11月至2月
        return _span(Point(year, first), Point(None if year is None else year + 1, last))
    return _span(Point(year, first), Point(year, last))


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


def _year_of(outer: Period | None, reference: Reference) -> int | None:
    """The year that a piece narrows; by itself it is of the year of publication."""
    if outer is None:
        return reference.year
    return outer.first.year if outer.first is not None else None


@cache
def _offsets(unit: str) -> dict[str, str]:
    return {row["word"]: row["offset"] for row in read_table("times_words") if row["unit"] == unit}


def _offset(unit: str, text: str, suffixes: str = "") -> str:
    table = _offsets(unit)
    return table[text] if text in table else table[text.rstrip(suffixes)]


# --- years and longer -------------------------------------------------------------------------------------------


@_means("iso_day", "iso_month")
def _iso(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return _whole(Point(*integers(text)))


@_means("century")
def _century(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """20世纪 is 19XX."""
    numbers = integers(text)
    if not numbers:
        if reference.year is None:
            return None
        numbers = [reference.year // 100 + (0 if text.startswith("上") else 1)]
    if not 1 <= numbers[0] <= numbers[-1] <= 22:
        return None
    return _span(*(Point((number - 1) * 100, years=100) for number in (numbers[0], numbers[-1])))


@_means("decade")
def _decade(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上世纪90年代 is 199X; 90年代 alone the last one that has begun."""
    number = integers(text)[0]
    if number >= 1000:
        return _whole(Point(number, years=10))
    if outer is not None and outer.first is not None and outer.first.year is not None:
        return _whole(Point(outer.first.year + number, years=10))
    now = reference.year or 2000
    return _whole(Point(now // 100 * 100 + number - (100 if number > now % 100 else 0), years=10))


@_means("part_of_decade")
def _part_of_decade(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """Where a decade begins or ends is not agreed: 90年代初 stays 199X."""
    return outer


@_means("year")
def _year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return _whole(Point(integers(text)[0]))


@_means("years")
def _years(text: str, outer: Period | None, reference: Reference) -> Period | None:
    first, last = integers(text)[:2]
    return _span(Point(first), Point(last)) if first < last else None


@_means("two_years")
def _two_years(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """今明两年, 去今两年."""
    first = shift(reference.at("year"), 0 if text.startswith("今") else -1, "year")
    return _span(first, shift(first, 1, "year"))


@_means("short_year")
def _short_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """A year without its century is the last such year, or the coming one."""
    number = integers(text)[0]
    latest = (reference.year if reference.year is not None else 2039) + 1
    return _whole(Point(latest - (latest - number) % 100))


@_means("counted_year")
def _counted_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    number = integers(text)[0]
    return _whole(Point(1 - number if "前" in text else number)) if number else None


@_means("era_year")
def _era_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """民国三十八年 is 1949."""
    for row in read_table("times_eras"):
        if text.startswith(row["era"]):
            number = (integers(text[len(row["era"]) :]) or [1])[0]
            found = int(row["first"]) + number - 1
            return _whole(Point(found)) if number and found <= int(row["last"]) else None
    return None


@_means("year_word")
def _year_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """今年, 去年; 上年 is the year before the one told of; without a date of publication the year is not known."""
    if outer is not None:
        return _whole(shift(outer.first, -1, "year"))
    if reference.year is None:
        return Period(Point(None), Point(None))
    return _whole(Point(reference.year + int(_offset("year", text, "度"))))


@_means("year_after")
def _year_after(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """同年, 次年: counted from the year named before."""
    if outer is None or outer.first is None or outer.first.year is None:
        return None
    return _whole(Point(outer.first.year + (0 if text[0] in "同当" else 1)))


_FIRST_PLANS = {1: (1953, 1957), 2: (1958, 1962)}


@_means("plan")
def _plan(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """“十四五”时期 and 第十四个五年规划时期 are 2021 to 2025."""
    number = integers(re.split("五[年”]|五(?!.*五)", text)[0])[0]
    first, last = _FIRST_PLANS.get(number, (1966 + 5 * (number - 3), 1970 + 5 * (number - 3)))
    return _span(Point(first), Point(last))


@_means("first_years")
def _first_years(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """“十四五”前四年."""
    if outer is None or outer.first is None or outer.last is None:
        return None
    number = integers(text)[0]
    if text.startswith("前"):
        return _span(outer.first, shift(outer.first, number - 1, "year"))
    return _span(shift(outer.last, 1 - number, "year"), outer.last)


@_means("whole_year")
def _whole_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return outer


# --- parts of a year ----------------------------------------------------------------------------------------------


@_means("half")
def _half(text: str, outer: Period | None, reference: Reference) -> Period | None:
    first, last = (1, 6) if text.startswith("上") else (7, 12)
    return _month_span(_year_of(outer, reference), first, last)


@_means("quarter")
def _quarter(text: str, outer: Period | None, reference: Reference) -> Period | None:
    numbers = integers(text)
    return _month_span(_year_of(outer, reference), 3 * numbers[0] - 2, 3 * numbers[-1])


@_means("quarter_word")
def _quarter_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """本季度, 上季度; 首季度 is the first."""
    if text.startswith("首"):
        return _month_span(_year_of(outer, reference), 1, 3)
    now = reference.at("month")
    if now is None:
        return None
    first = shift(Point(now[0], (now.month - 1) // 3 * 3 + 1), 3 * int(_offset("quarter", text)), "month")
    return _span(first, shift(first, 2, "month"))


@_means("first_months")
def _first_months(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """前三季度 is January to September, 前5个月 January to May."""
    number = integers(text)[0]
    return _month_span(_year_of(outer, reference), 1, 3 * number if "季度" in text else number)


_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


@_means("season")
def _season(text: str, outer: Period | None, reference: Reference) -> Period | None:
    code = next(_SEASONS[sign] for sign in text if sign in _SEASONS)
    return _whole(Point(_year_of(outer, reference), code))


@_means("season_word")
def _season_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """今春, 去冬, 今冬明春. In January 今冬 is the winter that began the year before."""
    if reference.year is None or reference.day is None:
        return None
    if len(text) == 4:
        return _span(
            *(end.first for end in (_season_word(part, None, reference) for part in (text[:2], text[2:])) if end)
        )
    offset, code = map(int, _offset("season", text, "天").split())
    if code == 24 and reference.day.month <= 2:
        offset -= 1
    return _whole(Point(reference.year + offset, code))


@_means("year_edge")
def _year_edge(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """年初 is January, 年底 and 年末 December, 年内 the year."""
    found = _year_of(outer, reference)
    if text.endswith("内"):
        return _whole(Point(found)) if found is not None else None
    return _whole(Point(found, 1 if text.endswith("初") else 12))


@_means("mid_year")
def _mid_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return _month_span(_year_of(outer, reference), 6, 7)


# --- months and their parts -----------------------------------------------------------------------------------------


@_means("months")
def _months(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """9月, 1—9月."""
    numbers = integers(text) or [1]  # 元月
    return _month_span(_year_of(outer, reference), numbers[0], numbers[-1])


@_means("month_word")
def _month_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上月; 去年本月 is the month of publication in that year."""
    now = shift(reference.at("month"), int(_offset("month", text)), "month")
    if now is not None and outer is not None and outer.first is not None:
        now = Point(outer.first.year, now.month)
    return _whole(now)


@_means("lunar", "dated_lunar")
def _lunar(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """农历八月十五, 正月初六, 腊月, 大年初一, 除夕."""
    numbers = integers(text.replace("正", "一").replace("腊", "十二").replace("冬月", "十一月"))
    found = numbers.pop(0) if numbers and numbers[0] > 99 else _year_of(outer, reference)
    if found is None:
        return None
    if "除夕" in text or text == "大年三十":
        eve = festival_date("除夕", found)
        return _days(eve, eve)
    if "月" not in text:  # 大年初一, 初六
        numbers.insert(0, 1)
    if len(numbers) == 1:
        month = lunar_month(found, numbers[0], "闰" in text)
        return _days(*month) if month is not None else None
    day = lunar_date(found, numbers[0], numbers[1], "闰" in text)
    return _days(day, day)


# 初 is the first ten days of a month, 中 the second; 底 and 末 what is left.
_TEN_DAYS = {"初": (1, 10), "上": (1, 10), "中": (11, 20), "下": (21, 0), "底": (21, 0), "末": (21, 0)}


def _part_of_month(month: Point | None, first: int, last: int) -> Period | None:
    if month is None or not 1 <= month.month <= 12:
        return None
    end = last or days_in_month(month.year, month.month)
    return _span(month._replace(day=first), month._replace(day=end))


def _month_of(outer: Period | None, reference: Reference) -> Point | None:
    if outer is None:
        return reference.at("month")
    return outer.first if outer.first == outer.last else None


@_means("ten_days")
def _ten_days(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上旬, 中旬, 下旬."""
    return _part_of_month(_month_of(outer, reference), *_TEN_DAYS[text[0]])


@_means("month_edge")
def _month_edge(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """月初, 月底."""
    return _part_of_month(_month_of(outer, reference), *_TEN_DAYS[text[1]])


@_means("half_month")
def _half_month(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return _part_of_month(_month_of(outer, reference), *((1, 15) if text.startswith("上") else (16, 0)))


@_means("edge")
def _edge(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """初, 底 and 末 after a year (January, December), a quarter, a plan, a month (ten days) or a week (周末)."""
    if outer is None or outer.first is None or outer.last is None:
        return None
    end = outer.first if text == "初" else outer.last
    if outer.first.day:
        return _days(_plus(outer.last_day, -1), outer.last_day) if text == "末" else None
    if outer.first == outer.last and outer.first.month:
        return _part_of_month(outer.first, *_TEN_DAYS[text])
    if not end.month and outer.first == outer.last:
        return _year_edge(text, outer, reference)
    return _whole(end)


def _plus(day: date | None, number: int) -> date | None:
    return shift_days(day, number) if day is not None else None


@_means("first_days")
def _first_days(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """4月前4天."""
    first = outer.first_day if outer is not None else None
    return _days(first, _plus(first, integers(text)[0] - 1))


# --- weeks and weekdays -----------------------------------------------------------------------------------------------

_DAYS_OF_WEEK = {
    sign: number for number, signs in enumerate(("一", "二", "三", "四", "五", "六", "日天")) for sign in signs
}


def week_of(day: date | None, offset: int = 0) -> Period | None:
    """Return the week, Monday to Sunday, some weeks after that of a day."""
    monday = _plus(day, 7 * offset - day.weekday()) if day is not None else None
    return _days(monday, _plus(monday, 6))


@_means("week_word")
def _week_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return week_of(reference.exact_day, int(_offset("week", text)))


@_means("weekend")
def _weekend(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上个周末: the Saturday and Sunday of the week."""
    offset = -2 if text.startswith("上上") else {"上": -1, "下": 1}.get(text[0], 0)
    week = week_of(reference.exact_day, offset)
    return _days(_plus(week.last_day, -1), week.last_day) if week is not None else None


@_means("day_of_week", "weekday")
def _day_of_week(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """The 三 of 上周三, in the week before it."""
    first = outer.first_day if outer is not None else None
    day = _plus(first, _DAYS_OF_WEEK[text[-1]])
    return _days(day, day)


@_means("apposition")
def _apposition(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """A weekday written beside its date adds nothing."""
    return outer


@_means("nth_week")
def _nth_week(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """The n-th week of a month is that of its n-th Monday."""
    return _nth(outer, integers(text)[0], 0, 6)


@_means("nth_weekday")
def _nth_weekday(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """6月第3个星期日, 四月的最后一个星期一."""
    if "最后" not in text:
        return _nth(outer, integers(text)[0], _DAYS_OF_WEEK[text[-1]], 0)
    last = outer.last_day if outer is not None else None
    day = _plus(last, -((last.weekday() - _DAYS_OF_WEEK[text[-1]]) % 7)) if last is not None else None
    return _days(day, day)


def _nth(outer: Period | None, number: int, weekday: int, length: int) -> Period | None:
    first = outer.first_day if outer is not None else None
    if first is None:
        return None
    start = _plus(first, (weekday - first.weekday()) % 7 + 7 * (number - 1))
    return _days(start, _plus(start, length)) if start is not None and start.month == first.month else None


# --- days -------------------------------------------------------------------------------------------------------------


@_means("day")
def _day(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """8日, 5至8日, 8、9日."""
    month = _month_of(outer, reference)
    if month is None or not month.month:
        return None
    numbers = integers(text)
    if not all(numbers) or numbers[0] > numbers[-1] or ("、" in text and numbers[0] + 1 != numbers[-1]):
        return None
    return _span(month._replace(day=numbers[0]), month._replace(day=numbers[-1]))


@_means("day_word")
def _day_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """昨天, 今晚; the 今 of 今起."""
    offset = _offsets("day").get(text)
    found = _plus(reference.exact_day, int(offset) if offset is not None else {"昨": -1, "明": 1}.get(text, 0))
    return _days(found, found)


@_means("last_days")
def _last_days(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """前两天: the two days before publication."""
    return _days(_plus(reference.exact_day, -2), _plus(reference.exact_day, -1))


_DAYS_OFF = re.compile("假|黄金周|期间")


@_means("festival", "festival_of_year")
def _festival(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """中秋节 is its day, 国庆假期 and 春节期间 are the days off."""
    word = text
    while word not in festivals():
        word = word[:-1]
    found = _year_of(outer, reference)
    if found is None:
        month_day = festivals()[word]["day"]
        return _whole(Point(None, *map(int, month_day.split("-")))) if month_day[0].isdigit() else None
    if festivals()[word]["alone"] == "holiday" and text == word or _DAYS_OFF.search(text):
        off = festival_days_off(word, found)
        return _days(*off) if off is not None else None
    day = festival_date(word, found)
    return _days(day, day)


# --- time of day --------------------------------------------------------------------------------------------------------


@_means("that_holiday")
def _that_holiday(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """长假: the holiday named before, which the finder gives."""
    return outer


@_means("daytime", "clock")
def _daytime(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """Times of day stay inside the span; the calendar knows the day."""
    return outer


@_means("same_period")
def _same_period(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """The 同期 of 去年同期 is what the finder makes of it: the period named before, in this year."""
    return outer


# --- amounts of time --------------------------------------------------------------------------------------------------

_GRAINS = (
    ("半年", "month", 6),
    ("半个?月", "day", 15),
    ("年半", "month", 12),
    ("年", "year", 1),
    ("季度", "month", 3),
    ("月", "month", 1),
    ("周|星期|礼拜", "day", 7),
    ("天|日", "day", 1),
)


def _amount(text: str) -> tuple[int, str]:
    """Return the number (of a range the larger) and the grain: 三个月 is (3, month), 两周 (14, day)."""
    grain, factor = next((grain, factor) for form, grain, factor in _GRAINS if re.search(form, text))
    number = (integers(text) or [1])[-1]
    return number * factor + (6 if "年半" in text else 0), grain


@_means("recent", "since")
def _recent(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """近10年, 过去三个月."""
    number, grain = _amount(text)
    return _span(shift(reference.at(grain), -number, grain), reference.at(grain))


@_means("coming", "within")
def _coming(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """未来5年."""
    number, grain = _amount(text)
    return _span(reference.at(grain), shift(reference.at(grain), number, grain))


@_means("ago")
def _ago(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """5年前."""
    number, grain = _amount(text)
    return _whole(shift(reference.at(grain), -number, grain))


@_means("later")
def _later(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """3年后, counted from the time named before, where there is one."""
    number, grain = _amount(text)
    start = outer.first if outer is not None else reference.at(grain)
    if start is None or (grain == "month" and not start.month) or (grain == "day" and not start.day):
        return None
    return _whole(shift(start, number, grain))


_REPETITIONS = (("半年", "6M"), ("年", "Y"), ("季", "M"), ("周|星期|礼拜", "W"), ("月", "M"), ("天|日|晚|早", "D"))


def repetition(text: str) -> str:
    """每周三 is R/P1W, 每两年 R/P2Y, 每逢春节 R/P1Y."""
    form, unit = next(((form, unit) for form, unit in _REPETITIONS if re.search(form, text)), ("", "Y"))
    if unit == "6M":
        return "R/P6M"
    number = (integers(text[: re.search(form, text).start()]) or [1])[0] if form else 1  # type: ignore[union-attr]
    return f"R/P{number * (3 if form == '季' else 1)}{unit}"


# What a piece narrows when nothing in its chain says it: the year, month or week has to be found.
NEEDS = {
    **dict.fromkeys(("half", "quarter", "first_months", "months", "lunar", "festival"), "year"),
    **dict.fromkeys(("day", "ten_days"), "month"),
    "weekday": "week",
}


def narrow(piece: str, text: str, outer: Period | None, reference: Reference) -> Period | None:
    """Return what a piece makes of the period before it, or None if that is no time."""
    return _MEANINGS[piece](text, outer, reference)
