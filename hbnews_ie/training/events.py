"""``python -m hbnews_ie.training.events GOLD…``: learn the weights of the evidence for events and arguments.

Each trigger that the rules find in an annotated article is an example: its evidence (see
`hbnews_ie.components.events.weighing`), and whether the annotation has an event of its type there. So is each name
near the trigger of an annotated event, and each phrase that the rules make its argument (see
`hbnews_ie.components.events.choice`). The weights are those of a logistic regression with a Gaussian prior (L2),
found by Newton's method. Articles that are set aside in a gold set are left out.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie import lexicon, load
from hbnews_ie.api import read_articles
from hbnews_ie.components.events import choice, statements, weighing
from hbnews_ie.components.events.finder import EventFinder
from hbnews_ie.components.events.statements import Saying
from hbnews_ie.components.events.weighing import Candidate
from hbnews_ie.components.weighing import Evidence
from hbnews_ie.evaluation import Annotation, load_annotations
from hbnews_ie.gold import GoldError
from hbnews_ie.layers import Argument, Event
from hbnews_ie.page import read_page

__all__ = ["Example", "Examples", "fit", "main", "read_examples", "write_weights"]

Example: TypeAlias = tuple[list[Evidence], bool]
"""The evidence of a candidate, and whether it is one."""

_TITLES = {
    "event_weights": "What speaks for and against an event where the rules find a trigger, and how much.",
    "statement_weights": "What speaks for and against a statement where a verb of speech stands, and how much.",
    "argument_weights": "What speaks for and against an argument of an event, and how much.",
}
_HEADER = """\
# {title}
# Learned from annotated articles by `python -m hbnews_ie.training.events`; not to be edited by hand.
# kind    what the evidence is of; see hbnews_ie/components/events/{module}.py
# value   what it is
# weight  its logarithm of the odds
"""
_MODULES = {"event_weights": "weighing", "statement_weights": "statements", "argument_weights": "choice"}
_RARE = 2  # evidence that stands fewer times than this in the examples is left out
_SMALL = 0.05  # a weight as small as this decides nothing
_PRIOR = 2.0  # the precision of the Gaussian prior of a weight
# From this probability on something is taken: where F1 was highest on other articles than those learned from.
_PROBABLE = {
    "event_weights": {"-": 0.3},
    "statement_weights": {"-": 0.4},
    "argument_weights": {"rule": 0.25, "near": 0.45},  # a rule has reasons of its own
}
_STEPS = 12

_Mark: TypeAlias = tuple[int, int, str]
"""The span in the page and the type of what is annotated."""


@dataclass
class Examples:
    """The examples for the three tables of weights."""

    events: list[Example] = field(default_factory=list)
    statements: list[Example] = field(default_factory=list)
    arguments: list[Example] = field(default_factory=list)


class _Recorder(EventFinder):
    """Finds the events that are annotated, and keeps the evidence of all that might be one."""

    def __init__(self, doc: Doc, right: Callable[[Event, Argument | None], bool], examples: Examples) -> None:
        super().__init__(doc)
        self.right = right
        self.examples = examples

    def is_event(self, candidate: Candidate) -> bool:
        right = self.right(candidate.event, None)
        self.examples.events.append((weighing.evidence(candidate), right))
        return right

    def is_statement(self, saying: Saying) -> bool:
        right = self.right(saying.event, None)
        self.examples.statements.append((statements.evidence(saying), right))
        return right

    def choose(self, event: Event, ways: Mapping[tuple[int, int], str]) -> Event:
        for argument, pieces in choice.options(self.reading, event, ways, self.events):
            self.examples.arguments.append((pieces, self.right(event, argument)))
        return event


def read_examples(articles: Iterable[Annotation], nlp: Language) -> Examples:
    """Return the candidates of annotated articles; ``nlp`` is a pipeline made by `hbnews_ie.load`."""
    examples = Examples()
    with nlp.select_pipes(disable="events"):
        for gold in articles:
            marks = _marks(gold)
            page = read_page(gold.text, gold.given)
            for article, doc in zip(page.articles, read_articles(page, nlp), strict=True):
                _Recorder(doc, partial(_is_marked, marks, article.raw_span), examples).find()
    return examples


def _marks(gold: Annotation) -> dict[_Mark, frozenset[_Mark]]:
    """Return the arguments of the annotated events, both by their spans and labels."""
    return {
        (event.start, event.end, event.label): frozenset(
            (argument.start, argument.end, argument.label) for argument in event.arguments
        )
        for event in gold.events
    }


def _is_marked(
    marks: Mapping[_Mark, frozenset[_Mark]],
    raw_span: Callable[[int, int], tuple[int, int]],
    event: Event,
    argument: Argument | None,
) -> bool:
    """Tell whether an event of a document is annotated, or, where one is given, its argument."""
    arguments = marks.get((*raw_span(event.start, event.end), event.type))
    if arguments is None or argument is None:
        return arguments is not None
    return (*raw_span(argument.start, argument.end), argument.role) in arguments


def fit(examples: Sequence[Example], probable: Mapping[str, float]) -> dict[Evidence, float]:
    """Return the weights under which the examples are most probable, the prior taken into account.

    They add up to more than nothing where the probability of a candidate is above that which ``probable`` gives for
    the value of its evidence of the kind ``always``.
    """
    counts = Counter(piece for pieces, _ in examples for piece in pieces)
    known = sorted(piece for piece, count in counts.items() if count >= _RARE)
    column = {piece: number for number, piece in enumerate(known)}
    rows = [np.array([column[piece] for piece in pieces if piece in column]) for pieces, _ in examples]
    truth = np.array([label for _, label in examples], dtype=np.float64)
    weights = np.zeros(len(known))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.array([weights[row].sum() for row in rows])))
        slope = -_PRIOR * weights
        curve = _PRIOR * np.eye(len(known))
        for row, error, spread in zip(rows, truth - likely, likely * (1 - likely), strict=True):
            slope[row] += error
            curve[np.ix_(row, row)] += spread
        weights += np.linalg.solve(curve, slope)
    found = dict(zip(known, map(float, weights), strict=True))
    for value, least in probable.items():
        found["always", value] = found.get(("always", value), 0.0) - math.log(least / (1 - least))
    return found


def write_weights(table: str, weights: dict[Evidence, float], folder: Path) -> None:
    """Write the weights that matter as a table of the lexicons."""
    rows = [f"{kind}\t{value}\t{weight:.2f}\n" for (kind, value), weight in weights.items() if abs(weight) >= _SMALL]
    header = _HEADER.format(title=_TITLES[table], module=_MODULES[table])
    (folder / f"{table}.tsv").write_text(header + "kind\tvalue\tweight\n" + "".join(sorted(rows)), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 0, or 2 for annotations that cannot be read or hold no event."""
    parser = argparse.ArgumentParser(
        prog="python -m hbnews_ie.training.events",
        description="Learn the weights of the evidence for events and their arguments.",
    )
    parser.add_argument("gold", type=Path, nargs="+", help="annotations as `hbnews-ie evaluate` reads them")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="where the texts of annotated pages are")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        default=Path(lexicon.__file__).parent / "lexicons",
        help="where the tables of weights are written (default: into the package)",
    )
    options = parser.parse_args(arguments)
    try:
        loaded = [article for path in options.gold for article in load_annotations(path, options.texts)]
    except GoldError as error:
        print(error, file=sys.stderr)
        return 2
    articles = [article for article in loaded if "aside" not in article.splits]
    examples = read_examples(articles, load())
    for table, found in (
        ("event_weights", examples.events),
        ("statement_weights", examples.statements),
        ("argument_weights", examples.arguments),
    ):
        right = sum(label for _, label in found)
        told = f"{table}: {len(articles)} texts, {len(found)} candidates, {right} of them right"
        if right:
            try:
                write_weights(table, fit(found, _PROBABLE[table]), options.output)
            except OSError as error:
                print(error, file=sys.stderr)
                return 2
        print(told if right else f"{told}: nothing to learn from, not written", file=sys.stderr)
    return 0 if any(label for _, label in examples.events) else 2


if __name__ == "__main__":
    sys.exit(main())
