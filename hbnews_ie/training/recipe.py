"""A whole training: from corpora and a configuration to a model that the tagger loads."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from hbnews_ie.components.names import find_names
from hbnews_ie.tagger.features import FIRST_CHARACTER, FeatureReader
from hbnews_ie.tagger.labels import OUTSIDE, label_names
from hbnews_ie.tagger.network import SCREEN_WIDTH
from hbnews_ie.tagger.storage import Description, write_model
from hbnews_ie.tokenizer import cut_words
from hbnews_ie.training.config import Config, NetworkConfig, Teaching, View
from hbnews_ie.training.data import (
    IGNORED,
    NO_NAME,
    UNKNOWN_NAME,
    Example,
    Laid,
    is_held_back,
    lay_out,
    read_examples,
    read_standoff,
    read_texts,
)
from hbnews_ie.training.network import Network, Shape
from hbnews_ie.training.steps import Lesson, learn, learn_screen, predict

__all__ = ["teach", "train", "weights_of"]

_LOG = logging.getLogger(__name__)
_PLANE = 0x10000
_PREDICTED_ROWS = 16384  # in one go
_TRUST_IN_LABELS = 1.0
_TRUST_IN_RULES = 0.5


@dataclass(frozen=True, slots=True)
class _View:
    """A view with its sentences for training, labelled for its head and for others."""

    head: str
    partial: bool
    examples: list[Example]
    others: dict[str, list[Example]]
    repeat: int

    def lay_out(self, reader: FeatureReader, labels: Mapping[str, Sequence[str]]) -> Lesson:
        laid = lay_out(self.examples, reader, labels[self.head], partial=self.partial)
        others = {head: lay_out(examples, reader, labels[head]).labels for head, examples in self.others.items()}
        return Lesson(laid, {self.head: laid.labels, **others}, repeat=self.repeat)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes networks that read the same features and have the same heads."""

    config: Config
    characters: str

    def make(self, network: NetworkConfig) -> Network:
        known = FIRST_CHARACTER + len(self.characters)
        shape = Shape(
            known, self.config.bigrams, self.config.words, network.hashed_width, network.width, network.dilations
        )
        heads = {head: 1 + 4 * len(types) for head, types in self.config.heads.items()}
        return Network(shape, heads, network.dropout, network.forget)


def train(config: Config, corpora: Path, folder: Path) -> None:
    """Train a tagger on the corpora of a folder and write the model to ``folder``.

    Raises `OSError` for a corpus that cannot be read and `ValueError` for one that is malformed.
    """
    torch.manual_seed(config.seed)
    random = np.random.default_rng(config.seed)
    views = [_read_view(view, corpora, config) for view in config.views]
    texts = [text for file in config.texts for text in read_texts(corpora / file)]
    characters = _frequent([*(example.text for view in views for example in view.examples), *texts], config)
    reach = max(dilation for network in config.all_networks for dilation in network.dilations)
    gap = max(reach, SCREEN_WIDTH // 2)
    reader = FeatureReader(characters, config.bigrams, config.words, gap)
    maker = _Maker(config, characters)
    labels = {head: label_names(types) for head, types in config.heads.items()}
    lessons = [view.lay_out(reader, labels) for view in views]
    if config.teaching:
        main = views[0].head
        laid = _lay_out_plain(config.teaching, texts, reader, labels[main], random)
        plain = Lesson(laid, {main: laid.labels})
        network = _learn_from_teachers(config, config.teaching, maker, lessons, plain, random)
        lessons.append(plain)
    else:
        network = maker.make(config.network)
        learn(network, lessons, config.training, random)
    _LOG.info("screen")
    learn_screen(network, lessons, config.screen, random)
    dilations = config.network.dilations
    description = Description(config.name, config.heads, characters, config.bigrams, config.words, gap, dilations)
    write_model(folder, description, weights_of(network, config.outside, config.screen.least))


def _read_view(view: View, corpora: Path, config: Config) -> _View:
    """Read a view without the sentences to measure on: its own held-back part, and those of other files."""
    if view.standoff:
        examples = read_standoff(config.folder / view.file, corpora, view.types)
        _LOG.info("%s: %d sentences to train on", view.file, len(examples))
        return _View(view.head, partial=False, examples=examples, others={}, repeat=view.repeat)
    apart = {example.text for file in view.without for example in read_examples(corpora / file, {})}
    joined = "\n".join(apart)  # a sentence to measure on may stand in the corpus in pieces

    def read(types: Mapping[str, str]) -> list[Example]:
        return [
            example
            for example in read_examples(corpora / view.file, types)
            if not is_held_back(example.text, config.held_back) and example.text not in joined
        ]

    examples = read(view.types | dict.fromkeys(view.no_names, NO_NAME))
    others = {head: read(dict.fromkeys(types, UNKNOWN_NAME)) for head, types in view.within.items()}
    _LOG.info("%s: %d sentences to train on", view.file, len(examples))
    return _View(view.head, bool(view.no_names), examples, others, view.repeat)


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
    teaching: Teaching, texts: Sequence[str], reader: FeatureReader, labels: Sequence[str], random: np.random.Generator
) -> Laid:
    """Lay out some of the plain sentences, labelled with the names that the rules find in them."""
    chosen = random.permutation(len(texts))[: teaching.sentences]
    examples = []
    for text in (texts[index] for index in sorted(chosen)):
        names = find_names(text, cut_words(text)) if teaching.rules else []
        examples.append(
            Example(text, tuple((name.start, name.end, name.type) for name in names if name.type in teaching.rules))
        )
    return lay_out(examples, reader, labels, partial=True)


