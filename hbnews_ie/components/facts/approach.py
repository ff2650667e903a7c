"""The way back from a number to its indicator, over words that only link, tell a change or modify the number.

参与该机制的企业|已达|40多家, 通关时间|从4小时缩短至|1.5小时. On the way it is noted what those words say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hbnews_ie.components.facts.words import (
    AGAINST,
    BASES,
    CHANGES,
    COMPARED,
    LEVELS,
    NOUNS,
    RATES,
    fact_words,
    measure_before,
)
from hbnews_ie.components.syntax.reading import Reading

__all__ = ["LONGEST_SUBJECT", "Approach", "comparison_before", "walk_back"]

LONGEST_SUBJECT = 24
"""Characters of a subject with a relative clause."""

_SKIPPED_TAGS = frozenset({"d", "ad", "ul", "uz", "ug"})  # adverbs and aspect particles
_EQUIVALENT = re.compile("折[合算成]?$|相当于$")
_LONGEST_EQUIVALENT = 3
_RANKED = ("前列", "前茅", "首位", "榜首")  # ranks without a number: 居全国前列、|中部|第一
_WHOLE = re.compile(
    "[从由]?(?:全[国省市区县州乡镇校厂]|全世界|全球|国内|国际|同行业|全行业|各(?:行业|地区|地市|市州|区县|县区|产业|国))$"
)
_LONGEST_WHOLE = 5
_AMONG = re.compile("(?:排名|位列|位居|名列|列居)(?P<whom>全[国省市县区][\u4e00-\u9fff]{2,6})$")
_LONGEST_AMONG = 12
_BOUNDS = ("以上", "以下", "以内", "左右", "之间", "上下")
_PART_OF = re.compile("占(?![有比地用领的])(?:到|了|据)?[^\\W\\d_达为至超近约的由从在]{2,8}(?<![比重例])$")
_LONGEST_COMPARISON = 16
_RECKONED = re.compile(r"(?:按照?[^\W\d]{2,10}(?:计算|核算|测算|计|算)|[扣剔]除[^\W\d]{2,8}(?:因素|影响)后?)$")
_LONGEST_SCOPE = 20
_PEERS = re.compile("(?:[位名]列|[位稳跃]居|排名|排在|[居列])(?P<whom>[^\\W\\d]{2,8})$")  # 增速位居|市州|第四
_LONGEST_PEERS = 10
_FOR_EACH = re.compile("每(?:千瓦时|度|立方米|平方米|公里|小时|公斤|[吨斤亩克升桶股])$")
_LONGEST_EACH = 4
_ASIDE = re.compile(r"\([^()\d]{1,14}\)$")
_LONGEST_ASIDE = 16
_PROVINCES = re.compile("[两二三四五六七八九十0-9]个?省$")


# what something is compared with, where that is itself at another time: 比去年同期|多18个, 比上届|高0.7亿元
_EARLIER = re.compile(
    r"[去上前往历今本近]年|\d年|年[初底末前均]|年度|[上同本]?(?:半年|季度|个月|学期|周)|\d+月|月[初底末]|同期|上[届期次月周轮]|"
    "此前|以前|之前|过去|原来|原先|往[日常]|平[时日常]|当初|当时|前期|期初|昨[天日]|前一[天日]|史上|最好|节前|初期|之初"
)


@dataclass(slots=True)
class Approach:
    """The words walked over from a quantity back to its indicator: where they begin, and what they say."""

    start: int
    change: str | None = None
    basis: str | None = None
    linked: bool = False
    spread: bool = False  # 分别: several things, several numbers
    rank: bool = False


def walk_back(reading: Reading, start: int, limit: int, *, rank: bool) -> Approach:
    """Walk back over words that only link, tell a change, or modify the number."""
    against = _measured_against(reading, start, limit)
    way = Approach(start - against, linked=against > 0, rank=rank)
    level = changed = False
    beside = _EARLIER.search(reading.text, start - against, start) if against else None
    steady = against > 0 and beside is None  # 增速|高于全国|1个百分点: how far apart two things are is no change
    while way.start > limit:
        item = reading.covering(way.start - 1)
        if item is not None and item.type in ("QUANTITY", "TIME"):
            lasted = item.type == "QUANTITY" and reading.text.endswith("连续", limit, item.start)
            if lasted:
                way.start, way.linked = item.start - 2, True  # 连续三年|超过万亿元
                continue
            if item.type == "QUANTITY" and not way.linked:
                break
            way.start = max(item.start, limit)
            continue
        ranked = item is not None and item.type == "PLACE" and way.rank
        if item is not None and not (ranked and (way.start == start or reading.text.endswith("在", limit, item.start))):
            break
        if item is not None:
            way.start = max(item.start, limit)  # 在鄂东|第一
            continue
        step = _coordination(reading, way.start, limit) or _share(reading, way.start, limit)
        if not step and way.start == start:
            step = _part_of(reading, start, limit)
        if not step:
            step = (
                _aside(reading, way.start, limit)
                or _reckoning(reading, way.start, limit)
                or _for_each(reading, way.start, limit)
            )
        if not step and rank:
            step = _scope(reading, way.start, limit, linked=way.linked)
        if not step and way.start == start:
            step = _bound(reading, start, limit)
        if not step and way.change and not way.basis:
            step = comparison_before(reading, way.start, limit)
        length = 0 if step else _linking(reading, way.start, limit, level=level)
        if not step and not length:
            break
        word = reading.text[way.start - length : way.start]
        if word[:2] in BASES and len(word) > 2:
            way.basis, word = word[:2], word[2:]  # 同比增加, one word of the dictionary
        role = fact_words().get(word)
        if role in COMPARED:
            step = comparison_before(reading, way.start - length, limit)
            if not step:
                break  # 楼|高|120米
            earlier = _EARLIER.search(reading.text, way.start - length - step, way.start - length)
            role = COMPARED[role] if earlier is not None else "link"  # 比市场价|低|三成
        if rank and role in CHANGES:
            break  # 增速|居全国第一: a rank is no change
        way.spread = way.spread or word.startswith("分别") or reading.text.endswith("分别", limit, way.start)
        way.start -= step + length
        way.linked = True
        level = level or word.endswith(LEVELS)
        if role == "basis":
            way.basis = word
        elif role in CHANGES and way.change is None and not steady and (not level or (word in RATES and not changed)):
            way.change = role  # 涨幅|为0.3%, but 增速|提升至13.5%
        changed = changed or role in CHANGES
    return way


def _coordination(reading: Reading, end: int, limit: int) -> int:
    """Return 1 where a sign or word joins the number to another number: 16.62%|、|13.97%."""
    if end - 1 <= limit or reading.text[end - 1] not in "、和与":
        return 0
    if reading.text.endswith(_RANKED, limit, end - 1):
        return 1
    other = reading.covering(end - 2)
    return int(other is not None and other.type == "QUANTITY")


def _share(reading: Reading, end: int, limit: int) -> int:
    """Return the length of 占…的, 是…的 or 从…的, which says of what a number is the part, multiple or start."""
    if reading.text[end - 1] != "的":
        return 0
    before = reading.covering(end - 2) if end - 2 >= limit else None
    if before is not None and before.type == "TIME":
        return end - before.start  # 2005年的|207吨
    floor = max(limit, end - LONGEST_SUBJECT)
    share = max(reading.text.rfind(sign, floor, end) for sign in ("占", "是", "相当于", "从", "由"))
    return end - share if share >= 0 and reading.words.starts[reading.word(share)] == share else 0


def _part_of(reading: Reading, end: int, limit: int) -> int:
    """Return the length of 占… before a ratio, which says of what it is the part: 面积|占到湖面|六成."""
    found = _PART_OF.search(reading.text, max(limit, end - _LONGEST_COMPARISON), end)
    number = reading.covering(end)
    is_ratio = number is not None and number.index is not None and reading.quantities[number.index].kind == "ratio"
    return len(found.group()) if found is not None and is_ratio else 0


def _scope(reading: Reading, end: int, limit: int, *, linked: bool) -> int:
    """Return the length of 全国, 在…中 or 在…里, which says among whom something has its rank.

    Before a word that links 在 alone says it: 在全国同行业|名列|第一.
    """
    whole = _WHOLE.search(reading.text, max(limit, end - _LONGEST_WHOLE), end)
    if whole is not None:
        return len(whole.group())  # 居|全县|第二
    among = _AMONG.search(reading.text, max(limit, end - _LONGEST_AMONG), end)
    if among is not None:
        return len(among["whom"])  # 排名|全省支行|第二
    peers = _PEERS.search(reading.text, max(limit, end - _LONGEST_PEERS), end)
    if peers is not None and not linked and reading.words.ends[reading.word(peers.start())] == peers.start("whom"):
        return len(peers["whom"])
    if not linked and reading.text[end - 1] not in "中里内":
        return 0
    start = reading.text.rfind("在", max(limit, end - _LONGEST_SCOPE), end)
    own_word = start >= 0 and reading.words.starts[reading.word(start)] == start
    return end - start if own_word else 0


def _reckoning(reading: Reading, end: int, limit: int) -> int:
    """Return the length of 按…计算, which says how a number was reckoned: 按可比价格计算|增长5%."""
    found = _RECKONED.search(reading.text, max(limit, end - _LONGEST_SCOPE), end)
    return len(found.group()) if found is not None else 0


def _aside(reading: Reading, end: int, limit: int) -> int:
    """Return the length of an aside behind what is measured: 固定资产投资|(不含农户)|同比增长6.5%."""
    found = _ASIDE.search(reading.text, max(limit, end - _LONGEST_ASIDE), end)
    return len(found.group()) if found is not None else 0


def _for_each(reading: Reading, end: int, limit: int) -> int:
    """Return the length of 每 and a unit, which says for how much a price is: 水价|每吨|1.9元."""
    found = _FOR_EACH.search(reading.text, max(limit, end - _LONGEST_EACH), end)
    return len(found.group()) if found is not None else 0


def _bound(reading: Reading, end: int, limit: int) -> int:
    """Return 1 for the 在 of 良率在|95%以上, which says where a number has its bound."""
    number = reading.covering(end)
    bounded = number is not None and reading.text.endswith(_BOUNDS, number.start, number.end)
    return int(bounded and end - 1 > limit and reading.text[end - 1] == "在")


def comparison_before(reading: Reading, end: int, limit: int) -> int:
    """Return the length of 较… or 比…, which says what a change is measured against (较平时|增长三成)."""
    start = max(reading.text.rfind(sign, max(limit, end - _LONGEST_COMPARISON), end) for sign in "较比")
    place = reading.word(start)
    if start < limit or reading.words.starts[place] != start or reading.words.tags[place].startswith("n"):
        return 0  # 持股|比例|下降
    then = reading.covering(start + 1)
    if then is not None and then.type == "TIME" and then.end < end and measure_before(reading.text, end):
        return 0  # 较上年同期|位次|前移: what is compared follows
    return end - start


def _is_verb(reading: Reading, start: int) -> bool:
    place = reading.word(start)
    return reading.words.starts[place] == start and reading.words.tags[place] == "v"


def _measured_against(reading: Reading, end: int, limit: int) -> int:
    """Return the length of 高于… or 低于…, which says what a number is measured against: 高于全国水平|0.5个百分点.

    What it is measured against has a number of its own in 高于三季度的均值|49.4%.
    """
    if measure_before(reading.text, end):
        return 0
    floor = max(limit, end - _LONGEST_COMPARISON)
    start = max(reading.text.rfind(sign, floor, end) for sign in AGAINST)
    if start < 0 or reading.text.find(",", start, end) >= 0 or reading.text[start:end] == "高出":
        return 0  # 比去年|高出|2℃
    return end - start


def _is_reckoned(reading: Reading, end: int, limit: int) -> bool:
    """Whether something else is reckoned in the measure behind: 能耗折合|标准煤|3万吨, 从0.52吨|标准煤|降到0.43吨."""
    before = reading.covering(end - 1) if end > limit else None
    number = before is not None and before.type == "QUANTITY"
    return number or _EQUIVALENT.search(reading.text, max(limit, end - _LONGEST_EQUIVALENT), end) is not None


def _linking(reading: Reading, end: int, limit: int, *, level: bool) -> int:
    """Return the length of the linking word that ends at ``end``, 0 where there is none.

    Any verb links where 至 or 到 follows it (放宽|至).
    """
    words = reading.words
    place = reading.word(end - 1)
    if end - measure_before(reading.text, end) in range(limit, end):
        return 0  # 占|比, 收入: however the dictionary cuts or calls it
    if _PROVINCES.search(reading.text, max(limit, end - 3), end):
        return 0  # 湖南、河南|四省|19家博物馆
    for length in range(min(4, end - limit), 0, -1):
        word = reading.text[end - length : end]
        role = fact_words().get(word) or (fact_words().get(word[2:]) if word[:2] in BASES else None)
        if role is None and length in (2, 3) and reading.text[end - 1] in "到至" and _is_verb(reading, end - length):
            role = "link"  # 涨到, 降至, 扩展到
        if role == "equivalent" and not _is_reckoned(reading, end - length, limit):
            break  # 节约|标准煤|3万吨
        waited = word == "等" and reading.text.startswith("了", end)  # 建设者|等了|7年
        if role and role not in NOUNS and words.starts[reading.word(end - length)] == end - length and not waited:
            return length
    if end - 2 >= limit and reading.text[end - 2] == "每":
        return 2  # 每|斤
    tag = words.tags[place]
    if words.ends[place] != end or words.starts[place] < limit:
        return 0
    return end - words.starts[place] if tag in _SKIPPED_TAGS or (level and tag == "v") else 0
