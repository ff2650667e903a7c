"""Annotated sentences for training: read from JSONL, laid out as rows, served in batches."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from hbnews_ie.components.sentences import find_sentences
from hbnews_ie.tagger.features import FeatureReader
from hbnews_ie.tagger.labels import OUTSIDE
from hbnews_ie.text import normalize
from hbnews_ie.tokenizer import cut_words

__all__ = [
    "IGNORED",
    "NO_NAME",
    "UNKNOWN_NAME",
    "Example",
    "Laid",
    "is_held_back",
    "lay_out",
    "read_examples",
    "read_standoff",
    "read_texts",
]

IGNORED = -100
"""The label of rows that training leaves out: empty ones, and those of which a view says nothing."""

NO_NAME = ""
"""The type of spans that are known to hold no name."""

UNKNOWN_NAME = "?"
"""The type of spans that may hold names: they teach nothing."""

_NO_LABELS = {NO_NAME: OUTSIDE, UNKNOWN_NAME: IGNORED}

Span: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in normal form with the spans of its names."""

    text: str
    spans: tuple[Span, ...]


def read_examples(path: Path, types: Mapping[str, str]) -> list[Example]:
    """Read ``{"text", "entities": [[start, end, type]]}`` lines, gzipped or plain; each text once.

    Lines of events, ``{"content", "events": [{"mentions": [{"span", "role"}]}]}``, are read too; a role counts as a
    type. ``types`` maps the types of the file to those of the tagger; a type it does not name is left out. Raises
    `ValueError` that names file and line where a line has neither form.
    """
    examples: dict[str, Example] = {}
    for number, line in enumerate(_lines(path), 1):
        try:
            text, spans = _read_record(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}, line {number}: expected text and entities [start, end, type]") from error
        if any(not 0 <= start < end <= len(text) for start, end, _ in spans):
            raise ValueError(f"{path}, line {number}: an entity lies outside the text")
        kept = tuple((start, end, types[type_]) for start, end, type_ in sorted(spans) if type_ in types)
        if text:
            examples.setdefault(text, Example(normalize(text), kept))
    return list(examples.values())


def read_standoff(path: Path, corpora: Path, types: Mapping[str, str]) -> list[Example]:
    """Read labels that are kept apart from their sentences, and the sentences from the corpora.

    A line is ``{"file", "line", "start", "end", "entities": [[start, end, type]]}``: the sentence is that stretch of
    the text (``text`` or ``content``) in a line, counted from 1, of a file in the folder ``corpora``; entities are
    counted from its start. ``types`` is as for `read_examples`. Raises `OSError` where a file is missing, and
    `ValueError` that names file and line where a line has another form or the stretch does not lie in the text.
    """
    examples: list[Example] = []
    texts: dict[str, list[str]] = {}
    for number, line in enumerate(_lines(path), 1):
        try:
            record = json.loads(line)
            file = str(record["file"])
            if file not in texts:
                texts[file] = [_text(json.loads(row)) for row in _lines(corpora / file)]
            start, end = int(record["start"]), int(record["end"])
            sentence = texts[file][int(record["line"]) - 1][start:end]
            spans = [(int(begin), int(stop), str(type_)) for begin, stop, type_ in record["entities"]]
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise ValueError(f"{path}, line {number}: expected file, line, start, end and entities") from error
        if len(sentence) != end - start or any(not 0 <= begin < stop <= len(sentence) for begin, stop, _ in spans):
            raise ValueError(f"{path}, line {number}: no such stretch in the corpus")
        kept = tuple((begin, stop, types[type_]) for begin, stop, type_ in sorted(spans) if type_ in types)
        examples.append(Example(normalize(sentence), kept))
    return examples


def _text(record: Mapping[str, Any]) -> str:
    return str(record["text"] if "text" in record else record["content"])


def _read_record(record: Any) -> tuple[str, list[Span]]:
    """The text and the spans of a line, each span once."""
    if "events" in record:
        text = record["content"]
        entities = [(*mention["span"], mention["role"]) for event in record["events"] for mention in event["mentions"]]
    else:
        text, entities = record["text"], record["entities"]
    return str(text), list(dict.fromkeys((int(start), int(end), str(type_)) for start, end, type_ in entities))


