"""What a page prints around its articles: masthead, editors' line, hotlines, credits, turn marks."""

from __future__ import annotations

import re
from functools import lru_cache

from hbnews_ie.lexicon import alternation, read_words
from hbnews_ie.page.lines import Line, width

__all__ = ["FULL_DATE", "credit_start", "furniture_kind", "is_caption_head", "take_off_turns"]

_LONGEST = 120

FULL_DATE = re.compile(
    r"(?<!\d)(?P<year>\d{4}|[〇零○一二三四五六七八九]{4}) {0,2}年"
    r" {0,2}(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})"
    r" {0,2}月 {0,2}(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3}) {0,2}日"
    r"|(?<![\d.])(?P<year2>(?:19|20)\d\d)([-/.])(?P<month2>\d{1,2})\5(?P<day2>\d{1,2})(?![\d.])"
)
_DATED = re.compile(r"[年\-/.] {0,2}[\d一二三四五六七八九十]")  # in every full date
_WEEKDAY = re.compile(r"(?:星期|周|礼拜) ?[一二三四五六日天](?![\u4e00-\u9fff])")
_WEEKDAY_LINE = re.compile(r"星期 ?[一二三四五六日天]")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_PROSE = re.compile(r"[。!?;]|,(?!\d)")
_NUMBER = r"[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_TURN = rf"第? ?{_NUMBER} ?(?:版|页)"
_FROM = re.compile(rf"(?:\( ?(?:上接|紧接|接) ?{_TURN}[^()]{{0,24}}\)|(?:上接|紧接) ?{_TURN}(?=[ \n]|$))")
_ONWARD = re.compile(rf"(?:\( ?(?:下转|转) ?{_TURN}[^()]{{0,24}}\)|(?<![\u4e00-\u9fff])下转 ?{_TURN})$")
_NUMBERED_PAGE = re.compile(rf"第 ?{_NUMBER} ?版")
_PAGE_NUMBER = re.compile(rf"(?:第 ?)?{_NUMBER} ?版|[A-Z]?\d{{1,2}}|- ?\d{{1,3}} ?-|\d{{1,2}}/\d{{1,2}}")
_RULE = re.compile(r"[-=_*~.·|+#<>^/\\ ]{2,}|!\[[^\]\n]{0,80}\]\([^)\n]{0,200}\)|<[^<>\n]{1,100}>")
_FILE = re.compile(r"[^。,]{1,60}\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|jpe?g|png|gif|wps|ofd)", re.IGNORECASE)
_RECORD = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?:ICP|公网安)备")
_PICTURES = re.compile(r"\(?本(?:版|报|组|期|文)[^()。,]{0,6}(?:图片|照片|图文|摄影|配图|插图)[^()。,]{0,30}\)?")
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%#:~+-]{3,100}|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}")
_PHONE = r"(?:\(?0\d{2,3}\)?[- ]?\d{7,8}|1\d{10}|[48]00-?\d{3,4}-?\d{3,4}|\d{7,8})"
_REACHED = re.compile(r"[\d@hw](?:(?<=[@hw])|\d\d)")  # in every number or address at which one is reached
_COLON = re.compile(r"[:/|]")  # between a role and its names


@lru_cache(maxsize=1)
def _staff() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    role = alternation(read_words("page_words", kind="staff"))
    name = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] {1,2}[\u4e00-\u9fff])"
    names = rf"{name}(?:[、,/ ]{{1,3}}{name}){{0,3}}"
    return (
        re.compile(rf"{role} {{0,2}}[:/|] {{0,2}}[\u4e00-\u9fff]"),
        re.compile(rf"\(?{role} {{0,2}}[:/|] {{0,2}}{names} {{0,2}}\)?"),
        re.compile(rf"(?:{role} {{1,3}}{name}(?![\u4e00-\u9fff])[ /|、]{{0,3}}){{1,8}}"),
    )


@lru_cache(maxsize=1)
def _masthead_word() -> re.Pattern[str]:
    return re.compile(alternation(read_words("page_words", kind="masthead")))


@lru_cache(maxsize=1)
def _contact() -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = alternation(read_words("page_words", kind="contact"))
    reached = rf"(?:{_PHONE}|{_ADDRESS.pattern})"
    return re.compile(reached), re.compile(rf"{word} {{0,2}}(?:[:] {{0,2}}(?:{reached}|\d{{5,12}})|{reached})")


@lru_cache(maxsize=1)
def _web() -> tuple[re.Pattern[str], frozenset[str], re.Pattern[str]]:
    section = alternation(read_words("page_words", kind="section"))
    return (
        re.compile(alternation(read_words("page_words", kind="prefix"))),
        frozenset(read_words("page_words", kind="whole")) | frozenset(read_words("page_words", kind="section")),
        re.compile(rf"(?:{_PAGE_NUMBER.pattern}) {{0,3}}{section}|{section} {{0,3}}(?:{_PAGE_NUMBER.pattern})"),
    )


