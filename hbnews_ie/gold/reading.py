"""Reading and writing gold sets: JSON Lines of article records, and annotated pages as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from hbnews_ie.encoding import EncodingError, decode
from hbnews_ie.gold.models import GoldArticle

__all__ = [
    "CHECKOUT",
    "GoldError",
    "Line",
    "Page",
    "find_page",
    "gold_files",
    "is_record",
    "load_gold",
    "parse_record",
    "read_lines",
    "write_gold",
]

#: The folder of the gold set in a checkout of the project.
CHECKOUT = Path(__file__).parents[2] / "annotations"


class GoldError(ValueError):
    """A gold set or a file of predictions cannot be read; the message names the file and the line."""


class Line(NamedTuple):
    """An object of a file, with the words that name its place."""

    place: str
    data: dict[str, Any]


class Page(NamedTuple):
    """The text of a page and the sha256 of its bytes."""

    text: str
    sha256: str


def load_gold(path: str | Path | None = None) -> list[GoldArticle]:
    """Load a gold set: a JSONL file of article records, or a folder of such files.

    The default is ``annotations/`` of the checkout that the package is installed from. Raises `GoldError`,
    which names the line, for anything that is no record.
    """
    if path is None and not CHECKOUT.is_dir():
        raise GoldError(f"{CHECKOUT} is not there: name the folder of the gold set")
    files = gold_files(Path(path) if path is not None else CHECKOUT)
    return [parse_record(line) for file in files for line in read_lines(file)]


def gold_files(path: Path) -> list[Path]:
    """Return the file, or the files of a folder: its JSONL files or, where it has none, its JSON files."""
    if not path.exists():
        raise GoldError(f"{path}: no such file or folder")
    if path.is_file():
        return [path]
    files = sorted(path.glob("*.jsonl")) or sorted(path.glob("*.json"))
    if not files:
        raise GoldError(f"{path}: no .jsonl or .json file in this folder")
    return files


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the objects of a JSONL file, or the one of a JSON file. Raises `GoldError`."""
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
        except (ValueError, RecursionError) as error:
            raise GoldError(f"{place}: no JSON: {error}") from error
        if not isinstance(data, dict):
            raise GoldError(f"{place}: not a JSON object")
        yield Line(place, data)


def is_record(data: Mapping[str, Any]) -> bool:
    """Tell an article record from a result or an annotated page."""
    return "page" in data and "offset" in data


def parse_record(line: Line) -> GoldArticle:
    """Make the record of a line, strictly; raise `GoldError` with all that is wrong with it."""
    try:
        return GoldArticle.model_validate_json(json.dumps(line.data), strict=True)
    except ValidationError as error:
        reasons = [f"{'.'.join(map(str, item['loc'])) or 'record'}: {item['msg']}" for item in error.errors()]
        hint = "" if is_record(line.data) else "; pages are made into records by 'hbnews-ie convert'"
        raise GoldError(f"{line.place}: not an article record: {'; '.join(reasons[:5])}{hint}") from error


def find_page(source: Any, place: str, folders: Iterable[Path]) -> Page:
    """Read the text that an annotation names, from the first folder that has it. Raises `GoldError`."""
    if not isinstance(source, str):
        raise GoldError(f"{place}: neither 'text' nor 'source'")
    folders = list(folders)
    for folder in folders:
        file = folder / Path(source).name
        if file.is_file():
            try:
                content = file.read_bytes()
                return Page(decode(content), hashlib.sha256(content).hexdigest())
            except (OSError, EncodingError) as error:
                raise GoldError(f"{file}: {error}") from error
    raise GoldError(f"{place}: the text {source!r} is in none of {', '.join(map(str, folders))}")


def write_gold(records: Iterable[GoldArticle], path: Path) -> None:
    """Write records as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for record in records:
            stream.write(record.model_dump_json() + "\n")
