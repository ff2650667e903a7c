"""The network as PyTorch trains it; `hbnews_ie.tagger.network` is the same in numpy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from hbnews_ie.tagger.features import LEXICON_STATES, TAGS, UNKNOWN
from hbnews_ie.tagger.network import SCREEN_WIDTH

__all__ = ["Network", "Shape"]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network: its tables, and its convolutions of width three by their dilations."""

    characters: int
    bigrams: int
    words: int
    hashed_width: int
    width: int
    dilations: tuple[int, ...]


class Network(nn.Module):
    """Tables for each kind of feature, added up; residual convolutions; linear heads, by their names.

    Beside them a screen, which foresees from the tables alone which rows the heads will find in no name. It learns by
    itself, and changes nothing else in the network.
    """

    def __init__(self, shape: Shape, heads: Mapping[str, int], dropout: float = 0.0, forget: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        self.forget = forget
        width, hashed = shape.width, shape.hashed_width
        self.character = _table(shape.characters, width)
        self.segment = _table(1 + 4 * len(TAGS), width)
        self.lexicon = _table(1 + LEXICON_STATES, width)
        self.bigram = _table(shape.bigrams, hashed)
        self.word = _table(shape.words, hashed)
        self.hashed = nn.Linear(3 * hashed, width)
        self.screen = nn.Linear(width, SCREEN_WIDTH)
        self.convolutions = nn.ModuleList(nn.Linear(3 * width, width) for _ in shape.dilations)
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in heads.items()})

    def forward(self, values: Tensor, heads: Iterable[str]) -> tuple[Tensor, dict[str, Tensor]]:
        """Read rows of features: the screen's logit for each row, and one score a label for each head asked for."""
        filled = (values[:, 0] > 0).unsqueeze(1)
        state = self._drop(self._look_up(values) * filled)
        votes = self.screen(state.detach()).unbind(1)
        doubt = torch.stack([vote.roll(SCREEN_WIDTH // 2 - place) for place, vote in enumerate(votes)]).sum(0)
        for dilation, convolution in zip(self.shape.dilations, self.convolutions, strict=True):
            before = functional.pad(state[:-dilation], (0, 0, dilation, 0))
            after = functional.pad(state[dilation:], (0, 0, 0, dilation))
            update = functional.relu(convolution(torch.cat([before, state, after], 1)))
            state = (state + self._drop(update)) * filled
        return doubt, {head: self.heads[head](state) for head in heads}

    def _look_up(self, values: Tensor) -> Tensor:
        """What the tables say, one vector a row."""
        character, bigram, word, segment, lexicon = values.unbind(1)
        if self.training and self.forget:
            character = torch.where(self._chosen(character, 0.3), UNKNOWN, character)
        right = self._forget(functional.embedding(bigram, self.bigram))
        left = self._forget(functional.embedding(bigram.roll(1), self.bigram))
        own = self._forget(functional.embedding(word, self.word))
        state = self.hashed(torch.cat([right, left, own], 1))
        state = state + functional.embedding(character, self.character)
        state = state + self._forget(functional.embedding(segment, self.segment))
        state = state + self._forget(functional.embedding(lexicon, self.lexicon))
        return functional.relu(state)

    def _drop(self, state: Tensor) -> Tensor:
        return functional.dropout(state, self.dropout, self.training)

    def _chosen(self, column: Tensor, share: float) -> Tensor:
        return (torch.rand(column.shape) < share * self.forget) & (column > 0)

    def _forget(self, vectors: Tensor) -> Tensor:
        """Leave a feature out in some rows, so that the network learns to do without."""
        if not (self.training and self.forget):
            return vectors
        return vectors * (torch.rand(len(vectors), 1) >= self.forget)


def _table(size: int, width: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(size, width) * 0.1)
