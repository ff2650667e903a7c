"""What the forms share."""

from __future__ import annotations

from collections.abc import Iterator

from hbnews_ie.schema import Entity

__all__ = ["posts_of"]


def posts_of(entity: Entity) -> Iterator[str]:
    """Write each post of a person as it reads, organisation and title, none twice."""
    posts = (
        f"{position.organization.text if position.organization else ''} {position.title.text}".strip()
        for position in entity.positions
    )
    yield from dict.fromkeys(posts)
