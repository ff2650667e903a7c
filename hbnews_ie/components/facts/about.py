"""What a fact holds for: the entity its clause is about, its time, and the way it changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hbnews_ie.components.facts.approach import Approach
from hbnews_ie.components.facts.choice import around, gives_figures
from hbnews_ie.components.facts.sharing import dates_in_turn, in_turn, next_owner, whose_part
from hbnews_ie.components.facts.words import AGAINST, CHANGES, LEVELS, SHARES, fact_words, measure_before
from hbnews_ie.components.syntax.anaphora import NEW_BODIES, anaphor_at, antecedent, named_alike, pointed_body, pointing
from hbnews_ie.components.syntax.before import topic
from hbnews_ie.components.syntax.clause import elements_of
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Fact
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["NO_TIME", "SETTLED", "AboutFinder"]

SETTLED = ("examples", "partnered", "anywhere", "in turn", "announced")
"""What settles of whom a quantity is measured.

Names are examples, and of nobody; 该公司 acts with a partner; as many names as numbers have one each; an office that
tells figures is not what they are of.
"""
NO_TIME = ("now", "lasts")
"""Reasons why a quantity holds for no time that was named: it is so now, or stays as it is."""

_Span = tuple[int, int]
_TOPICS = frozenset({"ORG", "PLACE", "PROJECT", "PRODUCT", "ACTIVITY", "PERSON"})
_TOPICS_OF_SENTENCE = _TOPICS - {"PERSON"}  # who says something is not what it is about
_LASTING = frozenset({"ORG", "PROJECT", "PRODUCT"})  # what the next sentence may go on to measure
_MEASURED = frozenset({"PROJECT", "PRODUCT"})  # what a sentence goes on to measure, whatever else it speaks of
_HEADINGS = ("PROJECT", "PRODUCT")
_WORKS = ("项目", "工程", "企业", "单位")
_STARTING = ("从", "由")
_BEGUN = re.compile("(?:正式)?(?:动工|开工|奠基|破土动工|始建)(?:建设|兴建)?")
_RECORD = re.compile("(?:以?来的?(?:历史)?(?:同期)?|同期)(?:最[高低好大小多少强热冷快]|新[高低])")
_ANYWHERE = re.compile("(?:我国|全[国球省市县区州镇乡]|世界|国内)(?!市场|占有|同类|首)")
_MEASURE_SIGNS = frozenset("率量额值价速比数度")  # last characters of nouns of measure
_OWNERS = frozenset({"ORG", "PROJECT", "PRODUCT"})
_SITES = ("ORG", "PLACE", "PROJECT")
_PROPERTIES = {"注册资本": "ORG", "注册资金": "ORG", "估值": "ORG", "总投资": "PROJECT", "总投资额": "PROJECT"}
_NOW = re.compile("目前|如今|现已|现有|至今")  # what is so now was not so at a time named before
_WHOLE = {
    "全村": ("村",),
    "全厂": ("厂",), "全社": ("社", "公社"), "全队": ("队",), "全校": ("大学", "学院", "学校", "中学", "小学"),
    "全院": ("院",), "全园": ("园",),
}  # fmt: skip
_FAR_WHOLE = 1500  # characters back that what 全村 speaks of may have been named
_PARTS = ("总部", "注册地", "总公司", "沿线", "全线", "主体", "一期", "二期", "首期", "其中")
_WAYS = ("线上", "线下")  # 合作社|线上线下|共销售…
_RATIO_SIGNS = frozenset("%倍成半点")  # last characters of a ratio
_EARLY = ("提前", "推迟", "延后")
_OF_NUMBERS = (*_EARLY, "加快", "放缓")  # changes of the number right behind, else of what is done
_NEXT_MEASURES = re.compile(
    "(?:、[^,。;:、的\\d]{1,12}\\d[\\d.]*[\u4e00-\u9fff%]{1,4}(?=[、的])){0,9}的"
)  # 员工860人|、年收入12亿元的
_ROUTES = frozenset("到至")
_COMPARED = ("比", "较", "与", "跟", "超", "超过", "多于", "少于", "不及", "相比于", *AGAINST)
# before a time with 的 and a ratio: what is measured is put beside that of then
_EQUALS = ("是", "相当于", "等于", "为", "达", "到", "至")
_RATIO = re.compile(r"[^,。;的\d]{0,6}的[约近超逾]?(?:[\d.]+|[一二两三四五六七八九十百]+)[多余]?(?:%|倍|成)")
_REPORTED = re.compile(
    "获悉|了解到|得知|[电讯](?=\\()|"
    f"(?:{alternation([*read_list('announcing'), '说', '表示'])}|(?:公布|发布)[^,。;]{{0,12}}显示)$"
)
_LEARNED = re.compile(f"{alternation(read_list('learning'))}$")
_MANY_TIMES = 6  # times before a quantity that are asked
_LEADS = re.compile("[东南西北][起至抵止]|途经|沿线?经过|起于|止于")  # …高铁西起|遂宁,东至|广安: where a line runs
_BESIDE = re.compile(f"[仅略稍]?{alternation([*AGAINST, *read_list('beside')])}")  # who else has more or less
_AT_MEETING = re.compile("(?:在)?(?:大会|会议?|论坛|峰会|活动|(?:开幕|签约)?仪式|博览会|展会)(?:现场|上|期间)")
_FAR_LINE = 2000  # characters back that its line is looked for
_FAR_TOPIC = 6  # clauses back that a topic may go on from
_FAR_FACT = 40  # facts back that may have measured the same topic


class AboutFinder:
    """Finds of whom and when the facts of one document are; ``facts`` are those found so far."""

    def __init__(self, reading: Reading, facts: Sequence[Fact]) -> None:
        self.reading = reading
        self.text = reading.text
        self.roles = fact_words()
        self.facts = facts

    def subject(self, item: Item, indicator: _Span, sentence: _Span) -> tuple[int | None, str]:
        """The entity the clause is about by its syntax, and what tells so.

        It is the first name of its topic, or of the topic that goes on.

        The topic is the first noun phrase under no preposition. One that is only the indicator (规模居第一) leaves
        the topic of the clause before standing; another one that names nothing ends the search, but for a project or
        product that the sentence goes on to measure.
        """
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
        works = self.works(indicator, sentence)
        if works is not None:
            return works.index, "works"
        others = False
        own = number = self.reading.clause(item.start)
        floor = max(0, number - _FAR_TOPIC)
        line = self.text.rfind("\n", max(0, item.start - _FAR_LINE), item.start) + 1
        while number >= floor and self.reading.clauses[number][0] >= line:
            start, end = self.reading.clauses[number]
            if start < sentence[0] and (scene := self.located(sentence, item.start)) is not None:
                return scene.index, "located"
            if number == own - 1 and (heading := self.heading(sentence, item.start)) is not None:
                return heading.index, "heading"
            if self.announces(start, end):
                return None, "announced"
            opens = self.reports(start, end) or _AT_MEETING.fullmatch(self.text, start, end)
            found = None if opens else self.topic(number, min(end, item.start))
            if found is not None:
                if self.text.startswith("等", item.start - 1) and found.end >= item.start - 1:
                    return None, "listed"  # 兰州大学、西北师范大学等|10家|单位
                if self.gives_examples(found):
                    return None, "examples"
                if _ANYWHERE.match(self.text, found.start):
                    return None, "anywhere"
                whole = self.whole(found)
                if whole is not None:
                    return whole.index, "whole"
                goes_on = start >= sentence[0] or self.text.startswith("其中", sentence[0])
                types = _TOPICS if number == own else _TOPICS_OF_SENTENCE if goes_on else _LASTING
                partner = self.partnered(found)
                if partner is not None:
                    return partner.index, "partnered"
                named = self.named(found, indicator, types)
                if named is not None and number < own and self.text.startswith("等", named.end):
                    return None, "examples"  # …二期等基础设施项目381个,|总投资2127亿元
                if named is not None:
                    given = not others or named.type in _MEASURED
                    return (named.index if given else None), "topic" if number == own else "carried"
                pointed = antecedent(self.reading, found) or self.pointed(found, indicator)
                if pointed is None and number == own:
                    pointed = self.opener(number, found)
                if pointed is not None and pointed[1] is not None:
                    return pointed[1].index, "pointed"
                if pointing(self.reading, found) is not None:
                    return None, "pointed"  # at what has no name
                alike = named_alike(self.reading, found)
                if alike is not None:
                    return alike.index, "alike"
                if pointed is None and not self.is_measured(found, indicator) and not self.is_part(found):
                    subject = self.subject_of((found.start, found.end))
                    if subject is not None or start <= sentence[0]:
                        return subject, "measured before"
                    others = True
            number -= 1
        located = self.located(sentence, item.start)
        return (located.index, "located") if located is not None else (None, "no topic")

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
            named = reversed(self.reading.within(max(0, sentence[0] - _FAR_WHOLE), sentence[0]))
            return next((item for item in named if item.type == "ACTIVITY"), None)
        elements = elements_of(self.reading, number)
        if len(elements) != 2 or elements[0].kind != "at" or end >= before:
            return None
        item = elements[1].item
        return item if item is not None and item.type in _SITES else None

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
        kind = _PROPERTIES.get(self.text[slice(*indicator)])
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

    def pointed(self, topic: Group, indicator: _Span) -> tuple[str, Item | None] | None:
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

    def is_part(self, topic: Group) -> bool:
        """Whether a topic is a part of what was spoken of (总部|位于里昂)."""
        return self.text.endswith(_PARTS, topic.start, topic.end)

    def reports(self, start: int, end: int) -> bool:
        """Tell whether a clause only says who learned of it: 记者从市统计局获悉,…."""
        return _LEARNED.search(self.text, start, end) is not None

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
        return item if item is not None and item.type in _HEADINGS and end < before else None

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

    def topic(self, clause: int, end: int) -> Group | None:
        """The topic of a clause, but for one that says nothing of its own: 同比, 其规模, 当年|投产."""
        found = topic(self.reading, clause, end)
        if (
            found is None
            or _LEADS.match(self.text, self.reading.clauses[clause][0])
            or _BESIDE.match(self.text, self.reading.clauses[clause][0])
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

    def time(self, item: Item, indicator: _Span, clause: _Span, sentence: _Span) -> tuple[int | None, str]:
        """The time a quantity holds for by its syntax, and what tells so.

        It is the nearest before the quantity in its part of the sentence, else the first behind it in its clause, else
        the time of the last quantity in the sentence before. What lasts (占地面积, how long or how old) has none but in
        its own clause.
        """
        assert item.index is not None
        dated = dates_in_turn(self.reading, self.reading.quantities[item.index])
        if dated is not None:
            return dated.index, "in turn"
        lasts = self.lasts(item, indicator)
        floor = max(sentence[0], self.text.rfind(";", sentence[0], item.start) + 1)
        if lasts:
            modifies = self.text.startswith("的", item.end) or indicator[0] >= item.end  # 总投资1.3亿元|的项目
            floor = max(floor, clause[0] if modifies else self.frame(clause))
        for other in reversed(self.reading.within(floor, item.start)):
            if self.dates(other, item, clause[0]):
                now = _NOW.search(self.text, other.end, item.start) is not None
                return (None, "now") if now else (other.index, "before")
        if _NOW.search(self.text, sentence[0], item.start):
            return None, "now"
        for other in self.reading.within(item.end, clause[1]):
            if self.dates(other, item, clause[0]):
                return other.index, "behind"
        return (None, "lasts") if lasts else (self.time_before(sentence[0]), "sentence before")

    def frame(self, clause: _Span) -> int:
        """Where a clause begins, with the time that stands alone before it: 截至8月底,|油菜面积达136万亩.

        Between them may stand others that are measured: 去年,|森林面积86万亩,|水域面积12.6平方公里.
        """
        number = self.reading.clause(clause[0])
        floor = self.reading.sentence(clause[0])[0]
        while number and self.reading.clauses[number - 1][0] >= floor:
            number -= 1
            start, end = self.reading.clauses[number]
            if self.reading.time_alone(number):
                return start
            if not any(item.type == "QUANTITY" for item in self.reading.within(start, end)):
                break
        return clause[0]

    def times_near(self, item: Item, clause: _Span) -> list[Item]:
        """Return the times around a quantity that can date a fact."""
        before, behind = (
            [other for other in items if self.dates(other, item, clause[0])] for items in around(self.reading, item)
        )
        return before[-_MANY_TIMES:] + behind[:1]

    def lasts(self, item: Item, indicator: _Span) -> bool:
        """Tell whether a quantity is one of those that stay as they are."""
        if item.index is not None and self.reading.quantities[item.index].kind in ("duration", "age"):
            return True
        start, end = indicator
        whole = self.text[start:end] in _PROPERTIES and self.text.startswith("的", item.end)  # 总投资|6亿元|的工程
        return whole or any(
            self.roles.get(self.text[max(start, end - length) : end]) == "lasting" for length in (2, 3, 4)
        )

    def time_before(self, start: int) -> int | None:
        """The time of the last fact, where it stands in the sentence before this one, on the same line."""
        if not self.facts or not start or self.text[start - 1] == "\n":
            return None
        floor = self.reading.sentence(start - 1)[0]
        for fact in reversed(self.facts):
            number = self.reading.quantities[fact.quantity].start
            if number < floor:
                break
            if not self.text.startswith("其中", self.reading.clauses[self.reading.clause(number)][0]):
                return fact.time  # of the whole, not of a part
        return None

    def dates(self, other: Item, item: Item, clause_start: int) -> bool:
        """Tell whether another item is a time that can date a fact.

        None to compare with, not when it was reported, and what repeats (每年) in its own clause alone.
        """
        if other.type != "TIME" or _RECORD.match(self.text, other.end - (self.text[other.end - 1] == "来")):
            return False  # 为40年来|最好
        if self.is_compared(other):
            return self.text.startswith("的", other.end) and item.start == other.end + 1  # 比2016年的|1.2万元|增长
        if self.begins(other) and self.reading.clause(other.start) != self.reading.clause(item.start):
            return False  # 成立于2011年,|员工5000人
        if self.text.endswith(_EQUALS, 0, other.start) and _RATIO.match(self.text, other.end):
            return False  # 产值是|2018年|的7.7倍, 恢复到|2019年同期|的九成
        if self.text.endswith(_STARTING, 0, other.start):
            between = self.reading.within(
                other.end, min(item.start, self.reading.clauses[self.reading.clause(other.start)][1])
            )
            if any(level.type == "QUANTITY" for level in between):
                return False  # 由|2002年|的120户恢复到230户: when it began
        assert other.index is not None
        if other.start < clause_start and self.reading.times[other.index].edtf.startswith("R/"):
            return False
        clause = self.reading.clauses[self.reading.clause(other.start)]
        return not _REPORTED.search(self.text, other.end, clause[1])

    def is_compared(self, time: Item) -> bool:
        """Tell whether something is compared with a time: 比|2024年、2019年同期|多."""
        while self.text[time.start - 1 : time.start] == "、":
            before = self.reading.covering(time.start - 2)
            if before is None or before.type != "TIME":
                break
            time = before
        return self.text.endswith(_COMPARED, 0, time.start)

    def begins(self, time: Item) -> bool:
        """Tell whether a time is when somebody was founded or works were begun."""
        end = self.reading.clauses[self.reading.clause(time.start)][1]
        return (
            self.text.endswith(read_list("origins"), 0, time.start)
            or _BEGUN.fullmatch(self.text, time.end, end) is not None
        )

    def change(self, approach: Approach, indicator: _Span, item: Item, clause_start: int) -> str | None:
        """A verb of change right before the number, before the noun it measures, in the noun (增速), or behind both."""
        if self.text[item.start] == "翻":
            return "increase"
        verb = item.start - self.text.endswith("了", clause_start, item.start)
        if self.text.endswith(_EARLY, clause_start, verb) and self.text[item.end - 1] not in _RATIO_SIGNS:
            return None  # 提前|31天合龙: how early or late, not by how much more
        behind = item.end + self.text.startswith("的", item.end)
        role = self.roles.get(self.text[behind : behind + 2])
        if role in CHANGES and self.text[item.end - 1] in _RATIO_SIGNS and not self.text.startswith(LEVELS, behind + 2):
            return role  # 10倍的|提升, but not 由20%|提升至86%
        if approach.change or approach.rank:
            return approach.change
        if approach.linked and indicator[1] <= item.start:
            return None
        start, end = indicator
        before = self.reading.words.starts[self.reading.word(start - 1)] if start else 0
        for low, high in ((end - 2, end), (start, start + 2), (start - 2, start), (before - 2, before)):
            word = self.text[max(0, low) : high]
            role = self.roles.get(word)
            valued = self.text.startswith("增加值", low)  # 完成|增加值|1273亿元
            if role in CHANGES and low >= clause_start and word not in _OF_NUMBERS and not valued:
                return role
        return None
