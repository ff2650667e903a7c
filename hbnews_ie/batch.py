"""Many documents: files in, results out, one at a time and in order.

An input that fails becomes a `Failure` in its place and costs no other its result. With several
processes (started afresh, so that it works on every platform) a bounded number of inputs is under way, so
memory does not grow with the size of the batch.
"""

from __future__ import annotations

import glob
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hbnews_ie.api import extract
from hbnews_ie.encoding import decode
from hbnews_ie.schema import Extraction

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Failure", "Input", "Settings", "extract_files", "find_inputs"]


@dataclass(frozen=True, slots=True)
class Input:
    """One document: its name in the result, and its path or its bytes."""

    source: str
    content: Path | bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """An input without a result, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How to extract: the options of `extract` and of `load`. The dictionary is a path; rules alone use no model."""

    published: str | None = None
    engine: str = "rjieba"
    user_dictionary: Path | None = None
    rules_only: bool = False


_DEFAULT = Settings()


def find_inputs(paths: Iterable[str]) -> Iterator[Input | Failure]:
    """Find the documents that paths name: a text file, a folder (its ``*.txt``, at any depth), or a glob.

    ``-`` is standard input, which is read at once. The source of a document is its path below the folder or
    the fixed part of the glob; of a file, its name. A document named twice is found once. What is missing or
    cannot be listed is a `Failure`.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _find(path):
            if isinstance(found, Failure) or isinstance(found.content, bytes):
                yield found
            elif found.content not in seen:
                seen.add(found.content)
                yield found


def _find(name: str) -> Iterator[Input | Failure]:
    path = Path(name)
    if name == "-":
        yield Input(name, sys.stdin.buffer.read())
    elif path.is_dir():
        yield from _find_in_folder(path)
    elif path.exists() or not glob.has_magic(name):
        yield Input(_readable(path.name or name), path)  # a missing file fails when it is read
    else:
        files = sorted(file for file in map(Path, glob.glob(name, recursive=True)) if not file.is_dir())
        fixed = Path(*_fixed_part(path))
        yield from (Input(_source(file, fixed), file) for file in files)
        if not files:
            yield Failure(_readable(name), "no file matches")


def _fixed_part(pattern: Path) -> Iterator[str]:
    for part in pattern.parts:
        if glob.has_magic(part):
            return
        yield part


def _find_in_folder(folder: Path) -> Iterator[Input | Failure]:
    errors: list[OSError] = []
    files = sorted(
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=errors.append)
        for name in names
        if name.endswith(".txt")
    )
    yield from (Input(_source(file, folder), file) for file in files)
    yield from (Failure(_readable(str(error.filename)), _reason(error)) for error in errors)
    if not files and not errors:
        yield Failure(_readable(str(folder)), "no .txt file in this folder")


def _source(file: Path, folder: Path) -> str:
    return _readable(file.relative_to(folder).as_posix())


def _readable(name: str) -> str:
    """A file name whose bytes are no text (lone surrogates in Python) can still be printed."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    if isinstance(error, ValueError):
        return str(error)
    return f"internal error: {type(error).__name__}: {error}"


@lru_cache(maxsize=1)
def _pipeline(engine: str, user_dictionary: Path | None, rules_only: bool) -> Language:
    from hbnews_ie.pipeline import load
    from hbnews_ie.tagger import DEFAULT_MODEL

    return load(engine=engine, user_dictionary=user_dictionary, model=None if rules_only else DEFAULT_MODEL)


def _extract_one(item: Input, settings: Settings) -> Extraction | Failure:
    """Extract from one input; whatever goes wrong with it is said in its `Failure`."""
    try:
        content = item.content if isinstance(item.content, bytes) else item.content.read_bytes()
        nlp = _pipeline(settings.engine, settings.user_dictionary, settings.rules_only)
        return extract(decode(content), settings.published, source=item.source, nlp=nlp)
    except Exception as error:
        return Failure(item.source, _reason(error))


def extract_files(
    inputs: Iterable[Input | Failure], settings: Settings = _DEFAULT, *, processes: int = 1
) -> Iterator[Extraction | Failure]:
    """Extract from many documents, in ``processes`` processes; yield results and failures in input order.

    Raises `OSError` or `ValueError` if the user's dictionary cannot be read, before anything else is done.
    """
    _pipeline(settings.engine, settings.user_dictionary, settings.rules_only)
    if processes > 1:
        return _in_processes(inputs, settings, processes)
    return (item if isinstance(item, Failure) else _extract_one(item, settings) for item in inputs)


def _in_processes(
    inputs: Iterable[Input | Failure], settings: Settings, processes: int
) -> Iterator[Extraction | Failure]:
    workers = _Workers(settings, processes)
    waiting: deque[tuple[Input, Future[Extraction | Failure]] | Failure] = deque()
    try:
        for item in inputs:
            waiting.append(item if isinstance(item, Failure) else (item, workers.submit(item)))
            if len(waiting) > 4 * processes:
                yield workers.result(waiting.popleft())
        while waiting:
            yield workers.result(waiting.popleft())
    finally:
        workers.close()


class _Workers:
    """A pool of processes that outlives the death of one of them (out of memory, killed)."""

    def __init__(self, settings: Settings, processes: int) -> None:
        self._settings = settings
        self._processes = processes
        self._pool = self._start(processes)

    @staticmethod
    def _start(processes: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=_ignore_interrupt)

    def submit(self, item: Input) -> Future[Extraction | Failure]:
        try:
            return self._pool.submit(_extract_one, item, self._settings)
        except BrokenProcessPool:
            self._pool = self._start(self._processes)
            return self._pool.submit(_extract_one, item, self._settings)

    def result(self, task: tuple[Input, Future[Extraction | Failure]] | Failure) -> Extraction | Failure:
        if isinstance(task, Failure):
            return task
        item, future = task
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(item)

    def _alone(self, item: Input) -> Extraction | Failure:
        """A process died, and with it all that was under way: see whether it was this input's doing."""
        with self._start(1) as pool:
            try:
                return pool.submit(_extract_one, item, self._settings).result()
            except BrokenProcessPool:
                return Failure(item.source, "its process died, perhaps for lack of memory")

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _ignore_interrupt() -> None:
    """Ctrl-C is for the parent process, which then ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
