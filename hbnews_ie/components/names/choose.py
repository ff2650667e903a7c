"""Choosing among candidates that overlap."""

from __future__ import annotations

from collections.abc import Iterable

from hbnews_ie.layers import Mention

__all__ = ["choose"]

# The longest name wins; between names of one length the kind that its form makes more certain.
_ORDER = ("DOCUMENT", "ACTIVITY", "PROJECT", "PRODUCT", "ORG", "PERSON", "PLACE")


def choose(candidates: Iterable[Mention]) -> list[Mention]:
    """Keep the longest candidates that do not overlap, sorted by their place in the text."""
    ranked = sorted(candidates, key=lambda name: (name.start - name.end, _ORDER.index(name.type), name.start))
    taken: set[int] = set()
    chosen: list[Mention] = []
    for name in ranked:
        if name.start in taken or name.end - 1 in taken:
            continue  # a longer name was taken first, so it covers one of the edges
        taken.update(range(name.start, name.end))
        chosen.append(name)
    return sorted(chosen, key=lambda name: name.start)
