"""Titles: the words for posts, ranks and occupations, with what belongs to them on the left."""

from __future__ import annotations

from functools import cache

from hbnews_ie.components.known_words import find_known_words
from hbnews_ie.lexicon import read_words

__all__ = ["find_titles", "is_title", "title_kinds"]

_MAX_PREFIXES = 3
_ASSISTANT = "助理"
_NOMINEE = "人选"  # 区长|人选
_RANKS = ("大校", "上校", "中校", "少校")


@cache
def _prefixes() -> tuple[frozenset[str], tuple[int, ...]]:
    """The prefixes, and their lengths, longest first."""
    prefixes = frozenset(read_words("title_prefixes"))
    return prefixes, tuple(sorted({len(prefix) for prefix in prefixes}, reverse=True))


def find_titles(text: str) -> list[tuple[int, int]]:
    """Find titles in a normal-form text, prefixes included (党委副书记, 首席科学家), left to right."""
    spans: list[tuple[int, int]] = []
    floor = 0
    for start, end, word in find_known_words(text).titles:
        if word in _RANKS and text.startswith("长", end):
            start, end = start + 1, end + 1  # 一中|校长
        if word == _ASSISTANT and spans and floor == start:
            start = spans.pop()[0]  # 总设计师|助理 is one title
        end += len(_NOMINEE) * text.startswith(_NOMINEE, end)
        spans.append((_with_prefixes(text, start, spans[-1][1] if spans else 0), end))
        floor = end
    return spans


def _with_prefixes(text: str, start: int, floor: int) -> int:
    prefixes, sizes = _prefixes()
    for _ in range(_MAX_PREFIXES):
        size = next((size for size in sizes if start - size >= floor and text[start - size : start] in prefixes), 0)
        if not size:
            break
        start -= size
    return start


@cache
def title_kinds(kind: str) -> frozenset[str]:
    """The titles of one kind in ``titles.tsv``."""
    return frozenset(read_words("titles", kind=kind))


def is_title(word: str) -> bool:
    """Whether a word is a title without any prefix."""
    return word in _plain_titles()


@cache
def _plain_titles() -> frozenset[str]:
    return frozenset(read_words("titles"))
