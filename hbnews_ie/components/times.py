"""The layer of times."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_times"]


class _Times:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_times")
def make_times(nlp: Language, name: str) -> _Times:
    """Make the component."""
    return _Times()
