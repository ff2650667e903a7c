"""Holding the line: scores written down, and what has fallen since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from hbnews_ie.evaluation.report import Report

__all__ = ["TOLERANCE", "fallen_scores", "read_scores", "record_scores"]

#: How far an F1 may fall, in points of a hundred, before that is a change to be meant.
TOLERANCE = 1.0

_Scores = Mapping[str, Mapping[str, float]]


def record_scores(report: Report, path: Path) -> None:
    """Write the F1 of every measure, in percent, for the whole set and each of its subsets."""
    path.write_text(json.dumps(_scores(report), ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def read_scores(path: Path) -> _Scores:
    """Read what `record_scores` wrote. Raises `OSError` or `ValueError`."""
    scores: _Scores = json.loads(path.read_text("utf-8"))
    return scores


def fallen_scores(recorded: _Scores, report: Report) -> list[str]:
    """Say which scores are more than `TOLERANCE` below what was recorded, or are recorded no more."""
    now = _scores(report)
    fallen = []
    for part, scores in recorded.items():
        for measure, before in scores.items():
            after = now.get(part, {}).get(measure)
            if after is None:
                fallen.append(f"{measure} ({part}): {before:.2f} → not measured")
            elif after < before - TOLERANCE:
                fallen.append(f"{measure} ({part}): {before:.2f} → {after:.2f}")
    return fallen


def _scores(report: Report) -> dict[str, dict[str, float]]:
    parts = {"all": report, **report.by_split}
    return {
        name: {measure: round(100 * score.f1, 2) for measure, score in part.scores.items()}
        for name, part in parts.items()
    }
