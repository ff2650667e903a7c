"""Months and their parts: 1—9月, 上月, 农历八月, 下旬, 月底."""

from __future__ import annotations

from hbnews_ie.times.edtf import Period, Point, days_in_month, shift
from hbnews_ie.times.festivals import festival_date, lunar_date, lunar_month
from hbnews_ie.times.meanings import (
    day_span,
    means,
    month_of,
    month_span,
    plus,
    span,
    whole,
    word_offset,
    year_of,
)
from hbnews_ie.times.reference import Reference, integers
from hbnews_ie.times.years import year_edge

_DIGITS = "一二三四五六七八九"


@means("months")
def _months(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """9月, 1—9月; 3、4月 and 六七月 are two months side by side."""
    if text[1] in _DIGITS and text[0] in _DIGITS:
        text = f"{text[0]}、{text[1:]}"
    numbers = integers(text) or [1]  # 元月
    if "、" in text and numbers[0] + 1 != numbers[-1]:
        return None
    return month_span(year_of(outer, reference), numbers[0], numbers[-1])


@means("month_word")
def _month_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上月; 去年本月 is the month of publication in that year."""
    now = shift(reference.at("month"), int(word_offset("month", text)), "month")
    if now is not None and outer is not None and outer.first is not None:
        now = Point(outer.first.year, now.month)
    return whole(now)


@means("lunar", "dated_lunar")
def _lunar(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """农历八月十五, 正月初六, 腊月, 大年初一, 除夕."""
    numbers = integers(text.replace("正", "一").replace("腊", "十二").replace("冬月", "十一月"))
    found = numbers.pop(0) if numbers and numbers[0] > 99 else year_of(outer, reference)
    if found is None:
        return None
    if "除夕" in text or text == "大年三十":
        eve = festival_date("除夕", found)
        return day_span(eve, eve)
    if "月" not in text:  # 大年初一, 初六
        numbers.insert(0, 1)
    if len(numbers) == 1:
        month = lunar_month(found, numbers[0], "闰" in text)
        return day_span(*month) if month is not None else None
    day = lunar_date(found, numbers[0], numbers[1], "闰" in text)
    return day_span(day, day)


# 初 is the first ten days of a month, 中 the second; 底 and 末 what is left.
_TEN_DAYS = {"初": (1, 10), "上": (1, 10), "中": (11, 20), "下": (21, 0), "底": (21, 0), "末": (21, 0)}


def _part_of_month(month: Point | None, first: int, last: int) -> Period | None:
    if month is None or not 1 <= month.month <= 12:
        return None
    end = last or days_in_month(month.year, month.month)
    return span(month._replace(day=first), month._replace(day=end))


@means("ten_days")
def _ten_days(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上旬, 中旬, 下旬; 上中旬."""
    return _part_of_month(month_of(outer, reference), _TEN_DAYS[text[0]][0], _TEN_DAYS[text[-2]][1])


@means("month_edge")
def _month_edge(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """月初, 月底."""
    return _part_of_month(month_of(outer, reference), *_TEN_DAYS[text[1]])


@means("half_month")
def _half_month(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return _part_of_month(month_of(outer, reference), *((1, 15) if text.startswith("上") else (16, 0)))


@means("edge")
def _edge(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """初, 底 and 末 after a year (January, December), a quarter, a plan, a month (ten days) or a week (周末)."""
    if outer is None or outer.first is None or outer.last is None:
        return None
    end = outer.first if text == "初" else outer.last
    if outer.first.day:
        return day_span(plus(outer.last_day, -1), outer.last_day) if text == "末" else None
    if outer.first == outer.last and outer.first.month:
        return _part_of_month(outer.first, *_TEN_DAYS[text])
    if not end.month:
        return year_edge(text, whole(end), reference)  # of a plan (“十二五”末), its last year's
    return whole(end)


@means("first_days")
def _first_days(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """4月前4天."""
    first = outer.first_day if outer is not None else None
    return day_span(first, plus(first, integers(text)[0] - 1))
