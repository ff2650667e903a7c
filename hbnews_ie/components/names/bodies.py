"""Organisations by standing name, and the committees and governments of places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import FIRM_ENDS, TOWNSHIPS, is_brand, place_kinds
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list

__all__ = [
    "find_centre",
    "find_founded",
    "find_known",
    "find_public_bodies",
    "find_schools",
    "find_teams",
    "find_units",
    "find_unveiled",
]

_BODY = re.compile(
    r"(?:党工委|党委|工委|管委会|管委|委(?!员会|托|派|任|屈|婉|身|内|以|会)|人大常委会|人大|政协|人民政府|政府|纪委监委|纪委|监委)"
    r"(?:办公厅|办公室|组织部|宣传部|统战部|政法委|研究室)?"
)
_FOREIGN_BODY = re.compile(
    r"(?:(?:外交|国防|财政|商务|内政|司法|教育|卫生|农业|能源|劳工|贸易|交通|环境|内务|情报|国土安全)部|国会|议会|参议院|众议院|国务院|"
    r"最高法院|央行|中央银行|驻华大使馆|大使馆|总领馆|总统府|白宫)(?!长|员|门|队|分)"
    r"|[\u4e00-\u9fff]{1,10}部(?=部长|副部长|常务副部长|发言人)"
    rf"|{alternation(read_list('party_words'))}{{1,3}}党"
    r"(?:中央委员会|中央政治局|中央)?(?![派员首魁籍章])"
)
_TOWN_NAMES = (2, 3, 1)  # characters of the name of a town
_TOWN = re.compile(r"(?![各全本的在和与])[\u4e00-\u9fff]+")
_FOREIGN_KINDS = ("country", "foreign_region", "foreign_city")
_PARTY_PREFIXES = read_list("party_prefixes")
_CENTRE = re.compile(
    r"中央(?<![党共]中央)(?=决定|批准|同意|要求|部署|强调|指出|明确|候补委员|委员(?!会)|领导同志|和国务院)"
)
_ADMIN_PLACE = re.compile(r"[省市区县州旗盟镇乡村]$|街道$")
_LEVEL_BODY = re.compile(
    r"(?:自治区|省|(?<!上)市|(?<![社县园地])区|县|州|镇|乡)(?:党工委|党委|委(?!员会|托|派|任|屈|婉|身|内|以|会)|人大常委会|人大|政协|人民政府|政府|纪委监委|纪委|监委)"
    r"(?:办公厅|办公室|组织部|宣传部|统战部|政法委|研究室)?"
    r"|(?:省|市|区|县|州)第?[一二三四五六七八九十]{1,3}届(?:人大常委会|人大|政协)|公社(?:党委|管委会)"
    r"|(?:村|社区|街道|(?:人民)?公社|大队)(?:党工委|党委|党总支|党支部|(?<=村)支部)(?=第一书记|副?书记|委员)"
)
_COMMUNE_WORD = re.compile("公社|人民公社|大队")
_COMMUNE = re.compile(r"(?:[\u4e00-\u9fff]{2,3}(?:人民)?公社)?(?:第?[一二三四五六七八九十]{1,2}|[\u4e00-\u9fff]{2,3})")
_COMMUNE_TAGS = frozenset("nmsxj")
_MAX_COMMUNE = 12
_SCHOOL = re.compile(
    "(?:第?[一二三四五六七八九十]{1,2}|实验[一二三四五六]?)[中小](?=副?校长|学生|老师|教师|师生|考点|党支部|党委|的|[、,。;和与])"
)
_SCHOOL_LEVELS = frozenset("省市区县州镇")
_SCHOOL_SIGN = re.compile("[一二三四五六七八九十验][中小]")
_UNIT = re.compile(
    r"第[一二三四五六七八九十]{1,3}[\u4e00-\u9fff]{0,4}"
    r"(?:(?:勘[查察]|测绘|地质|设计|检测|研究)院|大队|总队|支队|工程处|分局)|"
    r"(?:第?[一二三四五六七八九十]{1,3}(?:(?:工程|分)?公司|研究[所院]|院(?![校士])|厂(?![房区])|局(?!面)|处(?=[、,。;长承参]))"
    r"|(?:[一二三四五六七八九]{3}|[1-9]\d{1,2})(?:研究所|所(?![学高大中小院幼医])|厂(?![房区])))+"
)
_ACADEMIES = ("科院", "科学院", "工研院")
_INSTITUTE = re.compile("(?![在与和对将的])[\u4e00-\u9fff]{2,4}所(?![有以学谓说述需])")  # 省农科院|果茶所
_OF_ACADEMY = re.compile(
    "(?![院学]士|党组|副?院长|主席团|学部|[和与及等在的])[\u4e00-\u9fff]{2,16}?(?:研究所|研究院|天文台|植物园|研究中心)(?![长员])"
)
_TASK = r"[^\s\d,。;:!?“”《》()、的在将与和为了由以并对一两几多各个名该本此]{4,20}?"  # what a body is founded to do
_UNVEILED_SIGN = re.compile("[揭挂]牌|成立")
_COUNTED_LEVEL = re.compile("个[市县区州]$")  # 14个市|州政府
_TEAM = re.compile(
    r"队(?![伍列员部址形友内长])(?=[以在夺获战对与击负险主客迎的,、。以\d]|[\u4e00-\u9fff]{2,3}(?:[在以夺获和、与,]|选手|打破))"
)
_CLUB = re.compile(
    "(?!选手|队员|球员|球迷|女子|男子|代表|国家|青年|球队|赛区|教练|地区)[\u4e00-\u9fff]{2}"
    r"(?=以\d{1,3}[比:]\d|主教练|主帅|前锋|后卫|门将|后腰|中锋|外援|客场|主场(?:迎战|对阵|挑战|击败)|迎战|对阵|客战)"
)  # 大连|一方|主教练: a club by its place and sponsor
_WORKSHOP = re.compile("第[一二三四五六七八九十]{1,2}(?:(?![个座间条])[\u4e00-\u9fff]){0,3}车间")
_LEVELS = tuple("省市县区州镇乡村")
_COUNTS = tuple("两二三四五六七八九十各多几全")
_MODEL = re.compile("[A-Za-z]{1,4}(?![A-Za-z0-9])")
_SECTION = re.compile("(?<=[路铁速])(?![分全各这那第某])[\u4e00-\u9fff]{2,3}(?<!路)段(?![落位子时])")
_BRANCH = re.compile(r"\(([\u4e00-\u9fff]{2,4}(?:[-—至][\u4e00-\u9fff]{2,6})?)\)")
_BARE_PLACE_KINDS = re.compile(r"委|党委|政府|人民政府|政协|人大")


def find_known(view: View) -> list[Mention]:
    """Names known without a form."""
    return [
        Mention(start, _with_variant(view, end, type_), type_, "known-name")
        for start, end, type_ in view.known
        if not _is_counted(view.text, start) and not view.text.startswith("上市委", start - 1)
    ]


def _with_variant(view: View, end: int, type_: str) -> int:
    """Take in the branch of a project, or the letters of a model: 中欧班列(武汉), 沪渝蓉高铁|武宜段, 麒麟9000|S."""
    if type_ == "PROJECT":
        section = _SECTION.match(view.text, end)
        return section.end() if section is not None else _with_branch(view, end)
    letters = _MODEL.match(view.text, end) if type_ == "PRODUCT" and view.text[end - 1].isdigit() else None
    return letters.end() if letters else end


def _with_branch(view: View, end: int) -> int:
    """The end of a name with the place in brackets that tells which of several is meant: 中欧班列(武汉)."""
    branch = _BRANCH.match(view.text, end)
    return branch.end() if branch is not None and branch.start(1) in view.place_starts else end


def _is_counted(text: str, start: int) -> bool:
    """Whether bodies of several places, or of all, are spoken of: 余庆、湄潭、凤冈三|县政府, 全|市法院."""
    counted = text[max(0, start - 1) : start] in _COUNTS or _COUNTED_LEVEL.search(text, max(0, start - 2), start)
    return text[start : start + 1] in _LEVELS and bool(counted)


@cache
def _founded() -> re.Pattern[str]:
    own = "(?:[该我本][校院所](?!的))"
    name = rf"(?P<name>(?![省市国]级|国家级){_TASK}{alternation(read_list('founded'))})"
    return re.compile(rf"(?:{alternation(read_list('founding'))}的?|{own}){name}")


@cache
def _unveiled() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[\s,。;:、]))(?P<name>{_TASK}(?:{alternation(read_list('founded'))}|中心))"
        "(?=(?:正式|今[天日]|昨[天日]|当[天日]|同日){0,2}(?:揭牌|挂牌成立|挂牌[,。;]|成立(?![于后以时大仪的]|[一二三四五六七八九十0-9])))"
    )


def find_units(view: View, bodies: Mapping[int, int]) -> list[Mention]:
    """Units of a firm by their number, institutes of an academy by their field.

    中建三局|二公司, 航天科技集团|六院11所, 省农科院|果茶所, 中国科学院|苏州纳米技术与纳米仿生研究所.

    ``bodies`` maps the end of each organisation known so far to its start.
    """
    return [
        Mention(start, unit.end(), "ORG", rule)
        for end, start in bodies.items()
        for rule, pattern in _unit_patterns(view.text[start:end])
        if (unit := pattern.match(view.text, end)) is not None
    ]


def _unit_patterns(body: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What the names of units of a body look like, with the rule that finds them."""
    if _has_units(body):
        yield "numbered-unit", _UNIT
    if body in read_list("academies"):
        yield "institute", _OF_ACADEMY
    if body.endswith(_ACADEMIES):
        yield "institute", _INSTITUTE


