"""The function words of a clause: ``lexicons/grammar_words.tsv``."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from hbnews_ie.lexicon import read_table

__all__ = ["word_classes"]


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Return the classes of the function words."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in read_table("grammar_words"):
        classes[row["word"]].add(row["class"])
    return {word: frozenset(values) for word, values in classes.items()}
