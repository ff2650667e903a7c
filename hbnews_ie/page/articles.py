"""Cutting a page into articles: which headline begins one, which byline closes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hbnews_ie.lexicon import read_words
from hbnews_ie.page.byline import Byline, byline_line, opening_byline, tail_byline
from hbnews_ie.page.flow import Element
from hbnews_ie.page.joints import joins, unclosed
from hbnews_ie.page.records import BylineName

__all__ = ["Draft", "cut_articles"]

_STORY = 60  # a caption this long under a headline of its own is a picture story
_REPEAT = 15  # a shorter paragraph may stand twice
_HEAD = 200


@lru_cache(maxsize=1)
def _notes() -> tuple[str, ...]:
    return read_words("page_words", kind="note")


@dataclass(slots=True)
class Draft:
    """An article being put together: headline lines, then paragraphs, captions and headings."""

    heads: list[Element] = field(default_factory=list)
    parts: list[Element] = field(default_factory=list)
    byline: list[BylineName] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    signed: bool = False
    closed: bool = False

    def reach(self, spans: Sequence[tuple[int, int]]) -> None:
        """Count raw spans into the article."""
        self.edges += (min(spans)[0], max(spans)[1])

    def has_text(self) -> bool:
        """Tell whether the article has a paragraph, an editor's note above the byline aside."""
        return any(part.kind == "text" and not part.head.startswith(_notes()) for part in self.parts)

    def sign(self, byline: Sequence[BylineName]) -> None:
        """Add persons to the byline; the paper of its first line holds for the next (通讯员 …)."""
        paper = next((name.paper for name in reversed(self.byline) if name.paper), None)
        self.byline += (replace(name, paper=paper) if name.role and not name.paper else name for name in byline)
        self.signed = True


class _Cutter:
    def __init__(self, elements: Sequence[Element], norm: str) -> None:
        self.elements = elements
        self.norm = norm
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.stack: list[Element] = []
        self.seen: dict[str, str] = {}
        self.plain = not any(one.opens or one.kind in ("byline", "continued") for one in elements)

    def cut(self) -> list[Draft]:
        for place, element in enumerate(self.elements):
            if element.kind == "heading":
                self.stack.append(element)
                continue
            after = self.elements[place + 1] if place + 1 < len(self.elements) else None
            getattr(self, "on_" + element.kind)(element, after)
        self.settle(None)
        return [draft for draft in self.drafts if draft.heads or draft.parts]

    def begin(self) -> Draft:
        """Begin an article under the headline lines that wait."""
        self.seen = {}
        draft = Draft(heads=self.stack)
        for element in self.stack:
            draft.reach(element.spans)
        self.stack = []
        self.drafts.append(draft)
        self.current = draft
        return draft

    def settle(self, element: Element | None) -> Draft:
        """Decide on waiting headline lines where no byline follows them."""
        draft = self.current
        if draft is None or draft.closed or (self.stack and self.begins(element)):
            return self.begin()
        if self.stack and not draft.heads and not draft.parts:
            draft.heads, self.stack = self.stack, []
            for one in draft.heads:
                draft.reach(one.spans)
        for one in self.stack:
            draft.parts.append(one)
            draft.reach(one.spans)
        self.stack = []
        return draft

    def begins(self, element: Element | None) -> bool:
        """Tell whether headline lines with no byline begin an article: on a page without any byline."""
        if not self.plain or element is None or self.current is None or not self.current.has_text():
            return False
        several = len(self.stack) > 1 and not self.stack[1].head.startswith("--")
        return several or self.stack[0].gap > 1

    def on_continued(self, element: Element, after: Element | None) -> None:
        self.begin().reach(element.spans)

    def on_turned(self, element: Element, after: Element | None) -> None:
        draft = self.settle(None)
        draft.reach(element.spans)
        draft.closed = True

    def on_byline(self, element: Element, after: Element | None) -> None:
        byline = byline_line(element.head) or Byline(0, 0)
        names = _moved(byline.names, list(range(*element.spans[0])))
        draft = self.current
        if not self.stack and draft is not None and not draft.closed:
            unsigned = not draft.byline and draft.has_text()
            more = draft.signed and not draft.has_text()
            last = after is None and draft.has_text()  # no article would follow
            if more or last or (unsigned and after is not None and after.kind in ("heading", "caption")):
                draft.sign(names)
                draft.reach(element.spans)
                draft.closed = unsigned
                return
            if not draft.has_text() and not draft.signed:
                draft.sign(names)
                draft.reach(element.spans)
                return
        draft = self.begin()
        draft.sign(names)
        draft.reach(element.spans)

    def on_caption(self, element: Element, after: Element | None) -> None:
        if self.stack and element.credited and element.size >= _STORY:
            kept = self.current
            draft = self.begin()
            self.current = kept if kept is not None and not kept.closed else draft
            draft.closed = self.current is draft
        else:
            draft = self.settle(element)
        draft.parts.append(element)
        draft.reach(element.spans)

    def on_text(self, element: Element, after: Element | None) -> None:
        if self.repeats(element):
            return
        if element.opens:
            draft = self.current
            fresh = draft is not None and not draft.closed and not draft.has_text() and not draft.signed
            draft = self.settle(element) if fresh and not self.stack and draft else self.begin()
            self.read_opening(element, draft)
        else:
            draft = self.settle(element)
        if element.spans:
            draft.reach(element.spans)
            self.read_tail(element, draft)
        if element.spans:
            draft.parts.append(element)

    def repeats(self, element: Element) -> bool:
        """Tell whether a paragraph stood before in its article, whole or up to where it breaks off."""
        if element.size < _REPEAT:
            return False
        text = "".join(self.norm[start:end] for start, end in element.spans).replace(" ", "")
        before = self.seen.setdefault(text[:_REPEAT], text)
        return before is not text and before.startswith(text)

    def read_opening(self, element: Element, draft: Draft) -> None:
        text, offsets = element.front(self.norm, _HEAD)
        byline = opening_byline(text)
        if byline is None:
            return
        draft.sign(_moved(byline.names, offsets))
        draft.reach(element.spans)
        if byline.dateline:
            start, end = byline.dateline
            draft.parts.append(Element("dateline", [(offsets[start], offsets[end - 1] + 1)]))
        element.drop_front(offsets[byline.end - 1] + 1, self.norm)

    def read_tail(self, element: Element, draft: Draft) -> None:
        start, end = element.spans[-1]
        text = self.norm[start:end]
        byline = tail_byline(text)
        if byline is None:
            return
        names = _moved(byline.names, range(start, end))
        if names and not draft.signed:
            draft.sign(names)
        elif names:
            draft.byline += [name for name in names if self.named(name) not in map(self.named, draft.byline)]
        draft.closed = True
        element.drop_back(start + byline.start, self.norm)

    def named(self, name: BylineName) -> str:
        return self.norm[name.start : name.end].replace(" ", "")


