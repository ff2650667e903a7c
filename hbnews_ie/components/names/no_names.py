"""What ends like a name and is none: halves of words, kinds of things, what is counted, classed or quoted already."""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.names.boundary import LEVELS, Modifiers
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import FIRM_ENDS, Head, context_words, known_names
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["INNER_BODIES", "ends_a_name", "is_class", "is_counted", "is_praised", "opens_post", "repeats_quotation"]

_PLANS = re.compile(
    r"\d{1,2}[月日年]|[今明后]年|年内|年底|[上下]个?[月周]|近期|在(?!内)|到(?=\d)|前往|投资|建设|用(?=\d)"
)
_AFTER_HEAD = {
    "中心": "城区",
    "大学": "生",
    "学院": "士",
    "中学": "生",
    "小学": "生",
    "银行": "业卡",
    "科": "创技学研",
    "公司": "法",
    "工程": "师专学系",
    "高速路": "基面网",
    "计划": "于",
}
INNER_BODIES = read_list("inner_bodies")
_INNER_POSTS = read_list("inner_posts")
_IN_CHARGE = ("负责人", "主管")
_LEADING = read_list("leading")
_OWNERS = LEVELS | {"中"}  # 省|纪委, 中|纪委
_PLAIN = tuple("老新大小本全各")
# What before a head makes it a class: 城镇老旧|小区, 城乡居民医保|基金, 百年老|厂, 全资子|公司.
_CLASSED = {
    "小区": ("老旧",),
    "基金": ("医保", "社保", "养老", "保险", "公积", "维修"),
    "厂": _PLAIN,
    "店": _PLAIN,
    "公司": (*"子孙母分", "上市", "沪市", "深市", "跨国", "国有", "民营", "外资", "央企", "保险"),
    "景区": ("A级",),
    "医院": ("县级", "市级", "省级", "乡镇", "三甲", "三级", "二级", "基层", "定点", "公立", "民营"),
}
# 20个|零碳园区
_COUNT = re.compile(r"(?:[2-9]|\d\d|[两二三四五六七八九十百千万亿多几])[个座家项条所处场届次支]$")
_MAX_COUNT = 3
_SETS = re.compile("\\d[台套][\u4e00-\u9fff]{0,4}$")
_MAX_SETS = 6
_ONE = ("一座", "一个", "一家", "一处", "一所", "1座", "1个", "1家", "1处", "1所")  # 建成一座|冷链加工中心
_UNDERTAKEN = ("PROJECT", "PLACE", "PRODUCT")
_FIRST = re.compile(r"(?:首[个座条家台批艘]|最[大长高]的?|第[一二三]大?|唯一一?[个座条]?)$")
_MAX_FIRST = 5
_LARGEST = ("最大的", "最长的", "最高的", "最早的")
_ROUNDS = re.compile(r"\d{1,4}(?:余|多)?[场个项](?![次地所])")
_BUILT = re.compile("建设|新建|打造|建成")
_CLASSIFIERS = frozenset(read_list("classifiers"))
_CLOSED = ("计划”", "工程”", "行动”", "项目”")
_PLANNED = re.compile("“([^“”\n,。;]{2,14})”(?:规划|倡议)?(?:重点|重大|合作|框架|沿线|标志性){0,3}$")
_MAX_PLAN = 26
_BARE = 2  # characters of 项目 and 工程
_AMOUNTS = ("数量", "总数", "总量", "数目")
_PERIOD = re.compile("十[一二三四五六]五")


