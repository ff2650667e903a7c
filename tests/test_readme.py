"""The README is true: its Python runs, its result is real, its two languages say the same."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from hbnews_ie import cli

from .conftest import ROOT

READMES = ("README.md", "README.zh.md")
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_COMMAND = re.compile(r"`(hbnews-ie extract [^`]+)`")
_LINK = re.compile(r"\]\(([^)]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    return [code for kind, code in _FENCE.findall(read(name)) if kind == language]


@pytest.mark.parametrize("name", READMES)
def test_the_python_blocks_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = "\n".join(blocks(name, "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, name, name, 0)
    assert test.examples
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_ONLY_FIRST_FAILURE)
    report: list[str] = []
    runner.run(test, out=report.append)
    assert runner.failures == 0, "".join(report)


def test_the_result_shown_is_real(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command = _COMMAND.search(read("README.md"))
    assert command
    assert cli.main(command[1].split()[1:]) == 0
    printed = iter(capsys.readouterr().out.splitlines())
    for line in blocks("README.md", "text")[0].splitlines():
        assert line.strip() == "…" or line in printed, line  # in this order; … stands for lines left out


def test_the_words_shown_are_in_the_tables() -> None:
    tables = ("units", "titles", "triggers")
    for table, line in zip(tables, blocks("README.md", "tsv")[0].splitlines(), strict=True):
        assert line in (ROOT / "hbnews_ie" / "lexicons" / f"{table}.tsv").read_text("utf-8").splitlines()


def test_both_languages_have_the_same_blocks_and_headings() -> None:
    english, chinese = map(read, READMES)
    assert _FENCE.findall(english) == _FENCE.findall(chinese)
    levels = [[len(marks) for marks, _ in _HEADING.findall(_FENCE.sub("", text))] for text in (english, chinese)]
    assert levels[0] == levels[1]
    assert re.findall(r"\d[\d,.]*", _table(english)) == re.findall(r"\d[\d,.]*", _table(chinese))
    assert _LINK.findall(english) == _LINK.findall(chinese)


def _table(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.startswith("|"))


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    assert all((ROOT / link).exists() for link in _LINK.findall(read(name)))


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = _HEADING.split(read("README.md"))[3]  # after the title, before the next heading
    commands = [code.strip() for kind, code in _FENCE.findall(opening) if kind == "sh"]
    assert len(commands) == 2
    assert all("\n" not in command and command.startswith("python3 -m venv .venv && ") for command in commands)
