"""Posts that a page's annotation gives once, found again before the same name in another article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["repeated_posts"]


def repeated_posts(
    positions: Iterable[Mapping[str, Any]], mention: Mapping[str, Any], text: str
) -> list[dict[str, Any]]:
    """Return the posts among ``positions`` whose titles are printed right before a mention, with new spans.

    A run of titles (党委书记、董事长赵立) is read from the name backwards; an organisation is taken where it is
    printed before its title. All offsets are those of the page.
    """
    by_title: dict[str, set[str | None]] = {}
    for position in positions:
        body = position["organization"]
        by_title.setdefault(position["title"]["text"], set()).add(body["text"] if body else None)
    found = []
    end = int(mention["start"])
    while title := _longest_before(by_title, text, end):
        start = end - len(title)
        body = _longest_before([name for name in by_title[title] if name], text, start)
        found.append(
            {
                "organization": _span(start - len(body), start, body) if body else None,
                "title": _span(start, end, title),
            }
        )
        end = start - len(body)
        if not text.endswith("、", 0, end):
            break
        end -= 1
    return found[::-1]


def _longest_before(words: Iterable[str], text: str, end: int) -> str:
    return max((word for word in words if text.endswith(word, 0, end)), key=len, default="")


def _span(start: int, end: int, text: str) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text}
