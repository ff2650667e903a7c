"""Training on made-up sentences, and the same network in PyTorch and numpy."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

from hbnews_ie.tagger import Tagger
from hbnews_ie.tagger.features import LEXICON_STATES, TAGS
from hbnews_ie.tagger.labels import label_names
from hbnews_ie.tagger.network import Network as NumpyNetwork

torch = pytest.importorskip("torch")

from hbnews_ie.training.__main__ import main  # noqa: E402
from hbnews_ie.training.config import ConfigError, read_config  # noqa: E402
from hbnews_ie.training.data import (  # noqa: E402
    IGNORED,
    NO_NAME,
    UNKNOWN_NAME,
    Example,
    is_held_back,
    lay_out,
    read_examples,
    read_standoff,
)
from hbnews_ie.training.network import Network, Shape  # noqa: E402
from hbnews_ie.training.recipe import teach, weights_of  # noqa: E402
from hbnews_ie.training.steps import Lesson  # noqa: E402

CONFIG = """
name = "made-up"
bigrams = 512
words = 256
characters_from = 1
held_back = 50
texts = ["plain.jsonl"]

[[views]]
head = "news"
file = "names.jsonl"
types = {{ PERSON = "PERSON", ORG = "ORG" }}
without = ["apart.jsonl"]
within = {{ colours = ["ORG"] }}

[[views]]
head = "colours"
file = "names.jsonl"
types = {{ COLOUR = "COLOUR" }}

[[views]]
head = "colours"
file = "events.jsonl"
types = {{ subject = "COLOUR" }}
no_names = ["object"]

[[views]]
head = "guide"
file = "labels.jsonl"
types = {{ WORK = "WORK" }}
standoff = true

[network]
width = 24
hashed_width = 8
dilations = [1, 2]
dropout = 0.0
forget = 0.0

[training]
passes = {passes}
rows = 600
rate = 0.02

[screen]
least = 0.01
passes = 4
rows = 600
rate = 0.02

