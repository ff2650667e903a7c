"""The forms a result can be written in: JSON Lines, CSV tables, and a summary to read."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from hbnews_ie.formats.jsonl import JsonLines
from hbnews_ie.formats.summary import Summary
from hbnews_ie.formats.tables import Tables

__all__ = ["FORMATS", "JsonLines", "Summary", "Tables", "open_writer"]

FORMATS = ("jsonl", "csv", "text")


def open_writer(form: str, output: Path | None, stream: TextIO) -> JsonLines | Summary | Tables:
    """Open a writer for a form: into ``output`` (for CSV a folder, else a file), or to ``stream``.

    Raises `OSError` if the output cannot be written, `ValueError` for CSV without a folder.
    """
    if form == "csv":
        if output is None:
            raise ValueError("CSV tables need a folder to be written to")
        return Tables(output)
    close = output is not None
    if output is not None:
        stream = output.open("w", encoding="utf-8", newline="\n")
    return Summary(stream, close=close) if form == "text" else JsonLines(stream, close=close)
