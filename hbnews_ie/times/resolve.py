"""What the pieces of a time expression mean: each narrows the period that the pieces before it gave.

The meanings are functions in ``years``, ``months``, ``days`` and ``amounts``, each marked with the pieces of
`hbnews_ie.times.grammar` that it is the meaning of. It is given the piece as written, the period that
it narrows (None for the first piece), and the date of publication, and returns None where the calendar has no
such time (2月30日) or the date of publication would have to be known.
"""

from __future__ import annotations

from hbnews_ie.times import amounts, days, months, years  # noqa: F401  (they fill the table)
from hbnews_ie.times.edtf import Period
from hbnews_ie.times.meanings import MEANINGS
from hbnews_ie.times.reference import Reference

__all__ = ["INHERITS", "NEEDS", "narrow"]

# What a piece narrows when nothing in its chain says it: the year, month or week has to be found.
NEEDS = {
    **dict.fromkeys(("half", "quarter", "first_months", "months", "lunar", "festival"), "year"),
    **dict.fromkeys(("day", "ten_days"), "month"),
    "weekday": "week",
}
# What by itself belongs to the year or month of publication, and in a range to that of the first half: 3月至年底.
INHERITS = {"year_edge": "year", "month_edge": "month", "half_month": "month"}


def narrow(piece: str, text: str, outer: Period | None, reference: Reference) -> Period | None:
    """Return what a piece makes of the period before it, or None if that is no time."""
    return MEANINGS[piece](text, outer, reference)
