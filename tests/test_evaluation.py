"""The measures on cases small enough to count by hand."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hbnews_ie
from hbnews_ie.evaluation import MEASURES, evaluate, load_annotations, load_pair
from hbnews_ie.evaluation.matching import match
from hbnews_ie.gold import GoldError

TEXT = "11月8日,甲公司与乙公司在武汉签约,总投资约3亿元。甲公司董事长王一说,产量增长5%。"


def span(quote: str, number: int = 0) -> dict[str, Any]:
    """The span of the n-th place where TEXT has a quote."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(quote, start + 1)
    return {"start": start, "end": start + len(quote), "text": quote}


def entity(id: str, type: str, *mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "name": mentions[0]["text"], "mentions": list(mentions), **more}


def money(**changed: Any) -> dict[str, Any]:
    value = {"low": "300000000", "high": "300000000", "unit": "元", "bound": "about", "kind": "money"}
    return {"id": "q1", **span("约3亿元"), **value, **changed}


def ratio(**changed: Any) -> dict[str, Any]:
    value = {"low": "5", "high": "5", "unit": "%", "bound": "exact", "kind": "ratio"}
    return {"id": "q2", **span("5%"), **value, **changed}


def signing(*arguments: dict[str, Any], **changed: Any) -> dict[str, Any]:
    event = {"id": "v1", "type": "COOPERATION", "status": "done", "trigger": span("签约")}
    return {**event, "arguments": list(arguments), **changed}


def gold(**layers: Any) -> dict[str, Any]:
    published = {"date": "2023-11-09", "origin": "given"}
    articles = [{"id": "a1", "start": 0, "end": len(TEXT)}]
    return {"source": "x.txt", "text": TEXT, "published": published, "articles": articles, **layers}


def counts(measure: str, one: dict[str, Any], other: dict[str, Any]) -> tuple[float, int, int]:
    score = evaluate([one], [other]).scores[measure]
    return score.right, score.gold, score.found


JIA = entity("e1", "ORG", span("甲公司"), span("甲公司", 1))
YI = entity("e2", "ORG", span("乙公司"))
WUHAN = entity("e3", "PLACE", span("武汉"))


def test_entities_count_by_mention_and_type() -> None:
    # Found: 甲公司 once of twice, 公司 for 乙公司, 武汉 with the wrong type.
    company = span("公司", 1)
    found = gold(
        entities=[entity("x1", "ORG", span("甲公司"), company), entity("x2", "ORG", span("武汉"))],
    )
    report = evaluate([gold(entities=[JIA, YI, WUHAN])], [found])
    strict, partial = report.scores["entities-strict"], report.scores["entities-partial"]
    assert (strict.right, strict.gold, strict.found) == (1, 4, 3)
    assert (strict.precision, strict.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 4))
    assert strict.f1 == pytest.approx(2 / 7)
    assert (partial.right, partial.gold, partial.found) == (2, 4, 3)
    assert report.by_type["entities-strict"]["ORG"].right == 1
    assert report.by_type["entities-strict"]["PLACE"].recall == 0


def test_a_mention_matches_only_once() -> None:
    twice = gold(entities=[entity("x1", "ORG", span("甲公司")), entity("x2", "ORG", span("甲公司"))])
    assert counts("entities-strict", gold(entities=[YI, JIA]), twice) == (1, 3, 2)
    assert counts("entities-partial", gold(entities=[YI, JIA]), twice) == (1, 3, 2)


def test_linking_is_b_cubed_over_common_mentions() -> None:
    # Gold: {甲1, 甲2}, {乙}. Found: {甲1}, {甲2, 乙}, and 王一, whom the gold lacks.
    found = gold(
        entities=[
            entity("x1", "ORG", span("甲公司")),
            entity("x2", "ORG", span("甲公司", 1), span("乙公司")),
            entity("x3", "PERSON", span("王一")),
        ]
    )
    score = evaluate([gold(entities=[JIA, YI])], [found]).scores["linking"]
    assert score.precision == pytest.approx((1 + 1 / 2 + 1 / 2) / 3)
    assert score.recall == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)
    assert score.gold == score.found == 3


