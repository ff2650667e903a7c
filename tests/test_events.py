"""Events: the spec table, the tables of words, and what holds for every text."""

from __future__ import annotations

from collections.abc import Mapping
from time import process_time
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import hbnews_ie as ie
from hbnews_ie.components.events import make_events
from hbnews_ie.components.events.finder import EventFinder
from hbnews_ie.components.events.statements import Saying
from hbnews_ie.components.events.triggers import accepts, triggers
from hbnews_ie.components.events.weighing import Candidate
from hbnews_ie.layers import Event
from hbnews_ie.lexicon import read_table
from hbnews_ie.schema import EntityType, EventType, Status
from tests.marked import marked_doc
from tests.tables import Case, case_id, read_cases

PIECES = [
    "[ORG 海事局]",
    "[PERSON 王强]",
    "[PLACE 天津]",
    "[PROJECT 天河工程]",
    "[ACTIVITY 渔业大会]",
    "[DOCUMENT 《办法》]",
]
PIECES += [
    "[MONEY 5亿元]",
    "[COUNT 3家]",
    "[TIME 去年]",
    "[TITLE 局长]",
    "企业",
    "的",
    "了",
    "在",
    "与",
    "由",
    "被",
    "向",
    "将",
    "要",
]
PIECES += ["、", ",", "。", "\n", ":", "“", "”", "说", "表示", "他", "该公司", "并", "等"]
PIECES += [
    "关于",
    "为",
    "请",
    "对",
    "把",
    "用",
    "从",
    "让",
    "谈起",
    "提供",
    "建设",
    "担保",
    "作报告",
    "老师",
    "子公司",
    "项目",
]
PIECES += ["举行", "出席", "合作", "签署", "成立", "启动", "发布", "获批", "投资", "收购", "任", "推动", "开展"]
MARKED = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def written(doc: Doc) -> list[str]:
    """The events of a document in the form of the spec table: TYPE status trigger: role=text; ..."""
    return [
        f"{event.type} {event.status} {doc.text[event.start : event.end]}: "
        + "; ".join(f"{a.role}={doc.text[a.start : a.end]}" for a in event.arguments)
        for event in doc._.events
    ]


def parsed(line: str) -> tuple[str, list[str]]:
    """A line of the table, the order of its arguments put aside."""
    head, _, arguments = line.partition(": ")
    return head, sorted(arguments.split("; "))


class ByRules(EventFinder):
    """What the rules read, with nothing weighed: an event has no objection, and keeps the arguments they give it."""

    def is_event(self, candidate: Candidate) -> bool:
        return not candidate.objections

    def is_statement(self, saying: Saying) -> bool:
        return not saying.objection

    def choose(self, event: Event, ways: Mapping[tuple[int, int], str]) -> Event:
        return event


def read_by_rules(marked: str) -> Doc:
    doc = marked_doc(marked)
    doc._.events = ByRules(doc).find()
    return doc


def run(marked: str) -> Doc:
    return make_events(None, "events")(marked_doc(marked))


@pytest.mark.parametrize("case", read_cases("events"), ids=case_id)
def test_spec(case: Case) -> None:
    found = sorted(map(parsed, written(read_by_rules(case["text"]))))
    assert found == sorted(map(parsed, case["expected"])), case["why"]


def test_arguments_point_to_what_they_are() -> None:
    doc = run("[TIME 去年],[ORG 国家电网]投资[MONEY 9亿元]。")
    (event,) = doc._.events
    assert {(a.role, a.entity, a.time, a.quantity) for a in event.arguments} == {
        ("time", None, 0, None),
        ("provider", 0, None, None),
        ("amount", None, None, 0),
    }
    assert event.rule == "trigger:投资"


def test_a_pronoun_points_to_the_nearest_mention(nlp: Language) -> None:
    text = "市长王强介绍,路通了。王强走进东港大厦。他指出,要抓好安全。"
    (event,) = [event for event in nlp(text)._.events if text[event.start : event.end] == "指出"]
    assert [a.start for a in event.arguments if a.role == "speaker"] == [text.rindex("王强")]


def test_a_title_names_no_act(nlp: Language) -> None:
    """组织|部长 is one title, and no act of the committee."""
    events = nlp("市委组织部长李明出席会议。")._.events
    assert [event.rule for event in events] == ["trigger:出席"]


