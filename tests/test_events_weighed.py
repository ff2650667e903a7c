"""Events by their evidence: what is weighed, how the weights are learned, and what they must never do."""

from __future__ import annotations

import json
import math
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from hbnews_ie.components.events import choice, weighing
from hbnews_ie.components.events.finder import EventFinder
from hbnews_ie.components.events.weighing import Candidate
from hbnews_ie.components.weighing import Evidence, log_odds, read_weights
from hbnews_ie.evaluation import load_annotations
from hbnews_ie.layers import Event
from hbnews_ie.lexicon import read_table
from hbnews_ie.training import weights as training
from tests.marked import marked_doc


class Recorder(EventFinder):
    """Keeps the candidates that were weighed."""

    def record(self) -> list[Candidate]:
        self.seen: list[Candidate] = []
        self.find()
        return self.seen

    def is_event(self, candidate: Candidate) -> bool:
        self.seen.append(candidate)
        return super().is_event(candidate)


def candidate(marked: str) -> Candidate:
    (found,) = Recorder(marked_doc(marked)).record()
    return found


def test_who_is_named_with_a_post_is_appointed_whatever_the_weights() -> None:
    (event,) = EventFinder(marked_doc("[PERSON 王刚]被任命为省长。")).find()
    assert {argument.role for argument in event.arguments} == {"person", "position"}


def test_what_was_brought_out_by_whom_is_an_event_whatever_the_weights() -> None:
    found = candidate("[PERSON 王坤杰]团队研制出输尿管支架。")
    assert log_odds("event_weights", weighing.evidence(found)) < 0
    assert EventFinder(marked_doc("[PERSON 王坤杰]团队研制出输尿管支架。")).is_event(found)


def test_what_a_passive_is_done_to_is_kept_whatever_the_weights() -> None:
    (event,) = EventFinder(marked_doc("[ORG 东港公司]被[ORG 江城集团]收购。")).find()
    assert {argument.role for argument in event.arguments} == {"object", "buyer"}


@pytest.mark.parametrize(
    ("marked", "project"),
    [
        ("项目总投资[MONEY 8亿元],去年开工。", "项目"),  # works without a name, whose measure opened the sentence
        (
            "[ORG 华星公司]投资[MONEY 3亿元]兴建的炼钢厂昨日开工。",
            "炼钢厂",
        ),  # acts with a sum between them are a clause
    ],
)
def test_works_that_nothing_names_are_built(marked: str, project: str) -> None:
    doc = marked_doc(marked)
    event = EventFinder(doc).find()[-1]
    spans = [doc[argument.start : argument.end].text for argument in event.arguments if argument.role == "project"]
    assert spans == [project]


def test_what_money_is_for_by_its_name_is_kept_whatever_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "log_odds", lambda _table, _pieces: -1.0)
    (event,) = EventFinder(marked_doc("[ORG 华星公司]投入研发资金[MONEY 2.6亿元]。")).find()
    assert "purpose" in {argument.role for argument in event.arguments}


def test_a_verb_that_opens_the_clause_may_only_modify_the_subject() -> None:
    (event,) = EventFinder(marked_doc("组装车间投产。")).find()
    assert [(argument.role, argument.start, argument.end) for argument in event.arguments] == [("project", 2, 4)]


def test_somebody_of_a_body_speaks_by_title_alone(nlp: Language) -> None:
    doc = nlp("省科技厅一位局长提醒,银行不是慈善家。")
    (event,) = doc._.events
    assert [doc[a.start : a.end].text for a in event.arguments if a.role == "speaker"] == ["省科技厅一位局长"]


@pytest.mark.parametrize("table", training.TABLES)
def test_weights_are_finite_and_of_known_kinds(table: str) -> None:
    kinds = set()
    for row in read_table(table):
        assert math.isfinite(float(row["weight"]))
        kinds.add(row["kind"])
    assert {"before", "after"} <= kinds


