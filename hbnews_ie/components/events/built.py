"""What is built or founded: without its part, its site and whose it is, which are told in one phrase with it."""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.events.arguments import Roles
from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.events.subjects import Subjects
from hbnews_ie.components.events.triggers import Hit
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.phrases import phrase_after, phrase_before
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["founded_body", "is_product", "without_part", "without_site", "works_before"]

# behind the firm whose it is, its other name passed over: 江城公司(以下简称江城)|第100台|设备
_WHICH = re.compile(
    r"(?:\([^()\n]{2,24}\))?(?P<which>(?:第[\d万亿百千一二三四五六七八九十]{1,8}|首)[台辆架艘列套颗吨件批])"
)


def founded_body(reading: Reading, filler: Filler, floor: int, verb: int) -> Filler:
    """12个|长三角|跨区域创新联合体|成立: what is founded, with its number, where a place only tells of where it is."""
    if filler.item is None or filler.item.type != "PLACE" or filler.end >= verb:
        return filler
    found = phrase_before(reading, verb, floor)
    if found is None or found[1] != verb or not found[0] <= filler.start:
        return filler
    number = reading.covering(found[0] - 1) if found[0] > floor else None
    counted = number is not None and number.type == "QUANTITY"
    return Filler(number.start if number is not None and counted else found[0], verb)


@cache
def _part_of_works() -> re.Pattern[str]:
    parts, building = alternation(read_list("parts_of_works")), alternation(read_list("building"))
    return re.compile(f"的?{parts}|的{building}")


def without_part(reading: Reading, filler: Filler) -> Filler:
    """Of 江城大桥|主桥 and 江城小学|的建设, the named works."""
    named = reading.covering(filler.start) if filler.item is None else None
    if named is None or named.type not in ("PROJECT", "ORG", "PLACE") or named.end >= filler.end:
        return filler
    part = _part_of_works().fullmatch(reading.text, named.end, filler.end)
    return filler if part is None else Filler(named.start, named.end, named)


def without_site(roles: Roles, hit: Hit, acting: list[Filler]) -> list[Filler]:
    """Fill the place that stands between works and what happens to them: …磷酸项目|宜昌|投产."""
    site = acting[-1].item if acting else None
    before = (
        roles.reading.covering(site.start - 1) if site is not None and site.type == "PLACE" and site.start else None
    )
    if site is None or before is None or before.type not in ("PROJECT", "PRODUCT") or site.end != hit.start:
        return acting
    roles.fill(acting[-1:], "place", way="at")
    return [Filler(before.start, before.end, before)]


def works_before(frame: Frame, subjects: Subjects, clause: int) -> list[Filler]:
    """The works that a verb without a subject goes on about, or one that only points at them (项目|6月动工)."""
    pointing = subjects.resolver.antecedent(frame.subject) if frame.subject is not None else None
    if frame.subject is not None and pointing is None:
        return []
    found = subjects.work_before(clause)
    if not found and frame.subject is not None and pointing is not None and pointing[0] == "PROJECT":
        return [Filler(frame.subject.start, frame.subject.end)]
    return found


def is_product(roles: Roles, hit: Hit, filler: Filler) -> bool:
    """Fill what a firm has finished, and the firm, where both are one phrase: 东风本田|第500万辆汽车|下线.

    Returns whether they were.
    """
    reading, text = roles.reading, roles.reading.text
    owner = reading.covering(filler.start) if filler.item is None else None
    which = _WHICH.match(text, owner.end, filler.end) if owner is not None and owner.type == "ORG" else None
    if owner is None or which is None:
        return False
    thing = phrase_after(reading, which.end(), hit.start, verbal=True)
    roles.fill([Filler(owner.start, owner.end, owner)], "agent", way="subject")
    product = Filler(which.start("which"), filler.end if thing is None else thing[1])
    roles.fill([product], roles.row.alone, way="numbered")
    return True
