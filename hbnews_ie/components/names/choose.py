"""Choosing among candidates that overlap.

A candidate of the type `NOT_A_NAME` is a fixed phrase (中国特色社会主义, 长江学者) that hides the names inside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from hbnews_ie.layers import Mention

__all__ = ["LONGEST", "NOT_A_NAME", "by_offset", "choose"]

LONGEST = 100
"""Characters of a name at most: what is longer took in things without end."""

# The longest name wins; between names of one length the kind that its form makes more certain.
NOT_A_NAME = "-"
_CERTAIN = ("surname-after-title", "declared-short-form", "press", "appointed")  # 负责人石峰 is no place
_ORDER = (NOT_A_NAME, "certain", "DOCUMENT", "ACTIVITY", "PROJECT", "PRODUCT", "ORG", "PLACE", "PERSON")
_RANKS = {kind: rank for rank, kind in enumerate(_ORDER)}


def _precedence(name: Mention) -> tuple[int, int, int]:
    kind = "certain" if name.rule in _CERTAIN and name.type != NOT_A_NAME else name.type
    return name.start - name.end, _RANKS[kind], name.start


def choose(candidates: Iterable[Mention]) -> list[Mention]:
    """Keep the longest candidates that do not overlap, sorted by their place in the text."""
    ranked = sorted((name for name in candidates if name.end - name.start <= LONGEST), key=_precedence)
    taken = bytearray(max((name.end for name in ranked), default=0))
    chosen: list[Mention] = []
    for name in ranked:
        if taken[name.start] or taken[name.end - 1]:
            continue  # a longer name was taken first, so it covers one of the edges
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
        if name.type != NOT_A_NAME:
            chosen.append(name)
    return sorted(chosen, key=attrgetter("start"))


def by_offset(names: Iterable[Mention]) -> dict[int, Mention]:
    """For each character of a name, the name; of names that overlap, the last."""
    return {offset: name for name in names for offset in range(name.start, name.end)}
