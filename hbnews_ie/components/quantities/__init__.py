"""The layer of quantities: numbers with what they count or measure.

`find_quantities` also serves by itself, on any Chinese text. The grammar is in grammar.py and terms.py, what a
number is in number.py and `hbnews_ie.numerals`, what is no quantity in exclusions.py; the words are tables in
``lexicons/``: units, classifiers, modifiers, currencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.quantities.figures import read_doubling, read_rank, read_ratio, read_top
from hbnews_ie.components.quantities.grammar import read_quantity
from hbnews_ie.document import show_spans
from hbnews_ie.layers import Quantity
from hbnews_ie.lexicon import read_table
from hbnews_ie.numerals import NUMBER
from hbnews_ie.text import normalize

__all__ = ["find_quantities", "make_quantities"]


def find_quantities(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the quantities of a text, in order, with offsets into it.

    ``skip`` are spans that belong to something else, such as names and times: a quantity that overlaps one of
    them is dropped. Nothing is raised, whatever the text.
    """
    return _find(normalize(_LIST_COMMA.sub("、", text)), skip)


def _find(norm: str, skip: Sequence[tuple[int, int]]) -> list[Quantity]:
    plain = _plain_numerals(norm)
    spans = sorted(skip)
    found: list[Quantity] = []
    passed = 0
    for quantity in _read(plain):
        while passed < len(spans) and spans[passed][1] <= quantity.start:
            passed += 1
        if passed == len(spans) or spans[passed][0] >= quantity.end:
            found.append(quantity)
    return found


def _read(text: str) -> Iterator[Quantity]:
    end = 0
    for anchor in _anchor().finditer(text):
        start = anchor.start()
        if start < end:
            continue
        quantity = _read_at(text, anchor, end)
        if quantity is not None and quantity.start >= end:
            end = quantity.end
            yield quantity


def _read_at(text: str, anchor: re.Match[str], floor: int) -> Quantity | None:
    start = anchor.start()
    first = text[start]
    if first == "第":
        return read_rank(text, anchor)
    if first == "翻":
        return read_doubling(text, start)
    if start and text[start - 1] == "前" and (top := read_top(text, start)) is not None:
        return top
    if text[anchor.end() : anchor.end() + 1] in (":", "∶", "比") and first.isdigit():
        return read_ratio(text, start)
    return read_quantity(text, start, floor)


# Between common digits a full-width comma parts two numbers; normalized it would group thousands.
_LIST_COMMA = re.compile("(?<=[0-9])，(?=[0-9])")
# Digits as cheques and deeds write them, turned to the common ones where they make a number.
_FORMAL_DIGIT = "[壹贰叁肆伍陆柒捌玖]"
_FORMAL = re.compile(
    f"(?:{_FORMAL_DIGIT}[拾佰仟]|拾(?:{_FORMAL_DIGIT}|[零万亿元圆])|{_FORMAL_DIGIT}(?:[圆角]|[万亿元][整零壹贰叁肆伍陆柒捌玖]))"
    "[壹贰叁肆伍陆柒捌玖拾零佰仟万亿元圆角]*|(?<=点)[壹贰叁肆伍陆柒捌玖]+|(?<=[0-9一二两三四五六七八九十])[佰仟]"
)
_COMMON = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟角", "一二三四五六七八九十百千毛")


def _plain_numerals(text: str) -> str:
    return _FORMAL.sub(lambda match: match.group().translate(_COMMON), text)


@cache
def _anchor() -> re.Pattern[str]:
    """Where a quantity may begin. A lone digit (一个, 三农) must have a unit or a numeral behind it."""
    units = {row["word"][0] for row in read_table("units") if not row["word"].isascii()} - {"个"}
    behind = "".join(sorted(units)) + "零〇○一二两三四五六七八九十百千万亿点分至到余多几来~-"
    lone = f"[零〇一二两三四五六七八九](?=[{re.escape(behind)}]|个[月多半余星礼小钟工交自季学世年昼百亿万])"
    return re.compile(
        f"第 ?{NUMBER}|翻[了一两二三四五六约近超番倍]|半(?=[{''.join(sorted(units))}个])"
        f"|(?<=前){NUMBER}|(?=[0-9十百千万亿廿卅]|{lone}){NUMBER}"
    )


class _Quantities:
    def __call__(self, doc: Doc) -> Doc:
        taken = [(time.start, time.end) for time in doc._.times]
        taken += [(mention.start, mention.end) for mention in doc._.mentions]
        doc._.quantities = tuple(_find(doc._.norm, taken))
        show_spans(doc, "quantities", ((q.start, q.end, q.kind) for q in doc._.quantities))
        return doc


@Language.factory("hbnews_quantities")
def make_quantities(nlp: Language, name: str) -> _Quantities:
    """Make the component."""
    return _Quantities()
