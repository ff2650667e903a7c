"""Has it happened? Status, and the talk that is no event at all.

The words before a trigger tell: 未 negates, 将 plans, 正 says it is under way; 要, 希望, 可以 and the like
only wish or allow, and after 推动, 加强 and the like the act is a topic, not a happening.
"""

from __future__ import annotations

from collections.abc import Sequence

from hbnews_ie.components.events.triggers import Hit, triggers
from hbnews_ie.components.syntax.clause import Element
from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.reading import Reading

__all__ = ["is_act", "mood"]

_NONE: frozenset[str] = frozenset()


def _classes(reading: Reading, element: Element) -> frozenset[str]:
    if element.kind in ("name", "time", "quantity"):
        return _NONE
    return word_classes().get(reading.text[element.start : element.end], _NONE)


def mood(reading: Reading, before: Sequence[Element]) -> str:
    """Read the words between the subject and a verb, nearest first.

    Returns ``call``, ``planned``, ``ongoing``, ``negated``, ``done``, or an empty string where none is said.
    """
    verbs = 0
    for element in reversed(before):
        if element.kind == "de":
            break
        if element.kind == "verb":
            verbs += 1
        classes = _classes(reading, element)
        if not classes:
            continue
        if "ba" in classes and element.kind == "ba":
            continue
        if "negation" in classes and not verbs:
            return "negated"
        if "done" in classes and not verbs:
            return "done"
        if "future" in classes:
            return "planned"
        if "ongoing" in classes and not verbs:
            return "ongoing"
        if "call" in classes:
            return "call"
    return ""


def is_act(reading: Reading, hit: Hit, before: Sequence[Element], after: Sequence[Element]) -> bool:
    """Tell whether the trigger word names an act here, and not a topic or a kind of thing."""
    previous = before[-1].kind if before else ""
    following = next((element for element in after if element.kind != "quote"), None)
    behind = following.kind if following else ""
    if _is_topic(reading, before):
        return False
    if previous == "de" and behind == "noun":
        return False
    if reading.text.endswith(_GRANTS, 0, hit.start):
        return False  # 获批|建设 is one happening
    if hit.rows[0].use != "mixed":
        return True
    if any(element.kind == "light" for element in _own_scope(before)):
        return behind != "noun"
    if previous == "de" or (behind == "noun" and not hit.rows[0].object):
        return False
    if behind in ("aspect", "quantity", "name", "to", "by"):
        return True
    scope = _own_scope(before)
    if previous == "noun" and any(element.kind in ("to", "at", "by", "with", "about") for element in scope):
        previous = "manner"  # 到我州|调研: the noun before belongs to a preposition
    partners = any(element.kind == "with" for element in before)
    named = any(element.kind == "name" for element in before)
    if not behind:
        return previous not in ("", "noun") or partners
    if behind in ("verb", "adverb", "manner", "also", "light", "at", "local"):
        return previous in ("manner", "adverb", "cause") or (partners and named) or _is_trigger(reading, following)
    if behind == "de":
        return previous in ("name", "manner", "noun", "adverb", "with", "quantity") and len(before) > 0
    if behind == "noun" and previous not in ("manner", "name"):
        return any(element.kind in ("quantity", "name") for element in after)  # 进口|红酒 may be a kind of wine
    return previous != "noun"


_GRANTS = ("获批", "获准", "申报", "申请", "申办", "争创", "报批")


def _is_trigger(reading: Reading, element: Element | None) -> bool:
    return element is not None and reading.text[element.start : element.end] in triggers()


def _is_topic(reading: Reading, before: Sequence[Element]) -> bool:
    """推动|合作, 加强|产业|交流: a verb that pushes, with nothing but adjectives and nouns between."""
    for element in reversed(before):
        if "push" in _classes(reading, element):
            return True
        if element.kind not in ("noun", "manner", "list", "at") and not _is_place(element):
            return False
    return False


def _is_place(element: Element) -> bool:
    return element.item is not None and element.item.type == "PLACE"


def _own_scope(before: Sequence[Element]) -> list[Element]:
    scope: list[Element] = []
    for element in reversed(before):
        if element.kind in ("verb", "sign"):
            break
        scope.append(element)
    return scope
