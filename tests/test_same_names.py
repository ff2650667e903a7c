"""Which shorter name stands for which fuller one in an article, and which does not."""

from __future__ import annotations

import pytest

from hbnews_ie.components.same_names import fuller_names

SAME = [
    ("ORG", "清水县发展和改革局", "江南省清水县发展和改革局", "a place in front"),
    ("ORG", "县委", "中共清水县委", "the level of a county that no list has"),
    ("ORG", "市经委", "襄樊市经委", "the level of a city"),
    ("ORG", "市政府", "襄阳市人民政府", "人民政府 and 政府, and the level"),
    ("ORG", "国家图书馆", "中国国家图书馆", "中国 in front"),
    ("ORG", "江城轴承厂", "襄阳市江城轴承厂", "a factory of a city"),
    ("ORG", "禾丰生物", "武汉禾丰生物科技有限公司", "the firm's word and its first trade"),
    ("ORG", "华远科技", "华远科技产业股份有限公司", "a firm of everyday words"),
    ("ORG", "华工科技", "华工科技产业股份有限公司", "a known firm and its form"),
    ("ORG", "富民公司", "黄石富民贸易公司", "the trade left out"),
    ("ORG", "青禾女排", "武汉青禾女子排球俱乐部", "words shortened"),
    ("ORG", "大连化物所", "中国科学院大连化学物理研究所", "an institute of an academy"),
    ("ORG", "市人大常委会", "襄阳市八届人大常委会", "a term of office"),
    ("ORG", "宜昌工研院", "江城大学宜昌工研院", "a body of a body"),
    ("PLACE", "永安里社区", "江岸区永安里社区", "a quarter of a district"),
    ("PLACE", "花溪机场", "鄂州花溪国际机场", "an airport"),
    ("PROJECT", "沿河大桥", "宜昌市沿河大桥", "works of a city"),
    ("PRODUCT", "长征二号丁", "长征二号丁运载火箭", "the kind of thing behind"),
    ("ACTIVITY", "乌镇峰会", "世界互联网大会乌镇峰会", "part of a larger meeting"),
    ("PERSON", "姆贝瓦", "约瑟夫·姆贝瓦", "a family name"),
    ("PERSON", "普拉博沃", "普拉博沃·苏比延多", "a given name"),
]

APART = [
    ("ORG", "武汉大学", "武汉科技大学", "another university"),
    ("ORG", "国防部", "法国国防部", "known without a country"),
    ("ORG", "中国电信", "中国电信天翼云科技有限公司", "a known firm and one that it owns"),
    ("ORG", "江城集团有限公司", "江城集团股份有限公司", "two firms by their forms"),
    ("ORG", "乌军", "乌军军事装备厂", "two characters are too few"),
    ("ORG", "省委", "省委宣传部", "a part of it"),
    ("ORG", "东江公司", "远大东江钢铁公司", "another firm's word"),
    ("ORG", "大连研究所", "中国科学院大连化学物理研究院", "another kind of body"),
    ("PLACE", "长城", "八达岭长城", "a site in a site"),
    ("PLACE", "花溪站", "花溪国际机场", "another port"),
    ("PROJECT", "引水上山", "引水上山计划", "another kind of undertaking"),
    ("PRODUCT", "长征二号", "长征二号丁", "another model"),
    ("ACTIVITY", "峰会", "世界互联网大会乌镇峰会", "too short to tell"),
    ("PERSON", "王芳", "王芳芳", "another person"),
    ("DOCUMENT", "《条例》", "《档案条例》", "a document is declared"),
]


@pytest.mark.parametrize(("type_", "short", "full", "why"), SAME)
def test_a_short_name_stands_for_the_fuller_one(type_: str, short: str, full: str, why: str) -> None:
    assert fuller_names([(type_, full), (type_, short)]) == {(type_, short): (type_, full)}, why


@pytest.mark.parametrize(("type_", "short", "full", "why"), APART)
def test_names_that_only_look_alike_stay_apart(type_: str, short: str, full: str, why: str) -> None:
    assert fuller_names([(type_, full), (type_, short)]) == {}, why


def test_a_name_that_two_fuller_ones_share_is_no_sign() -> None:
    assert fuller_names([("ORG", "县委"), ("ORG", "中共清水县委"), ("ORG", "中共白水县委")]) == {}


def test_a_name_of_another_type_is_another_thing() -> None:
    assert fuller_names([("PLACE", "花溪机场"), ("ORG", "鄂州花溪国际机场")]) == {}
