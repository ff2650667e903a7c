"""Gives the neighbours of a trigger their roles: its object, what prepositions bring, its subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from hbnews_ie.components.events.arguments import Roles, without_amount
from hbnews_ie.components.events.built import founded_body, is_product, without_part, without_site, works_before
from hbnews_ie.components.events.fillers import Filler, Resolver
from hbnews_ie.components.events.honors import give_honors, is_prize
from hbnews_ie.components.events.markets import SUPPLIES, give_markets, makers, without_maker
from hbnews_ie.components.events.money import (
    follows_gain,
    is_aided,
    is_allowed,
    is_bank,
    is_gained,
    is_no_purpose,
    may_be_gained,
)
from hbnews_ie.components.events.special import give_post
from hbnews_ie.components.events.subjects import Subjects
from hbnews_ie.components.events.triggers import Hit, triggers
from hbnews_ie.components.names.vocabulary import is_public
from hbnews_ie.components.syntax.before import topic
from hbnews_ie.components.syntax.clause import END, elements_of
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.components.titles import is_title
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["Neighbours", "give_object"]

_MEASURES = read_list("measures_of_state")
_BODIES = ("企业", "单位", "机构", "国家")  # which one visits as places
_STUDY = re.compile("精神[\u4e00-\u9fff]{0,6}?(?:宣讲|学习|培训|研讨|座谈|研修|轮训|报告)(?:会|班|活动)?")
_BEFORE_VERB = ("adverb", "manner", "time", "quantity", "modifier")  # what may stand between 被 and its verb
_APPOINTING = read_list("appointing")
_VERB = 2  # characters
_EACH = ("每家", "每户", "每个", "每位", "每名", "单个")
_TRANSFERS = ("转让", "出让")
_PARTIES = 2
_OF_FIRMS = ("FINANCE", "PROJECT_PROGRESS")
_BORROWING = ("贷款", "借款", "融资")
_GOING = ("赴", "前往")  # 赴|杭州|签约: where, not with whom
# types of what is traded, paid for or built, to be told without how much
_MEASURED_OBJECTS = ("TRADE", "FINANCE", "PROJECT_PROGRESS", "COOPERATION")


class Neighbours:
    """The neighbours of one trigger; nothing behind ``limit`` is its own."""

    def __init__(self, roles: Roles, hit: Hit, frame: Frame, subjects: Subjects, clause: int, limit: int) -> None:
        self.roles = roles
        self.row, self.reading = roles.row, roles.reading
        self.hit = hit
        self.frame = frame
        self.subjects = subjects
        self.clause = clause
        self.limit = limit
        passive = any(group.governor == "by" for group in frame.governed)
        self.passive = passive or _is_passive(self.reading, hit, clause)

    def give_roles(self, objects: list[Filler]) -> None:
        """Fill the roles that depend on the syntax of the trigger, whose object gives ``objects``."""
        other = self.row.alone if self.frame.relative else ""
        give_object(self.roles, self.hit, self.objects(objects), self.limit, other)
        for group in self.frame.governed:
            if group.governor == "ba" and self._is_put(group):
                put = [without_amount(self.reading, filler) for filler in self.subjects.resolver.fillers(group)]
                self.roles.fill(put, self.row.alone, way="ba")  # 将X|列入|Y, 将26颗|卫星|送入|太空
            _give_governed(self.roles, group, self.subjects.resolver)
        self.give_subject()

    def _is_put(self, group: Group) -> bool:
        """Tell whether what 把 brings is what the act is done to, and not the money that it moves: 把2万元奖金|捐给."""
        row = self.row
        given = row.type == "FINANCE" and group.governor == "ba"
        return not given and (self.frame.object is not None or row.subject == row.alone != row.by)

    def objects(self, objects: list[Filler]) -> list[Filler]:
        """Return what the object of the trigger gives, without what plays another part there, which is filled."""
        row, reading, frame = self.row, self.reading, self.frame
        if row.type in _MEASURED_OBJECTS and row.word != "资助":
            objects = [without_amount(reading, filler) for filler in objects]
        if row.type == "COOPERATION":
            objects = [filler for filler in objects if filler.item or not _is_act(reading, filler)]
        if row.object == "project":
            objects = [without_part(reading, filler) for filler in objects]
        if row.type == "TRADE":
            objects = give_markets(self.roles, self.hit, objects, reading.clauses[self.clause])
        if row.type == "FINANCE":
            objects = [filler for filler in objects if filler.item or not is_no_purpose(reading, filler)]
            if reading.text.startswith("支持", self.hit.end):
                objects, frame.object = [], None  # 获得低息贷款|支持
        if row.object and row.object == row.with_:
            # 携手|华为, 15家媒体, 会见|越南国会主席, but 携手|推广
            objects = [f for f in objects if f.item or _counts_bodies(reading, f) or _is_official(reading, f)]
        buyer = reading.covering(self.hit.end) if row.subject == "seller" and self.hit.end < self.limit else None
        if objects and buyer is not None and buyer.type == "ORG" and buyer.end <= objects[0].start:
            self.roles.fill([Filler(buyer.start, buyer.end, buyer)], "buyer", way="object")  # 拿下|江城油田|套管订单
        if row.object == "recipient" and frame.object is not None and is_allowed(reading, frame.object):
            objects, frame.object = [], None  # 获药监局批准|上市
        if row.type == "RECOGNITION":
            objects = give_honors(self.roles, self.hit, frame, objects, self.subjects.resolver)
        if row.word == "资助":
            aided = [filler for filler in objects if is_aided(reading, filler)]
            self.roles.fill(aided, "recipient", way="object")  # 资助|3000名青年科学家
            objects = [filler for filler in objects if filler not in aided]
        if row.object == "place":
            objects = self._visited(objects)
        if frame.relative or self._tells_cost():
            objects = [_without_predicate(reading, filler) for filler in objects]
        return self._attended(objects) if row.object == "activity" else objects

    def _tells_cost(self) -> bool:
        """Tell whether money was put into works that the clause goes on about: 投资6亿元|的|项目开工."""
        paid = self.reading.covering(self.hit.end) if self.hit.end < len(self.reading.text) else None
        money = self.row.type == "FINANCE" and paid is not None and paid.type == "QUANTITY"
        return money and paid is not None and self.reading.text.startswith("的", paid.end)

    def _visited(self, objects: list[Filler]) -> list[Filler]:
        """Fill whom somebody visits; returns where."""
        came = any(group.governor in ("to", "at") for group in self.frame.governed)  # 到阿坝|调研|产业情况
        objects = [filler for filler in objects if not _is_matter(self.reading, filler) and (filler.item or not came)]
        visited = [filler for filler in objects if not filler.item and _is_somebody(self.reading, filler)]
        self.roles.fill(visited, "participant", way="object")  # 走访|困难群众
        return [filler for filler in objects if filler not in visited]

    def _attended(self, objects: list[Filler]) -> list[Filler]:
        """Fill who attends, where a relative clause tells that of them; returns what is attended."""
        text = self.reading.text
        if self.frame.relative:
            attending = [f for f in objects if not f.item and text.endswith(read_list("attenders"), f.start, f.end)]
            self.roles.fill(attending, self.row.subject, way="object")  # 参展的|两家湖北企业
            objects = [filler for filler in objects if filler not in attending]
        objects = [filler for one in objects if (filler := _as_studied(self.reading, one))]
        act = _attended_act().match(text, self.hit.end) if self.row.type == "MEETING" and not objects else None
        return objects if act is None else [Filler(*act.span(1))]

    def give_subject(self) -> None:
        """Fill the roles of the subject, or of who stands for it."""
        row, roles, subjects, clause = self.row, self.roles, self.subjects, self.clause
        wanted, way = self._wanted()
        acting = self._acting()
        if self._is_seller(acting):
            wanted = (row.subject,)  # 江城公司|供应|波音公司, where a firm 卖给 another is what is sold
        if row.alone == "project":
            acting = [filler for filler in acting if not is_product(roles, self.hit, filler)]
            site = without_site(roles, self.hit, acting)
            acting = [without_amount(self.reading, without_part(self.reading, filler)) for filler in site]
        owners: list[Filler] = []
        if row.type == "TRADE" and row.subject != "buyer":
            owners = makers(self.reading, subjects, acting, clause)
        counted = row.type == "TRADE" or (row.type == "COOPERATION" and self.frame.object is None)
        if counted and row.alone == "object":
            acting = [without_amount(self.reading, filler) for filler in acting]  # 28个|项目|签约
        if owners:
            acting = [without_maker(self.reading, filler) for filler in acting]
        if not acting and self.frame.object is None and (self.passive or row.alone == "project"):
            acting = subjects.fronted(clause)
            wanted = (row.object,) if self.passive else (row.alone,)
        if row.word in _TRANSFERS and self.frame.subject is None and len(acting) == _PARTIES and not roles.has("buyer"):
            roles.fill(acting[1:], "buyer", way="partner")  # 甲所与乙公司签约,|转让专利
            acting = acting[:1]
        roles.fill(acting, *wanted, way=way)
        if not roles.has("seller"):
            roles.fill(owners, "seller", way="subject")
        if row.alone == "project" and not roles.has("project"):
            roles.fill(works_before(self.frame, subjects, clause), "project", way="works")
        if row.object == "project" and row.alone == "agent" and not roles.has("project"):  # 大桥由甲局投资,乙局|承建
            named = subjects.work_before(clause) or subjects.named_at(clause - 1)[1] if clause else ()
            roles.fill(named, "project", way="works")

    def _wanted(self) -> tuple[tuple[str, ...], str]:
        """Return the roles that the subject may have, the first one that fits, and what tells so."""
        row, roles, frame = self.row, self.roles, self.frame
        way = "passive" if self.passive else "subject"
        governors = {group.governor for group in frame.governed}
        received, put = "to" in governors, "ba" in governors
        if row.word in _BORROWING and roles.has("provider") and received:
            return ("recipient",), way  # 李明|向农商行贷款
        if row.subject == row.alone != row.by and put:
            return (row.by,), way  # 江城公司|携|新品|亮相
        if row.object and roles.has(row.object) and not self.passive and put:
            return (row.subject,), way  # 长征四号|将|卫星|送入|轨道: the satellite is what 把 brings
        if row.object and roles.has(row.object) and not self.passive:
            return (row.subject, row.alone if row.alone != row.object else ""), way
        if row.subject == "issuer" and frame.object is not None and not self.passive:
            return (row.subject,), way  # 学会|授予|…: whoever gives, known or not to whom
        if self.passive and row.by == row.subject:
            other = row.alone if row.alone != row.by else row.to  # 总经理一职由|孙立群|接任: nobody else takes it
            # 一家酒厂|被环保局|罚款: who is fined pays, but 铁路|由江城集团|投资
            alone = roles.has(row.object) or (row.subject == "recipient" and row.object == "purpose")
            return ((other,) if alone else (row.object, other)), way
        if (row.to or row.type == "FINANCE") and is_gained(self.reading, frame):
            return (row.to or "recipient",), "gaining"  # 项目|获得|基金会|资助, 公司|获|基金|投资
        if received and row.to == row.alone == "recipient" and row.subject == "issuer":
            return (row.subject,), way  # 副省长|向教授颁发聘书
        if received and row.to == row.subject and row.by not in ("", row.to):
            return (row.by,), way  # 李明|为基地|揭牌
        if row.type == "FINANCE":
            return (row.alone, row.subject, "recipient", row.object), way  # 江汉大桥|完成投资3亿元
        return (row.alone, row.subject, row.object), way

    def _acting(self) -> list[Filler]:
        """Return who acts, without those who have another part in it, which is filled."""
        row, roles, reading = self.row, self.roles, self.reading
        acting = self.subjects.of(self.frame, self.clause, "PERSON" if row.subject == "person" else "")
        firms = bool(acting) and all(filler.item and filler.item.type == "ORG" for filler in acting)
        if row.alone == "project" and self.frame.subject is None and firms:
            acting = self.subjects.work_before(self.clause) or acting  # 甲公司投资3亿元的乙项目,计划明年|开工
        if row.type in _OF_FIRMS and self.frame.subject is None:
            acting = _firms_of(reading, acting)
        if self._tells_cost() and self.frame.subject is None:  # 武昌区,|投资6亿元的|项目开工
            acting = [filler for filler in acting if filler.item is None or filler.item.type != "PLACE"]
        if row.type == "PERSONNEL" and row.subject == "organization":
            acting = [] if roles.has("organization") else [f for f in acting if not _appoints_elsewhere(reading, f)]
        if row.alone == "organization" and self.frame.object is None and acting:
            floor = reading.clauses[self.clause][0]
            acting = [*acting[:-1], founded_body(reading, acting[-1], floor, self.hit.start)]
        if row.object == "honor" and self.frame.object is None:
            roles.fill(
                [filler for filler in acting if is_prize(reading, filler)], "honor", way="object"
            )  # “楚才奖”|颁发
        if row.word == "获批" and self.frame.object is None:
            licences = [filler for filler in acting if filler.item is None and _is_licence(reading, filler)]
            roles.fill(licences, "honor", way="object")  # 营业执照|获批
            acting = [filler for filler in acting if filler not in licences]
        if row.type == "FINANCE":
            each = [filler for filler in acting if reading.text.endswith(_EACH, 0, filler.start)]
            roles.fill(each, "recipient", way="subject")  # 每家|企业|奖励100万元
            acting = [f for f in acting if f not in each and reading.text[f.start : f.end] != "每"]
            if len(acting) == 1 and acting[0].item is None and reading.text[acting[0].end - 1] == "轮":
                opening = topic(reading, self.clause, acting[0].start)  # 江城光电|完成由甲集团领投的B轮|融资
                acting = self.subjects.resolver.fillers(opening) if opening is not None else []
        return acting

    def _is_seller(self, acting: list[Filler]) -> bool:
        """Tell whether a firm that acts sells: it delivers so many of something, or supplies somebody."""
        row, reading, end = self.row, self.reading, self.hit.end
        sold = reading.covering(end) if end < len(reading.text) else None
        delivers = row.subject == "seller" and row.alone == "object" and sold is not None and sold.type == "QUANTITY"
        firm = acting[0].item if acting else None
        return (row.word in SUPPLIES or delivers) and firm is not None and firm.type == "ORG"


def give_object(roles: Roles, hit: Hit, objects: list[Filler], limit: int, other: str = "") -> None:
    """Fill the role of the object, or else ``other``; of a post, the body and the title up to ``limit``."""
    if roles.row.type == "PERSONNEL" and roles.row.object:
        give_post(roles, hit, roles.reading, limit)
    else:
        roles.fill(objects, roles.row.object, other, way="object")


def _give_governed(roles: Roles, group: Group, resolver: Resolver) -> None:
    """Fill the role of what a preposition brings."""
    row = roles.row
    anaphor, way = resolver.antecedent(group), group.governor
    fillers = resolver.fillers(group) if anaphor is None else anaphor[1]
    if group.governor == "with":
        roles.fill([_without_act(roles, filler) for filler in fillers], row.with_, way=way)
    elif group.governor == "by":
        roles.fill(fillers, row.by, way=way)
    elif group.governor == "to" and row.word in _BORROWING and is_bank(roles.reading, fillers):
        roles.fill(fillers, "provider", way=way)  # 李明|向|农商行|贷款
    elif group.governor == "to":
        if not roles.reading.text.endswith(_GOING, 0, group.start):
            roles.fill(fillers, row.to, way=way)
        roles.fill([filler for filler in fillers if filler.item and filler.item.type == "PLACE"], "place", way=way)
    elif group.governor == "light" and may_be_gained(row) and follows_gain(roles.reading, group):
        roles.fill([filler for filler in fillers if filler.item], row.subject if row.to else row.by, way=way)
    elif group.governor == "light":
        fillers = [without_amount(roles.reading, filler) for filler in fillers]
        if row.type == "FINANCE":
            fillers = [filler for filler in fillers if not is_no_purpose(roles.reading, filler)]
        roles.fill([filler for filler in fillers if filler.item is None], row.object, way=way)
    elif group.governor == "at":
        named = [filler for filler in fillers if filler.item]
        if row.type == "MEETING":
            roles.fill([f for f in named if f.item and f.item.type == "ACTIVITY"], "activity", way=way)
        roles.fill(named, "place", way=way)


def _firms_of(reading: Reading, acting: list[Filler]) -> list[Filler]:
    """Of those who signed with each other, the firms, who pay and build: 江城公司与黄冈高新区签约,|投资5亿元."""
    firms = [f for f in acting if f.item and f.item.type == "ORG" and not is_public(reading.text[f.start : f.end])]
    return firms if 0 < len(firms) < len(acting) and all(filler.item for filler in acting) else acting


def _is_licence(reading: Reading, filler: Filler) -> bool:
    """Whether a phrase is a paper that allows something: 营业执照."""
    return reading.text.endswith(("执照", "许可证", "许可", "资质", "批文", "批件"), filler.start, filler.end)


def _without_act(roles: Roles, filler: Filler) -> Filler:
    """Of 与|客商会见|交流, with whom: the act right before another is no part of it."""
    act = roles.reading.text[filler.end - _VERB : filler.end]
    ends = filler.item is None and filler.end - filler.start > _VERB and _names_act(act)
    return Filler(filler.start, filler.end - _VERB) if ends else filler


def _is_matter(reading: Reading, filler: Filler) -> bool:
    """调研|防汛工作, 调研|林长制: what is looked into is no place."""
    measure = (
        filler.item is not None and filler.item.type == "PROJECT" and reading.text.endswith(_MEASURES, 0, filler.end)
    )
    return measure or reading.text.endswith(read_list("matters"), filler.start, filler.end)


def _is_somebody(reading: Reading, filler: Filler) -> bool:
    return reading.text.endswith(read_list("attenders"), filler.start, filler.end) and not reading.text.endswith(
        _BODIES, filler.start, filler.end
    )


@cache
def _attended_act() -> re.Pattern[str]:
    """An act that somebody attends: 参加|调研."""
    return re.compile(rf"了?({alternation(read_list('attended'))})(?=[,。;、!?\n]|$|并|时)")


def _as_studied(reading: Reading, filler: Filler) -> Filler | None:
    """Take a meeting whose spirit is spread for what is held to spread it: 党的二十大|精神宣讲."""
    if filler.item is None or not reading.text.startswith("精神", filler.end):
        return filler
    study = _STUDY.match(reading.text, filler.end)
    return Filler(filler.start, study.end()) if study else None


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
    return _names_act(reading.text[filler.start : filler.end])


def _without_predicate(reading: Reading, filler: Filler) -> Filler:
    """Of what a relative clause modifies, the thing without what it did then: 甲所研制的|卫星|升空."""
    if filler.item is not None:
        return filler
    end = filler.end
    while end - filler.start > _VERB + 1 and _names_act(reading.text[end - _VERB : end]):
        end -= _VERB  # 产业园|建成|投产
    return Filler(filler.start, end)


def _names_act(word: str) -> bool:
    return any(row.use == "verb" and row.type != "NONE" for row in triggers().get(word, ()))


def _is_passive(reading: Reading, hit: Hit, clause: int) -> bool:
    """Tell whether 被 without a doer stands before the trigger: 江城公司|被|评为…, 被|连续三年|评为…."""
    elements = elements_of(reading, clause)
    for element in reversed(elements[: bisect_right(elements, hit.start, key=END)]):
        if element.kind == "by":
            return reading.text[element.start : element.end] == "被"
        if element.kind not in _BEFORE_VERB:
            return False
    return False
