"""One character, one token; jieba's words are a layer over the characters.

The same dictionary stands behind both engines: ``rjieba`` (Rust, some twenty times faster) and plain
``jieba``. Cutting uses the dictionary only, no hidden Markov model, so that a character that belongs to
no word stays alone; the rules for names read that as a sign of a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Protocol

import srsly
from ahocorasick_rs import AhoCorasick, MatchKind
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

import hbnews_ie.document  # noqa: F401  (the extension attributes)
from hbnews_ie.layers import Block, Words
from hbnews_ie.lexicon import read_list
from hbnews_ie.text import normalize, replace_surrogates

__all__ = ["ENGINES", "CharacterTokenizer", "UserDictionaryError", "cut_words", "make_tokenizer"]


_Entry = tuple[str, "int | None", str]


class UserDictionaryError(ValueError):
    """A line of a user's dictionary is not ``word [frequency] [tag]``."""


class _Engine(Protocol):
    """Cuts a text into (word, tag) pairs that cover it."""

    def __call__(self, text: str) -> Iterable[tuple[str, str]]: ...


def parse_user_dictionary(text: str) -> list[_Entry]:
    """Parse jieba's user dictionary format: ``word [frequency] [tag]`` a line."""
    entries: list[_Entry] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        cells = line.split()
        if not cells:
            continue
        word, rest = cells[0], cells[1:]
        frequency = int(rest.pop(0)) if rest and rest[0].isdecimal() else None
        if len(rest) > 1:
            raise UserDictionaryError(f"line {number}: expected 'word [frequency] [tag]', found {line!r}")
        entries.append((word, frequency, rest[0] if rest else "n"))
    return entries


def _rjieba(entries: list[_Entry]) -> _Engine:
    import rjieba

    if not entries:  # the dictionary that the import has loaded: another one takes 24 MB and a tenth of a second
        return lambda text: rjieba.tag(text, hmm=False)
    cutter = rjieba.Jieba()
    for word, frequency, tag in entries:
        cutter.add_word(word, frequency or cutter.suggest_freq(word), tag)
    return lambda text: cutter.tag(text, hmm=False)


def _jieba(entries: list[_Entry]) -> _Engine:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    for word, frequency, tag in entries:
        cutter.add_word(word, frequency, tag)
    tags = jieba.posseg.POSTokenizer(cutter)
    tags.makesure_userdict_loaded()
    return lambda text: [(word, tags.word_tag_tab.get(word, "x")) for word in cutter.cut(text, HMM=False)]


ENGINES = {"rjieba": _rjieba, "jieba": _jieba}


@lru_cache(maxsize=8)
def _engine(name: str, user_dictionary: str) -> _Engine:
    return ENGINES[name](parse_user_dictionary(user_dictionary))


@cache
def _borders() -> tuple[AhoCorasick, list[int]]:
    """Finds borders between words that jieba's dictionary does not see, and how far into each the border lies."""
    pairs = [border.split("|") for border in read_list("word_borders")]
    return AhoCorasick([before + behind for before, behind in pairs]), [len(before) for before, _ in pairs]


@cache
def _new_words() -> tuple[AhoCorasick, list[tuple[str, str]]]:
    """Finds the words that the dictionary lacks, and each with its part of speech."""
    words = [(word, tag) for word, _, tag in (entry.partition("/") for entry in read_list("new_words"))]
    return AhoCorasick([word for word, _ in words], matchkind=MatchKind.LeftmostLongest), words


def _tagged_words(text: str, cut: _Engine) -> Iterable[tuple[str, str]]:
    """Cut a text, apart at the borders that the dictionary does not see: 签约仪式暨|首届年会, 中标|的项目."""
    borders, sizes = _borders()
    edges = sorted(
        {start + sizes[number] for number, start, _ in borders.find_matches_as_indexes(text, overlapping=True)}
    )
    pieces = (cut(text[start:end]) for start, end in pairwise([0, *edges, len(text)])) if edges else [cut(text)]
    automaton, words = _new_words()
    new = {start: (end, words[number]) for number, start, end in automaton.find_matches_as_indexes(text)}
    pairs = chain.from_iterable(pieces)
    return _joined(pairs, new) if new else pairs


