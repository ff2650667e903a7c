"""The layer of sentences."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_sentences"]


class _Sentences:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_sentences")
def make_sentences(nlp: Language, name: str) -> _Sentences:
    """Make the component."""
    return _Sentences()
