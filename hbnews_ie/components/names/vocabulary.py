"""The vocabulary of names, compiled for matching on first use."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from ahocorasick_rs import AhoCorasick, MatchKind

from hbnews_ie.lexicon import read_table, read_words

__all__ = [
    "Found",
    "Matcher",
    "context_words",
    "known_names",
    "organization_heads",
    "place_kinds",
    "place_names",
]

Found: TypeAlias = tuple[int, int, str]
"""Start, end and the word that was found."""


class Matcher:
    """Finds the words of a list in a text: leftmost, longest, not overlapping; linear in the text."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words))
        self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Found]:
        """All matches, left to right."""
        words = self.words
        return [(start, end, words[index]) for index, start, end in self._automaton.find_matches_as_indexes(text)]


@cache
def place_names() -> Matcher:
    """Known places."""
    return Matcher(place_kinds())


@cache
def place_kinds() -> dict[str, str]:
    """Known place → its kind."""
    return {row["word"]: row["kind"] for row in read_table("places")}


@cache
def known_names() -> Matcher:
    """Organisations known by name."""
    return Matcher(read_words("organization_names"))


@cache
def context_words(role: str) -> frozenset[str]:
    """The words of one role in ``words_around_names.tsv``."""
    return frozenset(read_words("words_around_names", role=role))


@cache
def organization_heads() -> tuple[Matcher, dict[str, tuple[str, str]]]:
    """The endings of organisation names, with their form and level."""
    forms = {row["word"]: (row["form"], row["level"]) for row in read_table("organization_heads")}
    return Matcher(forms), forms
