"""Documents for tests of the upper layers: the text carries its lower layers as inline marks.

``[ORG 长沙大学][TITLE 校长][PERSON 王强][TIME 昨日]宣布,[PROJECT 某工程]投资[MONEY 3亿元]。`` Marks with an entity type
become mentions (equal texts one entity), TIME a time, TITLE a post of the next person, with the ORG or PLACE
right before it; all other marks (MONEY, COUNT, RATIO, …) a quantity of that kind.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

from hbnews_ie.components.sentences import make_sentences
from hbnews_ie.layers import Entity, Mention, Post, Quantity, TimeExpression
from hbnews_ie.tokenizer import CharacterTokenizer

ENTITY_TYPES = ("ORG", "PERSON", "PROJECT", "PLACE", "ACTIVITY", "DOCUMENT", "PRODUCT")
_MARK = re.compile(r"\[([A-Z]+) ([^\[\]]+)\]")


@cache
def _tokenizer() -> CharacterTokenizer:
    return CharacterTokenizer(Vocab())


def read_marks(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Take the marks out of a text and return it with (start, end, label) of each."""
    text, spans, cursor = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[cursor : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        cursor = match.end()
    return text + marked[cursor:], spans


def marked_doc(marked: str) -> Doc:
    """Make the document of a marked text, with sentences and clauses found."""
    text, spans = read_marks(marked)
    doc = _tokenizer()(text)
    mentions = [Mention(*span, rule="test") for span in spans if span[2] in ENTITY_TYPES]
    by_name: dict[tuple[str, str], list[int]] = {}
    for number, mention in enumerate(mentions):
        by_name.setdefault((mention.type, text[mention.start : mention.end]), []).append(number)
    doc._.mentions = tuple(mentions)
    doc._.entities = tuple(Entity(kind, name, (), tuple(at)) for (kind, name), at in by_name.items())
    doc._.times = tuple(
        TimeExpression(start, end, "R/P1Y" if text[start] == "每" else "2024", None, None, "test")
        for start, end, label in spans
        if label == "TIME"
    )
    doc._.quantities = tuple(
        Quantity(start, end, Decimal(1), Decimal(1), _unit(text[start:end]), "exact", label.lower(), "test")
        for start, end, label in spans
        if label not in (*ENTITY_TYPES, "TIME", "TITLE")
    )
    doc._.posts = tuple(_posts(mentions, spans))
    return make_sentences(None, "sentences")(doc)


def _unit(quantity: str) -> str | None:
    """The unit of a quantity, by what stands behind its number."""
    return quantity.lstrip("约近超0123456789.一二两三四五六七八九十百千万亿几多余") or None


def _posts(mentions: list[Mention], spans: list[tuple[int, int, str]]) -> list[Post]:
    posts = []
    for start, end, label in spans:
        if label != "TITLE":
            continue
        person = next((n for n, m in enumerate(mentions) if m.type == "PERSON" and m.start >= end), None)
        body = next((m for m in mentions if m.end == start and m.type in ("ORG", "PLACE")), None)
        if person is not None:
            posts.append(Post(person, body and (body.start, body.end), (start, end), "test"))
    return posts
