"""Short forms by which a name may come back: 武汉达梦数据库股份有限公司 as 达梦数据库, 武汉达梦 or 达梦."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from hbnews_ie.components.names.activities import NUMBER
from hbnews_ie.components.names.vocabulary import FIRM_ENDS, context_words, heads, leading_places, place_kinds
from hbnews_ie.tokenizer import cut_words

__all__ = ["doubtful_forms", "short_forms"]

_BRACKETED = re.compile(r"\([^()]*\)")
_COMPANY_END = re.compile(r"(?:集团|控股|投资)*(?:股份|有限|责任|集团|总)*公司$|集团$|合作社$|股份$")
_NUMBERED = re.compile(f"^{NUMBER}+")
_LEVELS = frozenset("省市区县州旗盟镇乡")
_LARGE = ("country", "province", "city")
_LEVEL = re.compile(r"(?<=.)[省市区县州](?=.{3})")
_DIVISION = re.compile("(?:[省市县区州旗镇乡]|街道)([\u4e00-\u9fff]{2,3}(?:[镇乡村]|街道|社区|公社|大队))$")
_WORKS = re.compile("(?<=[期线段])(?:建设)?(?:工程|项目)$")
_LINE = re.compile(r"(?P<name>(?:[\dA-Z]+号线|[一二三四五六七八九十]+号线)\w{0,6}?)(?:建设)?(?:工程|项目)?$")
_QUOTED = re.compile(r"^“([^“”]{2,14})”")
_SHORTENED = (
    ("师范大学", "师大"), ("科技大学", "科大"), ("农业大学", "农大"), ("工业大学", "工大"), ("医科大学", "医大"),
    ("交通大学", "交大"), ("财经大学", "财大"), ("理工大学", "理工"), ("人民政府", "政府"), ("人民法院", "法院"),
    ("人民检察院", "检察院"), ("委员会", "委"),
)  # fmt: skip
_MIN = 2
_LEAST_DOUBTFUL = 4
_SURELY_NAMED = 6  # characters of what is called a firm, of whatever words it is: 巧手工艺品|公司
_COUNTIES = (3, 2)  # characters of a county's name without its level
_OWN_TAGS = ("nz", "nr", "eng")  # names of things, persons and foreign words in jieba's dictionary


@lru_cache(maxsize=4096)
def short_forms(name: str, type_: str) -> frozenset[str]:
    """Give the short forms of a name (normal form) by rule; the name itself is not among them."""
    if type_ == "ORG":
        forms = _company(name) if _COMPANY_END.search(name) else _body(name)
    elif type_ == "ACTIVITY":
        bare = _NUMBERED.sub("", name)
        forms = {bare} if len(bare) >= 4 and bare != name else set()
    elif type_ == "PLACE":
        division = _DIVISION.search(name)
        forms = {division[1]} if division else set()  # 天门县|皂市镇
    elif type_ in ("PROJECT", "PRODUCT"):
        quoted, line = _QUOTED.match(name), _LINE.search(name)
        forms = {quoted.group(1)} if quoted and len(quoted.group(1)) >= 3 else set()
        if type_ == "PROJECT":
            forms |= {_WORKS.sub("", name), *([line["name"]] if line else [])}  # 轨道交通|33号线一期|工程
    else:
        forms = set()
    return frozenset(form for form in forms if len(form) >= _MIN and form != name)


@lru_cache(maxsize=4096)
def doubtful_forms(name: str) -> frozenset[str]:
    """Give the forms of a firm's name that could be common words: its place and its trade.

    鄂西冷链物流集团有限公司 as 鄂西冷链, 江南通用航空有限公司 as 江南通航, 武汉长江存算科技有限公司 as 长江存算.
    """
    if not _COMPANY_END.search(name):
        return frozenset()
    stem = _COMPANY_END.sub("", _BRACKETED.sub("", name))
    forms: set[str] = set()
    start, end = _last_place(stem)
    if start < end < len(stem):
        words = cut_words(stem[end:])
        forms.update(stem[start : end + stop] for stop in _word_ends(stem[end:])[:2])
        if len(words.ends) >= _MIN and words.ends[0] >= _MIN and words.ends[1] - words.ends[0] >= _MIN:
            forms.add(stem[start:end] + stem[end] + stem[end + words.ends[0]])  # 通用|航空 as 通航
    own = {form for form in forms if len(form) >= _LEAST_DOUBTFUL and form != name}
    return frozenset(own - short_forms(name, "ORG") - _everyday())


def _last_place(stem: str) -> tuple[int, int]:
    """Where the last of the places at the beginning of a name begins, and where it ends."""
    return max(leading_places(stem), default=(0, 0))


def _sure_places(name: str) -> int:
    """Length of the places at the beginning of a name that could be nothing else: 武汉市, but not 莲花|湖小学."""
    spans = takewhile(lambda span: _is_sure(name[slice(*span)]), leading_places(name))
    return max((end for _, end in spans), default=0)


def _is_sure(place: str) -> bool:
    return place[-1] in _LEVELS or place_kinds()[place] in _LARGE


def _company(name: str) -> set[str]:
    """The firm's own word, with and without its trade and its place."""
    bare = _BRACKETED.sub("", name)
    stem = _COMPANY_END.sub("", bare)
    place = _leading_place(stem)
    own = stem[place:]
    forms = {own} if len(own) >= _MIN and place else set()
    forms.add(stem)
    called = {whole + FIRM_ENDS[0] for whole in {own, stem} if len(whole) > _MIN}  # 江汉纺织|公司
    for end in _word_ends(own):
        core = own[:end]
        if len(core) >= _MIN and not _is_everyday(core):
            forms.add(core)
            if place:
                forms.add(stem[:place] + core)
            if own[end:] and len(core) >= _MIN:
                forms.update(core + ending for ending in FIRM_ENDS if name.find(ending) > 0)
    long = {form for form in called if len(form) >= _SURELY_NAMED}
    return {form for form in forms | called if not _is_everyday(form)} | long | _brand_and_trade(own)


