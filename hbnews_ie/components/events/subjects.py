"""Who acts: the subject of a verb, of its list, or carried over from the clauses before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hbnews_ie.components.events.fillers import Filler, Resolver
from hbnews_ie.components.events.triggers import triggers, works
from hbnews_ie.components.syntax.anaphora import anaphor_at, name_ending
from hbnews_ie.components.syntax.before import left_groups, topic
from hbnews_ie.components.syntax.clause import Element, elements_of
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.lexemes import issues
from hbnews_ie.components.syntax.phrases import phrase_before
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.components.syntax.speech import speaking
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["Subjects"]

_NO_LIST = frozenset({"verb", "cause", "light", "at", "to", "by", "about", "ba", "de"})
_NO_ACTORS = read_list("no_actors")
_LONGEST_SPEECH = 10
_BUILDING = frozenset(("建设", "新建", "兴建", "修建", "扩建", "改建", "建", "建成", "投建"))
_REPORTED = ("据了解", "据悉", "据介绍", "据统计", "据测算", "记者了解到", "记者获悉")
_UNNAMED = ("项目", "工程")
_DONE_TO = ("由", "已", "日前", "近日", "经")
_NOMINAL = frozenset({"noun", "name", "modifier", "de", "quantity", "list", "quote", "adverb"})
_FAR_WORKS = 4  # clauses back that works are looked for
_FAR = 12  # clauses back that a subject or a wish may go on from


@cache
def _spoken() -> re.Pattern[str]:
    """A verb of speech that closes its clause: …介绍,|…"""
    return re.compile(rf"{speaking()}(?:了?(?:本报)?记者)?[,:]?$")


@cache
def _opening_works() -> re.Pattern[str]:
    """Works that are told from others by how far they are, with what is yet said of them: 扩容项目|计划…."""
    stages, course = alternation(read_list("stages_of_works")), "计划|预计|将|已|正|力争|争取|有望|全部|陆续|年内|于|在"
    return re.compile(rf"(?:{stages}){{1,2}}(?:{alternation(_UNNAMED)})(?={course}|\d{{4}}年)")


_ROUTE = re.compile(
    "(?:标志着)?(?P<route>(?![从由自在经标])(?:(?![的运达])[\u4e00-\u9fff]){2,6}(?:至|到|—|-{1,2})(?:(?!的)[\u4e00-\u9fff]){2,16}?(?:航线|班列|专线|线路|航班|班轮|联运))"
    "(?=[今昨]天|今日|昨日|近日|日前|正式|成功|首次|将|开通|开行|首发|首航|打通|复航|通航)"
)


@cache
def _measured() -> re.Pattern[str]:
    """What is measured at the head of a clause: 该|项目|总投资|约3亿元."""
    measures = alternation(read_list("measures_of_works"))
    return re.compile(rf"[该本此]?(?P<who>[^,。;:\d]{{2,30}}?){measures}(?:约|近|超|逾|达|为|共)?(?=\d)")


# Whose figures are told is nobody who acts: 市场监管总局今天公布数据|显示,…新设企业462万户.
_SOURCE = re.compile("[局委厅部署办院会][^,。;]{0,16}?(?:公布|发布|通报)?的?[^,。;]{0,6}(?:数据|统计|资料|监测)显示,?$")
_GROUPS = ("团", "组")  # who travels or looks into something together: 代表团, 调查组


def _body_of(speaker: Group) -> list[Filler]:
    """The body whose officer speaks: 江城公司|总经理李明表示,|年内将启动…."""
    first = speaker.elements[0].item
    return [Filler(first.start, first.end, first)] if first is not None and first.type == "ORG" else []


class Subjects:
    """Finds the subjects of one document."""

    def __init__(self, reading: Reading, resolver: Resolver) -> None:
        self.reading = reading
        self.resolver = resolver
        self.topics: dict[int, tuple[bool, list[Filler]]] = {}  # by clause

    def of(self, frame: Frame, clause: int, type_: str = "") -> list[Filler]:
        """Return the fillers of the subject, carried over from before where the clause has none.

        What is carried over is of a type of entity, where one is given.
        """
        kind = self.opening_works(clause)
        if kind is not None and (frame.subject is None or frame.subject.end <= kind.end):
            return [kind]
        if frame.subject is not None:
            anaphor = self.resolver.antecedent(frame.subject)
            if anaphor is None:
                found = self.list_before(clause, frame.subject) + self.resolver.fillers(frame.subject)
                acting = [filler for filler in found if filler.item or not self.is_nobody(filler)]
                if acting or not found:
                    return acting
                if frame.object is None:
                    return []  # 交易|完成: the act itself
                earlier = topic(self.reading, clause, frame.subject.start)  # 王明|以网上|竞价方式|出售
                if earlier is not None and self.resolver.antecedent(earlier) is None:
                    return self.resolver.fillers(earlier)
            elif anaphor[1] or anaphor[0] == "PROJECT":
                return anaphor[1]  # 项目|动工 is said of no firm
            elif anaphor[0] == "ORG":
                acting = self.carried(clause, type_="ORG")  # 该公司 is no person
                is_group = self.reading.text.endswith(_GROUPS, frame.subject.start, frame.subject.end)
                return acting or (self.resolver.fillers(frame.subject) if is_group else [])
        return self.carried(clause, type_=type_)

    def opening_works(self, clause: int) -> Filler | None:
        """Return works that open a clause and are told from others by how far they are, or a route between two places.

        扩容项目|计划明年完工, 黄冈至武汉集装箱航线|开通.
        """
        bounds = self.reading.clauses[clause]
        found = _opening_works().match(self.reading.text, *bounds) or _ROUTE.match(self.reading.text, *bounds)
        span = found.span(found.lastgroup or 0) if found is not None else None
        named = span is not None and any(item.type == "PROJECT" for item in self.reading.within(*span))
        return Filler(*span) if span is not None and not named else None

    def is_nobody(self, filler: Filler) -> bool:
        """出资|收购, 发布公告|称, 以竞价方式|减持: what somebody did before, or how, is nobody who acts."""
        text = self.reading.text[filler.start : filler.end]
        occasion = text.endswith(_NO_ACTORS) and text[0] != "《"  # 《长江文化史》推介会|举行
        return any(row.type != "NONE" for row in triggers().get(text, ())) or issues(text) or occasion

    def work_before(self, clause: int) -> list[Filler]:
        """The works that the clauses before in the sentence end with: 建设一条生产线,|6月开工."""
        start = self.reading.sentence(self.reading.clauses[clause][0])[0]
        for number in range(clause - 1, max(-1, clause - _FAR_WORKS), -1):
            low, high = self.reading.clauses[number]
            if low < start:
                break
            if self.excepts(number):
                continue
            named = [item for item in self.reading.within(low, high) if item.type == "PROJECT"]
            if named:
                return [Filler(named[-1].start, named[-1].end, named[-1])]
            projects = [filler for filler in self.named_at(number)[1] if filler.item and filler.item.type == "PROJECT"]
            if projects:
                return projects  # 该工程|总投资2亿元,…,|计划明年竣工
            if self.reading.text.endswith(works(), low, high):
                found = phrase_before(self.reading, high, low)
                return [Filler(self.behind_act(*found), found[1])] if found else []
        return []

    def behind_act(self, start: int, end: int) -> int:
        """Where the works begin in a phrase that holds their building: 长沙|建设|示范线."""
        words = self.reading.words
        for place in range(self.reading.word(end - 1), self.reading.word(start) - 1, -1):
            stop = words.ends[place]
            if stop < end and self.reading.text[words.starts[place] : stop] in _BUILDING:
                return stop
        return start

    def list_before(self, clause: int, subject: Group) -> list[Filler]:
        """Return the names of a list that runs over commas: 书记张三,市长李四|出席."""
        if not subject.elements[0].start <= elements_of(self.reading, clause)[0].start:
            return []
        sentence = self.reading.sentence(subject.start)[0]
        found: list[Filler] = []
        for number in range(clause - 1, max(-1, clause - _FAR), -1):
            if self.reading.clauses[number][0] < sentence:
                break
            elements = elements_of(self.reading, number)
            if not self.ends_with_person(elements):
                break
            if any(element.kind in _NO_LIST for element in elements):
                break
            groups, _ = left_groups(elements)
            found = [filler for group in groups for filler in self.resolver.fillers(group)] + found
        return found

    def ends_with_person(self, elements: Sequence[Element]) -> bool:
        """Tell whether a clause ends with a person, a title behind the name passed over: …王林|教授."""
        for element in reversed(elements):
            if element.kind != "honorific" and not self.reading.titled[element.start]:
                return element.item is not None and element.item.type == "PERSON"
        return False

    def carried(self, clause: int, *, strict: bool = False, type_: str = "") -> list[Filler]:
        """Return the named subject of the clauses before, in this sentence or the one before it.

        ``strict`` stops at the first subject, named or not. Subjects that are not of ``type_`` are passed over:
        李明,男,湖北黄冈人,2018年|任|副县长.
        """
        floor = self.reading.carried_from(self.reading.clauses[clause][0])
        start = self.reading.sentence(self.reading.clauses[clause][0])[0]
        for number in range(clause - 1, max(-1, clause - _FAR), -1):
            if self.reading.clauses[number][0] < floor:
                break
            known, named = self.named_at(number)
            if self.reading.clauses[number][0] < start and self.is_report(start):
                named = [filler for filler in named if filler.item is None or filler.item.type != "PERSON"]
            if type_:
                named = [filler for filler in named if filler.item is not None and filler.item.type == type_]
            if named or (strict and known):
                return named
        return []

    def fronted(self, clause: int) -> list[Filler]:
        """Return the noun phrase that opens the sentence alone, before a clause that says what was done to it.

        全国首张课程表,|由甲大学推出; 我省最长的引水隧洞,|日前胜利贯通.
        """
        start = self.reading.clauses[clause][0]
        if not clause or not self.reading.text.startswith(_DONE_TO, start):
            return []
        first, last = self.reading.clauses[clause - 1]
        elements = elements_of(self.reading, clause - 1)
        alone = first == self.reading.sentence(start)[0] and all(element.kind in _NOMINAL for element in elements)
        return [Filler(first, last)] if alone and elements[-1].kind == "noun" else []

    def owner(self, topic: Group) -> Filler | None:
        """What a measure is of that a clause begins with: …产业园项目|总投资12亿元, 学校|占地面积30亩."""
        measured = _measured().match(self.reading.text, topic.start, topic.end)
        if measured is None:
            return None
        start, end = measured.span("who")
        item = self.reading.covering(start)
        if item is None:
            noun = anaphor_at(self.reading, start)
            alike = noun[1] if noun is not None else name_ending(self.reading, start, measured["who"])
            if alike is None and measured["who"] in _UNNAMED:
                return Filler(start, end)
            return Filler(alike.start, alike.end, alike) if alike is not None else None
        return Filler(item.start, item.end, item) if (item.start, item.end) == (start, end) else None

    def excepts(self, clause: int) -> bool:
        """Tell whether a clause says what the next ones are not about: 除|甲厂扩建工程|以外,计划投资…."""
        start, end = self.reading.clauses[clause]
        return self.reading.text.startswith("除", start) and self.reading.text.endswith("外", start, end)

    def is_report(self, start: int) -> bool:
        """Tell whether a sentence begins with whom one knows it from, and leaves who acted before: 据了解,…."""
        return self.reading.text.startswith(_REPORTED, start)

    def named_at(self, clause: int) -> tuple[bool, list[Filler]]:
        """Return the `named_topic` of a clause, read once."""
        if clause not in self.topics:
            self.topics[clause] = self.named_topic(clause)
        return self.topics[clause]

    def named_topic(self, clause: int) -> tuple[bool, list[Filler]]:
        """Tell whether a clause has a topic of its own that is no anaphor, and return the names the topic gives."""
        start, end = self.reading.clauses[clause]
        if self.excepts(clause) or _SOURCE.search(self.reading.text, start, end):
            return False, []
        spoken = _spoken().search(self.reading.text, max(start, end - _LONGEST_SPEECH), end)
        found = topic(self.reading, clause, spoken.start() if spoken else end)  # 宏远公司|公告称,
        if found is None:
            return False, []
        owner = self.owner(found)
        if owner is not None:
            return True, [owner]
        anaphor = self.resolver.antecedent(found)
        fillers = self.resolver.fillers(found) if anaphor is None else anaphor[1]
        named = [filler for filler in fillers if filler.item or self.resolver.holds_name(filler)]
        if spoken:  # 据李明介绍,|桥梁完工: a person who says it does not do it, the firm he speaks for may
            others = [filler for filler in named if filler.item is None or filler.item.type != "PERSON"]
            named = others or (_body_of(found) if named else [])
        return anaphor is None, named