def test_positions_compare_three_texts_and_count_once_a_person() -> None:
    def person(*posts: tuple[str | None, str]) -> dict[str, Any]:
        positions = [
            {"organization": {"text": body, "start": 0, "end": 3} if body else None, "title": span(title)}
            for body, title in posts
        ]
        return gold(entities=[entity("e1", "PERSON", span("王一"), positions=positions)])

    assert counts("positions", person(("甲公司", "董事长")), person(("甲公司", "董事长"))) == (1, 1, 1)
    assert counts("positions", person(("甲公司", "董事长")), person((None, "董事长"))) == (0, 1, 1)
    twice = person(("甲公司", "董事长"), ("甲公司", "董事长"))
    assert counts("positions", person(("甲公司", "董事长")), twice) == (1, 1, 1)


@pytest.mark.parametrize(
    ("expected", "found", "right"),
    [
        ("2023-11-08", "2023-11-08", 1),
        ("2023-11-08", "2022-11-08", 0),
        ("2023-11", "2023-11/..", 0),
    ],
)
def test_times_need_overlap_and_equal_edtf(expected: str, found: str, right: int) -> None:
    def day(edtf: str, quote: str) -> dict[str, Any]:
        return gold(times=[{"id": "t1", **span(quote), "edtf": edtf}])

    assert counts("times", day(expected, "11月8日"), day(found, "8日")) == (right, 1, 1)
    assert counts("times", day(expected, "11月8日"), day(found, "武汉")) == (0, 1, 1)


def test_since_a_date_may_be_open_or_closed() -> None:
    text = "自2011年获批以来,已建成。"
    both = [
        {"text": text, "times": [{"id": "t1", "start": 1, "end": 6, "text": "2011年", "edtf": edtf}]}
        for edtf in ("2011", "2011/..", "2012")
    ]
    assert counts("times", both[0], both[1])[0] == counts("times", both[1], both[0])[0] == 1
    assert counts("times", both[0], both[2])[0] == 0


@pytest.mark.parametrize(
    ("changed", "with_bound", "without"),
    [
        ({}, 1, 1),
        ({"low": "300000000.0"}, 1, 1),
        ({"bound": "exact"}, 0, 1),
        ({"unit": "美元"}, 0, 0),
        ({"high": "400000000"}, 0, 0),
        ({"kind": "measure"}, 1, 1),
        (span("亿"), 1, 1),
        (span("5%"), 0, 0),
    ],
)
def test_quantities(changed: dict[str, Any], with_bound: int, without: int) -> None:
    one, other = gold(quantities=[money()]), gold(quantities=[money(**changed)])
    assert counts("quantities", one, other) == (with_bound, 1, 1)
    assert counts("quantities-value", one, other) == (without, 1, 1)


def test_facts_need_their_quantity_then_each_field() -> None:
    layers = {
        "entities": [JIA],
        "times": [{"id": "t1", **span("11月8日"), "edtf": "2023-11-08"}],
        "quantities": [money(), ratio()],
    }
    investment = {"quantity": "q1", "indicator": span("总投资"), "subject": "e1", "time": "t1"}
    output = {"quantity": "q2", "indicator": span("产量"), "change": "increase"}
    one = gold(**layers, facts=[investment, output])

    other = gold(**layers, facts=[{**investment, "indicator": span("投资"), "subject": None}, output])
    assert counts("facts-indicator", one, other) == (2, 2, 2)
    assert counts("facts-subject", one, other) == (0, 1, 0)
    assert counts("facts-time", one, other) == (1, 1, 1)
    assert counts("facts-change", one, other) == (1, 1, 1)

    layers["quantities"] = [money(bound="exact"), ratio()]
    other = gold(**layers, facts=[investment, {**output, "change": "decrease"}])
    assert counts("facts-indicator", one, other) == (1, 2, 2)
    assert counts("facts-time", one, other) == (0, 1, 1)
    assert counts("facts-change", one, other) == (0, 1, 1)


