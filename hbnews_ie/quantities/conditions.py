"""Conditions on units: words that measure only in certain surroundings.

Each condition is named in the last column of ``lexicons/units.tsv``. It answers with the unit that the word is
there, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hbnews_ie.quantities.modifiers import after, before
from hbnews_ie.quantities.number import Number
from hbnews_ie.quantities.units import Unit, minors

__all__ = ["BOUNDARY", "CONDITIONS", "clause_before", "resolve"]

# What can follow a complete quantity and is no part of another word.
BOUNDARY = re.compile(r"$|[^\w]|[的以左至到和与及或每起]")
_CLAUSE_BORDER = re.compile(r"[,。;:!?、\n]")
_WINDOW = 14

_ELECTRIC = re.compile("电|千瓦|能耗|光伏|风机")
_WARM = re.compile("温|热|烧|冷|零下|零上|摄氏|寒|凉|烤|暖")
_FAHRENHEIT = re.compile("华氏")
_PRICE = re.compile("[元钱价卖买花付费收赚薪票贵省补奖罚]")
_ALONE = re.compile(r"[^\w]|$|[的高长宽深远厚路地以左外之多]")
_WEIGHED = re.compile(r"[^\w]|$|[重的多半以左白黄银金酒肉米茶烧药面油盐糖饭粮]")
_SECONDS = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3})?秒")
_HOLDING = re.compile("(?:[举承]办|举行|召开|连续|历经|[了过共已])$")
_TERM = re.compile("以?内|之内")
_REDUCED = ("打", "至", "享", "按", "以", "到")  # before how far a price is: 打|八折


def resolve(unit: Unit, text: str, number: Number, position: int) -> Unit | None:
    """What ``unit``, written at ``position`` behind ``number``, is there."""
    return CONDITIONS[unit.condition](unit, text, number, position + len(unit.word)) if unit.condition else unit


def clause_before(text: str, position: int, window: int = _WINDOW) -> str:
    """At most ``window`` signs before ``position``, back to the last sign of punctuation."""
    return _CLAUSE_BORDER.split(text[max(0, position - window) : position])[-1]


def _degree(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """度 is electricity by the ten thousand or near 电, warmth near 温, else an angle or the like."""
    if text.startswith("一度", number.start):
        return None  # once
    near = clause_before(text, number.start) + _CLAUSE_BORDER.split(text[end : end + 4])[0]
    if number.scaled or _ELECTRIC.search(near):
        return replace(unit, name="千瓦时")
    if _FAHRENHEIT.search(near):
        return replace(unit, name="华氏度")
    if _WARM.search(near):
        return replace(unit, name="摄氏度")
    if text.endswith("负", 0, number.start):
        return replace(unit, name="摄氏度")
    return unit if number.arabic or number.high >= 10 else None  # 两度夺冠: twice


def _tenths(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """三成 is 30 %, 八折 80 %; a price of 七五折 or 85折 is given in hundredths already.

    Before 为 it is one only if something bounds it: 近七成|为研发人员, but 三人|成为委员.
    """
    if text.startswith("为", end) and before(text, number.start) is None:
        return None
    if text.startswith("一折", number.start) and not text.endswith(_REDUCED, 0, number.start):
        return None  # 一折就断
    if number.high <= 10:
        return unit
    if unit.word == "折" and number.high < 100 and number.low == number.low.to_integral_value():
        return replace(unit, factor=unit.factor / 10)
    return None


def _digits(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """五角大楼, 四方, 三担当 are words; 5角, 3万方, 三十六担 are amounts."""
    return unit if number.arabic or number.scaled or number.high > 10 else None


def _boundary(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """块 and 毛 are money in talk of prices, not before a noun (三块地, 五毛衣)."""
    if text.startswith("一", number.start) and number.end - number.start == 1 and unit.word == "块":
        return None
    if _is_compound(unit, text, end):
        return unit
    clause = clause_before(text, number.start)
    priced = _PRICE.search(clause) or not clause.strip(" 负-“(")
    return unit if priced and (BOUNDARY.match(text, end) or text.startswith("一", end)) else None


_AMOUNT = re.compile("[零又]?[0-9一二两三四五六七八九]{1,2}")


def _is_compound(unit: Unit, text: str, end: int) -> bool:
    """Whether small coin follows: 三块四毛, 两毛五."""
    amount = _AMOUNT.match(text, end)
    if amount is None:
        return False
    return text.startswith(tuple(minor.word for minor in minors(unit.name)), amount.end()) or bool(
        BOUNDARY.match(text, amount.end())
    )


def _traditional(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """里, 丈, 尺 and 寸 make many names and sayings (三里屯, 百尺竿头); with Chinese numerals they must stand free."""
    return unit if number.arabic or _ALONE.match(text, end) or _is_compound(unit, text, end) else None


def _liang(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """两 as a weight is followed by what is weighed or by nothing."""
    return unit if _WEIGHED.match(text, end) else None


def _vague_month(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """月 alone names a month (5月), but counts months under a modifier: 不足一月, 一月有余."""
    one = number.low == 1 and not number.arabic
    return unit if one and (before(text, number.start) or text.startswith("有余", end)) else None


def _term_of_days(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """日 alone names a day (5日), but counts days in a term: 30日内, 两日."""
    return unit if _TERM.match(text, end) or text.startswith(("两", "半"), number.start) else None


def _decimal(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """6.2级 is the size of an earthquake, 3级 a class."""
    return unit if "." in text[number.start : number.end] else None


def _points(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """点 and 分 count points; as hours and minutes (8点, 20时30分) they are times."""
    if not number.arabic or text.endswith(("时", "点", ":"), 0, number.start):
        return None
    if unit.word == "分":
        return replace(unit, name="分钟", kind="duration") if _SECONDS.match(text, end) else unit
    fraction = number.low != number.low.to_integral_value()
    return unit if fraction or number.low >= 25 or after(text, end) else None


def _held(unit: Unit, text: str, number: Number, end: int) -> Unit | None:
    """届 counts meetings held (已举办十二届); else it numbers one (二十届三中全会, 2024届毕业生)."""
    return unit if _HOLDING.search(text, max(0, number.start - 3), number.start) else None


CONDITIONS: dict[str, Callable[[Unit, str, Number, int], Unit | None]] = {
    "boundary": _boundary,
    "decimal": _decimal,
    "degree": _degree,
    "digits": _digits,
    "held": _held,
    "liang": _liang,
    "points": _points,
    "tenths": _tenths,
    "term_of_days": _term_of_days,
    "traditional": _traditional,
    "vague_month": _vague_month,
}
