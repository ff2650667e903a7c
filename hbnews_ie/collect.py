"""Bring the layers of a page's articles into one result, with raw offsets and page-wide ids.

The parts of the result are put together as plain dictionaries and turned into models in one validation at
the end: a model made by itself costs more than all else that is done here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from hbnews_ie import layers, schema
from hbnews_ie.linking import link
from hbnews_ie.page import BylineName, Page, PageArticle
from hbnews_ie.text import fold, replace_surrogates

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["collect"]

_Span: TypeAlias = tuple[int, int]
_Record: TypeAlias = dict[str, Any]
"""A model of `hbnews_ie.schema` that is still to be made: its fields."""


class _Found(NamedTuple):
    """An entity as one article or one byline has it, with raw spans."""

    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[_Record, ...]
    posts: tuple[tuple[_Span | None, _Span, str], ...]  # organisation, title, rule


def collect(page: Page, docs: Iterable[Doc], source: str | None) -> schema.Extraction:
    """Make the result of a page from the documents of its articles, in the articles' order.

    The documents are read one by one and not kept.
    """
    parts = [
        _Part(page, f"a{number}", article, doc)
        for number, (article, doc) in enumerate(zip(page.articles, docs, strict=True), 1)
    ]
    entities, entity_ids = _entities(page, parts)
    time_ids = _numbered("t", [part.doc_times for part in parts])
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
            "times": [time for part, ids in numbered for time in part.times(ids)],
            "quantities": [quantity for part, ids in numbered for quantity in part.quantities(ids)],
            "facts": [fact for part, ids in numbered for fact in part.facts(ids)],
            "events": [event for part, ids in numbered for event in part.events(ids)],
        }
    )


def _numbered(letter: str, lists: list[tuple[Any, ...]]) -> list[list[str]]:
    """Give each item of some lists an id, counted through."""
    count = iter(range(1, 1 + sum(map(len, lists))))
    return [[f"{letter}{next(count)}" for _ in items] for items in lists]


def _raw(page: Page, start: int, end: int, record: _Record) -> _Record:
    """Add a raw span to a record."""
    record["start"] = start
    record["end"] = end
    record["text"] = fold(page.raw[start:end])
    return record


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
        self.page = page
        self.id = id
        self.article = article
        found = doc._
        self.doc_mentions: tuple[layers.Mention, ...] = found.mentions
        self.doc_posts: tuple[layers.Post, ...] = found.posts
        self.doc_entities: tuple[layers.Entity, ...] = found.entities
        self.doc_times: tuple[layers.TimeExpression, ...] = found.times
        self.doc_quantities: tuple[layers.Quantity, ...] = found.quantities
        self.doc_facts: tuple[layers.Fact, ...] = found.facts
        self.doc_events: tuple[layers.Event, ...] = found.events

    def span(self, start: int, end: int, **record: Any) -> _Record:
        """Return a record with the raw span of a span of the document."""
        start, end = self.article.raw_span(start, end)
        return _raw(self.page, start, end, record)

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
        raw = self.page.raw
        return {
            "name": fold(raw[person.start : person.end]),
            "role": fold(raw[slice(*person.role)]) if person.role else None,
            "start": person.start,
            "end": person.end,
        }

    def found(self) -> Iterator[_Found]:
        """The entities of the document, in order."""
        mentions = [self.mention(mention) for mention in self.doc_mentions]
        posts: dict[int, list[tuple[_Span | None, _Span, str]]] = {}
        for post in self.doc_posts:
            posts.setdefault(post.person, []).append(self.post(post))
        for entity in self.doc_entities:
            yield _Found(
                entity.type,
                entity.name,
                entity.aliases,
                tuple(mentions[index] for index in entity.mentions),
                tuple(post for index in entity.mentions for post in posts.get(index, ())),
            )

    def mention(self, mention: layers.Mention) -> _Record:
        return self.span(mention.start, mention.end, article=self.id, rule=mention.rule)

    def post(self, post: layers.Post) -> tuple[_Span | None, _Span, str]:
        raw_span = self.article.raw_span
        return post.organization and raw_span(*post.organization), raw_span(*post.title), post.rule

    def times(self, ids: _Ids) -> Iterator[_Record]:
        for id, time in zip(ids.times, self.doc_times, strict=True):
            yield self.span(
                time.start,
                time.end,
                id=id,
                article=self.id,
                edtf=time.edtf,
                first_day=time.first_day,
                last_day=time.last_day,
                rule=time.rule,
            )

    def quantities(self, ids: _Ids) -> Iterator[_Record]:
        for id, quantity in zip(ids.quantities, self.doc_quantities, strict=True):
            yield self.span(
                quantity.start,
                quantity.end,
                id=id,
                article=self.id,
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit,
                bound=quantity.bound,
                kind=quantity.kind,
                rule=quantity.rule,
            )

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
        return self.span(
            argument.start,
            argument.end,
            role=argument.role,
            entity=None if argument.entity is None else ids.entities[argument.entity],
            time=None if argument.time is None else ids.times[argument.time],
            quantity=None if argument.quantity is None else ids.quantities[argument.quantity],
        )


def _entities(page: Page, parts: list[_Part]) -> tuple[list[_Record], list[list[str]]]:
    """Link the entities of all articles; return them, and the ids of each document's entities in order."""
    by_part = [list(part.found()) for part in parts]
    bylines = [(part.id, person) for part in parts for person in part.article.byline]
    others = [_byline_person(page, article, person) for article, person in bylines]
    others += [_byline_person(page, None, person) for person in page.staff]
    found = [entity for entities in by_part for entity in entities] + others
    numbers = link((entity.type, entity.name, entity.aliases) for entity in found)
    groups: dict[int, list[_Found]] = {}
    for number, entity in zip(numbers, found, strict=True):
        groups.setdefault(number, []).append(entity)
    entity_at = {
        (mention["start"], mention["end"]): f"e{number + 1}"
        for number, members in groups.items()
        for member in members
        for mention in member.mentions
    }
    ids = iter(f"e{number + 1}" for number in numbers)
    return (
        [_entity(page, f"e{number + 1}", members, entity_at) for number, members in groups.items()],
        [[next(ids) for _ in entities] for entities in by_part],
    )


def _byline_person(page: Page, article: str | None, person: BylineName) -> _Found:
    mention = _raw(page, person.start, person.end, {"article": article, "rule": "byline"})
    posts = ((person.paper, person.role, "byline"),) if person.role else ()
    return _Found("PERSON", mention["text"], (), (mention,), posts)


def _entity(page: Page, id: str, members: list[_Found], entity_at: dict[_Span, str]) -> _Record:
    """Make one entity of what the articles have of it; its name is the longest, a post is kept once."""
    names = list(dict.fromkeys(name for member in members for name in (member.name, *member.aliases)))
    name = max(names, key=len)
    mentions = {(item["start"], item["end"]): item for member in members for item in member.mentions}
    posts: dict[tuple[str | None, str], _Record] = {}
    for member in members:
        for body, title, rule in member.posts:
            post = _position(page, body, title, rule, entity_at)
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


def _position(page: Page, body: _Span | None, title: _Span, rule: str, entity_at: dict[_Span, str]) -> _Record:
    organization = None
    if body is not None:
        organization = _raw(page, *body, {"entity": entity_at.get(body)})
    return {"organization": organization, "title": _raw(page, *title, {}), "rule": rule}
