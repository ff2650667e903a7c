"""Reading what is compared: gold sets, and predictions in the order of a gold set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hbnews_ie.evaluation.records import Annotation, read_annotation
from hbnews_ie.gold.joining import join_page
from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.gold.reading import GoldError, Line, find_page, gold_files, is_record, parse_record, read_lines

__all__ = ["load_annotations", "load_pair"]

_Loaded = list[GoldArticle | Annotation]


def load_annotations(path: str | Path, texts: str | Path | None = None) -> list[Annotation]:
    """Load annotations: a JSONL file, a JSON file of one object, or a folder of either.

    An object is an article record of a gold set, or a whole page in the form of a result, with its raw text in
    ``text`` or in the file that ``source`` names, beside it or in the folder ``texts``. In a folder, JSON files
    are read only where there is no JSONL. Raises `GoldError`.
    """
    return _plain(_load(Path(path), texts))


def load_pair(
    path: str | Path, predictions: str | Path, texts: str | Path | None = None
) -> tuple[list[Annotation], list[Annotation]]:
    """Load annotations, and predictions for the same texts in the same order.

    They are paired by id or source, or by line where sources repeat. Article records are joined to whole pages
    where the predictions are of pages, or of articles that were cut otherwise. Raises `GoldError` where a text
    has no prediction.
    """
    gold, found = _load(Path(path), texts), _load(Path(predictions), None, text_needed=False)
    if any(isinstance(one, GoldArticle) for one in gold) and not _same_texts(gold, found):
        gold, found = _by_page(gold), _by_page(found)
    ours, theirs = _plain(gold), _plain(found)
    sources = [annotation.source for annotation in ours]
    by_source = {annotation.source: annotation for annotation in theirs}
    if len(set(sources)) == len(sources) and len(by_source) == len(theirs):
        missing = [str(source) for source in sources if source not in by_source]
        if missing:
            raise GoldError(f"{predictions}: no prediction for {', '.join(missing)}")
        return ours, [by_source[source] for source in sources]
    if len(ours) != len(theirs):
        raise GoldError(f"{predictions}: {len(theirs)} predictions for {len(ours)} texts, and sources that repeat")
    return ours, theirs


def _load(path: Path, texts: str | Path | None, *, text_needed: bool = True) -> _Loaded:
    return [
        parse_record(line) if is_record(line.data) else _page(line, file, texts, text_needed)
        for file in gold_files(path)
        for line in read_lines(file)
    ]


def _page(line: Line, file: Path, texts: str | Path | None, text_needed: bool) -> Annotation:
    data = line.data
    if text_needed and not isinstance(data.get("text"), str):
        folders = [file.parent, *([Path(texts)] if texts else [])]
        data = {**data, "text": find_page(data.get("source"), line.place, folders).text}
    try:
        return read_annotation(data)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise GoldError(f"{line.place}: not an annotation: {type(error).__name__}: {error}") from error


def _plain(items: _Loaded) -> list[Annotation]:
    return [read_annotation(item) if isinstance(item, GoldArticle) else item for item in items]


def _same_texts(gold: _Loaded, found: _Loaded) -> bool:
    """Whether each record of the gold set has a prediction of its own text."""
    texts = {item.id if isinstance(item, GoldArticle) else item.source: item.text for item in found}
    return all(isinstance(one, GoldArticle) and one.id in texts and texts[one.id] in ("", one.text) for one in gold)


def _by_page(items: _Loaded) -> _Loaded:
    pages: dict[str, list[GoldArticle]] = {}
    for item in items:
        if isinstance(item, GoldArticle):
            pages.setdefault(item.page, []).append(item)
    return [*(item for item in items if isinstance(item, Annotation)), *_joined(pages.values())]


def _joined(pages: Iterable[Sequence[GoldArticle]]) -> Iterator[Annotation]:
    """Make an annotation of each page, whose articles are the records, each with its subset."""
    for records in pages:
        whole = read_annotation(join_page(records))
        yield replace(
            whole,
            articles=tuple((record.offset, record.end) for record in records),
            splits=tuple(record.split for record in records),
        )
