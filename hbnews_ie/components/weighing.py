"""Evidence, weighed: the log-linear model by which rules that may err are believed or not.

Every piece of evidence has a weight, its logarithm of the odds, in a table of the lexicons; something is so where the
weights of what was seen add up to more than nothing. `hbnews_ie.training.weights` learns them from annotated articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import fsum
from typing import TypeAlias

from hbnews_ie.lexicon import read_table

__all__ = ["Evidence", "log_odds", "read_weights"]

Evidence: TypeAlias = tuple[str, str]
"""Kind and value: the columns of the tables of weights."""


@cache
def read_weights(table: str) -> Mapping[Evidence, float]:
    """Return a table of weights by their evidence."""
    return {(row["kind"], row["value"]): float(row["weight"]) for row in read_table(table)}


def log_odds(table: str, pieces: Iterable[Evidence]) -> float:
    """Return how much more likely than not something is, as the logarithm of the odds.

    ``table`` is the table of weights for its kind of evidence; evidence that it does not have says nothing.
    """
    weights = read_weights(table)
    return fsum([weights.get(piece, 0.0) for piece in pieces])  # exact, so that the order of the pieces is nothing
