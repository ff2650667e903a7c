"""From raw text to `Page`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from hbnews_ie.page.articles import Draft, cut_articles
from hbnews_ie.page.byline import byline_line, credit_names, is_paper, opens_article, staff_names
from hbnews_ie.page.flow import Element, read_elements
from hbnews_ie.page.furniture import credit_start, furniture_kind, take_off_turns
from hbnews_ie.page.lines import Line, measure_columns, normal_page, read_lines
from hbnews_ie.page.published import check_date, find_published
from hbnews_ie.page.records import BylineName, Page
from hbnews_ie.page.writing import write_article

__all__ = ["read_page"]

_REPEATED = 40  # a shorter line may stand twice
_NEAR = 8  # lines among which one may have been printed twice
_DATELINE = 40


def read_page(raw: str, published: str | None = None) -> Page:
    """Read a raw page.

    ``published`` is the date of publication (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``); without it, it is
    read off the masthead or inferred (see `hbnews_ie.page.published`). Any string is read; text without
    a visible character gives a page without articles. Raises `ValueError` for a date that is none.
    """
    given = None if published is None else check_date(published)
    norm = normal_page(raw)
    lines = _classified(read_lines(raw, norm))
    measure_columns([line for line in lines if line.kind == "text"])
    elements = read_elements(lines, norm)
    drafts = cut_articles(elements, norm)
    articles = tuple(article for draft in drafts if (article := write_article(raw, draft)))
    mastheads = [line for line in lines if line.kind in ("masthead", "date")]
    masthead = [line.text for line in mastheads]
    text = "\n".join(line.text for line in lines if line.kind not in ("masthead", "date", "furniture"))
    date = find_published(given, masthead, text, _first_words(drafts, norm), _heads(drafts, norm))
    issue = tuple((line.start, line.start + len(line.text)) for line in mastheads if line.kind == "masthead")
    return Page(raw, date, articles, _staff(lines, norm), issue)


def _classified(lines: list[Line]) -> list[Line]:
    """Say of each line what it is, turn marks and credits taken off."""
    read: list[Line] = []
    recent: deque[str] = deque(maxlen=_NEAR)
    texts = 0
    for line in lines:
        line.kind = furniture_kind(line)
        if line.kind == "date" and texts > 1:
            line.kind = "text"  # a date under a text belongs to it
        if line.kind == "text":
            read.extend(_edges_taken_off(line, recent))
            texts += line.kind == "text"
            recent.append(line.text)
        else:
            read.append(line)
    _drop_letter_columns(read)
    return read


def _edges_taken_off(line: Line, recent: Iterable[str]) -> list[Line]:
    """Take turn marks and the credit off a line; marks become lines of their own."""
    start, end = line.start, line.end
    continued, turned = take_off_turns(line)
    marks = [Line(start, line.start, "", line.gap, False, kind="continued")] if continued else []
    after = [Line(line.end, end, "", 0, False, kind="turned")] if turned else []
    if not line.text:
        return marks + after
    if continued:
        line.marker = ""  # it pointed to the turn mark
    if (credit := credit_start(line.text)) is not None:
        line.credit = (line.start + credit, line.end)
        if credit == 0:
            line.kind = "credit"
        else:
            line.trim(0, len(line.text) - credit)
    elif is_paper(line.text):
        line.kind = "furniture"
    elif byline_line(line.text):
        line.kind = "byline"
    elif len(line.text) >= _REPEATED and any(map(str.startswith, recent, repeat(line.text))):
        line.kind = "furniture"  # printed twice, whole or up to where it breaks off
    else:
        line.opens = opens_article(line.text)
    return [*marks, line, *after]


def _drop_letter_columns(lines: Sequence[Line]) -> None:
    """Drop the letters of a headline set upright, which a scanner reads as lines of one or two signs."""
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and line.kind == "text" and len(line.text) <= 2:
            run.append(line)
            continue
        if len(run) > 2:
            for one in run:
                one.kind = "furniture"
        run = []


def _first_words(drafts: Sequence[Draft], norm: str) -> list[str]:
    """The first words of each article and caption, where a day stands that is near publication."""
    return [part.front(norm, _DATELINE)[0] for part in _beginnings(drafts)]


def _heads(drafts: Sequence[Draft], norm: str) -> str:
    """The headlines and the beginnings of first paragraphs."""
    parts = [head for draft in drafts for head in draft.heads]
    return "\n".join(part.front(norm, 2 * _DATELINE)[0] for part in (*parts, *_beginnings(drafts)))


def _beginnings(drafts: Sequence[Draft]) -> Iterator[Element]:
    for draft in drafts:
        parts = [part for part in draft.parts if part.spans]
        yield from (part for part in parts if part.kind in ("dateline", "caption"))
        yield from [part for part in parts if part.kind == "text"][:1]


def _staff(lines: Sequence[Line], norm: str) -> tuple[BylineName, ...]:
    """The persons named in the masthead, the editors' line and the credits."""
    people: list[BylineName] = []
    for line in lines:
        if line.kind in ("masthead", "staff"):
            people.extend(staff_names(line.text, line.start))
        elif line.credit is not None:
            people.extend(credit_names(norm[slice(*line.credit)], line.credit[0]))
    return tuple(people)
