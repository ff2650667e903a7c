"""The layer of facts."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_facts"]


class _Facts:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_facts")
def make_facts(nlp: Language, name: str) -> _Facts:
    """Make the component."""
    return _Facts()
