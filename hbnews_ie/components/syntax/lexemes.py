"""What is known of a word wherever it stands: its class in a clause, and whether it can stand in a noun phrase.

``LEXEMES[tag][word]`` gives it, told once for each word and part of speech.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.lexicon import alternation, read_list, read_table, read_words

__all__ = [
    "BY_CONTEXT",
    "COLLECTIVE",
    "LEXEMES",
    "MODIFYING_BOTH",
    "REPORTING",
    "Lexeme",
    "act_words",
    "acting_verbs",
    "issues",
    "money_acts",
]

MODIFYING_BOTH = frozenset({"主要", "重点", "基本"})
"""Words that modify nouns (主要|产品) and verbs (主要|销往…)."""

BY_CONTEXT = (
    frozenset({"将", "正在", "仍在", "将在", "通过", "来", "会", "率", "率领", "带领", "获"})
    | MODIFYING_BOTH
    | frozenset(read_list("there_is"))
)
"""Words whose class depends on what stands around them."""

REPORTING = frozenset(read_list("reporting"))
"""Verbs that are no part of the noun they stand behind, though they close a clause: 最新数据|显示."""

COLLECTIVE = f"[两二三四五六七八九十]大{alternation(read_list('collectives'))}"
"""Pattern of a noun for several things that were listed: 强基、起飞|“两大工程”."""

_SINGLE = {"的": "de", "、": "list", "等": "etc", "等等": "etc", "等地": "etc"}
_TAG_KINDS = {"ul": "aspect", "uz": "during", "ug": "aspect", "r": "pronoun", "v": "verb", "f": "local"}
_TAG_KINDS |= {"p": "about", "c": "also"}
_MODIFIERS = frozenset({"a", "b", "z", "ag"})
_COMPLEMENTS = frozenset("出起成好完掉")  # 孵化|出|企业, 建|起|工厂

# Classes that come from the table of function words, in the order in which they win.
_FUNCTIONS = (
    *("noun", "honorific", "with", "by", "ba", "at", "to", "about", "also", "cause", "light", "manner", "nominalizer"),
)

# jieba's tags by their first letter or whole: nouns, verbal nouns, adjectives, abbreviations, idioms, Latin.
_NOMINAL = ("n", "vn", "an", "j", "l", "i", "eng", "b", "a", "s", "z", "k", "h", "tg", "g")
_NOT_NOMINAL = frozenset({"ad", "nb"})
_NONE: frozenset[str] = frozenset()
_MOST = 1 << 15  # words of one part of speech that are remembered


class Lexeme(NamedTuple):
    """A word of a part of speech: its kind as an element of a clause, and all classes of the function word it is."""

    kind: str
    act: bool  # a word of the table of triggers
    classes: frozenset[str]
    by_context: bool  # its kind depends on where it stands
    nominal: bool  # it can stand in a noun phrase, as can a character in no word of the dictionary


class _Words(dict[str, Lexeme]):
    """The words of one part of speech."""

    def __init__(self, tag: str, known: dict[Lexeme, Lexeme]) -> None:
        self.tag = tag
        self.known = known

    def __missing__(self, word: str) -> Lexeme:
        if len(self) >= _MOST:
            self.clear()
        lexeme = _tell(word, self.tag)
        lexeme = self[word] = self.known.setdefault(lexeme, lexeme)
        return lexeme


class _Tags(dict[str, _Words]):
    """The words by part of speech; the many that are alike share a lexeme, which keeps look-ups in fast memory."""

    def __init__(self) -> None:
        self.known: dict[Lexeme, Lexeme] = {}

    def __missing__(self, tag: str) -> _Words:
        words = self[tag] = _Words(tag, self.known)
        return words


LEXEMES = _Tags()
"""The lexemes met so far; asking for another one adds it."""


@cache
def act_words() -> frozenset[str]:
    """Return the words that may name an event."""
    return frozenset(read_words("triggers"))


@cache
def acting_verbs() -> frozenset[str]:
    """Return the verbs that name an event, some of which the dictionary calls nouns: 亮相, 印发."""
    return frozenset(row["word"] for row in read_table("triggers") if row["use"] != "mixed" and row["type"] != "NONE")


@cache
def money_acts() -> frozenset[str]:
    """Return the acts of moving money that are as often nouns: 投资, 贷款."""
    return frozenset(row["word"] for row in read_table("triggers") if (row["type"], row["use"]) == ("FINANCE", "mixed"))


_ISSUED = frozenset(read_list("issued"))
_SIGNED = frozenset({"协议", "合同", "协定", "条约"})


def issues(word: str) -> bool:
    """Tell whether a word of the dictionary is an act and what it issues or signs: 发布公告, 签订协议."""
    act, thing = word[:2], word[2:]
    return act in act_words() and (thing in _ISSUED or (act[0] == "签" and thing in _SIGNED))


@cache
def _mistagged() -> frozenset[str]:
    return frozenset(read_words("nominal_words"))


@cache
def _missed_verbs() -> frozenset[str]:
    return frozenset(read_list("missed_verbs"))


@cache
def _never_nominal() -> frozenset[str]:
    return _missed_verbs() | frozenset(read_list("no_heads"))


def _tell(word: str, tag: str) -> Lexeme:
    return Lexeme(
        kind=_word_kind(word, tag),
        act=word in act_words(),
        classes=word_classes().get(word, _NONE),
        by_context=tag == "q" or word in BY_CONTEXT or word.startswith("“") or (tag[:1] == "n" and word in act_words()),
        nominal=_is_nominal(word, tag),
    )


def _is_nominal(word: str, tag: str) -> bool:
    if word in _mistagged():
        return True
    if tag in _NOT_NOMINAL or word in _never_nominal():
        return False
    return tag.startswith(_NOMINAL) or (tag == "x" and len(word) == 1 and "\u4e00" <= word <= "\u9fff")


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
    if len(word) == 1 and "Ⅰ" <= word <= "Ⅻ":
        return "modifier"  # Ⅲ|期临床
    if tag == "x" and len(word) == 1 and not "\u4e00" <= word <= "\u9fff":
        return "quote" if word in "“”‘’《》()" else "sign"
    if (tag == "i" and len(word) >= 4) or word in _missed_verbs():
        return "verb"  # an idiom tells by itself: 抓住机遇
    if tag in ("m", "mq"):
        return "modifier"
    if _is_nominal(word, tag) or tag == "q":
        return "modifier" if tag in _MODIFIERS else "noun"
    return _TAG_KINDS.get(tag) or _TAG_KINDS.get(tag[:1], "adverb")
