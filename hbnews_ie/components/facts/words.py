"""The words around a number and their roles: ``lexicons/fact_words.tsv``."""

from __future__ import annotations

from functools import cache

from hbnews_ie.lexicon import read_list, read_table, read_words

__all__ = [
    "AGAINST",
    "BASES",
    "CHANGES",
    "COMPARED",
    "LEVELS",
    "MEASURES",
    "NOUNS",
    "PROPERTIES",
    "RATES",
    "SHARES",
    "fact_words",
    "measure_before",
    "measure_behind",
]

AGAINST = tuple(read_words("grammar_words", **{"class": "against"}))
"""Words before what a number is compared with: 快于|去年同期|5个百分点."""

BASES = ("同比", "环比")
"""What a change is measured against, as it may begin a word of the dictionary: 同比增加."""

CHANGES = frozenset({"increase", "decrease"})
"""The roles of the words that tell a change."""

COMPARED = {"more": "increase", "less": "decrease"}
"""The roles of the words that tell a change where something is compared, and which."""

LEVELS = ("至", "到", "为")
"""Behind a verb of change they make the number a level."""

MEASURES = frozenset({"measure", "lasting"})
"""The roles of the nouns that name a measure."""

PROPERTIES = {"注册资本": "ORG", "注册资金": "ORG", "估值": "ORG", "总投资": "PROJECT", "总投资额": "PROJECT"}
"""Sums that only one type of entity has, and which."""

RATES = read_list("rates")
"""Nouns that name the size of a change itself."""

SHARES = ("股份", "股权", "股票")
"""What is owned of a firm: 江汉股份|51%的|股权."""

NOUNS = MEASURES | {"class"}
"""The roles of the words that say what a phrase is about."""


@cache
def fact_words() -> dict[str, str]:
    """Return the role of each word."""
    return {row["word"]: row["role"] for row in read_table("fact_words")}


def measure_behind(text: str, start: int) -> int:
    """Return the length of the noun that names a measure right behind (企业|增加值), 0 where none does."""
    roles = fact_words()
    return next((length for length in (4, 3, 2) if roles.get(text[start : start + length]) in MEASURES), 0)


def measure_before(text: str, end: int) -> int:
    """Return the length of the noun that names a measure right before (总投资|300亿元), 0 where none does.

    Of a rate that is not in the table it is that of its last character: 复购|率.
    """
    roles = fact_words()
    for length in (4, 3, 2):
        if roles.get(text[max(0, end - length) : end]) in MEASURES:
            return length
    return int(text.endswith("率", 0, end) and text[max(0, end - 2) : end].isalpha())
