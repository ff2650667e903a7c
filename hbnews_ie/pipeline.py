"""The spaCy pipeline: which layers, in which order."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import get_lang_class

from hbnews_ie.tagger import DEFAULT_MODEL

__all__ = ["LAYERS", "default_pipeline", "load"]

# Each layer reads those before it. Names come before times and quantities because a date or number inside a
# name (2023第六届楚商大会, 两点十分文化传播有限公司) is part of the name.
LAYERS = ("sentences", "names", "times", "quantities", "posts", "coreference", "events", "facts")

# spaCy refuses longer texts by default because its parser needs memory; these rules do not.
_MAX_LENGTH = 100_000_000


def load(
    *, engine: str = "rjieba", user_dictionary: str | Path | None = None, model: str | Path | None = DEFAULT_MODEL
) -> Language:
    """Make the pipeline.

    ``engine`` cuts the words: ``rjieba`` or plain ``jieba``, with equal results. ``user_dictionary`` is
    the path of a UTF-8 file in jieba's format (``word [frequency] [tag]`` a line); its text is kept when the
    pipeline is saved. ``model`` is the tagger whose findings the rules for names weigh: the name of one that ships
    with the package, the path of a folder, or None for rules alone, which is faster. Raises `OSError` if the dictionary
    cannot be read and `ValueError` if it is malformed, or the model is missing or damaged.
    """
    dictionary = Path(user_dictionary).read_text("utf-8-sig") if user_dictionary is not None else ""
    tokenizer: dict[str, Any] = {
        "@tokenizers": "hbnews_ie.CharacterTokenizer.v1",
        "engine": engine,
        "user_dictionary": dictionary,
    }
    config: dict[str, Any] = {
        "nlp": {"lang": "zh", "tokenizer": tokenizer, "pipeline": list(LAYERS)},
        "components": {layer: {"factory": f"hbnews_{layer}"} for layer in LAYERS},
    }
    config["components"]["names"]["model"] = None if model is None else str(model)
    nlp: Language = get_lang_class("zh").from_config(config)
    nlp.max_length = _MAX_LENGTH
    return nlp


@lru_cache(maxsize=1)
def default_pipeline() -> Language:
    """Return the pipeline with default settings, made once a process."""
    return load()
