"""Organisations in a list that a class noun closes: 格力、长虹、智米等企业."""

from __future__ import annotations

import re

from hbnews_ie.components.names.boundary import LEVELS
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, heads
from hbnews_ie.layers import Mention

__all__ = ["find_listed"]

_CLOSING = re.compile(
    r"等(?<=[^\n,。;:!?、]等)(?:\d{1,4}[余多]?家)?[^\n,。;:!?、给向对为在\d]{0,10}?(?:企业|公司|厂商|巨头|车企|药企|机构|单位|客户)"
)
_BORDER = re.compile(r"[\n,。;:!?“”()《》的]")
_MAX_LIST = 160
_INTRODUCTION = re.compile(
    r"^.*(?:包括|引进|引入|吸引|培育出|孵化出|培育|孵化|汇聚了|聚集了|汇聚|集聚了|集聚|联合|走进|来到|走访|参观|考察|调研|邀请|组织|"
    r"携手|授予|表彰|奖励|慰问|命名|认定|看望|招引|服务|带动|支持|对接|在|到|从|由|对|向|有|如|与|和|为|了)"
)


def find_listed(view: View) -> list[Mention]:
    """Find short names of organisations by the list they stand in."""
    found: list[Mention] = []
    for match in _CLOSING.finditer(view.text):
        start = _list_start(view.text, match.start())
        items = view.text[start : match.start()].split("、")
        if len(items) == 1:
            continue
        for number, item in enumerate(items):
            lead = _INTRODUCTION.match(item) if number == 0 else None
            begin, end = start + (lead.end() if lead else 0), start + len(item)
            if _is_name(view, begin, end):
                found.append(Mention(begin, end, "ORG", "listed-organization"))
            start = end + 1
    return found


def _list_start(text: str, end: int) -> int:
    """Where the clause begins that a list ends."""
    floor = max(0, end - _MAX_LIST)
    border = 0
    for border_sign in _BORDER.finditer(text, floor, end):
        border = border_sign.end()
    return max(floor, border)


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether an item is more than everyday words."""
    if not 2 <= end - start <= 8 or view.text[end - 1] in LEVELS or not (view.edges[start] and view.edges[end]):
        return False
    words, at = view.words, view.word_at
    indices = range(at[start], at[end - 1] + 1)
    loose = sum(words.ends[index] - words.starts[index] == 1 for index in indices)
    named = any(words.tags[index].startswith(("nz", "nr", "eng")) for index in indices)
    plain = all(view.text[words.starts[index] : words.ends[index]] in context_words("plain") for index in indices)
    last = heads().get(view.text[words.starts[at[end - 1]] : end])
    firm = len(indices) > 1 and last is not None and last.type == "ORG"  # 远图|集团
    return (loose >= 2 or named or firm) and not plain