@pytest.mark.parametrize(
    ("marked", "piece"),
    [
        ("[ORG 江钢]与[ORG 远洋公司]签约。", ("word", "签约 COOPERATION")),
        ("[ORG 江钢]与[ORG 远洋公司]签约。", ("objection", "none")),
        ("[ORG 江钢]与[ORG 远洋公司]签约。", ("role", "party COOPERATION")),
        ("[ORG 江钢]已发布[DOCUMENT 《公告》]。", ("object", "name RELEASE")),
        ("[ORG 江钢]已发布[DOCUMENT 《公告》]。", ("word class before", "done")),
        ("[TIME 昨日],[ORG 江钢]发布[DOCUMENT 《公告》]。", ("clause", "1")),
        ("发布了[DOCUMENT 《公告》]。", ("subject", "none RELEASE")),
        ("推动[ORG 江钢]发展合作。", ("objection", "bare")),
        ("此次合作[ORG 江钢]出力。", ("objection", "known")),
    ],
)
def test_evidence(marked: str, piece: tuple[str, str]) -> None:
    assert piece in weighing.evidence(candidate(marked))


def test_unknown_evidence_says_nothing() -> None:
    pieces = [("word", "举行 MEETING"), ("always", "-")]
    assert log_odds("event_weights", [*pieces, ("colour", "red")]) == log_odds("event_weights", pieces)


@given(st.lists(st.sampled_from(sorted(read_weights("event_weights"))), max_size=30), st.randoms())
def test_the_order_of_the_evidence_is_nothing(pieces: list[Evidence], random: Random) -> None:
    shuffled = random.sample(pieces, len(pieces))
    assert log_odds("event_weights", shuffled) == log_odds("event_weights", pieces)


def test_final_objections_are_not_weighed() -> None:
    """What next to never names an event costs no reading: a topic, a kind of thing, a wish."""
    for text in ("推动合作,[ORG 江钢]受益。", "[ORG 江钢]签约仪式已结束。", "[ORG 江钢]要发布[DOCUMENT 《公告》]。"):
        assert not Recorder(marked_doc(text)).record(), text


@pytest.mark.parametrize(
    ("marked", "role", "place"),
    [
        ("[ORG 江钢]在[PLACE 临江]主持[ACTIVITY 读书节]。", "place", choice.Place("PLACE", "before", 0, "at", "verb")),
        ("[ORG 江钢]在[PLACE 临江]主持[ACTIVITY 读书节]。", "host", choice.Place("ORG", "before", 1, "-", "at")),
        (
            "[ORG 江钢]在[PLACE 临江]主持[ACTIVITY 读书节]。",
            "activity",
            choice.Place("ACTIVITY", "after", 0, "verb", "-"),
        ),
        ("[TIME 昨日],[ORG 江钢]主持[ACTIVITY 读书节]。", "time", choice.Place("TIME", "before 1", 1, "-", "-")),
        ("[ORG 江钢]主持晚会。", "activity", choice.Place("NP", "after", 0, "verb", "-")),
    ],
)
def test_place_of_an_argument(marked: str, role: str, place: choice.Place) -> None:
    recorder = Recorder(marked_doc(marked))
    event = recorder.record()[-1].event
    (argument,) = [argument for argument in event.arguments if argument.role == role]
    assert choice.place_of(recorder.reading, event, argument.start, argument.end) == place


def test_who_stands_near_is_asked_where_the_table_says_so() -> None:
    recorder = Recorder(marked_doc("[PERSON 李山]出席[ACTIVITY 读书节],[PERSON 张越]、[ORG 江钢]、[TIME 昨日]。"))
    event = recorder.record()[0].event
    asked = {recorder.text[item.start : item.end]: roles for item, roles in choice.near(recorder.reading, event)}
    assert asked == {"张越": ("participant",)}


def test_who_acts_beside_is_not_asked() -> None:
    recorder = Recorder(marked_doc("[PERSON 李山]会见了来[PLACE 临江]考察的[PERSON 张越]。"))
    receives, visits = (found.event for found in recorder.record())

    def asked(*earlier: Event) -> set[str]:
        return {recorder.text[i.start : i.end] for i, _ in choice.near(recorder.reading, visits, earlier)}

    assert "李山" in asked()
    assert "李山" not in asked(receives)


