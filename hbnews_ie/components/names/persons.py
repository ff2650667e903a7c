"""Persons: Chinese names by the odds of their characters and by context.

A Chinese personal name is a surname and one or two more characters. `person_characters.tsv` holds how much each
character speaks for a name in each place; titles before, verbs of speech after, lists and the words that jieba
sees decide the rest. The sum is a log-odds score in tenths of a nat; a name needs `_THRESHOLD`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from hbnews_ie.components.names.foreign_persons import SPEAKS, find_foreign_persons
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import FIRM_ENDS, context_words
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_list, read_table

__all__ = ["ANONYMOUS", "begins_name", "find_persons"]

_THRESHOLD = 15
_UNKNOWN = 5  # the score of a character never seen in the news: rather part of a name than not
_BY = "由"  # a surname so rare that elsewhere than behind a title it brings in the doer: 由|田勇组成
_MAX_COMPOUND = 2
_TWO_GIVEN = 12  # five of six given names have two characters
_AFTER_BODY = 18
_AFTER_TITLE = 60
_AFTER_NOUN = 45
_LEFT_OVER = -20
_CUT_WORD = -30
_GIVEN_WORD = 10  # what a given name that is a word takes off where a name is expected: 医生|练|文静
_IS_VERB = -100
_FUNCTION_LAST = -18
_FUNCTION_TAGS = ("p", "c", "u", "d", "r", "m", "f")
_LOOSE_TAGS = ("n", "a", "zg", "z", "x", "g")
_NOUNS_AND_VERBS = ("n", "vn", "v", "l", "i", "nt")
_PHRASE_TAGS = ("i", "l")
_VERB_COMPLEMENTS = "在到了着过成起出上下来去"
_NEXT_TO_NAME = 28
_ADDRESSED = 55
_ACTING = 26
_TAKING_OFFICE = 45
_QUOTED_BEFORE = 25
_GOING_ON = 12
_AT_SIGN = 6
_KNOWN_AS_NAME = 12
_PROMISE = _ADDRESSED + _KNOWN_AS_NAME  # the most that words and what follows can add
_AFTER = re.compile(
    r"[,:]?(?:表示|说|介绍|强调|指出|指示|要求|认为|称|坦言|告诉|透露|感慨|回忆|回应|建议|呼吁|坚信|笑着|激动|深有感触|感叹|直言|"
    r"解释|补充|总结|出席|主持|参加|致辞|讲话|率|陪同|会见|调研|来到|带领|带着|深入|宣布|宣读|宣誓|当选|担任|任|获得|荣获|向记者|"
    r"对记者|在接受|分享|讲述|领衔|不再|升任|调任|转任|出任|就任|兼任|卸任|辞去|作(?:了|报告|主旨|推介|动员|说明|讲话|汇报)|夫妇|一家|团队|等人|等领导|\(|摄|也|则|还|曾|于\d{4}年|是[^,。是]{2,8}人[,。]|为(?!为)[^,。;]{2,16}(?:长|主任|书记|委员|审判员|检察员)[,。;])"
)
_ELECTED = re.compile(r"当选|出任|就任|升任|调任|转任|不再担任|卸任")
_GOES_ON = re.compile(
    r"到[会场任访]|又|再|正|已|便|就|从|在|把|将|对|向|为|是|有|没有|一直|一边|多次|同时|今年|每天|特意|专程|亲自|主动|立即|连忙|赶紧|终于|"
    r"经常|常常|仍|却|都|并|用|给|和|与|所在|出生|毕业|当场|随即|随后|马上|赶到|走进|站在|坐在|拿出|看着|告诉|走上|住在|家|的"
)  # what a narrative goes on with after its subject
_ADDRESS = re.compile(r"同志|教授|副教授|院士|博士|研究员|先生|女士|老师|医生|主任|书记|局长|工程师")
ANONYMOUS = re.compile(
    r"[姐嫂婶奶]|[哥叔爷](?=[说介表告坦,。:;、和的])|先生|女士|某|大爷|大妈|阿姨|奶奶|爷爷|婆婆|爹爹|师傅|老汉|小姐|大姐|大哥|老师|木匠|铁匠|裁缝|大夫|大伯|大叔|大嫂|老太|老伯"
)
"""What stands behind a surname in the place of a given name, for somebody who stays anonymous: 李|女士, 张|姐."""
_AGED = re.compile(r"\d岁的")  # 43岁的|丘文博
_HOME = re.compile("来自[^,。;:、\\d\n]{2,14}?(?:队|公司|医院|大学|学院|学校|中学|小学|村|社区)的")  # 来自襄阳队的|简宁
_NO_SECOND = ("因", "由于", "被", "从", "已", "曾", "随", "均")  # none of them begins what 和 joins to a name
_NOUN = 2  # characters of an everyday word that a name does not begin with
_APPOINTED = re.compile(r"任命(?P<name>[\u4e00-\u9fff]{2,4}?)(?:同志)?(?=为)")
_APPOINTING = re.compile("任命")
_NAME_SIZES = (2, 3, 4)
_LIST_SIGNS = "、和与及,; "
_CLOSING = "、,。;)!?\n”"
_PREPOSITIONS = frozenset("向于和从对")
_SENTENCE_END = tuple("。!?,…")
_BEFORE_NAME = frozenset("、,。:;!?(“\n由与和及对向为请叫名是让被给像跟同是")


@dataclass(frozen=True, slots=True)
class _Characters:
    begins: frozenset[str]  # what surnames begin with
    compound: frozenset[str]  # surnames of two characters that are hardly anything else
    surname: dict[str, int]
    first: dict[str, int]
    second: dict[str, int]
    only: dict[str, int]


@cache
def _characters() -> _Characters:
    rows = read_table("person_characters")
    surname, first, second, only = (
        {row["character"]: int(row[column]) for row in rows if row[column]}
        for column in ("surname", "first", "second", "only")
    )
    compound = frozenset(name for name, score in surname.items() if len(name) == _MAX_COMPOUND and score >= 0)
    return _Characters(frozenset(name[0] for name in surname), compound, surname, first, second, only)


@cache
def _begins_name() -> re.Pattern[str]:
    """What a surname begins with, and more after it."""
    return re.compile(rf"[{''.join(_characters().begins)}](?=[\u4e00-\u9fff])")


_REST = re.compile("[0-9十百千万亿]余")  # 8200|余海里: what is left over of a number is no family


def begins_name(character: str) -> bool:
    """Whether a surname begins with a character."""
    return character in _characters().begins


_HOLDS = re.compile("着(?![手力重眼装想])")  # 左爪箝|着潮河
_OF_VILLAGE = read_list("village_offices")


def find_persons(view: View, bodies: Mapping[int, int]) -> list[Mention]:
    """Find persons; candidates may overlap with those of other kinds of name.

    ``bodies`` maps the end of each organisation to its start: a name often follows one (…学院郑教授).
    """
    persons = [
        Mention(start, end, "PERSON", "known-person")
        for start, end, _ in view.vocabulary.persons
        if view.words.tags[view.word_at[start]] not in _PHRASE_TAGS  # 一片|汪洋
    ]
    persons += find_foreign_persons(view, _AFTER)
    persons += [
        Mention(*match.span("name"), "PERSON", "appointed")
        for match in view.scan(_APPOINTED, _APPOINTING)
        if begins_name(match["name"][0])
    ]
    persons += _ChineseNames(view, bodies).find()
    return [
        person
        for person in persons
        if not _REST.match(view.text, max(0, person.start - 1))
        and not _HOLDS.match(view.text, person.end)
        and (person.start in view.title_ends or not view.text.startswith(_OF_VILLAGE, person.end))
    ]


class _ChineseNames:
    """Scores every place of a text where a surname stands.

    Lists of names help each other (甲、乙、丙): a second pass scores the neighbours of the names found.
    """

    def __init__(self, view: View, bodies: Mapping[int, int]) -> None:
        self.view = view
        self.bodies = bodies
        self.places = frozenset(start for start, _ in view.places)
        self.titled = frozenset(_over_space(view.text, filter(self.is_whole, view.title_ends)))
        nouns = {end for _, end, _ in view.vocabulary.person_nouns} | {age.end() for age in _AGED.finditer(view.text)}
        nouns |= {home.end() for home in _HOME.finditer(view.text)} | {
            end for end in bodies if view.text[end - 1] == "队"
        }
        self.introduced = frozenset(_over_space(view.text, nouns))
        self.found: dict[int, int] = {}  # start → end
        self.neighbours: set[int] = set()  # the signs before and after the names found

    def find(self) -> list[Mention]:
        starts = self.starts()
        self.score_all(starts)
        neighbours = self.neighbours
        self.score_all([start for start in starts if not neighbours.isdisjoint(range(start - 1, start + 5))])
        common, title_ends, firms = context_words("noperson"), self.titled, self.firms()
        mentions: list[Mention] = []
        floor = 0
        for start, end in sorted(self.found.items()):
            text, titled = self.view.text[start:end], start in title_ends
            if (text[:_NOUN] in common and not titled) or self.is_end_of_quotation(start, end):
                continue  # 杨梅|素, “摇|钱藤”
            acts = titled and _AFTER.match(self.view.text, end) is not None  # 局长|高峰|说
            if start >= floor and (acts or text not in common) and (titled or text not in firms):
                mentions.append(Mention(start, end, "PERSON", f"surname-{'after-title' if titled else 'and-context'}"))
                floor = end
        return mentions

    def is_whole(self, title_end: int) -> bool:
        """Whether a title ends as a word does, not within a noun or a verb (采矿工程) but in 校长|安文铸, 主任|何光."""
        view = self.view
        return bool(view.edges[title_end]) or view.words.tags[view.word_at[title_end]] not in _NOUNS_AND_VERBS

    def is_end_of_quotation(self, start: int, end: int) -> bool:
        """Whether a quotation of a few characters ends here that began a little before."""
        text = self.view.text
        return text.startswith("”", end) and text[start - 2 : start - 1] == "“"

    def firms(self) -> set[str]:
        """What stands in the firms of the text: their own words look like persons (深圳市|华锦程|实业有限公司)."""
        text = self.view.text
        return {
            text[offset : offset + size]
            for end, start in self.bodies.items()
            if text.endswith(FIRM_ENDS, 0, end)
            for offset in range(start, end)
            for size in _NAME_SIZES
        }

    def starts(self) -> list[int]:
        """Where a surname stands that may begin a name: at a word's edge, after a title or a body."""
        begins, surnames, compound = _characters().begins, _characters().surname, _characters().compound
        text, words = self.view.text, self.view.words
        likely = (*self.titled, *self.introduced, *self.bodies)
        starts = {start for start in likely if text[start : start + 1] in begins}
        for start in [match.start() for match in _begins_name().finditer(text)]:
            if self.view.edges[start]:
                # a longer word that is no name itself begins none (高|科技, 成立)
                index = self.view.word_at[start]
                surname = text[start : words.ends[index]] in surnames or text[start : start + _MAX_COMPOUND] in compound
                if text[start] != _BY and (surname or words.tags[index].startswith(("nr", "nz", "x"))):
                    starts.add(start)
        starts -= self.view.title_starts
        return sorted(
            start for start in starts if text[start] in surnames or text[start : start + _MAX_COMPOUND] in surnames
        )

    def score_all(self, starts: list[int]) -> None:
        floor = 0
        for start in starts:
            if start < floor or start in self.found:
                continue
            end = self.best_end(start)
            if end is not None:
                self.found[start] = floor = end
                self.neighbours.update((start - 1, end))

    def best_end(self, start: int) -> int | None:
        """The most likely end of a name that starts here, if any is likely enough."""
        before = self.before(start)
        best, end = _THRESHOLD, None
        for stop, characters in self.readings(start, _THRESHOLD - before - _PROMISE):
            score = before + characters + self.words(start, stop)
            if score + _ADDRESSED > best:
                score += self.after(stop)
                if score > best:
                    best, end = score, stop
        return end

    def readings(self, start: int, least: int) -> list[tuple[int, int]]:
        """The ways to read a name here, by surname and given name: where it ends, and its characters' score.

        Those whose characters score no more than ``least`` are left out.
        """
        table, text = _characters(), self.view.text
        readings: list[tuple[int, int]] = []
        for size in (1, _MAX_COMPOUND):
            surname = table.surname.get(text[start : start + size])
            if surname is None:
                continue
            given = start + size
            one, two = text[given : given + 1], text[given + 1 : given + 2]
            if not _is_chinese(one):
                continue
            score = surname + table.only.get(one, _UNKNOWN)
            likely = [(given + 1, score)] if score > least else []
            if _is_chinese(two):
                score = surname + table.first.get(one, _UNKNOWN) + table.second.get(two, _UNKNOWN) + _TWO_GIVEN
                if score > least:
                    likely.append((given + 2, score))
            if (
                likely
                and not ANONYMOUS.match(text, given)
                and not (size == 1 and (self.is_preposition(start) or self.is_conjunction(start)))
            ):
                readings += likely
        return readings

    def is_preposition(self, start: int) -> bool:
        """Whether a preposition stands here rather than a surname: before a place, or behind a name with its title.

        于|长春, 向|武汉; 王林院士|向乡村医生介绍.
        """
        if start in self.view.title_ends:
            return self.view.text[start] in _PREPOSITIONS and self.view.title_before(start) in self.neighbours
        return start + 1 in self.places and start not in self.titled and start not in self.introduced

    def is_conjunction(self, start: int) -> bool:
        """Whether 和 stands here before a noun or a verb: 委员|和|列席|同志."""
        if self.view.text[start] != "和":
            return False
        words, behind = self.view.words, self.view.word_at[start + 1]
        whole = words.starts[behind] == start + 1 and words.ends[behind] > start + 2
        return whole and words.tags[behind] in ("v", "vn", "n")

    def words(self, start: int, stop: int) -> int:
        """What jieba's words say: a name is a word tagged as one, or falls into pieces that say nothing."""
        words, at = self.view.words, self.view.word_at
        first, last = at[start], at[stop - 1]
        expected = start in self.titled or start in self.introduced
        score = 0 if words.ends[last] == stop or self.goes_on_at(stop) else _CUT_WORD
        cut = self.view.text[words.starts[last] : words.ends[last]] if words.ends[last] > stop else ""
        if cut in context_words("noperson"):
            score += _IS_VERB  # 卢拉|祝贺
        if self.goes_on_at(stop - 1):
            score += _IS_VERB if self.view.text[stop - 1] == "携" else _CUT_WORD
        given_last = stop - start > 2 and words.starts[last] == stop - 1
        if given_last and self.is_function(last) and not self.is_subject_on(stop):
            goes_on = self.view.text[stop : stop + 1] in tuple("着了") and words.tags[last].startswith("v")
            doing = goes_on and self.view.text[stop] == "着"  # 李明|扯着
            score += _IS_VERB if doing else _CUT_WORD if goes_on else _FUNCTION_LAST
        for index in range(first, last + 1):
            size, tag = words.ends[index] - words.starts[index], words.tags[index]
            if size == 1:
                continue
            if words.ends[index] > stop and self.goes_on_at(stop):
                continue  # 孟[周|到]会
            whole = words.starts[index] == start and words.ends[index] == stop
            if whole and tag in ("nr", "nrfg"):
                score += _KNOWN_AS_NAME
            elif tag.startswith(("nr", "nz")):
                score -= 4
            elif index == first and tag == "v":
                score += _IS_VERB  # 局长|晋升为
            else:
                score -= 38 if size == stop - start else _GIVEN_WORD if expected and index > first else 22
        return score

    def goes_on_at(self, offset: int) -> bool:
        """Whether a sign begins what follows a name, though a word of the dictionary ends with it.

        It is what the person does (李明|说,: the dictionary has 明说), joins the next (何平|和|副市长: 平和), or leads
        to the verb (徐平|等|出席: 平等).
        """
        sign, behind = self.view.text[offset : offset + 1], self.view.text[offset + 1 : offset + 2]
        if sign in tuple("和与及"):
            return offset + 1 in self.view.title_starts or behind.isdecimal()  # 贺宜民|和|65名委员
        if sign == "正":  # 邹奇|正在
            return behind == "在"
        if sign == "到":  # 孙周|到会
            return behind in tuple("会场任访")
        if sign == "携":  # 慕容雪|携学生
            return behind.isalpha()
        if sign in tuple("将等曾被"):
            index = self.view.word_at[offset + 1] if behind else 0
            return self.view.words.starts[index] == offset + 1 and self.view.words.tags[index] == "v"
        return SPEAKS.match(self.view.text, offset) is not None

    def is_subject_on(self, stop: int) -> bool:
        """陶子和|表示, 陶子和|因病: a conjunction joins no name to such a word; it is a given name's last character."""
        if self.view.text[stop - 1] not in "和与及":
            return False
        return _AFTER.match(self.view.text, stop) is not None or self.view.text.startswith(_NO_SECOND, stop)

    def is_function(self, index: int) -> bool:
        """Whether a loose last character more likely begins what follows: 王浩|因, 刘建|站在."""
        tag, end = self.view.words.tags[index], self.view.words.ends[index]
        if tag == "m" and self.view.text[end - 1] == "年":
            return False  # 贺松年: no number stands before it
        return tag.startswith(_FUNCTION_TAGS) or (
            tag.startswith("v") and self.view.text[end : end + 1] in tuple(_VERB_COMPLEMENTS)
        )

    def before(self, start: int) -> int:
        text = self.view.text
        score = _AFTER_BODY if start in self.bodies else 0
        if start == 0 or text[start - 1] == "\n":
            return score + _AT_SIGN
        if start in self.titled:
            return score + _AFTER_TITLE
        if start in self.introduced:
            return score + _AFTER_NOUN
        sign = text[start - 1]
        if sign in _LIST_SIGNS and start - 1 in self.neighbours:
            return score + _NEXT_TO_NAME
        if sign == "”" and text[start - 2 : start - 1] in _SENTENCE_END:
            return score + _QUOTED_BEFORE  # “…。”甲说
        if sign in _BEFORE_NAME or not sign.isalnum():
            return score + _AT_SIGN
        return score - _AT_SIGN

    def after(self, stop: int) -> int:
        text = self.view.text
        if stop == len(text):
            return _AT_SIGN
        if text[stop] in _LIST_SIGNS and stop in self.neighbours:
            return _NEXT_TO_NAME
        if _ADDRESS.match(text, stop):
            return _ADDRESSED
        if _AFTER.match(text, stop):
            return _TAKING_OFFICE if _ELECTED.match(text, stop) else _ACTING
        if text[stop] in _CLOSING:
            return _AT_SIGN
        if text[stop] in "和与及" and text.startswith(_NO_SECOND, stop + 1):
            return _LEFT_OVER  # 陶子[和]|因病
        if _GOES_ON.match(text, stop):
            return _GOING_ON
        return _LEFT_OVER if self.leaves_a_character(stop) else 0

    def leaves_a_character(self, stop: int) -> bool:
        """Whether a loose character that is no function word follows, and may be the end of the name."""
        words, index = self.view.words, self.view.word_at[stop]
        loose = words.ends[index] - words.starts[index] == 1
        closed = self.view.text[stop + 1 : stop + 2] in tuple(_CLOSING)  # 于海|震,
        return loose and (closed or words.tags[index].startswith(_LOOSE_TAGS) or self.view.text[stop] == "年")


def _over_space(text: str, ends: Iterable[int]) -> Iterator[int]:
    """Where a name may begin after these ends, with or without a space: 记者 张文."""
    return (end + 1 if text[end : end + 1] == " " else end for end in ends)


def _is_chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"
