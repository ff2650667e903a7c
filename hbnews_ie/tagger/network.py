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

from hbnews_ie.tagger.labels import Floats

__all__ = ["Network"]

_BLOCK = 1024  # rows in one go: their vectors stay in the processor's cache


class Network:
    """Reads rows of features; gives the probability of each label of each head.

    ``weights`` are arrays by the names under which training saves them, ``dilations`` those of the convolutions,
    ``heads`` the names of the heads.
    """

    def __init__(self, weights: Mapping[str, npt.NDArray[Any]], dilations: Sequence[int], heads: Sequence[str]) -> None:
        tables = {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}
        self._characters = tables["character"] + tables["hashed.bias"]
        self._segments = tables["segment"]
        self._lexicon = tables["lexicon"]
        self._bigrams = tables["bigram"]
        self._words = tables["word"]
        self._hashed = np.ascontiguousarray(tables["hashed.weight"].T)
        self._convolutions = [
            (
                dilation,
                np.ascontiguousarray(tables[f"convolutions.{number}.weight"].T),
                tables[f"convolutions.{number}.bias"],
            )
            for number, dilation in enumerate(dilations)
        ]
        biases = [tables[f"heads.{head}.bias"] for head in heads]
        edges = np.cumsum([0, *map(len, biases)]).tolist()
        self._heads = dict(zip(heads, starmap(slice, pairwise(edges)), strict=True))
        self._labels = np.ascontiguousarray(np.concatenate([tables[f"heads.{head}.weight"] for head in heads]).T)
        self._labels_bias = np.concatenate(biases)

    def probabilities(self, values: npt.NDArray[np.int32]) -> dict[str, Floats]:
        """The probability of each label in each row, by head; rows come as `FeatureReader` lays them out."""
        with _threads().limit(limits=1, user_api="blas"):
            return self._probabilities(values)

    def _probabilities(self, values: npt.NDArray[np.int32]) -> dict[str, Floats]:
        found = {
            head: np.empty((len(values), labels.stop - labels.start), np.float32)
            for head, labels in self._heads.items()
        }
        before = np.roll(values[:, 1], 1)
        for start, end in _blocks(values[:, 0]):
            scores = self._encode(values[start:end], before[start:end]) @ self._labels
            scores += self._labels_bias
            for head, labels in self._heads.items():
                own = scores[:, labels]
                own -= own.max(1, keepdims=True)
                np.exp(own, out=own)
                own /= own.sum(1, keepdims=True)
                found[head][start:end] = own
        return found

    def _encode(self, values: npt.NDArray[np.int32], bigram_before: npt.NDArray[np.int32]) -> Floats:
        character, bigram, word, segment, lexicon = np.ascontiguousarray(values.T, np.intp)
        empty = np.flatnonzero(character == 0)
        size, hashed = len(values), self._bigrams.shape[1]
        vectors = np.empty((size, 3 * hashed), np.float32)
        vectors[:, :hashed] = self._bigrams.take(bigram, 0)
        vectors[:, hashed : 2 * hashed] = self._bigrams.take(bigram_before, 0)
        vectors[:, 2 * hashed :] = self._words.take(word, 0)
        state: Floats = vectors @ self._hashed
        state += self._characters.take(character, 0)
        state += self._segments.take(segment, 0)
        state += self._lexicon.take(lexicon, 0)
        np.maximum(state, 0, out=state)
        state[empty] = 0
        width = state.shape[1]
        windows = np.zeros((size, 3 * width), np.float32)
        for dilation, weight, bias in self._convolutions:
            windows[dilation:, :width] = state[:-dilation]
            windows[:, width : 2 * width] = state
            windows[:-dilation, 2 * width :] = state[dilation:]
            windows[:dilation, :width] = windows[-dilation:, 2 * width :] = 0
            update = windows @ weight
            update += bias
            np.maximum(update, 0, out=update)
            state += update
            state[empty] = 0
        return state


@cache
def _threads() -> ThreadpoolController:
    """Several threads on matrices of this size wait for each other, and slow a busy machine down several times."""
    return ThreadpoolController()


def _blocks(characters: npt.NDArray[np.int32]) -> list[tuple[int, int]]:
    """Part rows into blocks at empty rows; a sentence stays whole."""
    size = len(characters)
    if size <= _BLOCK:
        return [(0, size)]
    empty = np.flatnonzero(characters == 0)
    ends = empty[np.unique(np.searchsorted(empty, np.arange(_BLOCK, size, _BLOCK)).clip(max=len(empty) - 1))] + 1
    edges = np.unique(np.concatenate([[0], ends, [size]])).tolist()
    return list(pairwise(edges))
