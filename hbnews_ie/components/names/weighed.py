"""Where the rules and the tagger disagree, who is believed.

The tagger's head ``guide`` learned all seven types from sentences of today's news annotated by the guide. What signs
settle (《》, a quotation with a class noun) stays with the rules, and so do names that are longer than what the tagger
sees. A name of the tagger stands where the rules saw nothing, and in the place of shorter names, or of another type
for the same words, if the tagger is sure enough; of a standing name (国务院) the type stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from hbnews_ie.components.names.choose import by_offset
from hbnews_ie.components.names.divisions import find_divisions
from hbnews_ie.components.names.no_names import INNER_BODIES, opens_post
from hbnews_ie.components.names.persons import ANONYMOUS, begins_name
from hbnews_ie.components.names.tagged import is_common_word, is_field
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import TOWNSHIPS, context_words, heads, place_kinds
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list
from hbnews_ie.tagger import Reading, Span

__all__ = ["weigh"]

_TYPES = frozenset({"PERSON", "ORG", "PLACE", "PROJECT", "ACTIVITY", "DOCUMENT", "PRODUCT"})
_SURE_ALONE = 0.6
_KNOWN_NAME = "known-name"
_OF_KNOWN_TYPE = (_KNOWN_NAME, "known-place")
_SURE_OF_MORE = 0.3  # 黄河|内蒙古段
_SURE_OF_MORE_THAN_KNOWN = 0.6  # 央视|综合频道
_SURE_OF_TYPE = 0.7
_SURE_OF_END = 0.9
_COUNTED = re.compile(rf"\d{{1,4}}{alternation(read_list('classifiers'))}")  # 2座|移动变电站 are no name
_COUNT_BEHIND = re.compile(rf"\d{{1,4}}[余多]?{alternation(read_list('classifiers'))}$")
_SEVERAL = re.compile("[三四五六七八九十]大[\u4e00-\u9fff]{2,8}$|各[\u4e00-\u9fff]{1,6}$")
_DAY = re.compile(r"(?:[\d一二三四五六七八九十]{1,3}月)?[\d一二三四五六七八九十]{1,3}[日号]")
_LAND = re.compile("大地$|(?<=山)余脉$|(?<=[山区])(?:深处|脚下|腹地)$|(?<=[江河湖])[东南西北两左右]岸$")
_MANNERS = read_list("manners_of_people")
_SAYING_TAGS = ("v", "d")  # “着力打造…体系” is a saying
_LONG_QUOTATION = 10  # characters in quotation marks that are hardly only a saying
_LONGEST_PERSON = 4
_OF_VILLAGE = ("大队", "小队", "生产队")
_BRIGADE = re.compile("公社[\u4e00-\u9fff]{2,8}[大小生产]队$")
_NEVER = 2.0
_LETTERS = re.compile("[A-Za-zÀ-ÿ]+")
_FIRST_SCHOOL = re.compile("[^大]{2,8}大学(?=[^大]{2,8}大学$)")
_OFFICE_AND = re.compile("(?<=[厅局委府])(?:[与和]|联合|会同)(?=[\u4e00-\u9fff]{3})")
_DIVISIONS = "市县区"
_ORGAN = re.compile("(?:中央|市委|省委|县委|地委)?机关报$")
_UNDERTAKINGS = ("工程", "计划", "行动")
_SETTLED = ("surname-after-title", "appointed", "quoted-service", "title-marks", "press", "service-number")
_THIN = {"foreign-name": 0.2, "place-chain": 0.02, "place-form": 0.02, "quoted-head": 0.02}


def weigh(
    view: View, reading: Reading, names: Iterable[Mention], hidden: Iterable[tuple[int, int]] = ()
) -> list[Mention]:
    """Settle the disagreements between names of the rules, which do not overlap, and what the tagger reads.

    ``hidden`` are fixed phrases that are no names, nor hold any (长江学者). The rule of a name that the tagger adds is
    ``model:`` and its type in small letters.
    """
    no_names = {offset for start, end in hidden for offset in range(start, end)}
    names = [name for name in names if name.start in view.title_ends or not _is_unseen(view, reading, name)]
    owners = by_offset(names)
    lost: set[Mention] = set()
    won: list[Mention] = []
    for seen in reading.spans:
        span = reduce(lambda span, mend: mend(view, span), _MENDS, seen)
        others = list(dict.fromkeys(owners[at] for at in range(span.start, span.end) if at in owners))
        if (
            span.confidence >= _needed(span, others)
            and not (span.start in no_names and span.end - 1 in no_names)
            and not _is_side(view, span)
            and not _reaches_before_surname(view, span, others)
            and not _COUNTED.match(view.text, span.start, span.end)
            and _may_be_name(view, span)
        ):
            lost.update(others)
            won += _as_schools(view, Mention(span.start, span.end, span.type, f"model:{span.type.lower()}"))
    kept = find_divisions(view, reading, [name for name in names if name not in lost] + won, no_names)
    return _as_clear_persons(view, sorted(kept, key=lambda name: name.start))


def _as_schools(view: View, name: Mention) -> list[Mention]:
    """Part two universities that only a blank of the page has parted: 江城大学|云梦理工大学."""
    first = _FIRST_SCHOOL.match(view.text, name.start, name.end) if name.type == "ORG" else None
    return [name] if first is None else [replace(name, end=first.end()), replace(name, start=first.end())]


def _as_clear_persons(view: View, names: Sequence[Mention]) -> list[Mention]:
    """Let what is clearly a person once, behind a title, be one wherever it stands: 市委书记张秀山…,张秀山|走进.

    A body does not end with one (…医院骨科|金伟), and among persons of a list stands another: 吕力、|马旭村|、王立莉.
    """
    persons = {
        view.text[name.start : name.end] for name in names if name.type == "PERSON" and name.start in view.title_ends
    }
    listed = {
        name
        for before, name, behind in zip(names, names[1:], names[2:], strict=False)
        if name.type == "PLACE" and _is_listed(view, before, name, behind)
    }
    read: list[Mention] = []
    for name in names:
        text = view.text[name.start : name.end]
        last = next((person for person in persons if text.endswith(person) and text != person), "")
        is_one = text in persons and (name.type == "PLACE" or name.rule == "model:org")
        if is_one or name in listed:
            read.append(replace(name, type="PERSON", rule="repeat"))
        elif last and name.type == "ORG" and name.rule.startswith("model:"):
            cut = name.end - len(last)
            read += [replace(name, end=cut), Mention(cut, name.end, "PERSON", "repeat")]
        else:
            read.append(name)
    return read


def _is_listed(view: View, before: Mention, name: Mention, behind: Mention) -> bool:
    """Whether what could be a person's name stands between two persons of a list."""
    joined = view.text[before.end : name.start] == view.text[name.end : behind.start] == "、"
    persons = before.type == behind.type == "PERSON"
    return joined and persons and name.end - name.start <= _LONGEST_PERSON and begins_name(view.text[name.start])


