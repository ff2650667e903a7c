"""CSV tables to open in a spreadsheet: mentions of entities, facts, and arguments of events.

The files are UTF-8 with a byte order mark, by which spreadsheets know the encoding. A text that a
spreadsheet would take for a formula gets an apostrophe in front, which makes it plain text there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from hbnews_ie.formats.common import posts_of
from hbnews_ie.schema import Article, Entity, Extraction, Quantity, Time

__all__ = ["TABLES", "EntityRow", "EventRow", "FactRow", "Tables"]


class EntityRow(NamedTuple):
    """One mention of an entity."""

    source: str | None
    article: str | None
    title: str | None
    entity: str
    type: str
    name: str
    text: str
    start: int
    end: int
    posts: str
    rule: str


class FactRow(NamedTuple):
    """One fact; ``start`` and ``end`` are the quantity's."""

    source: str | None
    article: str | None
    title: str | None
    indicator: str
    quantity: str
    low: Decimal
    high: Decimal
    unit: str | None
    bound: str
    kind: str
    subject: str | None
    time: str | None
    edtf: str | None
    change: str | None
    basis: str | None
    start: int
    end: int
    rule: str


class EventRow(NamedTuple):
    """One argument of an event; an event without any has one row with no role."""

    source: str | None
    article: str | None
    title: str | None
    event: str
    type: str
    status: str
    trigger: str
    trigger_start: int
    trigger_end: int
    role: str | None
    text: str | None
    value: str | None
    start: int | None
    end: int | None
    rule: str


#: The row type of each table; its fields are the columns.
TABLES: dict[str, type[EntityRow] | type[FactRow] | type[EventRow]] = {
    "entities": EntityRow,
    "facts": FactRow,
    "events": EventRow,
}
# What spreadsheets take for the beginning of a formula, in both widths.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class Tables:
    """Writes results into ``entities.csv``, ``facts.csv`` and ``events.csv`` in a folder, which it makes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._writers = {}
        with ExitStack() as files:  # closes what is open already if a later file cannot be opened
            for name, row in TABLES.items():
                file = (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
                self._writers[name] = csv.writer(files.enter_context(file))
                self._writers[name].writerow(row._fields)
            self._files = files.pop_all()

    def write(self, result: Extraction) -> None:
        """Write one result: a row for each mention, fact and event argument."""
        self._writers["entities"].writerows(map(_harmless, _entity_rows(result)))
        self._writers["facts"].writerows(map(_harmless, _fact_rows(result)))
        self._writers["events"].writerows(map(_harmless, _event_rows(result)))

    def close(self) -> None:
        """Close the files."""
        self._files.close()


def _harmless(row: EntityRow | FactRow | EventRow) -> list[str | int | None]:
    return [_harmless_cell(cell) for cell in row]


def _harmless_cell(cell: str | int | Decimal | None) -> str | int | None:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return cell


def _where(result: Extraction, article_id: str | None) -> tuple[str | None, str | None, str | None]:
    """Name the source, the article and its headline."""
    article = result[article_id] if article_id else None
    title = article.title if isinstance(article, Article) else None
    return result.source, article_id, title.text if title else None


def _entity_rows(result: Extraction) -> Iterator[EntityRow]:
    for entity in result.entities:
        posts = "; ".join(posts_of(entity))
        for mention in entity.mentions:
            yield EntityRow(
                *_where(result, mention.article),
                entity=entity.id,
                type=entity.type,
                name=entity.name,
                text=mention.text,
                start=mention.start,
                end=mention.end,
                posts=posts,
                rule=mention.rule,
            )


def _fact_rows(result: Extraction) -> Iterator[FactRow]:
    quantities = {quantity.id: quantity for quantity in result.quantities}
    times = {time.id: time for time in result.times}
    for fact in result.facts:
        quantity = quantities[fact.quantity]
        time = times[fact.time] if fact.time else None
        yield FactRow(
            *_where(result, quantity.article),
            indicator=fact.indicator.text,
            quantity=quantity.text,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            bound=quantity.bound,
            kind=quantity.kind,
            subject=str(result[fact.subject]) if fact.subject else None,
            time=time.text if time else None,
            edtf=time.edtf if time else None,
            change=fact.change,
            basis=fact.basis,
            start=quantity.start,
            end=quantity.end,
            rule=fact.rule,
        )


def _event_rows(result: Extraction) -> Iterator[EventRow]:
    for event in result.events:
        for argument in event.arguments or (None,):
            yield EventRow(
                *_where(result, event.article),
                event=event.id,
                type=event.type,
                status=event.status,
                trigger=event.trigger.text,
                trigger_start=event.trigger.start,
                trigger_end=event.trigger.end,
                role=argument.role if argument else None,
                text=argument.text if argument else None,
                value=_value(result.resolve(argument)) if argument else None,
                start=argument.start if argument else None,
                end=argument.end if argument else None,
                rule=event.rule,
            )


def _value(target: Entity | Time | Quantity | None) -> str | None:
    """Write the normal form of what an argument is."""
    if isinstance(target, Entity):
        return target.name
    if isinstance(target, Time):
        return target.edtf
    if isinstance(target, Quantity):
        low, high = format(target.low, "f"), format(target.high, "f")
        return f"{low if low == high else f'{low}..{high}'} {target.unit or ''}".rstrip()
    return None
