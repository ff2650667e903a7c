"""Names by the list they stand in: organisations that a class noun closes (格力、长虹、智米等企业), and persons.

Of a list of persons, what stands between two of them, or closes it, is a person too, however rare the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hbnews_ie.components.names.boundary import LEVELS
from hbnews_ie.components.names.persons import begins_name
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, heads
from hbnews_ie.layers import Mention

__all__ = ["as_listed_persons", "find_listed"]

_CLOSING = re.compile(
    r"等(?<=[^\n,。;:!?、]等)(?:\d{1,4}[余多]?家)?[^\n,。;:!?、给向对为在\d]{0,10}?(?:企业|公司|厂商|巨头|车企|药企|机构|单位|客户)"
)
_BORDER = re.compile(r"[\n,。;:!?“”()《》的]")
_MAX_LIST = 160
_INTRODUCTION = re.compile(
    r"^.*(?:包括|引进|引入|吸引|培育出|孵化出|培育|孵化|汇聚了|聚集了|汇聚|集聚了|集聚|联合|走进|来到|走访|参观|考察|调研|邀请|组织|"
    r"携手|授予|表彰|奖励|慰问|命名|认定|看望|招引|服务|带动|支持|对接|在|到|从|由|对|向|有|如|与|和|为|了)"
)
_NEXT_PERSON = re.compile(
    "、(?P<name>[\u4e00-\u9fff]{2,3}?)(?=[、,。;]|等(?!级)|走进|出席|参加|参会|到会|陪同|主持|分别)"
)
# The last character of a given name before a sign, as far as it is none that stands there as a verb or particle.
_LAST = re.compile(
    "[\u4e00-\u9fff](?<![说称道讲谈问答指笑叹等去来到在任为是有与及跟同由向对将被把让给请赴率携陪随也都又再还已均则曾未不便就并仍共代兼原前家院部队县市摄报编译文图著唱奏饰演绘胜负边先早晚日发传射讯])(?=[、,;。)]|一行|等(?![级于]))"
)
_SIZE = 2  # characters of the shorter names


def as_listed_persons(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Return the names with the persons that a list of persons holds beside those found, each with all its characters.

    李先仁、|谷木|、余秋成; 主任赵安|正|,; 叶剑平、张治|和|,.
    """
    kept: list[Mention] = []
    following = sorted(names, key=lambda name: name.start)
    for number, name in enumerate(following):
        after = following[number + 1].start if number + 1 < len(following) else len(view.text)
        if name.type == "PERSON":
            name = _with_last(view, name, kept, after)
        kept.append(name)
        then = following[number + 1].type if number + 1 < len(following) else ""
        while kept[-1].type == "PERSON" and (person := _next_person(view, kept[-1].end, after, then)) is not None:
            kept.append(person)
    return kept


def _with_last(view: View, name: Mention, before: list[Mention], limit: int) -> Mention:
    """A person behind a title or another person, up to the sign that follows."""
    listed = bool(before) and before[-1].type == "PERSON" and view.text[before[-1].end : name.start] == "、"
    clear = listed or name.start in view.title_ends
    last = _LAST.match(view.text, name.end, limit) if clear and name.end - name.start == _SIZE else None
    return replace(name, end=last.end()) if last is not None else name


def _next_person(view: View, end: int, limit: int, then: str) -> Mention | None:
    """The person that a list goes on with behind one, where nothing was found up to ``limit``.

    A word of the dictionary may be one if a person follows it, too, as the type ``then`` tells: 李先仁、|何其|、余秋成.
    """
    found = _NEXT_PERSON.match(view.text, end, limit + 1)
    if found is None or found.end("name") > limit or not begins_name(found["name"][0]):
        return None
    start, stop = found.span("name")
    tag = view.words.tags[view.word_at[start]]
    word = view.words.starts[view.word_at[start]] == start and view.words.ends[view.word_at[start]] == stop
    between = then == "PERSON" and view.text[stop:limit] == "、" and not tag.startswith(("n", "v"))
    common = word and not tag.startswith("nr") and not between
    titled = not view.title_starts.isdisjoint(range(start, stop))
    return None if common or titled else Mention(start, stop, "PERSON", "listed-person")


def find_listed(view: View) -> list[Mention]:
    """Find short names of organisations by the list they stand in."""
    found: list[Mention] = []
    for match in _CLOSING.finditer(view.text):
        start = _list_start(view.text, match.start())
        items = view.text[start : match.start()].split("、")
        if len(items) == 1:
            continue
        for number, item in enumerate(items):
            lead = _INTRODUCTION.match(item) if number == 0 else None
            begin, end = start + (lead.end() if lead else 0), start + len(item)
            if _is_name(view, begin, end):
                found.append(Mention(begin, end, "ORG", "listed-organization"))
            start = end + 1
    return found


def _list_start(text: str, end: int) -> int:
    """Where the clause begins that a list ends."""
    floor = max(0, end - _MAX_LIST)
    border = 0
    for border_sign in _BORDER.finditer(text, floor, end):
        border = border_sign.end()
    return max(floor, border)


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether an item is more than everyday words."""
    if not 2 <= end - start <= 8 or view.text[end - 1] in LEVELS or not (view.edges[start] and view.edges[end]):
        return False
    words, at = view.words, view.word_at
    indices = range(at[start], at[end - 1] + 1)
    loose = sum(words.ends[index] - words.starts[index] == 1 for index in indices)
    named = any(words.tags[index].startswith(("nz", "nr", "eng")) for index in indices)
    plain = all(view.text[words.starts[index] : words.ends[index]] in context_words("plain") for index in indices)
    last = heads().get(view.text[words.starts[at[end - 1]] : end])
    firm = len(indices) > 1 and last is not None and last.type == "ORG"  # 远图|集团
    return (loose >= 2 or named or firm) and not plain
