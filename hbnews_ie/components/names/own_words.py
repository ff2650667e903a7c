"""What never stands without a name, so that everyday words before it are one: 团结|水库, 启航|学院|院长."""

from __future__ import annotations

import re

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import Head, context_words
from hbnews_ie.lexicon import read_list

__all__ = ["own_word_before"]

_OF_SCHOOL = re.compile(r"(?:^|[,。;:、“”\n])([\u4e00-\u9fff]{2})$")
_SCHOOL_TAGS = ("v", "nz", "nr", "ns", "x")
_OF_STATION = re.compile(r"(?:^|[,。;:、“”\n])([\u4e00-\u9fff]{2,6})$")
_STATION_TAGS = ("n", "a", "x")
_PLACE_TAGS = ("ns", "nr", "nz")
_LONGEST = 6
_LONGEST_ALONE = 3
_HOPE = 2  # characters
_MODIFIERS = ("n", "a", "b", "m", "q", "vn", "j", "x", "eng")  # before a word of hope they make a phrase with it


def own_word_before(view: View, start: int, end: int, head: Head) -> int | None:
    """Where the own word of what ``head`` names begins, with the place before it."""
    if head.word in read_list("led") and end in view.title_starts:
        return _before(view, start, _OF_SCHOOL, _SCHOOL_TAGS)
    if head.word in read_list("named_stations"):
        return _of_station(view, start)
    return _hope(view, start) if head.word in read_list("named_after_hopes") else None


def _before(view: View, start: int, pattern: re.Pattern[str], tags: tuple[str, ...]) -> int | None:
    own = pattern.search(view.text, max(0, start - _LONGEST - 1), start)
    return own.start(1) if own is not None and _are(view, own.start(1), start, tags) else None


def _are(view: View, begin: int, end: int, tags: tuple[str, ...]) -> bool:
    """Whether a stretch is made of whole words of these kinds, none of which says only what kind of thing it is."""
    words = view.words
    places = range(view.word_at[begin], view.word_at[end - 1] + 1)
    return bool(view.edges[begin]) and all(
        words.tags[place].startswith(tags)
        and view.text[words.starts[place] : words.ends[place]] not in context_words("plain")
        for place in places
    )


def _of_station(view: View, start: int) -> int | None:
    """平坦原|抽水蓄能电站, with the place that it lies at: 罗田|平坦原|抽水蓄能电站."""
    for begin in range(start - _LONGEST_ALONE, start - 1):
        if begin in view.place_ending and _are(view, begin, start, _STATION_TAGS):
            return view.place_ending[begin]
    own = _before(view, start, _OF_STATION, _STATION_TAGS)
    if own is None or start - own <= _LONGEST_ALONE:
        return own
    return own if view.words.tags[view.word_at[own]] in _PLACE_TAGS else None


def _hope(view: View, start: int) -> int | None:
    """团结|水库, but not 全民|团结|水库: a word of hope that opens its phrase."""
    begin = start - _HOPE
    if begin < 0 or view.text[begin:start] not in read_list("hopes") or not view.edges[begin]:
        return None
    opens = begin == 0 or not view.words.tags[view.word_at[begin - 1]].startswith(_MODIFIERS)
    opens = opens or not view.text[begin - 1].isalnum()
    return begin if opens else None
