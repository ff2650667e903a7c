"""The layer of names: its spec table, what must hold of any text, and the modules under it."""

from __future__ import annotations

import re
import time
from collections import Counter
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import signature
from itertools import pairwise
from pkgutil import iter_modules
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hbnews_ie.components import coreference, names, posts, titles
from hbnews_ie.components.names.boundary import walk_left
from hbnews_ie.components.names.choose import NOT_A_NAME, choose
from hbnews_ie.components.names.heads import find_by_head
from hbnews_ie.components.names.short_forms import short_forms
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import heads
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_table
from hbnews_ie.text import normalize
from hbnews_ie.tokenizer import cut_words
from tests.tables import Case, case_id, names_in, read_cases, still_open

TYPES = {"ORG", "PERSON", "PROJECT", "PLACE", "ACTIVITY", "DOCUMENT", "PRODUCT"}
CASES = read_cases("names")
FULL_WIDTH = str.maketrans(",:;!?()", "\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09")


def found(text: str) -> list[list[str]]:
    return [[name.type, text[name.start : name.end]] for name in names_in(text)]


# --- the table ---


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_spec(case: Case) -> None:
    assert found(case["text"]) == case["expected"], case["why"]


def test_open_cases() -> None:
    still_open("names_open", lambda case: found(case["text"]) == case["expected"])


def test_table_is_sound() -> None:
    """Every quote stands in its text, in order; every case says why; many say what must not be found."""
    cases = CASES + read_cases("names_open")
    assert max(Counter(case["text"] for case in cases).values()) == 1
    for case in cases:
        position = 0
        for type_, quote in case["expected"]:
            assert type_ in TYPES
            position = case["text"].index(quote, position) + len(quote)
        assert case["why"]
    assert len(CASES) >= 220
    assert sum(case["kind"].startswith("not/") for case in CASES) >= 70


def test_width_of_signs_makes_no_difference() -> None:
    for case in CASES:
        wide = case["text"].translate(FULL_WIDTH)
        assert [(name.start, name.end, name.type) for name in names_in(wide)] == [
            (name.start, name.end, name.type) for name in names_in(case["text"])
        ]


# --- what must hold of any text ---

SAMPLES = [quote for case in CASES for _, quote in case["expected"]]
PIECES = st.one_of(
    st.sampled_from(SAMPLES),
    st.sampled_from([row["word"] for row in read_table("heads")]),
    st.sampled_from([row["word"] for row in read_table("titles")]),
    st.sampled_from("、,。;:!?()《》“”·-的和与在由第届 \n省市县王李张A3"),
    st.text(max_size=6),
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("".join))


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_any_text(text: str) -> None:
    """Nothing raised; within bounds, not empty, sorted and flat, of a known type and rule, not across a border."""
    mentions = names_in(text)
    for name in mentions:
        assert 0 <= name.start < name.end <= len(text)
        assert name.type in TYPES
        assert name.rule
        assert "\n" not in text[name.start : name.end]
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert mentions == names_in(text)


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_posts_and_entities_of_any_text(text: str) -> None:
    """Posts point to persons, stand within the text and not across a border; entities share the mentions out."""
    mentions = names_in(text)
    norm = normalize(text)
    for post in posts.find_posts(norm, mentions):
        assert mentions[post.person].type == "PERSON"
        for start, end in filter(None, (post.title, post.organization)):
            assert 0 <= start < end <= len(text)
            assert "\n" not in text[start:end]
    quotes = [text[name.start : name.end] for name in mentions]
    entities = coreference.find_entities(norm, mentions, quotes)
    assert sorted(index for entity in entities for index in entity.mentions) == list(range(len(mentions)))
    for entity in entities:
        assert {mentions[index].type for index in entity.mentions} == {entity.type}
        assert {entity.name, *entity.aliases} == {quotes[index] for index in entity.mentions}
        assert len(entity.name) == max(len(quotes[index]) for index in entity.mentions)


# --- cost ---


