"""The layer of quantities: `hbnews_ie.quantities` on a document, outside its names and times."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.document import show_spans
from hbnews_ie.quantities import find_quantities_in_normalized

__all__ = ["make_quantities"]


class _Quantities:
    def __call__(self, doc: Doc) -> Doc:
        taken = [(time.start, time.end) for time in doc._.times]
        taken += [(mention.start, mention.end) for mention in doc._.mentions]
        doc._.quantities = tuple(find_quantities_in_normalized(doc._.norm, taken))
        show_spans(doc, "quantities", ((q.start, q.end, q.kind) for q in doc._.quantities))
        return doc


@Language.factory("hbnews_quantities")
def make_quantities(nlp: Language, name: str) -> _Quantities:
    """Make the component."""
    return _Quantities()
