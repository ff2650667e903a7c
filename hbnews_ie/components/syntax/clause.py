"""A clause as a row of elements: names, nominal words, prepositions, verbs and the little words between.

This is as much syntax as the roles of an event need. Each element has one class, from the table of function
words, from the layers below, or from the part of speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.lexemes import (
    BY_CONTEXT,
    LEXEMES,
    MODIFYING_BOTH,
    REPORTING,
    act_words,
    acting_verbs,
    issues,
    money_acts,
)
from hbnews_ie.components.syntax.phrases import CROSSED
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.lexicon import read_list

__all__ = ["ASPECTS", "END", "START", "Element", "elements_of"]

_SHORT_QUOTE = 26
_ITEM_KINDS = {"TIME": "time", "QUANTITY": "quantity"}
_ITEM_NAMES = ("name", "time", "quantity")
_WHERETO = frozenset("往于自向")
_ACTING = frozenset({"ORG", "PERSON", "PLACE", "PROJECT", "PRODUCT", "DOCUMENT", "ACTIVITY"})
_LEADING = frozenset({"率", "率领", "带领"})  # 市长|率|代表团|访问: they go together
_HERE = ("我", "本", "该", "当地")
_HELD = ("已", "上", "期间", "现场", "开幕", "闭幕", "落幕")
_SIGNING = ("签订", "签署", "签约", "签下")
_GROUPS = read_list("preparing_groups")
_JOINT_BODIES = read_list("joint_bodies")
_NONE: frozenset[str] = frozenset()
_DESCRIBING = frozenset({"manner", "modifier", "de"})
_BOUND = ("跨", "创新")
_STATUS = frozenset({"future", "ongoing", "done", "negation", "call"})  # 系统|预计|今年上线: it says how far things are


@dataclass(slots=True)
class Element:
    """A word or an item of a clause.

    ``kind`` is ``name``, ``time``, ``quantity``, ``noun``, ``honorific``, ``modifier``, ``pronoun``, ``verb``,
    ``de`` (的), ``list`` (、), ``etc`` (等), ``aspect`` (了), ``during`` (着), ``complement`` (出), ``local``,
    ``quote``, ``adverb``, ``sign``, or another class of grammar_words.tsv; ``classes`` has all classes that this
    table gives the word.
    """

    start: int
    end: int
    kind: str
    item: Item | None = None
    act: bool = False  # a word of the table of triggers
    classes: frozenset[str] = _NONE


ASPECTS = frozenset({"aspect", "during"})
"""Classes of the particles behind a verb."""

START = attrgetter("start")
END = attrgetter("end")
"""The edges of elements, by which a row of them is searched."""


def elements_of(reading: Reading, clause: int) -> list[Element]:
    """Return the elements of a clause, parsed once."""
    elements = reading.parsed.get(clause)
    if elements is None:
        elements = reading.parsed[clause] = _parse(reading, *reading.clauses[clause])
    return elements


def _parse(reading: Reading, start: int, end: int) -> list[Element]:
    """Return the elements of ``text[start:end]``, back to back."""
    elements: list[Element] = []
    cursor = start
    for item in reading.within(start, end):
        if item.start >= cursor:
            if item.start > cursor:
                _add_words(reading, elements, cursor, item.start, end)
            elements.append(Element(item.start, item.end, _ITEM_KINDS.get(item.type, "name"), item))
            cursor = item.end
    if cursor < end:
        _add_words(reading, elements, cursor, end, end)
    if "并" in reading.text[start:end]:
        _tell_joined_verbs(reading, elements)
    return _without_brackets(reading.text, elements) if "(" in reading.text[start:end] else elements


def _tell_joined_verbs(reading: Reading, elements: Sequence[Element]) -> None:
    """Let what the dictionary calls a noun be the verb that it is before 并, behind who acts: 省政府|研究|并印发."""
    for before, element, behind in zip(elements, elements[1:], elements[2:], strict=False):
        joined = behind.kind == "also" and reading.text.startswith("并", behind.start)
        verbal = element.kind == "noun" and reading.words.tags[reading.word(element.start)] == "vn"
        if joined and verbal and before.kind in ("name", "adverb", "time"):
            element.kind = "verb"


def _without_brackets(text: str, elements: Sequence[Element]) -> list[Element]:
    """Return the elements with each remark in brackets as one: 远图股份|(代码600012,沪市)|中标."""
    kept: list[Element] = []
    opened = -1
    for element in elements:
        kept.append(element)
        sign = text[element.start] if element.kind == "quote" else ""
        if sign == "(":
            opened = len(kept) - 1
        elif sign == ")" and opened >= 0:
            if not any(inner.act for inner in kept[opened:]):
                kept[opened:] = [Element(kept[opened].start, element.end, "quote")]
            opened = -1
    return kept


def _add_words(reading: Reading, elements: list[Element], cursor: int, stop: int, limit: int) -> None:
    """Add the elements of a stretch that holds no item, in a clause that ends at ``limit``."""
    text, ends, tags, lexemes = reading.text, reading.words.ends, reading.words.tags, LEXEMES
    place = reading.word(cursor)
    while cursor < stop:
        end = ends[place]
        if end > stop:
            end = stop
        word = text[cursor:end]
        kind, act, classes, by_context, _ = lexemes[tags[place]][word]
        if by_context:
            if word[0] != "“":
                kind = _kind_in_context(reading, word, cursor, end, limit) or kind
            elif close := _close_of_phrase(text, cursor, stop):
                elements.append(Element(cursor, close, "noun"))
                cursor = close
                place = reading.word(cursor)
                continue
        if word == "联合" and text.startswith(_JOINT_BODIES, end):
            kind, act, classes = "modifier", False, _NONE
        compound = kind == "verb" and _makes_noun(elements, word, cursor, tags[place], text[end : end + 2])
        if act and _tells_which(reading, elements, word, end):
            kind, act, classes = "modifier", False, _NONE
        if compound or reading.titled[cursor] or (word == "会" and kind == "noun"):
            kind, act, classes = "noun", False, _NONE
        elif word == "大" and elements and elements[-1].kind == "quantity" and elements[-1].end == cursor:
            kind, classes = "modifier", _NONE  # 10|大|实事项目
        elif word == "代表" and elements and elements[-1].kind == "quantity":
            kind, classes = "noun", _NONE  # 300余名|代表|参加
        elif word in _BOUND and _modifies_noun(reading, elements, word, cursor, place):
            kind, classes = "modifier", _NONE
        elif word == "筹备" and text.startswith(_GROUPS, end):
            kind, classes = "modifier", _NONE  # 组建|筹备|专班
        elif word == "计划" and (end == limit or (elements and elements[-1].kind in _DESCRIBING)):
            kind, classes = "noun", _NONE  # 新|计划, 启动|计划
        elif classes and classes.isdisjoint(_STATUS):
            closes = end == limit and word not in REPORTING
            if _is_noun_here(elements, cursor, kind, tags[place], closes):
                kind, classes = "noun", _NONE
        last = elements[-1] if elements else None
        done = kind in ASPECTS or (kind == "de" and _is_behind_manner(elements))
        if done and last and last.kind == "noun" and (last.act or tags[place - 1].startswith("v")):
            last.kind = "verb"  # 设计|了, 研究|了, 自主|研发|的|设备
        if word == "者" and last and last.kind == "verb" and last.end == cursor:
            last.kind = "noun"  # 跑|者
        elif kind == "complement" and last and last.kind in _ITEM_NAMES:
            kind = "modifier"  # 小说学会|好|小说榜
        if kind == "verb" and word[-1] == "着" and end - cursor > 1:  # 指着, 看着 are words of the dictionary
            elements += (Element(cursor, end - 1, kind, None, act, classes), Element(end - 1, end, "during"))
        else:
            elements.append(Element(cursor, end, kind, None, act, classes))
        cursor = end
        place += 1


def _modifies_noun(reading: Reading, elements: Sequence[Element], word: str, start: int, place: int) -> bool:
    """Tell whether what the dictionary calls a verb is part of a noun: 长三角|跨|区域合作, 产业|创新|联合体."""
    if word == "跨":
        return reading.text.startswith(CROSSED, start + 1)
    beside = bool(elements) and elements[-1].end == start and elements[-1].kind in ("noun", "name", "modifier")
    return word == "创新" and beside and reading.words.tags[min(place + 1, len(reading.words.tags) - 1)][:1] == "n"


def _is_behind_manner(elements: Sequence[Element]) -> bool:
    """Tell whether the last element stands right behind a word for how something is done."""
    return len(elements) > 1 and elements[-2].kind == "manner" and elements[-2].end == elements[-1].start


def _is_noun_here(elements: Sequence[Element], start: int, kind: str, tag: str, at_end: bool) -> bool:
    """Tell whether a function word behind a noun is a noun itself: 志愿|服务|基地, 志愿服务|组织."""
    if not elements or elements[-1].end != start or elements[-1].kind != "noun":
        return False
    return tag == "vn" or (at_end and kind == "cause")


def _makes_noun(elements: Sequence[Element], word: str, start: int, tag: str, behind: str) -> bool:
    """Tell whether an act between a noun or a place and works makes one thing of them: 老旧小区|改造|工程."""
    if not elements or elements[-1].end != start:
        return False
    last = elements[-1]
    if last.kind != "noun" and (last.item is None or last.item.type != "PLACE"):
        return False
    if word in read_list("processes") and behind.startswith(read_list("plants")):
        return True  # 柑橘|分选|中心
    return (tag == "vn" or word in read_list("work_done")) and behind.startswith(read_list("works"))


def _tells_which(reading: Reading, elements: Sequence[Element], word: str, end: int) -> bool:
    """Tell whether an act between a count and its noun only tells which are counted: 3所|新建|学校."""
    counted = bool(elements) and elements[-1].kind == "quantity" and word in read_list("attributive_acts")
    return counted and end < len(reading.text) and reading.words.tags[reading.word(end)].startswith(("n", "j"))


def _close_of_phrase(text: str, start: int, limit: int) -> int:
    """Return where a short quotation that holds no name ends, 0 where there is none: it is one noun."""
    return text.find("”", start, min(limit, start + _SHORT_QUOTE)) + 1


def _kind_in_context(reading: Reading, word: str, start: int, end: int, limit: int) -> str:
    """Return the class that a measure word or one of a few others has where it stands, empty where it has its usual."""
    if word == "将":
        return "ba" if _fronts_object(reading, end, limit) else ""
    if word == "通过":
        return "light" if reading.text.startswith("了", end) else ""  # 通过了…验收
    if word == "来":
        return "to" if _is_destination(reading, end, limit) else ""
    if word == "会":
        return "noun" if _is_meeting(reading, start, end, limit) else ""
    if word == "获":
        return "light" if _brings_money(reading, end, limit) else ""
    if word in MODIFYING_BOTH:
        return "adverb" if _is_verb_at(reading, end, limit) else ""
    if word in read_list("there_is"):
        return "cause" if _who_acts_follows(reading, end, limit) else ""
    if word in _LEADING:
        leader = reading.covering(start - 1) if start else None
        return "with" if leader is not None and leader.type == "PERSON" else ""
    if word in BY_CONTEXT:
        item = reading.covering(end)
        return "at" if item is not None and item.type == "PLACE" else ""
    if word in act_words():
        return "verb" if _stands_between_names(reading, word, start, end, limit) else ""
    return "modifier" if start and reading.words.tags[reading.word(start - 1)] == "m" else ""  # 一|场


def _stands_between_names(reading: Reading, word: str, start: int, end: int, limit: int) -> bool:
    """Tell whether what the dictionary calls a noun stands between two names, and so is a verb: 集团|落户|谷城."""
    before = reading.covering(start - 1) if start else None
    behind = reading.covering(end) if end < limit else None
    if before is None or behind is None or behind.type not in _ACTING:
        return False
    return before.type == "PERSON" or (before.type in _ACTING and word in acting_verbs())


def _who_acts_follows(reading: Reading, offset: int, limit: int) -> bool:
    """Tell whether a number of things follows and what they do closes the clause: 有|20个项目|签约."""
    item = reading.covering(offset) if offset < limit else None
    number = item.index if item is not None and item.type == "QUANTITY" else None
    counted = number is not None and reading.quantities[number].kind == "count"
    if not counted and not reading.text.startswith("一", offset):
        return False
    if item is not None and _sign_something(reading, item.end, limit):
        return True
    last = reading.words.starts[reading.word(limit - 1)]
    word, tag = reading.text[last:limit], reading.words.tags[reading.word(last)]
    acts = LEXEMES[tag][word].act and reading.item_at[last] is None
    return acts and word in acting_verbs() and "的" not in reading.text[offset:last] and reading.text[last - 1] != "、"


def _sign_something(reading: Reading, offset: int, limit: int) -> bool:
    """Tell whether those counted sign or issue something, alone or with others: 已有129家|企业与高校|签订合同."""
    words = reading.words
    for place in range(reading.word(offset), reading.word(limit - 1) + 1 if limit > offset else 0):
        start, end = words.starts[place], words.ends[place]
        if start > offset and (issues(reading.text[start:end]) or reading.text[start:end] in _SIGNING):
            return True
        joins = reading.text[start:end] in ("与", "和", "同", "及", "、")
        if not joins and reading.item_at[start] is None and not words.tags[place].startswith(("n", "j", "b", "vn")):
            return False
    return False


def _is_destination(reading: Reading, offset: int, limit: int) -> bool:
    """Tell whether a place or a body stands at an offset: 来|我市|调研, 来|武汉|参观."""
    if offset >= limit:
        return False
    item = reading.covering(offset)
    return item.type in ("PLACE", "ORG") if item is not None else reading.text.startswith(_HERE, offset)


def _brings_money(reading: Reading, offset: int, limit: int) -> bool:
    """Tell whether the first act behind is one of moving money: 获|腾讯|投资, but not 获|药监局|批准."""
    words = reading.words
    for place in range(reading.word(offset), reading.word(limit - 1) + 1 if limit > offset else 0):
        word = reading.text[words.starts[place] : words.ends[place]]
        if LEXEMES[words.tags[place]][word].act:
            return word in money_acts()
    return False


def _is_verb_at(reading: Reading, offset: int, limit: int) -> bool:
    """Tell whether a word begins at an offset that is a verb only, or bound to where it goes: 主要|销往…."""
    if offset >= limit or reading.item_at[offset] is not None:
        return False
    place = reading.word(offset)
    end = reading.words.ends[place]
    return reading.words.tags[place] == "v" or (end - offset > 1 and reading.text[end - 1] in _WHERETO)


def _is_meeting(reading: Reading, start: int, end: int, limit: int) -> bool:
    """Tell whether 会 is a meeting: behind a verb (启动|会), or behind a noun where nothing follows that could be done.

    参加诗|会, 读书|会|已举行.
    """
    tag = reading.words.tags[reading.word(start - 1)] if start else ""
    if tag in ("v", "vn"):
        return True
    return tag.startswith("n") and (end >= limit or reading.text.startswith(_HELD, end))


def _is_brought(reading: Reading, place: int, limit: int) -> bool:
    """Tell whether a verb follows, maybe behind a noun."""
    words = reading.words
    if place < len(words.tags) and words.tags[place].startswith("n"):
        place += 1
    return place < len(words.tags) and words.starts[place] < limit and words.tags[place].startswith("v")


def _fronts_object(reading: Reading, offset: int, limit: int) -> bool:
    """将 before a name, number or noun is 把 (将|股份|质押给银行); before all else it speaks of the future."""
    if offset >= limit:
        return False
    item = reading.covering(offset)
    if item is not None:
        return item.type != "TIME"
    place = reading.word(offset)
    end = reading.words.ends[place]
    word, tag = reading.text[offset:end], reading.words.tags[place]
    if word in act_words() and not _is_brought(reading, place + 1, limit):
        return False  # 将|投资|30亿元, but 将|合作|推向深入, 将|投资|项目|纳入规划
    return word not in word_classes() and (LEXEMES[tag][word].nominal or tag.startswith("r"))
