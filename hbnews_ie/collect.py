"""Bring the layers of a page's articles into one result, with raw offsets and page-wide ids.

The parts of the result are put together as plain dictionaries and turned into models in one validation at
the end: a model made by itself costs more than all else that is done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from hbnews_ie import layers, schema
from hbnews_ie.linking import link
from hbnews_ie.page import BylineName, Page, PageArticle
from hbnews_ie.text import fold, replace_surrogates
from hbnews_ie.times import find_times

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["collect"]

_WEEKDAY = re.compile(r"[\s(（,，]*(?:星期|礼拜|周)")
_FULL_DATES = ("year.", "iso_day")  # rules of dates that say their year

_Span: TypeAlias = tuple[int, int]
_Record: TypeAlias = dict[str, Any]
"""A model of `hbnews_ie.schema` that is still to be made: its fields."""


_Post: TypeAlias = tuple[_Span | None, _Span, str]
"""A post by the raw spans of the organisation and the title, and its rule."""


class _Found(NamedTuple):
    """An entity as one article or one byline has it, with raw spans."""

    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: dict[_Span, _Record]
    posts: Sequence[_Post]


def collect(page: Page, docs: Iterable[Doc], source: str | None) -> schema.Extraction:
    """Make the result of a page from the documents of its articles, in the articles' order.

    The documents are read one by one and not kept.
    """
    parts = [
        _Part(page, f"a{number}", article, doc)
        for number, (article, doc) in enumerate(zip(page.articles, docs, strict=True), 1)
    ]
    entities, entity_ids = _entities(page, parts)
    issued = _issued(page)
    first, *time_ids = _numbered("t", [issued, *(part.doc_times for part in parts)])
    quantity_ids = _numbered("q", [part.doc_quantities for part in parts])
    event_ids = _numbered("v", [part.doc_events for part in parts])
    ids = [_Ids(*lists) for lists in zip(entity_ids, time_ids, quantity_ids, event_ids, strict=True)]
    numbered = list(zip(parts, ids, strict=True))
    return schema.Extraction.model_validate(
        {
            "source": None if source is None else replace_surrogates(source),
            "published": page.published,
            "articles": [part.head() for part in parts],
            "entities": entities,
            "times": [
                *(
                    _time(page.raw, id, None, time, time.start, time.end)
                    for id, time in zip(first, issued, strict=True)
                ),
                *(time for part, ids in numbered for time in part.times(ids)),
            ],
            "quantities": [quantity for part, ids in numbered for quantity in part.quantities(ids)],
            "facts": [fact for part, ids in numbered for fact in part.facts(ids)],
            "events": [event for part, ids in numbered for event in part.events(ids)],
        }
    )


def _numbered(letter: str, lists: list[tuple[Any, ...]]) -> list[list[str]]:
    """Give each item of some lists an id, counted through."""
    count = iter(range(1, 1 + sum(map(len, lists))))
    return [[f"{letter}{next(count)}" for _ in items] for items in lists]


@dataclass(frozen=True, slots=True)
class _Ids:
    """The page-wide ids of one document's items, in the document's order."""

    entities: list[str]
    times: list[str]
    quantities: list[str]
    events: list[str]


class _Part:
    """One article with the layers of its document, to be written with raw spans and page-wide ids."""

    def __init__(self, page: Page, id: str, article: PageArticle, doc: Doc) -> None:
        self.raw = page.raw
        self.id = id
        self.article = article
        self.raw_span = article.raw_span
        found = doc._
        self.doc_mentions: tuple[layers.Mention, ...] = found.mentions
        self.doc_posts: tuple[layers.Post, ...] = found.posts
        self.doc_entities: tuple[layers.Entity, ...] = found.entities
        self.doc_times: tuple[layers.TimeExpression, ...] = found.times
        self.doc_quantities: tuple[layers.Quantity, ...] = found.quantities
        self.doc_facts: tuple[layers.Fact, ...] = found.facts
        self.doc_events: tuple[layers.Event, ...] = found.events

    def place(self, start: int, end: int) -> tuple[int, int, str]:
        """The raw span of a span of the document, and its text."""
        start, end = self.raw_span(start, end)
        return start, end, fold(self.raw[start:end])

    def span(self, start: int, end: int) -> _Record:
        """The record of a span and nothing else."""
        return _span(self.raw, *self.raw_span(start, end))

    def head(self) -> _Record:
        """The article itself: what stands around its body."""
        heads: dict[str, list[_Record]] = {"title": [], "kicker": [], "subtitle": []}
        for block in self.article.blocks:
            if block.kind in heads:
                heads[block.kind].append(self.span(block.start, block.end))
        return {
            "id": self.id,
            "start": self.article.start,
            "end": self.article.end,
            "title": heads["title"][0] if heads["title"] else None,
            "kickers": heads["kicker"],
            "subtitles": heads["subtitle"],
            "byline": [self.byline_person(person) for person in self.article.byline],
        }

    def byline_person(self, person: BylineName) -> _Record:
        return {
            "name": fold(self.raw[person.start : person.end]),
            "role": fold(self.raw[slice(*person.role)]) if person.role else None,
            "start": person.start,
            "end": person.end,
        }

    def found(self) -> Iterator[_Found]:
        """The entities of the document, in order."""
        mentions = [self.mention(mention) for mention in self.doc_mentions]
        posts: dict[int, list[_Post]] = {}
        for post in self.doc_posts:
            posts.setdefault(post.person, []).append(self.post(post))
        for entity in self.doc_entities:
            places = entity.mentions
            yield _Found(
                entity.type,
                entity.name,
                entity.aliases,
                dict([mentions[place] for place in places]),
                [post for place in places if place in posts for post in posts[place]],
            )

    def mention(self, mention: layers.Mention) -> tuple[_Span, _Record]:
        start, end = span = self.raw_span(mention.start, mention.end)
        return span, _mention(self.raw, start, end, self.id, mention.rule)

    def post(self, post: layers.Post) -> _Post:
        raw_span = self.raw_span
        return post.organization and raw_span(*post.organization), raw_span(*post.title), post.rule

    def times(self, ids: _Ids) -> Iterator[_Record]:
        for id, time in zip(ids.times, self.doc_times, strict=True):
            yield _time(self.raw, id, self.id, time, *self.raw_span(time.start, time.end))

    def quantities(self, ids: _Ids) -> Iterator[_Record]:
        for id, quantity in zip(ids.quantities, self.doc_quantities, strict=True):
            start, end, text = self.place(quantity.start, quantity.end)
            yield {
                "start": start,
                "end": end,
                "text": text,
                "id": id,
                "low": quantity.low,
                "high": quantity.high,
                "unit": quantity.unit,
                "bound": quantity.bound,
                "kind": quantity.kind,
                "article": self.id,
                "rule": quantity.rule,
            }

    def facts(self, ids: _Ids) -> Iterator[_Record]:
        for fact in self.doc_facts:
            yield {
                "quantity": ids.quantities[fact.quantity],
                "indicator": self.span(*fact.indicator),
                "subject": None if fact.subject is None else ids.entities[fact.subject],
                "time": None if fact.time is None else ids.times[fact.time],
                "change": fact.change,
                "basis": fact.basis,
                "rule": fact.rule,
            }

    def events(self, ids: _Ids) -> Iterator[_Record]:
        for id, event in zip(ids.events, self.doc_events, strict=True):
            yield {
                "id": id,
                "type": event.type,
                "status": event.status,
                "article": self.id,
                "trigger": self.span(event.start, event.end),
                "rule": event.rule,
                "arguments": [self.argument(argument, ids) for argument in event.arguments],
            }

    def argument(self, argument: layers.Argument, ids: _Ids) -> _Record:
        start, end, text = self.place(argument.start, argument.end)
        return {
            "start": start,
            "end": end,
            "text": text,
            "role": argument.role,
            "entity": None if argument.entity is None else ids.entities[argument.entity],
            "time": None if argument.time is None else ids.times[argument.time],
            "quantity": None if argument.quantity is None else ids.quantities[argument.quantity],
        }


def _issued(page: Page) -> tuple[layers.TimeExpression, ...]:
    """The dates of the issue that the mastheads print, without their weekday, with raw spans."""
    return tuple(
        replace(time, start=start + time.start, end=_without_weekday(page.raw, start + time.start, start + time.end))
        for start, end in page.mastheads
        for time in find_times(page.raw[start:end], page.published.date)
        if time.rule.startswith(_FULL_DATES) and time.first_day is not None and time.first_day == time.last_day
    )


def _without_weekday(raw: str, start: int, end: int) -> int:
    weekday = _WEEKDAY.search(raw, start, end)
    return weekday.start() if weekday is not None else end


def _time(raw: str, id: str, article: str | None, time: layers.TimeExpression, start: int, end: int) -> _Record:
    return {
        "start": start,
        "end": end,
        "text": fold(raw[start:end]),
        "id": id,
        "edtf": time.edtf,
        "clock": time.clock,
        "first_day": time.first_day,
        "last_day": time.last_day,
        "article": article,
        "rule": time.rule,
    }


def _mention(raw: str, start: int, end: int, article: str | None, rule: str) -> _Record:
    return {"start": start, "end": end, "text": fold(raw[start:end]), "article": article, "rule": rule}


def _entities(page: Page, parts: list[_Part]) -> tuple[list[_Record], list[list[str]]]:
    """Link the entities of all articles; return them, and the ids of each document's entities in order."""
    by_part = [list(part.found()) for part in parts]
    bylines = [(part.id, person) for part in parts for person in part.article.byline]
    others = [_byline_person(page.raw, article, person) for article, person in bylines]
    others += [_byline_person(page.raw, None, person) for person in page.staff]
    found = [entity for entities in by_part for entity in entities] + others
    numbers = link([(entity.type, entity.name, entity.aliases) for entity in found])
    groups: dict[int, list[_Found]] = {}
    for number, entity in zip(numbers, found, strict=True):
        groups.setdefault(number, []).append(entity)
    ids = [f"e{number + 1}" for number in numbers]
    entity_at: dict[_Span, str] = {}
    for number, members in groups.items():
        for member in members:
            entity_at.update(dict.fromkeys(member.mentions, f"e{number + 1}"))
    rest = iter(ids)
    return (
        [_entity(page.raw, f"e{number + 1}", members, entity_at) for number, members in groups.items()],
        [list(islice(rest, len(entities))) for entities in by_part],
    )


