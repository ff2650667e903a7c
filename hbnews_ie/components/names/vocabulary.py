"""What the lexicons say of the vocabulary of names, read on first use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hbnews_ie.lexicon import read_list, read_table, read_words

__all__ = [
    "FIRM_ENDS",
    "TOWNSHIPS",
    "Head",
    "context_words",
    "heads",
    "is_brand",
    "is_public",
    "known_names",
    "place_kinds",
]

FIRM_ENDS = ("公司", "集团")
"""Last words of the names of firms that short forms leave out."""

_PUBLIC = read_list("public_ends")

TOWNSHIPS = frozenset("镇乡村")
"""Last characters of the names of townships and villages."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of a kind of name; the columns of ``heads.tsv``."""

    word: str
    type: str
    needs: str
    joins: bool
    admin: bool


@cache
def heads() -> dict[str, Head]:
    """The words that end names."""
    return {
        row["word"]: Head(row["word"], row["type"], row["needs"], row["joins"] == "joins", row["level"] == "admin")
        for row in read_table("heads")
    }


@cache
def place_kinds() -> dict[str, str]:
    """Known place → its kind."""
    return {row["word"]: row["kind"] for row in read_table("places")}


def leading_places(name: str) -> Iterator[tuple[int, int]]:
    """The known places that a name begins with, one behind the other, the longest first: 湖北省|武汉市|…."""
    places, end = place_kinds(), 0
    while size := next((size for size in _place_sizes() if name[end : end + size] in places), 0):
        yield end, end + size
        end += size


@cache
def _place_sizes() -> range:
    """The lengths of the known places, longest first."""
    return range(max(map(len, place_kinds())), 0, -1)


@cache
def known_names() -> dict[str, str]:
    """Name known without a form → its type."""
    return {row["word"]: row["type"] for row in read_table("known_names")}


def is_public(name: str) -> bool:
    """Whether a body is an office of party or state, or an academy, as its last character tells: 省委, 武汉大学."""
    return name.endswith(_PUBLIC)


def is_brand(name: str) -> bool:
    """Whether a name is the known short one of a firm, as its last character tells: 顺丰, but not 省委."""
    return name in known_names() and not is_public(name)


@cache
def context_words(role: str) -> frozenset[str]:
    """The words of one role in ``words_around_names.tsv``."""
    return frozenset(read_words("words_around_names", role=role))
