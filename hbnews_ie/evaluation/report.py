"""The report: precision, recall and F1 a measure, with counts and intervals, and the errors behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from hbnews_ie.evaluation.measures import MEASURES, Outcome
from hbnews_ie.evaluation.records import Item
from hbnews_ie.text import fold

__all__ = ["Error", "Report", "Score", "ScoredOutcome", "summarize"]

_SAMPLES = 1000
_SEED = 20231109
_CONTEXT = 20
_Row = list[float]  # precision credit, found, recall credit, gold


@dataclass(frozen=True, slots=True)
class ScoredOutcome:
    """An outcome, with the article it lies in and the text around it."""

    outcome: Outcome
    article: tuple[int, int]
    source: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """One measure. ``right`` is the credit on the gold side; ``interval`` of F1, None under two articles."""

    right: float
    gold: int
    found: int
    precision: float
    recall: float
    interval: tuple[float, float] | None = None

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Give all figures as plain values."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": round(self.right, 2),
            "gold": self.gold,
            "found": self.found,
            "interval": None if self.interval is None else [round(end, 4) for end in self.interval],
        }


@dataclass(frozen=True, slots=True)
class Error:
    """A miss (``kind`` is ``miss``), a false find (``false``), or a pair that differs (``wrong``)."""

    measure: str
    kind: str
    source: str | None
    start: int
    end: int
    label: str
    claim: str
    context: tuple[str, str, str]
    rule: str | None

    def to_dict(self) -> dict[str, Any]:
        """Give the error as plain values."""
        return asdict(self)

    def __str__(self) -> str:
        before, text, after = self.context
        rule = f"  [{self.rule}]" if self.rule else ""
        place = f"{self.source or ''}:{self.start}"
        return f"{self.kind:5} {self.measure:16} {place}  {before}⟦{text}⟧{after}  {self.claim}{rule}"


@dataclass(frozen=True)
class Report:
    """The scores of a set: ``scores`` a measure, ``by_type`` a measure and type, and all errors.

    ``by_split`` holds a report of each subset that the articles of a gold set are put in.
    """

    scores: Mapping[str, Score]
    by_type: Mapping[str, Mapping[str, Score]]
    errors: tuple[Error, ...]
    articles: int
    by_split: Mapping[str, Report] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.table()

    def table(self, *, by_type: bool = False) -> str:
        """Lay the scores out as text, in percent."""
        rows = []
        for measure, score in self.scores.items():
            rows.append(_line(measure, score))
            if by_type:
                rows += [_line(f"  {label}", part) for label, part in self.by_type.get(measure, {}).items()]
        head = f"{'measure':24}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'gold':>7}{'found':>7}  95 % of F1"
        return "\n".join([head, *rows, f"({self.articles} articles)"])

    def errors_of(self, layer: str) -> tuple[Error, ...]:
        """Return the errors of a measure (``events-argument``) or of all measures of a layer (``events``)."""
        return tuple(error for error in self.errors if error.measure == layer or error.measure.startswith(layer + "-"))

    def to_dict(self) -> dict[str, Any]:
        """Give the scores as plain values, without the errors."""
        return {
            "articles": self.articles,
            "scores": {measure: score.to_dict() for measure, score in self.scores.items()},
            "by_type": {
                measure: {label: score.to_dict() for label, score in parts.items()}
                for measure, parts in self.by_type.items()
            },
            "by_split": {split: part.to_dict() for split, part in self.by_split.items()},
        }


def _line(name: str, score: Score) -> str:
    if not score.gold and not score.found:
        return f"{name:24}{'–':>7}{'–':>7}{'–':>7}{0:>8}{0:>7}{0:>7}"
    figures = "".join(f"{100 * value:7.1f}" for value in (score.precision, score.recall, score.f1))
    interval = "" if score.interval is None else "  {:.1f}–{:.1f}".format(*(100 * end for end in score.interval))
    return f"{name:24}{figures}{score.right:8.4g}{score.gold:7}{score.found:7}{interval}"


def summarize(scored: Sequence[ScoredOutcome], articles: Mapping[tuple[int, int], str | None]) -> Report:
    """Sum outcomes up: of all, and of each subset.

    ``articles`` are the units of the bootstrap, those without any item included, each with its subset, if any.
    """
    report = _summarize(scored, list(articles))
    splits = sorted({split for split in articles.values() if split is not None}, reverse=True)
    return replace(
        report,
        by_split={
            split: _summarize(
                [one for one in scored if articles[one.article] == split],
                [article for article, part in articles.items() if part == split],
            )
            for split in splits
        },
    )


def _summarize(scored: Sequence[ScoredOutcome], articles: Sequence[tuple[int, int]]) -> Report:
    units = {article: index for index, article in enumerate(articles)}
    counts = {measure: np.zeros((len(units), 4)) for measure in MEASURES}
    parts: dict[str, dict[str, _Row]] = {measure: defaultdict(lambda: [0.0] * 4) for measure in MEASURES}
    for one in scored:
        row = _row(one.outcome)
        counts[one.outcome.measure][units[one.article]] += row
        label = (one.outcome.gold or one.outcome.found or _NOTHING).label
        if label:
            part = parts[one.outcome.measure][label]
            part[:] = [total + value for total, value in zip(part, row, strict=True)]
    weights = _resamples(len(units))
    return Report(
        scores={
            measure: _score(table.sum(axis=0).tolist(), _interval(table, weights)) for measure, table in counts.items()
        },
        by_type={
            measure: {label: _score(rows[label]) for label in sorted(rows)} for measure, rows in parts.items() if rows
        },
        errors=tuple(sorted(_errors(scored), key=lambda error: (error.source or "", error.start, error.kind))),
        articles=len(units),
    )


_NOTHING = Item(0, 0, "", "", None)


def _row(outcome: Outcome) -> _Row:
    paired = outcome.gold is not None and outcome.found is not None
    return [
        outcome.precision if paired else 0.0,
        float(outcome.found is not None),
        outcome.recall if paired else 0.0,
        float(outcome.gold is not None),
    ]


def _score(row: _Row, interval: tuple[float, float] | None = None) -> Score:
    precise, found, recalled, gold = row
    return Score(
        right=recalled,
        gold=int(gold),
        found=int(found),
        precision=precise / found if found else 0.0,
        recall=recalled / gold if gold else 0.0,
        interval=interval,
    )


def _resamples(units: int) -> Any:
    """How often each article is drawn in each of the bootstrap's samples."""
    if units < 2:
        return None
    return np.random.default_rng(_SEED).multinomial(units, [1 / units] * units, size=_SAMPLES)


