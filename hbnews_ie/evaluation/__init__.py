"""Measuring against a gold set: precision, recall and F1 of every layer.

>>> import hbnews_ie as ie
>>> gold = ie.extract("11月8日,楚商大会在武汉举行。", published="2023-11-09")
>>> ie.evaluate([gold], [gold]).scores["times"].f1
1.0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hbnews_ie.evaluation.loading import load_annotations, load_pair
from hbnews_ie.evaluation.measures import MEASURES, Outcome, compare
from hbnews_ie.evaluation.recording import fallen_scores, read_scores, record_scores
from hbnews_ie.evaluation.records import Annotation, read_annotation
from hbnews_ie.evaluation.report import Error, Report, Score, ScoredOutcome, summarize
from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.schema import Extraction

__all__ = [
    "MEASURES",
    "Annotation",
    "Error",
    "Report",
    "Score",
    "evaluate",
    "fallen_scores",
    "load_annotations",
    "load_pair",
    "read_annotation",
    "read_scores",
    "record_scores",
]

_Annotated = Annotation | Extraction | GoldArticle | Mapping[str, Any]


def evaluate(gold: Iterable[_Annotated], predicted: Iterable[_Annotated]) -> Report:
    """Score what was found in some texts against gold annotations of the same texts, in the same order.

    Each item is an `Extraction`, its JSON as a dictionary, a `GoldArticle` from `load_gold`, or an `Annotation`.
    Items are matched one to one within a text; counts are summed over all texts (micro); the bootstrap draws gold
    articles. Raises `ValueError` if there are not as many texts on both sides.
    """
    articles: dict[tuple[int, int], str | None] = {}
    scored: list[ScoredOutcome] = []
    for number, (one, other) in enumerate(zip(map(_read, gold), map(_read, predicted), strict=True)):
        articles.update(
            ((number, index), one.splits[index] if one.splits else None) for index in range(len(one.articles))
        )
        for outcome in compare(one, other):
            article = (number, _article(one, outcome))
            articles.setdefault(article, None)
            scored.append(ScoredOutcome(outcome, article, one.source, one.text))
    return summarize(scored, articles)


def _read(value: _Annotated) -> Annotation:
    return value if isinstance(value, Annotation) else read_annotation(value)


def _article(annotation: Annotation, outcome: Outcome) -> int:
    """Return the number of the gold article that an outcome lies in, -1 for none; the shortest if several."""
    item = outcome.gold or outcome.found
    return min(_containing(annotation, item.start if item else 0), default=(0, -1))[1]


def _containing(annotation: Annotation, offset: int) -> Iterator[tuple[int, int]]:
    for number, (start, end) in enumerate(annotation.articles):
        if start <= offset < end:
            yield end - start, number
