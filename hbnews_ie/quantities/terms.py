"""A term: one number with what measures or counts it.

::

    term      := number unit (half | over | minor | last)* ("/" unit | 每 unit)?
    number    ... see number.py; 半 before a unit is one half
    unit      ... see units.py; 个多月, 个半小时: over, half, and then the unit
    half      := 半                          三年半
    over      := 多 | 余 | 有余 …            一年多
    minor     := 零? number smaller-unit     四年六个月, 3元5角, 2小时30分
    last      := digit                       三米九, 两毛五
    fraction  := (number 又)? number 分之 number unit?    百分之三, 二又三分之一, 四分之一公升
    slash     := digits / digits             1/4
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from hbnews_ie.numerals import parse_number, times
from hbnews_ie.quantities.conditions import BOUNDARY, resolve
from hbnews_ie.quantities.number import Number, read_number
from hbnews_ie.quantities.units import Minor, Unit, minors, units_at

__all__ = ["Term", "read_term", "value"]


@dataclass(frozen=True, slots=True)
class Term:
    """A number with its unit. ``low`` and ``high`` are in the unit's normal form."""

    start: int
    end: int
    number: Number
    unit: Unit | None
    low: Decimal
    high: Decimal
    bound: str | None = None
    fraction: bool = False


_HALF_UNITS = ("duration", "measure", "age")
_FRACTION_UNITS = ("duration", "measure", "money")
_PARTS = {"百": Unit("百分之", "%", "ratio"), "千": Unit("千分之", "‰", "ratio")}
_SLASH = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,3})(?![0-9/.\-]|决赛|[A-Za-z])")
# 个多月, 个半小时
_SPLIT_CLASSIFIER = re.compile("个([多余半])")
_SPLIT_UNITS = ("月", "小时", "星期", "礼拜", "钟头", "世纪", "学期", "季度", "工作日")
_AFTER_HALF = re.compile("半(?![年天个月载日夜价径导数山])")
_MINOR_NUMBER = re.compile("(?:[零又]|0(?=[1-9]))?(?=[0-9一二两三四五六七八九十])")
_LAST_DIGITS = re.compile("零?[一二三四五六七八九]|[0-9]{1,3}(?![0-9.])")
_HALF_TENTH = re.compile("(?<=成)半(?![天年月路夜])")
_TAKES_LAST_DIGIT = ("米", "块", "毛", "元", "斤", "秒", "成")
_AFTER_LAST_DIGIT = re.compile(BOUNDARY.pattern + "|[高长宽深厚远]")
_HUNDREDTHS = re.compile("[0-9]{2}[夺获摘打破刷创率赢列排晋位居跑游完]")  # 48秒76|夺冠
_WHOLE = re.compile("整(?![个体合天理改套治顿修])")
_ALIAS = re.compile(r"\(([^()\n]{1,5})\)")
_PER = re.compile("[/每]")
_THOUSANDS_OF_METRES = re.compile("(?<![十百千万点])[一二两三四五六七八九]千米(?![每/])")  # 三千|米, not 三|千米
_REPEATS = ("年", "天", "月", "周", "次", "人", "户", "日", "名", "家", "位")


def read_term(text: str, start: int) -> Term | None:
    """Read a number and the unit behind it, which may be missing."""
    if text.startswith("半", start):
        return _half(text, start)
    if text.startswith("百分百", start):
        return _all(start)
    if slash := _SLASH.match(text, start):
        return _slash(slash)
    number = read_number(text, start)
    if number is None:
        return None
    if text.startswith("分之", number.end) and number.bound is None:
        return _fraction(text, number)
    if text.startswith("又", number.end) and (mixed := _mixed_fraction(text, number)) is not None:
        return mixed
    return _with_unit(text, number)


def value(number: Number, unit: Unit) -> tuple[Decimal, Decimal]:
    """The two ends of a number in the unit's normal form."""
    if unit.factor == 1:
        return number.low, number.high
    return times(number.low, unit.factor), times(number.high, unit.factor)


