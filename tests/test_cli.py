"""The commands, run in this process where that is enough, else as a user runs them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import hbnews_ie
from hbnews_ie import cli
from hbnews_ie.gold import write_gold
from hbnews_ie.schema import Extraction, json_schema

from .conftest import PAGE
from .gold_sample import records

COMMAND = [sys.executable, "-m", "hbnews_ie"]


def run(*arguments: object) -> int:
    try:
        return cli.main([str(argument) for argument in arguments])
    except SystemExit as exit:
        assert isinstance(exit.code, int)
        return exit.code


class TestExtract:
    def test_json_lines_on_standard_output(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("extract", page, "--published", "2023-11-09") == 0
        output, messages = capsys.readouterr()
        (line,) = output.splitlines()
        result = Extraction.model_validate_json(line)
        assert result == hbnews_ie.extract(PAGE, "2023-11-09", source="page.txt")
        assert "楚商大会" in line
        assert messages == ""

    def test_to_a_file(self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("extract", page, "-o", tmp_path / "out.jsonl") == 0
        result = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
        assert result["source"] == "page.txt"
        message = capsys.readouterr().err
        assert message.startswith("hbnews-ie: 1 of 1 inputs: ")
        assert f"{len(result['events'])} events; written to {tmp_path / 'out.jsonl'}" in message

    def test_failures_are_named_and_cost_no_other_result(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 9)
        assert run("extract", tmp_path / "missing.txt", tmp_path / "binary.txt", page) == 1
        output, messages = capsys.readouterr()
        assert json.loads(output)["source"] == "page.txt"
        first, second = messages.splitlines()
        assert first == "hbnews-ie: missing.txt: no such file or directory"
        assert second.startswith("hbnews-ie: binary.txt: ")

    def test_a_folder_in_processes(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page.with_name("other.txt").write_text(PAGE, "utf-8")
        assert run("extract", page.parent, "--processes", "2") == 0
        lines = capsys.readouterr().out.splitlines()
        assert [json.loads(line)["source"] for line in lines] == ["other.txt", "page.txt"]

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
        assert run("extract", "-") == 0
        assert json.loads(capsys.readouterr().out)["source"] == "-"

    def test_tables(self, page: Path, tmp_path: Path) -> None:
        assert run("extract", page, "--format", "csv", "-o", tmp_path / "tables") == 0
        names = sorted(path.name for path in (tmp_path / "tables").iterdir())
        assert names == ["entities.csv", "events.csv", "facts.csv"]

    def test_a_summary(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("extract", page, "--format", "text") == 0
        output = capsys.readouterr().out
        assert output.startswith("page.txt · published")
        assert "\x1b" not in output

    def test_options_reach_the_pipeline(self, page: Path, tmp_path: Path) -> None:
        (tmp_path / "words").write_text("纽福斯 20 nz\n", "utf-8")
        assert run("extract", page, "--engine", "jieba", "--user-dictionary", tmp_path / "words") == 0

    def test_rules_only(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "page.txt"
        path.write_text("阿依努尔和古丽娜来到现场。\n", "utf-8")
        assert run("extract", path) == 0
        assert '"model:person"' in capsys.readouterr().out
        assert run("extract", path, "--rules-only") == 0
        assert '"model:' not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "COMMAND"),
        (["translate"], "translate"),
        (["extract"], "INPUT"),
        (["extract", "page.txt", "--published", "2023-02-30"], "2023-02-30"),
        (["extract", "page.txt", "--published", "yesterday"], "yesterday"),
        (["extract", "page.txt", "--format", "xml"], "xml"),
        (["extract", "page.txt", "--format", "csv"], "folder"),
        (["extract", "page.txt", "--processes", "0"], "positive"),
        (["extract", "page.txt", "--processes", "many"], "positive"),
        (["extract", "page.txt", "--engine", "hanlp"], "hanlp"),
        (["extract", "page.txt", "--user-dictionary", "missing.txt"], "missing.txt"),
        (["extract", "page.txt", "-o", "no/such/folder/out.jsonl"], "no/such/folder"),
        (["evaluate", "no/such/gold"], "no/such/gold"),
        (["evaluate", "gold.jsonl", "--errors", "colours"], "events-argument"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    output, messages = capsys.readouterr()
    assert output == ""
    assert message in messages.splitlines()[-1]


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["extract", "--help"], ["evaluate", "--help"]):
        assert run(*arguments) == 0
    output = capsys.readouterr().out
    assert "--processes 4" in output
    assert "exit status" in output
    assert "--errors events" in output


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"hbnews-ie {hbnews_ie.__version__}\n"


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert capsys.readouterr().out == json_schema() + "\n"


class TestEvaluate:
    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        """What the extractor finds, with one entity taken away and the text put in."""
        result = hbnews_ie.extract(PAGE, "2023-11-09", source="page.txt")
        data = json.loads(result.model_dump_json()) | {"text": PAGE, "facts": [], "events": []}
        del data["entities"][0]
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps(data, ensure_ascii=False) + "\n", "utf-8")
        return path

    def test_table(self, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("evaluate", gold) == 0
        lines = {line.split()[0]: line.split() for line in capsys.readouterr().out.splitlines()}
        assert lines["times"][1:4] == ["100.0"] * 3
        assert lines["entities-strict"][2] == "100.0"
        assert float(lines["entities-strict"][1]) < 100

    def test_errors_and_types(self, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("evaluate", gold, "--errors", "entities", "--by-type") == 0
        output = capsys.readouterr().out
        assert "  PERSON" in output
        assert "false entities-strict" in output

    def test_errors_of_articles_put_aside_are_not_shown(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        blank = [record.model_copy(update={"entities": (), "facts": (), "events": ()}) for record in records()]
        write_gold(blank, tmp_path / "gold.jsonl")
        write_gold(records(), tmp_path / "found.jsonl")
        pair = ("evaluate", tmp_path / "gold.jsonl", "--predictions", tmp_path / "found.jsonl")
        assert run(*pair, "--errors", "entities-strict") == 0
        output, messages = capsys.readouterr()
        mentions = {"tuning": 0, "aside": 0}
        for record in records():
            mentions[record.split] += sum(len(entity.mentions) for entity in record.entities)
        assert output.count("false entities-strict ") == mentions["tuning"] > 0
        assert f"{mentions['aside']} errors in articles put aside are counted, not listed" in messages

    def test_json(self, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("evaluate", gold, "--json", "--errors", "entities") == 0
        data = json.loads(capsys.readouterr().out)
        assert data["scores"]["quantities"]["f1"] == 1
        assert {error["kind"] for error in data["errors"]} == {"false"}

    def test_predictions(self, gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("evaluate", gold, "--predictions", gold) == 0
        assert "100.0" in capsys.readouterr().out
        (tmp_path / "none.jsonl").touch()
        assert run("evaluate", gold, "--predictions", tmp_path / "none.jsonl") == 2


def test_ctrl_c_is_no_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Waiting:
        """Standard input at which the user presses Ctrl-C."""

        class buffer:  # noqa: N801
            @staticmethod
            def read() -> bytes:
                raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Waiting)
    assert run("extract", "-") == 130
    assert capsys.readouterr().err == "interrupted\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and locales")
class TestAsAUserRunsIt:
    def test_a_reader_that_leaves_is_no_error_message(self, tmp_path: Path) -> None:
        for number in range(30):
            (tmp_path / f"{number}.txt").write_text(PAGE * 20, "utf-8")
        process = subprocess.Popen([*COMMAND, "extract", tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 1

    def test_output_is_utf_8_in_any_locale(self, page: Path) -> None:
        environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
        output = subprocess.run([*COMMAND, "extract", page], capture_output=True, env=environment, check=True)
        assert "楚商大会" in output.stdout.decode("utf-8")
