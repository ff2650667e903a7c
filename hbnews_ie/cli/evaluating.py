"""The command ``evaluate``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from hbnews_ie.api import extract
from hbnews_ie.cli.options import Commands, add_pipeline_options
from hbnews_ie.schema import Extraction

if TYPE_CHECKING:
    from spacy.language import Language

    from hbnews_ie.evaluation import Annotation, Error, Report

__all__ = ["add_evaluate"]

_EXAMPLES = """\
GOLD is a folder of JSONL files, or one file: article records of a gold set (see annotations/README.md), or
whole pages in the form of a result with the raw text in "text". A .json file of one page also does; its
"source" names the text file beside it or in the folder given by --texts.

The text of a record is extracted from as it stands, with its date of publication given. To score what is found
in whole pages, extract from the pages and give the results as --predictions: they are compared page by page.

examples:
  hbnews-ie evaluate annotations/                               extract and score
  hbnews-ie evaluate annotations/ --by-split                    the articles put aside by themselves
  hbnews-ie evaluate annotations/ --errors events               what went wrong with the events
  hbnews-ie evaluate annotations/ --predictions out.jsonl       score an existing result
  hbnews-ie evaluate one/ --predictions two/                    agreement of two annotators
  hbnews-ie evaluate annotations/ --record                      write annotations/scores.json, which a test holds
"""


def add_evaluate(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "evaluate",
        help="score against a gold set",
        description="Print precision, recall and F1 of every layer against a gold set.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("gold", metavar="GOLD", type=Path, help="the gold set: a file or a folder")
    command.add_argument("--texts", metavar="FOLDER", type=Path, help="where the texts of the gold set are")
    command.add_argument(
        "--predictions",
        metavar="PATH",
        type=Path,
        help="score the results (or the other annotations) in this file or folder; extract nothing",
    )
    command.add_argument("--by-type", action="store_true", help="also score each type, kind and role")
    command.add_argument(
        "--by-split", action="store_true", help="also score the subsets: seen while tuning, and put aside"
    )
    command.add_argument(
        "--errors",
        metavar="LAYER",
        help="also list misses and false finds of a layer (entities, linking, positions, times, quantities, "
        "facts, events) or of one measure (entities-partial, events-argument …), "
        "but for the articles put aside",
    )
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")
    command.add_argument(
        "--record", action="store_true", help="write the scores to scores.json beside the gold set, as intended"
    )
    add_pipeline_options(command)
    command.set_defaults(run=_evaluate, usage_error=command.error)


def _evaluate(options: argparse.Namespace) -> int:
    from hbnews_ie.evaluation import MEASURES, evaluate, load_annotations, load_pair, record_scores
    from hbnews_ie.pipeline import load
    from hbnews_ie.tagger import DEFAULT_MODEL

    layers = {*MEASURES, *(measure.partition("-")[0] for measure in MEASURES)}
    if options.errors is not None and options.errors not in layers:
        options.usage_error(f"argument --errors: choose from {', '.join(sorted(layers))}")
    if options.record and options.predictions:
        options.usage_error("argument --record: records what the extractor scores; leave out --predictions")
    try:
        found: Iterable[Annotation | Extraction]
        if options.predictions:
            gold, found = load_pair(options.gold, options.predictions, options.texts)
        else:
            gold = load_annotations(options.gold, options.texts)
            model = None if options.rules_only else DEFAULT_MODEL
            nlp = load(engine=options.engine, user_dictionary=options.user_dictionary, model=model)
            found = _predict(gold, nlp)
    except (OSError, ValueError) as error:
        options.usage_error(str(error))
    report = evaluate(gold, found)
    _print(report, options)
    if options.record:
        path = (options.gold if options.gold.is_dir() else options.gold.parent) / "scores.json"
        record_scores(report, path)
        print(f"recorded in {path}", file=sys.stderr)
    return 0


def _print(report: Report, options: argparse.Namespace) -> None:
    errors = _errors(report, options.errors) if options.errors else ()
    if options.json:
        data: dict[str, Any] = report.to_dict()
        if options.errors:
            data["errors"] = [error.to_dict() for error in errors]
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    print(report.table(by_type=options.by_type))
    if options.by_split:
        for split, part in report.by_split.items():
            print(f"\n{split}", part.table(by_type=options.by_type), sep="\n")
    print(*errors, sep="\n", end="\n" if errors else "")


def _errors(report: Report, layer: str) -> tuple[Error, ...]:
    """The errors to read: those in articles put aside are not for the eyes of who mends rules."""
    aside = report.by_split.get("aside")
    if aside is None:
        return report.errors_of(layer)
    print(f"{len(aside.errors_of(layer))} errors in articles put aside are counted, not listed", file=sys.stderr)
    return tuple(error for part in report.by_split.values() if part is not aside for error in part.errors_of(layer))


def _predict(gold: Sequence[Annotation], nlp: Language) -> Iterator[Extraction]:
    """Extract from the texts of a gold set. Only a date that the caller would give is given."""
    for annotation in tqdm(gold, unit="text", disable=None, file=sys.stderr):
        yield extract(annotation.text, annotation.given, source=annotation.source, nlp=nlp)
