"""Years, what is longer and what parts them: 去年, “十四五”期间, 20世纪80年代, 前三季度, 年底."""

from __future__ import annotations

import re

from hbnews_ie.lexicon import read_table
from hbnews_ie.times.edtf import Period, Point, shift
from hbnews_ie.times.meanings import means, month_span, span, whole, word_offset, year_of
from hbnews_ie.times.reference import Reference, integers


@means("iso_day", "iso_month")
def _iso(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return whole(Point(*integers(text)))


@means("century")
def _century(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """20世纪 is 19XX."""
    numbers = integers(text)
    if not numbers:
        if reference.year is None:
            return None
        numbers = [reference.year // 100 + {"上": 0, "本": 1, "下": 2}[text[0]]]
    if not 1 <= numbers[0] <= numbers[-1] <= 22:
        return None
    return span(*(Point((number - 1) * 100, years=100) for number in (numbers[0], numbers[-1])))


@means("decade")
def _decade(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """上世纪90年代 is 199X; 90年代 alone the last one that has begun."""
    text = text.replace("、", "")
    if text[1] in "一二三四五六七八九" and len(text) == 5:  # 五六十年代
        first, last = (_decade(sign + text[2:], outer, reference) for sign in text[:2])
        return span(first.first, last.last) if first and last and first < last else None
    number = integers(text)[0]
    if number >= 1000:
        return whole(Point(number, years=10))
    if outer is not None and outer.first is not None and outer.first.year is not None:
        return whole(Point(outer.first.year + number, years=10))
    now = reference.year or 2000
    return whole(Point(now // 100 * 100 + number - (100 if number > now % 100 else 0), years=10))


@means("part_of_decade")
def _part_of_decade(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """Where a decade begins or ends is not agreed: 90年代初 stays 199X."""
    return outer


@means("year")
def _year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return whole(Point(integers(text)[0]))


@means("years")
def _years(text: str, outer: Period | None, reference: Reference) -> Period | None:
    first, last = integers(text)[:2]
    if first >= last or ("、" in text and first + 1 != last):
        return None
    return span(Point(first), Point(last))


@means("two_years")
def _two_years(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """今明两年, 去今两年."""
    first = shift(reference.at("year"), 0 if text.startswith("今") else -1, "year")
    return span(first, shift(first, 1, "year"))


_NEAR_YEARS = 10


@means("short_year")
def _short_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """A year without its century is the last such year, or one to come that is near."""
    number = integers(text)[0]
    latest = (reference.year if reference.year is not None else 2029) + _NEAR_YEARS
    return whole(Point(latest - (latest - number) % 100))


@means("counted_year")
def _counted_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    number = integers(text)[0]
    return whole(Point(1 - number if "前" in text else number)) if number else None


@means("era_year")
def _era_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """民国三十八年 is 1949."""
    for row in read_table("times_eras"):
        if text.startswith(row["era"]):
            number = (integers(text[len(row["era"]) :]) or [1])[0]
            found = int(row["first"]) + number - 1
            return whole(Point(found)) if number and found <= int(row["last"]) else None
    return None


@means("era")
def _era(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """康熙年间 is 1662 to 1722."""
    row = next(row for row in read_table("times_eras") if text == row["era"] + "年间")
    return span(Point(int(row["first"])), Point(int(row["last"])))


@means("year_word")
def _year_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """今年, 去年; 上年 and 这一年 are counted from the year told of. Without a date of publication it is unknown."""
    if outer is not None:
        return whole(shift(outer.first, -1 if text.startswith("上") else 0, "year"))
    if reference.year is None:
        return Period(Point(None), Point(None))
    return whole(Point(reference.year + int(word_offset("year", text, "度"))))


@means("year_after")
def _year_after(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """同年, 次年: counted from the year named before."""
    if outer is None or outer.first is None or outer.first.year is None:
        return None
    return whole(Point(outer.first.year + (0 if text[0] in "同当这那" else 1)))


_FIRST_PLANS = {1: (1953, 1957), 2: (1958, 1962)}


@means("plan")
def _plan(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """“十四五”时期 and 第十四个五年规划时期 are 2021 to 2025."""
    number = integers(re.split("五[年”]|五(?!.*五)", text)[0])[0]
    first, last = _FIRST_PLANS.get(number, (1966 + 5 * (number - 3), 1970 + 5 * (number - 3)))
    return span(Point(first), Point(last))


@means("first_years")
def _first_years(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """“十四五”前四年."""
    if outer is None or outer.first is None or outer.last is None:
        return None
    number = integers(text)[0]
    if text[0] in "前头":
        return span(outer.first, shift(outer.first, number - 1, "year"))
    return span(shift(outer.last, 1 - number, "year"), outer.last)


@means("plan_year")
def _plan_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """“十四五”开局之年 is its first year, 收官之年 its last."""
    return whole((outer.last if "收官" in text else outer.first) if outer is not None else None)


@means("whole_year")
def _whole_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """The 全年 of 2018年全年; alone, the year told of, else that of publication."""
    return whole(Point(year_of(outer, reference)))


@means("half")
def _half(text: str, outer: Period | None, reference: Reference) -> Period | None:
    first, last = (1, 6) if text.startswith("上") else (7, 12)
    return month_span(year_of(outer, reference), first, last)


@means("quarter")
def _quarter(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """一季度, 二至三季度, 二、三季度, 二三季度."""
    numbers = [number for sign in text if sign in "一二三四1234" for number in integers(sign)]
    return month_span(year_of(outer, reference), 3 * numbers[0] - 2, 3 * numbers[-1])


@means("quarter_word")
def _quarter_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """本季度, 上季度; 首季度 is the first."""
    if text.startswith("首"):
        return month_span(year_of(outer, reference), 1, 3)
    now = reference.at("month")
    if now is None:
        return None
    first = shift(Point(now[0], (now.month - 1) // 3 * 3 + 1), 3 * int(word_offset("quarter", text)), "month")
    return span(first, shift(first, 2, "month"))


@means("first_months")
def _first_months(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """前三季度 is January to September, 前5个月 January to May."""
    number = integers(text)[0]
    return month_span(year_of(outer, reference), 1, 3 * number if "季度" in text else number)


_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


@means("season")
def _season(text: str, outer: Period | None, reference: Reference) -> Period | None:
    code = next(_SEASONS[sign] for sign in text if sign in _SEASONS)
    return whole(Point(year_of(outer, reference), code))


@means("season_word")
def _season_word(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """今春, 去冬, 今冬明春. In January 今冬 is the winter that began the year before."""
    if reference.year is None or reference.day is None:
        return None
    if len(text) == 4:
        return span(
            *(end.first for end in (_season_word(part, None, reference) for part in (text[:2], text[2:])) if end)
        )
    offset, code = map(int, word_offset("season", text, "天").split())
    if code == 24 and reference.day.month <= 2:
        offset -= 1
    return whole(Point(reference.year + offset, code))


@means("year_edge")
def year_edge(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """Return what 年初, 年底, 年末 and 年内 mean: 年初 is January, 年底 and 年末 December, 年内 the year."""
    found = year_of(outer, reference)
    if text.endswith("内"):
        return whole(Point(found)) if found is not None else None
    return whole(Point(found, 1 if text.endswith("初") else 12))


@means("mid_year")
def _mid_year(text: str, outer: Period | None, reference: Reference) -> Period | None:
    return month_span(year_of(outer, reference), 6, 7)
