"""What stands behind a verb, up to the next one."""

from __future__ import annotations

from collections.abc import Sequence

from hbnews_ie.components.syntax.clause import ASPECTS, Element
from hbnews_ie.components.syntax.group import ATTACHED, CONTENT, PREPOSITIONS, Group, has_head

__all__ = ["right_groups"]

_STEPPED_OVER = frozenset({"verb", "cause", "about"})  # an object may begin behind them
_BEFORE_OBJECT_CLAUSE = _STEPPED_OVER | {"adverb", "at", "by", "to", "light"}  # or they open a clause that ends with 的
_NO_WORDS = ASPECTS | {"quote", "complement"}  # they stand behind the verb as parts of it
_ATTRIBUTES = (["nominalizer", "verb", "de"], ["nominalizer", "verb"], ["verb", "de"])
_BEFORE_OBJECT = ASPECTS | {"complement", "quote", "time", "manner", "adverb", "light"}


def right_groups(elements: Sequence[Element]) -> tuple[list[Group], bool]:
    """Return the groups after a verb up to the next verb, and whether 的 ties the verb to a noun behind.

    A relative clause within the object (收到|邮寄送达的|许可证) and a verb that shares its object (签约|成立|联盟)
    are stepped over.
    """
    if not elements:
        return [], False
    relative = elements[0].kind == "de"
    groups: list[Group] = []
    current: Group | None = None
    governor = ""
    start = _object_start(elements, relative)
    behind = _with_named_act(elements, start)
    for number, element in enumerate(behind):
        kind = element.kind
        if relative and kind == "time" and current is not None and has_head(current.elements):
            break  # 研制的|转子|昨日吊装: what is said of the noun begins
        if current is not None and (kind in CONTENT or kind in ATTACHED or kind in ("with", "time")):
            current.elements.append(element)
        elif current is not None and kind == "manner" and not has_head(current.elements):
            current.elements.append(element)  # 推出|一批|新|政策
        elif kind in CONTENT:
            current = Group(governor, 0, [element])
            groups.append(current)
        elif kind == "with":
            governor = "with"
        elif kind == "de" and current is not None and governor == "with" and not relative:
            current, governor = None, ""  # 签署|与乙市|的|合作协议
        elif kind == "de" and current is not None:
            current.tied = len(current.elements)
        elif kind in PREPOSITIONS:
            current, governor = None, kind
        elif current is not None and not relative and (size := _attribute(behind, number)):
            owned, _ = right_groups(behind[number + size :])
            if owned and not owned[0].governor:
                owned[0].clause = current.start
                groups[-1:] = owned
            break
        elif current is not None or kind not in _BEFORE_OBJECT:
            break
    for group in groups:
        if group.tied == len(group.elements):
            group.tied = 0  # a 的 with nothing behind ties nothing
    if relative and groups:
        _cut_predicate(groups[0])
    if groups and not relative and start and elements[start - 1].kind == "de":
        groups[0].clause = _clause_start(elements)
    return [group for group in groups if has_head(group.elements)], relative


def _attribute(elements: Sequence[Element], number: int) -> int:
    """Return the size of a verb that modifies what the object is, behind its subject; 0 where none does.

    收购|甲集团|持有的|乙公司, 收购|甲集团|所持|乙公司.
    """
    kinds = [element.kind for element in elements[number : number + 4]]
    return next((len(form) for form in _ATTRIBUTES if kinds[: len(form)] == form and len(kinds) > len(form)), 0)


def _cut_predicate(group: Group) -> None:
    """正在建设的|清江桥|全长2公里, 承建的|清江桥主桥|合龙: what is said of the noun is no part of it."""
    elements = group.elements
    name = next((number for number, element in enumerate(elements) if element.kind == "name"), None)
    if name is None or name + 1 == len(elements):
        return
    if elements[-1].kind == "quantity" and all(element.kind == "noun" for element in elements[name + 1 : -1]):
        del elements[name + 1 :]
        group.whole = True
    elif elements[-1].act and elements[-1].kind == "noun":
        elements.pop()
        group.whole = True


