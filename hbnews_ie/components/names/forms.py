"""Places, projects, activities and products whose last word tells what they are."""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.names.boundary import Modifiers, walk_left
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import Matcher, context_words
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_table

__all__ = ["find_by_form"]

_VERB_NAMES = ("ACTIVITY", "PROJECT")  # their names hold whole clauses (…揭牌活动, …突破工程)
_YEAR = re.compile(r"(?:\d{4}年?(?:度)?|第[一二三四五六七八九十百零〇\d]{1,4}[届次期轮])+$")
_NUMBERED = re.compile(r"^(?:\d{4}|第[一二三四五六七八九十百零〇\d]{1,4}[届次期轮])")
_OWN = re.compile(r"[“A-Za-z·]")
_CONJUNCTION = re.compile(r"暨$")


@cache
def _heads() -> tuple[Matcher, dict[str, tuple[str, str]]]:
    heads = {row["word"]: (row["type"], row["needs"]) for row in read_table("name_heads")}
    return Matcher(heads), heads


def find_by_form(view: View, organizations: dict[int, int]) -> list[Mention]:
    """Find names by their last word. ``organizations`` maps the end of each organisation to its start."""
    matcher, heads = _heads()
    found: dict[int, Mention] = {}
    joined: dict[int, int] = {}
    for start, end, head in matcher.find(view.text):
        type_, needs = heads[head]
        if end not in view.edges and len(head) < 3:
            continue
        modifiers = walk_left(view, start, organizations, unit=type_ != "PLACE", verbs=type_ in _VERB_NAMES)
        begin = _with_year(view, modifiers.start) if type_ == "ACTIVITY" else modifiers.start
        begin = joined.get(begin - 1, begin) if begin and view.text[begin - 1] == "暨" else begin
        if begin < start and _is_name(view, modifiers, begin, start, needs):
            found[end] = Mention(begin, end, type_, f"head:{head}")
            joined[end] = begin
    return list(found.values())


def _with_year(view: View, start: int) -> int:
    """Take the year or ordinal of an event into its name (2023第六届…大会)."""
    year = _YEAR.search(view.text, max(0, start - 12), start)
    return year.start() if year else start


def _is_name(view: View, modifiers: Modifiers, begin: int, head: int, needs: str) -> bool:
    inside = view.text[begin:head]
    own = bool(_OWN.search(inside)) or (modifiers.proper and any(_is_own(word) for word in modifiers.words))
    if needs == "quoted":
        return bool(_OWN.search(inside))
    if needs == "own":
        return own and len(inside) >= 2
    if needs == "number" and _NUMBERED.match(inside):
        return True
    return own or modifiers.place


def _is_own(word: str) -> bool:
    return word not in context_words("plain") and word not in context_words("inner")
