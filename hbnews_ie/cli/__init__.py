"""The command ``hbnews-ie``.

Exit status: 0 when all went well, 1 when some input failed or a gold set has problems, 2 for wrong usage, 130 when
interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from hbnews_ie import __version__
from hbnews_ie.cli.converting import add_convert
from hbnews_ie.cli.evaluating import add_evaluate
from hbnews_ie.cli.extracting import add_extract
from hbnews_ie.cli.validating import add_schema, add_validate

__all__ = ["main"]


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
    add_extract(commands)
    add_evaluate(commands)
    add_validate(commands)
    add_convert(commands)
    add_schema(commands)
    return parser
