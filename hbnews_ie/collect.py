"""Bring the layers of a page's articles into one result, with raw offsets and page-wide ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hbnews_ie import layers, schema
from hbnews_ie.linking import link
from hbnews_ie.page import BylineName, Page, PageArticle
from hbnews_ie.text import fold, replace_surrogates

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["collect"]

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Found:
    """An entity as one article or one byline has it, with raw spans."""

    type: schema.EntityType
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[schema.Mention, ...]
    posts: tuple[tuple[_Span | None, _Span, str], ...]  # organisation, title, rule


def collect(page: Page, docs: Iterable[Doc], source: str | None) -> schema.Extraction:
    """Make the result of a page from the documents of its articles, in the articles' order."""
    parts = [
        _Part(page, f"a{number}", article, doc)
        for number, (article, doc) in enumerate(zip(page.articles, docs, strict=True), 1)
    ]
    entities, entity_ids = _entities(page, parts)
    time_ids = _numbered("t", [part.doc._.times for part in parts])
    quantity_ids = _numbered("q", [part.doc._.quantities for part in parts])
    event_ids = _numbered("v", [part.doc._.events for part in parts])
    ids = [_Ids(*lists) for lists in zip(entity_ids, time_ids, quantity_ids, event_ids, strict=True)]
    numbered = list(zip(parts, ids, strict=True))
    return schema.Extraction(
        source=None if source is None else replace_surrogates(source),
        published=page.published,
        articles=tuple(part.head() for part in parts),
        entities=entities,
        times=tuple(time for part, ids in numbered for time in part.times(ids)),
        quantities=tuple(quantity for part, ids in numbered for quantity in part.quantities(ids)),
        facts=tuple(fact for part, ids in numbered for fact in part.facts(ids)),
        events=tuple(event for part, ids in numbered for event in part.events(ids)),
    )


def _numbered(letter: str, lists: list[tuple[Any, ...]]) -> list[list[str]]:
    """Give each item of some lists an id, counted through."""
    count = iter(range(1, 1 + sum(map(len, lists))))
    return [[f"{letter}{next(count)}" for _ in items] for items in lists]


