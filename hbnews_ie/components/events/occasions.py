"""On what occasion somebody spoke: 在…座谈会|上, 追思会|上,…; of a bare 会上 the meeting named before."""

from __future__ import annotations

import re

from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.lexicon import read_list

__all__ = ["occasion"]

_GATHERING = r"(?:会议?|论坛|仪式|典礼|活动|庭审|讲话|发言|致辞|悼词)"
_NAME = rf"(?P<name>[^,。;:!?\n在]{{0,30}}?{_GATHERING})"
_AT = re.compile(rf"在{_NAME}(?:现场)?[上中](?![市午])")
_OPENING = re.compile(rf"{_NAME}(?:现场)?[上中]")
_BARE = read_list("bare_meetings")
_FAR = 300  # characters back that a gathering may have been named


def occasion(reading: Reading, clause: int, verb: int) -> Filler | None:
    """Return the occasion named before a verb of speech, in its clause or as the clause before."""
    start = reading.clauses[clause][0]
    found = None
    for match in _AT.finditer(reading.text, start, verb):
        found = match.span("name")
    if found is None and clause and reading.clauses[clause - 1][0] >= reading.sentence(verb)[0]:
        opening = _OPENING.fullmatch(reading.text, *reading.clauses[clause - 1])
        found = opening.span("name") if opening is not None else None
    return None if found is None else _named(reading, *found)


def _named(reading: Reading, start: int, end: int) -> Filler:
    """The gathering by its name, where it has one, else the noun without what modifies it (14日的|新闻发布会)."""
    item = reading.covering(end - 1)
    if item is not None and item.type == "ACTIVITY":
        return Filler(item.start, item.end, item)
    start = reading.text.rfind("的", start, end) + 1 or start
    opening = reading.covering(start)
    if opening is not None and opening.type == "TIME" and opening.end < end:
        start = opening.end
    if reading.text[start:end] in _BARE and (before := _last_activity(reading, start)) is not None:
        return Filler(before.start, before.end, before)
    return Filler(start, end)


def _last_activity(reading: Reading, offset: int) -> Item | None:
    items = reversed(reading.within(max(0, offset - _FAR), offset))
    return next((item for item in items if item.type == "ACTIVITY"), None)
