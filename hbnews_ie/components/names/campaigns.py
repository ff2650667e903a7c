"""Undertakings that everyday words name: campaigns by what sets them going, and works by what is done to them.

启动|打击网络谣言专项行动: behind a verb that launches, or before one, a phrase that ends in 行动 or 工程 is a name. A
line, bridge or port is a place where somebody is, and a project where it is built or goes into service (…大桥|合龙).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, is_public
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list

__all__ = [
    "as_listed_works",
    "as_owned",
    "as_works",
    "find_campaigns",
    "find_capacity_projects",
    "find_examples",
    "find_funded",
]

_WORKS_LIST = re.compile(
    r"(?:(?<=[,。;:\n])|^|(?:考察|参观|调研|察看|走访|看)了)(?:目前|现在|其中|如今|包括|建设|推进|除?加快|续建|实施|抓好)?"
    r"(?P<before>[^\s,。;:!?、“”()了]{3,16}(?:[、和][^\s,。;:!?、“”()了]{3,16}){1,8}?)"
    r"等(?:合作|重点|重大|签约|招商|产业|一批|在建|续建|\d{1,3}个){0,3}项目"
    r"|项目(?:主要)?(?:包括|有|为)(?P<behind>[^\s,。;:!?、“”()]{3,16}(?:[、和][^\s,。;:!?、“”()]{3,16}?){1,8}?)(?=等|[。;])",
    re.MULTILINE,
)
_LISTED_SIGN = re.compile("等[\u4e00-\u9fff\\d]{0,8}项目|项目(?:主要)?(?:包括|有|为)")
_ITEM = re.compile("[^、和]+")
_FIRMS = ("公司", "集团")
_SHORTEST_WORKS = 4
_WORKS_OF = "works-of-firm"
_OWN_WORKS = re.compile(
    r"(?![的在为将对向由与和等有是了把被从到获、,。投])[^\s,。;:!?、“”《》()的在将]{3,18}?(?:(?<!等)项目|产业园项目|产业园|工程)"
    r"(?![\u4e00-\u9fff]?[部师量款]|[经负管建]|[\u4e00-\u9fff]{0,2}公司)"
)
_LONGEST_OWNER = 8
_BY_CAPACITY = "capacity-project"
_PHRASE = r"[^\s,。;:!?“”《》()的在将与为了]"
_HEAD = r"(?:专项行动|专项整治行动|专项整治|攻坚战|(?<=[\u4e00-\u9fff]{4})(?:行动|工程|计划|专项活动))"
_ROUND = "(?:新一轮|(?:我国|全国|全省|全市)?首[个次轮]|第?[一二三四五六七八九十]轮|合作(?=打击|治理|保护)|复制推广)?"
_SIGN = re.compile("行动|工程|计划|专项|攻坚战")
_PURPOSE_TAGS = ("v", "vn")  # …能力|提升|工程: what the undertaking does, said before its kind
_PURPOSES = ("专项", "年", "攻坚", "百日")
_SHORTEST = 8
_ENTERED = re.compile(
    rf"(?:入选|入围|列入|纳入|获批|承担|申报|牵头)了?(?P<name>(?:国家|全国)(?!级|五年|[和与、])(?!{_PHRASE}{{0,12}}项目)"
    rf"{_PHRASE}{{5,20}}?(?:计划|专项|工程))(?![\u4e00-\u9fff]?[项个类师])"
)  # programmes of the state, by those who are admitted to them: 入选|全国农业品牌精品培育计划
_ENTERED_SIGN = re.compile("[选围入批担报头]了?[国全]")
_CAPACITY = re.compile(
    r"(?:(?:年产|日产|年处理|日处理|年加工)[约超近]?[\d.一二三四五六七八九十百千万亿]+[^\s\d,。;:!?、“”《》()的]{1,4}"
    r"|\d(?<![\d.].)[\d.]{0,8}[千百]?[万亿]?(?:吨|立方米|方|台|套|件|头|只|片)/?(?:每?[年日]|[ad]))"
    r"[^\s,。;:!?、“”《》()的个]{2,20}?(?:项目|工程)(?!部|师|量|建设|总投资|负责)"
)
_CAPACITY_SIGN = re.compile("年产|日产|年处理|日处理|年加工|[吨米方台套件头只片](?:/[年日ad]|每[年日])")
_POWER = re.compile(
    r"\d(?<![\d.].)[\d.]{0,8}[万亿]?(?:千瓦|兆瓦|吉瓦|[MG]W|千伏|千安|kV)(?:时|级)?[^\s\d,。;:!?、“”《》()的]{2,20}?"
    "(?:项目|工程|电站|风电场|变电站)(?!部|师|量|建设|总投资|负责)"
)
_POWER_SIGN = re.compile("瓦|[MG]W|千伏|kV")
_EXAMPLE = re.compile(
    rf"(?:(?<=[、,。;:\n])|^)(?P<name>{_PHRASE}{{5,20}}?(?:迁建|[改扩]建|改扩建|改造|治理|整治|修复|提升|扩能|技改|利用))"
    r"(?=等[^\s,。;:、]{0,10}(?:项目|工程))",
    re.MULTILINE,
)
_EXAMPLE_SIGN = re.compile("等[\u4e00-\u9fff]{0,10}(?:项目|工程)")
_FUNDED = re.compile(
    rf"投资[约近超]?[\d.]{{1,6}}[余多]?[千百]?[万亿]{{1,2}}(?:元|美元|欧元|港元)的(?!\d)(?P<name>{_PHRASE}{{4,26}}?项目)(?![组部经负])"
)
_FUNDED_SIGN = re.compile("元的")
_SITES = read_list("sites")
_OWNED = ("项目", "工程")
_TELLING = 4  # characters of the end of a name
_SITE_TYPES = ("PLACE", "PROJECT")
_OWN_WORD = re.compile("[的、,。;:()\n]([\u4e00-\u9fff]{3,6})$")
_MAX_OWN_WORD = 8
_COUNTED = re.compile(r"\d|[一二三四五六七八九十百千万几多各]{1,4}[项个批大]|系列|相关|重大|重点|一批")
_LONGEST_WORKS = 4  # characters of a word that ends the name of works
_LONGEST_BUILD = 8
_PART = re.compile(r"\([\u4e00-\u9fff]{1,8}[段期线]\)|[一二三四五六\d]期(?:工程|项目)?")
# 机场|开通|航线: what opens something else is no works itself.
_ALONE = "(?!(?:开通|启用|建成|架设|打通)了?(?![后以仪并通投运试于前在营使正成将使])[\u4e00-\u9fff])"
_AT = ("在", "位于", "落户", "落户于", "入驻", "走进")
_SECTION = re.compile(
    r"(?!分|共)(?:(?:[\u4e00-\u9fff]\([\u4e00-\u9fff]{1,2}\)){2}|[\u4e00-\u9fff]{2,4}(?:至|—|-{1,2})[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,3})?(?:[东南西北中]?段|[东南西北]延[线段])(?![落位子时])"
)
_STAGE = re.compile(r"第?[一二三四五六]期(?:工程|项目)?(?![间货刊])")
_ROUTES = read_list("routes")
_BETWEEN = re.compile("的(?:时间|距离|里程|车程|路程|用时)")  # 将武汉至|大广高速|的时间缩短
_BEGINNING = re.compile(r"(?:^|[的,。;:“\s])([\u4e00-\u9fff]{2,4})至$", re.MULTILINE)
_LONGEST_BEGINNING = 6
_WAY = re.compile(
    r"(?:[货客]运|快速|高速|城际|疏港|旅游|专用|[一二三]级|跨[江海]|特高压|[直交]流|输[电气油水]|天然气|成品油|±?\d{3,4}千伏){0,4}"
    "(?:通道|公路|铁路|高铁|快速路|专线|支线|联络线|连接线|快线|管道|输电线路|输变电工程)(?:工程|项目)?(?![运里客货])"
)
_WITH_STAGES = read_list("built_in_stages")


@cache
def _launched() -> re.Pattern[str]:
    launch = alternation(context_words("launch"))
    return re.compile(
        rf"{launch}{{1,2}}了?(?:为期[^,。;的]{{1,8}}的)?{_ROUND}"
        rf"(?P<name>{_PHRASE}{{4,24}}?{_HEAD})(?![\u4e00-\u9fff]?[项个师])"
    )


@cache
def _starting() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[\s,。;:!?])){_ROUND}(?P<name>{_PHRASE}{{6,26}}?{_HEAD})"
        rf"(?={alternation(context_words('course'))}{{0,3}}(?:启动|展开|实施|开展))"
    )


@cache
def _is_built() -> re.Pattern[str]:
    """What is said of works that are built or go into service, right behind their name."""
    course, built = alternation(context_words("course")), alternation(context_words("built"))
    side = r"(?:[左右双]线|左右线|全线|主线|主桥|主塔|主体(?:工程|结构)?|(?:控制|关键|先导)性工程)?"
    number = r"[\d一二三四五六七八九十]{1,3}"
    year, part = r"(?:[今明后去]年|\d{4}年)", "(?:[底初末中]|[上中下]旬)?"
    when = rf"于?{year}?{number}月(?:{number}日|{part})|于?{number}日|于?{year}{part}|{number}天"
    return re.compile(rf"{side}(?:{course}|{when}){{0,4}}(?:{_ALONE}(?:{built})|累计完成投资)")


@cache
def _builds() -> re.Pattern[str]:
    return re.compile(rf"{alternation(context_words('builds'))}(?:了|的|了?一[座个条处家期])?$")


def find_campaigns(view: View) -> list[Mention]:
    """Find campaigns and programmes of public policy that no quotation marks, by the verb that launches them."""
    return [
        Mention(*match.span("name"), "PROJECT", "campaign")
        for pattern in (_launched(), _starting())
        for match in view.scan(pattern, _SIGN)
        if _is_campaign(view, *match.span("name"))
    ] + [Mention(*match.span("name"), "PROJECT", "programme") for match in view.scan(_ENTERED, _ENTERED_SIGN)]


def find_examples(view: View) -> list[Mention]:
    """Find works named by what is done at a place, as examples of projects: 远安县中医院迁建|等民生项目."""
    return [
        Mention(*match.span("name"), "PROJECT", "example")
        for match in view.scan(_EXAMPLE, _EXAMPLE_SIGN)
        if match.start("name") in view.place_starts
    ]


def find_funded(view: View) -> list[Mention]:
    """Find works by what they cost: 投资26亿元的|城市商业中心项目."""
    return [Mention(*match.span("name"), "PROJECT", "funded") for match in view.scan(_FUNDED, _FUNDED_SIGN)]


def as_listed_works(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Let all that a list of projects names be projects, if one of them is by its form.

    青菱产业园、望湖增材制造等|项目, 推出的项目|包括长江稻作小镇、百果汇.
    """
    names = list(names)
    for match in view.scan(_WORKS_LIST, _LISTED_SIGN):
        items = [item.span() for item in _ITEM.finditer(view.text, *match.span(match.lastgroup or 0))]
        named = {(name.start, name.end): name for name in names}
        formed = [view.text.endswith(read_list("forms_of_works"), *item) for item in items]
        whole = all(view.edges[start] and view.edges[end] for start, end in items)
        if any(formed) and whole and all(end - start >= _SHORTEST_WORKS for start, end in items):
            taken = {at for item in items for at in range(*item)}
            firms = {item for item in items if item in named and view.text.endswith(_FIRMS, *item)}
            names = [n for n in names if (n.start, n.end) in firms or taken.isdisjoint(range(n.start, n.end))]
            names += [Mention(*item, "PROJECT", "listed-works") for item in items if item not in firms]
    return sorted(names, key=lambda name: name.start)


