"""What stands right beside a name that was found, and moves its border or denies it.

The rules and the tagger each look for names of one kind; here each name is seen among its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, heads
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["as_bounded"]

_NUMERAL = "[两二三四五六七八九十]"
# Bodies of a kind, of all places of a level: 各市、|县人民政府, 6名乡|镇党委, 三县|林业局.
_EACH = re.compile(rf"(?:各[省市州县区镇乡村街道、和]{{0,6}}|{_NUMERAL}|[省市州县区镇乡]、?)$")
_OF_LEVEL = re.compile("(?:[省市州县区镇乡村]|街道)(?:人民)?(?:政府|党委|委|人大|政协|[\u4e00-\u9fff]{2,8}[局委办])")
_LEVELS = re.compile(f"[省市县]{_NUMERAL}级")  # 市三级|人大
_LONGEST_EACH = 8
_SIDE = re.compile("(?<=[村镇乡路街巷桥])[东南西北]{1,2}[侧面边]?$")
_PARTIES = re.compile(f"{alternation(read_list('parties'))}$")
_LONGEST_PARTY = 11
_OF_PARTY = re.compile("[^第]{0,10}第[^次届]{1,4}[次届](?:代表大会|委员会|党代会|党员代表大会)")
_LINE = re.compile("段$|工程|铁路|高铁|公路|高速|管道|航线|通道|线路|专线")
_TO = re.compile("[至到]|—+|-{1,2}")
_OF_YEAR = re.compile("[12][0-9]{3}年(?:学术)?(?:年会|大会|会议)")
_COUNTED = re.compile(f"(?<=[\u4e00-\u9fff]{{2}}){_NUMERAL}(?:[市县区省州国]|大街)$")
_FROM_STATION = re.compile("站[至到、和与]$")
_POINTING = frozenset("该本这那")
_TAKING = re.compile("被(?:选|聘|任命|推选)为|兼任|担任|出任")
# Ends of a body that belong to what stands behind it: 新思科技|全球副总裁, 华工科技|报86.5元, 省经信厅|党组成员.
_CUT = (
    ("全球", re.compile("资深|高级|副?总裁|首席|执行|CEO")),
    ("报", re.compile(r"\d")),
    ("党组", re.compile("成员")),
)
_CLOCK = re.compile("[0-9零一二三四五六七八九十]")
_DOSE = re.compile("注射液|胶囊|颗粒|滴眼液|口服液|疫苗")
_BRANDED = ("商品名:", "通用名:", "商品名“", "商品名为“")
_CITIZENS = re.compile("民(?![政族办营宗警生兵间主革盟建俗])")
_GIVEN_END = "之"
_NOT_GIVEN = tuple("子女妻父母弟兄死手类间后前一所中外内下上")
_AND = re.compile("[和与](?=[^·]{1,8}·)")
_BY = "由"
_COMING = "来到赴"  # verbs of motion that may end what looks like a name
_TAKES = re.compile("[\u4e00-\u9fff]{0,2}?(?=担任|接任|兼任|出任|代理|主持|负责)")
_COMPOUND = "长孙"  # a surname, but for 会|长孙启明
_LAST_SIGN = re.compile("和(?=[。,、;说表介]|$)")
_ASSEMBLIES = ("人大", "政协", "常委会", "人大常委会")
_CARS = re.compile("汽车|公司|集团|中国|本田|、|和|“|的")
_ALL_LEVELS = re.compile("(?:各级|人大及其)$")
_LONGEST_LEVELS = 4
_MEMBERS = re.compile("(?:代表|委员|组织)(?=[、,。;和与及等们参旁视建为要在就围提]|座谈)")
_HAMLET = re.compile("[\u4e00-\u9fff]家[岭湾台坪咀墩山坡嘴河沟坝店集庄铺桥冲垸垴塘畈]")
_EPONYM = re.compile(
    "探测器|望远镜|辐射|效应|方程|定理|定律|常数|粒子|散射|函数|猜想|变换|分布|算法|空间|曲线|指数|综合征|病"
)
_STOP_OF_SERIES = re.compile("[\u4e00-\u9fff]{2,3}站(?=[在于,。、举开将])")
_IN_PLACES = read_list("held_in_places")
_STOPS = read_list("stops")
_STOP = re.compile("站(?![点台长口岗牌在立着起])")
_DIRECTIONS = ("东", "南", "西", "北")
_LED = frozenset("会校院部厅局处科县市区州省组队馆所社")
_SPEAKS = frozenset("说称讲道问答")  # 科尔文|说: the dictionary has 文说
_BEGUN = re.compile("(?:开工|签约|竣工|投产|推介|观摩)(?:活动|仪式|大会)$")
_PERIOD = re.compile(r"(?:\d{4}年(?:第?[一二三四]季度|\d{1,2}月份?|[上下]半年)?|第?[一二三四]季度)$")
_LONGEST_PERIOD = 9
_WHOLE = re.compile("全[国省市县区州]$")
_BUILDING = read_list("building_again")
_OF_WORKS = re.compile("等|项目|工程|二期|一期")
_LIKE_PERSON = re.compile("[黄华常高江海白金][山河江海湖]")  # mountains and rivers that somebody may be named like
_HEADED = ("部",)
_COMMITTEES = ("委", "党委", "工委")
_FIRM = re.compile("[\u4e00-\u9fff]{2,6}?(?:公司|集团)")
_LEGAL = re.compile("(?:股份|责任)?有限(?:责任)?公司$|(?<!有限)公司$")
_OF_PROVINCE = re.compile(
    "(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2}市|[\u4e00-\u9fff]{2,6}部|省)"
    "(?:重点实验室|工程研究中心|工程技术研究中心|技术创新中心|协同创新中心|产业技术研究院)"
)
_EVERYDAY = ("n", "vn", "v", "b", "j", "nt")
_LONGEST_FIELD = 24
_FIELD_TAGS = ("n", "v", "b", "a", "x", "eng", "l")
_FIELD_JOINS = ("与", "和", "及")
_FIRM_ENDS = read_list("firm_ends")
_JOINS = "和"
_TRADE = re.compile("(?:药|车|芯|酒|房|民|国|央|船|乳|鄂)企(?=[\u4e00-\u9fff]{2})")


def as_bounded(view: View, names: Iterable[Mention]) -> list[Mention]:
    """Return the names with the borders that their neighbours give them, without those that name nobody."""
    joined = _joined(view, sorted(names, key=lambda name: name.start))
    found: list[Mention] = []
    for name in joined:
        if not (_is_of_each(view, name, joined) or _is_nobody(view, name)):
            found += [part for part in _parts(view, name) if not found or part.start >= found[-1].end]
    return found


def _joined(view: View, names: list[Mention]) -> list[Mention]:
    """Join what is one name with the one before, or takes a party in: 荆州|至|武汉输变电工程, 协会|2025年大会."""
    kept: list[Mention] = []
    for name in names:
        before = kept[-1] if kept else None
        gap = view.text[before.end : name.start] if before is not None else ""
        if before is not None and _are_one(view, before, name, gap):
            kept[-1] = replace(name, start=before.start)
            continue
        party = _PARTIES.search(view.text, max(0, name.start - _LONGEST_PARTY), name.start)
        if party is not None and name.type == "ACTIVITY" and _OF_PARTY.match(view.text, name.start, name.end):
            name = replace(name, start=party.start())
            while kept and kept[-1].end > name.start:
                kept.pop()
        if name.type == "ORG" and _OF_PROVINCE.fullmatch(view.text, name.start, name.end):
            name = replace(name, start=_field_start(view, name.start, kept[-1].end if kept else 0))
        if name.type == "ACTIVITY" and _BEGUN.search(view.text, name.start, name.end):
            name = replace(name, start=_with_period(view, name.start, kept))
        kept.append(name)
    return kept


def _with_period(view: View, start: int, before: list[Mention]) -> int:
    """Take in the quarter or month that works are begun together for, and whose it is: 宜昌市|2025年11月|…集中开工活动.

    What is taken in leaves the names ``before``.
    """
    period = _PERIOD.search(view.text, max(0, start - _LONGEST_PERIOD), start)
    if period is None:
        return start
    whole = _WHOLE.search(view.text, 0, period.start())
    if whole is not None:
        return whole.start()
    owns = before and before[-1].type == "PLACE" and before[-1].end == period.start()
    return before.pop().start if owns else period.start()


def _are_one(view: View, before: Mention, name: Mention, gap: str) -> bool:
    if name.type == "PROJECT" and before.type == "PLACE" and _TO.fullmatch(gap):
        return name.start in view.place_starts and _LINE.search(view.text, name.start, name.end) is not None
    if name.type == "ORG" and before.type in ("ORG", "PLACE") and not gap:
        legal = _LEGAL.search(view.text, name.start, name.end)
        return legal is not None and legal.start() > name.start and _is_plain(view, name.start, legal.start())
    if name.type == "ACTIVITY" and before.type == "PROJECT" and not gap and view.text[before.start] == "“":
        return True  # “学子聚汉”工程|2024年春季招聘会
    is_meeting = name.type == "ACTIVITY" and before.type == "ORG" and not gap
    return is_meeting and _OF_YEAR.fullmatch(view.text, name.start, name.end) is not None


def _is_of_each(view: View, name: Mention, names: list[Mention]) -> bool:
    """Whether a body is one of a kind, of all places of a level, and nobody."""
    if name.type != "ORG" or not _OF_LEVEL.fullmatch(view.text, name.start, name.end):
        return name.type == "ORG" and _LEVELS.match(view.text, name.start) is not None
    each = _EACH.search(view.text, max(0, name.start - _LONGEST_EACH), name.start)
    return each is not None and not any(other.start <= each.start() < other.end for other in names)  # 宜昌市、|省委


def _is_nobody(view: View, name: Mention) -> bool:
    """Whether a body has no name (某|硅光公司), is only pointed at or one of all, or a place is a direction."""
    if name.type == "PLACE":
        return view.text[name.start : name.end] in _DIRECTIONS  # 南|接鄂州
    if view.text.endswith("人民代表大会", name.start, name.end) and view.text.startswith("制度", name.end):
        return True  # the system, not the body
    if name.type != "ORG":
        return False
    if view.text[name.start : name.end] == "日产" and not _CARS.match(view.text, name.end):
        return True  # 该矿|日产原煤350吨
    if view.text[name.start : name.end] in _ASSEMBLIES and _is_any(view.text, name):
        return True
    alone = view.words.ends[view.word_at[name.start]] == name.start + 1  # 该|区, but 本田|公司
    secret = "某" in view.text[max(0, name.start - 1) : name.end]
    return secret or (alone and view.text[name.start] in _POINTING)


def _is_any(text: str, name: Mention) -> bool:
    """Whether assemblies of all levels are spoken of, or nameless members: 各级|人大|及其常委会, 政协|委员、."""
    levels = _ALL_LEVELS.search(text, max(0, name.start - _LONGEST_LEVELS), name.start)
    return levels is not None or _MEMBERS.match(text, name.end) is not None


def _parts(view: View, name: Mention) -> list[Mention]:
    """A name with its own borders, or the two that were read as one."""
    if view.text[name.start] == "时" and _CLOCK.search(view.text, max(0, name.start - 1), name.start):
        name = replace(name, start=name.start + 1)  # 零时|三峡水库
    by_type = _BY_TYPE.get(name.type)
    return [name] if by_type is None else by_type(view, name)


def _places(view: View, name: Mention) -> list[Mention]:
    """A place without the count of those listed or its people's first character, or with its station."""
    text, end = view.text, name.end
    if name.start in view.title_ends and _LIKE_PERSON.fullmatch(text, name.start, end) and view.edges[end]:
        return [replace(name, type="PERSON")]  # 党组书记|黄山
    side = _SIDE.search(text, name.start, end)
    if side is not None and not text[end : end + 1].isalnum():
        return [replace(name, end=side.start())]  # 位于陶寺村|南,
    counted = _COUNTED.search(text, name.start, end)
    if counted is not None and (text[end - 1] != "街" or text.startswith("区", end)):
        return [replace(name, end=counted.start())]  # 南昌|四市
    if text.startswith("站", end) and _STOP.match(text, end) and text.endswith(_STOPS, name.start, end):
        return [replace(name, end=end + 1)]  # 驶出科普公园|站
    if text.startswith("站", end) and _FROM_STATION.search(text, max(0, name.start - 2), name.start):
        return [replace(name, end=end + 1)]  # 武汉站至|汉阳站
    citizens = text[end - 1] == "市" and end - name.start > 2 and _CITIZENS.match(text, end)
    return [replace(name, end=end - 1)] if citizens else [name]  # 武汉|市民


