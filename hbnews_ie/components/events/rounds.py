"""A round of financing is one event, with all who lead and join it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from hbnews_ie.components.syntax.clause import START
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Event
from hbnews_ie.lexicon import read_list

__all__ = ["join_rounds"]


def join_rounds(reading: Reading, events: list[Event]) -> None:
    """Let who leads and who joins a round provide for it, where the sentence names it.

    ``events`` are those of the document, in order; what only joins another goes from them.
    甲公司完成亿元|融资,由乙资本|领投,丙资本|跟投.
    """
    for joining in [event for event in events if _joins(reading, event)]:
        first, last = (bisect_left(events, edge, key=START) for edge in reading.sentence(joining.start))
        rounds = (n for n in range(first, last) if events[n].type == "FINANCE" and not _joins(reading, events[n]))
        number = next(rounds, None)
        if number is None:
            continue
        financed = events[number]
        known = {(argument.start, argument.end) for argument in financed.arguments}
        given = [a for a in joining.arguments if a.role == "provider" and (a.start, a.end) not in known]
        events[number] = replace(financed, arguments=tuple(sorted((*financed.arguments, *given), key=START)))
        events.remove(joining)


def _joins(reading: Reading, event: Event) -> bool:
    return reading.text[event.start : event.end] in read_list("joining_rounds")
