"""What several commands share: options and their values."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn, TypeAlias

from hbnews_ie.page import read_page

__all__ = ["Commands", "add_pipeline_options", "date", "positive", "refuse"]

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_pipeline_options(command: argparse.ArgumentParser) -> None:
    """Add the options that make the pipeline."""
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
    command.add_argument(
        "--rules-only",
        action="store_true",
        help="find names by rules alone, without the tagger: twice as fast, and fewer persons found",
    )


def date(value: str) -> str:
    """Read a date of publication."""
    try:
        read_page("", value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return value


def positive(value: str) -> int:
    """Read a number above zero."""
    number = int(value) if value.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"not a positive number: {value!r}")
    return number


def refuse(options: argparse.Namespace, option: str, error: Exception) -> NoReturn:
    """End the command with status 2: the value of an option does not do."""
    options.usage_error(f"argument {option}: {error}")
    raise AssertionError("argparse exits")
