"""Quantities of another make: ranks, 翻番, and ratios of two numbers.

::

    rank      := 第 number 大?               排名升至全国第五, 第三大产业
               | 前 number (位 | 名)?        进入全国前十
    doubling  := 翻 了? modifier? number? 番  翻番 is 2 倍, 翻两番 4 倍
    half      := modifier? (一半 | 半数 | (过 | 近 | 超) 半) modifier?   过半 is 50 %, over
    ratio     := number (: | 比) number      比例为3:1
"""

from __future__ import annotations

import re
from decimal import Decimal

from hbnews_ie.layers import Quantity
from hbnews_ie.lexicon import read_list
from hbnews_ie.numerals import NUMBER, parse_number
from hbnews_ie.quantities import modifiers
from hbnews_ie.quantities.conditions import clause_before

__all__ = ["HALF", "read_doubling", "read_half", "read_rank", "read_ratio", "read_top"]

# 另一半 is a spouse or the rest, 近半年 half a year, 过半百 an age.
HALF = (
    "(?:(?<!另)(?<!一半)一半(?![天个会儿点年]|一半)|半数(?!体)"
    "|[过近超]半数?(?![年个百天载小辈晌夜山导场月周日世程径价圆球坡途路岛空公里米斤吨生自闲]))"
)

_ORDINAL = re.compile(f"第 ?({NUMBER})(大(?!道|街|会|队)|[位名](?![一-龥]|$)|位|名)?")
_TOP = re.compile(f"前({NUMBER})(位|名)?")
_RANKED = re.compile(
    "排名|排行|排序|排在|排到|位[居列次]|名列|列[^车举]|居|位次|[升跃晋跌降]至|[升跃晋跌降][居升到为]|跻身|进入|挺进|稳居|"
    "全[国省市州县区球]|世界|国内|国际|亚洲|欧洲|[东中西]部|华[东中南北]|东北|西[南北]|同类|总[分量]|增[速幅量]|"
    "规模|倒数|夺[得下取]|拿[下到]|摘得|斩获|荣获|获得"
)
# Right behind such a verb any place is a rank: 位列第八城.
_RANKS = ("位列", "位居", "名列", "排名", "排在", "位于", "居", "跃居", "升至", "升到")
_MOVED = re.compile("[一-龥]{1,4}(?:到|至)了?第")
_MOVED_TO = re.compile("[升跃降跌滑退提拽拉攀][到至]了?$")
_NO_PLACE = read_list("no_ranks")
_FOLLOWS_RANK = re.compile(r"$|[^\w%‰]|[的和与及或,]|大|升|上升|降|跃|增")
_BIGGEST = re.compile("大[^小道街会队学夫家]")
_HALF = re.compile(HALF)
_DOUBLING = re.compile("翻(?:了)?(约|近|超)?([一两二三四五六])?番|翻倍(?![增数])")
_RATIO = re.compile(r"([1-9][0-9]{0,4}(?:\.[0-9]{1,3})?)[:∶比]([1-9][0-9]{0,6}(?:\.[0-9]{1,3})?)(?![0-9:∶])")
_LATIN_BEFORE = re.compile("[A-Za-z0-9.:]$")
_RATIO_BEFORE = re.compile("比例|比值|比率|配比|之比|占比|按|比为")
_RATIO_AFTER = re.compile("的?比例")


_STOP = re.compile(r"[,。;!?\n]")


def _passage(text: str, position: int) -> str:
    """What leads up to a rank. 、 does not end it: 位列全国第二、第五."""
    return _STOP.split(text[max(0, position - 24) : position])[-1]


def read_rank(text: str, match: re.Match[str]) -> Quantity | None:
    """Read 第五 as a rank where something is ranked, 第三大 anywhere; other ordinals only number a thing."""
    ordinal = _ORDINAL.match(text, match.start())
    if ordinal is None:
        return None
    place = parse_number(ordinal[1])
    if place is None:
        return None
    end = ordinal.end(1)
    if not _BIGGEST.match(text, end):
        suffix = ordinal[2] if ordinal[2] in ("位", "名") else None
        end = ordinal.end() if suffix else end
        ranked = text.endswith(_RANKS, 0, match.start()) and not text.startswith(_NO_PLACE, end)
        ranked = ranked or (suffix is not None and _moves(text, match.start(), end))
        free = _FOLLOWS_RANK.match(text, end) is not None
        if not ranked and not (free and _RANKED.search(_passage(text, match.start()))):
            return None
    return Quantity(match.start(), end, place, place, "位", "exact", "rank", "rank")


def _moves(text: str, start: int, end: int) -> bool:
    """Tell whether something moves from this place or to it: 从第七位升到了第三位."""
    if text.endswith(("从", "由"), 0, start):
        return _MOVED.match(text, end) is not None
    return _MOVED_TO.search(text, max(0, start - 4), start) is not None


def read_top(text: str, start: int) -> Quantity | None:
    """Read 前十, 前五位 (the number begins at ``start``): a rank of ten or better."""
    top = _TOP.match(text, start - 1)
    if top is None or text.endswith(("之", "以", "目", "此", "年", "月", "日"), 0, start - 1):
        return None
    place = parse_number(top[1])
    if place is None or not _FOLLOWS_RANK.match(text, top.end()):
        return None
    if not _RANKED.search(_passage(text, start - 1)):
        return None
    return Quantity(start - 1, top.end(), place, place, "位", "at_most", "rank", "rank")


def read_doubling(text: str, start: int) -> Quantity | None:
    """Read 翻番, 翻一番 (2 倍), 翻两番 (4 倍), 翻倍."""
    match = _DOUBLING.match(text, start)
    if match is None:
        return None
    times = Decimal(2) ** int(parse_number(match[2]) or 1) if match[2] else Decimal(2)
    outer = modifiers.before(text, start)
    tail = modifiers.after(text, match.end())
    modifier = outer or (modifiers.before(match[1], 1) if match[1] else None) or tail
    bound = modifier.bound if modifier else "exact"
    begin = start - len(outer.word) if outer else start
    end = match.end() + len(tail.word) if tail else match.end()
    return Quantity(begin, end, times, times, "倍", bound, "ratio", "doubling")


def read_half(text: str, start: int) -> Quantity | None:
    """Read 一半, 半数, 过半 and 近半 as 50 %."""
    match = _HALF.match(text, start)
    if match is None:
        return None
    first = text[start]
    own = modifiers.before(first, 1) if first in "近超" else None
    outer, tail = modifiers.before(text, start), modifiers.after(text, match.end())
    stated = [modifier.bound for modifier in (outer, own, tail) if modifier]
    bound = stated[0] if stated else "over" if first == "过" else "exact"
    begin = start - len(outer.word) if outer else start
    end = match.end() + len(tail.word) if tail else match.end()
    return Quantity(begin, end, Decimal(50), Decimal(50), "%", bound, "ratio", "half")


def read_ratio(text: str, start: int) -> Quantity | None:
    """Read 3:1 where the text speaks of a proportion; else it is a score or a clock time."""
    match = _RATIO.match(text, start)
    if match is None or _LATIN_BEFORE.search(text, max(0, start - 1), start):
        return None
    if not (_RATIO_BEFORE.search(clause_before(text, start)) or _RATIO_AFTER.match(text, match.end())):
        return None
    value = parse_number(match[1])
    other = parse_number(match[2])
    assert value is not None and other is not None
    quotient = value / other
    return Quantity(start, match.end(), quotient, quotient, None, "exact", "ratio", "ratio")
