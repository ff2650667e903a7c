"""Does the trigger tell a happening? What its frame and its arguments have to show for it.

`status` judges by the words before a trigger, before its frame is read; this module by what was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hbnews_ie.components.events.arguments import Roles
from hbnews_ie.components.events.triggers import Hit, Trigger
from hbnews_ie.components.syntax.clause import ASPECTS, Element, elements_of
from hbnews_ie.components.syntax.frame import Frame, turn_around
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import read_list

__all__ = ["drop_idea", "give_attenders", "give_embedded", "is_background", "is_concrete", "is_idea"]

_FULL_PHRASE = 4  # characters of a subject that says what it is
_DATED = re.compile("近日|日前|当天|今天|今日|昨天|昨日|[上下]午|正式|今晚|昨晚")
_PROPER_TAGS = frozenset({"nr", "ns", "nt", "nz", "nrt"})
_PROSPECT = re.compile("[可将能]|预计")
_VAGUE = ("更多", "各类", "广大", "有关", "各地", "各方", "相关", "一些")


def is_background(reading: Reading, clause: int, after: Sequence[Element]) -> bool:
    """建成后|可年产…: what will be, once it is built, tells of no building done."""
    if not after or reading.text[after[0].start : after[0].end] not in ("后", "之后", "以后"):
        return False
    sentence = reading.sentence(after[0].start)
    end = reading.clauses[min(clause + 1, len(reading.clauses) - 1)][1]
    fronting = {
        element.start
        for element in elements_of(reading, min(clause + 1, len(reading.clauses) - 1))
        if element.kind == "ba"
    }  # 到任后,|将|12个科室合并
    prospects = _PROSPECT.finditer(reading.text, after[0].end, min(end, sentence[1]))
    return any(prospect.start() not in fronting for prospect in prospects)


def is_idea(reading: Reading, frame: Frame, after: Sequence[Element]) -> bool:
    """建设医院|是|大事, 作出建设医院|的|决定: the act is spoken of, not told."""
    if frame.subject is not None or frame.object is None:
        return False
    last = frame.object.elements[-1]
    if frame.object.tied > 1 and reading.text[last.start : last.end] in read_list("ideas"):
        return True
    for element in after:
        if element.start >= last.end:
            return reading.text[element.start : element.end] == "是"
    return False


def drop_idea(reading: Reading, frame: Frame) -> None:
    """甲公司收购|乙公司|的方案: what is bought is the firm; the plan to do it is only spoken of."""
    group = frame.object
    if frame.subject is None or group is None or not 0 < group.tied < len(group.elements):
        return
    last = group.elements[-1]
    if reading.text[last.start : last.end] in read_list("ideas"):
        group.elements, group.tied = group.elements[: group.tied], 0


def give_embedded(reading: Reading, frame: Frame, before: Sequence[Element]) -> None:
    """对|甲集团|收购|乙公司|一事: what a preposition governs acts, where a noun sums up the clause behind it."""
    group = frame.object
    if group is None or not before or group.tied or len(group.elements) == 1:
        return
    last, doer = group.elements[-1], frame.governed[-1] if frame.governed else None
    if (
        doer is None
        or doer.end != before[-1].end
        or not reading.text.endswith(("对", *read_list("topical")), 0, doer.start)
    ):
        return
    if reading.text[last.start : last.end] in read_list("affairs"):
        frame.governed.remove(doer)
        frame.subject = replace(doer, governor="")
        group.elements = group.elements[:-1]


def give_attenders(reading: Reading, frame: Frame, row: Trigger) -> None:
    """出席|会议|的|代表: the meeting is what is attended, and who stands behind 的 attends it.

    So does a person (会见来鄂|出席|论坛|的|李明), whoever meets him.
    """
    group = frame.object
    if group is None or not group.tied or group.tied == len(group.elements):
        return
    last = group.elements[-1]
    person = row.object == "activity" and last.item is not None and last.item.type == "PERSON"
    if person or (frame.subject is None and reading.text.endswith(read_list("attenders"), last.start, last.end)):
        turn_around(frame)


def is_concrete(roles: Roles, hit: Hit, frame: Frame, status: str, after: Sequence[Element]) -> bool:
    """Ask for evidence: a name or number, an object, or a word that says it has happened."""
    if not roles.arguments:
        return False
    reading = roles.reading
    for argument in roles.arguments:
        if argument.entity is not None or argument.quantity is not None:
            return True
    for argument in roles.arguments:
        if reading.text.startswith(_VAGUE, argument.start):
            return False
    for group in (frame.subject, frame.object):
        for element in group.elements if group else ():
            if element.kind in ("name", "quantity"):
                return True
    subject = frame.subject if roles.row.use != "mixed" else None
    if subject is not None and (_is_dated(reading, subject, hit) or _is_proper(reading, subject)):
        return True
    gone_on = "works" in roles.ways.values()  # 修建一座水电站,|6月开工
    return bool(frame.object or gone_on or status or (after and after[0].kind in ASPECTS))


def _is_dated(reading: Reading, subject: Group, hit: Hit) -> bool:
    """Tell whether a subject that says what it is did something on a day: 气象学会|近日|成立."""
    if subject.end - subject.start < _FULL_PHRASE:
        return False
    clause = reading.clauses[reading.clause(hit.start)][0]
    return _DATED.search(reading.text, clause, hit.start) is not None or any(
        item.type == "TIME" for item in reading.within(clause, hit.start)
    )


def _is_proper(reading: Reading, subject: Group) -> bool:
    """Tell whether a word of a subject is a name in the dictionary (二郎山|段), though no name was found."""
    words = reading.words
    return any(
        words.tags[reading.word(element.start)] in _PROPER_TAGS and element.end - element.start >= 2
        for element in subject.elements
    )
