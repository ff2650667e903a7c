"""Objects with a grammar of their own: the posts somebody takes or leaves, and what money is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hbnews_ie.components.events.arguments import Roles
from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.events.triggers import Hit
from hbnews_ie.components.syntax.anaphora import person_meant, pointed_body
from hbnews_ie.components.syntax.clause import ASPECTS, Element
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["TAKING", "give_post", "give_purpose", "is_money"]

_PRONOUNS = ("他", "她", "其")
_WITHIN = ASPECTS | {"quantity", "noun", "modifier", "at", "name", "etc"}  # between a trigger and its purpose
TAKING = ("任", "担任", "接任", "出任")
"""Verbs of taking a post, which may follow the naming of somebody for it."""

_POST_END = re.compile(r"等?(?:职务|职位|一职|等职|职)?(?:的?请求|申请)?$")
_AS = re.compile(
    rf"(?:\([^()]{{1,8}}\))?(?:同志|先生|女士)?(?:的|其|为|{'|'.join(TAKING)})"
)  # 任命李明|为|局长, 免去|其|局长职务
_ANOTHER = re.compile(r"(?:\([^()]{1,8}\))?(?:同志)?[为任]")
_NEXT = re.compile("[,;。!?\n]")
_POST_STOP = re.compile(rf"(?<=.)(?:[的后前时 (),]|{alternation(read_list('spans'))})")  # 任|部长|的李明, 担任|经理|后
_LEAVING = read_list("leaving")
_THEN_BUILT = re.compile(
    ",(?:在[^,。;\n]{2,12}?)?(?:分[\\d一二三两]期)?(?:建设|新建|兴建|改扩建|扩建|打造)(?P<what>[^,。;\n]{4,40}?)(?=[,。;\n]|$)"
)
_DONE_TO = re.compile("对[^,。;\n]{2,24}?进行[^,。;\n]{2,10}$")
_LENGTHS = "年月天"
_LONGEST_POST = 16
_USED = re.compile(
    r"[^。;!?\n]{0,60}?(?:,|资金|元)?(?:资金)?(?:将|主要|全部|专门|专项|重点){0,3}用于(?P<what>[^,。;\n]{2,30})(?=[,。;\n]|$)"
)
_MONEY = re.compile(r"(?:资金|资本|贷款|补贴|补助|融资|资金支持|额度|款)(?:[约达近超]?\d[\d.]*[万亿]{0,2}元)?$")


def give_post(roles: Roles, hit: Hit, reading: Reading, limit: int) -> None:
    """Fill person, organization and position from what follows the trigger: 任|省委|常委、组织部|部长.

    Behind 任命 and 免去 the person comes first, then 为 or 的, then the post.
    """
    start, text = hit.end, reading.text
    if text.startswith("的", start):  # 卸任|的|原市长李明
        left = [item for item in reading.within(start, limit) if item.type == "PERSON"][:1]
        roles.fill([Filler(item.start, item.end, item) for item in left], "person", way="post")
        return
    if text.startswith(":", start):  # 任命:李明为局长;…
        start += 1
        limit = reading.clauses[reading.clause(start)][1]
    meant = person_meant(reading, start) if text[start : start + 1] in _PRONOUNS else None
    if meant is not None and roles.row.object == "person":
        roles.fill([Filler(meant.start, meant.end, meant)], "person", way="post")  # 任命|他|为该厂副厂长
        start += text[start] != "其"
    for item in reading.within(start, limit):
        if item.type == "PERSON" and roles.row.object == "person":
            roles.fill([Filler(item.start, item.end, item)], "person", way="post")
            start = item.end
            if _AS.match(text, start, limit):
                break  # 任命李明|为局长、王林为副局长
    if roles.row.object == "person":
        match = _AS.match(text, start, limit)
        if match is None:
            return
        start = match.end()
    stop = _next_named(reading, start, limit) if roles.row.object == "person" else limit
    _give_posts(roles, reading, start, stop)
    if roles.row.object == "person":
        _give_others(roles, reading, stop, reading.sentence(hit.start)[1])


def _next_named(reading: Reading, start: int, limit: int) -> int:
    """Where the next person is named whom the same verb gives a post: …局长|、王林为副局长."""
    text = reading.text
    for item in reading.within(start + 1, limit):
        if item.type == "PERSON" and text[item.start - 1] in ",;、" and _ANOTHER.match(text, item.end):
            return item.start - 1
    return limit


def _give_posts(roles: Roles, reading: Reading, start: int, limit: int) -> None:
    for match in re.finditer(r"[^、和及兼,]+", reading.text[start:limit]):
        _give_one_post(roles, reading, start + match.start(), start + match.end())


def _give_others(roles: Roles, reading: Reading, position: int, limit: int) -> None:
    """Those whom the same verb names behind the first: 任命李明为局长,|王林为副局长."""
    text = reading.text
    while position + 1 < limit and text[position] in ",;、":
        item = reading.covering(position + 1)
        named = _ANOTHER.match(text, item.end) if item is not None and item.type == "PERSON" else None
        if item is None or named is None or item.start != position + 1:
            return
        roles.fill([Filler(item.start, item.end, item)], "person", way="post")
        stop = _NEXT.search(text, named.end(), limit)
        position = _next_named(reading, named.end(), stop.start() if stop is not None else limit)
        _give_posts(roles, reading, named.end(), position)


def _give_one_post(roles: Roles, reading: Reading, start: int, end: int) -> None:
    """The body, if named, and the title behind it."""
    text = reading.text
    while start < end and text[start] in "了原过为的 ":
        start += 1
    stop = _POST_STOP.search(text, start, end)
    end = stop.start() if stop else end
    tail = _POST_END.search(text, start, end)
    end = tail.start() if tail else end
    end = _before_verb(reading, start, end)
    for item in reading.within(start, end):
        if item.type == "QUANTITY" and reading.text[item.end - 1] in _LENGTHS:
            end = item.start  # 担任主教练|3年
        elif item.type in ("ORG", "PLACE") and item.start == start:
            roles.fill([Filler(item.start, item.end, item)], "organization", way="post")
            start = item.end
    pointed = pointed_body(reading, start) if start < end else None
    if pointed is not None and pointed[1] < end:
        body, start = pointed  # 任命他为|该厂|副厂长
        roles.fill([Filler(body.start, body.end, body)], "organization", way="post")
    covering = reading.covering(start) if start < end else None
    if covering is None and 2 <= end - start <= _LONGEST_POST:
        roles.fill([Filler(start, end)], "position", way="post")


def _before_verb(reading: Reading, start: int, end: int) -> int:
    """Where a post ends that somebody gave up to do something: 辞去|教职|回乡办厂."""
    words = reading.words
    for place in range(reading.word(start) + 1, reading.word(end - 1) + 1 if end > start else 0):
        begin = words.starts[place]
        if begin > start + 1 and words.tags[place] == "v" and reading.text[begin : words.ends[place]] in _LEAVING:
            return begin
    return end


def is_money(reading: Reading, filler: Filler) -> bool:
    """Tell whether a phrase only says that it is money (信贷资金), and not what for."""
    return _MONEY.search(reading.text, filler.start, filler.end) is not None


@cache
def _spent() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What money is for, by what it is called: before the amount (研发|资金2亿元), and behind it (50万元|技改|补贴)."""
    what, money = r"(?P<what>[^\s,。;:\d“”、的了]{2,10}?)", alternation(read_list("spent_on"))
    return re.compile(rf"了?{what}(?:专项)?{money}(?:共计|共|累计|合计)?$"), re.compile(rf"{what}(?:专项)?{money}")


