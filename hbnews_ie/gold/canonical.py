"""One form for each record: items in the order of the text, ids counted in that order.

Two records that say the same are then equal, however they came about, so that a round trip through another
format can be compared and a change shows as a small difference between files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.times.edtf import parse_edtf

__all__ = ["canonical", "days_of"]

_REPEATS = frozenset({"R/P1D", "R/P1W", "R/P1M", "R/P3M", "R/P6M", "R/P1Y"})
_Item = dict[str, Any]


def canonical(data: Mapping[str, Any]) -> GoldArticle:
    """Make a record of plain data: the fields of a `GoldArticle` with any ids, in any order.

    Aliases are read off the mentions; so is the name of an entity that has none, its longest mention. The days of
    a time are read off its EDTF. Raises
    `ValueError` (pydantic's `ValidationError`) where a field is missing or has a wrong value, `KeyError` where a
    reference leads nowhere.
    """
    entities = sorted(map(_entity, data["entities"]), key=lambda item: (_spans(item["mentions"]), item["type"]))
    times = sorted(data["times"], key=_span)
    quantities = sorted(data["quantities"], key=_span)
    events = sorted(map(_event, data["events"]), key=_event_order)
    ids = {**_numbered("e", entities), **_numbered("t", times), **_numbered("q", quantities), None: None}
    where = {quantity["id"]: _span(quantity) for quantity in quantities}
    facts = sorted(data["facts"], key=lambda fact: (where[fact["quantity"]], _span(fact["indicator"])))
    return GoldArticle.model_validate(
        {
            **data,
            "kickers": sorted(data["kickers"], key=_span),
            "subtitles": sorted(data["subtitles"], key=_span),
            "byline": sorted(data["byline"], key=_span),
            "entities": [_with_ids(entity, ids) for entity in entities],
            "times": [{**time, "id": ids[time["id"]], **_days(time["edtf"])} for time in times],
            "quantities": [{**quantity, "id": ids[quantity["id"]]} for quantity in quantities],
            "facts": [{**fact, **{key: ids[fact[key]] for key in ("quantity", "subject", "time")}} for fact in facts],
            "events": [
                {
                    **event,
                    "id": f"v{number}",
                    "arguments": [
                        {**argument, **{key: ids[argument.get(key)] for key in ("entity", "time", "quantity")}}
                        for argument in event["arguments"]
                    ],
                }
                for number, event in enumerate(events, 1)
            ],
        }
    )


def days_of(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and last day that EDTF covers, None for a repeating time, an open end or an unknown year.

    Raises `ValueError` for what is no EDTF.
    """
    if edtf in _REPEATS:
        return None, None
    period = parse_edtf(edtf)
    return period.first_day, period.last_day


def _days(edtf: str) -> _Item:
    first, last = days_of(edtf)
    return {"first_day": first, "last_day": last}


def _span(item: _Item) -> tuple[int, int]:
    return item["start"], item["end"]


def _spans(items: Iterable[_Item]) -> list[tuple[int, int]]:
    return [_span(item) for item in items]


def _numbered(letter: str, items: Iterable[_Item]) -> dict[str | None, str | None]:
    return {item["id"]: f"{letter}{number}" for number, item in enumerate(items, 1)}


def _entity(data: _Item) -> _Item:
    mentions = sorted(data["mentions"], key=_span)
    texts = list(dict.fromkeys(mention["text"] for mention in mentions))
    name = data.get("name") or max(texts, key=len)
    return {
        **data,
        "name": name,
        "aliases": [text for text in texts if text != name],
        "mentions": mentions,
        "positions": sorted(data["positions"], key=_position_order),
    }


def _position_order(position: _Item) -> tuple[tuple[int, int], tuple[int, int]]:
    return _span(position["title"]), _span(position["organization"]) if position["organization"] else (-1, -1)


def _event(data: _Item) -> _Item:
    return {**data, "arguments": sorted(data["arguments"], key=lambda item: (*_span(item), item["role"]))}


def _event_order(event: _Item) -> tuple[Any, ...]:
    return (_span(event["trigger"]), event["type"], [(*_span(item), item["role"]) for item in event["arguments"]])


def _with_ids(entity: _Item, ids: Mapping[str | None, str | None]) -> _Item:
    positions = [
        {
            "organization": body and {**body, "entity": ids[body.get("entity")]},
            "title": position["title"],
        }
        for position in entity["positions"]
        for body in [position["organization"]]
    ]
    return {**entity, "id": ids[entity["id"]], "positions": positions}
