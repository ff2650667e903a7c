"""Time expressions: the spec table, and what holds for every text."""

from __future__ import annotations

import json
import pickle
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import hbnews_ie
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_table, read_words
from hbnews_ie.times import find_times, grammar, parse_time
from hbnews_ie.times.edtf import Point, days_in_month, parse_edtf
from hbnews_ie.times.festivals import festival_date, festival_days_off, festivals, lunar_date
from hbnews_ie.times.meanings import MEANINGS

SPECS = [json.loads(line) for line in (Path(__file__).parent / "specs" / "times.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", SPECS, ids=lambda case: f"{case['text'][:24]}|{case['published']}")
def test_spec(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [[text[found.start : found.end], found.edtf] for found in find_times(text, case["published"])]
    assert found == case["expect"], case["why"]


# --- what holds for every text ---

# Sentences without times and quantities, which must change nothing beside them.
NEUTRAL = st.lists(
    st.sampled_from(
        [
            "老人笑着摇头。",
            "河面起了雾,船都靠了岸。",
            "“怎么走?”有人问。",
            "茶香满屋!",
            "(摄影者不详)",
            "路修好了;灯也亮了。",
        ]
    ),
    max_size=4,
).map("".join)

PIECES = (
    *("年", "月", "日", "号", "季度", "上半年", "今年", "去年", "同期", "初", "底", "上旬", "至", "到"),
    *("截至", "自", "起", "以来", "前", "后", "近", "3", "12", "2023", "二〇二五", "三十一", "十", "春节"),
    *(
        "假期",
        "每",
        "周",
        "三",
        "世纪",
        "90年代",
        "“十四五”时期",
        "农历",
        "正月",
        "初六",
        "上午9时30分",
        "星期三",
        "公元前",
        "9999",
    ),
    *("00", "-", "/", ".", ",", "。", "《", "》", "内", "间", "来", "未来", "次年", "民国"),
    *("元", "腊月", "除夕", "闰", "第", "个", "昨日", "下周五", "周末", "月底", "年底", "冬"),
    "\n",
)
WORDS = st.sampled_from(PIECES)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map("".join))
PUBLISHED = st.one_of(
    st.none(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat),
    st.sampled_from(["2023", "2024-02", "1900-01-01", "0001", "9999-12"]),
)


@given(TEXTS, PUBLISHED)
def test_any_text_gives_ordered_spans_and_real_dates(text: str, published: str | None) -> None:
    end = 0
    for found in find_times(text, published):
        assert end <= found.start < found.end <= len(text)
        assert "\n\n" not in text[found.start : found.end]
        end = found.end
        assert found.rule
        if found.edtf.startswith("R/P"):
            continue
        period = parse_edtf(found.edtf)
        assert str(period) == found.edtf
        assert (found.first_day, found.last_day) == (period.first_day, period.last_day)
        if found.first_day is not None and found.last_day is not None:
            assert found.first_day <= found.last_day


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    (found,) = find_times(f"于{day.year}年{day.month}月{day.day}日竣工", "2023-11-09")
    assert found.first_day == found.last_day == day


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_date_without_its_year_is_the_last_one_or_a_few_days_ahead(day: date, published: date) -> None:
    (found,) = find_times(f"{day.month}月{day.day}日竣工", published.isoformat())
    assert found.first_day is not None
    assert (found.first_day.month, found.first_day.day) == (day.month, day.day)
    assert -4 <= (published - found.first_day).days <= 8 * 366


@given(NEUTRAL, st.sampled_from(SPECS), NEUTRAL)
def test_neutral_context_changes_nothing_inside(before: str, case: dict[str, Any], after: str) -> None:
    text = f"{before}\n\n{case['text']}\n\n{after}"
    assert [[text[found.start : found.end], found.edtf] for found in find_times(text, case["published"])] == case[
        "expect"
    ]


def test_a_time_inside_a_name_is_skipped() -> None:
    text = "获评生态环境部2025年绿色案例,2024年投产"
    names = [(2, 16)]
    assert [found.edtf for found in find_times(text, "2025-11-05", names)] == ["2024"]


def test_a_malformed_publication_date_is_refused() -> None:
    for published in ("2023-02-30", "yesterday", "2023-13", "20231109"):
        with pytest.raises(ValueError, match="date"):
            find_times("今年", published)


@pytest.mark.parametrize("unit", (*PIECES, "今", "国庆", "8月7日至", "去年同期", "9日", "2月30日", "2023-1", "大年初"))
def test_hostile_input_takes_linear_time(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    start = time.process_time()
    find_times(text, "2023-11-09")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("11月8日上午9时30分", "09:30"),
        ("昨日下午3点", "15"),
        ("今早8:30", "08:30"),
        ("6月17日20时许", "20"),
        ("6月17日下午2点至5点", "14/17"),
        ("6月17日9:00-11:30", "09:00/11:30"),
        ("昨晚7点半", "19:30"),
        ("明日凌晨12点", "00"),
        ("6月17日夜里2点", "02"),
        ("6月17日中午1点一刻", "13:15"),
        ("12月3日18时25分36秒", "18:25:36"),
        ("二〇二四年六月十七日二十时三十分", "20:30"),
        ("5月29日傍晚", None),
        ("6月17日", None),
    ],
)
def test_clock_times_are_kept_as_exact_as_they_are_written(text: str, clock: str | None) -> None:
    (found,) = find_times(f"{text},大桥合龙。", "2024-06-18")
    assert text.startswith(("今", "昨", "明")) or found.edtf.endswith(f"-{found.first_day:%d}")
    assert found.clock == clock
    (shown,) = hbnews_ie.extract(f"{text},大桥合龙。", "2024-06-18").times
    assert shown.clock == clock


