"""The layer of facts: what each quantity says, of what, of whom and when.

The indicator stands in one of three places, tried in an order that depends on the kind of quantity:

* behind it, the noun counted (``40多家|企业``) or the noun that 的 ties to it (``80%的|核心部件``);
* before it, past words that only link (``参与该机制的企业|已达|40多家``, ``通关时间|从4小时缩短至|1.5小时``);
* in the clause before, where the quantity's own clause only tells the change (``产值30亿元,同比增长8%``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from hbnews_ie.components.syntax.anaphora import antecedent
from hbnews_ie.components.syntax.clause import act_words
from hbnews_ie.components.syntax.frame import Group, topic
from hbnews_ie.components.syntax.phrases import phrase_after, phrase_before
from hbnews_ie.components.syntax.reading import Item, read
from hbnews_ie.layers import Fact, Quantity
from hbnews_ie.lexicon import read_table

__all__ = ["make_facts"]

_Span = tuple[int, int]
_LEVEL = frozenset("至到为")  # behind a verb of change they make the number a level
_SKIPPED_TAGS = frozenset({"d", "ad", "ul", "uz", "ug"})  # adverbs and aspect particles
_TOPICS = frozenset({"ORG", "PLACE", "PROJECT", "PRODUCT", "ACTIVITY", "PERSON"})
_LASTING = frozenset({"ORG", "PROJECT", "PRODUCT"})  # what the next sentence may go on to measure
_RANKED = ("前列", "前茅", "首位", "榜首")  # ranks without a number: 居全国前列、|中部|第一
_CHANGES = frozenset({"increase", "decrease"})
_MEASURES = frozenset({"measure", "lasting"})
_NOUNS = _MEASURES | {"class"}  # roles of words that say what a phrase is about
_ROUTES = frozenset("到至")
_GENERIC = frozenset({"时间", "期间", "工夫", "光景", "人民币"})  # behind a number they name nothing
_LONGEST_SUBJECT = 24
_LONGEST_COMPARISON = 10
_COMPARED = frozenset("比较与跟")
_REPORTED = re.compile("获悉|了解到|得知|[电讯](?=\\()|说$|表示$|介绍$")
_MANY_NAMES = 40  # names of a list that 分别 may share numbers among
_FAR_LINE = 2000  # characters back that its line is looked for
_FAR_TOPIC = 6  # clauses back that a topic may go on from


@cache
def _roles() -> dict[str, str]:
    return {row["word"]: row["role"] for row in read_table("fact_words")}


@dataclass(slots=True)
class _Approach:
    """The words walked over from a quantity back to its indicator: where they begin, and what they say."""

    start: int
    change: str | None = None
    basis: str | None = None
    linked: bool = False
    spread: bool = False  # 分别: several things, several numbers
    rank: bool = False


class _FactFinder:
    """Finds the facts of one document, quantity by quantity in order of the text."""

    def __init__(self, doc: Doc) -> None:
        self.reading = read(doc)
        self.text = self.reading.text
        self.roles = _roles()
        self.facts: list[Fact] = []

    def find(self) -> tuple[Fact, ...]:
        """Return the facts in order of their quantities."""
        for item in self.reading.items:
            if item.type == "QUANTITY":
                self.read(item)
        return tuple(self.facts)

    def read(self, item: Item) -> None:
        """Add the fact that a quantity states, if the sentence gives an indicator."""
        assert item.index is not None
        quantity = self.reading.quantities[item.index]
        clause = self.reading.clauses[self.reading.clause(item.start)]
        sentence = self.reading.sentence(item.start)
        approach = self.approach(item.start, clause[0], rank=quantity.kind == "rank")
        found = self.indicator(quantity, approach, clause, sentence)
        if found is None:
            return
        indicator, rule = found
        self.facts.append(
            Fact(
                quantity=item.index,
                indicator=indicator,
                subject=self.subject(item, indicator, sentence),
                time=self.time(item, indicator, clause, sentence),
                change=self.change(approach, indicator, item, clause[0]),
                basis=approach.basis,
                rule=rule,
            )
        )

    # The way back to the indicator

    def approach(self, start: int, limit: int, *, rank: bool) -> _Approach:
        """Walk back over words that only link, tell a change, or modify the number."""
        way = _Approach(start, rank=rank)
        level = False
        while way.start > limit:
            item = self.reading.covering(way.start - 1)
            if item is not None and item.type in ("QUANTITY", "TIME"):
                if item.type == "QUANTITY" and not way.linked:
                    break
                way.start = max(item.start, limit)
                continue
            if item is not None and not (item.type == "PLACE" and way.rank and way.start == start):
                break
            if item is not None:
                way.start = max(item.start, limit)  # 在鄂东|第一
                continue
            step = self._coordination(way.start, limit) or self._share(way.start, limit)
            if not step and way.change and not way.basis:
                step = self._comparison(way.start, limit)
            length = 0 if step else self._linking(way.start, limit, level=level)
            if not step and not length:
                break
            word = self.text[way.start - length : way.start]
            role = self.roles.get(word)
            if rank and role in _CHANGES:
                break  # 增速|居全国第一: a rank is no change
            way.start -= step + length
            way.linked = True
            level = level or (bool(word) and word[-1] in _LEVEL)
            way.spread = way.spread or word.startswith("分别")
            if role == "basis":
                way.basis = word
            elif role in _CHANGES and way.change is None and not level:
                way.change = role
        return way

    def _coordination(self, end: int, limit: int) -> int:
        """Return 1 where a sign or word joins the number to another number: 16.62%|、|13.97%."""
        if end - 1 <= limit or self.text[end - 1] not in "、和与":
            return 0
        if self.text.endswith(_RANKED, limit, end - 1):
            return 1
        other = self.reading.covering(end - 2)
        return int(other is not None and other.type == "QUANTITY")

    def _share(self, end: int, limit: int) -> int:
        """Return the length of 占…的 or 是…的, which says of what a number is the part or the multiple."""
        if self.text[end - 1] != "的":
            return 0
        before = self.reading.covering(end - 2) if end - 2 >= limit else None
        if before is not None and before.type == "TIME":
            return end - before.start  # 2005年的|207吨
        floor = max(limit, end - _LONGEST_SUBJECT)
        share = max(self.text.rfind(sign, floor, end) for sign in ("占", "是", "相当于"))
        return end - share if share >= 0 else 0

    def _comparison(self, end: int, limit: int) -> int:
        """Return the length of 较… or 比…, which says what a change is measured against (较平时|增长三成)."""
        start = max(self.text.rfind(sign, max(limit, end - _LONGEST_COMPARISON), end) for sign in "较比")
        if start <= limit or self.reading.words.starts[self.reading.word(start)] != start:
            return 0
        return end - start

    def _linking(self, end: int, limit: int, *, level: bool) -> int:
        """Return the length of the linking word that ends at ``end``, 0 where there is none.

        Any verb links where 至 or 到 follows it (放宽|至).
        """
        words = self.reading.words
        place = self.reading.word(end - 1)
        for length in range(min(4, end - limit), 0, -1):
            role = self.roles.get(self.text[end - length : end])
            if role is None and length == 2 and self.text[end - 1] in "到至" and words.tags[place] == "v":
                role = "link"  # 涨到, 降至
            if role and role not in _NOUNS and words.starts[self.reading.word(end - length)] == end - length:
                return length
        if end - 2 >= limit and self.text[end - 2] == "每":
            return 2  # 每|斤
        tag = words.tags[place]
        if words.ends[place] != end or words.starts[place] < limit:
            return 0
        return end - words.starts[place] if tag in _SKIPPED_TAGS or (level and tag == "v") else 0

    # The indicator

    def indicator(
        self, quantity: Quantity, approach: _Approach, clause: _Span, sentence: _Span
    ) -> tuple[_Span, str] | None:
        """Return the indicator of a quantity and the rule that found it."""
        end = clause[1]
        change_only = bool(approach.basis or approach.spread or approach.change)
        found = self.shared(quantity, sentence) if approach.spread else None
        if found:
            return found, "respectively"
        tied = not change_only or quantity.kind != "ratio"
        if tied and quantity.kind != "rank" and not self._measure_before(quantity.start):
            found = self.behind(quantity, end)
            if found:
                return found, "noun-behind"
        if quantity.kind == "duration" and self.text.endswith("连续", 0, quantity.start):
            return ((quantity.end, end), "lasting") if quantity.end < end else None  # 连续11年|位列第一
        found = self.verb_behind(quantity, end) if quantity.kind == "count" else None
        if found:
            return found, "verb"
        found = self.before(approach, clause)
        if found:
            return found, "noun-before"
        if quantity.kind in ("duration", "age") and not approach.linked:
            return None  # how long an action took, how old somebody is: 7个月拼出…, 38岁的…
        if change_only or quantity.kind in ("rank", "ratio"):
            found = self.carried(quantity, clause, sentence)
            if found:
                return found, "carried"
        found = self.verb_before(approach.start, clause[0])
        return (found, "verb") if found else None

    def behind(self, quantity: Quantity, limit: int) -> _Span | None:
        """The noun phrase that follows, straight or tied with 的."""
        start = quantity.end
        following = self.reading.covering(start) if start < limit else None
        if following is not None and following.type == "QUANTITY":
            start = following.end  # 4505个|百亿元以上|重大项目
        tied = self.text.startswith("的", start)
        if tied and quantity.kind == "age":
            return None
        verbal = tied or quantity.kind == "count"
        found = phrase_after(self.reading, start + tied, limit, verbal=verbal)
        if found is None or self.text[slice(*found)] in _GENERIC:
            return None
        if quantity.kind == "money" and not tied:
            first = self.text[found[0] : self.reading.words.ends[self.reading.word(found[0])]]
            if first in act_words() and len(first) < found[1] - found[0]:
                return None  # 投资5亿元|建设厂房: what it is for
        return found

    def _measure_before(self, end: int) -> int:
        """Return the length of the noun that names a measure right before (总投资|300亿元), 0 where none does."""
        for length in (4, 3, 2):
            if self.roles.get(self.text[max(0, end - length) : end]) in _MEASURES:
                return length
        return 0

    def before(self, approach: _Approach, clause: _Span) -> _Span | None:
        """The noun phrase that ends where the linking words begin."""
        start, end = clause[0], approach.start
        found = phrase_before(self.reading, end, start, verbal=not approach.linked, opening=approach.linked)
        measure = self._measure_before(end)
        if measure and end - measure >= start and (found is None or found[0] > end - measure):
            found = (end - measure, end)  # 用时, which the dictionary cuts in two
        if found is None:
            return None
        if approach.linked and "的" in self.text[found[0] : found[1]]:
            found = self._from_clause_start(found, start)
        return self._without_subject(found)

    def _without_subject(self, phrase: _Span) -> _Span:
        """Of 江西|稀土产量, what is measured, without of whom."""
        item = self.reading.covering(phrase[0])
        if item is not None and item.start == phrase[0] and item.end + 2 <= phrase[1]:
            rest = self.text[item.end : phrase[1]]
            if rest[0] not in "的、和与及”" and "的" not in rest:
                return item.end, phrase[1]
        return phrase

    def _from_clause_start(self, phrase: _Span, start: int) -> _Span:
        """Let a subject with a relative clause (参与该机制的企业) begin where its clause begins."""
        while start < phrase[0]:
            item = self.reading.covering(start)
            place = self.reading.word(start)
            if item is not None and item.type in ("TIME", "QUANTITY"):
                start = item.end
            elif item is None and self.reading.words.tags[place] in ("d", "ad", "c", "p", "x", "f", "r"):
                start = self.reading.words.ends[place]
            else:
                break
        return (start, phrase[1]) if start < phrase[0] and phrase[1] - start <= _LONGEST_SUBJECT else phrase

    def shared(self, quantity: Quantity, sentence: _Span) -> _Span | None:
        """分别: the first number belongs to the first thing named, the second to the second."""
        run = self._run_of_numbers(quantity)
        recent = self.facts[-_MANY_NAMES:]
        known = [
            fact.indicator
            for fact in recent
            if sentence[0] <= self.reading.quantities[fact.quantity].start < run[0].start
        ]
        place = next((number for number, item in enumerate(run) if item.start == quantity.start), 0)
        names = known[-len(run) :]
        return names[place] if len(names) == len(run) > 1 else None

    def _run_of_numbers(self, quantity: Quantity) -> list[Quantity]:
        """The quantities joined by 、 and 和 with this one."""
        sentence = self.reading.sentence(quantity.start)
        run: list[Quantity] = []
        for item in self.reading.within(*sentence):
            if item.type != "QUANTITY" or item.index is None:
                continue
            other = self.reading.quantities[item.index]
            if run and self.text[run[-1].end : other.start] not in ("、", "和", "与"):
                if run[-1].start >= quantity.start:
                    break
                run = []
            run.append(other)
        return run

    def carried(self, quantity: Quantity, clause: _Span, sentence: _Span) -> _Span | None:
        """The indicator of the clause before, where this clause has none of its own."""
        for fact in reversed(self.facts):
            start = self.reading.quantities[fact.quantity].start
            if start < sentence[0]:
                break
            if start < quantity.start:
                return fact.indicator
        number = self.reading.clause(clause[0])
        if number == 0:
            return None
        start, end = self.reading.clauses[number - 1]
        return phrase_after(self.reading, start, end) if start >= sentence[0] else None

    def verb_behind(self, quantity: Quantity, limit: int) -> _Span | None:
        """The verb tells of whom are so many: 34人|受伤."""
        if self.text[quantity.end - 1] not in "人名位" or quantity.end >= limit:
            return None
        place = self.reading.word(quantity.end)
        end = self.reading.words.ends[place]
        return (quantity.end, end) if self.reading.words.tags[place].startswith("v") and end <= limit else None

    def verb_before(self, end: int, limit: int) -> _Span | None:
        """The verb itself names what is measured: 亏了|五六十万元, 用时|6个月."""
        if end <= limit:
            return None
        place = self.reading.word(end - 1)
        start = self.reading.words.starts[place]
        return (start, end) if start >= limit and self.reading.words.tags[place].startswith("v") else None

    # Subject, time and change

    def subject(self, item: Item, indicator: _Span, sentence: _Span) -> int | None:
        """The entity the clause is about: the first name of its topic, or of the topic that goes on.

        The topic is the first noun phrase under no preposition. One that is only the indicator (规模居第一) leaves
        the topic of the clause before standing; another one that names nothing ends the search.
        """
        if self.text.startswith("等", item.start - 1):
            return None  # 兰州大学、西北师范大学等|10家|单位
        number = self.reading.clause(item.start)
        floor = max(0, number - _FAR_TOPIC)
        line = self.text.rfind("\n", max(0, item.start - _FAR_LINE), item.start) + 1
        while number >= floor and self.reading.clauses[number][0] >= line:
            start, end = self.reading.clauses[number]
            found = self.topic(number, min(end, item.start))
            if found is not None:
                named = self.named(found, indicator, carried=start < sentence[0])
                if named is not None:
                    return named.index
                pointed = antecedent(self.reading, found)
                if pointed is not None and pointed[1] is not None:
                    return pointed[1].index
                if pointed is None and not (found.start < indicator[1] and indicator[0] < found.end):
                    return self.subject_of((found.start, found.end))
            number -= 1
        return None

    def named(self, topic: Group, indicator: _Span, *, carried: bool) -> Item | None:
        """The first name of a topic, unless it only tells where, or which of a kind: 黄石|小伙, 洛阳|到郑州的时间."""
        for element in topic.elements:
            item = element.item
            if item is not None and item.type in (_LASTING if carried else _TOPICS):
                measured = topic.end > indicator[0] and topic.start < indicator[1]
                if self.text[item.end : item.end + 1] in _ROUTES or (not measured and self._one_of_a_kind(item, topic)):
                    return None
                return item
        return None

    def _one_of_a_kind(self, name: Item, topic: Group) -> bool:
        """Tell whether people or bodies of a place follow its name (黄石|小伙, 武汉|五大商业集团)."""
        return self.roles.get(self.text[max(name.end, topic.end - 2) : topic.end]) == "class"

    def topic(self, clause: int, end: int) -> Group | None:
        """The topic of a clause, but for one that says nothing of its own: 同比, 其规模."""
        found = topic(self.reading, clause, end)
        if (
            found is None
            or self.text[found.start] == "其"
            or self.roles.get(self.text[found.start : found.end]) == "basis"
        ):
            return None
        return found

    def subject_of(self, topic: _Span) -> int | None:
        """The subject of the last fact that measures a topic: 产值提高到9亿元,|税收由1亿元增至2亿元 are of one firm."""
        for fact in reversed(self.facts[-_MANY_NAMES:]):
            if topic[0] < fact.indicator[1] and fact.indicator[0] < topic[1]:
                return fact.subject
        return None

    def time(self, item: Item, indicator: _Span, clause: _Span, sentence: _Span) -> int | None:
        """The time a quantity holds for.

        It is the nearest before the quantity in its part of the sentence, else the first behind it in its clause, else
        the time of the last quantity in the sentence before. What lasts (占地面积, how long or how old) has none but in
        its own clause.
        """
        lasts = self.lasts(item, indicator)
        floor = max(sentence[0], self.text.rfind(";", sentence[0], item.start) + 1)
        for other in reversed(self.reading.within(max(floor, clause[0]) if lasts else floor, item.start)):
            if self.dates(other, clause[0]):
                return other.index
        for other in self.reading.within(item.end, clause[1]):
            if self.dates(other, clause[0]):
                return other.index
        return None if lasts else self.time_before(sentence[0])

    def lasts(self, item: Item, indicator: _Span) -> bool:
        """Tell whether a quantity is one of those that stay as they are."""
        if item.index is not None and self.reading.quantities[item.index].kind in ("duration", "age"):
            return True
        start, end = indicator
        return any(self.roles.get(self.text[max(start, end - length) : end]) == "lasting" for length in (2, 3, 4))

    def time_before(self, start: int) -> int | None:
        """The time of the last fact, where it stands in the sentence before this one, on the same line."""
        if not self.facts or not start or self.text[start - 1] == "\n":
            return None
        last = self.reading.quantities[self.facts[-1].quantity]
        return self.facts[-1].time if last.start >= self.reading.sentence(start - 1)[0] else None

    def dates(self, item: Item, clause_start: int) -> bool:
        """Tell whether an item is a time that can date a fact.

        None to compare with, not when it was reported, and what repeats (每年) in its own clause alone.
        """
        if item.type != "TIME" or self.text[item.start - 1 : item.start] in _COMPARED:
            return False
        assert item.index is not None
        if item.start < clause_start and self.reading.times[item.index].edtf.startswith("R/"):
            return False
        clause = self.reading.clauses[self.reading.clause(item.start)]
        return not _REPORTED.search(self.text, item.end, clause[1])

    def change(self, approach: _Approach, indicator: _Span, item: Item, clause_start: int) -> str | None:
        """A verb of change right before the number, before the noun it measures, or in the noun (增速)."""
        if approach.change or approach.rank:
            return approach.change
        if approach.linked and indicator[1] <= item.start:
            return None
        start, end = indicator
        before = self.reading.words.starts[self.reading.word(start - 1)] if start else 0
        for low, high in ((end - 2, end), (start, start + 2), (start - 2, start), (before - 2, before)):
            role = self.roles.get(self.text[max(0, low) : high])
            if role in _CHANGES and low >= clause_start:
                return role
        return None


class _Facts:
    def __call__(self, doc: Doc) -> Doc:
        if doc._.quantities:
            doc._.facts = _FactFinder(doc).find()
        return doc


@Language.factory("hbnews_facts")
def make_facts(nlp: Language, name: str) -> _Facts:
    """Make the component."""
    return _Facts()
