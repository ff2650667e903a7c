"""The tagger at run time: layout, decoding, storage, and the model that ships."""

from __future__ import annotations

import gzip
import itertools
import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hbnews_ie.components.sentences import find_sentences
from hbnews_ie.tagger import DEFAULT_MODEL, ModelError, Tagger, load_tagger
from hbnews_ie.tagger.features import COLUMNS, FIRST_CHARACTER, LEXICON_STATES, TAGS, UNKNOWN, FeatureReader
from hbnews_ie.tagger.labels import find_spans, label_names, path_of
from hbnews_ie.tagger.network import SCREEN_WIDTH, Network
from hbnews_ie.tagger.storage import Description, find_model, read_model, write_model
from hbnews_ie.text import normalize
from hbnews_ie.tokenizer import cut_words

TYPES = ("PERSON", "ORG")
HEADS = {"news": TYPES, "firms": ("FIRM",)}
CHARACTERS = "张王在公司说京"


def random_weights(width: int = 8, hashed: int = 4) -> dict[str, np.ndarray]:
    random = np.random.default_rng(7)
    sizes = {
        "character": (FIRST_CHARACTER + len(CHARACTERS), width),
        "segment": (1 + 4 * len(TAGS), width),
        "lexicon": (1 + LEXICON_STATES, width),
        "bigram": (64, hashed),
        "word": (32, hashed),
        "hashed.weight": (width, 3 * hashed),
        "hashed.bias": (width,),
        "screen.weight": (SCREEN_WIDTH, width),
        "screen.bias": (SCREEN_WIDTH,),
        "convolutions.0.weight": (width, 3 * width),
        "convolutions.0.bias": (width,),
        "convolutions.1.weight": (width, 3 * width),
        "convolutions.1.bias": (width,),
        "heads.news.weight": (9, width),
        "heads.news.bias": (9,),
        "heads.firms.weight": (5, width),
        "heads.firms.bias": (5,),
    }
    return {name: random.normal(0, 0.5, size) for name, size in sizes.items()}


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    description = Description("small", HEADS, CHARACTERS, 64, 32, 3, (1, 2))
    write_model(tmp_path / "small", description, random_weights())
    return tmp_path / "small"


def read(text: str) -> np.ndarray:
    rows = FeatureReader(CHARACTERS, 64, 32, 3).read(text, cut_words(text), np.array(find_sentences(text)))
    assert (rows.values[np.setdiff1d(np.arange(len(rows.values)), rows.at), COLUMNS.index("character")] == 0).all()
    return rows.values[rows.at]


def test_equal_words_and_pairs_have_equal_numbers_wherever_they_stand() -> None:
    values = read("张说公司在北京。北京的公司")
    word, bigram = COLUMNS.index("word"), COLUMNS.index("bigram")
    assert values[2, word] == values[3, word] == values[11, word] != values[5, word] == values[8, word]
    assert values[2, bigram] == values[11, bigram]
    assert values[0, word] == 0  # a word of one character is told by its character


def test_what_a_character_is_and_where_it_stands() -> None:
    values = read("张在,")
    assert values[:, 0].tolist() == [FIRST_CHARACTER, FIRST_CHARACTER + 2, UNKNOWN]
    assert len(set(values[:, COLUMNS.index("segment")])) == 3


def test_a_sentence_reads_the_same_alone_and_among_others(folder: Path) -> None:
    tagger = Tagger.load(folder)
    sentences = ["张在公司说。", "王说!", "在京的公司" * 300 + "。", "说𠀀。"]
    together = tagger.read("".join(sentences)).probabilities
    alone = np.concatenate([tagger.read(sentence).probabilities for sentence in sentences])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(together.sum(1), 1, atol=1e-5)


def test_each_head_reads_by_itself(folder: Path) -> None:
    tagger = Tagger.load(folder)
    reading = tagger.read("张在公司说。")
    firms = reading.further["firms"]
    assert (reading.types, reading.probabilities.shape) == (TYPES, (6, 9))
    assert (firms.types, firms.probabilities.shape) == (("FIRM",), (6, 5))
    np.testing.assert_allclose(firms.probabilities.sum(1), 1, atol=1e-5)
    assert {span.type for span in firms.spans} <= {"FIRM"}


def test_what_the_screen_keeps_back_is_outside_for_sure() -> None:
    text = "张在公司说。"
    rows = FeatureReader(CHARACTERS, 64, 32, 3).read(text, cut_words(text), np.array([0]))
    outside = {}
    for bias in (-np.inf, np.inf):
        weights = {**random_weights(), "screen.bias": np.full(SCREEN_WIDTH, bias)}
        found = Network(weights, (1, 2), tuple(HEADS)).probabilities(rows.values)
        outside[bias] = np.concatenate([head[rows.at, 0] for head in found.values()])
    assert (outside[-np.inf] == 1).all()
    assert (outside[np.inf] < 1).all()


def test_an_empty_text_has_no_names(folder: Path) -> None:
    reading = Tagger.load(folder).read("")
    assert reading.spans == reading.further["firms"].spans == []


def likely(path: list[int], labels: int, sure: float = 0.9) -> np.ndarray:
    probabilities = np.full((len(path), labels), (1 - sure) / (labels - 1), np.float32)
    probabilities[np.arange(len(path)), path] = sure
    return probabilities


def test_labels_to_spans() -> None:
    names = label_names(TYPES)
    path = [names.index(label) for label in ("B-PERSON", "I-PERSON", "E-PERSON", "O", "S-ORG", "B-ORG", "E-ORG")]
    spans = find_spans(likely(path, len(names)), TYPES, np.array([7]))
    assert [(span.start, span.end, span.type) for span in spans] == [(0, 3, "PERSON"), (4, 5, "ORG"), (5, 7, "ORG")]
    assert all(span.confidence == pytest.approx(0.9) for span in spans)


