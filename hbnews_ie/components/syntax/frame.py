"""The frame of a verb: its subject, its object, and what prepositions bring to it.

A later verb without a subject of its own shares that of the first (…签约|成立…), but not after a causative
(推动|银行|签署…), whose object acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hbnews_ie.components.syntax.behind import right_groups
from hbnews_ie.components.syntax.clause import Element
from hbnews_ie.components.syntax.group import VERBS, Group, has_head

__all__ = ["Frame", "own_part", "read_frame", "turn_around"]


@dataclass(slots=True)
class Frame:
    """The neighbours of a verb, as groups."""

    subject: Group | None
    object: Group | None
    governed: list[Group]
    relative: bool  # the verb stands in a relative clause, and the object is the noun it modifies
    light: bool = False  # a light verb carries it, and its object stands before: 对|水库|进行|加固


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
        governed = [group for group in governed if group is not subject]
    elif relative and verbs and not _is_coordinated(before):
        subject = next((group for group in reversed(groups) if group.segment == segment and not group.governor), None)
    elif not (relative and _is_governed(before)):
        subject = _pick_subject(groups, verbs) or _behind_attribute(groups, verbs, before)
    frame = Frame(subject, None, governed, relative, any(element.kind == "light" for element in before))
    if behind and not behind[0].governor:
        frame.object = behind[0]
        if frame.object.tied > 1 and frame.subject is None and governed:
            turn_around(frame)
    # 王明|创办|的|公司|被市政府|评为…: who does something to the noun is no doer of what stands before it
    governed += [group for group in behind if group.governor and not (relative and group.governor == "by")]
    return frame


def _pick_subject(groups: Sequence[Group], verbs: Sequence[str]) -> Group | None:
    if verbs and verbs[-1] == "cause":
        for group in reversed(groups):
            if not group.governor and group.segment == len(verbs) and not group.is_act:
                return group
    found: Group | None = None
    for group in reversed(groups):
        if group.governor or group.segment:
            continue
        if not all(element.kind == "quantity" or element.act for element in group.elements):
            return group
        found = found or group  # 甲公司拟|7亿元|收购, 三市|出资10亿元|成立: an amount acts only where nothing else does
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
        if element.kind in VERBS or element.kind in ("de", "sign"):
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
    return element.act or element.kind in VERBS


def turn_around(frame: Frame) -> None:
    """在园区举行|开工仪式|的|项目: the object ends at 的, and the noun behind is the subject."""
    assert frame.object is not None
    group, tied = frame.object, frame.object.tied
    if group.elements[tied - 1].kind == "quantity" or not has_head(group.elements[tied:]):
        return  # 以3亿元收购|江城酒庄|85%|的|股权: how much of it
    frame.subject = Group("", 0, group.elements[tied:])
    frame.object = Group("", 0, group.elements[:tied], whole=True)
