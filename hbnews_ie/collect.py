"""Bring the layers of a page's articles into one result, with raw offsets and page-wide ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from hbnews_ie import layers, schema
from hbnews_ie.page import BylineName, Page, PageArticle
from hbnews_ie.text import fold, replace_surrogates

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["collect"]


class _Collector:
    """Numbers what it is given across the page and maps every span to the raw text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.articles: list[schema.Article] = []
        self.entities: list[schema.Entity] = []
        self.times: list[schema.Time] = []
        self.quantities: list[schema.Quantity] = []
        self.facts: list[schema.Fact] = []
        self.events: list[schema.Event] = []

    def raw(self, start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": fold(self.page.raw[start:end])}

    def span(self, article: PageArticle, start: int, end: int) -> dict[str, Any]:
        return self.raw(*article.raw_span(start, end))

    def add(self, article: PageArticle, doc: Doc) -> None:
        """Add one article with the layers of its document."""
        name = f"a{len(self.articles) + 1}"
        self.articles.append(self.article(name, article))
        entity_ids = self.add_entities(name, article, doc)
        time_ids = [f"t{len(self.times) + number}" for number in range(1, len(doc._.times) + 1)]
        quantity_ids = [f"q{len(self.quantities) + number}" for number in range(1, len(doc._.quantities) + 1)]
        for id, time in zip(time_ids, doc._.times, strict=True):
            self.times.append(
                schema.Time(
                    id=id,
                    article=name,
                    edtf=time.edtf,
                    first_day=time.first_day,
                    last_day=time.last_day,
                    rule=time.rule,
                    **self.span(article, time.start, time.end),
                )
            )
        for id, quantity in zip(quantity_ids, doc._.quantities, strict=True):
            self.quantities.append(
                schema.Quantity(
                    id=id,
                    article=name,
                    low=quantity.low,
                    high=quantity.high,
                    unit=quantity.unit,
                    bound=quantity.bound,
                    kind=quantity.kind,
                    rule=quantity.rule,
                    **self.span(article, quantity.start, quantity.end),
                )
            )
        for fact in doc._.facts:
            self.facts.append(
                schema.Fact(
                    quantity=quantity_ids[fact.quantity],
                    indicator=schema.Span(**self.span(article, *fact.indicator)),
                    subject=None if fact.subject is None else entity_ids[fact.subject],
                    time=None if fact.time is None else time_ids[fact.time],
                    change=fact.change,
                    basis=fact.basis,
                    rule=fact.rule,
                )
            )
        for event in doc._.events:
            self.events.append(
                schema.Event(
                    id=f"v{len(self.events) + 1}",
                    type=event.type,
                    status=event.status,
                    article=name,
                    trigger=schema.Span(**self.span(article, event.start, event.end)),
                    rule=event.rule,
                    arguments=tuple(
                        schema.Argument(
                            role=argument.role,
                            entity=None if argument.entity is None else entity_ids[argument.entity],
                            time=None if argument.time is None else time_ids[argument.time],
                            quantity=None if argument.quantity is None else quantity_ids[argument.quantity],
                            **self.span(article, argument.start, argument.end),
                        )
                        for argument in event.arguments
                    ),
                )
            )

    def article(self, id: str, article: PageArticle) -> schema.Article:
        heads: dict[str, list[schema.Span]] = {"title": [], "kicker": [], "subtitle": []}
        for block in article.blocks:
            if block.kind in heads:
                heads[block.kind].append(schema.Span(**self.span(article, block.start, block.end)))
        return schema.Article(
            id=id,
            start=article.start,
            end=article.end,
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
                for person in article.byline
            ),
        )

    def add_entities(self, article_id: str, article: PageArticle, doc: Doc) -> list[str]:
        """Add an article's entities, then the persons of its byline; return the ids of the former."""
        mentions: Sequence[layers.Mention] = doc._.mentions
        ids = [f"e{len(self.entities) + number}" for number in range(1, len(doc._.entities) + 1)]
        entity_of = {
            mention: number for number, entity in enumerate(doc._.entities) for mention in entity.mentions
        }
        entity_at = {
            (mentions[index].start, mentions[index].end): ids[number] for index, number in entity_of.items()
        }
        positions: dict[int, list[schema.Position]] = {}
        for post in doc._.posts:
            organization = None
            if post.organization is not None:
                organization = schema.EntitySpan(
                    entity=entity_at.get(post.organization), **self.span(article, *post.organization)
                )
            positions.setdefault(entity_of[post.person], []).append(
                schema.Position(
                    organization=organization,
                    title=schema.Span(**self.span(article, *post.title)),
                    rule=post.rule,
                )
            )
        by_name: dict[str, int] = {}
        for number, entity in enumerate(doc._.entities):
            by_name.setdefault(entity.name, len(self.entities))
            self.entities.append(
                schema.Entity(
                    id=ids[number],
                    type=entity.type,
                    name=entity.name,
                    aliases=entity.aliases,
                    mentions=tuple(
                        schema.Mention(
                            article=article_id,
                            rule=mentions[index].rule,
                            **self.span(article, mentions[index].start, mentions[index].end),
                        )
                        for index in entity.mentions
                    ),
                    positions=tuple(positions.get(number, ())),
                )
            )
        for person in article.byline:
            self.add_byline_person(article_id, person, by_name)
        return ids

    def add_byline_person(self, article_id: str, person: BylineName, by_name: dict[str, int]) -> None:
        mention = schema.Mention(article=article_id, rule="byline", **self.raw(person.start, person.end))
        positions: tuple[schema.Position, ...] = ()
        if person.role:
            paper = schema.EntitySpan(entity=None, **self.raw(*person.paper)) if person.paper else None
            title = schema.Span(**self.raw(*person.role))
            positions = (schema.Position(organization=paper, title=title, rule="byline"),)
        known = by_name.get(mention.text)
        if known is not None and self.entities[known].type == "PERSON":
            entity = self.entities[known]
            self.entities[known] = entity.model_copy(
                update={"mentions": (*entity.mentions, mention), "positions": (*entity.positions, *positions)}
            )
            return
        self.entities.append(
            schema.Entity(
                id=f"e{len(self.entities) + 1}",
                type="PERSON",
                name=mention.text,
                aliases=(),
                mentions=(mention,),
                positions=positions,
            )
        )


def collect(page: Page, docs: Iterable[Doc], source: str | None) -> schema.Extraction:
    """Make the result of a page from the documents of its articles, in the articles' order."""
    collector = _Collector(page)
    for article, doc in zip(page.articles, docs, strict=True):
        collector.add(article, doc)
    return schema.Extraction(
        source=None if source is None else replace_surrogates(source),
        published=page.published,
        articles=tuple(collector.articles),
        entities=tuple(collector.entities),
        times=tuple(collector.times),
        quantities=tuple(collector.quantities),
        facts=tuple(collector.facts),
        events=tuple(collector.events),
    )
