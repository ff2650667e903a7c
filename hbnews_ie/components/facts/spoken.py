"""What somebody of a firm tells is of the firm, where nothing else is named: “年产能8万吨。”江城公司经理李明说."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hbnews_ie.components.names.vocabulary import FIRM_ENDS
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Event

__all__ = ["firms_that_speak"]


def firms_that_speak(reading: Reading, events: Sequence[Event]) -> list[tuple[int, int, int]]:
    """Return the stretches of speech, each with the firm (an entity) that speaks there, or whose officer does."""
    return [(start, end, firm) for start, end, firm in _speeches(reading, events) if _is_firm(reading, firm)]


def _speeches(reading: Reading, events: Sequence[Event]) -> Iterator[tuple[int, int, int]]:
    for event in events:
        speaker = next((argument for argument in event.arguments if argument.role == "speaker"), None)
        content = next((argument for argument in event.arguments if argument.role == "content"), None)
        if speaker is None or content is None:
            continue
        named = reading.covering(speaker.start)
        if named is not None and named.type == "ORG" and named.index is not None:
            yield content.start, content.end, named.index
        elif speaker.entity is not None and (body := _body_of(reading, speaker.entity)) is not None:
            yield content.start, content.end, body


def _body_of(reading: Reading, person: int) -> int | None:
    """The body that a person has a post at, the first that was told."""
    mentions = reading.entities[person].mentions
    for post in reading.posts:
        if post.person in mentions and post.organization is not None:
            body = reading.covering(post.organization[0])
            return body.index if body is not None and body.type == "ORG" else None
    return None


def _is_firm(reading: Reading, entity: int) -> bool:
    return reading.entities[entity].name.endswith(tuple(FIRM_ENDS))
