"""The command ``hbnews-ie``.

Exit status: 0 when every input was extracted, 1 when some failed, 2 for wrong usage, 130 when interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tqdm import tqdm

from hbnews_ie import __version__
from hbnews_ie.api import extract
from hbnews_ie.batch import Failure, Settings, extract_files, find_inputs
from hbnews_ie.formats import FORMATS, open_writer
from hbnews_ie.page import read_page
from hbnews_ie.schema import Extraction, json_schema

if TYPE_CHECKING:
    from spacy.language import Language

    from hbnews_ie.evaluation import Annotation

__all__ = ["main"]

_EXTRACT_EXAMPLES = """\
examples:
  hbnews-ie extract page.txt                                    one page, JSON to the terminal
  hbnews-ie extract page.txt --format text                      the same, to read
  hbnews-ie extract pages/ -o pages.jsonl --processes 4         a folder, one result a line
  hbnews-ie extract 'pages/2023-11-*.txt' --published 2023-11   pages of one month
  hbnews-ie extract pages/ --format csv -o tables/              tables for a spreadsheet
  cat page.txt | hbnews-ie extract -                            from another program

exit status: 0 every input extracted, 1 some failed (named on standard error), 2 wrong usage
"""
_EVALUATE_EXAMPLES = """\
GOLD is a JSONL file or a folder of such files: one text a line, in the form of a result, with the raw
text in "text". A .json file of one object also does; its "source" names the text file beside it or in
the folder given by --texts.

examples:
  hbnews-ie evaluate annotations/                               extract and score
  hbnews-ie evaluate annotations/ --errors events               what went wrong with the events
  hbnews-ie evaluate annotations/ --predictions out.jsonl       score an existing result
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # a full disk, say
        print(f"hbnews-ie: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hbnews-ie",
        description="Structured facts from Chinese newspaper pages: entities, posts, times, quantities, "
        "facts and events.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_extract(commands)
    _add_evaluate(commands)
    schema = commands.add_parser("schema", help="print the JSON Schema of a result")
    schema.set_defaults(run=_schema)
    return parser


def _add_extract(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "extract",
        help="extract from pages",
        description="Extract entities, posts, times, quantities, facts and events from newspaper pages.",
        epilog=_EXTRACT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a text file, a folder (its *.txt files, at any depth), a glob, or - for standard input",
    )
    command.add_argument(
        "--published",
        metavar="DATE",
        type=_date,
        help="date of publication of all inputs: 2023-11-09, 2023-11 or 2023 (default: read off each page)",
    )
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        type=Path,
        help="a file, for csv a folder (default: standard output)",
    )
    command.add_argument(
        "--format",
        choices=FORMATS,
        default="jsonl",
        help="jsonl: one result a line (default); csv: tables of entities, facts and events; text: a summary to read",
    )
    command.add_argument("--processes", metavar="N", type=_positive, default=1, help="work in N processes (default: 1)")
    _add_pipeline_options(command)
    command.set_defaults(run=_extract, usage_error=command.error)


def _add_evaluate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "evaluate",
        help="score against a gold set",
        description="Print precision, recall and F1 of every layer against a gold set.",
        epilog=_EVALUATE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("gold", metavar="GOLD", type=Path, help="the gold set: a file or a folder")
    command.add_argument("--texts", metavar="FOLDER", type=Path, help="where the texts of the gold set are")
    command.add_argument(
        "--predictions",
        metavar="FILE",
        type=Path,
        help="score the results in this JSONL file; extract nothing",
    )
    command.add_argument("--by-type", action="store_true", help="also score each type, kind and role")
    command.add_argument(
        "--errors",
        metavar="LAYER",
        help="also list misses and false finds of a layer (entities, linking, positions, times, quantities, "
        "facts, events) or of one measure (entities-partial, events-argument …)",
    )
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")
    _add_pipeline_options(command)
    command.set_defaults(run=_evaluate, usage_error=command.error)


def _add_pipeline_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--user-dictionary",
        metavar="FILE",
        type=Path,
        help="words of your own, in jieba's format: 'word [frequency] [tag]' a line, UTF-8",
    )
    command.add_argument(
        "--engine",
        choices=("rjieba", "jieba"),
        default="rjieba",
        help="what cuts words (default: rjieba, faster)",
    )


def _date(value: str) -> str:
    try:
        read_page("", value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return value


def _positive(value: str) -> int:
    number = int(value) if value.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"not a positive number: {value!r}")
    return number


def _schema(options: argparse.Namespace) -> int:
    print(json_schema())
    return 0


def _extract(options: argparse.Namespace) -> int:
    if options.format == "csv" and options.output is None:
        options.usage_error("--format csv needs a folder to write to: -o FOLDER")
    settings = Settings(options.published, options.engine, options.user_dictionary)
    inputs = list(find_inputs(options.inputs))
    try:
        results = extract_files(inputs, settings, processes=min(options.processes, len(inputs)))
    except (OSError, ValueError) as error:
        _refuse(options, "--user-dictionary", error)
    try:
        writer = open_writer(options.format, options.output, sys.stdout)
    except OSError as error:
        _refuse(options, "--output", error)
    failed = 0
    # Where results are printed on the same terminal, a bar would run through them.
    silent = not sys.stderr.isatty() or (options.output is None and sys.stdout.isatty())
    with closing(writer), tqdm(total=len(inputs), unit="page", disable=silent, file=sys.stderr) as progress:
        for result in results:
            if isinstance(result, Failure):
                failed += 1
                progress.write(f"hbnews-ie: {result.source}: {result.reason}", file=sys.stderr)
            else:
                writer.write(result)
            progress.update()
    return 1 if failed else 0


def _refuse(options: argparse.Namespace, option: str, error: Exception) -> NoReturn:
    options.usage_error(f"argument {option}: {error}")
    raise AssertionError("argparse exits")


def _evaluate(options: argparse.Namespace) -> int:
    from hbnews_ie.evaluation import MEASURES, evaluate, load_gold, load_predictions
    from hbnews_ie.pipeline import load

    layers = {*MEASURES, *(measure.partition("-")[0] for measure in MEASURES)}
    if options.errors is not None and options.errors not in layers:
        options.usage_error(f"argument --errors: choose from {', '.join(sorted(layers))}")
    try:
        gold = load_gold(options.gold, options.texts)
        found: Iterable[Annotation | Extraction]
        if options.predictions:
            found = load_predictions(options.predictions, gold)
        else:
            found = _predict(gold, load(engine=options.engine, user_dictionary=options.user_dictionary))
    except (OSError, ValueError) as error:
        options.usage_error(str(error))
    report = evaluate(gold, found)
    errors = report.errors_of(options.errors) if options.errors else ()
    if options.json:
        data = report.to_dict()
        if options.errors:
            data["errors"] = [error.to_dict() for error in errors]
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(report.table(by_type=options.by_type), *errors, sep="\n")
    return 0


def _predict(gold: Sequence[Annotation], nlp: Language) -> Iterator[Extraction]:
    """Extract from the texts of a gold set. Only a date that the caller would give is given."""
    for annotation in tqdm(gold, unit="text", disable=None, file=sys.stderr):
        yield extract(annotation.text, annotation.given, source=annotation.source, nlp=nlp)
