"""Places: known names, townships and streets after them, and chains."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import place_kinds
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list, read_words

__all__ = ["find_places", "join_places"]

_TOWNSHIP = re.compile(
    r"(?![在到的和与及等是]|[省市区县])[\u4e00-\u9fff]{1,4}?(?:镇|乡(?!村(?!民|委|支))|村(?!民(?![宿居俗])|委|庄)|街道(?!办)|(?<!十佳)(?<!优秀)(?<!最美)社区(?!志愿|工作者)|大道|(?<!电)路|街(?!道|区)|巷|屯(?!村(?!民))|寨(?!村(?!民)))(?![政官]|党(?!支部|总支))"
)
_AFTER_VERB = re.compile(
    r"(?:在|到|来到|走进|位于|前往|赶到|家住|落户|途经|穿过|[东南西北][起至抵止]|起于|止于)(?=[\u4e00-\u9fff])"
)
_AT_HOME = re.compile("(?:家住|住在)(?P<name>[\u4e00-\u9fff]{2,6}?(?:小区|花园|公寓|新村|家园))(?=[的,。、]|\\d|居民)")
_HOME_SIGN = re.compile("住")
_VILLAGE_OFFICIAL_SIGN = re.compile(r"[村镇乡区道](?=党|支书|村?主任|村委会|获悉|了解到)")
_VILLAGE_OFFICIAL = re.compile(
    r"(?:(?<=[、,。;:“的从])|^)(?P<name>[\u4e00-\u9fff]{2,3}(?:村|镇|乡|社区|街道))(?=党总?支部|党委|支书|村?主任|村委会|获悉|了解到)",
    re.MULTILINE,
)
_OWN_PLACE = re.compile(
    r"(?:(?<=[、,。;:“”在到与和穿接\n])|^)(?P<name>[\u4e00-\u9fff]{2,3}(?:[村镇乡]|路|大道))(?![民委支党两里内线径网长域级城])",
    re.MULTILINE,
)
_AGAIN = 2000  # characters to either side that a place is named again
_OWN_PLACE_SIGN = re.compile("[村镇乡路道]")
_QUARTER = re.compile(
    r"(?:(?<=[、,。;:“”在到与和把对\n])|^)(?P<name>[\u4e00-\u9fff]{2,4}片区|[\u4e00-\u9fff]{2}里)", re.MULTILINE
)
_QUARTER_SIGN = re.compile("片区|里")
_MINORITY = re.compile(rf"(?:{alternation(read_list('peoples'))}族){{1,3}}乡")
_MINORITY_SIGN = re.compile("族乡")
_STEM = re.compile("[\u4e00-\u9fff]{2,4}$")  # of the name of a township: 潘家湾|土家族乡
_NO_STEM = ("去", "在", "到", "自", "从", "的", "和", "与", "及")
_LONGEST_STEM = 4
_BRIDGE = re.compile(
    r"(?:(?<=[、,。;:“”在到与和从经过\n])|^)(?:(?!在|从|到|经|过|与|和)[\u4e00-\u9fff]){0,4}?"
    r"(?:长江|汉江|黄河|珠江|湘江|赣江|清江|嘉陵江|钱塘江)(?:公路|铁路|公铁两用)?(?:大桥|[一二三四五六]桥|隧道)",
    re.MULTILINE,
)
_BRIDGE_SIGN = re.compile("大桥|[一二三四五六]桥|隧道")
_NTH_BRIDGE = re.compile("[一二三四五六七八九]桥(?![梁])")
_LANE = "里"  # the lanes of old Hankou and Shanghai
_POINTS = re.compile("[此该这那其]")  # 武汉市|民经此路
_VILLAGE_SIGN = re.compile("[镇乡](?=[\u4e00-\u9fff]{2,3}村)")
_NO_NAME_TAGS = ("v", "d", "p", "c", "u", "r", "m")
_NAME_TAGS = ("ns", "nz", "nr", "x")
_CLOSING = read_list("village_words")
_LISTED = re.compile(r"、([\u4e00-\u9fff]{2,4})(?=[、,。;)和及与等])")
_COUNTED = re.compile(
    r"(?P<list>[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,4}){1,8})(?:等?[两三四五六七八九\d]{1,2}个?)(?:乡镇|[镇乡县市区村州省地])(?![\u4e00-\u9fff]?[民长])"
)
_ITEM = re.compile("[^、和及与]+")
_COUNTED_SIGN = re.compile("[两三四五六七八九\\d]个?[镇乡县市区村州省地]")
_REGION = re.compile(
    r"专区|(?:革命)?老区(?!人民)|地区(?!生产|级|间|差|总)|[山矿库]区(?![人民])|岗地|(?:中心|主|老)?城区|(?<=市)区(?![长委政域级县属法检公人民])"
)
_FOREIGN_DIVISION = re.compile("[州省市府](?!长|[议政]?会)")
_STATE = re.compile(f"{alternation(read_list('state_words'))}{{0,3}}(?:共和国|合众国|王国|公国|酋长国)")
_SECTION = re.compile("(?:[至到][\u4e00-\u9fff]{2,4}?)?段(?![落位子时])")
_LINE = re.compile("公路|高速|国道|省道|铁路|高铁|大堤|长江|黄河|汉江|运河|干渠")
_KINDS = frozenset("省市县区州镇乡村屯寨河江湖山岛湾港口闸渠站桥寺")
_NATURAL = re.compile("[河江湖山岛湾峡岭峰港关海洋]")
_LAID_OUT = re.compile("[湾坪河口坝沟溪岭坡桥店铺堰塘湖洲垭冲墩岗岩泉]镇$")  # 保康县|过渡湾镇
_TWO_DIVISIONS = re.compile(
    r"(?:(?<=[、,。;:“”在到与和至从\n])|^)(?P<name>[\u4e00-\u9fff]{2,3}[镇乡][\u4e00-\u9fff]{2,3}村)(?![民委庄])",
    re.MULTILINE,
)
_DIVISION = re.compile("[\u4e00-\u9fff]{2,3}[镇乡村]")
_CALLED_AFTER_VERB = re.compile(rf"{alternation(read_list('verbs_as_places'))}(?:镇|乡|村|街道|社区)")
_BOUNDING = re.compile(
    r"(?:(?<=[、,。;:“”在到与和\n])|^|位于)(?![一两这那该某此])(?P<name>[\u4e00-\u9fff]{2,5}(?:路|大道|大街|街))(?=以[东南西北]|[东南西北]侧)",
    re.MULTILINE,
)
_BOUNDING_SIGN = re.compile("(?:路|大道|街)(?:以[东南西北]|[东南西北]侧)")
_BETWEEN_STATIONS = re.compile(
    r"(?:(?<=[、,。;:“”在从自由程的])|^)(?![从由自在到])([\u4e00-\u9fff]{2,6}站)至([\u4e00-\u9fff]{2,6}站)(?=区间|段|[、,。;的])",
    re.MULTILINE,
)
_AT_STATION = re.compile(
    "(?:在|从|抵达|驶出|驶入|驶离|停靠)(?![在从])(?P<name>[\u4e00-\u9fff]{2,5}站)(?=[,。、驶始]|上[车线]|下车|开[出往]|出发|停靠|换乘)"
)
_GAUGE = re.compile(
    r"(?:(?<=[、,。;:“”\n时江河])|^)(?![全各该本多两一二三四五六七八九十几沿上下主干])(?P<name>[\u4e00-\u9fff]{2,4}(?<!水文)(?<!监测)站)"
    "(?=水位|流量|洪峰|超警|超保)",
    re.MULTILINE,
)  # 碾子湾站|水位
_COMMUNE = re.compile(
    r"(?:(?<=[、,。;:“”在到与和从向由\n])|^)(?P<name>[\u4e00-\u9fff]{2,3}(?:人民)?公社[\u4e00-\u9fff]{2,3}(?:大队|生产队))",
    re.MULTILINE,
)
_COMMUNE_SIGN = re.compile("公社")
_DATELINE = re.compile(
    r"(?:新华社|中新社|本报|人民网|新华网|中新网|光明网)(?P<name>[\u4e00-\u9fff]{2,5}?)(?=(?:\d{1,2}月)?\d{1,2}日[电讯])"
)
_DATELINE_SIGN = re.compile("日[电讯]")
_ELSEWHERE = re.compile(
    r"(?:(?<=[,。;:在从向到、\n])|^)(?P<list>(?![在从向到而当])[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){0,6}[和及与、][\u4e00-\u9fff]{2,4})等(?:地(?![区方位])|[县市区镇]市?[县区]?(?=[,。的]))",
    re.MULTILINE,
)
_ELSEWHERE_SIGN = re.compile("等[地县市区镇]")
# 武(汉)宜(昌)高铁, with where the line runs spelled out
_SPELLED = re.compile(
    r"[\u4e00-\u9fff](?:\([\u4e00-\u9fff]{1,2}\)[\u4e00-\u9fff]){1,2}\([\u4e00-\u9fff]{1,2}\)(?:高速公路|高速|高铁|铁路|客专|城际铁路|城际)"
)
_SPELLED_SIGN = re.compile(r"\)(?:高|铁|客|城)")
_STATION_SIGN = re.compile("站")
_CROSSED = re.compile(
    r"(?:下穿|穿过|跨越|横跨|流经|汇入|注入)(?P<name>[\u4e00-\u9fff]{2,3}[河湖江溪港])(?![\u4e00-\u9fff]?[段面岸心流])"
)
_WATER_SIGN = re.compile("[河湖江溪港]")
_COMMON_WATER = re.compile("(?:这|那|该|此|一|两|几|多|各|整|条|座|个|大|小|主|支|干|内|运|冰|护城|界)+[河湖江溪港]$")
_PLAIN_SIGN = "(?<=在[沪鄂渝皖粤赣闽豫冀黔滇桂湘])(?![剧菜语江南北西东中州城])"  # signs that are no other word
_COMMON_HOME = re.compile(
    "(?:同|一|某|这|那|该|此|附近|周边|隔壁|老旧|高档|普通|电梯|职工|安置|回迁|商品房|封闭|学生|青年|单身|人才)"
)
_EQUALS = ("country", "city", "region")
_COMMON = re.compile(
    r"^(?:全|各|本|我|该|这|那|某|每|一|两|乡|城|小|大|新|老|古|农|山|渔|半|绿|思|出|线|网|高|此|另|现|各个|多个|几个|美丽|和美|淘宝|电商|移民|空壳|特色|贫困|试点|示范|重点|中心|周边|传统|历史|文化|数字|智慧)*(?:驻|进|下|入|出|铁|公|道|马|沿)?(?:镇|乡|村|县|街道|社区|大道|路|街|巷)$"
)


@cache
def _by_sign() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for places called by their signs: two or more together, roads, and one alone after a verb of place."""
    signs = f"[{''.join(read_words('place_abbreviations', 'sign'))}]"
    several = f"{signs}{signs}{{1,3}}"
    return (
        re.compile(rf"{several}(?=[两三四][省地市]|[两三]岸|交界|一带|等省|等地|边界|之间)"),
        re.compile(rf"{several}(?:高速公路|高速|高铁|铁路|客专|城际)"),
        re.compile(
            rf"{signs}(?<=[在来到赴抵返离驻落入留].)"
            rf"(?:(?=[举召调考投参开出访学工务就创发建设签揭落视采、,。成留正隆顺圆挂启购求招旅])|{_PLAIN_SIGN})"
            "|[疆藏](?<=援.)|深(?<=[赴来在驻].)(?=[招投考签创企就举])"  # 援|疆, 赴|深|招商, but 深入
        ),
    )


