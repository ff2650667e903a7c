"""The command ``convert``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hbnews_ie.cli.options import Commands, refuse

__all__ = ["add_convert"]

_FORMS = ("jsonl", "brat", "docbin", "labelstudio")
_EXAMPLES = """\
What INPUT is, is seen from it: a JSONL file of article records or a folder of such files; a folder of brat files; a
.spacy file; a .json export of Label Studio; a .json file of one page annotated as a whole, in the form of a result,
which is cut into articles. What a form cannot hold is said on standard error.

  jsonl         the master form, one article a line
  brat          a folder of .txt and .ann files with their configuration, to edit
  docbin        a .spacy file: one document an article, one token a character
  labelstudio   a .json file of tasks

examples:
  hbnews-ie convert annotations/ --to brat -o brat/              to edit it, and
  hbnews-ie convert brat/ --to jsonl -o annotations/gold.jsonl   back
  hbnews-ie convert annotations/ --to docbin -o gold.spacy
  hbnews-ie convert page1.json page2.json --texts seeds/ --to jsonl -o gold.jsonl
"""


def add_convert(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "convert",
        help="take a gold set to other tools and back",
        description="Convert article records of a gold set to brat standoff, spaCy DocBin or Label Studio, and back.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("inputs", nargs="+", metavar="INPUT", type=Path, help="what to convert: files or folders")
    command.add_argument("--to", choices=_FORMS, required=True, help="the form to write")
    command.add_argument(
        "-o", "--output", metavar="PATH", type=Path, required=True, help="a file, for brat a folder, to write"
    )
    command.add_argument("--texts", metavar="FOLDER", type=Path, help="where the texts of annotated pages are")
    command.set_defaults(run=_convert, usage_error=command.error)


def _convert(options: argparse.Namespace) -> int:
    from hbnews_ie.gold.conversion import FORMS, read_any

    form = FORMS[options.to]
    try:
        records, notes = read_any(options.inputs, options.texts)
    except (OSError, ValueError) as error:
        options.usage_error(str(error))
    if form.folder and options.output.is_dir() and any(options.output.iterdir()):
        options.usage_error(f"argument --output: {options.output} is not empty: name a new folder")
    try:
        form.write(records, options.output)
    except OSError as error:
        refuse(options, "--output", error)
    print(*notes, *form.losses, f"{len(records)} records in {options.output}", sep="\n", file=sys.stderr)
    return 0
