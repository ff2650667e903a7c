from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from hbnews_ie.tokenizer import CharacterTokenizer, UserDictionaryError, cut_words, make_tokenizer

SENTENCE = "武汉纽福斯生物科技股份有限公司在光谷生物城成立。"


def words(text: str, engine: str = "rjieba", user_dictionary: str = "") -> list[str]:
    cut = cut_words(text, engine, user_dictionary)
    return [text[start:end] for start, end in zip(cut.starts, cut.ends, strict=True)]


def test_one_character_is_one_token() -> None:
    doc = CharacterTokenizer(Vocab())(SENTENCE + "😀A b")
    assert doc.text == SENTENCE + "😀A b"
    assert [token.idx for token in doc] == list(range(len(doc)))
    assert [token.text for token in doc] == list(doc.text)


def test_normal_form_words_and_block_come_with_the_document() -> None:
    doc = CharacterTokenizer(Vocab())("增长６６％")
    assert doc._.norm == "增长66%"
    assert doc._.words.ends[-1] == len(doc)
    assert [(block.kind, block.start, block.end) for block in doc._.blocks] == [("body", 0, 5)]


def test_lone_surrogates_are_replaced() -> None:
    assert CharacterTokenizer(Vocab())("a\ud800b").text == "a\ufffdb"


def test_empty_text() -> None:
    assert len(CharacterTokenizer(Vocab())("")) == 0
    assert words("") == []


@settings(deadline=None)
@given(st.text(max_size=60).filter(lambda text: text.isprintable()))
def test_words_cover_the_text(text: str) -> None:
    cut = cut_words(text)
    assert "".join(words(text)) == text
    assert len(cut.starts) == len(cut.ends) == len(cut.tags)


@pytest.mark.parametrize("user_dictionary", ["", "纽福斯 20 nz\n光谷生物城\n"])
def test_both_engines_cut_and_tag_alike(seed: Path, user_dictionary: str) -> None:
    text = "".join(seed.read_text("utf-8").split()) + SENTENCE
    assert cut_words(text, "jieba", user_dictionary) == cut_words(text, "rjieba", user_dictionary)


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_a_user_dictionary_is_honoured(engine: str) -> None:
    assert "纽福斯" not in words(SENTENCE, engine)
    cut = cut_words(SENTENCE, engine, "纽福斯 20 nz")
    index = cut.starts.index(SENTENCE.index("纽福斯"))
    assert (cut.ends[index] - cut.starts[index], cut.tags[index]) == (3, "nz")


@pytest.mark.parametrize("line", ["纽福斯 20 nz more", "纽福斯 nz 20"])
def test_a_malformed_user_dictionary_is_refused(line: str) -> None:
    with pytest.raises(UserDictionaryError, match="line 2"):
        CharacterTokenizer(Vocab(), user_dictionary=f"光谷\n{line}")


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of jieba, rjieba"):
        CharacterTokenizer(Vocab(), engine="hanlp")


def test_settings_survive_pickling_and_saving(tmp_path: Path) -> None:
    tokenizer = CharacterTokenizer(Vocab(), "jieba", "纽福斯 20 nz")
    tokenizer.to_disk(tmp_path / "tokenizer")
    for copy in (
        pickle.loads(pickle.dumps(tokenizer)),
        CharacterTokenizer(Vocab()).from_disk(tmp_path / "tokenizer"),
        CharacterTokenizer(Vocab()).from_bytes(tokenizer.to_bytes()),
    ):
        assert (copy.engine, copy.user_dictionary) == ("jieba", "纽福斯 20 nz")
        assert copy(SENTENCE)._.words == tokenizer(SENTENCE)._.words


def test_the_registered_factory_makes_one(nlp: object) -> None:
    tokenizer = make_tokenizer("jieba")(nlp)  # type: ignore[arg-type]
    assert isinstance(tokenizer, CharacterTokenizer)
    assert tokenizer.engine == "jieba"


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("仪式暨首届论坛", ["仪式", "暨", "首届", "论坛"]),
        ("诸暨首届论坛", ["诸暨", "首届", "论坛"]),
        ("14条产线上", ["14", "条", "产线", "上"]),
        ("产线上下", ["产线", "上下"]),
        ("线上线下同步", ["线上", "线下", "同步"]),
        ("非遗传承", ["非遗", "传承"]),
        ("所中标的项目", ["所", "中标", "的", "项目"]),
        ("交易的标的项目", ["交易", "的", "标的", "项目"]),
        ("打造成港口", ["打造", "成", "港口"]),
        ("风暴造成损失", ["风暴", "造成", "损失"]),
        ("新冠病毒", ["新冠", "病毒"]),
        ("专精特新企业", ["专精特新", "企业"]),  # of three pieces
        ("光伏电站全容量并网", ["光伏", "电站", "全容量", "并网"]),  # one behind another
        ("新冠军", ["新", "冠军"]),
    ],
)
def test_what_the_dictionary_does_not_see(engine: str, text: str, parts: list[str]) -> None:
    assert words(text, engine) == parts
