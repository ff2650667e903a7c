"""What an event has in common with those told before it: things, partners, or the act itself."""

from __future__ import annotations

from dataclasses import replace

from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.events.special import TAKING
from hbnews_ie.components.events.status import FLOWS
from hbnews_ie.components.events.triggers import Hit, Trigger
from hbnews_ie.components.syntax.clause import START
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Argument, Event
from hbnews_ie.lexicon import read_list

__all__ = ["EarlierEvents"]

_SENTENCE_STOPS = frozenset("。;!?\n")
_CLAUSE_STOPS = _SENTENCE_STOPS | {","}
_STARTING = ("启动", "开始", "完成")
_BUILT = {"PROJECT_PROGRESS": "project", "ESTABLISHMENT": "organization"}  # what goes on to be built or opened
_MAKERS = ("agent", "founder")  # who builds, develops or founds, alone or with partners
_RECENT = 3  # events back that a trigger may name again
_AND_ALSO = 12  # characters between two verbs of one meeting: 出席…并讲话


class EarlierEvents:
    """The events found so far; the finder goes on adding to ``events``."""

    def __init__(self, reading: Reading, events: list[Event]) -> None:
        self.reading = reading
        self.text = reading.text
        self.events = events

    @property
    def last(self) -> Event | None:
        """The event told last."""
        return self.events[-1] if self.events else None

    def twin(self, act: Hit | Event, kind: str) -> Event | None:
        """Return the event of the same kind right before an act, which goes on with it: 建成|投产."""
        last = self.last
        return last if last is not None and (last.end, last.type) == (act.start, kind) else None

    def works(self, act: Hit | Event) -> list[Argument]:
        """Return the works that the last event of the sentence tells of, in a clause before an act."""
        last = self.last
        gap = self.text[last.end : act.start] if last is not None else ""
        role = _BUILT.get(last.type, "") if last is not None else ""
        if last is None or not role or "," not in gap or not _SENTENCE_STOPS.isdisjoint(gap):
            return []
        return [replace(argument, role="project") for argument in last.arguments if argument.role == role]

    def complete(self, event: Event, read: Event) -> Event:
        """Give an event what it has in common with the last; ``read`` is it with all that syntax gave."""
        twin = self.twin(event, event.type)
        return self._as_works(event) if twin is None else _as_twin(event, read, twin)

    def _as_works(self, event: Event) -> Event:
        """Give works that the last event of the sentence tells of to one that names none, or only who builds them.

        新厂房8月建成,9月|投入使用; 大桥由甲局承建,预计明年|通车; 公司设立研发中心,明年|投入运营.
        """
        works = self.works(event) if event.type == "PROJECT_PROGRESS" else []
        if self.last is None or not works:
            return event
        builders = {argument.entity for argument in self.last.arguments if argument.role in _MAKERS} - {None}
        named = [argument for argument in event.arguments if argument.role == "project"]
        if any(argument.entity not in builders for argument in named):
            return event
        return _with(event, works, [argument for argument in event.arguments if argument not in named])

    def take_destination(self, event: Event) -> bool:
        """Give the sale before it in the sentence the buyers of an event that only tells where the goods go.

        Returns whether it did: 出口柑橘3800吨,|销往|俄罗斯 is one sale.
        """
        last = self.last
        if last is None or last.type != "TRADE" or self.text[event.start : event.end] not in read_list("destined"):
            return False
        if last.start < self.reading.sentence(event.start)[0] or self.text[last.start : last.end] not in FLOWS:
            return False
        buyers = [argument for argument in event.arguments if argument.role == "buyer"]
        if not buyers or any(argument.role == "buyer" for argument in last.arguments):
            return False
        self.events[-1] = _with(last, buyers, last.arguments)
        return True

    def partners(self, row: Trigger, clause: int) -> list[Filler]:
        """Return with whom somebody does what a clause without a subject tells: 甲校与乙所合作,|研制出…."""
        last = self.last
        if row.subject not in _MAKERS or last is None or last.type != "COOPERATION":
            return []
        near = clause - 1 <= self.reading.clause(last.start) <= clause
        if not near or self.text[last.start : last.end] not in read_list("joint_work"):
            return []
        return [Filler(a.start, a.end, self.reading.covering(a.start)) for a in last.arguments if a.role == "party"]

    def repeats(self, row: Trigger, hit: Hit) -> bool:
        """Tell whether a trigger names an event again: 出席…并讲话 is one meeting, and so is 举行|会谈."""
        last = self.last
        if last is not None and last.type == row.type == "PROJECT_PROGRESS" and self.text.endswith("的", 0, hit.start):
            between = self.text[last.end : hit.start]  # 启动了江城小学的|建设
            return self.text[last.start : last.end] in _STARTING and _CLAUSE_STOPS.isdisjoint(between)
        if last is not None and self.text.startswith("通过", last.start) and row.word in read_list("passed"):
            return "," not in self.text[last.end : hit.start]  # 通过|品种审定
        for event in reversed(self.events[-_RECENT:]):
            if event.type != row.type:
                continue
            word = self.text[event.start : event.end]
            if row.type == "PERSONNEL" and word in read_list("naming") and event.end <= hit.start:
                clause = self.reading.clauses[self.reading.clause(hit.start)][0]
                return clause <= event.start and self.text[hit.start : hit.end] in TAKING  # 任命李明|接任|局长
            inside = any(argument.start <= hit.start < argument.end for argument in event.arguments)
            if inside and word in read_list("holding"):
                return True
            gap = self.text[event.end : hit.start]
            if row.type == "FINANCE" and self.text[hit.start : hit.end] in read_list("grants") and "," not in gap:
                return True  # 发放首批|补贴: what is paid out is no second payment
            if row.type == "MEETING" and len(gap) <= _AND_ALSO and "并" in gap and "," not in gap:
                return True
        return False


def _as_twin(event: Event, read: Event, twin: Event) -> Event:
    """Give the second act of the same things what the first has and syntax gives both: 生产线|建成|投产."""
    works = [one for one in twin.arguments if one.role == "project"]
    own = [one for one in event.arguments if not (works and one.role == "project" and one.start < event.start)]
    known = {argument.role for argument in own}
    both = [one for one in twin.arguments if one.role not in known and (one in read.arguments or one in works)]
    return _with(event, both, own)


def _with(event: Event, more: list[Argument], kept: list[Argument] | tuple[Argument, ...]) -> Event:
    return replace(event, arguments=tuple(sorted((*kept, *more), key=START)))
