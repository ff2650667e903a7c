"""The gold set in other tools' forms: every round trip gives the records again, and edits come through."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from spacy.tokens import DocBin, Span
from spacy.vocab import Vocab

from hbnews_ie import cli
from hbnews_ie.gold import GoldArticle, GoldError, load_gold, write_gold
from hbnews_ie.gold.brat import read_brat, write_brat
from hbnews_ie.gold.conversion import FORMS, read_any
from hbnews_ie.gold.docbin import read_docbin, write_docbin
from hbnews_ie.gold.labelstudio import read_labelstudio, write_labelstudio

from .conftest import GOLD
from .gold_sample import NAME, TEXT, page, records


def samples() -> Iterator[list[GoldArticle]]:
    yield records()
    if GOLD.is_file():
        yield load_gold(GOLD)


@pytest.mark.parametrize("form", FORMS)
def test_round_trips(form: str, tmp_path: Path) -> None:
    names = {"jsonl": "gold.jsonl", "brat": "brat", "docbin": "gold.spacy", "labelstudio": "tasks.json"}
    for number, sample in enumerate(samples()):
        path = tmp_path / f"{number}-{names[form]}"
        FORMS[form].write(sample, path)
        assert read_any([path]) == (sample, [])


class TestBrat:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        write_brat(records(), tmp_path / "brat")
        return tmp_path / "brat"

    def edit(self, folder: Path, old: str, new: str, id: str = "900_sample-02") -> None:
        file = folder / f"{id}.ann"
        content = file.read_text("utf-8")
        assert old in content
        file.write_text(content.replace(old, new, 1), "utf-8")

    def test_it_is_brats_own_format(self, folder: Path) -> None:
        _, first, _, _ = records()
        assert (folder / "900_sample-02.txt").read_bytes().decode() == first.text
        lines = (folder / "900_sample-02.ann").read_text("utf-8").splitlines()
        assert "T1\tHeadline 6 13\t长江农机赴仙桃" in lines
        assert any(line.endswith("\t仙 桃市") and ";" in line for line in lines)
        assert any("participant:" in line and "participant2:" in line for line in lines)
        assert any(line.startswith("*\tEquiv T") for line in lines)
        conf = (folder / "annotation.conf").read_text("utf-8")
        assert conf.startswith("[entities]\nORG\n")
        assert all(f"[{section}]" in conf for section in ("relations", "events", "attributes"))

    def test_edits_come_through(self, folder: Path) -> None:
        self.edit(folder, "Status E3 done", "Status E3 planned")
        self.edit(folder, '"edtf": "2019-04-02"', '"edtf": "2019-04-05"')
        start = records()[1].text.index("收入")
        self.edit(folder, "T1\t", f"T90\tPRODUCT {start} {start + 2}\t收入\nT1\t")
        first = list(read_brat(folder))[1]
        assert first.events[0].status == "planned"
        assert str(first.times[0].first_day) == "2019-04-05"
        assert [entity.name for entity in first.entities if entity.type == "PRODUCT"] == ["收入"]

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("\t4月2日", "\t4月3日", "the quote is not the text at this place"),
            ("Time ", "Moment ", "Moment is no type"),
            ('{"edtf": "2019-04-02"}', "{}", "has no edtf in a note"),
            ('{"edtf": "2019-04-02"}', "2019-04-02", "line"),
            ("Kind ", "Sort ", "has no attribute Kind"),
            ("activity:T", "activity:T9", "T9.* is not there"),
            ("Equiv T4 ", "Equiv T2 T4 ", "T2 is not there, or is no such thing"),
            ("R1\t", "X1\t", "a line of a kind that is not read"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, folder: Path, old: str, new: str, message: str) -> None:
        self.edit(folder, old, new)
        with pytest.raises(GoldError, match=rf"900_sample-02\.ann.*{message}"):
            list(read_brat(folder))

    def test_the_heads_are_needed(self, folder: Path) -> None:
        (folder / "records.jsonl").unlink()
        with pytest.raises(GoldError, match=r"records\.jsonl: not there"):
            list(read_brat(folder))


class TestDocBin:
    def test_spacy_reads_it(self, tmp_path: Path) -> None:
        write_docbin(records(), tmp_path / "gold.spacy")
        docs = list(DocBin().from_disk(tmp_path / "gold.spacy").get_docs(Vocab()))
        assert [doc.text for doc in docs] == [record.text for record in records()]
        assert ("赵大海", "PERSON") in [(entity.text, entity.label_) for entity in docs[1].ents]
        assert {span.label_ for span in docs[1].spans["quantities"]} == {"ratio", "money"}
        assert [span.text for span in docs[3].spans["events"]] == ["合龙", "说"]

    def test_edits_come_through(self, tmp_path: Path) -> None:
        file = tmp_path / "gold.spacy"
        write_docbin(records(), file)
        docs = list(DocBin().from_disk(file).get_docs(Vocab()))
        masthead = docs[0]
        masthead.spans["entities"] = [Span(masthead, 0, 4, label="ACTIVITY")]
        DocBin(docs=docs, store_user_data=True).to_disk(file)
        assert [(entity.type, entity.name) for entity in next(read_docbin(file)).entities] == [("ACTIVITY", "2019")]

    def test_what_is_no_docbin_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "gold.spacy"
        file.write_bytes(b"no")
        with pytest.raises(GoldError, match="no DocBin"):
            list(read_docbin(file))
        DocBin(docs=[]).to_disk(file)
        assert list(read_docbin(file)) == []


class TestLabelStudio:
    def change(self, tmp_path: Path, change: Callable[[list[dict[str, object]]], None]) -> GoldArticle:
        file = tmp_path / "tasks.json"
        write_labelstudio(records(), file)
        tasks = json.loads(file.read_text("utf-8"))
        change(tasks[1]["annotations"][0]["result"])
        file.write_text(json.dumps(tasks), "utf-8")
        return list(read_labelstudio(file))[1]

    def test_utf_16_offsets_are_seen_by_the_quotes(self, tmp_path: Path) -> None:
        text = records()[1].text

        def browser(regions: list[dict[str, object]]) -> None:
            for region in regions:
                value = region["value"]
                assert isinstance(value, dict)
                for end in ("start", "end"):
                    value[end] = len(text[: value[end]].encode("utf-16-le")) // 2

        assert "🌾" in text
        assert self.change(tmp_path, browser) == records()[1]

    def test_new_regions(self, tmp_path: Path) -> None:
        def add(label: str) -> Callable[[list[dict[str, object]]], None]:
            value = {"start": 0, "end": 2, "text": "春耕", "labels": [label]}
            return lambda regions: regions.append({"id": "x7f", "type": "labels", "value": value})

        assert self.change(tmp_path, add("ACTIVITY")).entities[0].name == "春耕"
        with pytest.raises(GoldError, match=r"task 2: .*'TIME' lacks"):
            self.change(tmp_path, add("TIME"))

    def test_a_quote_elsewhere_is_refused(self, tmp_path: Path) -> None:
        def move(regions: list[dict[str, object]]) -> None:
            value = regions[0]["value"]
            assert isinstance(value, dict)
            value["start"] += 1

        with pytest.raises(GoldError, match="is not in its place"):
            self.change(tmp_path, move)


class TestCommand:
    def run(self, *arguments: object) -> int:
        try:
            return cli.main([str(argument) for argument in arguments])
        except SystemExit as exit:
            assert isinstance(exit.code, int)
            return exit.code

    def test_there_and_back(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        gold = tmp_path / "gold.jsonl"
        write_gold(records(), gold)
        for form, name in (("brat", "b"), ("docbin", "d.spacy"), ("labelstudio", "l.json")):
            assert self.run("convert", gold, "--to", form, "-o", tmp_path / name) == 0
            assert FORMS[form].losses[0] in capsys.readouterr().err
            assert self.run("convert", tmp_path / name, "--to", "jsonl", "-o", tmp_path / "back.jsonl") == 0
            assert (tmp_path / "back.jsonl").read_bytes() == gold.read_bytes()

    def test_annotated_pages_are_cut(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "page.json").write_text(json.dumps(page()), "utf-8")
        texts = tmp_path / "texts"
        texts.mkdir()
        (texts / NAME).write_bytes(TEXT.encode())
        out = tmp_path / "gold.jsonl"
        assert self.run("convert", tmp_path / "page.json", "--texts", texts, "--to", "jsonl", "-o", out) == 0
        assert load_gold(out) == records()
        assert "to be checked" in capsys.readouterr().err

    def test_wrong_usage(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        gold = tmp_path / "gold.jsonl"
        write_gold(records(), gold)
        assert self.run("convert", tmp_path / "none", "--to", "brat", "-o", tmp_path / "b") == 2
        assert self.run("convert", gold, "--to", "brat", "-o", tmp_path) == 2
        assert "is not empty" in capsys.readouterr().err

    def test_help_teaches(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("convert", "--help") == 0
        output = capsys.readouterr().out
        assert all(form in output for form in FORMS)
        assert "examples:" in output

    def test_validate(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        pages, gold = tmp_path / "seeds", tmp_path / "annotations"
        pages.mkdir()
        gold.mkdir()
        (pages / NAME).write_bytes(TEXT.encode())
        write_gold(records(), gold / "gold.jsonl")
        assert self.run("validate", gold) == 0
        assert capsys.readouterr().err == "4 records, 0 problems\n"
        write_gold(records()[:2], gold / "gold.jsonl")
        assert self.run("validate", gold) == 1
        assert "are in no record" in capsys.readouterr().out
        assert self.run("validate", tmp_path / "none") == 2
