"""Organisations: known names, and names by their form."""

from __future__ import annotations

import re

from hbnews_ie.components.names.boundary import Modifiers, walk_left
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, organization_heads
from hbnews_ie.layers import Mention

__all__ = ["find_organizations"]

_PARTY_BODY = re.compile(
    r"(?:党工委|党委|工委|委(?=[、,。常副书组宣统政员和与办]|$)|人大常委会|人大|政协|人民政府|政府|纪委监委|纪委|监委)"
    r"(?:办公厅|办公室|组织部|宣传部|统战部|政法委|研究室)?"
)
_ADMIN_PLACE = re.compile(r"[省市区县州旗盟镇乡]$|街道$|高新区$|开发区$|经开区$|新区$")
_AFTER_HEAD = {"中心": "城区", "部": "门", "大学": "生", "中学": "生", "小学": "生", "银行": "业卡", "公司": "法", "支部": "书"}


def find_organizations(view: View) -> list[Mention]:
    """Find organisations; candidates may overlap with those of other kinds of name."""
    found: dict[int, Mention] = {}
    for start, end, _ in view.known:
        found[end] = Mention(start, end, "ORG", "known-organization")
    for start, end in _party_bodies(view):
        found[end] = Mention(start, end, "ORG", "party-or-government-body")
    matcher, forms = organization_heads()
    bodies = {end: mention.start for end, mention in found.items()}
    for start, end, head in matcher.find(view.text):
        form, level = forms[head]
        if not _ends_a_name(view, end, head):
            continue
        modifiers = walk_left(view, start, bodies, unit=form == "unit", admin=level == "admin")
        if not _is_name(view, modifiers, start, form, level):
            continue
        known = found.get(end)
        if known is None or known.start > modifiers.start:
            found[end] = Mention(modifiers.start, end, "ORG", f"organization-head:{head}")
            bodies[end] = modifiers.start
    return list(found.values())


def _ends_a_name(view: View, end: int, head: str) -> bool:
    """A head ends a name only at the end of a word (大学|生 is no university)."""
    if end == len(view.text):
        return True
    if view.text[end] in _AFTER_HEAD.get(head, ""):
        return False
    return end in view.edges or len(head) > 2


def _is_name(view: View, modifiers: Modifiers, head: int, form: str, level: str) -> bool:
    """Whether what stands before a head makes it a name and not a kind of thing."""
    if modifiers.start >= head:
        return False
    if form == "full":
        return not modifiers.plain or len(view.text[modifiers.start : head]) >= 4
    plain = context_words("plain")
    if modifiers.proper and not all(word in plain for word in modifiers.words):
        return True
    if modifiers.level:
        return level == "admin" and bool(modifiers.words or head - modifiers.start <= 2)
    return modifiers.place


def _party_bodies(view: View) -> list[tuple[int, int]]:
    """Committees and governments of a place: 武汉市委, 秭归县人民政府, 东湖高新区党工委."""
    spans: list[tuple[int, int]] = []
    for end, start in view.place_ending.items():
        if not _ADMIN_PLACE.search(view.text, start, end):
            continue
        body = _PARTY_BODY.match(view.text, end)
        if body:
            while (before := view.place_ending.get(start)) is not None:
                start = before
            spans.append((start, body.end()))
    return spans
