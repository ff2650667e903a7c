"""The text as the name rules see it: characters, jieba words, and the vocabulary that stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from hbnews_ie.components.known_words import Found, KnownWords, find_all, find_known_words, leftmost_longest
from hbnews_ie.components.names.vocabulary import TOWNSHIPS, known_names, place_kinds
from hbnews_ie.components.titles import find_titles, title_kinds
from hbnews_ie.layers import Words
from hbnews_ie.lexicon import read_list

__all__ = ["View"]

_OF_LEVEL = re.compile(
    "[省市区县州](?:域(?=[内经外])|[属直](?=[国企高学医媒单机院事部重]))"
)  # 省属|国企, 市直|单位, 县域|内
_LOCATIVE = re.compile(r"(?<!正)在$|[到于赴抵自往从]$|来到$|走进$|位于$|前往$|回到$|落户$")
_LOOSE_TAGS = ("n", "z", "g", "x")
_ONCE_COUNTIES = ("county", "city")
_GREAT_REGION = re.compile("(?:华东|华中|华北|华南|东北|西北|西南|中南)(?![路街巷村镇])")
_PROVINCE_SIZES = (2, 3, 6, 7, 8)  # characters of the names of provinces
_TOWNSHIP_SIZES = (3, 4)  # characters of 赤东镇, 马家店镇
_NO_TOWNSHIP = frozenset("的和与及在到、,各全")
_DIVISION = re.compile(
    r"(?:(?<=[、,。;:“”在到与和从向为是时\n])|^)(?P<name>(?![在到的和与及等是为])[\u4e00-\u9fff]{2,3})[市县](?![民里内域级场值面长价直])",
    re.MULTILINE,
)
_DIVIDED = re.compile(
    r"(?:(?<=[、,。;:“”在到与和从向于由为将给把去往及省\n])|(?<=来到|位于|走进|前往|家住)|^)"
    r"(?P<name>(?![在到的和与及等是从由为将把各全本我][\u4e00-\u9fff])[\u4e00-\u9fff]{2,3})(?P<level>[市县区])"
    r"(?=[\u4e00-\u9fff]{1,3}(?:镇|乡(?!村)|街道|(?<![一小大老])街(?!道|区))|副?(?P=level)长|(?P=level)领导)",
    re.MULTILINE,
)
_DIVIDED_SIGN = re.compile(r"([市县区])(?:[\u4e00-\u9fff]{1,3}[镇乡街]|副?\1长|\1领导)")
_DIVISION_SIGN = re.compile("[市县]")
_LEVELS = ("市", "县", "区")
_NAME_TAGS = ("ns", "nz", "nr", "x")
_GRAMMAR_TAGS = ("m", "p", "c", "u", "r", "f", "q")
_WHOLE_TRADE = read_list("whole_trades")
_CLEAR = 4  # a match of so many characters needs no help from the words around it


@dataclass
class View:
    """One document's normal-form text with its words; everything else is worked out on first use."""

    text: str
    words: Words

    @cached_property
    def vocabulary(self) -> KnownWords:
        """The words of the lexicons."""
        return find_known_words(self.text)

    @cached_property
    def word_at(self) -> list[int]:
        """For each character, the index of its word."""
        return list(accumulate(self.edges[1:-1], initial=0))

    def scan(self, pattern: re.Pattern[str], sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Find a pattern in the lines that hold the sign without which it matches nothing.

        For patterns that begin with too many characters to be found quickly; none may reach over a line end.
        """
        text, end = self.text, 0
        while (found := sign.search(text, end)) is not None:
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.end())
            end = len(text) if end < 0 else end
            yield from pattern.finditer(text, start, end)

    @cached_property
    def edges(self) -> bytearray:
        """For each offset, the end of the text included, 1 where a word begins or ends, else 0."""
        edges = bytearray(len(self.text) + 1)
        edges[-1] = 1
        for start in self.words.starts:
            edges[start] = 1
        return edges

    @cached_property
    def title_ends(self) -> frozenset[int]:
        """Offsets at which a title ends."""
        return frozenset(end for _, end in self._titles)

    @cached_property
    def title_starts(self) -> frozenset[int]:
        """Offsets at which a title begins."""
        return frozenset(start for start, _ in self._titles)

    def title_before(self, end: int) -> int:
        """Where the title begins that ends here."""
        return self._title_starts_by_end[end]

    def ends_trade(self, end: int) -> bool:
        """Whether the title that ends here is a trade, which bodies bear in their names (律师|协会)."""
        start = self.title_before(end)
        return any(self.text[start:end] in title_kinds(kind) for kind in ("occupation", "culture", "academy"))

    @cached_property
    def _title_starts_by_end(self) -> dict[int, int]:
        return {end: start for start, end in self._titles}

    @cached_property
    def _titles(self) -> list[tuple[int, int]]:
        return find_titles(self.text)

    @cached_property
    def all_places(self) -> tuple[Found, ...]:
        """Known places, also where they are parts of words."""
        return self.vocabulary.places

    @cached_property
    def place_starts(self) -> frozenset[int]:
        """Where known places begin."""
        return frozenset(start for start, _, _ in self.all_places)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Known places that stand on their own."""
        kinds = place_kinds()
        places = (
            self._without_level(start, self._with_county(end, word))
            for start, end, word in self.all_places
            if kinds[word] != "ambiguous" or self._is_placed(start, word)
        )
        known = [
            (start, end)
            for start, end in places
            if (self.is_free(start, end) or self._opens_word(start, end))
            and not (kinds.get(self.text[start:end]) == "county" and self._is_piece(start, end))
        ]
        return known + self._own_divisions()

    def _own_divisions(self) -> list[tuple[int, int]]:
        """Cities and counties that no list has but the text names twice, or with a town: 临沱|市, later 临沱."""
        names = {
            match["name"]
            for match in self.scan(_DIVISION, _DIVISION_SIGN)
            if match["name"] not in place_kinds() and self.is_unknown(*match.span("name"), _GRAMMAR_TAGS)
        }
        once = {
            match["name"]
            for match in self.scan(_DIVIDED, _DIVIDED_SIGN)
            if match["name"] not in place_kinds() and self._is_no_word(*match.span("name"))
        }
        names |= once
        if not names:
            return []
        found = (
            (start, end + self.text.startswith(_LEVELS, end), name)
            for start, end, name in leftmost_longest(find_all(self.text, names))
        )
        free = [
            (start, end, name) for start, end, name in found if self.edges[start] and (self.edges[end] or name in once)
        ]
        often = Counter(name for _, _, name in free)
        return [(start, end) for start, end, name in free if often[name] > 1 or name in once]

    def is_unknown(self, start: int, end: int, but: tuple[str, ...] = ()) -> bool:
        """Whether a stretch is made of whole words that name nothing else: loose characters, names of the dictionary.

        None of them may have a tag that begins with one of ``but``.
        """
        if not (self.edges[start] and self.edges[end]):
            return False
        words = self.words
        return all(
            (words.ends[index] - words.starts[index] == 1 and not words.tags[index].startswith(but))
            or words.tags[index].startswith(_NAME_TAGS)
            for index in range(self.word_at[start], self.word_at[end - 1] + 1)
        )

    def _is_no_word(self, start: int, end: int) -> bool:
        """Whether a stretch begins with a word, holds none of grammar, and is no everyday one itself (开发|区)."""
        words = self.words
        inside = range(self.word_at[start], self.word_at[end - 1] + 1)
        whole = words.ends[inside[0]] >= end and not words.tags[inside[0]].startswith(_NAME_TAGS)
        grammar = any(words.tags[index].startswith(("p", "c", "u", "r", "d")) for index in inside)
        return bool(self.edges[start]) and not whole and not grammar

    def _is_placed(self, start: int, word: str) -> bool:
        """Whether a word that may name a place does: behind 在 or a province, or with its full name in the text."""
        if _LOCATIVE.search(self.text, max(0, start - 2), start):
            return True
        kinds = place_kinds()
        if any(kinds.get(self.text[max(0, start - size) : start]) == "province" for size in (2, 3)):
            return True
        return any(word + level in self._written for level in "县市区旗")

    @cached_property
    def _written(self) -> frozenset[str]:
        """The known places of the text, as they are written."""
        return frozenset(word for _, _, word in self.all_places)

    def _with_county(self, end: int, word: str) -> int:
        """Where a place ends that was a county before it became a city or a district: 监利|县."""
        bare = place_kinds()[word] in _ONCE_COUNTIES and word[-1] not in "县市区"
        return end + (bare and self.text.startswith("县", end))

    def _without_level(self, start: int, end: int) -> tuple[int, int]:
        """Leave the level to the word after it: 辽阳|市长, 武汉|市民, 湖北|省属国企."""
        to_title = self.lends_level(end) and end not in self.place_starts
        to_word = self.edges[end - 1] > self.edges[end]
        if end - start > 2 and (to_title or to_word) and self.text[start : end - 1] in place_kinds():
            return start, end - 1
        return start, end

    def lends_level(self, end: int) -> bool:
        """Whether the last character of a place is that of what follows: 黑龙江|省长, 湖北|省属国企."""
        return self.opens_title(end - 1, end) or _OF_LEVEL.match(self.text, end - 1) is not None

    def opens_title(self, start: int, end: int) -> bool:
        """Whether a title begins with these characters, and none behind them."""
        return start in self.title_starts and end not in self.title_starts

    def _opens_word(self, start: int, end: int) -> bool:
        """Whether a place is the first half of a longer noun (台湾|水果, 上海|滩)."""
        index = self.word_at[start]
        word_end, tag = self.words.ends[index], self.words.tags[index]
        rest = word_end - end
        if tag == "nr":
            return bool(self.edges[start]) and self.text[end:word_end] == "人"  # 徐州|人
        return bool(self.edges[start]) and (rest >= 2 or self.text[end] in "人区") and tag in ("ns", "n", "nz")

    @cached_property
    def place_ending(self) -> dict[int, int]:
        """End of each known place that stands on its own → its start."""
        return {end: start for start, end in self.places}

    def larger_place(self, position: int) -> int | None:
        """Where a known place begins that ends here and that what begins here may lie in.

        No region of the country lies in a place, and a province only in a country: 沈阳市|东北大学,
        随州市|湖北炎帝泵业公司.
        """
        larger = self.place_ending.get(position)
        if larger is None or _GREAT_REGION.match(self.text, position):
            return None
        kinds = place_kinds()
        is_province = any(kinds.get(self.text[position : position + size]) == "province" for size in _PROVINCE_SIZES)
        return larger if not is_province or kinds.get(self.text[larger:position]) == "country" else None

    @cached_property
    def _townships(self) -> set[str]:
        """What stands behind the known places of the text and ends like a township."""
        behind = (self.text[end : end + size] for end in self.place_ending for size in _TOWNSHIP_SIZES)
        return {form for form in behind if form[-1:] in TOWNSHIPS and form[0] not in _NO_TOWNSHIP}

    def own_township(self, end: int) -> int | None:
        """Where a township begins that ends here and is named elsewhere behind a known place: 赤东镇|农机服务中心."""
        starts = (end - size for size in _TOWNSHIP_SIZES if end >= size)
        return next((start for start in starts if self.text[start:end] in self._townships), None)

    @cached_property
    def known(self) -> list[tuple[int, int, str]]:
        """Names known without a form: start, end, type."""
        types = known_names()
        return [
            (start, self._with_office(end, word), types[word])
            for start, end, word in self.vocabulary.names
            if self.is_free(start, end)
            and not self._is_piece(start, end)
            and not (word[-1] == "部" and self.text.startswith("门", end))  # 我省交通|部门
            and not (word.startswith("中国") and self.text.startswith(_WHOLE_TRADE, end))  # 中国船舶|工业
        ]

    def _with_office(self, end: int, word: str) -> int:
        """Where the name of a paper ends, the house that prints it included: 工人日报|社."""
        return end + (word[-1] == "报" and self.text.startswith("社", end) and self.edges[end + 1] == 1)

    def _is_piece(self, start: int, end: int) -> bool:
        """A short name right after a loose character is rather the rest of an unknown one (碳|普惠, 古越|龙山)."""
        if end - start > 2 or start == 0 or not self.text[start - 1].isalnum():
            return False
        words, index = self.words, self.word_at[start - 1]
        return words.ends[index] - words.starts[index] == 1 and words.tags[index].startswith(_LOOSE_TAGS)

    def is_free(self, start: int, end: int) -> bool:
        """Whether a match is a word of its own and not halves of others (发[展中国]家)."""
        begins, ends = self.edges[start], self.edges[end]
        if begins and ends:
            return True
        if end - start >= _CLEAR:
            return bool(begins or ends)
        return bool(begins) and (end in self.title_starts or _OF_LEVEL.match(self.text, end) is not None)
