"""Which way what is measured went: more, or less."""

from __future__ import annotations

from hbnews_ie.components.facts.approach import Approach
from hbnews_ie.components.facts.words import CHANGES, LEVELS, fact_words
from hbnews_ie.components.syntax.reading import Item, Reading

__all__ = ["change_of"]

_Span = tuple[int, int]
_RATIO_SIGNS = frozenset("%倍成半点")  # last characters of a ratio
_EARLY = ("提前", "推迟", "延后")
_OF_NUMBERS = (*_EARLY, "加快", "放缓")  # changes of the number right behind, else of what is done


def change_of(reading: Reading, approach: Approach, indicator: _Span, item: Item, clause_start: int) -> str | None:
    """A verb of change right before the number, before the noun it measures, in the noun (增速), or behind both."""
    text, roles = reading.text, fact_words()
    if text[item.start] == "翻":
        return "increase"
    verb = item.start - text.endswith("了", clause_start, item.start)
    if text.endswith(_EARLY, clause_start, verb) and text[item.end - 1] not in _RATIO_SIGNS:
        return None  # 提前|31天合龙: how early or late, not by how much more
    behind = item.end + text.startswith("的", item.end)
    role = roles.get(text[behind : behind + 2])
    if role in CHANGES and text[item.end - 1] in _RATIO_SIGNS and not text.startswith(LEVELS, behind + 2):
        return role  # 10倍的|提升, but not 由20%|提升至86%
    if approach.change or approach.rank:
        return approach.change
    if approach.linked and indicator[1] <= item.start:
        return None
    start, end = indicator
    before = reading.words.starts[reading.word(start - 1)] if start else 0
    for low, high in ((end - 2, end), (start, start + 2), (start - 2, start), (before - 2, before)):
        word = text[max(0, low) : high]
        role = roles.get(word)
        valued = text.startswith("增加值", low)  # 完成|增加值|1273亿元
        if role in CHANGES and low >= clause_start and word not in _OF_NUMBERS and not valued:
            return role
    return None
