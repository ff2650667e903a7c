"""The layer of facts: what each quantity says, of what, of whom and when.

`finder` goes through the quantities; `approach` walks back from a number over the words that link it to its
indicator; `indicator` finds what is measured, `subject` of whom, `moment` when, and `change` which way it went;
`choice` weighs these against what else stands near. `sharing` and `carried` read numbers in turn and what one leaves to
the next. Vocabulary is in ``fact_words.tsv``, read by `words`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.facts.finder import FactFinder

__all__ = ["make_facts"]


class _Facts:
    def __call__(self, doc: Doc) -> Doc:
        if doc._.quantities:
            doc._.facts = FactFinder(doc).find()
        return doc


@Language.factory("hbnews_facts")
def make_facts(nlp: Language, name: str) -> _Facts:
    """Make the component."""
    return _Facts()
