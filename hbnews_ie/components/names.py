"""The layer of names."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_names"]


class _Names:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_names")
def make_names(nlp: Language, name: str) -> _Names:
    """Make the component."""
    return _Names()
