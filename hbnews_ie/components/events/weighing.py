"""Is it an event? The evidence for and against, weighed.

The rules read what stands around a trigger and say what speaks against it: their *objections*. Few of these settle
the matter, and some words are events with half of them against it, while others seldom are with none. So the
decision is a log-linear model: every piece of evidence has a weight, in ``event_weights.tsv``, and a candidate is an
event where they add up to more than nothing. `hbnews_ie.training.weights` learns the weights from annotated articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hbnews_ie.components.events.triggers import Trigger
from hbnews_ie.components.syntax.clause import Element
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.weighing import Evidence
from hbnews_ie.layers import Event

__all__ = ["Candidate", "evidence"]

_MANY = 4  # counts of clauses and verbs go up to this


@dataclass(slots=True)
class Candidate:
    """A trigger with what stands around it, and the event it would be."""

    event: Event
    row: Trigger
    objections: list[str]
    ways: Mapping[tuple[int, int], str]  # by its span: what brought an argument
    before: Sequence[Element]
    after: Sequence[Element]
    frame: Frame
    place: int  # how many clauses of its sentence stand before its own
    arrival: Event | None  # the way to the place of a visit, which the visit takes in


def evidence(candidate: Candidate) -> list[Evidence]:
    """Return what speaks for and against a candidate being an event."""
    row, frame, before, after = candidate.row, candidate.frame, candidate.before, candidate.after
    pieces = [
        ("always", "-"),
        ("word", f"{row.word} {row.type}"),
        ("type", row.type),
        ("use", row.use),
        ("before", f"{before[-1].kind if before else '-'} {row.use}"),
        ("after", f"{after[0].kind if after else '-'} {row.use}"),
        ("status", candidate.event.status),
        ("object", f"{_named(frame.object)} {row.type}"),
        ("subject", f"{_named(frame.subject)} {row.type}"),
        ("names", f"{min(_names(candidate.event), _MANY)} {row.type}"),
        ("clause", str(min(candidate.place, _MANY))),
        ("verbs behind", str(min(sum(element.act or element.kind == "verb" for element in after), _MANY))),
    ]
    for objection in candidate.objections or ("none",):
        pieces.append(("objection", objection))
        pieces.append(("objection to word", f"{objection} {row.word}"))
    pieces += [("role", f"{role} {row.type}") for role in {argument.role for argument in candidate.event.arguments}]
    pieces += [("word class before", name) for name in {name for element in before for name in element.classes}]
    return pieces


def _names(event: Event) -> int:
    """Return how many arguments of an event are something named."""
    return sum(argument.entity is not None for argument in event.arguments)


def _named(group: Group | None) -> str:
    """Tell whether a group names somebody or something."""
    if group is None:
        return "none"
    return "name" if any(element.kind == "name" for element in group.elements) else "phrase"