def _has_units(name: str) -> bool:
    return name.endswith((*FIRM_ENDS, "局")) or is_brand(name)


def find_founded(view: View) -> list[Mention]:
    """Bodies that are named by what they do, where they are founded or one's own: 共建|汽车光学联合实验室."""
    spans = (match.span("name") for match in _founded().finditer(view.text))
    return [Mention(start, end, "ORG", "founded") for start, end in spans if view.edges[start] and view.edges[end]]


def find_unveiled(view: View, bodies: Mapping[int, int]) -> list[Mention]:
    """The same where they are unveiled, unless the end of the name is known already: 藏茶文化传承中心|挂牌.

    ``bodies`` maps the end of each organisation known so far to its start.
    """
    spans = (match.span("name") for match in view.scan(_unveiled(), _UNVEILED_SIGN))
    return [
        Mention(start, end, "ORG", "founded")
        for start, end in spans
        if end not in bodies and view.edges[start] and view.edges[end]
    ]


def find_schools(view: View) -> list[Mention]:
    """Schools by their number, in short: 葛店|三小|校长, 县|一中|的."""
    schools = (match.span() for match in view.scan(_SCHOOL, _SCHOOL_SIGN))
    places = ((view.place_ending.get(start, _level_before(view, start)), end) for start, end in schools)
    return [Mention(start, end, "ORG", "numbered-school") for start, end in places if start is not None]


