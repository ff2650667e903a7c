"""From a page to its articles: cut an annotated page into records.

An annotated page has the form of a result, with offsets in the page. Each article becomes a record. What is
printed between articles and holds words (a masthead, a caption, a continuation mark) becomes a record of kind
``furniture``, so that the records of a page cover all its words. Where a span stands decides which record it
belongs to: a caption printed inside an article is part of its record.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from hbnews_ie.gold.canonical import canonical
from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.gold.posts import repeated_posts

__all__ = ["cut_page"]

_WORDS = re.compile(r"[^\s#](?:[\s\S]*[^\s#])?")  # without the white space and heading marks around
_HAS_WORD = re.compile(r"\w")
_SPLIT_STEP = 4  # of every four articles one is put aside


@dataclass(frozen=True, slots=True)
class _Slice:
    start: int
    end: int
    article: Mapping[str, Any] | None  # None: furniture

    def holds(self, item: Mapping[str, Any]) -> bool:
        return self.start <= int(item["start"]) and int(item["end"]) <= self.end

    def span(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The item, with offsets in the slice."""
        return {**item, "start": item["start"] - self.start, "end": item["end"] - self.start}


def cut_page(data: Mapping[str, Any], text: str, sha256: str) -> tuple[list[GoldArticle], list[str]]:
    """Cut an annotated page into records, in the order of the page; also say what they cannot hold.

    A reference into another article is cut: an argument, a post's organisation or a fact's indicator in another
    article is left out, a subject or time in another article becomes null. A post that the page's annotation
    gives once is repeated in each article that prints it before the name. Raises `ValueError` where articles
    overlap or a field is missing or wrong.
    """
    page = PurePath(data["source"]).name
    slices = _slices(data["articles"], text)
    aside = _aside(page, slices)
    notes: list[str] = []
    records = []
    for number, piece in enumerate(slices, 1):
        id = f"{PurePath(page).stem}-{number:02}"
        head = {
            "id": id,
            "kind": "furniture" if piece.article is None else "article",
            "split": "aside" if piece in aside else "tuning",
            "page": page,
            "sha256": sha256,
            "offset": piece.start,
            "text": text[piece.start : piece.end],
            "published": {key: data["published"][key] for key in ("date", "origin")},
        }
        cut = _Cut(data, piece, text, id, notes)
        records.append(canonical({**head, **cut.headings(), **cut.layers()}))
    notes += _homeless(data, slices)
    return records, notes


def _slices(articles: Iterable[Mapping[str, Any]], text: str) -> list[_Slice]:
    slices: list[_Slice] = []
    cursor = 0
    for article in sorted(articles, key=lambda article: int(article["start"])):
        if article["start"] < cursor:
            raise ValueError(f"article {article['id']} begins inside the one before: give each its own stretch")
        slices += _furniture(text, cursor, article["start"])
        slices.append(_Slice(article["start"], article["end"], article))
        cursor = article["end"]
    return slices + list(_furniture(text, cursor, len(text)))


def _furniture(text: str, start: int, end: int) -> Iterator[_Slice]:
    words = _WORDS.search(text, start, end)
    if words and _HAS_WORD.search(words.group()):
        yield _Slice(words.start(), words.end(), None)


