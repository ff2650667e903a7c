"""What must hold in a gold set beyond its schema: the guide's rules, as far as a program can see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from hbnews_ie.gold.canonical import days_of
from hbnews_ie.gold.models import GoldArticle, GoldEvent, GoldQuantity, GoldTime
from hbnews_ie.gold.reading import GoldError, Page, find_page, gold_files, parse_record, read_lines
from hbnews_ie.lexicon import read_table
from hbnews_ie.page.published import check_date
from hbnews_ie.schema import Span
from hbnews_ie.text import fold

__all__ = ["check_gold", "check_record"]


def check_gold(path: Path, pages: Iterable[Path]) -> tuple[list[GoldArticle], list[str]]:
    """Check a gold set against its schema, the guide and the pages in some folders.

    Returns the records that could be read, and what is wrong, each with file and line. Raises `GoldError` if
    there is no gold set or a file is not JSON Lines.
    """
    records: list[GoldArticle] = []
    problems: list[str] = []
    places: dict[str, str] = {}
    for file in gold_files(path):
        for line in read_lines(file):
            try:
                record = parse_record(line)
            except GoldError as error:
                problems.append(str(error))
                continue
            found = list(check_record(record))
            if record.id in places:
                found.append(f"the id is taken by {places[record.id]}")
            places.setdefault(record.id, line.place)
            problems += [f"{line.place}: {record.id}: {problem}" for problem in found]
            records.append(record)
    problems += _check_pages(records, list(pages))
    return records, problems


def check_record(record: GoldArticle) -> Iterator[str]:
    """Yield what is wrong within one record."""
    for check in _CHECKS:
        yield from check(record)


def _at(span: Span) -> str:
    return f"{span.text!r} at {span.start}"


# Spans


def _spans(record: GoldArticle) -> Iterator[Span]:
    yield from (line for line in (record.title, *record.kickers, *record.subtitles) if line)
    for entity in record.entities:
        yield from entity.mentions
        for position in entity.positions:
            yield position.title
            if position.organization:
                yield position.organization
    yield from record.times
    yield from record.quantities
    yield from (fact.indicator for fact in record.facts)
    for event in record.events:
        yield event.trigger
        yield from event.arguments


def _check_quotes(record: GoldArticle) -> Iterator[str]:
    people = [Span(start=one.start, end=one.end, text=one.name) for one in record.byline]
    for span in (*_spans(record), *people):
        quote = record.text[span.start : span.end] if 0 <= span.start < span.end <= len(record.text) else None
        if quote is None:
            yield f"span {span.start}–{span.end} ({span.text!r}) is not in a text of {len(record.text)} characters"
        elif fold(quote) != span.text:
            yield f"span {span.start}–{span.end} is {fold(quote)!r}, not {span.text!r}"
        elif quote != quote.strip():
            yield f"span {span.start}–{span.end} ({span.text!r}) begins or ends with white space"


def _check_overlaps(record: GoldArticle) -> Iterator[str]:
    """Names, times and quantities are flat: a number in a name is part of the name, a date is no quantity."""
    layers: list[tuple[str, Span]] = [("mention", span) for entity in record.entities for span in entity.mentions]
    layers += [("time", span) for span in record.times]
    layers += [("quantity", span) for span in record.quantities]
    layers.sort(key=lambda layer: (layer[1].start, -layer[1].end))
    open_: list[tuple[str, Span]] = []
    for name, span in layers:
        open_ = [(other, around) for other, around in open_ if around.end > span.start]
        for other, around in open_:
            if not _interrupts(span, around, record.text):
                yield f"{name} {_at(span)} overlaps {other} {_at(around)}"
        open_.append((name, span))


def _interrupts(inner: Span, outer: Span, text: str) -> bool:
    """Whether a name runs over a caption that has lines of its own, the one overlap that the guide knows."""
    before, after = text[outer.start : inner.start], text[inner.end : outer.end]
    return inner.end < outer.end and "\n" in before and "\n" in after


# Ids and references


def _check_ids(record: GoldArticle) -> Iterator[str]:
    ids = [item.id for layer in (record.entities, record.times, record.quantities, record.events) for item in layer]
    yield from (f"id {id} is used {count} times" for id, count in Counter(ids).items() if count > 1)
    known = {
        "entity": {entity.id for entity in record.entities},
        "time": {time.id for time in record.times},
        "quantity": {quantity.id for quantity in record.quantities},
    }
    for where, layer, id in _references(record):
        if id is not None and id not in known[layer]:
            yield f"{where}: there is no {layer} {id}"


def _references(record: GoldArticle) -> Iterator[tuple[str, str, str | None]]:
    for entity in record.entities:
        for position in entity.positions:
            if position.organization:
                yield f"post of {entity.id}", "entity", position.organization.entity
    for fact in record.facts:
        yield from (
            (f"fact of {fact.quantity}", layer, id)
            for layer, id in (("quantity", fact.quantity), ("entity", fact.subject), ("time", fact.time))
        )
    for event in record.events:
        for argument in event.arguments:
            where = f"{argument.role} of event {event.id}"
            yield from ((where, layer, getattr(argument, layer)) for layer in ("entity", "time", "quantity"))


# Layers


def _check_entities(record: GoldArticle) -> Iterator[str]:
    taken: Counter[tuple[int, int, str]] = Counter()
    for entity in record.entities:
        texts = list(dict.fromkeys(mention.text for mention in entity.mentions))
        taken.update((mention.start, mention.end, mention.text) for mention in entity.mentions)
        if not any(entity.name in text for text in texts):
            yield f"entity {entity.id}: the name {entity.name!r} stands in none of its mentions"
        if set(entity.aliases) != {text for text in texts if text != entity.name}:
            yield f"entity {entity.id}: the aliases are not the other forms of its mentions, {texts}"
        if entity.positions and entity.type != "PERSON":
            yield f"entity {entity.id}: a {entity.type} holds no post"
    yield from (f"mention {text!r} at {start} stands {n} times" for (start, _, text), n in taken.items() if n > 1)


def _check_times(record: GoldArticle) -> Iterator[str]:
    for time in record.times:
        yield from (f"time {time.id} ({_at(time)}): {problem}" for problem in _check_time(time))
    if (record.published.date is None) != (record.published.origin == "unknown"):
        yield f"published {record.published.date} cannot be {record.published.origin}"
    if record.published.date is not None:
        try:
            check_date(record.published.date)
        except ValueError as error:
            yield str(error)


def _check_time(time: GoldTime) -> Iterator[str]:
    try:
        days = days_of(time.edtf)
    except ValueError as error:
        yield str(error)
        return
    if days != (time.first_day, time.last_day):
        yield f"the days of {time.edtf} are {days[0]} to {days[1]}"


def _check_quantities(record: GoldArticle) -> Iterator[str]:
    for quantity in record.quantities:
        where = f"quantity {quantity.id} ({_at(quantity)})"
        if not (quantity.low.is_finite() and quantity.high.is_finite() and quantity.low <= quantity.high):
            yield f"{where}: {quantity.low} to {quantity.high} is no range"
        if quantity.unit is not None and not _known_unit(quantity):
            normal = _units()[1].get(quantity.unit)
            yield f"{where}: the unit {quantity.unit!r} is " + (
                f"{normal!r} in normal form" if normal else "neither in lexicons/ nor in the text"
            )


def _known_unit(quantity: GoldQuantity) -> bool:
    """A normal form of the tables, a rate of two, or a word that they lack and the text has (a rare classifier)."""
    normal, words = _units()
    over, rate, under = str(quantity.unit).partition("每")
    if rate and over in normal and under in normal:
        return True  # 立方米每小时
    return quantity.unit in normal or (quantity.unit not in words and str(quantity.unit) in quantity.text)


@cache
def _units() -> tuple[frozenset[str], dict[str, str]]:
    """The units in normal form, and the words that have another normal form."""
    normal = {row["unit"] or row["word"] for row in read_table("units")}
    normal.update(row["word"] for row in read_table("classifiers"))
    normal.update(row["unit"] for row in read_table("currencies"))
    normal.update(row["name"] for row in read_table("compound_units") if row["name"])
    others = {row["word"]: row["unit"] for row in read_table("units") if row["unit"]}
    return frozenset(normal), {word: unit for word, unit in others.items() if word not in normal}


def _check_facts(record: GoldArticle) -> Iterator[str]:
    for id, count in Counter(fact.quantity for fact in record.facts).items():
        if count > 1:
            yield f"quantity {id} has {count} facts"


def _check_events(record: GoldArticle) -> Iterator[str]:
    for event in record.events:
        yield from (f"event {event.id} ({event.type} {_at(event.trigger)}): {it}" for it in _check_event(event))


def _check_event(event: GoldEvent) -> Iterator[str]:
    roles = _roles()[event.type]
    seen = Counter((argument.role, argument.start, argument.end) for argument in event.arguments)
    yield from (f"{role} at {start} stands {count} times" for (role, start, _), count in seen.items() if count > 1)
    for argument in event.arguments:
        targets = [key for key in ("entity", "time", "quantity") if getattr(argument, key) is not None]
        if argument.role not in roles:
            yield f"no role {argument.role}; it has {', '.join(roles)}"
        elif len(targets) > 1:
            yield f"{argument.role} points to more than one thing: {', '.join(targets)}"
        elif argument.time is not None and argument.role != "time":
            yield f"{argument.role} is no time"
        elif argument.role in ("time", "amount") and argument.entity is not None:
            yield f"{argument.role} is an entity"


@cache
def _roles() -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for row in read_table("event_roles"):
        roles[row["type"]] = (*roles.get(row["type"], ()), row["role"])
    return roles


_CHECKS: tuple[Callable[[GoldArticle], Iterable[str]], ...] = (
    _check_quotes,
    _check_overlaps,
    _check_ids,
    _check_entities,
    _check_times,
    _check_quantities,
    _check_facts,
    _check_events,
)


# Pages


def _check_pages(records: Sequence[GoldArticle], folders: Sequence[Path]) -> Iterator[str]:
    by_page: dict[str, list[GoldArticle]] = {}
    for record in records:
        by_page.setdefault(record.page, []).append(record)
    for name, members in by_page.items():
        try:
            page = find_page(name, members[0].id, folders)
        except GoldError as error:
            yield str(error)
            continue
        yield from _check_page(page, sorted(members, key=lambda record: record.offset))
    articles = [record for record in records if record.kind == "article"]
    aside = sum(record.split == "aside" for record in articles)
    if 4 * aside < len(articles):
        yield f"{aside} of {len(articles)} articles are put aside: less than a quarter"


def _check_page(page: Page, records: Sequence[GoldArticle]) -> Iterator[str]:
    cursor = 0
    for record in records:
        if record.sha256 != page.sha256:
            yield f"{record.id}: the page {record.page} has sha256 {page.sha256}, not {record.sha256}"
        if page.text[record.offset : record.end] != record.text:
            yield f"{record.id}: the text is not that of {record.page} from offset {record.offset}"
        if record.offset < cursor:
            yield f"{record.id}: the text begins inside the record before"
        elif any(sign.isalnum() for sign in page.text[cursor : record.offset]):
            yield f"{record.id}: words between {cursor} and {record.offset} of the page are in no record"
        cursor = max(cursor, record.end)
    if any(sign.isalnum() for sign in page.text[cursor:]):
        yield f"{records[-1].id}: words after {cursor} of the page are in no record"
    types = {(record.page, entity.link): set[str]() for record in records for entity in record.entities}
    for record in records:
        for entity in record.entities:
            types[record.page, entity.link].add(entity.type)
    for (name, link), kinds in types.items():
        if link is not None and len(kinds) > 1:
            yield f"{name}: the entities linked by {link!r} have several types: {', '.join(sorted(kinds))}"
