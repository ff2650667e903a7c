"""Physical lines: where they stand, what stands before them, how wide the column is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hbnews_ie.text import LAYOUT, normalize, replace_surrogates

__all__ = ["Line", "measure_columns", "normal_page", "read_lines", "usual_gap", "width"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+|\*\*(?=[^*]{1,60}\*\*$)")
_QUOTED = re.compile(r"(?:>[ \t]+)+(?=.)")
_MARKERS = "■□◎○●◆◇▲△▼▽★☆▶►◀◄※◤◢◥◣▌▍▎⬛·"
_BEFORE_TEXT = frozenset("#*>" + _MARKERS)
_LATIN = re.compile(r"[!-~]+")
_WIDEST = 48  # in full-width characters: no newspaper column is wider, paragraphs on one line are
_NARROWEST = 8
_SHORTEST_RUN = 5
_CHUNK = 12
_STOPS = frozenset("。!?;:…”")


@dataclass(slots=True)
class Line:
    """A line that is not empty.

    ``start`` and ``end`` are the raw offsets of its text, markers and white space left out; ``text`` is
    that stretch in normal form. ``gap`` counts the empty lines before it. ``level`` is that of a Markdown
    heading, 0 for none. ``column`` is the width of the column that the line stands in, in full-width
    characters, 0 where a paragraph is one line.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: bool
    level: int = 0
    marker: str = ""
    column: float = 0.0
    kind: str = "text"
    opens: bool = False
    credit: tuple[int, int] | None = None

    def trim(self, front: int, back: int = 0) -> None:
        """Take characters off both ends, and the white space beside them."""
        text = self.text[front : len(self.text) - back]
        self.start += front + len(text) - len(text.lstrip(LAYOUT))
        self.text = text.strip(LAYOUT)
        self.end = self.start + len(self.text)


def normal_page(raw: str) -> str:
    """Give each sign of a page one form, character for character; lone surrogates are replaced."""
    return replace_surrogates(normalize(raw))


def width(text: str) -> float:
    """Return the printed width in full-width characters."""
    return (len(text) + len(_LATIN.sub("", text))) / 2


def _take_off_markers(line: Line) -> None:
    if quoted := _QUOTED.match(line.text):
        line.trim(quoted.end())
    found = _MARKDOWN.match(line.text)
    if found and found.end() < len(line.text):
        line.level = len(found[1]) if found[1] else 6
        line.trim(found.end(), 0 if found[1] else 2)
    if line.text[0] in _MARKERS:
        rest = line.text.lstrip(_MARKERS + LAYOUT)
        if rest:
            line.marker = line.text[0]
            line.trim(len(line.text) - len(rest))


def read_lines(raw: str, norm: str) -> list[Line]:
    """Cut a page into its lines; ``norm`` is the page in normal form, of the same length as ``raw``."""
    lines: list[Line] = []
    last = 0
    for found in _LINE.finditer(norm):
        whole = found.group()
        text = whole.lstrip(LAYOUT)
        if not text:
            continue
        lead = len(whole) - len(text)
        text = text.rstrip(LAYOUT)
        start = found.start() + lead
        gap = len(_BREAK.findall(norm, last, found.start())) - 1 if lines else 0
        indent = lead > 1 or raw[found.start()] in "\u3000\t"
        line = Line(start, start + len(text), text, gap, indent)
        if text[0] in _BEFORE_TEXT:
            _take_off_markers(line)
        lines.append(line)
        last = found.end()
    return lines


def usual_gap(lines: Sequence[Line]) -> int:
    """Return how many empty lines usually stand between two lines of the page."""
    gaps = Counter(line.gap for line in lines[1:])
    return min(gaps, key=lambda gap: (-gaps[gap], gap), default=0)


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, list[float]]]:
    """Yield the runs of narrow lines: the first, and their widths."""
    first, widths = 0, list[float]()
    for index, line in enumerate((*lines, None)):
        if line is not None and not line.level and len(line.text) <= 2 * _WIDEST:
            size = width(line.text)
            if size <= _WIDEST:
                widths.append(size)
                continue
        if len(widths) >= _SHORTEST_RUN:
            yield first, widths
        first, widths = index + 1, []


def _column(lines: Sequence[Line], widths: Sequence[float]) -> float:
    """Return the width at which many of the lines break off, and which hardly one exceeds, or 0."""
    broken = [size for line, size in zip(lines, widths, strict=True) if line.text[-1] not in _STOPS]
    best, most = 0.0, 0
    for edge in set(broken):
        filled = sum(edge - 2.5 <= size <= edge for size in broken)
        over = sum(size > edge + 1 for size in widths)
        if 3 * filled > len(widths) and 7 * over <= len(widths) and (filled, edge) > (most, best):
            best, most = edge, filled
    return best if best >= _NARROWEST else 0.0


def measure_columns(lines: Sequence[Line]) -> None:
    """Find the columns in which the lines of a paragraph are broken at one width."""
    for first, widths in _runs(lines):
        for start in range(0, len(widths), _CHUNK):
            near, end = max(0, start - 2), min(len(widths), start + _CHUNK + 2)
            column = _column(lines[first + near : first + end], widths[near:end])
            if column:
                for line in lines[first + start : first + min(len(widths), start + _CHUNK)]:
                    line.column = column
