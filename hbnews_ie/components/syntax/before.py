"""What stands before a verb, and what a clause is about.

A clause is read from the left. A relative clause (…领衔的|工程) is dropped when its 的 comes, so that the noun it
modifies stands before the verb.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from hbnews_ie.components.syntax.clause import END, Element, elements_of
from hbnews_ie.components.syntax.group import ATTACHED, CONTENT, PREPOSITIONS, VERBS, Group, has_head
from hbnews_ie.components.syntax.reading import Reading

__all__ = ["left_groups", "topic"]

_LEARNING = ("得知", "获悉", "听说", "听到", "了解到")
_PASSED_OVER = frozenset({"quote", "complement", "aspect"})
_OPENERS = PREPOSITIONS | {"light", "with"}  # they govern what follows


def left_groups(elements: Sequence[Element]) -> tuple[list[Group], list[str]]:
    """Return the groups before a verb, and which kinds of verb stand before it."""
    groups: list[Group] = []
    verbs: list[str] = []
    current: Group | None = None
    governor = outer = ""
    accompanied = 0  # the number of the last verb with 着, which says how the next is done
    opened: tuple[str, int, int] | None = None  # a preposition right before a verb, and what stood before it
    for number, element in enumerate(elements):
        kind = element.kind
        tied = number > 0 and elements[number - 1].kind == "de"
        if kind == "verb" and _is_noun_here(current, governor, elements[number + 1 : number + 2], tied=tied):
            kind = "noun"
        if current is not None and (kind in CONTENT or kind in ATTACHED or (kind == "with" and _joins_equals(current))):
            current.elements.append(element)
        elif current is not None and kind == "manner" and current.elements[-1].kind == "list":
            current.elements.append(element)  # 人工智能、|新|材料
        elif kind in CONTENT:
            current = Group(governor, len(verbs), [element])
            groups.append(current)
            opened = opened if not governor else None
        elif kind in _PASSED_OVER or (kind == "adverb" and _describes(elements, number)):
            pass
        elif kind == "during":
            accompanied = len(verbs)
        elif kind == "de" and groups and not groups[0].segment and verbs and accompanied == len(verbs):
            if current is not None:
                current.tied = len(current.elements)  # 李明|握着老人的手|说
        elif kind == "de":
            if opened is not None and len(verbs) > opened[2]:  # 李明|用|刚学会的|汉语说
                governor, groups, verbs = opened[0], groups[: opened[1]], verbs[: opened[2]]
                current = opened = None
            elif (
                verbs or _has_doer(groups) or _is_paid_act(current)
            ):  # what stood before it in its verb's scope only modifies the noun to come
                groups, governor = _before_clause(groups)
                verbs, current = [], None
            elif current is not None:
                current.tied = len(current.elements)
            elif governor == "light" and outer == "about":
                governor = outer  # 用|获得的|贷款
        elif kind != "time" or (current is not None and not current.governor):
            if kind in VERBS:
                verbs.append(kind)
            outer = governor
            if kind in ("at", "about"):
                opened = kind, len(groups), len(verbs)
            current, governor = None, kind if kind in _OPENERS else ""
    for group in groups:
        if group.governor == "light" and group.tied == len(group.elements):
            group.tied = 0  # 获得|省科技厅的|资助
    return [group for group in groups if has_head(group.elements[group.tied :])], verbs


def _describes(elements: Sequence[Element], number: int) -> bool:
    """为|已故|总统举行: what the dictionary calls an adverb, between who is served and 为, tells something of them."""
    if not 0 < number < len(elements) - 1 or elements[number].classes:
        return False
    return elements[number - 1].kind == "to" and elements[number + 1].kind in ("noun", "name")


def _before_clause(groups: list[Group]) -> tuple[list[Group], str]:
    """Return the groups before a relative clause that 的 closes, and what governs the noun behind it.

    把 governs the noun, whatever stands between, and leaves the subject: 甲公司|将|其所持的|股份. Another preposition
    does where the clause opens with it (在|武汉举行的|会上).
    """
    for number, group in enumerate(groups):
        if group.governor == "ba":
            return groups[:number], "ba"
    opened = groups and groups[0].governor in ("at", "about")
    return [], groups[0].governor if opened else ""


def _is_noun_here(group: Group | None, governor: str, following: Sequence[Element], *, tied: bool) -> bool:
    """Tell whether a verb before a noun only modifies it.

    It does right behind a preposition (为|获奖|代表颁奖), ``tied`` to what stands before by 的 (收购股权的|交割|仪式),
    and behind a name in a list, where it belongs to the next name's post (局长张三、|指挥|中心主任李四).
    """
    if not following or following[0].kind != "noun":
        return False
    if group is None:
        return tied or governor in ("to", "with")
    return len(group.elements) > 1 and group.elements[-1].kind == "list" and group.elements[-2].kind == "name"


def _joins_equals(group: Group) -> bool:
    """在A|与B交流: behind what a preposition of goal or place governs, 与 brings in a partner."""
    return group.governor not in ("to", "about", "ba") and has_head(group.elements)


def _is_paid_act(group: Group | None) -> bool:
    """甲公司投资3亿元建设|的|中心: acts that the dictionary calls nouns, with a sum between them, are a clause."""
    if group is None or not group.elements[-1].act:
        return False
    return any(element.kind == "quantity" for element in group.elements[:-1]) and any(
        element.act for element in group.elements[:-1]
    )


def _has_doer(groups: Sequence[Group]) -> bool:
    for group in groups:  # noqa: SIM110
        if group.governor == "by":
            return True
    return False


def topic(reading: Reading, clause: int, end: int) -> Group | None:
    """Return the first group under no preposition of a clause, before its first verb and before an offset."""
    opening = reading.openings.get(clause)
    if opening is None:
        opening = reading.openings[clause] = _read_opening(_behind_learning(reading, clause))
    stop, groups = opening
    if end < stop:
        elements = _behind_learning(reading, clause)
        groups = left_groups(elements[: bisect_right(elements, end, key=END)])[0]
    for group in groups:
        if not group.governor and not (group.is_act and groups[-1].tied):  # 开业|仅半个月的江城广场
            return group
    return None


def _behind_learning(reading: Reading, clause: int) -> Sequence[Element]:
    """The elements of a clause, without the verb that opens it where it only says how one learned the rest: 得知|…."""
    elements = elements_of(reading, clause)
    learned = len(elements) > 1 and reading.text[elements[0].start : elements[0].end] in _LEARNING
    return elements[1:] if learned else elements


def _read_opening(elements: Sequence[Element]) -> tuple[int, list[Group]]:
    """Return where the elements before the first verb of a clause end, and the groups they make."""
    named = 0  # where the name stands that a relative clause opens: 来自马来西亚的|丰隆集团|签约
    for number, element in enumerate(elements):
        if element.kind in VERBS and number >= named and not _is_relative(elements[number + 1 :]):
            if not number and _is_one_noun(elements):
                break
            named = _behind_relative(elements) if not number else 0
            if named:
                continue
            return element.start, left_groups(elements[:number])[0]
    return elements[-1].end if elements else 0, left_groups(elements)[0]


def _behind_relative(elements: Sequence[Element]) -> int:
    """Return the number of the name that the relative clause modifies which a clause opens with, 0 where none does."""
    tie = next((number for number, element in enumerate(elements) if element.kind in ("de", "sign")), 0)
    named = 0 < tie < len(elements) - 1 and elements[tie].kind == "de" and elements[tie + 1].kind == "name"
    return tie + 1 if named else 0


def _is_one_noun(elements: Sequence[Element]) -> bool:
    """拥有员工860人的|江北集团,: a clause that is a name with a relative clause."""
    return elements[-1].kind == "name" and len(elements) > 1 and elements[-2].kind == "de"


def _is_relative(after: Sequence[Element]) -> bool:
    """Tell whether a verb stands in a relative clause of the subject: 市科协|承办|的|论坛在东湖举行."""
    return len(after) > 1 and after[0].kind == "de" and (after[1].kind in CONTENT or after[1].kind == "quote")
