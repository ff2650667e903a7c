"""Foreign names: with a dot (阿尔伯特·爱因斯坦), by the odds of their characters (特朗普), of Japan (高桥正雄).

Transliteration uses a few hundred characters. `person_characters.tsv` holds how much more often each stands in
such a name than in text; a run of them whose sum is high enough, with what stands around it, is a name.
"""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, place_kinds
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, foreign_sounds, read_list, surnames

__all__ = ["SPEAKS", "find_foreign_persons"]

SPEAKS = re.compile("[说称道][,:“]|说(?:[。!?\n]|$)")
"""A verb of speech of one character, told by the sign behind it."""

_PLACE_KIND = re.compile(
    r"(?:市|州|县|省|镇|村|岛|河|湖|湾|港|海峡|半岛|山脉|山口|沙漠|盆地|高原|机场)(?!长|委|政府|警|民|人)"
)
# behind the first of several places: 马扎里、阿尔比等|三座城市, but not 等|国际人士
_PLACES_LISTED = re.compile(
    "(?:[、和][\u4e00-\u9fff]{2,9}){0,4}?等[一二两三四五六七八九十多个座]{0,3}(?:地(?!方)|方向|城市|国(?![际家])|州|省|镇|村庄)"
)
_PART = 40
_THRESHOLD = 85  # tenths of a nat
_NEAR_TITLE = 40
_GIVEN_SIZES = (2, 1, 3)
_GIVEN = re.compile("(?:(?![先小女士教等说为和与及在了的将是率表])[\u4e00-\u9fff])+")
_CLOSES = re.compile("$|[、,。;:!?()》”\n]|[和与及等为率在先]")
_LENGTHS = range(2, 9)
_DOT = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·-][\u4e00-\u9fff]{1,8}){1,3}")
_DOT_SIGN = re.compile("[·-]")
_LOOSE_TAGS = ("n", "x", "g", "m", "j", "z", "ag")
_NO_PART = frozenset("家院校队国人方们等今昨日月年")
_MAX_QUOTED = 8
_QUOTED_BEFORE = re.compile("“[\u4e00-\u9fff]*$")  # “丝路明珠·金张掖”号
_QUOTED_BEHIND = re.compile("[\u4e00-\u9fff]{0,2}”")
_NAME_TAGS = ("nr", "ns", "nz", "x")


@cache
def _composed() -> re.Pattern[str]:
    """Two of the words that Tibetan and Mongolian names are made of."""
    return re.compile(alternation(read_list("composed_names")) * 2)


@cache
def _run() -> re.Pattern[str]:
    signs = f"[{''.join(foreign_sounds())}]"
    return re.compile(f"{signs}{signs}{{1,9}}")


def find_foreign_persons(view: View, after: re.Pattern[str]) -> list[Mention]:
    """Find transliterated names; ``after`` matches what often follows a person's name."""
    opened = view.title_ends | {noun_end for _, noun_end, _ in view.vocabulary.person_nouns}
    runs_with_dots = view.scan(_DOT, _DOT_SIGN)
    dotted = [span for match in runs_with_dots if (span := _dotted(view, match, after, opened)) is not None]
    composed = [match.span() for match in _composed().finditer(view.text)]
    runs = [match.span() for match in _run().finditer(view.text) if _is_name(view, match.start(), match.end(), after)]
    japanese = _japanese(view, after) if "日本" in view.text else []
    kinds = (
        ("dotted-name", dotted), ("composed-name", composed), ("foreign-name", runs), ("japanese-name", japanese)
    )  # fmt: skip
    return [
        _mention(view, start, end, rule)
        for rule, spans in kinds
        for start, end in spans
        if not _is_no_person(view, start, end)
    ]


@cache
def _japanese_surname() -> re.Pattern[str]:
    return re.compile(alternation(read_list("japanese_surnames")))


def _japanese(view: View, after: re.Pattern[str]) -> list[tuple[int, int]]:
    """Find family names of Japan with a given name of one to three characters, where what follows closes the name."""
    text = view.text
    spans: list[tuple[int, int]] = []
    for surname in _japanese_surname().finditer(text):
        if not view.edges[surname.start()] or surname.start() in view.place_starts:
            continue
        for end in (surname.end() + size for size in _GIVEN_SIZES):
            given = text[surname.end() : end]
            closed = end in view.title_starts or _CLOSES.match(text, end) or after.match(text, end)
            if closed and _GIVEN.fullmatch(given):
                spans.append((surname.start(), end))
                break
    return spans


def _is_no_person(view: View, start: int, end: int) -> bool:
    """Whether a name is that of a thing, in quotation marks (月球车“拉希德”), or a word made like one (吉瓦)."""
    quoted = _QUOTED_BEHIND.match(view.text, end) and _QUOTED_BEFORE.search(
        view.text, max(0, start - _MAX_QUOTED), start
    )
    return bool(quoted) or view.text[start:end] in context_words("noperson")