def _bodies(view: View, name: Mention) -> list[Mention]:
    """A body without its trade, the verb of a post, or what begins a title or a price behind it."""
    text, end = view.text, name.end
    if text.endswith(_BUILDING, name.start, end) and _OF_WORKS.match(text, end):
        return [replace(name, type="PROJECT")]  # 恩施市第三医院迁建|等项目
    if text.startswith("长", end) and end + 1 in view.title_ends and text.endswith(_HEADED, name.start, end):
        start = view.title_before(end + 1)  # 市委|宣传部长, but 县|教育局|长
        led = name.start < start < end - 1
        if led and text.endswith(_COMMITTEES, name.start, start):
            return [replace(name, end=start)]
        if led or start <= name.start:
            return []
    trade = _TRADE.search(text, name.start, end)
    if trade is not None and view.place_ending.get(trade.start(), trade.start()) == name.start:
        place = [replace(name, end=trade.start(), type="PLACE")] if trade.start() > name.start else []
        return [*place, replace(name, start=trade.end())]  # 湖北|药企|健民集团
    takes = _TAKING.search(text, name.start + 1, end - 1)
    if takes is not None:
        return [replace(name, start=takes.end())]  # 周勇兼任|交警大队
    firm = _FIRM.match(text, end)
    if firm is not None and not text.endswith(_FIRM_ENDS, name.start, end) and _is_of_trade(view, end, firm.end()):
        return [replace(name, end=firm.end())]  # 湖北华跃汽车|零部件公司
    cut = next(
        (word for word, behind in _CUT if text.endswith(word, name.start + 2, end) and behind.match(text, end)), ""
    )
    return [replace(name, end=end - len(cut))]


