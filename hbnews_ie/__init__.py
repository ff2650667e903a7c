"""Structured facts from Chinese newspaper pages.

>>> import hbnews_ie as ie
>>> result = ie.extract("11月8日,楚商大会在武汉举行。", published="2023-11-09")
>>> result.times[0].edtf
'2023-11-08'

`extract` takes a raw page and returns an `Extraction`; `extract_many` streams; `load` gives the spaCy
pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hbnews_ie.api import extract, extract_many
from hbnews_ie.page import read_page
from hbnews_ie.schema import Extraction
from hbnews_ie.text import fold

if TYPE_CHECKING:
    from hbnews_ie.pipeline import load

__all__ = ["Extraction", "extract", "extract_many", "fold", "load", "read_page"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import spaCy only when the pipeline is asked for, so that importing the package stays quick."""
    if name == "load":
        from hbnews_ie.pipeline import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
