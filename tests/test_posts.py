"""The layer of posts, and titles: the spec table, and what the titles are made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hbnews_ie.components.posts import find_posts
from hbnews_ie.components.titles import find_titles, is_title, title_kinds
from hbnews_ie.lexicon import read_words
from hbnews_ie.text import normalize
from tests.tables import Case, case_id, names_in, read_cases, still_open

CASES = read_cases("posts")


def found(text: str) -> list[list[str | None]]:
    """(person, organisation, title) of each post, in no order."""
    mentions = names_in(text)
    return sorted(
        (
            [
                text[mentions[post.person].start : mentions[post.person].end],
                text[slice(*post.organization)] if post.organization else None,
                text[slice(*post.title)],
            ]
            for post in find_posts(normalize(text), mentions)
        ),
        key=str,
    )


def holds(case: Case) -> bool:
    return found(case["text"]) == sorted(case["expected"], key=str)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_spec(case: Case) -> None:
    assert found(case["text"]) == sorted(case["expected"], key=str), case["why"]


def test_open_cases() -> None:
    still_open("posts_open", holds)


def test_table_is_sound() -> None:
    cases = CASES + read_cases("posts_open")
    for case in cases:
        assert all(quote in case["text"] for post in case["expected"] for quote in post if quote)
        assert case["why"]
    assert len(cases) >= 70


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("党委副书记", ["党委副书记"]),
        ("常务副市长", ["常务副市长"]),
        ("首席科学家", ["首席科学家"]),
        ("高级工程师", ["高级工程师"]),
        ("总经理助理", ["总经理助理"]),
        ("校长、教授", ["校长", "教授"]),
        ("书记\n记者", ["书记", "记者"]),
        ("天气很好", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [text[start:end] for start, end in find_titles(text)] == titles


def test_kinds_of_titles() -> None:
    assert "院士" in title_kinds("academy")
    assert is_title("院士")
    assert not is_title("副院士")


@given(st.lists(st.sampled_from(["副", "党委", "总", "的", "\n", "甲", *read_words("titles")[:60]]), max_size=12))
@settings(deadline=None)
def test_titles_of_any_text_are_flat(pieces: list[str]) -> None:
    text = "".join(pieces)
    floor = 0
    for start, end in find_titles(text):
        assert floor <= start < end <= len(text)
        assert "\n" not in text[start:end]
        floor = end