def _is_staff(text: str) -> bool:
    marked, one, plain = _staff()
    count = len(marked.findall(text)) if _COLON.search(text) else 0
    if count > 1 or (count and one.fullmatch(text)):
        return _PROSE.search(text) is None or count > 2
    return plain.fullmatch(text) is not None


def _date_kind(text: str) -> str:
    """``masthead`` for a line about the issue, ``date`` for a date alone, else nothing."""
    found = FULL_DATE.search(text) if _DATED.search(text) else None
    if not found:
        return "furniture" if _WEEKDAY_LINE.fullmatch(text) else ""
    rest = text[: found.start()] + text[found.end() :]
    if _PROSE.search(rest):
        return ""
    if any(sign.search(rest) for sign in (_WEEKDAY, _masthead_word(), _CLOCK, _NUMBERED_PAGE)):
        return "masthead"
    return "date" if width(rest) <= 6 else ""


def _is_web(text: str) -> bool:
    prefix, whole, section = _web()
    if text in whole or section.fullmatch(text) or _PAGE_NUMBER.fullmatch(text):
        return True
    if len(text) > 80 or text[-1] == "。":
        return False
    bare = text.lstrip("( ")
    if prefix.match(bare) or ("备" in text and _RECORD.search(text)):
        return True
    return "." in text and _FILE.fullmatch(text) is not None


def _is_contact(text: str) -> bool:
    if not _REACHED.search(text):
        return False
    alone, announced = _contact()
    if alone.fullmatch(text):
        return True
    return text[-1] != "。" and len(text) <= 100 and announced.search(text) is not None


def furniture_kind(line: Line) -> str:
    """Say what a line is around the articles, or ``text``.

    ``masthead`` (with a date), ``date`` (a date alone), ``staff``, ``furniture`` (all that is dropped).
    """
    text = line.text
    if len(text) > _LONGEST:
        return "text"
    if kind := _date_kind(text):
        return kind
    if _is_web(text) or _RULE.fullmatch(text) or _PICTURES.fullmatch(text) or _is_contact(text):
        return "furniture"
    return "staff" if _is_staff(text) else "text"


def take_off_turns(line: Line) -> tuple[bool, bool]:
    """Take (上接第1版) off the front and (下转第3版) off the end; tell which stood there.

    A line that is nothing else is left without text.
    """
    head = line.text[:40]
    before = _FROM.match(head) if "接" in head else None
    if before:
        line.trim(before.end())
    tail = line.text[-40:]
    after = _ONWARD.search(tail) if "转" in tail else None
    if after:
        line.trim(0, len(tail) - after.start())
    return before is not None, after is not None


@lru_cache(maxsize=1)
def _credit() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    word = alternation(read_words("page_words", kind="credit"))
    given = r"(?:图片|照片|组图|图)[^()。]{0,24}提供"
    beside = r"(?:摄影|摄|图片|图|供图) ?[:/] ?[^()。,]{2,24}"
    reporter = r"[^()。!?,:]{0,24}(?:记者|通讯员)[^()。!?,:]{1,16}"
    name = r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff]"
    taken = r"(?:摄影报道|摄影|摄|供图|文/图|图)"
    inner = rf"(?:[^()。]{{0,40}}?{word}|{given}|{beside}|{reporter}图)"
    return (
        re.compile(rf"\( ?{inner} ?\)。?$"),
        re.compile(
            rf"(?:{reporter} ?{taken}|(?:[^()。!?,: ]{{2,8}} )?(?:{name}) {{1,3}}{taken}|(?:{name})摄"
            rf"|{given}|{beside})"
        ),
        re.compile(rf"(?<=[。!?”)]) {{0,4}}(?:[^()。!?,:]{{1,30}}?{taken}|{given})$"),
    )


def credit_start(text: str) -> int | None:
    """Return where the credit of a picture begins that ends the text (0: it is the whole text)."""
    if text[-1] == "。":
        if text[-2:-1] != ")":  # a stop stands only after a bracket
            return None
    elif text[-1] not in ")摄影图道供绘作片拍发字提" and "摄" not in text[-30:] and "图" not in text[-30:]:
        return None
    bracketed, alone, after = _credit()
    tail = text[-60:]
    offset = len(text) - len(tail)
    if found := bracketed.search(tail):
        return offset + found.start()
    if len(text) <= 40 and not _PROSE.search(text) and alone.fullmatch(text):
        return 0
    found = after.search(tail)
    return offset + found.start() if found else None


@lru_cache(maxsize=1)
def _caption_head() -> re.Pattern[str]:
    word = alternation(read_words("page_words", kind="caption"))
    return re.compile(rf"\(?(?:{word}|图[①-⑳一二三四五六七八九\d])[:：为是\)、,\u4e00-\u9fff ]")


def is_caption_head(text: str) -> bool:
    """Tell whether a text begins as the caption of a picture does (图为…)."""
    return _caption_head().match(text) is not None
