"""Times of day, as ISO 8601 local times: 上午9时30分 is 09:30, 下午3点 is 15, 8:30至10:00 is 08:30/10:00.

The calendar form of a time (EDTF) goes down to the day; the clock stands beside it, as exact as it is written.
"""

from __future__ import annotations

import re

from hbnews_ie.times.reference import integers

__all__ = ["read_clock"]

_NUMERAL = "[0-9]{1,2}|[零〇一二三四五六七八九十两廿]{1,3}"
_PART_OF_DAY = (
    "凌晨|清晨|早晨|早上|早间|[今明昨]?早|上午|中午|正午|午间|"
    "午后|下午|傍晚|黄昏|[今明昨当]?晚[上间]?|夜[间里]|深夜|午夜|半夜"
)
_CLOCK = re.compile(
    f"(?P<part>{_PART_OF_DAY})? ?(?:(?P<h>[0-2]?[0-9]):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?"
    f"|(?P<hour>{_NUMERAL}) ?[时点]"
    f"(?:(?P<word>半|整|[一三]刻)|(?P<minute>{_NUMERAL})分?(?:(?P<second>{_NUMERAL})秒)?)?)"
)
_WORDS = {"半": "30", "整": "00", "一刻": "15", "三刻": "45"}
_AFTERNOON = re.compile("下午|午后|傍晚|黄昏|晚")
_NIGHT = re.compile("夜")
_NOON = re.compile("[中正]午|午间")


def read_clock(text: str) -> str | None:
    """Return the time of day in a (normalized) time expression, or None where it gives none.

    An hour alone has two digits, a range a slash. The part of the day carries over to the second half of a range.

    >>> read_clock("11月8日下午3点"), read_clock("今日上午9:30至11时"), read_clock("11月8日傍晚")
    ('15', '09:30/11', None)
    """
    found: list[str] = []
    part = ""
    for match in _CLOCK.finditer(text):
        part = match["part"] or part
        clock = _clock(match, part)
        if clock is None:
            return None
        found.append(clock)
    return "/".join(found[:2]) or None


def _clock(match: re.Match[str], part: str) -> str | None:
    written = (match["h"] or match["hour"], match["m"] or match["minute"], match["s"] or match["second"])
    hour, *rest = (integers(number)[0] for number in written if number)
    if match["word"]:
        rest = [int(_WORDS[match["word"]])]
    hour = _hour_of_day(hour, part)
    if hour > 24 or any(number > 59 for number in rest):
        return None
    return ":".join(f"{number:02d}" for number in (hour, *rest))


def _hour_of_day(hour: int, part: str) -> int:
    """下午3点 is 15, 中午1点 13, 夜里11点 23, 夜里2点 2, 凌晨12点 0."""
    if hour == 12:
        return 0 if part == "凌晨" else 24 if _NIGHT.search(part) or "晚" in part else 12
    later = _AFTERNOON.search(part) or (_NIGHT.search(part) and hour >= 6) or (_NOON.search(part) and hour < 6)
    return hour + 12 if later and hour < 12 else hour
