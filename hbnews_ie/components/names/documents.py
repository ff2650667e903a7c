"""Documents that no title marks enclose, by the verb that issues them: 出台|优化营商环境工作方案."""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.names.view import View
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["find_issued"]

_PHRASE = r"[^\s,。;:!?“”《》()的在将为了、\d]"
_QUOTED = r"(?:“[^“”\n,。;]{1,12}”)?"
_YEAR = r"(?:\d{4}年)?"
_SIGN = re.compile("条例|方案|计划|规划|办法|规范|[蓝白]皮书|框架协议")
_OPENING = re.compile(
    "(?:我[省市区县国]|新一轮|[首各多](?:个|批|项|部|类|地)|实施|相关|有关|地方|一[批份项]|系列|全套)+"
)
_TWO = re.compile("(?:方案|预案|办法|规划|计划|条例|制度)[和及与]")  # 应急预案和|工作方案
_SHORTEST = 7


@cache
def _issued() -> tuple[re.Pattern[str], ...]:
    kinds = alternation(read_list("issued_documents"))
    name = rf"(?P<name>{_YEAR}{_PHRASE}{{2,26}}?{_QUOTED}{_PHRASE}{{0,12}}?{kinds})"
    return (
        re.compile(rf"{alternation(read_list('issuing'))}[了过]?{name}(?=[,。;:、等和及]|$)", re.MULTILINE),
        re.compile(
            rf"(?:^|(?<=[\s,。;:])){name}(?=也?(?:正式|近日|日前|今[天日]|昨[天日]|同时|已经?)?(?:完成)?"
            r"(?:发布|印发|出台|公布|施行|签署|签订|获批|启动|发行))",
            re.MULTILINE,
        ),
    )


def find_issued(view: View) -> list[Mention]:
    """Find laws, plans and agreements that are drawn up, issued or signed, named at some length."""
    return [
        Mention(start, match.end("name"), "DOCUMENT", "issued")
        for pattern in _issued()
        for match in view.scan(pattern, _SIGN)
        if (start := _start(view, match)) is not None
    ]


def _start(view: View, match: re.Match[str]) -> int | None:
    """Where the name begins behind what only says whose or which it is; None for a mere kind of document."""
    start, end = match.span("name")
    opening = _OPENING.match(view.text, start, end)
    begin = opening.end() if opening else start
    is_name = end - begin >= _SHORTEST and view.edges[begin] and not _TWO.search(view.text, begin, end)
    return begin if is_name else None
