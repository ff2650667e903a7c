"""The gold set that is checked in: it is sound, it loads, and the scores on it do not fall.

Collected only where annotations/gold.jsonl is there (see conftest.py, which says so where it is not).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import hbnews_ie
from hbnews_ie.evaluation import evaluate, fallen_scores, read_scores
from hbnews_ie.gold import GoldArticle, check_gold, describe

from .conftest import ROOT, SEEDS

FOLDER = ROOT / "annotations"


@pytest.fixture(scope="module")
def gold() -> list[GoldArticle]:
    return hbnews_ie.load_gold()


def test_it_is_valid() -> None:
    _, problems = check_gold(FOLDER, [FOLDER / "pages", ROOT / "seeds"])
    assert not problems, "\n".join(problems)


def test_every_page_is_in_it(gold: list[GoldArticle]) -> None:
    made_up = {path.name for path in (FOLDER / "pages").glob("*.txt")}
    assert {record.page for record in gold} == {path.name for path in SEEDS} | made_up
    assert {record.page for record in gold if record.split == "aside"} == made_up


def test_the_card_counts_right(gold: list[GoldArticle]) -> None:
    card = " ".join((FOLDER / "README.md").read_text("utf-8").split())
    assert describe(gold) in card, f"put into annotations/README.md: {describe(gold)}"


def test_scores_hold(gold: list[GoldArticle], nlp: Language) -> None:
    found = (hbnews_ie.extract(record.text, record.published.date, nlp=nlp) for record in gold)
    fallen = fallen_scores(read_scores(FOLDER / "scores.json"), evaluate(gold, found))
    assert not fallen, (
        "scores fell by more than a point:\n  "
        + "\n  ".join(fallen)
        + "\nMend what made them fall or, if the change is meant, record it:"
        "\n  hbnews-ie evaluate annotations/ --record"
    )


def test_datasets_loads_it_in_one_line(
    gold: list[GoldArticle], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    loaded = datasets.load_dataset(str(FOLDER), split="gold", cache_dir=str(tmp_path))
    assert loaded["id"][:] == [record.id for record in gold]
    assert loaded["text"][:] == [record.text for record in gold]
    assert [len(events) for events in loaded["events"][:]] == [len(record.events) for record in gold]
