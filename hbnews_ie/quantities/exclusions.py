"""What looks like a quantity and is none: years, dates, ordinals, vague plurals, sayings, codes, bare digits.

The rules are those of the annotation guide, each a function with a reason; `is_excluded` asks them all.
"""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.lexicon import read_list, read_words
from hbnews_ie.quantities import modifiers
from hbnews_ie.quantities.terms import Term
from hbnews_ie.quantities.units import counted_noun_at
from hbnews_ie.times.context import is_amount

__all__ = ["is_excluded"]

_MIN_CHINESE_COUNT = 10
_ERAS = read_list("eras")
_DAYS_AND_LONGER = ("年", "个月", "周", "天", "个星期", "个季度", "个世纪")
_REFERRED = re.compile("(?:未来|过去|今后|最近|接下来|此前|此后|往后|随后)的?(?:约|近)?$")
_AGO = re.compile("距今(?:已有?|约|大约)?$")
_FLOOR = re.compile("(?:大厦|大楼|广场|写字楼|商厦|号楼|[A-Z\\d]座)$")
_COUNTED_BACK = re.compile("(?:之?前|之?后|以?来)(?![续期备自说])")
_OTHER_BEFORE = ("之前", "以前", "目前", "此前", "提前")  # no 前 of 前两年
_NO_PARTS_OF_YEAR = ("小时", "分钟", "秒")
_DEICTIC = tuple("这那某哪有每又新同当头前后第隔次翌上下明")
_VAGUE = ("数", "几", "成", "若干", "好几")
_CODE_AFTER = re.compile(r"[0-9A-Za-z]|[-:/.·_#&@+][0-9A-Za-z]")
_CODE_BEFORE = re.compile(r"[A-Za-z0-9][-./_#&+]?\Z|[_#@]\Z|[0-9][:∶]\Z")
_CHAINAGE = re.compile(r"\+[0-9]")  # 1738KM+800M, a place on a road
_ANNOUNCED = re.compile("(?:达到?|[增升降跌涨]至|为|至|到|是|报)$")
_STANDS_FREE = re.compile(r"$|[\s,。;、)”]")
_FALLEN = re.compile("[0-9一二两三四五六七八九十]{1,3}[降平]")
_WITHIN = re.compile("[之以]?内")
_MONTH = re.compile("[0-9]{1,2}月")
_FOUR_DIGITS = re.compile(r"[0-9]{4}(?![0-9.,万亿千百])")
_HISTORY = re.compile("的?(?:历史|文明)")
_LONGEST_SAYING = 6


def is_excluded(text: str, term: Term, span: tuple[int, int], bound: str) -> bool:
    """Whether what was read as ``term``, with modifiers the ``span``, is no quantity."""
    if _is_code(text, term) or _is_ordinal(text, term) or _is_rise(text, term):
        return True
    if term.unit is None and not term.fraction:
        return _is_bare(text, term, span[0], bound)
    if term.unit is not None and term.unit.kind in ("duration", "age") and _is_time(text, term, *span):
        return True
    return not term.number.arabic and _is_figure_of_speech(text, term, bound)


def _is_code(text: str, term: Term) -> bool:
    """Part of a code (NR082, GB/T 2.1), a version or a score; but GDP3.5万亿元 and LNG5000吨 are amounts."""
    if not term.number.arabic:
        return False
    before = _CODE_BEFORE.search(text, max(0, term.start - 2), term.start)
    if before is None:
        return _CHAINAGE.match(text, term.end) is not None
    return not (before.group().isalpha() and term.unit is not None and term.unit.kind in ("money", "ratio"))


def _is_ordinal(text: str, term: Term) -> bool:
    numbered = text.endswith("届", 0, term.start) and term.unit is None  # but 由首届|10万平方米|增至12万平方米
    floor = text.startswith("层", term.number.end) and _FLOOR.search(text, max(0, term.start - 3), term.start)
    return numbered or bool(floor) or text.endswith(("第", "其", "初"), 0, term.start)


def _is_rise(text: str, term: Term) -> bool:
    """How many rose, and no litres: 19降|7升|4平, 九升|一降."""
    risen = text.endswith("升", term.start, term.end)
    return risen and (text[term.start - 1 : term.start] in ("降", "平") or _FALLEN.match(text, term.end) is not None)


def _is_bare(text: str, term: Term, start: int, bound: str) -> bool:
    """A number without unit counts when scaled (150万), bounded (近10亿), or announced (达到52.3)."""
    number = term.number
    if _CODE_AFTER.match(text, term.end) or number.digit_by_digit or text.startswith("级", term.end):
        return True
    if number.scaled and not number.bare_scale:
        return not number.arabic and _is_vague(text, term)
    if number.bare_scale:  # 突破千亿
        stands_before = start < term.start or modifiers.verb(text, start) is not None
        return bound == "exact" or not stands_before or not number.scaled
    if not number.arabic:
        return bound == "exact" or number.low < _MIN_CHINESE_COUNT or not counted_noun_at(text, term.end)
    if bound != "exact" and start < term.start:
        return False
    if number.bound is not None:
        return False
    decimal = "." in text[number.start : number.end]
    if counted_noun_at(text, term.end):
        return decimal or number.low >= 200  # 985高校, 211高校: names of programmes
    announced = _ANNOUNCED.search(text, max(0, start - 2), start)
    return not (announced and decimal and _STANDS_FREE.match(text, term.end))


