"""The layer of coreference: the spec table of what is one thing and what is not."""

from __future__ import annotations

import pytest

from hbnews_ie.components.coreference import find_entities
from hbnews_ie.layers import Mention
from hbnews_ie.text import normalize
from tests.tables import Case, case_id, names_in, read_cases, still_open

CASES = read_cases("coreference")


def groups(case: Case) -> list[list[int | None]]:
    """For each group of quotes, the entities that they are found to be (None: no name was found there)."""
    text = case["text"]
    mentions = names_in(text)
    quotes = [text[name.start : name.end] for name in mentions]
    entity_of = {
        (mentions[member].start, mentions[member].end): number
        for number, entity in enumerate(find_entities(normalize(text), mentions, quotes))
        for member in entity.mentions
    }
    found: list[list[int | None]] = []
    for group in case["groups"]:
        position = 0
        entities: list[int | None] = []
        for quote in group:
            start = next(
                (start for start, end in sorted(entity_of) if start >= position and text[start:end] == quote),
                text.index(quote, position),
            )
            position = start + len(quote)
            entities.append(entity_of.get((start, position)))
        found.append(entities)
    return found


def holds(case: Case) -> bool:
    """Each group is one entity, and no two groups are the same one."""
    entities = [set(group) for group in groups(case)]
    one_each = all(len(group) == 1 and None not in group for group in entities)
    return one_each and len(set().union(*entities)) == len(entities)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_spec(case: Case) -> None:
    assert holds(case), f"{case['why']}: {groups(case)}"


def test_open_cases() -> None:
    still_open("coreference_open", holds)


def test_table_is_sound() -> None:
    cases = CASES + read_cases("coreference_open")
    for case in cases:
        assert all(quote in case["text"] for group in case["groups"] for quote in group)
        assert case["why"]
    assert len(cases) >= 40


def test_an_entity_is_called_by_its_longest_mention() -> None:
    norm = "海口市与海口"
    mentions = [Mention(0, 3, "PLACE", "test"), Mention(4, 6, "PLACE", "test")]
    (entity,) = find_entities(norm, mentions, ["海口市", "海口"])
    assert (entity.name, entity.aliases, entity.mentions) == ("海口市", ("海口",), (0, 1))


def test_things_of_two_types_are_two() -> None:
    norm = "江山江山"
    mentions = [Mention(0, 2, "PLACE", "test"), Mention(2, 4, "PERSON", "test")]
    assert len(find_entities(norm, mentions, ["江山", "江山"])) == 2


def test_no_names_no_entities() -> None:
    assert find_entities("", [], []) == []
