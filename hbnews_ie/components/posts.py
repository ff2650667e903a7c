"""The layer of posts."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_posts"]


class _Posts:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_posts")
def make_posts(nlp: Language, name: str) -> _Posts:
    """Make the component."""
    return _Posts()