def _is_time(text: str, term: Term, start: int, end: int) -> bool:
    """Years, and spans counted from now or from a date: those are times."""
    unit = term.unit
    assert unit is not None
    if unit.word in ("年", "学年", "财年") and _is_year(text, term, start):
        return True
    if unit.name not in _DAYS_AND_LONGER or _AGO.search(text, max(0, start - 5), start):
        return False  # 距今|约4.5亿年|前
    if _REFERRED.search(text, max(0, start - 5), start):
        return not is_amount("recent", text, text.rfind("过去", 0, start), end)  # 从过去的|21天|缩短到
    if unit.name == "年" and text.endswith("近", 0, term.start):
        begin = term.start - 1
        return text.endswith("最近", 0, term.start) or not is_amount("recent", text, begin, end)  # 花了|近3年
    if unit.name == "年" and _WITHIN.match(text, term.end):
        return True
    if text.endswith(("前", "头"), 0, start) and not text.endswith(_OTHER_BEFORE, 0, start):
        return True
    return _COUNTED_BACK.match(text, end) is not None


def _is_year(text: str, term: Term, start: int) -> bool:
    """1998年, 2016年至2021年, 98年5月, 民国三十八年; but 2000多年, 近1500年, 1600年历史."""
    if text.endswith(_ERAS, 0, term.start) or term.number.digit_by_digit:
        return True
    if _MONTH.match(text, term.end):
        return True
    four_digits = _FOUR_DIGITS.match(text, term.number.start) is not None and 1000 <= abs(term.low) < 2200
    modified = start < term.start or term.bound is not None
    return four_digits and not modified and not _HISTORY.match(text, term.end)


def _is_figure_of_speech(text: str, term: Term, bound: str) -> bool:
    """Chinese numerals that count nothing: 三个 and other counts under ten, 一天天, 数十家, 百年, 半斤八两."""
    number, unit = term.number, term.unit
    if number.digit_by_digit and not _is_amount(text, term):
        return True
    if unit is not None and unit.kind == "count" and term.high < _MIN_CHINESE_COUNT:
        return True
    if _is_vague(text, term) or _is_saying(text, term) or _is_deictic(text, term, bound):
        return True
    if number.bare_scale and (bound == "exact" or text.startswith("级", term.end)):
        written = text[number.start : number.end]
        return len(written) == 1 or unit is None or unit.kind == "duration" or text.startswith("级", term.end)
    return number.low < 1 and unit is not None and _is_part_of_year(text, term)


def _is_amount(text: str, term: Term) -> bool:
    """Digits read one by one are years and codes (社保基金一一三组合), but 七五折 and, in old papers, 一二〇人."""
    if term.unit is None or term.unit.kind in ("duration", "age"):
        return False
    return term.unit.word == "折" or (
        term.number.end - term.number.start > 2 and "〇" in text[term.number.start : term.number.end]
    )


def _is_deictic(text: str, term: Term, bound: str) -> bool:
    """这一年, 每一亩 and 这两天 point at something."""
    if bound != "exact" or term.unit is None:
        return False
    if text.startswith("一", term.number.start) and term.number.low == 1:
        return text.endswith(_DEICTIC if term.unit.kind == "duration" else ("每", "这", "那"), 0, term.start)
    return term.unit.kind == "duration" and text.endswith(("这", "那", "今明", "明后"), 0, term.start)


def _is_vague(text: str, term: Term) -> bool:
    """数十家, 几百人, 上百名: no number is stated."""
    if text.endswith(_VAGUE, 0, term.start) and text[term.number.start] in "十百千万亿":
        return term.number.bare_scale or text[term.start - 1] != "成"  # 成百上千, but 分成|十二个
    return term.number.bare_scale and text.endswith("上", 0, term.start)


def _is_part_of_year(text: str, term: Term) -> bool:
    """上半年 is a time; 大半天 is vague; but 堵上|半个小时."""
    if text.endswith(("上", "下"), 0, term.start) and term.unit is not None and term.unit.name in _NO_PARTS_OF_YEAR:
        return False
    return text[term.number.start] == "半" and text.endswith(tuple("上下前后大小老好多过一"), 0, term.start)


def _is_saying(text: str, term: Term) -> bool:
    """Whether the number stands in one of the sayings of ``lexicons/sayings.tsv``."""
    start = term.number.start
    sayings = _sayings()
    for left in range(max(0, start - _LONGEST_SAYING), start + 1):
        for saying in sayings.get(text[left], ()):
            if left + len(saying) > start and text.startswith(saying, left):
                return True
    return False


@cache
def _sayings() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for saying in read_words("sayings"):
        index.setdefault(saying[0], []).append(saying)
    return {sign: tuple(sayings) for sign, sayings in index.items()}
