"""Goes through the triggers of a document in order and makes an event of each that is one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import pairwise
from operator import attrgetter

from spacy.tokens import Doc

from hbnews_ie.components.events.arguments import Roles, choose_row, object_fillers, without_amount
from hbnews_ie.components.events.fillers import Filler, Resolver
from hbnews_ie.components.events.special import give_post, give_purpose, is_money
from hbnews_ie.components.events.statements import StatementFinder
from hbnews_ie.components.events.status import is_act, mood
from hbnews_ie.components.events.triggers import MANNERS, Hit, Trigger, find_hits, goes_on, makes_compound, triggers
from hbnews_ie.components.syntax.clause import END, START, Element, elements_of
from hbnews_ie.components.syntax.frame import Frame, Group, left_groups, read_frame, topic, turn_around
from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.reading import Item, read
from hbnews_ie.layers import Event

__all__ = ["EventFinder"]

_NO_LIST = frozenset({"verb", "cause", "light", "at", "to", "by", "about", "ba", "de"})
_SPAN = attrgetter("start", "end")
_FAR = 12  # clauses back that a subject or a wish may go on from
_HOLDING = frozenset({"举行", "举办", "召开", "开展", "进行", "出席", "参加", "组织", "主持"})
_IDEAS = frozenset(
    {"决定", "意义", "过程", "目标", "任务", "做法", "举措", "方式", "能力", "要求", "工作", "计划", "想法"}
)
_MOTIONS = frozenset({"来到", "前往", "赶赴", "走进", "深入", "奔赴", "抵达", "前来", "赶到"})
_REPORTS = ("电", "讯", "消息", "报道")  # behind a time: when it was reported
_FULL_PHRASE = 4  # characters of a subject that says what it is
_DATED = re.compile("近日|日前|当天|今天|今日|昨天|昨日|[上下]午|正式|今晚|昨晚")
_PROPER_TAGS = frozenset({"nr", "ns", "nt", "nz", "nrt"})
_AT_TIME = "于在自从至到,"
_WAY = 40  # characters between the way to a place and what is done there
_STOP = re.compile("[。;!?\n]")
_PROSPECT = re.compile("[可将能]|预计")
_VAGUE = ("更多", "各类", "广大", "有关", "各地", "各方", "相关", "一些")
_GENERIC_ACTIVITY = frozenset(
    {"活动", "会议", "大会", "论坛", "仪式", "座谈", "座谈会", "峰会", "会", "本次活动", "此次活动"}
)


class EventFinder:
    """Finds the events of one document."""

    def __init__(self, doc: Doc) -> None:
        self.reading = read(doc)
        self.text = self.reading.text
        self.resolver = Resolver(self.reading, doc._.posts)
        self.moods: dict[int, str] = {}  # by clause, as are the topics
        self.topics: dict[int, tuple[bool, list[Filler]]] = {}
        self.events: list[Event] = []

    def find(self) -> tuple[Event, ...]:
        """Return the events in order of their triggers."""
        for hit, following in pairwise([*find_hits(self.reading), None]):
            if hit is None:
                continue
            second = following if goes_on(self.reading, hit, following) else None
            if second is None or self.text[hit.start : hit.end] not in MANNERS:  # 合作|共建: how they build
                self.read(hit, second)
        self.events += StatementFinder(self).find()
        self.events.sort(key=_SPAN)
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
        clause = self.reading.clause(hit.start)
        limit = self.reading.clauses[clause][1]
        if makes_compound(self.reading, hit, limit):
            return
        before, after = self.around(clause, hit.start, hit.end)
        if second is not None:
            after = [element for element in after if element.start >= second.end]  # 建成|投运: of the same things
        manner = bool(before) and self.text[before[-1].start : before[-1].end] in MANNERS
        if manner:
            before.pop()
        arrival = self.arrival(hit)
        act = manner or arrival is not None or is_act(self.reading, hit, before, after)
        if not act or self.is_background(clause, after):
            return
        status = mood(before)
        if status == "call":
            return
        left = left_groups(before)
        if not status and self.called_before(clause, left[0]):
            return
        frame = read_frame(left, after)
        objects = object_fillers(self.reading, self.resolver, frame, limit)
        row = choose_row(hit, objects, partial(self.own_subject, frame), self.text)
        if row is None and frame.object is not None and frame.object.tied > 1:
            turn_around(frame)  # 赢得|冠军|的|选手
            objects = object_fillers(self.reading, self.resolver, frame, frame.object.end)
            row = choose_row(hit, objects, tuple, self.text)
        if row is None or row.type == "NONE" or self.repeats(row, hit) or self.is_idea(frame, after):
            return
        roles = Roles(self.reading, row)
        self.give_roles(roles, hit, frame, objects, clause)
        if not roles.make_sense() or not self.is_concrete(roles, hit, frame, status, after):
            twin = self.events[-1] if self.events else None
            if twin is None or (twin.end, twin.type) != (hit.start, row.type):
                return
            roles.take_over(twin.arguments)  # 建成|投运: the second act of the same things
        if arrival is not None:
            self.events.remove(arrival)
            roles.take_over(arrival.arguments)
        self.give_circumstances(roles, hit, frame, clause)
        self.events.append(
            Event(
                type=row.type,
                status=status or "done",
                start=hit.start,
                end=hit.end,
                arguments=tuple(sorted(roles.arguments, key=START)),
                rule=f"trigger:{row.word}",
            )
        )

    def is_background(self, clause: int, after: list[Element]) -> bool:
        """建成后|可年产…: what will be, once it is built, tells of no building done."""
        if not after or self.text[after[0].start : after[0].end] not in ("后", "之后", "以后"):
            return False
        sentence = self.reading.sentence(after[0].start)
        end = self.reading.clauses[min(clause + 1, len(self.reading.clauses) - 1)][1]
        return _PROSPECT.search(self.text, after[0].end, min(end, sentence[1])) is not None

    def is_idea(self, frame: Frame, after: list[Element]) -> bool:
        """建设医院|是|大事, 作出建设医院|的|决定: the act is spoken of, not told."""
        if frame.subject is not None or frame.object is None:
            return False
        last = frame.object.elements[-1]
        if frame.object.tied > 1 and self.text[last.start : last.end] in _IDEAS:
            return True
        for element in after:
            if element.start >= last.end:
                return self.text[element.start : element.end] == "是"
        return False

    def own_subject(self, frame: Frame) -> list[Filler]:
        """Return what the subject of a frame gives."""
        return self.resolver.fillers(frame.subject) if frame.subject else []

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
            held = self.text[event.start : event.end] in _HOLDING
            if held and any(argument.start <= hit.start < argument.end for argument in event.arguments):
                return True
            gap = self.text[event.end : hit.start]
            if row.type == "MEETING" and len(gap) <= 12 and "并" in gap and "," not in gap:
                return True
        return False

    def arrival(self, hit: Hit) -> Event | None:
        """Return the way to a place that a visit goes on from: 前往|甘南|考察, 来到|车间,|看望|工人."""
        if hit.rows[0].object != "place" or not self.events:
            return None
        last = self.events[-1]
        gap = self.text[last.end : hit.start]
        motion = self.text[last.start : last.end] in _MOTIONS and len(gap) <= _WAY and not _STOP.search(gap)
        return last if motion else None

    def is_concrete(self, roles: Roles, hit: Hit, frame: Frame, status: str, after: list[Element]) -> bool:
        """Ask for evidence: a name or number, an object, or a word that says it has happened."""
        if not roles.arguments:
            return False
        for argument in roles.arguments:
            if argument.entity is not None or argument.quantity is not None:
                return True
        for argument in roles.arguments:
            if self.text.startswith(_VAGUE, argument.start):
                return False
        for group in (frame.subject, frame.object):
            for element in group.elements if group else ():
                if element.kind in ("name", "quantity"):
                    return True
        subject = frame.subject if roles.row.use != "mixed" else None
        if subject is not None and (self.is_dated(subject, hit) or self.is_proper(subject)):
            return True
        return bool(frame.object or status or (after and after[0].kind == "aspect"))

    def is_dated(self, subject: Group, hit: Hit) -> bool:
        """Tell whether a subject that says what it is did something on a day: 气象学会|近日|成立."""
        if subject.end - subject.start < _FULL_PHRASE:
            return False
        clause = self.reading.clauses[self.reading.clause(hit.start)][0]
        return _DATED.search(self.text, clause, hit.start) is not None or any(
            item.type == "TIME" for item in self.reading.within(clause, hit.start)
        )

    def is_proper(self, subject: Group) -> bool:
        """Tell whether a word of a subject is a name in the dictionary (二郎山|段), though no name was found."""
        words = self.reading.words
        return any(
            words.tags[self.reading.word(element.start)] in _PROPER_TAGS and element.end - element.start >= 2
            for element in subject.elements
        )

    # Roles

    def give_roles(self, roles: Roles, hit: Hit, frame: Frame, objects: list[Filler], clause: int) -> None:
        """Fill the roles that depend on the syntax of the trigger."""
        row = roles.row
        passive = any(group.governor == "by" for group in frame.governed)
        if row.type in ("TRADE", "FINANCE"):
            objects = [without_amount(self.reading, filler) for filler in objects]
        if row.type == "FINANCE":
            objects = [filler for filler in objects if filler.item or not is_money(self.reading, filler)]
        if row.object == row.with_:
            objects = [filler for filler in objects if filler.item]  # 携手|华为, but 携手|推广
        if row.type == "RECOGNITION":
            objects = self.split_issuer(roles, objects)
        if row.object == "place" and any(group.governor in ("to", "at") for group in frame.governed):
            objects = [filler for filler in objects if filler.item]  # 到阿坝|调研|产业情况
        if row.type == "PERSONNEL":
            give_post(roles, hit, self.reading, self.reading.clauses[clause][1])
        else:
            roles.fill(objects, row.object, row.alone if frame.relative else "")
        for group in frame.governed:
            if group.governor == "ba" and frame.object is not None:
                roles.fill(self.resolver.fillers(group), row.alone)  # 将X|列入|Y
            self.give_governed(roles, group)
        wanted: tuple[str, ...]
        if row.object and roles.has(row.object) and not passive:
            wanted = (row.subject, row.alone if row.alone != row.object else "")
        elif passive and row.by == row.subject:
            wanted = (row.alone,) if roles.has(row.object) else (row.object, row.alone)
        else:
            wanted = (row.alone, row.subject, row.object)
        roles.fill(self.subject(frame, clause), *wanted)

    def split_issuer(self, roles: Roles, objects: list[Filler]) -> list[Filler]:
        """The body that a honour begins with gave it: 获评|生态环境部|典型案例."""
        honors: list[Filler] = []
        for filler in objects:
            item = self.reading.covering(filler.start)
            if filler.item is None and item is not None and item.type in ("ORG", "PERSON") and item.end < filler.end:
                given = roles.row.subject == "issuer"  # 授予|张三|称号
                roles.fill([Filler(item.start, item.end, item)], "recipient" if given else "issuer")
                filler = Filler(item.end, filler.end)
            honors.append(self.without_act(filler))
        return honors

    def without_act(self, filler: Filler) -> Filler:
        """What was granted (获批|建设|实验室) is the thing, not its building."""
        end = self.reading.words.ends[self.reading.word(filler.start)]
        if filler.item is None and self.text[filler.start : end] in triggers() and end + 2 <= filler.end:
            return Filler(end, filler.end)
        return filler

    def give_governed(self, roles: Roles, group: Group) -> None:
        """Fill the role of what a preposition brings."""
        row = roles.row
        fillers = self.resolver.fillers(group)
        if group.governor == "with":
            roles.fill(fillers, row.with_)
        elif group.governor == "by":
            roles.fill(fillers, row.by)
        elif group.governor == "to":
            roles.fill(fillers, row.to)
            roles.fill([filler for filler in fillers if filler.item and filler.item.type == "PLACE"], "place")
        elif group.governor == "light":
            fillers = [without_amount(self.reading, filler) for filler in fillers]
            roles.fill([filler for filler in fillers if filler.item is None], row.object)
        elif group.governor == "at":
            named = [filler for filler in fillers if filler.item]
            if row.type == "MEETING":
                roles.fill([f for f in named if f.item and f.item.type == "ACTIVITY"], "activity")
            roles.fill(named, "place")

    def subject(self, frame: Frame, clause: int) -> list[Filler]:
        """Return the fillers of the subject, carried over from before where the clause has none."""
        if frame.subject is not None:
            anaphor = self.resolver.antecedent(frame.subject)
            if anaphor is None:
                return self.list_before(clause, frame.subject) + self.resolver.fillers(frame.subject)
            if anaphor[1]:
                return anaphor[1]
        return self.carried(clause)

    def list_before(self, clause: int, subject: Group) -> list[Filler]:
        """Return the names of a list that runs over commas: 书记张三,市长李四|出席."""
        if not subject.elements[0].start <= self.elements(clause)[0].start:
            return []
        sentence = self.reading.sentence(subject.start)[0]
        found: list[Filler] = []
        for number in range(clause - 1, max(-1, clause - _FAR), -1):
            start, end = self.reading.clauses[number]
            last = self.reading.covering(end - 1)
            if start < sentence or last is None or last.type != "PERSON":
                break
            elements = self.elements(number)
            if elements[-1].item is None or elements[-1].item.type != "PERSON":
                break
            if any(element.kind in _NO_LIST for element in elements):
                break
            groups, _ = left_groups(elements)
            found = [filler for group in groups for filler in self.resolver.fillers(group)] + found
        return found

    def carried(self, clause: int, *, strict: bool = False) -> list[Filler]:
        """Return the named subject of the clauses before, in this sentence or the one before it.

        ``strict`` stops at the first subject, named or not.
        """
        start = self.reading.clauses[clause][0]
        sentence = self.reading.sentence(start)[0]
        floor = self.reading.sentence(sentence - 1)[0] if sentence else 0
        if sentence and self.text[sentence - 1] == "\n":
            floor = sentence
        for number in range(clause - 1, max(-1, clause - _FAR), -1):
            if self.reading.clauses[number][0] < floor:
                break
            if number not in self.topics:
                self.topics[number] = self.named_topic(number)
            known, named = self.topics[number]
            if named or (strict and known):
                return named
        return []

    def named_topic(self, clause: int) -> tuple[bool, list[Filler]]:
        """Tell whether a clause has a topic of its own that is no anaphor, and return the names the topic gives."""
        found = topic(self.reading, clause, self.reading.clauses[clause][1])
        if found is None:
            return False, []
        anaphor = self.resolver.antecedent(found)
        fillers = self.resolver.fillers(found) if anaphor is None else anaphor[1]
        return anaphor is None, [filler for filler in fillers if filler.item or self.resolver.holds_name(filler)]

    # Time, place and amount

    def give_circumstances(self, roles: Roles, hit: Hit, frame: Frame, clause: int) -> None:
        """Fill time, place and amount, which depend on nearness."""
        start, end = self.reading.clauses[clause]
        sentence = self.reading.sentence(hit.start)
        behind = self.reading.within(hit.end, end)
        roles.fill_item(self.nearest_time(hit, sentence, behind), "time")
        if not roles.has("amount"):
            roles.fill_item(self.nearest_amount(hit, start, behind), "amount")
        if roles.row.type == "FINANCE" and not roles.has("purpose"):
            give_purpose(roles, hit, self.elements(clause), end)
        if roles.row.type == "MEETING":
            self.share_meeting(roles, sentence)

    def nearest_amount(self, hit: Hit, start: int, behind: list[Item]) -> Item | None:
        """The first quantity behind the trigger in its clause, else the last before it."""
        for item in behind:
            if item.type == "QUANTITY":
                return item
        for item in reversed(self.reading.within(start, hit.start)):
            if item.type == "QUANTITY":
                return item
        return None

    def nearest_time(self, hit: Hit, sentence: tuple[int, int], behind: list[Item]) -> Item | None:
        """The last time before the trigger in its part of the sentence, else the first behind it in its clause."""
        floor = max(sentence[0], self.text.rfind(";", sentence[0], hit.start) + 1)
        found: Item | None = None
        for item in reversed(self.reading.within(floor, hit.start)):
            if item.type != "TIME" or self.text.startswith(_REPORTS, item.end):
                continue
            if found is None:
                found = item
                if not self.is_year(item):
                    break
            elif self.text[item.end : found.start] == "," and not self.is_year(item):
                return item  # 28日,|2025年|全国机器人大会|举行
        if found is not None:
            return found
        for item in behind:
            if item.type == "TIME" and (item.start == hit.end or self.text[item.start - 1] in _AT_TIME):
                return item
        return None

    def is_year(self, item: Item) -> bool:
        """Tell whether a time is a year and no more."""
        return item.index is not None and self.reading.times[item.index].edtf.isdigit()

    def share_meeting(self, roles: Roles, sentence: tuple[int, int]) -> None:
        """Somebody who attends, attends the meeting the sentence has just named, where it was held."""
        if not (roles.has("participant") or roles.row.by == "host"):
            return
        generic = [
            argument
            for argument in roles.arguments
            if argument.role == "activity"
            and argument.entity is None
            and self.text[argument.start : argument.end] in _GENERIC_ACTIVITY
        ]
        if roles.has("activity") and not generic:
            return
        floor = self.reading.sentence(sentence[0] - 1)[0] if sentence[0] else 0
        if sentence[0] and self.text[sentence[0] - 1] == "\n":
            floor = sentence[0]
        for event in reversed(self.events):
            if event.start < floor or event.type != "MEETING":
                break
            shared = [a for a in event.arguments if a.role in ("activity", "place")]
            if any(argument.role == "activity" for argument in shared):
                roles.arguments = [a for a in roles.arguments if a not in generic]
                roles.arguments += [a for a in shared if a.role == "activity" or not roles.has("place")]
                break
