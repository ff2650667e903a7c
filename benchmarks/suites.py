"""How many cases of other libraries' public test suites hold, ours and theirs.

The cases come in a JSON Lines file of one form, not kept here: ``id``, ``suite``, ``layer`` (``quantity``, ``time`` or
``number``), ``text``, ``published`` and ``expect``, a list of items with ``start``, ``end`` and the value (``low``,
``high``, ``unit``; ``edtf``), perhaps further readings under ``also``. A case passes when each item is found: spans
overlap and the value is equal; where nothing is expected, when nothing is found. See README.md in this folder.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import peers

from hbnews_ie.conversion import UnitError, convert
from hbnews_ie.numerals import parse_interval
from hbnews_ie.quantities import find_quantities, parse_quantity
from hbnews_ie.times import find_times
from hbnews_ie.times.edtf import parse_edtf

DISAGREEMENTS = Path(__file__).with_name("disagreements.tsv")
WANTED = 0.95
# Words that count or measure the same, beyond what units.tsv knows.
SAME_UNITS = (
    {"名", "人", "位"},
    {"个工作日", "个交易日"},
    {"分", "分钟"},
    {"个季度", "季度"},
    {"兆", "兆字节"},
    {"个", "个月"},
)

Case = dict[str, Any]
Item = dict[str, Any]


def ours(case: Case) -> list[Item]:
    """What this library finds."""
    text = case["text"]
    if case["layer"] == "time":
        return [{"start": t.start, "end": t.end, "edtf": {t.edtf}} for t in find_times(text, case["published"])]
    if case["layer"] == "quantity":
        return [peers.amount(q.start, q.end, q.low, q.high, q.unit) for q in find_quantities(text)]
    interval = parse_interval(text)
    if interval is None and (quantity := parse_quantity(text)) is not None:  # 500余万
        interval = quantity.low, quantity.high
    return [peers.amount(0, len(text), *interval)] if interval is not None else []


# The rule


def passes(case: Case, found: list[Item]) -> bool:
    """Whether each item that the case expects is among those found, or nothing is where nothing is expected."""
    if not case["expect"]:
        return not found
    left = list(found)
    for wanted in case["expect"]:
        item = next((item for item in left if _is(wanted, item, case["layer"])), None)
        if item is None:
            return False
        left.remove(item)
    return True


def _is(wanted: Item, found: Item, layer: str) -> bool:
    if wanted.get("start") is not None and not (found["start"] < wanted["end"] and wanted["start"] < found["end"]):
        return False
    if layer == "time":
        readings = [wanted["edtf"], *wanted.get("also", ())]
        return wanted["edtf"] is None or any(same_time(one, other) for one in readings for other in found["edtf"])
    return any(_same_amount({**wanted, **also}, found, layer) for also in ({}, *wanted.get("also", ())))


def _same_amount(wanted: Item, found: Item, layer: str) -> bool:
    for end in ("low", "high"):
        want, got = Decimal(wanted[end]), found[end]
        slack = abs(want) / 1000 if wanted.get("approx") else min(abs(want), Decimal(1000)) / 10**9
        if abs(got - want) > slack:
            return False
    return layer == "number" or wanted["unit"] is None or same_unit(wanted["unit"], found["unit"])


def same_unit(one: str, other: str | None) -> bool:
    """Whether two words are one unit: 公斤 and 千克, 名 and 人."""
    if other is None:
        return False
    if one == other or any({one, other} <= same for same in SAME_UNITS):
        return True
    try:
        return convert(Decimal(1), one, other) == 1 and convert(Decimal(2), one, other) == 2
    except UnitError:
        return False


def same_time(wanted: str, found: str) -> bool:
    """Whether two EDTF strings cover the same days; where the year is not known, any year will do."""
    if wanted == found:
        return True
    if "P" in wanted or "P" in found:
        return False
    try:
        one, other = parse_edtf(wanted), parse_edtf(found)
    except ValueError:  # a time of day, or a value that is none
        return False
    if "XXXX" not in wanted:
        days = [(period.first_day, period.last_day) for period in (one, other)]
        return days[0] == days[1] and any(days[0]) and [e is None for e in one] == [e is None for e in other]
    return [end and end._replace(year=None) for end in one] == [end and end._replace(year=None) for end in other]


# The report


def disagreements() -> dict[str, str]:
    """The cases we read otherwise, by id, each with the reason."""
    with DISAGREEMENTS.open(encoding="utf-8", newline="") as file:
        return dict(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"))


def main() -> None:
    """Score everything that is installed, print the table and our failures."""
    parser = argparse.ArgumentParser(description="Score quantities, times and numbers on other libraries' cases.")
    parser.add_argument("suites", type=Path, help="the cases, JSON Lines")
    parser.add_argument("--alone", action="store_true", help="leave the other libraries out")
    options = parser.parse_args()
    cases: list[Case] = [json.loads(line) for line in options.suites.read_text("utf-8").splitlines()]
    systems: dict[str, Callable[[Case], list[Item]]] = {
        "hbnews_ie": ours,
        **({} if options.alone else peers.installed()),
    }
    reasons = disagreements()
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(("cases", *systems), 0))
    failures = []
    for case in cases:
        row = counts[case["layer"], case["suite"]]
        row["cases"] += 1
        for name, find in systems.items():
            found = find(case)
            passed = passes(case, found)
            row[name] += passed
            if not passed and name == "hbnews_ie":
                failures.append((case, found))
    print_table(counts, list(systems))
    print_failures(failures, reasons)


def print_table(counts: dict[tuple[str, str], dict[str, int]], systems: list[str]) -> None:
    """One line a suite and layer: the cases, and the share of them that each system passes."""
    print(f"{'layer':10}{'suite':14}{'cases':>6}" + "".join(f"{name:>14}" for name in systems))
    for layer in sorted({layer for layer, _ in counts}):
        rows = {suite: row for (other, suite), row in sorted(counts.items()) if other == layer}
        rows["all"] = {key: sum(row[key] for row in rows.values()) for key in ("cases", *systems)}
        for suite, row in rows.items():
            shares = [row[name] / row["cases"] for name in systems]
            mark = "" if shares[0] >= WANTED else f"   under {WANTED:.0%}"
            print(f"{layer:10}{suite:14}{row['cases']:>6}" + "".join(f"{share:>14.1%}" for share in shares) + mark)


def print_failures(failures: list[tuple[Case, list[Item]]], reasons: dict[str, str]) -> None:
    """Our failures: first those without a reason, then those that we mean to read so."""
    for case, found in sorted(failures, key=lambda failure: failure[0]["id"] in reasons):
        print(f"\n{case['id']}  {case['text']!r}  {case['published'] or ''}")
        if case["id"] in reasons:
            print(f"  we disagree: {reasons[case['id']]}")
        for label, items in (("expected", case["expect"]), ("found", found)):
            values = [item.get("edtf") or (str(item["low"]), str(item["high"]), item["unit"]) for item in items]
            print(f"  {label}: {values}")


if __name__ == "__main__":
    main()
