"""Which entities of a page's articles are one thing.

Inside an article the layer of coreference decides. Between the articles of a page, entities of one type are
one when they have the same full name, or when the full name of one is a short form of another. A short form
that two share is no sign: 市委 stands for 武汉市委 in one article and for 黄石市委 in the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["link"]


def link(entities: Iterable[tuple[str, str, Sequence[str]]]) -> list[int]:
    """Number the things behind entities given as (type, full name, short forms).

    Equal numbers are one thing; they count from 0 in order of first appearance.
    """
    entities = list(entities)
    full_form: dict[tuple[str, str], str] = {}
    for type_, name, short_forms in entities:
        for short in short_forms:
            if short != name:
                full_form.setdefault((type_, short), name)
    numbers: dict[tuple[str, str], int] = {}
    return [numbers.setdefault((type_, _fullest(type_, name, full_form)), len(numbers)) for type_, name, _ in entities]


def _fullest(type_: str, name: str, full_form: dict[tuple[str, str], str]) -> str:
    """Follow a name to the name that it is short for, and on; for names in a circle, give one of them."""
    seen = [name]
    while (type_, seen[-1]) in full_form:
        seen.append(full_form[type_, seen[-1]])
        if seen[-1] in seen[:-1]:
            return min(seen[seen.index(seen[-1]) :])
    return seen[-1]