def find_places(view: View) -> list[Mention]:
    """Find places; candidates may overlap with those of other kinds of name."""
    spans = set(view.places)
    spans.update(_townships(view, view.place_ending))
    spans.update(_townships(view, {match.end(): 0 for match in _AFTER_VERB.finditer(view.text)}, verb=True))
    spans.update(match.span("name") for match in view.scan(_VILLAGE_OFFICIAL, _VILLAGE_OFFICIAL_SIGN))
    spans.update(match.span("name") for match in view.scan(_OWN_PLACE, _OWN_PLACE_SIGN) if _is_own_place(view, match))
    spans.update(
        match.span("name") for match in view.scan(_TWO_DIVISIONS, _VILLAGE_SIGN) if _are_divisions(view, match)
    )
    spans.update(
        match.span("name") for match in view.scan(_BOUNDING, _BOUNDING_SIGN) if not _COMMON.match(match["name"])
    )
    spans.update(_of_peoples(view))
    spans.update(_of_bridges(view))
    spans.update(_listed(view))
    spans.update(_counted(view))
    spans.update(_elsewhere(view))
    spans.update(_by_abbreviation(view))
    spans.update(_natural(view))
    chains = [Mention(start, end, "PLACE", rule) for start, end, rule in _chain(view, sorted(spans))]
    chains += [
        Mention(*match.span(number), "PLACE", "station")
        for match in _BETWEEN_STATIONS.finditer(view.text)
        for number in (1, 2)
    ]
    chains += [
        Mention(*match.span("name"), "PLACE", "own-quarter")
        for match in view.scan(_QUARTER, _QUARTER_SIGN)
        if _is_own_quarter(view, match)
    ]
    chains += [
        Mention(*match.span("name"), "PLACE", "crossed-water")
        for match in view.scan(_CROSSED, _WATER_SIGN)
        if not _COMMON_WATER.match(match["name"]) and view.is_unknown(*match.span("name"))
    ]
    chains += [
        Mention(*match.span("name"), "PLACE", "station")
        for match in view.scan(_AT_STATION, _STATION_SIGN)
        if view.is_unknown(match.start("name"), match.end("name") - 1) or match.start("name") in view.place_starts
    ]
    chains += [Mention(*match.span("name"), "PLACE", "station") for match in view.scan(_GAUGE, _STATION_SIGN)]
    chains += [
        Mention(*match.span("name"), "PLACE", rule)
        for rule, pattern, sign in (("commune", _COMMUNE, _COMMUNE_SIGN), ("dateline", _DATELINE, _DATELINE_SIGN))
        for match in view.scan(pattern, sign)
    ]
    chains += [
        Mention(*match.span("name"), "PLACE", "home")
        for match in view.scan(_AT_HOME, _HOME_SIGN)
        if not _COMMON_HOME.match(match["name"])
    ]
    chains += [Mention(*match.span(), "PLACE", "spelled-line") for match in view.scan(_SPELLED, _SPELLED_SIGN)]
    return chains + [
        Mention(*match.span(), "PLACE", "one-character-place") for match in _by_sign()[2].finditer(view.text)
    ]


