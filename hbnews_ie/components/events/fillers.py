"""From a group of words to what fills a role: names where there are any, else the noun phrase.

Names in a list fill the role one each. A name before a common noun makes a phrase of its own (鄂州|企业).
The titles before a person, and what follows 等, are left out. Pronouns and nouns like 该公司 are
resolved to what was named before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hbnews_ie.components.events.triggers import works
from hbnews_ie.components.syntax.anaphora import antecedent, named_alike
from hbnews_ie.components.syntax.before import topic
from hbnews_ie.components.syntax.clause import Element
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.lexemes import COLLECTIVE, issues
from hbnews_ie.components.syntax.reading import NUMBERS, Item, Reading
from hbnews_ie.layers import Argument
from hbnews_ie.lexicon import read_list

__all__ = ["JOINED", "Filler", "Resolver", "is_counted_list"]


_REPEATED = ("ORG", "ACTIVITY")  # what its last noun alone may name again: 对接会|由…主办
_WHOLE_OR_PART = read_list("whole_or_part")
# 来自16个国家的|1300余家企业, 14个市州的|32支队伍
_DESCRIBED = re.compile(r"(?:(?:装|载|设|建)有|搭载|配备|采用|面向)[^,。;:!?\n“”]{2,30}的$")  # 装有国产主轴承的|盾构机
_COMING = re.compile(r"(?:来自[^,。;:!?\n“”]{2,50}|(?<!\d)\d+[余多]?个(?:省|市|州|县|区|国家|地区|城市){1,4})的$")
_LONGEST_COMING = 55
_COUNTERS = tuple("条座批项家个位次件部辆台艘架所栋幅份")
_VOICES = ("负责人", "负责同志", "有关人员", "相关人员")
_RIGHTS = read_list("rights")
_LISTED_NAME = 3  # characters
_MARKS = re.compile(r"[“”《》()]")
_COLLECTIVE = re.compile(f"“?{COLLECTIVE}")  # 强基、起飞|“两大工程”
_ALL_OF_THEM = re.compile(
    "[两二三四五六七八九十2-9]{1,2}(?:[国省市州县区地镇校院所]{1,2}|[家个所][\u4e00-\u9fff]{2,4})"
)
_COUNTED_LIST = re.compile(
    "((?:[^、和]{1,8}[、和]){1,8}[^、和]{1,7}?)([2-9两三四五六七八九])[大个座条家项类种所][\u4e00-\u9fff]{2,8}"
)
_NUMBERED_PARTS = re.compile(
    r"(?:[一二三四五六七八九十]|\d{1,2})(?:、(?:[一二三四五六七八九十]|\d{1,2})){1,8}(?:厂区|车间|标段|工区|号线|期|号楼|号机组)$"
)
_TOGETHER = ("联合", "携手", "会同")
_DIGITS = ("", "", "2两", "3三", "4四", "5五", "6六", "7七", "8八", "9九")
JOINED = ("、", "和", "与", "及")
"""What stands between the names of a list."""

_QUOTED = re.compile("“([^“”]{1,40})”")


@dataclass(slots=True)
class Filler:
    """A span that can fill a role, with the item it is, if it is one."""

    start: int
    end: int
    item: Item | None = None

    def argument(self, role: str) -> Argument:
        """Return it as the argument in a role."""
        item = self.item
        if item is None:
            return Argument(role, self.start, self.end)
        if item.type == "TIME":
            return Argument(role, self.start, self.end, time=item.index)
        if item.type == "QUANTITY":
            return Argument(role, self.start, self.end, quantity=item.index)
        return Argument(role, self.start, self.end, entity=item.index)


def is_counted_list(text: str, start: int, end: int) -> bool:
    """Tell whether a list is one phrase, as its last noun counts its items: 影像、检验、心电|三大共享中心."""
    counted = _COUNTED_LIST.fullmatch(text, start, end)
    return counted is not None and counted[2] in _DIGITS[len(re.split("[、和]", counted[1]))]


def _parts(elements: list[Element], text: str) -> list[list[Element]]:
    """Cut a run of elements where a list is joined, by a sign, a word, or quotation marks back to back."""
    parts: list[list[Element]] = []
    part: list[Element] = []
    depth = 0
    for element in elements:
        kind = element.kind
        if kind == "quote":
            sign = text[element.start : element.end]
            depth += (sign == "(") - (sign == ")")
            if depth or sign == ")":
                continue  # what stands in brackets is another name of the same
        elif depth:
            continue
        if kind in ("list", "with"):
            parts.append(part)
            part = []
            continue
        if part and text[element.start] in "“《" and text[element.start - 1] in "”》":
            parts.append(part)
            part = []
        part.append(element)
    parts.append(part)
    return [part for part in parts if part]


def _before_partners(reading: Reading, group: Group) -> Group:
    """Who acts, without the people of others whom they act with: 李明团队|联合苏州大学的科研人员|研制出…."""
    for number, element in enumerate(group.elements):
        if 0 < number < group.tied and not group.governor and reading.text[element.start : element.end] in _TOGETHER:
            return Group(group.governor, group.segment, group.elements[:number])
    return group


class Resolver:
    """Makes fillers of the groups of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def fillers(self, group: Group) -> list[Filler]:
        """Return what a group gives: its names, or its phrases; nothing for a bare pronoun."""
        group = _before_partners(self.reading, group)
        partner = self._partner_of(group)
        if partner is not None:
            return partner
        head = group.elements[group.tied :] if group.tied else group.elements
        if len(head) == 1 and head[0].kind == "name":
            return [Filler(head[0].start, head[0].end, head[0].item)]
        if len(head) == 1 and head[0].kind == "noun":
            says_nothing = group.end - group.start == 1 or self._sums(head) or self._is_level(head[0])  # 完工|后
            return [] if says_nothing or self.reading.titled[head[0].start] else [self.closed(group.start, group.end)]
        kinds = [element.kind for element in head]
        if _NUMBERED_PARTS.search(self.reading.text, group.start, group.end):
            return [self.closed(group.start, group.end)]  # 江钢六、七、八|厂区
        if "name" not in kinds and (self._sums_up(kinds) or is_counted_list(self.reading.text, group.start, group.end)):
            return [self.closed(group.start, group.end)]
        named = "name" in kinds
        parts = _parts(head, self.reading.text)
        if named and self._are_spoken_for(parts):
            return [self.closed(group.start, parts[-1][-1].end)]
        found = [filler for part in parts for filler in self._of_part(part, group, named=named, listed=len(parts) > 1)]
        if named and [filler for filler in found if filler.item]:
            listed = any(element.kind == "list" for element in head)
            return [filler for filler in found if self._is_named(filler) or (listed and self._may_be_name(filler))]
        if len(found) == 1 and group.tied:
            return [self.closed(group.start, found[0].end)]
        return [self.closed(filler.start, filler.end) for filler in found]

    def _partner_of(self, group: Group) -> list[Filler] | None:
        """甲公司|与|武汉、合肥等地的5家企业: what 的 ties is the partner alone."""
        places = range(group.tied - 1, 0, -1)
        place = next((place for place in places if group.elements[place].kind == "with"), 0)
        if not place or group.elements[place - 1].kind != "name" or place + 1 >= group.tied:
            return None
        first = Group(group.governor, group.segment, group.elements[:place])
        return [*self.fillers(first), self.closed(group.elements[place + 1].start, group.end)]

    def _are_spoken_for(self, parts: Sequence[Sequence[Element]]) -> bool:
        """市监委、市法院|负责人: those who come for several bodies are one phrase."""
        *others, last = parts
        bodies = [part[-1].item is not None and part[-1].item.type == "ORG" for part in others]
        voice = self.reading.text[last[-1].start : last[-1].end]
        return bool(bodies) and all(bodies) and last[-1].kind == "noun" and voice.endswith(_VOICES)

    @staticmethod
    def _sums_up(kinds: Sequence[str]) -> bool:
        """A list of what is no name, summed up by a noun (医企对接、银企对接等|活动), is one phrase."""
        return "etc" in kinds and kinds[-1] == "noun" and kinds.index("etc") < len(kinds) - 1

    def _of_part(self, part: list[Element], group: Group, *, named: bool, listed: bool) -> list[Filler]:
        """Return what one part of a list gives; one that points back (该厂|同…公司) gives what it points to."""
        pointed = self.antecedent(Group(group.governor, group.segment, part)) if listed and named else None
        if pointed is not None and pointed[1]:
            return pointed[1]
        filler = self._part(part, named=named)
        return [filler] if filler is not None else []

    def _part(self, part: Sequence[Element], *, named: bool) -> Filler | None:
        """Return what one part of a list gives; ``named`` where a name stands in the list."""
        content: list[Element] = []
        for element in part:
            if element.kind == "etc":
                break
            if element.kind not in ("quote", "time"):
                content.append(element)
        if self._sums_up_names(content):
            content = content[:-2]
        while content and (
            self._only_counts(content) or self._issues(content) or self._did(content) or self._sums(content)
        ):
            content.pop()
        if not content:
            return None
        while len(content) > 1 and self._adds_nothing(content[-1]):
            content.pop()
        if len(content) > 1 and self.reading.text.endswith("更多", 0, content[0].end):
            content.pop(0)  # 更多|湖北面孔
        last = content[-1]
        if last.kind == "name":
            return Filler(last.start, last.end, last.item)
        quoted = self._quoted_name(part) if named else None
        if quoted is not None and not self._presents(quoted, last):
            return quoted
        if last.kind == "honorific" or self.reading.titled[last.start]:
            person = next((e for e in content if e.item is not None and e.item.type == "PERSON"), None)
            if person is not None or self.reading.titled[last.start]:
                return Filler(person.start, person.end, person.item) if person else None  # 赵立|院士
        counted = len(content) > 1 and self.reading.text[content[1].start : content[1].end] in _COUNTERS  # 这|条|铁路
        while content and content[0].kind in ("pronoun", "modifier") and len(content) > 1 and not counted:
            year = self.reading.text.startswith("年", content[1].start)  # 2003|年|诺贝尔物理学奖
            if content[0].kind == "modifier" and (content[1].kind != "modifier" or year):
                break
            content.pop(0)
        return None if content[-1].kind == "pronoun" else Filler(content[0].start, last.end)

    def _presents(self, work: Filler, last: Element) -> bool:
        """Whether a phrase is no work itself: a meeting that brings one out (《江城志》|首发式), or a right to it."""
        if self.reading.text.endswith(_RIGHTS, work.end, last.end):
            return True  # “鄂中9号”|生产经营权: what is sold is the right
        is_work = work.item is not None and work.item.type == "DOCUMENT"
        return is_work and self.reading.text.endswith(read_list("presentations"), work.end, last.end)

    @staticmethod
    def _only_counts(content: Sequence[Element]) -> bool:
        """A number or an adjective at the end belongs to the verb: 企业|237家, 湖北|第六次."""
        if content[-1].kind == "modifier":
            return True
        return content[-1].kind == "quantity" and (
            len(content) == 1 or content[-2].kind in ("noun", "name", "modifier")
        )

    def _sums(self, content: Sequence[Element]) -> bool:
        """项目|全部|建成, 首期|投入: how much of it is no part of who or what."""
        last = content[-1]
        return self.reading.text[last.start : last.end] in _WHOLE_OR_PART or (
            len(content) > 1 and _COLLECTIVE.match(self.reading.text, last.start) is not None
        )

    def _is_level(self, element: Element) -> bool:
        """全省|建成…: the level that is spoken of is nobody."""
        return self.reading.text[element.start : element.end] in read_list("levels_spoken_of")

    def _sums_up_names(self, content: Sequence[Element]) -> bool:
        """潜江、仙桃、天门|三市: how many were listed is no part of the last."""
        listed = len(content) > 2 and content[-3].kind == "name" and self._follows_name(content[-3].start)
        return listed and _ALL_OF_THEM.fullmatch(self.reading.text, content[-2].start, content[-1].end) is not None

    def _follows_name(self, offset: int) -> bool:
        """Whether another name stands right before, or before what joins the two."""
        before = offset - (self.reading.text[offset - 1 : offset] in JOINED)
        item = self.reading.covering(before - 1) if before else None
        return item is not None and item.type not in NUMBERS

    def _issues(self, content: Sequence[Element]) -> bool:
        """江城酒业|发布公告,拟…: the dictionary has as a noun what the one before it does."""
        return len(content) > 1 and issues(self.reading.text[content[-1].start : content[-1].end])

    @staticmethod
    def _did(content: Sequence[Element]) -> bool:
        """陈立新|走访|慰问…: the act before another is no part of who acts."""
        return len(content) > 1 and content[-1].act and content[-2].kind == "name"

    def _adds_nothing(self, last: Element) -> bool:
        """省气象局|官方网站, 基金会|另|捐款, 产品|主要|供应…: what stands behind a noun and does not change it."""
        return (
            last.kind == "pronoun"
            or "noun" in last.classes
            or self.reading.text[last.start : last.end] in read_list("outlets")
        )

    def _is_named(self, filler: Filler) -> bool:
        return filler.item is not None or self.holds_name(filler) or self._is_counted(filler)

    def _may_be_name(self, filler: Filler) -> bool:
        """甲集团、|通力电梯|、乙公司: of a list of names, what is long enough is one too, known or not."""
        return filler.end - filler.start >= _LISTED_NAME

    def _is_counted(self, filler: Filler) -> bool:
        """江东区与|10家企业|签约: those that are counted are one of the parties, too."""
        item = self.reading.covering(filler.start)
        return item is not None and item.type == "QUANTITY" and item.end < filler.end

    def _quoted_name(self, part: Sequence[Element]) -> Filler | None:
        """A name in quotation marks stands for the thing, whatever class noun follows (“春燕”|系统)."""
        text = self.reading.text
        for element in part:
            if element.kind == "name" and text[element.start - 1] == "“" and text.startswith("”", element.end):
                return Filler(element.start, element.end, element.item)
        first = part[0]
        if first.kind == "name" and text[first.start] in "“《":
            return Filler(first.start, first.end, first.item)
        return None

    def holds_name(self, filler: Filler) -> bool:
        """Tell whether a name stands in a filler."""
        for item in self.reading.within(filler.start, filler.end):  # noqa: SIM110
            if item.type not in NUMBERS:
                return True
        return False

    def closed(self, start: int, end: int) -> Filler:
        """A phrase with where those come from whom it counts, and with the marks that belong to it.

        What is quoted as a whole stands without them (“先进集体”, but “先进集体”称号).
        """
        text = self.reading.text
        if text[start - 1 : start] == "的":
            floor = max(0, start - _LONGEST_COMING)
            coming = _COMING.search(text, floor, start) or _DESCRIBED.search(text, floor, start)
            start = coming.start() if coming is not None else start
        if not _MARKS.search(text, start, end):
            return Filler(start, end)
        for opening, closing in ("“”", "《》", "()"):
            inner = text[start:end]
            if inner.count(closing) < inner.count(opening) and text[end : end + 1] == closing:
                end += 1
            if inner.count(closing) > inner.count(opening) and text[start - 1 : start] == opening:
                start -= 1
        quoted = _QUOTED.fullmatch(text, start, end)
        return Filler(*quoted.span(1)) if quoted else Filler(start, end)

    def antecedent(self, group: Group) -> tuple[str, list[Filler]] | None:
        """Return what kind of thing an anaphor stands for and its antecedent; None where the group is none."""
        found = antecedent(self.reading, group, self._acting(group))
        if found is None:
            alike = named_alike(self.reading, group)
            is_works = alike is not None and self.reading.text.endswith(works(), alike.start, alike.end)
            if alike is None or not (alike.type in _REPEATED or is_works):
                return None  # 大桥|年底通车: the 白鹤江大桥 that was named
            return alike.type, [Filler(alike.start, alike.end, alike)]
        kind, item = found
        return kind, [Filler(item.start, item.end, item)] if item else []

    def _acting(self, group: Group) -> Group | None:
        """Who acts in the clause of a group under another word: no anaphor there means them (农商行|向|企业|贷款)."""
        if not group.governor:
            return None
        clause, start = self.reading.clause(group.start), self.reading.sentence(group.start)[0]
        acting = topic(self.reading, clause, group.start)
        while acting is None and clause and self.reading.clauses[clause - 1][0] >= start:
            clause -= 1
            acting = topic(self.reading, clause, self.reading.clauses[clause][1])
        return acting