def test_layout_inside_a_time_does_not_hide_it() -> None:
    text = "武汉轨道交通二十号线将于 2024 年 6\n月 18 日开通。"
    (found,) = find_times(text, "2024-06-17", skip=[(0, 2)])
    assert (text[found.start : found.end], found.edtf) == ("2024 年 6\n月 18 日", "2024-06-18")


def test_parse_time_takes_the_whole_text() -> None:
    whole = parse_time(" 2024年6月 ")
    assert whole is not None and whole.edtf == "2024-06"
    assert parse_time("2024年6月开通") is None
    assert parse_time("2024年和2026年6月") is None
    assert parse_time("") is None


# --- the tables ---


def test_every_piece_of_the_grammar_has_a_meaning() -> None:
    repeating = {"every", "every_festival"}
    pieces = {*grammar.HEADS, *grammar.FOLLOWS}
    assert pieces - repeating == set(MEANINGS)
    assert {piece for before in grammar.FOLLOWS.values() for piece in before} <= pieces


def test_every_lookalike_hides_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    lookalikes = read_words("times_lookalikes", "text")
    assert [text for text in lookalikes if find_times(text, "2023-11-09")] == []
    grammar.heads.cache_clear()
    monkeypatch.setattr(
        grammar, "read_words", lambda table, column="word": ("-",) if column == "text" else read_words(table, column)
    )
    try:
        assert [text for text in lookalikes if not find_times(text, "2023-11-09")] == []
    finally:
        grammar.heads.cache_clear()


def test_every_festival_has_a_day() -> None:
    for word in festivals():
        assert festival_date(word, 2024) is not None, word


def test_announced_holidays_lie_around_their_festival() -> None:
    words = {row["festival"]: word for word, row in festivals().items() if row["festival"]}
    for row in read_table("holidays"):
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        assert first <= last and (last - first).days < 11
        day = festival_date(words[row["festival"]], int(row["year"]))
        assert day is not None and abs((day - first).days) < 8, row


def test_lunar_calendar() -> None:
    assert lunar_date(2025, 1, 1) == date(2025, 1, 29)
    assert lunar_date(2020, 4, 1, leap=True) == date(2020, 5, 23)
    assert lunar_date(2021, 4, 1, leap=True) is None
    assert lunar_date(1899, 1, 1) is None
    assert festival_date("母亲", 2021) == date(2021, 5, 9)
    assert festival_days_off("国庆", 1980) == (date(1980, 10, 1), date(1980, 10, 1))
    assert festival_days_off("国庆", 2035) == (date(2035, 10, 1), date(2035, 10, 7))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-24", date(2024, 12, 1), date(2025, 2, 28)),
        ("2023-01/2023-09", date(2023, 1, 1), date(2023, 9, 30)),
        ("../2030", None, date(2030, 12, 31)),
        ("2022-02/..", date(2022, 2, 1), None),
        ("XXXX-11-08", None, None),
        ("-0201", None, None),
    ],
)
def test_edtf_days(text: str, first: date | None, last: date | None) -> None:
    period = parse_edtf(text)
    assert (period.first_day, period.last_day) == (first, last)
    assert str(period) == text


@pytest.mark.parametrize("text", ["", "2023-13", "2023-02-29", "23-11-08", "2023-11-8", "2023//2024", "abc"])
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        parse_edtf(text)


def test_an_unknown_year_may_be_a_leap_year() -> None:
    assert days_in_month(None, 2) == 29
    assert Point(None, 2, 29).valid
    assert not Point(None, 2, 30).valid


# --- the component ---


def test_component(nlp: Language) -> None:
    doc = nlp.make_doc("11月8日,2022第八届茶商大会在武夷山举行。截至9月底,达40家。")
    doc._.published = "2023-11-09"
    doc._.mentions = (Mention(6, 17, "ACTIVITY", "test"),)
    doc = nlp.get_pipe("times")(doc)
    assert [found.edtf for found in doc._.times] == ["2023-11-08", "../2023-09-30"]
    assert [(span.text, span.label_) for span in doc.spans["times"]] == [("11月8日", "TIME"), ("截至9月底", "TIME")]


def test_the_component_pickles(nlp: Language) -> None:
    component = pickle.loads(pickle.dumps(nlp.get_pipe("times")))
    doc = nlp.make_doc("2021年投产")
    assert component(doc)._.times[0].edtf == "2021"


def test_days_count_from_the_dateline_of_an_article(nlp: Language) -> None:
    page = "城东大桥合龙\n本报长沙4月10日电（记者何平）记者今天从市交通局获悉，城东大桥昨天合龙。"
    days = {time.text: time.edtf for time in hbnews_ie.extract(page, "2024-04-13", nlp=nlp).times}
    assert days["今天"] == "2024-04-10"
    assert days["昨天"] == "2024-04-09"
