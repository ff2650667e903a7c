"""Goes through the triggers of a document in order and makes an event of each that is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from operator import attrgetter

from spacy.tokens import Doc

from hbnews_ie.components.events import statements
from hbnews_ie.components.events.arguments import Roles, closing_object, listed_object, object_fillers
from hbnews_ie.components.events.attendance import guests
from hbnews_ie.components.events.choice import choose_arguments
from hbnews_ie.components.events.circumstances import give_circumstances, give_payment
from hbnews_ie.components.events.earlier import EarlierEvents
from hbnews_ie.components.events.evidence import (
    drop_idea,
    give_attenders,
    give_embedded,
    is_background,
    is_concrete,
    is_idea,
)
from hbnews_ie.components.events.fillers import Filler, Resolver
from hbnews_ie.components.events.needs import choose_row, may_be_met, names_money
from hbnews_ie.components.events.neighbours import Neighbours, give_object
from hbnews_ie.components.events.outlook import Outlook
from hbnews_ie.components.events.rounds import join_rounds
from hbnews_ie.components.events.statements import Saying, StatementFinder
from hbnews_ie.components.events.status import FATAL, objection
from hbnews_ie.components.events.subjects import Subjects
from hbnews_ie.components.events.surroundings import Surroundings, Surveyor
from hbnews_ie.components.events.triggers import (
    ENGULFING,
    MANNERS,
    Hit,
    Trigger,
    find_hits,
    goes_on,
    makes_compound,
    triggers,
)
from hbnews_ie.components.events.weighing import Candidate, evidence
from hbnews_ie.components.syntax.before import left_groups
from hbnews_ie.components.syntax.clause import START, Element
from hbnews_ie.components.syntax.frame import Frame, read_frame, turn_around
from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import read
from hbnews_ie.components.weighing import log_odds
from hbnews_ie.layers import Event
from hbnews_ie.lexicon import read_list
from hbnews_ie.times.edtf import parse_edtf

__all__ = ["EventFinder"]

_SPAN = attrgetter("start", "end")
_SETTING = ("后", "之后", "前夕", "期间")
_PAID_OUT = ("收到", "领到")
_LENT = ("贷款", "补贴", "资助")  # at the end of words of the dictionary: 低息贷款
_SECURITIES = ("质押", "抵押")
_WAYS_IN = ("走进", "步入", "走入", "来到", "前往")
_APPOINTED = frozenset({"person", "position"})
_ADVISING = ("建议", "提议", "倡议")
_STAGED = {
    "ESTABLISHMENT": ("ORG",),
    "PROJECT_PROGRESS": ("PROJECT", "ORG", "PLACE"),
    "RELEASE": ("DOCUMENT", "PRODUCT"),
}
_ENDING_ACT = frozenset({"sign", "verb", "cause", "adverb", "manner"})
_NAME_AND_DE = 2  # elements
_HONORED = frozenset({"recipient", "honor"})
_BROUGHT_OUT = frozenset({"agent", "object"})


class EventFinder:
    """Finds the events of one document."""

    def __init__(self, doc: Doc) -> None:
        self.reading = read(doc)
        self.text = self.reading.text
        self.resolver = Resolver(self.reading)
        self.subjects = Subjects(self.reading, self.resolver)
        self.surveyor = Surveyor(self.reading)
        self.outlook = Outlook(self.reading, parse_edtf(doc._.published).last_day if doc._.published else None)
        self.events: list[Event] = []
        self.earlier = EarlierEvents(self.reading, self.events)

    def find(self) -> tuple[Event, ...]:
        """Return the events in order of their triggers."""
        taken: Hit | None = None
        for hit, following in pairwise([*find_hits(self.reading), None]):
            if hit is None or hit is taken:
                continue
            second = following if goes_on(self.reading, hit, following) else None
            if second is None or self.text[hit.start : hit.end] not in MANNERS:  # 合作|共建: how they build
                self.read(hit, second)
            found = bool(self.events) and hit.start <= self.events[-1].start < hit.end
            taken = second if found and self.text[hit.start : hit.end] in ENGULFING else None
        join_rounds(self.reading, self.events)
        said = StatementFinder(self).find()
        told = {statement.start for statement in said}  # 通报|了|…情况: who says it releases nothing
        advice = self.advice(said)
        kept = [
            event
            for event in self.events
            if event.start not in told and not any(start <= event.start < end for start, end in advice)
        ]
        self.events = sorted(kept + said, key=_SPAN)
        return tuple(self.events)

    def advice(self, said: Sequence[Event]) -> list[tuple[int, int]]:
        """Return what statements only call for, which has not happened: 建议,|将汉剧纳入中小学课程."""
        return [
            (argument.start, argument.end)
            for statement in said
            if self.text[statement.start : statement.end] in _ADVISING
            for argument in statement.arguments
            if argument.role == "content"
        ]

    def read(self, hit: Hit, second: Hit | None) -> None:
        """Add the event that a trigger names, if it is one; ``second`` is a trigger right behind that goes on."""
        candidate = self.candidate(hit, second)
        if candidate is None or not self.is_event(candidate) or self.earlier.take_destination(candidate.event):
            return
        if candidate.arrival is not None:
            self.events.remove(candidate.arrival)
        chosen = self.choose(candidate.event, candidate.ways)
        self.events.append(self.earlier.complete(chosen, candidate.event))

    def choose(self, event: Event, ways: Mapping[tuple[int, int], str]) -> Event:
        """Return an event with its likely arguments; ``ways`` tells what brought those that it has."""
        return choose_arguments(self.reading, event, ways, self.events)

    def is_event(self, candidate: Candidate) -> bool:
        """Tell whether the evidence for a candidate outweighs what speaks against it.

        Who is named together with the post is beyond doubt, if nothing speaks against it, and so is who brought what
        out (研制|出), or who was given what (被|评为).
        """
        event = candidate.event
        roles = {argument.role for argument in event.arguments}
        brought_out = roles >= _BROUGHT_OUT and candidate.row.word in read_list("brought_out")
        honored = roles >= _HONORED and self.text[event.start - 1] == "被"
        if not candidate.objections and (roles >= _APPOINTED or brought_out or honored):
            return True
        return log_odds("event_weights", evidence(candidate)) > 0

    def is_statement(self, saying: Saying) -> bool:
        """Tell the same of a verb of speech."""
        return log_odds("statement_weights", statements.evidence(saying)) > 0

    def candidate(self, hit: Hit, second: Hit | None) -> Candidate | None:
        """Read what stands around a trigger; None where it is beyond doubt that it names no event."""
        clause = self.reading.clause(hit.start)
        if self.reading.titled[hit.start]:
            return None  # 市委|组织部长李明
        works = self.subjects.opening_works(clause)
        if not may_be_met(self.reading, hit, self.reading.clauses[clause]) or (works and hit.start < works.end):
            return None
        around = self.surveyor.survey(hit, second, self.events)
        status = self.outlook.said(around.before)
        # 将|与华星公司|共建|材料基地, 来到江钢,|实地|调研企业生产情况: a verb beyond doubt
        acts = around.way or around.leads_to_act or (status and status != "call")
        if not acts and makes_compound(self.reading, hit, self.reading.clauses[clause][1]):
            return None
        objections = [] if around.shows_act else [objection(self.reading, hit, around.before, around.after)]
        if status == "call" or not FATAL.isdisjoint(objections):
            return None
        left = left_groups(self.named_act(hit, around) or around.before)
        carried = "" if status else self.outlook.carried(clause, left[0])
        if carried == "call":
            return None
        if carried == "planned" and not (around.after and around.after[0].kind == "aspect"):
            status = carried
        frame = self.frame(hit, left, around)
        row, objects = self.row(hit, frame, around)
        if row is None or row.type == "NONE" or self.earlier.repeats(row, hit) or self.is_light(row, around.after):
            return None
        if is_background(self.reading, clause, around.after):
            objections.append("background")
            status = status or "planned"  # 项目投用后,|将带动…
        if is_idea(self.reading, frame, around.after):
            objections.append("idea")
        roles = self.roles(hit, row, frame, objects, around)
        if not self.tells_enough(roles, hit, around):
            return None
        if not (roles.make_sense() and is_concrete(roles, hit, frame, status, around.after)):
            twin = self.earlier.twin(hit, row.type)
            if twin is not None:
                roles.take_over(twin.arguments)  # 建成|投运: the second act of the same things
            elif not roles.make_sense():
                return None
            else:
                objections.append("vague")
        if around.arrival is not None and not around.leads_to_act:
            roles.take_over(around.arrival.arguments)
        if self.sets_scene(roles, hit):
            return None
        give_circumstances(roles, hit, clause, self.events, status)
        times = [argument for argument in roles.arguments if argument.role == "time"]
        start = hit.start + row.word.index(row.act)
        return Candidate(
            event=Event(
                type=row.type,
                status=status or self.outlook.by_time(times, hit.start),
                start=start,
                end=start + len(row.act),
                arguments=tuple(sorted(roles.arguments, key=START)),
                rule=f"trigger:{row.word}",
            ),
            row=row,
            objections=[name for name in objections if name],
            ways=roles.ways,
            before=around.before,
            after=around.after,
            frame=frame,
            place=clause - self.reading.clause(self.reading.sentence(hit.start)[0]),
            arrival=around.arrival,
        )

    def frame(self, hit: Hit, left: tuple[list[Group], list[str]], around: Surroundings) -> Frame:
        """Return the frame of a trigger; ``left`` are the groups and verbs before it."""
        frame = read_frame(left, around.after, around.before)
        if frame.subject is not None:
            frame.subject = self.beside_setting(frame.subject, around.before)
        if modified := self.modified_person(around.before):
            frame.subject = modified
        frame.governed.extend(around.way or self.surveyor.scene(around.clause))
        drop_idea(self.reading, frame)
        give_embedded(self.reading, frame, around.before)
        if hit.rows[0].subject == "participant":
            give_attenders(self.reading, frame, hit.rows[0])
        return frame

    def tells_enough(self, roles: Roles, hit: Hit, around: Surroundings) -> bool:
        """Tell whether an act has anybody or anything to it, here or before, and nothing that it cannot have."""
        if around.arrival is not None and around.leads_to_act:
            roles.take_over(around.arrival.arguments)
        if roles.absurd:
            return False
        if not roles.arguments and roles.row.type == "PROJECT_PROGRESS":
            roles.take_over(self.earlier.works(hit))
        if not roles.arguments:
            give_payment(roles, hit, around.clause)
        return bool(roles.arguments)

    def named_act(self, hit: Hit, around: Surroundings) -> list[Element]:
        """Return the name that has gone through what a verb behind 的 stands for as a noun: 大桥|的|通车,."""
        before = around.before
        while before and before[-1].act and before[-1].end == hit.start:
            before = before[:-1]  # 大桥|的|建成|通车
        behind = around.after[0] if around.after else None
        stands = behind is None or behind.act or behind.kind in _ENDING_ACT
        if not stands or len(before) < _NAME_AND_DE or before[-1].kind != "de" or hit.rows[0].use == "mixed":
            return []
        named = before[-2].item
        staged = named is not None and any(named.type in _STAGED.get(row.type, ()) for row in hit.rows)
        only_wished = any(element.classes & {"push", "call"} for element in before)
        return before[-2:-1] if staged and not only_wished else []

    def modified_person(self, before: Sequence[Element]) -> Group | None:
        """Return the person right before a verb, of whom a relative clause tells more: 毕业于甲大学的|聂文博|创办…."""
        last = before[-1] if len(before) > _NAME_AND_DE else None
        person = last is not None and last.item is not None and last.item.type == "PERSON"
        return Group("", 0, [before[-1]]) if person and before[-2].kind == "de" else None

    def beside_setting(self, subject: Group, before: Sequence[Element]) -> Group | None:
        """Return the subject of a verb, where what seems to be it only says when or how.

        开幕式后|举行; 大会|在企业家返乡的窗口期|举办.
        """
        if self.text.startswith(_SETTING, subject.end):
            return None
        if not self.text.endswith(read_list("spells"), subject.start, subject.end):
            return subject
        opener = next((number for number, element in enumerate(before) if element.kind == "at"), None)
        if opener is None or before[opener].start > subject.start:
            return subject
        return next((group for group in reversed(left_groups(before[:opener])[0]) if not group.governor), None)

    def sets_scene(self, roles: Roles, hit: Hit) -> bool:
        """Tell whether a sentence opens with a way into a place that nobody named goes: 走进|车间,机器轰鸣."""
        opens = hit.start == self.reading.sentence(hit.start)[0]
        return opens and roles.row.word in _WAYS_IN and not (roles.has("participant") or roles.has("host"))

    def row(self, hit: Hit, frame: Frame, around: Surroundings) -> tuple[Trigger | None, list[Filler]]:
        """Return the row of a trigger whose needs are met, None where none is, and what its object gives."""
        objects = listed_object(self.reading, hit, around.limit) or object_fillers(
            self.reading, self.resolver, frame, hit.end, around.limit
        )
        subject = partial(self.own_subject, frame, around.clause)
        paid = partial(names_money, self.reading, self.reading.clauses[around.clause])
        row = choose_row(hit, objects, subject, self.reading, paid)
        is_post = row is not None and row.object == "position"  # 当选|最有价值球员
        if (row is None or is_post) and (closing := closing_object(self.reading, hit, around.limit)):
            objects = closing
            row = choose_row(hit, objects, tuple, self.reading)
        if row is None and frame.object is not None and frame.object.tied > 1:
            turn_around(frame)  # 赢得|冠军|的|选手
            objects = object_fillers(self.reading, self.resolver, frame, hit.end, frame.object.end)
            row = choose_row(hit, objects, tuple, self.reading)
        return row, objects

    def roles(self, hit: Hit, row: Trigger, frame: Frame, objects: list[Filler], around: Surroundings) -> Roles:
        """Fill the roles of a trigger from its frame."""
        roles = Roles(self.reading, row)
        if around.guests is None:
            Neighbours(roles, hit, frame, self.subjects, around.clause, around.limit).give_roles(objects)
            if frame.subject is None:
                roles.fill(self.earlier.partners(row, around.clause), row.subject, way="partner")
        else:
            give_object(roles, hit, objects, around.limit)
            roles.fill(guests(self.reading, self.resolver, around.guests.end()), row.subject, way="guest")
        return roles

    def is_light(self, row: Trigger, after: list[Element]) -> bool:
        """Tell whether another word names the act, which this one only carries out: 完成|15亿元|融资."""
        if row.type == "FINANCE" and row.word in read_list("givers") + read_list("gains") and row.word not in _PAID_OUT:
            return any(self.moves_money(element) for element in after)  # 提供|银团贷款, 获得|天使轮融资
        if row.word in _SECURITIES and after and self.moves_money(after[0]):
            return True  # 质押|贷款
        light = row.object == "stage" and "light" in word_classes().get(row.word, ())
        return light and any(element.act for element in after)

    def moves_money(self, element: Element) -> bool:
        """Tell whether a word names a moving of money."""
        word = self.text[element.start : element.end]
        rows = triggers().get(next((money for money in _LENT if word.endswith(money)), word), ())
        return any(row.type == "FINANCE" and row.use == "mixed" for row in rows)

    def own_subject(self, frame: Frame, clause: int) -> list[Filler]:
        """Return what the subject of a frame gives, or that of the clauses before where it has none."""
        works = self.subjects.opening_works(clause)
        if works is not None and (frame.subject is None or frame.subject.end <= works.end):
            return [works]
        return self.resolver.fillers(frame.subject) if frame.subject else self.subjects.carried(clause, strict=True)
