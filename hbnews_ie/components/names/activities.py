"""Meetings that stand back to back are one: 世界互联网大会|乌镇峰会|开幕式; a year or place before belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hbnews_ie.components.names.view import View
from hbnews_ie.layers import Mention

__all__ = ["YEAR_BEFORE", "join_activities"]

YEAR_BEFORE = re.compile(r"(?:\d{4}年?(?:度)?|第[一二三四五六七八九十百零〇\d]{1,4}[届次期轮]|首届)+$")


def join_activities(view: View, candidates: Iterable[Mention]) -> list[Mention]:
    """Join the candidates for activities that touch, and take in the place, year or ordinal before them."""
    spans = sorted({(name.start, name.end) for name in candidates if name.type == "ACTIVITY"})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((_with_year(view, start), end))
    return [Mention(start, end, "ACTIVITY", "joined-activity") for start, end in joined if (start, end) not in spans]


def _with_year(view: View, start: int) -> int:
    start = view.place_ending.get(start, start)  # 里约|奥运会
    year = YEAR_BEFORE.search(view.text, max(0, start - 12), start)
    return year.start() if year else start
