"""A clause as a row of elements: names, nominal words, prepositions, verbs and the little words between.

This is as much syntax as the roles of an event need. Each element has one class, from the table of function
words, from the layers below, or from the part of speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.phrases import is_nominal
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.lexicon import read_words

__all__ = ["Element", "act_words", "parse"]

_SHORT_QUOTE = 26
_ITEM_KINDS = {"TIME": "time", "QUANTITY": "quantity"}
_SINGLE = {"的": "de", "、": "list", "等": "etc", "等等": "etc"}
_TAG_KINDS = {"ul": "aspect", "uz": "aspect", "ug": "aspect", "r": "pronoun", "v": "verb", "f": "local"}
_TAG_KINDS |= {"p": "about", "c": "also"}
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
    text, words, acts = reading.text, reading.words, act_words()
    items = reading.within(start, end)
    elements: list[Element] = []
    place = reading.word(start)
    number, cursor = 0, start
    while cursor < end:
        while number < len(items) and items[number].start < cursor:
            number += 1
        ahead = items[number].start if number < len(items) else end
        if cursor == ahead and number < len(items):
            item = items[number]
            elements.append(Element(cursor, item.end, _ITEM_KINDS.get(item.type, "name"), item))
            cursor = item.end
        elif text[cursor] == "“" and (close := _close_of_phrase(text, cursor, ahead)):
            elements.append(Element(cursor, close, "noun"))
            cursor = close
        else:
            stop = min(words.ends[place], ahead)
            word = text[cursor:stop]
            kind = _kind(reading, cursor, word, end, words.tags[place])
            elements.append(Element(cursor, stop, kind, None, word in acts))
            cursor = stop
        while place < len(words.ends) and words.ends[place] <= cursor:
            place += 1
    return elements


@cache
def act_words() -> frozenset[str]:
    """Return the words that may name an event."""
    return frozenset(read_words("triggers"))


def _close_of_phrase(text: str, start: int, limit: int) -> int:
    """Return where a short quotation that holds no name ends, 0 where there is none: it is one noun."""
    return text.find("”", start, min(limit, start + _SHORT_QUOTE)) + 1


def _kind(reading: Reading, start: int, word: str, limit: int, tag: str) -> str:
    """Return the class of a word where it stands."""
    end = start + len(word)
    if word == "将" and _fronts_object(reading, end, limit):
        return "ba"
    if word in ("正在", "仍在", "将在") and (item := reading.covering(end)) is not None and item.type == "PLACE":
        return "at"
    if word == "通过" and reading.text.startswith("了", end):
        return "light"  # 通过了…验收
    if tag == "q" and start and reading.words.tags[reading.word(start - 1)] == "m":
        return "modifier"  # 一|场
    return _word_kind(word, tag)


@lru_cache(maxsize=65536)
def _word_kind(word: str, tag: str) -> str:
    """Return the class of a word by the tables and its part of speech."""
    if word in _SINGLE:
        return _SINGLE[word]
    classes = word_classes().get(word)
    if classes:
        named = (name for name in (*_FUNCTIONS, "local") if name in classes and word != "将")
        return next(named, "adverb")
    if word in _COMPLEMENTS:
        return "complement"
    if tag == "x" and len(word) == 1 and not "\u4e00" <= word <= "\u9fff":
        return "quote" if word in "“”‘’《》()" else "sign"
    if tag == "i" and len(word) >= 4:
        return "verb"  # an idiom tells by itself: 抓住机遇
    if tag in ("m", "mq"):
        return "modifier"
    if is_nominal(word, tag) or tag == "q":
        return "modifier" if tag in _MODIFIERS else "noun"
    return _TAG_KINDS.get(tag) or _TAG_KINDS.get(tag[:1], "adverb")


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