def _byline_person(raw: str, article: str | None, person: BylineName) -> _Found:
    mention = _mention(raw, person.start, person.end, article, "byline")
    posts = [(person.paper, person.role, "byline")] if person.role else ()
    return _Found("PERSON", mention["text"], (), {(person.start, person.end): mention}, posts)


def _entity(raw: str, id: str, members: list[_Found], entity_at: dict[_Span, str]) -> _Record:
    """Make one entity of what the articles have of it; its name is the longest, a post is kept once."""
    names = list(dict.fromkeys([name for member in members for name in (member.name, *member.aliases)]))
    name = max(names, key=len)
    mentions: dict[_Span, _Record] = {}
    posts: dict[tuple[str | None, str], _Record] = {}
    for member in members:
        mentions.update(member.mentions)
        for body, title, rule in member.posts:
            post = _position(raw, body, title, rule, entity_at)
            organization = post["organization"]["text"] if body else None
            posts.setdefault((organization, post["title"]["text"]), post)
    return {
        "id": id,
        "type": members[0].type,
        "name": name,
        "aliases": [other for other in names if other != name],
        "mentions": [mentions[span] for span in sorted(mentions)],
        "positions": list(posts.values()),
    }


def _position(raw: str, body: _Span | None, title: _Span, rule: str, entity_at: dict[_Span, str]) -> _Record:
    organization = None
    if body is not None:
        organization = {**_span(raw, *body), "entity": entity_at.get(body)}
    return {"organization": organization, "title": _span(raw, *title), "rule": rule}


def _span(raw: str, start: int, end: int) -> _Record:
    return {"start": start, "end": end, "text": fold(raw[start:end])}
