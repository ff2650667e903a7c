"""Where a body begins that was read together with what stands before it, and what is no body at all.

Chinese parts no words, so the last character of one may open the name of the next (在|鄂|全国重点实验室), and what
counts or points at a kind of body (首家, 4家) makes it none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from hbnews_ie.components.names.boundary import NATIONAL
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import heads, leading_places
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_list

__all__ = ["as_opened"]

_SIGNS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"  # of provinces
_NATIONAL = "全国|国家|中国|中央|中共|央企"


class _Opening(NamedTuple):
    """A stretch at the head of a name that does not belong to it, where ``before`` ends right before the name."""

    stretch: re.Pattern[str]
    before: re.Pattern[str] | None = None


_OPENINGS = (
    _Opening(
        re.compile("和(?=县[委政人公教纪法检卫水])"), re.compile("[^\n、,。;:“在到从由对向为省市]$")
    ),  # 院士|和|县委
    _Opening(re.compile(f"[{_SIGNS}](?={_NATIONAL})"), re.compile("[在驻]$")),
    _Opening(re.compile(f"[省市县区州](?={_NATIONAL})"), re.compile("[我全本]$")),
    _Opening(re.compile("(?:分别)?(?:还有|包括|以及|就是|既有|只有|即(?!墨))(?=[^会])")),
)
_WHOLE_REGION = re.compile(f"[\u4e00-\u9fff]{{2,4}}?地区(?={_NATIONAL})")  # 武汉地区|中国工程院
_ONE_OF_A_KIND = re.compile("(?:首[家个座批所]|唯一)")  # 郧县|首家院士专家工作站
_BUILT = re.compile("(?:新建|改扩建|扩建|改建)(?=[^的])")  # 茅箭区|新建|天津路第二小学
_HAS = re.compile(r"有\d+$")  # 武汉|有4|人当选
_COUNTED = re.compile("[\\d一二两三四五六七八九十百余多]+[个家所座]$")  # 7个|湖北实验室
# 7个|湖北实验室, but 5个北京大学毕业生
_ALLIANCES = ("联盟", "联合体")  # 12个|武汉都市圈产业联盟
_KINDS_COUNTED = read_list("kinds_counted")
_SUSPECT = re.compile(r"首|唯一|[新扩改]建|地区|有\d")  # without one of them nothing was read into a body
_LONGEST_BEFORE = 6
_ELECTED = re.compile("两院(?=院士)")  # of two academies, which are not named
_TASK = re.compile("工作|任务")
_CENTRE = "中心"  # …中心|工作: what stands in the centre of the work
# A级旅游景区, 全国省级博物馆: all of them
_CLASSES = re.compile(
    "(?:[0-9]?A+级?(?:以上)?(?:旅游)?景区|全国(?:省级|市级|国家级|各类)?(?:博物馆|医院|高校|大学|学校|企业|公司|图书馆|景区|工厂))"
)
_SERIES = re.compile("(?:长征|快舟|谷神星|力箭|引力|捷龙|双曲线|朱雀|天龙)[一二三四五六七八九十]{1,3}号")
_TAKES_ON = re.compile(
    "(?P<firm>[\u4e00-\u9fff()]{2,16}?(?:集团|公司|局|院|厂|所))"
    "(?:承接|承揽|承建|援建|代建|参建|承包|包揽|揽获|揽下|拿下|签下|接手|中标|竞得|投建|修建|兴建|拆除|勘察|监理)(?=.{4})"
)
_AIDED = re.compile("[疆藏](?<=援.)")
_VALENCE = re.compile("[一二三四五六七九双多]价疫苗")
_ONE = re.compile("[一两](?:型|款|种|枚|颗|台|艘)(?![\u4e00-\u9fff]?号)")  # 一型|常温液体火箭
_HOME_MADE = re.compile("(?:国产|进口|自研|首款|新款)(?=..)")
_CONTROLLING = re.compile("(?:重点)?控制性(?:节点)?工程(?=..)")
_VACCINE = "疫苗"
_WORKS = ("项目", "工程")
_NUMBER_TAG = "m"


def as_opened(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Return the names without what only seemed to open them, and without those that name a kind of thing."""
    return [part for name in names for part in _parts(view, name)]


