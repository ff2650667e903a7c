"""The other libraries, where installed (``pip install .[bench]``): what they find, in the form of suites.py.

Their values are taken as they are; units and calendar days are named as we name them. A clock time counts as its day.
Where a library gives several readings of a time, any of them may be the right one.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["amount", "installed"]

Item = dict[str, Any]
_DELTAS = {
    "year": "年",
    "month": "个月",
    "day": "天",
    "hour": "小时",
    "minute": "分钟",
    "second": "秒",
    "workday": "个工作日",
}
_LONGEST_WHOLE = 20
_DURATION = re.compile(r"P(T?)([0-9.]+)([YMWDHS])")
_DURATION_UNITS = {"Y": "年", "M": "个月", "W": "周", "D": "天", "TH": "小时", "TM": "分钟", "TS": "秒"}


def installed() -> dict[str, Callable[[Item], list[Item]]]:
    """The other libraries that can be imported here, by name."""
    found: dict[str, Callable[[Item], list[Item]]] = {}
    if find_spec("jionlp"):
        with contextlib.redirect_stdout(io.StringIO()):  # it greets
            found["jionlp"] = _jionlp(import_module("jionlp"))
    if find_spec("recognizers_suite"):
        found["recognizers"] = _recognizers(import_module("recognizers_suite"))
    return found


def amount(start: int, end: int, low: Any, high: Any, unit: str | None = None) -> Item:
    """A quantity or number as suites.py compares it."""
    return {"start": start, "end": end, "low": Decimal(str(low)), "high": Decimal(str(high)), "unit": unit}


def _base(published: str | None) -> date:
    """The day that relative times are counted from: the last of a bare year or month."""
    parts = [int(part) for part in (published or "2020-06-30").split("-")]
    year, month, day = (*parts, 12, 31)[:3] if len(parts) == 1 else (*parts, 28)[:3]
    return date(year, month, day)


def _span(first: str, last: str) -> str:
    first, last = ("".join(end.split(" ")[:1]) for end in (first, last))
    first, last = (".." if end in ("", "inf", "-inf") else end for end in (first, last))
    return first if first == last else f"{first}/{last}"


# jionlp


def _jionlp(jio: Any) -> Callable[[Item], list[Item]]:
    logging.getLogger().addFilter(lambda record: False)  # it logs what it cannot parse

    def find(case: Item) -> list[Item]:
        text, base = case["text"], _base(case["published"])
        origin = {"year": base.year, "month": base.month, "day": base.day}
        whole = {"offset": (0, len(text))}
        times, sums = [], []
        # A short text may be an expression as a whole: then its parsers do better than its extractors.
        if len(text) <= _LONGEST_WHOLE:
            with contextlib.suppress(Exception):
                detail = jio.parse_time(text, time_base=origin)
                times = [{**whole, "text": text, "type": detail["type"], "detail": detail}]
            with contextlib.suppress(Exception):
                sums = [{**whole, "detail": jio.parse_money(text)}]
        if not times:
            with contextlib.suppress(Exception):
                times = jio.ner.extract_time(text, time_base=origin, with_parsing=True)
        if case["layer"] == "time":
            return [{**_place(t), "edtf": {edtf}} for t in times if (edtf := _jionlp_edtf(t["detail"]))]
        if not sums:
            with contextlib.suppress(Exception):
                sums = jio.ner.extract_money(text, with_parsing=True)
        found = [item for t in times if t["type"] == "time_delta" for item in _jionlp_delta(t)]
        return found + [item for entry in sums for item in _jionlp_sum(entry)]

    return find


def _jionlp_sum(entry: Item) -> Iterator[Item]:
    with contextlib.suppress(InvalidOperation, TypeError, KeyError):
        number = entry["detail"]["num"]
        low, high = number if isinstance(number, list) else (number, number)
        yield amount(*entry["offset"], low, high, entry["detail"]["case"])


def _place(entry: Item) -> Item:
    start, end = entry["offset"]
    return {"start": start, "end": end}


def _jionlp_edtf(detail: Item) -> str | None:
    if detail["type"] in ("time_span", "time_point"):
        return _span(*detail["time"])
    if detail["type"] == "time_period":
        delta = detail["time"]["delta"]
        unit, number = next(iter(delta.items()))
        if unit == "day" and number % 7 == 0:
            return f"R/P{number // 7}W"
        return f"R/P{number:g}{unit[0].upper()}" if unit in ("year", "month", "day") else None
    return None


def _jionlp_delta(entry: Item) -> Iterator[Item]:
    ends = entry["detail"]["time"]
    ends = ends if isinstance(ends, list) else [ends, ends]
    with contextlib.suppress(StopIteration, InvalidOperation, TypeError, KeyError):
        unit = next(iter(ends[0]))
        low, high = (Decimal(str(end[unit])) for end in ends)
        if unit == "day" and "周" in entry["text"] and low % 7 == 0:
            unit, low, high = "周", low / 7, high / 7
        yield amount(*entry["offset"], low, high, _DELTAS.get(unit, unit))


# Recognizers-Text


def _recognizers(suite: Any) -> Callable[[Item], list[Item]]:
    chinese = "zh-cn"

    def find(case: Item) -> list[Item]:
        text, layer = case["text"], case["layer"]
        base = _base(case["published"])
        times = suite.recognize_datetime(text, chinese, reference=datetime(base.year, base.month, base.day))
        if layer == "time":
            return [{**_inclusive(r), "edtf": edtf} for r in times if (edtf := set(_recognizers_edtf(r)))]
        models = [suite.recognize_number, suite.recognize_percentage]
        if layer == "quantity":
            models += [suite.recognize_currency, suite.recognize_dimension, suite.recognize_age]
            models += [suite.recognize_temperature]
        found = [item for model in models for r in model(text, chinese) for item in _recognizers_amount(r)]
        found += [item for r in times for item in _recognizers_duration(r)]
        return [item for item in found if item["unit"] or not _covered(item, found)]

    return find


@cache
def _units() -> dict[str | None, str]:
    lines = Path(__file__).with_name("peer_units.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines[2:])


def _covered(item: Item, others: list[Item]) -> bool:
    """Whether a bare number is only the number of a quantity."""
    return any(other["unit"] and other["start"] <= item["start"] and item["end"] <= other["end"] for other in others)


def _inclusive(result: Any) -> Item:
    return {"start": result.start, "end": result.end + 1}


def _recognizers_amount(result: Any) -> Iterator[Item]:
    values = result.resolution or {}
    written = str(values.get("value"))
    name = values.get("unit")
    unit = "%" if written.endswith("%") else _units().get(name, name)
    with contextlib.suppress(InvalidOperation):
        yield amount(result.start, result.end + 1, written.rstrip("%"), written.rstrip("%"), unit)


def _recognizers_duration(result: Any) -> Iterator[Item]:
    for value in (result.resolution or {}).get("values") or ():
        match = _DURATION.fullmatch(value.get("timex", ""))
        if match is not None and value.get("type") == "duration":
            unit = _DURATION_UNITS.get(match[1] + match[3])
            yield amount(result.start, result.end + 1, match[2], match[2], unit)
            return


def _recognizers_edtf(result: Any) -> Iterator[str]:
    for value in (result.resolution or {}).get("values") or ():
        kind, timex = value.get("type", ""), value.get("timex", "")
        if kind == "set":
            match = re.search(r"P([0-9]+)([YMWD])", timex)
            if match:
                yield f"R/P{match[1]}{match[2]}"
            elif timex.startswith("XXXX-WXX"):
                yield "R/P1W"
            elif timex.startswith("XXXX-"):
                yield "R/P1Y"
        elif kind in ("date", "datetime") and "value" in value:
            yield value["value"].split(" ")[0]
        elif kind in ("daterange", "datetimerange"):
            yield from _ranges_of_days(value)


def _ranges_of_days(value: Item) -> Iterator[str]:
    """Their ranges end before the last day given where they are a month or year, and with it where it is written."""
    first, last = value.get("start", "..").split(" ")[0], value.get("end", "..").split(" ")[0]
    yield _span(first, last)
    with contextlib.suppress(ValueError, OverflowError):
        yield _span(first, (date.fromisoformat(last) - timedelta(days=1)).isoformat())
    if last.endswith("-01-01"):  # 1995-1997年
        yield _span(first, f"{last[:4]}-12-31")
