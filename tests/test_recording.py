"""Scores written down, and what has fallen since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hbnews_ie import cli
from hbnews_ie.evaluation import evaluate, fallen_scores, read_scores, record_scores
from hbnews_ie.gold import write_gold

from .gold_sample import records


def test_recorded_scores_hold_against_themselves(tmp_path: Path) -> None:
    report = evaluate(records(), records())
    record_scores(report, tmp_path / "scores.json")
    scores = read_scores(tmp_path / "scores.json")
    assert set(scores) == {"all", "tuning", "aside"}
    assert scores["all"]["entities-strict"] == 100
    assert fallen_scores(scores, report) == []


@pytest.mark.parametrize(("before", "fallen"), [(100.9, []), (101.1, ["times (all): 101.10 → 100.00"])])
def test_a_point_is_tolerated(before: float, fallen: list[str]) -> None:
    report = evaluate(records(), records())
    assert fallen_scores({"all": {"times": before}}, report) == fallen
    assert fallen_scores({"all": {"times": 3.0}}, report) == []


def test_what_is_measured_no_more_has_fallen() -> None:
    report = evaluate(records(), records())
    gone: dict[str, Any] = {"all": {"metaphors": 50.0}, "elsewhere": {"times": 50.0}}
    assert [line.partition(" → ")[2] for line in fallen_scores(gone, report)] == ["not measured"] * 2


def test_the_command_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_gold(records(), tmp_path / "gold.jsonl")
    assert cli.main(["evaluate", str(tmp_path), "--record", "--by-split"]) == 0
    output, messages = capsys.readouterr()
    assert "\naside\nmeasure" in output
    assert f"recorded in {tmp_path / 'scores.json'}" in messages
    scores = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    assert scores["all"]["times"] > 50
    with pytest.raises(SystemExit):
        cli.main(["evaluate", str(tmp_path), "--record", "--predictions", str(tmp_path)])
    assert "leave out --predictions" in capsys.readouterr().err