def test_a_subject_is_the_same_when_a_mention_is_shared() -> None:
    fact = {"quantity": "q1", "indicator": span("总投资")}
    one = gold(entities=[JIA], quantities=[money()], facts=[{**fact, "subject": "e1"}])
    part = entity("x7", "ORG", span("甲公司", 1))
    other = gold(entities=[part, YI], quantities=[money()], facts=[{**fact, "subject": "x7"}])
    assert counts("facts-subject", one, other) == (1, 1, 1)
    other["facts"] = [{**fact, "subject": "e2"}]
    assert counts("facts-subject", one, other) == (0, 1, 1)


def test_events() -> None:
    party_one, party_two = {"role": "party", **span("甲公司")}, {"role": "party", **span("乙公司")}
    place = {"role": "place", **span("武汉")}
    one = gold(events=[signing(party_one, party_two, place)])

    same = evaluate([one], [one]).scores
    assert all(same[measure].f1 == 1 for measure in MEASURES if measure.startswith("events"))

    # 乙公司在武汉 is 6 signs long, 乙公司 half of it: right. 武汉 in the wrong role is not.
    wide = {"role": "party", **span("乙公司在武汉")}
    other = gold(events=[signing(party_one, wide, {"role": "object", **span("武汉")}, status="planned")])
    assert counts("events-trigger", one, other) == (1, 1, 1)
    assert counts("events-argument", one, other) == (2, 3, 3)
    assert counts("events-record", one, other) == (0, 1, 1)
    assert counts("events-status", one, other) == (0, 1, 1)

    too_wide = {"role": "party", **span("乙公司在武汉签")}
    assert counts("events-argument", one, gold(events=[signing(too_wide)])) == (0, 3, 1)

    wrong_type = gold(events=[signing(party_one, party_two, place, type="TRADE")])
    assert counts("events-trigger", one, wrong_type) == (0, 1, 1)
    assert counts("events-argument", one, wrong_type) == (0, 3, 3)
    assert counts("events-status", one, wrong_type) == (0, 0, 0)


def test_events_of_one_trigger_are_told_apart_by_their_arguments() -> None:
    first = signing({"role": "party", **span("甲公司")}, id="v1")
    second = signing({"role": "party", **span("乙公司")}, id="v2")
    assert counts("events-argument", gold(events=[first, second]), gold(events=[second, first])) == (2, 2, 2)


def test_matching_is_maximal_where_the_closest_pair_blocks_two() -> None:
    # Closest first takes (0, 0) and leaves 1 alone; the maximum is two pairs.
    close = {(0, 0): 0.9, (0, 1): 0.5, (1, 0): 0.6}
    assert match([0, 1], [0, 1], lambda one, other: close.get((one, other), 0.0)) == [(0, 1), (1, 0)]


def test_matching_takes_the_closest() -> None:
    close = {(0, 0): 0.2, (0, 1): 0.9}
    assert match([0], [0, 1], lambda one, other: close[one, other]) == [(0, 1)]


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))), st.integers())
def test_matching_is_one_to_one_and_the_largest_there_is(edges: set[tuple[int, int]], seed: int) -> None:
    closeness = {edge: random.Random(f"{seed} {edge}").random() + 0.01 for edge in edges}
    pairs = match(range(5), range(5), lambda one, other: closeness.get((one, other), 0.0))
    assert set(pairs) <= edges
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    largest = max(
        sum((one, other) in edges for one, other in enumerate(order)) for order in itertools.permutations(range(5))
    )
    assert len(pairs) == largest


def test_counts_are_summed_over_texts_and_the_interval_is_over_articles() -> None:
    full, empty = gold(entities=[JIA]), gold()
    report = evaluate([full, full, full, full], [full, full, empty, full])
    score = report.scores["entities-strict"]
    assert (score.right, score.gold, score.found, report.articles) == (6, 8, 6, 4)
    assert score.interval is not None
    assert score.interval[0] < score.f1 <= score.interval[1] == 1
    again = evaluate([full, full, full, full], [full, full, empty, full])
    assert again.scores == report.scores
    assert evaluate([full], [full]).scores["times"].interval is None
    with pytest.raises(ValueError, match="shorter"):
        evaluate([full], [])


