"""What a trigger needs beside it: the types of names, or the endings of a phrase, that make it name a happening.

`may_be_met` sees to it that the clause of a trigger which holds nothing of the kind is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.events.triggers import Hit, Trigger, accepts, triggers
from hbnews_ie.components.syntax.anaphora import pointers_to
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import alternation

__all__ = ["choose_row", "may_be_met", "names_money"]


@cache
def _needs(word: str) -> tuple[frozenset[str], re.Pattern[str]] | None:
    """Return what one of the rows of a trigger needs: types of names, and a pattern of the words that will do.

    None where a row needs nothing.
    """
    rows = triggers()[word]
    if not all(row.needs for row in rows):
        return None
    types = frozenset(need for row in rows for need in row.needs if need[0] not in "~#")
    endings = [ending for row in rows for ending in (*row.endings, *row.counted)]
    return types, re.compile(alternation([*endings, *pointers_to(types)]))


def may_be_met(reading: Reading, hit: Hit, clause: tuple[int, int]) -> bool:
    """Tell whether a clause holds anything that a row of a trigger in it may need, wherever it stands."""
    needs = _needs(hit.rows[0].word)
    if needs is None:
        return True
    types, words = needs
    if any(row.alone == row.object for row in hit.rows):
        clause = reading.sentence(hit.start)[0], clause[1]  # 条例昨日公布,|自明年起|施行
    if words.search(reading.text, *clause) or ("MONEY" in types and names_money(reading, clause)):
        return True
    for item in reading.within(*clause):  # noqa: SIM110
        if item.type in types:
            return True
    return False


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
    reading: Reading,
    paid: Callable[[], bool] = bool,
) -> Trigger | None:
    """Return the first row of a trigger whose needs are met by a name, or else by a phrase.

    They are met by the object, or, where there is none, by a subject that stands for it (条例|施行); what the subject
    gives is asked for only then. The need of ``MONEY`` is met by an amount of money anywhere in the clause, of which
    ``paid`` tells (投入|18亿元, and not 投入|设备).
    """
    fallback, text = None, reading.text
    for row in hit.rows:
        if not row.needs:
            return fallback or row
        if "MONEY" in row.needs and paid():
            return row
        for filler in _candidates(row, objects) or (subject() if row.object in (row.alone, "honor") else ()):
            if filler.item is not None and filler.item.type in row.needs:
                return row
            phrase = text[filler.start : filler.end].rstrip("”’》")
            if fallback is None and phrase.endswith(row.endings):
                fallback = row
            elif row.counted and phrase.endswith(row.counted) and _is_counted(reading, filler):
                return row
    return fallback


def _is_counted(reading: Reading, filler: Filler) -> bool:
    """Tell whether a number stands in a phrase, or right beside it: 建成|100家中试平台, 建成|示范工厂|21家."""
    beside = max(0, filler.start - 1), min(len(reading.text), filler.end + 1)
    return any(item.type == "QUANTITY" for item in reading.within(filler.start, filler.end)) or any(
        (item := reading.covering(at)) is not None and item.type == "QUANTITY" for at in (beside[0], beside[1] - 1)
    )


def _candidates(row: Trigger, objects: Sequence[Filler]) -> Sequence[Filler]:
    """Leave out a place that cannot fill the role of the object, where the subject may: 项目|签约落户|太仓."""
    if row.type == "NONE" or row.alone != row.object or "PLACE" in accepts()[row.type][row.object]:
        return objects
    return [filler for filler in objects if filler.item is None or filler.item.type != "PLACE"]