def find_capacity_projects(view: View, bodies: Mapping[int, int]) -> list[Mention]:
    """Find projects named by what they will make, with who owns them or where they are.

    江城公司|年产10万吨磷酸铁锂项目, 吴江|300兆瓦储能电站.

    ``bodies`` maps the end of each organisation known so far to its start.
    """
    spans = [match.span() for match in view.scan(_CAPACITY, _CAPACITY_SIGN)]
    found = [(bodies.get(start, _with_owner(view, start)), end) for start, end in spans]
    plants = (match.span() for match in view.scan(_POWER, _POWER_SIGN))
    found += [(bodies.get(start, _with_places(view, start)), end) for start, end in plants]
    owned = {start for start, _ in spans}
    return [
        Mention(start, end, "PROJECT", _BY_CAPACITY)
        for start, end in found
        if start in owned or not view.text[start].isdigit()
    ]


def _with_owner(view: View, start: int) -> int:
    """Take in the places right before, or what hardly anything but a firm is called there: 德风广行|年产…项目."""
    unknown = _OWN_WORD.search(view.text, max(0, start - _MAX_OWN_WORD), start)
    if unknown is not None and view.is_unknown(*unknown.span(1)):
        return unknown.start(1)
    return _with_places(view, start)


def _with_places(view: View, start: int) -> int:
    """Take in the places right before: 江西|樟树|300兆瓦储能电站."""
    while (larger := view.larger_place(start)) is not None:
        start = larger
    return start


