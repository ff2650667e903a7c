"""Persons: Chinese names by the odds of their characters and by context.

A Chinese personal name is a surname and one or two more characters. `person_characters.tsv` holds how much each
character speaks for a name in each place; titles before, verbs of speech after, lists and the words that jieba
sees decide the rest. The sum is a log-odds score in tenths of a nat; a name needs `_THRESHOLD`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from hbnews_ie.components.names.foreign_persons import find_foreign_persons
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import Matcher, context_words
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_table, read_words

__all__ = ["find_persons"]

_THRESHOLD = 15
_UNKNOWN = 5  # the score of a character never seen in the news: rather part of a name than not
_MAX_COMPOUND = 2
_TWO_GIVEN = 12  # five of six given names have two characters
_AFTER_BODY = 18
_AFTER_TITLE = 60
_LEFT_OVER = -20
_NEXT_TO_NAME = 28
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}")
_AFTER = re.compile(
    r"[,:]?(?:表示|说|介绍|强调|指出|指示|要求|认为|称|坦言|告诉|透露|感慨|回忆|回应|建议|呼吁|坚信|笑着|激动|深有感触|感叹|直言|"
    r"解释|补充|总结|出席|主持|参加|致辞|讲话|率|陪同|会见|调研|来到|带领|带着|深入|宣布|宣读|宣誓|当选|担任|任|获得|荣获|向记者|"
    r"对记者|在接受|分享|讲述|领衔|作了|作报告|夫妇|一家|团队|等人|等领导|\(|摄|也|则|还|曾|于\d{4}年)"
)
_ADDRESS = re.compile(r"同志|教授|副教授|院士|博士|研究员|先生|女士|老师|医生|主任|书记|局长|工程师")
_ANONYMOUS = re.compile(r"先生|女士|某|大爷|大妈|阿姨|奶奶|爷爷|婆婆|爹爹|师傅|老汉|小姐|大姐|大哥|老师")
_LIST_SIGNS = "、和与及,; "
_BEFORE_NAME = frozenset("、,。:;!?(“\n由与和及对向为请叫名是让被给像跟同是")


@dataclass(frozen=True, slots=True)
class _Characters:
    surname: dict[str, int]
    first: dict[str, int]
    second: dict[str, int]
    only: dict[str, int]


@cache
def _characters() -> _Characters:
    rows = read_table("person_characters")
    columns = (
        {row["character"]: int(row[column]) for row in rows if row[column]}
        for column in ("surname", "first", "second", "only")
    )
    return _Characters(*columns)


@cache
def _known_persons() -> Matcher:
    return Matcher(read_words("known_persons"))


def find_persons(view: View, bodies: Container[int]) -> list[Mention]:
    """Find persons; candidates may overlap with those of other kinds of name.

    ``bodies`` holds the ends of the organisations: a name often follows one (…学院郑教授).
    """
    persons = [Mention(start, end, "PERSON", "known-person") for start, end, _ in _known_persons().find(view.text)]
    persons += find_foreign_persons(view, _AFTER)
    persons += _chinese_names(view, bodies)
    return persons


def _chinese_names(view: View, bodies: Container[int]) -> list[Mention]:
    surnames = _characters().surname
    text, edges, title_ends = view.text, view.edges, view.title_ends
    starts = [
        start
        for start, sign in enumerate(text)
        if sign in surnames and (start in edges or start in title_ends or start in bodies)
    ]
    neighbours: set[int] = set()  # where a list of names puts the next name, or ends the one before
    ends: dict[int, int] = {}
    for _ in range(2):
        floor = 0
        for start in starts:
            if start < floor:
                continue
            if start not in ends:
                best = _best_name(view, start, neighbours, bodies)
                if best is None:
                    continue
                ends[start] = best
                neighbours.update((start - 1, best + 1))
            floor = ends[start]
    return [
        Mention(start, end, "PERSON", "surname-after-title" if start in title_ends else "surname-and-context")
        for start, end in _apart(ends)
        if text[start:end] not in context_words("noperson")
    ]


def _apart(ends: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The names in order, without those that the name before runs into."""
    floor = 0
    for start in sorted(ends):
        if start >= floor:
            yield start, ends[start]
            floor = ends[start]


def _best_name(view: View, start: int, neighbours: Container[int], bodies: Container[int]) -> int | None:
    """The most likely end of a name that starts here, if any is likely enough."""
    run = _CHINESE.match(view.text, start)
    if run is None:
        return None
    before = _score_before(view, start, neighbours) + (_AFTER_BODY if start in bodies else 0)
    best, end = _THRESHOLD, None
    for surname, stop in _divisions(view.text, start, run.end()):
        score = before + _score_characters(view.text, start, surname, stop) + _score_words(view, start, surname, stop)
        score += _score_after(view, stop, neighbours)
        if score > best:
            best, end = score, stop
    return end


def _divisions(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """The ways to read a name here: where the surname ends and where the name ends."""
    surnames = _characters().surname
    return [
        (start + size, stop)
        for size in (1, _MAX_COMPOUND)
        if text[start : start + size] in surnames
        for stop in (start + size + 1, start + size + 2)
        if stop <= limit and not _ANONYMOUS.match(text, start + size)
    ]


def _score_characters(text: str, start: int, surname: int, stop: int) -> int:
    table = _characters()
    score = table.surname[text[start:surname]]
    if stop - surname == 1:
        return score + table.only.get(text[surname], _UNKNOWN)
    given = table.first.get(text[surname], _UNKNOWN) + table.second.get(text[surname + 1], _UNKNOWN)
    return score + given + _TWO_GIVEN


def _score_words(view: View, start: int, surname: int, stop: int) -> int:
    """What jieba's words say: a name is a word tagged as one, or falls into pieces that say nothing."""
    words, at = view.words, view.word_at
    first, last = at[start], at[stop - 1]
    score = 0
    if words.ends[last] != stop:
        score -= 30
    for index in range(first, last + 1):
        size, tag = words.ends[index] - words.starts[index], words.tags[index]
        if size == 1:
            continue
        if tag in ("nr", "nrfg") and index == first and words.ends[index] == stop and words.starts[index] == start:
            score += 12
        elif tag.startswith(("nr", "nz")):
            score -= 4
        elif size == stop - start:
            score -= 38
        else:
            score -= 22
    return score


def _score_before(view: View, start: int, neighbours: Container[int]) -> int:
    if start == 0 or view.text[start - 1] == "\n":
        return 6
    if start in view.title_ends:
        return _AFTER_TITLE
    sign = view.text[start - 1]
    if sign in _LIST_SIGNS and start in neighbours:
        return _NEXT_TO_NAME
    if sign in _BEFORE_NAME or not sign.isalnum():
        return 6
    return -6


def _score_after(view: View, stop: int, neighbours: Container[int]) -> int:
    text = view.text
    if stop == len(text):
        return 6
    if text[stop] in _LIST_SIGNS and stop in neighbours:
        return _NEXT_TO_NAME
    if _ADDRESS.match(text, stop):
        return 55
    if _AFTER.match(text, stop):
        return 26
    if text[stop] in "、,。;)!?\n”":
        return 6
    return _LEFT_OVER if _leaves_a_character(view, stop) else 0


def _leaves_a_character(view: View, stop: int) -> bool:
    """Whether a loose character that is no function word follows, and may be the end of the name."""
    index = view.word_at[stop]
    loose = view.words.ends[index] - view.words.starts[index] == 1
    return loose and view.words.tags[index].startswith(("n", "a", "zg", "z", "x", "g"))
