from __future__ import annotations

import os
from pathlib import Path

import pytest

from hbnews_ie import batch
from hbnews_ie.batch import Failure, Input, Settings, extract_files, find_inputs
from hbnews_ie.schema import Extraction

from .conftest import PAGE


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with pages at two depths, and a file of another kind."""
    folder = tmp_path / "pages"
    (folder / "2023").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "2023/c.txt", "notes.md"):
        (folder / name).write_text(PAGE, encoding="utf-8")
    return folder


def sources(*paths: object) -> list[str]:
    return [found.source for found in find_inputs(map(str, paths))]


class TestFinding:
    def test_a_folder_gives_its_text_files_at_any_depth(self, pages: Path) -> None:
        assert sources(pages) == ["2023/c.txt", "a.txt", "b.txt"]

    def test_a_file_of_any_name(self, pages: Path) -> None:
        assert sources(pages / "notes.md") == ["notes.md"]

    def test_a_glob(self, pages: Path) -> None:
        assert sources(pages / "*.txt") == ["a.txt", "b.txt"]
        assert sources(pages / "**" / "*.txt") == ["2023/c.txt", "a.txt", "b.txt"]
        assert sources(pages / "20*" / "*.txt") == ["2023/c.txt"]

    def test_a_name_with_brackets_is_a_name_first(self, pages: Path) -> None:
        (pages / "[1].txt").write_text(PAGE, encoding="utf-8")
        assert sources(pages / "[1].txt") == ["[1].txt"]

    def test_nothing_is_found_twice(self, pages: Path) -> None:
        assert sources(pages / "a.txt", pages, pages / "*.txt") == ["a.txt", "2023/c.txt", "b.txt"]

    def test_what_finds_nothing_fails(self, tmp_path: Path) -> None:
        assert list(find_inputs([str(tmp_path)])) == [Failure(str(tmp_path), "no .txt file in this folder")]
        pattern = str(tmp_path / "*.txt")
        assert list(find_inputs([pattern])) == [Failure(pattern, "no file matches")]

    @pytest.mark.skipif(os.name == "nt", reason="names are text there")
    def test_a_file_name_that_is_no_text(self, tmp_path: Path) -> None:
        try:
            (tmp_path / os.fsdecode(b"\xff.txt")).write_text(PAGE, "utf-8")
        except OSError:
            pytest.skip("the file system refuses the name")
        (result,) = extract_files(find_inputs([str(tmp_path)]))
        assert isinstance(result, Extraction)
        assert result.source == "?.txt"
        assert result.model_dump_json()


def test_results_come_in_order_with_failures_in_their_place(pages: Path) -> None:
    (pages / "b.txt").write_bytes(bytes(range(256)) * 4)
    paths = [str(pages / "b.txt"), str(pages / "missing.txt"), str(pages / "a.txt")]
    broken, missing, good = extract_files(find_inputs(paths), Settings(published="2023-11-09"))
    assert isinstance(broken, Failure)
    assert broken.source == "b.txt"
    assert "internal error" not in broken.reason
    assert missing == Failure("missing.txt", "no such file or directory")
    assert isinstance(good, Extraction)
    assert (good.source, good.published.date) == ("a.txt", "2023-11-09")


def test_bytes_are_an_input(nlp: object) -> None:
    (result,) = extract_files([Input("-", PAGE.encode("gb18030"))])
    assert isinstance(result, Extraction)
    assert result.source == "-"


def test_an_error_of_ours_costs_one_result_only(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, *_: object, source: str, **__: object) -> str:
        if source == "a.txt":
            raise RuntimeError("oops")
        return source

    monkeypatch.setattr(batch, "extract", fail)
    results = list(extract_files(find_inputs([str(pages / "*.txt")])))
    assert results == [Failure("a.txt", "internal error: RuntimeError: oops"), "b.txt"]


def test_a_bad_dictionary_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        extract_files(iter(()), Settings(user_dictionary=tmp_path / "missing"))


def test_results_are_streamed(pages: Path) -> None:
    def inputs() -> object:
        yield Input("a", pages / "a.txt")
        raise AssertionError("not asked for")

    results = extract_files(inputs())  # type: ignore[arg-type]
    assert next(results).source == "a"


def test_processes_give_the_same_results(pages: Path) -> None:
    paths = [str(pages), str(pages / "missing.txt")]
    one = list(extract_files(find_inputs(paths)))
    two = list(extract_files(find_inputs(paths), processes=2))
    assert one == two
    assert [type(result) for result in two] == [Extraction] * 3 + [Failure]


def test_a_process_that_dies_costs_its_own_input_only(pages: Path) -> None:
    inputs = [Input("a", pages / "a.txt"), Input("deadly", _Deadly()), Input("b", pages / "b.txt")]
    results = list(extract_files(inputs, processes=2))
    assert [result.source for result in results] == ["a", "deadly", "b"]
    assert results[1] == Failure("deadly", "its process died, perhaps for lack of memory")
    assert isinstance(results[0], Extraction)
    assert isinstance(results[2], Extraction)


class _Deadly(type(Path())):  # type: ignore[misc]
    """A path that ends the process that reads it, as the system does when memory runs out."""

    def read_bytes(self) -> bytes:
        os._exit(9)
