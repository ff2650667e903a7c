"""What the measures compare: the annotations of one text, whoever made them, as plain records.

`read_annotation` takes anything shaped like an `Extraction`: the models themselves, what they were
written to, or a gold object, which may lack fields (``rule``, ``article``) and have others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.schema import Extraction

__all__ = [
    "Annotation",
    "Argument",
    "Event",
    "Fact",
    "Item",
    "Mention",
    "Position",
    "Quantity",
    "Time",
    "read_annotation",
]


@dataclass(frozen=True, slots=True)
class Item:
    """Something annotated: its span, its type and, if known, the rule that found it."""

    start: int
    end: int
    text: str
    label: str
    rule: str | None

    def describe(self) -> str:
        """Say what the annotation claims beyond its span."""
        return self.label


@dataclass(frozen=True, slots=True)
class Mention(Item):
    """A mention, typed as its entity; ``entity`` is the entity's index."""

    entity: int


@dataclass(frozen=True, slots=True)
class Position(Item):
    """A post: the span is the title's."""

    person: str
    organization: str | None

    def describe(self) -> str:
        """Name the person and the organisation."""
        return f"{self.person} ← {self.organization or '–'} + {self.text}"


@dataclass(frozen=True, slots=True)
class Time(Item):
    """A time. ``since`` tells that 以来 follows, where an open and a closed interval both count."""

    edtf: str
    since: bool

    def describe(self) -> str:
        """Give the normal form."""
        return self.edtf


@dataclass(frozen=True, slots=True)
class Quantity(Item):
    """A quantity, typed by its kind."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    bound: str

    def describe(self) -> str:
        """Give the normal form."""
        number = f"{self.low}" if self.low == self.high else f"{self.low}..{self.high}"
        return f"{number} {self.unit or '–'} {self.bound}"


@dataclass(frozen=True, slots=True)
class Fact(Item):
    """A fact: the span is the indicator's, the type the quantity's kind, ``subject`` an entity's mentions."""

    quantity: Quantity
    subject: tuple[Mention, ...]
    time: Time | None
    change: str | None

    def describe(self) -> str:
        """Give the quantity and what else is said."""
        subject = self.subject[0].text if self.subject else "–"
        time = self.time.text if self.time else "–"
        return f"{self.quantity.text} subject={subject} time={time} change={self.change or '–'}"


@dataclass(frozen=True, slots=True)
class Argument(Item):
    """An argument, typed by its role, with the event it belongs to."""

    event: str

    def describe(self) -> str:
        """Name the role and the event."""
        return f"{self.event} {self.label}"


@dataclass(frozen=True, slots=True)
class Event(Item):
    """An event: the span is the trigger's."""

    status: str
    arguments: tuple[Argument, ...]

    def describe(self) -> str:
        """Give the type and the status."""
        return f"{self.label} {self.status}"


@dataclass(frozen=True)
class Annotation:
    """All layers of one text. ``given`` is the date that an extractor is told.

    ``articles`` are spans; ``splits`` says for each which subset of a gold set it belongs to, if the set has any.
    """

    source: str | None
    text: str
    given: str | None
    articles: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...] = ()
    positions: tuple[Position, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = field(default=(), repr=False)
    splits: tuple[str, ...] = ()


def read_annotation(data: Extraction | GoldArticle | Mapping[str, Any], text: str | None = None) -> Annotation:
    """Read a result, an article record or a gold object; ``text`` is the raw text unless the object holds it.

    An extractor is told the date of a record, whose text may lack the masthead, and of another object only if its
    origin is ``given``. Raises `KeyError`, `TypeError` or `ValueError` where what is needed for comparing is missing
    or malformed.
    """
    if isinstance(data, GoldArticle):
        return replace(
            read_annotation(data.model_dump(mode="json")),
            source=data.id,
            given=data.published.date,
            articles=((0, len(data.text)),),
            splits=(data.split,),
        )
    if isinstance(data, Extraction):
        data = data.model_dump(mode="json")
    text = data.get("text", text) or ""
    published = data.get("published") or {}
    entities = data.get("entities") or ()
    clusters = {entity["id"]: tuple(_mentions(number, entity)) for number, entity in enumerate(entities)}
    times = {item["id"]: _time(item, text) for item in data.get("times") or ()}
    quantities = {item["id"]: _quantity(item) for item in data.get("quantities") or ()}
    return Annotation(
        source=data.get("source"),
        text=text,
        given=published.get("date") if published.get("origin") == "given" else None,
        articles=tuple((item["start"], item["end"]) for item in data.get("articles") or ()),
        mentions=tuple(mention for mentions in clusters.values() for mention in mentions),
        positions=tuple(_positions(entities)),
        times=tuple(times.values()),
        quantities=tuple(quantities.values()),
        facts=tuple(_fact(item, quantities, clusters, times) for item in data.get("facts") or ()),
        events=tuple(_event(item) for item in data.get("events") or ()),
    )


def _base(item: Mapping[str, Any], label: str, rule: str | None = None) -> dict[str, Any]:
    return {
        "start": item["start"],
        "end": item["end"],
        "text": item.get("text", ""),
        "label": label,
        "rule": item.get("rule", rule),
    }


def _mentions(number: int, entity: Mapping[str, Any]) -> Iterable[Mention]:
    for mention in entity["mentions"]:
        yield Mention(**_base(mention, entity["type"]), entity=number)


def _positions(entities: Sequence[Mapping[str, Any]]) -> Iterable[Position]:
    """Yield each post once: a post belongs to the person, however often the page repeats it."""
    seen: set[tuple[str, str | None, str]] = set()
    for entity in entities:
        for position in entity.get("positions") or ():
            organization = position["organization"]["text"] if position.get("organization") else None
            key = (entity["name"], organization, position["title"]["text"])
            if key not in seen:
                seen.add(key)
                base = _base(position["title"], "", position.get("rule"))
                yield Position(**base, person=entity["name"], organization=organization)


def _time(item: Mapping[str, Any], text: str) -> Time:
    rest = text[item["end"] : item["end"] + 60].partition("。")[0]
    return Time(**_base(item, ""), edtf=item["edtf"], since="以来" in rest)


def _quantity(item: Mapping[str, Any]) -> Quantity:
    low, high = (None if item[end] is None else Decimal(item[end]) for end in ("low", "high"))
    base = _base(item, item.get("kind") or "")
    return Quantity(**base, low=low, high=high, unit=item.get("unit"), bound=item.get("bound") or "exact")


def _fact(
    item: Mapping[str, Any],
    quantities: Mapping[str, Quantity],
    clusters: Mapping[str, tuple[Mention, ...]],
    times: Mapping[str, Time],
) -> Fact:
    quantity = quantities[item["quantity"]]
    return Fact(
        **_base(item["indicator"], quantity.label, item.get("rule")),
        quantity=quantity,
        subject=clusters[item["subject"]] if item.get("subject") else (),
        time=times[item["time"]] if item.get("time") else None,
        change=item.get("change"),
    )


def _event(item: Mapping[str, Any]) -> Event:
    rule = item.get("rule")
    name = f"{item['type']} {item['trigger'].get('text', '')}".rstrip()
    return Event(
        **_base(item["trigger"], item["type"], rule),
        status=item.get("status") or "done",
        arguments=tuple(
            Argument(**_base(argument, argument["role"], rule), event=name) for argument in item.get("arguments") or ()
        ),
    )
