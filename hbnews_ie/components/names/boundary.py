"""Where a name that is known by its last word begins.

Chinese puts the head of a name last (武汉纽扣股份[有限公司]), so a form rule knows the end for certain and must find
the beginning. It walks leftwards over words until something that cannot stand inside a name: punctuation, a
particle, a preposition, a number, a title, a verb that takes a name as object. A place or a level of government
(省, 市) begins a name, unless another place or a body that the name belongs to stands directly before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import NamedTuple

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import (
    FIRM_ENDS,
    TOWNSHIPS,
    Head,
    context_words,
    heads,
    is_brand,
    place_kinds,
)
from hbnews_ie.lexicon import read_list

__all__ = ["BRACKETED", "LEVELS", "MAX_BRACKETED", "NATIONAL", "Modifiers", "is_count", "walk_left"]

_MAX_LENGTH = 32
_QUOTED_START = ("PROJECT", "ACTIVITY", "PRODUCT")  # what a quotation begins (武汉|“黄鹤”项目)
_CENTRAL = ("总局", "总署", "总公司", "银行")  # bodies whose branches bear their name
_FIRMS = (*FIRM_ENDS, "电力")  # firms that firms belong to
_NATION = "国家"
_STATE_OWNED = ("国营", "公私合营", "地方国营", "民航")
MAX_BRACKETED = 18
_MAX_PLACE = 14  # names of places are short
_STOP_TAGS = ("p", "c", "u", "r", "d", "y", "e", "o", "t", "ad")
_NUMBER_TAGS = ("m", "q", "mq")
_FIELDS = ("n", "j")  # tags of fields that bodies have (光电)
_PROPER_TAGS = ("nz", "nr", "nt", "ns", "nrt", "nrfg", "j", "eng")
_SINGLE_STOPS = frozenset(
    "的地得了着过在于与和及跟同由被把将对向从到至以为是有等其该各某每这那据经按称说请让使叫给往赴赶进出入上下里中内外后前时又也都还就才只并且或而则但即如若因所被个名位家项次种款年月日号任原曾兼仅约近超除继乘称获率赴自比作用共沿抓起批已皆"
)
_CONJUNCTIONS = frozenset("和与及")
LEVELS = frozenset("省市区县州旗盟镇乡村")
_LEVEL_WORDS = frozenset({"国家", "全国", "中央", "中共", "国际", "中华", "自治区", "世界"})
_MY_LEVEL = frozenset(map("".join, product("我本该", "省市区县州")))
_SAME_BODY = frozenset(map("".join, product("该本我", ("校", "院", "所", "公司", "集团", "中心", "馆", "局", "厂"))))
_WHOLE_LEVEL = frozenset("全" + level for level in "国省市区县州")
_ROUND = frozenset("百千万亿")
_NUMERALS = frozenset("一二三四五六七八九十百零〇")  # 八五二|农场, 十二|局
_DELEGATES = ("人大代表", "党代表", "政协委员")  # 全国人大代表|…集团
_HAND_IN_HAND = ("牵手", "携手", "联手")
_GOVERNMENT = re.compile("国务院|[省市县区州](?:人民)?政府")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]{1,4}$")
_POINTING = frozenset("这那该每首")
_COUNTS = frozenset("一二两三四五六七八九十多几各")
_DIVISIONS = ("街道", "社区")  # 工人村|街道: the level is in their name
_PARKS = read_list("parks")
NATIONAL = read_list("national_kinds")
"""How the kinds of laboratories and centres begin that the state founds: what stands before names their field."""
_MANIFOLD = re.compile("[多双单][层晶向轴核模元维相孔级芯轨][一-鿿]?")  # 多层|电路板, 双向|电缆
_LANDFORMS = frozenset("坪湾湖岗庄店桥沟坝寨墩冲屯集镇村营楼堡坑垭坳塘嘴洲台岭山河口渡畈坊院圩")
_ACROSS = ("大桥", "特大桥", "隧道", "通道")
_WATER_SIZES = (2, 3, 4)
_OWN_OF_WORKS = re.compile("(?:(?![的在与和至到跨从由])[\u4e00-\u9fff])+")
_OF_FIELDS = ("学院", "系", "研究院", "研究所")
_FAMILY = "家"  # 潘|家|湾, 余家|坪: the dictionary has them for counts
_OF_WHOLE_LEVEL = re.compile("(?<=召开|举行|举办|参加|出席)全[国省市县区州][^\\s,。;:、“”《》()的在]{1,8}$")
_COUNTED = frozenset(read_list("classifiers")) | {"大"}
BRACKETED = re.compile(r"\((?!简称|以下|下称|记者|通讯员)[^()\n,。;、]{2,12}\)$")
_QUOTED = re.compile(r"“[^“”\n,。;]{1,16}”$")
_MOTTO_BEFORE = re.compile(
    r"“(?![一两二三四五六七八九十\d]{1,3}[个大项条])[^“”\n,。;]{1,14}”$"
)  # “师带徒”, not “两个覆盖”


class Modifiers(NamedTuple):
    """What stands before a head: where it begins, and what in it is proper."""

    start: int
    place: bool
    level: bool
    body: bool
    proper: bool
    words: tuple[str, ...]


def walk_left(view: View, position: int, bodies: Mapping[int, int], head: Head) -> Modifiers:
    """Walk left from the start of a head.

    ``bodies`` maps the end of each organisation found so far to its start: a head that joins takes in the body
    that ends there, any other head stops at it.
    """
    return _Walk(view, position, bodies, head).run()


class _Walk:
    def __init__(self, view: View, position: int, bodies: Mapping[int, int], head: Head) -> None:
        self.view = view
        self.text = view.text
        self.origin = position
        self.bodies = bodies
        self.head = head
        self.place = self.level = self.body = self.proper = False
        self.words: list[str] = []
        self.singles = 0
        self.conjunction: tuple[int, int, int] | None = None

    def run(self) -> Modifiers:
        position = self.origin
        lowest = max(0, position - (_MAX_PLACE if self.head.type == "PLACE" else _MAX_LENGTH))
        while position > lowest:
            step = self.step(position)
            if step is None or step < lowest:
                break
            position = step
            if self.place or self.body or (self.level and self.head.type != "ACTIVITY"):
                position = self.before(position)
                break
            if self.text[position] == "“" and self.head.type in _QUOTED_START:
                break
        anchored = self.place or self.level or self.body
        if not anchored and self.conjunction is not None and not self.head.word.startswith(NATIONAL):
            position, kept, self.singles = self.conjunction
            del self.words[kept:]
        if not anchored:
            position = self.trim(position)
        proper = self.proper or self.singles >= 2
        return Modifiers(position, self.place, self.level, self.body, proper, tuple(self.words))

    def step(self, position: int) -> int | None:
        """Take one word, bracket, quotation, place or body that ends at ``position``; None at a border."""
        sign = self.text[position - 1]
        if sign in ")”":
            return self.enclosed(position, BRACKETED if sign == ")" else _QUOTED)
        body = self.bodies.get(position)
        if body is not None and position < self.origin and _GOVERNMENT.match(self.text, position):
            return None  # 中共中央办公厅|国务院办公厅
        joins = self.head.joins or self.head.word.endswith(_PARKS)  # 东风汽车|零部件产业园
        joins = joins or (body is not None and (self.is_firm_of(body, position) or self.is_unit_by_number()))
        if body is not None and (joins or position == self.origin or self.is_brand(body, position)):
            self.body = True
            return body
        if body is not None:
            return None
        if position in self.view.place_ending:
            place = self.view.larger_place(position)
            self.place = self.place or place is not None
            return place
        if self.text.endswith(_DELEGATES, 0, position) and position < self.origin:
            return None
        if position in self.view.title_ends and self.stops_at_title(position):
            return None
        return self.word(position)

    def stops_at_title(self, end: int) -> bool:
        """Whether a title is a border: of organisations that are not of its trade, of places: 董事长|方大桥."""
        if self.head.type == "PLACE" or self.head.needs in ("body", "team"):
            return True
        return self.head.type == "ORG" and not self.view.ends_trade(end)

    def may_own(self, start: int, end: int) -> bool:
        """Whether a body may stand before a place in a name: 国家税务总局|宁波市税务局.

        A government belongs to no other body: 省委办公厅|省政府办公厅.
        """
        if _GOVERNMENT.match(self.text, end):
            return False
        return (
            self.is_firm_of(start, end)
            or self.head.joins
            or self.is_brand(start, end)
            or self.text.endswith(_CENTRAL, start, end)
        )

    def is_firm_of(self, start: int, end: int) -> bool:
        """Whether a firm behind a firm is one of its own: 国网甘肃电力公司|酒泉供电公司, …有限公司|超高压公司."""
        return self.head.word.endswith("公司") and self.text.endswith(_FIRMS, start, end)

    def owned_by_state(self, position: int) -> int | None:
        """国营|北京第二棉纺织厂."""
        if not self.text.endswith(_STATE_OWNED, 0, position):
            return None
        return next(position - len(word) for word in _STATE_OWNED if self.text.endswith(word, 0, position))

    def is_national(self, position: int) -> bool:
        """Whether 国家 opens the name of a body or works of the state at a place: 国家|川藏铁路技术创新中心."""
        start = position - len(_NATION)
        opens = self.text.startswith(_NATION, max(0, start)) and self.text[start - 1 : start] not in (
            "个",
            "多",
            "各",
            "等",
        )
        return opens and start >= 0 and bool(self.view.edges[start]) and self.head.type in ("ORG", "PROJECT")

    def beyond_water(self, position: int) -> int | None:
        """Where the place begins that works across a river lie at, behind a word of their own: 秭归|香溪|长江大桥."""
        water = any(place_kinds().get(self.text[position : position + size]) == "water" for size in _WATER_SIZES)
        if not water or not self.head.word.endswith(_ACROSS):
            return None
        words = ((position - size, _OWN_OF_WORKS.fullmatch(self.text, position - size, position)) for size in (2, 3))
        starts = (self.view.place_ending.get(start) for start, own in words if own)
        return next((start for start in starts if start is not None), None)

    def mother_body(self, position: int) -> int | None:
        """What a branch belongs to ends in the same word: 工业机器人产业联盟|河南分联盟."""
        kind = heads().get(self.head.word[1:]) if self.head.word[0] == "分" else None
        if kind is None or not self.text.endswith(kind.word, 0, position):
            return None
        mother = walk_left(self.view, position - len(kind.word), self.bodies, kind)
        return mother.start if mother.words or mother.place or mother.level else None

    def is_brand(self, start: int, end: int) -> bool:
        """Whether a body known by a short name may begin a longer name: 顺丰|速运有限公司, 国网|武汉供电公司."""
        return self.head.type == "ORG" and is_brand(self.text[start:end])

    def enclosed(self, position: int, pattern: re.Pattern[str]) -> int | None:
        found = pattern.search(self.text, max(0, position - MAX_BRACKETED), position)
        if found is None:
            return None
        self.proper = True
        self.words.append(found.group())
        return found.start()

    def word(self, position: int) -> int | None:
        words, head = self.view.words, self.head
        index = self.view.word_at[position - 1]
        start, tag = words.starts[index], words.tags[index]
        word = self.text[start:position]
        if word in TOWNSHIPS and (township := self.view.own_township(position)) is not None:
            self.place = True
            return township
        is_division = head.admin and word in LEVELS and not (self.words and self.words[-1] in _DIVISIONS)
        if (word in _LEVEL_WORDS and not self.is_of_firm(word)) or is_division:
            self.level = True
            return start
        if head.admin and position < words.ends[index] and word[0] in LEVELS:
            self.level = True  # 省公安厅 is one word of the dictionary
            return start
        if word[0] in _COUNTS and word[1:] in LEVELS:
            return None  # 晋冀两省|高速公路
        if head.type == "ACTIVITY" and word in _WHOLE_LEVEL:
            self.level = True
            return start
        if head.admin and word[-2:] in _MY_LEVEL:
            self.level = True
            return position - 1
        if head.type == "ORG" and word in _SAME_BODY:
            self.level = True  # 该校|前沿科学中心: what follows is a part of the body named before
            return None
        if word.isdigit() and (self.words[-1][0] if self.words else head.word) in _COUNTED:
            return None  # 9|家小|厂
        if len(word) == 1:
            return self.single(word, tag, start)
        if (tag == "x" and not word.isalnum()) or not self.may_contain(word, tag, position):
            return None
        self.words.append(word)
        self.proper = self.proper or (tag in _PROPER_TAGS and word not in context_words("builds"))
        return start

    def single(self, word: str, tag: str, start: int) -> int | None:
        if word in "·-&":
            return start if self.text[start - 1 : start] != word else None  # no name runs over a dash of two strokes
        if word in _CONJUNCTIONS and self.words and self.conjunction is None and self.may_coordinate(start):
            self.conjunction = (start + 1, len(self.words), self.singles)
            return start
        allowed = word == "经" and not self.words and self.head.word in ("局", "委")  # 科经|局, 发经|委
        allowed = allowed or self.is_family(word)
        if (word in _SINGLE_STOPS and not allowed) or tag.startswith("u") or not word.isalnum():
            return None
        if word in LEVELS and self.text[start - 1 : start] in _COUNTS:
            return None  # 晋冀两|省|高速公路
        if word in "帮替持" and self.head.word == "公司" and not self.words:
            return None  # 这笔钱帮|公司, 增持|公司股份
        if word in _COUNTS and self.words[-1:] == ["大"]:
            return None  # 武当山三|大|黄金旅游区
        if tag == "q" and self.text[start - 1 : start] in _POINTING:
            return None  # 这|座|和平大厦
        if word in "来去" and tag == "v" and self.text[start - 1 : start].isalnum():
            return None  # 石鸿达|来|松林湾中学
        self.words.append(word)
        self.singles += 1
        return start

    def may_coordinate(self, start: int) -> bool:
        """经济[和]信息化局: a conjunction inside a name joins common words, not names."""
        if start in self.bodies or start in self.view.place_ending:
            return False
        return self.head.admin or (self.head.joins and (not self.proper or self.head.word.startswith(NATIONAL)))

    def may_contain(self, word: str, tag: str, position: int) -> bool:
        if word in context_words("builds") and self.is_building(position - len(word)):
            return False
        if _MANIFOLD.fullmatch(word) and not self.text[position - len(word) - 1 : position - len(word)].isdigit():
            return True
        if word.isascii():
            return not word.isdigit() or bool(self.words) or self.is_number_brand(word)
        if word[0] == "第" and self.words and self.words[-1] == "大":
            return False  # 全球第三|大|航运公司
        if word[0] == "第" and _ORDINAL.match(word):
            self.proper = self.proper or self.head.type == "ORG"
            return True
        if self.head.type == "ORG" and _NUMERALS.issuperset(word) and self.is_numbered():
            self.proper = True
            return True
        if word in context_words("inner"):
            return True
        if tag.startswith("v") and self.is_of_whole_level(position - len(word)):
            return True  # 全省金融|支持|制造业发展座谈会
        if word in context_words("stop") or word[-2:] in context_words("stop"):
            return False
        if (tag in _NUMBER_TAGS or tag.startswith(_STOP_TAGS) or is_count(word)) and not self.is_family(word):
            return False
        if tag.startswith("v") and word[-1] == "为":
            return False  # 晋升为|公司
        if self.head.type == "PROJECT" and self.is_behind_motto(position - len(word)):
            return True  # “师带徒”|培养|计划
        if tag.startswith("v") and tag != "vn" and self.head.type != "ACTIVITY" and self.head.word != "活动":
            field = position == self.origin and self.text[position - len(word) - 1] in _CONJUNCTIONS
            return len(word) > 2 or (field and self.head.word in _OF_FIELDS)  # 车辆与|运载|学院
        return True

    def is_of_whole_level(self, start: int) -> bool:
        """Whether a meeting of a whole level may begin shortly before: its name may hold verbs."""
        text = self.text
        return self.head.type == "ACTIVITY" and _OF_WHOLE_LEVEL.search(text, max(0, start - 12), start) is not None

    def is_behind_motto(self, start: int) -> bool:
        """Whether a quotation ends here that names one thing, not what several have in common (“两个覆盖”)."""
        return _MOTTO_BEFORE.search(self.text, max(0, start - 16), start) is not None

    def is_building(self, start: int) -> bool:
        """Whether what begins here builds a place, or something at one: 片区|新建|公园, 在什邡|建设|工厂."""
        if self.head.type == "PLACE":
            return True
        place = self.view.place_ending.get(start, start) if self.head.word.endswith("厂") else start
        return place < start and self.text[place - 1 : place] in ("在", "于")

    def is_of_firm(self, word: str) -> bool:
        """Whether 国际 stands amid the name of a firm or a campus: 辽宁丹海|国际|海运公司, 西部|国际|创新港."""
        return word == "国际" and self.head.word.endswith(("公司", "创新港"))

    def is_unit_by_number(self) -> bool:
        """Whether a body numbers its units: 江城公交集团|第四保修厂."""
        return self.head.type == "ORG" and bool(self.words) and _ORDINAL.fullmatch(self.words[-1]) is not None

    def is_family(self, word: str) -> bool:
        """Whether a hamlet is called after a family: 潘|家|湾, 余家|坪."""
        return word[-1] == _FAMILY and bool(self.words) and self.words[-1][0] in _LANDFORMS

    def is_numbered(self) -> bool:
        """Whether what follows a number is a unit that bears numbers as names (局, 农场, 中学)."""
        last = self.words[-1] if self.words else self.head.word
        return last in ("局", "农场", "厂", "中学", "中", "院", "所", "兵团", "师", "团")

    def is_number_brand(self, word: str) -> bool:
        """360|集团: a number alone may be a firm's name."""
        self.proper = self.proper or (self.head.word == "集团" and len(word) in (2, 3))
        return self.proper

    def before(self, position: int) -> int:
        """A larger place, or the body that owns the name, may stand before what begins it."""
        while True:
            sign = self.text[position - 1 : position]
            dotted = (sign == "·" and self.head.type == "ACTIVITY") or (sign in "—-" and position > 1)
            if dotted and position - 1 in self.view.place_ending:
                position = self.view.place_ending[position - 1]  # 湖北·|长三角招商推介会
            before = self.view.larger_place(position)
            body = self.bodies.get(position)
            if before is None and body is not None and self.may_own(body, position):
                before = body
            if before is None:
                before = self.mother_body(position)
            if before is None:
                before = self.owned_by_state(position)
            if before is None:
                before = self.beyond_water(position)
            if before is None and self.is_national(position):
                before = position - len(_NATION)
            if before is None or self.origin - before > _MAX_LENGTH:
                return position
            self.body = self.body or before == body
            self.place = self.place or position in self.view.place_ending
            position = before

    def trim(self, position: int) -> int:
        """Drop words at the left edge that do not begin names."""
        while self.words:
            word = self.words[-1]
            dropped = (
                word.startswith("(")
                or (word in context_words("edge") and not self.opens_own_word(word, position))
                or self.is_inner_edge(word, position)
                or self.is_loose_verb(word, position)
                or self.is_verbal_noun(word, position)
            )
            if not dropped:
                if self.text.startswith(_HAND_IN_HAND, max(0, position - 1)):
                    position += 1  # 牵手|中桥设计院: the dictionary has 手中
                break
            position += len(word)
            self.words.pop()
        return position

    def opens_own_word(self, word: str, position: int) -> bool:
        """大|亚|集团, 万|力|集团: an adjective or a round number before a loose character is a piece of an own word."""
        if len(self.words) < 2 or len(self.words[-2]) > 1:
            return False
        if word in _ROUND:
            return not self.text[position - 1 : position].isnumeric()
        return self.head.type == "ORG" and word in "新大"

    def is_loose_verb(self, word: str, position: int) -> bool:
        """A verb of one character before a longer word does not belong to a name (占|长江中游…)."""
        if len(word) > 1 or len(self.words) < 2 or len(self.words[-2]) < 2:
            return False
        return self.view.words.tags[self.view.word_at[position]].startswith("v")

    def is_verbal_noun(self, word: str, position: int) -> bool:
        """指派|高警总队: a verb that jieba also knows as a noun does not begin an organisation."""
        if self.head.type != "ORG" or len(word) != 2:
            return False
        return self.view.words.tags[self.view.word_at[position]] == "vn"

    def is_inner_edge(self, word: str, position: int) -> bool:
        """Whether a word only stands inside names, but for a field that a body has (光电|医疗器械|检验中心)."""
        if word not in context_words("inner") or self.head.type == "ACTIVITY":
            return False
        return self.head.type != "ORG" or self.view.words.tags[self.view.word_at[position]] not in _FIELDS


def is_count(word: str) -> bool:
    """Whether a word counts what follows: 三家, 几大."""
    return word[-1] in _COUNTED and _COUNTS.issuperset(word[:-1])
