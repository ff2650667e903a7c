"""Vocabulary: the tables in ``lexicons/``.

A table is a TSV file. Lines that begin with ``#`` explain it; the first other line names the columns.
Adding a word is adding a line. Tables are read once, on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

__all__ = ["LexiconError", "alternation", "foreign_sounds", "read_list", "read_table", "read_words", "surnames"]


class LexiconError(ValueError):
    """A table in ``lexicons/`` is malformed; the message names the file and the line."""


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read ``lexicons/<name>.tsv`` as one dictionary a row.

    Raises `LexiconError` on a row with more cells than columns, an empty first cell or a repeated row.
    """
    path = resources.files("hbnews_ie") / "lexicons" / f"{name}.tsv"
    columns: list[str] = []
    rows: list[dict[str, str]] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            continue
        if len(cells) > len(columns) or not cells[0]:
            raise LexiconError(f"{name}.tsv, line {number}: expected the columns {columns}, found {cells}")
        if line in seen:
            raise LexiconError(f"{name}.tsv, line {number}: the row stands twice: {line!r}")
        seen.add(line)
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return tuple(rows)


def read_words(name: str, column: str = "word", **where: str) -> tuple[str, ...]:
    """One column of a table, in order, from the rows where the other columns have the values given."""
    return tuple(row[column] for row in read_table(name) if all(row[key] == value for key, value in where.items()))


@cache
def read_list(name: str) -> tuple[str, ...]:
    """One of the short lists in ``lexicons/word_lists.tsv``. Raises `KeyError` for one that is not there."""
    return {row["name"]: tuple(row["words"].split()) for row in read_table("word_lists")}[name]


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, of one character and of two."""
    return frozenset(row["character"] for row in read_table("person_characters") if row["surname"])


@cache
def foreign_sounds() -> dict[str, int]:
    """How much more often a character stands in transliterated names than elsewhere, in tenths of a nat."""
    return {row["character"]: int(row["foreign"]) for row in read_table("person_characters") if row["foreign"]}


def alternation(words: Iterable[str]) -> str:
    """A regular-expression group that prefers the longest of the words."""
    return "(?:" + "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) + ")"
