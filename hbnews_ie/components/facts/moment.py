"""When a fact holds: the time that its sentence gives by its syntax."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hbnews_ie.components.facts.choice import around
from hbnews_ie.components.facts.sharing import dates_in_turn
from hbnews_ie.components.facts.words import AGAINST, PROPERTIES, fact_words
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Fact
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["NO_TIME", "MomentFinder"]

NO_TIME = ("now", "lasts")
"""Reasons why a quantity holds for no time that was named: it is so now, or stays as it is."""

_Span = tuple[int, int]
_STARTING = ("从", "由")
_BEGUN = re.compile("(?:正式)?(?:动工|开工|奠基|破土动工|始建)(?:建设|兴建)?")
_RECORD = re.compile("(?:以?来的?(?:历史)?(?:同期)?|同期)(?:最[高低好大小多少强热冷快]|新[高低])")
_NOW = re.compile("目前|如今|现已|现有|至今")  # what is so now was not so at a time named before
_COMPARED = ("比", "较", "与", "跟", "超", "超过", "多于", "少于", "不及", "相比于", *AGAINST)
# before a time with 的 and a ratio: what is measured is put beside that of then
_EQUALS = ("是", "相当于", "等于", "为", "达", "到", "至")
_RATIO = re.compile(r"[^,。;的\d]{0,6}的[约近超逾]?(?:[\d.]+|[一二两三四五六七八九十百]+)[多余]?(?:%|倍|成)")
_REPORTED = re.compile(
    "获悉|了解到|得知|[电讯](?=\\()|"
    f"(?:{alternation([*read_list('announcing'), '说', '表示'])}|(?:公布|发布)[^,。;]{{0,12}}显示)$"
)
_MANY_TIMES = 6  # times before a quantity that are asked


class MomentFinder:
    """Finds when the facts of one document hold; ``facts`` are those found so far."""

    def __init__(self, reading: Reading, facts: Sequence[Fact]) -> None:
        self.reading = reading
        self.text = reading.text
        self.facts = facts

    def find(self, item: Item, indicator: _Span, clause: _Span, sentence: _Span) -> tuple[int | None, str]:
        """Return the time that a quantity holds for by its syntax, and what tells so.

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
        return (None, "lasts") if lasts else (self.before(sentence[0]), "sentence before")

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

    def near(self, item: Item, clause: _Span) -> list[Item]:
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
        whole = self.text[start:end] in PROPERTIES and self.text.startswith("的", item.end)  # 总投资|6亿元|的工程
        return whole or any(
            fact_words().get(self.text[max(start, end - length) : end]) == "lasting" for length in (2, 3, 4)
        )

    def before(self, start: int) -> int | None:
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
