"""The layer of quantities."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_quantities"]


class _Quantities:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_quantities")
def make_quantities(nlp: Language, name: str) -> _Quantities:
    """Make the component."""
    return _Quantities()
