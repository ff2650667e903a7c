"""The record of the gold set: one article, annotated in all layers, as strict pydantic models.

It has the form of a result (`hbnews_ie.schema`) with what a gold set needs besides: the text itself, where it
stands in which page, and the subset it belongs to. All offsets are code points of ``text``, end exclusive;
``fold(text[start:end])`` is the ``text`` of a span. Ids hold within the record; ``link`` and ``event`` join what
is the same across the records of a page.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from hbnews_ie.schema import (
    Argument,
    Bound,
    BylinePerson,
    EntitySpan,
    EntityType,
    EventType,
    Published,
    QuantityKind,
    Span,
    Status,
)

__all__ = [
    "GoldArticle",
    "GoldEntity",
    "GoldEvent",
    "GoldFact",
    "GoldPosition",
    "GoldQuantity",
    "GoldTime",
    "Split",
    "gold_schema",
]

Split = Literal["tuning", "aside"]
_PLAIN = r"^-?[0-9]+(\.[0-9]+)?$"


def _plain(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and re.fullmatch(_PLAIN, value):
        return Decimal(value)
    raise ValueError("a number is a decimal written as a string, without exponent")


Number = Annotated[
    Decimal,
    BeforeValidator(_plain),
    PlainSerializer(lambda number: format(number, "f"), return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": _PLAIN}),
]
_Id = Annotated[str, Field(pattern=r"^[^\s/\\]+$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldPosition(_Record):
    """A post of a person: the body, where the text names it, and the title."""

    organization: EntitySpan | None
    title: Span


class GoldEntity(_Record):
    """A named thing with its mentions in this article. ``link`` joins it to the same thing in others of the page."""

    id: _Id
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    mentions: Annotated[tuple[Span, ...], Field(min_length=1)]
    positions: tuple[GoldPosition, ...]
    link: str | None


class GoldTime(Span):
    """A time expression, in EDTF, with the days it covers where those are known."""

    id: _Id
    edtf: str
    first_day: date | None
    last_day: date | None


class GoldQuantity(Span):
    """A quantity: the numbers, scaled, and the unit in normal form."""

    id: _Id
    low: Number
    high: Number
    unit: str | None
    bound: Bound
    kind: QuantityKind


class GoldFact(_Record):
    """What a quantity says, by ids of the quantity, the subject (an entity) and the time."""

    quantity: str
    indicator: Span
    subject: str | None
    time: str | None
    change: Literal["increase", "decrease"] | None
    basis: Literal["同比", "环比"] | None


class GoldEvent(_Record):
    """A happening. Mentions of one happening, as in headline and body, may share ``event``."""

    id: _Id
    type: EventType
    status: Status
    trigger: Span
    arguments: tuple[Argument, ...]
    event: str | None


class GoldArticle(_Record):
    """One article of a page, or (``kind`` furniture) what is printed between articles: mastheads, captions.

    ``text`` is the slice of the page from ``offset``; ``sha256`` is that of the page's bytes. ``published`` is the
    date that the annotations count from, and how the page tells it; an extractor is given it.
    """

    id: _Id
    kind: Literal["article", "furniture"]
    split: Split
    page: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    offset: Annotated[int, Field(ge=0)]
    text: Annotated[str, Field(min_length=1)]
    published: Published
    title: Span | None
    kickers: tuple[Span, ...]
    subtitles: tuple[Span, ...]
    byline: tuple[BylinePerson, ...]
    entities: tuple[GoldEntity, ...]
    times: tuple[GoldTime, ...]
    quantities: tuple[GoldQuantity, ...]
    facts: tuple[GoldFact, ...]
    events: tuple[GoldEvent, ...]

    @property
    def end(self) -> int:
        """Where the slice ends in the page."""
        return self.offset + len(self.text)

    def __repr__(self) -> str:
        layers = ("entities", "times", "quantities", "facts", "events")
        counts = ", ".join(f"{len(getattr(self, layer))} {layer}" for layer in layers)
        return f"<GoldArticle {self.id}, {self.split}: {counts}>"


def gold_schema() -> str:
    """Return the JSON Schema of a record, as published in ``annotations/schema.json``."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **GoldArticle.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2)
