"""Noun phrases, found by words and their part of speech.

Chinese marks no phrase, so these are the edges a reader uses: signs, prepositions, adverbs, pronouns and
verbs end a run of nominal words; 的 and the joining words (、 和 与 及) hold it together. What was found in
the layers below (a name, a time, a quantity) counts as one nominal word.
"""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.syntax.lexemes import LEXEMES, REPORTING, acting_verbs
from hbnews_ie.components.syntax.reading import NUMBERS, Item, Reading
from hbnews_ie.lexicon import read_list, read_words

__all__ = ["CROSSED", "governs", "phrase_after", "phrase_before"]

_JOINING = frozenset("、和与及暨·")
_QUOTES = frozenset("“”‘’《》()")
_BRACKETS = (("(", ")"), ("“", "”"), ("《", "》"))
_TOWARDS = frozenset("向对给为与同跟替由")  # prepositions before a person or body that a verb follows
_FEW_WORDS = 4
_HOW = ("线上", "线下", "现场")  # behind a noun they tell how something is done: 3万家企业|线下|参展
_DONE = frozenset("出了着过成起")
_CHANGING = frozenset(("减少", "降低", "提高", "增加", "节约", "节省"))
CROSSED = read_list("crossed")
"""What stands behind 跨 in a noun phrase: 跨|区域合作."""
_EACH = ("年", "月", "日")
# 规上|企业, 规模以上|工业, 专精特新|企业: how large or good what is counted is; 一产|增加值: which of the sectors
_SCALE = re.compile("规模以[上下]|限额以[上下]|[规限][上下]|专精特新|[一二三]产")
_SCALE_BEFORE = re.compile(rf"(?:{_SCALE.pattern})\Z")
_LONGEST_SCALE = 4
_GATHERINGS = ("活动", "仪式", "大会", "典礼")  # their names hold acts (重大项目集中开工活动)


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(read_words("grammar_words", **{"class": "light"}))


@cache
def _ending_words() -> frozenset[str]:
    """Words behind a noun phrase: verbs that govern what follows, and what makes a time of what stands before."""
    return frozenset((*read_list("governing"), *read_list("spans")))


def governs(word: str) -> bool:
    """Tell whether a word is a verb that takes an object and never modifies a noun: 提供, 来自."""
    return word in _light_verbs() or word in read_list("governing")


def _is_done(reading: Reading, place: int) -> bool:
    """Whether the word behind a verb makes it tell what was done: 制造|出, but not 透射|成像."""
    words = reading.words
    behind = slice(words.starts[place + 1], words.ends[place + 1]) if place + 1 < len(words.starts) else slice(0)
    return reading.text[behind] in _DONE


def _name_at(reading: Reading, offset: int) -> Item | None:
    item = reading.covering(offset)
    return item if item is not None and item.type not in NUMBERS else None


def phrase_after(
    reading: Reading, start: int, limit: int, *, verbal: bool = False, joined: bool = True, closing: bool = False
) -> tuple[int, int] | None:
    """Return the noun phrase that begins at ``start`` and ends at ``limit`` at the latest.

    ``verbal`` lets it begin with a verb that a noun follows (来华留学生); ``joined`` lets it run over 、 和 与 及;
    ``closing`` lets a verb close it at ``limit`` (质量管理体系|认证).
    """
    text, item_at, ends, tags = reading.text, reading.item_at, reading.words.ends, reading.words.tags
    cursor = end = start  # end: behind the last nominal word
    place = reading.word(start)
    while cursor < limit:
        item = item_at[cursor]
        if item is not None and item.type not in NUMBERS:
            cursor = end = min(item.end, limit)
            place = reading.word(cursor)
            continue
        scale = _SCALE.match(text, cursor, limit)
        if scale:
            cursor = scale.end()
            place = reading.word(cursor)
            continue
        stop = min(ends[place], limit)
        inside = item_at[stop - 1]
        if inside is not None and cursor < inside.start:
            stop = inside.start  # the dictionary has 和约 in 运动员和|约1万名
        word, tag = text[cursor:stop], tags[place] if stop == min(ends[place], limit) else "c"
        if end > start and (word in _ending_words() or (tag in ("v", "vn") and _is_done(reading, place))):
            break  # 服务|加快|融合, 主任|以来, 工厂|制造|出样机
        if LEXEMES[tag][word].nominal:
            if (
                end > start
                and tag != "vn"
                and word in acting_verbs()
                and not _noun_follows(reading, place, stop, limit)
            ):
                break  # 企业|亮相, 部门|印发|《…》
            end = stop
        elif word in _light_verbs():
            break  # 零部件|实现|国产
        elif tag.startswith("v") and (end > start or verbal) and _noun_follows(reading, place, stop, limit):
            pass  # 科技成果|转化|项目: a verb between nominal words
        elif tag in ("m", "q") and _noun_follows(reading, place, stop, limit):
            pass  # 1|类|新药, 百亿|级|项目
        elif tag == "a" and end == start and _noun_follows(reading, place, stop, limit):
            pass  # 6部|大|货车
        elif (
            closing
            and tag == "v"
            and word not in REPORTING
            and end == cursor > start
            and stop == limit
            and stop - cursor > 1
        ):
            end = stop  # 管理体系|认证: a verb that closes the clause, right behind its noun
        elif word in _QUOTES or (end > start and (word == "的" or (joined and word in _JOINING))):
            pass
        else:
            break
        cursor = stop
        place += 1
    return _closed(reading, start, end)


