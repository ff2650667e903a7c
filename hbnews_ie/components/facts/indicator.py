"""The indicator of a quantity: the words that say what it measures.

It stands in one of three places, tried in an order that depends on the kind of quantity:

* behind it, the noun counted (``40多家|企业``) or the noun that 的 ties to it (``80%的|核心部件``);
* before it, past words that only link (``参与该机制的企业|已达|40多家``, ``通关时间|从4小时缩短至|1.5小时``);
* in the clause before, where the quantity's own clause only tells the change (``产值30亿元,同比增长8%``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hbnews_ie.components.facts.approach import Approach, comparison_before
from hbnews_ie.components.facts.carried import GAINED, PEOPLE, Carried, is_who
from hbnews_ie.components.facts.counted import NounBehind
from hbnews_ie.components.facts.durations import done_before, done_in, lived, shift, stays, sums_up
from hbnews_ie.components.facts.edges import from_clause_start, is_name, whole_measure, without_subject
from hbnews_ie.components.facts.sharing import in_turn, shared
from hbnews_ie.components.facts.words import RATES, fact_words, measure_before
from hbnews_ie.components.syntax.lexemes import LEXEMES, act_words
from hbnews_ie.components.syntax.phrases import phrase_after, phrase_before
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.layers import Fact, Quantity
from hbnews_ie.lexicon import read_list

__all__ = ["IndicatorFinder"]

_Span = tuple[int, int]
_SHORT = 8  # characters of a clause before its verb of change, which may hold a verb that is a noun there
_INVESTING = read_list("investing")
_SINCE = ("距今", "距今已", "距今已有")  # 距今|约4亿年
_RACE = re.compile(
    "(?:[、和]\\d{2,5}米)*[\u4e00-\u9fff]{0,4}(?:冠军|亚军|金牌|银牌|铜牌|级比赛|级决赛|级冠军|预赛|决赛|半决赛|直道赛|绕标赛|越野|竞走|栏|接力|自由泳|蛙泳|仰泳|蝶泳|混合泳|短跑|长跑|赛跑)"
)  # 200米|预赛
_DIMENSIONS = tuple("重长宽高深厚粗")
_ALSO_COMPARED = ("高", "长")  # words of a dimension that as often compare
_OF_ALL = ("全", "总", "净")
_RATE = re.compile("|".join(RATES))  # walked over, they name what is measured where nothing else does
_EACH = re.compile(f"(?:{'|'.join(read_list('averages'))})[\u4e00-\u9fff]{{2,3}}$")
_LONGEST_EACH = 5
_SINGLED = re.compile("(?:光是|光|单是|单单|仅是)(?P<thing>[\u4e00-\u9fff]{2,10}?)(?:一项)?,?[就便]")
_PAYING = frozenset("以拟将用")  # 以|3亿元收购, 拟|3亿元收购
_HOW_DONE = ("现场", "集中", "新", "累计", "共", "签约", "分批")
_GIVEN = read_list("given_money")
_STATUS = frozenset({"call", "done", "ongoing"})
_AGES = ("年龄", "寿命", "年纪", "岁数")
_LIMITS = ("以上", "以下", "以内")
_DONE = ("完成",)
_KINDS = read_list("written_and_made")
_DOERS = frozenset(read_list("doers"))
_PARTING = ("分为", "分成", "共分", "可分为")  # 项目|分为|3期
_GOT = read_list("got")
_BY_NOW = ("如今", "现在", "目前", "现今", "到如今", "到现在")
_SOON = ("即可", "就能", "便可", "就可", "即能", "便能")
_PARTLY = ("局地", "局部", "大部", "大部地区", "部分地区", "局部地区")
_PER = re.compile("每[万千百十]$")
_DAILY = re.compile("(?<![今昨明当每近本去前同次翌生节假工平周年月日0-9一二三四五六七八九十])[年日]$")
_WORKED = read_list("worked")
_PAPERS = read_list("papers_of_trade")
_MEDALS = re.compile("[金银铜](?=[0-9一二两三四五六七八九十]{1,3}[金银铜]|(?<=[银铜])[,。;高])")
_CLASS = "类"
_DEPTHS = read_list("depths")
_OWN_OF_WORKS = read_list("own_of_works")
_GREATEST = re.compile("最[大小][\u4e00-\u9fff]{0,2}[高宽深长厚径距]$")
_LONGEST_GREATEST = 6
_PLACINGS = ("排名", "名次", "位次", "排位")
_MORE = re.compile("比[^,。;的]{1,12}(?P<verb>[多少][赚挣收卖花拿得交])$")  # 每亩比中稻|多赚|600元
_PARTED = re.compile("(?:其中,?)?(?P<which>[^,。;的\\d]{2,16}的)(?:就)?(?:占|约占|占到|占了|达|达到)$")
_KEPT = re.compile("(?:保持|维持|恢复到?|保留)了?(?P<what>[^,。;的\\d]{2,12})的$")
_FEW = 3  # words between a price and what was done for it: 以3亿元|一次性|买断


class IndicatorFinder:
    """Finds the indicators of one document; ``facts`` are those found so far, which the finder adds to."""

    def __init__(self, reading: Reading, facts: Sequence[Fact]) -> None:
        self.reading = reading
        self.text = reading.text
        self.facts = facts
        self.counted = NounBehind(reading)
        self.carried = Carried(reading, facts)

    def find(self, quantity: Quantity, approach: Approach, clause: _Span, sentence: _Span) -> tuple[_Span, str] | None:
        """Return the indicator of a quantity and the rule that found it."""
        end = clause[1]
        if (
            self.is_class(quantity)
            or sums_up(self.reading, quantity, end)
            or self.text.endswith("周年", quantity.start, quantity.end)
            or (quantity.kind == "duration" and self.text.startswith("平均", quantity.end))  # 两年|平均增长19.4%
            or self.text.endswith((*_SINCE, *_PARTING), 0, quantity.start)
            or (quantity.kind == "duration" and self.text.startswith(_SOON, quantity.end))  # 7小时|即可返回
            or (quantity.kind == "measure" and self.text.endswith(_DEPTHS, 0, quantity.start))
            or (quantity.kind == "measure" and _RACE.match(self.text, quantity.end))
        ):
            return None
        if quantity.kind == "rank" and self.text.startswith("大", quantity.end):
            largest = phrase_after(self.reading, quantity.end + 1, end)
            return (largest, "noun-behind") if largest is not None else None  # 湖北第一大|贸易伙伴
        if quantity.kind == "rank" and self.text.startswith(_PLACINGS, clause[0], quantity.start):
            return (clause[0], clause[0] + len(_PLACINGS[0])), "rate"  # 排名|升至第八
        fronted = self.fronted(quantity, clause)
        if fronted:
            return fronted, "fronted"
        rest = self.carried.members(quantity) or self.carried.rest(quantity, sentence)
        if rest:
            return rest, "carried"
        rate = _RATE.match(self.text, approach.start, quantity.start)
        if rate and approach.start == clause[0] and quantity.kind == "ratio":
            return rate.span(), "rate"  # 增幅|比去年同期提高|2.6个百分点, 涨幅|为0.3%
        change_only = bool(approach.basis or approach.spread or approach.change)
        turn = in_turn(self.reading, quantity)
        if turn is not None and turn.measured is not None:
            return turn.measured, "respectively"
        found = shared(self.reading, self.facts, quantity, sentence) if approach.spread and turn is None else None
        if found:
            return without_subject(self.reading, *found), "respectively"
        named = self.named(quantity, approach, end)
        if named:
            return named
        if quantity.kind == "duration":
            if done := done_in(self.reading, quantity, clause, sentence[1]):
                return done, "done-in"
            if done := done_before(self.reading, quantity, clause):
                return done, "done-in"
            if done := lived(self.reading, quantity, *clause):
                return done, "lived"
        saved = approach.change == "decrease" and not approach.basis and quantity.kind == "ratio"
        lasting = quantity.kind == "duration" and self.text.endswith("连续", 0, quantity.start)
        tied = not lasting and (not change_only or saved or quantity.kind != "ratio")
        leads = quantity.kind == "count" and self.text.endswith("率", 0, approach.start)  # 李明率|50人的代表团
        measured = measure_before(self.text, approach.start) and not leads
        if tied and quantity.kind not in ("rank", "age") and not measured:
            found = self.counted.find(quantity, end)
            if found:
                return found, "noun-behind"
        if lasting:
            return ((quantity.end, end), "lasting") if stays(self.reading, quantity.end, end) else None
        found = self.verb_behind(quantity, end) if quantity.kind == "count" else None
        if found:
            who = phrase_before(self.reading, approach.start, clause[0])
            if who is not None and self.text.endswith(read_list("attenders"), *who) and not is_name(self.reading, *who):
                return who, "noun-before"  # 师生代表|160多人|出席
            return found, "verb"
        found = self.singled(quantity, clause)
        if found:
            return found, "singled"
        found = self.kept(quantity, clause[0]) or self.parted(quantity, clause[0])
        if found:
            return found, "share"
        found = self.before(approach, clause)
        listed = turn is not None and found is not None and found[1] <= turn.end  # 孝感、咸宁|依次为…
        of_whom = listed or (
            found is not None and (self.tells_where(*found) or is_name(self.reading, *found))
        )  # 像这样的企业,|深圳|有1333家
        found = None if of_whom else found
        if quantity.kind == "age" and not (found and self.text.endswith(_AGES, *found)):
            return None  # how old somebody is: 38岁的…, 他今年76岁
        if found and quantity.kind == "duration" and not approach.linked and self._is_body_or_quality(found[1]):
            return None  # who took so long for what follows, or what it was like: 孝感|两年建成…, 重要|一年
        if found:
            return self._own_of_works(found, quantity), "noun-before"
        if quantity.kind == "duration" and not approach.linked:
            return None  # how long an action took: 7个月拼出…
        if quantity.kind == "duration" and (moved := shift(self.reading, quantity.start)):
            return moved, "verb"
        if found := self.gained(quantity.start, clause[0]):
            return found, "verb"
        opens = approach.start == clause[0] or self.text[clause[0] : approach.start] in _BY_NOW
        goes_on = approach.linked and (opens or self.text[approach.start - 1] == ",")
        if (
            change_only
            or goes_on
            or quantity.kind in ("rank", "ratio")
            or listed
            or (of_whom and (approach.linked or quantity.kind == "count"))
        ):
            found = self.carried.of_clause_before(quantity, clause, sentence, alike=of_whom)
            if found:
                return found, "carried"
        remaining = self.text.endswith("剩", clause[0], quantity.start)  # 只剩|3天
        completed = self.text.endswith(_DONE, approach.start, quantity.start)  # 主持|完成|8项
        found = self.verb_before(quantity.start if remaining or completed else approach.start, clause[0])
        if found and completed and found[0] == approach.start:
            found = (self.verb_before(approach.start, clause[0]) or found)[0], found[1]
        got = quantity.kind in ("money", "count") and self.text.endswith(_GOT, 0, quantity.start)
        if found is None and (got or (approach.change and quantity.kind in ("money", "count"))):
            found = self.verb_before(quantity.start, clause[0])  # 省政府|削减|6亿元
        if found:
            return found, "verb"
        return (rate.span(), "rate") if rate else None

    def is_class(self, quantity: Quantity) -> bool:
        """Whether a sum only says of which size the things are that are counted behind it: 10亿元以上|项目|97个."""
        start = quantity.end
        if not self.text.endswith(_LIMITS, quantity.start, start) or measure_before(self.text, quantity.start):
            return False
        found = phrase_after(self.reading, start, self.reading.clauses[self.reading.clause(quantity.start)][1])
        counted = self.reading.covering(found[1]) if found is not None and found[1] < len(self.text) else None
        return found is not None and found[0] == start and counted is not None and counted.type == "QUANTITY"

    def fronted(self, quantity: Quantity, clause: _Span) -> _Span | None:
        """What the next clause says that a number alone is: 6812亿元,|这是湖北去年的|进出口总值."""
        number = self.reading.clause(clause[0]) + 1
        alone = quantity.start == clause[0] and quantity.end == clause[1]
        if not alone or number >= len(self.reading.clauses):
            return None
        start, end = self.reading.clauses[number]
        return phrase_before(self.reading, end, start) if self.text.startswith("这是", start) else None

    def singled(self, quantity: Quantity, clause: _Span) -> _Span | None:
        """What is singled out to tell how much it is alone: 光是|邮件|就写了1100多封, 单是|早稻|,便能多收."""
        start, end = clause
        if self.text.startswith(("就", "便"), start) and start > 1:
            start = self.reading.clauses[max(0, self.reading.clause(start) - 1)][0]
        found = _SINGLED.match(self.text, start, min(end, quantity.start))
        if found is None:
            return None
        thing = found.start("thing")
        return (
            found.span("thing") if self.reading.words.starts[self.reading.word(thing)] == thing else None
        )  # 光|伏产业

    def kept(self, quantity: Quantity, limit: int) -> _Span | None:
        """Of what a share is kept: 保持|初始效率|的97%以上."""
        found = _KEPT.search(self.text, limit, quantity.start) if quantity.kind == "ratio" else None
        return found.span("what") if found is not None else None

    def parted(self, quantity: Quantity, limit: int) -> _Span | None:
        """Which of those counted before make up a share: 其中|企业主导建设的|占62.3%."""
        found = _PARTED.match(self.text, limit, quantity.start) if quantity.kind == "ratio" else None
        return found.span("which") if found is not None else None

    def named(self, quantity: Quantity, approach: Approach, limit: int) -> tuple[_Span, str] | None:
        """What the words right around a number say without a noun: 重|465公斤的卫星, 以1.9亿元|收购."""
        start, end = quantity.start, quantity.end
        if quantity.kind == "money" and self.text.startswith("的", end):
            verb = next((verb for verb in _INVESTING if self.text.endswith(verb, 0, start)), None)
            if verb is not None and not measure_before(self.text, start):
                return (start - len(verb), start), "verb"  # 投资|2亿元|的项目
        paper = (
            phrase_after(self.reading, end, limit, verbal=True) if quantity.kind == "money" and end < limit else None
        )
        if paper is not None and paper[0] == end and self.text.endswith(_PAPERS, *paper):
            return paper, "noun-behind"  # 签订15亿元|购销合同
        medals = _MEDALS.match(self.text, end)
        if medals is not None:
            return (end, end + 1), "medals"  # 11|金|9银14铜
        greatest = _GREATEST.search(self.text, max(0, start - _LONGEST_GREATEST), start)
        if quantity.kind == "measure" and greatest is not None:
            return greatest.span(), "dimension"  # 大坝|最大坝高|93.5米
        plain = quantity.kind == "measure" and approach.change is None
        if quantity.kind == "measure" and self._is_dimension(start):
            return (start - 1, start), "dimension"  # 铁塔|高|58米
        if plain and self.text.endswith(_DIMENSIONS, 0, start) and self.text.startswith("的", end):
            whole = self.text.endswith(_OF_ALL, 0, start - 1)  # 全长|18公里的
            return (start - 1 - whole, start), "dimension"
        given = next((verb for verb in _GIVEN if self.text.endswith(verb, 0, start)), None)
        if quantity.kind == "money" and given is not None:
            return (start - len(given), start), "verb"  # 为辖内农户|授信|9.84亿元
        if quantity.kind != "money" or self.text[start - 1 : start] not in _PAYING:
            return None
        place = self.reading.word(end) if end < limit else len(self.reading.words.starts)
        for word in range(place, min(place + _FEW, len(self.reading.words.starts))):
            begin, stop = self.reading.words.starts[word], self.reading.words.ends[word]
            if stop > limit or self.text[begin] == "的":
                break
            if self.text[begin:stop] in act_words():
                return (begin, stop), "verb"
        return None

    def _is_dimension(self, end: int) -> bool:
        """Whether the word before a number tells in which direction something is so large, compared with nothing."""
        words, place = self.reading.words, self.reading.word(end - 1) if end else 0
        clause = self.reading.clauses[self.reading.clause(max(0, end - 1))][0]
        alone = end > clause and words.starts[place] == end - 1 and self.text[end - 1] in _ALSO_COMPARED
        return alone and not comparison_before(self.reading, end - 1, clause)

    def before(self, approach: Approach, clause: _Span) -> _Span | None:
        """The noun phrase that ends where the linking words begin."""
        start, end = clause[0], approach.start
        end -= self.text.endswith("中", start, end)  # 100多座火山|中|有30多座
        found = phrase_before(self.reading, end, start, verbal=not approach.linked, opening=approach.linked)
        if found is None and approach.change and 1 < end - start <= _SHORT:
            found = phrase_before(self.reading, end, start, verbal=True, opening=True)  # 客户|退货|减少
        if found is None and self.text.startswith(_DONE, end):
            found = phrase_before(self.reading, end, start, verbal=True, opening=True)  # 引水系统|开挖|完成85%
        measure = measure_before(self.text, end)
        if measure and end - measure >= start and (found is None or found[0] > end - measure):
            found = (end - measure, end)  # 用时, which the dictionary cuts in two
            whole = phrase_before(self.reading, end - measure, start, verbal=True)
            if whole is not None and self.text.endswith("占比", *found):
                found = whole[0], end  # 海外收入|占比
        if found is None and self.text.endswith(_CLASS, start, end):
            kind = phrase_before(self.reading, end - 1, start, verbal=True)
            found = (kind[0], end) if kind is not None else None  # 先进制造业类|8个
        if found is None or is_who(self.reading, found):
            return None
        if approach.change and self._are_bodies(*found):
            rate = _RATE.match(self.text, approach.start)
            return rate.span() if rate is not None else None  # 江城大学|增速|超过五成
        found = whole_measure(self.reading, *found, start)
        per = _PER.search(self.text, start, found[0])
        if per is None and self.text.startswith(_WORKED, found[0]):
            per = _DAILY.search(self.text, start, found[0])
        found = per.start() if per is not None else found[0], found[1]  # 每万|人口发明专利拥有量
        if approach.linked and "的" in self.text[found[0] : found[1]]:
            found = from_clause_start(self.reading, found, start)
        if not approach.linked and (not measure_before(self.text, end) or self.text.endswith("资金", start, end)):
            found = self._classed(self._handled(*found), start)
        return without_subject(self.reading, *found)

    def _own_of_works(self, found: _Span, quantity: Quantity) -> _Span:
        """Of 新建|年产5万吨|的…项目, the measure that tells works apart, without what is done to them."""
        start, end = found
        own = next((word for word in _OWN_OF_WORKS if self.text.endswith(word, start + 1, end)), "")
        if not own or not (own == "年产" or self.text.startswith("的", quantity.end)):
            return found
        done = (*read_list("handling"), "投建", "规划建设", "的")
        return (end - len(own), end) if self.text.endswith(done, start, end - len(own)) else found

    def _handled(self, start: int, end: int) -> _Span:
        """Of 全市|新建|冷库, what is counted: the noun behind the last verb that does something to it."""
        words = self.reading.words
        for place in range(self.reading.word(end - 1) - 1, self.reading.word(start) - 1, -1):
            stop = words.ends[place]
            kind = self.text[stop:end] in _DOERS or self.text.endswith(_KINDS, stop, end)
            makes_kind = words.tags[place] == "vn" and kind  # 食品|加工|企业, 培训|方案
            if self.text[max(start, words.starts[place]) : stop] in read_list("handling") and not makes_kind:
                return stop, end
            if self.text[stop - 1] == "的":
                break
        return start, end

    def _classed(self, found: _Span, limit: int) -> _Span:
        """Take in the stage that classes projects: 其中签约|项目, 石城市开工|项目, but 现场签约|项目8个."""
        if self.text[slice(*found)] != "项目":
            return found
        stage = next((word for word in read_list("stages_of_works") if self.text.endswith(word, limit, found[0])), "")
        before = found[0] - len(stage)
        done = self.text.endswith(_HOW_DONE, limit, before) or (
            before > limit and self.reading.words.tags[self.reading.word(before - 1)] == "d"
        )
        return (before, found[1]) if stage and not done else found

    def _is_body_or_quality(self, end: int) -> bool:
        """Whether a body, a place or an adjective ends at an offset."""
        item = self.reading.covering(end - 1)
        if item is None:
            return self.reading.words.tags[self.reading.word(end - 1)] == "a"
        return item.type in ("ORG", "PLACE") and item.end == end

    def _are_bodies(self, start: int, end: int) -> bool:
        """Whether a phrase names bodies and nothing else, who raise or cut something: 省政府|削减|6亿元."""
        names = self.reading.within(start, end)
        bodies = [name for name in names if name.type == "ORG"]
        return bool(bodies) and sum(name.end - name.start for name in bodies) >= end - start - len(names) + 1

    def tells_where(self, start: int, end: int) -> bool:
        """Whether a phrase only tells in how much of a place something is so: 局地|可达37℃."""
        return self.text[start:end] in _PARTLY

    def verb_behind(self, quantity: Quantity, limit: int) -> _Span | None:
        """The verb tells of whom are so many: 34人|受伤."""
        if self.text[quantity.end - 1] not in PEOPLE or quantity.end >= limit:
            return None
        words, place = self.reading.words, self.reading.word(quantity.end)
        while words.ends[place] < limit and self._sets_status(place):
            place += 1  # 约1400人|可能|休假, 7人|已经|遇难
        start, end = words.starts[place], words.ends[place]
        if self.text[start:end] == "相比" or self.text[start:end] in fact_words() or self.text[end - 1] in "至到获被":
            return None  # 从26人|减至9人, 王林等8人|获奖章
        return (start, end) if words.tags[place].startswith("v") and end <= limit else None

    def _sets_status(self, place: int) -> bool:
        """Whether a word says that what follows may be or has been."""
        words = self.reading.words
        word = self.text[words.starts[place] : words.ends[place]]
        return not _STATUS.isdisjoint(LEXEMES[words.tags[place]][word].classes)

    def gained(self, end: int, limit: int) -> _Span | None:
        """The verb right before a sum that was gained, for each or in all: 亩均增收|800元, 为农民|增收|6亿元."""
        more = _MORE.search(self.text, limit, end)
        if more is not None:
            return more.span("verb")
        verb = next((verb for verb in GAINED if self.text.endswith(verb, limit, end)), None)
        return self.each(end, limit) or ((end - len(verb), end) if verb is not None else None)

    def each(self, end: int, limit: int) -> _Span | None:
        """By how much it grew for each: 亩均增收|800元."""
        each = _EACH.search(self.text, max(limit, end - _LONGEST_EACH), end)
        return each.span() if each else None

    def verb_before(self, end: int, limit: int) -> _Span | None:
        """The verb itself names what is measured: 亏了|五六十万元, 用时|6个月."""
        if end <= limit:
            return None
        place = self.reading.word(end - 1)
        start = self.reading.words.starts[place]
        return (start, end) if start >= limit and self.reading.words.tags[place].startswith("v") else None
