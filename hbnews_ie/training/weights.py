"""``python -m hbnews_ie.training.weights GOLD…``: learn the weights of the evidence for facts, events and arguments.

Each trigger that the rules find in an annotated article is an example: its evidence (see
`hbnews_ie.components.events.weighing`), and whether the annotation has an event of its type there. So is each name
near the trigger of an annotated event, and each phrase that the rules make its argument (see
`hbnews_ie.components.events.choice`); each name and each time near a quantity that states an annotated fact is one for
the subject and the time of the fact (see `hbnews_ie.components.facts.choice`). The weights are those of a logistic
regression with a Gaussian prior (L2) around the weights that the package has, found by Newton's method; of the names
for one fact, and of the times, at most one is taken (conditional logit, McFadden 1974). Articles
that are set aside in a gold set are left out.
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
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie import lexicon, load
from hbnews_ie.api import read_articles
from hbnews_ie.components.events import choice, statements, weighing
from hbnews_ie.components.events.finder import EventFinder
from hbnews_ie.components.events.statements import Saying
from hbnews_ie.components.events.weighing import Candidate
from hbnews_ie.components.facts.choice import Given
from hbnews_ie.components.facts.finder import FactFinder
from hbnews_ie.components.syntax.reading import Item
from hbnews_ie.components.weighing import Evidence, read_weights
from hbnews_ie.evaluation import Annotation, load_annotations
from hbnews_ie.gold import GoldError
from hbnews_ie.layers import Argument, Event
from hbnews_ie.page import read_page

__all__ = ["TABLES", "Example", "Examples", "Option", "Table", "fit", "main", "read_examples", "write_weights"]

Option: TypeAlias = tuple[list[Evidence], bool]
"""The evidence of a candidate, and whether it is one."""

Example: TypeAlias = Sequence[Option]
"""Candidates of which at most one is taken."""


@dataclass(frozen=True, slots=True)
class Table:
    """How a table of weights is learned.

    ``probable`` gives, for the value of the evidence of the kind ``always``, the probability from which on something is
    taken: where F1 was highest on other articles than those learned from. ``precision`` is that of the prior of a
    weight that the package does not have.
    """

    title: str
    module: str
    probable: Mapping[str, float]
    precision: float = 2.0


TABLES = {
    "event_weights": Table(
        "What speaks for and against an event where the rules find a trigger, and how much.",
        "events/weighing.py",
        {"-": 0.3},
    ),
    "statement_weights": Table(
        "What speaks for and against a statement where a verb of speech stands, and how much.",
        "events/statements.py",
        {"-": 0.4},
    ),
    "argument_weights": Table(
        "What speaks for and against an argument of an event, and how much.",
        "events/choice.py",
        {"rule": 0.25, "near": 0.45},  # a rule has reasons of its own
    ),
    "subject_weights": Table(
        "What speaks for and against a fact being about a name, and how much.",
        "facts/choice.py",
        {"rule": 0.4, "near": 0.4},
        3.0,
    ),
    "moment_weights": Table(
        "What speaks for and against a fact holding for a time, and how much.",
        "facts/choice.py",
        {"rule": 0.25, "near": 0.4},
        6.0,
    ),
}
_HEADER = """\
# {title}
# Learned from annotated articles by `python -m hbnews_ie.training.weights`; not to be edited by hand.
# kind    what the evidence is of; see hbnews_ie/components/{module}
# value   what it is
# weight  its logarithm of the odds
"""
_RARE = 2  # evidence that stands fewer times than this in the examples is left out
_SMALL = 0.05  # a weight as small as this decides nothing
_KEPT = 5.0  # the precision of the prior of a weight that is known, where F1 was highest on other articles
_LEXICAL = ("word", "objection to word")  # kinds of evidence that are new with a word; what else has no weight has none
_STEPS = 12

_Array: TypeAlias = npt.NDArray[np.float64]
_Span: TypeAlias = tuple[int, int]
_Mark: TypeAlias = tuple[int, int, str]
"""The span in the page and the type of what is annotated."""


@dataclass
class Examples:
    """The examples for the tables of weights, by their names."""

    tables: dict[str, list[Example]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def add(self, table: str, options: Example) -> None:
        """Add an example."""
        self.tables[table].append(options)


class _EventRecorder(EventFinder):
    """Finds the events that are annotated, and keeps the evidence of all that might be one."""

    def __init__(self, doc: Doc, right: Callable[[Event, Argument | None], bool], examples: Examples) -> None:
        super().__init__(doc)
        self.right = right
        self.examples = examples

    def is_event(self, candidate: Candidate) -> bool:
        right = self.right(candidate.event, None)
        self.examples.add("event_weights", [(weighing.evidence(candidate), right)])
        return right

    def is_statement(self, saying: Saying) -> bool:
        right = self.right(saying.event, None)
        self.examples.add("statement_weights", [(statements.evidence(saying), right)])
        return right

    def choose(self, event: Event, ways: Mapping[tuple[int, int], str]) -> Event:
        for argument, pieces in choice.options(self.reading, event, ways, self.events):
            self.examples.add("argument_weights", [(pieces, self.right(event, argument))])
        return event


class _FactRecorder(FactFinder):
    """Finds facts, and keeps the evidence of what might be the subjects and times of those that are annotated."""

    def __init__(
        self, doc: Doc, right: Callable[[str, _Span, Sequence[_Span]], bool | None], examples: Examples
    ) -> None:
        super().__init__(doc)
        self.right = right
        self.examples = examples

    def choose(self, table: str, item: Item, given: Given, options: Iterable[tuple[int, list[Evidence]]]) -> int | None:
        known, found = list(options), []
        for index, pieces in known:
            right = self.right(table, (item.start, item.end), self.spans(table, index))
            if right is None:
                break  # no fact is annotated there
            found.append((pieces, right))
        self.examples.add(table, found)
        return super().choose(table, item, given, known)  # what follows is asked as it will be, errors and all

    def spans(self, table: str, index: int) -> list[_Span]:
        """Return where an option stands in the document."""
        if table == "moment_weights":
            time = self.reading.times[index]
            return [(time.start, time.end)]
        mentions = (self.reading.mentions[number] for number in self.reading.entities[index].mentions)
        return [(mention.start, mention.end) for mention in mentions]


def read_examples(articles: Iterable[Annotation], nlp: Language) -> Examples:
    """Return the candidates of annotated articles; ``nlp`` is a pipeline made by `hbnews_ie.load`."""
    examples = Examples()
    with nlp.select_pipes(disable="facts"):
        for gold in articles:
            marks, facts = _marks(gold), _facts(gold)
            page = read_page(gold.text, gold.given)
            for article, doc in zip(page.articles, read_articles(page, nlp), strict=True):
                _EventRecorder(doc, partial(_is_marked, marks, article.raw_span), examples).find()
                _FactRecorder(doc, partial(_is_of_fact, facts, article.raw_span), examples).find()
    return examples


def _facts(gold: Annotation) -> dict[_Span, dict[str, frozenset[_Span]]]:
    """Return where the subject and the time of the annotated facts stand, by their quantities and the tables."""
    return {
        (fact.quantity.start, fact.quantity.end): {
            "subject_weights": frozenset((mention.start, mention.end) for mention in fact.subject or ()),
            "moment_weights": frozenset({(fact.time.start, fact.time.end)} if fact.time else ()),
        }
        for fact in gold.facts
    }


def _is_of_fact(
    facts: Mapping[_Span, Mapping[str, frozenset[_Span]]],
    raw_span: Callable[[int, int], _Span],
    table: str,
    quantity: _Span,
    spans: Sequence[_Span],
) -> bool | None:
    """Tell whether something in a document is what an annotated fact has; None where none is annotated."""
    fact = facts.get(raw_span(*quantity))
    return None if fact is None else any(raw_span(*span) in fact[table] for span in spans)


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


class _Choice:
    """An example as arrays: which evidence, of that which is seen at all, its options have."""

    def __init__(self, options: Example, column: Mapping[Evidence, int]) -> None:
        known = [[column[piece] for piece in pieces if piece in column] for pieces, _ in options]
        self.columns = np.unique(np.array([number for row in known for number in row], dtype=np.intp))
        self.rows = np.zeros((len(known), len(self.columns)))
        for row, numbers in zip(self.rows, known, strict=True):
            row[np.searchsorted(self.columns, np.array(numbers, dtype=np.intp))] = 1
        right = np.array([label for _, label in options], dtype=np.float64)
        self.truth = right / max(1.0, right.sum())

    def add_to(self, slope: _Array, curve: _Array, weights: _Array) -> None:
        """Add the slope and the curvature of the logarithm of its probability under some weights."""
        odds = np.exp(self.rows @ weights[self.columns])
        likely = odds / (1 + odds.sum())  # the one is for none of them
        expected = likely @ self.rows
        slope[self.columns] += (self.truth - likely) @ self.rows
        spread = (self.rows * likely[:, None]).T @ self.rows - np.outer(expected, expected)
        curve[np.ix_(self.columns, self.columns)] += spread


def fit(examples: Sequence[Example], table: Table, known: Mapping[Evidence, float]) -> dict[Evidence, float]:
    """Return the weights under which the examples are most probable, the prior taken into account.

    ``known`` are the weights around which the prior lies. The weights add up to more than nothing where the
    probability of a candidate is above that which the table gives for the value of its evidence of the kind
    ``always``.
    """
    counts = Counter(piece for options in examples for pieces, _ in options for piece in pieces)
    prior = dict(known)
    for value, least in table.probable.items() if known else ():
        prior["always", value] = prior.get(("always", value), 0.0) + math.log(least / (1 - least))
    seen = sorted(piece for piece, count in counts.items() if count >= _RARE or piece in prior)
    column = {piece: number for number, piece in enumerate(seen)}
    choices = [_Choice(options, column) for options in examples if options]
    mean = np.array([prior.get(piece, 0.0) for piece in seen])
    settled = {piece for piece in seen if piece in prior or (prior and piece[0] not in _LEXICAL)}
    precision = np.array([_KEPT if piece in settled else table.precision for piece in seen])
    weights = mean.copy()
    for _ in range(_STEPS):
        slope = precision * (mean - weights)
        curve = np.diag(precision)
        for example in choices:
            example.add_to(slope, curve, weights)
        weights += np.linalg.solve(curve, slope)
    found = prior | dict(zip(seen, map(float, weights), strict=True))
    for value, least in table.probable.items():
        found["always", value] = found.get(("always", value), 0.0) - math.log(least / (1 - least))
    return found


def write_weights(name: str, weights: Mapping[Evidence, float], folder: Path) -> None:
    """Write the weights that matter as a table of the lexicons."""
    rows = [f"{kind}\t{value}\t{weight:.2f}\n" for (kind, value), weight in weights.items() if abs(weight) >= _SMALL]
    header = _HEADER.format(title=TABLES[name].title, module=TABLES[name].module)
    (folder / f"{name}.tsv").write_text(header + "kind\tvalue\tweight\n" + "".join(sorted(rows)), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status: 0, or 2 for annotations that cannot be read or hold no event."""
    parser = argparse.ArgumentParser(
        prog="python -m hbnews_ie.training.weights",
        description="Learn the weights of the evidence for facts, events and their arguments.",
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
    parser.add_argument(
        "--fresh", action="store_true", help="learn from these annotations alone (default: go on from the weights here)"
    )
    options = parser.parse_args(arguments)
    try:
        loaded = [article for path in options.gold for article in load_annotations(path, options.texts)]
    except GoldError as error:
        print(error, file=sys.stderr)
        return 2
    articles = [article for article in loaded if "aside" not in article.splits]
    examples = read_examples(articles, load()).tables
    for name, found in examples.items():
        labels = [label for options in found for _, label in options]
        right = sum(labels)
        told = f"{name}: {len(articles)} texts, {len(labels)} candidates, {right} of them right"
        if right:
            known = {} if options.fresh else read_weights(name)
            try:
                options.output.mkdir(parents=True, exist_ok=True)
                write_weights(name, fit(found, TABLES[name], known), options.output)
            except OSError as error:
                print(error, file=sys.stderr)
                return 2
        print(told if right else f"{told}: nothing to learn from, not written", file=sys.stderr)
    return 0 if any(label for found in examples["event_weights"] for _, label in found) else 2


if __name__ == "__main__":
    sys.exit(main())
