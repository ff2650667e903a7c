"""The layer of events: what happened, who took part, when and where, and whether it has happened yet.

`triggers` finds the words that name a happening, `finder` goes through them; `surroundings` looks what stands around
them, with `syntax.clause` and `syntax.frame`. `needs` sorts out what lacks the company it needs, `status` plans,
denials and mere talk, `outlook` what clauses before and times tell of it, `evidence` what has nothing to show for it;
`weighing` decides by all that was seen. `fillers`, `subjects`, `arguments`, `neighbours` and `circumstances` give the
roles, `special`, `honors` and `markets` those with a grammar of their own, `earlier` what an event has in common with
those before it, and `choice` keeps the likely ones. `statements` reads who says what. Vocabulary is in
``triggers.tsv``, ``event_roles.tsv``, ``grammar_words.tsv`` and ``speech_verbs.tsv``, what was learned in the tables of
weights.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.events.finder import EventFinder
from hbnews_ie.components.syntax.reading import forget

__all__ = ["make_events"]


class _Events:
    def __call__(self, doc: Doc) -> Doc:
        if doc._.norm:
            doc._.events = EventFinder(doc).find()
        forget()
        return doc


@Language.factory("hbnews_events")
def make_events(nlp: Language, name: str) -> _Events:
    """Make the component."""
    return _Events()
