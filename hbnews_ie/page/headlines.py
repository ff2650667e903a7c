"""Headlines: how they look, and which line of a stack is the title."""

from __future__ import annotations

import re

from hbnews_ie.page.furniture import FULL_DATE
from hbnews_ie.page.joints import unclosed
from hbnews_ie.page.lines import width

__all__ = ["headline_shaped", "strongly_shaped"]

_NOT_LAST = frozenset("。,、;:(《“‘的和与及是将把被由从向并且着但或其-")
_WIDEST = 45
_HAS_PROSE = re.compile(r"。|;|[,、]$")


def headline_shaped(text: str) -> bool:
    """Tell whether a line may be a headline: short, no full stop, nothing left open."""
    if len(text) < 2 or len(text) > 2 * _WIDEST or text[-1] in _NOT_LAST or _HAS_PROSE.search(text):
        return False
    commas = text.count(",")
    size = width(text)
    if size > _WIDEST or commas > 2 or (commas == 2 and size > 24):
        return False
    return not unclosed(text) and not FULL_DATE.fullmatch(text) and any(map(str.isalpha, text))


def strongly_shaped(text: str) -> bool:
    """Tell whether a line looks like a headline and hardly like a piece of a sentence."""
    return headline_shaped(text) and width(text) <= 20 and "," not in text and text[-1] not in "?!…"
