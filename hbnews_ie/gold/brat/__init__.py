"""brat standoff: a folder with a text and an annotation file for each record, which brat opens as it is.

==================  =======================================================================================
the record          brat
==================  =======================================================================================
mention             text-bound annotation of the entity's type; mentions of one entity are ``Equiv``
time, quantity      ``Time``, ``Quantity``; EDTF, numbers and unit in a note, bound and kind as attributes
event               event of its type, with its arguments; ``Status`` is an attribute
fact                event ``Fact`` on the indicator, with ``Quantity``, ``Subject`` and ``Time``
post                relations ``Post`` (person, title) and ``Of`` (title, organisation)
argument            the mention, time or quantity it is; else a ``Span``, with the relation ``Refers`` to what it means
headline, byline    ``Headline``, ``Kicker``, ``Subtitle``, ``Byline`` (the role in a note)
==================  =======================================================================================

A span over a line end is discontinuous in brat, one piece a line. Notes are JSON.
"""

from __future__ import annotations

from hbnews_ie.gold.brat.reading import read_brat
from hbnews_ie.gold.brat.writing import LOSSES, write_brat

__all__ = ["LOSSES", "read_brat", "write_brat"]
