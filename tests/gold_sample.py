"""A small annotated page for the tests of the gold set: two articles, a masthead, a caption between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from hbnews_ie.gold import GoldArticle, cut_page
from hbnews_ie.text import fold

NAME = "900_sample.txt"
TEXT = (
    "2019年4月3日 星期三 责编:王小明\n\n"
    "春耕🌾开镰\n长江农机赴仙桃\n晨报讯(记者李青)4月2日,长江农机股份有限公司(以下简称长江农机)在仙\n"
    "桃市举行2019春耕启动仪式,公司总经理赵大海出席。今年一季度,公司收入同比增长12.5%,约1.6亿元。\r\n\r\n"
    "图为仙桃市农机展台。(陈晨 摄)\n\n"
    "## 汉北大桥合龙\n4月1日,总经理赵大海说,“汉北\n大桥已经合龙。”当天长江农机也派人到场。\n"
)
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def span(quote: str, nth: int = 0) -> dict[str, Any]:
    """The place of a quote, the ``nth`` of its kind."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return {"start": start, "end": start + len(quote), "text": fold(quote)}


def entity(id: str, type: str, name: str, *mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "name": name, "aliases": [], "mentions": list(mentions), "positions": [], **more}


def argument(role: str, where: dict[str, Any], **target: str) -> dict[str, Any]:
    return {"role": role, **where, **target}


COMPANY = "长江农机股份有限公司"
SECOND = TEXT.index("汉北大桥合龙")
BRIDGE = entity("e6", "PROJECT", "汉北大桥", span("汉北大桥"), span("汉北\n大桥"))
ZHAO_POST = {"organization": None, "title": span("总经理")}


def page() -> dict[str, Any]:
    """The annotated page. The post of 赵大海 stands once; two references lead into the other article."""
    return {
        "source": NAME,
        "published": {"date": "2019-04-03", "origin": "masthead", "note": "left out"},
        "articles": [
            {
                "id": "a1",
                "start": TEXT.index("春耕"),
                "end": TEXT.index("\r\n\r\n"),
                "title": span("长江农机赴仙桃"),
                "kicker": span("春耕🌾开镰"),
                "byline": [{"name": "李青", "role": "记者", **{key: span("李青")[key] for key in ("start", "end")}}],
            },
            {"id": "a2", "start": SECOND, "end": len(TEXT) - 1, "title": span("汉北大桥合龙"), "subtitle": None},
        ],
        "entities": [
            entity("e1", "PERSON", "王小明", span("王小明")),
            entity("e2", "PERSON", "李青", span("李青"), positions=[_reporter()]),
            entity("e3", "ORG", COMPANY, span(COMPANY), *(span("长江农机", n) for n in (0, 2, 3))),
            entity("e4", "PLACE", "仙桃市", span("仙桃"), span("仙\n桃市"), span("仙桃市")),
            entity("e5", "PERSON", "赵大海", span("赵大海"), span("赵大海", 1), positions=[ZHAO_POST]),
            BRIDGE,
            entity("e7", "ACTIVITY", "2019春耕启动仪式", span("2019春耕启动仪式")),
            entity("e8", "PERSON", "陈晨", span("陈晨")),
        ],
        "times": [
            {"id": "t1", **span("4月2日"), "edtf": "2019-04-02"},
            {"id": "t2", **span("今年一季度"), "edtf": "2019-01/2019-03"},
            {"id": "t3", **span("4月1日"), "edtf": "2019-04-01"},
        ],
        "quantities": [
            {
                "id": "q1",
                **span("12.5%"),
                "low": "12.5",
                "high": "12.5",
                "unit": "%",
                "bound": "exact",
                "kind": "ratio",
            },
            {
                "id": "q2",
                **span("约1.6亿元"),
                "low": "160000000",
                "high": "160000000",
                "unit": "元",
                "bound": "about",
                "kind": "money",
            },
        ],
        "facts": [
            {
                "quantity": "q1",
                "indicator": span("公司收入"),
                "subject": "e3",
                "time": "t2",
                "change": "increase",
                "basis": "同比",
            },
            {
                "quantity": "q2",
                "indicator": span("公司收入"),
                "subject": "e6",
                "time": "t3",
                "change": None,
                "basis": None,
            },
        ],
        "events": [
            {
                "id": "v1",
                "type": "MEETING",
                "status": "done",
                "event": "h1",
                "trigger": span("举行"),
                "arguments": [
                    argument("time", span("4月2日"), time="t1"),
                    argument("host", span("长江农机股份有限公司"), entity="e3"),
                    argument("place", span("仙\n桃市"), entity="e4"),
                    argument("activity", span("2019春耕启动仪式"), entity="e7"),
                    argument("participant", span("赵大海"), entity="e5"),
                    argument("participant", span("公司总经理赵大海"), entity="e5"),
                    argument("participant", span("汉北大桥"), entity="e6"),
                ],
            },
            {
                "id": "v2",
                "type": "STATEMENT",
                "status": "done",
                "trigger": span("说"),
                "arguments": [
                    argument("speaker", span("赵大海", 1), entity="e5"),
                    argument("content", span("汉北\n大桥已经合龙")),
                ],
            },
            {"id": "v3", "type": "PROJECT_PROGRESS", "status": "done", "trigger": span("合龙"), "arguments": []},
        ],
    }


def _reporter() -> dict[str, Any]:
    return {"organization": span("晨报"), "title": span("记者")}


def records() -> list[GoldArticle]:
    """The records of the page: masthead, first article, caption, second article."""
    return cut_page(page(), TEXT, SHA256)[0]


def changed(record: GoldArticle, *path: str | int, value: Any) -> dict[str, Any]:
    """The record as plain data, with one value changed."""
    data = record.model_dump(mode="json")
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """All spans in plain data, at any depth."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for item in value.values():
            yield from spans_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_of(item)
