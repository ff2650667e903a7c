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
from hbnews_ie.training.data import IGNORED, Example, is_held_back, lay_out, read_examples  # noqa: E402
from hbnews_ie.training.network import Network, Shape  # noqa: E402
from hbnews_ie.training.recipe import _weights  # noqa: E402

CONFIG = """
name = "made-up"
bigrams = 512
words = 256
characters_from = 1
held_back = 50
texts = ["plain.jsonl"]

[[views]]
file = "names.jsonl"
types = {{ PERSON = "PERSON", ORG = "ORG" }}
without = ["apart.jsonl"]

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
        made.append({"text": text, "entities": [[0, 3, "PERSON"], [7, 10, "ORG"]]})
    return made


@pytest.fixture()
def corpora(tmp_path: Path) -> Path:
    made = sentences(400)
    for name, records in {
        "names": made,
        "apart": [{"text": "赵一甲昨天来了红山社。", "entities": []}],
        "plain": [{"text": str(made[0]["text"]) * 3}] * 5,
    }.items():
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "config.toml").write_text(CONFIG.format(passes=12), "utf-8")
    return tmp_path


def test_a_short_training(corpora: Path) -> None:
    out = corpora / "model"
    assert main([str(corpora / "config.toml"), "--corpora", str(corpora), "--output", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["model.json", "training.toml", "weights.npz"]
    found = Tagger.load(out).spans("赵三己昨天去了绿水社。赵五丁昨天来了紫石社。")
    assert [tuple(span[:3]) for span in found] == [
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


def test_both_networks_agree() -> None:
    torch.manual_seed(3)
    network = Network(Shape(20, 64, 32, 4, 8, (1, 2, 3)), {"view": 9}).eval()
    random_ = np.random.default_rng(3)
    values = random_.integers([1, 0, 0, 0, 0], [20, 64, 32, 1 + 4 * len(TAGS), 1 + LEXICON_STATES], (5000, 5)).astype(
        np.int32
    )
    values[np.arange(0, 5000, 40)[:, None] + np.arange(3)] = 0
    with torch.inference_mode():
        expected = network(torch.from_numpy(values).long(), "view").softmax(1).numpy()
    found = NumpyNetwork(_weights(network, "view"), (1, 2, 3)).probabilities(values)
    inside = values[:, 0] > 0
    np.testing.assert_allclose(found[inside], expected[inside], atol=1e-5)


def test_labels_and_batches(corpora: Path) -> None:
    from hbnews_ie.tagger.features import FeatureReader

    examples = [Example("赵一在红山社。", ((0, 2, "A"), (3, 6, "B"))), Example("李来了!好", ((0, 1, "A"), (4, 5, "?")))]
    laid = lay_out(examples, FeatureReader("赵一", 64, 32, 2), label_names("AB"), "?")
    first, second = (laid.labels[start:end].tolist() for start, end in laid.bounds)
    assert [label for label in first if label != IGNORED] == [1, 3, 0, 5, 6, 7, 0]
    assert [label for label in second if label != IGNORED] == [4, 0, 0, 0]
    served = np.concatenate(list(laid.batches(5, np.random.default_rng(1))))
    assert sorted(served) == list(range(int(laid.bounds[-1, 1])))


def test_the_part_held_back_is_a_share_and_fixed() -> None:
    texts = [f"第{number}句" for number in range(2000)]
    assert 150 < sum(is_held_back(text, 10) for text in texts) < 250
    assert [is_held_back(text, 10) for text in texts[:4]] == [is_held_back(text, 10) for text in texts[:4]]


def test_types_that_a_view_does_not_name_are_left_out(corpora: Path) -> None:
    assert all(len(example.spans) == 1 for example in read_examples(corpora / "names.jsonl", {"ORG": "ORG"}))
