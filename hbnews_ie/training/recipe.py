"""A whole training: from corpora and a configuration to a model that the tagger loads."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from hbnews_ie.components.names import find_names
from hbnews_ie.tagger.features import FIRST_CHARACTER, FeatureReader
from hbnews_ie.tagger.labels import OUTSIDE, Floats, label_names
from hbnews_ie.tagger.storage import Description, write_model
from hbnews_ie.tokenizer import cut_words
from hbnews_ie.training.config import Config, NetworkConfig, Teaching, View
from hbnews_ie.training.data import Example, Laid, is_held_back, lay_out, read_examples, read_texts
from hbnews_ie.training.network import Network, Shape
from hbnews_ie.training.steps import Lesson, learn, predict

__all__ = ["train"]

_LOG = logging.getLogger(__name__)
_PLANE = 0x10000
_PREDICTED_ROWS = 16384  # in one go


@dataclass(frozen=True, slots=True)
class _View:
    """A view with its sentences for training."""

    head: str
    types: tuple[str, ...]
    examples: list[Example]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes networks that read the same features and have the same heads."""

    config: Config
    characters: str
    heads: Mapping[str, int]

    def make(self, network: NetworkConfig) -> Network:
        known = FIRST_CHARACTER + len(self.characters)
        shape = Shape(
            known, self.config.bigrams, self.config.words, network.hashed_width, network.width, network.dilations
        )
        return Network(shape, self.heads, network.dropout, network.forget)


def train(config: Config, corpora: Path, folder: Path) -> None:
    """Train a tagger on the corpora of a folder and write the model to ``folder``.

    Raises `OSError` for a corpus that cannot be read and `ValueError` for one that is malformed.
    """
    torch.manual_seed(config.seed)
    random = np.random.default_rng(config.seed)
    views = [_read_view(f"view{number}", view, corpora, config.held_back) for number, view in enumerate(config.views)]
    texts = [text for file in config.texts for text in read_texts(corpora / file)]
    characters = _frequent([*(example.text for view in views for example in view.examples), *texts], config)
    gap = max(dilation for network in config.all_networks for dilation in network.dilations)
    reader = FeatureReader(characters, config.bigrams, config.words, gap)
    maker = _Maker(config, characters, {view.head: 1 + 4 * len(view.types) for view in views})
    lessons = [Lesson(view.head, lay_out(view.examples, reader, label_names(view.types))) for view in views]
    if config.teaching:
        plain = _lay_out_plain(config.teaching, texts, reader, views[0].types, random)
        network = _learn_from_teachers(config, config.teaching, maker, lessons, plain, random)
    else:
        network = maker.make(config.network)
        learn(network, lessons, config.training, random)
    dilations = config.network.dilations
    description = Description(
        config.name, views[0].types, characters, config.bigrams, config.words, max(dilations), dilations
    )
    weights = _weights(network, views[0].head)
    weights["head.bias"] = weights["head.bias"].copy()
    weights["head.bias"][OUTSIDE] += np.log(config.outside)
    write_model(folder, description, weights)


def _read_view(head: str, view: View, corpora: Path, held_back: int) -> _View:
    """Read a view without the sentences to measure on: its own held-back part, and those of other files."""
    apart = {example.text for file in view.without for example in read_examples(corpora / file, {})}
    joined = "\n".join(apart)  # a sentence to measure on may stand in the corpus in pieces
    examples = [
        example
        for example in read_examples(corpora / view.file, view.types)
        if not is_held_back(example.text, held_back) and example.text not in joined
    ]
    _LOG.info("%s: %d sentences to train on", view.file, len(examples))
    return _View(head, tuple(dict.fromkeys(view.types.values())), examples)


def _frequent(texts: Sequence[str], config: Config) -> str:
    """The characters to know, in the order of their code points."""
    counts = Counter("".join(texts))
    return "".join(
        sorted(
            character
            for character, count in counts.items()
            if count >= config.characters_from and ord(character) < _PLANE and not character.isspace()
        )
    )


def _lay_out_plain(
    teaching: Teaching, texts: Sequence[str], reader: FeatureReader, types: Sequence[str], random: np.random.Generator
) -> Laid:
    """Lay out some of the plain sentences, labelled with the names that the rules find in them."""
    chosen = random.permutation(len(texts))[: teaching.sentences]
    examples = []
    for text in (texts[index] for index in sorted(chosen)):
        names = find_names(text, cut_words(text)) if teaching.rules else []
        examples.append(
            Example(text, tuple((name.start, name.end, name.type) for name in names if name.type in teaching.rules))
        )
    return lay_out(examples, reader, label_names(types))


def _learn_from_teachers(
    config: Config,
    teaching: Teaching,
    maker: _Maker,
    lessons: Sequence[Lesson],
    plain: Laid,
    random: np.random.Generator,
) -> Network:
    """Train teachers, and then the tagger's network on what they see in plain text beside the lessons."""
    networks = []
    for number, shape in enumerate(teaching.networks, 1):
        _LOG.info("teacher %d of %d", number, len(teaching.networks))
        networks.append(maker.make(shape))
        learn(networks[-1], lessons, teaching.training, random)
    head = lessons[0].head
    for number in range(teaching.rounds):
        _LOG.info("round %d of %d", number + 1, teaching.rounds)
        taught = predict(networks, plain, head, _PREDICTED_ROWS)
        _mix_in(taught, plain.labels)
        networks.append(maker.make(config.network))
        learn(networks[-1], [*lessons, Lesson(head, plain, taught.astype(np.float16))], config.training, random)
    return networks[-1]


def _mix_in(taught: Floats, labels: npt.NDArray[np.int16]) -> None:
    """Give the labels of names as much weight as the teachers' probabilities; other rows stay."""
    rows = np.flatnonzero(labels > 0)
    taught[rows] *= 0.5
    taught[rows, labels[rows]] += 0.5


def _weights(network: Network, head: str) -> dict[str, npt.NDArray[np.float32]]:
    """The weights that the tagger needs, the head of its view under the name ``head``."""
    weights = {}
    for name, value in network.state_dict().items():
        if name.startswith(f"heads.{head}."):
            weights[name.replace(f"heads.{head}", "head")] = value.numpy()
        elif not name.startswith("heads."):
            weights[name] = value.numpy()
    return weights