def _field_start(view: View, end: int, floor: int) -> int:
    """Where the field begins that a laboratory of a province or ministry is named by: 水稻育种|湖北省重点实验室."""
    start = end
    border = context_words("stop") | context_words("edge")
    while start > max(floor, end - _LONGEST_FIELD):
        index = view.word_at[start - 1]
        begin, tag = view.words.starts[index], view.words.tags[index]
        word = view.text[begin : view.words.ends[index]]
        joins = word in _FIELD_JOINS and start < end
        if not joins and (word in border or word in read_list("governing") or not tag.startswith(_FIELD_TAGS)):
            break
        start = begin
    while start < end and (view.text[start] in _FIELD_JOINS or view.words.tags[view.word_at[start]] == "v"):
        start = view.words.ends[view.word_at[start]]  # 认定|电子制造湖北省重点实验室
    return start


def _is_plain(view: View, start: int, end: int) -> bool:
    """Whether a stretch is everyday words alone, which name no firm: 武广铁路|客运专线|有限责任公司."""
    words = range(view.word_at[start], view.word_at[end - 1] + 1)
    everyday = (
        view.words.tags[index] in _EVERYDAY and view.words.ends[index] - view.words.starts[index] > 1 for index in words
    )
    return view.edges[start] == 1 and view.edges[end] == 1 and all(everyday)


