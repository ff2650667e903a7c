"""What stands around a verb: its subject, its object, and what prepositions bring to it.

A clause is read from the left up to the verb, then from the verb to its end, in *groups*: runs of nominal
elements under one preposition or none. A relative clause (…领衔的|工程) is dropped when its 的 comes, so that the
noun it modifies is the subject. A later verb without a subject of its own shares that of the first
(…签约|成立…), but not after a causative (推动|银行|签署…), whose object acts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hbnews_ie.components.syntax.clause import END, Element, elements_of
from hbnews_ie.components.syntax.reading import Reading

__all__ = ["Frame", "Group", "left_groups", "own_part", "read_frame", "topic", "turn_around"]

_HEADS = frozenset({"name", "noun", "quantity", "pronoun"})
_CONTENT = _HEADS | {"modifier", "honorific"}
_ATTACHED = frozenset({"quote", "etc", "list"})
_PASSED_OVER = frozenset({"quote", "complement", "aspect"})
_PREPOSITIONS = frozenset({"by", "ba", "at", "to", "about"})
_VERBS = frozenset({"verb", "cause"})
_OPENERS = _PREPOSITIONS | {"light", "with"}  # they govern what follows
_STEPPED_OVER = frozenset({"verb", "cause", "about"})  # an object may begin behind them
_BEFORE_OBJECT_CLAUSE = _STEPPED_OVER | {"adverb", "at", "by", "to", "light"}  # or they open a clause that ends with 的
_BEFORE_OBJECT = frozenset({"aspect", "complement", "quote", "time", "manner", "adverb", "light"})


@dataclass(slots=True)
class Group:
    """A run of nominal elements, at least one.

    ``governor`` is the class of the preposition before it, ``light`` between a light verb and the noun of its act
    (完成|15亿元|融资), else empty.
    """

    governor: str
    segment: int  # how many verbs stand before it in the clause
    elements: list[Element]
    tied: int = 0  # elements before this index only modify, with 的, those after
    whole: bool = False  # nothing behind it belongs to it
    clause: int | None = None  # where a relative clause begins that modifies the whole (推出|可以识别路况的|系统)

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.elements[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.elements[-1].end

    @property
    def is_act(self) -> bool:
        """Tell whether it is one word that names an act (陪同|调研): nobody who could act."""
        return len(self.elements) == 1 and self.elements[0].act


def _has_head(elements: Sequence[Element]) -> bool:
    for element in elements:  # noqa: SIM110
        if element.kind in _HEADS:
            return True
    return False


@dataclass(slots=True)
class Frame:
    """The neighbours of a verb, as groups."""

    subject: Group | None
    object: Group | None
    governed: list[Group]
    relative: bool  # the verb stands in a relative clause, and the object is the noun it modifies
    light: bool = False  # a light verb carries it, and its object stands before: 对|水库|进行|加固


def left_groups(elements: Sequence[Element]) -> tuple[list[Group], list[str]]:
    """Return the groups before a verb, and which kinds of verb stand before it."""
    groups: list[Group] = []
    verbs: list[str] = []
    current: Group | None = None
    governor = outer = ""
    opened: tuple[str, int, int] | None = None  # a preposition right before a verb, and what stood before it
    for number, element in enumerate(elements):
        kind = element.kind
        tied = number > 0 and elements[number - 1].kind == "de"
        if kind == "verb" and _is_noun_here(current, governor, elements[number + 1 : number + 2], tied=tied):
            kind = "noun"
        if current is not None and (
            kind in _CONTENT or kind in _ATTACHED or (kind == "with" and _joins_equals(current))
        ):
            current.elements.append(element)
        elif current is not None and kind == "manner" and current.elements[-1].kind == "list":
            current.elements.append(element)  # 人工智能、|新|材料
        elif kind in _CONTENT:
            current = Group(governor, len(verbs), [element])
            groups.append(current)
            opened = opened if not governor else None
        elif kind in _PASSED_OVER:
            pass
        elif kind == "de":
            if opened is not None and len(verbs) > opened[2]:  # 李明|用|刚学会的|汉语说
                governor, groups, verbs = opened[0], groups[: opened[1]], verbs[: opened[2]]
                current = opened = None
            elif verbs or _has_doer(groups):  # what stood before it in its verb's scope only modifies the noun to come
                groups, governor = _before_clause(groups)
                verbs, current = [], None
            elif current is not None:
                current.tied = len(current.elements)
            elif governor == "light" and outer == "about":
                governor = outer  # 用|获得的|贷款
        elif kind != "time" or (current is not None and not current.governor):
            if kind in _VERBS:
                verbs.append(kind)
            outer = governor
            if kind in ("at", "about"):
                opened = kind, len(groups), len(verbs)
            current, governor = None, kind if kind in _OPENERS else ""
    for group in groups:
        if group.governor == "light" and group.tied == len(group.elements):
            group.tied = 0  # 获得|省科技厅的|资助
    return [group for group in groups if _has_head(group.elements[group.tied :])], verbs


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
    return group.governor not in ("to", "about", "ba") and _has_head(group.elements)


def _has_doer(groups: Sequence[Group]) -> bool:
    for group in groups:  # noqa: SIM110
        if group.governor == "by":
            return True
    return False


def _pick_subject(groups: Sequence[Group], verbs: Sequence[str]) -> Group | None:
    if verbs and verbs[-1] == "cause":
        for group in reversed(groups):
            if not group.governor and group.segment == len(verbs) and not group.is_act:
                return group
    found: Group | None = None
    for group in reversed(groups):
        if group.governor or group.segment:
            continue
        if any(element.kind != "quantity" for element in group.elements):
            return group
        found = found or group  # 甲公司拟|7亿元|收购: an amount alone acts only where nothing else does
    return found


def _doer_of_relative(groups: Sequence[Group]) -> Group | None:
    """记者从|市政府|举办|的|发布会获悉: who acts in a relative clause stands right behind what governs the whole.

    In 李明在|省政府|举行|的|会上说 it is a body, in 李明在|武汉|举行|的|会上说 the place where something is done.
    """
    last = groups[-1] if groups else None
    if last is None or last.elements[-1].kind != "name":
        return None
    item = last.elements[-1].item
    body = last.governor == "at" and item is not None and item.type == "ORG"
    return last if last.governor == "about" or body else None


def _is_governed(before: Sequence[Element]) -> bool:
    """李明|在|10月14日举行|的|会上说: a relative clause that a preposition opens takes no subject from before it."""
    for element in reversed(before):
        if element.kind == "at":
            return True
        if element.kind in _VERBS or element.kind in ("de", "sign"):
            return False
    return False


def _behind_attribute(groups: Sequence[Group], verbs: Sequence[str], before: Sequence[Element]) -> Group | None:
    """独立|储能电站|并网: what the dictionary calls a verb opens the clause and only modifies the subject."""
    if len(verbs) != 1 or not groups or len(before) < 2 or before[0].kind != "verb" or before[0].act:
        return None
    last = groups[-1]
    return last if not last.governor and last.segment == 1 and last.start == before[0].end else None


def _is_coordinated(before: Sequence[Element]) -> bool:
    """研发|并|推出|的|系统: a verb that another is joined to has the same subject, unlike 出席|江钢|举行|的|大会."""
    for element in reversed(before):
        if element.kind in ("also", "list"):
            return True
        if element.kind not in ("manner", "adverb"):
            return False
    return False


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
    for element in _with_named_act(elements, start):
        kind = element.kind
        if current is not None and (kind in _CONTENT or kind in _ATTACHED or kind in ("with", "time")):
            current.elements.append(element)
        elif kind in _CONTENT:
            current = Group(governor, 0, [element])
            groups.append(current)
        elif kind == "with":
            governor = "with"
        elif kind == "de" and current is not None:
            current.tied = len(current.elements)
        elif kind in _PREPOSITIONS:
            current, governor = None, kind
        elif current is not None or kind not in _BEFORE_OBJECT:
            break
    for group in groups:
        if group.tied == len(group.elements):
            group.tied = 0  # a 的 with nothing behind ties nothing
    if relative and groups:
        _cut_predicate(groups[0])
    if groups and not relative and start and elements[start - 1].kind == "de":
        groups[0].clause = _clause_start(elements)
    return [group for group in groups if _has_head(group.elements)], relative


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
        if element.kind not in ("aspect", "quote", "complement"):
            return number
    return 0


def _clause_start(elements: Sequence[Element]) -> int | None:
    """Return where the relative clause before an object begins; none where its verb shares it (发布|实施了|…)."""
    first = _first_word(elements)
    shared = elements[first + 1].kind == "aspect"
    return None if shared else elements[first].start


def _object_start(elements: Sequence[Element], relative: bool) -> int:
    """Return the number of the element where the object begins."""
    if relative:
        return 1
    first = _first_word(elements)
    if elements[first].kind not in _BEFORE_OBJECT_CLAUSE:
        return 0
    start = first + 1 if elements[first].kind in _STEPPED_OVER else 0
    for number in range(first + 1, len(elements)):
        kind = elements[number].kind
        if kind == "de":
            start = number + 1
        elif kind in ("sign", "also"):
            break
    return start


def own_part(before: list[Element], after: list[Element]) -> tuple[list[Element], list[Element]]:
    """Return what stands before and behind a verb, less what belongs to the other verbs of its list.

    Each has a doer of its own, and all share the noun behind: 由A|指导、B|主办、C|承办|的|大会.
    """
    opener = next((number for number, element in enumerate(before) if element.kind == "by"), None)
    if opener is None:
        return before, after
    for number in range(len(before) - 1, opener + 1, -1):
        if before[number].kind == "list" and _is_verb(before[number - 1]):
            before = before[: opener + 1] + before[number + 1 :]
            break
    if after and after[0].kind == "list":
        for number, element in enumerate(after[1:], 1):
            if element.kind == "de":
                return before, after[number:] if _is_verb(after[number - 1]) else after
    return before, after


def _is_verb(element: Element) -> bool:
    return element.act or element.kind in _VERBS


def turn_around(frame: Frame) -> None:
    """在园区举行|开工仪式|的|项目: the object ends at 的, and the noun behind is the subject."""
    assert frame.object is not None
    group, tied = frame.object, frame.object.tied
    if not _has_head(group.elements[tied:]):
        return
    frame.subject = Group("", 0, group.elements[tied:])
    frame.object = Group("", 0, group.elements[:tied])


def topic(reading: Reading, clause: int, end: int) -> Group | None:
    """Return the first group under no preposition of a clause, before its first verb and before an offset."""
    opening = reading.openings.get(clause)
    if opening is None:
        opening = reading.openings[clause] = _read_opening(elements_of(reading, clause))
    stop, groups = opening
    if end < stop:
        elements = elements_of(reading, clause)
        groups = left_groups(elements[: bisect_right(elements, end, key=END)])[0]
    for group in groups:
        if not group.governor:
            return group
    return None


def _read_opening(elements: Sequence[Element]) -> tuple[int, list[Group]]:
    """Return where the elements before the first verb of a clause end, and the groups they make."""
    for number, element in enumerate(elements):
        if element.kind in _VERBS and not _is_relative(elements[number + 1 :]):
            if not number and _is_one_noun(elements):
                break
            return element.start, left_groups(elements[:number])[0]
    return elements[-1].end if elements else 0, left_groups(elements)[0]


def _is_one_noun(elements: Sequence[Element]) -> bool:
    """拥有员工860人的|江北集团,: a clause that is a name with a relative clause."""
    return elements[-1].kind == "name" and len(elements) > 1 and elements[-2].kind == "de"


def _is_relative(after: Sequence[Element]) -> bool:
    """Tell whether a verb stands in a relative clause of the subject: 市科协|承办|的|论坛在东湖举行."""
    return len(after) > 1 and after[0].kind == "de" and (after[1].kind in _CONTENT or after[1].kind == "quote")


def read_frame(
    left: tuple[Sequence[Group], Sequence[str]], after: Sequence[Element], before: Sequence[Element] = ()
) -> Frame:
    """Read the frame of a verb from the groups (and kinds of verb) before it and the rest of its clause.

    ``before`` are the elements before it, which tell whether a verb in a relative clause shares its subject.
    """
    groups, verbs = left
    segment = len(verbs)
    governed = [group for group in groups if group.governor and (group.segment == segment or group.segment == 0)]
    behind, relative = right_groups(after)
    subject = _doer_of_relative(groups) if relative else None
    if subject is not None:
        governed.remove(subject)
    elif relative and verbs and not _is_coordinated(before):
        subject = next((group for group in reversed(groups) if group.segment == segment and not group.governor), None)
    elif not (relative and _is_governed(before)):
        subject = _pick_subject(groups, verbs) or _behind_attribute(groups, verbs, before)
    frame = Frame(subject, None, governed, relative, any(element.kind == "light" for element in before))
    if behind and not behind[0].governor:
        frame.object = behind[0]
        if frame.object.tied > 1 and frame.subject is None and governed:
            turn_around(frame)
    governed += [group for group in behind if group.governor]
    return frame
