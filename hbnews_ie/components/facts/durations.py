"""How long something took, lasted or was moved by, and what it was: 历时3年|研制出…, 连续9年|位列第一, 推迟了|两周."""

from __future__ import annotations

import re

from hbnews_ie.components.facts.words import measure_before
from hbnews_ie.components.syntax.phrases import phrase_after
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Quantity
from hbnews_ie.lexicon import read_list

__all__ = ["done_before", "done_in", "lived", "shift", "stays", "sums_up"]

_Span = tuple[int, int]
_SPENT = re.compile("(?:历时|历经|经过|耗时|[仅只]?用时|[仅只]?[用花]了?|[仅只]需要?)$")
_SPENT_WORD = 3
_ONLY_SPENT = re.compile(
    "(?:^|(?<=,))(?:我们|他们|前后|总共|一共|全程)?(?:只|仅|才|共)?(?:用时|历时|耗时|[用花](?:了|时)?|需要?|要)$"
)
_FROM_TO = re.compile("[“‘]?(?P<act>从[^,。;]{2,20}到[^,。;]{2,20})$")
_OVER = ("历时", "历经")
_THEN = re.compile("(?:的?时间)?(?P<then>[就便即才](?:能|可以?)?|可以?|能|完成)?")
_SOONEST = ("最快", "最多", "最迟", "平均")
_VERBAL = ("v", "d", "p", "r")
_SUMMED = ("总共", "平均")
_ASPECTS = ("了", "过")
_TAKING = ("花", "用", "费", "经", "经过", "进行", "开展", "展开", "做", "作")
_FEW = 4  # words of a verb and its object
_SHORT = 6  # characters of these


def sums_up(reading: Reading, quantity: Quantity, limit: int) -> bool:
    """Whether a duration only says in how long so much came together: 5天|销售额超2亿元, but 8小时|工作时间."""
    behind = reading.within(quantity.end, limit) if quantity.kind == "duration" else []
    number = next((item for item in behind if item.type == "QUANTITY"), None)
    if number is None:
        return False
    start = quantity.end + len(next((word for word in _SUMMED if reading.text.startswith(word, quantity.end)), ""))
    ends = range(start + 2, number.start + 1)
    return any(measure_before(reading.text, end) >= end - start for end in ends if reading.text[end - 1] != "间")


def stays(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch tells what was so for years: 连续9年|位列第一, 连续7年|稳定在1300亿斤.

    What has a number of its own does not: 连续3年|超过万亿元, 连续七个月|开行数量超1600列.
    """
    if start >= end or reading.covering(start) is not None:
        return False
    if reading.words.tags[reading.word(start)].startswith(("v", "a")):
        return True
    numbers = (item.index for item in reading.within(start, end) if item.type == "QUANTITY")
    return all(number is None or reading.quantities[number].kind == "rank" for number in numbers)


def done_in(reading: Reading, quantity: Quantity, clause: _Span, sentence_end: int) -> _Span | None:
    """What took so long: 历时3年|研制出收割机, 18个月就|拿到了样品, 历时7年,|找到一个基因."""
    start = quantity.end
    spent = _SPENT.search(reading.text, max(clause[0], quantity.start - _SPENT_WORD), quantity.start)
    if (
        spent is not None
        and spent[0].endswith(_OVER)
        and start == clause[1] < sentence_end
        and reading.text[start] == ","
    ):
        clause = reading.clauses[reading.clause(start + 1)]
        start = clause[0]
    then = _THEN.match(reading.text, start, clause[1])
    soonest = reading.text.endswith(_SOONEST, clause[0], quantity.start)  # 最快两天|放款
    opens = (then is not None and then["then"] and quantity.start == clause[0]) or soonest
    if then is None or (spent is None and not opens):
        return None
    start, end = then.end(), clause[1]
    if start >= end or not reading.words.tags[reading.word(start)].startswith(_VERBAL):
        return None
    numbers = [item.start for item in reading.within(start, end) if item.type == "QUANTITY"]
    end = min([end, *numbers])
    return (start, end) if end - start > 1 else None


def done_before(reading: Reading, quantity: Quantity, clause: _Span) -> _Span | None:
    """What the clause before says took so long: 从选址到投产,|只用了8个月, 从进场到发射,|我们仅花了17天."""
    number = reading.clause(clause[0])
    spent = _ONLY_SPENT.search(reading.text, clause[0], quantity.start)
    if spent is None or number == 0 or reading.text[clause[0] - 1] != ",":
        return None
    whole = _FROM_TO.match(reading.text, *reading.clauses[number - 1])
    return whole.span("act") if whole is not None else None


def shift(reading: Reading, end: int) -> _Span | None:
    """The verb right before a number that says by how much something was moved in time: 提前|39天, 推迟了|两周."""
    end -= reading.text.endswith("了", 0, end)
    verb = next((verb for verb in read_list("shifts") if reading.text.endswith(verb, 0, end)), "")
    return (end - len(verb), end) if verb else None


def lived(reading: Reading, quantity: Quantity, limit: int, end: int) -> _Span | None:
    """What somebody behind has done for so long: 守护水库|18年|的周福来, 经营|了30年|的老店, not 进行了3天的访问."""
    if not reading.text.startswith("的", quantity.end):
        return None
    behind = phrase_after(reading, quantity.end + 1, end, verbal=True)
    text, words = reading.text, reading.words
    went_on = text.endswith(_ASPECTS, limit, quantity.start) and not text.endswith(_TAKING, limit, quantity.start - 1)
    if not went_on and (behind is None or not any(_acts(reading, item, behind[1]) for item in reading.within(*behind))):
        return None
    stop = quantity.start - went_on
    place = reading.word(stop - 1)
    for before in range(place, max(-1, place - _FEW), -1):
        start = words.starts[before]
        if start < limit:
            break
        if words.tags[before] == "v":
            return start, stop
    start = max(limit, text.rfind("、", limit, stop) + 1)
    return (start, stop) if 0 < stop - start <= _SHORT else None  # 养蜂|15年|的: verbs that are no words


def _acts(reading: Reading, item: Item, end: int) -> bool:
    """Whether a name is that of a person, of whom no noun makes a thing: 王蒙|作品展."""
    follows = item.end < end and reading.words.tags[reading.word(item.end)].startswith("n")
    return item.type == "PERSON" and not follows
