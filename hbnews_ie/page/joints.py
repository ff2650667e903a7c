"""Where a line ends and another begins: is it one sentence, one word?

Evidence for a joint is a word of jieba's dictionary (or a number, a date, a Latin word) that runs over it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from hbnews_ie.lexicon import alternation, read_words

__all__ = ["ends_sentence", "fragment", "fresh", "joins", "loose", "unclosed"]

_CLOSERS = "”’\"')》]】」』〉"
_FINAL = frozenset("。!?…;:｡．|")
_CONTINUES = frozenset("。,、;:!?)”’》】%.·")  # no paragraph begins with one of these
_REACH = 6
_BOUND = 5000  # a single character rarer than this in jieba's dictionary hardly stands as a word
_MONTH = re.compile(r"\d月$")
_DAY = re.compile(r"\d{1,2}日")
_MONTH_ENDS = frozenset("0123456789份底初末中上下以起至到里内间。,、")
_UNIT = re.compile(r"[年月日时分万亿千百个元%‰倍家人名次项公平米吨度]")


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    import rjieba

    return rjieba.Jieba()


@lru_cache(maxsize=4096)
def _rare(character: str) -> bool:
    return int(_dictionary().suggest_freq(character)) < _BOUND


def _chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with the sign of a finished sentence, closing quotes aside."""
    if text[-1] in _FINAL:
        return True
    body = text[-4:].rstrip(_CLOSERS)
    return bool(body) and (body[-1] in _FINAL or body.endswith("··"))


def unclosed(text: str) -> bool:
    """Tell whether a quotation, a bracket or a book title is still open at the end."""
    return any(text.count(left) > text.count(right) for left, right in ("“”", "《》", "()"))


def _word_across(left: str, right: str) -> bool:
    """Tell whether cutting the words of both sides together gives a word that lies across."""
    tail, head = left[-_REACH:], right[:_REACH]
    position = 0
    for word in _dictionary().cut(tail + head, hmm=False):
        if position < len(tail) < position + len(word):
            # A word that is whole on both sides (中国|家庭) would not have been cut this way; one loose
            # character on a side is what a break inside a word leaves.
            return len(tail) - position == 1 or position + len(word) - len(tail) == 1
        position += len(word)
    return False


def joins(left: str, right: str) -> bool:
    """Tell whether there is evidence that ``right`` goes on where ``left`` breaks off."""
    last, first = left[-1], right[0]
    if first in _CONTINUES:
        return first != "." or last.isdigit()
    if last.isascii() and last.isalnum():
        if last.isdigit():
            return first.isdigit() or _UNIT.match(first) is not None
        return first.isascii() and first.islower()
    if _MONTH.search(left[-3:]):
        return _DAY.match(right) is not None
    return _chinese(last) and _chinese(first) and _word_across(left, right)


def fragment(left: str, right: str) -> bool:
    """Tell whether ``left`` breaks off inside a word or a date; ``right``, which does not join it, stands next."""
    if _MONTH.search(left[-3:]):
        return right[0] not in _MONTH_ENDS
    if not _chinese(left[-1]) or not _rare(left[-1]):
        return False
    return len(_dictionary().cut(left[-_REACH:], hmm=False)[-1]) == 1


def loose(right: str) -> bool:
    """Tell whether a line begins with a character that hardly stands as a word: the end of a cut one."""
    first = right[0]
    return _chinese(first) and _rare(first) and len(_dictionary().cut(right[:_REACH], hmm=False)[0]) == 1


@lru_cache(maxsize=1)
def _starter() -> re.Pattern[str]:
    words = alternation(read_words("page_words", kind="starter"))
    return re.compile(rf"(?:{words}|(?:19|20)\d\d年[^,。]{{0,6}}|\d{{1,2}}月\d{{1,2}}日[^,。]{{0,3}}),")


def fresh(left: str, right: str) -> bool:
    """Tell whether ``right`` begins a sentence of its own though ``left`` lost its stop."""
    return left[-1] not in ",、:于在到至从自截及和与的" and not unclosed(left) and bool(_starter().match(right))
