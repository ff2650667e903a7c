"""Spec tables of the name layers: JSONL files under ``tests/specs``, one case a line.

``<layer>.jsonl`` must hold; ``<layer>_open.jsonl``, of the same form, is what the rules do not find yet.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from hbnews_ie.components.names import find_names
from hbnews_ie.layers import Mention
from hbnews_ie.text import normalize
from hbnews_ie.tokenizer import cut_words

__all__ = ["Case", "case_id", "names_in", "read_cases", "still_open"]

Case: TypeAlias = dict[str, Any]
_FOLDER = Path(__file__).parent / "specs"


def read_cases(table: str) -> list[Case]:
    """The cases of a table, in order."""
    return [json.loads(line) for line in (_FOLDER / f"{table}.jsonl").read_text("utf-8").splitlines()]


def case_id(case: Case) -> str:
    """How pytest calls a case: its kind and its first words."""
    return f"{case['kind']} {case['text'][:20]!r}"


def names_in(text: str) -> list[Mention]:
    """The names of a text, as the pipeline finds them."""
    norm = normalize(text)
    return find_names(norm, cut_words(norm))


def still_open(table: str, holds: Callable[[Case], bool]) -> None:
    """Print how much of a table of open cases holds by now; fail where a case does, so that it is moved over."""
    cases = read_cases(table)
    passing = [case for case in cases if holds(case)]
    print(
        f"{table}: {len(passing)} of {len(cases)} open cases hold; by kind: {dict(Counter(c['kind'] for c in cases))}"
    )
    moved = "\n".join(f"{case['kind']}: {case['text']!r}" for case in passing)
    assert not passing, f"move to {table.removesuffix('_open')}.jsonl:\n{moved}"
