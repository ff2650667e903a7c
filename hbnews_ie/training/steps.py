"""The steps of a training: learning from annotated sentences and from teachers, and predicting."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from hbnews_ie.tagger.labels import OUTSIDE, Floats
from hbnews_ie.training.config import Schedule
from hbnews_ie.training.data import IGNORED, Laid
from hbnews_ie.training.network import Network

__all__ = ["Lesson", "learn", "learn_screen", "predict"]

_LOG = logging.getLogger(__name__)
_WARM_UP = 0.15
_LARGEST_GRADIENT = 5.0
_REPORTS = 10  # progress messages a run


@dataclass(frozen=True, slots=True)
class Lesson:
    """Sentences to learn from: by labels or, where there are some, by teachers' probabilities; both by head.

    They are served ``repeat`` times a pass.
    """

    laid: Laid
    labels: Mapping[str, npt.NDArray[np.int16]]
    taught: Mapping[str, npt.NDArray[np.float16]] = field(default_factory=dict)
    repeat: int = 1

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads that learn something from it."""
        return tuple(dict.fromkeys([*self.labels, *self.taught]))


class _Optimiser:
    """AdamW with a learning rate that rises once and falls to nothing."""

    def __init__(self, network: nn.Module, schedule: Schedule, steps: int) -> None:
        self._network = network
        self._steps = steps
        self._done = 0
        self._loss = 0.0
        self._adam = torch.optim.AdamW(network.parameters(), schedule.rate, betas=(0.9, 0.99), fused=True)
        self._rate = torch.optim.lr_scheduler.OneCycleLR(
            self._adam, schedule.rate, total_steps=steps + 1, pct_start=_WARM_UP
        )

    def step(self, loss: Tensor) -> None:
        self._adam.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), _LARGEST_GRADIENT)
        self._adam.step()
        self._rate.step()
        self._done += 1
        self._loss += loss.item()
        every = max(1, self._steps // _REPORTS)
        if self._done % every == 0:
            _LOG.info("step %d of %d, loss %.4f", self._done, self._steps, self._loss / every)
            self._loss = 0.0


def _in_bfloat16() -> torch.autocast:
    return torch.autocast("cpu", torch.bfloat16)


def _tensor(values: npt.NDArray[np.int32]) -> Tensor:
    return torch.from_numpy(values).long()


def _shuffled(
    lessons: Sequence[Lesson], schedule: Schedule, random: np.random.Generator
) -> tuple[int, Iterator[tuple[Lesson, npt.NDArray[np.int64]]]]:
    """The number of steps, and the batches of several lessons in random order: which lesson, which rows."""
    rows_a_pass = sum(lesson.repeat * len(lesson.laid.values) for lesson in lessons)
    steps = max(1, round(schedule.passes * rows_a_pass / schedule.rows))

    def serve() -> Iterator[tuple[Lesson, npt.NDArray[np.int64]]]:
        while True:
            batches = [
                (lesson, rows)
                for lesson in lessons
                for _ in range(lesson.repeat)
                for rows in lesson.laid.batches(schedule.rows, random)
            ]
            random.shuffle(batches)
            yield from batches

    return steps, (batch for batch, _ in zip(serve(), range(steps), strict=False))


def learn(network: Network, lessons: Sequence[Lesson], schedule: Schedule, random: np.random.Generator) -> None:
    """Train on labelled sentences, those of all lessons mixed."""
    network.train()
    steps, batches = _shuffled(lessons, schedule, random)
    optimiser = _Optimiser(network, schedule, steps)
    for lesson, rows in batches:
        with _in_bfloat16():
            _, scores = network(_tensor(lesson.laid.values[rows]), lesson.heads)
        losses = [_loss(found.float(), lesson, head, rows) for head, found in scores.items()]
        optimiser.step(torch.stack(losses).sum())


def _loss(scores: Tensor, lesson: Lesson, head: str, rows: npt.NDArray[np.int64]) -> Tensor:
    if head not in lesson.taught:
        labels = torch.from_numpy(lesson.labels[head][rows]).long()
        return functional.cross_entropy(scores, labels, ignore_index=IGNORED)
    filled = torch.from_numpy(lesson.laid.values[rows, 0] > 0)
    taught = torch.from_numpy(lesson.taught[head][rows]).float()
    return functional.cross_entropy(scores[filled], taught[filled])


def learn_screen(network: Network, lessons: Sequence[Lesson], schedule: Schedule, random: np.random.Generator) -> None:
    """Train the screen of a finished network to foresee which rows its heads will find in no name."""
    network.eval().requires_grad_(False)
    network.screen.requires_grad_(True)
    steps, batches = _shuffled(lessons, schedule, random)
    optimiser = _Optimiser(network.screen, schedule, steps)
    for lesson, rows in batches:
        values = _tensor(lesson.laid.values[rows])
        with _in_bfloat16():
            doubt, scores = network(values, network.heads)
        filled = values[:, 0] > 0
        outside = torch.stack([found.float().softmax(1)[filled, OUTSIDE] for found in scores.values()]).prod(0)
        optimiser.step(functional.binary_cross_entropy_with_logits(doubt.float()[filled], 1 - outside))


def predict(networks: Sequence[Network], laid: Laid, heads: Sequence[str], rows_a_step: int) -> dict[str, Floats]:
    """The probability of each label in each row, by head; the mean of several networks."""
    total: dict[str, Floats] = {}
    for network in networks:
        network.eval()
        parts: dict[str, list[Floats]] = {head: [] for head in heads}
        with torch.inference_mode(), _in_bfloat16():
            for rows in laid.batches(rows_a_step):
                _, scores = network(_tensor(laid.values[rows]), heads)
                for head, found in scores.items():
                    parts[head].append(found.float().softmax(1).numpy())
        for head, blocks in parts.items():
            share = np.concatenate(blocks) / np.float32(len(networks))
            total[head] = total[head] + share if head in total else share
    return total