def _modules() -> list[ModuleType]:
    inside = [import_module(f"{names.__name__}.{info.name}") for info in iter_modules(names.__path__)]
    return [*inside, posts, coreference, titles]


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (f"{module.__name__.rpartition('.')[2]}.{name}", value)
        for module in _modules()
        for name, value in ((name, _made(value)) for name, value in vars(module).items())
        if isinstance(value, re.Pattern)
    ]


def _made(value: object) -> object:
    """A pattern that is made of a lexicon on first use, or the value itself."""
    if isinstance(value, _lru_cache_wrapper) and not signature(value).parameters:
        return value()
    return value


def _hostile(pattern: re.Pattern[str]) -> list[str]:
    """What the pattern begins with, over and over, and signs that many patterns begin with."""
    words = re.findall(r"[\u4e00-\u9fff]{1,6}", pattern.pattern) or ["中"]
    return [*dict.fromkeys(words[:3]), "“", "(", "《", "第", "一二", "12", "在汉", "、"]


def _cost(pattern: re.Pattern[str], text: str) -> float:
    started = time.process_time()
    for _match in pattern.finditer(text):
        pass
    return time.process_time() - started


def _grows_too_fast(pattern: re.Pattern[str], text: str) -> bool:
    return _cost(pattern, text) > 3 * _cost(pattern, text[: len(text) // 2]) + 0.02


@pytest.mark.parametrize("pattern", [p for _, p in _patterns()], ids=[name for name, _ in _patterns()])
def test_pattern_is_linear(pattern: re.Pattern[str]) -> None:
    """Twice the text costs about twice the time (four times would be quadratic), measured again where it looks worse.

    A pattern for the end of a stretch is only searched in a name, or in a window before an offset.
    """
    size = 64 if pattern.pattern.endswith("$") else 40_000
    for seed in _hostile(pattern):
        text = seed * (size // len(seed))
        assert not all(_grows_too_fast(pattern, text) for _ in range(3)), seed


HOSTILE = (
    *("省", "武汉", "有限公司", "集团", "控股集团", "第一", "王", "王明、", "“甲”", "(", "“", "《", "·", "甲·"),
    *("和", "、", "的", "等企业", "书记", "任", "村", "中心", "省委", "论坛", "2023年", "A1", "市", "大学"),
    *("铜梁", "当选为省委常委的有王明、", "启动能力提升专项行动", "庆祝第一届会议", "大桥开工", "第一次会议"),
    *("该公司", "副", "阿尔", "大会第一届", "甲乙", "科技", "“甲项目”", "(简称甲乙)", "甲乙有限公司(简称甲乙)"),
)


@pytest.mark.parametrize("seed", HOSTILE)
def test_layers_are_linear(seed: str) -> None:
    def cost(size: int) -> float:
        norm = seed * (size // len(seed))
        words = cut_words(norm)
        started = time.process_time()
        mentions = names.find_names(norm, words)
        posts.find_posts(norm, mentions)
        coreference.find_entities(norm, mentions, [norm[name.start : name.end] for name in mentions])
        return time.process_time() - started

    cost(1_000)
    assert any(cost(20_000) < 3 * cost(10_000) + 0.05 for _ in range(3))


# --- where a name begins ---


def begins(text: str, head: str) -> str:
    """What the walk leftwards takes in before the last occurrence of a head."""
    norm = normalize(text)
    view = View(norm, cut_words(norm))
    position = norm.rindex(head)
    return norm[walk_left(view, position, {}, heads()[head]).start : position]


@pytest.mark.parametrize(
    ("text", "head", "taken"),
    [
        ("昨天海州天盛化纤有限公司", "有限公司", "海州天盛化纤"),
        ("记者从天盛化纤有限公司", "有限公司", "天盛化纤"),
        ("参观了天盛化纤有限公司", "有限公司", "天盛化纤"),
        ("甲厂、天盛化纤有限公司", "有限公司", "天盛化纤"),
        ("新的天盛化纤有限公司", "有限公司", "天盛化纤"),
        ("天盛(苏州)化纤有限公司", "有限公司", "天盛(苏州)化纤"),
        ("甲\n乙市有限公司", "有限公司", "乙市"),
        ("山东省人力资源和社会保障厅", "厅", "山东省人力资源和社会保障"),
        ("省长到省水利厅", "厅", "省水利"),
        ("启动“朝阳”计划", "计划", "“朝阳”"),
    ],
)
def test_where_a_name_begins(text: str, head: str, taken: str) -> None:
    assert begins(text, head) == taken


def test_modifiers_say_what_stands_there() -> None:
    norm = "山东省水利厅"
    view = View(norm, cut_words(norm))
    modifiers = walk_left(view, 5, {}, heads()["厅"])
    assert (modifiers.start, modifiers.place, modifiers.body) == (0, True, False)


def test_a_joining_head_takes_in_the_body_before_it() -> None:
    norm = "山东大学化学学院"
    view = View(norm, cut_words(norm))
    bodies: dict[int, int] = {}
    assert [(name.start, name.end) for name in find_by_head(view, bodies)][-1] == (0, 8)
    assert bodies[8] == 0


# --- short forms ---


@pytest.mark.parametrize(
    ("name", "type_", "forms"),
    [
        ("山东锦晟毛纺有限公司", "ORG", {"锦晟", "山东锦晟"}),
        ("济南市教育局", "ORG", {"市教育局"}),
        ("第九届中原农业机械展览会", "ACTIVITY", {"中原农业机械展览会"}),
        ("“朝阳读书”计划", "PROJECT", {"朝阳读书"}),
    ],
)
def test_short_forms(name: str, type_: str, forms: set[str]) -> None:
    assert forms <= short_forms(name, type_)


@pytest.mark.parametrize(
    ("name", "type_", "form"),
    [
        ("山东科技有限公司", "ORG", "科技"),
        ("山东投资集团", "ORG", "投资"),
        ("山东投资集团", "ORG", "山东"),
        ("“朝阳”计划", "PROJECT", "朝阳"),
        ("王建国", "PERSON", "建国"),
        ("第三届论坛", "ACTIVITY", "论坛"),
    ],
)
def test_no_short_forms(name: str, type_: str, form: str) -> None:
    assert form not in short_forms(name, type_)


@given(st.one_of(st.sampled_from(SAMPLES), st.text(max_size=20)), st.sampled_from(sorted(TYPES)))
@settings(deadline=None)
def test_short_forms_of_anything_are_shorter(name: str, type_: str) -> None:
    for form in short_forms(name, type_):
        assert 2 <= len(form) < len(name) or form.endswith(("公司", "集团"))
        assert form != name


# --- choosing ---


def mention(start: int, end: int, type_: str = "ORG", rule: str = "test") -> Mention:
    return Mention(start, end, type_, rule)


def test_the_longest_name_wins() -> None:
    assert choose([mention(0, 2, "PLACE"), mention(0, 6), mention(4, 6, "PERSON")]) == [mention(0, 6)]


def test_what_grew_without_end_is_no_name() -> None:
    assert choose([mention(0, 101), mention(0, 6)]) == [mention(0, 6)]
    assert choose([mention(0, 100), mention(0, 6)]) == [mention(0, 100)]


def test_names_that_touch_both_stay() -> None:
    assert choose([mention(2, 4), mention(0, 2)]) == [mention(0, 2), mention(2, 4)]


def test_the_surer_kind_wins_between_equals() -> None:
    assert choose([mention(0, 2, "PERSON"), mention(0, 2, "PLACE")]) == [mention(0, 2, "PLACE")]
    sure = mention(0, 2, "PERSON", "surname-after-title")
    assert choose([mention(0, 2, "PLACE"), sure]) == [sure]


def test_a_fixed_phrase_hides_the_names_in_it() -> None:
    assert choose([mention(0, 4, NOT_A_NAME), mention(0, 2, "PLACE"), mention(5, 7)]) == [mention(5, 7)]


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10), st.sampled_from([*sorted(TYPES), NOT_A_NAME]))


@given(st.lists(SPANS, max_size=12))
def test_chosen_names_are_flat_and_among_the_candidates(spans: list[tuple[int, int, str]]) -> None:
    candidates = [mention(start, start + size, type_) for start, size, type_ in spans]
    chosen = choose(candidates)
    assert all(left.end <= right.start for left, right in pairwise(chosen))
    assert set(chosen) <= set(candidates)
    assert choose(chosen) == chosen
