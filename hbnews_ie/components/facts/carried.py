"""What was measured before, where a number's own words do not say it: an indicator carried over.

It is that of a part of those counted (其中|19部), of the same in another unit, or of the clause before
(产值30亿元,|同比增长8%).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hbnews_ie.components.facts.edges import is_name, without_subject
from hbnews_ie.components.facts.sharing import MANY_NAMES, whose_part
from hbnews_ie.components.facts.words import BASES, RATES, measure_before
from hbnews_ie.components.syntax.phrases import phrase_after, phrase_before
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Fact, Quantity
from hbnews_ie.lexicon import read_list

__all__ = ["GAINED", "PEOPLE", "Carried", "is_who"]

_Span = tuple[int, int]
_OF_THESE = ("其中", "其中有", "中,", "剩余", "剩下", "其余", "另", "另外", "另有", "余下")
_LISTING = frozenset("、,;")
_AMONG = ("中", "里", "内", "之中")
_RECORDS = re.compile("新高|新低|纪录|首位|榜首|前列|历史最[好高低]")  # what tells how good a number is, and none
_MOST = read_list("most")
_VIEWED = ("来看", "看", "而言", "来说")  # 从外贸吞吐量|看,|武汉达541万吨
_FOR_WHOM = ("为", "给", "帮", "替", "帮助")
PEOPLE = ("人", "名", "位")
"""Units of people, of whom another verb may tell."""

GAINED = ("增收", "节约", "节省", "省下", "减负")
"""Verbs right before a sum that was gained or saved."""


def is_who(reading: Reading, phrase: _Span) -> bool:
    """Whether a phrase ends with a person, or tells whose gain it is: 为|农民|增收6亿元, 农户户均|增收1万元."""
    item = reading.covering(phrase[1] - 1)
    if item is not None and item.type == "PERSON" and item.end == phrase[1]:
        return True
    for_whom = reading.text.endswith(_FOR_WHOM, 0, phrase[0]) or reading.text.endswith(read_list("averages"), *phrase)
    return for_whom and reading.text.startswith(GAINED, phrase[1])


class Carried:
    """Finds the indicators that the numbers of one document take over; ``facts`` are those found so far."""

    def __init__(self, reading: Reading, facts: Sequence[Fact]) -> None:
        self.reading = reading
        self.text = reading.text
        self.facts = facts

    def members(self, quantity: Quantity) -> _Span | None:
        """Who are told by their number right behind that of their households: 群众1126户|3217人."""
        last = self.reading.quantities[self.facts[-1].quantity] if self.facts else None
        right_behind = last is not None and last.end == quantity.start and quantity.kind == last.kind == "count"
        return self.facts[-1].indicator if right_behind and self.text[quantity.end - 1] in ("人", "口") else None

    def rest(self, quantity: Quantity, sentence: _Span) -> _Span | None:
        """What those are of which a part was counted before in the sentence: 电梯31部,其中|19部|已投入使用."""
        before = self.reading.covering(quantity.start - 1) if quantity.start else None
        last = self.reading.quantities[self.facts[-1].quantity] if self.facts else None
        start = self.reading.clauses[self.reading.clause(quantity.start)][0]
        in_series = (
            before is not None and before.type == "TIME" and (before.start, before.end) == (start, quantity.start)
        )
        if last is not None and last.end + 1 == quantity.start and last.kind == quantity.kind:
            bracketed = self.text[last.end] == "(" and self.text.startswith(")", quantity.end)
            if bracketed:
                return self.facts[-1].indicator  # 2852万吨|(570.4亿斤)
        part = in_series or whose_part(self.reading, quantity) is not None  # 二季度|715万吨, 其中|武汉|3.5万件
        is_people = self.text[quantity.end - 1] in PEOPLE  # another verb tells of them: 其中|3人|失踪
        counted = (
            (quantity.kind == "count" or self.text.endswith("中,", 0, quantity.start))
            and not is_people
            and self.text.endswith(_OF_THESE, 0, quantity.start)
            and not self.names_them(quantity.end)
        )
        if not (part or counted or self.is_next_part(quantity)):
            return None
        for fact in reversed(self.facts[-MANY_NAMES:]):
            other = self.reading.quantities[fact.quantity]
            if other.start < sentence[0]:
                break
            if other.unit == quantity.unit or quantity.kind == "ratio":
                return fact.indicator
        return None

    def names_them(self, end: int) -> bool:
        """Whether a noun right behind a number says again what is counted: 其中9家|企业|成功上市."""
        return end < len(self.text) and self.reading.words.tags[self.reading.word(end)] == "n"

    def is_next_part(self, quantity: Quantity) -> bool:
        """Whether a number tells another part of what the one before tells a part of: 其中6家在江夏、|4家|在黄陂."""
        last = self.facts[-1] if self.facts else None
        if last is None or last.rule != "carried" or quantity.kind != "count" or quantity.end >= len(self.text):
            return False
        tells = self.reading.words.tags[self.reading.word(quantity.end)].startswith(("v", "p"))
        return tells and self.text[quantity.start - 1] in _LISTING

    def of_clause_before(self, quantity: Quantity, clause: _Span, sentence: _Span, *, alike: bool) -> _Span | None:
        """The indicator of the clause before, where this clause has none of its own.

        ``alike`` asks for one that was measured in the same unit.
        """
        among_those = self.text.startswith("其中", sentence[0]) and sentence[0] > 0  # …增长7%。|其中,武汉增长6%
        floor = self.reading.sentence(sentence[0] - 1)[0] if among_those else sentence[0]
        based = self.text.startswith(BASES, clause[0]) and quantity.unit == "%"  # no points: 同比提高1个百分点
        for fact in reversed(self.facts):
            other = self.reading.quantities[fact.quantity]
            if other.start < floor:
                break
            if based and self.text[slice(*fact.indicator)] in RATES:
                continue  # 价格上涨2.9%,涨幅回落0.2个百分点,|环比|下降0.6%
            behind = other.end <= fact.indicator[0]
            among = behind and self.text.startswith(_AMONG, fact.indicator[1])  # 在18个省辖市|中|排名第1位
            if other.start < quantity.start and not among and not (alike and other.unit != quantity.unit):
                return fact.indicator
        found = self.topic_before(clause[0], sentence[0], counted=alike)
        if found is None or is_who(self.reading, found) or is_name(self.reading, *found):
            return None
        most = next((word for word in _MOST if self.text.endswith(word, found[0] + 1, found[1])), "")
        return without_subject(self.reading, found[0], found[1] - len(most))  # 核销率|最高,|为93.4%

    def topic_before(self, clause: int, sentence: int, *, counted: bool) -> _Span | None:
        """The noun phrase of the clause before the one that begins at an offset.

        What is ``counted`` may close it, and in a sentence of its own.
        """
        number = self.reading.clause(clause)
        while number > 1 and self.tells_rank(number - 1) and self.reading.clauses[number - 1][0] > sentence:
            number -= 1  # 新增贷款居首位,|创历史新高,|同比多增28亿元
        if number == 0:
            return None
        start, end = self.reading.clauses[number - 1]
        told = self.text.rfind("的是", start, end)
        if told >= sentence:
            return phrase_before(self.reading, end, told + 2)  # 让人称奇的是|含油量,|达到23%
        if counted:
            viewed = next((word for word in _VIEWED if self.text.endswith(word, start, end)), "")
            in_all = len(viewed) or self.text.endswith("中", start, end)  # 开工的项目|中,|武汉市|300个
            found = phrase_before(self.reading, end - in_all, start)
            if found is not None:
                return found  # 这样的企业,|深圳有|1333家
        if start < sentence:
            return None
        if measure_before(self.text, end) and (found := phrase_before(self.reading, end, start)) is not None:
            return found  # 今年上半年的|销售额,|比上年同期增长12%
        date = self.reading.covering(start)
        if date is not None and date.type == "TIME":
            return phrase_after(self.reading, date.end, end)  # 10月|发展指数|为89,|上升0.3点
        return phrase_after(self.reading, start, end, verbal=True)

    def tells_rank(self, number: int) -> bool:
        """Whether a clause only tells how good a number is, which it does not say, or what it is compared with."""
        start, end = self.reading.clauses[number]
        if self.text.endswith("相比", start, end):
            return True
        counted = any(item.type == "QUANTITY" for item in self.reading.within(start, end))
        return not counted and _RECORDS.search(self.text, start, end) is not None