def _of_peoples(view: View) -> Iterable[tuple[int, int]]:
    """Townships of a people, with the word that tells which: 宜都市|潘家湾土家族乡."""
    for match in view.scan(_MINORITY, _MINORITY_SIGN):
        floor = max(0, match.start() - _LONGEST_STEM)
        placed = [end for end in range(match.start() - 1, floor, -1) if end in view.place_ending]
        bounds = [at + 1 for at in range(match.start() - 1, floor - 1, -1) if view.text[at] in _NO_STEM]
        start = next(iter(placed), next(iter(bounds), floor))
        stem = _STEM.search(view.text, start, match.start())
        if stem is not None:
            yield stem.start(), match.end()


def _of_bridges(view: View) -> Iterable[tuple[int, int]]:
    """Bridges over a great river, and those that are numbered: 鹦鹉洲长江大桥, 汉江|一桥."""
    yield from (match.span() for match in view.scan(_BRIDGE, _BRIDGE_SIGN))
    for match in view.scan(_NTH_BRIDGE, _BRIDGE_SIGN):
        start = view.place_ending.get(match.start())
        if start is not None:
            yield start, match.end()


def _is_own_place(view: View, match: re.Match[str]) -> bool:
    """Whether the text names a village or road more than once, by words that are not everyday: 拉莫|村, 水杉|坪|村."""
    name = match["name"]
    start, end = match.span("name")
    again = name in view.text[max(0, start - _AGAIN) : start] or name in view.text[end : end + _AGAIN]
    if _COMMON.match(name) or not again or not view.edges[start] or not view.edges[end]:
        return False
    words = range(view.word_at[match.start()], view.word_at[match.end() - 2] + 1)
    tags = [view.words.tags[index] for index in words]
    return any(tag.startswith(_NAME_TAGS) for tag in tags) and not any(tag.startswith(_NO_NAME_TAGS) for tag in tags)


