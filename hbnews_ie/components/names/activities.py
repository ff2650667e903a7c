"""Meetings: sessions with a number, celebrations, and what stands back to back and is one.

世界互联网大会|乌镇峰会|开幕式 is one activity; a year, an ordinal, a place or the body that holds it may begin
the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, heads
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["NUMBER", "as_committees", "as_held", "as_signed", "find_meetings", "join_activities", "with_number"]

_NUMERAL = r"[一二三四五六七八九十百零〇\d]{1,4}"
NUMBER = rf"(?:\d{{4}}[-—~至]\d{{4}}(?:赛季|年度|学年)|\d{{4}}年?(?:度)?|第{_NUMERAL}[届次期轮]|首届)"
"""The year or ordinal in front of the name of a meeting, as the source of a pattern."""
_NUMBERS_BEFORE = re.compile(f"{NUMBER}+$")
_WORD = r"[^\W\d_]"
_OPENING = re.compile(rf"(?:\d{{4}}年?)?(?:第{_NUMERAL}|首)届[^\s,。;:!?、“”《》()的在于将被并了与和及]{{1,20}}$")
_SESSION = re.compile(
    rf"(?:第{_NUMERAL}[次届]{_WORD}{{0,6}}?|[省市区县州]?(?:首|第?{_NUMERAL})届{_WORD}{{0,12}}?第?{_NUMERAL}次{_WORD}{{0,3}}?)"
    "(?:(?:\\(扩大\\))?会议(?![室厅桌])|全会|会晤|峰会|例会|对话|磋商)"
)
_SESSION_SIGN = re.compile(r"次|届")
_HOLDERS = re.compile(
    r"(?:领导人|元首|总理|外长|部长|市长|成员国|国家|政府首脑|理事会|委员会|缔约方|联委会|非正式|级|高)+$"
)
_CELEBRATION_SIGN = re.compile("庆祝|纪念|贯彻")
_MOTTO_SIGN = re.compile(r"--|”[^“”\n]{2,22}活动|[”·:-]\d{4}|\d年?“|届“|[”·:-]第[^”]{1,4}届")
_ANNIVERSARY_SIGN = re.compile("周年|建城")
_COMMITTEE = re.compile("(?:组委会|执委会|筹委会|组织委员会|筹备委员会|常务委员会|常委会|主席团|秘书处)(?:办公室)?")
_FREE = r"[^\W\d_的了要被把将对向在从与和同及为愿]"  # no word of grammar stands in the name of a part
# What belongs to an activity or a body right behind its name: the type of the name, how it ends, and the part.
_PARTS = (
    ("ACTIVITY", "", _COMMITTEE),
    (
        "ORG",
        ("人大", "人民代表大会", "人大常委会", "人民代表大会常务委员会", "政协", "政治协商会议"),
        re.compile(f"(?!常务|有关|相关|各|等){_FREE}{{2,12}}?(?:工作)?委员会(?![主会议员])"),
    ),
    (
        "ORG",
        "局",
        re.compile(f"{_FREE}{{2,8}}?(?:(?:工作|推广|肥料|植保|监测|检疫|管理|服务)站|支队|大队|总站)(?![长员])"),
    ),
    (
        "ORG",
        "大学",
        re.compile(f"(?![校大学教师一二三]|图书|体育|学术|报告){_FREE}{{4,12}}?(?:研究院|研究所|研究中心)(?![长生士])"),
    ),
)
_SIGNING = ("签约仪式", "签字仪式", "签署仪式")
_CEREMONIES = (*_SIGNING, "揭牌仪式", "授牌仪式", "启动仪式", "成立仪式")
_AND = ("与", "和")
_JOINTLY = ("共建", "合作共建", "联合共建", "合作")
_UNVEILED = "揭牌暨"
_HOLDING = re.compile("(?:举行|举办|参加|出席|走进)了?$")
_MAX_HOLDING = 4
_IS_HELD = re.compile(
    r"(?:[今昨明]天|近日|日前|\d{1,2}月\d{1,2}日|\d{1,2}日)?(?:[上下]午)?(?:(?:分别)?在[^,。;:“”]{2,16}?)?(?:成功|正式|隆重)?"
    "(?:举行|举办|落幕|开幕|闭幕|收官)"
)
# 全省2024年一季度|重大项目|集中开工活动
_BEGUN_TOGETHER = re.compile(
    r"(?<![此本这该次])(?P<name>(?:全[国省市县区州](?:\d{4}年|今年)?(?:第?[一二三四]季度|[上下]半年|\d{1,2}月份?)?)?(?:重大|重点|亿元以上|产业|招商引资|招商|民生|水利|交通|工业){1,3}"
    r"项目集中(?:开工|签约|开竣工|投产|竣工)(?:活动|仪式))"
)
_TOGETHER = re.compile("集中")
_HELD = re.compile("举行|举办|召开|参加|出席|开展")


@cache
def _celebration() -> re.Pattern[str]:
    """A meeting by what it celebrates or studies."""
    return re.compile(
        r"(?:(?<!为)(?:隆重)?(?:庆祝|纪念)|(?:深入)?学习(?:宣传)?贯彻)"
        r"(?:党的|“[一二三四五六七八九十·]{1,5}”|[^\s,。;:!?、“”的在]){2,34}?"
        rf"(?:{alternation(read_list('festivities'))}|{alternation(read_list('studies'))})"
    )


@cache
def _anniversary() -> re.Pattern[str]:
    """A meeting by what is so many years old, without the body that is."""
    return re.compile(
        rf"(?:建[校院厂馆台社市县区州城交]|成立|创刊|创办|创建|开播|开馆|开园|通车|上线){{1,2}}{_NUMERAL}周?年"
        rf"[^\s,。;:!?、“”《》()的在将于]{{0,8}}?(?:{alternation(read_list('festivities'))}|活动)"
    )


@cache
def _anniversary_of_act() -> re.Pattern[str]:
    """A meeting by what happened so many years ago: 国际航线开通|35周年庆典."""
    return re.compile(
        rf"(?:(?:举行|举办|参加|出席)了?|^)(?P<name>[^\s,。;:!?、的在将于]{{6,40}}?{_NUMERAL}周年"
        rf"(?:{alternation(read_list('festivities'))}|庆典|纪念|庆祝){{1,2}}(?:活动)?)(?![\u4e00-\u9fff](?<![举在启圆落隆]))",
        re.MULTILINE,
    )


@cache
def _with_motto() -> re.Pattern[str]:
    """A meeting by its motto and its year or number.

    “聚力都市圈——2023…洽谈会”, “携手共进”2023…大会, 2025“…”经贸洽谈活动.
    """
    kinds = alternation({*(word for word, head in heads().items() if head.type == "ACTIVITY"), "活动"})
    plain, motto = r"[^\s,。;:!?“”《》()]", r"[^“”\n。;]{2,24}"
    number = rf"(?:\d{{4}}年?|第{_NUMERAL}届)"
    return re.compile(
        rf"“(?P<inside>{motto}{number}{plain}{{4,30}}?{kinds})(?=”)"
        rf"|“(?P<dashed>{motto}-{{1,2}}{plain}{{4,30}}?(?:{kinds}|展))(?=”)"
        rf"|(?P<before>“{motto}”{number}{plain}{{4,30}}?{kinds})(?=[在于将举和、,。;分成圆隆])"
        rf"|(?P<series>“{motto}”{plain}{{0,16}}?(?:推介|展演|对接|招商|主题){plain}{{0,6}}?活动)(?=[在于将举和、,。中期现上])"
        rf"|(?P<behind>{number}“{motto}”{plain}{{2,30}}?{kinds})(?=[在于将举和、,。;的期启开])"
    )


@cache
def _festive() -> re.Pattern[str]:
    """A meeting by the festival at which it is held."""
    festivals, kinds = "春节|新春|新年|元旦|元宵|端午|中秋|国庆|重阳", "电视|文艺|军民|戏曲|民族"
    return re.compile(f"(?:{festivals})节?(?:{kinds})?{alternation(read_list('festivities'))}")


@cache
def _purposeful() -> re.Pattern[str]:
    """A meeting by what it furthers, where it is held, where something is said at it, or of a whole province."""
    purpose, meeting = alternation(read_list("purposes")), alternation(read_list("gatherings"))
    return re.compile(
        rf"(?:{alternation(read_list('holding'))}[了的]?|(?<=会)[和、]|(?P<at>在)|(?P<whole>(?=全[国省市州县区])|(?<=[,\n])))"
        rf"(?P<name>(?:全[国省市州县区])?(?:深入|全面|进一步|加快)?{purpose}"
        rf"[^\s,。;:!?、“”《》()的在将为了对与和并]{{4,24}}?{meeting})"
        r"(?![\u4e00-\u9fff](?<![上暨和及并在召举]))(?(at)(?=上))(?(whole)(?=在|召开|举行))"
    )


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(alternation(read_list("purposes")))


def find_meetings(view: View, bodies: Mapping[int, int]) -> list[Mention]:
    """Find sessions by their number, with the body that meets, and meetings by what they celebrate, study or further.

    The meeting at which a body keeps an anniversary of its own bears its name; a festival gives its own to the party.

    ``bodies`` maps the end of each organisation known so far to its start.
    """
    owners = {**view.place_ending, **bodies}
    found = [
        Mention(start, match.end(), "ACTIVITY", "session")
        for match in view.scan(_SESSION, _SESSION_SIGN)
        if not _HELD.search(match.group())
        and not view.text.startswith("员", match.end())  # 国会议|员
        and ((start := _with_holder(view, bodies, match.start())) < match.start() or "届" in match.group())
    ]
    found += [
        Mention(*match.span(), "ACTIVITY", "celebration")
        for match in view.scan(_celebration(), _CELEBRATION_SIGN)
        if not _HELD.search(match.group())
    ]
    found += [
        Mention(with_number(view, match.start()), match.end(), "ACTIVITY", "festival")
        for match in _festive().finditer(view.text)
    ]
    found += [
        Mention(*match.span(match.lastgroup), "ACTIVITY", "with-motto")
        for match in view.scan(_with_motto(), _MOTTO_SIGN)
        if match.lastgroup and not _HELD.search(match[match.lastgroup])
    ]
    found += [
        Mention(owners[match.start()], match.end(), "ACTIVITY", "anniversary")
        for match in view.scan(_anniversary(), _ANNIVERSARY_SIGN)
        if match.start() in owners  # 江汉大学|建校50周年大会
    ]
    found += [
        Mention(*match.span("name"), "ACTIVITY", "anniversary")
        for match in view.scan(_anniversary_of_act(), _ANNIVERSARY_SIGN)
        if not _HELD.search(match["name"])
    ]
    found += [
        Mention(*match.span("name"), "ACTIVITY", "begun-together") for match in view.scan(_BEGUN_TOGETHER, _TOGETHER)
    ]
    found += [
        Mention(*match.span("name"), "ACTIVITY", "purpose")
        for match in view.scan(_purposeful(), _purpose())
        if not _HELD.search(match["name"])
    ]
    return found


def _with_holder(view: View, bodies: Mapping[int, int], start: int) -> int:
    """Take in who meets: 上海合作组织|成员国元首理事会|第二十五次会议."""
    if view.place_ending.get(start + 1, start) < start:
        start += 1  # 湖北省|第十四届…: the level belongs to the place
    holders = _HOLDERS.search(view.text, max(0, start - 16), start) if start not in bodies else None
    place = holders.start() if holders else start
    owner = bodies.get(place, view.place_ending.get(place))
    return start if owner is None else owner


def join_activities(view: View, bodies: Mapping[int, int], candidates: Iterable[Mention]) -> list[Mention]:
    """Join the candidates for activities that touch, and take in the place, year or ordinal before them.

    A meeting at which a body is unveiled bears its name: …实验室揭牌暨|第一次会议. ``bodies`` maps the end of each
    organisation known so far to its start.
    """
    spans = {(name.start, name.end) for name in candidates if name.type == "ACTIVITY"}
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        owner = bodies.get(start - len(_UNVEILED), start) if view.text.endswith(_UNVEILED, 0, start) else start
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif owner < start:
            joined.append((owner, end))
        else:
            joined.append((_with_place_and_number(view, start), end))
    return [Mention(start, end, "ACTIVITY", "joined-activity") for start, end in joined if (start, end) not in spans]


def as_committees(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Let a committee that an activity or assembly names be a body, and so the institute of a university.

    第四届亚洲残疾人运动会|组委会, 省人大常委会|预算工作委员会, 三峡大学|抽水蓄能发展研究院.
    """
    return [
        Mention(name.start, part.end(), "ORG", "committee") if (part := _part(view, name)) is not None else name
        for name in names
    ]


