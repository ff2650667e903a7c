from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from hbnews_ie import schema
from hbnews_ie.formats import JsonLines, Summary, Tables, open_writer
from hbnews_ie.formats.summary import summarize
from hbnews_ie.schema import Extraction


def span(text: str, start: int = 0) -> schema.Span:
    return schema.Span(start=start, end=start + len(text), text=text)


def make_result(name: str = "甲公司", source: str = "x.txt") -> Extraction:
    """One article of every layer; ``name`` is what the company is called."""
    mention = schema.Mention(**span(name).model_dump(), article="a1", rule="org")
    person = schema.Mention(**span("王一", 20).model_dump(), article="a1", rule="person")
    body = schema.EntitySpan(**span(name).model_dump(), entity="e1")
    post = schema.Position(organization=body, title=span("董事长", 17), rule="post")
    quantity = schema.Quantity(
        **span("约3亿元", 30).model_dump(),
        id="q1",
        low=Decimal("3E+8"),
        high=Decimal("3E+8"),
        unit="元",
        bound="about",
        kind="money",
        article="a1",
        rule="money",
    )
    time = schema.Time(
        **span("今年", 25).model_dump(),
        id="t1",
        edtf="2023",
        first_day=None,
        last_day=None,
        article="a1",
        rule="year",
    )
    provider = schema.Argument(**span(name).model_dump(), role="provider", entity="e1")
    amount = schema.Argument(**span("约3亿元", 30).model_dump(), role="amount", quantity="q1")
    when = schema.Argument(**span("今年", 25).model_dump(), role="time", time="t1")
    event = {"status": "done", "article": "a1", "rule": "invest"}
    return Extraction(
        source=source,
        published=schema.Published(date="2023-11-09", origin="given"),
        articles=(
            schema.Article(
                id="a1",
                start=0,
                end=99,
                title=span("甲公司投资"),
                byline=(schema.BylinePerson(name="许旷", role="记者", start=5, end=7),),
            ),
            schema.Article(id="a2", start=99, end=100, title=None),
        ),
        entities=(
            schema.Entity(id="e1", type="ORG", name=name, aliases=(), mentions=(mention, mention)),
            schema.Entity(id="e2", type="PERSON", name="王一", aliases=(), mentions=(person,), positions=(post, post)),
        ),
        times=(time,),
        quantities=(quantity,),
        facts=(
            schema.Fact(
                quantity="q1",
                indicator=span("总投资", 27),
                subject="e1",
                time="t1",
                change="increase",
                basis="同比",
                rule="before",
            ),
        ),
        events=(
            schema.Event(id="v1", type="FINANCE", trigger=span("投资"), arguments=(provider, amount, when), **event),
            schema.Event(id="v2", type="TRADE", trigger=span("出口"), arguments=(), **event),
        ),
    )


def read(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_tables(folder: Path, result: Extraction) -> dict[str, list[dict[str, str]]]:
    tables = Tables(folder / "deep" / "tables")
    tables.write(result)
    tables.close()
    return {path.stem: read(path) for path in sorted((folder / "deep" / "tables").iterdir())}


class TestTables:
    def test_rows(self, tmp_path: Path) -> None:
        tables = write_tables(tmp_path, make_result())
        assert {name: len(rows) for name, rows in tables.items()} == {"entities": 3, "events": 4, "facts": 1}
        assert tables["entities"][2] == {
            "source": "x.txt",
            "article": "a1",
            "title": "甲公司投资",
            "entity": "e2",
            "type": "PERSON",
            "name": "王一",
            "text": "王一",
            "start": "20",
            "end": "22",
            "posts": "甲公司 董事长",
            "rule": "person",
        }
        assert tables["facts"][0] == {
            "source": "x.txt",
            "article": "a1",
            "title": "甲公司投资",
            "indicator": "总投资",
            "quantity": "约3亿元",
            "low": "300000000",
            "high": "300000000",
            "unit": "元",
            "bound": "about",
            "kind": "money",
            "subject": "甲公司",
            "time": "今年",
            "edtf": "2023",
            "change": "increase",
            "basis": "同比",
            "start": "30",
            "end": "34",
            "rule": "before",
        }

    def test_arguments_have_their_normal_forms(self, tmp_path: Path) -> None:
        rows = write_tables(tmp_path, make_result())["events"]
        values = [(row["trigger"], row["role"], row["text"], row["value"]) for row in rows]
        assert values == [
            ("投资", "provider", "甲公司", "甲公司"),
            ("投资", "amount", "约3亿元", "300000000 元"),
            ("投资", "time", "今年", "2023"),
            ("出口", "", "", ""),
        ]

    @pytest.mark.parametrize("sign", [*"=+-@\t\r", "＝"])
    def test_formulas_are_made_harmless(self, tmp_path: Path, sign: str) -> None:
        name = f'{sign}HYPERLINK("http://x")'
        tables = write_tables(tmp_path, make_result(name, source=name))
        cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
        assert "'" + name in cells
        assert not [cell for cell in cells if cell.startswith(sign)]

    def test_quotes_commas_and_line_ends_stay_in_their_cell(self, tmp_path: Path) -> None:
        name = '甲"公,司\n;'
        assert write_tables(tmp_path, make_result(name))["entities"][0]["name"] == name

    def test_a_folder_that_is_a_file_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(OSError, match="file"):
            Tables(tmp_path / "file")


class TestSummary:
    def test_plain(self) -> None:
        assert summarize(make_result()) == (
            "x.txt · published 2023-11-09 (given)\n"
            "\n"
            "甲公司投资\n"
            "  许旷 (记者)\n"
            "  ORG       甲公司 ×2\n"
            "  PERSON    王一 (甲公司 董事长)\n"
            "  fact      总投资 = 约3亿元↑ (甲公司, 今年, 同比)\n"
            "  FINANCE done: 投资, provider=甲公司, amount=约3亿元, time=今年\n"
            "  TRADE done: 出口\n"
            "\n"
            "[a2]\n"
            "\n"
        )

    def test_colours_only_on_a_terminal_and_unless_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        def written(stream: io.StringIO) -> str:
            Summary(stream).write(make_result())
            return stream.getvalue()

        monkeypatch.delenv("NO_COLOR", raising=False)
        assert "\x1b[" in written(Terminal())
        assert "\x1b[" not in written(io.StringIO())
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b[" not in written(Terminal())


class TestJsonLines:
    def test_one_result_a_line_in_readable_chinese(self) -> None:
        stream = io.StringIO()
        writer = JsonLines(stream)
        writer.write(make_result("甲\n公司"))
        writer.write(make_result())
        writer.close()
        lines = stream.getvalue().splitlines()
        assert len(lines) == 2
        assert "董事长" in lines[0]
        assert json.loads(lines[0])["quantities"][0]["low"] == "300000000"
        assert Extraction.model_validate_json(lines[1]) == make_result()


def test_writers_write_to_a_file_or_a_stream(tmp_path: Path) -> None:
    for form in ("jsonl", "text"):
        writer = open_writer(form, tmp_path / form, io.StringIO())
        writer.write(make_result())
        writer.close()
        stream = io.StringIO()
        open_writer(form, None, stream).write(make_result())
        assert (tmp_path / form).read_text("utf-8") == stream.getvalue()
    with pytest.raises(ValueError, match="folder"):
        open_writer("csv", None, io.StringIO())