def best_path(probabilities: np.ndarray, ends: list[int]) -> float:
    """The likelihood of the best sequence of labels that makes sense, by trying all."""
    best = 0.0
    size, labels = probabilities.shape
    for path in itertools.product(range(labels), repeat=size):
        if _makes_sense(path, ends):
            best = max(best, float(np.prod(probabilities[np.arange(size), list(path)])))
    return best


def _makes_sense(path: tuple[int, ...], ends: list[int]) -> bool:
    start = 0
    for end in ends:
        inside = False
        for label in path[start:end]:
            if inside != (label in (2, 3)):
                return False
            inside = label in (1, 2)
        if inside:
            return False
        start = end
    return True


@given(st.integers(0, 10**6), st.integers(1, 5), st.booleans())
def test_the_best_sequence_is_found(seed: int, size: int, parted: bool) -> None:
    random = np.random.default_rng(seed)
    probabilities = random.dirichlet([0.5] * 5, size).astype(np.float32)
    ends = [size // 2, size] if parted and size > 1 else [size]
    path = np.zeros(size, int)
    for start, end, _, _ in find_spans(probabilities, ("PERSON",), np.array(ends)):
        path[start:end] = path_of(end - start, 0)
    assert _makes_sense(tuple(path), ends)
    # what is clearly outside stays so, hence not always the very best
    if probabilities[:, 0].max() < 0.95:
        assert np.prod(probabilities[np.arange(size), path]) == pytest.approx(best_path(probabilities, ends), rel=1e-3)


def test_confidence_of_any_span(folder: Path) -> None:
    reading = Tagger.load(folder).read("张在公司说。")
    for span in reading.spans:
        assert reading.confidence(span.start, span.end, span.type) == pytest.approx(span.confidence)
    assert 0 <= reading.confidence(2, 4, "ORG") <= 1
    assert 0 <= reading.inside(2, 4) <= 1
    for start, end, type_ in ((2, 2, "ORG"), (0, 99, "ORG"), (0, 1, "BOOK")):
        with pytest.raises(ValueError, match=r"span|tuple"):
            reading.confidence(start, end, type_)


def test_damaged_models_are_refused(folder: Path) -> None:
    description = json.loads((folder / "model.json").read_text("utf-8"))
    weights = (folder / "weights.npz").read_bytes()
    (folder / "weights.npz").write_bytes(weights[:-1] + b"?")
    with pytest.raises(ModelError, match="checksum"):
        read_model(folder)
    (folder / "weights.npz").write_bytes(weights)
    (folder / "model.json").write_text(json.dumps({**description, "format": 99}), "utf-8")
    with pytest.raises(ModelError, match="format"):
        read_model(folder)
    (folder / "model.json").write_text(json.dumps({**description, "dilations": [1, 2, 3]}), "utf-8")
    with pytest.raises(ModelError, match="do not fit"):
        Tagger.load(folder)
    (folder / "model.json").unlink()
    with pytest.raises(ModelError, match=r"model\.json is missing"):
        Tagger.load(folder)
    with pytest.raises(ModelError, match="no model named 'nothing'"):
        find_model("nothing")


def test_no_pickle_is_loaded(folder: Path) -> None:
    import hashlib

    np.savez(folder / "weights.npz", character=np.array([{}], object))
    description = json.loads((folder / "model.json").read_text("utf-8"))
    description["sha256"] = hashlib.sha256((folder / "weights.npz").read_bytes()).hexdigest()
    (folder / "model.json").write_text(json.dumps(description), "utf-8")
    with pytest.raises(ModelError, match="malformed"):
        read_model(folder)


def test_the_shipped_model() -> None:
    tagger = pickle.loads(pickle.dumps(load_tagger()))
    text = normalize("1998年3月，江泽民在北京会见了美国总统克林顿，中国石油化工集团公司的代表也在座。")
    found = {(text[start:end], type_) for start, end, type_, _ in tagger.spans(text)}
    assert found == {
        ("江泽民", "PERSON"),
        ("北京", "PLACE"),
        ("美国", "PLACE"),
        ("克林顿", "PERSON"),
        ("中国石油化工集团公司", "ORG"),
    }


def test_the_shipped_model_is_small_and_described() -> None:
    folder = find_model(DEFAULT_MODEL)
    assert sum(path.stat().st_size for path in folder.iterdir()) < 20_000_000
    labels = {"labels.jsonl.gz", "labels-held-back.jsonl.gz"}
    assert {"README.md", "training.toml", "model.json", "weights.npz", *labels} == {
        path.name for path in folder.iterdir()
    }


def test_the_labels_beside_the_shipped_model_hold_no_text() -> None:
    for path in find_model(DEFAULT_MODEL).glob("labels*.jsonl.gz"):
        for line in gzip.decompress(path.read_bytes()).splitlines():
            assert line.isascii()
            assert json.loads(line).keys() == {"file", "line", "start", "end", "entities"}


def test_no_name_crosses_the_end_of_a_sentence() -> None:
    text = "来到武汉\n大学生们很高兴。张伟\n明天去北京"
    ends = [*find_sentences(text)[1:], len(text)]
    for start, end, _, _ in load_tagger().spans(text):
        assert not any(start < border < end for border in ends)


def test_a_text_without_stops_is_read_in_parts() -> None:
    text = "记者在武汉采访了李明然" * 400
    reading = load_tagger().read(text)
    assert len(reading.probabilities) == len(text)
    assert {text[span.start : span.end] for span in reading.spans} >= {"武汉"}
    assert np.diff([0, *reading.sentence_ends]).max() <= 2000
