"""From lines to the elements of a page: headlines, bylines, paragraphs, captions, turn marks.

A paragraph gathers its lines across line breaks, blank lines, captions and furniture. Where two columns
were read line by line in turn, a line that breaks off inside a word waits for the line that completes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hbnews_ie.page.furniture import is_caption_head
from hbnews_ie.page.headlines import breaks_off, headline_shaped, strongly_shaped
from hbnews_ie.page.joints import ends_sentence, fragment, fresh, joins, loose
from hbnews_ie.page.lines import Line, usual_gap, width
from hbnews_ie.text import LAYOUT

__all__ = ["Element", "read_elements"]

_AHEAD = 5  # lines looked at for the other half of a word
_WINDOW = 12  # lines after which a paragraph that broke off is given up
_NEAR = 3000  # characters around a joint in which the page may attest it
_HEADLINE = 60  # characters of a headline in pieces
_STORY = 250  # no caption in the middle of a sentence has so many characters,
_CREDITED = 100  # nor one whose credit stands on a line of its own,
_CAPTION = 70  # nor one without a credit


@dataclass(slots=True, eq=False)
class Element:
    """A headline line, byline, paragraph, caption or turn mark of the page, by raw spans.

    ``cuts`` are the numbers of the spans before which the reading jumped to another column.
    """

    kind: str
    spans: list[tuple[int, int]]
    head: str = ""
    tail: str = ""
    level: int = 0
    gap: int = 0
    opens: bool = False
    credited: bool = False
    size: int = 0
    texts: list[str] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)

    def add(self, line: Line, cut: bool) -> None:
        """Append a line."""
        if cut:
            self.cuts.append(len(self.spans))
        self.spans += _spans(line)
        self.tail = line.text
        self.texts.append(line.text)
        self.size += len(line.text)

    def drop_front(self, offset: int, norm: str) -> None:
        """Take off what stands before a raw offset, and white space after it."""
        number = 0
        while number < len(self.spans) and self.spans[number][1] <= offset:
            number += 1
        self.spans = self.spans[number:]
        self.cuts = [cut - number for cut in self.cuts if cut > number]
        if self.spans:
            start, end = self.spans[0]
            start = max(start, offset)
            self.spans[0] = (end - len(norm[start:end].lstrip(LAYOUT)), end)

    def drop_back(self, offset: int, norm: str) -> None:
        """Take off what stands in the last span from a raw offset on, and white space before it."""
        start, _ = self.spans.pop()
        kept = norm[start:offset].rstrip(LAYOUT)
        if kept:
            self.spans.append((start, start + len(kept)))

    def front(self, norm: str, limit: int) -> tuple[str, list[int]]:
        """Return the first characters, line breaks left out, and their raw offsets."""
        offsets: list[int] = []
        text = ""
        for start, end in self.spans:
            end = min(end, start + limit - len(text))
            text += norm[start:end]
            offsets.extend(range(start, end))
            if len(text) >= limit:
                break
        return text, offsets


def _spans(line: Line) -> list[tuple[int, int]]:
    """The raw spans of a line, the signs of Markdown bold left out."""
    if "**" not in line.text:
        return [(line.start, line.end)]
    spans = []
    start = line.start
    for part in line.text.split("**"):
        if part.strip(LAYOUT):
            spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans or [(line.start, line.end)]


class _Reader:
    def __init__(self, lines: Sequence[Line], norm: str) -> None:
        self.lines = lines
        self.norm = norm
        self.usual = usual_gap(lines)
        self.markdown = any(line.level for line in lines)
        self.margins = sum(line.indent for line in lines) < 0.8 * len(lines)
        self.next_read = _next_read(lines)
        self.elements: list[Element] = []
        self.open: Element | None = None
        self.strict = False  # a headline stands between the open paragraph and what follows
        self.broken: list[tuple[int, Element]] = []
        self.promised: dict[int, Element] = {}
        self.displaced: Element | None = None
        self.group: list[Element] = []
        self.group_end = -_WINDOW
        self.groups: list[list[Element]] = []

    def read(self) -> list[Element]:
        for index, line in enumerate(self.lines):
            if line.kind in ("continued", "turned"):
                self.put(index, Element(line.kind, [(line.start, line.end)]))
            elif line.kind == "byline":
                self.put(index, self.element("byline", line))
            elif line.kind == "text":
                self.text(index)
        for group in self.groups:
            _regroup(self.elements, group)
        return self.elements

    def element(self, kind: str, line: Line) -> Element:
        return Element(
            kind,
            _spans(line),
            line.text,
            line.text,
            line.level,
            line.gap,
            line.opens,
            line.credit is not None,
            len(line.text),
            [line.text],
        )

    def put(self, index: int, element: Element) -> None:
        """Add an element that ends the open paragraph."""
        self.suspend(index)
        self.elements.append(element)

    def suspend(self, index: int) -> None:
        if self.open is not None and self.open not in self.promised.values():
            self.broken = [(at, one) for at, one in self.broken if index - at < _WINDOW][-8:]
            self.broken.append((index, self.open))
        self.open = None
        self.strict = False

    def text(self, index: int) -> None:
        line = self.lines[index]
        if self.is_caption(index):
            self.elements.append(self.element("caption", line))
        elif index not in self.promised and self.is_heading(index):
            self.elements.append(self.element("heading", line))
            self.strict = True
        else:
            self.body(index, line)

    def following(self, index: int) -> Line | None:
        after = self.next_read[index]
        return self.lines[after] if after < len(self.lines) else None

    # captions and headlines

    def is_caption(self, index: int) -> bool:
        line, after = self.lines[index], self.following(index)
        size = len(line.text)
        if line.credit is not None:
            return self.open is None or size < _STORY
        if line.opens or size > _CREDITED:
            return False
        if after is not None and after.kind == "credit":
            return True
        if size > _CAPTION or not ends_sentence(line.text):
            return False
        if line.marker in ("▲", "△") or is_caption_head(line.text):
            return True
        return line.gap >= self.usual + 2 and line.gap > 2 and self.open is not None

    def is_heading(self, index: int) -> bool:
        line, after = self.lines[index], self.following(index)
        text = line.text
        if line.opens:
            return False
        if line.level:
            return len(text) <= 80 and not (text[-1] in "。…" and len(text) > 30)
        announced = after is not None and (after.kind in ("byline", "continued") or after.opens)
        if not headline_shaped(text):
            return announced and self.open is None and len(text) <= 60 and "。" not in text and not breaks_off(text)
        if self.open is not None and (not announced or joins(self.open.tail, text)):
            return self.interrupts(line, after)
        if announced:
            return True
        if after is not None and after.kind == "text" and joins(text, after.text):
            return False
        return self.stands_alone(line, after)

    def interrupts(self, line: Line, after: Line | None) -> bool:
        """Tell whether a headline comes in where a paragraph has not ended."""
        assert self.open is not None
        if line.gap == 0 or not strongly_shaped(line.text) or joins(self.open.tail, line.text):
            return False
        if line.column and not (width(line.text) <= 0.8 * line.column):
            return False
        if after is None or after.kind != "text":
            return True
        return (after.gap > 0 or after.indent) and not joins(line.text, after.text)

    def stands_alone(self, line: Line, after: Line | None) -> bool:
        """Tell whether a line between paragraphs, of a headline's form, is one."""
        text = line.text
        if text[-1] in "?!…" and self.elements and self.elements[-1].kind != "heading" and not line.marker:
            return False
        if after is None:  # the last line of a page without a stop was rather cut than a headline
            return not self.elements or self.elements[-1].kind == "heading"
        if line.column and width(text) <= 1.15 * line.column:
            apart = max(line.gap, after.gap) > self.usual or (after.indent and self.margins)
            return width(text) <= 0.7 * line.column or (apart and width(text) <= 0.85 * line.column)
        if line.gap == 0 and after.gap == 0 and not after.indent and self.elements:
            return strongly_shaped(text)
        if self.markdown and not after.level:
            return strongly_shaped(text)
        return True

    # paragraphs

    def body(self, index: int, line: Line) -> None:
        target, cut = self.target(index, line)
        if target is None:
            target = self.element("text", line)
            self.elements.append(target)
        else:
            target.add(line, cut)
        if target is not self.open:
            self.suspend(index)
        self.open = None if self.ends(index) else target
        self.strict = False

    def target(self, index: int, line: Line) -> tuple[Element | None, bool]:
        """Find the paragraph that a line goes on with; whether the reading jumps there."""
        if index in self.promised:
            self.group_end = index
            return self.promised.pop(index), True
        if line.opens:
            return None, False
        if self.open is not None:
            if self.goes_on(index, line):
                return self.open, False
            if self.open in self.promised.values():
                return self.displace(index), True
        if index - self.group_end < _WINDOW:
            return self.resume(index, line), True
        return None, False

    def goes_on(self, index: int, line: Line) -> bool:
        assert self.open is not None
        tail = self.open.tail
        if joins(tail, line.text):
            return True
        if (
            self.strict
            or line.marker
            or line.text[0] == "|"
            or (line.indent and self.margins)
            or fresh(tail, line.text)
        ):
            return False
        if fragment(tail, line.text) and (later := self.completes(index, tail)):
            self.promise(later)
            return False
        return True

    def completes(self, index: int, tail: str) -> int:
        """Find a later line that completes the word at the end of ``tail``; 0 if there is none."""
        before = self.lines[index]
        for _ in range(_AHEAD):
            index = self.next_read[index]
            if index >= len(self.lines) or self.lines[index].kind != "text":
                return 0
            line = self.lines[index]
            if line.opens:
                return 0
            broken = not ends_sentence(before.text) and not joins(before.text, line.text)
            if index not in self.promised and joins(tail, line.text) and (broken or loose(line.text)):
                return index
            before = line
        return 0

    def promise(self, later: int) -> None:
        assert self.open is not None
        if not self.group or later - self.group_end > _WINDOW:
            self.group = []
            self.groups.append(self.group)
            self.displaced = None
        self.group_end = later
        self.promised[later] = self.open
        self.group.append(self.open)

    def displace(self, index: int) -> Element | None:
        """Find the paragraph of the other column, for a line that stands where a promise holds."""
        for at, element in reversed(self.broken):
            if element is self.displaced and index - at < _WINDOW:
                return element
        self.displaced = self.element("text", self.lines[index])
        self.displaced.spans.clear()
        self.displaced.texts.clear()
        self.displaced.size = 0
        self.elements.append(self.displaced)
        self.group.append(self.displaced)
        return self.displaced

    def resume(self, index: int, line: Line) -> Element | None:
        """Find a paragraph that broke off and that a line completes, the page bearing witness."""
        around = self.norm[max(0, line.start - _NEAR) : line.start + _NEAR]
        for at, element in reversed(self.broken):
            if index - at >= _WINDOW:
                break
            seam = element.tail[-2:] + line.text[:2]
            if joins(element.tail, line.text) or (len(seam) == 4 and seam in around):
                self.broken.remove((at, element))
                self.group.append(element)
                return element
        return None

    def ends(self, index: int) -> bool:
        """Tell whether a paragraph ends with a line."""
        line, after = self.lines[index], self.following(index)
        if not ends_sentence(line.text):
            return False
        if not line.column or after is None or after.kind != "text" or not after.column:
            return True
        if (after.indent and self.margins) or after.gap > self.usual:
            return True
        return width(line.text) < line.column - 1.5


