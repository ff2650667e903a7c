"""The words of the lexicons of titles and names that stand in a text, all found in one pass.

A pass for each lexicon would read the text six times, through tables that push each other out of the cache.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from hbnews_ie.lexicon import read_words

__all__ = ["Found", "KnownWords", "find_known_words"]

Found: TypeAlias = tuple[int, int, str]
"""Start, end and the word that was found."""


class KnownWords(NamedTuple):
    """What was found of each lexicon, left to right: leftmost words, of these the longest, none overlapping."""

    titles: tuple[Found, ...]
    places: tuple[Found, ...]
    names: tuple[Found, ...]
    persons: tuple[Found, ...]
    person_nouns: tuple[Found, ...]
    heads: tuple[Found, ...]


def _lexicons() -> tuple[tuple[str, ...], ...]:
    """The words to find, in the order of `KnownWords`."""
    return (
        read_words("titles"),
        read_words("places"),
        read_words("known_names"),
        read_words("known_persons"),
        read_words("words_around_names", role="person"),
        read_words("heads"),
    )


@cache
def _automaton() -> tuple[AhoCorasick, list[tuple[str, list[int]]]]:
    """The automaton of all words, and each word with the numbers of its lexicons."""
    numbers: dict[str, list[int]] = {}
    for number, lexicon in enumerate(_lexicons()):
        for word in dict.fromkeys(lexicon):
            numbers.setdefault(word, []).append(number)
    automaton = AhoCorasick(list(numbers), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    return automaton, list(numbers.items())


@lru_cache(maxsize=1)  # the layers ask about one text after the other
def find_known_words(text: str) -> KnownWords:
    """Find the words of the lexicons in a normal-form text; linear in its length."""
    automaton, words = _automaton()
    found: tuple[list[Found], ...] = tuple([] for _ in KnownWords._fields)
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        word, lexicons = words[index]
        for lexicon in lexicons:
            found[lexicon].append((start, -end, word))
    return KnownWords(*map(_leftmost_longest, found))


def _leftmost_longest(matches: list[Found]) -> tuple[Found, ...]:
    """Of matches that overlap, given with their ends below zero, keep the leftmost, and there the longest."""
    kept: list[Found] = []
    floor = 0
    for start, end, word in sorted(matches):
        if start >= floor:
            floor = -end
            kept.append((start, floor, word))
    return tuple(kept)