@cache
def _common_quarter() -> re.Pattern[str]:
    """A quarter that is only said to be of a kind, or on a side: 核心|片区, 东部|片区."""
    return re.compile(f"(?:[老新东南西北中全各本该此][城部一区]?|{alternation(read_list('quarters'))})+片区$")


def _is_own_quarter(view: View, match: re.Match[str]) -> bool:
    """Whether the text names a quarter more than once, by whole words that say nothing of its kind: 铁桥|片区."""
    start, end = match.span("name")
    again = view.text.find(match["name"], end) >= 0 or view.text.find(match["name"], 0, start) >= 0
    if match["name"].endswith(_LANE) and not view.is_unknown(start, end):
        return False  # 泰兴|里, but not 屋子|里
    return again and bool(view.edges[start] and view.edges[end]) and not _common_quarter().match(match["name"])


def _are_divisions(view: View, match: re.Match[str]) -> bool:
    """Whether a village of a township is named, with no everyday words: 歇马镇百峰村."""
    names = _DIVISION.findall(match["name"])
    return len(names) == 2 and not any(map(_COMMON.match, names)) and bool(view.edges[match.end("name")])


def _listed(view: View) -> list[tuple[int, int]]:
    """Unknown names in a list of places: between two of them, or of the same kind by their last character.

    泗县、桑口、宿州诸城: a place. 沂河、桑池河: rivers.
    """
    text, found = view.text, []
    starts = {start for start, _ in view.places}
    for _, end in view.places:
        item = _LISTED.match(text, end)
        if item is None:
            continue
        first, last = item.span(1)
        alike = text[last - 1] == text[end - 1] and text[end - 1] in _KINDS
        if (alike or last + 1 in starts) and first not in starts and view.is_unknown(first, last):
            found.append((first, last))
    return found