def _all(start: int) -> Term:
    """百分百: all of it."""
    hundred = Decimal(100)
    number = Number(start, start + 3, hundred, hundred, arabic=False)
    return Term(start, number.end, number, _PARTS["百"], hundred, hundred, fraction=True)


def _half(text: str, start: int) -> Term | None:
    half = Decimal("0.5")
    term = _with_unit(text, Number(start, start + 1, half, half, arabic=False))
    return term if term.unit is not None and term.unit.kind in (*_HALF_UNITS, "ratio") else None


def _slash(match: re.Match[str]) -> Term | None:
    quotient = parse_number(match.group())
    if quotient is None or quotient >= 1:
        return None
    number = Number(match.start(), match.end(), quotient, quotient, arabic=True)
    return Term(match.start(), match.end(), number, None, quotient, quotient, fraction=True)


def _fraction(text: str, below: Number) -> Term | None:
    """百分之三 is 3 %, 三分之二 a plain fraction, 四分之一公升 an amount."""
    above = read_number(text, below.end + 2)
    if above is None or above.low != above.high:
        return None
    parts = _PARTS.get(text[below.start : below.end])
    if parts is not None:
        above = replace(above, bare_scale=False)
        return Term(below.start, above.end, above, parts, above.low, above.high, above.bound, fraction=True)
    quotient = parse_number(text[below.start : below.end] + "分之" + text[above.start : above.end])
    if quotient is None:
        return None
    number = Number(below.start, above.end, quotient, quotient, arabic=below.arabic, bound=above.bound)
    term = _with_unit(text, number)
    if term.unit is None or term.unit.kind not in _FRACTION_UNITS:
        term = Term(number.start, number.end, number, None, quotient, quotient, above.bound)
    return replace(term, fraction=True)


def _mixed_fraction(text: str, whole: Number) -> Term | None:
    """二又三分之一."""
    below = read_number(text, whole.end + 1)
    part = _fraction(text, below) if below is not None and text.startswith("分之", below.end) else None
    if part is None or (part.unit is not None and part.unit.kind == "ratio"):
        return None
    return replace(part, start=whole.start, low=whole.low + part.low, high=whole.high + part.high)


def _with_unit(text: str, number: Number) -> Term:
    if _THOUSANDS_OF_METRES.match(text, number.start):
        number = replace(number, end=number.end + 1, low=number.low * 1000, high=number.high * 1000)
    position = number.end
    if text.startswith(" ", position) and number.arabic:
        position += 1
    split = _split_unit(text, number, position)
    if split is not None:
        return split
    for unit in units_at(text, position):
        found = resolve(unit, text, number, position)
        if found is not None:
            low, high = value(number, found)
            end = position + len(found.word)
            return _with_tail(text, Term(number.start, end, number, found, low, high, number.bound))
    return Term(number.start, number.end, number, None, number.low, number.high, number.bound)


def _split_unit(text: str, number: Number, position: int) -> Term | None:
    """三个多月, 一个半小时: the word for over or half stands inside the unit."""
    match = _SPLIT_CLASSIFIER.match(text, position)
    if match is None or not text.startswith(_SPLIT_UNITS, match.end()):
        return None
    for unit in units_at("个" + text[match.end() : match.end() + 4], 0):
        if len(unit.word) > 1:
            end = match.end() + len(unit.word) - 1
            break
    else:
        return None
    extra = Decimal("0.5") if match[1] == "半" else 0
    bound = number.bound if match[1] == "半" else "over"
    return Term(number.start, end, number, unit, number.low + extra, number.high + extra, bound)