def _interval(table: Any, weights: Any) -> tuple[float, float] | None:
    if weights is None:
        return None
    precise, found, recalled, gold = (weights @ table).T
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.where(found > 0, precise / found, 0.0)
        recall = np.where(gold > 0, recalled / gold, 0.0)
        f1 = np.where(precision + recall > 0, 2 * precision * recall / (precision + recall), 0.0)
    low, high = np.percentile(f1, [2.5, 97.5])
    return float(low), float(high)


def _errors(scored: Iterable[ScoredOutcome]) -> Iterable[Error]:
    for one in scored:
        if not one.outcome.right:
            yield from _error(one)


def _error(one: ScoredOutcome) -> Iterable[Error]:
    gold, found = one.outcome.gold, one.outcome.found
    item = gold or found or _NOTHING
    if gold is not None and found is not None:
        kind, claim, rule = "wrong", f"{gold.describe()} ≠ {found.describe()}", found.rule
    elif gold is not None:
        kind, claim, rule = "miss", gold.describe(), None
    else:
        kind, claim, rule = "false", item.describe(), item.rule
    context = (
        fold(one.text[max(0, item.start - _CONTEXT) : item.start]),
        item.text,
        fold(one.text[item.end : item.end + _CONTEXT]),
    )
    yield Error(one.outcome.measure, kind, one.source, item.start, item.end, item.label, claim, context, rule)
