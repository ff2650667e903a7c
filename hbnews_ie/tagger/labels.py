"""Labels of characters: the BIOES scheme, and reading names off a sequence of labels.

Outside, or begin, inside, end or single of a type. Not every sequence makes sense (no inside without a begin). Where
the likeliest labels of the characters, each taken alone, do not, the likeliest sequence that does is
looked for (Viterbi), in the stretch between characters that are clearly outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
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
    labels = _likeliest(probabilities)
    wrong = _wrong_steps(labels, probabilities.shape[1], ends)
    if len(wrong):
        _repair(labels, probabilities, wrong, ends)
    named = np.flatnonzero(labels)
    place = (labels[named] - 1) % 4 + 1
    (opens,) = np.nonzero((place == BEGIN) | (place == SINGLE))
    (closes,) = np.nonzero((place == END) | (place == SINGLE))
    if not len(opens):
        return []
    least = np.minimum.reduceat(probabilities[named, labels[named]], opens)
    kinds = (labels[named[opens]] - 1) // 4
    return [
        Span(start, stop, types[kind], confidence)
        for start, stop, kind, confidence in zip(
            named[opens].tolist(), (named[closes] + 1).tolist(), kinds.tolist(), least.tolist(), strict=True
        )
    ]


def _likeliest(probabilities: Floats) -> _Numbers:
    """The likeliest label of each character, taken alone."""
    labels = np.zeros(len(probabilities), np.intp)
    (rows,) = np.nonzero(probabilities[:, OUTSIDE] < 0.5)  # most characters are outside, and need no comparison
    labels[rows] = probabilities[rows].argmax(1)
    return labels


@cache
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
    after = np.append(labels[1:], size)
    after[ends - 1] = size
    fine = allowed[labels, after]
    opens = np.append(0, ends[:-1])
    fine[opens] &= allowed[size, labels[opens]]
    wrong: _Numbers = np.flatnonzero(~fine)
    return wrong


def _repair(labels: _Numbers, probabilities: Floats, wrong: _Numbers, ends: _Numbers) -> None:
    """Put the likeliest sequence that makes sense for each stretch with a wrong step in it."""
    outside = probabilities[:, OUTSIDE] > _CLEARLY_OUTSIDE
    outside[wrong] = False
    outside[np.minimum(wrong + 1, len(labels) - 1)] = False
    stops, starts = np.append(outside, True), np.append(True, outside)
    stops[ends] = starts[ends] = True
    (stop_at,), (start_at,) = np.nonzero(stops), np.nonzero(starts)
    stop_at = stop_at[np.searchsorted(stop_at, wrong, side="right")]
    stop_at = stop_at[np.append(True, np.diff(stop_at) > 0)]  # a stretch with several wrong steps once
    start_at = start_at[np.searchsorted(start_at, stop_at - 1, side="right") - 1]
    for start, stop, path in zip(start_at, stop_at, _viterbi(probabilities, start_at, stop_at), strict=True):
        labels[start:stop] = path[: stop - start]


def _viterbi(probabilities: Floats, starts: _Numbers, stops: _Numbers) -> Any:
    """The best allowed path through each stretch, all stretches side by side.

    The labels are put in the order of ends, outside, singles, begins, insides, so that those that leave no name open
    stand side by side, and so do those that may follow them. All else comes from a begin or an inside of its type.
    """
    size = probabilities.shape[1]
    order, (ends, closing, fresh, begins, insides) = _by_place(size)
    lengths = stops - starts
    longest = int(lengths.max())
    places = np.minimum(starts + np.arange(longest)[:, None], len(probabilities) - 1)
    best = np.log(np.maximum(probabilities[places[..., None], order], np.float32(1e-9)))
    best[np.arange(longest)[:, None] >= lengths] = np.where(order == OUTSIDE, np.float32(0), _NEVER)
    best[0, :, ends] = best[0, :, insides] = _NEVER
    for before, here in pairwise(best):
        here[:, fresh] += before[:, closing].max(1, keepdims=True)
        opened = np.maximum(before[:, begins], before[:, insides])
        here[:, ends] += opened
        here[:, insides] += opened
    back = np.empty(best.shape, np.intp)  # which label each label came from
    back[..., fresh] = best[..., closing].argmax(2)[..., None]
    back[..., ends] = back[..., insides] = np.where(
        best[..., insides] > best[..., begins], np.arange(size)[insides], np.arange(size)[begins]
    )
    stretch = np.arange(len(starts))
    paths = np.empty((longest, len(starts)), np.intp)
    paths[-1] = best[-1, :, closing].argmax(1)
    for place in range(longest - 1, 0, -1):
        paths[place - 1] = back[place - 1, stretch, paths[place]]
    return order[paths.T]


@cache
def _by_place(size: int) -> tuple[_Numbers, tuple[slice, ...]]:
    """The labels in the order of ends, outside, singles, begins, insides, and stretches of it.

    These are the ends, those that leave no name open, those that may follow them, the begins and the insides.
    """
    types = size // 4
    places = [np.arange(place, size, 4) for place in (END, SINGLE, BEGIN, INSIDE)]
    order = np.concatenate([places[0], [OUTSIDE], *places[1:]])
    closed, fresh = 1 + 2 * types, 1 + 3 * types
    edges = (0, types), (0, closed), (types, fresh), (closed, fresh), (fresh, size)
    return order, tuple(slice(*edge) for edge in edges)
