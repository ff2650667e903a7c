"""Units and classifiers: which word behind a number measures or counts, and its normal form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from hbnews_ie.lexicon import read_table, read_words

__all__ = ["Minor", "Unit", "counted_noun_at", "currency_before", "minors", "units_at"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A word that measures or counts, as it is written, and what it is in normal form."""

    word: str
    name: str
    kind: str
    factor: Decimal = Decimal(1)
    not_before: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Minor:
    """The smaller unit in a compound quantity: 个月 in 四年六个月, 角 in 3元5角."""

    word: str
    per: int
    name: str | None  # the unit of the whole, where it is the smaller one


def units_at(text: str, position: int) -> Iterator[Unit]:
    """The units that may be written at ``position``, the longest first."""
    for unit in _units().get(text[position : position + 1], ()):
        end = position + len(unit.word)
        if not text.startswith(unit.word, position):
            continue
        if (
            unit.word[-1].isascii()
            and unit.word[-1].isalpha()
            and text[end : end + 1].isascii()
            and text[end : end + 1].isalnum()
        ):
            continue
        if not text.startswith(unit.not_before, end):
            yield unit


def counted_noun_at(text: str, position: int) -> bool:
    """Whether a noun stands here that newspapers count without a classifier (31省份, 4大项目)."""
    return text.startswith(_counted_nouns(), position)


def currency_before(text: str, position: int) -> tuple[int, str] | None:
    """The start and unit of the currency written right before ``position``: 人民币, US$."""
    for sign, unit in _currencies().get(text[position - 1 : position], ()):
        if text.endswith(sign, 0, position):
            start = position - len(sign)
            if not (
                sign[0].isalpha()
                and sign[0].isascii()
                and text[start - 1 : start].isascii()
                and text[start - 1 : start].isalpha()
            ):
                return start, unit
    return None


@cache
def minors(unit: str) -> tuple[Minor, ...]:
    """The smaller units that may follow an amount of ``unit``."""
    return tuple(
        Minor(row["minor"], int(row["per"]), row["name"] or None)
        for row in read_table("compound_units")
        if row["unit"] == unit
    )


@cache
def _units() -> dict[str, tuple[Unit, ...]]:
    """By first sign. Of two words of one length the measure comes first, a classifier may still follow."""
    found = [
        Unit(
            row["word"],
            row["unit"] or row["word"],
            row["kind"],
            Decimal(row["factor"] or 1),
            tuple(filter(None, row["not_before"].split("|"))),
            row["condition"],
        )
        for row in read_table("units")
    ]
    found += [
        Unit(row["word"], row["word"], "count", not_before=tuple(filter(None, row["not_before"].split("|"))))
        for row in read_table("classifiers")
    ]
    index: dict[str, list[Unit]] = {}
    for unit in sorted(found, key=lambda unit: -len(unit.word)):
        index.setdefault(unit.word[0], []).append(unit)
    return {sign: tuple(units) for sign, units in index.items()}


@cache
def _counted_nouns() -> tuple[str, ...]:
    return read_words("counted_nouns")


@cache
def _currencies() -> dict[str, tuple[tuple[str, str], ...]]:
    """By last sign, the longest first."""
    index: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(read_table("currencies"), key=lambda row: -len(row["sign"])):
        index.setdefault(row["sign"][-1], []).append((row["sign"], row["unit"]))
    return {sign: tuple(rows) for sign, rows in index.items()}
