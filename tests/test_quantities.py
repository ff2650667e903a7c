"""The layer of quantities: its spec table, and what must hold of any text."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from hbnews_ie import layers
from hbnews_ie.lexicon import read_table
from hbnews_ie.quantities import conditions, find_quantities, parse_quantity
from hbnews_ie.text import normalize

SPECS = [
    json.loads(line) for line in (Path(__file__).parent / "specs" / "quantities.jsonl").read_text("utf-8").splitlines()
]
# Sentences without times and quantities, which must change nothing beside them.
NEUTRAL = st.lists(
    st.sampled_from(
        [
            "老人笑着摇头。",
            "河面起了雾,船都靠了岸。",
            "“怎么走?”有人问。",
            "茶香满屋!",
            "(摄影者不详)",
            "路修好了;灯也亮了。",
        ]
    ),
    max_size=4,
).map("".join)
KINDS = {"money", "count", "ratio", "rank", "duration", "age", "measure"}
BOUNDS = {"exact", "about", "over", "at_least", "under", "at_most"}


def rows(text: str) -> list[tuple[Any, ...]]:
    return [(text[q.start : q.end], q.low, q.high, q.unit, q.bound, q.kind) for q in find_quantities(text)]


@pytest.mark.parametrize("case", SPECS, ids=lambda case: case["why"])
def test_spec(case: dict[str, Any]) -> None:
    expected = [
        (row["text"], Decimal(row["low"]), Decimal(row.get("high", row["low"])), row["unit"], row["bound"], row["kind"])
        for row in case["expected"]
    ]
    assert rows(case["text"]) == expected


def test_specs_say_why() -> None:
    assert len(SPECS) >= 450
    assert all(case["why"] for case in SPECS)
    assert sum(not case["expected"] for case in SPECS) >= 80


@pytest.mark.parametrize("first", SPECS[::7], ids=lambda case: case["why"])
def test_a_longer_text_changes_nothing_inside(first: dict[str, Any]) -> None:
    for second in SPECS[::11]:
        assert rows(f"{first['text']}。\n{second['text']}") == rows(first["text"]) + rows(second["text"])


@given(NEUTRAL, st.sampled_from(SPECS), NEUTRAL)
def test_neutral_context_changes_nothing_inside(before: str, case: dict[str, Any], after: str) -> None:
    text = f"{before}\n\n{case['text']}\n\n{after}"
    assert rows(text) == rows(case["text"])


def test_normalized_text_gives_the_same() -> None:
    for case in SPECS:
        raw = [(q.start, q.end, q.low, q.high) for q in find_quantities(case["text"])]
        normal = [(q.start, q.end, q.low, q.high) for q in find_quantities(normalize(case["text"]))]
        assert raw == normal


def test_what_overlaps_a_skipped_span_is_dropped() -> None:
    text = "5月卖出60吨,入账3万元,惠及7户"
    found = find_quantities(text, skip=[(text.index("3"), text.index("3") + 2), (0, 2)])
    assert [text[q.start : q.end] for q in found] == ["60吨", "7户"]
    outer = [(0, len(text)), (4, 6)]
    assert find_quantities(text, skip=outer) == []


def test_layout_inside_a_quantity_does_not_hide_it() -> None:
    text = "全省今年前三季度新增的总投资是2\n00 亿 元,另有 5\n\n3家"
    found = find_quantities(text, skip=[(0, 2)])
    assert [(text[q.start : q.end], q.low) for q in found] == [("2\n00 亿 元", 20_000_000_000), ("3家", 3)]


def test_parse_quantity_takes_the_whole_text() -> None:
    whole = parse_quantity(" 近80亿元")
    assert whole is not None and (whole.low, whole.bound) == (8_000_000_000, "under")
    assert parse_quantity("近80亿元的") is None
    assert parse_quantity("3家5户") is None
    assert parse_quantity("") is None


def test_numbers_of_two_hundred_digits() -> None:
    digits = "8" * 200
    (quantity,) = find_quantities(f"共{digits}万吨。")
    assert quantity.low == Decimal(digits + "0000")


def test_values_have_their_shortest_form() -> None:
    assert [format(q.low, "f") for q in find_quantities("2.50万元,三成,12.0%,1.20亿元")] == [
        "25000",
        "30",
        "12",
        "120000000",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "9,999",
        "1.",
        "一",
        "一百",
        "万",
        "三分之",
        "5至",
        "第",
        "第三",
        "翻",
        "前十",
        "约",
        "近1",
        "每秒",
        "人民币",
        "1/",
        "3:",
        "1元",
        "一年",
        "1-",
        "半",
        "一个",
        "壹",
        "零下",
        "1(",
        "最多",
        "超过",
        "1米8",
        "百分之",
    ],
)
def test_linear_on_hostile_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.process_time()
        find_quantities(text)
        return time.process_time() - begin

    assert seconds(100_000) < 5


ALPHABET = (
    "零〇一二两三四五六七八九十百千万亿点分之至到半第前翻番约近超多余个年月日天元角块斤米度成折倍%以上下内左右"
    "大位名0123456789.,-~/:()+ \n每秒小时人民币壹拾佰负"
)


def check(text: str) -> None:
    found = find_quantities(text)
    end = 0
    for quantity in found:
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        assert quantity.low <= quantity.high
        assert quantity.low.is_finite()
        assert quantity.kind in KINDS
        assert quantity.bound in BOUNDS
        assert quantity.rule
        assert "\n\n" not in text[quantity.start : quantity.end]
    assert found == find_quantities(text)


@given(st.text(alphabet=ALPHABET, max_size=40))
@settings(max_examples=400)
def test_anything_of_numerals_and_units(text: str) -> None:
    check(text)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


@given(st.integers(min_value=0, max_value=10**18), st.sampled_from(["家", "吨", "元", "公里", "%", "天", "人次"]))
def test_a_written_number_is_read_back(number: int, unit: str) -> None:
    (quantity,) = find_quantities(f"共计{number:,}{unit}。")
    assert (quantity.low, quantity.unit) == (number, unit)


def test_conditions_are_known() -> None:
    named = {row["condition"] for row in read_table("units")} - {""}
    assert named == set(conditions.CONDITIONS)


def test_component() -> None:
    nlp = spacy.blank("zh")
    component = nlp.create_pipe("hbnews_quantities")
    doc = nlp.make_doc("5月售出60吨茶。")
    doc._.norm = doc.text
    doc._.times = (layers.TimeExpression(0, 2, "2024-05", None, None, "test"),)
    doc = component(doc)
    (quantity,) = doc._.quantities
    assert (quantity.low, quantity.unit) == (60, "吨")
    (span,) = doc.spans["quantities"]
    assert (span.text, span.label_) == ("60吨", "measure")
