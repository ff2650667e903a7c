"""Triggers: the table, the search for its words, and the tests that a word found is a happening.

A word of the table counts as a trigger where it is a word of the sentence (not a piece of a longer one,
nor of a name), does not make a kind of thing with the noun behind it (签约|仪式), and, if it is as often
a noun, where a sign says that the act is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.lexemes import issues
from hbnews_ie.components.syntax.phrases import phrase_after
from hbnews_ie.components.syntax.reading import NUMBERS, Reading
from hbnews_ie.lexicon import read_list, read_table

__all__ = [
    "ENGULFING",
    "MANNERS",
    "Hit",
    "Trigger",
    "accepts",
    "excludes",
    "find_hits",
    "goes_on",
    "makes_compound",
    "triggers",
    "word_edges",
    "works",
]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of ``lexicons/triggers.tsv``; a role is empty where that neighbour fills none.

    ``needs`` has the types of what may stand beside the word and, behind ``~``, how a phrase may end, behind ``#`` how
    one that is counted may; these endings are in ``endings`` and ``counted`` too. ``act`` is the part of the word that
    names the act.
    """

    word: str
    type: str
    use: str
    subject: str
    object: str
    alone: str
    with_: str
    by: str
    to: str
    needs: tuple[str, ...]
    endings: tuple[str, ...]
    counted: tuple[str, ...]
    act: str


@dataclass(slots=True)
class Hit:
    """A trigger word in the text, with the rows of the table it may be read by."""

    start: int
    end: int
    rows: tuple[Trigger, ...]


@cache
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """Return the rows of the table by word, in the table's order."""
    table: dict[str, list[Trigger]] = defaultdict(list)
    for row in read_table("triggers"):
        needs = _needs(row["needs"])
        table[row["word"]].append(
            Trigger(
                word=row["word"],
                type=row["type"],
                use=row["use"],
                subject=row["subject"],
                object=row["object"],
                alone=row["alone"] or row["subject"],
                with_=row["with"],
                by=row["by"],
                to=row["to"],
                needs=needs,
                endings=tuple(need[1:] for need in needs if need[0] == "~"),
                counted=tuple(need[1:] for need in needs if need[0] == "#"),
                act=row["act"] or row["word"],
            )
        )
    return {word: tuple(rows) for word, rows in table.items()}


def _needs(cell: str) -> tuple[str, ...]:
    """The needs of a row, named lists written out, also those in other lists."""
    lists = _named_needs()
    return tuple(need for part in cell.split() for need in (_needs(lists[part[1:]]) if part[0] == "@" else (part,)))


@cache
def _named_needs() -> dict[str, str]:
    return {row["name"]: row["needs"] for row in read_table("event_needs")}


@cache
def accepts() -> dict[str, dict[str, frozenset[str]]]:
    """Return what may fill each role of each event type."""
    table: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for row in read_table("event_roles"):
        table[row["type"]][row["role"]] = frozenset(row["accepts"].split())
    return dict(table)


