"""The entity scores against nervaluate's, which counts its own way."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

import hbnews_ie
from hbnews_ie.evaluation import evaluate
from hbnews_ie.schema import EntityType

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="nervaluate needs Python 3.11")

TYPES = list(get_args(EntityType))
Mention = tuple[str, int, int]


def annotation(mentions: Sequence[Mention]) -> dict[str, Any]:
    return {
        "entities": [
            {"id": f"e{number}", "type": type, "name": "", "mentions": [{"start": start, "end": end}]}
            for number, (type, start, end) in enumerate(mentions)
        ]
    }


def theirs(gold: Sequence[Sequence[Mention]], found: Sequence[Sequence[Mention]]) -> dict[str, tuple[int, int, int]]:
    """nervaluate's right, gold and found: its ends are inclusive, its ``ent_type`` is our partial measure."""
    from nervaluate import Evaluator

    def spans(texts: Sequence[Sequence[Mention]]) -> list[list[dict[str, Any]]]:
        return [[{"label": type, "start": start, "end": end - 1} for type, start, end in text] for text in texts]

    overall = Evaluator(spans(gold), spans(found), tags=TYPES, loader="dict").evaluate()["overall"]
    pairs = {"entities-strict": overall["strict"], "entities-partial": overall["ent_type"]}
    return {measure: (one.correct, one.possible, one.actual) for measure, one in pairs.items()}


def ours(gold: Sequence[Sequence[Mention]], found: Sequence[Sequence[Mention]]) -> dict[str, tuple[int, int, int]]:
    report = evaluate(map(annotation, gold), map(annotation, found))
    scores = {measure: report.scores[measure] for measure in ("entities-strict", "entities-partial")}
    return {measure: (round(score.right), score.gold, score.found) for measure, score in scores.items()}


def disturbed(mentions: Sequence[Mention], chance: random.Random) -> list[Mention]:
    """What an extractor might find: mentions missed, shortened or of another type. None touches another."""
    found: list[Mention] = []
    for type, start, end in mentions:
        kind = chance.randrange(6)
        if kind == 0:
            continue
        if kind == 1:
            type = chance.choice(TYPES)
        if kind == 2 and end - start > 1:
            start += 1
        if kind == 3 and end - start > 2:
            end -= 1
        found.append((type, start, end))
    return found


@pytest.mark.parametrize(
    ("found", "strict", "partial"),
    [
        ([("ORG", 0, 4), ("PLACE", 4, 6)], 2, 2),
        ([("ORG", 0, 3), ("PLACE", 5, 6)], 0, 2),
        ([("PLACE", 0, 4)], 0, 0),
        ([("ORG", 6, 9)], 0, 0),  # begins where 武汉 ends: inclusive ends would make them overlap
        ([], 0, 0),
    ],
)
def test_by_hand(found: list[Mention], strict: int, partial: int) -> None:
    gold: list[list[Mention]] = [[("ORG", 0, 4), ("PLACE", 4, 6)]]
    assert ours(gold, [found]) == theirs(gold, [found])
    assert ours(gold, [found])["entities-strict"][0] == strict
    assert ours(gold, [found])["entities-partial"][0] == partial


def test_on_the_names_of_a_page(seed: Path) -> None:
    result = hbnews_ie.extract(seed.read_text("utf-8"))
    gold = [
        sorted(
            ((entity.type, mention.start, mention.end) for entity in result.entities for mention in entity.mentions),
            key=lambda mention: mention[1:],
        )
    ]
    for number in range(5):
        found = [disturbed(gold[0], random.Random(number))]
        assert ours(gold, found) == theirs(gold, found)
