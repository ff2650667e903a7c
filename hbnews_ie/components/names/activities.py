"""Meetings that stand back to back are one: 世界互联网大会|乌镇峰会|开幕式; a year or place before belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hbnews_ie.components.names.view import View
from hbnews_ie.layers import Mention

__all__ = ["NUMBER", "join_activities", "with_number"]

NUMBER = r"(?:\d{4}年?(?:度)?|第[一二三四五六七八九十百零〇\d]{1,4}[届次期轮]|首届)"
"""The year or ordinal in front of the name of a meeting, as the source of a pattern."""
_NUMBERS_BEFORE = re.compile(f"{NUMBER}+$")


def join_activities(view: View, candidates: Iterable[Mention]) -> list[Mention]:
    """Join the candidates for activities that touch, and take in the place, year or ordinal before them."""
    spans = sorted({(name.start, name.end) for name in candidates if name.type == "ACTIVITY"})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((_with_place_and_number(view, start), end))
    return [Mention(start, end, "ACTIVITY", "joined-activity") for start, end in joined if (start, end) not in spans]


def _with_place_and_number(view: View, start: int) -> int:
    return with_number(view, view.place_ending.get(start, start))  # 里约|奥运会


def with_number(view: View, start: int) -> int:
    """Take the years and ordinals before a name into it (2023第六届|楚商大会)."""
    number = _NUMBERS_BEFORE.search(view.text, max(0, start - 12), start)
    return number.start() if number else start
