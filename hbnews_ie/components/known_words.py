"""The words of the lexicons of titles and names that stand in a text, all found in one pass.

A pass for each lexicon would read the text six times, through tables that push each other out of the cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation

from hbnews_ie.lexicon import read_list, read_words

__all__ = ["Found", "KnownWords", "find_all", "find_known_words", "leftmost_longest"]

Found: TypeAlias = tuple[int, int, str]
"""Start, end and the word that was found."""

_DATE_ENDS = frozenset("年月日")
_BEFORE_DATE_END = frozenset("0123456789一二三四五六七八九十个")
_LIKE_AND = ("和县", "会同县", "会同")  # counties whose names begin as what joins two bodies
_OFFICES = read_list("office_ends")


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
    words = sorted(numbers.items())  # so that states that follow each other stand near each other
    return AhoCorasick([word for word, _ in words], implementation=Implementation.ContiguousNFA), words


@lru_cache(maxsize=1)  # the layers ask about one text after the other
def find_known_words(text: str) -> KnownWords:
    """Find the words of the lexicons in a normal-form text; linear in its length."""
    automaton, words = _automaton()
    found: tuple[list[Found], ...] = tuple([] for _ in KnownWords._fields)
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        word, lexicons = words[index]
        for lexicon in lexicons:
            found[lexicon].append((start, end, word))
    places = found[KnownWords._fields.index("places")]
    places[:] = (
        match
        for match in places
        if not (_begins_in_date(text, match) or _begins_in_among(text, match) or _joins_bodies(text, match))
    )
    return KnownWords(*map(leftmost_longest, found))


def _begins_in_date(text: str, match: Found) -> bool:
    """Whether the first character of a match ends a date before it: 前7个月|湖北, no 月湖."""
    start = match[0]
    return text[start] in _DATE_ENDS and text[start - 1 : start] in _BEFORE_DATE_END


def _begins_in_among(text: str, match: Found) -> bool:
    """Whether the first character of a match ends 其中: 其中|江夏区, no 中江; but 其|中国."""
    start, _, word = match
    return word[0] == "中" and text.endswith("其", 0, start) and not word.startswith("中国")


def _joins_bodies(text: str, match: Found) -> bool:
    """Whether what looks like a county joins two bodies of another: 县教育局|和|县公安局."""
    start, _, word = match
    return word in _LIKE_AND and text.endswith(_OFFICES, 0, start)


def find_all(text: str, words: Iterable[str]) -> Iterator[Found]:
    """All matches, with an automaton that serves one text only: quick to make rather than to match with."""
    words = list(words)
    automaton = AhoCorasick(words, implementation=Implementation.NoncontiguousNFA)
    matches = automaton.find_matches_as_indexes(text, overlapping=True)
    return ((start, end, words[index]) for index, start, end in matches)


def leftmost_longest(matches: Iterable[Found]) -> tuple[Found, ...]:
    """Of all matches, which come in order of their ends, keep the leftmost, and of these the longest."""
    kept: list[Found] = []
    begin = floor = -1
    for match in sorted(matches, key=itemgetter(0)):
        start, end, _ = match
        if start == begin:
            kept[-1] = match  # longer than the one before
        elif start >= floor:
            kept.append(match)
        else:
            continue
        begin, floor = start, end
    return tuple(kept)
