"""Headlines: how they look, and which line of a stack is the title."""

from __future__ import annotations

from hbnews_ie.page.furniture import FULL_DATE
from hbnews_ie.page.joints import unclosed
from hbnews_ie.page.lines import width

__all__ = ["breaks_off", "headline_shaped", "strongly_shaped"]

_NOT_LAST = frozenset("。,、;:(《“‘的和与及是将把被由从向并且着但或其-")
_WIDEST = 45


def breaks_off(text: str) -> bool:
    """Tell whether a line cannot be a whole headline: it ends in a word or sign that calls for more."""
    if text[-1] in _NOT_LAST or unclosed(text):
        return True
    return len(text) > 16 and len(text) - text.rfind(",") <= 3  # …体系,武汉


def headline_shaped(text: str) -> bool:
    """Tell whether a line may be a headline: short, no full stop, nothing left open."""
    if len(text) < 2 or len(text) > 2 * _WIDEST or text[0] == "|" or "。" in text or ";" in text or breaks_off(text):
        return False
    commas = text.count(",")
    size = width(text)
    if size > _WIDEST or commas > 2 or (commas == 2 and size > 24):
        return False
    return not FULL_DATE.fullmatch(text) and any(map(str.isalpha, text))


def strongly_shaped(text: str) -> bool:
    """Tell whether a line looks like a headline and hardly like a piece of a sentence."""
    return "," not in text and text[-1] not in "?!…" and width(text) <= 20 and headline_shaped(text)
