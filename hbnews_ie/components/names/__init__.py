"""The layer of names: entities of the seven types, as flat mentions.

Each kind of name has its finder; all see the same `View` of the text and offer candidates. `choose` keeps
the ones that do not overlap, and `find_repeats` then looks for the same names, and their short forms,
elsewhere in the article.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.names.activities import join_activities
from hbnews_ie.components.names.bodies import find_centre, find_known, find_public_bodies
from hbnews_ie.components.names.choose import choose
from hbnews_ie.components.names.heads import find_by_head
from hbnews_ie.components.names.listed import find_listed
from hbnews_ie.components.names.marked import find_marked
from hbnews_ie.components.names.persons import find_persons
from hbnews_ie.components.names.places import find_places
from hbnews_ie.components.names.repeats import find_declared, find_repeats
from hbnews_ie.components.names.view import View
from hbnews_ie.document import show_entities
from hbnews_ie.layers import Mention, Words

__all__ = ["find_names", "make_names"]


def find_names(norm: str, words: Words) -> list[Mention]:
    """Find the names in a normal-form text, given its words; sorted, not overlapping."""
    view = View(norm, words)
    candidates = find_known(view) + find_public_bodies(view) + find_centre(view)
    bodies = {name.end: name.start for name in candidates if name.type == "ORG"}
    candidates += find_by_head(view, bodies)
    candidates += find_marked(view) + find_listed(view)
    candidates += find_places(view)
    candidates += find_persons(view, bodies)
    candidates += join_activities(view, candidates)
    clear = choose(candidates)
    clear += find_declared(view, clear)
    return choose([*clear, *find_repeats(view, clear)])


class _Names:
    def __call__(self, doc: Doc) -> Doc:
        mentions = find_names(doc._.norm, doc._.words)
        doc._.mentions = tuple(mentions)
        show_entities(doc, mentions)
        return doc


@Language.factory("hbnews_names", assigns=["doc.ents", "doc._.mentions"])
def make_names(nlp: Language, name: str) -> _Names:
    """Make the component."""
    return _Names()
