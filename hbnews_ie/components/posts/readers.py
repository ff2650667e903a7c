"""Whose posts they are.

A run of posts stands before the name, the nearest last: 省政协副主席、省民革主委赵立. The body of one post carries to
the next when that names none of its own and may be a post of the same body. Posts also follow the name (丁汉院士;
他是…公司的创始人) or a verb of office (2010年出任…市委副书记; 由…局长升任…; 在…书记任上), and the persons of a list
share the post of the first or the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from hbnews_ie.components.posts.bodies import may_belong
from hbnews_ie.components.posts.runs import Runs, Title
from hbnews_ie.components.titles import title_kinds
from hbnews_ie.layers import Mention, Post
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["find_posts"]

_MAX_CARRY = 150  # how far back the person of a verb of office may stand
_MAX_BRACKETED = 80
_LINKING = re.compile(
    r"(?:\([^()\n]{1,12}\))?(?:同志|博士|教授|院士|先生|女士)?(?:(?:生前)?(?:曾)?是|作为|为(?:新任|新一届)?|系|任|辞去(?=.{2,24}职务)|的?(?=[^,。;\n]{2,24}职务))(?:中共)?"
)
_STANDS_LAST = re.compile(r"$|[\s,。;:、的和及兼并()“”]")
_HELD_BY = re.compile(r"的(?:还有|还包括|有|包括|是)[:,]?")
_INTRODUCED = re.compile(r"(?:作为|身为|担任|时任|曾任)$")
_SERVING = ("在", "于", "到", "赴", "回")
_COMING_FROM = ("由", "从", "自")
_KIND = 2  # characters that tell like posts: 主席, 副|主席
_ADDRESS_KINDS = ("party", "state", "company", "academy", "military")
_ADDRESS = re.compile(
    r"(?:长|主任|书记|(?<!助)理|总裁|师|教授|院士|博士|研究员|主席|委员|总监|总统|首相|将|校|尉|将军|司令|司令员|政委)$"
)  # titles that also stand behind the name (王主任), unlike those that a verb or a noun is made like (代表, 助理)
_COUNTED = re.compile(r"等?(?:\d{1,2}|[两二三四五六七八九十]{1,2})[名位个](?:著名|知名|优秀|年轻|华裔|外籍)?")
_WORKS = ("项目", "工程", "课题")
_BETWEEN = frozenset("、,兼任和与及前原")  # what joins two titles of a run ends with one of them
_ALSO_ADDRESS = ("老师", "医生")
_SEATED = ("人大常委会", "政协")
_BESIDE_CHAIR = read_list("beside_chair")
_LIST_SIGNS = "、和与及 "
_ASIDE = re.compile(r"^\([^()\n]{1,12}\)")  # behind a name: (女), (回族)
_ASIDE_BEFORE = re.compile(r"\([^()\n]{1,8}\)$")  # behind a title: 副县长(挂职)
_MAX_ASIDE = 10


@cache
def _office() -> re.Pattern[str]:
    """Verbs of taking, holding and leaving a post, which follow: 出任, 不再担任."""
    return re.compile(rf"{alternation(read_list('offices'))}(?:过|了)?")


@cache
def _tenure() -> re.Pattern[str]:
    """What says, right behind a post, that somebody named before holds it: …书记任上."""
    return re.compile(alternation(read_list("tenures")))


@cache
def _addresses() -> frozenset[str]:
    words = frozenset().union(*map(title_kinds, _ADDRESS_KINDS))
    return frozenset(word for word in words if _ADDRESS.search(word)) | set(_ALSO_ADDRESS)


def find_posts(norm: str, mentions: Sequence[Mention]) -> list[Post]:
    """Find the posts of the persons among the mentions of a normal-form text."""
    return _Reader(norm, mentions).read()


class _Reader:
    def __init__(self, norm: str, mentions: Sequence[Mention]) -> None:
        self.text = norm
        self.mentions = mentions
        self.runs = Runs(norm, mentions)
        self.persons = [index for index, mention in enumerate(mentions) if mention.type == "PERSON"]
        self.person_starts = frozenset(mentions[index].start for index in self.persons)
        self.posts: dict[int, list[Post]] = {}

    def read(self) -> list[Post]:
        for index in self.persons:
            before = self.before(index)
            after = self.address(index) or self.linked(index) or self.counted(index)
            self.posts[index] = before + (after or ([] if before else self.apposition(index)))
        self.share()
        self.add_offices()
        self.add_tenures()
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
        elif sign == ")" and (aside := _ASIDE_BEFORE.search(self.text, max(0, start - _MAX_ASIDE), start)):
            start = aside.start()
        return self.resolve(person, self.runs.ending(start), "post-before-name")

    def introduced(self, person: int) -> list[Post]:
        """作为村党支部书记,瞿大成…"""
        run = self.runs.ending(self.mentions[person].start - 1)
        if not run or not _INTRODUCED.search(self.text, max(0, run[0].start - 2), run[0].start):
            return []
        return self.resolve(person, run, "post-before-name")

    # Posts after the name

    def linked(self, person: int) -> list[Post]:
        """他是…公司的创始人, 选举王芳(女)为市长."""
        linked = _LINKING.match(self.text, self.mentions[person].end)
        run = self.runs.beginning(linked.end()) if linked else []
        if linked is not None and linked[0].endswith("作为") and not (run and run[0].organization):
            return []  # 李明作为|代表|发言
        if not run or linked is None or (linked[0] == "为" and not _STANDS_LAST.match(self.text, run[-1].span[1])):
            return []  # 王浩为|科学家|颁奖: what he does for them
        return [] if self.belongs_on(run) else self.resolve(person, run, "post-after-name")

    def counted(self, person: int) -> list[Post]:
        """甲、乙两位院士: what those of a list are, behind their number."""
        mention = self.mentions[person]
        number = _COUNTED.match(self.text, mention.end)
        if number is None or self.text[mention.start - 1 : mention.start] not in tuple(_LIST_SIGNS):
            return []
        run = self.runs.beginning(number.end())
        return [] if self.belongs_on(run) else self.resolve(person, run, "post-after-name")

    def address(self, person: int) -> list[Post]:
        """A rank or post said after the name: 丁汉院士, 王主任, 县农业局的李刚副局长."""
        start, end = self.mentions[person].start, self.mentions[person].end
        stop = self.runs.title_starting.get(end)
        if stop is None or stop in self.person_starts or not _is_address(self.text[end:stop]):
            return []
        edge = start - 1 if self.text[start - 1 : start] == "的" else start
        body = self.runs.body_ending.get(edge)
        return [Post(person, (body.start, body.end) if body else None, (end, stop), "title-after-name")]

    def apposition(self, person: int) -> list[Post]:
        """胡大白,黄河科技学院院长,今年…; 屠呦呦(女,1930年生,中国中医科学院研究员)."""
        end = self.mentions[person].end
        sign = self.text[end : end + 1]
        if sign == ",":
            return self.apposed(person, end + 1, ",。;")
        close = self.text.find(")", end, end + _MAX_BRACKETED) if sign == "(" else -1
        starts = [place + 1 for place in range(end, close) if self.text[place] in "(,;"]
        return next((posts for start in starts if (posts := self.apposed(person, start, ",;)"))), [])

    def apposed(self, person: int, start: int, closing: str) -> list[Post]:
        run = self.runs.beginning(start)
        if not run or run[0].organization is None or self.text[run[-1].span[1] : run[-1].span[1] + 1] not in closing:
            return []
        return self.resolve(person, run, "post-in-apposition")

    # Posts of somebody named before

    def add_offices(self) -> None:
        """Posts after a verb of office belong to the last person named before it."""
        for verb in _office().finditer(self.text):
            run = self.runs.beginning(verb.end(), commas=True)
            if self.belongs_on(run):  # 任…协会副主席,|…大学校长李刚: what is behind the comma
                run = self.runs.beginning(verb.end())
            if run and (turn := _HELD_BY.match(self.text, run[-1].span[1])):
                self.give_to_list(turn.end(), run)
            elif run and not self.belongs_on(run):
                self.give_back(verb.start(), [*self.coming_from(verb.start()), *self.serving_at(verb.start(), run)])
            elif not run:
                self.give_by(verb.start())

    def coming_from(self, end: int) -> list[Title]:
        """由|…局长|升任: the post before."""
        run = self.runs.ending(end)
        return run if run and self.text.endswith(_COMING_FROM, 0, run[0].start) else []

    def serving_at(self, end: int, run: Sequence[Title]) -> Sequence[Title]:
        """在|…设计院|任|工程师: the body stands before the verb."""
        body = self.runs.body_ending.get(end)
        if run[0].organization or body is None or not self.text.endswith(_SERVING, 0, body.start):
            return run
        return [replace(run[0], organization=(body.start, body.end)), *run[1:]]

    def give_by(self, end: int) -> None:
        """组长由|县长|李刚|担任: the post is said before, and who holds it stands right before the verb."""
        place = self.first_person(end) - 1
        if place < 0 or self.mentions[self.persons[place]].end != end:
            return
        person = self.persons[place]
        start = min((post.organization or post.title for post in self.posts[person]), default=None)
        edge = min(self.mentions[person].start, start[0]) if start else self.mentions[person].start
        if self.text[edge - 1 : edge] == "由":
            self.give(person, self.runs.ending(edge - 1))

    def add_tenures(self) -> None:
        """在|…书记|任上: the post is that of the last person named before it."""
        for held in _tenure().finditer(self.text):
            run = self.runs.ending(held.start())
            if run:
                self.give_back(run[0].start, run)

    def give_back(self, position: int, run: Sequence[Title]) -> None:
        """Give posts to the last person named before a position, in the same paragraph and not too far back."""
        place = self.first_person(position) - 1
        if place < 0:
            return
        person = self.persons[place]
        end = self.mentions[person].end
        if position - end <= _MAX_CARRY and "\n" not in self.text[end:position]:
            self.give(person, run)

    def give(self, person: int, run: Sequence[Title]) -> None:
        known = {post.title for post in self.posts[person]}
        start = run[0].start if run else 0
        carried = self.body_of_sentence(person, start) or self.body_of_others(person, run)
        posts = self.resolve(person, run, "post-after-verb", carried)
        self.posts[person] = self.posts[person] + [post for post in posts if post.title not in known]

    def body_of_sentence(self, person: int, position: int) -> tuple[int, int] | None:
        """The body of the person's post before, in the sentence: 任…公司董事长,不再担任|总经理."""
        last = self.posts[person][-1:]
        if not last or last[0].rule != "post-after-verb" or "。" in self.text[last[0].title[1] : position]:
            return None
        return last[0].organization

    def body_of_others(self, person: int, run: Sequence[Title]) -> tuple[int, int] | None:
        """The body of a post like it that somebody takes before, in the sentence: 王明任科协主席,李刚任|副主席."""
        if not run:
            return None
        start, kind = run[0].start, self.text[slice(*run[0].span)][-_KIND:]
        for place in range(bisect_left(self.persons, person) - 1, -1, -1):
            other = self.persons[place]
            if "。" in self.text[self.mentions[other].end : start]:
                return None
            for post in self.posts[other]:
                if post.rule == "post-after-verb" and post.organization and self.text.endswith(kind, *post.title):
                    return post.organization
        return None

    def belongs_on(self, run: Sequence[Title]) -> bool:
        """Whether the name of who holds the posts follows them, as in 与时任…局长|李刚."""
        if not run:
            return False
        end = run[-1].span[1]
        return end in self.person_starts or (self.text[end : end + 1] == "的" and end + 1 in self.person_starts)

    def first_person(self, position: int) -> int:
        """The place, in the list of persons, of the first that begins at a position or behind it."""
        return bisect_left(self.persons, position, key=lambda index: self.mentions[index].start)

    def give_to_list(self, position: int, run: Sequence[Title]) -> None:
        """当选为省委常委的|还有|甲、乙: the posts are those of every person in the list."""
        for place in range(self.first_person(position), len(self.persons)):
            person = self.persons[place]
            mention = self.mentions[person]
            if mention.start != position:
                break
            self.posts[person] = self.posts[person] + self.resolve(person, run, "post-after-verb")
            position = mention.end + (self.text[mention.end : mention.end + 1] in _LIST_SIGNS)

    # What persons and posts share

    def resolve(
        self, person: int, run: Sequence[Title], rule: str, carried: tuple[int, int] | None = None
    ) -> list[Post]:
        """Carry the body of a post to the posts after it, where they may belong to it."""
        posts: list[Post] = []
        for title in run:
            organization = title.organization
            if organization is None and carried and self.may_belong(carried, title.span) and self.follows(posts, title):
                organization = carried
            if title.organization is not None:
                carried = title.organization
            posts.append(Post(person, organization, title.span, rule))
        return posts

    def follows(self, posts: Sequence[Post], title: Title) -> bool:
        """Whether no body that we do not know, and no undertaking, stands between a title and the posts before.

        院长、|某技术体系|专家, 教授、|项目总工程师: its holder serves there.
        """
        start = title.span[0]
        return not self.text.startswith(_WORKS, start) and (not posts or self.text[start - 1] in _BETWEEN)

    def may_belong(self, body: tuple[int, int], title: tuple[int, int]) -> bool:
        return may_belong(self.text[slice(*body)], self.text[slice(*title)])

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
        body = self.runs.body_ending.get(self.mentions[left].start)
        if body and post.organization is None:
            post = replace(post, organization=(body.start, body.end))
            self.posts[right] = [post, *self.posts[right][1:]]
        self.posts[left] = [replace(post, person=left)]

    def carry_body(self, left: int, right: int) -> None:
        """省政协副主席甲、秘书长乙; 县农业局甲局长、乙副局长: the second is of the same body."""
        first, last = self.posts[right][0], self.posts[left][-1]
        before = last.organization
        end = max(self.mentions[left].end, last.title[1])
        gap = self.text[end : min(self.mentions[right].start, first.title[0])]
        if first.organization is not None or before is None:
            return
        seated = self.text[slice(*before)].endswith(_SEATED) and self.text[slice(*first.title)] in _BESIDE_CHAIR
        told = seated and gap.endswith(",") and not set(gap) & set("。;!?\n")  # 主任甲主持会议,|副主任乙出席
        if gap not in ("、", ",", "和") and not told:
            return
        if self.may_belong(before, first.title):
            self.posts[right] = [replace(post, organization=post.organization or before) for post in self.posts[right]]

    def listed(self, left: int, right: int) -> bool:
        gap = _ASIDE.sub("", self.text[self.mentions[left].end : self.mentions[right].start])
        return len(gap) == 1 and gap in _LIST_SIGNS


def _is_address(title: str) -> bool:
    """Whether a title, with what belongs to it (副处长), is one that stands behind a name."""
    return any(title[cut:] in _addresses() for cut in range(len(title) - 1))
