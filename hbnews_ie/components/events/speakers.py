"""Who speaks: the person, body or unnamed voice of a body before a verb of speech, or whom a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.syntax.anaphora import is_voice
from hbnews_ie.components.syntax.before import left_groups, topic
from hbnews_ie.components.syntax.clause import Element
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.lexicon import read_list

if TYPE_CHECKING:
    from hbnews_ie.components.events.finder import EventFinder

__all__ = ["Speakers"]

_NEAR = 200  # characters back that a body is named whose voice speaks
_FAR = 600  # and that somebody has come up whom a pronoun means
_PERSONS = ("SUBJECT", "SPEAKER", "PERSON")  # kinds of anaphors that stand for somebody
_PAPERS = read_list("speaking_papers")
_DECLARING = ("宣布", "承诺", "声明")  # what a body does in a clause of its own: 发布公告,|宣布…
_ADDRESSING = ("向", "对")
_SIDE = re.compile(f"[{''.join(read_list('sides'))}]方")  # 中方, 美方: a side in talks


def _opens_with_manner(before: Sequence[Element]) -> bool:
    """Tell whether a clause begins with how somebody speaks: 指着…."""
    return len(before) > 1 and before[0].kind == "verb" and before[1].kind == "during"


def _holds_person(group: Group) -> bool:
    return any(element.item is not None and element.item.type == "PERSON" for element in group.elements)


class Speakers:
    """Finds who speaks in one document; ``last`` are those who spoke last."""

    def __init__(self, finder: EventFinder) -> None:
        self.reading = finder.reading
        self.text = finder.text
        self.resolver = finder.resolver
        self.subjects = finder.subjects
        self.last: list[Filler] = []

    def find(self, before: Sequence[Element], clause: int, verb: str) -> list[Filler]:
        """Return who speaks: the subject of the verb, or whom a pronoun stands for."""
        before = self.not_addressed(before)
        groups, _ = left_groups(before)
        side = _SIDE.match(self.text, self.reading.clauses[clause][0])
        if side is not None and not any(group.end > side.end() for group in groups):
            return [Filler(*side.span())]
        free = [group for group in groups if not group.governor or group.governor == "about"]
        near = next((e for e in reversed(before) if e.kind not in ("time", "adverb", "manner", "also")), None)
        named = near is not None and near.item is not None and near.item.type == "PERSON"
        if named and free and near in free[-1].elements:
            free = free[-1:] + free[:-1]
        free.sort(key=lambda group: not _holds_person(group))
        if free and _opens_with_manner(before) and not _holds_person(free[0]):
            free = []  # …,|指着山下的樱桃园|说
        for group in free:
            found = self.voices(group)
            if found:
                return found
        if named and near is not None and len(groups) == 1:
            return [Filler(near.start, near.end, near.item)]
        anaphor = self.resolver.antecedent(free[0]) if free else None
        told = any(element.kind == "about" and self.text[element.start : element.end] == "据" for element in before)
        if told and (anaphor is None or anaphor[0] not in _PERSONS):
            return []
        if free:
            if anaphor is None:
                return []
            if anaphor[0] in _PERSONS:
                since = max((filler.end for filler in self.last), default=0)
                known = self.entered(clause, since) or self.last or anaphor[1] or self.subjects.carried(clause)
                return [self.nearest(filler, free[0].start) for filler in known]
            return anaphor[1]
        return [
            filler
            for filler in self.subjects.carried(clause, strict=True)
            if filler.item and (filler.item.type == "PERSON" or (verb in _DECLARING and filler.item.type == "ORG"))
        ]

    def not_addressed(self, before: Sequence[Element]) -> Sequence[Element]:
        """Leave out those spoken to, with the clause that tells who they are: 向|长期支持我们的|企业家|表示."""
        for number, element in enumerate(before):
            if element.kind == "to" and self.text[element.start : element.end] in _ADDRESSING:
                is_told = any(behind.kind == "de" for behind in before[number:])
                return before[:number] if is_told else before
        return before

    def entered(self, clause: int, since: int) -> list[Filler]:
        """Return the person that a clause before is about, if one has come up since somebody spoke last."""
        for number in range(clause - 1, -1, -1):
            start, end = self.reading.clauses[number]
            if start < since or self.reading.clauses[clause][0] - start > _FAR:
                break
            group = topic(self.reading, number, end)
            items = [element.item for element in group.elements] if group is not None else []
            for item in reversed(items):
                if item is not None and item.type == "PERSON":
                    return [Filler(item.start, item.end, item)]
        return []

    def nearest(self, filler: Filler, offset: int) -> Filler:
        """Return the last mention before an offset of what a filler names."""
        if filler.item is None or filler.item.index is None:
            return filler
        for item in reversed(self.reading.within(max(filler.start, offset - _NEAR), offset)):
            if (item.type, item.index) == (filler.item.type, filler.item.index):
                return Filler(item.start, item.end, item)
        return filler

    def voices(self, group: Group) -> list[Filler]:
        """Return the persons of a group, else its bodies or the unnamed voice of a named body."""
        fillers = self.resolver.fillers(group)
        persons = [filler for filler in fillers if filler.item and filler.item.type == "PERSON"]
        if not persons and len(fillers) == 1 and fillers[0].item is None:
            persons = self.persons_in(fillers[0])
        if persons:
            return persons
        if self.is_unnamed_official(group):
            return [Filler(group.start, group.end)]
        named = [f for f in fillers if f.item and f.item.type in ("ORG", "PLACE")]
        if named:
            return named
        if is_voice(self.text[group.start : group.end]) and self.body_known(group):
            return [Filler(group.start, group.end)]
        return [f for f in fillers if f.item is None and self.resolver.holds_name(f) and not self.is_paper(f)]

    def is_unnamed_official(self, group: Group) -> bool:
        """Tell whether a group is somebody of a named body by title alone: 省科技厅|一位|处长."""
        first, last = group.elements[0].item, group.elements[-1]
        return first is not None and first.type == "ORG" and bool(self.reading.titled[last.start])

    def is_paper(self, filler: Filler) -> bool:
        """瑞银《展望》报告|认为: a paper says something, but nobody speaks."""
        return self.text.endswith(_PAPERS, filler.start, filler.end)

    def persons_in(self, filler: Filler) -> list[Filler]:
        """王明|坦率地, 王明|在讲话中: of a phrase that closes with no person of its own, the one who is named in it."""
        items = self.reading.within(filler.start, filler.end)
        return [Filler(item.start, item.end, item) for item in items if item.type == "PERSON"][-1:]

    def body_known(self, group: Group) -> bool:
        """Tell whether a body is named not far before the end of a group: the one whose voice speaks."""
        return any(item.type == "ORG" for item in self.reading.within(max(0, group.end - _NEAR), group.end))