def _level_before(view: View, position: int) -> int | None:
    """Where the level of government stands that ends here, by itself: 县|一中."""
    level = position - 1
    alone = level >= 0 and view.text[level] in _SCHOOL_LEVELS and view.edges[level]
    return level if alone and not _is_counted(view.text, level) else None


def find_teams(view: View) -> list[Mention]:
    """Teams by their place, clubs, and workshops by their number: 十堰|队|邹一凡在…, 大连|一方|以2比1, 第二炼钢车间."""
    teams = (
        (start, pattern.match(view.text, end)) for end, start in view.place_ending.items() for pattern in (_TEAM, _CLUB)
    )
    found = [Mention(start, team.end(), "ORG", "place-team") for start, team in teams if team is not None]
    return found + [Mention(*match.span(), "ORG", "workshop") for match in _WORKSHOP.finditer(view.text)]


def find_centre(view: View) -> list[Mention]:
    """中央 as a body: where it decides, or where a post of it is named."""
    return [Mention(*match.span(), "ORG", "party-centre") for match in _CENTRE.finditer(view.text)]


def find_public_bodies(view: View) -> list[Mention]:
    """Committees and governments: 武汉市委, 秭归县人民政府, 湖北省委组织部, 省纪委."""
    places = {end: start for start, end, _ in view.all_places if view.edges[start] or _after_party(view, start)}
    bodies = {match.end(): _with_place(view, match.start(), places) for match in _LEVEL_BODY.finditer(view.text)}
    for end, start in places.items():
        body = _BODY.match(view.text, end)
        if body is None or not (_ADMIN_PLACE.search(view.text, start, end) or _BARE_PLACE_KINDS.match(body.group())):
            continue
        bodies[body.end()] = _widened(view, start, places)
    for end, start in places.items():
        foreign = _FOREIGN_BODY.match(view.text, end)
        if foreign and place_kinds().get(view.text[start:end]) in _FOREIGN_KINDS:
            bodies[foreign.end()] = start
    return [
        Mention(start, end, "ORG", "public-body") for end, start in bodies.items() if not _is_counted(view.text, start)
    ]


def _with_place(view: View, level: int, places: Mapping[int, int]) -> int:
    """Where a body of a level begins: with the place before it (定西|县委), or with its town (大满|镇党委)."""
    if level in places:
        return _widened(view, places[level], places)
    if places.get(level + 1, level) < level:
        return _widened(view, places[level + 1], places)  # 江西省|十四届人大常委会
    if view.text[level] in TOWNSHIPS:
        for size in _TOWN_NAMES:
            if level - size in places and view.edges[level - size] and _TOWN.fullmatch(view.text, level - size, level):
                return _widened(view, places[level - size], places)
    if _COMMUNE_WORD.match(view.text, level):
        for start in range(max(0, level - _MAX_COMMUNE), level):
            if _COMMUNE.fullmatch(view.text, start, level) and _is_named(view, start, level):
                return _widened(view, start, places)
    return level - _after_party(view, level)


def _is_named(view: View, start: int, end: int) -> bool:
    """Whether nothing but nouns and a number stand here, and what is before is no part of the name."""
    tags = view.words.tags[view.word_at[start] : view.word_at[end - 1] + 1]
    alone = start in view.place_ending or not "\u4e00" <= view.text[start - 1 : start] <= "\u9fff"
    return alone and bool(view.edges[start] and view.edges[end]) and all(tag[0] in _COMMUNE_TAGS for tag in tags)


def _widened(view: View, start: int, places: Mapping[int, int]) -> int:
    """The larger places, and the party, before a place belong to the name of its body."""
    while (before := places.get(start)) is not None:
        start = before
    return start - _after_party(view, start)


def _after_party(view: View, start: int) -> int:
    """Length of a party's name right before: it belongs to the body (中共四川省委, 共青团四川省委)."""
    if not view.text.endswith(_PARTY_PREFIXES, 0, start):
        return 0
    return next(len(party) for party in _PARTY_PREFIXES if view.text.endswith(party, 0, start))