def _part(view: View, name: Mention) -> re.Match[str] | None:
    """What belongs to a body or activity, right behind its name."""
    for type_, ending, pattern in _PARTS:
        if name.type == type_ and view.text.endswith(ending, name.start, name.end):
            part = pattern.match(view.text, name.end)
            return part if part is not None and _is_one_name(view, *part.span()) else None
    return None


def _is_one_name(view: View, start: int, end: int) -> bool:
    """Whether no word that bounds names begins a stretch or stands in it: 江城大学|成立|碳汇研究院."""
    inside = range(view.word_at[start], view.word_at[end - 1] + 1)
    words = [view.text[view.words.starts[index] : view.words.ends[index]] for index in inside]
    return words[0] not in context_words("edge") and context_words("stop").isdisjoint(words)


def as_signed(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Let a ceremony bear the names of all who sign or found.

    信阳市与|长园科技集团战略合作签约仪式, 甲所和乙大学共建|联合实验室揭牌仪式.
    """
    kept: list[Mention] = []
    for name in sorted(names, key=lambda name: name.start):
        signers = _signers(view, kept, name)
        if signers:
            name = replace(name, start=kept[-signers].start)
            del kept[-signers:]
        kept.append(name)
    return kept


def _signers(view: View, names: Sequence[Mention], ceremony: Mention) -> int:
    """How many of the names before a ceremony are of those who hold it together."""
    if ceremony.type != "ACTIVITY" or not view.text.endswith(_CEREMONIES, ceremony.start, ceremony.end):
        return 0
    last = [name for name in names[-2:] if name.type in ("ORG", "PLACE")]
    gap = view.text[last[-1].end : ceremony.start] if last else ""
    if gap in _AND and view.text.endswith(_SIGNING, ceremony.start, ceremony.end):
        return 1
    return 2 if len(last) > 1 and gap in _JOINTLY and view.text[last[0].end : last[1].start] in _AND else 0


def as_held(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Let a campaign that is held somewhere be a meeting: “世界市长对话”活动|在天津举行."""
    return [
        replace(name, type="ACTIVITY") if name.type == "PROJECT" and _is_gathering(view, name) else name
        for name in names
    ]


def _is_gathering(view: View, name: Mention) -> bool:
    text = view.text[name.start : name.end]
    if "”" not in text or "系列" in text or not text.endswith("活动"):
        return False
    before = _HOLDING.search(view.text, max(0, name.start - _MAX_HOLDING), name.start)
    return before is not None or _IS_HELD.match(view.text, name.end) is not None


def _with_place_and_number(view: View, start: int) -> int:
    begin = with_number(view, view.place_ending.get(start, start))  # 里约|奥运会
    if begin != start:
        return begin
    opening = _OPENING.search(view.text, max(0, start - 24), start)
    return (
        start if opening is None or _HELD.search(opening.group()) or "会" in opening.group() else opening.start()
    )  # 第六届数字|福建创新峰会


def with_number(view: View, start: int) -> int:
    """Take the years and ordinals before a name into it (2023第六届|楚商大会)."""
    number = _NUMBERS_BEFORE.search(view.text, max(0, start - 16), start)
    return number.start() if number else start
