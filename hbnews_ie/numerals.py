"""Numbers as Chinese writes them: Arabic, Chinese and mixed numerals to `Decimal`.

A number is a sum of sections closed by the large scales 万 and 亿; inside a section the small scales 千, 百
and 十 fall. Both take digits before them, Arabic or Chinese: 5亿1万4千6百, 3.24亿, 二百三十万. A large scale
with nothing new before it multiplies what stands (四万亿). Nothing is lost to rounding except in a fraction
without a finite decimal (三分之一), which has 28 digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from functools import lru_cache

from hbnews_ie.text import normalize

__all__ = [
    "ARABIC",
    "CHINESE_DIGIT",
    "LARGE_SCALE",
    "NUMBER",
    "NUMERAL",
    "SMALL_SCALE",
    "parse_interval",
    "parse_number",
    "times",
]

# Regular-expression sources, for normalized text (`hbnews_ie.text.normalize`).
CHINESE_DIGIT = "[零〇○一二两三四五六七八九]"
SMALL_SCALE = "[十百千廿卅]"
LARGE_SCALE = "[万亿]"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:[.·][0-9]+)?"  # 4·5 in old papers
# A run of signs that may be one number: what it is, if anything, `parse_number` says.
NUMERAL = "[零〇○一二两三四五六七八九十百千万亿廿卅]"
NUMBER = (
    f"(?:{ARABIC}|{NUMERAL})(?:(?<=[十百千万亿零]){ARABIC}|{NUMERAL})*"
    f"(?:点(?:[0-9]+|{CHINESE_DIGIT}+){LARGE_SCALE}{{0,3}})?"
)

_DIGITS = ("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
_VALUES = {sign: value for value, signs in enumerate(_DIGITS) for sign in signs}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
# The forms of cheques and deeds (壹佰), of traditional script, and the short tens 廿 and 卅.
_FORMAL = ("壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸貮弍兩點負○幺", "一二三四五六七八九十百千万亿二三六二二两点负〇一")
_PLAIN = str.maketrans({**dict(zip(*_FORMAL, strict=True)), "廿": "二十", "卅": "三十"})

_SIGN = re.compile(r"([-+负])?(.*)", re.DOTALL)
_MIXED_FRACTION = re.compile(r"([^又/]+)又([^又]+)分之([^又]+)")
_FRACTION = re.compile(r"([^又/]+)分之([^又/]+)")
_SLASH = re.compile(r"([0-9]+)/([0-9]+)")
_POINT = re.compile(f"([^点]+)点([0-9]+|[零〇一二三四五六七八九]+)({LARGE_SCALE}{{0,3}})")
_TOKEN = re.compile(f"({ARABIC})|([零〇一二两三四五六七八九])|([十百千万亿])")
_DIGIT_BY_DIGIT = re.compile(f"([零〇一二三四五六七八九]{{2,}})({LARGE_SCALE}{{0,3}})")
# Two neighbouring digits where one is expected name the ends of an interval: 五六十, 三五百, 一两万.
_PAIRS = ("一二", "一两", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九")
_PAIR = re.compile(f"(?<![零〇一二两三四五六七八九点])(?:{'|'.join(_PAIRS)})(?![零〇一二两三四五六七八九])")

_LONGEST_CACHED = 64

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_DIVISION = Context(prec=28)


def parse_number(text: str) -> Decimal | None:
    """Return the number that ``text`` as a whole writes, or None where it writes none, or an interval.

    >>> parse_number("3.24亿"), parse_number("一万三"), parse_number("三分之二十")
    (Decimal('324000000'), Decimal('13000'), Decimal('6.666666666666666666666666667'))
    """
    interval = parse_interval(text)
    return interval[0] if interval is not None and interval[0] == interval[1] else None


def parse_interval(text: str) -> tuple[Decimal, Decimal] | None:
    """Return the two ends of a number that names an interval (五六十: 50 and 60), or a plain number twice."""
    return _parse_cached(text) if len(text) <= _LONGEST_CACHED else _parse_interval(text)


def times(number: Decimal, factor: Decimal | int) -> Decimal:
    """Return the product without rounding, in its shortest form: 2.5 times 10 is 25."""
    with localcontext(_EXACT):
        return _shortest(number * factor)


@lru_cache(maxsize=4096)
def _parse_cached(text: str) -> tuple[Decimal, Decimal] | None:
    return _parse_interval(text)


def _parse_interval(text: str) -> tuple[Decimal, Decimal] | None:
    text = normalize(text).replace(" ", "").translate(_PLAIN)
    with localcontext(_EXACT):
        pair = _PAIR.search(text)
        if pair is not None and len(text) <= 40:
            low = _signed(text[: pair.end() - 1] + text[pair.end() :])
            high = _signed(text[: pair.start()] + text[pair.end() - 1 :])
            if low is not None and high is not None and low < high:
                return low, high
        number = _signed(text)
        return None if number is None else (number, number)


def _signed(text: str) -> Decimal | None:
    match = _SIGN.fullmatch(text)
    if match is None:
        return None
    sign, rest = match.groups()
    number = _fraction(rest)
    if number is None:
        return None
    return _shortest(-number if sign in ("-", "负") else number)


def _shortest(number: Decimal) -> Decimal:
    """The same number without an exponent and without zeros at the end of its decimals."""
    digits = format(number, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _fraction(text: str) -> Decimal | None:
    """三分之二, 三又五分之一, 1/4, or a number without a fraction."""
    if text in ("百分百", "百分之百"):
        return Decimal(1)
    if mixed := _MIXED_FRACTION.fullmatch(text):
        whole, part = _unsigned(mixed[1]), _quotient(mixed[3], mixed[2])
        return None if whole is None or part is None else whole + part
    if fraction := _FRACTION.fullmatch(text):
        return _quotient(fraction[2], fraction[1])
    if slash := _SLASH.fullmatch(text):
        return _quotient(slash[1], slash[2])
    return _unsigned(text)


def _quotient(numerator: str, denominator: str) -> Decimal | None:
    above, below = _unsigned(numerator), _unsigned(denominator)
    return None if above is None or not below else _DIVISION.divide(above, below)


def _unsigned(text: str) -> Decimal | None:
    """A number that may have 点 and decimals: 三点五, 六点四二万."""
    if point := _POINT.fullmatch(text):
        whole = _sum(point[1])
        if whole is None:
            return None
        return (whole + Decimal("0." + _digits(point[2]))) * _product(point[3])
    if row := _DIGIT_BY_DIGIT.fullmatch(text):
        return Decimal(_digits(row[1])) * _product(row[2])
    return _sum(text)


def _digits(row: str) -> str:
    """Digits read one by one: 二〇二五 is 2025."""
    return "".join(str(_VALUES.get(sign, sign)) for sign in row)


def _product(scales: str) -> int:
    product = 1
    for scale in scales:
        product *= _LARGE[scale]
    return product


def _tokens(text: str) -> Iterator[re.Match[str] | None]:
    """The digits and scales of a number; None at the end if something else stands there."""
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        yield token
        if token is None:
            return
        position = token.end()


def _sum(text: str) -> Decimal | None:
    """Add up digits and scales: 5亿1万4千6百, 一百零五, 四百五 (450)."""
    total = _Total()
    for token in _tokens(text):
        if token is None:
            return None
        arabic, digit, scale = token.groups()
        if arabic:
            accepted = total.add_digit(Decimal(arabic.replace(",", "").replace("·", ".")), spoken=False)
        elif digit:
            accepted = total.add_zero() if digit in "零〇" else total.add_digit(Decimal(_VALUES[digit]))
        elif scale in _LARGE:
            accepted = total.close_section(_LARGE[scale])
        else:
            accepted = total.scale_digit(_SMALL[scale])
        if not accepted:
            return None
    return total.value() if text else None


class _Total:
    """The state of reading a number from left to right. Each step says whether it may come next."""

    def __init__(self) -> None:
        self.closed = Decimal(0)  # the sections closed by 万 or 亿
        self.section = Decimal(0)  # the section being read
        self.digit: Decimal | None = None  # waits for its scale
        self.spoken = True  # the digit is a Chinese one
        self.after_zero = False
        self.last_small = 10**4  # the small scales of a section must fall
        self.last_large = 0
        self.last_scale = 0  # 五 in 四百五 stands for a tenth of it each
        self.products = 0  # large scales in a row: 万亿, 亿亿
        self.empty = True

    def add_digit(self, value: Decimal, spoken: bool = True) -> bool:
        if self.digit is not None:
            return False
        self.digit, self.spoken, self.empty = value, spoken, False
        return True

    def add_zero(self) -> bool:
        if self.empty:
            return self.add_digit(Decimal(0))
        if self.digit is not None or self.after_zero:
            return False
        self.after_zero = True
        return True

    def scale_digit(self, scale: int) -> bool:
        """十, 百, 千. Without a digit before it 十 is ten anywhere, 百 and 千 only begin a number (百万)."""
        if scale >= self.last_small or (self.digit is None and scale > 10 and not self.empty):
            return False
        if self.digit is not None and not self.spoken and self.digit >= 10:
            return False
        self.section += scale if self.digit is None else self.digit * scale
        self.digit, self.after_zero, self.empty = None, False, False
        self.last_small = self.last_scale = scale
        return True

    def close_section(self, scale: int) -> bool:
        """万, 亿. 亿 scales all that stands before it (一万五千亿), 万 the section; 万亿 multiplies."""
        bare = self.digit is None and self.last_small == 10**4
        self.section += self.digit or 0
        self.products = self.products + 1 if bare else 0
        if self.products > 3:
            return False
        if self.empty:
            self.closed = Decimal(scale)
        elif bare:
            self.closed *= scale
        elif scale > self.last_large:
            self.closed = (self.closed + self.section) * scale
        elif scale < self.last_large:
            self.closed += self.section * scale
        else:
            return False
        self.section, self.digit, self.after_zero, self.empty = Decimal(0), None, False, False
        self.last_small, self.last_large, self.last_scale = 10**4, scale, scale
        return True

    def value(self) -> Decimal | None:
        if self.digit is None:
            return None if self.after_zero else self.closed + self.section
        if self.last_scale > 10 and not self.after_zero:
            if self.spoken:  # 四百五 is 450, 一万三 is 13000
                return self.closed + self.section + self.digit * (self.last_scale // 10)
            if not 10 <= self.digit < self.last_scale:
                return None
        return self.closed + self.section + self.digit
