"""The layer of posts: (organisation, title) pairs, read off the words around a person's name.

`runs` reads titles that stand one after another, each with its body; `bodies` knows which body a title without one may
belong to; `readers` gives the runs to persons. Titles are in ``titles.tsv``, verbs of office in ``word_lists.tsv``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.posts.readers import find_posts

__all__ = ["find_posts", "make_posts"]


class _Posts:
    def __call__(self, doc: Doc) -> Doc:
        doc._.posts = tuple(find_posts(doc._.norm, doc._.mentions))
        return doc


@Language.factory("hbnews_posts", requires=["doc._.mentions"], assigns=["doc._.posts"])
def make_posts(nlp: Language, name: str) -> _Posts:
    """Make the component."""
    return _Posts()