def _noun_follows(reading: Reading, place: int, offset: int, limit: int) -> bool:
    """Tell whether a nominal word comes behind a word, or after one more short word (通|办|事项, 种植|户)."""
    for following in (place + 1, place + 2):
        if offset >= limit or reading.item_at[offset] is not None:
            return False
        stop = reading.words.ends[following]
        tag = reading.words.tags[following]
        if tag == "q" or LEXEMES[tag][reading.text[offset:stop]].nominal:
            return True
        closes = following == place + 1 and _closes(reading, following + 1, stop, limit)
        long = stop - offset > 1 and not closes and not _names_gathering(reading, stop, limit)
        if not tag.startswith(("v", "q", "m")) or long:
            return False
        offset = stop
    return False


def _closes(reading: Reading, place: int, offset: int, limit: int) -> bool:
    """Tell whether one noun alone closes the stretch: 低温|透射|成像|装置."""
    if offset >= limit or reading.words.ends[place] != limit or reading.item_at[offset] is not None:
        return False
    return LEXEMES[reading.words.tags[place]][reading.text[offset:limit]].nominal


def _names_gathering(reading: Reading, offset: int, limit: int) -> bool:
    """重大项目|集中|开工|活动: the noun that ends the phrase takes any act before it."""
    return offset < limit and reading.text.startswith(_GATHERINGS, offset)


def phrase_before(
    reading: Reading, end: int, limit: int, *, verbal: bool = False, opening: bool = False, joined: bool = True
) -> tuple[int, int] | None:
    """Return the noun phrase that ends at ``end`` and begins at ``limit`` at the earliest.

    ``verbal`` lets it end with a verb that a noun stands before (供需对接); ``opening`` lets a verb open it at
    ``limit`` (审批|时间).
    """
    words = reading.words
    cursor = start = end
    while cursor > limit:
        item = reading.covering(cursor - 1)
        if item is not None and item.type in NUMBERS:
            break
        if item is not None:
            cursor = start = max(item.start, limit)
            continue
        scale = _SCALE_BEFORE.search(reading.text, max(limit, cursor - _LONGEST_SCALE), cursor) if start < end else None
        if scale:
            cursor = start = scale.start()
            continue
        place = reading.word(cursor - 1)
        begin = max(words.starts[place], limit)
        item = reading.covering(begin)
        if item is not None and item.end < cursor:
            begin = item.end  # the dictionary's 年产值 in 2022年|产值
        word, tag = reading.text[begin:cursor], words.tags[place]
        if LEXEMES[tag][word].nominal:
            start = begin
        elif word in _QUOTES or (start < end and (word == "的" or (joined and word in _JOINING))):
            pass
        elif start < end and (word in _light_verbs() or word in _ending_words() or word in _CHANGING):
            break  # 公司|实现|营业收入, 赛事|带动|餐饮消费, 船舶|减少|各类污染物
        elif tag.startswith("v") and _is_governed(reading, begin, limit):
            break  # 向亲友|筹措|资金
        elif tag.startswith("v") and _noun_stands_before(reading, begin, limit) and (start < end or verbal):
            start = begin if start == end else start
        elif opening and tag == "v" and begin == limit and start == cursor < end:
            start = begin
        elif word in _EACH and tag == "m" and start == cursor < end:
            start = begin  # 年|货运量
        elif word == "跨" and start < end and reading.text.startswith(CROSSED, cursor):
            start = begin
        elif word == "跨" and start == cursor < end and words.ends[place + 1] - cursor == 1:
            start = begin  # 跨|城|异地业务: bound to what is crossed, unless that is a name
        else:
            break
        cursor = begin
    return _closed(reading, start, end)


def _noun_stands_before(reading: Reading, offset: int, limit: int) -> bool:
    if offset <= limit or _name_at(reading, offset - 1) is not None:
        return False
    place = reading.word(offset - 1)
    begin = reading.words.starts[place]
    return LEXEMES[reading.words.tags[place]][reading.text[begin:offset]].nominal


def _is_governed(reading: Reading, offset: int, limit: int) -> bool:
    """Tell whether the noun before a verb stands behind a preposition, so that the verb is one: 向|亲友|筹措."""
    words = reading.words
    for _ in range(_FEW_WORDS):
        item = reading.covering(offset - 1)
        if item is not None and item.type == "QUANTITY":
            offset = item.start  # 向|1.2万户|农户|投放
        if offset <= limit:
            return False
        place = reading.word(offset - 1)
        begin = words.starts[place]
        word, tag = reading.text[begin:offset], words.tags[place]
        if word in _TOWARDS:
            return True
        if not LEXEMES[tag][word].nominal and tag != "r":
            return False
        offset = begin
    return False


def _closed(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Strip marks that lost their partner from the edges; None where nothing is left."""
    text = reading.text
    while start < end and text[start] in "”’)》、的":
        start += 1
    while end > start and text[end - 1] in "“‘(《、的":
        end -= 1
    if text.endswith(_HOW, start + 1, end):
        end -= len(_HOW[0])
    for opening, closing in _BRACKETS:
        if text.startswith(closing, end) and text.count(opening, start, end) > text.count(closing, start, end):
            end += 1  # 31个|省(区、市)
    return (start, end) if start < end else None
