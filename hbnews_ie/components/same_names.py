"""Names that name one thing in one article, though the shorter is no form that the longer takes everywhere.

Both are names in the article already, so what would be a common word elsewhere tells here: 市经委 is 襄樊市经委,
姆贝瓦 is 约瑟夫·姆贝瓦.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from hbnews_ie.components.names.short_forms import short_forms
from hbnews_ie.components.names.vocabulary import heads, known_names, leading_places, place_kinds
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["fuller_names"]

_AREAS = frozenset({"country", "province", "city", "county", "region", "foreign_city", "foreign_region"})
_LEVELS = frozenset("省市县区州镇乡")
_FIRM = re.compile("(?:公司|集团|厂|合作社|俱乐部)$")
_ANOTHER_FIRM = re.compile("(?:分公司|子公司|有限公司|有限责任公司)$")
_FORM = re.compile("(?:产业|实业|科技|发展|集团|控股|投资|股份|有限|责任|总)*公司")
_PLACED = re.compile("[\u4e00-\u9fff]{1,12}[省市县区州镇乡]$")
_GIVEN = re.compile("(?:中共)?[\u4e00-\u9fff]{2,5}$")
_TERM = re.compile("[第一二三四五六七八九十]{1,4}届(?=人大|政协)")
_BODIES = ("大学", "学院", "科学院", "集团", "公司")
_PORTS = ("机场", "火车站", "高铁站")
_SHORTEST = 2  # characters of what may be a word of its own
_LEAST = 4  # characters of a meeting's name that tell which one it is


def fuller_names(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """For each name, given with its type, the one fuller name that it stands for, where there is just one."""
    names = [(type_, name) for type_, name in names if type_ in _TESTS]
    holding: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for type_, name in names:
        for form in _forms(type_, name):
            for pair in {form[place : place + 2] for place in range(len(form) - 1)}:
                holding.setdefault((type_, pair), []).append((form, name))
    found = {}
    for type_, short in names:
        fuller = {
            name
            for form, name in holding.get((type_, short[:2]), ())
            if len(name) > len(short) and (form == short or any(test(form, short) for test in _TESTS[type_]))
        }
        if len(fuller) == 1:
            found[type_, short] = type_, fuller.pop()
    return found


def _forms(type_: str, name: str) -> set[str]:
    """A name with its short forms (内江市人民政府, 内江市政府), a congress without its term (市|八届|人大常委会)."""
    forms = {name, *short_forms(name, type_)}
    return forms | {_TERM.sub("", form, count=1) for form in forms} if type_ == "ORG" else forms


def _is_placed(full: str, short: str) -> bool:
    """江岸区|永清里社区, 襄樊|市经委, 中国|国家博物馆."""
    if not full.endswith(short):
        return False
    before = full.removesuffix(short)
    if before == "中国" or (short[0] in _LEVELS and _GIVEN.match(before)):
        return True
    if short in known_names():
        return False  # 俄罗斯|国防部, 欧洲|央行: 国防部 alone is China's
    return place_kinds().get(before) in _AREAS or _PLACED.match(before) is not None


def _is_firm(full: str, short: str) -> bool:
    """武汉|沃禾生物|科技有限公司, 黄石|富源|贸易|公司: the firm's own word, with some of what follows in order."""
    if not _FIRM.search(full) or _ANOTHER_FIRM.search(short):
        return False
    if short in known_names():  # 中国电信 is not 中国电信|天翼云|公司
        return full.startswith(short) and _FORM.fullmatch(full, len(short)) is not None
    return len(short) > _SHORTEST and any(_is_shortened(own, short.removeprefix(place)) for place, own in _parts(full))


def _is_institute(full: str, short: str) -> bool:
    """中国科学院|大连化学物理研究所 is 大连化物所."""
    parent = _academies().match(full)
    if parent is None or short[-1] not in "所院" or full[-1] != short[-1]:
        return False
    return _is_shortened(full[parent.end() :], short)


def _is_port(full: str, short: str) -> bool:
    """鄂州|花湖|国际|机场."""
    alike = short.endswith(_PORTS) and short[-2:] == full[-2:]
    return alike and any(_is_shortened(own, short) for _, own in _parts(full))


def _is_of_body(full: str, short: str) -> bool:
    """江城大学|宜昌工研院."""
    return full.endswith(short) and full.removesuffix(short).endswith(_BODIES)


def _is_class(full: str, short: str) -> bool:
    """长征二号丁|运载火箭: the kind of thing is said behind a name with a number."""
    return full.startswith(short) and full.removeprefix(short) in heads()


def _is_ending(full: str, short: str) -> bool:
    """世界互联网大会|乌镇峰会."""
    return len(short) >= _LEAST and full.endswith(short)


def _is_part(full: str, short: str) -> bool:
    """约瑟夫·|姆贝瓦."""
    return full.endswith("·" + short) or full.startswith(short + "·")


def _is_shortened(own: str, short: str) -> bool:
    """Whether a name begins like a fuller one and goes on with some of its characters, in their order."""
    rest = iter(own)
    return short[:2] == own[:2] and all(sign in rest for sign in short)


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """The places that a name begins with, none or more of them, and what stands behind."""
    yield "", name
    for _, end in leading_places(name[:-1]):  # which are never the whole of it
        yield name[:end], name[end:]


@cache
def _academies() -> re.Pattern[str]:
    return re.compile(alternation(read_list("academies")))


_TESTS: Mapping[str, tuple[Callable[[str, str], bool], ...]] = {
    "ORG": (_is_placed, _is_firm, _is_institute, _is_of_body, _is_port),
    "PLACE": (_is_placed, _is_port),
    "PROJECT": (_is_placed,),
    "PRODUCT": (_is_class,),
    "ACTIVITY": (_is_ending,),
    "PERSON": (_is_part,),
}