[teaching]
sentences = 4
rules = ["PERSON"]
rounds = 2
[[teaching.networks]]
width = 24
hashed_width = 8
dilations = [1, 2]
dropout = 0.0
forget = 0.0
[teaching.training]
passes = 4
rows = 600
rate = 0.02
"""


def sentences(count: int) -> list[dict[str, object]]:
    """Sentences in which 赵 begins a person and 社 ends an organisation."""
    choice = random.Random(5).choice
    made = []
    for _ in range(count):
        person = "赵" + choice("一二三四五六七") + choice("甲乙丙丁戊己")
        body = choice("红黄蓝绿紫") + choice("山水云石") + "社"
        text = f"{person}昨天{choice('来去')}了{body}。"
        made.append({"text": text, "entities": [[0, 3, "PERSON"], [7, 10, "ORG"], [7, 8, "COLOUR"]]})
    return made


def events() -> list[dict[str, object]]:
    """Events whose subject is a colour that has its sentence before it to itself."""
    mentions = [{"role": "subject", "span": [0, 1]}, {"role": "object", "span": [2, 4]}, {"role": "?", "span": [2, 3]}]
    return [{"content": f"{colour}的山水来了。", "events": [{"mentions": mentions}]} for colour in "红黄蓝绿紫"]


def labels(made: list[dict[str, object]]) -> list[dict[str, object]]:
    """Labels apart from their text: the day is a work, in the stretch of a sentence up to its body."""
    stretch = {"file": "names.jsonl", "start": 0, "end": 10, "entities": [[3, 5, "WORK"]]}
    return [{**stretch, "line": number} for number, _ in enumerate(made, 1)]


@pytest.fixture()
def corpora(tmp_path: Path) -> Path:
    made = sentences(400)
    for name, records in {
        "names": made,
        "events": events(),
        "apart": [{"text": "赵一甲昨天来了红山社。", "entities": []}],
        "plain": [{"text": str(made[0]["text"]) * 3}] * 5,
        "labels": labels(made[:200]),
    }.items():
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "config.toml").write_text(CONFIG.format(passes=12), "utf-8")
    return tmp_path


def test_a_short_training(corpora: Path) -> None:
    out = corpora / "model"
    assert main([str(corpora / "config.toml"), "--corpora", str(corpora), "--output", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["labels.jsonl", "model.json", "training.toml", "weights.npz"]
    reading = Tagger.load(out).read("赵三己昨天去了绿水社。赵五丁昨天来了紫石社。")
    assert [tuple(span[:3]) for span in reading.further["colours"].spans] == [(7, 8, "COLOUR"), (18, 19, "COLOUR")]
    assert [tuple(span[:3]) for span in reading.further["guide"].spans] == [(3, 5, "WORK"), (14, 16, "WORK")]
    assert [tuple(span[:3]) for span in reading.spans] == [
        (0, 3, "PERSON"),
        (7, 10, "ORG"),
        (11, 14, "PERSON"),
        (18, 21, "ORG"),
    ]


def test_what_cannot_be_used(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpora / "names.jsonl").write_text('{"text": "赵一", "entities": [[0, 9, "PERSON"]]}', "utf-8")
    assert main([str(corpora / "config.toml"), "--corpora", str(corpora), "--output", str(corpora / "model")]) == 2
    assert "names.jsonl, line 1: an entity lies outside the text" in capsys.readouterr().err
    (corpora / "config.toml").write_text(CONFIG.format(passes=0), "utf-8")
    with pytest.raises(ConfigError, match="passes"):
        read_config(corpora / "config.toml")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"line": 999}, "line 1: expected file"),
        ({"start": None}, "line 1: expected file"),
        ({"end": 99}, "line 1: no such stretch"),
        ({"entities": [[3, 11, "WORK"]]}, "line 1: no such stretch"),
    ],
)
def test_labels_that_do_not_fit_their_text(corpora: Path, change: dict[str, object], message: str) -> None:
    label = {**labels(sentences(1))[0], **change}
    (corpora / "labels.jsonl").write_text(json.dumps(label), "utf-8")
    with pytest.raises(ValueError, match=message):
        read_standoff(corpora / "labels.jsonl", corpora, {})


def test_both_networks_agree() -> None:
    torch.manual_seed(3)
    network = Network(Shape(20, 64, 32, 4, 8, (1, 2, 3)), {"news": 9, "firms": 5}).eval()
    random_ = np.random.default_rng(3)
    values = random_.integers([1, 0, 0, 0, 0], [20, 64, 32, 1 + 4 * len(TAGS), 1 + LEXICON_STATES], (5000, 5)).astype(
        np.int32
    )
    values[np.arange(0, 5000, 40)[:, None] + np.arange(3)] = 0
    values[-3:] = 0
    inside = values[:, 0] > 0
    with torch.inference_mode():
        doubt, expected = network(torch.from_numpy(values).long(), network.heads)
    found = NumpyNetwork(weights_of(network, {}), (1, 2, 3), ("news", "firms")).probabilities(values)
    for head, scores in expected.items():
        np.testing.assert_allclose(found[head][inside], scores.softmax(1).numpy()[inside], atol=1e-5)
    least = doubt.sigmoid().quantile(0.93).item()  # few rows are in doubt, but each has others near it
    found = NumpyNetwork(weights_of(network, {}, least), (1, 2, 3), ("news", "firms")).probabilities(values)
    doubtful = (doubt.sigmoid() >= least).numpy()
    near = np.any([np.roll(doubtful & inside, place) for place in range(-3, 4)], 0) & inside
    assert 1000 < near.sum() < 4000
    assert ((found["news"][:, 0] < 1) == near).all()


def test_the_weight_of_the_label_outside() -> None:
    network = Network(Shape(20, 64, 32, 4, 8, (1,)), {"news": 9, "firms": 5})
    plain, changed = weights_of(network, {}), weights_of(network, {"firms": 0.5})
    assert {name for name, array in plain.items() if not np.array_equal(array, changed[name])} == {"heads.firms.bias"}
    difference = changed["heads.firms.bias"] - plain["heads.firms.bias"]
    np.testing.assert_allclose(difference, [np.log(0.5), 0, 0, 0, 0], atol=1e-6)


def test_teachers_fill_in_what_labels_leave_open() -> None:
    from hbnews_ie.tagger.features import FeatureReader

    examples = [Example("赵一在红山社。", ((0, 2, "A"), (2, 3, NO_NAME)))]
    reader = FeatureReader("赵一", 64, 32, 1)
    network = Network(Shape(20, 64, 32, 4, 8, (1,)), {"news": 9, "firms": 5})
    for partial in (False, True):
        laid = lay_out(examples, reader, label_names("A"), partial=partial)
        lesson = Lesson(laid, {"firms": laid.labels})
        taught = teach(lesson, [network], ["news", "firms"], 1.0).taught
        assert taught.keys() == ({"news", "firms"} if partial else {"news"})
    inside = taught["firms"][1:-1]
    assert inside[:3].argmax(1).tolist() == [1, 3, 0] and (inside[:3].max(1) == 1).all()
    assert (inside[3:].max(1) < 1).all()


def test_labels_and_batches(corpora: Path) -> None:
    from hbnews_ie.tagger.features import FeatureReader

    examples = [Example("赵一在红山社。", ((0, 2, "A"), (3, 6, "B"))), Example("李来了!好", ((0, 1, "A"),))]
    laid = lay_out(examples, FeatureReader("赵一", 64, 32, 2), label_names("AB"))
    first, second = (laid.labels[start:end].tolist() for start, end in laid.bounds)
    assert [label for label in first if label != IGNORED] == [1, 3, 0, 5, 6, 7, 0]
    assert [label for label in second if label != IGNORED] == [4, 0, 0, 0, 0]
    served = np.concatenate(list(laid.batches(5, np.random.default_rng(1))))
    assert sorted(served) == list(range(int(laid.bounds[-1, 1])))


def test_the_part_held_back_is_a_share_and_fixed() -> None:
    texts = [f"第{number}句" for number in range(2000)]
    assert 150 < sum(is_held_back(text, 10) for text in texts) < 250
    assert [is_held_back(text, 10) for text in texts[:4]] == [is_held_back(text, 10) for text in texts[:4]]


def test_partial_labels_teach_by_their_spans_only(corpora: Path) -> None:
    from hbnews_ie.tagger.features import FeatureReader

    examples = read_examples(corpora / "events.jsonl", {"subject": "A", "object": NO_NAME})
    assert examples[0] == Example("红的山水来了。", ((0, 1, "A"), (2, 4, NO_NAME)))
    laid = lay_out(examples[:1], FeatureReader("红", 64, 32, 1), label_names("A"), partial=True)
    assert laid.labels[1:-1].tolist() == [4, IGNORED, 0, 0, IGNORED, IGNORED, IGNORED]


def test_spans_of_unknown_names_teach_nothing() -> None:
    from hbnews_ie.tagger.features import FeatureReader

    laid = lay_out([Example("在红山社。", ((1, 4, UNKNOWN_NAME),))], FeatureReader("红", 64, 32, 1), label_names("A"))
    assert laid.labels[1:-1].tolist() == [0, IGNORED, IGNORED, IGNORED, 0]


def test_types_that_a_view_does_not_name_are_left_out(corpora: Path) -> None:
    assert all(len(example.spans) == 1 for example in read_examples(corpora / "names.jsonl", {"ORG": "ORG"}))
