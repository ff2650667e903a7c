"""From text to result: read the page, run the pipeline on each article, collect."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from hbnews_ie.collect import collect
from hbnews_ie.page import Page, read_page
from hbnews_ie.schema import Extraction

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["extract", "extract_many", "read_articles"]


def extract(
    text: str, published: str | date | None = None, *, source: str | None = None, nlp: Language | None = None
) -> Extraction:
    """Extract all layers from a raw page.

    ``published`` is the date of publication (a `date`, or EDTF text: ``2023-11-09``, ``2023-11``, ``2023``);
    without it, it is read off the page or inferred. ``source`` is kept in the result. ``nlp`` is a
    pipeline made by `hbnews_ie.load`. All offsets in the result are code points of ``text``. Raises
    `ValueError` for a publication date that is none.
    """
    if nlp is None:
        from hbnews_ie.pipeline import default_pipeline

        nlp = default_pipeline()
    with _collector_paused():
        page = read_page(text, published.isoformat() if isinstance(published, date) else published)
        return collect(page, read_articles(page, nlp), source)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the collector of cyclic garbage, if it runs.

    A document makes some hundred thousand objects that live until its result is made, and no cycles worth
    collecting. The collector looks at them again and again, and at all lexicons, in up to a tenth of the time,
    and finds nothing. It is one for all threads: where several extract at once, it may run in one of them.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def read_articles(page: Page, nlp: Language) -> Iterator[Doc]:
    """Run the pipeline on the articles of a page, one at a time, so that memory holds one document."""
    for article in page.articles:
        doc = nlp.make_doc(article.text)
        doc._.published = page.published.date
        doc._.blocks = article.blocks
        yield nlp(doc)


def extract_many(
    texts: Iterable[str | tuple[str, str | date | None]], *, nlp: Language | None = None
) -> Iterator[Extraction]:
    """Extract from many pages, one at a time: each a text, or a pair of text and publication date."""
    for item in texts:
        text, published = (item, None) if isinstance(item, str) else item
        yield extract(text, published, nlp=nlp)
