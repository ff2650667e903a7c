"""The layer of coreference."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_coreference"]


class _Coreference:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_coreference")
def make_coreference(nlp: Language, name: str) -> _Coreference:
    """Make the component."""
    return _Coreference()