def _for_what(roles: Roles, hit: Hit, end: int) -> Filler | None:
    """What the money is for, as its name says, or 用于, in the clause of the trigger or the next of the sentence."""
    reading = roles.reading
    amount = next((a for a in roles.arguments if a.role == "amount" and a.start >= hit.end), None)
    before, behind = _spent()
    if amount is not None and amount.end <= end:
        found = before.match(reading.text, hit.end, amount.start) or behind.match(reading.text, amount.end, end)
        if (
            found is not None
            and found["what"] not in read_list("plain_money")
            and not found["what"].endswith(read_list("agents"))
        ):
            return Filler(*found.span("what"))
    used = _USED.match(reading.text, hit.end, reading.sentence(hit.start)[1])
    return Filler(*used.span("what")) if used is not None else None


def give_purpose(roles: Roles, hit: Hit, elements: Sequence[Element], end: int) -> None:
    """What the money is for: 研发|资金, 用于|码头建设, or the verb phrase behind it (投资5亿元|建设厂房)."""
    done = _DONE_TO.search(roles.reading.text, hit.end, end)
    if done is not None and roles.has("amount"):
        roles.arguments = [a for a in roles.arguments if a.start < done.start() or a.start >= done.end()]
        roles.fill([Filler(*done.span())], "purpose", way="spent")  # 投资260万元|对18座大棚进行改造
        return
    spent = _for_what(roles, hit, end)
    if spent is not None:
        roles.fill([spent], "purpose", way="spent")
        return
    behind = [element for element in elements if element.start >= hit.end]
    for number, element in enumerate(behind[:-1]):
        if (element.kind == "verb" or element.act) and behind[number + 1].kind in ("noun", "name", "modifier"):
            roles.fill([Filler(element.start, end)], "purpose", way="purpose")
            return
        if element.kind not in _WITHIN:
            break
    built = _THEN_BUILT.match(roles.reading.text, end)
    if built is not None and roles.has("amount"):
        works = [item for item in roles.reading.within(*built.span("what")) if item.type == "PROJECT"]
        named = [Filler(item.start, item.end, item) for item in works]
        roles.fill(named or [Filler(*built.span("what"))], "purpose", way="purpose")  # 投资3亿元,|建设光电产业园项目
