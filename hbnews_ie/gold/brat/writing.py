"""Records to brat standoff."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from hbnews_ie.gold.brat.config import FACT_ROLES, annotation_conf
from hbnews_ie.gold.models import GoldArticle, GoldEntity, GoldEvent, GoldFact
from hbnews_ie.schema import Argument, Span

__all__ = ["HEAD", "HEADS", "LOSSES", "write_brat"]

#: The file beside the annotations that keeps what brat has no place for, and the fields in it.
HEADS = "records.jsonl"
HEAD = ("id", "kind", "split", "page", "sha256", "offset", "published")
LOSSES = (
    f"brat has no place for {', '.join(HEAD)}: they are kept beside the annotations, in {HEADS}",
    "ids, and the order of items, are counted anew from the text when brat files are read",
)
_LINE = re.compile(r"[^\r\n]+")


def write_brat(records: Iterable[GoldArticle], folder: Path) -> None:
    """Write a text and an annotation file for each record, and the configuration for brat."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(annotation_conf(), "utf-8", newline="\n")
    with (folder / HEADS).open("w", encoding="utf-8", newline="\n") as heads:
        for record in records:
            heads.write(record.model_dump_json(include=set(HEAD)) + "\n")
            (folder / f"{record.id}.txt").write_text(record.text, "utf-8", newline="")
            lines = _Writer(record).lines()
            (folder / f"{record.id}.ann").write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


class _Writer:
    """The lines of one annotation file; ids are counted for each kind of line."""

    def __init__(self, record: GoldArticle) -> None:
        self.record = record
        self.found: list[str] = []
        self.counts: dict[str, int] = {}
        self.texts: dict[tuple[str, int, int], str] = {}  # the T of an item (by id), or of a bare span
        self.entities = {entity.id: entity for entity in record.entities}

    def lines(self) -> list[str]:
        self.headings()
        self.names()
        self.times_and_quantities()
        for fact in self.record.facts:
            self.fact(fact)
        for event in self.record.events:
            self.event(event)
        return self.found

    def add(self, letter: str, content: str) -> str:
        number = self.counts[letter] = self.counts.get(letter, 0) + 1
        self.found.append(f"{letter}{number}\t{content}")
        return f"{letter}{number}"

    def text(self, type: str, span: Span) -> str:
        """Add a text-bound annotation: one piece for each line that the span runs over."""
        pieces = list(_pieces(self.record.text, span))
        where = ";".join(f"{start} {end}" for start, end in pieces)
        quote = " ".join(self.record.text[start:end] for start, end in pieces)
        return self.add("T", f"{type} {where}\t{quote}")

    def note(self, target: str, **values: str | None) -> None:
        known = {key: value for key, value in values.items() if value is not None}
        if known:
            self.add("#", f"AnnotatorNotes {target}\t{json.dumps(known, ensure_ascii=False)}")

    def attribute(self, name: str, target: str, value: str | None) -> None:
        if value is not None:
            self.add("A", f"{name} {target} {value}")

    def relation(self, name: str, first: str, second: str) -> None:
        self.add("R", f"{name} Arg1:{first} Arg2:{second}")

    def headings(self) -> None:
        record = self.record
        for type, spans in (
            ("Headline", [record.title] if record.title else []),
            ("Kicker", record.kickers),
            ("Subtitle", record.subtitles),
        ):
            for span in spans:
                self.text(type, span)
        for person in record.byline:
            span = Span(start=person.start, end=person.end, text=person.name)
            self.note(self.text("Byline", span), role=person.role)

    def names(self) -> None:
        for entity in self.record.entities:
            ids = [self.mention(entity, mention) for mention in entity.mentions]
            if len(ids) > 1:
                self.found.append(f"*\tEquiv {' '.join(ids)}")
            longest = max((mention.text for mention in entity.mentions), key=len)
            self.note(ids[0], name=entity.name if entity.name != longest else None, link=entity.link)
        for entity in self.record.entities:
            for position in entity.positions:
                title = self.text("Title", position.title)
                self.relation("Post", self.nearest(entity.id, position.title), title)
                if body := position.organization:
                    target = self.texts.get((body.entity or "", body.start, body.end)) or self.text("Body", body)
                    self.relation("Of", title, target)

    def mention(self, entity: GoldEntity, mention: Span) -> str:
        id = self.texts[entity.id, mention.start, mention.end] = self.text(entity.type, mention)
        return id

    def times_and_quantities(self) -> None:
        for time in self.record.times:
            id = self.texts[time.id, time.start, time.end] = self.text("Time", time)
            self.note(id, edtf=time.edtf)
        for quantity in self.record.quantities:
            id = self.texts[quantity.id, quantity.start, quantity.end] = self.text("Quantity", quantity)
            self.attribute("Bound", id, quantity.bound)
            self.attribute("Kind", id, quantity.kind)
            self.note(id, low=f"{quantity.low:f}", high=f"{quantity.high:f}", unit=quantity.unit)

    def nearest(self, id: str, span: Span) -> str:
        """The annotation of an item; for an entity that of its mention nearest to a span."""
        near = {start: text for (item, start, _), text in self.texts.items() if item == id}
        return near[min(near, key=lambda start: abs(start - span.start))]

    def fact(self, fact: GoldFact) -> None:
        trigger = self.text("Fact", fact.indicator)
        ids = ((role, getattr(fact, field)) for role, field in FACT_ROLES.items())
        roles = "".join(f" {role}:{self.nearest(id, fact.indicator)}" for role, id in ids if id is not None)
        event = self.add("E", f"Fact:{trigger}{roles}")
        self.attribute("Change", event, fact.change)
        self.attribute("Basis", event, fact.basis)

    def event(self, event: GoldEvent) -> None:
        trigger = self.text(event.type, event.trigger)
        counts: dict[str, int] = {}
        roles = ""
        for argument in event.arguments:
            counts[argument.role] = number = counts.get(argument.role, 0) + 1
            roles += f" {argument.role}{number if number > 1 else ''}:{self.argument(argument)}"
        id = self.add("E", f"{event.type}:{trigger}{roles}")
        self.attribute("Status", id, event.status)
        self.note(id, event=event.event)

    def argument(self, argument: Argument) -> str:
        target = argument.entity or argument.time or argument.quantity or ""
        key = (target, argument.start, argument.end)
        if key not in self.texts:
            id = self.text("Span", argument)
            if target:
                self.relation("Refers", id, self.nearest(target, argument))
                return id  # not kept: it must not pass for a mention
            self.texts[key] = id
        return self.texts[key]


def _pieces(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The parts of a span on each line, without the white space at their edges."""
    for line in _LINE.finditer(text, span.start, span.end):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words)
            yield start, start + len(words)
