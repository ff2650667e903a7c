"""A record as labelled spans and the rest: the form that it takes in tools that know spans with labels.

Offsets and labels are in the spans, all else in plain data by the ids that the spans carry. What is read back is
what the spans say: one that was moved, added or taken away is so in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from hbnews_ie.gold.canonical import canonical
from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.schema import EntityType, EventType, Span
from hbnews_ie.text import fold

__all__ = ["LAYERS", "LabelledSpan", "from_spans", "layer_of", "to_spans"]

#: The layers that spans are in, and what their label says.
LAYERS = {
    "entities": "type of the entity; the id is the entity's",
    "times": "TIME",
    "quantities": "kind of the quantity",
    "facts": "INDICATOR; the id is the quantity's",
    "events": "type of the event, on its trigger",
    "arguments": "role; the id is the event's, the target what the argument is",
}
_TARGETS = {"e": "entity", "t": "time", "q": "quantity"}
_Item = dict[str, Any]


class LabelledSpan(NamedTuple):
    """A span of one of `LAYERS`. ``id`` is empty for one that people added."""

    layer: str
    start: int
    end: int
    label: str
    id: str = ""
    target: str = ""


def layer_of(label: str) -> str:
    """Return the layer of a span that people added, by its label; raise `ValueError` where that does not tell."""
    if label in get_args(EntityType):
        return "entities"
    if label in get_args(EventType):
        return "events"
    raise ValueError(f"a new span labelled {label!r} lacks what its layer needs: add it in the JSONL")


def to_spans(record: GoldArticle) -> tuple[list[LabelledSpan], _Item]:
    """Return the spans of a record, layer by layer, and the rest of it as plain data, without the text."""
    return list(_spans(record)), _rest(record)


def _spans(record: GoldArticle) -> Iterator[LabelledSpan]:
    def span(layer: str, item: Span, label: str, id: str, target: str | None = None) -> LabelledSpan:
        return LabelledSpan(layer, item.start, item.end, label, id, target or "")

    for entity in record.entities:
        yield from (span("entities", mention, entity.type, entity.id) for mention in entity.mentions)
    yield from (span("times", time, "TIME", time.id) for time in record.times)
    yield from (span("quantities", quantity, quantity.kind, quantity.id) for quantity in record.quantities)
    yield from (span("facts", fact.indicator, "INDICATOR", fact.quantity) for fact in record.facts)
    for event in record.events:
        yield span("events", event.trigger, event.type, event.id)
        for argument in event.arguments:
            target = argument.entity or argument.time or argument.quantity
            yield span("arguments", argument, argument.role, event.id, target)


def _rest(record: GoldArticle) -> _Item:
    data = record.model_dump(mode="json", exclude={"text"})

    def keep(layer: str, key: str, *fields: str) -> _Item:
        return {item[key]: {field: item[field] for field in fields} for item in data[layer]}

    return {
        **{field: value for field, value in data.items() if field not in LAYERS},
        "entities": keep("entities", "id", "name", "link", "positions"),
        "times": keep("times", "id", "edtf"),
        "quantities": keep("quantities", "id", "low", "high", "unit", "bound"),
        "facts": keep("facts", "quantity", "subject", "time", "change", "basis"),
        "events": keep("events", "id", "status", "event"),
    }


def from_spans(text: str, spans: Iterable[LabelledSpan], rest: Mapping[str, Any]) -> GoldArticle:
    """Put a record together again. Raises `KeyError` or `ValueError` where the spans and the rest do not fit."""
    layers: dict[str, list[LabelledSpan]] = {layer: [] for layer in LAYERS}
    for one in spans:
        layers[one.layer].append(one)

    def quote(one: LabelledSpan) -> _Item:
        return {"start": one.start, "end": one.end, "text": fold(text[one.start : one.end])}

    arguments: dict[str, list[_Item]] = {}
    for one in layers["arguments"]:
        target = {_TARGETS[one.target[0]]: one.target} if one.target else {}
        arguments.setdefault(one.id, []).append({"role": one.label, **quote(one), **target})
    return canonical(
        {
            **rest,
            "text": text,
            "entities": [
                {"id": id, "type": type, "mentions": [quote(one) for one in members], **_known(rest["entities"], id)}
                for (id, type), members in _entities(layers["entities"]).items()
            ],
            "times": [{"id": one.id, **quote(one), **rest["times"][one.id]} for one in layers["times"]],
            "quantities": [
                {"id": one.id, "kind": one.label, **quote(one), **rest["quantities"][one.id]}
                for one in layers["quantities"]
            ],
            "facts": [
                {"quantity": one.id, "indicator": quote(one), **rest["facts"][one.id]} for one in layers["facts"]
            ],
            "events": [
                {
                    "id": one.id,
                    "type": one.label,
                    "trigger": quote(one),
                    "arguments": arguments.get(one.id, []) if one.id else [],
                    **rest["events"].get(one.id, {"status": "done", "event": None}),
                }
                for one in layers["events"]
            ],
        }
    )


def _entities(mentions: Sequence[LabelledSpan]) -> dict[tuple[str, str], list[LabelledSpan]]:
    """The mentions by entity; one without an id is an entity by itself."""
    found: dict[tuple[str, str], list[LabelledSpan]] = {}
    for number, one in enumerate(mentions):
        found.setdefault((one.id or f"new{number}", one.label), []).append(one)
    return found


def _known(entities: Mapping[str, _Item], id: str) -> _Item:
    return entities.get(id, {"name": None, "link": None, "positions": []})
