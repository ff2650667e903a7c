"""Roles: which neighbour of a trigger fills which role.

The rows of triggers.tsv say what subject, object, partner, doer and receiver are to a word; the table of roles says
what may fill a role. A neighbour takes the first of its roles that accepts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from hbnews_ie.components.events.fillers import JOINED, Filler, Resolver, is_counted_list
from hbnews_ie.components.events.triggers import Hit, Trigger, accepts, excludes, triggers, works
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.lexemes import act_words
from hbnews_ie.components.syntax.phrases import phrase_after
from hbnews_ie.components.syntax.reading import NUMBERS, Item, Reading
from hbnews_ie.layers import Argument
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["MARKETS", "Roles", "closing_object", "object_fillers", "without_amount"]

MARKETS = re.compile(
    r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[余多]?个(?:国家和地区|国家|地区|省市区?|省份|省区市|大中城市|城市)"
)
"""Countries and cities that goods go to, by their number."""
_ATTRIBUTIVE = ("a", "b", "z")
_QUALIFYING = ("最新", "初步", "全新", "整体", "最终", "首期")  # which the dictionary has as adverbs
_SIZE = re.compile("(?:为|达|约|仅|超过|约为|达到|超)")
_COUNTED = ("ESTABLISHMENT", "RECOGNITION", "RELEASE")  # types of events without an amount: what it counts is with it
_TASKS = ("工作", "任务", "试点", "服务")
_IN_ONE = ("MEETING", "TRADE")
_LONGEST_CLOSING = 40  # characters
_ARTICLE = re.compile(r"一([个支处座家条项所批款套种份名位场台件])(?!\1)")  # but 一个个|刀圈
_WORTH = re.compile(
    rf"(?:{alternation(read_list('sums'))}|总?规模|总?价值)(?:为|约|达|超过?|近)?[\d.]{{1,9}}[万亿]{{0,2}}(?:[美欧日港]?元|欧元)(?:人民币)?的"
)
# 签署|双方共建工作站协议, 签署|甲大学与乙公司合作协议: what is signed says between whom
_BETWEEN = re.compile(
    rf"(?:双方|三方|[^,。;\n“”《》]{{2,16}}[与和][^,。;\n“”《》]{{2,16}})[^,。;\n“”《》的]{{0,4}}(?:共建|合作|共同|联合)[^,。;\n“”《》的]{{0,16}}"
    rf"{alternation(read_list('agreements'))}$"
)
_JOINED_HONOR = re.compile(r"[\u4e00-\u9fff]{2,4}[与和][\u4e00-\u9fff]{2,10}奖(?:“[^“”]{2,12}”)?(?:[一二三特]等奖)?")
_AGREED = re.compile(
    rf"[^\W\d][^,。;\n]{{1,24}}?等(?:多|[\d一二三四五六七八九十]{{1,3}})(?:个方面的|[项个份])[^,。;\n]{{0,10}}?"
    rf"{alternation(read_list('agreements'))}(?![\u4e00-\u9fff])"
)
_ORDER = re.compile("[^,。;、的]{0,16}?(?:订单|大单)")
_TRAVELLERS = re.compile("[乘坐搭]|人员")  # 乘客|乘飞机, 救援人员和|车辆
_FIRST_ONES = re.compile("首[批期次]|第[一二三]批|这批|此批")  # 首批|80辆|轻卡
_LIMITS = ("以上", "以下")
_OFFICES = read_list("offices_of_state")
_MEASURED = re.compile("[长宽高深重厚]?的")  # between a measure and what it measures


class Roles:
    """Collects the arguments of one event."""

    def __init__(self, reading: Reading, row: Trigger) -> None:
        self.reading = reading
        self.row = row
        self.accepts = accepts()[row.type]
        self.arguments: list[Argument] = []
        self.ways: dict[tuple[int, int], str] = {}  # by span: what brought the argument
        self.absurd = False  # something stands where a role is that it cannot fill

    def has(self, role: str) -> bool:
        """Tell whether a role is filled."""
        for argument in self.arguments:  # noqa: SIM110
            if argument.role == role:
                return True
        return False

    def take_over(self, arguments: Iterable[Argument]) -> None:
        """Put the arguments of another event in the place of those with the same roles."""
        taken = list(arguments)
        roles = {argument.role for argument in taken}
        self.ways.update({(argument.start, argument.end): "shared" for argument in taken})
        self.arguments = taken + [argument for argument in self.arguments if argument.role not in roles]

    def make_sense(self) -> bool:
        """Tell whether what fills the roles can: what is developed, and what settles somewhere, is named."""
        if self.row.type == "RELEASE" and self.row.use == "mixed":
            return self.has("object")
        if self.row.type == "PROJECT_PROGRESS" and self.row.object == "place":
            return self.has("project")  # a person who settles down (落户|苏州) is none
        return True

    def fits(self, filler: Filler, role: str) -> bool:
        """Tell whether a filler may fill a role."""
        allowed = self.accepts.get(role, ())
        item = filler.item
        if item is None:
            return "NP" in allowed
        if role == "project" and item.type == "ORG" and self.reading.text.endswith(_OFFICES, item.start, item.end):
            return False  # nobody builds or opens an office of the state
        if item.type in allowed:
            return True
        if item.type == "PLACE" and "WORKS" in allowed:
            return self.reading.text.endswith(works(), item.start, item.end)
        if item.type != "QUANTITY" or "MONEY" not in allowed or item.index is None:
            return False
        return self.reading.quantities[item.index].kind == "money"

    def cannot(self, filler: Filler, role: str) -> bool:
        """Tell whether a phrase that names nothing is of a kind that the role never has."""
        never = excludes().get((self.row.type, role), ()) if filler.item is None else ()
        if not never or not self.reading.text.endswith(never, filler.start, filler.end):
            return False
        named = any(item.type == "PERSON" for item in self.reading.within(filler.start, filler.end))
        return not named and _TRAVELLERS.search(self.reading.text, filler.start, filler.end) is None

    def fill(self, fillers: Iterable[Filler], *roles: str, way: str) -> None:
        """Give each filler the first of the roles that accepts it; ``way`` tells what brought it (``subject``)."""
        fillers = list(fillers)
        for filler in fillers if "place" in roles else self.in_one(fillers):
            if len(fillers) > 1 and self.sums_up(filler):
                continue
            filler = self.with_count(self.without_article(filler))
            span = filler.start, filler.end
            if span in self.ways or (filler.item is not None and self.counts_buyers(filler.item)):
                continue
            for role in roles:
                if role and self.fits(filler, role):
                    if self.cannot(filler, role):
                        self.absurd = True  # 项目开工|情况, 一期|投资1.8亿元
                        break
                    self.ways[span] = way
                    self.arguments.append(filler.argument(role))
                    break

    def counts_buyers(self, item: Item) -> bool:
        """Whether a number only counts those to whom goods go: 远销|26个|国家和地区."""
        trade = self.row.type == "TRADE" and item.type == "QUANTITY"
        return trade and MARKETS.match(self.reading.text, item.start) is not None

    def sums_up(self, filler: Filler) -> bool:
        """Whether a phrase only counts those of whom some were named before it: 德国、新加坡等|30多个国家."""
        number = self.reading.covering(filler.start)
        counted = filler.item is None and number is not None and number.type == "QUANTITY"
        return counted and self.reading.text[filler.start - 1] == "等"

    def with_count(self, filler: Filler) -> Filler:
        """Take in how many there are, where the event has no amount: 获得|专利|176项, 设立|培训基地|12个."""
        if filler.item is not None or self.row.type not in _COUNTED or filler.end >= len(self.reading.text):
            return filler
        number = self.reading.covering(filler.end)
        if number is None or number.start != filler.end or number.type != "QUANTITY" or number.index is None:
            return filler
        counts = self.reading.quantities[number.index].kind == "count"
        return Filler(filler.start, number.end) if counts else filler

    def in_one(self, fillers: list[Filler]) -> list[Filler]:
        """Of those who meet, and of goods, take a list that names nobody as one: 高校、企业、商协会|洽谈."""
        listed = len(fillers) > 1 and all(filler.item is None for filler in fillers)
        if self.row.type not in _IN_ONE or not listed:
            return fillers
        gaps = (self.reading.text[left.end : right.start] for left, right in pairwise(fillers))
        numbers = [self.reading.covering(filler.start) for filler in fillers[1:]]
        if self.row.type == "MEETING" and all(number is not None and number.type == "QUANTITY" for number in numbers):
            return fillers  # 32支队伍、|412名选手|参赛
        return [Filler(fillers[0].start, fillers[-1].end)] if all(gap in JOINED for gap in gaps) else fillers

    def without_article(self, filler: Filler) -> Filler:
        """Leave out 一支, 一处 and the like, which only say that a thing is new in the text."""
        pointed = filler.item is None and self.reading.text[filler.start - 1 : filler.start] in ("这", "那")
        if pointed and filler.end - filler.start > 2 and self.reading.text[filler.start] in "一组个项批份":
            return Filler(filler.start + 1, filler.end)  # 刊发这一|成果
        article = _ARTICLE.match(self.reading.text, filler.start, filler.end - 2) if filler.item is None else None
        return Filler(article.end(), filler.end) if article is not None else filler

    def fill_nearest(self, item: Item | None, role: str) -> None:
        """Give an item that stands near a role."""
        if item is not None:
            self.fill([Filler(item.start, item.end, item)], role, way="nearest")


def object_fillers(reading: Reading, resolver: Resolver, frame: Frame, verb: int, limit: int) -> list[Filler]:
    """Return what the object of a frame gives, behind a ``verb`` that ends there.

    A phrase that names nothing runs on to its head noun, and begins with what qualifies it: 研发|新材料.
    """
    group = frame.object
    if group is None:
        for other in frame.governed:
            if other.governor == "ba" or (other.governor == "to" and frame.light):
                return resolver.fillers(other)
        return []
    anaphor = resolver.antecedent(group)
    if anaphor is not None and anaphor[1]:
        return anaphor[1]
    fillers = resolver.fillers(group)
    if fillers and (sized := _sized(reading, fillers[-1], limit)) is not None:
        return [*fillers[:-1], sized]
    if fillers and fillers[-1].item is None and not group.whole:
        fillers[-1] = _whole_phrase(reading, group, fillers[-1], limit)
    elif not fillers and group.elements[-1].kind in ("modifier", "quantity"):
        whole = _whole_phrase(reading, group, Filler(group.start, group.end), limit)
        return [whole] if whole.end > group.end else []
    if group.clause is not None and len(fillers) == 1 and fillers[0].item is None:
        return [Filler(group.clause, fillers[0].end)]
    if fillers and fillers[0].item is None and group.start >= verb:
        fillers[0] = _with_attribute(reading, fillers[0], verb)
    things = (_without_sum(reading.text, filler) for filler in fillers)
    return [filler for filler in things if filler.start < filler.end]


def _sized(reading: Reading, filler: Filler, limit: int) -> Filler | None:
    """The thing that a measure behind a verb only describes: 研制出一种|面积为1平方厘米的太阳能电池."""
    size = _SIZE.match(reading.text, filler.end, limit) if filler.item is None else None
    number = reading.covering(size.end()) if size is not None and size.end() < limit else None
    if number is None or number.type != "QUANTITY" or not reading.text.startswith("的", number.end):
        return None
    found = phrase_after(reading, number.end + 1, limit, verbal=True)
    return Filler(filler.start, found[1]) if found is not None and found[0] == number.end + 1 else None


def _with_attribute(reading: Reading, filler: Filler, floor: int) -> Filler:
    """Take in the adjectives between a verb and its object: 达成|初步|合作意向."""
    words, start = reading.words, filler.start
    while start > floor and reading.covering(start - 1) is None:
        place = reading.word(start - 1)
        word, tag = reading.text[words.starts[place] : start], words.tags[place]
        is_done = tag.startswith("v") and reading.text[start : filler.end] in _TASKS  # 启动|拆除|工作
        if words.starts[place] < floor or not (tag.startswith(_ATTRIBUTIVE) or word in _QUALIFYING or is_done):
            break
        start = words.starts[place]
    return Filler(start, filler.end)


def _without_sum(text: str, filler: Filler) -> Filler:
    """Of what is signed or bought, the thing without what it costs: 签约|总金额|3亿元, 签署合同|金额|3亿元."""
    if filler.item is not None:
        return filler
    worth = _WORTH.match(text, filler.start, filler.end)
    if worth is not None and worth.end() < filler.end:
        return Filler(worth.end(), filler.end)  # 总额800亿元的|战略合作协议
    sums = read_list("sums")
    size = max((len(word) for word in sums if text.endswith(word, filler.start, filler.end)), default=0)
    return Filler(filler.start, filler.end - size)


def listed_object(reading: Reading, hit: Hit, limit: int) -> list[Filler]:
    """All that stands behind a trigger, where it is a list that its last noun counts.

    建成|压铸、总装两条生产线, 签署|乡村振兴等3项协议, 签署|双方共建工作站协议, 获|科学与技术进步奖.
    """
    start = hit.end + reading.text.startswith("了", hit.end)
    types = {row.type for row in hit.rows}
    if "TRADE" in types and (ordered := _ordered(reading, start, limit)) is not None:
        return [ordered]
    agreed = _AGREED.match(reading.text, start, limit) if "COOPERATION" in types else None
    end = agreed.end() if agreed is not None else limit
    if "COOPERATION" in types and _BETWEEN.match(reading.text, start, limit):
        return [Filler(start, limit)]
    if "RECOGNITION" in types and _JOINED_HONOR.fullmatch(reading.text, start, limit):
        return [Filler(start, limit)]
    if agreed is None and not is_counted_list(reading.text, start, limit):
        return []
    return [] if any(item.type not in NUMBERS for item in reading.within(start, end)) else [Filler(start, end)]


def _ordered(reading: Reading, start: int, limit: int) -> Filler | None:
    """What a firm's order is for, behind the firm and how much: 拿下|江城油田|1.2万吨|套管订单."""
    buyer = reading.covering(start) if start < limit else None
    if buyer is None or buyer.type != "ORG" or buyer.start != start:
        return None
    amount = reading.covering(buyer.end) if buyer.end < limit else None
    begin = amount.end if amount is not None and amount.type == "QUANTITY" else buyer.end
    order = _ORDER.match(reading.text, begin, limit)
    return Filler(*order.span()) if order is not None else None


