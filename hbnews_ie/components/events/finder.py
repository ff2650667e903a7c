"""Goes through the triggers of a document in order and makes an event of each that is one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from operator import attrgetter

from spacy.tokens import Doc

from hbnews_ie.components.events import statements
from hbnews_ie.components.events.arguments import Roles, object_fillers
from hbnews_ie.components.events.attendance import guests, guests_after
from hbnews_ie.components.events.choice import choose_arguments
from hbnews_ie.components.events.circumstances import give_circumstances
from hbnews_ie.components.events.evidence import drop_idea, is_background, is_concrete, is_idea
from hbnews_ie.components.events.fillers import Filler, Resolver
from hbnews_ie.components.events.needs import choose_row, may_be_met, names_money
from hbnews_ie.components.events.neighbours import give_object, give_roles
from hbnews_ie.components.events.special import TAKING
from hbnews_ie.components.events.statements import Saying, StatementFinder
from hbnews_ie.components.events.status import FATAL, mood, objection
from hbnews_ie.components.events.subjects import Subjects
from hbnews_ie.components.events.triggers import MANNERS, Hit, Trigger, find_hits, goes_on, makes_compound, triggers
from hbnews_ie.components.events.weighing import Candidate, evidence, log_odds
from hbnews_ie.components.syntax.clause import END, START, Element, elements_of
from hbnews_ie.components.syntax.frame import Frame, Group, left_groups, own_part, read_frame, turn_around
from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.reading import read
from hbnews_ie.layers import Event

__all__ = ["EventFinder"]

_SPAN = attrgetter("start", "end")
_FAR = 12  # clauses back that a subject or a wish may go on from
_HOLDING = frozenset({"举行", "举办", "召开", "开展", "进行", "出席", "参加", "组织", "主持"})
_NAMINGS = frozenset({"任命", "聘任", "选举", "推选"})
_MOTIONS = frozenset({"来到", "前往", "赴", "分赴", "赶赴", "走进", "深入", "奔赴", "抵达", "前来", "赶到"})
_CLOSING = frozenset({"以来", "后", "之后", "以后", "之际", "时", "前", "之前", "以前"})
_SHORT_ADVERB = 2  # 实地|考察
_WAY = 40  # characters between the way to a place and what is done there
_STOP = re.compile("[。;!?\n]")


class EventFinder:
    """Finds the events of one document."""

    def __init__(self, doc: Doc) -> None:
        self.reading = read(doc)
        self.text = self.reading.text
        self.resolver = Resolver(self.reading)
        self.subjects = Subjects(self.reading, self.resolver)
        self.moods: dict[int, str] = {}  # by clause
        self.scenes: dict[int, list[Group]] = {}  # by clause
        self.events: list[Event] = []

    def find(self) -> tuple[Event, ...]:
        """Return the events in order of their triggers."""
        for hit, following in pairwise([*find_hits(self.reading), None]):
            if hit is None:
                continue
            second = following if goes_on(self.reading, hit, following) else None
            if second is None or self.text[hit.start : hit.end] not in MANNERS:  # 合作|共建: how they build
                self.read(hit, second)
        said = StatementFinder(self).find()
        told = {statement.start for statement in said}  # 通报|了|…情况: who says it releases nothing
        self.events = sorted([event for event in self.events if event.start not in told] + said, key=_SPAN)
        return tuple(self.events)

    def elements(self, clause: int) -> list[Element]:
        """Return the elements of a clause, parsed once."""
        return elements_of(self.reading, clause)

    def around(self, clause: int, start: int, end: int) -> tuple[list[Element], list[Element]]:
        """Return the elements of a clause before and behind a word in it."""
        elements = self.elements(clause)
        first = bisect_right(elements, start, key=END)
        last = bisect_left(elements, end, first, key=START)
        before, after = elements[:first], elements[last:]
        for element in elements[first:last]:  # a dictionary word that holds more than the trigger: 主持|会议
            if element.start < start < element.end:
                before.append(Element(element.start, start, "adverb", classes=self.classes(element.start, start)))
            if element.start < end < element.end:
                act = self.text[end : element.end] in triggers()
                after.insert(0, Element(end, element.end, "verb" if act else "noun", act=act))
        return before, after

    def classes(self, start: int, end: int) -> frozenset[str]:
        """Return the classes of a stretch of the text in the table of function words."""
        return word_classes().get(self.text[start:end], frozenset())

    def read(self, hit: Hit, second: Hit | None) -> None:
        """Add the event that a trigger names, if it is one; ``second`` is a trigger right behind that goes on."""
        candidate = self.candidate(hit, second)
        if candidate is None or not self.is_event(candidate):
            return
        if candidate.arrival is not None:
            self.events.remove(candidate.arrival)
        self.events.append(self.choose(candidate.event, candidate.ways))

    def choose(self, event: Event, ways: Mapping[tuple[int, int], str]) -> Event:
        """Return an event with its likely arguments; ``ways`` tells what brought those that it has."""
        return choose_arguments(self.reading, event, ways)

    def is_event(self, candidate: Candidate) -> bool:
        """Tell whether the evidence for a candidate outweighs what speaks against it."""
        return log_odds("event_weights", evidence(candidate)) > 0

    def is_statement(self, saying: Saying) -> bool:
        """Tell the same of a verb of speech."""
        return log_odds("statement_weights", statements.evidence(saying)) > 0

    def candidate(self, hit: Hit, second: Hit | None) -> Candidate | None:
        """Read what stands around a trigger; None where it is beyond doubt that it names no event."""
        clause = self.reading.clause(hit.start)
        span = self.reading.clauses[clause]
        limit = span[1]
        way = self.way(hit, clause)
        if not may_be_met(self.reading, hit, span) or (not way and makes_compound(self.reading, hit, limit)):
            return None
        before, after = own_part(*self.around(clause, hit.start, hit.end))
        if self.is_framed(before, after):
            before = before[1:]
        if second is not None:
            after = [element for element in after if element.start >= second.end]  # 建成|投运: of the same things
        turn = guests_after(self.reading, hit.end) if hit.rows[0].subject in ("participant", "person") else None
        if turn is not None:
            limit = turn.start("of")
            after = [element for element in after if element.end <= limit]
        manner = bool(before) and self.text[before[-1].start : before[-1].end] in MANNERS
        if manner:
            before.pop()
        arrival = self.arrival(hit)
        surely = manner or bool(way) or arrival is not None
        objections = [] if surely else [objection(self.reading, hit, before, after)]
        if not FATAL.isdisjoint(objections):
            return None
        status = mood(before)
        if status == "call":
            return None
        left = left_groups(before)
        if not status and self.called_before(clause, left[0]):
            return None
        if is_background(self.reading, clause, after):
            objections.append("background")
        frame = read_frame(left, after)
        frame.governed.extend(way or self.scene(clause))
        drop_idea(self.reading, frame)
        objects = object_fillers(self.reading, self.resolver, frame, limit)
        row = choose_row(
            hit, objects, partial(self.own_subject, frame, clause), self.text, partial(names_money, self.reading, span)
        )
        if row is None and frame.object is not None and frame.object.tied > 1:
            turn_around(frame)  # 赢得|冠军|的|选手
            objects = object_fillers(self.reading, self.resolver, frame, frame.object.end)
            row = choose_row(hit, objects, tuple, self.text)
        if row is None or row.type == "NONE" or self.repeats(row, hit) or self.is_light(row, after):
            return None
        if is_idea(self.reading, frame, after):
            objections.append("idea")
        roles = Roles(self.reading, row)
        if turn is not None:
            give_object(roles, hit, objects, limit)
            roles.fill(guests(self.reading, self.resolver, turn.end()), row.subject, way="guest")
        else:
            give_roles(roles, hit, frame, objects, self.subjects, clause)
        if not roles.arguments:
            return None
        concrete = is_concrete(roles, hit, frame, status, after)
        if not concrete or not roles.make_sense():
            twin = self.events[-1] if self.events else None
            if twin is not None and (twin.end, twin.type) == (hit.start, row.type):
                roles.take_over(twin.arguments)  # 建成|投运: the second act of the same things
            elif not roles.make_sense():
                return None
            else:
                objections.append("vague")
        if arrival is not None:
            roles.take_over(arrival.arguments)
        give_circumstances(roles, hit, clause, self.events)
        return Candidate(
            event=Event(
                type=row.type,
                status=status or "done",
                start=hit.start,
                end=hit.end,
                arguments=tuple(sorted(roles.arguments, key=START)),
                rule=f"trigger:{row.word}",
            ),
            row=row,
            objections=[name for name in objections if name],
            ways=roles.ways,
            before=before,
            after=after,
            frame=frame,
            place=clause - self.reading.clause(self.reading.sentence(hit.start)[0]),
            arrival=arrival,
        )

    def is_light(self, row: Trigger, after: list[Element]) -> bool:
        """Tell whether another word names the act, which this one only carries out: 完成|15亿元|融资."""
        light = row.object == "stage" and "light" in word_classes().get(row.word, ())
        return light and any(element.act for element in after)

    def own_subject(self, frame: Frame, clause: int) -> list[Filler]:
        """Return what the subject of a frame gives, or that of the clauses before where it has none."""
        return self.resolver.fillers(frame.subject) if frame.subject else self.subjects.carried(clause, strict=True)

    def called_before(self, clause: int, groups: list[Group]) -> bool:
        """A wish goes on over clauses that have no subject of their own: 要加强…,举办…."""
        for group in groups:
            if not group.governor:
                return False
        start = self.reading.sentence(self.reading.clauses[clause][0])[0]
        for number in range(clause - 1, max(-1, clause - _FAR), -1):
            if self.reading.clauses[number][0] < start:
                return False
            elements = self.elements(number)
            said = self.moods.get(number)
            if said is None:
                said = self.moods[number] = mood(elements)
            if said:
                return said == "call"
            if elements and elements[0].kind in ("name", "noun", "pronoun"):
                return False
        return False

    def repeats(self, row: Trigger, hit: Hit) -> bool:
        """出席…并讲话 is one meeting, and so is 举行|会谈: the later word adds no event."""
        for event in reversed(self.events[-3:]):
            if event.type != row.type:
                continue
            if row.type == "PERSONNEL" and self.text[event.start : event.end] in _NAMINGS and event.end <= hit.start:
                clause = self.reading.clauses[self.reading.clause(hit.start)][0]
                return clause <= event.start and self.text[hit.start : hit.end] in TAKING  # 任命李明|接任|局长
            held = self.text[event.start : event.end] in _HOLDING
            if held and any(argument.start <= hit.start < argument.end for argument in event.arguments):
                return True
            gap = self.text[event.end : hit.start]
            if row.type == "MEETING" and len(gap) <= 12 and "并" in gap and "," not in gap:
                return True
        return False

    def way(self, hit: Hit, clause: int) -> list[Group]:
        """Return where somebody went in the clause before to see what this one says: 到|宜昌、荆州,|调研|防汛工作."""
        start = self.reading.clauses[clause][0]
        if hit.rows[0].object != "place" or hit.start - start > _SHORT_ADVERB or self.text[start - 1 : start] != ",":
            return []
        elements = self.elements(clause - 1)
        if any(element.kind == "verb" for element in elements):
            return []
        return [group for group in left_groups(elements)[0] if group.governor == "to"]

    def is_framed(self, before: list[Element], after: list[Element]) -> bool:
        """Tell whether a preposition frames the whole clause, so that its subject stands behind: 自|大桥|通车|以来."""
        if not before or not after or self.text[after[0].start : after[0].end] not in _CLOSING:
            return False
        if before[0].kind == "about":
            return True
        item = before[1].item if before[0].kind == "at" and len(before) > 1 else None
        return item is not None and item.type not in ("PLACE", "ORG", "TIME")

    def scene(self, clause: int) -> list[Group]:
        """Return where a clause plays by the one before that says no more: 在|新材料产业园,|李明查看了生产线."""
        found = self.scenes.get(clause)
        if found is None:
            start = self.reading.clauses[clause][0]
            before = self.elements(clause - 1) if self.text[start - 1 : start] == "," else []
            found = self.scenes[clause] = _places_alone(before)
        return found

    def arrival(self, hit: Hit) -> Event | None:
        """Return the way to a place that a visit goes on from: 前往|甘南|考察, 来到|车间,|看望|工人."""
        if hit.rows[0].object != "place" or not self.events:
            return None
        last = self.events[-1]
        gap = self.text[last.end : hit.start]
        motion = self.text[last.start : last.end] in _MOTIONS and len(gap) <= _WAY and not _STOP.search(gap)
        return last if motion else None


def _places_alone(elements: list[Element]) -> list[Group]:
    """Return the places of a clause that begins with 在 and tells of no act."""
    if not elements or elements[0].kind != "at" or any(e.kind in ("verb", "light") or e.act for e in elements):
        return []
    return [group for group in left_groups(elements)[0] if group.governor == "at"]
