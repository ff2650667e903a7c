"""Which year, month or week is meant where none is written: the nearest one, and rather a past one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from hbnews_ie.times.edtf import Period, Point, shift, week_of
from hbnews_ie.times.reference import Reference

__all__ = ["LEAD", "LEAD_OF_BOUND", "LEAD_OF_HOLIDAY", "PLANNED_LEAD", "nearest"]

# How far ahead of publication a time may lie, in days, by the pieces it is made of. Nobody writes the bare date of
# nearly a year ago, so a few days; parts of a month (12月初), halves of a year, lunar days and holidays, the
# beginning of something (9月起) and its limit (年底前), and what is said to be planned are named further ahead.
LEAD = {"ten_days": 45, "edge": 45, "month_edge": 45, "half": 120, "lunar": 30, "day": 4, "festival": 20}
LEAD_OF_HOLIDAY = 45  # 清明假期 is planned for, 清明节 spoken of
LEAD_OF_BOUND = 120
PLANNED_LEAD = 120
_SET_LEAD = 270  # what is set for a month is not set for the one just past, next year

_STEPS_BACK = {"year": 9, "month": 4, "week": 2}  # the last 29th of February may be eight years away

_Evaluate = Callable[[Period], "Period | None"]


def nearest(
    evaluate: _Evaluate,
    need: str,
    reference: Reference,
    ahead: int,
    *,
    same_year: bool = False,
    coming: bool = False,
    running: bool = False,
) -> Period | None:
    """Return what ``evaluate`` makes of the year, month or week (``need``) that is meant.

    It is the last one in which the time has begun, unless the next is nearer and at most ``ahead`` days away;
    with ``same_year`` the next must be in the year of publication, too, and with ``coming`` it is always meant. With
    ``running`` it may be spoken of as soon as it has begun (一季度), and not only in its last month (1—3月).
    """
    today = reference.day
    if today is None:
        return None
    back = _starts(evaluate, need, reference, range(0, -_STEPS_BACK[need], -1), running)
    past = next((period for period, start in back if start <= today), None)
    forth = _starts(evaluate, need, reference, range(1 if same_year else 2), running)
    coming = coming and not (past is not None and past.last_day is not None and past.last_day >= today)
    ahead = _SET_LEAD if coming else ahead
    later = next(((period, start) for period, start in forth if 0 < (start - today).days <= ahead), None)
    if later is not None and (coming or past is None or later[1] - today < today - (past.last_day or today)):
        return later[0]
    return past


def _starts(
    evaluate: _Evaluate, need: str, reference: Reference, steps: Iterable[int], running: bool
) -> Iterator[tuple[Period, date]]:
    for scope in _scopes(need, reference, steps):
        period = evaluate(scope)
        start = _told_from(period, running) if period is not None else None
        if period is not None and start is not None:
            yield period, start


def _told_from(period: Period, running: bool) -> date | None:
    """The day from which a period can be spoken of: 前三季度 and 1—9月 when their last month has come."""
    first, last = period
    is_count = first is not None and last is not None and first.month == 1 < last.month and not (last.day or running)
    point = last if is_count else first
    return point.first_day if point is not None else None


def _scopes(need: str, reference: Reference, steps: Iterable[int]) -> Iterator[Period]:
    """The years, months or weeks some steps from that of publication."""
    today = reference.day
    for step in steps:
        if need == "week":
            week = week_of(reference.exact_day, step)
            if week is not None:
                yield week
        elif today is not None:
            now = Point(today.year) if need == "year" else Point(today.year, today.month)
            point = shift(now, step, need)
            if point is not None:
                yield Period(point, point)