def _without_level(view: View, span: Span) -> Span:
    """Leave the level of a place to what it begins: 黑龙江|省长, 湖北|省属国企."""
    if span.type == "PLACE" and view.lends_level(span.end) and span.end - span.start > 2:
        return span._replace(end=span.end - 1)
    return span


def _without_land(view: View, span: Span) -> Span:
    """Leave to the clause what only paints a place, or says on which side of it: 荆楚|大地, 汉江|南岸."""
    land = _LAND.search(view.text, span.start, span.end) if span.type == "PLACE" else None
    return span._replace(end=land.start()) if land is not None and land.start() > span.start else span


def _without_verb(view: View, span: Span) -> Span:
    """Leave the verb to the clause: 回|老河口, 捕捉到|台湾海峡."""
    place = view.place_ending.get(span.end, span.start)
    if span.type != "PLACE" or place <= span.start:
        return span
    before = range(view.word_at[span.start], view.word_at[place])
    return span._replace(start=place) if any(view.words.tags[word].startswith("v") for word in before) else span


def _without_inner_body(view: View, span: Span) -> Span:
    """Leave the committee or board to the post that it opens: 国网湖北电力|党委书记."""
    party = next((word for word in INNER_BODIES if view.text.endswith(word, span.start, span.end)), "")
    start = span.end - len(party)
    if span.type == "ORG" and party and start > span.start and opens_post(view.text, start, span.end):
        return span._replace(end=start)
    return span


def _without_day(view: View, span: Span) -> Span:
    """Leave the day to the clause: 十五日|群英大会."""
    day = _DAY.match(view.text, span.start, span.end)
    return span._replace(start=day.end()) if day is not None and span.type == "ACTIVITY" else span


