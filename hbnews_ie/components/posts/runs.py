"""Runs of titles, each with the body before it: 省政协|副主席、省民革|主委."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hbnews_ie.components.posts.bodies import BARE_BODY, SAME_BODY, last_body, seats
from hbnews_ie.components.titles import find_titles, is_title, title_kinds
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_list

__all__ = ["Runs", "Title"]

_MAX_RUN = 8
_PARTY_PREFIX = re.compile(r"(?:党工委|党委|党总支|党支部|工委|纪委)(?=第一|副?书记|委员)")
_NO_POSTS = read_list("no_posts")
_PASSED_OVER = re.compile(
    rf"[^、,。;:!?“”\n]{{0,30}}(?:“[^“”\n]{{1,20}}”)?[^、,。;:!?“”\n]{{0,12}}(?:{'|'.join(_NO_POSTS)})$"
)
_JOINED = re.compile("、|兼任?|和|与|及|以及|并兼?任?")
_JOINED_OR_COMMA = re.compile(rf"{_JOINED.pattern}|,")
_TERM = r"首任|新任|新一任|第[一二三四五六七八九十\d]{1,3}任"
_ONE_OF = re.compile(rf"的?(?:一名|一位|一个|{_TERM})?")
_TERM_BEFORE = re.compile(rf"(?:{_TERM})$")
_IN_CHARGE = read_list("in_charge")
_MAX_TERM = 6
_ALSO = ("及", "和", "暨")
_STOPS = "。!?;“”\n"
_MAX_UNIT = 8
_MAX_BETWEEN = 16  # characters before a title that are no body we know: 院长、[国家马铃薯产业技术体系]岗位科学家
_UNIT = re.compile(
    r"[^\W_和与及的在等兼]{1,7}(?:科|室|处|部|队|组|车间|委|会|支部|中心|院|系|所|站|班|股|厂|局|分校|作业区|工段)"
    r"|某[师旅团营连]|某部[一二三四五六七八九十]{1,2}[团营连排]|杂志社?"
)
_OWN_COMMITTEE = "、纪委"
_ENVOYS = read_list("envoys")
_FORMER = re.compile(rf"原任?|前任?|时任|现任|系|{_TERM}")
_OF_FIELD = re.compile(
    "(?:总监|(?<=学)教授|(?:特聘|讲席|冠名)教授|[焊钳车铣]工|专家|科学家|学家"
    "|分析师|工程师|设计师|策划师|教练|编辑|编导|顾问|专员)$"
)
_MAX_FIELD = 5
_NO_FIELD = rf"著名|知名|优秀|杰出|{BARE_BODY.pattern}|组织|培[养训]|[现时前曾]任|一[家名位]"
_FIELD = re.compile(rf"(?!{_NO_FIELD})[^\W\d_的和与及在等为是了派邀聘请引选率带让给向对由有]+")


@cache
def _offices() -> frozenset[str]:
    """The titles that a government or a party gives."""
    return title_kinds("party") | title_kinds("state")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a run and the body before it, as spans; ``start`` is where the pair begins."""

    start: int
    organization: tuple[int, int] | None
    span: tuple[int, int]


