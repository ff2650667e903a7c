"""Amounts of time before and after publication, and repeating times: 近10年, 3年内, 每周三."""

from __future__ import annotations

import re

from hbnews_ie.times.edtf import Period, shift
from hbnews_ie.times.meanings import means, span, whole
from hbnews_ie.times.reference import Reference, integers

__all__ = ["repetition"]

_GRAINS = (
    ("半年", "month", 6),
    ("半个?月", "day", 15),
    ("年半", "month", 12),
    ("年", "year", 1),
    ("季度", "month", 3),
    ("月", "month", 1),
    ("周|星期|礼拜", "day", 7),
    ("天|日", "day", 1),
)
_ABOUT = re.compile("([一二两三四五六七八])([二三四五六七八九])(?=[年天周]|个月)")  # 三|四|年前


def _amount(text: str) -> tuple[int, str]:
    """Return the number (of a range the larger) and the grain: 三个月 is (3, month), 两周 (14, day)."""
    grain, factor = next((grain, factor) for form, grain, factor in _GRAINS if re.search(form, text))
    number = (integers(text) or [1])[-1]
    return number * factor + (6 if "年半" in text else 0), grain


@means("recent", "since")
def _recent(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """近10年, 过去三个月."""
    number, grain = _amount(text)
    return span(shift(reference.at(grain), -number, grain), reference.at(grain))


@means("coming", "within")
def _coming(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """未来5年."""
    number, grain = _amount(text)
    return span(reference.at(grain), shift(reference.at(grain), number, grain))


@means("ago")
def _ago(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """5年前, 三四年前."""
    number, grain = _amount(text)
    about = _ABOUT.match(text)
    if about is not None:
        near, far = (integers(numeral)[0] for numeral in about.groups())
        return span(shift(reference.at(grain), -far, grain), shift(reference.at(grain), -near, grain))
    return whole(shift(reference.at(grain), -number, grain))


@means("later")
def _later(text: str, outer: Period | None, reference: Reference) -> Period | None:
    """3年后, counted from the time named before, where there is one."""
    number, grain = _amount(text)
    start = outer.first if outer is not None else reference.at(grain)
    if start is None or (grain == "month" and not start.month) or (grain == "day" and not start.day):
        return None
    return whole(shift(start, number, grain))


# 年 last: 每半年 and 每年 are told apart by what comes first.
_REPETITIONS = (
    ("半年", "M", 6),
    ("周|星期|礼拜", "W", 1),
    ("季", "M", 3),
    ("月", "M", 1),
    ("天|日$|晚|早", "D", 1),
    ("年", "Y", 1),
)


def repetition(text: str, of_festival: bool) -> str:
    """Return the EDTF of a repeating time: 每周三 is R/P1W, 每两年 R/P2Y, 每逢春节 (``of_festival``) R/P1Y."""
    if of_festival and not text.endswith("周末"):
        return "R/P1Y"
    unit, factor = next((unit, factor) for form, unit, factor in _REPETITIONS if re.search(form, text))
    number = (integers(text) or [1])[0] or 1
    return f"R/P{number * factor}{unit}"
