"""Sentences and clauses: the spec table, and what holds for every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hbnews_ie.components.sentences import find_clauses, find_sentences
from hbnews_ie.text import normalize
from tests.marked import marked_doc
from tests.tables import Case, read_cases

CASES = read_cases("sentences")
SIGNS = st.text(alphabet="。！？…“”‘’（）《》,，；：、\n- 说道一家好1A")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_spec(case: Case) -> None:
    text = case["text"]
    norm = normalize(text)
    if "sentences" in case:
        edges = [*find_sentences(norm), len(norm)]
        assert [text[start:end] for start, end in pairwise(edges)] == case["sentences"], case["why"]
    else:
        assert [text[start:end] for start, end in find_clauses(norm)] == case["clauses"], case["why"]


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("农机下田" * 249, 996),
        ("农机下田、" * 400, 1000),
        ("农机下田" + "、甲乙丙" * 400, 997),
        ("农机下田" * 500, 1000),
    ],
    ids=["long", "list", "pauses", "no pause"],
)
def test_sentences_without_end_are_cut_at_a_pause(text: str, longest: int) -> None:
    edges = [*find_sentences(text), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    assert max(map(len, pieces)) == longest
    assert all(piece.endswith("、") for piece in pieces[:-1]) or "、" not in text


def test_spacy_gives_the_sentences() -> None:
    doc = marked_doc("春耕开始了。农机下田。")
    assert [sentence.text for sentence in doc.sents] == ["春耕开始了。", "农机下田。"]
    assert [sentence.text for sentence in marked_doc("只有一句").sents] == ["只有一句"]


@given(SIGNS)
def test_any_text(text: str) -> None:
    norm = normalize(text)
    starts = find_sentences(norm)
    assert starts == sorted(set(starts))
    assert starts == find_sentences(norm)
    assert (starts[0] == 0) if text else not starts
    clauses = find_clauses(norm)
    assert clauses == find_clauses(norm)
    cursor = 0
    for start, end in clauses:
        assert cursor <= start < end <= len(text)
        assert "\n" not in norm[start:end]
        cursor = end