def _is_campaign(view: View, start: int, end: int) -> bool:
    text, words = view.text[start:end], view.words
    if len(text) < _SHORTEST or _COUNTED.match(text) or not view.edges[start]:
        return False
    if "专项" in text[-6:] or text.endswith("攻坚战"):
        return True
    return words.tags[view.word_at[end - 3]] in _PURPOSE_TAGS or text.endswith(_PURPOSES, 0, -2)


def as_works(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Let a place that is built, or goes into service, be a project, with the section or stage named behind it.

    It is one wherever the text names it.
    """
    read = [_as_works(view, name) if _may_be_works(view, name) else name for name in _with_both_ends(view, names)]
    built = tuple({view.text[name.start : name.end] for name in read if name.type == "PROJECT"})
    one_of_them = (name.type == "PLACE" and _is_one_of(built, view.text[name.start : name.end]) for name in read)
    return [replace(name, type="PROJECT") if is_one else name for name, is_one in zip(read, one_of_them, strict=True)]


def _is_one_of(works: Sequence[str], name: str) -> bool:
    """Whether a name is that of works, or its end behind their place: 后坪镇|天池特大桥."""
    ends = (work[: -len(name)] for work in works if work.endswith(name)) if len(name) >= _TELLING else ()
    return name in works or any(not end.endswith("至") for end in ends)  # but 三江港至|花湖机场


def as_owned(view: View, names: Sequence[Mention]) -> list[Mention]:
    """Let a plant by its capacity, or a site, bear the name of the firm before it, however that was found.

    江城新材|年产…项目, 江城新材|武汉基地.
    """
    names = [_with_works(view, name, names) for name in names]
    inside = {at for name in names if name.rule == _WORKS_OF for at in range(name.start, name.end)}
    names = [name for name in names if name.rule == _WORKS_OF or name.start not in inside]
    owners = {name.end: name for name in names if name.type == "ORG"}
    owned = {
        name: owners[name.start] for name in names if name.start in owners and _is_owned(view, name, owners[name.start])
    }
    lost = set(owned.values())
    return [replace(name, start=owned[name].start) if name in owned else name for name in names if name not in lost]


def _with_works(view: View, name: Mention, names: Sequence[Mention]) -> Mention:
    """The works that a firm's name opens, however the firm was found: 诺维高新|重组蛋白类药物项目."""
    works = _OWN_WORKS.match(view.text, name.end) if name.type == "ORG" else None
    if works is None or is_public(view.text[name.start : name.end]) or name.end - name.start > _LONGEST_OWNER:
        return name
    words = range(view.word_at[name.end], view.word_at[works.end() - 1] + 1)
    verbs = any(view.words.tags[index].startswith(("v", "d", "p", "r", "m")) for index in words)
    stops = {view.text[view.words.starts[index] : view.words.ends[index]] for index in words} & context_words("stop")
    crossed = any(other.start < works.end() < other.end for other in names)
    plain = verbs or stops or crossed or not view.edges[works.end()]  # 江城集团|中标|江汉铁路项目
    return name if plain else Mention(name.start, works.end(), "PROJECT", _WORKS_OF)


def _is_owned(view: View, name: Mention, owner: Mention) -> bool:
    """Whether works or a site bear the name of the body before them: a firm's, not of an office of the state."""
    if name.rule == _BY_CAPACITY or (name.type in _SITE_TYPES and view.text.endswith(_SITES, name.start, name.end)):
        return True
    works = name.type == "PROJECT" and view.text.endswith(_OWNED, name.start, name.end) and view.text[name.start] != "“"
    return works and not is_public(view.text[owner.start : owner.end])


def _with_both_ends(view: View, names: Iterable[Mention]) -> Iterator[Mention]:
    """Join a road or pipe to the place where it begins, known or not: 宣恩|至|鹤峰高速公路, 兴山|至|宜昌|公路."""
    before: Mention | None = None
    for name in sorted(names, key=lambda name: name.start):
        line = _line_at(view, name)
        if line is not None:
            known = before is not None and before.type == "PLACE" and view.text[before.end : name.start] == "至"
            begins = _BEGINNING.search(view.text, max(0, name.start - _LONGEST_BEGINNING), name.start)
            if before is not None and known:
                name, before = replace(line, start=before.start), None
            elif (
                begins is not None
                and (before is None or before.end <= begins.start(1))
                and not any(view.words.tags[view.word_at[at]].startswith("v") for at in range(*begins.span(1)))
            ):
                name = replace(line, start=begins.start(1))
            elif line.end == name.end or "至" in view.text[name.start : name.end]:
                name = line
        if before is not None:
            yield before
        before = name
    if before is not None:
        yield before


def _line_at(view: View, name: Mention) -> Mention | None:
    """The road, railway or pipe that a name is, or that a place would end: 宜昌高速铁路, 宜昌|一级公路."""
    if name.type not in _SITE_TYPES:
        return None
    if view.text.endswith(_ROUTES, name.start, name.end):
        return None if _BETWEEN.match(view.text, name.end) else name
    way = _WAY.match(view.text, name.end)
    return replace(name, end=way.end(), type="PROJECT") if way is not None and view.edges[way.end()] else None


def _may_be_works(view: View, name: Mention) -> bool:
    if name.type not in ("PLACE", "PROJECT"):
        return False
    if view.text.endswith(_WITH_STAGES, name.start, name.end) and _STAGE.match(view.text, name.end):
        return True
    works = context_words("works")
    return any(view.text[name.end - size : name.end] in works for size in range(1, _LONGEST_WORKS + 1))


def _section(view: View, name: Mention) -> re.Match[str] | None:
    """The section of a road or railway that is told behind its name: 武深高速|嘉鱼至通城段, …高速公路|孝感南段."""
    is_line = view.text.endswith((*_ROUTES, "号线", "环线", "城际"), name.start, name.end)
    return _SECTION.match(view.text, name.end) if is_line else None


def _as_works(view: View, name: Mention) -> Mention:
    if name.type == "PLACE" and view.text.endswith(_AT, 0, name.start):
        return name  # 在|…产业园|开工: something else is begun there
    part = _PART.match(view.text, name.end) or _section(view, name)
    end = part.end() if part else name.end
    if (
        name.type == "PROJECT"
        or part is not None
        or _is_built().match(view.text, end)
        or _builds().search(view.text, max(0, name.start - _LONGEST_BUILD), name.start)
    ):
        return replace(name, end=end, type="PROJECT")
    return name
