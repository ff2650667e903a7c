"""The layer of events."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["make_events"]


class _Events:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("hbnews_events")
def make_events(nlp: Language, name: str) -> _Events:
    """Make the component."""
    return _Events()
