"""brat standoff to records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hbnews_ie.gold.brat.config import ENTITY_TYPES, EVENT_TYPES, FACT_ROLES
from hbnews_ie.gold.brat.writing import HEADS
from hbnews_ie.gold.canonical import canonical
from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.gold.reading import GoldError, read_lines
from hbnews_ie.text import fold

__all__ = ["read_brat"]

_Item = dict[str, Any]


def read_brat(folder: Path) -> Iterator[GoldArticle]:
    """Read the records of a folder that `write_brat` wrote, as it was edited since.

    Raises `GoldError`, which names the file and what is wrong: a quote that is not in its place, a time without
    EDTF, a type that is none.
    """
    heads = folder / HEADS
    if not heads.is_file():
        raise GoldError(f"{heads}: not there; it holds the page, offset and date of each text")
    for line in read_lines(heads):
        file = folder / f"{line.data.get('id')}.ann"
        try:
            text = file.with_suffix(".txt").read_bytes().decode("utf-8")
            standoff = _parse(file.read_text("utf-8").split("\n"), text, file)
        except (OSError, UnicodeDecodeError) as error:
            raise GoldError(f"{file}: {error}") from error
        try:
            yield canonical({**line.data, "text": text, **_layers(standoff)})
        except (KeyError, ValueError) as error:
            raise GoldError(f"{file}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return (
        f"{error.args[0]} is not there, or is no such thing as is meant" if isinstance(error, KeyError) else str(error)
    )


@dataclass(slots=True)
class _Standoff:
    """The lines of an annotation file, by kind."""

    texts: dict[str, _Item] = field(default_factory=dict)
    events: dict[str, tuple[str, str, list[tuple[str, str]]]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    equal: list[list[str]] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, types: Iterable[str]) -> Iterator[tuple[str, _Item]]:
        """The text-bound annotations of some types."""
        return ((id, item) for id, item in self.texts.items() if item["type"] in types)


def _parse(lines: Iterable[str], text: str, file: Path) -> _Standoff:
    found = _Standoff()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            _read_line(line.rstrip("\r").split("\t", 2), text, found)
        except (ValueError, IndexError) as error:
            raise GoldError(f"{file}, line {number}: {error}: {line}") from error
    return found


def _read_line(cells: list[str], text: str, found: _Standoff) -> None:
    id, content = cells[0], cells[1]
    if id.startswith("T"):
        found.texts[id] = _text(content, cells[2], text)
    elif id.startswith("E"):
        (type, trigger), *roles = (pair.split(":") for pair in content.split())
        found.events[id] = (type, trigger, [(role.rstrip("0123456789"), target) for role, target in roles])
    elif id.startswith("R"):
        name, first, second = content.split()
        found.relations.append((name, first.partition(":")[2], second.partition(":")[2]))
    elif id.startswith("*"):
        found.equal.append(content.split()[1:])
    elif id.startswith(("A", "M")):
        name, target, value = content.split()
        found.attributes.setdefault(target, {})[name] = value
    elif id.startswith("#"):
        note = json.loads(cells[2])
        if not isinstance(note, dict):
            raise ValueError("a note is a JSON object")
        found.notes.setdefault(content.split()[1], {}).update(note)
    else:
        raise ValueError("a line of a kind that is not read")


def _text(content: str, quote: str, text: str) -> _Item:
    type, _, where = content.partition(" ")
    pieces = [tuple(map(int, piece.split())) for piece in where.split(";")]
    if " ".join(text[start:end] for start, end in pieces) != quote:
        raise ValueError("the quote is not the text at this place")
    start, end = pieces[0][0], pieces[-1][1]
    return {"type": type, "start": start, "end": end, "text": fold(text[start:end])}


def _quote(item: Mapping[str, Any]) -> _Item:
    return {key: item[key] for key in ("start", "end", "text")}


def _layers(found: _Standoff) -> dict[str, Any]:
    known = {*ENTITY_TYPES, *EVENT_TYPES, "Fact", "Time", "Quantity", "Span", "Title", "Body"}
    known |= {"Headline", "Kicker", "Subtitle", "Byline"}
    for id, item in found.texts.items():
        if item["type"] not in known:
            raise ValueError(f"{id}: {item['type']} is no type")
    entities, entity_of = _entities(found)
    refers = {first: second for name, first, second in found.relations if name == "Refers"}
    titles = [_quote(item) for _, item in found.of(["Headline"])]
    return {
        "title": titles[0] if titles else None,
        "kickers": [_quote(item) for _, item in found.of(["Kicker"])],
        "subtitles": [_quote(item) for _, item in found.of(["Subtitle"])],
        "byline": [
            {
                "name": item["text"],
                "role": found.notes.get(id, {}).get("role"),
                "start": item["start"],
                "end": item["end"],
            }
            for id, item in found.of(["Byline"])
        ],
        "entities": entities,
        "times": [{"id": id, **_quote(item), **_noted(found, id, "edtf")} for id, item in found.of(["Time"])],
        "quantities": [_quantity(found, id, item) for id, item in found.of(["Quantity"])],
        "facts": [_fact(found, id, entity_of) for id, event in found.events.items() if event[0] == "Fact"],
        "events": [_event(found, id, entity_of, refers) for id, event in found.events.items() if event[0] != "Fact"],
    }


def _noted(found: _Standoff, id: str, *keys: str) -> _Item:
    note = found.notes.get(id, {})
    missing = [key for key in keys if key not in note]
    if missing:
        raise ValueError(f"{id} ({found.texts[id]['text']}) has no {', '.join(missing)} in a note")
    return {key: note[key] for key in keys}


def _quantity(found: _Standoff, id: str, item: _Item) -> _Item:
    attributes = found.attributes.get(id, {})
    if "Kind" not in attributes:
        raise ValueError(f"{id} ({item['text']}) has no attribute Kind")
    return {
        "id": id,
        **_quote(item),
        **_noted(found, id, "low", "high"),
        "unit": found.notes[id].get("unit"),
        "bound": attributes.get("Bound", "exact"),
        "kind": attributes["Kind"],
    }


def _entities(found: _Standoff) -> tuple[list[_Item], dict[str, str]]:
    """The entities, and the one of each mention; what is not said to be equal is an entity by itself."""
    entity_of = {id: id for id, _ in found.of(ENTITY_TYPES)}
    for first, *others in found.equal:
        for other in others:
            joined, kept = entity_of[other], entity_of[first]
            entity_of.update((id, kept) for id, entity in entity_of.items() if entity == joined)
    entities: dict[str, _Item] = {}
    for id, item in found.of(ENTITY_TYPES):
        entity = entities.setdefault(
            entity_of[id],
            {"id": entity_of[id], "type": item["type"], "mentions": [], "positions": [], "name": None, "link": None},
        )
        if entity["type"] != item["type"]:
            raise ValueError(f"{id} ({item['text']}) is equal to one of another type, {entity['type']}")
        entity["mentions"].append(_quote(item))
        entity.update(found.notes.get(id, {}))
    bodies = {first: second for name, first, second in found.relations if name == "Of"}
    for name, person, title in found.relations:
        if name == "Post":
            body = found.texts[bodies[title]] if title in bodies else None
            entities[entity_of[person]]["positions"].append(
                {
                    "organization": body and {**_quote(body), "entity": entity_of.get(bodies[title])},
                    "title": _quote(found.texts[title]),
                }
            )
    return list(entities.values()), entity_of


def _fact(found: _Standoff, id: str, entity_of: Mapping[str, str]) -> _Item:
    _, trigger, roles = found.events[id]
    fields = {FACT_ROLES[role]: target for role, target in roles}
    attributes = found.attributes.get(id, {})
    return {
        "quantity": fields["quantity"],
        "indicator": _quote(found.texts[trigger]),
        "subject": entity_of[fields["subject"]] if "subject" in fields else None,
        "time": fields.get("time"),
        "change": attributes.get("Change"),
        "basis": attributes.get("Basis"),
    }


def _event(found: _Standoff, id: str, entity_of: Mapping[str, str], refers: Mapping[str, str]) -> _Item:
    type, trigger, roles = found.events[id]
    return {
        "id": id,
        "type": type,
        "status": found.attributes.get(id, {}).get("Status", "done"),
        "trigger": _quote(found.texts[trigger]),
        "arguments": [
            {"role": role, **_quote(found.texts[target]), **_target(found, refers.get(target, target), entity_of)}
            for role, target in roles
        ],
        "event": found.notes.get(id, {}).get("event"),
    }


def _target(found: _Standoff, id: str, entity_of: Mapping[str, str]) -> _Item:
    """What an argument is: an entity, a time, a quantity, or a span that is none of them."""
    if id in entity_of:
        return {"entity": entity_of[id]}
    type = found.texts[id]["type"]
    return {type.lower(): id} if type in ("Time", "Quantity") else {}
