"""The date of publication: given, printed in the masthead, or inferred from the text.

Inference is conservative and looks only at what is written. The year is the latest that the text names
and that has come (not 到2030年, not 2030年前); it counts only if something says that it is the current
one: a full date (2025年12月14日), a class or an event of the year (2025级, 2023第六届, 2025德国…), or a
headline or first paragraph that names it outright (2025年, but not 自2025年 or 在2025年的). The day is the
latest full date of that year, or the latest month and day in a dateline, the first words of an article or
caption. Where days of December and of January stand side by side, January is the later. A day only in
running text is used when no dateline has one. Without such a year, nothing is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hbnews_ie.page.furniture import FULL_DATE
from hbnews_ie.schema import Published

__all__ = ["check_date", "find_published"]

_GIVEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
# These run over the whole page: each begins with a sign to look for, what must stand before it is asked after.
_DATE_SIGN = re.compile(
    r"[年\-/.](?:(?<=年)(?= {0,2}[\d一二三四五六七八九十]{1,2} {0,2}月)|(?<=[12]\d\d\d[-/.])(?=\d{1,2}[-/.]\d))"
)
_YEAR = re.compile(r"((?:19|20)\d\d)(?<![\d.]\d{4})(?:(年)|(?=[\u4e00-\u9fff]))")
_CHINESE_DIGIT = "[〇零○一二三四五六七八九]"
_CHINESE_YEAR = re.compile(rf"((?:一九|二[〇零○]){_CHINESE_DIGIT}{{2}})(?<!{_CHINESE_DIGIT}{{5}})(年)")
_TO_COME = re.compile(r"(?:到|至|[-~]|力争|预计|计划|远景|将于|截至|前往) ?$")
_LOOKS_BACK = re.compile(r"(?:自|从|于|在|早在|始于|建于|继|比|较|与|:|、) ?$")
_NOT_NOW = re.compile(r"(?:以?前|底前|末前|以来|起|的|和|与|、|[-~至到])")
_CHINESE_NUMBER = "[一二三四五六七八九十廿卅]"
_MONTH_DAY = re.compile(
    r"(?<![\d年.]) ?(?:(\d{1,2}) ?月 ?(\d{1,2}) ?日"
    rf"|(?<!{_CHINESE_NUMBER})({_CHINESE_NUMBER}{{1,2}})月({_CHINESE_NUMBER}{{1,3}})日)"
)
# A number before one of these is a quantity (2011克), no year at the head of a name (2025德国…).
_UNITS = frozenset(
    "页克斤里株棵只头匹艘架枚颗粒双对组批次班种字句万亿千百个元余多名人家亩吨米公平项户座台套件辆年月日号岁倍度本条份篇"
)
_PLANNED = re.compile(r"(?:将|拟|计划|预计|定于)[^,。;]{0,6}$")


def _number(text: str) -> int:
    """Read 23, 二十三, 廿三 or 一九七八."""
    if text.isdecimal():
        return int(text)
    if "十" not in text and "廿" not in text and "卅" not in text:
        return int("".join(str(_DIGITS[sign]) for sign in text if sign in _DIGITS) or "0")
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, _, ones = text.partition("十")
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def check_date(text: str) -> str:
    """Return a publication date as EDTF; raise `ValueError` where it is none."""
    found = _GIVEN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"published must be YYYY, YYYY-MM or YYYY-MM-DD, not {text!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not _date(year, 1 if month is None else month, 1 if day is None else day):
        raise ValueError(f"published is a date that does not exist: {text!r}")
    return text.strip()


def _full_dates(text: str) -> list[date]:
    dates: list[date] = []
    for sign in _DATE_SIGN.finditer(text):
        found = FULL_DATE.search(text, max(0, sign.start() - 8), sign.end() + 8)
        if found is None:
            continue
        year = found["year"] or found["year2"]
        month, day = found["month"] or found["month2"], found["day"] or found["day2"]
        value = _date(_number(year), _number(month), _number(day))
        if value and 1840 <= value.year < 2100:
            dates.append(value)
    return dates


def _year(text: str, heads: str, dates: Sequence[date]) -> int | None:
    """Return the latest year that the text names and that has come, if it is the current one."""
    named: set[int] = set()
    current: set[int] = {value.year for value in dates}
    for place, part in enumerate((heads, text)):
        for pattern in (_YEAR, _CHINESE_YEAR):
            for found in pattern.finditer(part):
                before, after = (
                    part[max(0, found.start() - 4) : found.start()],
                    part[found.end() : found.end() + 2],
                )
                if _TO_COME.search(before) or after.startswith(("前", "底前", "以前")):
                    continue
                year = _number(found[1])
                if not found[2]:
                    if after[0] in _UNITS:
                        continue
                    current.add(year)
                elif place == 0 and not _LOOKS_BACK.search(before) and not _NOT_NOW.match(after):
                    current.add(year)
                named.add(year)
    latest = max(named | current, default=None)
    return latest if latest in current else None


def _days(text: str) -> list[tuple[int, int]]:
    days = []
    for found in _MONTH_DAY.finditer(text):
        planned = _PLANNED.search(text[max(0, found.start() - 8) : found.start()])
        if planned or text.startswith("起", found.end()):
            continue
        month, day = _number(found[1] or found[3]), _number(found[2] or found[4])
        if _date(2000, month, day):
            days.append((month, day))
    return days


def _latest(days: Sequence[tuple[int, int]]) -> tuple[int, int]:
    months = {month for month, _ in days}
    if months & {11, 12} and months & {1, 2}:
        days = [day for day in days if day[0] <= 2]
    return max(days)


def _infer(text: str, datelines: Sequence[str], heads: str) -> str | None:
    dates = _full_dates(text)
    year = _year(text, heads, dates)
    if year is None:
        return None
    known = [value for value in dates if value.year == year]
    days = [day for dateline in datelines for day in _days(dateline)]
    if not days and not known:
        days = _days(text)
    if days and (value := _date(year, *_latest(days))):
        known.append(value)
    return max(known).isoformat() if known else str(year)


def find_published(
    given: str | None, masthead: Sequence[str], text: str, datelines: Sequence[str], heads: str
) -> Published:
    """Find the date of publication and say where it is known from.

    ``masthead`` are the lines of the masthead, ``text`` is the page without it, ``datelines`` are the first
    words of its articles and captions, ``heads`` its headlines and first paragraphs, all in normal form.
    """
    if given is not None:
        return Published(date=check_date(given), origin="given")
    for line in masthead:
        if dates := _full_dates(line):
            return Published(date=dates[0].isoformat(), origin="masthead")
    inferred = _infer(text, datelines, heads)
    return Published(date=inferred, origin="inferred" if inferred else "unknown")
