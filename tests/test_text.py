from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hbnews_ie.text import LAYOUT, fold, fold_map, normalize, replace_surrogates, spread, unwrap

# Texts with much of what is difficult: white space of all kinds, line ends, marks, surrogates, both widths.
AWKWARD = st.text(st.sampled_from("省 \t\r\n\u3000\u00a0\u200b\ufeff\x00\ud800aZ1.,&'，“😀é\u202e"), max_size=40)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("武汉\n大学", "武汉大学"),
        ("武 汉\u3000大\n\n学", "武汉大学"),
        ("Wuhan  Optics\nValley", "Wuhan Optics Valley"),
        ("Co.\nLtd", "Co. Ltd"),
        ("DM 8", "DM 8"),
        ("11\n月8\n日", "11月8日"),
        ("20\n23年", "2023年"),
        ("2023 11", "2023 11"),
        (" 武汉 ", "武汉"),
        ("\ufeff武\u200b汉", "武汉"),
        ("武\x00汉", "武汉"),
        ("\ud800", "\ufffd"),
        ("", ""),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw) == folded


def test_white_space_and_control_characters_are_layout() -> None:
    signs = map(chr, range(0x110000))
    assert {sign for sign in signs if sign.isspace() or unicodedata.category(sign) == "Cc"} <= set(LAYOUT)


@given(AWKWARD)
def test_the_map_leads_back_to_each_character(raw: str) -> None:
    folded, offsets = fold_map(raw)
    assert len(folded) == len(offsets)
    assert list(offsets) == sorted(set(offsets))
    for character, offset in zip(folded, offsets, strict=True):
        assert character == (replace_surrogates(raw[offset]) if character != " " else " ")


@given(AWKWARD | st.text(max_size=20))
def test_fold_and_its_map_agree(raw: str) -> None:
    assert fold(raw) == fold_map(raw)[0]


@given(AWKWARD)
def test_folding_again_changes_nothing_but_numbers(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)


@given(AWKWARD, st.data())
def test_a_slice_folds_to_the_slice(raw: str, data: st.DataObject) -> None:
    folded, offsets = fold_map(raw)
    visible = [index for index, character in enumerate(folded) if character != " "]
    if visible:
        first, last = sorted(data.draw(st.tuples(st.sampled_from(visible), st.sampled_from(visible))))
        assert fold(raw[offsets[first] : offsets[last] + 1]) == folded[first : last + 1]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("６６．７％", "66.7%"),
        ("（武汉）〔2023〕", "(武汉)(2023)"),
        ("2016—2021–2022", "2016-2021-2022"),
        ("「光谷」『东湖』", "“光谷”“东湖”"),
        ('"一圈通办"', "“一圈通办”"),
        ('孤单的"', '孤单的"'),
    ],
)
def test_normalize(text: str, normal: str) -> None:
    assert normalize(text) == normal


@given(st.text(max_size=50))
def test_normalizing_keeps_length_and_letters(text: str) -> None:
    normal = normalize(text)
    assert len(normal) == len(text)
    for before, after in zip(text, normal, strict=True):
        if unicodedata.category(before) == "Lo":
            assert before == after


def test_replace_surrogates() -> None:
    assert replace_surrogates("a\ud800\udfffb😀") == "a\ufffd\ufffdb😀"


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("全省锂电制造业的增加值\n增长 66.7 %。", "全省锂电制造业的增加值增长66.7%。"),
        ("全省锂电制造业的增加值为3\n00亿元。", "全省锂电制造业的增加值为300亿元。"),
        ("全省锂电制造业增长两成。\n出口5亿元", "全省锂电制造业增长两成。\n出口5亿元"),  # a stop ends the line
        ("全省锂电制造业的增加值\n\n5家企业", "全省锂电制造业的增加值\n5家企业"),
        ("全省锂电制造业的增加值\n　　5家企业", "全省锂电制造业的增加值\n5家企业"),  # indented
        ("产量\n300\n200", "产量\n300\n200"),  # cells
    ],
)
def test_unwrap(raw: str, plain: str) -> None:
    found, offsets = unwrap(raw)
    assert found == plain
    assert [raw[offset] for offset in offsets if not raw[offset].isspace()] == [c for c in plain if not c.isspace()]
    assert spread(0, len(found), offsets) == (0, len(raw))


@pytest.mark.parametrize(
    ("raw", "headline"),
    [
        ("校企携手共进 建成三座实验室", "校企携手共进,建成三座实验室"),
        ("税收增长15%　结构更加优化", "税收增长15%,结构更加优化"),
        ("“办电预备制” 压缩审批时间", "“办电预备制”,压缩审批时间"),
        ("本报记者 张 明 李晓红", "本报记者张明李晓红"),  # names
        ("1062 项服务加快融合", "1062项服务加快融合"),
        ("完成投资总额 30亿元以上", "完成投资总额30亿元以上"),  # a number goes on
        ("推动都市圈协同\n发展迈上新台阶", "推动都市圈协同发展迈上新台阶"),  # a line end parts nothing
        ("世界互联网大会 Light the Future", "世界互联网大会Light the Future"),
        ("校企携手共进\u200b\x1b建成三座实验室", "校企携手共进建成三座实验室"),  # signs without width
    ],
)
def test_pauses_of_headlines(raw: str, headline: str) -> None:
    found, offsets = fold_map(raw, headline=True)
    assert found == headline
    assert [c for c, offset in zip(found, offsets, strict=True) if raw[offset].isspace() and c != " "] == [","] * (
        found.count(",")
    )
