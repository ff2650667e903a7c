"""The benchmark runs and its figures hang together; how large they are is not tested."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from hbnews_ie.pipeline import LAYERS

from .conftest import ROOT

SCRIPT = str(ROOT / "benchmarks" / "speed.py")


def run(*options: str) -> str:
    command = [sys.executable, SCRIPT, "--only", "speed", "--size", "2000", "--runs", "1", *options]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def test_the_figures() -> None:
    figures: dict[str, Any] = json.loads(run("--json"))
    speed = figures["speed"]
    assert speed["bytes"] >= 2000
    assert set(speed["layers_characters_per_second"]) == {"read_page", "tokenizer", *LAYERS, "collect", "JSON"}
    values = speed["characters_per_second"]
    assert all(value > 0 for value in values.values())
    assert speed["ratios"]["whole / jieba.cut"] == values["whole"] / values["jieba.cut"]


def test_the_table() -> None:
    report = run()
    assert "jieba.posseg.cut" in report
    assert all(layer in report for layer in LAYERS)
