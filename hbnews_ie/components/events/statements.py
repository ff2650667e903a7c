"""Statements: who says what.

The content is a quotation, or the clause after the verb to the end of the sentence; with speech on
both sides of the verb (“…。”李明说,…) there are two. The speaker is the person, body or unnamed voice of a
body before the verb; a pronoun stands for the last who spoke or acted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hbnews_ie.components.events.fillers import JOINED, Filler
from hbnews_ie.components.events.occasions import occasion
from hbnews_ie.components.events.speakers import Speakers
from hbnews_ie.components.events.status import mood
from hbnews_ie.components.events.triggers import word_edges
from hbnews_ie.components.syntax.clause import ASPECTS, START, Element, elements_of
from hbnews_ie.components.syntax.speech import AND_SAYS, speaking
from hbnews_ie.components.weighing import Evidence
from hbnews_ie.layers import Argument, Event
from hbnews_ie.lexicon import alternation, read_list, read_table

if TYPE_CHECKING:
    from hbnews_ie.components.events.finder import EventFinder

__all__ = ["Saying", "StatementFinder", "evidence"]

_LOCALS = ("时", "后", "中", "上")  # the dictionary has 时说 and the like as words
_CALLED = ("(下", "以下", "(又", "(俗", "(也", "(原", "(前", "(统")
_PERFORMED = read_list("performed")
_THANKS = 2  # characters
_LONGEST_MANNER = 120  # characters of a sentence about who said what was quoted before it
_WHILE = ("边", "一边")
_GOVERNING = frozenset({"verb", "cause", "about", "to", "by", "ba", "de"})
_NOUNS = ("建议", "回应", "要求", "提议", "倡议")
_TELLING_WHOM = read_list("telling_whom")
_NAMING = frozenset({"noun", "name", "modifier", "list", "de"})
_STOPS = "。!?;,…"
_SAYS = re.compile("|".join(AND_SAYS))
_MOVING = ("令人", "让人", "使人", "叫人")
_INSTRUCTIONS = ("批示", "精神")
_HEARERS = read_list("hearers")
_OPENERS = re.compile(rf"{alternation(_HEARERS)}?(?:道|到)?(?:,|:|[,:]?(?=“))")
_MANNER = re.compile("得[^,。:;“”]{1,8}(?=[:,])")  # 说|得直白:“…”
# 告诉|《中国科学报》, but not 公布|《管理办法》
_LISTENERS = re.compile(
    r"《[^《》\n]{1,12}(?:(?:[报刊网]|新闻|杂志|周末|时间|观察)》(?:的?记者)?|》的?记者)(?=[,:。])"
    "|[\u4e00-\u9fff]{2,8}(?:报|网|社|台|视|新闻)的?记者(?=[,:。])"
)
_FEELING = re.compile(
    r"(?:热烈|衷心|强烈|深切|诚挚|真诚|由衷|高度|亲切|充分|崇高)?的?"
    r"(?:感谢|祝贺|欢迎|抗议|慰问|敬意|谢意|哀悼|赞赏|赞同|肯定|认可|谴责|反对|支持|同意|不满|遗憾|关切)(?=[,。;!?\n])"
)
_ITEMS = frozenset("点条项份个大")  # classifiers of what is said
_QUOTATION = re.compile(r"“[^“”\n]{0,1500}”")


@cache
def _verbs() -> dict[str, str]:
    return {row["word"]: row["weak"] for row in read_table("speech_verbs")}


@cache
def _search() -> re.Pattern[str]:
    branches: dict[str, list[str]] = defaultdict(list)
    for word in _verbs():
        branches[word[0]].append(word[1:])
    parts = []
    for first, rests in sorted(branches.items()):
        rests.sort(key=lambda rest: (-len(rest), rest))
        parts.append(f"{first}(?:{'|'.join(rests)})")
    return re.compile("|".join(parts))


@cache
def _said_after() -> re.Pattern[str]:
    return re.compile(rf"了?[^,。;]{{0,60}}(?:后|时)(?:又|还)?{speaking()}")


@dataclass(slots=True)
class Saying:
    """A verb of speech with what stands around it, and the statement it would make."""

    event: Event
    word: str
    use: str
    objection: str
    before: Sequence[Element]
    after: Sequence[Element]
    speakers: list[Filler]


def evidence(saying: Saying) -> list[Evidence]:
    """Return what speaks for and against a verb of speech making a statement."""
    objection = saying.objection or "none"
    speaker = saying.speakers[0]
    who = speaker.item.type if speaker.item is not None else "NP"
    own = any(element.start <= speaker.start < element.end for element in saying.before)
    return [
        ("always", "-"),
        ("word", saying.word),
        ("objection", f"{objection} {saying.use or 'says'}"),
        ("objection to word", f"{objection} {saying.word}"),
        ("speaker", f"{who} {'own' if own else 'carried'}"),
        ("before", f"{saying.before[-1].kind if saying.before else '-'} {objection}"),
        ("after", f"{saying.after[0].kind if saying.after else '-'} {objection}"),
        *(("word class before", name) for name in {name for element in saying.before for name in element.classes}),
    ]


class StatementFinder:
    """Finds the statements of one document, with the help of the finder of the other events."""

    def __init__(self, finder: EventFinder) -> None:
        self.finder = finder
        self.reading = finder.reading
        self.text = finder.text
        self.quotations = [match.span() for match in _QUOTATION.finditer(self.text)]
        self.closed_at = {end: start for start, end in self.quotations}
        self.opened_at = dict(self.quotations)
        self.speakers = Speakers(finder)
        self.events: list[Event] = []

    def find(self) -> list[Event]:
        """Return the statements in order of their verbs."""
        hits = [(*match.span(), _verbs()[match.group()]) for match in _search().finditer(self.text)]
        hits = self.without_doubles([hit for hit in hits if self.stands_alone(hit[0], hit[1])])
        hits += self.verbs_before_colon({hit[0] for hit in hits})
        for start, end, use in sorted(hits):
            self.read(start, end, use)
        return self.events

    def without_doubles(self, hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Keep one of two verbs in a row: the first (介绍|说), but the second behind a paper (公告|称) or a manner."""
        kept: list[tuple[int, int, str]] = []
        for hit in hits:
            if kept and kept[-1][1] == hit[0] and self.text[hit[0] : hit[1]] in AND_SAYS:
                first = self.text[kept[-1][0] : kept[-1][1]]
                if kept[-1][2] != "paper" and first not in read_list("manners_of_speech"):
                    continue
                kept.pop()
            kept.append(hit)
        return kept

    def stands_alone(self, start: int, end: int) -> bool:
        """Tell whether a stretch is a word of its own, outside names."""
        left, right = word_edges(self.reading, start, end)
        if self.text[end:right] in AND_SAYS:
            right = end  # 说道, 笑称: one word of the dictionary
        if (right != end and not self.opens_phrase(start, end)) or (
            left != start and self.text[left:start] not in _LOCALS
        ):
            return False
        if self.text.endswith(_CALLED, 0, start) and self.text[start:end] == "称":
            return False  # 江城集团(下|称江城)
        if self.text.endswith(read_list("papers_sent"), 0, start) or self.text.startswith("地", end):
            return False  # 印发|通报, 感慨|地说
        noun = self.text[start:end] in _NOUNS and self.text[start - 1 : start] in (*JOINED, "”")  # 发布“…”|倡议
        if noun or self.text[end : end + 1] in JOINED:
            return False  # 想法、|建议, 社员建议|和队长批语
        if self.text[start:end] == "宣布" and self.text.startswith(_PERFORMED, end):
            return False
        return self.reading.covering(start) is None

    def opens_phrase(self, start: int, end: int) -> bool:
        """Tell whether the dictionary has the verb and what is said in one: 表示|感谢."""
        place = self.reading.word(start)
        words = self.reading.words
        return words.starts[place] == start and words.tags[place] == "i" and words.ends[place] - end >= _THANKS

    def verbs_before_colon(self, known: set[int]) -> list[tuple[int, int, str]]:
        """Any verb reports that a colon and a quotation follow: 算了一笔账:“…”."""
        found = []
        for start, _ in self.quotations:
            if self.text[start - 1 : start] != ":" or start < 2:
                continue
            elements = elements_of(self.reading, self.reading.clause(start - 2))
            if any(element.start in known for element in elements):
                continue
            verbs = [element for element in elements if element.kind == "verb"]
            if verbs:
                found.append((verbs[-1].start, verbs[-1].end, "colon"))
        return found

    def read(self, start: int, end: int, use: str) -> None:
        """Add the statement that a verb of speech makes, if it has a speaker and a content."""
        candidate = self.candidate(start, end, use)
        if candidate is not None and self.finder.is_statement(candidate):
            self.speakers.last = candidate.speakers
            self.events.append(self.finder.choose(candidate.event, {}))

    def candidate(self, start: int, end: int, use: str) -> Saying | None:
        """Read what stands around a verb of speech; None where nobody speaks or nothing is said."""
        clause = self.reading.clause(start)
        before, after = self.finder.surveyor.around(clause, start, end)
        if before and (before[-1].kind == "de" or self.is_counted(before[-1])):
            return None
        if self.text.endswith(read_list("speech_nouns"), 0, start) or self.text.startswith(_INSTRUCTIONS, end):
            return None  # 重要|指示, 指示|批示
        if self.text.endswith(_MOVING, 0, start) or self.goes_on_to_say(end, self.reading.clauses[clause][1]):
            return None  # 令人|感慨
        objection, contents = self.contents(start, end, use, clause, before, after)
        contents = [content for content in contents if self.text[slice(*content)] not in _HEARERS]
        speakers = self.speakers.find(before, clause, self.text[start:end]) if contents else []
        if use in ("tell", "colon"):
            speakers = [f for f in speakers if f.item and f.item.type == "PERSON"]
        if not contents or not speakers:
            return None
        arguments = [filler.argument("speaker") for filler in speakers]
        arguments += [Argument("content", *content) for content in contents]
        arguments += self.circumstances(start, clause, whole=contents[-1][1] < self.reading.sentence(start)[0])
        event = Event(
            type="STATEMENT",
            status="negated" if mood(before) == "negated" else "done",
            start=start,
            end=end,
            arguments=tuple(sorted(arguments, key=START)),
            rule=f"speech:{self.text[start:end]}",
        )
        return Saying(event, self.text[start:end], use, objection, before, after, speakers)

    def goes_on_to_say(self, start: int, end: int) -> bool:
        """Tell whether another verb of speech closes the clause: 回顾|了成就之后说,…."""
        return _said_after().fullmatch(self.text, start, end) is not None

    def is_counted(self, before: Element) -> bool:
        """Tell whether what is said is counted, so that the verb is a noun: 提出|4点|建议."""
        return before.kind == "quantity" and self.text[before.end - 1] in _ITEMS

    def contents(
        self,
        start: int,
        end: int,
        use: str,
        clause: int,
        before: Sequence[Element],
        after: Sequence[Element],
    ) -> tuple[str, list[tuple[int, int]]]:
        """Return what is said, before and behind the verb, and what speaks against its being said at all."""
        clause_start, clause_end = self.reading.clauses[clause]
        told_to = next((word for word in _HEARERS if self.text.startswith(word, end)), "")
        heard = end + len(told_to)
        quoted = self.quoted_before(clause_start) or self.quoted_before_sentence(clause, heard)
        if quoted and told_to and self.ends_sentence(heard):
            return "", [quoted]  # “…。”李大山|告诉|记者
        if self.text.endswith("边", 0, start) and self.text.startswith(_WHILE, end):
            return "", [quoted] if quoted else []  # “…。”李大山边|说|边摘
        if use == "colon":
            said = self.content_behind(clause_end + 1, self.reading.sentence(start)[1])
            return "", [said] if said else []
        told = next((element.start for element in after if element.kind not in ASPECTS), clause_end)
        if use == "tell" or (use == "report" and self.text.startswith("了", end)):
            said = self.trimmed(told, clause_end)
            return "", [content for content in (quoted, said) if content] if said else []
        says = _SAYS.match(self.text, end)
        if says is not None:
            use, end = "", says.end()
        manner = _MANNER.match(self.text, end)
        if manner is not None:
            end = manner.end()
        end += self.text.startswith("了", end)
        listener = _LISTENERS.match(self.text, end)
        if listener is not None:
            end = listener.end()
        opener = _OPENERS.match(self.text, end)
        addressed = self.behind_addressee(end, after) > end or (quoted and self.ends_sentence(end))
        if use == "order" and not addressed and not self.orders(before, after if opener is None else None):
            said = self.trimmed(told, clause_end)
            return "no order", [said] if said else []
        if use in ("yes", "report", "paper") and opener is None and not (quoted and self.ends_sentence(end)):
            said = self.trimmed(told, clause_end)
            return "not opened", [said] if said else []
        sentence_end = self.reading.sentence(start)[1]
        if end < len(self.text) and self.text[end] == "\n" and quoted is None:
            said = self.headline_behind(end)
        else:
            said = self.content_behind(opener.end() if opener else self.behind_addressee(end, after), sentence_end)
            if self.text[start:end] == "宣布" and self.text.endswith(_PERFORMED, end, clause_end):
                said = self.trimmed(end, clause_end)  # 宣布大会开幕,|李明主持
        feeling = _FEELING.match(self.text, *said) if said else None
        if feeling is not None:
            said = feeling.span()  # 表示|感谢,并介绍了…
        return "", [content for content in (quoted, said) if content]

    def behind_addressee(self, end: int, after: Sequence[Element]) -> int:
        """Where what is said begins, behind those who are told it: 提醒|市民,|明后两天降温."""
        told = self.text.endswith(_TELLING_WHOM, 0, end)
        clause_end = self.reading.clauses[self.reading.clause(end - 1)][1]
        only = after and all(element.kind in _NAMING for element in after)
        return clause_end + 1 if told and only and self.text.startswith(",", clause_end) else end

    def orders(self, before: Sequence[Element], after: Sequence[Element] | None) -> bool:
        """The verb of its clause, with another ``after`` it unless a sign opens what is said: 省防指|要求|各地值守."""
        if any(element.kind in _GOVERNING for element in before):
            return False  # 按照|省防指|要求,…
        return after is None or any(element.kind in ("verb", "cause", "light") for element in after[1:])

    def headline_behind(self, end: int) -> tuple[int, int] | None:
        """A line that ends with the verb (张三强调) has its content in the headline below."""
        stop = self.text.find("\n", end + 1)
        return self.trimmed(end + 1, stop if stop >= 0 else len(self.text))

    def ends_sentence(self, offset: int) -> bool:
        """Tell whether nothing but a stop follows."""
        return offset >= len(self.text) or self.text[offset] in "。!?\n"

    # Content

    def quoted_before(self, clause_start: int) -> tuple[int, int] | None:
        """Return the quotation that closes right before the clause of the verb (“…。”李明说)."""
        edge = clause_start
        while edge > 0 and self.text[edge - 1] in ",:":
            edge -= 1
        start = self.closed_at.get(edge)
        if start is None:
            dated = self.reading.clause(edge - 1) if edge else 0
            begin, end = self.reading.clauses[dated]
            alone = end == edge and self.reading.time_alone(dated)
            return self.quoted_before(begin) if alone else None  # “…。”11月8日,|李明说
        others = self.text[start - 1 : start] == "," and self.text.endswith((*AND_SAYS, "表示"), 0, start - 1)
        own = (
            self.text[start - 1 : start] != ":"
            and not others
            and (self.text[edge - 2] in _STOPS or not self.is_inside(start))
        )
        return self.trimmed(start + 1, edge - 1) if own else None

    def is_inside(self, start: int) -> bool:
        """Tell whether a quotation stands within a clause: 拿着自己画的|“量子猫”,笑着说."""
        return start > 0 and self.text[start - 1] not in _STOPS + ":\n”》"

    def quoted_before_sentence(self, clause: int, end: int) -> tuple[int, int] | None:
        """“…。”李明一边示范,一边笑着|说。: who spoke does something else first, and the verb closes the sentence."""
        start = self.reading.sentence(self.reading.clauses[clause][0])[0]
        goes_on = self.reading.clause(start) < clause and end - start <= _LONGEST_MANNER
        return self.quoted_before(start) if goes_on and self.ends_sentence(end) else None

    def content_behind(self, start: int, sentence_end: int) -> tuple[int, int] | None:
        """What follows the verb: a whole quotation, else the words to the end of the sentence."""
        end = self.opened_at.get(start)
        if end is not None and (end >= len(self.text) or self.text[end] in "。!?\n;," or self.text[end - 2] in "。!?"):
            if end < sentence_end and self.text[end] == ",":
                return self.trimmed(start, sentence_end)
            return self.trimmed(start + 1, end - 1)
        return self.trimmed(start, sentence_end)

    def trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        """Leave out blanks, the final stop, and a quotation mark whose partner is outside."""
        text = self.text
        while start < end and text[start] in " ,:":
            start += 1
        while end > start and (
            text[end - 1] in _STOPS + " "
            or (text[end - 1] == "”" and text.count("“", start, end) < text.count("”", start, end))
        ):
            end -= 1
        return (start, end) if end - start >= 2 else None

    def circumstances(self, start: int, clause: int, *, whole: bool) -> list[Argument]:
        """The time and the occasion named before the verb in its clause or the one before.

        They may stand in the ``whole`` sentence where what is said stands before it.
        """
        found: list[Argument] = []
        sentence = self.reading.sentence(start)[0]
        floor = sentence if whole else max(sentence, self.reading.clauses[max(0, clause - 1)][0])
        for item in self.reading.within(floor, start):
            filler = Filler(item.start, item.end, item)
            if self.reading.is_quoted(item, start):
                continue
            if item.type == "TIME":
                found.append(filler.argument("time"))
            elif item.type == "ACTIVITY":
                found.append(filler.argument("occasion"))
        held = occasion(self.reading, clause, start)
        if held is not None and not any(argument.role == "occasion" for argument in found):
            found.append(held.argument("occasion"))
        return found
