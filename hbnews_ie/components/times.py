"""The layer of times: `hbnews_ie.times` on a document, outside its names."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.document import show_spans
from hbnews_ie.times import find_times_in_normalized

__all__ = ["make_times"]


class _Times:
    def __call__(self, doc: Doc) -> Doc:
        names = [(mention.start, mention.end) for mention in doc._.mentions]
        datelines = [block.end for block in doc._.blocks or () if block.kind == "dateline"]
        doc._.times = tuple(find_times_in_normalized(doc._.norm, doc._.published, names, datelines))
        show_spans(doc, "times", ((time.start, time.end, "TIME") for time in doc._.times))
        return doc


@Language.factory("hbnews_times", assigns=["doc._.times"], requires=["doc._.mentions"])
def make_times(nlp: Language, name: str) -> _Times:
    """Make the component."""
    return _Times()