def _is_of_trade(view: View, start: int, end: int) -> bool:
    """Whether a stretch is words of trades and the form of a firm."""
    words = range(view.word_at[start], view.word_at[end - 1] + 1)
    texts = [view.text[view.words.starts[index] : view.words.ends[index]] for index in words]
    trades = (context_words("plain") | context_words("inner")).union(heads())
    return view.edges[start] == 1 and view.edges[end] == 1 and trades.issuperset(texts)


def _activities(view: View, name: Mention) -> list[Mention]:
    """A meeting without what is done with its spirit (传达学习|全国科技大会), with the station of its tour."""
    station = _STOP_OF_SERIES.match(view.text, name.end)
    if station is not None and view.text.endswith(_IN_PLACES, name.start, name.end):
        return [replace(name, end=station.end())]  # …校园招聘会|西安站
    spread = view.text.endswith("传达", 0, name.start) and view.text.startswith("学习", name.start)
    return [replace(name, start=name.start + len("学习"))] if spread else [name]


def _products(view: View, name: Mention) -> list[Mention]:
    """A drug with how it is given: RFUS-144|注射液."""
    dose = _DOSE.match(view.text, name.end)
    return [replace(name, end=dose.end())] if dose is not None else [name]


def _persons(view: View, name: Mention) -> list[Mention]:
    """Somebody, without the verb behind the name, with its last character, or two who were read as one."""
    text, start, end = view.text, name.start, name.end
    if text.endswith(_BRANDED, 0, start):
        return [replace(name, type="PRODUCT")]  # 商品名:|安泽平
    if _HAMLET.fullmatch(text, start, end):
        return [replace(name, type="PLACE")]  # 屈家岭
    if name.rule == "foreign-name" and _EPONYM.match(text, end):
        return []  # 切伦科夫|望远镜
    if "·" in text[start:end] and _LAST_SIGN.match(text, end) and text[end - 2] == "·":
        return [replace(name, end=end + 1)]  # 巴特尔·孟|和。
    joint = _AND.search(text, start, end)
    if joint is not None and joint.start() - start > 1:
        return [replace(name, end=joint.start()), replace(name, start=joint.end())]  # 李晓东|和|迈克尔·布朗
    if text[end - 1] == "任" and end - start == len("张伟任") and end in view.title_starts:
        return [replace(name, end=end - 1)]  # 张伟|任副团长
    comes = text[end - 1] in _COMING and end - start == len("张伟任") and end in view.place_starts
    if comes and start in view.title_ends:
        return [replace(name, end=end - 1)]  # 副省长黄楚|来宜昌调研
    if text[start] == _COMING[0] and start + 1 in view.place_starts:
        return []  # 领导|来咸宁|调研
    takes = _TAKES.match(text, end) if text[start] == _BY else None
    if takes is not None:
        return [replace(name, start=start + 1, end=takes.end())]  # 会长|由|尚文君|担任
    if text.startswith(_COMPOUND, start) and text[start - 1 : start] in _LED:
        return [replace(name, start=start + 1)]
    last = view.word_at[end - 1]
    rest = view.words.starts[last] == start + 1 and not view.words.tags[last].startswith("nr")
    if text[start] == _JOINS and rest and start in view.title_ends:
        return []  # 企业家|和|嘉宾
    if "·" in text[start:end] and not view.edges[end] and text[end] not in _SPEAKS:
        return [replace(name, end=view.words.starts[last])]  # 威廉姆斯|贡献
    titled = start in view.title_ends and end - start == len("裴牧")
    if titled and text.startswith(_GIVEN_END, end) and not text.startswith(_NOT_GIVEN, end + 1):
        return [replace(name, end=end + 1)]  # 副省长裴牧之|列席
    return [name]


_BY_TYPE: dict[str, Callable[[View, Mention], list[Mention]]] = {
    "PERSON": _persons,
    "PLACE": _places,
    "ORG": _bodies,
    "ACTIVITY": _activities,
    "PRODUCT": _products,
}
