"""A small tagger of names that runs on numpy alone.

It reads characters, pairs of characters, jieba's words and the lexicons, a sentence at a time, and says for
each character how likely it stands where in a name of which type. `hbnews_ie.training` makes its models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from hbnews_ie.components.sentences import find_sentences
from hbnews_ie.layers import Words
from hbnews_ie.tagger.features import FeatureReader
from hbnews_ie.tagger.labels import Floats, Span, find_spans, path_of
from hbnews_ie.tagger.network import Network
from hbnews_ie.tagger.storage import ModelError, find_model, read_model
from hbnews_ie.tokenizer import cut_words

Offsets: TypeAlias = Sequence[int] | npt.NDArray[np.intp]

__all__ = ["DEFAULT_MODEL", "ModelError", "Reading", "Span", "Tagger", "load_tagger"]

DEFAULT_MODEL = "names-news"
_LONGEST = 2000  # characters that are read at once
"""The model that ships with the package."""


@dataclass(frozen=True)
class Reading:
    """What the tagger saw in a text: ``probabilities`` has a row a character and a column a label.

    ``further`` are readings of the same text by the tagger's other heads, which learned other types from other
    corpora, by the heads' names; their spans may overlap these.
    """

    types: tuple[str, ...]
    probabilities: Floats
    sentence_ends: npt.NDArray[np.intp]
    further: Mapping[str, Reading] = field(default_factory=dict)

    @cached_property
    def spans(self) -> list[Span]:
        """The likeliest names, sorted, not overlapping, none across the end of a sentence."""
        return find_spans(self.probabilities, self.types, self.sentence_ends)

    def confidence(self, start: int, end: int, type_: str) -> float:
        """How sure the tagger is that ``[start, end)`` is a name of this type, from 0 to 1.

        As for the spans, it is the least probability of the labels that the name would give its characters. Raises
        `ValueError` for an empty span, one outside the text, or a type that the tagger does not know.
        """
        if not 0 <= start < end <= len(self.probabilities):
            raise ValueError(f"no span of this text: [{start}, {end})")
        path = path_of(end - start, self.types.index(type_))
        return float(self.probabilities[np.arange(start, end), path].min())

    def inside(self, start: int, end: int) -> float:
        """How sure the tagger is that every character of ``[start, end)`` stands in some name, from 0 to 1."""
        return float(1 - self.probabilities[start:end, 0].max(initial=0))


class Tagger:
    """Finds names in normal-form text. Make one with `Tagger.load` or `load_tagger`."""

    def __init__(self, heads: Mapping[str, tuple[str, ...]], reader: FeatureReader, network: Network) -> None:
        self.heads = heads
        self._reader = reader
        self._network = network

    @classmethod
    def load(cls, model: str | Path = DEFAULT_MODEL) -> Tagger:
        """Load a model: the name of one that ships with the package, or the path of a folder.

        Raises `ModelError` if there is none, or if it is damaged.
        """
        description, weights = read_model(find_model(model))
        reader = FeatureReader(description.characters, description.bigrams, description.words, description.gap)
        try:
            network = Network(weights, description.dilations, tuple(description.heads))
            return cls(description.heads, reader, network)
        except (KeyError, ValueError) as error:
            raise ModelError(f"{model}: the weights do not fit the description: {error!r}") from error

    def read(self, norm: str, sentence_starts: Offsets | None = None, words: Words | None = None) -> Reading:
        """Read a text in the form of `hbnews_ie.text.normalize`.

        ``sentence_starts`` (the first is 0) and ``words`` are those of the document, and worked out where not given.
        """
        starts = np.array(find_sentences(norm) if sentence_starts is None else sentence_starts, np.intp)
        starts = _parted(starts, len(norm))
        ends = np.append(starts[1:], len(norm))
        if norm:
            rows = self._reader.read(norm, words or cut_words(norm), starts)
            found = {head: rows_[rows.at] for head, rows_ in self._network.probabilities(rows.values).items()}
        else:
            found = {head: np.zeros((0, 1 + 4 * len(types)), np.float32) for head, types in self.heads.items()}
        (main, types), *others = self.heads.items()
        further = {head: Reading(types, found[head], ends) for head, types in others}
        return Reading(types, found[main], ends, further)

    def spans(self, norm: str, sentence_starts: Offsets | None = None, words: Words | None = None) -> list[Span]:
        """The names in a text, of the types of the main head; see `read`."""
        return self.read(norm, sentence_starts, words).spans


def _parted(starts: npt.NDArray[np.intp], size: int) -> npt.NDArray[np.intp]:
    """Part what is longer than any sentence, so that memory does not grow with a text without stops."""
    edges = np.append(starts, size)
    (long,) = np.nonzero(np.diff(edges) > _LONGEST)
    parts = [np.arange(edges[place], edges[place + 1], _LONGEST) for place in long]
    return np.unique(np.concatenate([starts, *parts])) if parts else starts


@lru_cache(maxsize=4)
def load_tagger(model: str | Path = DEFAULT_MODEL) -> Tagger:
    """Load a model once a process; see `Tagger.load`."""
    return Tagger.load(model)
