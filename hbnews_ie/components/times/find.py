"""Find time expressions in a text and put them on the calendar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from hbnews_ie.components.times import context, grammar
from hbnews_ie.components.times.edtf import Period, Point, day_point
from hbnews_ie.components.times.festivals import has_days_off
from hbnews_ie.components.times.reference import Reference
from hbnews_ie.components.times.resolve import NEEDS, narrow, repetition, shift, week_of
from hbnews_ie.layers import TimeExpression
from hbnews_ie.text import normalize

__all__ = ["find_times", "find_times_in_normalized"]

# How far ahead of publication a time without its year may lie without a word that says it is planned, in days.
# Nobody writes the bare date of nearly a year ago; parts of a month (12月初), halves of a year, holidays, the
# beginning of something (9月起) and its limit (年底前) are named further ahead than a date.
_LEAD = {"ten_days": 45, "edge": 45, "month_edge": 45, "half": 120, "lunar": 30, "day": 4, "festival": 20}
_LEAD_OF_BOUND = 120
_LEAD_OF_BARE_DAY = 10
_PLANNED_LEAD = 120
_YEARS_BACK = 9  # the last 29th of February may be eight years away
_MONTHS_BACK = 4

_EXPLICIT_YEARS = frozenset(
    ("year", "short_year", "year_word", "year_after", "era_year", "counted_year", "iso_day", "iso_month")
)
_AMOUNTS = frozenset(("recent", "since", "coming", "within", "last_days"))


class _Piece(NamedTuple):
    name: str
    start: int
    end: int


_Chain = tuple[_Piece, ...]


class _Anchor(NamedTuple):
    """A time found before, from which a later one may take its year or month."""

    period: Period
    start: int
    end: int
    chain: _Chain


class _Found(NamedTuple):
    start: int
    end: int
    edtf: str
    period: Period | None  # None for a repeating time
    rule: str


def _year_scope(year: int | None) -> Period:
    return Period(Point(year), Point(year))


def _is_before(period: Period | None, other: Period) -> bool:
    """Whether a period ends before another begins."""
    if period is None or period.last_day is None or other.first_day is None:
        return False
    return period.last_day < other.first_day


class _Finder:
    """One run over one normalized text."""

    def __init__(self, text: str, reference: Reference) -> None:
        self.text = text
        self.reference = reference
        self.anchor: _Anchor | None = None  # the last time found whose year is written
        self.previous: _Anchor | None = None  # the last time found
        self.holiday: Period | None = None  # the last holiday found

    # --- reading ---

    def run(self) -> list[_Found]:
        """Read the text from left to right."""
        heads, text = grammar.heads(), self.text
        found: list[_Found] = []
        match = heads.search(text)
        while match is not None:
            end = match.end()
            if match.lastgroup != "lookalike":
                chain = self.chain(_Piece(str(match.lastgroup), match.start(), end))
                end = chain[-1].end
                time = self.expression(chain)
                if time is not None and not context.in_title(text, time.start, time.end):
                    found.append(time)
                    end = time.end
            match = heads.search(text, end)
        return found

    def chain(self, head: _Piece) -> _Chain:
        """Read on from the first piece as long as something follows that narrows it."""
        tails = grammar.tails()
        pieces = [head]
        while (tail := tails.get(pieces[-1].name)) is not None:
            match = tail.match(self.text, pieces[-1].end)
            if match is None:
                break
            name = str(match.lastgroup)
            pieces.append(_Piece(name, match.start(name), match.end()))
        return tuple(pieces)

    def expression(self, chain: _Chain) -> _Found | None:
        """Read what may stand after and before a chain, and resolve the whole."""
        right = self.right_chain(chain)
        if chain[0].name in ("every", "every_festival"):
            end = (right or chain)[-1].end
            edtf = repetition(self.text[chain[0].start : chain[0].end])
            return _Found(chain[0].start, end, edtf, None, "every")
        if not self.acceptable(chain):
            return None
        prefix = grammar.PREFIX.search(self.text, max(0, chain[0].start - 4), chain[0].start)
        scope, left = self.settle(chain, self.lead(chain, prefix, grammar.SUFFIX.match(self.text, chain[-1].end)))
        if left is None:
            return None
        period, last = left, chain
        if right is not None and (whole := self.join(left, scope, right)) is not None:
            period, last = whole, right
        self.remember(chain, left, last[-1].end)
        return self.bounded(chain, last, period, prefix)

    def right_chain(self, chain: _Chain) -> _Chain | None:
        """Read the second half of a range (5月24日至31日), if one follows."""
        connector = grammar.CONNECTOR.match(self.text, chain[-1].end)
        if connector is None or chain[0].name in _AMOUNTS:
            return None
        match = grammar.heads().match(self.text, connector.end())
        if match is None or match.lastgroup in ("lookalike", "every", "every_festival") or match.lastgroup in _AMOUNTS:
            return None
        right = self.chain(_Piece(str(match.lastgroup), match.start(), match.end()))
        if connector.group("between"):
            suffix = grammar.SUFFIX.match(self.text, right[-1].end)
            if suffix is None or suffix.group() not in ("之间", "间"):
                return None
        return right

    def acceptable(self, chain: _Chain) -> bool:
        """Whether the chain by itself is a time at all."""
        head = chain[0]
        if head.name == "day":
            return context.reads_as_day(self.text, head.start, head.end)
        if head.name == "year_after":
            return len(chain) > 1 or self.text[head.start] in "次翌"
        if context.is_figurative(self.text, head.start, head.end):
            return False
        return not context.is_amount(head.name, self.text, head.start, head.end)

    # --- resolving ---

    def evaluate(self, chain: _Chain, scope: Period | None) -> Period | None:
        """Let each piece narrow what the pieces before it gave."""
        period = scope
        for piece in chain:
            period = narrow(piece.name, self.text[piece.start : piece.end], period, self.reference)
            if period is None:
                return None
            if piece.name == "same_period":
                period = self.same_period(period, piece.start)
        return period

    def same_period(self, year: Period, start: int) -> Period:
        """去年同期: the period named before, in that year."""
        before = self.previous
        if before is None or year.first is None or "\n" in self.text[before.end : start]:
            return year
        first, last = before.period
        if first is None or last is None or first.year is None or last.year is None or year.first.year is None:
            return year
        back = year.first.year - first.year
        moved = Period(first._replace(year=first.year + back), last._replace(year=last.year + back))
        return moved if moved[0] and moved[0].valid and moved[1] and moved[1].valid else year

    def lead(self, chain: _Chain, prefix: re.Match[str] | None, suffix: re.Match[str] | None) -> int | None:
        """How far ahead of publication the chain may lie, in days; None if not at all, even if planned (截至)."""
        if prefix is not None and prefix.group().startswith("截"):
            return None
        if suffix is not None and suffix.lastgroup in ("start", "before") or suffix and suffix.group() == "前夕":
            return _LEAD_OF_BOUND
        if chain[0].name == "day":
            return _LEAD_OF_BARE_DAY
        if chain[0].name == "festival" and not has_days_off(self.text[chain[0].start : chain[0].end]):
            return 0
        return max(_LEAD.get(piece.name, 0) for piece in chain)

    def settle(self, chain: _Chain, lead: int | None) -> tuple[Period | None, Period | None]:
        """Resolve a chain; where its year, month or week is not written, find it.

        Returns the period that was found for the chain to narrow, and what the chain makes of it.
        """
        need = NEEDS.get(chain[0].name)
        if need is None:
            scope = self.narrative_scope(chain[0])
            return scope, self.evaluate(chain, scope)
        carried = self.carried(chain, need)
        if carried is not None:
            return carried
        if self.reference.day is None:
            scope = _year_scope(None) if need == "year" else None
            return scope, self.evaluate(chain, scope) if scope is not None else None
        return self.nearest(chain, need, lead)

    def narrative_scope(self, head: _Piece) -> Period | None:
        """次年, 上年 and, in a story, 3年后 are counted from the year named before."""
        if head.name == "that_holiday":
            return self.holiday
        anchor = self.anchor
        if anchor is None or not (
            head.name in ("year_after", "later") or self.text.startswith(("上年", "上一年"), head.start)
        ):
            return None
        if head.name == "year_after":
            return anchor.period if "\n" not in self.text[anchor.end : head.start] else None
        return anchor.period if not context.sentence_between(self.text, anchor.end, head.start) else None

    def carried(self, chain: _Chain, need: str) -> tuple[Period, Period] | None:
        """Take the year from the time before in the sentence (2018年10月开工,12月…), or the month (11月8日…9日)."""
        anchor = self.anchor if need == "year" else self.previous
        if anchor is None or need == "week" or context.sentence_between(self.text, anchor.end, chain[0].start):
            return None
        first = anchor.period.first
        if first is None or first.year is None or first.years > 1:
            return None
        if need == "month":
            if not 1 <= first.month <= 12:
                return None
            scope = Period(first._replace(day=0), first._replace(day=0))
        else:
            if len(anchor.chain) == 1 and not self.is_topic(anchor):
                return None
            scope = _year_scope(first.year)
        period = self.evaluate(chain, scope)
        return (scope, period) if period is not None and not _is_before(period, anchor.period) else None

    def is_topic(self, anchor: _Anchor) -> bool:
        """Whether a year stands at the head of its clause, so that what follows is told of it."""
        return anchor.start == 0 or self.text[anchor.start - 1] in "。!?;,\n“:) " or anchor.chain[0].name == "iso_day"

    def nearest(self, chain: _Chain, need: str, lead: int | None) -> tuple[Period | None, Period | None]:
        """The last such time that has begun, or, if it is planned, the next."""
        today = self.reference.day
        if today is None:
            return None, None
        candidates = [(scope, self.evaluate(chain, scope)) for scope in self.scopes(need, range(1))]
        if candidates and self.has_begun(chain, candidates[0][1], today + timedelta(days=lead or 0)):
            return candidates[0]
        if lead is not None and context.is_planned(self.text, chain[0].start, chain[-1].end):
            for scope in self.scopes(need, range(2)):
                period = self.evaluate(chain, scope)
                if self.is_coming(period, today):
                    return scope, period
        for scope in self.scopes(need, range(-1, -_YEARS_BACK, -1) if need == "year" else range(-1, -_MONTHS_BACK, -1)):
            period = self.evaluate(chain, scope)
            if self.has_begun(chain, period, today):
                return scope, period
        return None, None

    def scopes(self, need: str, offsets: range) -> list[Period]:
        """The years, months or weeks some steps from that of publication."""
        today = self.reference.day
        if need == "week":
            weeks = (week_of(self.reference.exact_day, offset) for offset in offsets)
            return [week for week in weeks if week is not None]
        if today is None:
            return []
        now = Point(today.year) if need == "year" else Point(today.year, today.month)
        points = (shift(now, offset, need) for offset in offsets)
        return [Period(point, point) for point in points if point is not None]

    @staticmethod
    def has_begun(chain: _Chain, period: Period | None, today: date) -> bool:
        if period is None:
            return False
        first, last = period
        # 前三季度 and 1—9月 are told when their last month has come.
        if first is not None and last is not None and first.month == 1 < last.month and not last.day:
            first = last
        begins = first.first_day if first is not None else None
        return begins is not None and begins <= today

    @staticmethod
    def is_coming(period: Period | None, today: date) -> bool:
        if period is None or period.first_day is None or period.last_day is None:
            return False
        return period.last_day >= today and period.first_day <= today + timedelta(days=_PLANNED_LEAD)

    def join(self, left: Period, scope: Period | None, right: _Chain) -> Period | None:
        """Resolve the second half of a range: what it leaves out it takes from the first."""
        last = left.last
        if last is None or left.first is None:
            return None
        need = NEEDS.get(right[0].name)
        if need == "week":
            period = self.evaluate(right, week_of(left.last_day))
        elif need is not None:
            grain = Point(last.year) if need == "year" else Point(last.year, last.month)
            period = self.evaluate(right, Period(grain, grain))
            if period is None or _is_before(period, left):
                later = shift(grain, 1, need)
                period = self.evaluate(right, Period(later, later)) if later is not None else None
        else:
            period = self.evaluate(right, scope)
        if period is None or _is_before(period, left):
            return None
        return Period(left.first, period.last)

    def remember(self, chain: _Chain, period: Period, end: int) -> None:
        self.previous = _Anchor(period, chain[0].start, end, chain)
        if chain[-1].name.startswith("festival") and period.first != period.last:
            self.holiday = period
        if chain[0].name in _EXPLICIT_YEARS:
            self.anchor = self.previous

    # --- bounds ---

    def bounded(self, chain: _Chain, last: _Chain, period: Period, prefix: re.Match[str] | None) -> _Found | None:
        """Open or close the period by the words before and after it: 截至, 到; 以来, 起, 前, 后, 期间."""
        start, end = chain[0].start, last[-1].end
        is_range = last is not chain
        names = [piece.name for piece in chain] + (["to", *(piece.name for piece in last)] if is_range else [])
        suffix = grammar.SUFFIX.match(self.text, end)
        after = suffix.lastgroup if suffix is not None else None
        before = prefix.lastgroup if prefix is not None else None
        if _AMOUNTS.intersection(names) or (after == "before" and names[0] in ("ago", "later")):
            before = None
            after = after if after == "within" else None
        if period.first is None or period.last is None or (period.first.year is None and not period.first.month):
            return None
        if before == "until" and not is_range:
            period = Period(None, self.closing(last, period.last))
            after = after if after in ("within", "before") else None
        elif after in ("since", "now"):
            period = Period(period.first, self.reference.point)
        elif after == "start":
            period = Period(period.first, None)
        elif after == "after":
            period = Period(period.last, None)
        elif after == "before":
            period = Period(None, self.closing(last, period.last))
        if prefix is not None and (before == "until" or (is_range or after in ("since", "now", "start"))):
            start = prefix.start()
            names.insert(0, str(before))
        if suffix is not None and after is not None:
            end = suffix.end()
            names.append(after)
        return _Found(start, end, str(period), period, ".".join(names))

    @staticmethod
    def closing(chain: _Chain, point: Point) -> Point:
        """截至9月底 and 年底前 count to the last day, not to the last part of the period."""
        if not chain[-1].name.endswith("edge") or point.day or point.last_day is None:
            return point
        return day_point(point.last_day)


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, start) - 1
    return index >= 0 and end <= spans[index][1]


def find_times_in_normalized(
    text: str, published: str | None = None, skip: Sequence[tuple[int, int]] = ()
) -> list[TimeExpression]:
    """Do the same as `find_times` on a text that `hbnews_ie.text.normalize` has been applied to."""
    names = sorted(skip)
    starts = [start for start, _ in names]
    return [
        TimeExpression(
            start=time.start,
            end=time.end,
            edtf=time.edtf,
            first_day=time.period.first_day if time.period is not None else None,
            last_day=time.period.last_day if time.period is not None else None,
            rule=time.rule,
        )
        for time in _Finder(text, Reference.parse(published)).run()
        if not _inside(time.start, time.end, names, starts)
    ]


def find_times(text: str, published: str | None = None, skip: Sequence[tuple[int, int]] = ()) -> list[TimeExpression]:
    """Return the time expressions of a text in order, resolved to EDTF.

    ``published`` is the date of publication in EDTF (``2023-11-09``, ``2023-11`` or ``2023``) or None; then
    years that are not written stay open (``XXXX-11-08``) and times counted from publication (昨日, 去年) are left
    out. ``skip`` holds spans of names: a time inside one is part of the name. Offsets are half-open
    code-point indices. Raises `ValueError` if ``published`` is malformed.

    >>> [time.edtf for time in find_times("今年前三季度,累计达成交易;截至9月底……", "2023-11-09")]
    ['2023-01/2023-09', '../2023-09-30']
    """
    return find_times_in_normalized(normalize(text), published, skip)
