"""The layer of sentences, and of the clauses in them.

A sentence ends at 。 ! ? (also doubled), at an ellipsis that closes no list, and at every line end. Closing
quotation marks and brackets go with the stop before them. What follows such a closing mark may still belong
to the sentence: a sign (``“走吗?”,他问``), a particle (``“去哪儿?”的问题``), or the words that say who speaks
(``“都好了。”厂长李明说。``). What runs on without a stop, as no prose does, is cut behind a comma.

A clause (``doc._.clauses``) is a stretch of a sentence between commas, semicolons, colons and dashes,
signs left out. Signs within brackets, book-title marks and short quotations (names, slogans) part nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.syntax.speech import speaking
from hbnews_ie.document import show_sentences

__all__ = ["find_clauses", "find_sentences", "make_sentences"]

# `re` skips to the characters of a set fast where the set comes first; each branch then looks back at which it was.
_NAME = r"(?<=《)[^《》\n]{0,80}》"  # a stop within book-title marks belongs to the title
_SENTENCE_END = re.compile(rf"[《\n。!?…](?:{_NAME}|(?<=\n)\n*|(?:(?<=[。!?])[。!?]*|(?<=…)…*)[”’)]*)")
# A quotation this long, without a stop, is a name or a slogan: its commas part no clauses.
_SHORT_QUOTE = r"(?<=“)[^“”。!?;…\n]{0,24}(?<!,)”"
_BRACKETS = r"(?<=\()[^()\n]{0,80}\)"
_SEPARATOR = re.compile(
    rf"[,;:。!?…\n《“(-](?:(?<=[,;:。!?…\n])[,;:。!?…\n]*|{_NAME}|{_SHORT_QUOTE}|{_BRACKETS}|(?<=-)-+)"
)
# No clause and no sentence of prose is longer; what is, is cut, so that work stays linear.
_LONGEST_CLAUSE = 250
_LONGEST_SENTENCE = 1_000
_PAUSE = re.compile(rf".{{0,{_LONGEST_SENTENCE - 1}}}[,;、 ]", re.DOTALL)
_MARKS = frozenset("《“(")
_CLOSING = {"“": "”", "‘": "’", "(": ")"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_EDGES = frozenset(" “”‘’()")
# Longer speaker phrases than this do not follow a quotation.
_SPEAKER = 40


@cache
def _speaker_tail() -> re.Pattern[str]:
    """Who speaks, after a quotation: some words without a stop, then a verb of speech."""
    return re.compile(rf"[^。!?;:“”\n,]{{1,{_SPEAKER}}}?{speaking()}(?:记者)?(?=[。,:!\n]|$)")


def _runs_on(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence goes on after the stop ``text[start:end]``."""
    following = text[end : end + 1]
    if text[start] == "…":
        return _is_list_tail(text, start, end) or following in (",", ";")
    if text[end - 1] not in "”’)":
        return False
    return following in (",", ";", ":", "、", ")", "的", "。") or bool(_speaker_tail().match(text, end))


def _is_list_tail(text: str, start: int, end: int) -> bool:
    """An ellipsis after a list stands for 等; one that ends a quotation or a line ends the sentence."""
    if end == len(text) or text[end] == "\n" or text[end - 1] in "”’)":
        return end < len(text) and text[end] != "\n" and bool(_speaker_tail().match(text, end))
    return "、" in text[max(0, start - 20) : start]


def find_sentences(text: str) -> list[int]:
    """Return where the sentences of a normalized text start, in order, the first at 0.

    Line ends go with the sentence before them.
    """
    starts = [0] if text else []
    for match in _SENTENCE_END.finditer(text):
        start, end = match.span()
        if end == len(text) or text[start] == "《":
            continue
        if text[start] == "\n" or (text[end] != "\n" and not _runs_on(text, start, end)):
            starts.append(end)
    return [start for first, last in pairwise([*starts, len(text)]) for start in _cut(text, first, last)]


def _cut(text: str, start: int, end: int) -> Iterator[int]:
    """Where the pieces of a sentence start: one, but of a list without end behind one of its commas."""
    while end - start > _LONGEST_SENTENCE:
        yield start
        pause = _PAUSE.match(text, start)
        start = pause.end() if pause is not None else start + _LONGEST_SENTENCE
    yield start


def find_clauses(text: str) -> list[tuple[int, int]]:
    """Return the clauses of a normalized text as spans, without the signs and blanks at their edges."""
    clauses: list[tuple[int, int]] = []
    cursor = 0
    for match in _SEPARATOR.finditer(text):
        start, end = match.span()
        sign = text[start]
        if sign in _MARKS or (sign in ",:" and _inside_number(text, start, end)):
            continue
        _add_clause(clauses, text, cursor, start)
        cursor = end
    _add_clause(clauses, text, cursor, len(text))
    return clauses


def _inside_number(text: str, start: int, end: int) -> bool:
    """1,100万 and 10:30 are no two clauses."""
    return end - start == 1 and text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()


def _add_clause(clauses: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a clause without blanks and without a quotation mark whose partner stands in another clause."""
    while start < end and (sign := text[start]) in _EDGES:
        if sign in _CLOSING and _CLOSING[sign] in text[start:end]:
            break
        start += 1
    while end > start and (sign := text[end - 1]) in _EDGES:
        if sign in _OPENING and _OPENING[sign] in text[start:end]:
            break
        end -= 1
    if end - start <= _LONGEST_CLAUSE:
        if start < end:
            clauses.append((start, end))
        return
    for piece in range(start, end, _LONGEST_CLAUSE):
        clauses.append((piece, min(piece + _LONGEST_CLAUSE, end)))


class _Sentences:
    def __call__(self, doc: Doc) -> Doc:
        text: str = doc._.norm
        if not text:
            return doc
        starts = find_sentences(text)
        show_sentences(doc, starts)
        doc._.clauses = tuple(find_clauses(text))
        return doc


@Language.factory("hbnews_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> _Sentences:
    """Make the component."""
    return _Sentences()