def closing_object(reading: Reading, hit: Hit, limit: int) -> list[Filler]:
    """All that stands behind a trigger, where it ends as its object must: an act gained, a case tried.

    通过|省机械局|鉴定, 获|教育部组织的专业|认证, 审理|一起拖欠工资案.
    """
    start = hit.end + reading.text.startswith("了", hit.end)
    endings = next((row.endings for row in hit.rows if row.object in ("honor", "activity")), ())
    if limit - start > _LONGEST_CLOSING or reading.text.startswith("的", start):
        return []
    is_event = reading.text[limit - 2 : limit] in triggers() and not reading.text.endswith(
        "”", 0, limit - 2
    )  # 通过|审定
    return [Filler(start, limit)] if not is_event and reading.text.endswith(endings, start, limit) else []


def _whole_phrase(reading: Reading, group: Group, filler: Filler, limit: int) -> Filler:
    """Let a phrase run on over a verb to its head noun (科技成果|转化|项目), but not out of quotation marks."""
    if reading.text[filler.start - 1 : filler.start] == "“" and reading.text.startswith("”", filler.end):
        return filler
    body = filler.start
    for element in group.elements:
        if element.kind == "quantity" and element.start <= body < element.end:
            body = element.end
    found = phrase_after(reading, body, limit, verbal=True, joined=False, closing=True)
    end = max(filler.end, found[1]) if found else filler.end
    return filler if filler.end < end and _acts_next(reading, filler.end, end) else Filler(filler.start, end)


