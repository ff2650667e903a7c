"""What the tagger adds to the rules for names, with made-up readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

import hbnews_ie
from hbnews_ie.components.names import find_names
from hbnews_ie.components.names.repeats import as_whole
from hbnews_ie.components.names.view import View
from hbnews_ie.layers import Mention
from hbnews_ie.tagger import ModelError, Reading
from hbnews_ie.tagger.labels import path_of
from hbnews_ie.tokenizer import cut_words

TYPES = ("PERSON", "ORG", "PLACE")
GUIDE = ("PERSON", "ORG", "PLACE", "PROJECT", "ACTIVITY", "DOCUMENT", "PRODUCT", "TITLE")


def reading(text: str, *names: tuple[str, str], sure: float = 0.99) -> Reading:
    """What a tagger would say that sees these names, each where it first stands, and is so sure of them."""
    guide, firms = _reading(text, GUIDE, names, sure), _reading(text, ("FIRM",), names, sure)
    return replace(_reading(text, TYPES, names, sure), further={"guide": guide, "firms": firms})


def _reading(text: str, types: tuple[str, ...], names: Sequence[tuple[str, str]], sure: float) -> Reading:
    labels = np.zeros(len(text), int)
    for name, type_ in names:
        if type_ in types:
            start = text.index(name)
            labels[start : start + len(name)] = path_of(len(name), types.index(type_))
    size = 1 + 4 * len(types)
    probabilities = np.full((len(text), size), (1 - sure) / (size - 1), np.float32)
    probabilities[np.arange(len(text)), labels] = sure
    return Reading(types, probabilities, np.array([len(text)]))


def find(text: str, *names: tuple[str, str], sure: float = 0.99) -> set[tuple[str, str, str]]:
    found = find_names(text, cut_words(text), reading(text, *names, sure=sure))
    return {(text[name.start : name.end], name.type, name.rule) for name in found}


def test_names_that_the_rules_do_not_see_are_added() -> None:
    text = "昨天桃野真奈在场上。"
    assert find(text, ("桃野真奈", "PERSON")) == {("桃野真奈", "PERSON", "model:person")}
    assert not find(text, ("桃野真奈", "PERSON"), sure=0.55)


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("橘溪镇有柑橘4.2万亩。", "橘溪镇", "橘溪镇"),
        ("为满足沌兴区居民的需求。", "沌兴区", "沌兴区"),
        ("宜昌市橘溪镇白岭村种了茶。", "橘溪镇白岭村", "宜昌市橘溪镇白岭村"),  # parts of a place
        ("昨天官桥镇百花河村村医来了。", "官桥镇", "官桥镇百花河村"),  # whatever the dictionary cuts
        ("昨天双桐路已经通车。", "双桐路", "双桐路"),
        ("昨天银杏苑站开建。", "银杏苑站", "银杏苑站"),
        ("这条产业路已经通车。", "产业路", None),
        ("重点镇有柑橘4.2万亩。", "重点镇", None),
        ("美丽乡村建设加快。", "美丽乡村", None),
        ("这个试验区已经建成。", "试验区", None),
    ],
)
def test_divisions_need_their_form_and_some_sight(text: str, seen: str, name: str | None) -> None:
    """The tagger sees a name, not surely enough to add it itself."""
    found = {name for name, *_ in find(text, (seen, "PLACE"), sure=0.5)}
    assert (name in found) if name is not None else not any(seen in one for one in found)
    assert seen not in {one for one, *_ in find(text, sure=1.0)}


def test_who_is_named_by_surname_and_age_stays_anonymous() -> None:
    assert not find("他们找到李姐问路。", ("李姐", "PERSON"))


def test_a_person_begins_with_the_surname() -> None:
    assert find("深圳云汇丁岚教授团队发表论文。", ("汇丁岚", "PERSON")) >= {("丁岚", "PERSON", "surname-and-context")}


def test_the_country_of_a_side_in_talks_is_no_place() -> None:
    assert not find("昨天中方代表发言。", ("中", "PLACE"))


def test_what_is_counted_has_no_name() -> None:
    assert not find("出动2座移动变电站。", ("2座移动变电站", "PROJECT"))


def test_a_count_ends_no_name() -> None:
    """It counts the noun behind, and what is left may be a place that is known."""
    assert find("昨天孝感3所学校开学。", ("孝感3所", "ORG")) == {("孝感", "PLACE", "known-place")}
    assert ("泛羽千瓦", "ORG") in {name[:2] for name in find("昨天泛羽千瓦12家门店开业。", ("泛羽千瓦12家", "ORG"))}


@pytest.mark.parametrize(
    ("text", "name", "type_", "kind"),
    [
        ("卫冕冠军泛羽队未获奖牌。", "泛羽队", "PLACE", "ORG"),
        ("泛羽公社油榨大队社员到会。", "泛羽公社油榨大队", "ORG", "PLACE"),
        ("泛羽公社油榨大队社员到会。", "泛羽公社油榨大队", "PLACE", "PLACE"),
    ],
)
def test_teams_are_no_places_and_brigades_are(text: str, name: str, type_: str, kind: str) -> None:
    assert (name, kind) in {found[:2] for found in find(text, (name, type_))}


def test_what_ends_like_an_undertaking_is_no_product() -> None:
    text = "昨天北辰二号卫星工程启动。"
    assert ("北辰二号卫星工程", "PROJECT", "model:project") in find(text, ("北辰二号卫星工程", "PRODUCT"))


def test_a_tagger_without_a_head_for_the_guide() -> None:
    text = "昨天桃野真奈在场上。"
    found = find_names(text, cut_words(text), _reading(text, TYPES, [("桃野真奈", "PERSON")], 0.99))
    assert [(name.start, name.rule) for name in found] == [(2, "model:person")]


@pytest.mark.parametrize(
    ("text", "name", "type_", "rule"),
    [
        ("泛羽千瓦光伏电站投产。", "泛羽千瓦光伏电站", "PROJECT", "model:project"),  # longer than what the rules saw
        ("参观孝感会展馆。", "孝感会展馆", "ORG", "model:org"),
        ("参观宜昌会展中心。", "宜昌会展中心", "ORG", "model:org"),  # another type for the same words
        ("副市长冯金考出席仪式。", "冯金考", "PERSON", "model:person"),  # one more character
    ],
)
def test_a_sure_tagger_is_believed(text: str, name: str, type_: str, rule: str) -> None:
    assert (name, type_, rule) in find(text, (name, type_))
    assert (name, type_, rule) not in find(text, (name, type_), sure=0.25)


def test_a_standing_name_gives_way_to_a_longer_one_where_the_tagger_is_sure() -> None:
    text, name = "国务院安委办发文。", ("国务院安委办", "ORG")
    assert (*name, "model:org") in find(text, name, sure=0.65)
    assert (*name, "model:org") not in find(text, name, sure=0.55)


@pytest.mark.parametrize(
    ("text", "name", "type_", "kept"),
    [
        ("他读《泛羽的春天》。", "泛羽的春天", "PRODUCT", ("《泛羽的春天》", "DOCUMENT")),
        ("武汉红山生物科技有限公司落户。", "红山生物", "ORG", ("武汉红山生物科技有限公司", "ORG")),
        ("湖北省人民政府办公厅发文。", "湖北省", "PLACE", ("湖北省人民政府办公厅", "ORG")),
        ("国务院发文。", "国务院", "PLACE", ("国务院", "ORG")),
        ("孝感市长到会。", "市长", "TITLE", ("孝感", "PLACE")),
        ("副市长冯金考察学校。", "冯金考察", "PERSON", ("冯金", "PERSON")),
        ("《长河日报》报道。", "长河日报", "PRODUCT", ("长河日报", "ORG")),
        ("孝感军分区组织训练。", "孝感军分区", "PLACE", ("孝感军分区", "ORG")),  # an office of a level
    ],
)
def test_what_the_rules_have_settled_stays(text: str, name: str, type_: str, kept: tuple[str, str]) -> None:
    found = {name[:2] for name in find(text, (name, type_))}
    assert kept in found
    assert (name, type_) not in found


@pytest.mark.parametrize(
    ("text", "name", "type_", "cut"),
    [
        ("泛羽省长到会。", "泛羽省", "PLACE", "泛羽"),  # its level begins the title
        ("泛羽千瓦党委书记到会。", "泛羽千瓦党委", "ORG", "泛羽千瓦"),  # the party body opens the post
    ],
)
def test_what_belongs_to_a_title_is_cut_off(text: str, name: str, type_: str, cut: str) -> None:
    found = {found[:2] for found in find(text, (name, type_))}
    assert (cut, type_) in found
    assert (name, type_) not in found


def test_two_universities_without_a_sign_between_are_parted() -> None:
    found = {name[:2] for name in find("已服务泛羽大学云梦理工大学。", ("泛羽大学云梦理工大学", "ORG"))}
    assert found == {("泛羽大学", "ORG"), ("云梦理工大学", "ORG")}
    assert ("泛羽大学", "ORG") not in {name[:2] for name in find("泛羽大学附属医院。", ("泛羽大学附属医院", "ORG"))}


def test_fixed_phrases_hide_what_they_hold() -> None:
    assert not find("他是长江学者。", ("长江", "PLACE"))
    assert find("他爱长江。", ("长江", "PLACE"))


@pytest.mark.parametrize("name", ["“泛羽", "泛羽(", "》泛羽"])
def test_half_a_quotation_is_no_name(name: str) -> None:
    assert not find(f"昨天{name}开业。", (name, "ORG"))


@pytest.mark.parametrize("name", ["老杨", "杨女士"])
def test_a_surname_alone_is_nobody(name: str) -> None:
    assert not find(f"昨天{name}到会。", (name, "PERSON"))


def test_a_name_added_is_found_again() -> None:
    text = "昨天泛羽联公布了名单。泛羽联的名单很长。"
    found = find_names(text, cut_words(text), reading(text, ("泛羽联", "ORG")))
    assert [(name.start, name.rule) for name in found] == [(2, "model:org"), (11, "repeat")]


def test_names_with_a_form_keep_their_bounds_and_types() -> None:
    text = "武汉红山生物科技有限公司落户孝感。"
    assert {name[:2] for name in find(text, ("红山", "PERSON"), ("武汉", "PLACE"), ("孝感", "PERSON"))} == {
        ("武汉红山生物科技有限公司", "ORG"),
        ("孝感", "PLACE"),
    }


def test_common_words_and_single_characters_are_no_persons() -> None:
    assert not find("公司的王来了。", ("公司", "PERSON"), ("王", "PERSON"))
    assert not find("夏天的杨梅很甜。", ("杨梅", "PERSON"))


def test_firms_are_added_and_found_again() -> None:
    text = "昨天泛羽微收购了一家公司。泛羽微的公告很长。"
    found = find_names(text, cut_words(text), reading(text, ("泛羽微", "FIRM")))
    assert [(name.start, name.type, name.rule) for name in found] == [
        (2, "ORG", "model:firm"),
        (13, "ORG", "repeat"),
    ]
    assert not find(text, ("泛羽微", "FIRM"), sure=0.4)


def test_a_place_gives_way_to_the_firm_that_it_begins() -> None:
    text = "孝感泛羽收购了一家公司。"
    assert find(text) == {("孝感", "PLACE", "known-place")}
    assert find(text, ("孝感泛羽", "FIRM")) == {("孝感泛羽", "ORG", "model:firm")}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("武汉红山生物科技有限公司落户。", "红山生物"),  # the rules know more of it
        ("昨天大陆很热。", "大陆"),
        ("昨天“泛羽”号出发。", "泛羽”号"),
        ("昨天泛羽(原名宏羽)开业。", "泛羽(原名宏羽"),
        ("昨天nbsp开业。", "nbsp"),
        ("昨天泛开业。", "泛"),
    ],
)
def test_what_is_no_firm(text: str, firm: str) -> None:
    assert not any(name[2] == "model:firm" for name in find(text, (firm, "FIRM")))


@pytest.mark.parametrize(
    ("text", "rule"),
    [("昨天奥萨苏纳在场上说明了情况。", "foreign-name"), ("他说“青山小院行动”很好。", "quoted-head")],
)
def test_names_on_thin_evidence_that_the_tagger_denies_are_dropped(text: str, rule: str) -> None:
    words = cut_words(text)
    alone: list[Mention] = find_names(text, words)
    assert [name.rule for name in alone] == [rule]
    assert find_names(text, words, reading(text)) == []


def test_the_pipeline_without_a_model_knows_only_rules() -> None:
    text = "决赛中桃田贤斗战胜了丹麦选手。"
    rules = {mention.rule for mention in hbnews_ie.load(model=None)(text)._.mentions}
    assert not any(rule.startswith("model:") for rule in rules)
    with pytest.raises(ModelError, match="no model named 'nothing'"):
        hbnews_ie.load(model="nothing")


@pytest.mark.parametrize(
    ("text", "name", "whole", "type_"),
    [
        ("泛羽与德国桃野汽车电子公司签约。", "桃野汽车电子公司", "德国桃野汽车电子公司", "ORG"),
        ("产品通过德国桃野TÜV认证。", "桃野T", "德国桃野TÜV", "ORG"),
        ("省财政厅与泛羽银行签约。", "省财政厅与泛羽银行", "泛羽银行", "ORG"),
        ("村子地处泛羽山余脉。", "泛羽山余脉", "泛羽山", "PLACE"),
        ("省财政厅联合泛羽银行办班。", "省财政厅联合泛羽银行", "泛羽银行", "ORG"),
        ("桐泾区区领导到会。", "桐泾区区", "桐泾区", "PLACE"),
        ("他读过泛羽同盟中央机关报。", "泛羽同盟中央机关报", "泛羽同盟", "ORG"),
        ("泛羽农业局土壤肥料站来人。", "泛羽农业局", "泛羽农业局土壤肥料站", "ORG"),
    ],
)
def test_the_borders_of_a_span_are_mended(text: str, name: str, whole: str, type_: str) -> None:
    assert (whole, type_) in {found[:2] for found in find(text, (name, type_))}


@pytest.mark.parametrize("field", ["生命科学与医药领域", "生命科学等专业"])
def test_what_is_studied_is_nobody(field: str) -> None:
    assert not find(f"他在{field}很有名。", ("生命科学", "ORG"))
    assert find("昨天生命科学宣布重组。", ("生命科学", "ORG"))


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("泛羽厅党组成员到会。", [("泛羽厅党组", "ORG")], {("泛羽厅", "ORG")}),
        ("昨天泛羽科技报86.5元。", [("泛羽科技报", "ORG")], {("泛羽科技", "ORG")}),
        ("湖北药企泛羽集团宣布重组。", [("湖北药企泛羽集团", "ORG")], {("湖北", "PLACE"), ("泛羽集团", "ORG")}),
        ("省、州、市三级人大代表到会。", [("市三级人大", "ORG")], set()),
        ("该泛羽物流到会。", [("该泛羽物流", "ORG")], set()),
        ("昨天零时泛羽水库蓄水。", [("时泛羽水库", "PROJECT")], {("泛羽水库", "PROJECT")}),
        ("某泛羽公司研发芯片。", [("泛羽公司", "ORG")], set()),
        ("桃野兼任泛羽大队队长。", [("桃野兼任泛羽大队", "ORG")], {("泛羽大队", "ORG")}),
        ("泛羽科技全球副总裁讲话。", [("泛羽科技全球", "ORG")], {("泛羽科技", "ORG")}),
        ("泛羽单抗(商品名:桃野平)获批。", [("桃野平", "PERSON")], {("泛羽单抗", "PRODUCT"), ("桃野平", "PRODUCT")}),
        ("泛羽四市市长到会。", [("泛羽四市", "PLACE")], {("泛羽", "PLACE")}),
        ("桃野甲和泛·羽签字。", [("桃野甲和泛·羽", "PERSON")], {("桃野甲", "PERSON"), ("泛·羽", "PERSON")}),
    ],
)
def test_names_end_where_their_neighbours_begin(
    text: str, names: list[tuple[str, str]], expected: set[tuple[str, str]]
) -> None:
    assert {name[:2] for name in find(text, *names)} == expected


def test_works_bear_the_name_of_the_firm_that_the_tagger_sees() -> None:
    found = find("昨天泛羽疫苗产业园项目开工。", ("泛羽", "ORG"))
    assert {name[:2] for name in found} == {("泛羽疫苗产业园项目", "PROJECT")}


def test_a_name_is_as_long_as_elsewhere() -> None:
    text = "微澜光学开业。微澜光学研发出镜片。总经理卫思源到场,卫思源介绍。"
    seen = [(0, 4, "ORG"), (7, 9, "ORG"), (20, 23, "PERSON"), (27, 29, "ORG")]
    names = as_whole(View(text, cut_words(text)), [Mention(*name, "model") for name in seen])
    whole = [(text[name.start : name.end], name.type) for name in names]
    assert whole == [("微澜光学", "ORG"), ("微澜光学", "ORG"), ("卫思源", "PERSON"), ("卫思源", "PERSON")]
