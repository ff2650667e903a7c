"""Divisions and streets that no list knows, by their last character, where the tagger sees a name.

In a name like 橘溪镇 the form is clear and the tagger half sure; neither is enough alone (重点镇, 美丽乡村).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from hbnews_ie.components.names.view import View
from hbnews_ie.layers import Mention
from hbnews_ie.tagger import Reading

__all__ = ["find_divisions"]

_RULE = "division"
_LEVEL = re.compile("[县市区镇乡村]|街道|社区|大道|[路街巷](?![口面段灯网由线径程况费站])|站(?![点台长口])")
_STEMS = (3, 2)  # characters before the level
_SEEN = 0.02  # how sure the tagger must be of a stem that names nothing else
_SURE = 0.5  # and of one that the dictionary has as a common word: 荷叶|村
_ALSO_COMMON = frozenset("区路街巷站")  # 试验|区, 产业|路, 公园|站
_NO_STEM = re.compile(
    "[各该本此这那某每全两几多一二三四五六七八九十大小老新旧城乡农山县市区省镇村的和与及在个是到从向由为于对给让把被去来赴访驻]|中心|重点|特色|试点|示范|易发|多发|高发|频发|[公铁马道速]$"
)
_VILLAGES = ("村", "社区")
_TOWNSHIPS = frozenset("镇乡道")
_VILLAGE_STEMS = (2, 3, 4)
_NOT_VILLAGE = re.compile("[民级属容庄]|(?<=村)委")
_GOES_ON = re.compile("[县市区镇乡村]|[级属长民容情域]")
# what a division has bodies of its own for, behind its name: 溪宁县|发展和改革局, 汉兴区|育苗小学
_BODY = re.compile(
    "(?:人民)?政府|党?委(?!员)|人大常委会|政协|(?:人民)?(?:法院|检察院)|[\u4e00-\u9fff]{0,3}(?:小学|中学|初中|幼儿园)|"
    "(?:社区)?卫生(?:院|服务中心)|(?:(?![的和与])[\u4e00-\u9fff]){1,4}(?:和[\u4e00-\u9fff]{2,4})?局|"
    "党群服务中心|[村居]委会|党支部|派出所|办事处"
)


def find_divisions(view: View, reading: Reading, names: Iterable[Mention], hidden: Collection[int]) -> list[Mention]:
    """Return ``names`` with the divisions that stand in none of them, joined to the places that they are parts of.

    ``hidden`` are the offsets of fixed phrases that hold no names.
    """
    found = list(names)
    taken = {offset for name in found for offset in range(name.start, name.end)} | set(hidden)
    places = {name.end: name for name in found if name.type == "PLACE"}
    for level in _LEVEL.finditer(view.text):
        start = _in_township(view, level, places, taken)
        if start is None:
            start = _start_of(view, reading, level.start(), level.end(), taken)
        if start is None:
            continue
        larger = places.get(start)
        if larger is not None:
            found.remove(larger)  # 云桥镇|白沙村
        begin = start if larger is None else larger.start
        body = _BODY.match(view.text, level.end())
        if body is not None and taken.isdisjoint(range(*body.span())) and view.edges[body.end()]:
            division = Mention(begin, body.end(), "ORG", _RULE)
        else:
            division = Mention(begin, level.end(), "PLACE", _RULE)
        found.append(division)
        if division.type == "PLACE":
            places[division.end] = division
        taken.update(range(start, division.end))
    return found


def _in_township(view: View, level: re.Match[str], places: Mapping[int, Mention], taken: Collection[int]) -> int | None:
    """Where the village begins that is named right behind its township, however the words are cut: 官渡镇|百里河村."""
    if level.group() not in _VILLAGES or level.start() in taken or _NOT_VILLAGE.match(view.text, level.end()):
        return None
    for size in _VILLAGE_STEMS:
        start = level.start() - size
        if any(offset in taken for offset in range(start, level.start())):
            return None
        if start in places and view.text[start - 1] in _TOWNSHIPS and not _NO_STEM.search(view.text, start, start + 1):
            return start if view.text[start : level.start()].isalpha() else None
    return None


def _start_of(view: View, reading: Reading, level: int, end: int, taken: Collection[int]) -> int | None:
    """Return where the division begins whose last word stands there; None where it is none."""
    if level in taken or not view.edges[end] or _GOES_ON.match(view.text, end):
        return None
    for start in (level - size for size in _STEMS):
        if start < 0 or not view.edges[start] or any(offset in taken for offset in range(start, level)):
            continue
        stem = view.text[start:level]
        if _NO_STEM.search(stem) or not stem.isalpha() or stem.isascii():
            continue
        unknown = view.is_unknown(start, level)
        if (unknown or view.text[level] not in _ALSO_COMMON) and reading.inside(start, end) > (
            _SEEN if unknown else _SURE
        ):
            return start
    return None
