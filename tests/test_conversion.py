"""Quantities in other units: exact, refused where nothing is to convert, and in pint."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hbnews_ie import schema
from hbnews_ie.conversion import UnitError, convert, to_pint
from hbnews_ie.lexicon import read_table
from hbnews_ie.quantities import find_quantities

SIZES = read_table("unit_sizes")


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        ("3", "亩", "平方米", "2000"),
        ("15", "亩", "公顷", "1"),
        ("1", "亩", "平方米", "666.6666666666666666666666667"),  # no finite decimal
        ("5000", "斤", "吨", "2.5"),
        ("3", "吨", "公斤", "3000"),
        ("7", "斤", "两", "70"),
        ("9", "里", "公里", "4.5"),
        ("6", "尺", "米", "2"),
        ("2600", "千瓦时", "度电", "2600"),
        ("52000", "千瓦时", "万千瓦时", "5.2"),
        ("1.5", "小时", "分钟", "90"),
        ("3", "年", "个月", "36"),
        ("35", "%", "成", "3.5"),
        ("3", "倍", "%", "300"),
        ("0.25", None, "%", "25"),
        ("160000000", "元", "亿元", "1.6"),
        ("4.5", "元/斤", "元/吨", "9000"),
        ("600", "千克/亩", "吨/公顷", "9"),
        ("72", "公里每小时", "米/秒", "20"),
        ("36.6", "摄氏度", "华氏度", "97.88"),
        ("80000", "人", "万人", "8"),
        ("0.1", "吉字节", "兆", None),  # 兆 alone is a prefix
        ("5", "元", "美元", None),
        ("5", "年", "天", None),
        ("5", "个百分点", "%", None),
        ("5", "吨", "米", None),
        ("5", "元", "元/", None),
        ("5", None, "吨", None),
        ("5", "吨", "百" * 5000 + "吨", None),
        ("6000000", "千瓦", "千千瓦", "6000"),
        ("300", "万千瓦", "百万千瓦", "3"),
    ],
)
def test_convert(value: str, unit: str | None, target: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(UnitError):
            convert(Decimal(value), unit, target)
    else:
        assert str(convert(Decimal(value), unit, target)) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.sampled_from(SIZES))
def test_there_and_back(value: Decimal, row: dict[str, str]) -> None:
    unit, target = row["unit"], row["of"] or row["unit"]
    there = convert(value, unit, target)
    if Fraction(row["size"] or 1).denominator % 3:
        assert convert(there, target, unit) == value
    else:
        assert abs(convert(there, target, unit) - value) <= abs(there) / 10**25


def test_sizes_are_of_known_units() -> None:
    known = {row["unit"] or row["word"] for row in read_table("units")}
    assert {row["unit"] for row in SIZES} <= known
    assert all(bool(row["size"]) == bool(row["of"]) for row in SIZES)


def test_a_quantity_converts_wherever_it_comes_from() -> None:
    (found,) = find_quantities("收购稻谷350万至400万斤")
    tons = found.to("吨")
    assert (tons.low, tons.high, tons.unit, tons.start, tons.bound) == (1750, 2000, "吨", found.start, "exact")
    fields = {"id": "q1", "start": 0, "end": 3, "text": "15亩", "article": None, "rule": "amount"}
    result = schema.Quantity(**fields, low=Decimal(15), high=Decimal(15), unit="亩", bound="exact", kind="measure")
    assert result.to("公顷") == result.model_copy(update={"low": Decimal(1), "high": Decimal(1), "unit": "公顷"})
    assert pickle.loads(pickle.dumps(tons)) == tons


def test_a_share_is_of_the_whole_and_a_count_of_nothing_known() -> None:
    (share,), (count,) = find_quantities("占三分之二"), find_quantities("突破150万")
    assert share.to("%").low.quantize(Decimal("0.01")) == Decimal("66.67")
    with pytest.raises(UnitError, match="count"):
        count.to("%")


def test_the_error_names_both_units() -> None:
    (found,) = find_quantities("投资300亿元")
    with pytest.raises(UnitError, match=r"元.*美元"):
        found.to("美元")


def test_pint() -> None:
    pytest.importorskip("pint")
    (land,), (grain,), (price,), (share,) = map(find_quantities, ("流转3亩", "3吨", "每度电5元/千瓦时", "15.5%"))
    assert grain.to_pint().to("kilogram").magnitude == 3000
    assert abs(land.to_pint().to("meter**2").magnitude - 2000) < Decimal("1e-20")
    assert land.to_pint().magnitude == 3
    assert str(price.to_pint()) == "5 元 / kilowatt_hour"
    assert share.to_pint().to("").magnitude == Decimal("0.155")


def test_pint_agrees_on_the_sizes() -> None:
    pytest.importorskip("pint")
    names = {row["unit"]: row["pint"] for row in SIZES}
    rows = [row for row in SIZES if row["pint"] and names.get(row["of"]) and not row["zero"]]
    assert len(rows) > 70
    for row in rows:
        ours = convert(Decimal(7), row["unit"], row["of"])
        theirs = to_pint(Decimal(7), row["unit"]).to(names[row["of"]]).magnitude
        assert abs(theirs - ours) <= ours / 10**20, row["unit"]