def test_errors_say_what_and_where() -> None:
    found = gold(
        entities=[entity("x1", "PLACE", {**span("乙公司"), "rule": "place-form"})],
        events=[signing(status="planned", rule="sign")],
    )
    report = evaluate([gold(entities=[YI], events=[signing()])], [found])
    false, miss = report.errors_of("entities-strict")
    assert (false.kind, false.label, false.rule) == ("false", "PLACE", "place-form")
    assert (miss.kind, miss.label, miss.rule) == ("miss", "ORG", None)
    assert miss.context == ("11月8日,甲公司与", "乙公司", TEXT[13:33])
    (wrong,) = report.errors_of("events")
    assert wrong.kind == "wrong"
    assert "COOPERATION done ≠ COOPERATION planned" in str(wrong)
    assert "⟦签约⟧" in str(wrong)


def test_report_prints_every_measure() -> None:
    report = evaluate([gold(entities=[JIA])], [gold(entities=[JIA])])
    table = report.table(by_type=True)
    assert all(measure in table for measure in MEASURES)
    assert "  ORG" in table
    assert json.loads(json.dumps(report.to_dict()))["scores"]["entities-strict"]["f1"] == 1


def test_an_extraction_agrees_with_itself(seed: Path) -> None:
    result = hbnews_ie.extract(seed.read_text("utf-8"))
    report = evaluate([result], [json.loads(result.model_dump_json())])
    assert all(score.right == score.gold == score.found for score in report.scores.values())
    assert not report.errors


class TestLoading:
    def test_jsonl_with_text(self, tmp_path: Path) -> None:
        lines = [json.dumps(gold(extra=1), ensure_ascii=False)] * 2
        (tmp_path / "gold.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        (tmp_path / "scores.json").write_text("{}", "utf-8")  # not read beside JSONL
        annotations = load_annotations(tmp_path)
        assert [annotation.text for annotation in annotations] == [TEXT, TEXT]
        assert annotations[0].given == "2023-11-09"

    def test_json_with_its_text_beside_it_or_elsewhere(self, tmp_path: Path) -> None:
        data = gold(published={"date": "2023-11-09", "origin": "masthead"})
        del data["text"]
        (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
        with pytest.raises(GoldError, match=r"x\.txt"):
            load_annotations(tmp_path)
        texts = tmp_path / "texts"
        texts.mkdir()
        (texts / "x.txt").write_text(TEXT, "utf-8")
        (annotation,) = load_annotations(tmp_path, texts)
        assert annotation.text == TEXT
        assert annotation.given is None

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("{", "line 1: no JSON"),
            ("[]", "not a JSON object"),
            ('{"text": "x", "times": [{"id": "t1"}]}', "not an annotation: KeyError"),
            ('{"id": 1}', "neither 'text' nor 'source'"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, tmp_path: Path, content: str, reason: str) -> None:
        (tmp_path / "gold.jsonl").write_text(content, "utf-8")
        with pytest.raises(GoldError, match=reason):
            load_annotations(tmp_path)

    def test_missing_and_empty_folders(self, tmp_path: Path) -> None:
        with pytest.raises(GoldError, match="no such file"):
            load_annotations(tmp_path / "nowhere")
        with pytest.raises(GoldError, match=r"no \.jsonl"):
            load_annotations(tmp_path)

    def test_predictions_by_source(self, tmp_path: Path) -> None:
        wanted, found = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
        write_lines(wanted, *(gold(source=source) for source in ("a", "b")))
        write_lines(found, *(gold(source=source) for source in ("b", "a")))
        assert [annotation.source for annotation in load_pair(wanted, found)[1]] == ["a", "b"]
        write_lines(wanted, *(gold(source=source) for source in ("a", "b", "c")))
        with pytest.raises(GoldError, match="no prediction for c"):
            load_pair(wanted, found)

    def test_predictions_by_line_where_sources_repeat(self, tmp_path: Path) -> None:
        wanted, found = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
        write_lines(wanted, gold(), gold())
        write_lines(found, gold(), gold())
        assert len(load_pair(wanted, found)[1]) == 2
        write_lines(wanted, gold(), gold(), gold())
        with pytest.raises(GoldError, match="2 predictions for 3 texts"):
            load_pair(wanted, found)


def write_lines(path: Path, *objects: dict[str, Any]) -> None:
    path.write_text("\n".join(json.dumps(data, ensure_ascii=False) for data in objects), "utf-8")