def ends_a_name(view: View, start: int, end: int, head: Head) -> bool:
    """A head ends a name only where it is, or ends, a noun (大学|生 is no university, 格局 no bureau)."""
    text, words = view.text, view.words
    after = text[end : end + 1]
    if after and (after in _AFTER_HEAD.get(head.word, "") or (after == "长" and end not in view.title_starts)):
        return False
    if is_praised(text, end) or (text[start - 1 : start] == "最" and not view.edges[start]):
        return False  # 最|大坝|高: the greatest height of a dam
    if text[start - 1 : start] == "全" and words.starts[view.word_at[start - 1]] == start - 1 and len(head.word) < 3:
        return False  # 十一月份全|公司
    if head.word == "项目" and text.startswith(_IN_CHARGE, end) and text.endswith(FIRM_ENDS, 0, start):
        return False  # …公司|项目负责人
    if head.word == "项目" and text.startswith(_LEADING, end):
        return False  # 江城二局|项目总工程师
    if text.startswith(_AMOUNTS, end):
        return False  # 全市|博物馆|数量
    if after == "议" and head.word[-1] == "会":
        return False  # 总结|会议
    if head.word == "计划" and _PLANS.match(text, end):
        return False  # “海问一号”|计划8月前往南海
    if head.word in INNER_BODIES and opens_post(text, start, end):
        return False  # …大学|党委书记: the post is one of the university
    if head.word == "所" and after and words.tags[view.word_at[end]].startswith("v"):
        return False  # …公司所|持
    if text.endswith(_CLASSED.get(head.word, ()), 0, start):
        return False
    index = view.word_at[end - 1]
    if words.ends[index] != end and len(head.word) < 3 and end not in view.title_starts:
        return False
    if words.starts[index] >= start:
        return True
    if text[words.starts[index] : end] in context_words("nohead"):
        return False
    return len(head.word) > 1 or words.tags[index].startswith(("n", "j", "l"))


@cache
def _praise() -> re.Pattern[str]:
    return re.compile(rf"”[新金]?(?:亮丽|闪亮)?{alternation(read_list('praises'))}")


def is_praised(text: str, end: int) -> bool:
    """Whether what ends here in quotation marks is a saying by what is said of it: 亮出“云钢智造|”新名片."""
    return _praise().match(text, end) is not None


def opens_post(text: str, start: int, end: int) -> bool:
    """Whether a committee or board opens a post of the body that it is part of: …大学|党委|书记, but 镇党委|书记."""
    return text.startswith(_INNER_POSTS, end) and text[start - 1 : start] not in _OWNERS


def is_counted(view: View, begin: int, head_start: int, modifiers: Modifiers, head: Head) -> bool:
    """Whether a number counts what would be a name: 9|家小厂, 单台汽车, 6场|专题论坛.

    Of a mere kind of thing there may be many, or a first: 20个|零碳园区, 我国首个|深水气田项目.
    """
    if _is_kind(modifiers) and _COUNT.search(view.text, max(0, begin - _MAX_COUNT), begin):
        return True
    if head.type == "PROJECT" and _SETS.search(view.text, max(0, begin - _MAX_SETS), begin):
        return True  # 32台成像|大气切伦科夫望远镜
    if head.type == "ORG" and _is_kind(modifiers) and view.text.endswith(_ONE, 0, begin):
        return True  # 建成一座|冷链加工中心
    if head.word == "工厂" and not modifiers.place and _BUILT.search(view.text, max(0, begin - 2), head_start):
        return True  # 建设|智能家电工厂
    if head.type == "ORG" and _is_kind(modifiers) and view.text.endswith(_LARGEST, 0, begin):
        return True  # 国内最大的|锂电池工厂
    if head.type in _UNDERTAKEN and _is_kind(modifiers) and _FIRST.search(view.text, max(0, begin - _MAX_FIRST), begin):
        return True
    if head.type == "ACTIVITY" and _ROUNDS.search(view.text, begin, head_start):
        return True
    if view.text[begin] == "单":
        return view.text[begin + 1] in _CLASSIFIERS
    return begin > 0 and view.text[begin] in _CLASSIFIERS and view.text[begin - 1].isdigit()


def _is_kind(modifiers: Modifiers) -> bool:
    """Whether neither a place, a body nor a quotation tells a thing from others of its kind."""
    return not (modifiers.place or modifiers.body or any(word[0] in "“(" for word in modifiers.words))


def repeats_quotation(view: View, start: int, head: Head) -> bool:
    """“…升级项目”项目, “百花计划”改革: the quotation is the name."""
    if view.text.endswith(head.word + "”", 0, start):
        return True
    return head.type == "PROJECT" and view.text.endswith(_CLOSED, 0, start)


def is_class(view: View, start: int, head: Head) -> bool:
    """Whether undertakings are classed: 重点|项目, and those under a plan with a name of its own: “一带一路”项目."""
    text = view.text
    if len(head.word) == _BARE and text.endswith(read_list("classes_of_works"), 0, start):
        return True
    quoted = _PLANNED.search(text, max(0, start - _MAX_PLAN), start)
    if quoted is None or (quoted.end() == quoted.end(1) + 1 and head.word != "项目"):
        return False  # “东数西算”工程
    return quoted[1] in known_names() or _PERIOD.fullmatch(quoted[1]) is not None
