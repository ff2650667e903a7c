"""Chinese, Arabic and mixed numerals."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hbnews_ie.numerals import parse_interval, parse_number

NUMBERS = {
    "0": "0",
    "〇": "0",
    "十": "10",
    "两百零七": "207",
    "一千一十": "1010",
    "四百五": "450",  # a last digit without a scale is one scale lower
    "一万三": "13000",
    "二十三": "23",
    "一万零三": "10003",  # unless a zero stands before it
    "三亿零五十": "300000050",
    "十一万亿": "11000000000000",
    "六千五百亿": "650000000000",
    "一万五千亿": "1500000000000",  # 亿 scales all before it
    "7亿2万3千": "700023000",
    "5万3000": "53000",
    "3千零40": "3040",
    "1.66万": "16600",
    "1,100万": "11000000",
    "1.2万亿": "1200000000000",
    "百万": "1000000",
    "８３.５": "83.5",
    "六点二五万": "62500",
    "零点零七": "0.07",
    "三十又四分之三": "30.75",
    "5/8": "0.625",
    "百分之四": "0.04",
    "负二十": "-20",
    "-7.50": "-7.5",
    "二〇二五": "2025",
    "一九八四": "1984",
    "叁仟伍佰": "3500",
    "贰拾萬": "200000",
    "廿四": "24",
    "卅": "30",
    "3 万": "30000",
}
NO_NUMBERS = [
    "",
    "万万个",
    "一百一千",
    "三万五万",
    "点五",
    "五点",
    "1,23",
    "十十",
    "分之一",
    "负",
    "一分之",
    "百千",
    "1/0",
    "5万6",
    "几十",
]
INTERVALS = {
    "五六十": ("50", "60"),
    "三五百": ("300", "500"),
    "十七八": ("17", "18"),
    "两三万": ("20000", "30000"),
    "四五千亿": ("400000000000", "500000000000"),
    "二十七八万": ("270000", "280000"),
    "一万六七": ("16000", "17000"),
    "八": ("8", "8"),
}


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items())
def test_number(text: str, expected: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert format(number, "f") == expected


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(("text", "expected"), INTERVALS.items())
def test_interval(text: str, expected: tuple[str, str]) -> None:
    assert parse_interval(text) == (Decimal(expected[0]), Decimal(expected[1]))


def test_an_interval_is_no_number() -> None:
    assert parse_number("五六十") is None


def test_a_fraction_without_finite_decimal_is_rounded() -> None:
    assert parse_number("三分之一") == Decimal("0." + "3" * 28)


def test_two_hundred_digits_are_kept() -> None:
    digits = "7" * 200
    assert parse_number(digits) == Decimal(digits)
    assert parse_number(digits + "亿") == Decimal(digits + "00000000")


@pytest.mark.parametrize("unit", ["9", "一", "一百", "万", "1,000,", "三分之", "五六", "1/"])
def test_linear(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.process_time()
    parse_number(text)
    assert time.process_time() - begin < 2


def render(number: int) -> str:
    """Write a number below 10^16 in Chinese, the long way of schoolbooks (一百一十, 一万零五)."""
    if number == 0:
        return "零"
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, tail = divmod(number, scale)
            gap = "零" if 0 < tail < scale // 10 else ""
            return render(head) + sign + gap + (render(tail) if tail else "")
    return "零一二三四五六七八九"[number]


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_rendered_number_parses_back(number: int) -> None:
    assert parse_number(render(number)) == number


@given(st.integers(min_value=0, max_value=10**30), st.integers(min_value=0, max_value=6))
def test_arabic_number_parses_back(number: int, decimals: int) -> None:
    value = Decimal(f"{number}E-{decimals}")
    assert parse_number(format(value, "f")) == value
    assert parse_number(format(value, ",f")) == value
    assert parse_number(format(value, "f") + "万亿") == Decimal(f"{number}E{12 - decimals}")


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点分之又负-/,.0123456789壹拾廿 余", max_size=30) | st.text())
def test_never_raises(text: str) -> None:
    interval = parse_interval(text)
    if interval is not None:
        assert interval[0] <= interval[1]
        assert all(end.is_finite() for end in interval)