class Runs:
    """The titles and bodies of a normal-form text, and the runs that they make."""

    def __init__(self, norm: str, mentions: Sequence[Mention]) -> None:
        self.text = norm
        titles = find_titles(norm)
        self.title_ending = {end: start for start, end in titles}
        self.title_starting = dict(titles)
        bodies = [mention for mention in mentions if mention.type in ("ORG", "PLACE", "PROJECT")]
        self.person_ends = frozenset(mention.end for mention in mentions if mention.type == "PERSON")
        self.body_ending = {body.end: body for body in bodies}
        self.craft_ending = {mention.end: mention for mention in mentions if mention.type == "PRODUCT"}
        self.body_starting = {body.start: body for body in bodies}
        self.organizations = [body for body in bodies if body.type == "ORG"]

    def ending(self, position: int) -> list[Title]:
        """The run that ends at a position, from left to right; what opens the sentence, and a comma, may precede it."""
        run = self._unbroken(position)
        if not run or self.text[run[0].start - 1 : run[0].start] != ",":
            return run
        opening = self._unbroken(run[0].start - 1)
        opens = opening and opening[0].organization and self.text[opening[0].start - 1 : opening[0].start] in _STOPS
        return opening + run if opens else run

    def _unbroken(self, position: int) -> list[Title]:
        run: list[Title] = []
        while len(run) < _MAX_RUN:
            if not self.text.endswith(_NO_POSTS, 0, position):
                title = self._title_at(position)
                if title is None or title.start in self.person_ends:
                    break  # 丁汉|院士、校长李元元: a rank behind the name before
                run.append(title)
                position = title.start
            else:
                skipped = _PASSED_OVER.search(self.text, max(0, position - 60), position)
                if skipped is None:
                    break
                position = skipped.start()
            position = self._end_of_post_before(position, run[-1] if run else None)
            if not position:
                break
        return run[::-1]

    def beginning(self, position: int, *, commas: bool = False) -> list[Title]:
        """The run that begins at a position; with ``commas``, also over commas."""
        run: list[Title] = []
        joined = _JOINED_OR_COMMA if commas else _JOINED
        while len(run) < _MAX_RUN:
            former = _FORMER.match(self.text, position)
            position = former.end() if former else position
            title = self._title_from(position)
            if title is None:
                break
            run.append(title)
            sign = joined.match(self.text, title.span[1])
            if sign is None:
                break
            position = sign.end()
        return run

    def _end_of_post_before(self, position: int, behind: Title | None) -> int:
        """Where the post before ends, or 0; words that say of what the title is may come between (村委会主任).

        One man may run a firm in two posts that 及 joins: 联合创始人及CEO.
        """
        sign = self.text[position - 1 : position]
        if sign in ("、", "兼"):
            return position - 1
        if sign in _ALSO and behind is not None and self._runs_firm(behind.span):
            before = self.title_ending.get(position - 1)
            return position - 1 if before is not None and self._runs_firm((before, position - 1)) else 0
        listed = max(self.text.rfind(sign, max(0, position - _MAX_BETWEEN), position) for sign in "、兼")
        alone = listed in self.title_ending and self.person_ends.isdisjoint(range(listed + 1, position))
        return listed if alone and self.text[listed + 1 : position].isalpha() else 0

    def _runs_firm(self, title: tuple[int, int]) -> bool:
        return self.text[slice(*title)] in title_kinds("company")

    def _title_at(self, end: int) -> Title | None:
        quoted = end > 1 and self.text[end - 1] == "”" and self.title_ending.get(end - 1)
        if quoted and self.text[quoted - 1] == "“":
            return self._seated(self._with_body(quoted, end - 1, quoted - 1))
        start = self.title_ending.get(end)
        if start is None:
            return None
        if self.text.endswith(_OWN_COMMITTEE, 0, start):
            start -= len(_OWN_COMMITTEE) - 1  # 武汉大学党委副书记、|纪委书记: of the same body
        start = self._with_field(start, end)
        return self._seated(self._with_body(start, end, start))

    def _title_from(self, position: int) -> Title | None:
        body = self.body_starting.get(position)
        start = body.end if body else position
        if body:
            measure = _FORMER.match(self.text, start) or _ONE_OF.match(self.text, start)  # 是…医院的一名护士
            start = measure.end() if measure else start
        elif kind := BARE_BODY.match(self.text, position):
            start = kind.end()  # 辞去公司|董事长
        stop = self.title_starting.get(start) or self._title_reaching_over(start) or self._title_of_field(start)
        if stop is None:
            return None
        return self._seated(Title(position, (body.start, body.end) if body else None, (start, stop)))

    def _title_of_field(self, position: int) -> int | None:
        """Where a title ends that begins with its trade: [餐饮]总监."""
        for start in range(position + 2, position + _MAX_FIELD):
            stop = self.title_starting.get(start)
            if stop is not None:
                fits = _OF_FIELD.search(self.text, start, stop) and _FIELD.fullmatch(self.text, position, start)
                return stop if fits else None
        return None

    def _title_reaching_over(self, position: int) -> int | None:
        """Where the title ends whose first words are the end of a body: …开发区党工委|书记."""
        if position not in self.body_ending:
            return None
        for start in range(position - 1, max(-1, position - _MAX_UNIT), -1):
            stop = self.title_starting.get(start)
            if stop is not None:
                return stop if _is_whole_title(self.text[position:stop]) else None
        return None

    def _seated(self, title: Title) -> Title | None:
        body = self.text[slice(*title.organization)] if title.organization else None
        return title if seats(body, self.text[slice(*title.span)]) else None

    def _with_field(self, start: int, end: int) -> int:
        """Where a title of some trade begins, with the trade: 总经理、[餐饮]总监, 气象局[卫星]气象专家."""
        if start in self.body_ending or not _OF_FIELD.search(self.text, start, end):
            return start
        for edge in range(start - 1, max(0, start - _MAX_FIELD) - 1, -1):
            body = self.body_ending.get(edge)
            if body or self.text[edge] in "、兼":
                edge += body is None
                fits = (body is None or body.type == "ORG") and _FIELD.fullmatch(self.text, edge, start)
                return edge if fits else start
        return start

    def _with_body(self, start: int, end: int, edge: int) -> Title:
        """Find the body that stands before a title; committees of a place belong to the body."""
        term = _TERM_BEFORE.search(self.text, max(0, edge - _MAX_TERM), edge)
        edge = term.start() if term else edge  # 钻井队|第21任|队长
        body = self.body_ending.get(edge)
        if body is None and self.text[edge - 1 : edge] in ("的", "前", "原"):
            body = self.body_ending.get(edge - 1)
            if body is not None and body.type == "PLACE" and self._is_of_people(start, end, edge):
                return Title(start, None, (start, end))
        if posted := self._posted(start, end, edge):
            return posted
        if body is None:
            return self._of_craft(start, end, edge) or self._without_body(start, end)
        committee = _PARTY_PREFIX.match(self.text, start) if body.type == "PLACE" and edge == start else None
        if committee:
            return Title(body.start, (body.start, committee.end()), (committee.end(), end))
        return Title(body.start, (body.start, body.end), (start, end))

    def _of_craft(self, start: int, end: int, edge: int) -> Title | None:
        """Who is in charge of a craft or an undertaking has a post there: 长征四号运载火箭|副总指挥."""
        if not self.text.endswith(_IN_CHARGE, start, end):
            return None
        inner = edge - self.text.endswith("”", 0, edge)
        charge = self.craft_ending.get(inner) or (self.body_ending.get(inner) if inner < edge else None)
        return Title(charge.start, (charge.start, charge.end), (start, end)) if charge is not None else None

    def _is_of_people(self, start: int, end: int, edge: int) -> bool:
        """Whether a title behind a place and 的 is what somebody from there does.

        河南周口的|农艺师, but 湖北省的|省长.
        """
        is_office = any(self.text[cut:end] in _offices() for cut in range(start, end - 1))
        return self.text[edge - 1] == "的" and not is_office

    def _posted(self, start: int, end: int, edge: int) -> Title | None:
        """A title with where its holder is posted: 联合国[驻肯尼亚代表], 法国[驻华大使]; of 驻村, the title alone."""
        sign = self.text.rfind("驻", max(0, edge - _MAX_UNIT), edge)
        if sign < 0 or not self.text[sign:edge].isalpha():
            return None
        sign -= self.text[sign - 1 : sign] == "常"  # 中国[常驻联合国代表]
        body = self.body_ending.get(sign)
        if body is None:
            return Title(sign, None, (sign, end)) if self.text[start:end] in _ENVOYS else None
        return Title(body.start, (body.start, body.end), (start if self.text[sign:edge] == "驻村" else sign, end))

    def _without_body(self, start: int, end: int) -> Title:
        """A body may reach into the title (…机器人[项目]负责人), or be one named before (该公司总监)."""
        for cut in range(start + 1, end - 1):
            body = self.body_ending.get(cut)
            if body is not None and _is_whole_title(self.text[cut:end]):
                return Title(body.start, (body.start, body.end), (cut, end))
        same = SAME_BODY.search(self.text, max(0, start - 5), start)
        if same:
            body_before = last_body(self.text, self.organizations, same.start(), same.group())
            return Title(same.start(), body_before, (start, end))
        return self._across_unit(start, end) or Title(start, None, (start, end))

    def _across_unit(self, start: int, end: int) -> Title | None:
        """A unit of a body may stand before the title: …科技厅[高新处]处长."""
        if self.text.startswith("车间", start) and is_title(self.text[start + len("车间") : end]):
            start += len("车间")  # …厂|细纱车间|主任: 车间主任 is a title too
        for edge in range(start - 2, max(0, start - _MAX_UNIT - 1), -1):
            body = self.body_ending.get(edge)
            if body is not None:
                inside = body.type == "ORG" and _UNIT.fullmatch(self.text, edge, start)
                return Title(body.start, (body.start, start), (start, end)) if inside else None
        return None


def _is_whole_title(word: str) -> bool:
    return find_titles(word) == [(0, len(word))]
