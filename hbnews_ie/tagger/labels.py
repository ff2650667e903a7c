"""Labels of characters: the BIOES scheme, and reading names off a sequence of labels.

Outside, or begin, inside, end or single of a type. Not every sequence makes sense (no inside without a begin). Where
the likeliest labels of the characters, each taken alone, do not, the likeliest sequence that does is
looked for (Viterbi), in the stretch between characters that are clearly outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["BEGIN", "END", "INSIDE", "OUTSIDE", "SINGLE", "Floats", "Span", "find_spans", "label_names", "path_of"]

Floats: TypeAlias = npt.NDArray[np.float32]
_Numbers: TypeAlias = npt.NDArray[np.intp]

OUTSIDE = 0
BEGIN, INSIDE, END, SINGLE = 1, 2, 3, 4  # of the first type; each further type adds four
_PLACES = "BIES"
_CLEARLY_OUTSIDE = 0.95
_NEVER = np.float32(-1e4)


class Span(NamedTuple):
    """A name: half-open offsets, its type, and the least probability of the labels of its characters (0 to 1)."""

    start: int
    end: int
    type: str
    confidence: float


def label_names(types: Sequence[str]) -> tuple[str, ...]:
    """The labels for names of the given types, in the order of their numbers."""
    return ("O", *(f"{place}-{type_}" for type_ in types for place in _PLACES))


def path_of(size: int, type_number: int) -> list[int]:
    """The labels of a name of ``size`` characters."""
    first = 4 * type_number
    if size == 1:
        return [first + SINGLE]
    return [first + BEGIN, *[first + INSIDE] * (size - 2), first + END]


def find_spans(probabilities: Floats, types: Sequence[str], ends: _Numbers) -> list[Span]:
    """Read the names off label probabilities, one row a character; ``ends`` are where sentences end (the last too)."""
    if not len(probabilities):
        return []
    labels: _Numbers = probabilities.argmax(1)
    wrong = _wrong_steps(labels, probabilities.shape[1], ends)
    if len(wrong):
        _repair(labels, probabilities, wrong, ends)
    place = np.where(labels == OUTSIDE, -1, (labels - 1) % 4 + 1)
    starts = np.flatnonzero((place == BEGIN) | (place == SINGLE))
    stops = np.flatnonzero((place == END) | (place == SINGLE)) + 1
    if not len(starts):
        return []
    sure = np.take_along_axis(probabilities, labels[:, None], 1)[:, 0]
    edges = np.stack([starts, stops], 1).ravel()
    least = np.minimum.reduceat(np.append(sure, np.float32(1)), edges)[::2]
    kinds = (labels[starts] - 1) // 4
    return [
        Span(start, stop, types[kind], confidence)
        for start, stop, kind, confidence in zip(
            starts.tolist(), stops.tolist(), kinds.tolist(), least.tolist(), strict=True
        )
    ]


def _may_follow(size: int) -> npt.NDArray[np.bool_]:
    """Which label may follow which; the last row and column stand for the border of a sentence."""
    numbers = np.arange(size)
    place = np.append(np.where(numbers == OUTSIDE, OUTSIDE, (numbers - 1) % 4 + 1), OUTSIDE)
    kind = np.append((numbers - 1) // 4, -1)
    is_open = (place == BEGIN) | (place == INSIDE)
    goes_on = (place == INSIDE) | (place == END)
    same = kind[:, None] == kind[None, :]
    allowed: npt.NDArray[np.bool_] = np.where(is_open[:, None], goes_on[None, :] & same, ~goes_on[None, :])
    return allowed


def _wrong_steps(labels: _Numbers, size: int, ends: _Numbers) -> _Numbers:
    """The characters whose label cannot follow the one before, or cannot stand where its sentence begins or ends."""
    allowed = _may_follow(size)
    border = np.zeros(len(labels), bool)
    border[ends - 1] = True
    after = np.append(labels[1:], size)
    fine = np.where(border, allowed[labels, size], allowed[labels, after])
    opens = np.append(0, ends[:-1])
    fine[opens] &= allowed[size, labels[opens]]
    wrong: _Numbers = np.flatnonzero(~fine)
    return wrong


def _repair(labels: _Numbers, probabilities: Floats, wrong: _Numbers, ends: _Numbers) -> None:
    """Put the likeliest sequence that makes sense for each stretch with a wrong step in it."""
    outside = probabilities[:, OUTSIDE] > _CLEARLY_OUTSIDE
    outside[wrong] = False
    outside[np.minimum(wrong + 1, len(labels) - 1)] = False
    cuts = np.union1d(np.flatnonzero(outside), ends)  # a stretch ends before a cut
    lows = np.append(0, np.union1d(np.flatnonzero(outside) + 1, ends))
    stop_at = np.unique(cuts[np.searchsorted(cuts, wrong, side="right")])
    start_at = lows[np.searchsorted(lows, stop_at - 1, side="right") - 1]
    scores = np.log(np.maximum(probabilities, np.float32(1e-9)))
    for start, stop, path in zip(start_at, stop_at, _viterbi(scores, start_at, stop_at), strict=True):
        labels[start:stop] = path[: stop - start]


def _viterbi(scores: Floats, starts: _Numbers, stops: _Numbers) -> Any:
    """The best allowed path through each stretch, all stretches side by side."""
    size = scores.shape[1]
    allowed = _may_follow(size)
    steps = np.where(allowed[:size, :size], np.float32(0), _NEVER)
    lengths = stops - starts
    longest = int(lengths.max())
    places = np.minimum(starts[:, None] + np.arange(longest), len(scores) - 1)
    grid = scores[places]
    beyond = np.arange(longest) >= lengths[:, None]
    grid[beyond] = _NEVER
    grid[beyond, OUTSIDE] = 0
    best = grid[:, 0] + np.where(allowed[size, :size], np.float32(0), _NEVER)
    back = np.zeros((longest, len(starts), size), np.int8)
    for place in range(1, longest):
        candidates = best[:, :, None] + steps
        back[place] = candidates.argmax(1)
        best = np.take_along_axis(candidates, back[place][:, None, :].astype(np.intp), 1)[:, 0] + grid[:, place]
    paths = np.zeros((len(starts), longest), np.intp)
    paths[:, -1] = (best + np.where(allowed[:size, size], np.float32(0), _NEVER)).argmax(1)
    for place in range(longest - 1, 0, -1):
        paths[:, place - 1] = back[place][np.arange(len(starts)), paths[:, place]]
    return paths