def test_in_the_pipeline(nlp: Language) -> None:
    doc = nlp("11月8日,中国贸易博览会在武汉举行。")
    assert [event.type for event in doc._.events] == ["MEETING"]


def test_the_tables_agree() -> None:
    """Every role a trigger gives is a role of its type; every type and filler is known."""
    types, fillers = set(get_args(EventType)), {*get_args(EntityType), "NP", "MONEY", "QUANTITY", "TIME", "WORKS"}
    assert accepts().keys() <= types
    for roles in accepts().values():
        assert all(allowed <= fillers for allowed in roles.values())
    for event_role in read_table("event_roles"):
        assert set(event_role["near"].split()) <= set(event_role["accepts"].split()), event_role
    for rows in triggers().values():
        for row in rows:
            if row.type == "NONE":
                continue
            assert row.type in types, row
            assert row.use in ("verb", "mixed", "open", "last"), row
            for role in filter(None, (row.subject, row.object, row.alone, row.with_, row.by, row.to)):
                assert role in accepts()[row.type], row
            assert all(need.startswith(("~", "#")) or need in fillers for need in row.needs), row


def test_every_trigger_can_be_reached() -> None:
    """A row behind one without needs is never read."""
    for word, rows in triggers().items():
        assert all(row.needs for row in rows[:-1]), word


def test_function_words_have_known_classes() -> None:
    known = {"noun", "honorific", "with", "by", "to", "at", "ba", "about", "against", "cause", "light", "push", "call"}
    known |= {"future", "ongoing", "done", "negation", "also", "local", "manner", "nominalizer"}
    assert {row["class"] for row in read_table("grammar_words")} == known


@settings(deadline=None)
@given(MARKED)
@example("说起在[ORG 江城大学]请老师作报告的事")
@example("审议关于为子公司提供担保的事")
def test_any_text(text: str) -> None:
    doc = run(text)
    assert doc._.events == run(text)._.events
    for event in doc._.events:
        assert 0 <= event.start < event.end <= len(doc)
        assert event.status in get_args(Status)
        assert event.arguments
        for argument in event.arguments:
            assert 0 <= argument.start < argument.end <= len(doc)
            assert argument.role in accepts()[event.type]
            links = (argument.entity, argument.time, argument.quantity)
            assert sum(link is not None for link in links) <= 1


@pytest.mark.parametrize(
    "unit", ["签约", "[ORG 海事局]与[PERSON 王强]合作投资[MONEY 5亿元]举行", "[ORG 海事局]投资,要合作,", "“说:“"]
)
def test_the_cost_grows_with_the_length(unit: str) -> None:
    """A text without a stop must not cost more a character when it is longer."""

    def once(times: int) -> float:
        doc = marked_doc(unit * times)
        start = process_time()
        make_events(None, "events")(doc)
        return (process_time() - start) / len(doc)

    def cost(times: int) -> float:
        return min(once(times) for _ in range(3))  # the least is what other programs disturbed least

    assert cost(2000) < 6 * cost(400)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("5月16日,中国钢铁大会举行。", ["5月16日"]),
        ("5月16日电,中国钢铁大会举行。", []),  # the day of the report
        ("11月3日,2025年第一批项目在黄石开工。", ["11月3日"]),  # the day, and not the year that names the projects
        ("中国钢铁大会举行于5月6日。", ["5月6日"]),
        ("中国钢铁协会成立,会期3天,5月6日闭幕。", []),  # a time of another act
    ],
)
def test_when_it_was(text: str, times: list[str]) -> None:
    found = ie.extract(text, "2025-12-01", nlp=ie.load(model=None)).events[0]
    assert [argument.text for argument in found.arguments if argument.role == "time"] == times


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("江城大桥2028年建成。", "planned"),
        ("江城大桥2027年底前完工。", "planned"),
        ("江城大桥2019年建成。", "done"),
        ("江城大桥已于12月1日建成。", "done"),
    ],
)
def test_what_is_to_come_is_planned(text: str, status: str) -> None:
    """The day of publication tells, where no word does."""
    assert ie.extract(text, "2025-12-01", nlp=ie.load(model=None)).events[0].status == status


def test_who_was_given_what_is_beyond_doubt() -> None:
    text = "江城钢铁集团有限公司落户谷城,并被认定为国家级绿色工厂。"
    found = {event.trigger.text for event in ie.extract(text, "2025-12-01", nlp=ie.load(model=None)).events}
    assert found == {"落户", "认定为"}
