"""What a trigger needs beside it: the types of names, or the endings of a phrase, that make it name a happening."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.events.triggers import Hit, Trigger, accepts
from hbnews_ie.components.syntax.reading import Reading

__all__ = ["choose_row", "names_money"]


def names_money(reading: Reading, clause: tuple[int, int]) -> bool:
    """Tell whether an amount of money stands in a clause."""
    return any(
        item.type == "QUANTITY" and item.index is not None and reading.quantities[item.index].kind == "money"
        for item in reading.within(*clause)
    )


def choose_row(
    hit: Hit,
    objects: Sequence[Filler],
    subject: Callable[[], Sequence[Filler]],
    text: str,
    paid: Callable[[], bool] = bool,
) -> Trigger | None:
    """Return the first row of a trigger whose needs are met by a name, or else by a phrase.

    They are met by the object, or, where there is none, by a subject that stands for it (条例|施行); what the subject
    gives is asked for only then. The need of ``MONEY`` is met by an amount of money anywhere in the clause, of which
    ``paid`` tells (投入|18亿元, and not 投入|设备).
    """
    fallback = None
    for row in hit.rows:
        if not row.needs:
            return fallback or row
        if "MONEY" in row.needs and paid():
            return row
        for filler in _candidates(row, objects) or (subject() if row.alone == row.object else ()):
            if filler.item is not None and filler.item.type in row.needs:
                return row
            if fallback is None and text[filler.start : filler.end].rstrip("”’》").endswith(row.endings):
                fallback = row
    return fallback


def _candidates(row: Trigger, objects: Sequence[Filler]) -> Sequence[Filler]:
    """Leave out a place that cannot fill the role of the object, where the subject may: 项目|签约落户|太仓."""
    if row.type == "NONE" or row.alone != row.object or "PLACE" in accepts()[row.type][row.object]:
        return objects
    return [filler for filler in objects if filler.item is None or filler.item.type != "PLACE"]