@cache
def excludes() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the endings of noun phrases that cannot fill a role of an event type."""
    rows = read_table("event_roles")
    return {(row["type"], row["role"]): tuple(row["never"].split()) for row in rows if row["never"]}


@cache
def works() -> tuple[str, ...]:
    """Return the endings of nouns for what is built."""
    needs = {need for row in triggers()["建设"] for need in row.endings if row.type == "PROJECT_PROGRESS"}
    return tuple(needs)


@cache
def _compound_heads(*behind: str) -> frozenset[str]:
    return frozenset(row["head"] for row in read_table("compound_heads") if row["behind"] in behind)


_START = itemgetter(1)  # of a match, which is the number of a word, start and end


@cache
def _search() -> tuple[AhoCorasick, tuple[tuple[Trigger, ...] | None, ...]]:
    """The words of the table, and the rows each may be read by; None where it only keeps others from being found."""
    active = {word: rows for word, rows in triggers().items() if rows[0].type != "NONE" or rows[0].needs}
    words = list(triggers())
    return AhoCorasick(words), tuple(map(active.get, words))


def find_hits(reading: Reading) -> Iterator[Hit]:
    """Find the trigger words that stand as words of their own, outside names."""
    automaton, rows_of = _search()
    found = automaton.find_matches_as_indexes(reading.text, overlapping=True)
    found.reverse()  # they come by their ends, so that of those that begin together the longest now stands first
    found.sort(key=_START)
    cursor = 0
    for number, start, end in found:
        if start < cursor:
            continue
        rows = rows_of[number]
        if rows is not None and not _is_word(reading, start, end, opens=rows[0].use == "open"):
            continue  # 集|团购|入: another may begin inside it
        if rows is None and reading.words.starts[reading.word(start)] < start:
            continue  # 日|前任|命
        cursor = end
        doer = reading.text.startswith("者", end)  # 面向|开发者
        if rows is not None and not doer and not _in_name(reading, start, end) and not _in_slogan(reading, start, end):
            yield Hit(start, end, rows)


def _is_word(reading: Reading, start: int, end: int, *, opens: bool) -> bool:
    """Tell whether word edges lie at both ends.

    A longer word of the dictionary that is made of triggers and adverbs (建成投产, 隆重举行) is cut into them.
    """
    words = reading.words
    place = reading.word(start)
    if words.starts[place] == start and words.ends[place] == end:
        return True
    left, right = word_edges(reading, start, end)
    if left == start and right == end:
        return True
    if (opens or words.tags[place] in ("l", "i", "v")) and end - start >= 2 and max(start - left, right - end) >= 2:
        return True  # a phrase in the dictionary: 主持|会议, 全线|贯通
    if left == start and words.tags[place] == "n" and issues(reading.text[start:right]):
        return True
    if right == end and words.tags[place].startswith("n") and reading.text[start:end] in _GRANTED:
        return True  # 低息|贷款
    if reading.text[words.starts[reading.word(end - 1)] : right] in triggers():
        return False  # 建|始|建设
    rest = reading.text[left:start], reading.text[end:right]
    return all(not piece or piece in triggers() or piece in _PARTICLES or piece in word_classes() for piece in rest)


def word_edges(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return the edges of the words that a stretch lies in; the edge of a name is the edge of a word."""
    words = reading.words
    left = words.starts[reading.word(start)]
    right = words.ends[reading.word(end - 1)]
    if left < start and (item := reading.covering(start - 1)) is not None and item.end == start:
        left = start
    if right > end and (item := reading.covering(end)) is not None and item.start == end:
        right = end
    return left, right


_GRANTED = ("贷款", "补贴", "资助")
_PARTICLES = frozenset("了着过并的") | {"最佳"}  # 获得最佳 is one word of the dictionary


def _in_name(reading: Reading, start: int, end: int) -> bool:
    first, last = reading.item_at[start], reading.item_at[end - 1]
    return (first is not None and first.type not in NUMBERS) or (last is not None and last.type not in NUMBERS)


_SLOGAN = 24  # a quotation this long without a stop is a name or a slogan


def _in_slogan(reading: Reading, offset: int, end: int) -> bool:
    """Tell whether a word lies, not alone, within a short quotation that is no sentence: 以“共建…”为主题."""
    text = reading.text
    if text[offset - 1 : offset] == "“" and text.startswith("”", end):
        return False
    floor = max(0, offset - _SLOGAN)
    opening = max(text.rfind("“", floor, offset), text.rfind("‘", floor, offset))
    if opening < 0 or any(mark in text[opening:offset] for mark in "”’。!?\n"):
        return False
    closing = min((place for mark in "”’" if (place := text.find(mark, offset, opening + _SLOGAN)) >= 0), default=-1)
    return closing >= 0 and not any(mark in text[opening:closing] for mark in "。!?\n")


