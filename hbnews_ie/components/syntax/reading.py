"""One document as the layers of meaning see it: sentences, clauses, words and what was found in them.

`Reading` gathers the layers that stand below facts and events, sorted by offset, and answers the
questions their rules ask: what lies in a stretch, which word covers an offset, which clause holds it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from hbnews_ie.layers import Entity, Mention, Post, Quantity, TimeExpression, Words

if TYPE_CHECKING:
    from hbnews_ie.components.syntax.clause import Element
    from hbnews_ie.components.syntax.group import Group

__all__ = ["NUMBERS", "Item", "Reading", "forget", "read"]

NUMBERS = frozenset({"TIME", "QUANTITY"})
"""The types of items that are no names."""

_LONGEST_QUOTATION = 400
_REACH = 2000  # characters to either side that a sentence is read
_MARGIN = 3  # characters beyond the edges that may be asked for


@dataclass(slots=True)
class Item:
    """Something found in the text: a mention (with its entity), a time or a quantity.

    ``type`` is the entity type, ``TIME``, or ``QUANTITY``; ``index`` is the place in its own layer (for a mention,
    of its entity in ``doc._.entities``; None where it has none).
    """

    start: int
    end: int
    type: str
    index: int | None


def _sentence_starts(doc: Doc) -> list[int]:
    """Return where the sentences of a document start, as the layer of sentences has marked them."""
    starts: list[int] = numpy.flatnonzero(doc.to_array(SENT_START) == 1).tolist()
    return starts


def _joined(clauses: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> Sequence[tuple[int, int]]:
    """Join the clauses that a name runs over: “江风楚韵 智聚云山——江城招商大会”|举行."""
    starts = [start for start, _ in clauses]
    joined: list[tuple[int, int]] | None = None
    for mention in reversed(mentions):
        first, last = bisect_right(starts, mention.start) - 1, bisect_left(starts, mention.end) - 1
        if 0 <= first < last:
            joined = list(clauses) if joined is None else joined
            joined[first : last + 1] = [(joined[first][0], joined[last][1])]
    return clauses if joined is None else joined


class Reading:
    """The layers of one document, ready for look-up. Offsets are half-open code points.

    ``titled`` has a 1 where a character stands in a title that somebody bears; ``parsed`` and ``openings`` keep what
    `syntax.clause` and `syntax.frame` have read of its clauses.
    """

    def __init__(self, doc: Doc) -> None:
        layers = doc._
        self.text: str = layers.norm
        self.words: Words = layers.words
        self.mentions: Sequence[Mention] = layers.mentions
        self.parted: Sequence[tuple[int, int]] = layers.clauses
        self.clauses = _joined(self.parted, self.mentions)
        self.times: Sequence[TimeExpression] = layers.times
        self.quantities: Sequence[Quantity] = layers.quantities
        self.entities: Sequence[Entity] = layers.entities
        self.sentence_starts = _sentence_starts(doc)
        self.sentences = self._without_line_ends()
        self.clause_starts = [start for start, _ in self.clauses]
        self.items = self._sorted_items()
        self.item_starts = [item.start for item in self.items]
        # By character, as no question is asked more often; None beyond the edges (the margin serves both).
        self.item_at: list[Item | None] = [None] * (len(self.text) + _MARGIN)
        for item in self.items:
            self.item_at[item.start : item.end] = [item] * (item.end - item.start)
        self.posts: Sequence[Post] = layers.posts
        self.titled = bytearray(len(self.text) + _MARGIN)
        for post in self.posts:
            start, end = post.title
            self.titled[start:end] = b"\1" * (end - start)
        self.parsed: dict[int, list[Element]] = {}
        self.openings: dict[int, tuple[int, list[Group]]] = {}

    def _sorted_items(self) -> list[Item]:
        entity_of = {mention: number for number, entity in enumerate(self.entities) for mention in entity.mentions}
        items = [Item(m.start, m.end, m.type, entity_of.get(number)) for number, m in enumerate(self.mentions)]
        items += [Item(time.start, time.end, "TIME", number) for number, time in enumerate(self.times)]
        items += [Item(q.start, q.end, "QUANTITY", number) for number, q in enumerate(self.quantities)]
        items.sort(key=lambda item: (item.start, -item.end))
        return items

    def _without_line_ends(self) -> list[tuple[int, int]]:
        sentences: list[tuple[int, int]] = []
        for start, following in pairwise([*self.sentence_starts, len(self.text)]):
            end = following
            while end > start and self.text[end - 1] == "\n":
                end -= 1
            sentences.append((start, end))
        return sentences

    def is_of(self, doc: Doc) -> bool:
        """Tell whether a document still has the layers that were read."""
        layers = doc._
        return (
            self.words is layers.words
            and self.mentions is layers.mentions
            and self.quantities is layers.quantities
            and self.times is layers.times
            and self.entities is layers.entities
            and self.parted is layers.clauses
            and self.posts is layers.posts
            and self.text == layers.norm
        )

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the sentence that holds an offset, without the line end that closes it.

        Of a sentence that reaches farther than any in prose, the part around the offset.
        """
        place = bisect_right(self.sentence_starts, offset)
        start, end = self.sentences[place - 1]
        if offset - start > _REACH or end - offset > _REACH:
            return max(start, offset - _REACH), min(end, offset + _REACH)
        return start, end

    def carried_from(self, offset: int) -> int:
        """Return from where a subject, a meeting or a time may carry to an offset.

        That is the start of the sentence before its own, or of its own where that opens a line.
        """
        start = self.sentence(offset)[0]
        return self.sentence(start - 1)[0] if start and self.text[start - 1] != "\n" else start

    def clause(self, offset: int) -> int:
        """Return the number of the clause that holds an offset, or of the last one before it."""
        return max(0, bisect_right(self.clause_starts, offset) - 1)

    def within(self, start: int, end: int) -> list[Item]:
        """Return the items that begin in a stretch and end in it, in order."""
        starts = self.item_starts
        low = bisect_left(starts, start)
        if low == len(starts) or starts[low] >= end:
            return []
        return [item for item in self.items[low : bisect_left(starts, end, low)] if item.end <= end]

    def time_alone(self, clause: int) -> bool:
        """Tell whether a clause is a time and no more: 去年,|产值达5亿元."""
        start, end = self.clauses[clause]
        item = self.covering(start)
        return item is not None and item.type == "TIME" and (item.start, item.end) == (start, end)

    def is_quoted(self, item: Item, before: int) -> bool:
        """Tell whether an item stands in a quotation that closes before an offset: “明年投产。”李明|说."""
        text, floor = self.text, max(0, item.start - _LONGEST_QUOTATION)
        opened = text.rfind("“", floor, item.start) > text.rfind("”", floor, item.start)
        return opened and text.find("”", item.end, before) >= 0

    def covering(self, offset: int) -> Item | None:
        """Return the item that lies over a character, if any."""
        return self.item_at[offset]

    def word(self, offset: int) -> int:
        """Return the number of the word that covers an offset."""
        return bisect_right(self.words.starts, offset) - 1


class _Latest:
    """The reading made last: the layers of one document are read one after the other."""

    reading: Reading | None = None


def read(doc: Doc) -> Reading:
    """Return the reading of a document, the one made for the layer before where nothing has changed since."""
    latest = _Latest.reading
    if latest is None or not latest.is_of(doc):
        latest = _Latest.reading = Reading(doc)
    return latest


def forget() -> None:
    """Let go of the document read last."""
    _Latest.reading = None
