"""The vocabulary of names, compiled for matching on first use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from hbnews_ie.lexicon import read_table, read_words

__all__ = ["Found", "Head", "Matcher", "context_words", "heads", "known_names", "place_kinds", "place_names"]

Found: TypeAlias = tuple[int, int, str]
"""Start, end and the word that was found."""


_MAX_DFA = 2000  # a deterministic automaton matches faster, and takes more memory the more words it holds


class Matcher:
    """Finds the words of a list in a text: leftmost, longest, not overlapping; linear in the text.

    A list that serves one text only is ``brief``: quick to compile rather than to match.
    """

    def __init__(self, words: Iterable[str], *, brief: bool = False) -> None:
        self.words = sorted(set(words))
        implementation = Implementation.DFA if len(self.words) <= _MAX_DFA else Implementation.ContiguousNFA
        if brief:
            implementation = Implementation.NoncontiguousNFA
        self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest, implementation=implementation)

    def find(self, text: str) -> list[Found]:
        """All matches, left to right."""
        words = self.words
        return [(start, end, words[index]) for index, start, end in self._automaton.find_matches_as_indexes(text)]


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of a kind of name; the columns of ``heads.tsv``."""

    word: str
    type: str
    needs: str
    joins: bool
    admin: bool


@cache
def heads() -> tuple[Matcher, dict[str, Head]]:
    """The words that end names."""
    table = {
        row["word"]: Head(row["word"], row["type"], row["needs"], row["joins"] == "joins", row["level"] == "admin")
        for row in read_table("heads")
    }
    return Matcher(table), table


@cache
def place_names() -> Matcher:
    """Known places."""
    return Matcher(place_kinds())


@cache
def place_kinds() -> dict[str, str]:
    """Known place → its kind."""
    return {row["word"]: row["kind"] for row in read_table("places")}


@cache
def known_names() -> tuple[Matcher, dict[str, str]]:
    """Names known without a form, with their types."""
    types = {row["word"]: row["type"] for row in read_table("known_names")}
    return Matcher(types), types


@cache
def context_words(role: str) -> frozenset[str]:
    """The words of one role in ``words_around_names.tsv``."""
    return frozenset(read_words("words_around_names", role=role))
