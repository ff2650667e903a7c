"""分别: several numbers, and the things that they measure in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hbnews_ie.components.facts.approach import comparison_before
from hbnews_ie.components.facts.words import BASES
from hbnews_ie.components.syntax.before import topic
from hbnews_ie.components.syntax.phrases import phrase_before
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Fact, Quantity

__all__ = [
    "MANY_NAMES",
    "InTurn",
    "dates_in_turn",
    "in_turn",
    "next_owner",
    "shared",
    "whose_part",
]

_Span = tuple[int, int]
MANY_NAMES = 40
"""Names of a list that may share numbers among them."""

_LONGEST_LINK = 3  # characters: 达到, 增长了
_SIZES = ("money", "measure")
_RESPECTIVELY = "分别"
_IN_TURN = re.compile("分别|依次|各")
_AND = ("、", "和", "与", "及")
_TOWARDS = frozenset("对向从与同跟给为")
_JOINERS = frozenset("、和与")  # between the numbers
_COUNTED = re.compile(
    "(?:等?[两二三四五六七八九十](?:市州|省市|县市|个?(?:市|县|区|省|州|镇|乡|村|地|国|家|校|院|队|站)))?的?"
)
_BRINGS = re.compile(
    "(?:[居排列]|位居|位列|排名|排在)?(?:前[一二三四五六七八九十两\\d]{1,2}[位名强]?的?(?:依次|分别)?|依次|分别)[是为]$"
)
_LONGEST_BRINGING = 12
_OF_THESE = ("其中", "其中,", "其中:")
_NAMED = frozenset({"ORG", "PLACE", "PERSON", "PROJECT", "PRODUCT"})
_ORDINALS = tuple("一二三四五六")
_LISTED = re.compile("(?:[一二三四五六]、){1,5}[一-鿿]{2,12}$|[一-鿿]{2,12}(?:[、和与及][一-鿿]{2,12}){1,4}$")
_JOINS = re.compile("|".join(_AND))
_LIST_JOINS = re.compile("[、和]")  # 通讯器材、建筑及装潢材料: others stand within what is listed


def shared(reading: Reading, facts: Sequence[Fact], quantity: Quantity, sentence: _Span) -> _Span | None:
    """The first number belongs to the first thing named, the second to the second.

    The things are the indicators of the ``facts`` before, else those listed before 分别.
    """
    run = _run_of_numbers(reading, quantity)
    floor = max(sentence[0], reading.text.rfind(";", sentence[0], run[0].start) + 1)
    before = [fact for fact in facts[-MANY_NAMES:] if floor <= reading.quantities[fact.quantity].start < run[0].start]
    sums = [fact for fact in before if reading.quantities[fact.quantity].kind in _SIZES]
    known = [fact.indicator for fact in (sums if len(sums) == len(run) else before)]  # 8只|基金规模为4亿元: the sums
    place = next((number for number, item in enumerate(run) if item.start == quantity.start), 0)
    names = known[-len(run) :] or _listed_before(reading, run[0].start, len(run))
    if len(names) != len(run) or len(run) < 2:
        return None
    numbered = reading.text[slice(*names[0])] in _ORDINALS
    return (names[0][0], names[-1][1]) if numbered else names[place]  # 一、二、三产业|增加值


def dates_in_turn(reading: Reading, quantity: Quantity) -> Item | None:
    """The time that a number among several holds for, where as many were listed before: 2023年、2024年,…分别为…."""
    if not _is_listed(reading, quantity):
        return None
    run = _run_of_numbers(reading, quantity)
    start = reading.sentence(quantity.start)[0]
    if (
        len(run) < 2
        or _IN_TURN.search(reading.text, max(start, run[0].start - _LONGEST_BRINGING), run[0].start) is None
    ):
        return None
    times: list[Item] = []
    for item in reading.within(start, run[0].start):
        if item.type != "TIME":
            continue
        joined = bool(times) and reading.text[times[-1].end : item.start] in _AND
        if not joined:
            times = []
        times.append(item)
    if len(times) != len(run) or "、" in reading.text[times[-1].end : run[0].start]:
        return None  # 武汉、宜昌GDP分别为…: those have one each
    return times[next(number for number, item in enumerate(run) if item.start == quantity.start)]


class InTurn(NamedTuple):
    """The name that a number among several belongs to, and what is measured of each: 武汉、宜昌|人口|分别为….

    ``end`` is where the names end.
    """

    name: Item
    measured: _Span | None
    end: int


def in_turn(reading: Reading, quantity: Quantity) -> InTurn | None:
    """The name whose number this one is, where several have one each, in turn or right behind them."""
    return _told_of(reading, quantity) or _listed_before_numbers(reading, quantity)


def _told_of(reading: Reading, quantity: Quantity) -> InTurn | None:
    """The name that a number stands behind, also in brackets, in a list that 分别是 or 前三位为 brings.

    接待量分别是|黄鹤楼|3.8万人次、东湖18.7万人次; 前两位为|甲大学|(6.35亿元).
    """
    text, end = reading.text, quantity.start
    end -= end > 0 and text.startswith("(", end - 1) and text.startswith(")", quantity.end)
    name = owner = reading.covering(end - 1) if end else None
    for _ in range(MANY_NAMES):
        if name is None or name.start < 2 or text[name.start - 1] not in _AND:
            break
        stop = name.start - 1 - text.startswith(")", name.start - 2)
        number = reading.covering(stop - 1)
        before = number.start - text.startswith("(", number.start - 1) if number is not None else 0
        other = reading.covering(before - 1) if number is not None and number.type == "QUANTITY" and before else None
        if other is None or other.end != before:
            return None
        name = other
    if name is None or owner is None or owner.end != end or owner.type not in _NAMED:
        return None
    start = reading.clauses[reading.clause(name.start)][0]
    brings = _BRINGS.search(text, max(start, name.start - _LONGEST_BRINGING), name.start)
    measured = phrase_before(reading, brings.start(), start) if brings is not None else None
    return InTurn(owner, measured, owner.end) if measured is not None else None


def _listed_before_numbers(reading: Reading, quantity: Quantity) -> InTurn | None:
    """The name whose number this one is, where as many names were listed before 分别 as numbers stand behind it."""
    if not _is_listed(reading, quantity):
        return None
    run = _run_of_numbers(reading, quantity)
    if len(run) < 2:
        return None
    start = reading.clauses[reading.clause(run[0].start)][0]
    sign = _IN_TURN.search(reading.text, start, run[0].start)
    stop = sign.start() if sign is not None else run[0].start
    names = _names_in_row(reading, start, stop)
    before = reading.clauses[max(0, reading.clause(start) - 1)]
    if not names and start == stop and before[0] >= reading.sentence(start)[0]:
        names = _names_in_row(reading, *before)  # 黄陂区、蔡甸区增速靠前,|依次增长…
    if len(names) != len(run) or reading.text[names[0].start - 1] in _TOWARDS:
        return None  # 对|美国、日本|分别进出口…: of somebody else
    counted = _COUNTED.match(reading.text, names[-1].end)
    begin = counted.end() if counted is not None else names[-1].end
    measured = phrase_before(reading, stop, begin) if sign is not None and start <= begin < stop else None
    place = next(number for number, item in enumerate(run) if item.start == quantity.start)
    return InTurn(names[place], measured, names[-1].end)


def whose_part(reading: Reading, quantity: Quantity) -> Item | None:
    """The name whose part of what was measured before is given right behind it: 其中|武汉|3.5万件、襄阳|2万件.

    Such parts need no 其中 where one follows the other: 企业12家,江夏区6家、|黄陂区|4家.
    """
    name = owner = reading.covering(quantity.start - 1) if quantity.start else None
    if name is None or name.type not in _NAMED or name.end != quantity.start:
        return None
    for _ in range(MANY_NAMES):
        if name.start < 2 or reading.text[name.start - 1] != "、":
            break
        before = reading.covering(name.start - 2)
        other = reading.covering(before.start - 1) if before is not None and before.start else None
        counted = before is not None and before.type == "QUANTITY" and other is not None and other.end == before.start
        if not counted or other is None or other.type not in _NAMED:
            return None
        name = other
    listed = name is not owner and name.start == reading.clauses[reading.clause(name.start)][0]
    return owner if listed or reading.text.endswith(_OF_THESE, 0, name.start) else None


def next_owner(reading: Reading, quantity: Quantity, indicator: _Span, last: Fact | None) -> Item | None:
    """The name that follows a number and has one of its own in turn: 江夏区投资6亿元、|黄陂区|投资4亿元."""
    start = reading.quantities[last.quantity].end + 1 if last is not None and last.subject is not None else 0
    if not 0 < start < quantity.start or reading.text[start - 1] not in _AND:
        return None
    name = reading.covering(start)
    if name is None or name.start != start or name.type not in _NAMED or "、" in reading.text[start : quantity.start]:
        return None
    measured_before = indicator[1] <= start and quantity.start - name.end <= _LONGEST_LINK  # 、襄阳|达|6000亿元
    return name if name.end in (indicator[0], quantity.start) or measured_before else None


def _is_listed(reading: Reading, quantity: Quantity) -> bool:
    """Whether what joins the numbers of a list stands beside a number."""
    return reading.text[quantity.start - 1] in _JOINERS or reading.text[quantity.end : quantity.end + 1] in _AND


def _names_in_row(reading: Reading, start: int, end: int) -> list[Item]:
    """The names of the first list of them in a stretch: 武汉、襄阳和宜昌."""
    names: list[Item] = []
    for item in reading.within(start, end):
        if names and reading.text[names[-1].end : item.start] not in _AND:
            if len(names) > 1:
                break
            names = []
        names = [*names, item] if item.type in _NAMED else []
    return names if len(names) > 1 else []


def _listed_before(reading: Reading, end: int, count: int) -> list[_Span]:
    """So many things listed at the beginning of a clause before 分别, or as the topic of the clause before it.

    游船、演艺收入|较上年|分别增长40%和15%; 服装、针织类商品零售增长较快,|分别增长6%、5%.
    """
    text, number = reading.text, reading.clause(end)
    start = reading.clauses[number][0]
    stop = text.rfind(_RESPECTIVELY, start, end)
    if stop < 0:
        return []
    stop -= 2 * text.endswith(BASES, start, stop)
    stop -= comparison_before(reading, stop, start)
    if stop == start and number and reading.clauses[number - 1][0] >= reading.sentence(start)[0]:
        listed = topic(reading, number - 1, start)
        span = (listed.start, listed.end) if listed is not None else None
    else:
        found = _LISTED.search(text, start, stop)
        span = found.span() if found is not None else None
    splits = [_split(text, span, joins) for joins in (_JOINS, _LIST_JOINS)] if span is not None else []
    return next((things for things in splits if len(things) == count and all(a < b for a, b in things)), [])


def _split(text: str, span: _Span, joins: re.Pattern[str]) -> list[_Span]:
    edges = [span[0] - 1, *(sign.start() for sign in joins.finditer(text, *span)), span[1]]
    return [(left + 1, right) for left, right in pairwise(edges)]


def _run_of_numbers(reading: Reading, quantity: Quantity) -> list[Quantity]:
    """The quantities joined by 、 and 和 with this one."""
    run: list[Quantity] = []
    for item in reading.within(*reading.sentence(quantity.start)):
        if item.type != "QUANTITY" or item.index is None:
            continue
        other = reading.quantities[item.index]
        if run and reading.text[run[-1].end : other.start] not in _JOINERS:
            if run[-1].start >= quantity.start:
                break
            run = []
        run.append(other)
    return run
