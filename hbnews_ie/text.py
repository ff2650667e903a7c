"""Characters: folding the layout away, and one form for each sign.

Two conventions hold everywhere in the package. Offsets are half-open code-point indices. A text that
was *folded* has no layout white space left; a text that was *normalized* has the same length as before.
"""

from __future__ import annotations

import re
from array import array

__all__ = ["fold", "fold_map", "normalize", "replace_surrogates"]

# White space, control characters, zero-width and direction marks: none of them carries text.
_LAYOUT = re.compile(r"[\s\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _joint(left: str, gap: str, right: str) -> str:
    """What is left of white space between two signs: one space between Latin words, else nothing."""
    if not (right.isascii() and right.isalnum() and left.isascii()):
        return ""
    if left.isdigit() and right.isdigit():
        return "" if "\n" in gap or "\r" in gap else " "  # a number cut by a line break is one number
    if left.isalnum() or (left in ".,&'" and right.isalpha()):
        return " "
    return ""


def fold_map(text: str) -> tuple[str, array[int]]:
    """Fold layout white space away and remember where each character stood.

    Returns the folded text and, for each of its characters, the offset in ``text``. Lone surrogates
    become U+FFFD. The result depends on nothing but the neighbours of each gap, so folding a slice
    that begins and ends on a visible sign gives the slice of the folded text.
    """
    pieces: list[str] = []
    offsets = array("q")
    cursor = 0
    for gap in _LAYOUT.finditer(text):
        start, end = gap.span()
        if start > cursor:
            pieces.append(text[cursor:start])
            offsets.extend(range(cursor, start))
        if pieces and end < len(text) and _joint(text[start - 1], gap.group(), text[end]):
            pieces.append(" ")
            offsets.append(start)
        cursor = end
    pieces.append(text[cursor:])
    offsets.extend(range(cursor, len(text)))
    folded = "".join(pieces)
    return replace_surrogates(folded), offsets


def fold(text: str) -> str:
    """Fold layout white space away: none next to Chinese, one space between Latin words."""
    if text.isprintable() and " " not in text:  # most spans: nothing to fold, no lone surrogate
        return text
    return fold_map(text)[0]


def replace_surrogates(text: str) -> str:
    """Put U+FFFD for lone surrogates, which are no characters and cannot be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def _normal_forms() -> dict[str, str]:
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    for signs, form in (
        ("\u3000", " "),
        ("〔【﹙﹝", "("),
        ("〕】﹚﹞", ")"),
        ("〝〟｢｣", '"'),
        ("「『", "“"),
        ("」』", "”"),
        ("–—―−－─﹣", "-"),
        ("～〜∼", "~"),
        ("､", "、"),
        ("｡", "。"),
        ("･‧•∙", "·"),
        ("﹪", "%"),
    ):
        table.update((sign, form) for sign in signs)
    return table


_NORMAL = _normal_forms()
_STRAIGHT_QUOTE = re.compile(r'"[^"\n]{1,400}"')


def normalize(text: str) -> str:
    """Give each sign one form, character for character, so that patterns need to know only one.

    Full-width letters, digits and punctuation become half-width, all dashes ``-``, all brackets round,
    all quotation marks ``“ ”``. NFKC is not used because it changes lengths (㎡ becomes m2).
    """
    for sign in _NORMAL.keys() & set(text):  # quicker than str.translate: few signs of the table stand in one text
        text = text.replace(sign, _NORMAL[sign])
    if '"' in text:
        text = _STRAIGHT_QUOTE.sub(lambda quoted: "“" + quoted.group()[1:-1] + "”", text)
    return text
