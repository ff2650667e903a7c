"""The raw page: layout folded away, publication date found, articles cut, with the way back.

Lines are classified (`furniture`, `byline`), gathered into elements (`flow`), the elements cut into
articles (`articles`), and each article written out with the raw offset of every character (`writing`).
"""

from __future__ import annotations

from hbnews_ie.page.reading import read_page
from hbnews_ie.page.records import BylineName, Page, PageArticle

__all__ = ["BylineName", "Page", "PageArticle", "read_page"]
