"""Verbs of speech as they stand in the text, for all layers that ask who speaks."""

from __future__ import annotations

from functools import cache

from hbnews_ie.lexicon import alternation, read_words

__all__ = ["AND_SAYS", "speaking"]

AND_SAYS = ("说", "称", "道", "表示")
"""What may stand behind another verb of speech and adds nothing: 解释|说, 回应|称."""


@cache
def speaking() -> str:
    """Return the pattern of a verb of speech, with what adds nothing to it."""
    return f"{alternation(read_words('speech_verbs'))}{alternation(AND_SAYS)}?"