def test_an_event_keeps_its_most_likely_argument() -> None:
    doc = marked_doc("[ORG 江钢]举行晚会。")
    finder = Recorder(doc)
    event = finder.record()[0].event
    doubtful = Event("TRADE", "done", event.start, event.end, event.arguments[:1], "test")
    assert choice.choose_arguments(finder.reading, doubtful, {}).arguments


# Learning

ARTICLES = [
    ("近日,江城钢铁集团发布《公告》。", "发布", "RELEASE"),
    ("昨天,远洋轮船公司发布《年报》。", "发布", "RELEASE"),
    ("昨天,武汉大学发布《白皮书》。", "发布", None),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Articles in the form of a result, with one event or none each."""
    lines = []
    for number, (text, word, type_) in enumerate(ARTICLES):
        start = text.index(word)
        trigger = {"start": start, "end": start + len(word), "text": word}
        end = text.index("》") + 1
        thing = {"role": "object", "start": text.index("《"), "end": end, "text": text[text.index("《") : end]}
        events = [{"type": type_, "status": "done", "trigger": trigger, "arguments": [thing]}] if type_ else []
        lines.append({"source": str(number), "text": text, "events": events})
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def test_examples(gold: Path, nlp: Language) -> None:
    examples = training.read_examples(load_annotations(gold), nlp).tables
    assert [label for ((_, label),) in examples["event_weights"]] == [True, True, False]
    roles = {dict(pieces)["role"]: label for ((pieces, label),) in examples["argument_weights"]}
    assert roles["rule DOCUMENT object RELEASE"] is True
    assert roles["rule ORG agent RELEASE"] is False


def test_learning_tells_what_decides() -> None:
    always = ("always", "-")
    examples: list[training.Example] = [
        [([always, ("word", "签约")], True)],
        [([always, ("word", "建设")], False)],
    ] * 20
    table, easier = (training.Table("", "", {"-": probable}) for probable in (0.5, 0.2))
    weights = training.fit(examples, table, {})
    assert weights["word", "签约"] > 0.5 > -0.5 > weights["word", "建设"]
    assert training.fit(examples, easier, {})[always] > weights[always]


def test_of_several_options_one_is_taken() -> None:
    """What two options share says nothing of which is right, only that one of them is."""
    shared, near, far = ("always", "-"), ("where", "near"), ("where", "far")
    table = training.Table("", "", {"-": 0.5})
    weights = training.fit([[([shared, near], True), ([shared, far], False)]] * 30, table, {})
    assert weights[near] > 0.5 > -0.5 > weights[far]
    assert weights[shared] > 0
    neither = training.fit([[([shared, near], False), ([shared, far], False)]] * 30, table, {})
    assert neither[shared] + neither[near] < 0 > neither[shared] + neither[far]


def test_learning_goes_on_from_what_is_known() -> None:
    always, known = ("always", "-"), ("word", "签约")
    table = training.Table("", "", {"-": 0.3})
    before = {always: -0.4, known: 2.0, ("word", "缔约"): 1.0}
    examples: list[training.Example] = [[([always, known], False)]] * 3
    after = training.fit(examples, table, before)
    assert after["word", "缔约"] == 1.0
    assert 0.5 < after[known] < 2.0
    assert training.fit([], table, before) == pytest.approx(before)


def test_the_command_writes_tables(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "weights"
    assert training.main([str(gold), "--output", str(output)]) == 0
    assert "statement_weights: 3 texts, 0 candidates, 0 of them right: nothing to learn" in capsys.readouterr().err
    assert sorted(path.name for path in output.iterdir()) == ["argument_weights.tsv", "event_weights.tsv"]
    assert "always\trule\t" in (output / "argument_weights.tsv").read_text("utf-8")
    (tmp_path / "a-file").touch()
    assert training.main([str(gold), "--output", str(tmp_path / "a-file")]) == 2
    assert "a-file" in capsys.readouterr().err
    assert training.main([str(tmp_path / "missing.jsonl")]) == 2
    assert "no such file" in capsys.readouterr().err
    training.write_weights("event_weights", {("word", "签约 COOPERATION"): 1.234, ("word", "无"): 0.001}, output)
    lines = (output / "event_weights.tsv").read_text("utf-8").splitlines()
    assert lines[-1] == "word\t签约 COOPERATION\t1.23"
    assert not any("无" in line for line in lines)
