"""Organisations in a list that a class noun closes: 格力、长虹、智米等企业."""

from __future__ import annotations

import re

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words
from hbnews_ie.layers import Mention

__all__ = ["find_listed"]

_LIST = re.compile(
    r"(?P<items>[^\n,。;:!?、“”()《》的]{2,12}(?:、[^\n,。;:!?、“”()《》的]{2,12}){1,15})等(?:[^\n,。;:!?、]{0,10}?)"
    r"(?:企业|公司|厂商|巨头|车企|药企|机构|单位|客户)"
)
_INTRODUCTION = re.compile(
    r"^.*(?:包括|引进|引入|吸引|培育出|孵化出|培育|孵化|汇聚了|聚集了|汇聚|集聚了|集聚|联合|有|如|与|和|为)"
)


def find_listed(view: View) -> list[Mention]:
    """Find short names of organisations by the list they stand in."""
    found: list[Mention] = []
    for match in _LIST.finditer(view.text):
        start = match.start("items")
        for number, item in enumerate(match.group("items").split("、")):
            lead = _INTRODUCTION.match(item) if number == 0 else None
            begin = start + (lead.end() if lead else 0)
            end = start + len(item)
            if _is_name(view, begin, end):
                found.append(Mention(begin, end, "ORG", "listed-organization"))
            start = end + 1
    return found


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether an item is more than everyday words."""
    if not 2 <= end - start <= 8 or start not in view.edges or end not in view.edges:
        return False
    words, at = view.words, view.word_at
    indices = range(at[start], at[end - 1] + 1)
    loose = sum(words.ends[index] - words.starts[index] == 1 for index in indices)
    named = any(words.tags[index].startswith(("nz", "nr", "eng")) for index in indices)
    plain = all(view.text[words.starts[index] : words.ends[index]] in context_words("plain") for index in indices)
    return (loose >= 2 or named) and not plain
