"""The number of a quantity: where it ends, and what it says.

::

    number   := numeral (over scale?)?      40多, 3000余万, 十几万
    numeral  := digits and scales           3.24亿, 五六十, 二十三
    over     := 余 | 多 | 几 | 来 | +
    scale    := 万 | 亿 | 万亿 | 百万 …

Which digits and scales make one numeral, and what they add up to, is in `hbnews_ie.numerals`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from hbnews_ie.numerals import LARGE_SCALE, NUMBER, NUMERAL, parse_interval, times
from hbnews_ie.quantities.modifiers import inside
from hbnews_ie.quantities.units import units_at

__all__ = ["Number", "read_number"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text. ``bound`` is set by a word inside it (余); None where there is none."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    arabic: bool
    scaled: bool = False  # ends in 万 or 亿
    bare_scale: bool = False  # nothing but scales: 百, 千万
    digit_by_digit: bool = False  # 二〇二五
    bound: str | None = None


_NUMBER = re.compile(NUMBER)
_CLOCK = re.compile("[分刻半钟整许]|十[0-9一二三四五六七八九]?分")  # 4点17分
_NUMERAL = re.compile(NUMERAL)
_SCALES = re.compile("[百千万亿]+")
_DIGIT_BY_DIGIT = re.compile("[零〇一二三四五六七八九]{2,}")
# 余, 多 and 几 stand before the last scale: 3000余万, 十几万亿, 200多万.
_SCALE = re.compile(f"[百千]?{LARGE_SCALE}{{1,2}}")
# 3 万 on a scanned page, 两个亿 in speech; but 54个|亿元以上项目 counts projects.
_LOOSE_SCALE = re.compile(f" (?={LARGE_SCALE})|个(?=亿(?!元以[上下]|元级))")
_CODE = re.compile("[0-9A-Za-z一二三]")
_TENS = "十百千万亿廿卅"
# Signs that may be cut off at the end of a run until the rest is a number (三百一十一 + 千米).
_MAX_CUT = 3


def read_number(text: str, start: int) -> Number | None:
    """Read the longest number that begins at ``start``."""
    run = _NUMBER.match(text, start)
    if run is None or ("点" in run.group() and _CLOCK.match(text, run.end())):
        return None
    number = _numeral(text, start, run.end())
    if number is None:
        return None
    number = _loose_scale(text, number)
    return _with_inside(text, number)


def _numeral(text: str, start: int, end: int) -> Number | None:
    if text[start] in "百千万亿":
        return _bare_scale(text, start)
    if text[start] == "0" and text[start + 1 : start + 2].isdigit():
        return None
    for cut in range(_MAX_CUT + 1):
        stop = end - cut
        if stop <= start or (cut and not _NUMERAL.match(text, stop)):
            return None
        if _unit_begins_inside(text, start, stop):
            continue
        interval = parse_interval(text[start:stop])
        if interval is not None:
            arabic = text[start].isdigit()
            last = text[stop - 1]
            return Number(
                start,
                stop,
                *interval,
                arabic=arabic,
                scaled=last in "万亿",
                digit_by_digit=interval[0] == interval[1] and _DIGIT_BY_DIGIT.fullmatch(text, start, stop) is not None,
            )
    return None


def _unit_begins_inside(text: str, start: int, stop: int) -> bool:
    """Whether the last sign of the run belongs to the unit: 千 in 12千克, 两 in 二两."""
    last = text[stop - 1]
    if last not in "千两" or stop - 1 == start:
        return False
    if last == "两":  # 二两 ends in a weight, 一两个 counts one or two
        return text[start:stop] not in ("一两", "两两") or next(units_at(text, stop), None) is None
    return any(len(unit.word) > 1 for unit in units_at(text, stop - 1))


def _bare_scale(text: str, start: int) -> Number | None:
    scales = _SCALES.match(text, start)
    assert scales is not None
    stop = scales.end()
    if stop - start > 1 and _unit_begins_inside(text, start, stop):
        stop -= 1
    interval = parse_interval(text[start:stop])
    if interval is None:
        return None
    return Number(start, stop, *interval, arabic=False, scaled=text[stop - 1] in "万亿", bare_scale=True)


def _loose_scale(text: str, number: Number) -> Number:
    gap = _LOOSE_SCALE.match(text, number.end)
    scale = _SCALE.match(text, gap.end()) if gap else None
    return _scaled_by(text, number, scale) if scale else number


def _with_inside(text: str, number: Number) -> Number:
    """余, 多, 几 and + say that there is more than stated, 来 that it is about so much."""
    position = number.end + (text.startswith(" ", number.end) and number.arabic)
    word = inside(text, position)
    if word is None or not _may_take(text, number, word.word):
        return number
    end = position + 1
    number = replace(number, end=end, bound=word.bound)
    scale = _SCALE.match(text, end)
    if scale is None:
        return number
    digits = text[number.start : position]
    whole = parse_interval(digits + scale.group()) if "亿" in digits else None
    if whole is not None:  # 十八亿三千|余|万: the scale is of the last section alone
        return replace(number, end=scale.end(), low=whole[0], high=whole[1], scaled=True)
    return _scaled_by(text, number, scale)


def _may_take(text: str, number: Number, word: str) -> bool:
    last = text[number.end - 1]
    if word == "+":  # 500+家, but 1+1 and 1205KM+300M
        return number.arabic and not _CODE.match(text, number.end + 1)
    if word == "几":
        return last in "十廿卅" and not number.arabic
    if word == "来":
        return last in "十百0" and _unit_follows(text, number.end + 1)
    return number.arabic or last in _TENS


def _unit_follows(text: str, position: int) -> bool:
    """Whether any unit or scale follows: 十来个, but not 十来到."""
    return next(units_at(text, position), None) is not None or text[position : position + 1] in ("万", "亿")


def _scaled_by(text: str, number: Number, scale: re.Match[str]) -> Number:
    product = parse_interval("1" + scale.group()) if scale.group()[0] not in "百千" else parse_interval(scale.group())
    if product is None:
        return number
    factor = product[0]
    return replace(
        number,
        end=scale.end(),
        low=times(number.low, factor),
        high=times(number.high, factor),
        scaled=True,
        bare_scale=False,
    )
