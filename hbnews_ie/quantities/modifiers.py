"""Modifiers: the words that bound a number, and which bound they set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hbnews_ie.lexicon import read_table

__all__ = ["Modifier", "after", "before", "inside", "verb"]


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word that bounds a number: 超, 余, 以上."""

    word: str
    bound: str
    not_beside: tuple[str, ...]


def before(text: str, position: int, bare_scale: bool = False) -> Modifier | None:
    """The modifier that ends at ``position``. A bare scale also takes 过 (过万元)."""
    return _ending(text, position, ("before", "round") if bare_scale else ("before",))


def verb(text: str, position: int) -> Modifier | None:
    """The verb that bounds a number and ends at ``position``, outside the quantity: 突破."""
    return _ending(text, position, ("verb",))


def inside(text: str, position: int) -> Modifier | None:
    """余, 多, 几 or 来 between number and unit."""
    modifiers = _by_edge("inside").get(text[position : position + 1])
    return modifiers[0] if modifiers else None


def after(text: str, position: int) -> Modifier | None:
    """The modifier that begins at ``position``, behind the unit."""
    for modifier in _by_edge("after").get(text[position : position + 1], ()):
        if text.startswith(modifier.word, position):
            end = position + len(modifier.word)
            if not modifier.not_beside or not text.startswith(modifier.not_beside, end):
                return modifier
    return None


def _ending(text: str, position: int, places: tuple[str, ...]) -> Modifier | None:
    last = text[position - 1 : position] if position else ""
    for place in places:
        for modifier in _by_edge(place).get(last, ()):
            start = position - len(modifier.word)
            if text.endswith(modifier.word, 0, position) and not text.endswith(modifier.not_beside, 0, start):
                return modifier
    return None


@cache
def _by_edge(place: str) -> dict[str, tuple[Modifier, ...]]:
    """The modifiers of a place by the sign that touches the number's side of them, the longest first."""
    edge = -1 if place in ("before", "round", "verb") else 0
    index: dict[str, list[Modifier]] = {}
    for row in sorted(read_table("modifiers"), key=lambda row: -len(row["word"])):
        if row["place"] == place:
            modifier = Modifier(row["word"], row["bound"], tuple(filter(None, row["not_beside"].split("|"))))
            outer = 0 if place == "after" else edge
            index.setdefault(row["word"][outer], []).append(modifier)
    return {sign: tuple(modifiers) for sign, modifiers in index.items()}