def goes_on(reading: Reading, hit: Hit, following: Hit | None) -> bool:
    """Tell whether the next trigger is a second act of the same type right behind: 建成|投运, 合作|共建."""
    if following is None or following.start != hit.end or following.rows[-1].type != hit.rows[-1].type:
        return False  # 联合|发布: they join forces, and release
    if reading.text.startswith(_REVISED, following.end):
        return False  # 公布|修订后的《…》: done before to what is now made public
    return not makes_compound(reading, following, len(reading.text))


_REVISED = ("后的", "过的")


#: Triggers that take the act right behind with them: 参加|会见, 发射|升空.
ENGULFING = frozenset(read_list("engulfing"))
#: Triggers that say how the act behind them is done.
MANNERS = frozenset(read_list("manners"))


def makes_compound(reading: Reading, hit: Hit, limit: int) -> bool:
    """Tell whether the noun behind makes a kind of thing of the trigger: 签约|仪式, 投资|额, 合作|框架协议."""
    use = hit.rows[0].use
    if use == "open" or hit.end >= limit:
        return False
    anniversary = _ANNIVERSARY.match(reading.text, hit.end)
    if anniversary and (
        hit.rows[0].type == "ESTABLISHMENT" or not _OF_ANNIVERSARY.match(reading.text, anniversary.end())
    ):
        return True  # 公司成立|三十周年, 签署协议10周年, but 发布|十周年报告
    named = reading.covering(hit.end)
    if named is not None:
        return use == "mixed" and named.type == "PLACE" and _measured(reading, named.end, limit)
    word = reading.text[hit.end : min(reading.words.ends[reading.word(hit.end)], limit)]
    if any(word.endswith(row.endings) for row in hit.rows):
        return False  # 拿下|冠军
    if word in _compound_heads("given"):
        return all(row.type not in _GIVING for row in hit.rows)  # 颁发|证书, but 研发|专利
    if word in _compound_heads("any") or (reading.titled[hit.end] and hit.rows[-1].type in _TRADES):
        return True  # 采购|总监
    if use != "mixed":
        return False
    if word.endswith(_MEASURES):
        return True  # 交易|价, 回购|金额
    found = phrase_after(reading, hit.end, limit, verbal=True, joined=False)
    if found is None or found[0] != hit.end:
        return False
    behind = reading.covering(found[1]) if found[1] < limit else None
    if behind is not None and behind.type == "QUANTITY" and word not in _PAPERS:
        return False  # 进口|水产品|5万吨
    phrase = reading.text[found[0] : found[1]]
    if "的" in phrase or phrase[0] == "“":
        return False  # 研发|“钢管大脑”系统
    heads = _compound_heads("mixed", "any", "given")
    if hit.rows[0].object == "place":
        return word in heads  # 调研|工作, but 调研|电子商务工作 is what somebody does
    return word in heads or phrase[-1:] in heads or phrase[-2:] in heads or phrase[-3:] in heads


def _measured(reading: Reading, start: int, limit: int) -> bool:
    """Tell whether a measure of the act stands behind a place: 进口|台湾|水果量."""
    found = phrase_after(reading, start, limit, verbal=True, joined=False) if start < limit else None
    return found is not None and found[0] == start and reading.text.endswith(_MEASURES, start, found[1])


_ANNIVERSARY = re.compile(r"[\u4e00-\u9fff《》“”]{0,8}?(?:\d{1,4}|[一二三四五六七八九十百零]{1,6})[多余]?周年")
_OF_ANNIVERSARY = re.compile("[报图文庆纪座大典活晚]")
_PAPERS = ("协议", "合同")  # 签订|合作协议38份
_GIVING = ("RECOGNITION", "COOPERATION")
_TRADES = ("TRADE", "FINANCE", "PROJECT_PROGRESS")
_MEASURES = read_list("measures_of_acts")