def _parts(view: View, name: Mention) -> list[Mention]:
    text, start, end = view.text, name.start, name.end
    if name.type == "PRODUCT":
        if _VALENCE.fullmatch(text, start, end) or _ONE.match(text, start, end):
            return []
        kind = _HOME_MADE.match(text, start, end)
        if kind is not None:
            name, start = replace(name, start=kind.end()), kind.end()
        series = _SERIES.search(text, start + 1, end)
        if series is not None and text[start] not in "“":
            return [replace(name, start=series.start())]  # 八院|长征四号丙运载火箭
        return [] if _is_kind(view, name, (_VACCINE,), read_list("kinds_of_vaccines")) else [name]
    if name.type == "PROJECT":
        part = _CONTROLLING.search(text, start, end)
        if part is not None:
            return [replace(name, start=part.end())]  # 湖北段重点控制性工程|杨家湾隧道
        takes = _TAKES_ON.match(text, start, end)
        if takes is not None:  # 江城集团|承建|汉江大桥工程
            firm, works = takes.span("firm"), takes.end()
            return [replace(name, start=firm[0], end=firm[1], type="ORG"), replace(name, start=works)]
        return [] if _is_kind(view, name, _WORKS, read_list("kinds_of_works")) else [name]
    if _CLASSES.fullmatch(text, start, end):
        return []
    if name.type != "ORG":
        return [name]
    if _AIDED.match(text, start):
        return _place(name, start, start + 1)  # 援|疆|医疗队
    elected = _ELECTED.match(text, start)
    if elected is not None and elected.end() == end:
        return []
    if text[start] == "“" and text.endswith(_CENTRE, start, end) and _TASK.match(text, end):
        return []
    for opening in _OPENINGS:
        stretch = opening.stretch.match(text, start, end)
        if stretch and (opening.before is None or opening.before.search(text, max(0, start - _LONGEST_BEFORE), start)):
            rest = replace(name, start=stretch.end())
            # 在鄂|全国重点实验室: all of them
            return [] if text[rest.start : end] in heads() and text.startswith(NATIONAL, rest.start) else [rest]
    return _with_place(view, name)


def _is_kind(view: View, name: Mention, ends: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
    """Whether a name only tells of what kind something is: 七大|重点|项目, 灭活|疫苗."""
    text, words = view.text, view.words
    if not text.endswith(ends, name.start, name.end):
        return False
    indices = range(view.word_at[name.start], view.word_at[name.end - 1] + 1)
    return all(
        words.tags[index] == _NUMBER_TAG or text[words.starts[index] : words.ends[index]] in (*kinds, *ends)
        for index in indices
    )


def _with_place(view: View, name: Mention) -> list[Mention]:
    """Of a body that begins with a place, what else was read into it: a kind, a count, its building."""
    text, start, end = view.text, name.start, name.end
    counted = _COUNTED.search(text, max(0, start - _LONGEST_BEFORE), start) is not None
    if not counted and _SUSPECT.search(text, start, end) is None:
        return [name]
    edge = start + max((stop for _, stop in leading_places(text[start:end])), default=0)
    region = _WHOLE_REGION.match(text, start, end)
    if region is not None:
        return [*_place(name, start, region.end()), replace(name, start=region.end())]
    if edge == start:
        built = _BUILT.match(text, start, end)
        return [replace(name, start=built.end())] if built is not None else [name]
    of_kind = text[edge:end] in heads() and text.endswith(_KINDS_COUNTED, edge, end)
    of_many = counted and (of_kind or text.endswith(_ALLIANCES, edge, end))
    if of_many or _ONE_OF_A_KIND.match(text, edge) or _HAS.match(text, edge, end):
        return _place(name, start, edge)
    built = _BUILT.match(text, edge, end)
    return [name] if built is None else [*_place(name, start, edge), replace(name, start=built.end())]


def _place(name: Mention, start: int, end: int) -> list[Mention]:
    return [replace(name, start=start, end=end, type="PLACE")] if end > start else []
