"""What holds for every result, whatever the text."""

from __future__ import annotations

import gc
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import hbnews_ie as ie
from hbnews_ie.schema import BylinePerson, Extraction, Span

from .conftest import PAGE, SEEDS

# Pieces that rules look for, to be put together at random, with any character in between.
PIECES = [
    *"年月日省市亿万元%、,。;:“”《》()#■◎\n\t \u3000\ufeff\x00\ud800\u202e😀é",
    *string.digits,
    *(
        "湖北日报讯(记者",
        "通讯员",
        "11月8日",
        "今年前三季度",
        "2月30日",
        "武汉",
        "华中科技大学",
        "张文兵",
        "副省长",
        "约3亿元",
        "近三成",
    ),
    *(
        "增长66.7%",
        "第六届",
        "签约",
        "举行",
        "发布",
        "表示",
        "以下简称",
        "该公司",
        "有限公司",
        "项目",
        "截至",
        "(上接第1版)",
        "\r\n\r\n",
    ),
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES) | st.characters(), max_size=30).map("".join))


def spans(result: Extraction) -> Iterator[Span | BylinePerson]:
    for article in result.articles:
        yield from (span for span in (article.title, *article.kickers, *article.subtitles) if span)
        yield from article.byline
    for entity in result.entities:
        yield from entity.mentions
        for position in entity.positions:
            yield position.title
            if position.organization:
                yield position.organization
    yield from result.times
    yield from result.quantities
    yield from (fact.indicator for fact in result.facts)
    for event in result.events:
        yield from (event.trigger, *event.arguments)


def check(raw: str, result: Extraction) -> None:
    """Every span is a slice of the raw text, every id leads somewhere, every number is finite."""
    for span in spans(result):
        assert 0 <= span.start < span.end <= len(raw)
        text = span.name if isinstance(span, BylinePerson) else span.text
        assert ie.fold(raw[span.start : span.end]) == text
        assert text
    for article in result.articles:
        assert 0 <= article.start < article.end <= len(raw)
    items = [*result.articles, *result.entities, *result.times, *result.quantities, *result.events]
    ids = {item.id for item in items}
    assert len(ids) == len(items)
    assert references(result) <= ids
    for quantity in result.quantities:
        assert quantity.low.is_finite()
        assert quantity.low <= quantity.high
    for item in result.times:
        assert item.first_day is None or item.last_day is None or item.first_day <= item.last_day
    for entity in result.entities:
        assert entity.mentions
        assert entity.name in {mention.text for mention in entity.mentions} | {entity.name}
    assert Extraction.model_validate_json(result.model_dump_json()) == result


def references(result: Extraction) -> set[str]:
    arguments = [argument for event in result.events for argument in event.arguments]
    bodies = [post.organization for entity in result.entities for post in entity.positions]
    found = {mention.article for entity in result.entities for mention in entity.mentions}
    found |= {item.article for item in (*result.times, *result.quantities, *result.events)}
    found |= {id for fact in result.facts for id in (fact.quantity, fact.subject, fact.time)}
    found |= {id for item in arguments for id in (item.entity, item.time, item.quantity)}
    found |= {body.entity for body in bodies if body}
    return {id for id in found if id is not None}


def test_seeds(seed: Path) -> None:
    raw = seed.read_bytes().decode("utf-8-sig")
    result = ie.extract(raw, source=seed.name)
    check(raw, result)
    assert result.source == seed.name
    assert result.articles
    assert all((result.entities, result.times, result.quantities, result.facts, result.events))
    assert ie.extract(raw, source=seed.name) == result


def test_every_argument_points_to_one_thing_at_most(seed: Path) -> None:
    result = ie.extract(seed.read_text("utf-8"))
    for event in result.events:
        for argument in event.arguments:
            assert sum(id is not None for id in (argument.entity, argument.time, argument.quantity)) <= 1


def test_line_ends_do_not_matter(seed: Path) -> None:
    raw = seed.read_bytes().decode("utf-8-sig")
    unix = raw.replace("\r\n", "\n")
    windows = unix.replace("\n", "\r\n")
    texts = [[span.text for span in ie.extract(text).times] for text in (unix, windows)]
    assert texts[0] == texts[1]
    check(windows, ie.extract(windows))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text(raw: str) -> None:
    result = ie.extract(raw)
    check(raw, result)
    assert ie.extract(raw) == result


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from(["2023-11-09", "2024-02", "2019"]))
def test_any_text_with_a_date(raw: str, published: str) -> None:
    check(raw, ie.extract(raw, published))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_piece_of_a_page_with_anything_in_it(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(SEEDS)).read_text("utf-8")
    start = data.draw(st.integers(0, len(page)))
    piece = list(page[start : start + data.draw(st.integers(1, 600))])
    for _ in range(data.draw(st.integers(0, 8))):
        piece.insert(data.draw(st.integers(0, len(piece))), data.draw(st.sampled_from(PIECES)))
    raw = "".join(piece)
    check(raw, ie.extract(raw))


def nothing_found(result: Extraction) -> bool:
    return not any((result.entities, result.times, result.quantities, result.facts, result.events))


@pytest.mark.parametrize("raw", ["", " ", "\n\n\t\u3000\r\n", "\ufeff", "\x00\x00", "\u200b\u202e"])
def test_texts_without_any_sign_are_empty_results(raw: str) -> None:
    result = ie.extract(raw)
    assert result.articles == ()
    assert nothing_found(result)


