"""How much a gold set holds, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from hbnews_ie.gold.models import GoldArticle

__all__ = ["describe"]


def describe(records: Sequence[GoldArticle]) -> str:
    """Count the articles of a gold set and what is annotated in them; the card holds this sentence."""
    articles = [record for record in records if record.kind == "article"]
    entities = [entity for record in records for entity in record.entities]
    events = [event for record in records for event in record.events]
    return (
        f"{len(articles)} articles ({sum(record.split == 'aside' for record in articles)} put aside) and "
        f"{len(records) - len(articles)} pieces between them, from {len({record.page for record in records})} pages, "
        f"{sum(len(record.text) for record in records)} characters: {len(entities)} entities in "
        f"{sum(len(entity.mentions) for entity in entities)} mentions, "
        f"{sum(len(entity.positions) for entity in entities)} posts, "
        f"{sum(len(record.times) for record in records)} times, "
        f"{sum(len(record.quantities) for record in records)} quantities, "
        f"{sum(len(record.facts) for record in records)} facts, "
        f"{len(events)} events with {sum(len(event.arguments) for event in events)} arguments"
    )
