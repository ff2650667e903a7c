"""The grammar of quantities: from a number in the text to a quantity, or to nothing.

::

    quantity  := modifier? rate? currency? modifier? sign? (range | term) modifier?
    range     := term separator sign? term   5%至10%, 100-120亿元, 3至5个月
    separator := 至 | 到 | - | ~
    rate      := 每 (秒 | 分钟 | 小时)        每秒38千米
    sign      := 负 | - | 零下 | 正负 | ±

A term is a number with its unit (terms.py), a modifier bounds it (modifiers.py). Quantities of another make,
ranks (第五), 翻番 and ratios (3:1), have readers of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from hbnews_ie.layers import Quantity
from hbnews_ie.lexicon import alternation, read_list
from hbnews_ie.numerals import LARGE_SCALE, parse_number, times
from hbnews_ie.quantities import modifiers
from hbnews_ie.quantities.conditions import clause_before
from hbnews_ie.quantities.exclusions import is_excluded
from hbnews_ie.quantities.terms import Term, read_term
from hbnews_ie.quantities.units import Unit, currency_before, units_at

__all__ = ["read_quantity"]


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the number and belongs to the quantity."""

    start: int
    bound: str | None = None
    currency: str | None = None
    rate: str | None = None


_SEPARATOR = re.compile(r"(?:\(含\))? ?(?:-{1,2}|~|至|到) ?(?=[0-9零负一二两三四五六七八九十百半-])")
_SIGN = re.compile("负的?|-|零下")
# A hyphen is a minus at the edge of a clause or behind a word that announces a value.
_MINUS_AFTER = re.compile(r"^$|[\s,。;:、(“为是达降至到率速幅温额值比润]")
_WARMTH = ("摄氏度", "华氏度", "度")
_HAN = re.compile("[\u4e00-\u9fff]")
_BEAR = ("不负", "辜负", "胜负", "担负", "肩负", "自负", "背负", "欠负", "抱负")
_RATE = re.compile("每(秒|分钟|分|小时|时)$")
_LONGEST_RATE = 3
_BEGINS_NAME = re.compile("余[家岗庄湾坪店桥沟坝寨墩冲屯集镇村营楼堡坑江杭姚]")  # 余家湖, 余姚
_HEADER = re.compile(rf"\(([百千]?{LARGE_SCALE}{{0,2}})([^()\n]{{1,6}})\)[ :]{{0,2}}$")
_LONGEST_HEADER = 14
_YEAR = re.compile("(?:19|20)[0-9]{2}")  # 营业收入(亿元) 2023 2022: the next header
_SCALE = re.compile(f"{LARGE_SCALE}+$|(?<=^.)[百千]$")
# 最多可抵扣23.2万吨: the modifier bounds the number across a verb.
_REMOTE = re.compile("(最多|至多|至少|最少)[^0-9的]{1,4}$|(最高|最长|最低)(?:可|能|将|会)[^0-9的]{0,4}$")
# 不超过发行规模的15%: a share of what is named between.
_SHARE = re.compile("(不超过|不得超过|不高于|不得高于|不低于|不得低于|不少于|不得少于|超过|高于|低于)[^0-9]{2,12}的$")
# 突破11项关键技术: so many are overcome, and 突破 bounds nothing.
_OVERCOME = re.compile(f"[^,。;:、\n]{{0,12}}{alternation(read_list('overcome'))}")


def read_quantity(text: str, start: int, floor: int = 0) -> Quantity | None:
    """Read the quantity whose (first) number begins at ``start``; nothing before ``floor`` belongs to it."""
    left = read_term(text, start)
    if left is None:
        return None
    left = _signed(text, left)
    term = _range(text, left)
    if term.unit is None and term.number.arabic and not term.fraction:
        term = _under_header(text, term)
    head = _read_head(text, term, floor)
    if head.currency is not None:
        term = _in_currency(term, head.currency)
    if head.rate is not None and term.unit is not None:
        term = replace(term, unit=replace(term.unit, name=_rate_name(term.unit, head.rate)))
    tail = modifiers.after(text, term.end)
    if tail is not None and not _takes(text, term, tail):
        tail = None
    bound = _bound(text, head, term, tail)
    end = term.end + len(tail.word) if tail else term.end
    if is_excluded(text, term, (head.start, end), bound):
        return None
    name = term.unit.name if term.unit else None
    kind = term.unit.kind if term.unit else "ratio" if term.fraction else "count"
    rule = "range" if term.end > left.end else "fraction" if term.fraction else "amount"
    return Quantity(head.start, end, term.low, term.high, name, bound, kind, rule)


def _signed(text: str, term: Term) -> Term:
    """零下5摄氏度, 负3.9%, -22.2%; 正负5% is a range."""
    start = term.start
    if text.endswith(("正负", "±"), 0, start):
        return replace(term, start=start - (1 if text[start - 1] == "±" else 2), low=-term.high)
    if text.endswith("零下", 0, start):
        length = 2
    elif text.endswith("负", 0, start) and not text.endswith(_BEAR, 0, start):
        length = 1
    elif text.endswith("负的", 0, start) and term.fraction:
        length = 2
    elif text.endswith("-", 0, start) and _is_minus(text, start - 1, term):
        length = 1
    else:
        return term
    return replace(term, start=start - length, low=-term.high, high=-term.low)


def _is_minus(text: str, sign: int, term: Term) -> bool:
    """Whether a hyphen before a number is a minus: 净利润|-2.24亿元; before a temperature behind any word: 在|-20℃."""
    before = text[max(0, sign - 1) : sign]
    warmth = term.unit is not None and term.unit.name in _WARMTH
    return _MINUS_AFTER.match(before) is not None or (warmth and _HAN.match(before) is not None)