def _with_tail(text: str, term: Term) -> Term:
    """What may follow a unit and still belongs to the amount."""
    unit = term.unit
    assert unit is not None
    if unit.kind == "count":
        return term
    term, worth = _with_minors(text, term, unit)
    if unit.kind in _HALF_UNITS or unit.name == "倍":
        half = _AFTER_HALF.match(text, term.end)
        if half:
            amount = unit.factor / 2
            term = replace(term, end=half.end(), low=term.low + amount, high=term.high + amount)
    term = _with_last_digit(text, term, worth)
    if unit.name == "元":
        if whole := _WHOLE.match(text, term.end):
            term = replace(term, end=whole.end())
        if text.startswith("人民币", term.end):
            term = replace(term, end=term.end + 3)
    if unit.word == "周" and text.startswith("大", term.end):  # 十二周大
        term = replace(term, end=term.end + 1)
    return _with_rate(text, _with_alias(text, term))


def _with_minors(text: str, term: Term, unit: Unit) -> tuple[Term, Decimal]:
    """四年六个月 is 54 个月, 3元5角 is 3.5 元. Also says what one of the unit written last is worth."""
    worth = unit.factor
    while term.low == term.high and (found := _minor_at(text, term.end, unit)) is not None:
        number, minor = found
        if minor.name is None:
            worth = Decimal(1) / minor.per
            amount = term.low + number.low / minor.per
        else:
            worth = Decimal(1)
            amount = times(term.low, minor.per) + number.low
            unit = replace(unit, name=minor.name)
        term = replace(term, end=number.end + len(minor.word), unit=unit, low=amount, high=amount)
    return term, worth


def _minor_at(text: str, position: int, unit: Unit) -> tuple[Number, Minor] | None:
    begin = _MINOR_NUMBER.match(text, position)
    number = read_number(text, begin.end()) if begin else None
    if number is None:
        return None
    for minor in minors(unit.name):
        if text.startswith(minor.word, number.end) and number.low < minor.per:
            return number, minor
    return None


def _with_last_digit(text: str, term: Term, worth: Decimal) -> Term:
    """三米九 is 3.9 米, 两毛五 0.25 元, 三块零四 3.04 元, 八成五 85 %, 二成半 25 %, 46秒516 46.516 秒."""
    last = text[term.end - 1]
    if last not in _TAKES_LAST_DIGIT or term.low != term.high:
        return term
    if _HALF_TENTH.match(text, term.end):
        return replace(term, end=term.end + 1, low=term.low + worth / 2, high=term.high + worth / 2)  # 二成|半
    digits = _LAST_DIGITS.match(text, term.end)
    if digits is None or not (
        last == "成"
        or _AFTER_LAST_DIGIT.match(text, digits.end())
        or (last == "秒" and _HUNDREDTHS.match(text, term.end))
    ):
        return term
    shown = digits.group()
    if shown.isascii():
        if last not in "米秒":
            return term
        part = Decimal("0." + shown)
    else:
        number = parse_number(shown[-1])
        assert number is not None
        part = number / (100 if shown.startswith("零") else 10)
    amount = term.low + times(part, worth)
    return replace(term, end=digits.end(), low=amount, high=amount)


def _with_alias(text: str, term: Term) -> Term:
    """千瓦时(度), 公里(千米): the same unit again in brackets."""
    alias = _ALIAS.match(text, term.end)
    if alias is None or term.unit is None:
        return term
    names = {unit.name for unit in units_at(alias[1], 0) if unit.word == alias[1]}
    same = term.unit.name in names or (alias[1] == "度" and term.unit.name == "千瓦时")
    return replace(term, end=alias.end()) if same else term


def _with_rate(text: str, term: Term) -> Term:
    """元/吨, 千瓦时/平方米, 毫克每升."""
    per = _PER.match(text, term.end)
    if per is None or term.unit is None:
        return term
    if per.group() == "每" and (text.startswith(_REPEATS, per.end()) or term.unit.kind not in ("measure", "money")):
        return term
    below = next(units_at(text, per.end()), None)
    if below is None:
        return term
    name = f"{term.unit.name}/{below.word if below.kind == 'duration' else below.name}"
    return replace(term, end=per.end() + len(below.word), unit=replace(term.unit, name=name))
