"""A clause as a row of elements: names, nominal words, prepositions, verbs and the little words between.

This is as much syntax as the roles of an event need. Each element has one class, from the table of function
words, from the layers below, or from the part of speech.
"""

from __future__ import annotations

from dataclasses import dataclass

from hbnews_ie.components.events.triggers import triggers, word_classes
from hbnews_ie.components.phrases import is_nominal
from hbnews_ie.components.reading import Item, Reading

__all__ = ["Element", "parse"]

_SHORT_QUOTE = 26
_MODIFIERS = frozenset({"a", "b", "z", "ag"})
_COMPLEMENTS = frozenset("出起成好完")  # 孵化|出|企业, 建|起|工厂

# Classes that come from the table of function words, in the order in which they win.
_FUNCTIONS = ("noun", "honorific", "with", "by", "ba", "at", "to", "about", "also", "cause", "light", "manner")


@dataclass(frozen=True, slots=True)
class Element:
    """A word or an item of a clause.

    ``kind`` is ``name``, ``time``, ``quantity``, ``noun``, ``honorific``, ``modifier``, ``pronoun``, ``verb``,
    ``de`` (的), ``list`` (、), ``etc`` (等), ``aspect`` (了), ``complement`` (出), ``local``, ``quote``, ``adverb``,
    ``sign``, or another class of grammar_words.tsv.
    """

    start: int
    end: int
    kind: str
    item: Item | None = None
    act: bool = False  # a word of the table of triggers


def parse(reading: Reading, start: int, end: int) -> list[Element]:
    """Return the elements of ``text[start:end]``."""
    elements: list[Element] = []
    words = reading.words
    items = {item.start: item for item in reading.within(start, end)}
    place = reading.word(start)
    cursor = start
    while cursor < end:
        quoted = _quoted_phrase(reading, cursor, end, items)
        if quoted:
            elements.append(Element(cursor, quoted, "noun"))
            cursor = quoted
            place = reading.word(cursor) if cursor < end else place
            continue
        item = items.get(cursor)
        if item is not None:
            kind = {"TIME": "time", "QUANTITY": "quantity"}.get(item.type, "name")
            elements.append(Element(item.start, item.end, kind, item))
            cursor = item.end
            while place < len(words.ends) and words.ends[place] <= cursor:
                place += 1
            continue
        stop = min(words.ends[place], end)
        inner = next((offset for offset in range(cursor + 1, stop) if offset in items), stop)
        kind = _kind(reading, cursor, inner, end, words.tags[place])
        elements.append(Element(cursor, inner, kind, act=reading.text[cursor:inner] in triggers()))
        cursor = inner
        if cursor >= words.ends[place]:
            place += 1
    return elements


def _quoted_phrase(reading: Reading, start: int, end: int, items: dict[int, Item]) -> int:
    """Return where a short quotation that holds no name ends, 0 where none begins: it is one noun."""
    if reading.text[start] != "“":
        return 0
    close = reading.text.find("”", start, min(end, start + _SHORT_QUOTE))
    if close < 0 or any(start <= offset <= close for offset in items):
        return 0
    return close + 1


def _kind(reading: Reading, start: int, end: int, limit: int, tag: str) -> str:
    word = reading.text[start:end]
    if word == "的":
        return "de"
    if word == "、":
        return "list"
    if word == "等" or word == "等等":
        return "etc"
    classes = word_classes().get(word)
    if word in ("正在", "仍在", "将在") and (item := reading.covering(end)) is not None and item.type == "PLACE":
        return "at"
    if classes:
        if word == "将" and not _fronts_object(reading, end, limit):
            return "adverb"
        for name in _FUNCTIONS:
            if name in classes:
                return name
        if "local" in classes:
            return "local"
        return "adverb"
    if tag in ("ul", "uz", "ug"):
        return "aspect"
    if word in _COMPLEMENTS:
        return "complement"
    if tag.startswith("r"):
        return "pronoun"
    if tag == "x" and len(word) == 1 and not "\u4e00" <= word <= "\u9fff":
        return "quote" if word in "“”‘’《》()" else "sign"
    if tag in ("m", "mq") or (tag == "q" and start and reading.words.tags[reading.word(start - 1)] == "m"):
        return "modifier"  # 一|场
    if tag == "i" and len(word) >= 4:
        return "verb"  # an idiom tells by itself: 抓住机遇
    if is_nominal(word, tag) or tag == "q":
        return "modifier" if tag in _MODIFIERS else "noun"
    if tag.startswith("v"):
        return "verb"
    if tag == "f":
        return "local"
    if tag in ("p",):
        return "about"
    if tag == "c":
        return "also"
    return "adverb"


def _fronts_object(reading: Reading, offset: int, limit: int) -> bool:
    """将 before a name, number or noun is 把 (将|股份|质押给银行); before all else it speaks of the future."""
    if offset >= limit:
        return False
    item = reading.covering(offset)
    if item is not None:
        return item.type != "TIME"
    place = reading.word(offset)
    word, tag = reading.text[offset : reading.words.ends[place]], reading.words.tags[place]
    return word not in word_classes() and (is_nominal(word, tag) or tag.startswith("r"))
