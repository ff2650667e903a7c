"""The gold set: its records, and the way between a page and its articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hbnews_ie
from hbnews_ie.evaluation import evaluate, load_annotations, load_pair
from hbnews_ie.gold import GoldError, cut_page, gold_schema, join_page, load_gold, write_gold
from hbnews_ie.gold.canonical import canonical, days_of
from hbnews_ie.text import fold

from .conftest import ROOT
from .gold_sample import NAME, SHA256, TEXT, changed, page, records, spans_of


def test_the_published_schema_is_that_of_the_models() -> None:
    assert (ROOT / "annotations" / "schema.json").read_text("utf-8") == gold_schema() + "\n"


class TestCutting:
    def test_records_cover_the_words_of_the_page_and_say_where(self) -> None:
        found = records()
        assert [(record.id, record.kind) for record in found] == [
            ("900_sample-01", "furniture"),
            ("900_sample-02", "article"),
            ("900_sample-03", "furniture"),
            ("900_sample-04", "article"),
        ]
        assert all(TEXT[record.offset : record.end] == record.text for record in found)
        assert found[0].text == "2019年4月3日 星期三 责编:王小明"
        assert found[2].text == "图为仙桃市农机展台。(陈晨 摄)"
        assert {(record.page, record.sha256) for record in found} == {(NAME, SHA256)}
        assert sum(record.split == "aside" for record in found if record.kind == "article") == 1

    def test_every_span_is_its_quote(self) -> None:
        for record in records():
            for item in spans_of(record.model_dump(mode="json")):
                if "offset" not in item:
                    assert fold(record.text[item["start"] : item["end"]]) == item["text"]

    def test_headings_and_byline(self) -> None:
        _, first, _, second = records()
        assert first.title is not None
        assert first.title.text == "长江农机赴仙桃"
        assert [line.text for line in first.kickers] == ["春耕🌾开镰"]
        assert [(person.name, person.role) for person in first.byline] == [("李青", "记者")]
        assert second.title is not None
        assert second.subtitles == ()

    def test_entities_are_each_articles_own_and_linked(self) -> None:
        masthead, first, caption, second = records()
        assert [entity.name for entity in masthead.entities] == ["王小明"]
        names = {entity.name: entity for entity in first.entities}
        assert names["长江农机股份有限公司"].link == "e3"
        assert [(entity.name, entity.link) for entity in second.entities] == [
            ("汉北大桥", None),
            ("赵大海", "e5"),
            ("长江农机", "e3"),
        ]
        assert [entity.name for entity in caption.entities] == ["仙桃市", "陈晨"]
        assert first.entities[0].id == "e1"

    def test_what_leads_into_another_article_is_cut_and_said(self) -> None:
        found, notes = cut_page(page(), TEXT, SHA256)
        first = found[1]
        by_change = {fact.change: fact for fact in first.facts}
        assert by_change["increase"].subject is not None
        assert (by_change[None].subject, by_change[None].time) == (None, None)
        (meeting,) = first.events
        participants = [argument.text for argument in meeting.arguments if argument.role == "participant"]
        assert participants == ["公司总经理赵大海", "赵大海"]
        assert any("subject" in note for note in notes)
        assert any("participant is elsewhere" in note for note in notes)

    def test_a_post_given_once_is_repeated_where_it_is_printed(self) -> None:
        found, notes = cut_page(page(), TEXT, SHA256)
        (zhao,) = (entity for entity in found[3].entities if entity.name == "赵大海")
        assert [(position.organization, position.title.text) for position in zhao.positions] == [(None, "总经理")]
        assert "900_sample-04: post of 赵大海 repeated, to be checked: – + 总经理" in notes

    def test_articles_that_overlap_are_refused(self) -> None:
        data = page()
        data["articles"][1]["start"] -= 40
        with pytest.raises(ValueError, match="a2 begins inside"):
            cut_page(data, TEXT, SHA256)

    def test_joining_gives_the_page_again(self) -> None:
        joined = join_page(records())
        whole = {**page(), "text": TEXT}
        report = evaluate([whole], [joined])
        wrong = {measure for measure, score in report.scores.items() if score.f1 < 1}
        # What was cut is the time and subject of one fact and an argument; a fact and an event less are right.
        assert wrong == {"facts-subject", "facts-time", "events-argument", "events-record"}
        assert {entity["name"] for entity in joined["entities"]} == {entity["name"] for entity in whole["entities"]}
        assert all(joined["text"][item["start"]] != " " for item in spans_of(joined))


def test_canonical_counts_ids_from_the_text() -> None:
    record = records()[1]
    data = record.model_dump(mode="json")
    assert canonical(data) == record
    renamed = _renamed(data)
    renamed["entities"].reverse()
    renamed["times"].reverse()
    assert renamed != data
    assert canonical(renamed) == record


def _renamed(value: Any) -> Any:
    if isinstance(value, list):
        return [_renamed(item) for item in value]
    if isinstance(value, dict):
        ids = ("id", "entity", "time", "quantity", "subject")
        return {
            key: f"x{item}" if key in ids and isinstance(item, str) and len(item) < 4 else _renamed(item)
            for key, item in value.items()
        }
    return value


def test_days() -> None:
    first, last = days_of("2019-01/2019-03")
    assert (str(first), str(last)) == ("2019-01-01", "2019-03-31")
    assert days_of("R/P1W") == (None, None)
    with pytest.raises(ValueError, match="2019-13"):
        days_of("2019-13")


class TestLoading:
    def test_round_trip(self, tmp_path: Path) -> None:
        write_gold(records(), tmp_path / "gold.jsonl")
        assert load_gold(tmp_path) == hbnews_ie.load_gold(tmp_path / "gold.jsonl") == records()

    @pytest.mark.parametrize(
        ("path", "value", "message"),
        [
            (("split",), "test", "split"),
            (("offset",), "3", "offset"),
            (("sha256",), "abc", "sha256"),
            (("colour",), "red", "colour"),
            (("times", 0, "start"), 1.0, r"times\.0\.start"),
            (("quantities", 0, "low"), 12.5, r"quantities\.0\.low"),
            (("quantities", 0, "low"), "1.2e3", r"quantities\.0\.low"),
            (("events", 0, "type"), "PARTY", r"events\.0\.type"),
        ],
    )
    def test_records_are_strict(self, tmp_path: Path, path: tuple[str | int, ...], value: Any, message: str) -> None:
        good, bad = records()[1].model_dump_json(), json.dumps(changed(records()[1], *path, value=value))
        (tmp_path / "gold.jsonl").write_text(f"{good}\n\n{bad}\n", "utf-8")
        with pytest.raises(GoldError, match=f"line 3: not an article record: .*{message}"):
            load_gold(tmp_path)

    def test_an_annotated_page_is_no_record(self, tmp_path: Path) -> None:
        (tmp_path / "page.json").write_text(json.dumps(page()), "utf-8")
        with pytest.raises(GoldError, match="hbnews-ie convert"):
            load_gold(tmp_path)


class TestEvaluating:
    def test_an_extractor_is_told_the_date_of_a_record(self, tmp_path: Path) -> None:
        write_gold(records(), tmp_path / "gold.jsonl")
        first = load_annotations(tmp_path)[1]
        assert (first.source, first.given, first.articles) == ("900_sample-02", "2019-04-03", ((0, len(first.text)),))
        assert first.splits[0] in ("tuning", "aside")

    def test_by_split(self) -> None:
        found = records()
        report = evaluate(found, found)
        assert list(report.by_split) == ["tuning", "aside"]
        parts = [part.scores["entities-strict"].gold for part in report.by_split.values()]
        assert sum(parts) == report.scores["entities-strict"].gold
        assert json.loads(json.dumps(report.to_dict()))["by_split"]["aside"]["scores"]["times"]["f1"] in (0, 1)

    def test_records_against_records(self, tmp_path: Path) -> None:
        one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
        write_gold(records(), one)
        write_gold(records(), other)
        gold, found = load_pair(one, other)
        assert [annotation.source for annotation in gold] == [record.id for record in records()]
        assert all(score.right == score.gold for score in evaluate(gold, found).scores.values())

    def test_articles_cut_otherwise_are_compared_by_page(self, tmp_path: Path) -> None:
        one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
        write_gold(records(), one)
        data = page()
        data["articles"] = [{"id": "a1", "start": 0, "end": len(TEXT), "title": None}]
        write_gold(cut_page(data, TEXT, SHA256)[0], other)
        gold, found = load_pair(one, other)
        assert [annotation.source for annotation in gold] == [NAME]
        report = evaluate(gold, found)
        assert report.scores["entities-strict"].f1 == report.scores["times"].f1 == report.scores["linking"].f1 == 1
        assert report.articles == 4
        assert set(report.by_split) == {"tuning", "aside"}

    def test_results_for_whole_pages_are_compared_by_page(self, tmp_path: Path) -> None:
        gold, found = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
        write_gold(records(), gold)
        result = hbnews_ie.extract(TEXT, "2019-04-03", source=NAME)
        found.write_text(result.model_dump_json() + "\n", "utf-8")
        ours, theirs = load_pair(gold, found)
        assert [annotation.source for annotation in ours] == [NAME]
        assert evaluate(ours, theirs).scores["times"].right >= 2