def _range(text: str, left: Term) -> Term:
    """The range that begins with ``left``, else ``left`` itself."""
    separator = _SEPARATOR.match(text, left.end)
    if separator is None:
        return left
    sign = _SIGN.match(text, separator.end())
    right = read_term(text, sign.end() if sign else separator.end())
    if right is None or not _joins(left, right):
        return left
    high = -right.high if sign else right.high
    low = left.low if left.unit is not None else _in_unit_of(text, left, right)
    unit = left.unit if right.unit is None else right.unit
    bound = right.bound or left.bound
    number = replace(right.number, start=left.number.start, arabic=left.number.arabic)
    return Term(left.start, right.end, number, unit, min(low, high), max(low, high), bound, left.fraction)


def _joins(left: Term, right: Term) -> bool:
    if left.fraction and right.unit is None:
        return True  # 百分之三十到四十一
    if left.unit is None:
        return right.unit is not None or right.number.scaled
    return right.unit is not None and right.unit.name.split("/")[0] == left.unit.name  # 1.07元至1.09元/斤


def _in_unit_of(text: str, left: Term, right: Term) -> Decimal:
    """The first number of 100-120亿元, 两到三千, 一千到两千万: scale and unit are written once."""
    low = times(left.low, right.unit.factor) if right.unit else left.low
    written = _SCALE.search(text[right.number.start : right.number.end])
    scale = parse_number(written.group()) if written else None
    if scale is None or left.number.scaled or left.low > right.number.high / scale:
        return low
    return times(low, scale)


def _read_head(text: str, term: Term, floor: int) -> _Head:
    head = _with_modifier(text, _Head(term.start), term)
    currency = currency_before(text, _before_blank(text, head.start))
    if currency is not None and currency[0] >= floor:
        head = replace(head, start=currency[0], currency=currency[1])
        head = _with_modifier(text, head, term)
    if rate := _RATE.search(text, max(0, head.start - _LONGEST_RATE), head.start):
        head = replace(head, start=rate.start(), rate=rate[1])
        head = _with_modifier(text, head, term)
    return head


def _with_modifier(text: str, head: _Head, term: Term) -> _Head:
    """Two may stand together: 至少约, 约超. The one that says more counts."""
    for _ in range(2):
        modifier = modifiers.before(text, _before_blank(text, head.start), term.number.bare_scale)
        if modifier is None:
            break
        bound = modifier.bound if head.bound in (None, "about") else head.bound
        head = replace(head, start=_before_blank(text, head.start) - len(modifier.word), bound=bound)
    return head


def _before_blank(text: str, position: int) -> int:
    return position - 1 if text.endswith(" ", 0, position) else position


def _in_currency(term: Term, currency: str) -> Term:
    """人民币500万元, 新台币177.1亿元, US$20: the sign before the number names the unit."""
    if term.unit is None:
        return replace(term, unit=Unit(currency, currency, "money"))
    if term.unit.name == "元":
        return replace(term, unit=replace(term.unit, name=currency))
    return term


def _under_header(text: str, term: Term) -> Term:
    """发行总额(亿元) 25.6: the unit stands in the header of the column, or behind the label."""
    header = _HEADER.search(text, max(0, term.start - _LONGEST_HEADER), term.start)
    if header is None or _YEAR.fullmatch(text, term.start, term.end):
        return term
    for unit in units_at(text, header.start(2)):
        if header.start(2) + len(unit.word) == header.end(2) and not unit.condition:
            factor = times(parse_number(header[1]) or Decimal(1), unit.factor)
            return replace(term, unit=unit, low=times(term.low, factor), high=times(term.high, factor))
    return term


def _rate_name(unit: Unit, per: str) -> str:
    """每秒38千米 is in 千米每秒."""
    per = {"分": "分钟", "时": "小时"}.get(per, per)
    written = f"{unit.word}每{per}"
    for known in units_at(written, 0):
        if known.word == written:
            return known.name
    return f"{unit.name}每{per}"


def _takes(text: str, term: Term, tail: modifiers.Modifier) -> bool:
    """内 needs a span (一周内, 3公里内), 起 a price, 多 behind the unit something that is measured.

    余 there ends its phrase; before a noun it begins a name: 220千伏|余岗变电站.
    """
    kind = term.unit.kind if term.unit else None
    if tail.word == "内":
        return kind in ("duration", "measure")
    if tail.word == "起":
        return kind == "money"
    if tail.word == "余" and _BEGINS_NAME.match(text, term.end):
        return False
    if tail.word in ("多", "余"):
        return kind not in (None, "count") and term.bound is None
    return True


def _bound(text: str, head: _Head, term: Term, tail: modifiers.Modifier | None) -> str:
    """Of several bounds the one before the number counts, but any counts more than about."""
    stated = [bound for bound in (head.bound, term.bound, tail.bound if tail else None) if bound]
    if stated:
        return next((bound for bound in stated if bound != "about"), "about")
    verb = modifiers.verb(text, head.start)
    if verb is not None and _OVERCOME.match(text, term.end) is None:
        return verb.bound
    clause = clause_before(text, head.start, 24)
    remote = _REMOTE.search(clause)
    if remote is None and term.unit is not None and term.unit.kind == "ratio":
        remote = _SHARE.search(clause)
    if remote is None:
        return "exact"
    word = remote[remote.lastindex or 0]
    modifier = modifiers.before(word, len(word))
    return modifier.bound if modifier else "exact"