def _acts_next(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch begins with how something is done and ends with that: 模块|首次出口, not 项目|集中签约活动."""
    word = reading.text[start : reading.words.ends[reading.word(start)]]
    last = reading.text[reading.words.starts[reading.word(end - 1)] : end]
    if "manner" not in word_classes().get(word, ()):
        return False
    return reading.covering(end - 1) is not None or last in act_words() or last == word


def without_amount(reading: Reading, filler: Filler) -> Filler:
    """Of what is bought, paid or built (640万千瓦时|绿电, 30公里长的|干渠), the thing without its amount.

    Nor has it what stands before its number: 东津新区|20个|项目, 江城公司生产的|312辆|汽车.
    """
    tie = reading.text.rfind("的", filler.start, filler.end) if filler.item is None else -1
    counted = reading.covering(tie + 1) if filler.start < tie < filler.end - 1 else None
    if counted is not None and counted.type == "QUANTITY" and counted.end < filler.end:
        return Filler(counted.end, filler.end)
    place = reading.covering(filler.start) if filler.item is None else None
    if place is not None and place.type == "PLACE" and place.end < filler.end:
        counted = reading.covering(place.end)
        if counted is not None and counted.type == "QUANTITY":
            filler = Filler(counted.start, filler.end)
    first = _FIRST_ONES.match(reading.text, filler.start) if filler.item is None else None
    item = reading.covering(first.end() if first is not None and first.end() < filler.end else filler.start)
    sized = item is not None and reading.text.endswith(_LIMITS, item.start, item.end)  # 亿元以上|项目: which they are
    if filler.item is None and item is not None and item.type == "QUANTITY" and item.end + 1 < filler.end and not sized:
        measured = _MEASURED.match(reading.text, item.end)
        return Filler(measured.end() if measured is not None else item.end, filler.end)
    return filler