def _counted(view: View) -> list[tuple[int, int]]:
    """Unknown names in a list that says how many places it names: 随县|殷店、万和|两镇."""
    text, found = view.text, []
    for match in view.scan(_COUNTED, _COUNTED_SIGN):
        edges = [
            match.start(),
            *(place for place in range(*match.span("list")) if text[place] == "、"),
            match.end("list"),
        ]
        items = [(start + (text[start] == "、"), end) for start, end in pairwise(edges)]
        first = _first_of_list(view, *items[0])
        if first is not None or any(start in view.place_starts for start, _ in items[1:]):
            found += items[1:] if first is None else [(first, items[0][1]), *items[1:]]
    return [(start, end) for start, end in found if end - start > 1 and view.edges[start] and view.edges[end]]


def _elsewhere(view: View) -> list[tuple[int, int]]:
    """Unknown names in a list of places that are only some of them: 在文谷、曲岭|和昭川等地."""
    found: list[tuple[int, int]] = []
    for match in view.scan(_ELSEWHERE, _ELSEWHERE_SIGN):
        items = [item.span() for item in _ITEM.finditer(view.text, *match.span("list"))]
        known = [start in view.place_starts or end in view.place_ending for start, end in items]
        if all(is_known or view.is_unknown(*item) for is_known, item in zip(known, items, strict=True)):
            found += [item for is_known, item in zip(known, items, strict=True) if not is_known]
    return found


def _first_of_list(view: View, start: int, end: int) -> int | None:
    """Where the first name of a list begins in the stretch before its sign: right behind a place, or with one."""
    behind = [place for place in view.place_ending if start <= place < end]
    known = [place for place, stop, _ in view.all_places if stop == end and start <= place]
    return max(behind, default=None) or min(known, default=None)


def _by_abbreviation(view: View) -> list[tuple[int, int]]:
    """川渝|两地, 京港澳高速, 沪|上: provinces by their signs."""
    return [match.span() for pattern in _by_sign()[:2] for match in pattern.finditer(view.text)]


def _natural(view: View) -> list[tuple[int, int]]:
    """Rivers, lakes, mountains and islands that jieba's dictionary knows as places."""
    words, at = view.words, view.word_at
    ends = [match.end() for match in _NATURAL.finditer(view.text)]
    spans = [(words.starts[at[end - 1]], end) for end in ends if view.edges[end] and words.tags[at[end - 1]] == "ns"]
    return [(start, end) for start, end in spans if end - start >= 3]


