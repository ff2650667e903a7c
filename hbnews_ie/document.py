"""The spaCy document of an article: its extension attributes, and how they are serialised.

``doc._.published``  publication date as EDTF (``2023-11-09``, ``2023``) or None; set it before the run
``doc._.blocks``     title, body and caption stretches (one body block where the text is plain)
``doc._.norm``       ``doc.text`` with one form for each sign, same length (see `hbnews_ie.text.normalize`)
``doc._.words``      jieba's words
``doc._.clauses``    the stretches between commas, as (start, end)
``doc._.mentions``, ``times``, ``quantities``, ``posts``, ``entities``, ``facts``, ``events``: the layers

The layers that are spans are also given in spaCy's own places, ``doc.ents`` and ``doc.spans``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import numpy
import srsly
from spacy.attrs import ENT_IOB, ENT_TYPE, SENT_START
from spacy.tokens import Doc, Span

from hbnews_ie import layers

__all__ = ["show_entities", "show_sentences", "show_spans"]

_EXTENSIONS: dict[str, Any] = {
    "published": None,
    "blocks": (),
    "norm": "",
    "words": layers.Words((), (), ()),
    "clauses": (),
    "mentions": (),
    "times": (),
    "quantities": (),
    "posts": (),
    "entities": (),
    "facts": (),
    "events": (),
}
_RECORDS: dict[str, type[Any]] = {name: getattr(layers, name) for name in layers.__all__}
_TAG = "__hbnews_ie__"
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3  # spaCy's codes for a token's place in an entity


def show_spans(doc: Doc, key: str, spans: Iterable[tuple[int, int, str]]) -> None:
    """Give a layer as a spaCy span group ``doc.spans[key]``, each span labelled."""
    doc.spans[key] = [Span(doc, start, end, label=label) for start, end, label in spans]


def show_entities(doc: Doc, mentions: Sequence[layers.Mention]) -> None:
    """Give the names, which do not overlap, as ``doc.ents``, all at once for the same reason as the sentences."""
    marks = numpy.array([[_OUTSIDE, 0]], dtype="uint64").repeat(len(doc), axis=0)
    places, types = marks.T
    strings = doc.vocab.strings
    for mention in mentions:
        start, end = mention.start, mention.end
        places[start:end] = _INSIDE
        places[start] = _BEGIN
        types[start:end] = strings.add(mention.type)
    doc.from_array([ENT_IOB, ENT_TYPE], marks)


def show_sentences(doc: Doc, starts: Sequence[int]) -> None:
    """Give the beginnings of sentences to spaCy, for ``doc.sents``.

    All at once: set one by one, each costs as much as the document is long.
    """
    marks = numpy.full(len(doc), -1, dtype="int64")
    marks[list(starts)] = 1
    doc.from_array([SENT_START], marks.astype("uint64").reshape(-1, 1))


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Turn a layer's records into plain values that ``Doc.to_bytes`` and worker processes can carry."""
    if isinstance(value, Decimal):
        return {_TAG: "Decimal", "value": str(value)}
    if isinstance(value, date):
        return {_TAG: "date", "value": value.isoformat()}
    if type(value).__name__ in _RECORDS and dataclasses.is_dataclass(value):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {_TAG: type(value).__name__, **fields}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and _TAG in value:
        fields = dict(value)
        kind = fields.pop(_TAG)
        if kind == "Decimal":
            return Decimal(fields["value"])
        if kind == "date":
            return date.fromisoformat(fields["value"])
        return _RECORDS[kind](**{name: _tuples(field) for name, field in fields.items()})
    return value if chain is None else chain(value)


def _tuples(value: Any) -> Any:
    """msgpack knows lists only; the records hold tuples."""
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


def _get(name: str, doc: Doc) -> Any:
    """Read an attribute; what comes from serialised data is turned into tuples on the way."""
    value = doc.user_data.get(_key(name), _EXTENSIONS[name])
    if isinstance(value, list):
        _set(name, doc, value := _tuples(value))
    return value


def _set(name: str, doc: Doc, value: Any) -> None:
    doc.user_data[_key(name)] = value


def _key(name: str) -> tuple[str, str, None, None]:
    """Where spaCy itself keeps an extension attribute of a document."""
    return ("._.", name, None, None)


def _register() -> None:
    for name in _EXTENSIONS:
        Doc.set_extension(name, getter=partial(_get, name), setter=partial(_set, name), force=True)
    srsly.msgpack_encoders.register("hbnews_ie", func=_encode)
    srsly.msgpack_decoders.register("hbnews_ie", func=_decode)


_register()
