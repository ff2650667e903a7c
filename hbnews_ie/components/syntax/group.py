"""Groups: runs of nominal elements in a clause, each under one preposition or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hbnews_ie.components.syntax.clause import Element

__all__ = ["ATTACHED", "CONTENT", "PREPOSITIONS", "VERBS", "Group", "has_head"]

_HEADS = frozenset({"name", "noun", "quantity", "pronoun"})

CONTENT = _HEADS | {"modifier", "honorific"}
"""Classes of elements that open a group."""

ATTACHED = frozenset({"quote", "etc", "list"})
"""Classes of elements that go on with one."""

PREPOSITIONS = frozenset({"by", "ba", "at", "to", "about"})
VERBS = frozenset({"verb", "cause"})


@dataclass(slots=True)
class Group:
    """A run of nominal elements, at least one.

    ``governor`` is the class of the preposition before it, ``light`` between a light verb and the noun of its act
    (完成|15亿元|融资), else empty.
    """

    governor: str
    segment: int  # how many verbs stand before it in the clause
    elements: list[Element]
    tied: int = 0  # elements before this index only modify, with 的, those after
    whole: bool = False  # nothing behind it belongs to it
    clause: int | None = None  # where a relative clause begins that modifies the whole (推出|可以识别路况的|系统)

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.elements[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.elements[-1].end

    @property
    def is_act(self) -> bool:
        """Tell whether it is one word that names an act (陪同|调研): nobody who could act."""
        return len(self.elements) == 1 and self.elements[0].act


def has_head(elements: Sequence[Element]) -> bool:
    """Tell whether something among them can be the head of a noun phrase."""
    for element in elements:  # noqa: SIM110
        if element.kind in _HEADS:
            return True
    return False