def _townships(view: View, starts: Iterable[int], *, verb: bool = False) -> list[tuple[int, int]]:
    """Townships, villages and streets that begin at one of the offsets, one after the other."""
    spans: list[tuple[int, int]] = []
    for start in starts:
        while (match := _TOWNSHIP.match(view.text, start)) is not None:
            if not _is_township(view, match) or (verb and len(match.group()) < 3):
                break
            spans.append(match.span())
            start = match.end()
            if view.text[start : start + 1] in ("、", "和", "与", "及"):
                start += 1  # 洗马镇和绿杨乡
    return spans


def _is_township(view: View, match: re.Match[str]) -> bool:
    """Whether the words before the ending can be a name: no verbs, adverbs or numbers (仍然是农村)."""
    closed = view.edges[match.end()] or view.text.startswith(_CLOSING, match.end())
    if _COMMON.match(match.group()) or _POINTS.search(match.group()) or not closed:
        return False
    inside = range(view.word_at[match.start()], view.word_at[match.end() - 1])
    if match.start() in view.place_ending and (
        _LAID_OUT.search(match.group()) or _CALLED_AFTER_VERB.fullmatch(match.group())
    ):
        return True
    return not any(
        view.words.tags[index].startswith(_NO_NAME_TAGS) and view.words.ends[index] - view.words.starts[index] > 1
        for index in inside
    )


def _chain(view: View, places: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Join places that stand back to back: a chain of divisions is one name."""
    chains: list[tuple[int, int, str]] = []
    kinds = place_kinds()
    last: str | None = None
    for start, end in sorted(places, key=lambda span: (span[0], -span[1])):  # the longer first
        if chains and chains[-1][1] == start and _may_divide(kinds.get(view.text[start:end]), last):
            chains[-1] = (chains[-1][0], end, "place-chain")
        elif not chains or start >= chains[-1][1]:
            chains.append((start, end, "known-place" if view.text[start:end] in place_kinds() else "place-form"))
        last = kinds.get(view.text[start:end])
    return [_with_region(view, chain) for chain in chains]


def join_places(candidates: Iterable[Mention]) -> list[Mention]:
    """Join a place known by its last word to the divisions before it: 黄梅县下新镇|龙感湖自然保护区."""
    places = sorted((name for name in candidates if name.type == "PLACE"), key=lambda name: (name.start, -name.end))
    joined: list[Mention] = []
    divisions: Mention | None = None
    for name in places:
        if not name.rule.startswith("head:"):
            divisions = name if divisions is None or name.end > divisions.end else divisions
        elif divisions is not None and divisions.start < name.start <= divisions.end < name.end:
            joined.append(Mention(divisions.start, name.end, "PLACE", "place-chain"))
    return joined


def _may_divide(kind: str | None, larger: str | None) -> bool:
    """Whether a place may be a division of the one before it.

    No province is, and no equal: 广东|湖北两省, 荆州|黄冈, 江南|华南.
    """
    return kind != "province" and (kind not in _EQUALS or kind != larger)


def _with_region(view: View, chain: tuple[int, int, str]) -> tuple[int, int, str]:
    """Let a place go on to the part of it, or the land around it: 鄂西|山区, 川陕公路勉县|至宁强段."""
    start, end, _ = chain
    kind = place_kinds().get(view.text[start:end])
    part = _REGION.match(view.text, end) if kind != "water" else None
    if kind == "country":
        state = _STATE.match(view.text, end)  # 越南|民主共和国
        return (start, state.end(), "place-region") if state is not None else chain
    if kind == "foreign_city":
        part = _FOREIGN_DIVISION.match(view.text, end)
        return (start, part.end(), "place-region") if part is not None and view.edges[part.end()] else chain
    section = _SECTION.match(view.text, end)
    if section is not None and _LINE.search(view.text, start, end):
        return start, section.end(), "place-region"
    if part is None or kind == "foreign_region" or not view.edges[part.end()]:
        return chain
    return start, part.end(), "place-region"
