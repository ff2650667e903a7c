"""The command ``convert``."""

from __future__ import annotations

from hbnews_ie.cli.options import Commands

__all__ = ["add_convert"]


def add_convert(commands: Commands) -> None:
    """Add the command."""
    commands.add_parser("convert", help="take a gold set to other tools and back")