def _joined(pairs: Iterable[tuple[str, str]], new: dict[int, tuple[int, tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """Join the words that make one which the dictionary lacks (新冠|病毒, but not 新|冠军) or has as something else.

    ``new`` gives where such a word may begin, its end, and the word with its part of speech.
    """
    offset = begin = end = 0
    parts: list[tuple[str, str]] = []
    for pair in pairs:
        if not parts:
            begin, end = offset, new[offset][0] if offset in new else 0
        offset += len(pair[0])
        if offset < end:
            parts.append(pair)
        elif offset == end:
            yield new[begin][1]
            parts = []
        else:
            yield from parts
            yield pair
            parts = []
    yield from parts


def _ascii_tag(word: str, tag: str) -> str:
    """One reading of what is outside the dictionary, whichever engine cut it."""
    if word.isalnum():
        return "m" if word.isdigit() else "eng"
    return tag


def cut_words(text: str, engine: str = "rjieba", user_dictionary: str = "") -> Words:
    """Cut a text into the words of jieba's dictionary, with their part of speech."""
    ends: list[int] = []
    tags: list[str] = []
    cursor = 0
    for word, tag in _tagged_words(text, _engine(engine, user_dictionary)):
        cursor += len(word)
        ends.append(cursor)
        tags.append(_ascii_tag(word, tag) if word.isascii() else tag)
    return Words((0, *ends)[:-1], tuple(ends), tuple(tags))


class CharacterTokenizer:
    """Makes the spaCy document of a text: one token a character, words and normal form beside it.

    The engine itself is never pickled or saved; it is built again from its name and the user's dictionary.
    """

    def __init__(self, vocab: Vocab, engine: str = "rjieba", user_dictionary: str = "") -> None:
        if engine not in ENGINES:
            raise ValueError(f"unknown word engine {engine!r}: choose one of {', '.join(sorted(ENGINES))}")
        parse_user_dictionary(user_dictionary)  # fails here, not in the middle of a run
        self.vocab = vocab
        self.engine = engine
        self.user_dictionary = user_dictionary
        self._ids: dict[str, int] = {}

    def __call__(self, text: str) -> Doc:
        """Make the document of ``text``; lone surrogates, which spaCy cannot hold, become U+FFFD."""
        text = replace_surrogates(text)
        doc = Doc(self.vocab, words=self._to_ids(text), spaces=[False] * len(text))
        norm = normalize(text)
        doc._.norm = norm
        doc._.words = cut_words(norm, self.engine, self.user_dictionary)
        doc._.blocks = (Block("body", 0, len(text)),)
        return doc

    def _to_ids(self, text: str) -> list[int]:
        """Each character's id in the vocabulary: spaCy makes documents of ids twice as fast as of strings."""
        ids = self._ids
        try:
            return [ids[character] for character in text]
        except KeyError:
            for character in set(text).difference(ids):  # kept also where a memory zone ends
                ids[character] = self.vocab.strings.add(character, allow_transient=False)  # type: ignore[call-arg]
            return [ids[character] for character in text]

    def to_bytes(self, **_: Any) -> bytes:
        """Serialise the settings, the user's dictionary included."""
        data: bytes = srsly.msgpack_dumps({"engine": self.engine, "user_dictionary": self.user_dictionary})
        return data

    def from_bytes(self, data: bytes, **_: Any) -> CharacterTokenizer:
        """Load the settings back."""
        settings = srsly.msgpack_loads(data)
        self.engine = settings["engine"]
        self.user_dictionary = settings["user_dictionary"]
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Save the settings, the user's dictionary included."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> CharacterTokenizer:
        """Load the settings back."""
        return self.from_bytes(Path(path).read_bytes())


@registry.tokenizers("hbnews_ie.CharacterTokenizer.v1")
def make_tokenizer(engine: str = "rjieba", user_dictionary: str = "") -> Callable[[Language], CharacterTokenizer]:
    """Make the tokenizer for a spaCy config; ``user_dictionary`` is the dictionary's text, not its path."""

    def create(nlp: Language) -> CharacterTokenizer:
        return CharacterTokenizer(nlp.vocab, engine, user_dictionary)

    return create