def _without_count(view: View, span: Span) -> Span:
    """Leave to the clause what counts the noun behind: 蔡甸区|3所."""
    count = _COUNT_BEHIND.search(view.text, span.start, span.end)
    if count is None and span.type in ("PLACE", "ORG"):
        count = _SEVERAL.search(view.text, span.start, span.end)  # 武当山|三大黄金旅游区, 钟祥医院|各学科
    if count is None or count.start() == span.start:
        return span
    place = view.place_ending.get(count.start()) == span.start
    return span._replace(end=count.start(), type="PLACE" if place else span.type)


def _without_partner(view: View, span: Span) -> Span:
    """Leave to the rules the office that a body joins: 省财政厅与|江城银行."""
    joint = _OFFICE_AND.search(view.text, span.start, span.end) if span.type == "ORG" else None
    return span._replace(start=joint.end()) if joint is not None else span


def _with_country(view: View, span: Span) -> Span:
    """Take in the foreign country that a body is said to be of: 德国|莱希特汽车电子公司."""
    country = view.place_ending.get(span.start, span.start) if span.type == "ORG" else span.start
    name = view.text[country : span.start]
    foreign = place_kinds().get(name) == "country" and not name.startswith("中国")
    return span._replace(start=country) if foreign else span


def _to_end_of_word(view: View, span: Span) -> Span:
    """Take in the letters that go on, of whatever alphabet: 德国莱茵T|ÜV."""
    letters = _LETTERS.match(view.text, span.end) if view.text[span.end - 1].isascii() else None
    return span._replace(end=letters.end()) if letters is not None and view.text[span.end - 1].isalpha() else span


def _without_manner(view: View, span: Span) -> Span:
    """Leave to the clause how somebody speaks: 厉见光|笑着说."""
    is_one = span.type == "PERSON" and view.text.endswith(_MANNERS, span.start, span.end)
    return span._replace(end=span.end - 2) if is_one and span.end - span.start > 3 else span


def _as_team(view: View, span: Span) -> Span:
    """Let a team be no place: 卫冕冠军|岳阳队."""
    is_one = span.type == "PLACE" and view.text.endswith("队", span.start, span.end)
    return span._replace(type="ORG") if is_one and not view.text.endswith(_OF_VILLAGE, span.start, span.end) else span


def _as_commune(view: View, span: Span) -> Span:
    """Let a brigade or team of a commune be a place: 汉川县马口公社|油榨大队."""
    is_one = span.type == "ORG" and _BRIGADE.search(view.text, span.start, span.end)
    return span._replace(type="PLACE") if is_one else span


def _as_township(view: View, span: Span) -> Span:
    """Let what ends like a township be no person, but behind a title: 杨柳镇|作为示范片区."""
    is_one = span.type == "PERSON" and span.end - span.start == 3 and view.text[span.end - 1] in TOWNSHIPS
    return span._replace(type="PLACE") if is_one and span.start not in view.title_ends else span


def _without_doubled_level(view: View, span: Span) -> Span:
    """Leave the level to who leads it: 桐泾区|区领导."""
    doubled = span.end - span.start > 3 and view.text[span.end - 1] == view.text[span.end - 2] in _DIVISIONS
    return span._replace(end=span.end - 1) if doubled and span.type == "PLACE" else span


def _without_organ(view: View, span: Span) -> Span:
    """Leave to the clause what a paper is to a party: 日本工农联盟|中央机关报."""
    organ = _ORGAN.search(view.text, span.start, span.end) if span.type == "ORG" else None
    return span._replace(end=organ.start()) if organ is not None and organ.start() > span.start else span


def _as_undertaking(view: View, span: Span) -> Span:
    """Let what ends like an undertaking be one, however much it sounds like a product: 北斗二号|卫星工程."""
    is_one = span.type == "PRODUCT" and view.text.endswith(_UNDERTAKINGS, span.start, span.end)
    return span._replace(type="PROJECT") if is_one else span


#: What is done to each span of the tagger before it is weighed, in order.
_MENDS = (
    _without_count,
    _without_land,
    _without_verb,
    _without_level,
    _without_inner_body,
    _without_day,
    _without_manner,
    _without_partner,
    _with_country,
    _to_end_of_word,
    _as_team,
    _as_commune,
    _as_township,
    _as_undertaking,
    _without_doubled_level,
    _without_organ,
)


