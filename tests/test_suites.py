"""The benchmark on other libraries' suites: its rule, on cases of our own in the same form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT

SCRIPT = ROOT / "benchmarks" / "suites.py"


def case(layer: str, text: str, *expect: dict[str, Any], published: str | None = None) -> dict[str, Any]:
    items = [{"start": 0, "end": len(text), "unit": None, **item} for item in expect]
    name = f"{layer}-{text}"
    return {"id": name, "suite": "own", "layer": layer, "text": text, "published": published, "expect": items}


PASSING = [
    case("quantity", "买米五公斤", {"low": "5", "high": "5", "unit": "kg"}),
    case("quantity", "约三分之一", {"low": "0.33333", "high": "0.33333", "approx": True}),
    case("quantity", "四面八方"),
    case(
        "quantity",
        "用了两周",
        {"low": "14", "high": "14", "unit": "天", "also": [{"low": "2", "high": "2", "unit": "星期"}]},
    ),
    case("number", "500余万", {"low": "5000000", "high": "5000000"}),
    case("time", "去年5月", {"edtf": "2023-05-01/2023-05-31"}, published="2024-06-18"),
    case("time", "5月3日", {"edtf": "XXXX-05-03"}, published="2024-06-18"),
    case("time", "每周三", {"edtf": "R/P1W"}),
]
FAILING = [
    case("quantity", "买米五公斤", {"low": "5", "high": "5", "unit": "吨"}),
    case("quantity", "买米五公斤"),
    case("number", "三十", {"low": "31", "high": "31"}),
    case("time", "去年5月", {"edtf": "2023-05/.."}, published="2024-06-18"),
]


def report(cases: list[dict[str, Any]], folder: Path) -> str:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), "utf-8")
    command = [sys.executable, str(SCRIPT), str(path), "--alone"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize(("cases", "share"), [(PASSING, "100.0%"), (FAILING, "0.0%")])
def test_the_rule(cases: list[dict[str, Any]], share: str, tmp_path: Path) -> None:
    printed = report(cases, tmp_path)
    rows = [line.split() for line in printed.splitlines() if " own " in line]
    assert {row[0]: row[3] for row in rows} == dict.fromkeys(("number", "quantity", "time"), share)
    assert printed.count("  found: ") == (0 if cases is PASSING else len(cases))
