"""Putting a time on the calendar: what it says itself, and what it leaves to the times before it.

A year that is not written is taken from the sentence (2018年10月开工,12月…), from the story (次年), or, near the day of
publication, from the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple, TypeAlias

from hbnews_ie.times import context
from hbnews_ie.times.edtf import Period, Point, day_point, shift, week_of
from hbnews_ie.times.festivals import festival_date, festival_days_off, festival_in, festivals
from hbnews_ie.times.nearest import nearest
from hbnews_ie.times.reference import Reference
from hbnews_ie.times.resolve import INHERITS, NEEDS, narrow

__all__ = ["Chain", "Piece", "Settler", "is_before"]

_EXPLICIT_YEARS = frozenset(
    ("year", "short_year", "year_word", "year_after", "era_year", "counted_year", "iso_day", "iso_month")
)
_YEAR_BEFORE = ("上年", "上一年")
_ONE_QUARTER = re.compile("第?[一二三四1-4]季度?")
_SOON = 150  # days
_FROM_DATELINE = frozenset(("day_word", "last_days"))  # counted from the day on which a report was written
_YESTERDAY = ("昨", "前天", "前晚")
_DATELINE = ("电", "讯", "专电")  # behind the day of a dateline: 新华社武汉3月25日电


class Piece(NamedTuple):
    """A part of a time: the name of its pattern in the grammar, and where it stands."""

    name: str
    start: int
    end: int


Chain: TypeAlias = tuple[Piece, ...]
"""The pieces of one time, as they stand in the text: 2023年|11月|8日."""


class _Anchor(NamedTuple):
    """A time found before, from which a later one may take its year or month."""

    period: Period
    start: int
    end: int
    chain: Chain


def _year_scope(year: int | None) -> Period:
    return Period(Point(year), Point(year))


def is_before(period: Period | None, other: Period) -> bool:
    """Whether a period ends before another begins."""
    if period is None or period.last_day is None or other.first_day is None:
        return False
    return period.last_day < other.first_day


class Settler:
    """Settles the times of one text, from left to right, and remembers those before."""

    def __init__(self, text: str, reference: Reference, datelines: Collection[int] = ()) -> None:
        self.text = text
        self.reference = reference
        self.datelines = datelines
        self.anchor: _Anchor | None = None  # the last time found whose year is written
        self.previous: _Anchor | None = None  # the last time found
        self.holiday: Period | None = None  # the last holiday found
        self.written = reference  # the day in the dateline, else that of publication
        self.reported: Period | None = None  # the last months of the year of publication that were found

    def settle(self, chain: Chain, lead: int) -> Period | None:
        """Resolve a chain; where its year, month or week is not written, find it."""
        need = NEEDS.get(chain[0].name)
        if need is None:
            return self.evaluate(chain, self.narrative_scope(chain[0]))
        carried = self.carried(chain, need)
        if carried is None and need == "year":
            carried = self.carried_on(chain)
        if carried is not None:
            return carried
        if self.reference.day is None:
            return self.evaluate(chain, _year_scope(None)) if need == "year" else None
        same_year = chain[0].name == "half"  # long under way before it is spoken of without its year
        planned = same_year and context.is_planned(self.text, chain[0].start, chain[-1].end)
        return nearest(
            lambda scope: self.evaluate(chain, scope),
            need,
            self.reference,
            lead,
            same_year=same_year,
            coming=planned or context.is_set(self.text, chain[0].start),
            running=_ONE_QUARTER.fullmatch(self.text, chain[-1].start, chain[-1].end) is not None,
        )

    def narrative_scope(self, head: Piece) -> Period | None:
        """次年, 上年 and, in a story, 3年后 are counted from the year named before.

        The year before is one to compare with, all through a paragraph that reports on a year.
        """
        if head.name == "that_holiday":
            return self.holiday
        anchor, text = self.anchor, self.text
        if anchor is None:
            return None
        if head.name == "whole_year":
            near = not context.paragraph_between(text, anchor.end, head.start) and not self.is_long_past(anchor.period)
            return anchor.period if near and not text.startswith("以来", anchor.end) else None
        if text.startswith(_YEAR_BEFORE, head.start) and self.is_still_ahead(anchor.period):
            return None
        if head.name == "year_after" or text.startswith(("这一年", *_YEAR_BEFORE), head.start):
            return anchor.period if not context.paragraph_between(text, anchor.end, head.start) else None
        if head.name == "later":
            return anchor.period if not context.sentence_between(text, anchor.end, head.start) else None
        return None

    def is_long_past(self, period: Period) -> bool:
        """Whether a period lies before the year that came before that of publication."""
        first, year = period.first, self.reference.year
        return first is not None and first.year is not None and year is not None and first.year < year - 1

    def is_still_ahead(self, period: Period) -> bool:
        """Whether a period lies in years after that of publication."""
        first, year = period.first, self.reference.year
        return first is not None and first.year is not None and year is not None and first.year > year

    def carried(self, chain: Chain, need: str) -> Period | None:
        """Take the year from the time before in the sentence (2018年10月开工,12月…), or the month (11月8日…9日)."""
        anchor = self.anchor if need == "year" else self.previous
        if anchor is None or need == "week" or context.sentence_between(self.text, anchor.end, chain[0].start):
            return None
        first = anchor.period.first
        if first is None or first.year is None or first.years > 1 or self.is_still_to_come(chain, first.year):
            return None
        if need == "month":
            if not 1 <= first.month <= 12:
                return None
            scope = Period(first._replace(day=0), first._replace(day=0))
        else:
            beside = self.text[anchor.end : chain[0].start] == ","  # 2016年,9月3日
            if len(anchor.chain) == 1 and not beside and not self.is_topic(anchor):
                return None
            scope = _year_scope(first.year)
        period = self.evaluate(chain, scope)
        return period if not is_before(period, anchor.period) else None

    def carried_on(self, chain: Chain) -> Period | None:
        """Take the year from the time right before in the sentence, if that lies ahead: 将于3月4日开幕,3月11日闭幕.

        What would then come before it is soon behind it, in the next year: 将于12月28日开幕,1月3日闭幕.
        """
        before, today = self.previous, self.reference.exact_day
        if before is None or today is None or context.sentence_between(self.text, before.end, chain[0].start):
            return None
        first = before.period.first_day
        if first is None or first <= today:
            return None
        for year in (first.year, first.year + 1):
            period = self.evaluate(chain, _year_scope(year))
            begin = period.first_day if period is not None else None
            if begin is not None and 0 <= (begin - first).days <= _SOON:
                return period
        return None

    def is_still_to_come(self, chain: Chain, year: int) -> bool:
        """Whether a plan is spoken of after a time of a year that has passed: 去年完成…,预计6月底上线."""
        passed = self.reference.year is not None and year < self.reference.year
        return passed and context.is_planned(self.text, chain[0].start, chain[-1].end)

    def is_topic(self, anchor: _Anchor) -> bool:
        """Whether a year stands at the head of its clause, so that what follows is told of it."""
        return anchor.start == 0 or self.text[anchor.start - 1] in "。!?;,\n“:) " or anchor.chain[0].name == "iso_day"

    def start_of_range(self, chain: Chain, left: Period, right: Chain) -> Period:
        """春节到元宵节 is counted from the day itself, not from the days off before it."""
        name, start, end = chain[-1]
        word = self.text[start:end]
        if left.last_day is None or not name.startswith("festival") or not right[0].name.startswith("festival"):
            return left
        day = festival_date(word, left.last_day.year) if word in festivals() else None
        return Period(day_point(day), left.last) if day is not None else left

    def join(self, chain: Chain, left: Period, right: Chain) -> Period | None:
        """Resolve the second half of a range: what it leaves out it takes from the first, the ``left`` of ``chain``."""
        left = self.start_of_range(chain, left, right)
        last, head = left.last, right[0].name
        need = NEEDS.get(head) or INHERITS.get(head)
        if last is None:
            return None
        if need == "week":
            period = self.evaluate(right, week_of(left.last_day))
        elif need is not None:
            grain = Point(last.year) if need == "year" else Point(last.year, last.month)
            period = self.evaluate(right, Period(grain, grain))
            if period is None or is_before(period, left):
                later = shift(grain, 1, need)
                period = self.evaluate(right, Period(later, later)) if later is not None else None
        else:
            period = self.evaluate(right, left if head == "year_after" else None)
        return Period(left.first, period.last) if period is not None and not is_before(period, left) else None

    def remember(self, chain: Chain, period: Period, end: int) -> None:
        """Keep a time that was found, for those that follow."""
        self.previous = _Anchor(period, chain[0].start, end, chain)
        if chain[-1].name == "day" and (end in self.datelines or self.text.startswith(_DATELINE, end)):
            self.written = Reference(period.last)
        if chain[-1].name.startswith("festival"):
            self.holiday = self.days_off(chain[-1], period)
        first = period.first
        if first is not None and first.year == self.reference.year and 0 < first.month <= 12 and not first.day:
            self.reported = period
        if chain[0].name in _EXPLICIT_YEARS and not self.text.startswith(_YEAR_BEFORE, chain[0].start):
            self.anchor = self.previous

    def days_off(self, festival: Piece, period: Period) -> Period:
        """The holiday of a festival that was named: what 长假 behind it speaks of."""
        word = festival_in(self.text[festival.start : festival.end])
        year = period.last.year if period.last is not None else None
        off = festival_days_off(word, year) if word and year is not None else None
        return period if off is None else Period(day_point(off[0]), day_point(off[1]))

    def evaluate(self, chain: Chain, scope: Period | None) -> Period | None:
        """Let each piece narrow what the pieces before it gave."""
        period = scope
        for piece in chain:
            word = self.text[piece.start : piece.end]
            period = narrow(piece.name, word, period, self.reference_of(piece.name, word))
            if period is None:
                return None
            if piece.name == "same_period":
                period = self.same_period(period, piece.start)
        return period

    def reference_of(self, name: str, word: str) -> Reference:
        """From which day a word is counted: 今天 from the dateline; 昨天 of what was written yesterday is that day."""
        if name not in _FROM_DATELINE or self.written is self.reference:
            return self.reference
        written, published = self.written.exact_day, self.reference.exact_day
        yesterday = written is not None and published is not None and (published - written).days == 1
        return self.reference if yesterday and word.startswith(_YESTERDAY) else self.written

    def same_period(self, year: Period, start: int) -> Period:
        """去年同期: the period named before, in that year; in another paragraph, the months that are reported on."""
        before = self.previous
        same_paragraph = before is not None and not context.paragraph_between(self.text, before.end, start)
        period = before.period if before is not None and same_paragraph else self.reported
        if period is None or year.first is None:
            return year
        first, last = period
        if first is None or last is None or first.years > 1 or last.years > 1:
            return year
        if first.year is None or last.year is None or year.first.year is None:
            return year
        back = year.first.year - first.year
        first, last = first._replace(year=first.year + back), last._replace(year=last.year + back)
        return Period(first, last) if first.valid and last.valid else year