def _learn_from_teachers(
    config: Config,
    teaching: Teaching,
    maker: _Maker,
    lessons: Sequence[Lesson],
    plain: Lesson,
    random: np.random.Generator,
) -> Network:
    """Train teachers, and then the tagger's network on what they see in plain text beside the lessons."""
    networks = []
    for number, shape in enumerate(teaching.networks, 1):
        _LOG.info("teacher %d of %d", number, len(teaching.networks))
        networks.append(maker.make(shape))
        learn(networks[-1], lessons, teaching.training, random)
    for number in range(teaching.rounds):
        _LOG.info("round %d of %d", number + 1, teaching.rounds)
        taught = [teach(lesson, networks, list(config.heads), _TRUST_IN_LABELS) for lesson in lessons]
        taught.append(teach(plain, networks, list(config.heads), _TRUST_IN_RULES))
        networks.append(maker.make(config.network))
        learn(networks[-1], taught, config.training, random)
    return networks[-1]


def teach(lesson: Lesson, networks: Sequence[Network], heads: Sequence[str], trust: float) -> Lesson:
    """Let teachers say what the labels of a lesson leave open, under its own heads and the others.

    ``trust`` is the share of the labels, against that of all teachers together, where there are some.
    """
    filled = lesson.laid.values[:, 0] > 0
    known = {head: np.flatnonzero(labels != IGNORED) for head, labels in lesson.labels.items()}
    open_ = [head for head in heads if head not in known or len(known[head]) < filled.sum()]
    found = predict(networks, lesson.laid, open_, _PREDICTED_ROWS)
    for head in known.keys() & found.keys():
        rows = known[head]
        found[head][rows] *= 1 - trust
        found[head][rows, lesson.labels[head][rows]] += trust
    return replace(lesson, taught={head: taught.astype(np.float16) for head, taught in found.items()})


def weights_of(
    network: Network, outside: Mapping[str, float], least: float = 0.0
) -> dict[str, npt.NDArray[np.float32]]:
    """The weights that the tagger needs; ``outside`` and ``least``, as in the configuration, become part of biases."""
    weights = {name: value.numpy().copy() for name, value in network.state_dict().items()}
    for head, weight in outside.items():
        weights[f"heads.{head}.bias"][OUTSIDE] += np.log(weight)
    weights["screen.bias"][0] -= torch.logit(torch.tensor(least)).item()
    return weights