def _is_unseen(view: View, reading: Reading, name: Mention) -> bool:
    """Whether a name was found on thin evidence where the tagger is sure that there is none."""
    least = _THIN.get(name.rule)
    if least is None or _is_telling_quotation(view, name):
        return False
    return reading.inside(name.start, name.end) <= least


def _is_telling_quotation(view: View, name: Mention) -> bool:
    """Whether a project or meeting stands in quotation marks at such length that they hold no saying, nor a list."""
    first = view.word_at[name.start]
    return (
        name.type in ("PROJECT", "ACTIVITY")
        and name.rule == "quoted-head"
        and name.end - name.start >= _LONG_QUOTATION
        and "、" not in view.text[name.start : name.end]
        and (name.type == "ACTIVITY" or not any(map(_begins_saying, view.words.tags[first : first + 2])))
    )


def _begins_saying(tag: str) -> bool:
    return tag.startswith(_SAYING_TAGS)


def _needed(span: Span, others: Sequence[Mention]) -> float:
    """How sure the tagger must be of a span to put it in the place of the names that it overlaps."""
    if span.type not in _TYPES:
        return _NEVER  # a title is no name
    if len(others) == 1 and _goes_on(span, others[0]):
        return _SURE_OF_END
    if any(other.rule in _SETTLED for other in others):
        return _NEVER
    if not others:
        return _SURE_ALONE
    if _are_several(span, others):
        return _NEVER
    if not all(span.start <= other.start and other.end <= span.end for other in others):
        return _NEVER
    if (others[0].start, others[0].end) != (span.start, span.end):
        return _SURE_OF_MORE_THAN_KNOWN if any(other.rule == _KNOWN_NAME for other in others) else _SURE_OF_MORE
    known = others[0].type == span.type or others[0].rule in _OF_KNOWN_TYPE or _is_office(others[0])
    return _NEVER if known else _SURE_OF_TYPE


def _is_office(name: Mention) -> bool:
    """Whether the last word of a name makes it an office of a level, which it stays: 黄冈|军分区."""
    head = heads().get(name.rule.removeprefix("head:"))
    return head is not None and head.admin and head.type == "ORG"


def _are_several(span: Span, others: Sequence[Mention]) -> bool:
    """Whether places that no chain joins fill a span: 香港|澳门."""
    edges = [span.start, *(other.end for other in others)]
    return (
        span.type == "PLACE"
        and len(others) > 1
        and all(other.type == "PLACE" and other.start == edge for other, edge in zip(others, edges, strict=False))
        and edges[-1] == span.end
    )


def _goes_on(span: Span, other: Mention) -> bool:
    """Whether a Chinese person's name has one more character: 冯金|考出席."""
    if not span.type == other.type == "PERSON" or span.start != other.start:
        return False
    return span.end == other.end + 1 <= span.start + _LONGEST_PERSON


def _is_side(view: View, span: Span) -> bool:
    """Whether a span is the country in the name of a side in talks: 中|方."""
    return span.end - span.start == 1 and view.text.startswith("方", span.end)


def _reaches_before_surname(view: View, span: Span, others: Sequence[Mention]) -> bool:
    """Whether a person of the rules begins one character later, and no surname with that one: …集团华汇|黄强."""
    settled = any((name.type, name.start, name.end) == ("PERSON", span.start + 1, span.end) for name in others)
    return settled and span.type == "PERSON" and not begins_name(view.text[span.start])


def _is_anonymous(view: View, span: Span) -> bool:
    """Whether somebody is called by surname alone: 李姐, 王先生, 老张."""
    nobody = ANONYMOUS.match(view.text, span.start + 1)
    familiar = view.text[span.start] == "老" and span.end - span.start == 2 and begins_name(view.text[span.start + 1])
    return familiar or (nobody is not None and nobody.end() == span.end)


def _may_be_name(view: View, span: Span) -> bool:
    """Whether nothing speaks against a name: a bracket without its partner, or, of a person, an everyday word.

    Somebody by surname alone stays anonymous.
    """
    text = view.text[span.start : span.end]
    if any(text.count(left) != text.count(right) for left, right in ("“”", "《》", "()")):
        return False
    if span.type == "PLACE" and text in read_list("no_places"):
        return False
    if span.type == "ORG" and (text in read_list("peoples") or is_field(view, span)):
        return False  # 纳西、景颇等民族
    if span.type != "PERSON":
        return True
    if len(text) == 1 or _is_anonymous(view, span):
        return False
    return text not in context_words("noperson") and not is_common_word(view, span)
