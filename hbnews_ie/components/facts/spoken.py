"""Of whom is what somebody tells: of the body for which he says 我们, of himself where he says 我, of his firm.

“我们开展了20余项改进。”八院总师李明说; “我种了120亩藕带。”; “年产能8万吨。”江城公司经理李明说.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hbnews_ie.components.names.vocabulary import FIRM_ENDS
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Event

__all__ = ["Speech", "speeches", "told_of"]

_WE = re.compile("我们(?!省|市|县|区|州|国)|咱们|我(?:公司|厂|院|校|所|集团|社|队)")
_I = re.compile("我(?![们国省市县区州镇乡村院校所厂队社方军党公集爱])")
_UNNAMED = ("no topic", "measured before")


class Speech(NamedTuple):
    """A stretch of speech, with the body and the person (entities) that speak there, None where not known."""

    start: int
    end: int
    body: int | None
    person: int | None


def speeches(reading: Reading, events: Sequence[Event]) -> list[Speech]:
    """Return what is said, by the statements among the events."""
    said: list[Speech] = []
    for event in events:
        speaker = next((argument for argument in event.arguments if argument.role == "speaker"), None)
        content = next((argument for argument in event.arguments if argument.role == "content"), None)
        if speaker is None or content is None:
            continue
        named = reading.covering(speaker.start)
        if named is not None and named.type == "ORG" and named.index is not None:
            said.append(Speech(content.start, content.end, named.index, None))
        elif speaker.entity is not None:
            said.append(Speech(content.start, content.end, _body_of(reading, speaker.entity), speaker.entity))
    return said


def told_of(reading: Reading, said: Sequence[Speech], offset: int, sentence: int, way: str) -> int | None:
    """Return of whom (an entity) a quantity at ``offset`` is by who tells it, None where that does not tell.

    ``sentence`` is where its sentence begins, ``way`` tells how syntax looked for a subject.
    """
    speech = next((speech for speech in said if speech.start <= offset < speech.end), None)
    if speech is None:
        return None
    clause = max(speech.start, reading.clauses[reading.clause(offset)][0])
    if _WE.search(reading.text, clause, offset):
        return speech.body
    if _I.search(reading.text, clause, offset):
        return speech.person
    if way not in _UNNAMED:
        return None
    before = max(speech.start, sentence)
    if _I.search(reading.text, before, offset):
        return speech.person
    is_firm = speech.body is not None and reading.entities[speech.body].name.endswith(tuple(FIRM_ENDS))
    return speech.body if is_firm or _WE.search(reading.text, before, offset) else None


def _body_of(reading: Reading, person: int) -> int | None:
    """The body that a person has a post at, the first that was told."""
    mentions = reading.entities[person].mentions
    for post in reading.posts:
        if post.person in mentions and post.organization is not None:
            body = reading.covering(post.organization[0])
            return body.index if body is not None and body.type == "ORG" else None
    return None
