"""Facts: the spec table, and what holds for every text."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.facts import make_facts
from hbnews_ie.components.facts.choice import Given
from hbnews_ie.components.facts.finder import FactFinder
from hbnews_ie.components.syntax.reading import Item
from hbnews_ie.lexicon import read_table
from tests.marked import marked_doc
from tests.tables import Case, case_id, read_cases

PIECES = ["[COUNT 3家]", "[MONEY 5亿元]", "[RATIO 8%]", "[DURATION 两天]", "[AGE 9岁]", "[RANK 第一]", "[TIME 去年]"]
PIECES += [
    "[ORG 海事局]",
    "[PLACE 天津]",
    "产值",
    "达",
    "的",
    "同比",
    "增长",
    "分别",
    "占",
    "、",
    ",",
    "。",
    "\n",
    "“",
    "”",
    "至",
    "从",
]
MARKED = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def written(doc: Doc) -> list[str]:
    """The facts of a document in the form of the spec table: quantity: indicator | subject | time | change | basis."""
    lines = []
    for fact in doc._.facts:
        quantity = doc._.quantities[fact.quantity]
        time = "" if fact.time is None else doc[doc._.times[fact.time].start : doc._.times[fact.time].end].text
        subject = "" if fact.subject is None else doc._.entities[fact.subject].name
        indicator = doc.text[slice(*fact.indicator)]
        cells = [indicator, subject, time, fact.change or "", fact.basis or ""]
        lines.append(f"{doc.text[quantity.start : quantity.end]}: {' | '.join(cells)}")
    return lines


class ByRules(FactFinder):
    """Takes what syntax gives, whatever the weights say."""

    def choose(self, table: str, item: Item, given: Given, options: object) -> int | None:
        return given.chosen


@pytest.mark.parametrize("case", read_cases("facts"), ids=case_id)
def test_spec(case: Case) -> None:
    doc = marked_doc(case["text"])
    doc._.facts = ByRules(doc).find()
    assert written(doc) == case["expected"], case["why"]


def test_who_stands_near_may_be_the_subject() -> None:
    """Syntax carries no document to what it says; the name that opens the sentence is the likeliest."""
    text = "[DOCUMENT 《若干措施》]同日印发,共提出[COUNT 28条]举措。"
    doc = marked_doc(text)
    assert ByRules(doc).find()[0].subject is None
    assert FactFinder(doc).find()[0].subject == 0


@pytest.mark.parametrize(
    "text",
    [
        "[ORG 江城公司]说明,世界粮食产量增长[PERCENT 2%]。",  # measured of the world
        "[PLACE 江城]的[PROJECT 云山产业园]等重大产业项目[COUNT 215个]。",  # only an example of them
        "[ORG 江城市统计局][TIME 11月5日]披露,[TIME 前三季度]零售总额[MONEY 6120亿元]。",  # an office that tells it
        "专利数位列[PLACE 长江经济带][RANK 第三]。",  # among whom
    ],
)
def test_what_syntax_settles_is_nobodys_whatever_the_weights(text: str) -> None:
    assert FactFinder(marked_doc(text)).find()[0].subject is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("江城光电有限公司总经理王汤博介绍,厂里有工人300人。", "江城光电有限公司"),
        ("江城市统计局局长王汤博介绍,厂里有工人300人。", None),  # an office tells of others
        ("江城光电有限公司总经理王汤博介绍,武汉有工人300人。", "武汉"),
        ("“过去运到武汉,物流时间要两天,成本30万元。”江城光电有限公司总经理王汤博说。", "江城光电有限公司"),
        ("“我们开展了20余项改进。”江城市统计局局长王汤博说。", "江城市统计局"),  # 我们: whatever body it is
        ("“我种了120亩莲藕。”江城市统计局局长王汤博说。", "王汤博"),
        ("“在武汉,我种了120亩莲藕。”江城市统计局局长王汤博说。", "王汤博"),  # whatever else is named
        ("“我来了,武汉有工人300人。”江城市统计局局长王汤博说。", "武汉"),  # but in its own clause alone
        ("“我国有工人3000万人。”江城市统计局局长王汤博说。", None),
    ],
)
def test_what_somebody_tells_is_of_whom_he_speaks_for(nlp: Language, text: str, subject: str | None) -> None:
    doc = nlp(text)
    fact = doc._.facts[-1]
    assert (None if fact.subject is None else doc._.entities[fact.subject].name) == subject


def test_what_is_so_now_has_no_time_whatever_the_weights() -> None:
    (fact,) = FactFinder(marked_doc("[TIME 1995年]村里通了电,目前有电线杆[COUNT 300根]。")).find()
    assert fact.time is None


def test_options_are_the_names_and_times_around() -> None:
    doc = marked_doc("[TIME 去年],[ORG 江钢]在[PLACE 武汉]投产。[ORG 远航公司]的产值达[MONEY 5亿元],[PLACE 上海]次之。")
    seen: dict[str, list[int]] = {}

    class Recorder(FactFinder):
        def choose(self, table: str, item: Item, given: Given, options: Iterable[tuple[int, object]]) -> int | None:
            seen[table] = sorted(index for index, _ in options)
            return None

    Recorder(doc).find()
    assert seen == {"subject_weights": [0, 1, 2], "moment_weights": [0]}


def test_each_fact_names_its_rule() -> None:
    facts = make_facts(None, "facts")(marked_doc("产值达[MONEY 30亿元],同比增长[RATIO 8%]。"))._.facts
    assert [fact.rule for fact in facts] == ["noun-before", "carried"]


def test_in_the_pipeline(nlp: Language) -> None:
    doc = nlp("今年前三季度,全省锂电及相关材料制造业增加值增长66.7%。")
    assert written(doc) == ["66.7%: 全省锂电及相关材料制造业增加值 |  | 今年前三季度 | increase | "]


@settings(deadline=None)
@given(MARKED)
def test_any_text(text: str) -> None:
    doc = make_facts(None, "facts")(marked_doc(text))
    facts = doc._.facts
    assert facts == make_facts(None, "facts")(marked_doc(text))._.facts
    assert len({fact.quantity for fact in facts}) == len(facts)
    for fact in facts:
        start, end = fact.indicator
        assert 0 <= start < end <= len(doc)
        assert "\n" not in doc.text[start:end]
        assert fact.time is None or 0 <= fact.time < len(doc._.times)
        assert fact.subject is None or 0 <= fact.subject < len(doc._.entities)


def test_the_words_have_known_roles() -> None:
    roles = {row["role"] for row in read_table("fact_words")}
    changes = {"increase", "decrease", "more", "less"}
    assert roles == changes | {"link", "basis", "measure", "class", "lasting", "equivalent"}
