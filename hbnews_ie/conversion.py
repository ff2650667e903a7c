"""From one unit to another, without loss: 斤 to 吨, 元/斤 to 元/吨, 亩 to 平方公里, and on to pint.

A unit is written as in the text: any word of ``units.tsv`` (公斤, 成), with scales before it (万吨, 亿元), or a
quotient of such (元/吨, 吨每公顷). ``unit_sizes.tsv`` says how large each is, as exact fractions; what is not there
(元, 家) converts to multiples of itself alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from hbnews_ie.lexicon import read_table
from hbnews_ie.numerals import parse_number

if TYPE_CHECKING:
    import pint

__all__ = ["Convertible", "UnitError", "convert", "to_pint"]

_Quantity = TypeVar("_Quantity", bound="Convertible")

# A share without a unit (三分之一) is a share of the whole.
_WHOLE = "倍"
_PER = re.compile("[/每]")
_SCALE = re.compile("[十百千]?[万亿]{1,2}|[百千]")
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_DIVISION = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN)


class UnitError(ValueError):
    """Two units do not measure the same; the message names both."""


@dataclass(frozen=True, slots=True)
class _Size:
    """A unit as a multiple of base units: ``factor`` times ``bases``, and where its scale begins (``zero``)."""

    factor: Fraction
    bases: frozenset[tuple[str, int]]
    zero: Fraction = Fraction(0)


class Convertible:
    """A record with ``low``, ``high``, ``unit`` and ``kind``, whose amount can be counted in other units."""

    __slots__ = ()

    if TYPE_CHECKING:
        low: Decimal
        high: Decimal
        unit: str | None
        kind: str

    def to(self: _Quantity, unit: str) -> _Quantity:
        """Return the same quantity counted in ``unit``, as it may be written: 吨, 公斤, 万元, 元/吨, 成.

        Values are exact, or have 28 digits where no finite decimal is (1 亩 in 平方米). Bound, kind and span stay.
        Raises `UnitError` where the units do not measure the same, as money of two countries or months and days.
        """
        if self.unit is None and self.kind != "ratio":
            raise UnitError(f"a count without a unit cannot be converted to {unit}")
        return self._counted(convert(self.low, self.unit, unit), convert(self.high, self.unit, unit), unit)

    def to_pint(
        self, end: Literal["low", "high"] = "low", registry: pint.UnitRegistry[Any] | None = None
    ) -> pint.Quantity[Any]:
        """Return the lower or the higher end as a pint quantity; see `to_pint`."""
        return to_pint(self.low if end == "low" else self.high, self.unit, registry)

    def _counted(self: _Quantity, low: Decimal, high: Decimal, unit: str) -> _Quantity:
        raise NotImplementedError


def convert(value: Decimal, unit: str | None, target: str) -> Decimal:
    """Return ``value`` of ``unit`` counted in ``target``; exact, or to 28 digits where no finite decimal is.

    ``unit`` None is a plain share (三分之一). Raises `UnitError` where the two do not measure the same.

    >>> convert(Decimal(3), "亩", "平方米"), convert(Decimal("4.5"), "元/斤", "元/吨")
    (Decimal('2000'), Decimal('9000'))
    """
    source, goal = _size(unit or _WHOLE), _size(target)
    if source.bases != goal.bases:
        raise UnitError(f"{unit or 'a plain number'} cannot be converted to {target}")
    if source == goal:
        return value
    return _decimal((Fraction(value) * source.factor + source.zero - goal.zero) / goal.factor)


def _decimal(value: Fraction) -> Decimal:
    """The shortest decimal that is equal, or 28 digits of it where there is none (a third)."""
    places = _decimal_places(value.denominator)
    with localcontext(_DIVISION if places is None else _EXACT):
        quotient = (
            Decimal(value.numerator) / value.denominator
            if places is None
            else Decimal(value.numerator * 10**places // value.denominator).scaleb(-places)
        )
    digits = format(quotient, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _decimal_places(denominator: int) -> int | None:
    """How many decimals a fraction in lowest terms has; None if they never end."""
    counts = []
    for prime in (2, 5):
        counts.append(0)
        while denominator % prime == 0:
            denominator //= prime
            counts[-1] += 1
    return max(counts) if denominator == 1 else None


@lru_cache(maxsize=1024)
def _size(unit: str) -> _Size:
    """The size of a unit as written: a word, a word with scales before it, or a quotient of two."""
    known = _words().get(unit)
    if known is not None:
        name, factor = known
        size = _normal_size(name)
        return _Size(size.factor * factor, size.bases, size.zero)
    if not _PER.search(unit) and (scale := _SCALE.match(unit)):
        rest = unit[scale.end() :]
        number = parse_number(scale.group())
        if rest and number is not None and (rest in _words() or not _SCALE.match(rest)):
            size = _size(rest)
            return _Size(size.factor * Fraction(number), size.bases)
    return _quotient(unit)


def _quotient(unit: str) -> _Size:
    """元/吨, 吨每公顷; a single word that is not known is a measure of its own."""
    above, *parts = _PER.split(unit)
    if not above or not all(parts):
        raise UnitError(f"not a unit: {unit!r}")
    if not parts:
        return _Size(Fraction(1), frozenset({(unit, 1)}))
    size = _size(above)
    factor, bases = size.factor, Counter(dict(size.bases))
    for below in map(_size, parts):
        factor /= below.factor
        bases.subtract(dict(below.bases))
    return _Size(factor, frozenset((base, power) for base, power in bases.items() if power))


@cache
def _words() -> dict[str, tuple[str, Fraction]]:
    """The normal form of each word of ``units.tsv``, and how many of it the word is."""
    words = {row["unit"]: (row["unit"], Fraction(1)) for row in read_table("units") if row["unit"]}
    for row in read_table("units"):
        words.setdefault(row["word"], (row["unit"] or row["word"], Fraction(row["factor"] or 1)))
    return words


@cache
def _sizes() -> dict[str, dict[str, str]]:
    return {row["unit"]: row for row in read_table("unit_sizes")}


@cache
def _normal_size(name: str) -> _Size:
    row = _sizes().get(name)
    if row is None or not row["size"]:
        return _Size(Fraction(1), frozenset({(name, 1)}))
    base = _quotient(row["of"]) if _PER.search(row["of"]) else _size(row["of"])
    return _Size(Fraction(row["size"]) * base.factor, base.bases, Fraction(row["zero"] or 0))


def to_pint(value: Decimal, unit: str | None, registry: pint.UnitRegistry[Any] | None = None) -> pint.Quantity[Any]:
    """Return ``value`` of ``unit`` as a pint quantity with a `Decimal` magnitude.

    ``registry`` should be one with ``non_int_type=Decimal``, which is made if none is given (once a process).
    Units that pint lacks (亩, 斤, 元, 家) are defined in it by their sizes. Raises `ImportError` without pint.
    """
    registry = registry if registry is not None else _registry()
    if unit is None:
        return registry.Quantity(value, "")
    parts = [unit] if unit in _sizes() else _PER.split(unit)
    units = [registry.Unit(_pint_name(part, registry)) for part in parts]
    whole = units[0]
    for below in units[1:]:
        whole = whole / below
    return registry.Quantity(value, whole)


@cache
def _registry() -> pint.UnitRegistry[Any]:
    import pint

    return pint.UnitRegistry(non_int_type=Decimal)


def _pint_name(unit: str, registry: pint.UnitRegistry[Any]) -> str:
    """What pint calls a unit; one that it does not know is defined: 亩 by its size, 元 as a measure of its own."""
    row = _sizes().get(unit)
    if row is not None and row["pint"]:
        return row["pint"]
    name = unit if _IDENTIFIER.fullmatch(unit) else re.sub(r"\W", "_", f"_{unit}")
    if name not in registry:
        if row is not None and row["size"]:
            above, _, below = row["size"].partition("/")
            registry.define(f"{name} = {above} / {below or 1} * {_pint_name(row['of'], registry)}")
        elif unit == _WHOLE:
            registry.define(f"{name} = 1")
        else:
            registry.define(f"{name} = [{name}]")
    return name