@pytest.mark.parametrize(
    "raw",
    [
        "\ud800\udfff武汉\ud83d",
        "武\x00汉\x00市\x00",
        "\u202eمرحبا 武汉 🇨🇳👨‍👩‍👧 שלום 2023年\u202c",
        "2月30日、13月1日、2023年2月29日、0年0月0日、99999年",
        "9" * 200 + "亿元,增长" + "8" * 200 + "%,第" + "7" * 200,
        "一" * 200 + "万亿元",
        "0.000" + "1" * 200 + "吨",
        "百分之" * 100 + "点" * 100,
        "，。、；：？！“”‘’（）《》【】—…·" * 20,
        "".join(map(chr, range(1, 0x300))),
        bytes(range(256)).decode("latin-1"),
        "(" * 300 + "武汉" + ")" * 300,
        "“" * 300 + "《" * 300,
        "记者 " * 200,
    ],
)
def test_bad_input_gives_a_result_with_right_offsets(raw: str) -> None:
    result = ie.extract(raw, "2023-11-09")
    check(raw, result)


@pytest.mark.parametrize("sign", [*"武一1 \n。,、“《(A年的", "\ud800", "😀", "\x00"])
def test_one_character_repeated(sign: str) -> None:
    raw = sign * 20_000
    check(raw, ie.extract(raw))


@pytest.mark.parametrize(
    "phrase",
    [
        "武汉市",
        "张三、",
        "有限公司",
        "第一",
        "1-",
        "(武",
        "“武”",
        "3亿元,",
        "11月8日",
        "武汉大学(以下简称武大)",
        "# 武汉\n",
        "武汉市赤东镇",
        "有限公司上海、",
        "有限公司湖北省武汉市公司委员会",
        "—局长",
        "、赤东镇3亿元",
        "签署亿",
        "1月2日会议同比增长5%增长",
    ],
)
def test_time_grows_with_length_and_no_faster(phrase: str) -> None:
    def seconds(length: int) -> float:
        raw = phrase * (length // len(phrase))
        start = time.process_time()
        ie.extract(raw)
        return time.process_time() - start

    seconds(1_000)  # what is made once
    assert min(seconds(16_000) for _ in range(2)) < 8 * max(seconds(4_000) for _ in range(2)) + 0.1


def test_a_date_that_does_not_exist_is_no_day() -> None:
    result = ie.extract("会议于2月30日召开。", "2023-11-09")
    assert "2023-02-30" not in [item.edtf for item in result.times]


def test_source_with_lone_surrogates_is_written() -> None:
    assert ie.extract("", source="a\udc80").source == "a\ufffd"


@pytest.mark.parametrize("published", ["2023-11-09", date(2023, 11, 9)])
def test_a_date_given_is_kept(published: str | date) -> None:
    result = ie.extract(PAGE, published)
    assert (result.published.date, result.published.origin) == ("2023-11-09", "given")


@pytest.mark.parametrize("published", ["2023-02-30", "yesterday", "09.11.2023", "2023-13", "2023/2024", " "])
def test_a_date_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match="published"):
        ie.extract("武汉", published)


@pytest.mark.parametrize("printed", ["2023年11月9日", "2023年11月9日 星期四", "2023年11月9日(星期四)"])
def test_the_date_of_the_issue_is_a_time_of_no_article(printed: str) -> None:
    raw = f"湖北日报 {printed} 第3版\n\n# 荆州开通新线\n\n湖北日报讯(记者李明)11月8日,荆州公交开通三条新线。\n"
    issue, day = ie.extract(raw).times
    assert (issue.text, issue.edtf, issue.article) == ("2023年11月9日", "2023-11-09", None)
    assert raw[issue.start : issue.end] == "2023年11月9日"
    assert (day.edtf, day.article) == ("2023-11-08", "a1")


def test_many_texts_stream_in_order() -> None:
    def texts() -> Iterator[str | tuple[str, str]]:
        yield "11月8日,武汉。"
        yield "11月8日,武汉。", "2023-11-09"
        raise AssertionError("not asked for")

    results = ie.extract_many(texts())
    assert next(results).published.origin == "unknown"
    assert next(results).published.date == "2023-11-09"


@pytest.fixture
def collecting() -> Iterator[None]:
    """Whatever a test does to the collector of cyclic garbage, it runs again afterwards."""
    yield
    gc.enable()


@pytest.mark.usefixtures("collecting")
@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_pauses_and_is_then_as_before(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, enabled: bool
) -> None:
    running: list[bool] = []
    make_doc = nlp.make_doc

    def watched(text: str) -> Doc:
        running.append(gc.isenabled())
        return make_doc(text)

    monkeypatch.setattr(nlp, "make_doc", watched)
    (gc.enable if enabled else gc.disable)()
    ie.extract(PAGE, nlp=nlp)
    assert running == [False]
    assert gc.isenabled() == enabled
    with pytest.raises(ValueError, match="published"):
        ie.extract(PAGE, "yesterday", nlp=nlp)
    assert gc.isenabled() == enabled


def test_the_public_face() -> None:
    assert sorted(ie.__all__) == ie.__all__
    assert all(getattr(ie, name) is not None for name in ie.__all__)
    assert set(ie.__all__) == {
        "Extraction",
        "evaluate",
        "extract",
        "extract_many",
        "fold",
        "load",
        "load_gold",
        "read_page",
    }
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = ie.nothing


def test_importing_brings_no_heavy_library_along() -> None:
    code = "import sys, hbnews_ie; print(sorted({'spacy', 'numpy', 'jieba', 'rjieba'} & set(sys.modules)))"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert output.stdout.strip() == "[]"
