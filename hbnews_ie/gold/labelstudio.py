"""Label Studio JSON: one task a record, one region a span.

The id of a region holds the layer and the ids of its span; what regions cannot say is JSON in the task's data.
Offsets are written in code points. Browsers count in UTF-16, and so have some exports: on reading, the quote of a
region decides which of the two it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.gold.reading import GoldError
from hbnews_ie.gold.spans import LAYERS, LabelledSpan, from_spans, layer_of, to_spans

__all__ = ["LOSSES", "read_labelstudio", "write_labelstudio"]

LOSSES = (
    "Label Studio shows spans and labels; coreference, posts, facts' fields and normal forms are kept in the "
    "task's data, where they can be read but not edited",
    "ids, and the order of items, are counted anew from the text when the JSON is read",
)


def write_labelstudio(records: Iterable[GoldArticle], path: Path) -> None:
    """Write records as a list of tasks, each with one annotation."""
    path.write_text(json.dumps([_task(record) for record in records], ensure_ascii=False, indent=1), "utf-8")


def _task(record: GoldArticle) -> dict[str, Any]:
    spans, rest = to_spans(record)
    regions = [
        {
            "id": "|".join((one.layer, one.id, one.target, str(number))),
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": one.start,
                "end": one.end,
                "text": record.text[one.start : one.end],
                "labels": [one.label],
            },
        }
        for number, one in enumerate(spans)
    ]
    return {"data": {"text": record.text, "gold": rest}, "annotations": [{"result": regions}]}


def read_labelstudio(path: Path) -> Iterator[GoldArticle]:
    """Read the records of an export, as they were edited. Raises `GoldError`, which names the task."""
    try:
        tasks = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: no JSON: {error}") from error
    for number, task in enumerate(tasks, 1):
        try:
            text, rest = task["data"]["text"], task["data"]["gold"]
            regions = task["annotations"][-1]["result"]
            yield from_spans(text, [_span(text, one) for one in regions if one["type"] == "labels"], rest)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise GoldError(f"{path}, task {number}: {type(error).__name__}: {error}") from error


def _span(text: str, region: Mapping[str, Any]) -> LabelledSpan:
    value = region["value"]
    start, end = _offsets(text, value["start"], value["end"], value["text"])
    (label,) = value["labels"]
    layer, id, target = (*region["id"].split("|"), "", "")[:3]
    if layer not in LAYERS:
        layer, id, target = layer_of(label), "", ""
    return LabelledSpan(layer, start, end, label, id, target)


def _offsets(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """Give offsets in code points, whichever of the two counts they are in."""
    if text[start:end] == quote:
        return start, end
    units = text.encode("utf-16-le")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    try:
        if inside.decode("utf-16-le") == quote:
            start = len(before.decode("utf-16-le"))
            return start, start + len(quote)
    except UnicodeDecodeError:
        pass  # a half of a pair: no UTF-16 offsets either
    raise ValueError(f"the quote {quote!r} is not in its place ({start}–{end})")
