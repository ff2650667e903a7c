"""One-to-one matching: as many pairs as possible, the closest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["match"]

_Gold = TypeVar("_Gold")
_Found = TypeVar("_Found")


def match(
    gold: Sequence[_Gold], found: Sequence[_Found], closeness: Callable[[_Gold, _Found], float]
) -> list[tuple[int, int]]:
    """Pair items of two sequences, each used once; return the pairs of indices in order of ``gold``.

    ``closeness`` is positive for two items that may be paired. The pairs are first taken in order of
    closeness (then of the text), which settles which of several candidates is meant; then paths are
    augmented until no more pairs are possible, so that the number of pairs is the maximum there is.
    """
    edges: list[list[tuple[float, int]]] = []
    for item in gold:
        near = ((closeness(item, other), index) for index, other in enumerate(found))
        edges.append(sorted((-close, index) for close, index in near if close > 0))
    pair_of_found: dict[int, int] = {}
    paired: set[int] = set()
    for _, one, other in sorted((cost, one, other) for one, near_ in enumerate(edges) for cost, other in near_):
        if one not in paired and other not in pair_of_found:
            paired.add(one)
            pair_of_found[other] = one
    for one in range(len(edges)):
        if one not in paired:
            _augment(one, edges, pair_of_found)
    return sorted((one, other) for other, one in pair_of_found.items())


def _augment(free: int, edges: list[list[tuple[float, int]]], pair_of_found: dict[int, int]) -> None:
    """Pair ``free`` too, if moving other pairs along a path makes room for it."""
    reached_from: dict[int, int] = {}
    queue = deque([free])
    while queue:
        one = queue.popleft()
        for _, other in edges[one]:
            if other in reached_from:
                continue
            reached_from[other] = one
            if other in pair_of_found:
                queue.append(pair_of_found[other])
                continue
            _shift(free, other, reached_from, pair_of_found)
            return


def _shift(free: int, other: int, reached_from: dict[int, int], pair_of_found: dict[int, int]) -> None:
    partner = {one: found for found, one in pair_of_found.items()}
    while True:
        one = reached_from[other]
        pair_of_found[other] = one
        if one == free:
            return
        other = partner[one]
