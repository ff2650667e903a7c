"""The layer of times: expressions that can be put on the calendar, in EDTF.

`find_times` works on any text by itself. How the parts divide the work: ``grammar`` says what expressions look
like, ``resolve`` what their pieces mean, ``context`` what the words around them say, ``find`` reads a text,
``festivals`` knows the lunar calendar, ``edtf`` turns dates into days.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.times.find import find_times, find_times_in_normalized
from hbnews_ie.document import show_spans

__all__ = ["find_times", "make_times"]


class _Times:
    def __call__(self, doc: Doc) -> Doc:
        names = [(mention.start, mention.end) for mention in doc._.mentions]
        doc._.times = tuple(find_times_in_normalized(doc._.norm, doc._.published, names))
        show_spans(doc, "times", ((time.start, time.end, "TIME") for time in doc._.times))
        return doc


@Language.factory("hbnews_times", assigns=["doc._.times"], requires=["doc._.mentions"])
def make_times(nlp: Language, name: str) -> _Times:
    """Make the component."""
    return _Times()
