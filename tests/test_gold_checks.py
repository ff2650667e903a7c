"""The validator of the gold set: each rule finds what breaks it, and says where."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hbnews_ie.gold import GoldArticle, check_gold, check_record, write_gold

from .gold_sample import NAME, TEXT, records

Change = Callable[[dict[str, Any]], None]


def problems(change: Change, number: int = 1) -> list[str]:
    data = records()[number].model_dump(mode="json")
    change(data)
    return list(check_record(GoldArticle.model_validate_json(json.dumps(data))))


def put(*path: str | int, value: Any) -> Change:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


def mention(text: str, quote: str) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


def add_mention(quote: str) -> Change:
    def change(data: dict[str, Any]) -> None:
        entity = data["entities"][0]
        entity["mentions"].append(mention(data["text"], quote))
        entity["aliases"].append(quote)

    return change


def add_fact(data: dict[str, Any]) -> None:
    data["facts"].append(data["facts"][0])


def test_a_sound_record_has_no_problem() -> None:
    assert [list(check_record(record)) for record in records()] == [[], [], [], []]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("times", 0, "text", value="4月3日"), "is '4月2日', not '4月3日'"),
        (put("times", 0, "end", value=9999), "is not in a text of"),
        (put("times", 0, "start", value=-1), "is not in a text of"),
        (put("byline", 0, "name", value="李清"), "not '李清'"),
        (put("title", "end", value=14), "begins or ends with white space"),
        (add_mention("12.5%"), "overlaps mention '12.5%'"),
        (add_mention("农机赴仙桃"), "overlaps mention '长江农机' at 6"),
        (put("times", 0, "id", value="e1"), "id e1 is used 2 times"),
        (put("facts", 0, "time", value="t9"), "there is no time t9"),
        (put("facts", 0, "quantity", value="q9"), "there is no quantity q9"),
        (put("events", 0, "arguments", 0, "time", value="t9"), "time of event v1: there is no time t9"),
        (put("entities", 2, "positions", 0, "organization", "entity", value="e9"), "there is no entity e9"),
        (put("entities", 0, "name", value="湖南农机"), "stands in none of its mentions"),
        (put("entities", 0, "aliases", value=["长江"]), "aliases"),
        (put("entities", 2, "type", value="ORG"), "a ORG holds no post"),
        (put("times", 0, "edtf", value="2019-02-30"), "no such date"),
        (put("times", 0, "edtf", value="2019-04-05"), "the days of 2019-04-05 are"),
        (put("published", "origin", value="unknown"), "cannot be unknown"),
        (put("published", "date", value="2019-02-30"), "does not exist"),
        (put("quantities", 0, "low", value="13"), "13 to 12.5 is no range"),
        (put("quantities", 1, "unit", value="块钱"), "the unit '块钱' is '元' in normal form"),
        (put("quantities", 1, "unit", value="贝壳"), "neither in lexicons/ nor in the text"),
        (add_fact, "quantity q1 has 2 facts"),
        (put("events", 0, "type", value="PERSONNEL"), "no role participant; it has person, position"),
        (put("events", 0, "arguments", 0, "quantity", value="q1"), "points to more than one thing: time, quantity"),
        (put("events", 0, "arguments", 0, "role", value="place"), "place is no time"),
        (put("events", 0, "arguments", 1, "role", value="time"), "time is an entity"),
    ],
)
def test_problems(change: Change, message: str) -> None:
    found = problems(change)
    assert any(message in problem for problem in found), found


def test_a_rate_is_a_unit() -> None:
    assert not problems(put("quantities", 1, "unit", value="立方米每小时"))
    assert problems(put("quantities", 1, "unit", value="立方米每贝壳"))


def test_a_rare_unit_may_stand_as_it_is_written() -> None:
    def change(data: dict[str, Any]) -> None:
        data["text"] = data["text"].replace("亿元", "亿朵")
        data["quantities"][1].update(unit="朵朵", text="约1.6亿朵")

    assert any("朵朵" in problem for problem in problems(change))


def test_a_name_may_run_over_a_caption_with_lines_of_its_own() -> None:
    inner, outer = "东湖\n图为磨山。\n宾馆", "磨山"

    def record(text: str, whole: str) -> GoldArticle:
        data = records()[0].model_dump(mode="json")
        spans = [mention(text, whole), mention(text, outer)]
        spans[0]["text"] = whole.replace("\n", "")
        names = [{"id": f"e{n}", "type": "PLACE", "name": span["text"]} for n, span in enumerate(spans, 1)]
        data["entities"] = [
            {**name, "aliases": [], "mentions": [span], "positions": [], "link": None}
            for name, span in zip(names, spans, strict=True)
        ]
        return GoldArticle.model_validate_json(json.dumps({**data, "text": text}))

    assert list(check_record(record(f"在{inner}。", inner))) == []
    flat = inner.replace("\n", "")
    assert ["overlaps" in problem for problem in check_record(record(f"在{flat}。", flat))] == [True]


class TestSets:
    @pytest.fixture
    def pages(self, tmp_path: Path) -> Path:
        folder = tmp_path / "pages"
        folder.mkdir()
        (folder / NAME).write_bytes(TEXT.encode())
        return folder

    def test_a_sound_set(self, tmp_path: Path, pages: Path) -> None:
        write_gold(records(), tmp_path / "gold.jsonl")
        found, wrong = check_gold(tmp_path, [pages])
        assert found == records()
        assert wrong == []

    def test_lines_are_named_and_ids_used_once(self, tmp_path: Path, pages: Path) -> None:
        lines = [record.model_dump_json() for record in records()]
        lines[2] = lines[2].replace('"furniture"', '"caption"')
        (tmp_path / "gold.jsonl").write_text("\n".join([*lines, lines[0]]), "utf-8")
        _, wrong = check_gold(tmp_path, [pages])
        assert any("gold.jsonl, line 3: not an article record: kind" in problem for problem in wrong)
        assert any("line 5: 900_sample-01: the id is taken by" in problem for problem in wrong)

    def test_pages(self, tmp_path: Path, pages: Path) -> None:
        masthead, first, caption, second = records()
        away = second.model_copy(update={"offset": second.offset - 1, "text": second.text})
        other = first.model_copy(update={"sha256": hashlib.sha256(b"").hexdigest(), "split": "tuning"})
        lost = masthead.model_copy(update={"page": "nowhere.txt"})
        write_gold([lost, other, away], tmp_path / "gold.jsonl")
        _, wrong = check_gold(tmp_path, [pages])
        text = "\n".join(wrong)
        assert "'nowhere.txt' is in none of" in text
        assert "900_sample-02: the page 900_sample.txt has sha256" in text
        assert "900_sample-04: the text is not that of 900_sample.txt" in text
        assert "900_sample-04: words between" in text
        assert "900_sample-02: words between 0 and" in text
        assert caption.id not in text

    def test_too_few_put_aside(self, tmp_path: Path, pages: Path) -> None:
        write_gold([record.model_copy(update={"split": "tuning"}) for record in records()], tmp_path / "gold.jsonl")
        assert check_gold(tmp_path, [pages])[1] == ["0 of 2 articles are put aside: less than a quarter"]

    def test_links_join_one_type(self, tmp_path: Path, pages: Path) -> None:
        found = records()
        data = found[3].model_dump(mode="json")
        (zhao,) = (entity for entity in data["entities"] if entity["link"] == "e5")
        zhao.update(type="ORG", positions=[])
        found[3] = GoldArticle.model_validate_json(json.dumps(data))
        write_gold(found, tmp_path / "gold.jsonl")
        (problem,) = check_gold(tmp_path, [pages])[1]
        assert problem == f"{NAME}: the entities linked by 'e5' have several types: ORG, PERSON"
