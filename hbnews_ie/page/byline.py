"""Bylines: 湖北日报讯(记者…), 本报记者 …, 新华社北京11月8日电, (… …) at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hbnews_ie.lexicon import alternation, foreign_sounds, read_list, read_words, surnames
from hbnews_ie.page.records import BylineName

__all__ = [
    "Byline",
    "byline_line",
    "credit_names",
    "is_paper",
    "opening_byline",
    "opens_article",
    "staff_names",
    "tail_byline",
]

_CHINESE = "\u4e00-\u9fff"
_SOUNDING = 22  # tenths of a nat a character for a transliterated name
_NAME_SIGNS = re.compile(rf"[{_CHINESE}·]+")
_CRAFTS = ("文", "图", "摄", "文图", "图文")
_BOTH_CRAFTS = re.compile("(?:文/图|图/文)[ :]{1,2}")  # 文/图 江城日报记者 …: whoever follows did both
_SEPARATORS = re.compile(r"[ \t、,/;&|:]+")
_DAY = (
    r"(?:\d{4} ?年 ?|[〇零○一二三四五六七八九]{4}年)?"
    r"(?:\d{1,2} ?月 ?\d{1,2} ?日|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日|\d{1,2} ?日)"
)
_LONGEST_LINE = 80
_SITE = re.compile(rf"(?:【[{_CHINESE}]{{1,6}}[网报端]】|\([{_CHINESE}]{{1,6}}[网报端]\)) {{0,2}}(?=\()")
_WIRED = re.compile("[电讯息(]")  # in every opening: 电, 讯, 消息 or a bracket with a role
_BRACKET = re.compile(r"\((?P<people>[^()]{2,80})\)")
_STAFF_NAMES = re.compile(rf"[{_CHINESE}](?:[{_CHINESE} 、,/]{{0,22}}[{_CHINESE}])?")
_CREDIT_END = re.compile(r"(?:摄影报道|摄影|供图|航拍|制图|绘图|文/图|图/文|[摄图绘])[)。 ]*$")
_LAST_NAME = re.compile(rf"(?:^|[ :/])([{_CHINESE}]{{2,3}}|[{_CHINESE}] [{_CHINESE}])$")


@dataclass(slots=True)
class Byline:
    """What a byline says. Offsets are into the text it was read from.

    ``end`` is where the text of the article goes on (or, for a byline at the end, ``start`` is where the
    byline begins); ``dateline`` is the stretch with the place and the day.
    """

    start: int
    end: int
    names: tuple[BylineName, ...] = ()
    dateline: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def _paper() -> str:
    names = alternation(read_words("papers", kind="name"))
    endings = alternation(read_words("papers", kind="ending"))
    site = r"(?:社|(?:大武汉)?客户端|网)?"
    named = rf"[{_CHINESE}]{{1,7}}?{endings}{site}"
    return rf"(?:{names}|{named}|[{_CHINESE}]{{2,5}}报(?=讯)|[{_CHINESE}]{{2,3}}网(?=讯| ?{_DAY} ?讯|记者))"


@lru_cache(maxsize=1)
def _publisher() -> str:
    """A paper, with its app or its site joined to it (新河西·河西日报, 青江日报(青江网)), or 本报."""
    app = rf"[{_CHINESE}]{{2,5}}\+?"
    site = rf"[{_CHINESE}]{{1,5}}?(?:网|号|端)"
    joined = rf"(?:{app}·)?{_paper()}(?:[-·、]{_paper()}|·{site})?"
    return rf"(?:(?P<paper>{joined})(?:\({_paper()}\))?|{_own()})"


@lru_cache(maxsize=1)
def _paper_alone() -> re.Pattern[str]:
    name = rf"(?:{alternation(read_words('papers', kind='name'))}|[{_CHINESE}]{{1,6}}?[{_CHINESE}]报)"
    section = alternation(read_words("page_words", kind="section"))
    page = r"(?:第 ?)?[A-Z]?[\d一二三四五六七八九十]{1,3} ?版?"
    return re.compile(rf"{name} ?(?:{_paper()})?(?: {{1,3}}{page}(?: {{0,3}}{section})?)?")


@lru_cache(maxsize=1)
def _own() -> str:
    return alternation(read_words("papers", kind="own"))


@lru_cache(maxsize=1)
def _role() -> re.Pattern[str]:
    role = alternation(read_words("byline_words", kind="role"))
    modifier = alternation(read_words("byline_words", kind="modifier"))
    craft = alternation(read_words("byline_words", kind="craft"))
    return re.compile(
        rf"(?:{_publisher()} {{0,2}})?"
        rf"(?:(?:{modifier}|驻[{_CHINESE}]{{1,3}}?) ?){{0,3}}(?P<role>{role})|{craft} ?[:/]"
    )


@lru_cache(maxsize=1)
def _role_word() -> re.Pattern[str]:
    return re.compile(alternation(read_words("byline_words", kind="role")))


@lru_cache(maxsize=1)
def _tail_words() -> re.Pattern[str]:
    tail = alternation(read_words("byline_words", kind="tail"))
    place = rf"[{_CHINESE}]{{2,6}}"
    return re.compile(rf"(?: {place}报道|[ (/]{{0,2}}{tail}| ?发自{place})[) :]{{0,2}}$")


@lru_cache(maxsize=1)
def _unnamed() -> frozenset[str]:
    return frozenset(read_words("byline_words", kind="unnamed"))


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    return re.compile(alternation(read_words("byline_words", kind="label")))


def is_paper(text: str) -> bool:
    """Tell whether a line is the name of a paper, or two, with its page or without: it stands in the masthead."""
    if len(text) > 20:
        return False
    return _paper_alone().fullmatch(text) is not None


def _split_glued(token: str) -> list[int] | None:
    """Lengths of the names in a run of characters that may hold two of them (the space was lost)."""
    size = len(token)
    if 2 <= size <= 3 or "·" in token:
        return [size] if size <= 16 else None
    if _is_one_name(token):
        return [size]
    if size == 4:
        if token[:2] in surnames() or token[2] not in surnames():
            return [4]
        return [2, 2]
    for first in (3, 2):
        if 2 <= size - first <= 3 and size <= 6 and token[first] in surnames():
            return [first, size - first]
    return None


def _is_one_name(token: str) -> bool:
    """Tell whether characters are one name: of Tibetan or Mongolian words (索朗卓玛), or by its sound (买买提江)."""
    words = frozenset(read_list("composed_names"))
    if any({token[:size], token[size:]} <= words for size in (2, 3, 4)):
        return True
    sounds = foreign_sounds()
    return len(token) in (4, 5) and sum(sounds.get(sign, -99) for sign in token) >= _SOUNDING * len(token)


def _names(text: str, offset: int) -> list[tuple[int, int]] | None:
    """Read a list of names; None where something in it is none.

    A name of two characters may be printed with a space inside (王 静).
    """
    tokens: list[tuple[int, int]] = []
    cursor = 0
    for part in (*_SEPARATORS.finditer(text), None):
        end = part.start() if part else len(text)
        if cursor < end:
            tokens.append((cursor, end))
        cursor = part.end() if part else end
    spans: list[tuple[int, int]] = []
    loose: list[tuple[int, int]] = []
    for start, end in (*tokens, (len(text), len(text))):
        signs = text[start:end]
        if text[start - 1 : start] == "/" and signs in _CRAFTS:
            continue  # 王静/文
        if len(signs) == 1 and _NAME_SIGNS.match(signs):
            loose.append((start, end))
            continue
        while loose:
            size = _loose_name(text, loose)
            if size == 0:
                return None
            spans.append((loose[0][0], loose[size - 1][1]))
            loose = loose[size:]
        if not signs:
            break
        if not _NAME_SIGNS.fullmatch(signs) or (lengths := _split_glued(signs)) is None:
            return None
        for length in lengths:
            spans.append((start, start + length))
            start += length
    return [(start + offset, end + offset) for start, end in spans]


def _loose_name(text: str, loose: Sequence[tuple[int, int]]) -> int:
    """Return how many of the loose characters are the next name (王 静 周 小 川)."""
    if len(loose) == 5:
        return 2 if text[loose[2][0]] in surnames() else 3
    return 0 if len(loose) == 1 else 3 if len(loose) == 3 else 2


def _people(text: str, offset: int = 0) -> list[BylineName] | None:
    """Read a byline made of nothing but papers, roles and names; None where it is more than that."""
    found_tail = _tail_words().search(text)
    end = found_tail.start() if found_tail else len(text)
    begin = _BOTH_CRAFTS.match(text)
    roles = list(_role().finditer(text, begin.end() if begin else 0, end))
    people: list[BylineName] = []
    lead = text[: roles[0].start() if roles else end].strip(" (/:、,文图撰编摄")
    if lead:
        at = text.index(lead)
        named = _names(lead, at)
        if named is None:
            return None
        people.extend(BylineName(offset + start, offset + stop, None, None) for start, stop in named)
    paper: tuple[int, int] | None = None
    for number, role in enumerate(roles):
        stop = roles[number + 1].start() if number + 1 < len(roles) else end
        named = _names(text[role.end() : stop].rstrip("等"), role.end())
        if named is None:
            return None
        if role["paper"]:
            paper = (offset + role.start("paper"), offset + role.end("paper"))
        span = (offset + role.start("role"), offset + role.end("role")) if role["role"] else None
        people.extend(BylineName(offset + start, offset + stop, span, span and paper) for start, stop in named)
    return people if people or roles else None


def byline_line(text: str) -> Byline | None:
    """Read a line that is a byline and nothing else."""
    if len(text) > _LONGEST_LINE:
        return None
    if text.strip("() ") in _unnamed():
        return Byline(0, len(text))
    if "。" in text or not _role_word().search(text) or _labels().search(text):
        return None
    inner = text[1:-1] if text[0] == "(" and text[-1] == ")" else text
    people = _people(inner, 1 if inner is not text else 0)
    return Byline(0, len(text), tuple(people)) if people else None


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    role = alternation(read_words("byline_words", kind="role"))
    kind = r"(?:专电|电|讯|消息)(?![子视话力台商影灯器信息动线车网,])"
    place = rf"[{_CHINESE}、]{{2,10}}?"
    return re.compile(
        rf"\(?据?{_publisher()} {{0,2}}"
        rf"(?:综合|快)?(?:{kind}|(?P<line>(?:{place})? {{0,2}}{_DAY}) {{0,2}}{kind}"
        rf"|(?P<place>{place}) ?{kind}(?=[ (])|(?= {{0,2}}\([^()]{{0,12}}{role}))"
    )


@lru_cache(maxsize=1)
def _after_opening() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    role = alternation(read_words("byline_words", kind="role"))
    modifier = alternation(read_words("byline_words", kind="modifier"))
    name = rf"[{_CHINESE}]{{2,3}}"
    one = rf"(?:{modifier}){{0,2}}{role}[ :]?{name}(?:、{name}){{0,4}}"
    return (
        re.compile(r"[\s)]{0,3}\((?P<people>[^()]{1,120})\)"),
        re.compile(rf"[\s)]{{0,3}}(?P<people>{one}[^。,!?()]{{0,40}}?)(?:摄影|综合|图文)?报道[\s:,]{{0,2}}"),
        re.compile(rf"[\s)]{{0,3}}(?P<people>{one}(?: {{1,3}}{one}){{0,2}})(?: {{1,3}}|:|$)"),
    )


def opens_article(text: str) -> bool:
    """Tell whether a line begins as the first paragraph of an article does (湖北日报讯…)."""
    if text[0] == "(":
        return opening_byline(text[:_LONGEST_LINE]) is not None
    return _WIRED.search(text) is not None and _opening().match(text) is not None


def opening_byline(text: str) -> Byline | None:
    """Read the byline at the beginning of a paragraph."""
    head = _opening().match(text)
    bracket, reporting, spaced = _after_opening()
    if head is None:
        found = _BRACKET.match(text, _named_site(text))
        if found is None or not _role().search(found["people"]):
            return None
        people = _people(found["people"], found.start("people"))
        return Byline(0, found.end(), tuple(people)) if people else None
    end = head.end()
    dateline = next((head.span(group) for group in ("line", "place") if head[group]), None)
    paper = head.span("paper") if head["paper"] else None
    names: tuple[BylineName, ...] = ()
    for pattern in (bracket, reporting, spaced):
        found = pattern.match(text, end)
        people = _people(found["people"], found.start("people")) if found else None
        if found and people is not None and _credible(text, people):
            names, end = _of_paper(people, paper), found.end()
            break
    while end < len(text) and text[end] in " :":
        end += 1
    return Byline(0, end, names, dateline)


def _named_site(text: str) -> int:
    """Return where a text goes on behind the name of the site that it stands on: 【江网】 (江城日报记者…)."""
    site = _SITE.match(text)
    return site.end() if site is not None else 0


def _of_paper(people: Sequence[BylineName], paper: tuple[int, int] | None) -> tuple[BylineName, ...]:
    return tuple(BylineName(one.start, one.end, one.role, one.paper or paper) for one in people)


@lru_cache(maxsize=1)
def _tail() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    role = alternation(read_words("byline_words", kind="role"))
    modifier = alternation(read_words("byline_words", kind="modifier"))
    ending = alternation(read_words("page_words", kind="ending"))
    paper = rf"(?:{_paper()}|{_own()})"
    source = r"(?:据|综合|本报综合|来源:?|摘自|原载|转自)[^()]{0,30}"
    sent = r"[^()]{0,20}(?:供稿|来稿|整理)"
    wire = rf"[^()]{{0,12}}{paper}[^()]{{0,12}}(?:讯|电|报道|消息)"
    return (
        re.compile(r"\((?P<people>[^()]{2,80})\)。?$"),
        re.compile(rf"(?<=[。!?”]) {{0,4}}(?P<people>{paper}? ?(?:{modifier}){{0,2}}{role}[^。,!?():]{{2,60}})$"),
        re.compile(rf"\((?:{ending}|{source}|{sent}|{wire})\)$"),
    )


def tail_byline(text: str) -> Byline | None:
    """Read the byline, the source or the (完) that closes a text."""
    if text.endswith(("。", ",", "!", "?")) and not text.endswith(")。"):
        return None
    bracket, free, closing = _tail()
    tail = text[-100:]
    offset = len(text) - len(tail)
    if found := closing.search(tail):
        return Byline(offset + found.start(), len(text))
    if found := bracket.search(tail):
        before = tail[: found.start()].rstrip()
        inner = found["people"]
        if before and before[-1] not in "。!?”…)":
            return None
        people = _people(inner, offset + found.start("people"))
        if people and _credible(text, people):
            return Byline(offset + found.start(), len(text), tuple(people))
        return None
    if found := free.search(tail):
        people = _people(found["people"], offset + found.start("people"))
        if people:
            return Byline(offset + found.start(), len(text), tuple(people))
    return None


def _credible(text: str, people: Sequence[BylineName]) -> bool:
    """Tell whether names are names: where no role says so, half of them begin with a surname."""
    bare = [text[one.start] for one in people if one.role is None]
    return len(bare) < len(people) or 2 * sum(sign in surnames() for sign in bare) >= len(bare)


def credit_names(text: str, offset: int) -> list[BylineName]:
    """Read the persons of a picture's credit: (视界网 彭强 摄)."""
    inner = _CREDIT_END.sub("", text).rstrip()
    role = _role().search(inner)
    if role:
        return _people(inner[role.start() :], offset + role.start()) or []
    last = _LAST_NAME.search(inner.replace("(", " "))
    if last is None or last[1][0] not in surnames():
        return []
    return [BylineName(offset + last.start(1), offset + last.end(1), None, None)]


@lru_cache(maxsize=1)
def _staff_role() -> re.Pattern[str]:
    return re.compile(alternation(read_words("page_words", kind="staff")) + r" {0,2}[:/| ] {0,2}")


def staff_names(text: str, offset: int) -> list[BylineName]:
    """Read the persons of an editors' line: 主编:… 责编:…."""
    roles = list(_staff_role().finditer(text))
    people: list[BylineName] = []
    for number, role in enumerate(roles):
        stop = roles[number + 1].start() if number + 1 < len(roles) else len(text)
        part = _STAFF_NAMES.match(text, role.end(), stop)
        named = _names(part.group(), role.end()) if part else None
        people.extend(BylineName(offset + start, offset + end, None, None) for start, end in named or ())
    return people
