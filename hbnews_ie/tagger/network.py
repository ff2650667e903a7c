"""The network in numpy: tables of features added up, residual convolutions, a softmax over the labels of each head.

`hbnews_ie.training.network` is the same in PyTorch; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise, starmap
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from hbnews_ie.tagger.labels import OUTSIDE, Floats

__all__ = ["SCREEN_WIDTH", "Network"]

SCREEN_WIDTH = 7  # rows that the screen looks at, and that are read where it is in doubt about the one amid them
_BLOCK = 1024  # rows in one go: their vectors stay in the processor's cache


class Network:
    """Reads rows of features; gives the probability of each label of each head.

    Most rows stand in no name, as their tables and those of the rows around them tell. A screen finds these; the others
    and those near them go through the convolutions, and the rest is outside for sure.

    ``weights`` are arrays by the names under which training saves them, ``dilations`` those of the convolutions,
    ``heads`` the names of the heads.
    """

    def __init__(self, weights: Mapping[str, npt.NDArray[Any]], dilations: Sequence[int], heads: Sequence[str]) -> None:
        def table(name: str) -> Floats:
            return np.ascontiguousarray(weights[name], np.float32)

        hashed = table("hashed.weight").T
        with _one_thread():  # words are projected here, not each time that one is read; pairs are too many for that
            self._words = table("word") @ hashed[-weights["word"].shape[1] :]
        self._bigrams = table("bigram")
        self._hashed = np.ascontiguousarray(hashed[: 2 * self._bigrams.shape[1]])
        self._characters = table("character") + table("hashed.bias")
        self._segments = table("segment")
        self._lexicon = table("lexicon")
        self._screen = np.ascontiguousarray(table("screen.weight").T)
        self._screen_bias = table("screen.bias").sum()
        self._convolutions = [
            (
                dilation,
                np.ascontiguousarray(table(f"convolutions.{number}.weight").T),
                table(f"convolutions.{number}.bias"),
            )
            for number, dilation in enumerate(dilations)
        ]
        self._gap = max(*dilations, SCREEN_WIDTH // 2)
        biases = [table(f"heads.{head}.bias") for head in heads]
        edges = np.cumsum([0, *map(len, biases)]).tolist()
        self._heads = dict(zip(heads, starmap(slice, pairwise(edges)), strict=True))
        self._labels = np.ascontiguousarray(np.concatenate([table(f"heads.{head}.weight") for head in heads]).T)
        self._labels_bias = np.concatenate(biases)

    def probabilities(self, values: npt.NDArray[np.int32]) -> dict[str, Floats]:
        """The probability of each label in each row, by head; rows come as `FeatureReader` lays them out."""
        found = {}
        for head, labels in self._heads.items():
            found[head] = np.zeros((len(values), labels.stop - labels.start), np.float32)
            found[head][:, OUTSIDE] = 1
        with _one_thread():
            for start, end in _blocks(values[:, 0], self._gap):
                rows, scores = self._score(values[start:end])
                for head, labels in self._heads.items():
                    found[head][start + rows] = _softmax(scores[:, labels])
        return found

    def _score(self, values: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.intp], Floats]:
        """Score the labels of all heads; returns the rows that the screen leaves, and their scores."""
        state = self._look_up(values)
        rows = np.flatnonzero(self._may_be_inside(state, values[:, 0] > 0))
        for dilation, weight, bias in self._convolutions:
            windows = state.take(rows[:, None] + (-dilation, 0, dilation), 0).reshape(len(rows), len(weight))
            update = windows @ weight
            update += bias
            state[rows] += np.maximum(update, 0, out=update)
        return rows, state.take(rows, 0) @ self._labels + self._labels_bias

    def _look_up(self, values: npt.NDArray[np.int32]) -> Floats:
        """What the tables say, one vector a row, zeros for empty rows."""
        character, bigram, word, segment, lexicon = np.ascontiguousarray(values.T, np.intp)
        pairs = self._bigrams.take(np.stack([bigram, np.roll(bigram, 1)], 1), 0)
        state: Floats = pairs.reshape(len(values), len(self._hashed)) @ self._hashed
        state += self._words.take(word, 0)
        state += self._characters.take(character, 0)
        state += self._segments.take(segment, 0)
        state += self._lexicon.take(lexicon, 0)
        np.maximum(state, 0, out=state)
        state[character == 0] = 0
        return state

    def _may_be_inside(self, state: Floats, filled: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which rows may stand in a name, by the screen, or stand so near such a row that they tell about it."""
        votes = state @ self._screen
        size = len(state) - SCREEN_WIDTH + 1
        total = sum((votes[place : place + size, place] for place in range(SCREEN_WIDTH)), self._screen_bias)
        doubtful = (total >= 0) & filled[SCREEN_WIDTH // 2 :][:size]
        inside = np.zeros(len(state), bool)
        for place in range(SCREEN_WIDTH):
            inside[place : place + size] |= doubtful
        return inside & filled


def _softmax(scores: Floats) -> Floats:
    found: Floats = np.exp(scores - scores.max(1, keepdims=True))
    found /= found.sum(1, keepdims=True)
    return found


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _one_thread() -> Any:
    """Several threads on matrices of this size wait for each other, and slow a busy machine down several times."""
    return _threads().limit(limits=1, user_api="blas")


def _blocks(characters: npt.NDArray[np.int32], gap: int) -> list[tuple[int, int]]:
    """Part rows into blocks of whole sentences; the ``gap`` empty rows between two blocks belong to both."""
    stops = np.flatnonzero((characters[:-1] > 0) & (characters[1:] == 0)) + 1
    wanted = np.arange(_BLOCK, stops[-1], _BLOCK)
    edges = sorted({0, *stops[np.searchsorted(stops, wanted)].tolist(), int(stops[-1])})
    return [(start, end + gap) for start, end in pairwise(edges)]