def _next_read(lines: Sequence[Line]) -> list[int]:
    """For each line, the number of the next line that is not furniture."""
    following = [0] * len(lines)
    after = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        following[index] = after
        if lines[index].kind in ("text", "byline", "continued", "turned", "credit"):
            after = index
    return following


def _regroup(elements: list[Element], group: Sequence[Element]) -> None:
    """Put columns that were read in turn into order: headline, the paragraph with the byline, the rest."""
    places = [place for place, element in enumerate(elements) if element in group]
    first, last = places[0], places[-1]
    opener = next((element for element in elements[first : last + 1] if element.opens), None)
    if opener is None:
        return
    elements.remove(opener)
    elements.insert(first, opener)
    if first and elements[first - 1].kind == "heading":
        return
    for place in range(first + 1, min(last + 2, len(elements))):
        after = elements[place + 1] if place + 1 < len(elements) else None
        if elements[place].kind == "heading" and not (after and (after.opens or after.kind == "byline")):
            elements.insert(first, elements.pop(place))
            return


def _find_broken_headlines(elements: Sequence[Element]) -> None:
    """A paragraph that reads as a headline, in pieces, and stands before a byline is one."""
    for element, after in pairwise(elements):
        if element.kind == "text" and not element.opens and element.size <= _HEADLINE:
            announced = after.opens or after.kind in ("byline", "continued")
            text = "".join(element.texts)
            if announced and len(element.spans) > 1 and headline_shaped(text):
                element.kind = "heading"


def _lists(elements: Sequence[Element]) -> Iterator[tuple[int, int]]:
    first = 0
    for place in range(len(elements) + 1):
        if place < len(elements) and elements[place].kind == "heading" and not elements[place].level:
            continue
        if place - first > 5:
            yield first, place
        first = place + 1


def read_elements(lines: Sequence[Line], norm: str) -> list[Element]:
    """Read the elements of a page in reading order; ``norm`` is the page in normal form."""
    elements = _Reader(lines, norm).read()
    _find_broken_headlines(elements)
    for first, end in list(_lists(elements)):  # so many headlines in a row are a list
        for element in elements[first + 1 : end]:
            element.kind = "text"
    return elements
