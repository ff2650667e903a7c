"""From and to every form that a gold set can take: which file is what, and what a form cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hbnews_ie.gold import brat, docbin, labelstudio
from hbnews_ie.gold.cutting import cut_page
from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.gold.reading import GoldError, find_page, is_record, parse_record, read_lines, write_gold

__all__ = ["FORMS", "Form", "read_any"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form to write: how, whether that makes a folder, and what is lost or changed in it."""

    write: Callable[[Iterable[GoldArticle], Path], None]
    folder: bool = False
    losses: tuple[str, ...] = ()


FORMS = {
    "jsonl": Form(write_gold),
    "brat": Form(brat.write_brat, folder=True, losses=brat.LOSSES),
    "docbin": Form(docbin.write_docbin, losses=docbin.LOSSES),
    "labelstudio": Form(labelstudio.write_labelstudio, losses=labelstudio.LOSSES),
}


def read_any(paths: Sequence[Path], pages: Path | None = None) -> tuple[list[GoldArticle], list[str]]:
    """Read records from files or folders of any form, told apart by what they are; also say what was left out.

    A folder is read as brat's if it has annotation files, else its JSONL or, without any, its JSON files are read.
    A JSON file is a page annotated as a whole, which is cut into articles, its text looked for beside it and in
    ``pages``; or an export from Label Studio. Raises `GoldError`.
    """
    records: list[GoldArticle] = []
    notes: list[str] = []
    for path in paths:
        for part, said in _read(path, pages):
            records += part
            notes += said
    return records, notes


def _read(path: Path, pages: Path | None) -> Iterator[tuple[list[GoldArticle], list[str]]]:
    if not path.exists():
        raise GoldError(f"{path}: no such file or folder")
    if path.is_dir():
        if any(path.glob("*.ann")):
            yield list(brat.read_brat(path)), []
            return
        files = sorted(path.glob("*.jsonl")) or sorted(path.glob("*.json"))
        if not files:
            raise GoldError(f"{path}: no .ann, .jsonl or .json file in this folder")
        for file in files:
            yield from _read(file, pages)
    elif path.suffix == ".spacy":
        yield list(docbin.read_docbin(path)), []
    elif path.suffix == ".json" and path.read_text("utf-8-sig").lstrip().startswith("["):
        yield list(labelstudio.read_labelstudio(path)), []
    else:
        for line in read_lines(path):
            if is_record(line.data):
                yield [parse_record(line)], []
                continue
            page = find_page(line.data.get("source"), line.place, [path.parent, *([pages] if pages else [])])
            try:
                yield cut_page(line.data, page.text, page.sha256)
            except KeyError as error:
                raise GoldError(f"{line.place}: {error.args[0]!r} is missing, or leads nowhere") from error
            except (TypeError, ValueError) as error:
                raise GoldError(f"{line.place}: {error}") from error