def _mention(view: View, start: int, end: int, rule: str) -> Mention:
    """A person, or a place where the kind of place stands behind: 加达里夫|州, 马扎里、阿尔比等|方向."""
    kind = _PLACE_KIND.match(view.text, end)
    if kind:
        return Mention(start, kind.end(), "PLACE", "foreign-place")
    if _PLACES_LISTED.match(view.text, end):
        return Mention(start, end, "PLACE", "foreign-place")
    return Mention(start, end, "PERSON", rule)


def _dotted(view: View, match: re.Match[str], after: re.Pattern[str], opened: frozenset[int]) -> tuple[int, int] | None:
    """Cut what does not belong to the name off the first and last part of a dotted run.

    ``opened`` is where titles and nouns for persons end.
    """
    scores, text = foreign_sounds(), view.text
    start, end = match.span()
    signs = [offset for offset in range(start, end) if text[offset] in "·-"]
    first, last = signs[0], signs[-1]
    left = first
    while left > start and left not in opened and (text[left - 1] in scores or _is_named(view, left - 1)):
        left -= 1
    if left == first < last and view.edges[first - 1]:
        left -= 1  # 让-吕克·莫雷尔
    right = last + 1
    word_end = view.words.ends[view.word_at[right]]
    while right < end and not (right > last + 2 and right in view.title_starts):
        if right > last + 1 and _acts(view, right, after):
            break  # 吐尔逊|介绍
        if text[right] not in scores and not _is_loose_part(view, right, last + 1, end):
            break
        right += 1
    if left not in opened:  # 行长|阿明达·…
        left = next((offset for offset in range(left - 1, max(start, left - 4) - 1, -1) if offset in opened), left)
    if right < word_end <= end and word_end - right <= 2:
        right = word_end  # 白求恩 is one word
    if not left < first < last + 1 < right:
        return None
    if "-" in text[left:right] and not _is_run(text[left:right]):
        return None
    return left, right


def _is_named(view: View, position: int) -> bool:
    """Whether a character is a word by itself that the dictionary has as a personal name (艾|琳)."""
    index = view.word_at[position]
    return view.words.ends[index] - view.words.starts[index] == 1 and view.words.tags[index].startswith("nr")


def _acts(view: View, position: int, after: re.Pattern[str]) -> bool:
    """Whether a word of more than one character begins here that tells what a person does."""
    longer = view.edges[position] and not view.edges[position + 1]
    return bool(longer) and after.match(view.text, position) is not None


def _is_loose_part(view: View, position: int, first: int, end: int) -> bool:
    """Whether a character that transliteration seldom uses belongs to a name: 巴图·[孟]克, 埃琳娜·范霍[文]|警告."""
    index = view.word_at[position]
    words, text = view.words, view.text
    if position == first and text[position] in surnames():
        return True  # a foreign given name may go with a Chinese surname: 安娜·周
    if SPEAKS.match(text, position + 1) and words.tags[index].startswith(_LOOSE_TAGS):
        return text[position] not in _NO_PART  # 范霍[文]|说,: the dictionary has 文说
    tags = (*_LOOSE_TAGS, "a") if position == first + 1 else _LOOSE_TAGS  # one character alone is seldom a part: 依[明]
    loose = words.ends[index] - words.starts[index] == 1 and words.tags[index].startswith(tags)
    if not loose or text[position] in _NO_PART:
        return False
    if position == first or text[position + 1 : position + 2] in foreign_sounds():
        return True
    return position + 1 >= end or words.ends[index + 1] - words.starts[index + 1] > 1


def _is_run(name: str) -> bool:
    """Whether both sides of a hyphen are transliterated: 迪亚斯-卡内尔, and not 武汉-宜昌."""
    parts = re.split("[·-]", name)
    if "·" in name:
        parts = parts[1:-1]  # the first and last have been cut
    scores = foreign_sounds()
    return all(
        part and all(sign in scores for sign in part) and sum(map(scores.__getitem__, part)) > _PART for part in parts
    )


def _is_name(view: View, start: int, end: int, after: re.Pattern[str]) -> bool:
    edges, words = view.edges, view.words
    if not (edges[start] and edges[end]) or end - start not in _LENGTHS or end in view.place_ending:
        return False
    if any(place_kinds().get(view.text[start : start + size]) in ("country", "foreign_region") for size in (2, 3)):
        return False  # 伊朗|伊斯兰
    for index in range(view.word_at[start], view.word_at[end - 1] + 1):
        if words.ends[index] - words.starts[index] > 1 and not words.tags[index].startswith(_NAME_TAGS):
            return False
    score = sum(map(foreign_sounds().__getitem__, view.text[start:end]))
    if start in view.title_ends or after.match(view.text, end):
        score += _NEAR_TITLE
    return score >= _THRESHOLD
