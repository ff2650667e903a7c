"""Find the quantities of a text: every place where a number may begin, and which reader takes it.

The readers are `grammar.read_quantity` and those of ``figures``: ranks, 翻番, ratios.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hbnews_ie.layers import Quantity
from hbnews_ie.lexicon import read_table
from hbnews_ie.numerals import CHINESE_DIGIT, NUMBER
from hbnews_ie.quantities.figures import HALF, read_doubling, read_half, read_rank, read_ratio, read_top
from hbnews_ie.quantities.grammar import read_quantity
from hbnews_ie.text import normalize, spread, unwrap

__all__ = ["find_quantities", "find_quantities_in_normalized", "parse_quantity"]


def find_quantities(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the quantities of a text, in order, with half-open code-point offsets into it.

    The text may be raw: blanks and line breaks inside a quantity do not hide it (`hbnews_ie.text.unwrap`).
    ``skip`` are spans that belong to something else, such as names and times: a quantity that overlaps one of
    them is dropped. Nothing is raised, whatever the text.
    """
    plain, offsets = unwrap(text)
    inner = [(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in skip]
    found = find_quantities_in_normalized(normalize(plain), inner)
    if len(plain) == len(text):
        return found
    spans = (spread(quantity.start, quantity.end, offsets) for quantity in found)
    return [replace(quantity, start=start, end=end) for quantity, (start, end) in zip(found, spans, strict=True)]


def parse_quantity(text: str) -> Quantity | None:
    """Return the quantity that ``text`` is, blanks around it left out, or None if it is none or more than one.

    >>> parse_quantity("近80亿元").low, parse_quantity("80亿元左右的")
    (Decimal('8000000000'), None)
    """
    found = find_quantities(text)
    whole = len(found) == 1 and not (text[: found[0].start] + text[found[0].end :]).strip()
    return found[0] if whole else None


def find_quantities_in_normalized(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Do the same as `find_quantities` on a text without layout that `hbnews_ie.text.normalize` was applied to."""
    text = _plain_numerals(text)
    spans = [*sorted(skip), (len(text), len(text))]
    found: list[Quantity] = []
    number = passed = end = 0
    for anchor in _anchor().finditer(text):
        start = anchor.start()
        while spans[number][1] <= start:
            passed = max(passed, spans[number][1])
            number += 1
        if start < end or spans[number][0] <= start:  # in a span: whatever is read there would be dropped
            continue
        quantity = _read_at(text, anchor, end)
        if quantity is None or quantity.start < end:
            continue
        end = quantity.end
        if passed <= quantity.start and end <= spans[number][0]:
            found.append(quantity)
    return found


def _read_at(text: str, anchor: re.Match[str], floor: int) -> Quantity | None:
    start = anchor.start()
    first = text[start]
    if first == "第":
        return read_rank(text, anchor)
    if first == "翻":
        return read_doubling(text, start)
    if (half := read_half(text, start)) is not None:
        return half
    if start and text[start - 1] == "前" and (top := read_top(text, start)) is not None:
        return top
    if text[anchor.end() : anchor.end() + 1] in (":", "∶", "比") and first.isdigit():
        return read_ratio(text, start)
    return read_quantity(text, start, floor)


# Digits as cheques and deeds write them, turned to the common ones where they make a number.
_FORMAL_DIGIT = "[壹贰叁肆伍陆柒捌玖]"
_FORMAL = re.compile(
    f"(?:{_FORMAL_DIGIT}[拾佰仟]|拾(?:{_FORMAL_DIGIT}|[零万亿元圆])|{_FORMAL_DIGIT}(?:[圆角]|[万亿元][整零壹贰叁肆伍陆柒捌玖]))"
    "[壹贰叁肆伍陆柒捌玖拾零佰仟万亿元圆角]*|(?<=点)[壹贰叁肆伍陆柒捌玖]+|(?<=[0-9一二两三四五六七八九十])[佰仟]"
)
_FORMAL_SIGN = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_COMMON = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟角", "一二三四五六七八九十百千毛")


def _plain_numerals(text: str) -> str:
    if _FORMAL_SIGN.search(text) is None:
        return text
    return _FORMAL.sub(lambda match: match.group().translate(_COMMON), text)


@cache
def _anchor() -> re.Pattern[str]:
    """Where a quantity may begin. A lone digit (一个, 三农) must have a unit or a numeral behind it."""
    units = {row["word"][0] for row in read_table("units") if not row["word"].isascii()} - {"个"}
    behind = "".join(sorted(units)) + "零〇○一二两三四五六七八九十百千万亿点分至到余多几来~-"
    counted = "个[月多半余星礼小钟工交自季学世年昼百亿万]"
    lone = f"[零〇一二两三四五六七八九](?=[{re.escape(behind)}]|又{CHINESE_DIGIT}{{1,3}}分之|{counted})"
    return re.compile(
        f"第 ?{NUMBER}|{HALF}|翻[了一两二三四五六约近超番倍]|半(?=[{''.join(sorted(units))}个])"
        f"|(?<=前){NUMBER}|(?=[0-9十百千万亿廿卅]|{lone}){NUMBER}"
    )
