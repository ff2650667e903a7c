"""From articles to their page: put records together as an annotated page, the other way round of cutting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hbnews_ie.gold.models import GoldArticle

__all__ = ["join_page"]


def join_page(records: Sequence[GoldArticle]) -> dict[str, Any]:
    """Put the records of one page together as an annotated page, with its offsets.

    Its ``text`` has the words of the records where the page has them, and white space between. Entities that
    share a ``link`` are one.
    """
    records = sorted(records, key=lambda record: record.offset)
    page: dict[str, Any] = {
        "source": records[0].page,
        "published": records[0].published.model_dump(),
        "text": _canvas(records),
        **{layer: [] for layer in ("articles", "entities", "times", "quantities", "facts", "events")},
    }
    linked: dict[str, dict[str, Any]] = {}
    for record in records:
        moved = _moved(record.model_dump(mode="json"), record)
        if record.kind == "article":
            heads = ("id", "title", "kickers", "subtitles", "byline")
            page["articles"].append({"start": record.offset, "end": record.end, **{key: moved[key] for key in heads}})
        for entity in moved["entities"]:
            link = entity.pop("link")
            if link in linked:
                _merge(linked[link], entity)
                continue
            page["entities"].append(entity)
            if link is not None:
                linked[link] = entity
        for layer in ("times", "quantities", "facts", "events"):
            page[layer] += moved[layer]
    ids = {id: entity["id"] for entity in page["entities"] for id in entity.pop("ids", [])}
    return {key: _redirected(value, ids) for key, value in page.items()}


def _canvas(records: Sequence[GoldArticle]) -> str:
    pieces: list[str] = []
    cursor = 0
    for record in records:
        pieces += [" " * (record.offset - cursor), record.text]
        cursor = record.end
    return "".join(pieces)


def _moved(value: Any, record: GoldArticle) -> Any:
    """The same with offsets in the page, and ids that hold in the page."""
    if isinstance(value, list):
        return [_moved(item, record) for item in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved(item, record) for key, item in value.items()}
    for key in ("start", "end"):
        if key in moved:
            moved[key] += record.offset
    for key in ("id", "quantity", "subject", "time", "entity"):
        if isinstance(moved.get(key), str) and moved[key] != record.id:
            moved[key] = f"{record.id}:{moved[key]}"
    return moved


def _merge(entity: dict[str, Any], other: dict[str, Any]) -> None:
    entity.setdefault("ids", []).append(other["id"])
    entity["name"] = max(entity["name"], other["name"], key=len)
    entity["mentions"] += other["mentions"]
    entity["positions"] += other["positions"]
    texts = dict.fromkeys(mention["text"] for mention in entity["mentions"])
    entity["aliases"] = [text for text in texts if text != entity["name"]]


def _redirected(value: Any, ids: Mapping[str, str]) -> Any:
    """The same with the ids of merged entities replaced."""
    if isinstance(value, list):
        return [_redirected(item, ids) for item in value]
    if isinstance(value, dict):
        return {
            key: ids.get(item, item)
            if key in ("entity", "subject") and isinstance(item, str)
            else _redirected(item, ids)
            for key, item in value.items()
        }
    return value