def read_texts(path: Path) -> list[str]:
    """Read the sentences of ``{"text"}`` lines in normal form, each once."""
    sentences: dict[str, None] = {}
    for line in _lines(path):
        text = normalize(json.loads(line)["text"])
        starts = [*find_sentences(text), len(text)]
        for start, end in pairwise(starts):
            sentences.setdefault(text[start:end].strip())
    return [sentence for sentence in sentences if len(sentence) > 1]


def _lines(path: Path) -> Iterator[str]:
    open_ = gzip.open if path.suffix == ".gz" else open
    with open_(path, "rt", encoding="utf-8") as file:
        yield from (line for line in file if line.strip())


def is_held_back(text: str, one_in: int) -> bool:
    """Whether a sentence belongs to the part that is never trained on; decided by its characters alone."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % one_in == 0


@dataclass(frozen=True, slots=True)
class Laid:
    """Sentences laid out one after another.

    ``values`` are the rows of the feature reader, ``labels`` one number a row, and ``bounds`` says where the rows of
    each sentence begin and end, empty rows before it included.
    """

    values: npt.NDArray[np.int32]
    labels: npt.NDArray[np.int16]
    bounds: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.bounds)

    def batches(self, size: int, random: np.random.Generator | None = None) -> Iterator[npt.NDArray[np.int64]]:
        """Serve the rows of whole sentences, about ``size`` rows at a time, in random order if given."""
        order = np.arange(len(self)) if random is None else random.permutation(len(self))
        sizes = np.diff(self.bounds, axis=1)[order, 0]
        cuts = np.flatnonzero(np.diff(np.cumsum(sizes) // size)) + 1
        for chosen in np.split(order, cuts):
            if len(chosen):
                yield np.concatenate([np.arange(*self.bounds[index]) for index in chosen])


def lay_out(
    examples: Sequence[Example], reader: FeatureReader, labels: Sequence[str], *, partial: bool = False
) -> Laid:
    """Lay out sentences with the numbers of their labels.

    Characters in no span are in no name or, where the spans are ``partial``, teach nothing.
    """
    numbers = {label: number for number, label in enumerate(labels)}
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    offsets: list[int] = []
    borders: list[int] = []
    offset = 0
    for example in examples:
        words = cut_words(example.text)
        starts += [offset + start for start in words.starts]
        ends += [offset + end for end in words.ends]
        tags += words.tags
        offsets.append(offset)
        borders += [offset + start for start in find_sentences(example.text)]
        offset += len(example.text)
    text = "".join(example.text for example in examples)
    rows = reader.read_arrays(text, np.array(starts), np.array(ends), tags, np.array(borders))
    row_labels = np.full(len(rows.values), IGNORED, np.int16)
    row_labels[rows.at] = _label(examples, offsets, offset, numbers, IGNORED if partial else OUTSIDE)
    begins = rows.at[offsets] - reader.gap
    bounds = np.stack([begins, np.append(begins[1:], len(rows.values))], 1)
    return Laid(rows.values, row_labels, bounds)


def _label(
    examples: Sequence[Example], offsets: Sequence[int], size: int, numbers: Mapping[str, int], unnamed: int
) -> npt.NDArray[np.int16]:
    labels = np.full(size, unnamed, np.int16)
    for example, offset in zip(examples, offsets, strict=True):
        for start, end, type_ in sorted(example.spans, key=lambda span: span[2] != NO_NAME):  # names have the last word
            span: Any = slice(offset + start, offset + end)
            if type_ in _NO_LABELS:
                labels[span] = _NO_LABELS[type_]
            elif end - start == 1:
                labels[span] = numbers[f"S-{type_}"]
            else:
                labels[span] = numbers[f"I-{type_}"]
                labels[offset + start] = numbers[f"B-{type_}"]
                labels[offset + end - 1] = numbers[f"E-{type_}"]
    return labels
