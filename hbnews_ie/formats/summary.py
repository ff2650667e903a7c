"""A summary for the terminal: what each article says, in colour where the terminal shows it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TextIO

from hbnews_ie.formats.common import posts_of
from hbnews_ie.schema import Article, Entity, Event, Extraction, Fact, Quantity

__all__ = ["Summary", "summarize"]

_COLOURS = {"title": "1;36", "label": "33", "name": "1", "value": "32", "dim": "2"}
_CHANGES = {"increase": "↑", "decrease": "↓", None: ""}


class Summary:
    """Writes each result as a summary; colours are used on a terminal unless ``NO_COLOR`` is set."""

    def __init__(self, stream: TextIO, *, close: bool = False) -> None:
        self._stream = stream
        self._close = close
        self._colour = stream.isatty() and not os.environ.get("NO_COLOR")

    def write(self, result: Extraction) -> None:
        """Write one result."""
        self._stream.write(summarize(result, colour=self._colour))

    def close(self) -> None:
        """Finish; close the stream if it was opened for this writer."""
        self._stream.flush()
        if self._close:
            self._stream.close()


def summarize(result: Extraction, *, colour: bool = False) -> str:
    """Write a result as text to read: headline, byline, entities, facts and events of each article."""
    paint = _Paint(colour)
    published = f"{result.published.date} ({result.published.origin})" if result.published.date else "unknown"
    lines = [f"{paint('name', result.source or 'text')} · published {published}", ""]
    for article in result.articles:
        lines += [*_article(result, article, paint), ""]
    return "\n".join(lines) + "\n"


class _Paint:
    """Colours a text for the terminal, or leaves it plain."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self._colour else text


def _article(result: Extraction, article: Article, paint: _Paint) -> Iterator[str]:
    yield paint("title", article.title.text if article.title else f"[{article.id}]")
    if article.byline:
        people = (f"{person.name} ({person.role})" if person.role else person.name for person in article.byline)
        yield "  " + paint("dim", ", ".join(people))
    yield from _entities(result, article, paint)
    for fact in result.facts:
        quantity = result[fact.quantity]
        if isinstance(quantity, Quantity) and quantity.article == article.id:
            yield f"  {paint('label', 'fact'.ljust(9))} {_fact(result, fact, quantity, paint)}"
    for event in result.events:
        if event.article == article.id:
            yield f"  {_event(event, paint)}"


def _entities(result: Extraction, article: Article, paint: _Paint) -> Iterator[str]:
    by_type: dict[str, list[str]] = {}
    for entity in result.entities:
        count = sum(mention.article == article.id for mention in entity.mentions)
        if count:
            by_type.setdefault(entity.type, []).append(_entity(entity, count, paint))
    for label, names in by_type.items():
        yield f"  {paint('label', label.ljust(9))} {', '.join(names)}"


def _entity(entity: Entity, count: int, paint: _Paint) -> str:
    posts = list(posts_of(entity))
    times = f" ×{count}" if count > 1 else ""
    return paint("name", entity.name) + times + (f" ({'; '.join(posts)})" if posts else "")


def _fact(result: Extraction, fact: Fact, quantity: Quantity, paint: _Paint) -> str:
    details = [str(result[fact.subject])] if fact.subject else []
    if fact.time:
        details.append(str(result[fact.time]))
    if fact.basis:
        details.append(fact.basis)
    value = paint("value", quantity.text) + _CHANGES[fact.change]
    return f"{fact.indicator.text} = {value}" + (f" ({', '.join(details)})" if details else "")


def _event(event: Event, paint: _Paint) -> str:
    """``FINANCE done: provider=…, amount=…``, the trigger first."""
    arguments = [f"{argument.role}={paint('value', argument.text)}" for argument in event.arguments]
    head = f"{paint('label', event.type)} {event.status}"
    return f"{head}: {', '.join([paint('name', event.trigger.text), *arguments])}"
