from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

import hbnews_ie
from hbnews_ie import lexicon
from hbnews_ie.lexicon import LexiconError, alternation, read_table, read_words

TABLES = sorted(
    path.name.removesuffix(".tsv")
    for path in (resources.files("hbnews_ie") / "lexicons").iterdir()
    if path.name.endswith(".tsv")
)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table in a folder of its own, in the place of the package's lexicons."""
    (tmp_path / "lexicons").mkdir()
    monkeypatch.setattr(lexicon.resources, "files", lambda _: tmp_path)
    return tmp_path / "lexicons" / f"{tmp_path.name}.tsv"


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_well_formed_and_explained(name: str) -> None:
    assert read_table(name)
    lines = (resources.files("hbnews_ie") / "lexicons" / f"{name}.tsv").read_text("utf-8").splitlines()
    assert lines[0].startswith("#"), "begin the table with a comment that explains its columns"


@pytest.mark.parametrize("name", TABLES)
def test_no_table_has_blank_edges_in_its_cells(name: str) -> None:
    text = (resources.files("hbnews_ie") / "lexicons" / f"{name}.tsv").read_text("utf-8")
    cells = [cell for line in text.splitlines() if not line.startswith("#") for cell in line.split("\t")]
    assert [cell for cell in cells if cell != cell.strip()] == []


def test_rows_are_dictionaries_and_cells_may_be_left_out(table: Path) -> None:
    table.write_text("# words\nword\tkind\n\n吨\tmass\n里\t\n亩\n", "utf-8")
    assert read_table(table.stem) == (
        {"word": "吨", "kind": "mass"},
        {"word": "里", "kind": ""},
        {"word": "亩", "kind": ""},
    )
    assert read_words(table.stem) == ("吨", "里", "亩")
    assert read_words(table.stem, kind="mass") == ("吨",)
    assert read_words(table.stem, "kind", word="吨") == ("mass",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("word\n吨\tmass\n", "line 2: expected the columns"),
        ("word\tkind\n\tmass\n", "line 2: expected the columns"),
        ("word\n吨\n# again\n吨\n", "line 4: the row stands twice"),
    ],
)
def test_a_malformed_table_is_refused_by_name_and_line(table: Path, content: str, message: str) -> None:
    table.write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=f"{table.name}, {message}"):
        read_table(table.stem)


def test_alternation_prefers_the_longest_and_takes_signs_literally() -> None:
    pattern = alternation(["书记", "党委书记", "a.b", "书记"])
    assert re.findall(pattern, "党委书记axb") == ["党委书记"]
    assert re.fullmatch(pattern, "a.b")


def test_no_list_of_words_hides_another() -> None:
    names = [row["name"] for row in read_table("word_lists")]
    assert len(names) == len(set(names))


def test_every_list_of_words_is_read_by_some_rule() -> None:
    code = "".join(path.read_text("utf-8") for path in Path(hbnews_ie.__file__).parent.rglob("*.py"))
    read = set(re.findall(r"read_list\(\s*[\"'](\w+)", code))
    assert {row["name"] for row in read_table("word_lists")} == read
