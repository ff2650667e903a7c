"""Names that their last word gives away: …有限公司, …大道, …论坛, …行动."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hbnews_ie.components.names.activities import NUMBER, with_number
from hbnews_ie.components.names.boundary import NATIONAL, Modifiers, walk_left
from hbnews_ie.components.names.choose import LONGEST
from hbnews_ie.components.names.firms import firm_start
from hbnews_ie.components.names.no_names import ends_a_name, is_class, is_counted, repeats_quotation
from hbnews_ie.components.names.own_words import own_word_before
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import Head, context_words, heads, place_kinds
from hbnews_ie.components.syntax.lexemes import issues
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_list

__all__ = ["BARE_BODY", "find_by_head"]

BARE_BODY = "bare-body"  # the rule of a body named by its kind alone, before a title

_NUMBERED = re.compile(NUMBER)
_FIRST_OF_TWO = re.compile(rf"{NUMBER}[^\W_]{{4,20}}暨$")
_MAX_FIRST_OF_TWO = 30
_QUOTED = re.compile("“")
_MARKED = re.compile(r"[“A-Za-z·]")
_COLLECTIVE = re.compile("、[^“”]{1,9}”等?[两二三四五六七八九十]大?$")  # “治水、净土”两大|工程: each is one
_QUOTATION = re.compile(r"“([^“”\n,。;]{2,14})”$")
_MAX_KIND = 8
_HEADQUARTERS = "总部"
_SHARES = "股份"
_AFTER_SHARES = re.compile("[制合有公转持比数权增减回质占的协变总锁]")
_HAS_MIDDLE = "市城镇漠岛湖多单双"  # 多哈市|中心, 国际多|中心|试验
_KIND_TAGS = ("n", "vn", "b", "l", "j")
_QUOTATION_ALONE = ("quotation", "beside")
_BESIDE = (*_QUOTATION_ALONE, "placed")
_SIDES = "".join(read_list("sides"))
_TWO_SIDES = re.compile(rf"(?:中[{_SIDES}]|[{_SIDES}]中)[\u4e00-\u9fff]{{2,8}}$")  # 中越|企业代表|座谈会
_MAX_SIDES = 10
_GRID = ("变电站", "输变电工程", "输电线路", "输电工程")
_VOLTAGE = re.compile(r"±?\d{2,4}(?:千伏|kV)$")
_CAMPUS_HEADS = ("大学", "学院")
_CAMPUS = re.compile(r"\([\u4e00-\u9fff]{2,4}\)")  # 中国石油大学(华东)
_EVENT = re.compile(r"\([\u4e00-\u9fff]{2,10}(?:组|专项|赛区|赛道|赛项|[分总]?决赛|站)\)")  # …大赛(四川赛区)
_STORM = re.compile("台风(?:“[^“”]{1,6}”)?$")  # 台风“墨兰”|中心
_DRUG_CLASS = re.compile(r"\d(?:\.\d)?类(?:创新|新)?药物?")  # 1类新药|奥格列汀片
_OF_MEMBERS = ("代表大会", "会员大会")
_ON_WATER = read_list("works_on_water")
_AT_ROAD = read_list("works_at_roads")
_BUILT_AT = re.compile(
    r"[在于][^,。;:“”在]{2,16}[区园港市县镇村州省](?:投资)?(?:建设|兴建|新建|打造|投建|改建|扩建)"
    r"(?!银行|[厅局委部处站司路]|集团|兵团|工程|投资|大道|公司|项目)(?=[\u4e00-\u9fffA-Z])"
)
_SIDES_OF_WORKS = read_list("roles_in_works")
_BUILD = re.compile("[\u4e00-\u9fff]{2,8}?(?:投资)?(?:建设|兴建|新建|打造|投建)(?=[\u4e00-\u9fffA-Z])")
_MAX_SITE = 24
_FROM = frozenset("从由自往距")  # the dictionary knows no word 从|远安
_ROADS = "路街"
_ROAD_KINDS = read_list("kinds_of_roads")
_WATERS = "江河湖溪沟"
_HEIGHTS = "岭山坡岩峡坳垭梁峰"
_MAX_BODY_GAP = 10
_MIN_WORDS = 3
_APPARATUS = "装置"
_LONG_NAME = 8
_NEAR = 3000
_MIN_OWN = 6  # 湖北锂电项目 is a kind of project
_SIZES = frozenset({"小型", "中型", "大型", "微型", "中小型"})
_BOUND = "以上"
_OF_STATE = read_list("state_centres")
_PRICE = re.compile(r"\d[\d.]{0,8}[万亿]{0,2}(?:[美欧日港]?元)")
_WIDE = ("province", "country", "region", "foreign_region")
_TRACKS = ("铁路", "高铁", "公路", "高速")
_ENDS_OF_TRACK = re.compile("(?![与和至到的在由从经向沿及条])[\u4e00-\u9fff]{2}")
_OWNED = ("项目", "工程")
_WORKS_AT = re.compile(
    r"流域|闸|大堤|堤防|[江海]堤|水库|[库湖港灌]区|[分蓄]洪区|大桥|隧道|枢纽|船闸|古城|[旧遗]址|机场|[江河湖渠]"
)
_MAX_OWNED = 30
_NOT_OWNED = frozenset(",。;:!?、“”《》\n 的在为将对向由与和等有是了把被从到获")
_BRANCH = "分中心"
_OF_FIRMS = (_BRANCH, "项目部")
_STAGED = re.compile("[一二三四五]期$")  # 天河机场|货站二期|项目
_NOT_OF_BRANCH = _NOT_OWNED - frozenset("和与")


def find_by_head(view: View, bodies: dict[int, int]) -> list[Mention]:
    """Find names by their last word.

    ``bodies`` maps the end of each organisation known so far to its start; those found here are added to it.
    """
    table = heads()
    found: list[Mention] = []
    ending: dict[int, int] = {}
    for start, end, word in view.vocabulary.heads:
        head = table[word]
        if not (_may_have(view, start, head) and ends_a_name(view, start, end, head)):
            continue
        if head.type == "PLACE" and view.place_ending.get(end, start) < start:
            continue  # 捕捉到|台湾海峡, 串联|武汉经开区: known as they are
        span = _quoted_name(view, start) if head.needs in _BESIDE else None
        if span is None and head.needs not in _QUOTATION_ALONE:
            span = _whole_name(view, start, end, head, bodies)
        if span is None or end - span[0] > LONGEST:
            continue
        if head.type == "ACTIVITY" and view.text[span[0] - 1 : span[0]] == "暨":
            span = (ending.get(span[0] - 1, _first_of_two(view, span[0])), span[1])
        if head.word.endswith(_OF_MEMBERS) and view.text[span[0]] == "第":
            span = (bodies.get(span[0], span[0]), span[1])  # …协会|第二届会员代表大会
        owner = bodies.get(span[0]) if head.type == "PLACE" else None
        if owner is not None and view.text[owner : span[0]] in read_list("academies"):
            found.append(Mention(owner, end, "ORG", f"head:{word}"))  # 中国科学院|武汉植物园
            bodies[end] = owner
            continue
        last = start if word == _HEADQUARTERS else span[1]  # what has headquarters is a body
        found.append(Mention(span[0], last, head.type, BARE_BODY if span[0] == start else f"head:{word}"))
        ending[end] = span[0]
        if head.word.endswith(_CAMPUS_HEADS):
            campus = _CAMPUS.match(view.text, end)
            if campus:
                found.append(Mention(span[0], campus.end(), head.type, f"head:{word}"))
                bodies[campus.end()] = span[0]
        if head.word.endswith("赛"):
            event = _EVENT.match(view.text, end)
            found += [Mention(span[0], event.end(), head.type, f"head:{word}")] if event else []
        if head.type == "ORG":
            bodies[end] = span[0]
    return found


def _may_have(view: View, start: int, head: Head) -> bool:
    """Ask first, because it is quick, for the sign that some heads cannot do without."""
    if start == 0:
        return head.admin
    if head.word == "中心" and (
        _STORM.search(view.text, max(0, start - _MAX_KIND - 2), start) or view.text[start - 1] in _HAS_MIDDLE
    ):
        return False
    if head.needs in _QUOTATION_ALONE:
        return "”" in view.text[max(0, start - _MAX_KIND) : start]
    if head.needs == "quoted" and head.type != "ORG" and not head.word.endswith(_OWNED):
        return view.text.rfind("“", max(0, start - _MAX_OWNED), start) >= 0
    if head.needs == "brand":
        index = view.word_at[start - 1]
        return view.words.ends[index] - view.words.starts[index] == 1 or start in view.place_ending
    return True


def _quoted_name(view: View, start: int) -> tuple[int, int] | None:
    """“春燕”系统: the quotation alone is the name."""
    edge = _behind_quotation(view, start)
    quoted = _QUOTATION.search(view.text, max(0, edge - 16), edge)
    return quoted.span(1) if quoted else None


def _behind_quotation(view: View, start: int) -> int:
    """Where the nouns begin that stand between a quotation and a head: “黔翼”|智能吊装|系统."""
    edge = view.text.rfind("”", max(0, start - _MAX_KIND), start) + 1
    words = range(view.word_at[edge], view.word_at[start]) if edge else range(0)
    is_kind = edge and view.edges[edge] and all(view.words.tags[index].startswith(_KIND_TAGS) for index in words)
    return edge if is_kind else start


def _whole_name(view: View, start: int, end: int, head: Head, bodies: dict[int, int]) -> tuple[int, int] | None:
    if repeats_quotation(view, start, head) or (head.word.endswith(_OWNED) and is_class(view, start, head)):
        return None
    if head.needs == "firm":
        begin = firm_start(view, start, bodies)
        return None if begin is None else (begin, end)
    owner = _owner(view, start, bodies) if head.word.endswith((*_OWNED, *_OF_FIRMS)) else None
    if owner is not None and view.text[owner - 1 : owner] != "在":
        return owner, end
    modifiers = walk_left(view, start, bodies, head)
    begin = modifiers.start
    begin = _first(view, begin, start, head, bodies)
    sides = _TWO_SIDES.search(view.text, max(0, start - _MAX_SIDES), start) if head.type == "ACTIVITY" else None
    if sides is not None and view.edges[sides.start()]:
        return sides.start(), end
    priced = _PRICE.match(view.text, begin, start)  # 3亿欧元|建设研发中心
    if (
        begin < start
        and priced is None
        and not is_counted(view, begin, start, modifiers, head)
        and _is_name(view, modifiers, begin, start, head)
    ):
        return begin, end
    if (own := own_word_before(view, start, end, head)) is not None:
        return own, end
    if head.admin and end in view.title_starts and len(modifiers.words) <= 2 and _begins_phrase(view, begin):
        return begin, end  # a body of the level that was named before, by its kind alone: 组织部部长, 公安厅厅长
    return None


def _first(view: View, begin: int, start: int, head: Head, bodies: Mapping[int, int]) -> int:
    """Where a name begins, with what belongs to it farther left, and without what the words of the dictionary hide."""
    text = view.text
    if head.word in _GRID:
        voltage = _VOLTAGE.search(text, max(0, begin - 8), begin)
        begin = voltage.start() if voltage else begin
    if head.type == "ACTIVITY":
        begin = with_number(view, begin)
    if head.type == "PRODUCT" and (kind := _DRUG_CLASS.match(text, begin, start)):
        begin = kind.end()
    if head.type == "ORG" and text[begin - 1 : begin] == "驻" and begin - 1 in view.place_ending:
        begin = view.place_ending[begin - 1]  # 捷克驻|成都总领事馆, 湖北省驻|上海招商中心
    elif head.type == "ORG" and text[begin - 1 : begin] == "驻" and begin - 1 in bodies and begin in view.place_starts:
        begin = bodies[begin - 1]  # 江城报业集团驻|光谷东工作站
    site = _BUILT_AT.search(text, max(0, begin - _MAX_SITE), start)
    if site is not None:
        begin = max(begin, site.end())  # 在德阳经开区|建设|装备产业园
    begin = next((at + 1 for at in range(begin, start) if text[at] in _FROM and at + 1 in view.place_starts), begin)
    if text[begin].isdigit():
        begin = _start_of_number(text, begin)  # 10.|5代生产线项目
    if head.word.endswith(_TRACKS) and start - begin == 1 and _ENDS_OF_TRACK.match(text, max(0, begin - 1)):
        begin -= 1  # 大|广高速, 随|岳高速公路: two ends, by a sign each
    if text[begin] == "方" and text.endswith(_SIDES_OF_WORKS, 0, begin):
        begin += 1  # 建设方|中铁大桥局石矶项目部
    if head.type == "PROJECT" and text[begin - 1 : begin] in ("在", "于") and begin in view.place_starts:
        built = _BUILD.match(text, begin)
        begin = built.end() if built is not None else begin  # 在宜昌|建设|光电产业园项目
    if head.type == "ORG" and text[begin] == "于" and "\u4e00" <= text[begin - 1 : begin] <= "\u9fff":
        begin += 1  # 毕业|于|金陵大学
    return begin


def _begins_phrase(view: View, begin: int) -> bool:
    return begin == 0 or view.text[begin - 1] in "、,。;:\n任为的"


def _start_of_number(text: str, position: int) -> int:
    """Where the number begins that a digit belongs to."""
    while position and (text[position - 1].isdigit() or text[position - 1] == "."):
        position -= 1
    return position


def _first_of_two(view: View, second: int) -> int:
    """Where a meeting begins that is two in one, the first without a form: 2017鄂粤经贸合作洽谈暨|…推介会."""
    first = _FIRST_OF_TWO.search(view.text, max(0, second - _MAX_FIRST_OF_TWO), second)
    return first.start() if first else second


def _owner(view: View, start: int, bodies: dict[int, int]) -> int | None:
    """Start of the organisation that owns a project or branch and begins its name: …公司…生产线升级项目.

    What a branch does may be two things: 国家药监局|药品和医疗器械审评检查…分中心.
    """
    stops = _NOT_OF_BRANCH if view.text.startswith(_BRANCH, start) else _NOT_OWNED
    for position in range(start - 1, max(0, start - _MAX_OWNED), -1):
        if view.text[position] in (_NOT_OWNED if position in bodies else stops):
            break
        if position in bodies:
            return bodies[position] if _describes(view, position, start) else None
    return None


def _describes(view: View, start: int, end: int) -> bool:
    """Whether a stretch describes a thing: no adverb, number or pronoun in it, and hardly a verb."""
    verbs = 0
    for index in range(view.word_at[start], view.word_at[end - 1] + 1):
        tag = view.words.tags[index]
        word = view.text[view.words.starts[index] : view.words.ends[index]]
        if tag.startswith(("d", "m", "r", "p", "ad")) or word in context_words("stop"):
            return False
        verbs += tag == "v" and word not in context_words("inner")
    return verbs <= 1


def _is_name(view: View, modifiers: Modifiers, begin: int, head_start: int, head: Head) -> bool:
    """Whether what stands before a head makes it a name and not a kind of thing."""
    inside = view.text[begin:head_start]
    if inside == "国际":
        return False  # 国际|中心: what stands before it is its name
    if head.word.endswith("发布会") and modifiers.body and not {*modifiers.words} - {"新闻"}:
        return False  # 国新办|新闻发布会
    if head.word in (*_TRACKS, "工厂") and modifiers.place and place_kinds().get(inside) in _WIDE:
        return False  # 西藏|铁路, 中国|工厂: any one there, where 川藏铁路 is one
    if head.word.startswith(NATIONAL):
        return bool(modifiers.words)  # 智能绿色车辆与交通|全国重点实验室
    if head.type == "PLACE" and not _SIZES.isdisjoint(modifiers.words):
        return False  # 岭安县|小型水轮泵站
    if head.type == "PROJECT" and _BOUND in inside:
        return False  # 150MW以上|新能源项目
    if modifiers.level and inside.startswith("国家") and modifiers.words and head.word in _OF_STATE:
        return True  # 国家针织产品|研发中心
    needs = head.needs
    if needs == "site":
        return (modifiers.place or modifiers.body) and not modifiers.words
    if needs == "placed":
        return (modifiers.place or modifiers.level or modifiers.body) and bool(modifiers.words)
    if needs in ("body", "team"):
        near = modifiers.body and len("".join(modifiers.words)) <= _MAX_BODY_GAP
        return near or (needs == "team" and modifiers.place and _has_own(modifiers))
    if needs == "any":
        return modifiers.place or modifiers.body or len(inside) >= 4 or _has_own(modifiers)
    if needs == "quoted":
        return _is_marked(inside, head) or (head.word in _OWNED and _is_at_works(view, begin, inside, modifiers))
    if head.type == "ACTIVITY" and _NUMBERED.match(inside):
        return True
    if head.word.endswith(_ON_WATER) and len(inside) > 2 and inside[-1] in _WATERS:
        return True  # 秀水河|大桥, 蒿子湖|闸
    if head.word == "隧道" and len(inside) > 2 and inside[-1] in _HEIGHTS:
        return True  # 青石岭|隧道
    if head.word.endswith(_AT_ROAD) and len(inside) > 2 and inside[-1] in _ROADS and not inside.endswith(_ROAD_KINDS):
        return True  # 竹园路|跨铁路桥
    if needs == "own":
        own = modifiers.body or (_is_long_enough(inside, head) and (_has_own(modifiers) or _is_held(modifiers, head)))
        own = own or (head.word in _OWNED and _is_on_nature(view, begin, inside))
        own = own or _is_facility(modifiers, inside, head) or _recurs(view, begin, head_start + len(head.word), head)
        return len(inside) >= 2 and (own or _is_marked(inside, head))
    if needs == "brand":
        known = inside in context_words("plain")  # 具身|智能
        if head.word == _SHARES and not _AFTER_SHARES.match(view.text, head_start + len(head.word)):
            return _is_brand(modifiers) or (modifiers.place and not modifiers.words)  # 祥云|股份
        return _is_brand(modifiers) and not known and not _goes_on(view, head_start + len(head.word))
    if modifiers.level and not modifiers.place:
        return head.admin or (head.type in ("ORG", "ACTIVITY") and bool(modifiers.words)) or _has_own(modifiers)
    if modifiers.place or modifiers.body or _has_own(modifiers):
        return True
    return head.type != "ORG" and _is_marked(inside, head)


def _is_marked(inside: str, head: Head) -> bool:
    """Whether a sign that names have stands in it: a quotation mark, Latin letters, a dot."""
    if head.word.endswith("模式") and "+" in inside:
        return False  # “党支部+合作社+农户”|模式
    sign = (_QUOTED if head.type == "PROJECT" else _MARKED).search(inside)
    return sign is not None and _COLLECTIVE.search(inside) is None


def _is_at_works(view: View, begin: int, inside: str, modifiers: Modifiers) -> bool:
    """Whether works are done on something with a name of its own: 荆江大堤|…工程, 长江|…工程."""
    if _WORKS_AT.search(inside) and _has_own(modifiers):
        return True
    return _is_on_nature(view, begin, inside)


def _is_on_nature(view: View, begin: int, inside: str) -> bool:
    """Whether works begin with the name of a river or mountain."""
    kind = next((kind for size in (4, 3, 2) if (kind := place_kinds().get(inside[:size]))), "")
    return kind in ("water", "mountain") and begin in view.place_starts


def _recurs(view: View, begin: int, end: int, head: Head) -> bool:
    """Whether an apparatus with a long name comes back under it: 多场耦合风沙环境模拟|装置."""
    if head.word != _APPARATUS or end - begin < _LONG_NAME:
        return False
    return view.text.count(view.text[begin:end], max(0, begin - _NEAR), end + _NEAR) > 1


def _is_facility(modifiers: Modifiers, inside: str, head: Head) -> bool:
    """Whether works make something of a kind of its own at a place, or a stage of it: 宜城|小河港煤炭储备|基地项目."""
    made = head.word in _OWNED and inside.endswith(read_list("facilities"))
    staged = head.word in _OWNED and len(modifiers.words) > 1 and _STAGED.search(inside) is not None
    kind = len(modifiers.words) >= _MIN_WORDS and (made or head.word.startswith("基地"))
    return modifiers.place and (kind or staged)


def _is_held(modifiers: Modifiers, head: Head) -> bool:
    """Whether a level of government holds a meeting on something: 全省|制造业数字化转型|推进会."""
    return head.type == "ACTIVITY" and (modifiers.level or modifiers.place) and len(modifiers.words) >= 2


def _is_long_enough(inside: str, head: Head) -> bool:
    return head.type not in ("PROJECT", "ACTIVITY") or len(inside) >= _MIN_OWN


def _goes_on(view: View, end: int) -> bool:
    """Whether a noun follows, so that the trade describes it and ends no name (半导体|芯片)."""
    if end >= len(view.text) or end in view.title_starts or end in view.place_starts:
        return False
    number = view.word_at[end]
    follows = view.text[end : view.words.ends[number]]
    return view.words.tags[number].startswith(("n", "vn", "j")) and not issues(follows)


def _is_brand(modifiers: Modifiers) -> bool:
    """拓材|科技: what stands right before the trade is no everyday word, but two or three loose characters."""
    if modifiers.body and modifiers.place:
        return True  # 国网|湖北|电力
    loose = 0
    for word in modifiers.words:
        if len(word) > 1 or not word.isalpha():
            break
        loose += 1
    return 2 <= loose <= 4 and loose == len(modifiers.words)


def _has_own(modifiers: Modifiers) -> bool:
    """Whether a word that only names have stands in it."""
    if not modifiers.proper:
        return False
    plain, inner = context_words("plain"), context_words("inner")
    return any(word not in plain and word not in inner for word in modifiers.words)
