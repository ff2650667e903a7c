"""One document as the layers of meaning see it: sentences, clauses, words and what was found in them.

`Reading` gathers the layers that stand below facts and events, sorted by offset, and answers the
questions their rules ask: what lies in a stretch, which word covers an offset, which clause holds it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from hbnews_ie.components.sentences import find_sentences
from hbnews_ie.layers import Mention, Quantity, TimeExpression, Words

__all__ = ["Item", "Reading"]


_REACH = 2000  # characters to either side that a sentence is read


@dataclass(frozen=True, slots=True)
class Item:
    """Something found in the text: a mention (with its entity), a time or a quantity.

    ``type`` is the entity type, ``TIME``, or the kind of the quantity in capitals; ``index`` is the place in its
    own layer (for a mention, of its entity in ``doc._.entities``; None where it has none).
    """

    start: int
    end: int
    type: str
    index: int | None


class Reading:
    """The layers of one document, ready for look-up. Offsets are half-open code points."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc._.norm
        self.words: Words = doc._.words
        self.clauses: Sequence[tuple[int, int]] = doc._.clauses
        self.mentions: Sequence[Mention] = doc._.mentions
        self.times: Sequence[TimeExpression] = doc._.times
        self.quantities: Sequence[Quantity] = doc._.quantities
        self.sentence_starts = find_sentences(self.text)
        self.clause_starts = [start for start, _ in self.clauses]
        entity_of = {mention: number for number, entity in enumerate(doc._.entities) for mention in entity.mentions}
        items = [
            Item(mention.start, mention.end, mention.type, entity_of.get(number))
            for number, mention in enumerate(self.mentions)
        ]
        items += [Item(time.start, time.end, "TIME", number) for number, time in enumerate(self.times)]
        items += [
            Item(quantity.start, quantity.end, "QUANTITY", number) for number, quantity in enumerate(self.quantities)
        ]
        items.sort(key=lambda item: (item.start, -item.end))
        self.items = items
        self.item_starts = [item.start for item in items]

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the sentence that holds an offset, without the line end that closes it.

        Of a sentence that reaches farther than any in prose, the part around the offset.
        """
        place = bisect_right(self.sentence_starts, offset)
        start = self.sentence_starts[place - 1]
        end = self.sentence_starts[place] if place < len(self.sentence_starts) else len(self.text)
        while end > start and self.text[end - 1] == "\n":
            end -= 1
        return max(start, offset - _REACH), min(end, offset + _REACH)

    def clause(self, offset: int) -> int:
        """Return the number of the clause that holds an offset, or of the last one before it."""
        return max(0, bisect_right(self.clause_starts, offset) - 1)

    def within(self, start: int, end: int) -> list[Item]:
        """Return the items that begin in a stretch and end in it, in order."""
        low = bisect_left(self.item_starts, start)
        high = bisect_left(self.item_starts, end)
        return [item for item in self.items[low:high] if item.end <= end]

    def covering(self, offset: int) -> Item | None:
        """Return the item that lies over a character, if any."""
        place = bisect_right(self.item_starts, offset)
        for item in reversed(self.items[max(0, place - 3) : place]):
            if item.start <= offset < item.end:
                return item
        return None

    def word(self, offset: int) -> int:
        """Return the number of the word that covers an offset."""
        return bisect_right(self.words.starts, offset) - 1
