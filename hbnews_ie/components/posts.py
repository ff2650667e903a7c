"""The layer of posts: (organisation, title) pairs, read off the words around a person's name.

A run of posts stands before the name, the nearest last: 省政协副主席、省民革主委赵立. The body of one post
carries to the next when that names none of its own and may be a post of the same body. Posts also follow the
name (丁汉院士; 他是…公司的创始人) or a verb of office (2010年出任…市委副书记), and the persons of a list share the
post of the first or the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.titles import find_titles, is_title, title_kinds
from hbnews_ie.layers import Mention, Post

__all__ = ["find_posts", "make_posts"]

_MAX_RUN = 8
_MAX_BODIES_BACK = 8
_MAX_CARRY = 150  # how far back the person of a verb of office may stand
_PARTY_PREFIX = re.compile(r"(?:党工委|党委|党总支|党支部|工委|纪委)(?=第一|副?书记|委员)")
_COMMITTEE = re.compile(r"(?:委|党委|工委|总支|支部|中央|委员会)$")
_COMMITTEE_TITLE = re.compile(r"书记|常委|委员|秘书长|部长|成员|主任|干事")
_STATE_HEAD = re.compile(r"(?:省|市|区|县|州|镇|乡)长$|^(?:自治区)?副?主席$")
_NO_POSTS = (
    "研究生", "学生", "大学生", "博士生", "本科生", "获得者", "获奖者", "得主", "青年", "职工", "村民", "居民", "市民",
)  # fmt: skip
_PASSED_OVER = re.compile(
    rf"[^、,。;:!?“”\n]{{0,30}}(?:“[^“”\n]{{1,20}}”)?[^、,。;:!?“”\n]{{0,12}}(?:{'|'.join(_NO_POSTS)})$"
)
_SAME_BODY = re.compile(
    r"(?:(?:该|本)(?:公司|集团|企业|校|院|所|中心|行|局|厅|委|会|协会|商会|厂|村|社|站|场|店|队|矿)"
    r"|(?<![\u4e00-\u9fff])(?:公司|集团|企业|学校|学院|医院|研究院|研究所|协会|商会|合作社|银行))$"
)
_SAME_KIND = {
    "公司": "公司|集团|股份|科技|企业|厂|行|[^部委局厅会院校学府心]$",
    "集团": "集团|公司",
    "企业": "公司|集团|厂|[^部委局厅会院校学府心]$",
    "校": "校|学|院",
    "学校": "校|学|院",
    "学院": "学院",
    "院": "院",
    "医院": "医院",
    "研究院": "研究院",
    "研究所": "所",
    "所": "所",
    "行": "行",
    "银行": "行",
    "协会": "协会|学会|联合会",
    "商会": "商会",
    "合作社": "合作社|社",
    "厂": "厂|公司|集团",
}  # 该院, 学院: how the name of the body that was named before ends; a kind not listed ends as it is written
_LINKING = re.compile(
    r"(?:同志)?(?:是|为(?:新任|新一届)?|系|任|辞去(?=.{2,24}职务)|的?(?=[^,。;\n]{2,24}职务))(?:中共)?"
)
_OFFICE = re.compile(
    r"(?:担任|出任|兼任|现任|曾任|历任|转任|升任|改任|调任|继任|续任|接任|当选为?|任命为|聘为|先后任|任)(?:过|了)?"
)
_HELD_BY = re.compile(r"的(?:还有|还包括|有|包括|是)[:,]?")
_ONE_OF = re.compile(r"的?(?:一名|一位|一个)?")
_INTRODUCED = re.compile(r"(?:作为|身为|担任|时任|曾任)$")
_MAX_UNIT = 8
_UNIT = re.compile(r"[^\W_和与及的在等]{1,7}(?:科|室|处|部|队|组|车间|委|会|支部|中心|院|系|所|站|班|股|厂|局|分校)")
_FORMER = re.compile(r"(?:原|时任)")
_RIGHT_TITLES = frozenset(
    {
        "主任",
        "书记",
        "总书记",
        "局长",
        "厂长",
        "董事长",
        "总经理",
        "总裁",
        "院长",
        "校长",
        "所长",
        "会长",
        "市长",
        "省长",
        "县长",
        "老师",
        "医生",
        "将军",
        "总统",
        "总理",
        "首相",
        "主席",
        "司令员",
    }
)
_LIST_SIGNS = "、和与及 "


@dataclass(frozen=True, slots=True)
class _Title:
    """A title in a run and the body before it, as spans; ``start`` is where the pair begins."""

    start: int
    organization: tuple[int, int] | None
    span: tuple[int, int]


def find_posts(norm: str, mentions: Sequence[Mention]) -> list[Post]:
    """Find the posts of the persons among the mentions of a normal-form text."""
    return _Reader(norm, mentions).read()


class _Reader:
    def __init__(self, norm: str, mentions: Sequence[Mention]) -> None:
        self.text = norm
        self.mentions = mentions
        titles = find_titles(norm)
        self.title_ending = {end: start for start, end in titles}
        self.title_starting = dict(titles)
        bodies = [mention for mention in mentions if mention.type in ("ORG", "PLACE", "PROJECT")]
        self.body_ending = {body.end: body for body in bodies}
        self.body_starting = {body.start: body for body in bodies}
        self.organizations = [body for body in bodies if body.type == "ORG"]
        self.persons = [index for index, mention in enumerate(mentions) if mention.type == "PERSON"]
        self.posts: dict[int, list[Post]] = {}

    def read(self) -> list[Post]:
        for index in self.persons:
            before = self.before(index)
            self.posts[index] = before + (self.address(index) if before else self.after(index))
        self.share()
        self.add_offices()
        self.share_back()
        return [post for index in self.persons for post in self.posts[index]]

    # Posts before the name

    def before(self, person: int) -> list[Post]:
        start = self.mentions[person].start
        sign = self.text[start - 1 : start]
        if sign == ",":
            return self.introduced(person)
        if sign in ("的", " "):
            start -= 1  # 常务副省长的吴靖平, 记者 方欣
        return self.resolve(person, self.run_ending(start)[::-1], "post-before-name")

    def introduced(self, person: int) -> list[Post]:
        """作为村党支部书记,瞿大成…"""
        run = self.run_ending(self.mentions[person].start - 1)[::-1]
        if not run or not _INTRODUCED.search(self.text, max(0, run[0].start - 2), run[0].start):
            return []
        return self.resolve(person, run, "post-before-name")

    def run_ending(self, position: int) -> list[_Title]:
        """Collect the run of posts that ends at a position, from right to left."""
        run: list[_Title] = []
        while len(run) < _MAX_RUN:
            title = self.title_at(position)
            if title is not None:
                run.append(title)
                position = title.start
            else:
                if not self.text.endswith(_NO_POSTS, 0, position):  # asked first because it is quick
                    break
                skipped = _PASSED_OVER.search(self.text, max(0, position - 60), position)
                if skipped is None:
                    break
                position = skipped.start()
            position = self.end_of_post_before(position)
            if not position:
                break
        return run

    def end_of_post_before(self, position: int) -> int:
        """Where the post before ends, or 0; words that say of what the title is may come between (村委会主任)."""
        if self.text[position - 1 : position] in ("、", "兼"):
            return position - 1
        sign = self.text.rfind("、", max(0, position - _MAX_UNIT), position)
        return sign if sign in self.title_ending and self.text[sign + 1 : position].isalpha() else 0

    def title_at(self, end: int) -> _Title | None:
        quoted = end > 1 and self.text[end - 1] == "”" and self.title_ending.get(end - 1)
        if quoted and self.text[quoted - 1] == "“":
            return self.with_body(quoted, end - 1, quoted - 1)
        start = self.title_ending.get(end)
        return None if start is None else self.with_body(start, end, start)

    def with_body(self, start: int, end: int, edge: int) -> _Title:
        """Find the body that stands before a title; committees of a place belong to the body."""
        body = self.body_ending.get(edge)
        if body is None and self.text[edge - 1 : edge] == "的":
            body = self.body_ending.get(edge - 1)
        if body is None:
            return self.without_body(start, end)
        committee = _PARTY_PREFIX.match(self.text, start) if body.type == "PLACE" and edge == start else None
        if committee:
            return _Title(body.start, (body.start, committee.end()), (committee.end(), end))
        return _Title(body.start, (body.start, body.end), (start, end))

    def without_body(self, start: int, end: int) -> _Title:
        """A body may reach into the title (…机器人[项目]负责人), or be one named before (该公司总监)."""
        for cut in range(start + 1, end - 1):
            body = self.body_ending.get(cut)
            if body is not None and _is_whole_title(self.text[cut:end]):
                return _Title(body.start, (body.start, body.end), (cut, end))
        same = _SAME_BODY.search(self.text, max(0, start - 5), start)
        if same:
            return _Title(same.start(), self.last_organization(same.start(), same.group()), (start, end))
        return self.across_unit(start, end) or _Title(start, None, (start, end))

    def across_unit(self, start: int, end: int) -> _Title | None:
        """A unit of a body may stand before the title: …科技厅[高新处]处长."""
        if self.text.startswith("车间", start) and is_title(self.text[start + len("车间") : end]):
            start += len("车间")  # …厂|细纱车间|主任: 车间主任 is a title too
        for edge in range(start - 2, max(0, start - _MAX_UNIT - 1), -1):
            body = self.body_ending.get(edge)
            if body is not None:
                inside = body.type == "ORG" and _UNIT.fullmatch(self.text, edge, start)
                return _Title(body.start, (body.start, start), (start, end)) if inside else None
        return None

    def last_organization(self, position: int, word: str) -> tuple[int, int] | None:
        """The last body named before that 该公司, 该校 or 学院 may mean."""
        kind = word[1:] if word[0] in "该本" else word
        ending = re.compile(rf"(?:{_SAME_KIND.get(kind, kind)})$")
        index = bisect_left(self.organizations, position, key=lambda body: body.start)
        for body in reversed(self.organizations[max(0, index - _MAX_BODIES_BACK) : index]):
            if ending.search(self.text, body.start, body.end):
                return body.start, body.end
        return None

    # Posts after the name

    def after(self, person: int) -> list[Post]:
        end = self.mentions[person].end
        linked = _LINKING.match(self.text, end)
        posts = self.resolve(person, self.run_from(linked.end()), "post-after-name") if linked else []
        return self.address(person) or posts or self.apposition(person)

    def address(self, person: int) -> list[Post]:
        """A rank or post said after the name: 丁汉院士, 王主任."""
        start, end = self.mentions[person].start, self.mentions[person].end
        stop = self.title_starting.get(end)
        if stop is None or not self.is_address(end, stop):
            return []
        body = self.body_ending.get(start)
        return [Post(person, (body.start, body.end) if body else None, (end, stop), "title-after-name")]

    def apposition(self, person: int) -> list[Post]:
        """胡大白,黄河科技学院院长,今年…; 屠呦呦(中国中医科学院研究员)."""
        end = self.mentions[person].end
        closing = {",": ",。;", "(": ")"}.get(self.text[end : end + 1], "")
        run = self.run_from(end + 1) if closing else []
        if not run or run[0].organization is None or self.text[run[-1].span[1] : run[-1].span[1] + 1] not in closing:
            return []
        return self.resolve(person, run, "post-in-apposition")

    def is_address(self, start: int, stop: int) -> bool:
        title = self.text[start:stop]
        return title in _RIGHT_TITLES or any(title.endswith(word) for word in title_kinds("academy"))

    def run_from(self, position: int, *, commas: bool = False) -> list[_Title]:
        """Collect the run of posts that begins at a position."""
        run: list[_Title] = []
        signs = ("、", "兼", ",") if commas else ("、", "兼")
        while len(run) < _MAX_RUN:
            former = _FORMER.match(self.text, position)
            position = former.end() if former else position
            title = self.title_from(position)
            if title is None:
                break
            run.append(title)
            if self.text[title.span[1] : title.span[1] + 1] not in signs:
                break
            position = title.span[1] + 1
        return run

    def title_from(self, position: int) -> _Title | None:
        body = self.body_starting.get(position)
        start = body.end if body else position
        if body:
            measure = _ONE_OF.match(self.text, start)  # 是…医院的一名护士
            start = measure.end() if measure else start
        stop = self.title_starting.get(start)
        return None if stop is None else _Title(position, (body.start, body.end) if body else None, (start, stop))

    def add_offices(self) -> None:
        """Posts after a verb of office belong to the last person named before it."""
        for match in _OFFICE.finditer(self.text):
            run = self.run_from(match.end(), commas=True)
            if run and (turn := _HELD_BY.match(self.text, run[-1].span[1])):
                self.give_to_list(turn.end(), run)
                continue
            place = self.first_person(match.start()) - 1
            if not run or place < 0 or match.start() - self.mentions[self.persons[place]].end > _MAX_CARRY:
                continue
            person = self.persons[place]
            if "\n" in self.text[self.mentions[person].end : match.start()]:
                continue
            known = {post.title for post in self.posts[person]}
            posts = self.resolve(person, run, "post-after-verb")
            self.posts[person] = self.posts[person] + [post for post in posts if post.title not in known]

    def first_person(self, position: int) -> int:
        """The place, in the list of persons, of the first that begins at a position or behind it."""
        return bisect_left(self.persons, position, key=lambda index: self.mentions[index].start)

    def give_to_list(self, position: int, run: Sequence[_Title]) -> None:
        """当选为省委常委的|还有|甲、乙: the posts are those of every person in the list."""
        for place in range(self.first_person(position), len(self.persons)):
            person = self.persons[place]
            mention = self.mentions[person]
            if mention.start != position:
                break
            self.posts[person] = self.posts[person] + self.resolve(person, run, "post-after-verb")
            position = mention.end + (self.text[mention.end : mention.end + 1] in _LIST_SIGNS)

    # What persons and posts share

    def resolve(self, person: int, run: Sequence[_Title], rule: str) -> list[Post]:
        """Carry the body of a post to the posts after it, where they may belong to it."""
        posts: list[Post] = []
        carried: tuple[int, int] | None = None
        for title in run:
            organization = title.organization
            if organization is None and carried and self.may_belong(carried, title.span):
                organization = carried
            if title.organization is not None:
                carried = title.organization
            posts.append(Post(person, organization, title.span, rule))
        return posts

    def may_belong(self, body: tuple[int, int], title: tuple[int, int]) -> bool:
        name, word = self.text[slice(*body)], self.text[slice(*title)]
        if _COMMITTEE.search(name):
            return bool(_COMMITTEE_TITLE.search(word)) and not _STATE_HEAD.search(word)
        return not _STATE_HEAD.search(word) or name.endswith(("政协", "政府"))

    def share(self) -> None:
        """Give the persons of a list without a post that of the neighbour: 副主席甲、乙; 甲、乙院士."""
        for left, right in pairwise(self.persons):
            if not self.posts[right] and self.posts[left] and self.listed(left, right):
                shared = [post for post in self.posts[left] if post.rule != "title-after-name"]
                self.posts[right] = [replace(post, person=right, rule="post-of-list") for post in shared]
            elif self.posts[right] and self.posts[left]:
                self.carry_body(left, right)

    def share_back(self) -> None:
        """Give the persons of a list without a post what is said behind the last: 甲、乙院士; 甲、乙当选为副主席."""
        for right, left in pairwise(reversed(self.persons)):
            if not self.posts[left] and self.posts[right] and self.listed(left, right):
                self.share_backwards(left, right)

    def share_backwards(self, left: int, right: int) -> None:
        """…大学甲、乙院士: the title after the last and the body before the first are those of all."""
        post = self.posts[right][0]
        if post.rule in ("post-after-name", "post-after-verb"):
            self.posts[left] = [replace(post, person=left) for post in self.posts[right]]
            return
        if post.rule != "title-after-name":
            return
        body = self.body_ending.get(self.mentions[left].start)
        if body and post.organization is None:
            post = replace(post, organization=(body.start, body.end))
            self.posts[right] = [post, *self.posts[right][1:]]
        self.posts[left] = [replace(post, person=left)]

    def carry_body(self, left: int, right: int) -> None:
        """省政协副主席甲、秘书长乙: the second is of the same body."""
        first = self.posts[right][0]
        before = self.posts[left][-1].organization
        gap = self.text[self.mentions[left].end : first.title[0]]
        if first.organization is not None or before is None or gap not in ("、", ",", "和"):
            return
        if self.may_belong(before, first.title):
            self.posts[right] = [replace(post, organization=post.organization or before) for post in self.posts[right]]

    def listed(self, left: int, right: int) -> bool:
        gap = self.text[self.mentions[left].end : self.mentions[right].start]
        return len(gap) == 1 and gap in _LIST_SIGNS


def _is_whole_title(word: str) -> bool:
    return find_titles(word) == [(0, len(word))]


class _Posts:
    def __call__(self, doc: Doc) -> Doc:
        doc._.posts = tuple(find_posts(doc._.norm, doc._.mentions))
        return doc


@Language.factory("hbnews_posts", requires=["doc._.mentions"], assigns=["doc._.posts"])
def make_posts(nlp: Language, name: str) -> _Posts:
    """Make the component."""
    return _Posts()
