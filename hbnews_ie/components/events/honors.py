"""Honours: which, to whom and by whom, where the object or the subject of one verb tells several of them."""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.events.arguments import Roles
from hbnews_ie.components.events.fillers import JOINED, Filler, Resolver
from hbnews_ie.components.events.triggers import Hit, triggers
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["give_honors", "is_prize"]

# before a body that grants something
_AWAITED = ("待", "报", "报请", "提请", "获", "获得", "得到", "通过", "需", "须", "经", "请")
_LISTED = (*JOINED, "等")  # behind the names of those who are given something
_GIVING = re.compile("[\u3400-\u9fff]{0,4}的")  # 教育部|组织的|专业认证


def give_honors(roles: Roles, hit: Hit, frame: Frame, objects: list[Filler], resolver: Resolver) -> list[Filler]:
    """Fill the parts of an honour that its object and a prize as subject tell; returns what is left of the object."""
    given = roles.row.subject == "issuer"
    prizes = (
        [f for f in resolver.fillers(frame.subject) if is_prize(roles.reading, f)] if given and frame.subject else []
    )
    if prizes:
        roles.fill(prizes, "honor", way="object")  # 突出贡献奖|授予|夏林院士
        roles.fill([filler for filler in objects if filler.item], "recipient", way="object")
        objects, frame.subject = [], None
    titled = given and _give_title(roles, hit, resolver)
    objects = [] if titled else _split_issuer(roles, objects, resolver)
    _give_grantor(roles, hit, frame, resolver)
    return objects


def is_prize(reading: Reading, filler: Filler) -> bool:
    """Tell whether a phrase is a prize without a name of its own: 突出贡献奖."""
    return filler.item is None and reading.text[filler.start : filler.end].rstrip("”").endswith(read_list("prizes"))


def _give_grantor(roles: Roles, hit: Hit, frame: Frame, resolver: Resolver) -> None:
    """Who is waited for, or heard from, grants and gets nothing: 尚需|银保监局|核准, 申请获|证监会|批准."""
    subject, text = frame.subject, roles.reading.text
    if frame.object is not None or roles.row.by != "issuer":
        return
    if subject is not None and text.endswith(_AWAITED, max(0, subject.start - 3), subject.start):
        roles.fill(resolver.fillers(subject), "issuer", way="grantor")
        frame.subject = None
        return
    grantor = roles.reading.covering(hit.start - 1) if hit.start else None
    if grantor is not None and grantor.type == "ORG" and text.endswith(_AWAITED, 0, grantor.start):
        roles.fill([Filler(grantor.start, grantor.end, grantor)], "issuer", way="grantor")
        if subject is not None:
            anaphor = resolver.antecedent(subject)
            roles.fill((anaphor and anaphor[1]) or resolver.fillers(subject), "recipient", way="subject")


@cache
def _title() -> re.Pattern[str]:
    """Whom a title in quotation marks is given, and the title."""
    prize = alternation(read_list("prizes"))
    whom = r"(?:[^“”,。;的]{0,30}|“[^“”]{6,40}”(?:等\d{1,3}[个项家])?(?:项目|成果|企业|单位|集体)?)"
    return re.compile(
        f"了?(?P<whom>{whom})(?:“[^“”]{{1,30}}(?:”{prize}|{prize}”)|(?<=项目|成果|企业|单位|集体)[^“”,。;的]{{2,16}}{prize})"
    )


def _give_title(roles: Roles, hit: Hit, resolver: Resolver) -> bool:
    """Fill who is given which title, where one in quotation marks closes the object: 授予|某团二大队|“先锋”称号."""
    reading = roles.reading
    title = _title().match(reading.text, hit.end)
    if title is None:
        return False
    start, end = title.span("whom")
    named = [
        Filler(item.start, item.end, item)
        for item in reading.within(start, end)
        if (item.type in ("ORG", "PERSON") and (item.end == end or reading.text[item.end] in _LISTED))
        or (item.type == "PROJECT" and reading.text.startswith("”", item.end))
    ]
    whole = [Filler(start, end)] if start < end else []
    roles.fill(named or whole, "recipient", way="issuer")
    roles.fill([resolver.closed(end, title.end())], "honor", way="title")
    return True


def _split_issuer(roles: Roles, objects: list[Filler], resolver: Resolver) -> list[Filler]:
    """The body that a honour begins with gave it: 获评|生态环境部|典型案例."""
    reading = roles.reading
    honors: list[Filler] = []
    for filler in objects:
        item = reading.covering(filler.start)
        if filler.item is None and item is not None and item.type in ("ORG", "PERSON") and item.end < filler.end:
            given = roles.row.subject == "issuer"  # 授予|张三|称号
            roles.fill([Filler(item.start, item.end, item)], "recipient" if given else "issuer", way="issuer")
            giving = _GIVING.match(reading.text, item.end, filler.end)
            filler = resolver.closed(giving.end() if giving is not None else item.end, filler.end)
        honors.append(_without_act(reading, filler))
    return honors


def _without_act(reading: Reading, filler: Filler) -> Filler:
    """What was granted (获批|建设|实验室) is the thing, not its building."""
    end = reading.words.ends[reading.word(filler.start)]
    if filler.item is None and reading.text[filler.start : end] in triggers() and end + 2 <= filler.end:
        return Filler(end, filler.end)
    return filler
