"""The result of an extraction: frozen pydantic models, published as JSON Schema in ``docs/``.

Offsets are code-point indices into the text as it was given, end exclusive. The ``text`` of a span is
that slice with layout white space folded away: ``fold(raw[start:end]) == text``. Numbers are decimals,
written to JSON as strings without exponent. What is unknown is null. Ids are unique in the document.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

from hbnews_ie.conversion import Convertible

__all__ = [
    "Argument",
    "Article",
    "BylinePerson",
    "Entity",
    "EntitySpan",
    "Event",
    "Extraction",
    "Fact",
    "Mention",
    "Position",
    "Published",
    "Quantity",
    "Span",
    "Time",
    "json_schema",
]

EntityType = Literal["ORG", "PERSON", "PROJECT", "PLACE", "ACTIVITY", "DOCUMENT", "PRODUCT"]
Bound = Literal["exact", "about", "over", "at_least", "under", "at_most"]
QuantityKind = Literal["money", "count", "ratio", "rank", "duration", "age", "measure"]
EventType = Literal[
    "MEETING",
    "COOPERATION",
    "ESTABLISHMENT",
    "PROJECT_PROGRESS",
    "RELEASE",
    "RECOGNITION",
    "FINANCE",
    "TRADE",
    "PERSONNEL",
    "STATEMENT",
]
Status = Literal["done", "ongoing", "planned", "negated"]
Number = Annotated[Decimal, PlainSerializer(lambda number: format(number, "f"), return_type=str, when_used="json")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Model):
    """A slice of the raw text."""

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text


class Published(_Model):
    """The date of publication (EDTF: a day, a month or a year) and where it is known from."""

    date: str | None
    origin: Literal["given", "masthead", "inferred", "unknown"]


class BylinePerson(_Model):
    """A person of a byline, with the role printed beside the name (``记者``, ``通讯员``), if any."""

    name: str
    role: str | None
    start: int
    end: int


class Article(_Model):
    """One article of the page: its slice of the raw text, headline, lines above and below it, and byline."""

    id: str
    start: int
    end: int
    title: Span | None
    kickers: tuple[Span, ...] = ()
    subtitles: tuple[Span, ...] = ()
    byline: tuple[BylinePerson, ...] = ()


class Mention(Span):
    """One place where an entity is named. ``rule`` is the rule that found it."""

    article: str | None
    rule: str


class EntitySpan(Span):
    """A span and the entity it is, where it is one."""

    entity: str | None


class Position(_Model):
    """A post: the body, where the text names it, and the title."""

    organization: EntitySpan | None
    title: Span
    rule: str


class Entity(_Model):
    """A named thing with all its mentions. ``name`` is the longest mention, ``aliases`` the other forms."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    positions: tuple[Position, ...] = ()

    def __str__(self) -> str:
        return self.name


class Time(Span):
    """A time expression. The days are null where the interval is open, repeating, or lacks its year.

    ``clock`` is the time of day where one is written, as an ISO 8601 local time (09:30, 15, 09:00/11:30).
    """

    id: str
    edtf: str
    first_day: date | None
    last_day: date | None
    article: str | None
    rule: str
    clock: str | None = None


class Quantity(Convertible, Span):
    """A number with its unit, scaled (``1.6亿元`` is 160000000 元)."""

    id: str
    low: Number
    high: Number
    unit: str | None
    bound: Bound
    kind: QuantityKind
    article: str | None
    rule: str

    def _counted(self, low: Decimal, high: Decimal, unit: str) -> Quantity:
        return self.model_copy(update={"low": low, "high": high, "unit": unit})


class Fact(_Model):
    """What a quantity says: of what (indicator), of whom (subject), when, and whether it is a change."""

    quantity: str
    indicator: Span
    subject: str | None
    time: str | None
    change: Literal["increase", "decrease"] | None
    basis: str | None
    rule: str


class Argument(Span):
    """What fills a role of an event, pointing to at most one entity, time or quantity by id."""

    role: str
    entity: str | None = None
    time: str | None = None
    quantity: str | None = None


class Event(_Model):
    """A happening that a sentence names."""

    id: str
    type: EventType
    status: Status
    trigger: Span
    arguments: tuple[Argument, ...]
    article: str | None
    rule: str

    def get(self, role: str) -> tuple[Argument, ...]:
        """Return the arguments in a role, in order of the text."""
        return tuple(argument for argument in self.arguments if argument.role == role)

    def __str__(self) -> str:
        roles = " ".join(f"{argument.role}={argument.text}" for argument in self.arguments)
        return f"{self.type}({self.trigger.text}, {self.status}) {roles}".rstrip()


class Extraction(_Model):
    """All that was found in one document."""

    source: str | None
    published: Published
    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]

    @cached_property
    def _by_id(self) -> dict[str, Entity | Time | Quantity | Article | Event]:
        layers = (self.entities, self.times, self.quantities, self.articles, self.events)
        return {item.id: item for layer in layers for item in layer}

    def __getitem__(self, id: str) -> Entity | Time | Quantity | Article | Event:
        """Return the item with an id; raise `KeyError` if there is none."""
        return self._by_id[id]

    def resolve(self, argument: Argument) -> Entity | Time | Quantity | None:
        """Return the entity, time or quantity that an argument is, or None."""
        id = argument.entity or argument.time or argument.quantity
        target = self._by_id[id] if id else None
        return target if isinstance(target, Entity | Time | Quantity) else None

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(getattr(self, layer))} {layer}"
            for layer in ("articles", "entities", "times", "quantities", "facts", "events")
        )
        return f"<Extraction of {self.source or 'a text'}, published {self.published.date}: {counts}>"

    def __str__(self) -> str:
        return repr(self)


def json_schema() -> str:
    """Return the JSON Schema of a result as it is written to JSON."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Extraction.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2)
