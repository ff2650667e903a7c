"""From a group of words to what fills a role: names where there are any, else the noun phrase.

Names in a list fill the role one each. A name before a common noun makes a phrase of its own (鄂州|企业).
The titles before a person, and what follows 等, are left out. Pronouns and nouns like 该公司 are
resolved to what was named before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hbnews_ie.components.events.clause import Element
from hbnews_ie.components.events.frame import Group
from hbnews_ie.components.reading import Item, Reading
from hbnews_ie.layers import Argument, Post
from hbnews_ie.lexicon import read_table

__all__ = ["Filler", "Resolver"]

_POINTING = ("该", "本", "此", "这")
_NUMERALS = frozenset("一两二三四五六七八九十首多数各诸")
_FAR = 400  # characters back that an anaphor may look


@dataclass(frozen=True, slots=True)
class Filler:
    """A span that can fill a role, with the item it is, if it is one."""

    start: int
    end: int
    item: Item | None = None

    def argument(self, role: str) -> Argument:
        """Return it as the argument in a role."""
        item = self.item
        if item is None:
            return Argument(role, self.start, self.end)
        if item.type == "TIME":
            return Argument(role, self.start, self.end, time=item.index)
        if item.type == "QUANTITY":
            return Argument(role, self.start, self.end, quantity=item.index)
        return Argument(role, self.start, self.end, entity=item.index)


@cache
def _anaphors() -> dict[str, tuple[str, bool]]:
    return {row["word"]: (row["type"], row["alone"] == "yes") for row in read_table("anaphors")}


def _parts(elements: Sequence[Element]) -> list[list[Element]]:
    """Cut a run of elements where a list is joined."""
    parts: list[list[Element]] = [[]]
    for element in elements:
        if element.kind in ("list", "with"):
            parts.append([])
        else:
            parts[-1].append(element)
    return [part for part in parts if part]


class Resolver:
    """Makes fillers of the groups of one document."""

    def __init__(self, reading: Reading, posts: Sequence[Post]) -> None:
        self.reading = reading
        self.titles = {post.title[0]: post.title[1] for post in posts}
        self.title_offsets = frozenset(offset for post in posts for offset in range(post.title[0], post.title[1]))

    def fillers(self, group: Group) -> list[Filler]:
        """Return what a group gives: its names, or itself as a phrase; nothing for a bare pronoun."""
        head = group.elements[group.tied :]
        named: list[Filler] = []
        plain: list[Filler] = []
        for part in _parts(head):
            filler = self._part(part)
            if filler is None:
                continue
            (named if filler.item else plain).append(filler)
        if not named and plain:
            return [self._phrase(group, plain)]
        named += [filler for filler in plain if self.holds_name(filler)]
        return sorted(named, key=lambda filler: filler.start)

    def _part(self, part: Sequence[Element]) -> Filler | None:
        """Return what one part of a list gives."""
        content: list[Element] = []
        for element in part:
            if element.kind == "etc":
                break
            if element.kind != "quote":
                content.append(element)
        while len(content) > 1 and content[-1].kind == "quantity" and content[-2].kind in ("noun", "name"):
            content.pop()  # 企业|237家
        if not content:
            return None
        last = content[-1]
        if last.kind == "name":
            return Filler(last.start, last.end, last.item)
        quoted = self._quoted_name(part)
        if quoted is not None:
            return quoted
        if last.start in self.title_offsets or all(e.kind == "pronoun" for e in content):
            return None
        start = content[0].start
        if content[0].kind == "pronoun" and len(content) > 1:
            start = content[1].start
        return Filler(start, last.end)

    def _quoted_name(self, part: Sequence[Element]) -> Filler | None:
        """A name in quotation marks stands for the thing, whatever class noun follows (“大山雀”|系统)."""
        for before, element, after in zip(part, part[1:], part[2:], strict=False):
            if element.kind == "name" and before.kind == after.kind == "quote":
                return Filler(element.start, element.end, element.item)
        first = part[0]
        if first.kind == "name" and first.item and self.reading.text[first.start] in "“《":
            return Filler(first.start, first.end, first.item)
        return None

    def holds_name(self, filler: Filler) -> bool:
        """Tell whether a name stands in a filler."""
        return any(item.type not in ("TIME", "QUANTITY") for item in self.reading.within(filler.start, filler.end))

    def _phrase(self, group: Group, plain: Sequence[Filler]) -> Filler:
        """The whole group as one phrase, without numerals and unpaired marks at its edges."""
        start = plain[0].start if group.tied == 0 else group.start
        end = plain[-1].end
        text = self.reading.text
        for opening, closing in ("“”", "《》", "()"):
            inner = text[start:end]
            if inner.count(closing) < inner.count(opening) and text[end : end + 1] == closing:
                end += 1
            if inner.count(closing) > inner.count(opening) and text[start - 1 : start] == opening:
                start -= 1
        return Filler(start, end)

    # Anaphors

    def antecedent(self, group: Group) -> tuple[str, list[Filler]] | None:
        """Return the type an anaphor stands for and its antecedent; None where the group is no anaphor.

        The type is ``SUBJECT`` where it stands for the subject of what went before.
        """
        text = self.reading.text[group.elements[group.tied].start : group.end] if group.elements else ""
        word, pointed = text, False
        if text[:1] in _POINTING:
            pointed = True
            word = text[1:].lstrip("次家个项些")
        if any(element.kind == "name" for element in group.elements):
            return None
        entry = _anaphors().get(word) or (_anaphors().get(word[-2:]) if pointed else None)
        if entry is None:
            return ("SUBJECT", []) if text and all(e.kind == "pronoun" for e in group.elements) else None
        kind, alone = entry
        if not (alone or pointed):
            return None
        if kind in ("SUBJECT", "SPEAKER"):
            return kind, []
        found = self.last_named(group.start, (kind,))
        return kind, [found] if found else []

    def last_named(self, offset: int, types: Sequence[str]) -> Filler | None:
        """Return the last name of some types before an offset, not too far back."""
        for item in reversed(self.reading.within(max(0, offset - _FAR), offset)):
            if item.type in types:
                return Filler(item.start, item.end, item)
        return None
