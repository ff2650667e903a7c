"""The text as the name rules see it: characters, jieba words, and the vocabulary that stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hbnews_ie.components.names.vocabulary import Found, known_names, place_names
from hbnews_ie.layers import Words

__all__ = ["View"]


@dataclass
class View:
    """One document's normal-form text with its words; everything else is worked out on first use."""

    text: str
    words: Words

    @cached_property
    def word_at(self) -> list[int]:
        """For each character, the index of its word."""
        at: list[int] = []
        for index, (start, end) in enumerate(zip(self.words.starts, self.words.ends, strict=True)):
            at.extend([index] * (end - start))
        return at

    @cached_property
    def edges(self) -> frozenset[int]:
        """Offsets at which a word begins or ends."""
        return frozenset(self.words.starts) | {len(self.text)}

    @cached_property
    def places(self) -> list[Found]:
        """Known places, longest match, left to right."""
        return place_names().find(self.text)

    @cached_property
    def place_ending(self) -> dict[int, int]:
        """End of each known place that stands on its own → its start."""
        return {end: start for start, end, _ in self.places if self.is_free(start, end)}

    @cached_property
    def known(self) -> list[Found]:
        """Organisations known by name."""
        return [found for found in known_names().find(self.text) if self.is_free(found[0], found[1])]

    def is_free(self, start: int, end: int) -> bool:
        """Whether a short match is a word and not two halves of others (发[展中国]家)."""
        if end - start > 3:
            return True
        return start in self.edges and end in self.edges or self._loose(start, end)

    def _loose(self, start: int, end: int) -> bool:
        """Whether the words that a match cuts into are not longer than the match itself."""
        at, words = self.word_at, self.words
        first, last = at[start], at[end - 1]
        left_cut = words.starts[first] < start
        right_cut = words.ends[last] > end
        if left_cut and right_cut:
            return False
        outer = (words.ends[first] - words.starts[first]) if left_cut else (words.ends[last] - words.starts[last])
        return end - start >= 3 and outer <= end - start