def _moved(names: Sequence[BylineName], offsets: Sequence[int]) -> list[BylineName]:
    """Move names from offsets of a text to raw offsets."""

    def span(inside: tuple[int, int] | None) -> tuple[int, int] | None:
        return (offsets[inside[0]], offsets[inside[1] - 1] + 1) if inside else None

    return [
        BylineName(offsets[name.start], offsets[name.end - 1] + 1, span(name.role), span(name.paper)) for name in names
    ]


def cut_articles(elements: Sequence[Element], norm: str) -> list[Draft]:
    """Cut the elements of a page into articles."""
    drafts = _Cutter(elements, norm).cut()
    for draft in drafts:
        draft.heads = _name_heads(draft.heads)
    return drafts


def _one_headline(left: Element, right: Element) -> bool:
    """Tell whether two lines are one headline, broken."""
    if left.level != right.level or right.head.startswith("--"):
        return False
    return unclosed(left.tail) or joins(left.tail, right.head)


def _name_heads(stack: Sequence[Element]) -> list[Element]:
    """Say which line of a stack is kicker, title and subtitle."""
    heads: list[Element] = []
    for element in stack:
        if heads and _one_headline(heads[-1], element):
            heads[-1].spans += element.spans
            heads[-1].tail = element.tail
        else:
            heads.append(element)
    title = _title_place(heads)
    for place, element in enumerate(heads):
        element.kind = "kicker" if place < title else "title" if place == title else "subtitle"
    return heads


def _title_place(heads: Sequence[Element]) -> int:
    """The title is the largest line; of equal ones the second, unless it begins with a dash."""
    largest = min((one.level or 9 for one in heads), default=0)
    places = [place for place, one in enumerate(heads) if (one.level or 9) == largest]
    if not places:
        return 0
    if len(places) > 1 and not heads[places[1]].head.startswith("--"):
        return places[1]
    return places[0]
