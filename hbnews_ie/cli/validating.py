"""The commands ``validate`` and ``schema``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hbnews_ie.cli.options import Commands
from hbnews_ie.schema import json_schema

__all__ = ["add_schema", "add_validate"]

_EXAMPLES = """\
Checked are the schema, that quotes equal their spans, that ids are unique and lead somewhere, roles of event
types, overlaps, EDTF and its days, units, and that texts and sha256 are those of the pages. Each problem is
printed with file and line, and at the end how much the set holds.

examples:
  hbnews-ie validate annotations/
  hbnews-ie validate mine.jsonl --pages seeds/

exit status: 0 nothing wrong, 1 problems found, 2 wrong usage
"""


def add_validate(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "validate",
        help="check a gold set",
        description="Check the article records of a gold set against the schema, the guide and the pages.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("gold", metavar="GOLD", type=Path, help="the gold set: a JSONL file or a folder")
    command.add_argument(
        "--pages",
        metavar="FOLDER",
        type=Path,
        nargs="+",
        help="where the pages are (default: pages/ in the gold set's folder, and seeds/ beside it)",
    )
    command.set_defaults(run=_validate, usage_error=command.error)


def _validate(options: argparse.Namespace) -> int:
    from hbnews_ie.gold import check_gold, describe

    folder = options.gold if options.gold.is_dir() else options.gold.parent
    try:
        records, problems = check_gold(
            options.gold, options.pages or [folder / "pages", folder.resolve().parent / "seeds"]
        )
    except ValueError as error:
        options.usage_error(str(error))
    print(*problems, sep="\n", end="\n" if problems else "")
    print(describe(records))
    print(f"{len(records)} records, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


def add_schema(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("schema", help="print a JSON Schema")
    command.add_argument(
        "of",
        nargs="?",
        choices=("result", "gold"),
        default="result",
        help="of a result (default), or of a record of the gold set",
    )
    command.set_defaults(run=_schema)


def _schema(options: argparse.Namespace) -> int:
    from hbnews_ie.gold import gold_schema

    print(gold_schema() if options.of == "gold" else json_schema())
    return 0
