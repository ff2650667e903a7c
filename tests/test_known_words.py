from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hbnews_ie.components.known_words import find_known_words
from hbnews_ie.lexicon import alternation, read_words

HEADS = re.compile(alternation(read_words("heads")))
TITLES = re.compile(alternation(read_words("titles")))


def found(text: str, pattern: re.Pattern[str]) -> tuple[tuple[int, int, str], ...]:
    return tuple((match.start(), match.end(), match.group()) for match in pattern.finditer(text))


def test_each_lexicon_is_found_by_itself() -> None:
    words = find_known_words("武汉大学教授来到武汉")
    assert [word for _, _, word in words.places] == ["武汉", "武汉"]
    assert [word for _, _, word in words.titles] == ["教授"]
    assert [word for _, _, word in words.heads] == ["大学"]


def test_a_word_of_two_lexicons_is_found_for_both() -> None:
    words = find_known_words("外交部")
    assert words.names == words.heads == ((0, 3, "外交部"),)


@given(st.lists(st.sampled_from([*read_words("heads")[:200], *read_words("titles")[:200], "的", "市"]), max_size=12))
def test_leftmost_then_longest(pieces: list[str]) -> None:
    for text in ("".join(pieces), "".join(piece[:2] for piece in pieces)):
        words = find_known_words(text)
        assert words.heads == found(text, HEADS)
        assert words.titles == found(text, TITLES)