def _with_named_act(elements: Sequence[Element], start: int) -> Sequence[Element]:
    """Return the elements from the object on, and before them an act that names it.

    出席|签约|仪式: an act right before a noun that ends the clause says what kind of thing it is.
    """
    if not start:
        tie = next((number for number, element in enumerate(elements) if element.kind == "de"), 0)
        counted = tie > 0 and elements[tie - 1].kind == "quantity"  # 一份1200万美元的|追加|协议
        return [*elements[: tie + 1], *_with_noun(elements[tie + 1 :])] if counted else elements
    if elements[start - 1].kind == "de":
        return _with_noun(elements[start:])
    act, rest = elements[0], elements[start:]
    if not act.act or not rest or rest[0].kind != "noun" or act.end != rest[0].start:
        return rest
    last = len(rest) == 1 or rest[1].kind in ("sign", "also", "etc", "quote")
    return [Element(act.start, act.end, "noun"), *rest] if last else rest


def _with_noun(elements: Sequence[Element]) -> Sequence[Element]:
    """的|实施|意见, 的|清洁|取暖|系统: between 的 and a noun, what the dictionary calls a verb only modifies."""
    verb = next((number for number, element in enumerate(elements) if element.kind != "modifier"), len(elements))
    if len(elements) < verb + 2 or elements[verb].kind != "verb" or elements[verb + 1].kind != "noun":
        return elements
    return [*elements[:verb], Element(elements[verb].start, elements[verb].end, "noun"), *elements[verb + 1 :]]


def _first_word(elements: Sequence[Element]) -> int:
    """Return the number of the first element behind 了, 出 and the like."""
    for number, element in enumerate(elements):
        if element.kind not in _NO_WORDS:
            return number
    return 0


def _clause_start(elements: Sequence[Element]) -> int | None:
    """Return where the relative clause before an object begins; none where its verb shares it (发布|实施了|…)."""
    first = _first_word(elements)
    shared = elements[first + 1].kind == "aspect"
    return None if shared else elements[first].start


def _behind_clause(elements: Sequence[Element], first: int) -> int:
    """Return where the noun begins that a clause behind its number modifies (一款|能识别路况的|系统), else 0."""
    opener = next((number for number in range(first, len(elements)) if elements[number].kind != "modifier"), first)
    if elements[opener].kind not in _BEFORE_OBJECT_CLAUSE | {"with"}:
        return 0
    for number in range(opener, len(elements) - 1):
        if elements[number].kind == "de":
            return number + 1
        if elements[number].kind in ("sign", "also"):
            break
    return 0


def _is_done_somehow(elements: Sequence[Element], first: int) -> bool:
    """Tell whether a relative clause begins with how or with whom: 推出|自主设计的|机型, 与甲公司共同研制的|机型."""
    if elements[first].kind not in ("with", "manner"):
        return False
    tie = next((number for number, element in enumerate(elements) if element.kind in ("de", "sign", "also")), first)
    return elements[tie].kind == "de" and elements[tie - 1].kind == "verb"


def _object_start(elements: Sequence[Element], relative: bool) -> int:
    """Return the number of the element where the object begins."""
    if relative:
        return 1
    first = _first_word(elements)
    if elements[first].kind == "modifier":
        return _behind_clause(elements, first)
    if elements[first].kind == "also" and [element.kind for element in elements[first + 1 : first + 2]] == ["verb"]:
        return first + 2  # 发布|并|解读|条例: both have the object
    if elements[first].kind not in _BEFORE_OBJECT_CLAUSE and not _is_done_somehow(elements, first):
        return 0
    start = first + 1 if elements[first].kind in _STEPPED_OVER else 0
    for number in range(first + 1, len(elements)):
        kind = elements[number].kind
        if kind == "de":
            start = number + 1
        elif kind in ("sign", "also"):
            break
    return start