def _aside(page: str, slices: Sequence[_Slice]) -> list[_Slice]:
    """Put at least a quarter of the articles aside, by a number drawn from where they stand: nobody chooses."""
    articles = [piece for piece in slices if piece.article is not None]
    articles.sort(key=lambda piece: hashlib.sha256(f"{page}:{piece.start}".encode()).digest())
    return articles[: -(-len(articles) // _SPLIT_STEP)]


def _homeless(data: Mapping[str, Any], slices: Sequence[_Slice]) -> Iterator[str]:
    """Name what lies in no single slice."""
    layers = (
        ("mention", [mention for entity in data["entities"] for mention in entity["mentions"]]),
        ("time", data["times"]),
        ("quantity", data["quantities"]),
        ("trigger", [event["trigger"] for event in data["events"]]),
    )
    for name, items in layers:
        for item in items:
            if not any(piece.holds(item) for piece in slices):
                yield f"{data['source']}: {name} at {item['start']} ({item['text']}) is in no article: left out"


class _Cut:
    """The annotations of a page that lie in one slice, with offsets in the slice."""

    def __init__(self, data: Mapping[str, Any], piece: _Slice, text: str, id: str, notes: list[str]) -> None:
        self.data = data
        self.piece = piece
        self.text = text
        self.id = id
        self.notes = notes
        self.entities = {entity["id"]: found for entity in data["entities"] if (found := self._mentions(entity))}
        self.times = {time["id"] for time in data["times"] if piece.holds(time)}
        self.quantities = {quantity["id"] for quantity in data["quantities"] if piece.holds(quantity)}

    def _mentions(self, entity: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [_quote(self.piece.span(mention)) for mention in entity["mentions"] if self.piece.holds(mention)]

    def _note(self, what: str) -> None:
        self.notes.append(f"{self.id}: {what}")

    def headings(self) -> dict[str, Any]:
        """The headline and the lines around it, and the byline."""
        article = self.piece.article or {}
        return {
            "title": _quote(self.piece.span(article["title"])) if article.get("title") else None,
            "kickers": [_quote(self.piece.span(line)) for line in _lines(article, "kicker")],
            "subtitles": [_quote(self.piece.span(line)) for line in _lines(article, "subtitle")],
            "byline": [self.piece.span(person) for person in article.get("byline") or ()],
        }

    def layers(self) -> dict[str, list[dict[str, Any]]]:
        """All layers, still with the ids of the page."""
        data, piece = self.data, self.piece
        return {
            "entities": [self._entity(entity) for entity in data["entities"] if entity["id"] in self.entities],
            "times": [
                {**_quote(piece.span(time)), **_pick(time, "id", "edtf")}
                for time in data["times"]
                if time["id"] in self.times
            ],
            "quantities": [
                {**_quote(piece.span(item)), **_pick(item, "id", "low", "high", "unit", "bound", "kind")}
                for item in data["quantities"]
                if item["id"] in self.quantities
            ],
            "facts": list(self._facts()),
            "events": [self._event(event) for event in data["events"] if piece.holds(event["trigger"])],
        }

    def _entity(self, entity: Mapping[str, Any]) -> dict[str, Any]:
        mentions = self.entities[entity["id"]]
        shared = len(mentions) < len(entity["mentions"])
        return {
            **_pick(entity, "id", "type"),
            "name": _name(entity["name"], [mention["text"] for mention in mentions]),
            "mentions": mentions,
            "positions": list(self._positions(entity)),
            "link": entity["id"] if shared else None,
        }

    def _positions(self, entity: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        here = []
        for position in entity.get("positions") or ():
            if not self.piece.holds(position["title"]):
                continue
            body = position["organization"]
            if body and not self.piece.holds(body):
                self._note(f"organisation of a post ({body['text']}) is in another article: left out")
                body = None
            here.append({"organization": body, "title": position["title"]})
        if not here:
            here = self._posts_elsewhere(entity)
        for position in here:
            body = position["organization"]
            yield {
                "organization": body and {**_quote(self.piece.span(body)), "entity": self._known(body.get("entity"))},
                "title": _quote(self.piece.span(position["title"])),
            }

    def _posts_elsewhere(self, entity: Mapping[str, Any]) -> list[dict[str, Any]]:
        posts = []
        for mention in entity["mentions"]:
            if self.piece.holds(mention):
                posts += repeated_posts(entity.get("positions") or (), mention, self.text)
        for post in posts:
            self._note(f"post of {entity['name']} repeated, to be checked: {_post(post)}")
        return posts

    def _known(self, id: str | None) -> str | None:
        return id if id in self.entities else None

    def _facts(self) -> Iterator[dict[str, Any]]:
        for fact in self.data["facts"]:
            if fact["quantity"] not in self.quantities:
                continue
            if not self.piece.holds(fact["indicator"]):
                self._note(f"fact of {fact['quantity']}: its indicator is in another article: left out")
                continue
            subject, time = self._known(fact.get("subject")), fact.get("time")
            if fact.get("subject") != subject:
                self._note(f"fact of {fact['quantity']}: its subject is not named in this article: null")
            if time is not None and time not in self.times:
                self._note(f"fact of {fact['quantity']}: its time is in another article: null")
                time = None
            yield {
                **_pick(fact, "quantity", "change", "basis"),
                "indicator": _quote(self.piece.span(fact["indicator"])),
                "subject": subject,
                "time": time,
            }

    def _event(self, event: Mapping[str, Any]) -> dict[str, Any]:
        arguments = []
        for argument in event["arguments"]:
            if not self.piece.holds(argument):
                self._note(f"{event['type']} {event['trigger']['text']}: {argument['role']} is elsewhere: left out")
                continue
            targets = {key: argument.get(key) for key in ("entity", "time", "quantity")}
            arguments.append({**_quote(self.piece.span(argument)), "role": argument["role"], **self._checked(targets)})
        return {
            **_pick(event, "id", "type", "status", "event"),
            "trigger": _quote(self.piece.span(event["trigger"])),
            "arguments": arguments,
        }

    def _checked(self, targets: dict[str, str | None]) -> dict[str, str | None]:
        known = {"entity": self.entities, "time": self.times, "quantity": self.quantities}
        return {key: id if id in known[key] else None for key, id in targets.items()}


def _post(post: Mapping[str, Any]) -> str:
    body = post["organization"]
    return f"{body['text'] if body else '–'} + {post['title']['text']}"


def _pick(item: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: item.get(key) for key in keys}


def _quote(item: Mapping[str, Any]) -> dict[str, Any]:
    return _pick(item, "start", "end", "text")


def _lines(article: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    """The kickers or subtitles, given as a list (as in a result) or as one span."""
    one = article.get(kind)
    return list(article.get(f"{kind}s") or ([one] if one else []))


def _name(name: str, mentions: Sequence[str]) -> str | None:
    """The name on the page where it stands in this article, else none: the longest mention here will do."""
    return name if any(name in mention for mention in mentions) else None
