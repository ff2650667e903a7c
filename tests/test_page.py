"""The page: its spec table, its invariants on any string, and its cost."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hbnews_ie.layers import Block
from hbnews_ie.page import BylineName, Page, PageArticle, read_page
from hbnews_ie.text import fold, replace_surrogates

HERE = Path(__file__).parent
SPECS = [json.loads(line) for line in (HERE / "specs" / "page.jsonl").read_text("utf-8").splitlines()]
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))


def person(raw: str, name: BylineName) -> list[str | None]:
    parts = ((name.start, name.end), name.role, name.paper)
    return [fold(raw[slice(*part)]) if part else None for part in parts]


def blocks(article: PageArticle) -> list[list[str]]:
    return [[block.kind, article.text[block.start : block.end]] for block in article.blocks]


@pytest.mark.parametrize("case", SPECS, ids=lambda case: case["name"])
def test_spec(case: dict[str, Any]) -> None:
    raw = case["raw"]
    page = read_page(raw, case.get("published"))
    assert [blocks(article) for article in page.articles] == [one["blocks"] for one in case["articles"]]
    bylines = [[person(raw, name) for name in article.byline] for article in page.articles]
    assert bylines == [one["byline"] for one in case["articles"]]
    assert [person(raw, name)[0] for name in page.staff] == case.get("staff", [])
    if "date" in case:
        assert [page.published.date, page.published.origin] == case["date"]
    check(page)
    assert page == read_page(raw, case.get("published"))


# what must hold of every page


def check(page: Page) -> None:
    raw = page.raw
    used: set[int] = set()
    for article in page.articles:
        text, offsets = as_written(page, article), article.offsets
        assert len(text) == len(offsets)
        assert text
        assert 0 <= article.start <= min(offsets)
        assert max(offsets) <= article.end <= len(raw)
        for index, (sign, offset) in enumerate(zip(text, offsets, strict=True)):
            if sign in " \n":
                assert offset == offsets[index - 1] + 1
            else:
                assert fold(raw[offset]) == sign
                assert offset not in used
                used.add(offset)
        check_blocks(article)
        for name in article.byline:
            assert all(part != "" for part in person(raw, name))


def as_written(page: Page, article: PageArticle) -> str:
    """The text of an article with a blank for each pause of a headline, which is one on the page."""
    signs = zip(article.text, article.offsets, strict=True)
    return "".join(" " if sign == "," and page.raw[offset].isspace() else sign for sign, offset in signs)


def check_blocks(article: PageArticle) -> None:
    cursor = 0
    for block in article.blocks:
        assert block.start == cursor < block.end
        inside = article.text[block.start : block.end]
        assert "\n" not in inside
        assert inside == fold(inside) == inside.strip()
        cursor = block.end + 1
    assert cursor == len(article.text) + 1


def check_span(page: Page, article: PageArticle, start: int, end: int) -> None:
    raw, text = page.raw, as_written(page, article)
    if any(text[at] != article.text[at] for at in (start, end - 1)):
        return  # no span begins or ends on a pause
    first, last = article.raw_span(start, end)
    assert 0 <= first < last <= len(raw)
    assert fold(raw[first])
    assert fold(raw[last - 1])
    offsets = article.offsets[start:end]
    whole = list(offsets) == sorted(set(offsets)) and not any(start < cut < end for cut in article.cuts)
    inside = text[start:end].strip()
    if whole and inside:
        assert (first, last) == tuple(
            offsets[at] + step
            for at, step in (
                (text[start:end].index(inside[0]), 0),
                (text[start:end].rindex(inside[-1]), 1),
            )
        )
        between = raw[first:last]
        if sum(fold(sign) != "" for sign in between) == sum(sign not in " \n" for sign in inside):
            assert fold(between) == fold(inside) or "\n" in inside


PIECES = [
    *"覆盖武汉的。,”“()(《》 #■▲\t\u3000\u200b\x00\ud800é1%月日年",
    "湖北日报讯(记者王静 李 敏)",
    "新华社北京11月8日电",
    "■长江日报记者 李建华 通讯员姚浩",
    "(上接第1版)",
    "(下转第三版)",
    "(陈洁 武文)",
    "(视界网 彭强 摄)",
    "长江日报记者高明 摄",
    "2025年11月5日 星期三 主编:方正",
    "新闻热线:027-88888888",
    "覆盖新能源、环保技术、资源循环利用等领域",
    "武汉都市圈交流活动在武汉举行,现场签约14项,覆",
    "盖新能源。",
    "10月",
    "28日,大会召开。",
    "# 标题",
    "社区食堂开张",
    "图为现场。",
    "(完)",
    "Open Source",
    "12 345",
]
pages = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*PIECES, "\n", "\n", "\n\n", "\r\n"]), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("\n\n".join),
)


@settings(max_examples=400, deadline=None)
@given(pages, st.data())
@example("团\n与\n州\n", None)
@example("\ud800\n湖北日报讯(记者王静)\x00", None)
def test_any_string(raw: str, data: st.DataObject | None) -> None:
    page = read_page(raw)
    check(page)
    assert page == read_page(raw)
    if data is None:
        return
    for article in page.articles:
        start = data.draw(st.integers(0, len(article.text) - 1))
        end = data.draw(st.integers(start + 1, len(article.text)))
        check_span(page, article, start, end)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_seeds(path: Path) -> None:
    page = read_page(path.read_bytes().decode("utf-8"))
    check(page)
    assert all(article.byline or article.text for article in page.articles)
    for article in page.articles:
        for start in range(0, len(article.text) - 1, 37):
            check_span(page, article, start, min(len(article.text), start + 11))


def test_text_is_kept() -> None:
    """What is neither furniture nor byline stands in an article, every character of it."""
    lines = ["堤防加固工程开工", "工程由省水利厅组织", "，总投资3亿元。", "沿线12个乡镇受益。", "工期两年。"]
    page = read_page("\n".join(lines))
    assert "".join(article.text for article in page.articles).replace("\n", "") == "".join(lines)


# the way back


def test_raw_span_runs_over_a_caption_and_keeps_within_a_column() -> None:
    raw = next(case for case in SPECS if case["name"] == "caption in the middle of a sentence")["raw"]
    article = read_page(raw).articles[0]
    at = article.text.index("往返奔波")
    first, last = article.raw_span(at, at + 4)
    assert raw[first:last].startswith("往返\n")
    assert raw[first:last].endswith("奔波")
    raw = next(case for case in SPECS if case["name"] == "two columns read in turn")["raw"]
    article = read_page(raw).articles[0]
    at = article.text.index("6月12日")
    assert raw[slice(*article.raw_span(at, at + 5))] == "12日"
    at = article.text.index("覆盖船舶")
    assert raw[slice(*article.raw_span(at, at + 4))] == "盖船舶"


def test_raw_span_of_no_character() -> None:
    article = read_page("本报讯 甲地丰收。\n\n乙地也丰收。").articles[0]
    feed = article.text.index("\n")
    assert article.raw_span(feed, feed + 1) == article.raw_span(feed - 1, feed)
    for start, end in ((0, 0), (2, 1), (-1, 2), (0, len(article.text) + 1)):
        with pytest.raises(ValueError, match="no span"):
            article.raw_span(start, end)


def test_kinds_of_blocks() -> None:
    page = read_page("新华社北京5月1日电 大桥通车。")
    assert page.articles[0].blocks == (Block("dateline", 0, 6), Block("body", 7, 12))


# the date of publication


@pytest.mark.parametrize("date", ["2023", "2023-11", "2023-11-09", "2024-02-29"])
def test_given_dates(date: str) -> None:
    published = read_page("2020年1月1日 星期三", date).published
    assert (published.date, published.origin) == (date, "given")


@pytest.mark.parametrize("date", ["", "2023-2-3", "9.11.2023", "今天", "2023-11-09T10:00"])
def test_dates_in_another_form(date: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        read_page("", date)


@pytest.mark.parametrize("date", ["2023-02-30", "2023-13", "2023-00-10", "0000"])
def test_dates_that_do_not_exist(date: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        read_page("", date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019年2月30日 星期六\n\n本报讯 天气晴好。", None),
        ("本报讯 9999年12月31日,飞船返航。", None),
        ("本报讯 这本书印于2023年,共2050页,重2011克。", None),
        ("本报讯 2020年东京奥运会推迟举行。8月3日,组委会公布方案。", "2020-08-03"),
        ("本报讯 6月1日,2026级新生录取工作启动,预计6月30日结束。", "2026-06-01"),
    ],
)
def test_inference(text: str, date: str | None) -> None:
    assert read_page(text).published.date == date


# cost


HOSTILE = {
    "one line": "湖北武汉长江日报讯,",
    "one character": "覆",
    "empty lines": "\n",
    "short lines": "湖北覆\n",
    "short lines apart": "在武汉发展了覆\n\n",
    "open brackets": "(",
    "white space": " ",
    "dates": "2025年1月1日",
    "columns": "覆盖新能源、环保技术资源循环利用覆\n协议武汉碳普惠体系将通过措施在黄石落\n",
    "headlines": "# 标题党\n",
    "spaced out": "湖 ",
    "roles": "记者 ",
    "quotes": "“",
    "bylines": "湖北日报讯(记者王静)\n",
    "papers": "日报",
    "credits": "(记者 摄\n",
    "bold": "**\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name: str) -> None:
    piece = HOSTILE[name]
    read_page(replace_surrogates(piece * 3))

    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        read_page(text)
        return time.process_time() - begun

    small, large = min(cost(20_000) for _ in range(3)), cost(160_000)
    assert large < 25 * small + 0.3
