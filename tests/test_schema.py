from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

import hbnews_ie
from hbnews_ie import schema
from hbnews_ie.schema import Extraction, Quantity, json_schema

from .conftest import PAGE, ROOT


def make_quantity(low: str) -> Quantity:
    return Quantity(
        start=0, end=1, text="x", id="q1", low=Decimal(low), high=Decimal(low), unit=None, bound="exact",
        kind="count", article=None, rule="x",
    )  # fmt: skip


def test_the_published_schema_is_current() -> None:
    published = (ROOT / "docs" / "schema.json").read_text("utf-8")
    assert published == json_schema() + "\n", "write it anew: hbnews-ie schema > docs/schema.json"


def test_the_schema_names_what_the_contract_names() -> None:
    described = json.loads(json_schema())
    assert set(described["properties"]) == {
        "source", "published", "articles", "entities", "times", "quantities", "facts", "events",
    }  # fmt: skip
    assert described["$defs"]["Quantity"]["properties"]["low"]["type"] == "string"


@pytest.mark.parametrize(
    ("number", "written"),
    [("6.82E+10", "68200000000"), ("1E-7", "0.0000001"), ("66.70", "66.70"), ("9" * 200,) * 2],
)
def test_numbers_are_written_without_exponent(number: str, written: str) -> None:
    quantity = make_quantity(number)
    assert json.loads(quantity.model_dump_json())["low"] == written
    assert Quantity.model_validate_json(quantity.model_dump_json()) == quantity


def test_results_go_to_json_and_back(seed: Path) -> None:
    result = hbnews_ie.extract(seed.read_text("utf-8"), source=seed.name)
    assert Extraction.model_validate_json(result.model_dump_json()) == result


def test_results_are_frozen() -> None:
    result = hbnews_ie.extract(PAGE)
    with pytest.raises(ValidationError):
        result.source = "other"  # type: ignore[misc]


def test_lookups_lead_from_an_argument_to_what_it_is() -> None:
    result = hbnews_ie.extract(PAGE, published="2023-11-09")
    targets = [result.resolve(argument) for event in result.events for argument in event.arguments]
    pointing = [
        item for event in result.events for item in event.arguments if item.entity or item.time or item.quantity
    ]
    assert len([target for target in targets if target is not None]) == len(pointing)
    for item in (*result.articles, *result.entities, *result.times, *result.quantities, *result.events):
        assert result[item.id] is item
    with pytest.raises(KeyError):
        result["nothing"]


def test_a_result_prints_briefly() -> None:
    result = hbnews_ie.extract(PAGE, published="2023-11-09", source="page.txt")
    assert str(result) == repr(result)
    assert repr(result).startswith("<Extraction of page.txt, published 2023-11-09: 1 articles, ")
    assert len(repr(result)) < 200


def test_an_event_prints_with_its_roles() -> None:
    trigger = schema.Span(start=0, end=2, text="签约")
    party = schema.Argument(start=2, end=4, text="武汉", role="party")
    event = schema.Event(
        id="v1",
        type="COOPERATION",
        status="done",
        trigger=trigger,
        arguments=(party,),
        article=None,
        rule="x",
    )
    assert str(event) == "COOPERATION(签约, done) party=武汉"
    assert event.get("party") == (party,)
    assert event.get("object") == ()
