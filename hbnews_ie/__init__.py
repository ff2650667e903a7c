"""Structured facts from Chinese newspaper pages.

>>> import hbnews_ie as ie
>>> result = ie.extract("11月8日,楚商大会在武汉举行。", published="2023-11-09")
>>> result.times[0].edtf
'2023-11-08'

`extract` takes a raw page and returns an `Extraction`; `extract_many` streams; `load` gives the spaCy
pipeline; `evaluate` scores results against a gold set, which `load_gold` reads.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hbnews_ie.api import extract, extract_many
from hbnews_ie.page import read_page
from hbnews_ie.schema import Extraction
from hbnews_ie.text import fold

if TYPE_CHECKING:
    from hbnews_ie.evaluation import evaluate
    from hbnews_ie.gold import load_gold
    from hbnews_ie.pipeline import load

__all__ = ["Extraction", "evaluate", "extract", "extract_many", "fold", "load", "load_gold", "read_page"]
__version__ = "0.1.0"

# Imported when asked for, because spaCy and numpy come with them and take their time.
_LAZY = {"evaluate": "evaluation", "load": "pipeline", "load_gold": "gold"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
