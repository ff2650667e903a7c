"""spaCy DocBin: one document a record, one token a character, so that a token index is an offset.

The layers are ``doc.spans["entities"]`` (and ``doc.ents``), ``["times"]``, ``["quantities"]``, ``["facts"]``,
``["events"]`` and ``["arguments"]``, labelled as `hbnews_ie.gold.spans.LAYERS` says, with our ids as the ids of the
spans and what an argument is as its ``kb_id``. All else is JSON in ``doc.user_data["gold"]``.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from hbnews_ie.gold.models import GoldArticle
from hbnews_ie.gold.reading import GoldError
from hbnews_ie.gold.spans import LAYERS, LabelledSpan, from_spans, to_spans

__all__ = ["LOSSES", "read_docbin", "write_docbin"]

LOSSES = (
    "doc.ents holds no name inside another; doc.spans['entities'] holds all",
    "ids, and the order of items, are counted anew from the text when a DocBin is read",
)
_KEY = "gold"


def write_docbin(records: Iterable[GoldArticle], path: Path) -> None:
    """Write records as a DocBin (``.spacy``)."""
    vocab = Vocab()
    DocBin(docs=[_doc(record, vocab) for record in records], store_user_data=True).to_disk(path)


def read_docbin(path: Path) -> Iterator[GoldArticle]:
    """Read the records of a DocBin that `write_docbin` wrote, as it was edited since. Raises `GoldError`."""
    try:
        docs = list(DocBin().from_disk(path).get_docs(Vocab()))
    except (OSError, ValueError, TypeError, KeyError, zlib.error) as error:
        raise GoldError(f"{path}: no DocBin: {error}") from error
    for number, doc in enumerate(docs, 1):
        try:
            yield from_spans(doc.text, _spans(doc), json.loads(doc.user_data[_KEY]))
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{path}, document {number}: {type(error).__name__}: {error}") from error


def _doc(record: GoldArticle, vocab: Vocab) -> Doc:
    doc = Doc(vocab, words=list(record.text), spaces=[False] * len(record.text))
    spans, rest = to_spans(record)
    for layer in LAYERS:
        doc.spans[layer] = [
            Span(doc, one.start, one.end, label=one.label, span_id=one.id, kb_id=one.target)
            for one in spans
            if one.layer == layer
        ]
    doc.ents = filter_spans(doc.spans["entities"])
    doc.user_data[_KEY] = json.dumps(rest, ensure_ascii=False)
    return doc


def _spans(doc: Doc) -> Iterator[LabelledSpan]:
    for layer in LAYERS:
        for span in doc.spans[layer]:
            yield LabelledSpan(layer, span.start, span.end, span.label_, span.id_, span.kb_id_)
