"""What the tests share: the pipeline, made once, and the newspaper pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import hbnews_ie

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


GOLD = ROOT / "annotations" / "gold.jsonl"
collect_ignore = [] if GOLD.is_file() else ["test_gold_set.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not GOLD.is_file():
        terminalreporter.write_line("annotations/gold.jsonl is not there: test_gold_set.py was left out")


@pytest.fixture(scope="session")
def nlp() -> Language:
    return hbnews_ie.load()


@pytest.fixture(params=SEEDS, ids=lambda path: path.name[:3])
def seed(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A small page in a file, for the commands."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


PAGE = (
    "武汉举办楚商大会\n\n湖北日报讯(记者许旷)11月8日,2023第六届楚商大会在武汉举行,副省长盛阅春出席并致辞。\n"
    "今年前三季度,全省锂电制造业增加值增长66.7%,总投资300亿元。\n"
)
