from __future__ import annotations

from datetime import date
from decimal import Decimal

from spacy.tokens import Doc
from spacy.vocab import Vocab

from hbnews_ie import layers
from hbnews_ie.document import show_spans

RECORDS = {
    "blocks": (layers.Block("title", 0, 2), layers.Block("body", 2, 6)),
    "words": layers.Words((0, 2), (2, 6), ("ns", "n")),
    "mentions": (layers.Mention(0, 2, "PLACE", "known-place"),),
    "times": (layers.TimeExpression(0, 2, "2023", date(2023, 1, 1), None, "year"),),
    "quantities": (layers.Quantity(0, 2, Decimal("6.82E+10"), Decimal(5), None, "exact", "count", "x"),),
    "posts": (layers.Post(0, (0, 2), (2, 4), "post"),),
    "entities": (layers.Entity("PLACE", "武汉", ("汉",), (0,)),),
    "facts": (layers.Fact(0, (0, 2), None, 0, "increase", None, "x"),),
    "events": (
        layers.Event("TRADE", "done", 0, 2, (layers.Argument("buyer", 2, 4, entity=0),), "buy"),
        layers.Event("MEETING", "planned", 4, 6, (), "meet"),
    ),
    "clauses": ((0, 2), (3, 6)),
    "published": "2023-11-09",
    "norm": "武汉大学成立",
}


def make_doc() -> Doc:
    doc = Doc(Vocab(), words=list("武汉大学成立"), spaces=[False] * 6)
    for name, value in RECORDS.items():
        doc._.set(name, value)
    return doc


def test_every_layer_has_a_default() -> None:
    doc = Doc(Vocab(), words=["武"])
    assert doc._.mentions == doc._.events == ()
    assert doc._.published is None


def test_every_layer_survives_serialisation() -> None:
    doc = make_doc()
    show_spans(doc, "times", [(0, 2, "2023")])
    copy = Doc(Vocab()).from_bytes(doc.to_bytes())
    for name, value in RECORDS.items():
        assert copy._.get(name) == value, name
    assert [(span.start, span.end, span.label_) for span in copy.spans["times"]] == [(0, 2, "2023")]
