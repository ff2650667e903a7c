"""Characters: folding the layout away, and one form for each sign.

Two conventions hold everywhere in the package. Offsets are half-open code-point indices. A text that
was *folded* has no layout white space left; a text that was *normalized* has the same length as before.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence

__all__ = ["LAYOUT", "UNIFIED", "fold", "fold_map", "normalize", "replace_surrogates", "spread", "unwrap"]

LAYOUT = (
    "".join(map(chr, (*range(0x21), *range(0x7F, 0xA1), 0xAD, 0x1680)))
    + "".join(map(chr, (*range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F, *range(0x2060, 0x206A))))
    + "\u3000\ufeff"
)
"""White space, control characters, zero-width and direction marks: none of them carries text."""

_LAYOUT_SET = f"[{re.escape(LAYOUT)}]"
_GAP = re.compile(f"{_LAYOUT_SET}{_LAYOUT_SET}*")  # found twice as fast as with a plus
_STOPS = "。！？；：.!?;:…"
_FULL_LINE = 10  # characters: a shorter line is a heading or a cell
_LEAST_PART = 4  # characters of each side of a pause in a headline
_BEFORE_PAUSE = re.compile("[\u3400-\u9fff0-9%“”《》]{3}[\u3400-\u9fff%”》]")
_AFTER_PAUSE = re.compile("[\u3400-\u9fff“《][\u3400-\u9fff0-9%“”《》]{3}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _joint(text: str, start: int, end: int) -> str:
    """What is left of white space between two signs: one space between Latin words, else nothing."""
    left, right = text[start - 1], text[end]
    if not (right.isascii() and right.isalnum() and left.isascii()):
        return ""
    if left.isdigit() and right.isdigit():
        gap = text[start:end]
        return "" if "\n" in gap or "\r" in gap else " "  # a number cut by a line break is one number
    if left.isalnum() or (left in ".,&'" and right.isalpha()):
        return " "
    return ""


def _joint_of_headline(text: str, start: int, end: int) -> str:
    """Between two parts of a headline white space is a pause: 校企携手　建成实验室, but not 张　明 or a line end."""
    gap = text[start:end]
    if "\n" in gap or "\r" in gap or not gap.isspace():  # signs without width are no pause
        return _joint(text, start, end)
    pause = _BEFORE_PAUSE.match(text, start - _LEAST_PART, start) and _AFTER_PAUSE.match(text, end)
    return "," if pause else _joint(text, start, end)


def fold_map(text: str, origin: int = 0, *, headline: bool = False) -> tuple[str, array[int]]:
    """Fold layout white space away and remember where each character stood.

    Returns the folded text and, for each of its characters, the offset in ``text``, counted from ``origin``
    (where ``text`` itself stands in a longer one). Lone surrogates become U+FFFD. The result depends on
    nothing but the neighbours of each gap, so folding a slice that begins and ends on a visible sign gives
    the slice of the folded text. In a ``headline`` white space that parts two phrases becomes a comma.
    """
    return _fold(text, _joint_of_headline if headline else _joint, origin)


def _fold(text: str, joint: Callable[[str, int, int], str], origin: int = 0) -> tuple[str, array[int]]:
    """Put what ``joint`` says, at most one sign, for each gap between two visible signs."""
    pieces: list[str] = []
    offsets = array("q")
    cursor = 0
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        if start > cursor:
            pieces.append(text[cursor:start])
            offsets.extend(range(origin + cursor, origin + start))
        if pieces and end < len(text) and (sign := joint(text, start, end)):
            pieces.append(sign)
            offsets.append(origin + start)
        cursor = end
    pieces.append(text[cursor:])
    offsets.extend(range(origin + cursor, origin + len(text)))
    folded = "".join(pieces)
    return replace_surrogates(folded), offsets


def unwrap(text: str) -> tuple[str, array[int]]:
    """Fold the layout within paragraphs away; a line end that ends a paragraph, a heading or a row stays.

    A line goes on in the next where it is not short, ends in no stop, and the next is not indented. Returns the text
    and, for each of its characters, the offset in ``text``.
    """

    def joint(text: str, start: int, end: int) -> str:
        gap = text[start:end]
        lines = gap.count("\n")
        if lines:
            short = start < _FULL_LINE or text.find("\n", start - _FULL_LINE, start) >= 0
            if short or lines > 1 or gap[-1] != "\n" or text[start - 1] in _STOPS:
                return "\n"
        return _joint(text, start, end)

    return _fold(text, joint)


def spread(start: int, end: int, offsets: Sequence[int]) -> tuple[int, int]:
    """Return where a span of a folded text stands in the text before."""
    return offsets[start], offsets[end - 1] + 1


def fold(text: str) -> str:
    """Fold layout white space away: none next to Chinese, one space between Latin words."""
    if text.isprintable() and " " not in text:  # most spans: nothing to fold, no lone surrogate
        return text
    text = replace_surrogates(text).strip(LAYOUT)
    return _GAP.sub(lambda gap: _joint(text, *gap.span()), text)


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
_NOT_NORMAL = re.compile(f"[{re.escape(''.join(_NORMAL))}]")  # a tenth of the time of str.translate
UNIFIED = frozenset([*_NORMAL.values(), *"“”"])
"""The signs that normalizing may put for others: a text without them is as it was written."""

_STRAIGHT_QUOTE = re.compile(r'"[^"\n]{1,400}"')


def normalize(text: str) -> str:
    """Give each sign one form, character for character, so that patterns need to know only one.

    Full-width letters, digits and punctuation become half-width, all dashes ``-``, all brackets round,
    all quotation marks ``“ ”``. NFKC is not used because it changes lengths (㎡ becomes m2).
    """
    text = _NOT_NORMAL.sub(lambda sign: _NORMAL[sign.group()], text)
    if '"' in text:
        text = _STRAIGHT_QUOTE.sub(lambda quoted: "“" + quoted.group()[1:-1] + "”", text)
    return text
