"""The names of brat's types, and the ``annotation.conf`` that tells brat of them."""

from __future__ import annotations

from typing import get_args

from hbnews_ie.lexicon import read_table
from hbnews_ie.schema import Bound, EntityType, EventType, QuantityKind, Status

__all__ = ["ENTITY_TYPES", "EVENT_TYPES", "FACT_ROLES", "annotation_conf"]

ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
FACT_ROLES = {"Quantity": "quantity", "Subject": "subject", "Time": "time"}
_OTHERS = ("Time", "Quantity", "Span", "Title", "Body", "Headline", "Kicker", "Subtitle", "Byline")


def annotation_conf() -> str:
    """Return the configuration of a folder: types, roles and the values of attributes."""
    equal = [f"Equiv\tArg1:{name}, Arg2:{name}, <REL-TYPE>:symmetric-transitive" for name in ENTITY_TYPES]
    relations = [
        "Post\tArg1:PERSON, Arg2:Title",
        f"Of\tArg1:Title, Arg2:{'|'.join((*ENTITY_TYPES, 'Body'))}",
        "Refers\tArg1:Span, Arg2:<ENTITY>",
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
    ]
    roles: dict[str, list[str]] = {}
    for row in read_table("event_roles"):
        roles.setdefault(row["type"], []).append(f"{row['role']}*:<ENTITY>")
    events = [f"{name}\t{', '.join(roles[name])}" for name in EVENT_TYPES]
    events.append("Fact\tQuantity:Quantity, Subject?:<ENTITY>, Time?:Time")
    attributes = [
        f"Status\tArg:{'|'.join(EVENT_TYPES)}, Value:{'|'.join(get_args(Status))}",
        f"Bound\tArg:Quantity, Value:{'|'.join(get_args(Bound))}",
        f"Kind\tArg:Quantity, Value:{'|'.join(get_args(QuantityKind))}",
        "Change\tArg:Fact, Value:increase|decrease",
        "Basis\tArg:Fact, Value:同比|环比",
    ]
    sections = {
        "entities": (*ENTITY_TYPES, *_OTHERS),
        "relations": (*equal, *relations),
        "events": events,
        "attributes": attributes,
    }
    return "\n".join(f"[{name}]\n" + "\n".join(lines) + "\n" for name, lines in sections.items())
