"""What the network reads of a text: one row of numbers a character.

The sentences of a text are laid out one after another with empty rows between them, so that one pass of the
network reads them all and nothing leaks from one sentence into the next. Every column is worked out with
arrays over the whole text; the only loop is the matchers' own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from hbnews_ie.components.known_words import find_known_words
from hbnews_ie.layers import Words

__all__ = ["COLUMNS", "FIRST_CHARACTER", "LEXICON_STATES", "TAGS", "UNKNOWN", "FeatureReader", "Rows"]

Integers: TypeAlias = npt.NDArray[np.int32]

COLUMNS = ("character", "bigram", "word", "segment", "lexicon")
UNKNOWN, FIRST_CHARACTER = 1, 2  # in the column of characters; 0 is an empty row
_PLANE = 0x10000  # characters beyond the Basic Multilingual Plane are unknown
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # of Fibonacci hashing
_BASE = 0x100000001B3  # odd, so that it has an inverse
_INVERSE = np.uint64(pow(_BASE, -1, 1 << 64))
_ALONE, _BEGIN, _INSIDE, _END = range(4)
# jieba's tags that tell something about names; any other counts as the last.
TAGS = (
    "n", "nr", "nrt", "nrfg", "ns", "nt", "nz", "nl", "ng", "v", "vn", "vd", "vi", "vg", "a", "ad", "an", "d",
    "m", "q", "mq", "r", "p", "c", "u", "uj", "ul", "f", "s", "t", "l", "i", "j", "b", "y", "z", "zg", "eng",
    "x", "other",
)  # fmt: skip
LEXICON_STATES = 5**3  # of places, titles and heads


@dataclass(frozen=True, slots=True)
class Rows:
    """A text laid out: ``values`` has the `COLUMNS`, ``at`` says in which row each character stands."""

    values: Integers
    at: npt.NDArray[np.intp]


@cache
def _tag_numbers() -> dict[str, int]:
    return {tag: number for number, tag in enumerate(TAGS)}


class FeatureReader:
    """Lays texts out for a network of given table sizes.

    ``characters`` are the characters it knows, ``bigrams`` and ``words`` the sizes of the hashed tables, and ``gap``
    the number of empty rows around each sentence.
    """

    def __init__(self, characters: str, bigrams: int, words: int, gap: int) -> None:
        self.bigrams = bigrams
        self.words = words
        self.gap = gap
        self._numbers = np.full(_PLANE + 1, UNKNOWN, np.int32)
        codes = _code_points(characters)
        self._numbers[codes] = np.arange(FIRST_CHARACTER, FIRST_CHARACTER + len(codes))

    def read(self, text: str, words: Words, starts: npt.NDArray[np.intp]) -> Rows:
        """Lay out a normal-form text, given its words and where its sentences start (the first at 0)."""
        return self.read_arrays(text, np.array(words.starts), np.array(words.ends), words.tags, starts)

    def read_arrays(
        self,
        text: str,
        word_starts: npt.NDArray[Any],
        word_ends: npt.NDArray[Any],
        tags: Sequence[str],
        starts: npt.NDArray[Any],
    ) -> Rows:
        """Lay out a text whose words and sentences are given as arrays."""
        codes = _code_points(text)
        size = len(codes)
        at = np.arange(size)
        opening = np.zeros(size, np.intp)
        opening[starts] = self.gap
        at += np.cumsum(opening)
        values = np.zeros((size + self.gap * (len(starts) + 1), len(COLUMNS)), np.int32)
        spread = np.zeros(len(values) + 1, np.uint64)
        spread[at] = codes
        values[at, 0] = self._numbers[np.minimum(codes, _PLANE)]
        values[:, 1] = _bucket(spread[:-1] * np.uint64(_BASE) + spread[1:], self.bigrams)
        values[at, 2] = np.repeat(self._word_numbers(codes, word_starts, word_ends), word_ends - word_starts)
        values[at, 3] = 1 + _segments(size, word_starts, word_ends, tags)
        values[at, 4] = 1 + _lexicon_states(text)
        return Rows(values, at)

    def _word_numbers(
        self, codes: npt.NDArray[np.uint64], starts: npt.NDArray[Any], ends: npt.NDArray[Any]
    ) -> npt.NDArray[np.int64]:
        """A number for each word by the hash of its characters; 0 for one of a single character."""
        powers = np.full(len(codes) + 1, _BASE, np.uint64)
        powers[0] = 1
        sums = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes * np.cumprod(powers)[:-1], out=sums[1:])
        inverse = np.full(len(codes) + 1, _INVERSE, np.uint64)
        inverse[0] = 1
        hashes = (sums[ends] - sums[starts]) * np.cumprod(inverse)[starts]
        numbers: npt.NDArray[np.int64] = np.where(ends - starts > 1, 1 + _bucket(hashes, self.words - 1), 0)
        return numbers


def _code_points(text: str) -> npt.NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)


def _bucket(hashes: npt.NDArray[np.uint64], size: int) -> npt.NDArray[np.int64]:
    spread = (hashes * _MULTIPLIER) >> np.uint64(32)
    return np.asarray(spread % np.uint64(size), np.int64)


def _positions(size: int, starts: npt.NDArray[Any], ends: npt.NDArray[Any]) -> Integers:
    """Where each character stands in its stretch: alone, at its begin, inside, at its end."""
    positions = np.full(size, _INSIDE, np.int32)
    positions[ends - 1] = _END
    positions[starts] = _BEGIN
    positions[starts[ends - starts == 1]] = _ALONE
    return positions


def _segments(size: int, starts: npt.NDArray[Any], ends: npt.NDArray[Any], tags: Sequence[str]) -> Integers:
    numbers = _tag_numbers()
    other = len(TAGS) - 1
    tag_of_word = np.fromiter((numbers.get(tag, other) for tag in tags), np.int32, len(tags))
    return np.repeat(tag_of_word * 4, ends - starts) + _positions(size, starts, ends)


def _lexicon_states(text: str) -> Integers:
    """Where each character stands in the entries of the lexicons, all of them in one number."""
    states = np.zeros(len(text), np.int32)
    known = find_known_words(text)
    for found in (known.places, known.titles, known.heads):
        places = bytearray(len(text))
        for start, end, _ in found:
            places[start:end] = _entry_places(end - start)
        states = 5 * states + np.frombuffer(places, np.uint8)
    return states


@cache
def _entry_places(size: int) -> bytes:
    """Where each character of a lexicon's entry stands in it, from 1; 0 is outside."""
    if size == 1:
        return bytes([1 + _ALONE])
    return bytes([1 + _BEGIN, *[1 + _INSIDE] * (size - 2), 1 + _END])
