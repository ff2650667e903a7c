"""The command ``extract``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

from tqdm import tqdm

from hbnews_ie.batch import Failure, Settings, extract_files, find_inputs
from hbnews_ie.cli.options import Commands, add_pipeline_options, date, positive, refuse
from hbnews_ie.formats import FORMATS, open_writer

__all__ = ["add_extract"]

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


_COUNTED = ("articles", "entities", "times", "quantities", "facts", "events")


def add_extract(commands: Commands) -> None:
    """Add the command."""
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
        type=date,
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
    command.add_argument("--processes", metavar="N", type=positive, default=1, help="work in N processes (default: 1)")
    add_pipeline_options(command)
    command.set_defaults(run=_extract, usage_error=command.error)


def _extract(options: argparse.Namespace) -> int:
    if options.format == "csv" and options.output is None:
        options.usage_error("--format csv needs a folder to write to: -o FOLDER")
    settings = Settings(options.published, options.engine, options.user_dictionary, options.rules_only)
    inputs = list(find_inputs(options.inputs))
    try:
        results = extract_files(inputs, settings, processes=min(options.processes, len(inputs)))
    except (OSError, ValueError) as error:
        refuse(options, "--user-dictionary", error)
    try:
        writer = open_writer(options.format, options.output, sys.stdout)
    except OSError as error:
        refuse(options, "--output", error)
    failed = 0
    found: Counter[str] = Counter()
    # Where results are printed on the same terminal, a bar would run through them.
    silent = not sys.stderr.isatty() or (options.output is None and sys.stdout.isatty())
    with closing(writer), tqdm(total=len(inputs), unit="page", disable=silent, file=sys.stderr) as progress:
        for result in results:
            if isinstance(result, Failure):
                failed += 1
                progress.write(f"hbnews-ie: {result.source}: {result.reason}", file=sys.stderr)
            else:
                writer.write(result)
                found.update({layer: len(getattr(result, layer)) for layer in _COUNTED})
            progress.update()
    if options.output is not None:
        read = f"{len(inputs) - failed} of {len(inputs)} inputs"
        counts = ", ".join(f"{found[layer]} {layer}" for layer in _COUNTED)
        print(f"hbnews-ie: {read}: {counts}; written to {options.output}", file=sys.stderr)
    return 1 if failed else 0
