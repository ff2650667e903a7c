"""Gives the neighbours of a trigger their roles: its object, what prepositions bring, its subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from hbnews_ie.components.events.arguments import MARKETS, Roles, without_amount
from hbnews_ie.components.events.fillers import JOINED, Filler, Resolver
from hbnews_ie.components.events.special import give_post, is_money
from hbnews_ie.components.events.status import FLOWS, TO_WHERE
from hbnews_ie.components.events.subjects import Subjects
from hbnews_ie.components.events.triggers import Hit, Trigger, triggers
from hbnews_ie.components.syntax.clause import END, elements_of
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import NUMBERS, Reading
from hbnews_ie.components.titles import is_title
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["give_object", "give_roles"]


_MEASURES = ("制", "机制", "计划", "行动", "战略", "政策")  # undertakings that one cannot visit
_BODIES = ("企业", "单位", "机构", "国家")  # which one visits as places
_SUPPLIES = ("供应", "供给", "配套")
_STUDY = re.compile("精神[\u4e00-\u9fff]{0,6}?(?:宣讲|学习|培训|研讨|座谈|研修|轮训|报告)(?:会|班|活动)?")
_BEFORE_VERB = ("adverb", "manner", "time", "quantity", "modifier")  # what may stand between 被 and its verb
_APPOINTING = ("委", "政府", "人大", "政协", "国务院", "会", "厅", "局", "部")
_LISTED = (*JOINED, "等")  # behind the names of those who are given something
# before a body that grants something
_AWAITED = ("待", "报", "报请", "提请", "获", "获得", "得到", "通过", "需", "须", "经", "请")
_EACH = ("每家", "每户", "每个", "每位", "每名", "单个")
_GOING = ("赴", "前往")  # 赴|杭州|签约: where, not with whom
_FAR_MARKETS = 24
_GIVING = re.compile("[\u3400-\u9fff]{0,4}的")  # 教育部|组织的|专业认证
_MEASURED_OBJECTS = (
    "TRADE",
    "FINANCE",
    "PROJECT_PROGRESS",
    "COOPERATION",
)  # what is traded, paid for or built, without how much


def give_roles(
    roles: Roles, hit: Hit, frame: Frame, objects: list[Filler], subjects: Subjects, clause: int, limit: int
) -> None:
    """Fill the roles that depend on the syntax of the trigger; nothing behind ``limit`` is its own."""
    row, reading, resolver = roles.row, roles.reading, subjects.resolver
    received = any(group.governor == "to" for group in frame.governed)
    passive = any(group.governor == "by" for group in frame.governed) or _is_passive(reading, hit, clause)
    if row.type in _MEASURED_OBJECTS:
        objects = [without_amount(reading, filler) for filler in objects]
    if row.type == "COOPERATION":
        objects = [filler for filler in objects if filler.item or not _is_act(reading, filler)]
    if row.type == "TRADE" and reading.text[hit.start : hit.end] in FLOWS:
        markets = [filler for filler in objects if filler.item is not None and filler.item.type == "PLACE"]
        roles.fill(markets + _destinations(reading, hit, reading.clauses[clause][1]), "buyer", way="object")
    if row.type == "TRADE" and row.to == "buyer" and (row.word.endswith("给") or row.word in _SUPPLIES):
        customers = [f for f in objects if f.item is not None and f.item.type in ("ORG", "PERSON", "PLACE")]
        roles.fill(customers, "buyer", way="to")  # 供应|波音公司, 卖给|江城公司
        objects = [filler for filler in objects if filler not in customers]
    if row.object == "buyer":
        objects = _counted_markets(reading, hit, objects)
    if row.type == "FINANCE":
        objects = [filler for filler in objects if filler.item or not _is_no_purpose(reading, filler)]
    if row.object and row.object == row.with_:
        # 携手|华为, 15家媒体, 会见|越南国会主席, but 携手|推广
        objects = [f for f in objects if f.item or _counts_bodies(reading, f) or _is_official(reading, f)]
    if row.object == "recipient" and frame.object is not None and _is_allowed(reading, frame.object):
        objects, frame.object = [], None  # 获药监局批准|上市
    if row.type == "RECOGNITION" and row.subject == "issuer" and frame.subject is not None:
        prizes = [filler for filler in resolver.fillers(frame.subject) if _is_prize(reading, filler)]
        if prizes:
            roles.fill(prizes, "honor", way="object")  # 突出贡献奖|授予|夏林院士
            roles.fill([filler for filler in objects if filler.item], "recipient", way="object")
            objects, frame.subject = [], None
    if row.type == "RECOGNITION":
        titled = row.subject == "issuer" and _give_title(roles, hit, resolver)
        objects = [] if titled else _split_issuer(roles, objects, resolver)
        _give_grantor(roles, hit, frame, resolver)
    if row.object == "place":
        came = any(group.governor in ("to", "at") for group in frame.governed)  # 到阿坝|调研|产业情况
        objects = [filler for filler in objects if not _is_matter(reading, filler) and (filler.item or not came)]
        visited = [filler for filler in objects if not filler.item and _is_somebody(reading, filler)]
        roles.fill(visited, "participant", way="object")  # 走访|困难群众
        objects = [filler for filler in objects if filler not in visited]
    if frame.relative:
        objects = [_without_predicate(reading, filler) for filler in objects]
    if frame.relative and row.object == "activity":
        attending = [f for f in objects if not f.item and reading.text.endswith(read_list("attenders"), f.start, f.end)]
        roles.fill(attending, row.subject, way="object")  # 参展的|两家湖北企业
        objects = [filler for filler in objects if filler not in attending]
    if row.object == "activity":
        objects = [filler for one in objects if (filler := _as_studied(reading, one))]
    if row.type == "TRADE" and row.to == "seller":
        roles.fill(_sources(reading, hit, reading.clauses[clause][0]), "seller", way="to")
    if row.type == "MEETING" and row.object == "activity" and not objects:
        attended = _attended().match(reading.text, hit.end)
        objects = [Filler(*attended.span(1))] if attended is not None else []
    give_object(roles, hit, objects, limit, row.alone if frame.relative else "")
    for group in frame.governed:
        given = row.type == "FINANCE" and group.governor == "ba"  # 把2万元奖金|捐给: the amount tells it
        if group.governor == "ba" and not given and (frame.object is not None or row.subject == row.alone != row.by):
            roles.fill(resolver.fillers(group), row.alone, way="ba")  # 将X|列入|Y
        _give_governed(roles, group, resolver)
    wanted: tuple[str, ...]
    way = "passive" if passive else "subject"
    if row.subject == row.alone != row.by and any(group.governor == "ba" for group in frame.governed):
        wanted = (row.by,)  # 江城公司|携|新品|亮相
    elif row.object and roles.has(row.object) and not passive:
        wanted = (row.subject, row.alone if row.alone != row.object else "")
    elif row.subject == "issuer" and frame.object is not None and not passive:
        wanted = (row.subject,)  # 学会|授予|…: whoever gives, known or not to whom
    elif passive and row.by == row.subject:
        other = row.alone if row.alone != row.by else row.to  # 总经理一职由|孙立群|接任: nobody else takes it
        wanted = (other,) if roles.has(row.object) else (row.object, other)
    elif (row.to or row.type == "FINANCE") and _gained(reading, frame):
        wanted, way = (row.to or "recipient",), "gaining"  # 项目|获得|基金会|资助, 公司|获|基金|投资
    elif received and row.to == row.alone == "recipient" and row.subject == "issuer":
        wanted = (row.subject,)  # 副省长|向教授颁发聘书
    elif received and row.to == row.subject and row.by not in ("", row.to):
        wanted = (row.by,)  # 李明|为基地|揭牌
    else:
        wanted = (row.alone, row.subject, row.object)
    acting = subjects.of(frame, clause, "PERSON" if row.subject == "person" else "")
    if row.type == "PERSONNEL" and row.subject == "organization":
        acting = [] if roles.has("organization") else [f for f in acting if not _appoints_elsewhere(reading, f)]
    if row.object == "honor" and frame.object is None:
        roles.fill([filler for filler in acting if _is_prize(reading, filler)], "honor", way="object")  # “楚才奖”|颁发
    if row.type == "FINANCE":
        each = [filler for filler in acting if reading.text.endswith(_EACH, 0, filler.start)]
        roles.fill(each, "recipient", way="subject")  # 每家|企业|奖励100万元
        acting = [f for f in acting if f not in each and reading.text[f.start : f.end] != "每"]
    sold = reading.covering(hit.end) if hit.end < len(reading.text) else None
    delivers = row.subject == "seller" and row.alone == "object" and sold is not None and sold.type == "QUANTITY"
    if (row.word in _SUPPLIES or delivers) and acting and acting[0].item is not None and acting[0].item.type == "ORG":
        wanted = (row.subject,)  # 江城公司|供应|波音公司, where a firm 卖给 another is what is sold
    if row.alone == "project":
        acting = [without_amount(reading, filler) for filler in _without_site(roles, hit, acting)]
    if not acting and frame.object is None and (passive or row.alone == "project"):
        acting = subjects.fronted(clause)
        wanted = (row.object,) if passive else (row.alone,)
    roles.fill(acting, *wanted, way=way)
    if row.alone == "project" and not roles.has("project"):
        roles.fill(_works(frame, subjects, clause), "project", way="works")
    if row.object == "project" and row.alone == "agent" and not roles.has("project"):  # 大桥由甲局投资,乙局|承建
        roles.fill(
            subjects.work_before(clause) or subjects.named_at(clause - 1)[1] if clause else (), "project", way="works"
        )


@cache
def _attended() -> re.Pattern[str]:
    """An act that somebody attends: 参加|调研."""
    return re.compile(rf"了?({alternation(read_list('attended'))})(?=[,。;、!?\n]|$|并|时)")


def _appoints_elsewhere(reading: Reading, filler: Filler) -> bool:
    """Whether a body of party or state gives posts of other bodies: 县委|任命他为厂长, where a firm gives its own."""
    return reading.text.endswith(_APPOINTING, filler.start, filler.end)


def _counts_bodies(reading: Reading, filler: Filler) -> bool:
    """Whether a phrase counts bodies: 15家|区级融媒体中心."""
    number = reading.covering(filler.start)
    return (
        number is not None
        and number.type == "QUANTITY"
        and reading.text[number.end - 1] == "家"
        and number.end < filler.end
    )


def _is_official(reading: Reading, filler: Filler) -> bool:
    """Whether a phrase is the post of somebody whom it does not name: 越南国会|主席, 江城公司|总经理一行."""
    body = reading.covering(filler.start)
    if body is None or body.type not in ("ORG", "PLACE"):
        return False
    return is_title(reading.text[body.end : filler.end].removesuffix("一行").removeprefix("副"))


def _is_act(reading: Reading, filler: Filler) -> bool:
    """签约|落户: what follows is another act."""
    return any(
        row.use == "verb" and row.type != "NONE" for row in triggers().get(reading.text[filler.start : filler.end], ())
    )


def _without_predicate(reading: Reading, filler: Filler) -> Filler:
    """Of what a relative clause modifies, the thing without what it did then: 甲所研制的|卫星|升空."""
    if filler.item is not None:
        return filler
    start = reading.words.starts[reading.word(filler.end - 1)]
    does = any(row.use == "verb" and row.type != "NONE" for row in triggers().get(reading.text[start : filler.end], ()))
    return Filler(filler.start, start) if does and start - filler.start > 1 else filler


def _is_no_purpose(reading: Reading, filler: Filler) -> bool:
    """Tell whether a phrase behind money only says that it is money, or opens with 用于 or a clause: 建设的|厂房."""
    first = reading.words.ends[reading.word(filler.start)]
    return (
        is_money(reading, filler)
        or reading.text.startswith("用于", filler.start)
        or reading.text.startswith("的", first)
    )


def _without_site(roles: Roles, hit: Hit, acting: list[Filler]) -> list[Filler]:
    """Fill the place that stands between works and what happens to them: …磷酸项目|宜昌|投产."""
    site = acting[-1].item if acting else None
    before = (
        roles.reading.covering(site.start - 1) if site is not None and site.type == "PLACE" and site.start else None
    )
    if site is None or before is None or before.type not in ("PROJECT", "PRODUCT") or site.end != hit.start:
        return acting
    roles.fill(acting[-1:], "place", way="at")
    return [Filler(before.start, before.end, before)]


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


def _is_prize(reading: Reading, filler: Filler) -> bool:
    return filler.item is None and reading.text[filler.start : filler.end].rstrip("”").endswith(read_list("prizes"))


def _is_allowed(reading: Reading, group: Group) -> bool:
    """Whether what is granted is only that something may be done."""
    return reading.text[group.start : group.end] in ("上市", "建设", "生产", "设立", "组建", "筹建", "开工", "使用")


def _is_passive(reading: Reading, hit: Hit, clause: int) -> bool:
    """Tell whether 被 without a doer stands before the trigger: 江城公司|被|评为…, 被|连续三年|评为…."""
    elements = elements_of(reading, clause)
    for element in reversed(elements[: bisect_right(elements, hit.start, key=END)]):
        if element.kind == "by":
            return reading.text[element.start : element.end] == "被"
        if element.kind not in _BEFORE_VERB:
            return False
    return False


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
            roles.fill(resolver.fillers(subject), "recipient", way="subject")


def _works(frame: Frame, subjects: Subjects, clause: int) -> list[Filler]:
    """The works that a verb without a subject goes on about, or one that only points at them (项目|6月动工)."""
    pointing = subjects.resolver.antecedent(frame.subject) if frame.subject is not None else None
    if frame.subject is not None and pointing is None:
        return []
    found = subjects.work_before(clause)
    if not found and frame.subject is not None and pointing is not None and pointing[0] == "PROJECT":
        return [Filler(frame.subject.start, frame.subject.end)]
    return found


def give_object(roles: Roles, hit: Hit, objects: list[Filler], limit: int, other: str = "") -> None:
    """Fill the role of the object, or else ``other``; of a post, the body and the title up to ``limit``."""
    if roles.row.type == "PERSONNEL" and roles.row.object:
        give_post(roles, hit, roles.reading, limit)
    else:
        roles.fill(objects, roles.row.object, other, way="object")


def _is_matter(reading: Reading, filler: Filler) -> bool:
    """调研|防汛工作, 调研|林长制: what is looked into is no place."""
    measure = (
        filler.item is not None and filler.item.type == "PROJECT" and reading.text.endswith(_MEASURES, 0, filler.end)
    )
    return measure or reading.text.endswith(read_list("matters"), filler.start, filler.end)


def _as_studied(reading: Reading, filler: Filler) -> Filler | None:
    """Take a meeting whose spirit is spread for what is held to spread it: 党的二十大|精神宣讲."""
    if filler.item is None or not reading.text.startswith("精神", filler.end):
        return filler
    study = _STUDY.match(reading.text, filler.end)
    return Filler(filler.start, study.end()) if study else None


def _is_somebody(reading: Reading, filler: Filler) -> bool:
    return reading.text.endswith(read_list("attenders"), filler.start, filler.end) and not reading.text.endswith(
        _BODIES, filler.start, filler.end
    )


def _gained(reading: Reading, frame: Frame) -> bool:
    """Tell whether the subject got what the act gives."""
    return any(group.governor == "light" and _follows_gain(reading, group) for group in frame.governed)


def _may_be_gained(row: Trigger) -> bool:
    return bool(row.to) or row.type == "FINANCE" or row.subject == "recipient"


def _follows_gain(reading: Reading, group: Group) -> bool:
    return reading.text.endswith(read_list("gains"), max(0, group.start - 3), group.start)


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


def _give_governed(roles: Roles, group: Group, resolver: Resolver) -> None:
    """Fill the role of what a preposition brings."""
    row = roles.row
    anaphor, way = resolver.antecedent(group), group.governor
    fillers = resolver.fillers(group) if anaphor is None else anaphor[1]
    if group.governor == "with":
        roles.fill(fillers, row.with_, way=way)
    elif group.governor == "by":
        roles.fill(fillers, row.by, way=way)
    elif group.governor == "to":
        if not roles.reading.text.endswith(_GOING, 0, group.start):
            roles.fill(fillers, row.to, way=way)
        roles.fill([filler for filler in fillers if filler.item and filler.item.type == "PLACE"], "place", way=way)
    elif group.governor == "light" and _may_be_gained(row) and _follows_gain(roles.reading, group):
        roles.fill([filler for filler in fillers if filler.item], row.subject if row.to else row.by, way=way)
    elif group.governor == "light":
        fillers = [without_amount(roles.reading, filler) for filler in fillers]
        roles.fill([filler for filler in fillers if filler.item is None], row.object, way=way)
    elif group.governor == "at":
        named = [filler for filler in fillers if filler.item]
        if row.type == "MEETING":
            roles.fill([f for f in named if f.item and f.item.type == "ACTIVITY"], "activity", way=way)
        roles.fill(named, "place", way=way)
