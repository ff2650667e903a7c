"""Reading gold sets: annotated texts in the form of a result, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hbnews_ie.encoding import EncodingError, decode
from hbnews_ie.evaluation.records import Annotation, read_annotation

__all__ = ["GoldError", "load_gold", "load_predictions"]


class GoldError(ValueError):
    """A gold set or a file of predictions cannot be read; the message names the file and the line."""


def load_gold(path: str | Path, texts: str | Path | None = None) -> list[Annotation]:
    """Load a gold set: a JSONL file, a JSON file of one object, or a folder of either.

    Each object is an `Extraction` in JSON, with ``text``, the raw text that its offsets refer to. An
    object without it names in ``source`` a text file that lies beside it or in the folder ``texts``. In a
    folder, JSON files are read only where there is no JSONL. Raises `GoldError`.
    """
    path = Path(path)
    annotations = []
    for file in _files(path):
        for place, data in _objects(file):
            if not isinstance(data.get("text"), str):
                data = {**data, "text": _text(data, place, [file.parent, *([Path(texts)] if texts else [])])}
            annotations.append(_annotation(data, place))
    return annotations


def load_predictions(path: str | Path, gold: list[Annotation]) -> list[Annotation]:
    """Load predictions in the order of a gold set: by source, or by line where sources repeat.

    Raises `GoldError` where a text of the gold set has no prediction.
    """
    path = Path(path)
    found = [_annotation(data, place) for place, data in _objects(path)]
    by_source = {annotation.source: annotation for annotation in found}
    if len({annotation.source for annotation in gold}) == len(gold) and len(by_source) == len(found):
        missing = [str(annotation.source) for annotation in gold if annotation.source not in by_source]
        if missing:
            raise GoldError(f"{path}: no prediction for {', '.join(missing)}")
        return [by_source[annotation.source] for annotation in gold]
    if len(found) != len(gold):
        raise GoldError(f"{path}: {len(found)} predictions for {len(gold)} texts, and sources that repeat")
    return found


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise GoldError(f"{path}: no such file or folder")
    if path.is_file():
        return [path]
    files = sorted(path.glob("*.jsonl")) or sorted(path.glob("*.json"))
    if not files:
        raise GoldError(f"{path}: no .jsonl or .json file in this folder")
    return files


def _objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a file, each with the words that name its place."""
    try:
        content = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: {error}") from error
    pieces = [content] if path.suffix == ".json" else content.split("\n")
    for number, piece in enumerate(pieces, 1):
        if not piece.strip():
            continue
        place = str(path) if path.suffix == ".json" else f"{path}, line {number}"
        try:
            data = json.loads(piece)
        except ValueError as error:
            raise GoldError(f"{place}: no JSON: {error}") from error
        if not isinstance(data, dict):
            raise GoldError(f"{place}: not a JSON object")
        yield place, data


def _text(data: dict[str, Any], place: str, folders: list[Path]) -> str:
    source = data.get("source")
    if not isinstance(source, str):
        raise GoldError(f"{place}: neither 'text' nor 'source'")
    for folder in folders:
        file = folder / Path(source).name
        if file.is_file():
            try:
                return decode(file.read_bytes())
            except (OSError, EncodingError) as error:
                raise GoldError(f"{file}: {error}") from error
    raise GoldError(f"{place}: the text {source!r} is in none of {', '.join(map(str, folders))}")


def _annotation(data: dict[str, Any], place: str) -> Annotation:
    try:
        return read_annotation(data)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise GoldError(f"{place}: not an annotation: {type(error).__name__}: {error}") from error
