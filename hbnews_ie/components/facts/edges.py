"""Where the noun phrase of an indicator begins: what belongs to it on its left, and what says of whom it is."""

from __future__ import annotations

import re

from hbnews_ie.components.facts.approach import LONGEST_SUBJECT
from hbnews_ie.components.facts.words import SHARES, fact_words, measure_before
from hbnews_ie.components.names.vocabulary import FIRM_ENDS
from hbnews_ie.components.syntax.anaphora import NEW_BODIES, anaphor_at, name_ending
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import read_list

__all__ = ["from_clause_start", "is_name", "whole_measure", "without_subject"]

_Span = tuple[int, int]
_MEASURE = 2  # characters of a noun of measure
_MADE_WITH_VERBS = read_list("made_with_verbs")
_WHOLE = 2  # characters of 全村, 全厂
_HAVING = frozenset({"有", "现有", "共有", "拥有", "建有", "设有"})
_CAUSING = ("使", "让", "令")  # 使|平均年龄|降到38岁
_POINTING = ("整个", "该", "本")
_POINTED = re.compile("(?:(?<=[这那该此每某])|[这那该此每某])[家个项条座艘台部所支款批件种类栋幢辆架根块片间处]")
_DIVISIONS = frozenset("市县区省州国校")
_NUMERALS = tuple("两二三四五六七八九十")
_AIMS = ("力争", "争取", "预计", "预期")
_JOINING = frozenset("与和同、及")
_OWNERS = frozenset({"ORG", "PLACE", "PERSON"})
_JOINED_ON = frozenset("的、和与及”")  # no indicator begins with them
_OF_WORKS = re.compile("(?:该|本)?(?:项目|工程)(?=总投资|[一二三首]期|规划|占地|总占地|建筑|计划投资)")
_NO_SUBJECT_TAGS = ("d", "ad", "c", "p", "x", "f", "r")


def is_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a phrase is the name of a place or a body, which measures nothing."""
    item = reading.covering(start)
    named = item is not None and item.type in ("PLACE", "ORG") and (item.start, item.end) == (start, end)
    return named and not measure_before(reading.text, end) and not reading.text.endswith(SHARES, start, end)


def whole_measure(reading: Reading, start: int, end: int, floor: int) -> _Span:
    """Take in the word that a noun of measure is made with: 收获|进度, 就诊|率."""
    text, words = reading.text, reading.words
    if not text.endswith(_MADE_WITH_VERBS, start, end) or start <= floor or end - start > _MEASURE:
        return start, end
    place = reading.word(start - 1)
    begin, tag = words.starts[place], words.tags[place]
    single = start - begin == 1 and words.ends[place - 1] - words.starts[place - 1] == 1
    if single and begin > floor and words.tags[place - 1].startswith(("v", "n")):
        begin = words.starts[place - 1]  # 复|购|率
    fits = begin >= floor and tag.startswith(("v", "n", "t"))
    return (begin, end) if fits and text[begin:start] not in fact_words() else (start, end)


def without_subject(reading: Reading, start: int, end: int) -> _Span:
    """Of 江西|稀土产量, what is measured, without of whom."""
    text = reading.text
    start += text[start : reading.words.ends[reading.word(start)]] in _CAUSING
    if start + 1 < end and text[start] in _DIVISIONS and text[start - 1 : start] in _NUMERALS:
        start += 1  # 四市|地区生产总值
    aim = next((word for word in _AIMS if text.startswith(word, start, end - 1)), "")
    start += len(aim)  # 力争|高新技术企业|突破3万家
    pointed = _POINTED.match(text, start, end - 1)
    if pointed and reading.words.ends[reading.word(pointed.end() - 1)] == pointed.end():
        start = pointed.end()  # 这座|水库的库容
    if text.endswith("占地", start + 1, end) and not text.endswith("总占地", start, end):
        return end - 2, end  # 公园|占地
    if text[start:end] == "计划投资":
        return start + 2, end
    chief = text.find("的", start, end) if start and text.startswith("为", start - 1) else -1
    if chief > 0:
        start = chief + 1  # 以光电子信息为|重点的|产业项目投资
    works = _OF_WORKS.match(text, start, end)
    if works is not None and works.end() < end:
        return works.end(), end  # 17个|项目|总投资
    thing = _behind_whole(reading, start, end)
    if thing is not None:
        return thing, end
    measure = measure_before(text, end) if text.startswith(_POINTING, start) else 0
    if measure:
        return end - measure, end  # 整个中心|总投资
    begin = _behind_partners(reading, _behind_owner(reading, start, end), end)
    begin += begin > start and text.startswith("的", begin)  # 江城公司的|产值
    rest = text[begin:end]
    if len(rest) > 1 and rest[0] not in _JOINED_ON and "的" not in rest:
        return begin, end
    return start, end


def _behind_owner(reading: Reading, start: int, end: int) -> int:
    """Where a name ends that a phrase begins with, or what stands for one; else where the phrase begins."""
    item = reading.covering(start)
    if item is not None:
        closed = reading.text.startswith(")", item.end)  # 江城股份(以下简称江城)|产值
        closed |= item.type == "PRODUCT" and reading.text.startswith("”", item.end)  # “天鲲二号”|全船长
        return item.end + closed if item.end < end else start  # also from within: 煤炭储备|基地项目|投资
    new = next((word for word in NEW_BODIES if reading.text.startswith(word, start)), "")
    if new:
        return start + len(new)
    anaphor = anaphor_at(reading, start)  # 公司|营业收入, 项目|总投资
    if anaphor is None:
        first = reading.words.ends[reading.word(start)]
        told = first < end and measure_before(reading.text, end) == end - first
        return first if told and name_ending(reading, start, reading.text[start:first]) is not None else start
    behind = start + len(anaphor[0])
    return behind if anaphor[0] in FIRM_ENDS or measure_before(reading.text, end) == end - behind else start


def _behind_partners(reading: Reading, start: int, end: int) -> int:
    """Where the last of the names ends that are joined to the first: 江城公司|与云山公司|投资."""
    while start < end and reading.text[start] in _JOINING:
        item = reading.covering(start + 1)
        if item is None or item.start != start + 1 or item.type not in _OWNERS or item.end >= end:
            break
        start = item.end
    return start


def _behind_whole(reading: Reading, start: int, end: int) -> int | None:
    """Where the thing begins behind 全村 and its verb: 全村|现有|民宿."""
    words = reading.words
    place = reading.word(start)
    if reading.text[start] != "全" or words.ends[place] != start + _WHOLE or words.ends[place + 1] >= end:
        return None
    verb = reading.text[words.starts[place + 1] : words.ends[place + 1]]
    return words.ends[place + 1] if verb in _HAVING else None


def from_clause_start(reading: Reading, phrase: _Span, start: int) -> _Span:
    """Let a subject with a relative clause (参与该机制的企业) begin where its clause begins."""
    while start < phrase[0]:
        item = reading.covering(start)
        place = reading.word(start)
        if item is not None and item.type in ("TIME", "QUANTITY"):
            start = item.end
        elif item is None and reading.words.tags[place] in _NO_SUBJECT_TAGS:
            start = reading.words.ends[place]
        else:
            break
    return (start, phrase[1]) if start < phrase[0] and phrase[1] - start <= LONGEST_SUBJECT else phrase
