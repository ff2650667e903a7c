"""What the components write: plain records over the characters of one document.

Offsets are half-open code-point indices into ``doc.text``, which are also token indices because a
document has one token a character. ``rule`` names the rule that made the record. References between
layers are indices into the tuple that holds the other layer (``doc._.times[3]``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hbnews_ie.conversion import Convertible

__all__ = [
    "Argument",
    "Block",
    "Entity",
    "Event",
    "Fact",
    "Mention",
    "Post",
    "Quantity",
    "TimeExpression",
    "Words",
]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document of one kind: ``title``, ``kicker``, ``subtitle``, ``body``, ``caption``."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, back to back: where each ends, and its part of speech in jieba's dictionary.

    ``tags`` holds jieba's (ICTCLAS) tags, ``x`` for signs and for characters in no word.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``type`` is one of the guide's seven entity types."""

    start: int
    end: int
    type: str
    rule: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression. ``edtf`` is ISO 8601-2; the days are None where the interval is open or unknown.

    ``clock`` is the time of day where one is written, as an ISO 8601 local time (09:30, 15, 09:00/11:30).
    """

    start: int
    end: int
    edtf: str
    first_day: date | None
    last_day: date | None
    rule: str
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Convertible):
    """A number with its unit. ``low`` and ``high`` are scaled; ``unit`` is in normal form."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None
    bound: str
    kind: str
    rule: str

    def _counted(self, low: Decimal, high: Decimal, unit: str) -> Quantity:
        return replace(self, low=low, high=high, unit=unit)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds: ``person`` is an index into the mentions, the others are spans."""

    person: int
    organization: tuple[int, int] | None
    title: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions of one thing: indices into the mentions. ``name`` is the longest, the rest are aliases."""

    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What a quantity says. ``quantity``, ``time`` and ``subject`` (an entity) are indices."""

    quantity: int
    indicator: tuple[int, int]
    subject: int | None
    time: int | None
    change: str | None
    basis: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A role filled by a span, and by at most one of an entity, a time and a quantity (indices)."""

    role: str
    start: int
    end: int
    entity: int | None = None
    time: int | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A happening: its trigger word and what fills its roles."""

    type: str
    status: str
    start: int
    end: int
    arguments: tuple[Argument, ...]
    rule: str
