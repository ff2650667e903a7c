"""A clause as a row of elements: names, nominal words, prepositions, verbs and the little words between.

This is as much syntax as the roles of an event need. Each element has one class, from the table of function
words, from the layers below, or from the part of speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter

from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.phrases import is_nominal
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.lexicon import read_words

__all__ = ["END", "START", "Element", "act_words", "elements_of"]

_SHORT_QUOTE = 26
_ITEM_KINDS = {"TIME": "time", "QUANTITY": "quantity"}
_SINGLE = {"的": "de", "、": "list", "等": "etc", "等等": "etc"}
_TAG_KINDS = {"ul": "aspect", "uz": "aspect", "ug": "aspect", "r": "pronoun", "v": "verb", "f": "local"}
_TAG_KINDS |= {"p": "about", "c": "also"}
_MODIFIERS = frozenset({"a", "b", "z", "ag"})
_BY_CONTEXT = frozenset({"将", "正在", "仍在", "将在", "通过"})
_COMPLEMENTS = frozenset("出起成好完")  # 孵化|出|企业, 建|起|工厂

# Classes that come from the table of function words, in the order in which they win.
_FUNCTIONS = ("noun", "honorific", "with", "by", "ba", "at", "to", "about", "also", "cause", "light", "manner")


_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Element:
    """A word or an item of a clause.

    ``kind`` is ``name``, ``time``, ``quantity``, ``noun``, ``honorific``, ``modifier``, ``pronoun``, ``verb``,
    ``de`` (的), ``list`` (、), ``etc`` (等), ``aspect`` (了), ``complement`` (出), ``local``, ``quote``, ``adverb``,
    ``sign``, or another class of grammar_words.tsv; ``classes`` has all classes that this table gives the word.
    """

    start: int
    end: int
    kind: str
    item: Item | None = None
    act: bool = False  # a word of the table of triggers
    classes: frozenset[str] = _NONE


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
    return elements


def _add_words(reading: Reading, elements: list[Element], cursor: int, stop: int, limit: int) -> None:
    """Add the elements of a stretch that holds no item, in a clause that ends at ``limit``."""
    text, ends, tags = reading.text, reading.words.ends, reading.words.tags
    place = reading.word(cursor)
    while cursor < stop:
        end = ends[place]
        if end > stop:
            end = stop
        word = text[cursor:end]
        kind, act, classes, by_context = _lexeme(word, tags[place])
        if by_context:
            if word[0] != "“":
                kind = _kind_in_context(reading, word, cursor, end, limit) or kind
            elif close := _close_of_phrase(text, cursor, stop):
                elements.append(Element(cursor, close, "noun"))
                cursor = close
                place = reading.word(cursor)
                continue
        elements.append(Element(cursor, end, kind, None, act, classes))
        cursor = end
        place += 1


@cache
def act_words() -> frozenset[str]:
    """Return the words that may name an event."""
    return frozenset(read_words("triggers"))


def _close_of_phrase(text: str, start: int, limit: int) -> int:
    """Return where a short quotation that holds no name ends, 0 where there is none: it is one noun."""
    return text.find("”", start, min(limit, start + _SHORT_QUOTE)) + 1


def _kind_in_context(reading: Reading, word: str, start: int, end: int, limit: int) -> str:
    """Return the class that a measure word or one of a few others has where it stands, empty where it has its usual."""
    if word == "将":
        return "ba" if _fronts_object(reading, end, limit) else ""
    if word == "通过":
        return "light" if reading.text.startswith("了", end) else ""  # 通过了…验收
    if word in _BY_CONTEXT:
        item = reading.covering(end)
        return "at" if item is not None and item.type == "PLACE" else ""
    return "modifier" if start and reading.words.tags[reading.word(start - 1)] == "m" else ""  # 一|场


@lru_cache(maxsize=65536)
def _lexeme(word: str, tag: str) -> tuple[str, bool, frozenset[str], bool]:
    """Return what is known of a word wherever it stands: its kind, whether it names an act, and all its classes.

    The last of the four tells whether its kind depends on where it stands.
    """
    by_context = tag == "q" or word in _BY_CONTEXT or word[0] == "“"
    return _word_kind(word, tag), word in act_words(), word_classes().get(word, _NONE), by_context


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
