"""The configuration of a training: one TOML file, shipped beside the weights it made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["Config", "ConfigError", "NetworkConfig", "Schedule", "Screening", "View", "read_config"]

_Positive = Annotated[int, Field(gt=0)]
_Share = Annotated[float, Field(ge=0, lt=1)]


class ConfigError(ValueError):
    """The configuration cannot be read; the message says which key is wrong, and how."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NetworkConfig(_Table):
    """The sizes of a network, and how much of what it reads is hidden from it in training."""

    width: _Positive
    hashed_width: _Positive
    dilations: tuple[_Positive, ...]
    dropout: _Share
    forget: _Share


class Schedule(_Table):
    """One run of the optimiser: passes over the data, rows a step, the highest learning rate."""

    passes: Annotated[float, Field(gt=0)]
    rows: _Positive
    rate: Annotated[float, Field(gt=0)]


class Screening(Schedule):
    """The run that trains the screen, and the ``least`` probability to stand in a name with which a row passes it."""

    least: Annotated[float, Field(gt=0, lt=1)]


class View(_Table):
    """An annotated corpus. Those that mean the same by their types share a ``head``; the first view's is the main one.

    ``types`` maps the types of the file to those of the head. ``no_names`` are types of a file that labels only some of
    its names: what they cover is known to be no name, and what no span covers teaches nothing. ``without`` names files
    whose sentences are left out of training: those to measure on. ``within`` tells other heads that their names lie
    within those of certain types of the file only, and nowhere else. ``repeat`` is how often a pass goes through it.
    ``standoff`` says that the file lies beside the configuration and has the labels of sentences of the corpora without
    their text; none of them is held back.
    """

    head: str
    file: str
    types: dict[str, str]
    no_names: tuple[str, ...] = ()
    within: dict[str, tuple[str, ...]] = {}
    without: tuple[str, ...] = ()
    repeat: _Positive = 1
    standoff: bool = False


class Teaching(_Table):
    """Teachers: larger networks that label ``sentences`` of plain text for the tagger's network to learn from.

    They also say what the labels of each view leave open: those that are partial, and those of the other heads. In each
    of the ``rounds`` but the last, what has learned becomes one more teacher. Names of the types ``rules`` that the
    rules find in the plain text count as much as all teachers together.
    """

    networks: Annotated[tuple[NetworkConfig, ...], Field(min_length=1)]
    training: Schedule
    sentences: _Positive
    rules: tuple[str, ...] = ()
    rounds: _Positive = 1


class Config(_Table):
    """A whole training; its fields are the keys of the file.

    Files are named relative to the folder of corpora; ``folder`` is that of the configuration. ``characters_from`` is
    how often a character must occur to be known, ``held_back`` says that one sentence in so many of each view is kept
    for measuring. ``outside`` is, by head, the weight of the label of characters in no name: below one, more names are
    found and more of them wrong.
    """

    name: str
    folder: Path = Path()
    seed: int = 1
    bigrams: _Positive
    words: Annotated[int, Field(gt=1)]
    characters_from: _Positive
    held_back: Annotated[int, Field(gt=1)]
    outside: dict[str, Annotated[float, Field(gt=0)]] = {}
    texts: tuple[str, ...] = ()
    views: Annotated[tuple[View, ...], Field(min_length=1)]
    network: NetworkConfig
    training: Schedule
    screen: Screening
    teaching: Teaching | None = None

    @property
    def heads(self) -> dict[str, tuple[str, ...]]:
        """The types of each head, the main one first."""
        heads: dict[str, dict[str, None]] = {}
        for view in self.views:
            heads.setdefault(view.head, {}).update(dict.fromkeys(view.types.values()))
        return {head: tuple(types) for head, types in heads.items()}

    @property
    def all_networks(self) -> tuple[NetworkConfig, ...]:
        """The tagger's network and those of its teachers."""
        return (self.network, *(self.teaching.networks if self.teaching else ()))


def read_config(path: Path) -> Config:
    """Read a configuration. Raises `ConfigError` where a key is missing, unknown or of the wrong kind."""
    try:
        return Config.model_validate({**tomllib.loads(path.read_text("utf-8")), "folder": path.parent})
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ConfigError(f"{path}: {error}") from error
