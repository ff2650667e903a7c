"""The layer of names: entities of the seven types, as flat mentions.

Each kind of name has its finder; all see the same `View` of the text and offer candidates. `choose` keeps
the ones that do not overlap, and `find_repeats` then looks for the same names, and their short forms,
elsewhere in the article.
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.names.activities import as_committees, as_held, as_signed, find_meetings, join_activities
from hbnews_ie.components.names.bodies import (
    find_centre,
    find_founded,
    find_known,
    find_public_bodies,
    find_schools,
    find_teams,
    find_units,
    find_unveiled,
)
from hbnews_ie.components.names.bounded import as_bounded
from hbnews_ie.components.names.campaigns import (
    as_listed_works,
    as_owned,
    as_works,
    find_campaigns,
    find_capacity_projects,
    find_examples,
    find_funded,
)
from hbnews_ie.components.names.choose import NOT_A_NAME, choose
from hbnews_ie.components.names.documents import find_issued
from hbnews_ie.components.names.heads import find_by_head
from hbnews_ie.components.names.listed import as_listed_persons, find_listed
from hbnews_ie.components.names.marked import find_marked
from hbnews_ie.components.names.openings import as_opened
from hbnews_ie.components.names.persons import find_persons
from hbnews_ie.components.names.places import find_places, join_places
from hbnews_ie.components.names.repeats import as_firms, as_named_after, as_whole, find_declared, find_repeats
from hbnews_ie.components.names.tagged import find_firms
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.weighed import weigh
from hbnews_ie.document import show_entities
from hbnews_ie.layers import Mention, Words
from hbnews_ie.lexicon import read_list
from hbnews_ie.tagger import Reading, load_tagger

__all__ = ["find_names", "make_names"]

# Heads of the tagger: one learned all types from sentences annotated by the guide, one firms from business news.
_GUIDE, _FIRMS = "guide", "firms"


def find_names(norm: str, words: Words, reading: Reading | None = None) -> list[Mention]:
    """Find the names in a normal-form text, given its words; sorted, not overlapping.

    ``reading`` is what the tagger saw in the text; without it the rules decide alone.
    """
    view = View(norm, words)
    candidates = (
        find_known(view) + find_public_bodies(view) + find_centre(view) + find_schools(view) + find_founded(view)
    )
    candidates += find_teams(view)
    bodies = {name.end: name.start for name in candidates if name.type == "ORG"}
    candidates += find_by_head(view, bodies)
    candidates += find_units(view, bodies) + find_unveiled(view, bodies)
    candidates += find_marked(view) + find_issued(view) + find_listed(view) + find_meetings(view, bodies)
    candidates += find_campaigns(view) + find_examples(view) + find_funded(view)
    candidates += find_capacity_projects(view, bodies)
    candidates += find_places(view)
    candidates += find_persons(view, bodies)
    if reading is not None and _FIRMS in reading.further:
        candidates += find_firms(view, reading.further[_FIRMS], candidates)
    candidates += join_places(candidates)
    candidates += join_activities(view, bodies, candidates)
    hidden = [(name.start, name.end) for name in candidates if name.type == NOT_A_NAME]
    clear = choose(candidates)
    if reading is not None:
        clear = weigh(view, reading.further.get(_GUIDE, reading), clear, hidden)
    clear = as_held(view, as_committees(view, as_listed_persons(view, clear)))
    clear = as_firms(view, as_whole(view, as_works(view, as_listed_works(view, clear))))
    clear += find_declared(view, clear)
    named = as_owned(view, choose([*clear, *find_repeats(view, clear, hidden)]))
    named = as_opened(view, as_bounded(view, as_signed(view, as_named_after(view, named))))
    bare = read_list("bare_bodies")
    return [name for name in named if norm[name.start : name.end] not in bare]


class _Names:
    """The component; it keeps the name of its model, not the model, so that it is quickly pickled and saved."""

    def __init__(self, model: str | None) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        mentions = find_names(doc._.norm, doc._.words, self.read(doc))
        doc._.mentions = tuple(mentions)
        show_entities(doc, mentions)
        return doc

    def read(self, doc: Doc) -> Reading | None:
        """Let the tagger read a document, a sentence at a time."""
        if self.model is None:
            return None
        starts = np.flatnonzero(doc.to_array("SENT_START") == 1)
        return load_tagger(self.model).read(doc._.norm, starts, doc._.words)


@Language.factory("hbnews_names", assigns=["doc.ents", "doc._.mentions"], default_config={"model": None})
def make_names(nlp: Language, name: str, model: str | None) -> _Names:
    """Make the component. ``model`` is the name of a shipped model of the tagger, or the path of one."""
    if model is not None:
        load_tagger(model)  # fails here, not in the middle of a run
    return _Names(model)
