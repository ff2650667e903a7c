"""Trade: where goods go, where they come from, and who makes them."""

from __future__ import annotations

import re

from hbnews_ie.components.events.arguments import MARKETS, Roles, without_amount
from hbnews_ie.components.events.fillers import JOINED, Filler
from hbnews_ie.components.events.status import FLOWS, TO_WHERE
from hbnews_ie.components.events.subjects import Subjects
from hbnews_ie.components.events.triggers import Hit
from hbnews_ie.components.syntax.reading import NUMBERS, Reading
from hbnews_ie.lexicon import read_list

__all__ = ["SUPPLIES", "give_markets", "makers", "without_maker"]

SUPPLIES = ("供应", "供给", "配套")
"""Verbs of trade whose object is what is sold, or who buys it."""

_LISTED = (*JOINED, "等")  # behind the names of a market
_FAR_MARKETS = 24
_GOODS = read_list("goods")
_MAKER = re.compile("(?:该|本)?(?:公司|企业|厂家|集团)?的?")
_CUSTOMERS = ("ORG", "PERSON", "PLACE")


def give_markets(roles: Roles, hit: Hit, objects: list[Filler], clause: tuple[int, int]) -> list[Filler]:
    """Fill buyers and sellers that stand as objects or beside them; returns what is left of the objects."""
    row, reading = roles.row, roles.reading
    if reading.text[hit.start : hit.end] in FLOWS:
        markets = [filler for filler in objects if filler.item is not None and filler.item.type == "PLACE"]
        roles.fill(markets + _destinations(reading, hit, clause[1]), "buyer", way="object")
        if not markets and (counted := MARKETS.match(reading.text, hit.end)) is not None:
            roles.fill([Filler(*counted.span())], "buyer", way="object")  # 产品|出口|32个国家和地区
            objects = [filler for filler in objects if filler.start >= counted.end()]
    if row.to == "buyer" and (row.word.endswith("给") or row.word in SUPPLIES):
        customers = [filler for filler in objects if filler.item is not None and filler.item.type in _CUSTOMERS]
        roles.fill(customers, "buyer", way="to")  # 供应|波音公司, 卖给|江城公司
        objects = [filler for filler in objects if filler not in customers]
    if row.object == "buyer":
        objects = _counted_markets(reading, hit, objects)
    if row.to == "seller":
        roles.fill(_sources(reading, hit, clause[0]), "seller", way="to")
    return objects


def _destinations(reading: Reading, hit: Hit, limit: int) -> list[Filler]:
    """Where goods go: 出口|至|巴西、泰国等18个国家."""
    if not reading.text.startswith(TO_WHERE, hit.end):
        return []
    found: list[Filler] = []
    for item in reading.within(hit.end, limit):
        joined = reading.text[item.start - 1] in _LISTED if found else item.start == hit.end + 1
        if item.type not in ("PLACE", "ORG") or not joined:
            break
        found.append(Filler(item.start, item.end, item))
    return found


def _counted_markets(reading: Reading, hit: Hit, objects: list[Filler]) -> list[Filler]:
    """Take countries that are counted with their number, as one: 远销|26个国家和地区."""
    counted = MARKETS.search(reading.text, hit.end, hit.end + _FAR_MARKETS)
    if counted is None or any(filler.item is None and filler.end > counted.end() for filler in objects):
        return objects
    kept = [filler for filler in objects if filler.item is not None and filler.end <= counted.start()]
    return [*kept, Filler(*counted.span())]


def _sources(reading: Reading, hit: Hit, floor: int) -> list[Filler]:
    """Whom or where goods are got from: 从|德国和比利时|引进."""
    found: list[Filler] = []
    for item in reversed(reading.within(floor, hit.start)):
        if item.type in NUMBERS:
            continue
        if item.type not in ("PLACE", "ORG") or (found and reading.text[item.end : item.end + 1] not in JOINED):
            break
        found.insert(0, Filler(item.start, item.end, item))
        if reading.text[item.start - 1] in "从自":
            return found
    return []


def makers(reading: Reading, subjects: Subjects, goods: list[Filler], clause: int) -> list[Filler]:
    """Whose goods are sold, as they are told, or the clauses before: 江城公司的|200辆汽车|出口, 产品|销往."""
    if len(goods) != 1 or goods[0].item is not None:
        return []
    owner = reading.covering(goods[0].start)
    if owner is not None and owner.type == "ORG":
        return [Filler(owner.start, owner.end, owner)]
    carried = subjects.carried(clause) if reading.text[goods[0].start : goods[0].end].endswith(_GOODS) else []
    named = [filler.item or reading.covering(filler.start) for filler in carried]
    return [Filler(maker.start, maker.end, maker) for maker in named if maker is not None and maker.type == "ORG"]


def without_maker(reading: Reading, goods: Filler) -> Filler:
    """江城公司的|200辆汽车, 公司|产品: the goods without whose and how many they are, but 江城公司研制的软件 whole."""
    owner = reading.covering(goods.start)
    behind = owner.end if owner is not None and owner.type == "ORG" else goods.start
    pointed = _MAKER.match(reading.text, behind, goods.end)
    start = pointed.end() if pointed is not None else behind
    if start + 1 >= goods.end or "的" in reading.text[start : goods.end]:
        return goods
    return without_amount(reading, Filler(start, goods.end))
