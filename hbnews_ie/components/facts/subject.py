"""Of whom a fact is: the entity that its clause is about by its syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hbnews_ie.components.facts.choice import gives_figures
from hbnews_ie.components.facts.sharing import in_turn, next_owner, whose_part
from hbnews_ie.components.facts.words import AGAINST, PROPERTIES, SHARES, fact_words, measure_before
from hbnews_ie.components.syntax.anaphora import NEW_BODIES, anaphor_at, antecedent, named_alike, pointed_body, pointing
from hbnews_ie.components.syntax.before import topic
from hbnews_ie.components.syntax.clause import elements_of
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Fact
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["SETTLED", "SubjectFinder"]

SETTLED = ("examples", "partnered", "anywhere", "in turn", "announced", "of works")
"""What settles of whom a quantity is measured.

Names are examples, and of nobody; 该公司 acts with a partner; as many names as numbers have one each; an office that
tells figures is not what they are of; works without a name are nobody else.
"""

_Span = tuple[int, int]
_Answer = tuple[int | None, str]  # the entity, and what tells so
_TOPICS = frozenset({"ORG", "PLACE", "PROJECT", "PRODUCT", "ACTIVITY", "PERSON"})
_TOPICS_OF_SENTENCE = _TOPICS - {"PERSON"}  # who says something is not what it is about
_THINGS = frozenset({"PROJECT", "PRODUCT"})  # what a sentence opens with, and measures whatever else it speaks of
_OWNERS = _THINGS | {"ORG"}  # what has a measure with 的, and what the next sentence may go on to measure
_WORKS = ("项目", "工程", "企业", "单位")
_ANYWHERE = re.compile("(?:我国|全[国球省市县区州镇乡]|世界|国内)(?!市场|占有|同类|首)")
_MEASURE_SIGNS = frozenset("率量额值价速比数度")  # last characters of nouns of measure
_SITES = ("ORG", "PLACE", "PROJECT")
_WHOLE = {
    "全村": ("村",),
    "全厂": ("厂",), "全社": ("社", "公社"), "全队": ("队",), "全校": ("大学", "学院", "学校", "中学", "小学"),
    "全院": ("院",), "全园": ("园",),
}  # fmt: skip
_FAR_WHOLE = 1500  # characters back that what 全村 speaks of may have been named
_PARTS = read_list("parts")
_WAYS = ("线上", "线下")  # 合作社|线上线下|共销售…
_NEXT_MEASURES = re.compile(
    "(?:、[^,。;:、的\\d]{1,12}\\d[\\d.]*[\u4e00-\u9fff%]{1,4}(?=[、的])){0,9}的"
)  # 员工860人|、年收入12亿元的
_NAMELESS = re.compile("的[^,。;、“《]{1,12}?(?:项目|工程|基地|产业园|生产线)")
# 去年产品|出口日本、韩国等20多个国家,|销售收入6亿元: where goods go is nobody whose the rest is
_DESTINED = re.compile("[^,。;]{0,6}产品[^,。;]{0,4}(?:出口|远销|畅销|销往|行销|进入)")
_ONE = re.compile("[一两几](?:台|座|艘|辆|架|条|栋|幢|块|片|口|只|头|枚|颗|套|根)[^,。;、的]{0,4}$")
_LONGEST_ONE = 8
_POINTING = "该本此这"
_DOES = "主办|承办|协办|承建|承制|投资建设|建设|施工|设计|监理|运营|研制|共建|指导|执行"
_DOER = re.compile(rf"[^,。;]{{2,40}}(?:{_DOES})")
_BY = re.compile(rf"由[^,。;]{{2,80}}(?:{_DOES}),")
_ROUTES = frozenset("到至")
_LEARNED = re.compile(f"{alternation(read_list('learning'))}$")
_LEADS = re.compile("[东南西北][起至抵止]|途经|沿线?经过|起于|止于")  # …高铁西起|遂宁,东至|广安: where a line runs
_BESIDE = re.compile(f"[仅略稍]?{alternation([*AGAINST, *read_list('beside')])}")  # who else has more or less
_AT_MEETING = re.compile(
    "(?:在)?(?:大会|会议?|论坛|峰会|活动|(?:开幕|签约|揭牌|启动|开工)?仪式|(?:开幕|闭幕)式|博览会|展会)(?:现场|上|期间)"
)
# 此次全省集中|开工|项目300个, |签约|项目中,亿元以上的46个: told of the meeting where it was done
_THIS_TIME = re.compile(
    "(?:此次|本次|这次)[^,。;]{0,8}?(?:开工|签约|启动|竣工|投产|发布|揭牌|授牌)|(?:签约|开工)的?项目中"
)
_FAR_LINE = 2000  # characters back that its line is looked for
_FAR_TOPIC = 6  # clauses back that a topic may go on from
_FAR_FACT = 40  # facts back that may have measured the same topic


class SubjectFinder:
    """Finds of whom the facts of one document are; ``facts`` are those found so far."""

    def __init__(self, reading: Reading, facts: Sequence[Fact]) -> None:
        self.reading = reading
        self.text = reading.text
        self.roles = fact_words()
        self.facts = facts

    def find(self, item: Item, indicator: _Span, sentence: _Span) -> _Answer:
        """Return the entity that the clause of a quantity is about by its syntax, and what tells so.

        It is the first name of its topic, or of the topic that goes on.

        The topic is the first noun phrase under no preposition. One that is only the indicator (规模居第一) leaves
        the topic of the clause before standing; another one that names nothing ends the search, but for a project or
        product that the sentence goes on to measure.
        """
        beside = self.beside(item, indicator, sentence)
        if beside is not None:
            return beside
        others = False
        for number in self.clauses_back(item.start):
            answer = self.framed(number, sentence, item.start)
            topic = None if answer else self.topic(number, item.start)
            if topic is not None:
                own = number == self.reading.clause(item.start)
                pointed = self.pointed(number if own else None, topic, indicator)
                answer = (
                    self.of_many(topic, item.start)
                    or self.of_named(topic, indicator, sentence, own=own, others=others)
                    or self.of_pointed(topic, pointed)
                )
                if not answer and pointed is None and not self.is_part(topic, indicator):
                    subject = self.subject_of((topic.start, topic.end))
                    if subject is not None or self.reading.clauses[number][0] <= sentence[0]:
                        answer = subject, "measured before"
                    others = True
            if answer:
                return answer
        located = self.located(sentence, item.start)
        return (located.index, "located") if located is not None else (None, "no topic")

    def clauses_back(self, offset: int) -> Iterator[int]:
        """Give the clauses of a line from that at an offset back, as far as a topic may go on."""
        own = self.reading.clause(offset)
        line = self.text.rfind("\n", max(0, offset - _FAR_LINE), offset) + 1
        for number in range(own, max(0, own - _FAR_TOPIC) - 1, -1):
            if self.reading.clauses[number][0] < line:
                return
            yield number

    def beside(self, item: Item, indicator: _Span, sentence: _Span) -> _Answer | None:
        """Return of whom what stands right beside a quantity tells that it is."""
        assert item.index is not None
        quantity = self.reading.quantities[item.index]
        turn = in_turn(self.reading, quantity)
        listed = turn.name if turn is not None else whose_part(self.reading, quantity)
        listed = listed or next_owner(self.reading, quantity, indicator, self.facts[-1] if self.facts else None)
        if listed is not None:
            return listed.index, "in turn"
        owner = self.owner(max(item.end, indicator[1])) or self.shared(item, indicator)
        if owner is not None:
            return owner.index, "owner"
        if self.text.endswith(NEW_BODIES, 0, indicator[0]):
            return self.founded(indicator[0])
        if self.is_of_works(item, indicator) or self.is_of_one(item, indicator):
            return None, "of works"
        works = self.works(indicator, sentence)
        return (works.index, "works") if works is not None else None

    def framed(self, clause: int, sentence: _Span, before: int) -> _Answer | None:
        """Return of whom a quantity is, where the clause itself tells, or how its sentence opens."""
        start, end = self.reading.clauses[clause]
        if start == sentence[0] and _THIS_TIME.match(self.text, start, end):
            meeting = self.meeting(start)
            return (meeting.index, "located") if meeting is not None else None
        if start < sentence[0] and (scene := self.located(sentence, before)) is not None:
            return scene.index, "located"
        next_to = self.reading.clause(before) - 1
        if clause == next_to and (heading := self.heading(sentence, before)) is not None:
            return heading.index, "heading"
        return (None, "announced") if self.announces(start, end) else None

    def of_many(self, topic: Group, before: int) -> _Answer | None:
        """Return of whom a topic is that names some of many, all of a place, or one with a partner."""
        if self.text.startswith("等", before - 1) and topic.end >= before - 1:
            return None, "listed"  # 兰州大学、西北师范大学等|10家|单位
        if self.gives_examples(topic):
            return None, "examples"
        if _ANYWHERE.match(self.text, topic.start):
            return None, "anywhere"
        whole = self.whole(topic)
        if whole is not None:
            return whole.index, "whole"
        partner = self.partnered(topic)
        return (partner.index, "partnered") if partner is not None else None

    def of_named(self, topic: Group, indicator: _Span, sentence: _Span, *, own: bool, others: bool) -> _Answer | None:
        """Return of whom a topic is by a name in it; ``own`` of the clause itself, ``others`` were spoken of since."""
        goes_on = topic.start >= sentence[0] or self.text.startswith("其中", sentence[0])
        types = _TOPICS if own else _TOPICS_OF_SENTENCE if goes_on else _OWNERS
        named = self.named(topic, indicator, types)
        if named is None:
            return None
        if not own and self.text.startswith("等", named.end):
            return None, "examples"  # …二期等基础设施项目381个,|总投资2127亿元
        given = not others or named.type in _THINGS
        return (named.index if given else None), "topic" if own else "carried"

    def of_pointed(self, topic: Group, pointed: tuple[str, Item | None] | None) -> _Answer | None:
        """Return of whom a topic is by a word that points back, or a noun that ends a name before."""
        if pointed is not None and pointed[1] is not None:
            return pointed[1].index, "pointed"
        if pointing(self.reading, topic) is not None:
            return None, "pointed"  # at what has no name
        alike = named_alike(self.reading, topic)
        return (alike.index, "alike") if alike is not None else None

    def gives_examples(self, topic: Group) -> bool:
        """Whether a topic only names some of those that are counted: 随州材料产业园等|重大产业项目|215个."""
        example = self.text.find("等", topic.start, topic.end)
        things = self.text[topic.end - 2 : topic.end] in _WORKS and example > topic.start
        return things and bool(self.reading.within(topic.start, example))

    def located(self, sentence: _Span, before: int) -> Item | None:
        """The place that a sentence begins with, alone under 在 before a comma, or the meeting that was spoken of.

        在金水区,|新投用的学校有3所; 会上,|43个项目签约.
        """
        number = self.reading.clause(sentence[0])
        end = self.reading.clauses[number][1]
        if _AT_MEETING.fullmatch(self.text, sentence[0], end) and end < before:
            return self.meeting(sentence[0])
        elements = elements_of(self.reading, number)
        if len(elements) != 2 or elements[0].kind != "at" or end >= before:
            return None
        item = elements[1].item
        return item if item is not None and item.type in _SITES else None

    def meeting(self, before: int) -> Item | None:
        """The meeting that was named last before an offset."""
        named = reversed(self.reading.within(max(0, before - _FAR_WHOLE), before))
        return next((item for item in named if item.type == "ACTIVITY"), None)

    def owner(self, offset: int) -> Item | None:
        """The name that a measure modifies with 的: 总投资6亿元的|…工程, 载着286个标箱的|“江昊6”轮."""
        modified = _NEXT_MEASURES.match(self.text, offset)
        if modified is None:
            return None
        start = modified.end() + self.text.startswith("“", modified.end())
        name = self.reading.covering(start) if start < len(self.text) else None
        if name is None or name.type not in _OWNERS or name.start > start:
            return None
        behind = self.reading.words.tags[self.reading.word(name.end)] if name.end < len(self.text) else ""
        owns = not behind.startswith("n") or self.text.startswith(_PARTS, name.end)
        return name if owns else None  # …的|江城公司|股份, but …的|环线项目|全线贯通

    def is_of_works(self, item: Item, indicator: _Span) -> bool:
        """Tell whether a sum is that of works without a name: 总投资9亿元的|总部项目落户光谷."""
        of_works = PROPERTIES.get(self.text[slice(*indicator)]) == "PROJECT" and indicator[1] <= item.start
        return of_works and _NAMELESS.match(self.text, item.end) is not None

    def is_of_one(self, item: Item, indicator: _Span) -> bool:
        """Tell whether a size is that of one thing without a name: 一台|开挖直径12.8米的|盾构机."""
        one = indicator[1] <= item.start and _ONE.search(self.text, max(0, indicator[0] - _LONGEST_ONE), indicator[0])
        return bool(one) and self.text.startswith("的", item.end) and self.owner(item.end) is None

    def shared(self, item: Item, indicator: _Span) -> Item | None:
        """The firm that shares are of: 江南集团收购|江北股份|51%的股权."""
        if self.text[slice(*indicator)] not in SHARES or indicator[0] < item.end or item.start < 2:
            return None
        name = self.reading.covering(item.start - 1 - (self.text[item.start - 1] == "的"))
        return name if name is not None and name.type == "ORG" else None

    def works(self, indicator: _Span, sentence: _Span) -> Item | None:
        """What a sum or size that only one kind of thing has speaks of: the last of that kind in the sentence.

        成立江汉贸易公司,|注册资本8亿元; 批准了引水工程,|总投资3亿元.
        """
        kind = PROPERTIES.get(self.text[slice(*indicator)])
        named = reversed(self.reading.within(sentence[0], indicator[0])) if kind else ()
        return next((name for name in named if name.type == kind and not self.text.startswith("等", name.end)), None)

    def is_measured(self, topic: Group, indicator: _Span) -> bool:
        """Whether a topic only says what is measured: the indicator itself, or another such noun (增速, 占有率)."""
        overlaps = topic.start < indicator[1] and indicator[0] <= topic.end  # 研发|投入
        sign = self.text[topic.end - 1]
        return overlaps or sign in _MEASURE_SIGNS or 0 < measure_before(self.text, topic.end) <= topic.end - topic.start

    def whole(self, topic: Group) -> Item | None:
        """The village, factory or school that 全村, 全厂 or 全校 speaks of: the last of its kind that was named."""
        kinds = _WHOLE.get(self.text[topic.start : topic.start + 2])
        if kinds is None:
            return None
        named = reversed(self.reading.within(max(0, topic.start - _FAR_WHOLE), topic.start))
        return next((item for item in named if self.text.endswith(kinds, item.start, item.end)), None)

    def founded(self, before: int) -> tuple[int | None, str]:
        """The firm that 新公司 speaks of, the one whose founding was told last, and what tells so."""
        firms = (item for item in self.reading.within(max(0, before - _FAR_WHOLE), before) if item.type == "ORG")
        new = [item.index for item in firms if self.text.endswith(tuple(read_list("founding")), 0, item.start)]
        return (new[-1], "pointed") if new else (None, "no topic")

    def pointed(self, clause: int | None, topic: Group, indicator: _Span) -> tuple[str, Item | None] | None:
        """What a topic stands for, or the word that opens it, or its ``clause``, if that is the clause of the fact."""
        counted = indicator[0] < topic.start < indicator[1] and self.text[topic.start] not in _POINTING
        # 服务|企业|3000余家: what is counted stands for nobody
        pointed = None if counted else antecedent(self.reading, topic) or self.opening(topic, indicator)
        return self.opener(clause, topic) if pointed is None and clause is not None else pointed

    def opening(self, topic: Group, indicator: _Span) -> tuple[str, Item | None] | None:
        """What the word stands for that opens a topic and points back: 该县|油茶, 该|院|门诊量, 公司|年产能."""
        behind = topic.elements[1:]
        alone = all(element.kind == "modifier" or self.text[element.start : element.end] in _WAYS for element in behind)
        noun = anaphor_at(self.reading, topic.start) if alone or self.is_measured(topic, indicator) else None
        if noun is not None:
            return noun[1].type, noun[1]
        opening = pointing(self.reading, topic)
        found = antecedent(self.reading, opening) if opening is not None else None
        return found if found is not None and found[1] is not None else None

    def partnered(self, topic: Group) -> Item | None:
        """The body that 该公司 and the like stand for, where they open a topic before a partner: 该公司|与江城集团."""
        meant = pointed_body(self.reading, topic.start)
        joined = meant is not None and self.text.startswith(("与", "和", "同"), meant[1])
        return meant[0] if meant is not None and joined else None

    def opener(self, clause: int, topic: Group) -> tuple[str, Item | None] | None:
        """What the word stands for that opens a clause before its topic: 公司|接到的|订单|不足10个."""
        first = next((e for e in elements_of(self.reading, clause) if e.kind not in ("time", "adverb")), None)
        if first is None or first.kind != "noun" or first.end >= topic.start:
            return None
        found = anaphor_at(self.reading, first.start)
        return None if found is None else (found[1].type, found[1])

    def is_part(self, topic: Group, indicator: _Span) -> bool:
        """Whether a topic is a part of what was spoken of (总部|位于里昂), or only what is measured."""
        return self.text.endswith(_PARTS, topic.start, topic.end) or self.is_measured(topic, indicator)

    def reports(self, start: int, end: int) -> bool:
        """Tell whether a clause only says who learned of it: 记者从市统计局获悉,…."""
        return _LEARNED.search(self.text, start, end) is not None

    def tells_doer(self, start: int, end: int) -> bool:
        """Tell whether a clause only adds by whom it was done, behind 由: 大桥由甲局设计,|乙局承建,|全长3公里."""
        sentence = self.reading.sentence(start)[0]
        doer = _DOER.fullmatch(self.text, start, end)
        return doer is not None and _BY.search(self.text, sentence, start) is not None

    def announces(self, start: int, end: int) -> bool:
        """Tell whether an office of the state tells in a clause what follows: 市统计局11月5日|披露,…."""
        name = self.reading.covering(start) if start < end else None
        return name is not None and gives_figures(self.reading, name)

    def heading(self, sentence: _Span, before: int) -> Item | None:
        """The project that a sentence begins with, alone before a comma: …大桥工程,全长3公里,总投资15亿元."""
        number = self.reading.clause(sentence[0])
        end = self.reading.clauses[number][1]
        elements = elements_of(self.reading, number)
        item = elements[0].item if len(elements) == 1 else None
        return item if item is not None and item.type in _THINGS and end < before else None

    def named(self, topic: Group, indicator: _Span, types: frozenset[str]) -> Item | None:
        """The first name of a topic, unless it only tells where, or which of a kind: 黄石|小伙, 洛阳|到郑州的时间."""
        items = [element.item for element in topic.elements if element.item is not None]
        if items and items[-1].type == "PERSON" and items[0].type in ("PLACE", "ORG"):
            items = items[-1:]  # 肯尼亚|选手|彼得·基普桑
        for item in items:
            if item.type in types:
                measured = topic.end > indicator[0] and topic.start < indicator[1]
                if self.text[item.end : item.end + 1] in _ROUTES or (not measured and self._one_of_a_kind(item, topic)):
                    return None
                return item
        return None

    def _one_of_a_kind(self, name: Item, topic: Group) -> bool:
        """Tell whether people or bodies of a place follow its name (黄石|小伙, 武汉|三大渔场)."""
        return self.roles.get(self.text[max(name.end, topic.end - 2) : topic.end]) == "class"

    def topic(self, clause: int, before: int) -> Group | None:
        """The topic of a clause, but for one that says nothing of its own: 同比, 其规模, 当年|投产, 据介绍."""
        start, end = self.reading.clauses[clause]
        if self.reports(start, end) or any(pattern.match(self.text, start, end) for pattern in (_LEADS, _BESIDE)):
            return None
        if end < before and (self.tells_doer(start, end) or _DESTINED.match(self.text, start, end)):
            return None
        found = topic(self.reading, clause, min(end, before))
        if (
            found is None
            or _AT_MEETING.fullmatch(self.text, start, end)
            or found.is_act
            or all(element.kind in ("quantity", "time") for element in found.elements)
            or self.text[found.start] == "其"
            or self.roles.get(self.text[found.start : found.start + 2]) == "basis"
        ):
            return None
        return found

    def subject_of(self, topic: _Span) -> int | None:
        """The subject of the last fact that measures a topic: 产值提高到9亿元,|税收由1亿元增至2亿元 are of one firm."""
        for fact in reversed(self.facts[-_FAR_FACT:]):
            if topic[0] < fact.indicator[1] and fact.indicator[0] < topic[1]:
                return fact.subject
        return None
