"""Writing an article out: blocks of readable text, with the raw offset of every character."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from hbnews_ie.layers import Block
from hbnews_ie.page.articles import Draft
from hbnews_ie.page.flow import Element
from hbnews_ie.page.records import PageArticle
from hbnews_ie.text import LAYOUT, fold, fold_map

__all__ = ["write_article"]

_FOLDED = re.compile(f"[{re.escape(LAYOUT)}\ud800-\udfff]")  # what `fold_map` changes
_HEADLINES = ("title", "kicker", "subtitle", "heading")
_KINDS = {"text": "body"}


class _Writer:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.pieces: list[str] = []
        self.offsets = array("q")
        self.blocks: list[Block] = []
        self.cuts: list[int] = []

    def block(self, kind: str, element: Element) -> None:
        """Write an element as one block."""
        if self.blocks:
            self.pieces.append("\n")
            self.offsets.append(self.offsets[-1] + 1)
        start = len(self.offsets)
        if start and self.offsets[-1] > element.spans[0][0]:
            self.cuts.append(start)
        for first, end, cut in self.stretches(element):
            self.stretch(first, end, cut, inside=len(self.offsets) > start, headline=kind in _HEADLINES)
        self.blocks.append(Block(kind, start, len(self.offsets)))

    def stretches(self, element: Element) -> list[tuple[int, int, bool]]:
        """Put spans together that only layout parts."""
        together: list[tuple[int, int, bool]] = []
        for number, (start, end) in enumerate(element.spans):
            cut = number in element.cuts
            if together and not cut:
                first, last, before = together[-1]
                if last <= start <= last + 200 and not self.raw[last:start].strip(LAYOUT):
                    together[-1] = (first, end, before)
                    continue
            together.append((start, end, cut))
        return together

    def stretch(self, start: int, end: int, cut: bool, *, inside: bool, headline: bool) -> None:
        text = self.raw[start:end]
        offsets: Iterable[int] = range(start, end)
        if _FOLDED.search(text):
            text, offsets = fold_map(text, start, headline=headline)
        if inside and len(fold(self.pieces[-1][-1] + "\n" + text[0])) == 3:
            self.pieces.append(" ")
            self.offsets.append(self.offsets[-1] + 1)
        if inside and (cut or self.offsets[-1] > start):
            self.cuts.append(len(self.offsets))
        self.pieces.append(text)
        self.offsets.extend(offsets)


def write_article(raw: str, draft: Draft) -> PageArticle | None:
    """Write an article out; None where nothing is left of it."""
    writer = _Writer(raw)
    for element in (*draft.heads, *draft.parts):
        if element.spans:
            writer.block(_KINDS.get(element.kind, element.kind), element)
    if not writer.blocks:
        return None
    return PageArticle(
        start=min(draft.edges),
        end=max(draft.edges),
        text="".join(writer.pieces),
        offsets=writer.offsets,
        blocks=tuple(writer.blocks),
        byline=tuple(draft.byline),
        cuts=tuple(writer.cuts),
    )