def _raw(page: Page, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": fold(page.raw[start:end])}


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
        self.doc = doc

    def span(self, start: int, end: int) -> dict[str, Any]:
        return _raw(self.page, *self.article.raw_span(start, end))

    def head(self) -> schema.Article:
        """The article itself: what stands around its body."""
        heads: dict[str, list[schema.Span]] = {"title": [], "kicker": [], "subtitle": []}
        for block in self.article.blocks:
            if block.kind in heads:
                heads[block.kind].append(schema.Span(**self.span(block.start, block.end)))
        return schema.Article(
            id=self.id,
            start=self.article.start,
            end=self.article.end,
            title=heads["title"][0] if heads["title"] else None,
            kickers=tuple(heads["kicker"]),
            subtitles=tuple(heads["subtitle"]),
            byline=tuple(
                schema.BylinePerson(
                    name=fold(self.page.raw[person.start : person.end]),
                    role=fold(self.page.raw[slice(*person.role)]) if person.role else None,
                    start=person.start,
                    end=person.end,
                )
                for person in self.article.byline
            ),
        )

    def found(self) -> Iterator[_Found]:
        """The entities of the document, in order."""
        posts: dict[int, list[layers.Post]] = {}
        for post in self.doc._.posts:
            posts.setdefault(post.person, []).append(post)
        for entity in self.doc._.entities:
            yield _Found(
                entity.type,
                entity.name,
                entity.aliases,
                tuple(self.mention(self.doc._.mentions[index]) for index in entity.mentions),
                tuple(self.post(post) for index in entity.mentions for post in posts.get(index, ())),
            )

    def mention(self, mention: layers.Mention) -> schema.Mention:
        return schema.Mention(article=self.id, rule=mention.rule, **self.span(mention.start, mention.end))

    def post(self, post: layers.Post) -> tuple[_Span | None, _Span, str]:
        raw_span = self.article.raw_span
        return post.organization and raw_span(*post.organization), raw_span(*post.title), post.rule

    def times(self, ids: _Ids) -> Iterator[schema.Time]:
        for id, time in zip(ids.times, self.doc._.times, strict=True):
            yield schema.Time(
                id=id,
                article=self.id,
                edtf=time.edtf,
                first_day=time.first_day,
                last_day=time.last_day,
                rule=time.rule,
                **self.span(time.start, time.end),
            )

    def quantities(self, ids: _Ids) -> Iterator[schema.Quantity]:
        for id, quantity in zip(ids.quantities, self.doc._.quantities, strict=True):
            yield schema.Quantity(
                id=id,
                article=self.id,
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit,
                bound=quantity.bound,
                kind=quantity.kind,
                rule=quantity.rule,
                **self.span(quantity.start, quantity.end),
            )

    def facts(self, ids: _Ids) -> Iterator[schema.Fact]:
        for fact in self.doc._.facts:
            yield schema.Fact(
                quantity=ids.quantities[fact.quantity],
                indicator=schema.Span(**self.span(*fact.indicator)),
                subject=None if fact.subject is None else ids.entities[fact.subject],
                time=None if fact.time is None else ids.times[fact.time],
                change=fact.change,
                basis=fact.basis,
                rule=fact.rule,
            )

    def events(self, ids: _Ids) -> Iterator[schema.Event]:
        for id, event in zip(ids.events, self.doc._.events, strict=True):
            yield schema.Event(
                id=id,
                type=event.type,
                status=event.status,
                article=self.id,
                trigger=schema.Span(**self.span(event.start, event.end)),
                rule=event.rule,
                arguments=tuple(self.argument(argument, ids) for argument in event.arguments),
            )

    def argument(self, argument: layers.Argument, ids: _Ids) -> schema.Argument:
        return schema.Argument(
            role=argument.role,
            entity=None if argument.entity is None else ids.entities[argument.entity],
            time=None if argument.time is None else ids.times[argument.time],
            quantity=None if argument.quantity is None else ids.quantities[argument.quantity],
            **self.span(argument.start, argument.end),
        )


def _entities(page: Page, parts: list[_Part]) -> tuple[tuple[schema.Entity, ...], list[list[str]]]:
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
        (mention.start, mention.end): f"e{number + 1}"
        for number, members in groups.items()
        for member in members
        for mention in member.mentions
    }
    ids = iter(f"e{number + 1}" for number in numbers)
    return (
        tuple(_entity(page, f"e{number + 1}", members, entity_at) for number, members in groups.items()),
        [[next(ids) for _ in entities] for entities in by_part],
    )


def _byline_person(page: Page, article: str | None, person: BylineName) -> _Found:
    mention = schema.Mention(article=article, rule="byline", **_raw(page, person.start, person.end))
    posts = ((person.paper, person.role, "byline"),) if person.role else ()
    return _Found("PERSON", mention.text, (), (mention,), posts)


def _entity(page: Page, id: str, members: list[_Found], entity_at: dict[_Span, str]) -> schema.Entity:
    """Make one entity of what the articles have of it; its name is the longest, a post is kept once."""
    names = list(dict.fromkeys(name for member in members for name in (member.name, *member.aliases)))
    name = max(names, key=len)
    mentions = {(item.start, item.end): item for member in members for item in member.mentions}
    posts: dict[tuple[str | None, str], schema.Position] = {}
    for member in members:
        for body, title, rule in member.posts:
            post = _position(page, body, title, rule, entity_at)
            organization = post.organization.text if post.organization else None
            posts.setdefault((organization, post.title.text), post)
    return schema.Entity(
        id=id,
        type=members[0].type,
        name=name,
        aliases=tuple(other for other in names if other != name),
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        positions=tuple(posts.values()),
    )


def _position(page: Page, body: _Span | None, title: _Span, rule: str, entity_at: dict[_Span, str]) -> schema.Position:
    organization = None
    if body is not None:
        organization = schema.EntitySpan(entity=entity_at.get(body), **_raw(page, *body))
    return schema.Position(organization=organization, title=schema.Span(**_raw(page, *title)), rule=rule)