def _brand_and_trade(own: str) -> set[str]:
    """浪潮|金融|信息技术 as 浪潮金融: two everyday words, the first of which says nothing of a trade."""
    words = cut_words(own)
    if len(words.ends) < 3 or words.ends[0] < _MIN:
        return set()
    brand, trade = own[: words.ends[0]], own[words.ends[0] : words.ends[1]]
    plain = context_words("plain")
    named = brand not in plain and brand not in _everyday() and trade in plain
    return {brand + trade} if named else set()


def _body(name: str) -> set[str]:
    """A body of a place by its level (武汉市科技局: 市科技局); a part of a larger body by its own name."""
    forms = _shortened(name)
    place = _leading_place(name)
    if place and place < len(name):
        level = _LEVEL.search(name[: place + 4])
        if level and level.end() == place:
            forms.add(name[place - 1 :])
        own = name[_sure_places(name) :]
        if own != name and not _is_everyday(own):
            forms.add(own)  # 襄樊市|汉水轴承厂
    return forms


def _shortened(name: str) -> set[str]:
    """华东师范大学 as 华东师大, 江苏省人民政府 as 江苏省政府."""
    return {name.removesuffix(full) + short for full, short in _SHORTENED if name.endswith(full) and name != full}


def _leading_place(text: str) -> int:
    """Length of the places at the beginning of a name, counties also without their level."""
    known = _last_place(text)[1]
    return known or next(
        (size for size in _COUNTIES if any(text[:size] + sign in place_kinds() for sign in "县市区")), 0
    )


def _word_ends(text: str) -> list[int]:
    """Ends of words, characters in no word taken together with what stands before them."""
    words = cut_words(text)
    return [
        end
        for index, end in enumerate(words.ends)
        if end == len(text) or not (end - words.starts[index] == 1 and words.ends[index + 1] - end == 1)
    ]


@cache
def _everyday() -> frozenset[str]:
    return frozenset({*place_kinds(), *heads(), *context_words("stop")})


def _is_everyday(form: str) -> bool:
    """Whether a short form would be a common word or a place, and so no name of its own."""
    if form in _everyday() or len(form) < _MIN:
        return True
    words = cut_words(form)
    loose = sum(end - start == 1 for start, end in zip(words.starts, words.ends, strict=True))
    own = any(
        tag.startswith(_OWN_TAGS) or (tag == "ns" and form[start:end] not in place_kinds())  # 楚江|船舶
        for start, end, tag in zip(words.starts, words.ends, words.tags, strict=True)
    )
    return loose < 2 and not own
