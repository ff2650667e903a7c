"""What a page is read into: articles, their blocks, and the way back to the raw text."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hbnews_ie.layers import Block
from hbnews_ie.schema import Published

__all__ = ["BylineName", "Page", "PageArticle"]


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

    ``text`` holds the blocks joined by line feeds, in reading order; no other layout is left in it.
    The kinds of block are ``kicker``, ``title``, ``subtitle``, ``dateline`` (place and day of a
    byline, ``武汉11月8日``), ``heading`` (within the body), ``body`` (a paragraph) and ``caption``.
    ``offsets`` has the raw offset of each character of ``text``; that of a line feed is the place
    right after the character before it. White space that parts two phrases of a headline is a comma in
    ``text``. ``cuts`` are the places in ``text``, in order, where the reading leaves the order of the raw page.
    """

    start: int
    end: int
    text: str
    offsets: array[int]
    blocks: tuple[Block, ...]
    byline: tuple[BylineName, ...]
    cuts: tuple[int, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` to the raw page.

        The result begins and ends on a visible character. A span over a cut in the columns gives its
        longest piece, the later of equal ones. A span of line feeds or spaces alone gives the visible
        character before it. Raises `ValueError` unless ``0 <= start < end <= len(text)``.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span of a text of {len(self.text)} characters: {start}, {end}")
        cuts, text, offsets = self.cuts, self.text, self.offsets
        if cuts and (first := bisect_right(cuts, start)) < (last := bisect_right(cuts, end - 1)):
            start, end = self._longest_piece((start, *cuts[first:last], end))
        if text[start] in " \n" or text[end - 1] in " \n":
            start, end = self._visible(start, end)
        return offsets[start], offsets[end - 1] + 1

    def _visible(self, start: int, end: int) -> tuple[int, int]:
        """Take the blanks off both ends of a span."""
        text = self.text
        while start < end - 1 and text[start] in " \n":
            start += 1
        while start < end - 1 and text[end - 1] in " \n":
            end -= 1
        while text[start] in " \n":  # one blank: a block begins with a visible character
            start, end = start - 1, start
        return start, end

    def _longest_piece(self, edges: Sequence[int]) -> tuple[int, int]:
        best = (edges[0], edges[0])
        for left, right in pairwise(edges):
            while left < right - 1 and self.text[left] in " \n":
                left += 1
            if right - left >= best[1] - best[0]:
                best = (left, right)
        return best


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: the raw text, the publication date and the articles.

    ``staff`` are the persons named outside the articles' bylines: in the masthead, the editors' line
    and the credits of pictures. ``mastheads`` are the raw spans of the lines that may print the date of the issue.
    """

    raw: str
    published: Published
    articles: tuple[PageArticle, ...]
    staff: tuple[BylineName, ...] = ()
    mastheads: tuple[tuple[int, int], ...] = ()
