"""Find time expressions in a text and put them on the calendar."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from hbnews_ie.layers import TimeExpression
from hbnews_ie.text import normalize, spread, unwrap
from hbnews_ie.times import context, grammar
from hbnews_ie.times.amounts import repetition
from hbnews_ie.times.clock import read_clock
from hbnews_ie.times.edtf import Period, Point, day_point
from hbnews_ie.times.festivals import has_days_off
from hbnews_ie.times.nearest import LEAD, LEAD_OF_BOUND, LEAD_OF_HOLIDAY, PLANNED_LEAD
from hbnews_ie.times.reference import Reference
from hbnews_ie.times.settle import Chain, Piece, Settler, is_before

__all__ = ["find_times", "find_times_in_normalized", "parse_time"]

_DECEMBER = 12
_PAST_YEARS = ("去年", "前年", "上年")
_AMOUNTS = frozenset(("recent", "since", "coming", "within", "last_days"))


class _Found(NamedTuple):
    start: int
    end: int
    edtf: str
    period: Period | None  # None for a repeating time
    rule: str


class _Finder:
    """One run over one normalized text."""

    def __init__(self, text: str, reference: Reference, datelines: Collection[int] = ()) -> None:
        self.text = text
        self.reference = reference
        self.settler = Settler(text, reference, datelines)

    # --- reading ---

    def run(self) -> list[_Found]:
        """Read the text from left to right."""
        heads, text = grammar.heads(), self.text
        found: list[_Found] = []
        match = heads.search(text)
        while match is not None:
            end = match.end()
            if match.lastgroup != "lookalike":
                chain = self.chain(Piece(str(match.lastgroup), match.start(), end))
                end = chain[-1].end
                time = self.expression(chain)
                if time is None and (sign := text.find("、", match.start(), match.end())) >= 0:
                    end = sign + 1  # 2015、2018年 are no period: the last may be a time
                if time is not None and not self.is_in_name(time):
                    found.append(self.merged(found.pop(), time) if self.is_between(found, time) else time)
                    end = time.end
            match = heads.search(text, end)
        return found

    def is_in_name(self, time: _Found) -> bool:
        """Whether a time is part of a title in 《》 or of the name of a prize."""
        return context.in_title(self.text, time.start, time.end) or context.in_prize(self.text, time.start, time.end)

    @staticmethod
    def is_between(found: list[_Found], time: _Found) -> bool:
        """Whether a time closes what the one right before it opens: 2010年之后2018年之前."""
        before = found[-1].period if found and found[-1].end == time.start else None
        if before is None or time.period is None:
            return False
        return before.last is None and time.period.first is None and not is_before(time.period, before)

    @staticmethod
    def merged(before: _Found, time: _Found) -> _Found:
        assert before.period is not None and time.period is not None
        period = Period(before.period.first, time.period.last)
        return _Found(before.start, time.end, str(period), period, f"{before.rule}.to.{time.rule}")

    def chain(self, head: Piece) -> Chain:
        """Read on from the first piece as long as something follows that narrows it."""
        tails = grammar.tails()
        pieces = [head]
        while (tail := tails.get(pieces[-1].name)) is not None:
            match = tail.match(self.text, pieces[-1].end)
            if match is None:
                break
            name = str(match.lastgroup)
            pieces.append(Piece(name, match.start(name), match.end()))
        return tuple(pieces)

    def expression(self, chain: Chain) -> _Found | None:
        """Read what may stand after and before a chain, and resolve the whole."""
        right = self.right_chain(chain)
        if chain[0].name in ("every", "every_festival"):
            end = (right or chain)[-1].end
            edtf = repetition(self.text[chain[0].start : chain[0].end], chain[0].name == "every_festival")
            return _Found(chain[0].start, end, edtf, None, "every")
        if not self.acceptable(chain):
            return None
        prefix = grammar.PREFIX.search(self.text, max(0, chain[0].start - 4), chain[0].start)
        left = self.settler.settle(chain, self.lead(chain, prefix, grammar.SUFFIX.match(self.text, chain[-1].end)))
        if left is None:
            return None
        period, last = left, chain
        if right is not None and (whole := self.settler.join(chain, left, right)) is not None:
            period, last = whole, right
        self.settler.remember(chain, left, last[-1].end)
        return self.bounded(chain, last, period, prefix)

    def right_chain(self, chain: Chain) -> Chain | None:
        """Read the second half of a range (5月24日至31日), if one follows."""
        connector = grammar.CONNECTOR.match(self.text, chain[-1].end)
        if connector is None or chain[0].name in _AMOUNTS:
            return None
        match = grammar.heads().match(self.text, connector.end())
        if match is None or match.lastgroup in ("lookalike", "every", "every_festival") or match.lastgroup in _AMOUNTS:
            return None
        right = self.chain(Piece(str(match.lastgroup), match.start(), match.end()))
        if connector.group("between"):
            suffix = grammar.SUFFIX.match(self.text, right[-1].end)
            if suffix is None or suffix.group() not in ("之间", "间"):
                return None
        return right

    def acceptable(self, chain: Chain) -> bool:
        """Whether the chain by itself is a time at all."""
        head = chain[0]
        if head.name == "day":
            return context.reads_as_day(self.text, head.start, head.end)
        if head.name == "festival" and context.in_label(self.text, head.start, head.end):
            return False
        if head.name == "year_after":
            return len(chain) > 1 or self.text[head.start] in "次翌第"
        if context.is_figurative(self.text, head.start, head.end):
            return False
        return not context.is_amount(head.name, self.text, head.start, head.end)

    # --- resolving ---

    def lead(self, chain: Chain, prefix: re.Match[str] | None, suffix: re.Match[str] | None) -> int:
        """How far ahead of publication the chain may lie, in days."""
        head = chain[0]
        if prefix is not None and prefix.group().startswith("截"):
            return 0  # what was counted is past
        if context.is_planned(self.text, head.start, chain[-1].end):
            return PLANNED_LEAD
        opens = suffix is not None and (suffix.lastgroup in ("start", "before") or suffix.group() == "前夕")
        if opens or (prefix is not None and prefix.lastgroup in ("until", "up_to")):
            return LEAD_OF_BOUND
        if head.name == "festival" and not has_days_off(self.text[head.start : head.end]):
            return LEAD["day"]
        if head.name == "festival" and "假" in self.text[head.start : head.end]:
            return LEAD_OF_HOLIDAY
        return max(LEAD.get(piece.name, 0) for piece in chain)

    # --- bounds ---

    def bounded(self, chain: Chain, last: Chain, period: Period, prefix: re.Match[str] | None) -> _Found | None:
        """Open or close the period by the words before and after it: 截至, 到; 以来, 起, 前, 后, 期间."""
        names = [piece.name for piece in chain]
        if last is not chain:
            names += ["to", *(piece.name for piece in last)]
        suffix = grammar.SUFFIX.match(self.text, last[-1].end)
        before = prefix.lastgroup if prefix is not None and prefix.lastgroup != "up_to" else None
        after = suffix.lastgroup if suffix is not None else None
        if _AMOUNTS.intersection(names):  # 近三年 has its bounds already
            before, after = None, after if after == "within" else None
        elif before == "until" and "to" not in names:
            after = after if after in ("within", "before") else None
        elif before == "since" and suffix is None and self.fills_clause(prefix, chain, last, period):
            after = "start"  # 自2011年,…
        elif "to" not in names and after not in ("since", "now", "start"):
            before = None  # 自2011年获批以来 marks the date alone
        elif before == "until":
            before = None
        since = before == "since" and after in ("since", "start", "now")
        if since and not (suffix is not None and suffix.group() == "开始"):
            before = None  # 自|2022年2月起
        if after == "within" and last[-1].name in ("quarter", "months"):
            after = None  # 一季度|内
        told = suffix is not None and self.text[suffix.end() : suffix.end() + 1] not in ("", "\n")
        if after == "since" and before is None and told and self.is_past_year(chain):
            after = None  # 2018年|以来, 去年9月|以来, but 今年以来, and 2018年以来 where nothing is told of it
        if after == "after" and last[-1].name.startswith(("festival", "season")):
            after = None  # 春节|后 marks the feast alone, 开春|后 the season
        bounds = self.bounds(period, last, before, after)
        if bounds is None:
            return None
        start = prefix.start() if prefix is not None and before is not None else chain[0].start
        end = suffix.end() if suffix is not None and after is not None else last[-1].end
        if since and after == "since" and not names[0].endswith("_word"):
            end = last[-1].end  # 自|2011年|以来, but 今年以来
        rule = ".".join(filter(None, (before, *names, after)))
        return _Found(start, end, str(bounds), bounds, rule)

    def is_past_year(self, chain: Chain) -> bool:
        """Whether a time is of a year or a decade that is written, other than the one of publication (今年)."""
        if chain[0].name == "year_word":
            return self.text.startswith(_PAST_YEARS, chain[0].start)
        return chain[0].name in ("year", "iso_month") or any(piece.name == "decade" for piece in chain)

    def fills_clause(self, prefix: re.Match[str] | None, chain: Chain, last: Chain, period: Period) -> bool:
        """Whether 自 and a single date are the whole clause, so that they open a period."""
        if prefix is None or last is not chain or period.first != period.last or chain[-1].name in ("clock", "daytime"):
            return False
        return context.is_clause(self.text, prefix.start(), chain[-1].end)

    def bounds(self, period: Period, last: Chain, before: str | None, after: str | None) -> Period | None:
        """The period with the ends that the words beside it leave open or close; None if it is not known at all."""
        first, end = period
        if first is None or end is None or (first.year is None and not first.month):
            return None
        if after == "before" and end.month == _DECEMBER and not end.day and before is None:
            return Period(None, end)  # 年底前
        if before == "until" or after == "before":
            return Period(None, self.closing(last, end))
        if after in ("since", "now"):
            published = Period(first, self.reference.point)
            return published if not is_before(Period(published.last, published.last), period) else Period(first, None)
        if after == "start":
            return Period(first, None)
        return Period(end, None) if after == "after" else period

    @staticmethod
    def closing(chain: Chain, point: Point) -> Point:
        """截至9月底 and 年底前 count to the last day, not to the last part of the period."""
        if not chain[-1].name.endswith("edge") or point.day or point.last_day is None:
            return point
        return day_point(point.last_day)


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, start) - 1
    return index >= 0 and end <= spans[index][1]


def _clock(text: str, time: _Found) -> str | None:
    written = text[time.start : time.end]
    return read_clock(written) if any(sign in written for sign in "时点:") else None


def find_times_in_normalized(
    text: str,
    published: str | None = None,
    skip: Sequence[tuple[int, int]] = (),
    datelines: Collection[int] = (),
) -> list[TimeExpression]:
    """Do the same as `find_times` on a text without layout that `hbnews_ie.text.normalize` was applied to.

    ``datelines`` are the ends of the datelines that are known, beside those that say so themselves (3月25日电).
    """
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
            clock=_clock(text, time),
        )
        for time in _Finder(text, Reference.parse(published), datelines).run()
        if not _inside(time.start, time.end, names, starts)
    ]


def find_times(text: str, published: str | None = None, skip: Sequence[tuple[int, int]] = ()) -> list[TimeExpression]:
    """Return the time expressions of a text in order, resolved to EDTF.

    ``published`` is the date of publication in EDTF (``2023-11-09``, ``2023-11`` or ``2023``) or None; then
    years that are not written stay open (``XXXX-11-08``) and times counted from publication (昨日, 去年) are left
    out. Behind a dateline (3月25日电) 今天 and 昨天 are counted from its day. ``skip`` holds spans of names: a time
    inside one is part of the name. The text may be raw: blanks and line breaks inside a time do not hide it
    (`hbnews_ie.text.unwrap`). Offsets are half-open code-point indices into the text as it was given. Raises
    `ValueError` if ``published`` is malformed.

    >>> [time.edtf for time in find_times("今年前三季度,累计达成交易;截至9月底……", "2023-11-09")]
    ['2023-01/2023-09', '../2023-09-30']
    """
    plain, offsets = unwrap(text)
    inner = [(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in skip]
    found = find_times_in_normalized(normalize(plain), published, inner)
    if len(plain) == len(text):
        return found
    spans = (spread(time.start, time.end, offsets) for time in found)
    return [replace(time, start=start, end=end) for time, (start, end) in zip(found, spans, strict=True)]


def parse_time(text: str, published: str | None = None) -> TimeExpression | None:
    """Return the time that ``text`` is, blanks around it left out, or None if it is none or more than one.

    ``published`` and errors are those of `find_times`.

    >>> parse_time("2016年至2021年").edtf, parse_time("去年同期的", "2023-11-09")
    ('2016/2021', None)
    """
    found = find_times(text, published)
    whole = len(found) == 1 and not (text[: found[0].start] + text[found[0].end :]).strip()
    return found[0] if whole else None
