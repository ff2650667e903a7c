"""The time and amount of an event, and the meeting it goes on with: what nearness gives, not syntax."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

from hbnews_ie.components.events.arguments import Roles
from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.events.special import give_purpose
from hbnews_ie.components.events.triggers import Hit
from hbnews_ie.components.syntax.clause import elements_of
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Argument, Event
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["AT_TIME", "give_circumstances", "give_payment"]

# Behind a time: when it was reported, or somebody born.
_OTHER_ACTS = ("电", "讯", "消息", "报道", "生,", "生于", "出生")
_LEARNED = re.compile(",?[^,。;]{0,40}(?:获悉|了解到|得知)")  # 昨日,|记者从市政府获悉: when it was heard of
AT_TIME = "于在自从至到,"
"""What stands before a time that says when an act behind it, or before it, took place."""
_NO_AMOUNTS = ("rank", "duration", "age")
_RESPECTIVELY = re.compile("分别[于在]?$")
_LONGEST_SUM = 30
_CLOSE = 3  # characters between a trigger and its money
_LYING = read_list("lying")
_COUNTED_THINGS = {"PROJECT_PROGRESS": "project", "COOPERATION": "object"}  # roles of what an amount counts
_RELATIVE = re.compile(r"的(?=[^\s,。;:!?])")
_LIMITS = ("以上", "以下")
_COMPARED = ("比", "较", "对")  # 对|明年|经济工作作部署
_SAME_SCENE = 3  # events back
_RECENT = 12  # events back that a meeting may have been named
_GENERIC_ACTIVITY = frozenset(read_list("bare_activities"))


def give_circumstances(roles: Roles, hit: Hit, clause: int, events: Sequence[Event], status: str) -> None:
    """Fill time and amount, and the meeting of ``events``, the ones before, that this one goes on with.

    A time before what has happened is not that of a plan behind it: 昨日,双方签约,|将投资3亿元.
    """
    reading = roles.reading
    start, end = reading.clauses[clause]
    sentence = reading.sentence(hit.start)
    behind = reading.within(hit.end, end)
    happened = events[-1].end if status == "planned" and events and events[-1].status == "done" else 0
    nearest = _nearest_time(reading, hit, sentence, behind, happened)
    if nearest is not None and _tells_which_one(roles, hit, nearest):
        nearest = None
    for moment in _in_turn(reading, nearest):
        roles.fill_nearest(moment, "time")
    roles.fill_nearest(nearest, "time")
    if not roles.has("amount"):
        amount = _nearest_amount(roles, hit, start, behind, {a.quantity for a in _paid(events, start)})
        if roles.row.type not in _COUNTED_THINGS or _counts_thing(roles, amount):
            roles.fill_nearest(amount, "amount")
    if not _has_sum(roles):
        roles.fill_nearest(_sum_behind(reading, end), "amount")
    if roles.row.type == "FINANCE" and not roles.has("purpose"):
        give_purpose(roles, hit, elements_of(reading, clause), end)
    if roles.row.type == "MEETING":
        _share_meeting(roles, sentence, events)
    if roles.row.type == "PERSONNEL" and roles.has("position") and not roles.has("organization"):
        _share_body(roles, sentence, events)
    if not roles.has("place"):
        roles.fill(_site(roles), "place", way="at")
    if not roles.has("place"):
        _share_place(roles, sentence, events)


def _tells_which_one(roles: Roles, hit: Hit, time: Item) -> bool:
    """Tell whether an act only says which thing something happens to at a time: 今年1月,|江城公司研发的|新药获批."""
    relative = _RELATIVE.match(roles.reading.text, hit.end) is not None
    return relative and any(time.end <= argument.start and argument.end <= hit.start for argument in roles.arguments)


def give_payment(roles: Roles, hit: Hit, clause: int) -> None:
    """Fill the money right behind a trigger that moves it, which tells of a payment by itself: 双方|出资|1200万元."""
    behind = roles.reading.within(hit.end, roles.reading.clauses[clause][1])
    if roles.row.type == "FINANCE" and behind and behind[0].start - hit.end <= _CLOSE:
        roles.fill([Filler(behind[0].start, behind[0].end, behind[0])], "amount", way="object")


def _paid(events: Sequence[Event], start: int) -> list[Argument]:
    """The money that the last event pays, if it stands behind an offset: 投资3亿元|建设厂房."""
    last = events[-1] if events else None
    if last is None or last.type != "FINANCE" or last.start < start:
        return []
    return [argument for argument in last.arguments if argument.role == "amount"]


def _nearest_amount(roles: Roles, hit: Hit, start: int, behind: list[Item], paid: Container[int | None]) -> Item | None:
    """Money in the clause of the trigger, else another quantity: the first behind it, else the last before it.

    A rank, a duration or an age is no amount, nor what only tells which things are meant, nor what was ``paid``.
    """
    reading = roles.reading
    works = roles.row.type == "PROJECT_PROGRESS"
    first: Item | None = None
    before = reversed(reading.within(start, hit.start))
    gained = "gaining" in roles.ways.values()  # 获得甲区200万元|资助|和1500万元贷款: what is got stands before
    for item in (*before, *behind) if gained else (*behind, *before):
        if item.type != "QUANTITY" or item.index is None or (works and item.index in paid):
            continue
        kind = reading.quantities[item.index].kind
        if _tells_which(roles, item) or roles.counts_buyers(item) or _is_yield(roles, hit, item):
            continue
        if kind == "money":
            return item
        if first is None and kind not in _NO_AMOUNTS:
            first = item
    return first


def _tells_which(roles: Roles, item: Item) -> bool:
    """Whether a quantity tells one thing from others: 亿元以上|项目, works by their cost: 投资3亿元的|…项目|开工."""
    text = roles.reading.text
    if text.endswith(_LIMITS, item.start, item.end):
        return text[item.end : item.end + 1].isalnum()
    return roles.row.type in _COUNTED_THINGS and text.startswith("的", item.end)


def _is_yield(roles: Roles, hit: Hit, item: Item) -> bool:
    """Whether money is what works will bring: 项目|建成|可实现年产值5亿元."""
    between = roles.reading.text[hit.end : item.start]
    return roles.row.type == "PROJECT_PROGRESS" and any(word in between for word in read_list("yields"))


def _counts_thing(roles: Roles, item: Item | None) -> bool:
    """Tell whether a quantity is money, or counts what is built or signed right beside it: 航线|12条, 8条|生产线."""
    if item is None or item.index is None or roles.reading.quantities[item.index].kind == "money":
        return True
    thing = _COUNTED_THINGS[roles.row.type]
    return any(
        argument.role == thing and (argument.end == item.start or item.end == argument.start)
        for argument in roles.arguments
    )


@cache
def _sum() -> re.Pattern[str]:
    costing, sums = alternation(read_list("costing")), alternation(read_list("sums"))
    return re.compile(
        f",(?:其中)?(?:累计|预计|合计|估算)?{costing}{{0,3}}(?:{sums}|合计|共计)(?:合计|共计|共|达|为|达到)?"
    )


def _has_sum(roles: Roles) -> bool:
    """Whether an event has money for its amount."""
    amounts = (argument.quantity for argument in roles.arguments if argument.role == "amount")
    return any(index is not None and roles.reading.quantities[index].kind == "money" for index in amounts)


def _sum_behind(reading: Reading, end: int) -> Item | None:
    """Money that the clause behind ``end`` says is that of the whole: 签约项目,|总金额|1087亿元."""
    following = reading.within(end, end + _LONGEST_SUM)
    if not following or not _sum().fullmatch(reading.text, end, following[0].start):
        return None
    if reading.text.startswith("的", following[0].end):
        return None  # 完成融资,|总投资9亿元|的项目落户: of another thing
    index = following[0].index
    is_money = following[0].type == "QUANTITY" and index is not None and reading.quantities[index].kind == "money"
    return following[0] if is_money else None


def _nearest_time(reading: Reading, hit: Hit, sentence: tuple[int, int], behind: list[Item], floor: int) -> Item | None:
    """The last time before the trigger in its part of the sentence, else the first behind it in its clause.

    None before ``floor`` is looked at.
    """
    floor = max(floor, sentence[0], reading.text.rfind(";", sentence[0], hit.start) + 1)
    found: Item | None = None
    for item in reversed(reading.within(floor, hit.start)):
        if item.type != "TIME" or reading.text.startswith(_OTHER_ACTS, item.end) or _is_aside(reading, item, hit):
            continue
        if _LEARNED.match(reading.text, item.end, hit.start):
            continue
        if reading.text.endswith("年度", item.start, item.end):
            continue  # 2021年度|项目: it tells which
        if found is None:
            found = item
            if not _is_year(reading, item):
                break
        elif reading.text[item.end : found.start] == "," and not _is_year(reading, item):
            return item  # 28日,|2025年|全国机器人大会|举行
    if found is not None:
        return found
    for item in behind:
        if item.type == "TIME" and (item.start == hit.end or reading.text[item.start - 1] in AT_TIME):
            return item
    return None


def _is_aside(reading: Reading, time: Item, hit: Hit) -> bool:
    """Tell whether a time is compared with, is when somebody was born, or stands in a quotation before a trigger."""
    text = reading.text
    if text.endswith(_COMPARED, 0, time.start):
        return True  # 比|去年同期|增长15%,出口茶叶3200吨
    born = text.endswith(read_list("origins"), 0, time.start)
    return reading.is_quoted(time, hit.start) or (born and reading.clause(time.start) != reading.clause(hit.start))


def _in_turn(reading: Reading, last: Item | None) -> list[Item]:
    """The times before one, where several things happened in turn: 分别于2013年8月|、2015年10月|通车."""
    found: list[Item] = []
    while last is not None and reading.text[last.start - 1] in "、和与":
        before = reading.covering(last.start - 2)
        if before is None or before.type != "TIME" or before.end != last.start - 1:
            break
        found.insert(0, before)
        last = before
    respectively = last is not None and _RESPECTIVELY.search(reading.text, max(0, last.start - 3), last.start)
    return found if respectively else []


def _is_year(reading: Reading, item: Item) -> bool:
    """Tell whether a time is a year and no more."""
    return item.index is not None and reading.times[item.index].edtf.isdigit()


def _site(roles: Roles) -> list[Filler]:
    """Where works lie, as the words before their name say: 位于|老河口市|的…产业园项目."""
    reading = roles.reading
    for argument in roles.arguments:
        before = reading.covering(argument.start - 2) if argument.role == "project" and argument.start > 2 else None
        lies = before is not None and before.end == argument.start - 1 and reading.text[before.end] == "的"
        if lies and before is not None and reading.text.endswith(_LYING, 0, before.start):
            return [Filler(before.start, before.end, before)]
    return []


def _share_place(roles: Roles, sentence: tuple[int, int], events: Sequence[Event]) -> None:
    """What goes on with the same thing in the sentence goes on in the same place: 在甲园区|开工,明年|投产."""
    own = {argument.entity for argument in roles.arguments if argument.entity is not None}
    for event in reversed(events[-_SAME_SCENE:]):
        if event.start < sentence[0] or event.type != roles.row.type:
            continue
        if own & {argument.entity for argument in event.arguments if argument.role != "time"}:
            roles.take_over(argument for argument in event.arguments if argument.role == "place")
            return


def _share_body(roles: Roles, sentence: tuple[int, int], events: Sequence[Event]) -> None:
    """Posts that several take in one sentence are of the body named first: 王明当选市科协主席,李刚|当选副主席."""
    for event in reversed(events):
        if event.start < sentence[0] or event.type != "PERSONNEL":
            return
        bodies = [argument for argument in event.arguments if argument.role == "organization"]
        if bodies:
            roles.take_over(bodies)
            return


def _share_meeting(roles: Roles, sentence: tuple[int, int], events: Sequence[Event]) -> None:
    """Somebody who attends, attends the meeting the sentence has just named, where it was held."""
    if not (roles.has("participant") or roles.row.by == "host"):
        return
    reading = roles.reading
    generic = [
        argument
        for argument in roles.arguments
        if argument.role == "activity"
        and argument.entity is None
        and reading.text[argument.start : argument.end] in _GENERIC_ACTIVITY
    ]
    if roles.has("activity") and not generic:
        return
    floor = reading.carried_from(sentence[0])
    for event in reversed(events[-_RECENT:]):
        if event.start < floor or event.type != "MEETING":
            break
        shared = [a for a in event.arguments if a.role in ("activity", "place")]
        if any(argument.role == "activity" for argument in shared):
            roles.arguments = [a for a in roles.arguments if a not in generic]
            roles.take_over(a for a in shared if a.role == "activity" or not roles.has("place"))
            break
