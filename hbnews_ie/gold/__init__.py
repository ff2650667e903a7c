"""The gold set: its records, how they are read and checked, and how they travel to other tools and back.

>>> from hbnews_ie.gold import load_gold
>>> articles = load_gold()  # doctest: +SKIP
>>> articles[0].entities[0].name  # doctest: +SKIP
'湖北'
"""

from __future__ import annotations

from hbnews_ie.gold.checks import check_gold, check_record
from hbnews_ie.gold.counts import describe
from hbnews_ie.gold.cutting import cut_page
from hbnews_ie.gold.joining import join_page
from hbnews_ie.gold.models import GoldArticle, gold_schema
from hbnews_ie.gold.reading import GoldError, load_gold, write_gold

__all__ = [
    "GoldArticle",
    "GoldError",
    "check_gold",
    "check_record",
    "cut_page",
    "describe",
    "gold_schema",
    "join_page",
    "load_gold",
    "write_gold",
]
