"""Every pattern of the grammars of quantities, times and numerals is linear on what it nearly matches."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import hbnews_ie.quantities
import hbnews_ie.times
from hbnews_ie.quantities import find
from hbnews_ie.text import normalize
from hbnews_ie.times import grammar

LENGTH = 100_000
SPECS = Path(__file__).parent / "specs"
CORPUS = normalize(
    "\n".join(
        json.loads(line)["text"]
        for name in ("quantities", "times")
        for line in (SPECS / f"{name}.jsonl").read_text("utf-8").splitlines()
    )
)


def modules() -> Iterator[str]:
    yield from ("hbnews_ie.numerals", "hbnews_ie.text", "hbnews_ie.conversion")
    for package in (hbnews_ie.quantities, hbnews_ie.times):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield module.name


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All compiled patterns of the modules, and those that are put together on first use."""
    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, re.Pattern):
                yield f"{module}.{name}", value
    yield "heads", grammar.heads()
    yield "anchor", find._anchor()
    for name, tail in grammar.tails().items():
        yield f"tails.{name}", tail


PATTERNS = dict(patterns())


def prefixes(pattern: re.Pattern[str]) -> set[str]:
    """What the pattern matches in the spec tables, with the sign before it, and without its last."""
    match = pattern.search(CORPUS) or next(filter(None, map(pattern.match, CORPUS.splitlines())), None)
    if match is None:
        return {"1", "一"}
    start, end = (match.start(), match.end()) if match.string is CORPUS else (0, 0)
    return {text for text in (match.group(), match.group()[:-1], CORPUS[max(0, start - 1) : end]) if text} or {"1"}


@pytest.mark.parametrize("name", PATTERNS)
def test_linear_on_its_own_prefix_repeated(name: str) -> None:
    pattern = PATTERNS[name]
    for prefix in prefixes(pattern):
        text = (prefix * (LENGTH // len(prefix) + 1))[:LENGTH]
        begin = time.process_time()
        for _ in pattern.finditer(text):
            pass
        assert time.process_time() - begin < 2, prefix
