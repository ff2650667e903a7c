"""The noun behind a number: what is counted, 40多家|企业, or what 的 ties to it, 80%的|核心部件."""

from __future__ import annotations

import re
from itertools import pairwise

from hbnews_ie.components.facts.edges import is_name
from hbnews_ie.components.facts.words import BASES, LEVELS, RATES, measure_before, measure_behind
from hbnews_ie.components.syntax.function_words import word_classes
from hbnews_ie.components.syntax.lexemes import LEXEMES, act_words
from hbnews_ie.components.syntax.phrases import governs, phrase_after
from hbnews_ie.components.syntax.reading import Item, Reading
from hbnews_ie.layers import Quantity
from hbnews_ie.lexicon import read_list

__all__ = ["NounBehind"]

_Span = tuple[int, int]
_GENERIC = frozenset(
    {"标准煤", "标煤", "油当量", "时间", "期间", "工夫", "光景", "时候", "人民币", *BASES}
)  # behind a number they name nothing
_CLASSES = re.compile(r"(?:[一-鿿]{2})?[大小中分亚][类项](?![^\W\d和与及共有中的])")  # 41个|工业大类
_COUNT_THEMSELVES = ("人", "次", "户", "票")  # units that need no noun: 200人|参加北京的比赛
_COUNTING_ACTS = ("项", "条", "大")  # 12项|加快发展措施
_PAIRED = ("和", "、", "或", "与")  # between two numbers of the same things
_QUALITIES = read_list("qualities")
_SIZES = ("measure", "money")
_OF_BODIES = ("家", "个")
_RECORDS = ("纪录", "记录", "成绩", "佳绩", "战绩")
_SETTING = ("创下", "创造", "创", "创出", "取得", "达到", "达", "以", "了", "出", "过", "的", "是", "为", "跑出")
_TOGETHER = ("签", "合作", "达成", "结对", "共建", "联合", "携手", "牵手", "对接", "建立")  # behind those who do it
_TOWARDS = ("到", "至", "往", "向", "了")
_PERSONS = (*"员师民兵手众户", "学生", "学员", "企业", "市民", "旅客", "顾客", "乘客", "患者", "记者", "作者")
_OF_PEOPLE = frozenset({"户", "人", "名", "口", "位"})
_AMOUNTS_TO = re.compile(r"(?:合计|总计|共计|共|均|已)?(?:为|达到?|约|近|超过?|突破)+\d")
_GIVEN_PRIZE = re.compile("(?:成果|项目|企业|单位|集体|个人)[\u4e00-\u9fff]{2,16}(?:奖|称号)")
_TOLD = ("项目情况", "企业情况", "工程情况")
_WHERE = ("处", "远", "之外", "开外")
_WITH_WHOM = frozenset("与向给对为同跟")
_LARGE = re.compile("大(?!类)(?=..)")  # 9|大|站点


class NounBehind:
    """Finds the nouns behind the numbers of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text

    def find(self, quantity: Quantity, limit: int) -> _Span | None:
        """Return the noun phrase that follows, straight or tied with 的; None where the number measures it not."""
        start = quantity.end
        if self.text.startswith("亩地", start - 1):
            return start, start + 1  # 34亩|地, which the dictionary takes for a particle
        if self.text.startswith("(", start) or (quantity.kind == "measure" and self.text.startswith(_WHERE, start)):
            return None  # 300万股|(总股本的2%), 村东200米|处
        start += quantity.kind in _SIZES and self.text.startswith("级", start)  # 30万吨|级|油轮
        joined = self.text[start : start + 1] in _PAIRED
        following = self.reading.covering(start + joined) if start + joined < limit else None
        if (
            following is not None
            and following.type == "QUANTITY"
            and (not joined or self._is_like(quantity, following))
        ):
            # 30个|十亿元以上|重大项目, 5个|5000吨级|泊位, 3000元|和2000元|的奖金
            start = following.end + self.text.startswith("级", following.end)
        if start < limit and self._word_at(start) in read_list("thresholds"):
            return None  # 突破|6000亿元|大关
        if quantity.unit == "个" and (kinds := _CLASSES.match(self.text, start)):
            return kinds.span()
        came = self._word_at(start) if start < limit else ""
        if came.startswith("来") and len(came) == len("来华") and came[1] not in "自到源":
            comers = phrase_after(self.reading, start + len(came), limit)
            if comers is not None and comers[0] == start + len(came):
                return start, comers[1]  # 10万余名|来华留学生
        tied = self.text.startswith("的", start)
        if tied and quantity.kind == "age":
            return None
        if quantity.kind == "count" and not tied:
            described = self._described(quantity, limit)
            acts = self.text.endswith(_COUNTING_ACTS, 0, start)
            if described is not None or (governs(self._word_at(start)) and not acts):
                return described  # but nobody where 200人|参加江城的比赛
        verbal = tied or quantity.kind == "count"
        found = phrase_after(self.reading, start + tied, limit, verbal=verbal)
        if found is None and self._is_last_act(quantity, limit):
            return start, limit
        if found is None and verbal:
            found = phrase_after(self.reading, self._behind_acts(start + tied, limit), limit)
        if found is not None and not tied and self.text.startswith(LEVELS, found[1]) and self._is_one_verb(*found):
            return None  # 由1086家|调整|至…
        if found is None or self.text[slice(*found)] in _GENERIC or (tied and is_name(self.reading, *found)):
            return None  # 距离地球|38万公里|的月球
        if quantity.kind == "duration" and not tied and self.reading.covering(found[0]) is not None:
            return None  # 上市不到两年,|李明的质押率
        if quantity.kind == "duration" and self.text.startswith("时间", found[0]):
            return found[0] + len("时间"), found[1]  # 用两年时间|分流职工
        if quantity.kind in ("count", "measure") and not tied:
            found = self._before_act(quantity, *self._counted(*found))
            if self.text[quantity.start - 1] in _WITH_WHOM or quantity.start == self._clause_start(quantity):
                found = self._without_act(*found, limit)
        found = self._before_share(*found)
        if quantity.kind == "count" and not tied:
            found = self._before_predicate(*found, limit)
        if found[0] >= found[1]:
            return None  # 5420人|紧急转移: nothing is said of who they are
        if quantity.kind == "measure" and not tied and (size := measure_behind(self.text, found[0])):
            return found[0], min(found[1], found[0] + size)  # 0.4米|分辨率|雷达卫星
        if quantity.kind == "count" and quantity.unit is None and _LARGE.match(self.text, *found):
            found = found[0] + 1, found[1]  # 9大|站点
        if tied and self.text.endswith(_RECORDS, *found) and not self.text.endswith(_SETTING, 0, quantity.start):
            return None  # 创下|单月填筑|38.2万立方米的|纪录
        if tied and self.text.startswith("成绩", found[0]):
            return found[0], found[0] + len("成绩")  # 24秒51的|成绩|打破纪录
        if tied and self._owns(*found) and self._follows_noun(quantity.start):
            return None  # 拥有员工|860人|的江北集团
        if tied:
            found = self._before_ranking(*found)
        if quantity.kind == "money" and not tied:
            first = self._word_at(found[0])
            if first in act_words() and len(first) < found[1] - found[0]:
                return None  # 投资5亿元|建设厂房: what it is for
        return found

    def _before_ranking(self, start: int, end: int) -> _Span:
        """以94%的|开工率|名列全省第一: what is measured ends where its rank is told."""
        ranks = (self.text.find(verb, start + 1, end) for verb in read_list("ranking"))
        return start, min((at for at in ranks if at > 0), default=end)

    def _before_predicate(self, start: int, end: int, limit: int) -> _Span:
        """18间|房屋|严重损坏, 98只|股票|涨幅超过100%: without how it was, or the rate at which they changed."""
        for rate in RATES:
            if (at := self.text.find(rate, start + 1, end)) > 0:
                return start, at
        words, last = self.reading.words, self.reading.word(end - 1)
        begin, word = words.starts[last], self.text[words.starts[last] : end]
        how = words.tags[last] in ("a", "ad", "d") or word in read_list("hows")
        acts = end < limit and words.tags[self.reading.word(end)].startswith("v")
        return (start, max(start, begin)) if how and acts else (start, end)

    def _before_share(self, start: int, end: int) -> _Span:
        """1518项|环境问题|近半已解决, 9个|项目|情况: without what share of them follows, or that they are told of."""
        share = self.reading.covering(end - 1)
        if share is not None and share.type == "QUANTITY" and start < share.start:
            return start, share.start - (self.text[share.start - 1] in _PAIRED)
        given = _GIVEN_PRIZE.match(self.text, start)
        if given is not None:
            return start, start + 2  # 11项|成果|湖北省技术发明奖一等奖
        told = self.text.endswith(_TOLD, start, end)
        return start, end - len("情况") * told

    def _behind_acts(self, start: int, limit: int) -> int:
        """Where the noun may begin behind what was done to what is counted: 8个|集中开工|重大项目."""
        words, place = self.reading.words, self.reading.word(start) if start < limit else 0
        while start < limit and LEXEMES[words.tags[place]][self.text[start : words.ends[place]]].act:
            start, place = words.ends[place], place + 1
        return start

    def _described(self, quantity: Quantity, limit: int) -> _Span | None:
        """Who or what a relative clause right behind the number tells of: 300名|来自江城的|学生."""
        verb = self._word_at(quantity.end)
        end = quantity.end + len(verb)
        if verb == "“":
            quoted = self.text.find("”的", end, limit)
            return phrase_after(self.reading, quoted + 2, limit) if quoted >= 0 else None  # 66个|“不合规”的|项目
        tie = self.text.find("的", end, limit)
        is_verb = self.reading.words.tags[self.reading.word(quantity.end)].startswith("v")
        if tie < 0 or not is_verb or self.text.endswith(_COUNT_THEMSELVES, 0, quantity.end):
            return None
        return phrase_after(self.reading, tie + 1, limit) if tie == end or governs(verb) else None

    def _is_last_act(self, quantity: Quantity, limit: int) -> bool:
        """Whether a verb that closes the clause tells what was done so often: 击退对手|78次|进攻."""
        verb = self._word_at(quantity.end) if quantity.end < limit else ""
        is_verb = bool(verb) and self.reading.words.tags[self.reading.word(quantity.end)] == "v"
        return is_verb and len(verb) > 1 and quantity.unit == "次" and quantity.end + len(verb) == limit

    def _word_at(self, offset: int) -> str:
        """The word that an offset stands in, from there on."""
        return self.text[offset : self.reading.words.ends[self.reading.word(offset)]]

    def _clause_start(self, quantity: Quantity) -> int:
        """Where the clause of a quantity begins."""
        return self.reading.clauses[self.reading.clause(quantity.start)][0]

    def _is_like(self, quantity: Quantity, item: Item) -> bool:
        """Whether another quantity measures in the same unit."""
        other = self.reading.quantities[item.index] if item.index is not None else None
        if other is None or other.kind != quantity.kind:
            return False
        return other.unit == quantity.unit or {other.unit, quantity.unit} <= _OF_PEOPLE  # 1568户、|4672名|渔民

    def _counted(self, start: int, end: int) -> _Span:
        """Of 6名|运动员|的检查, those that are counted: nouns before 的, unless they only say what the rest is like."""
        for average in read_list("averages"):
            if (each := self.text.find(average, start + 1, end)) >= 0:
                return start, each  # 300户|花农|人均增收8000元
        for join in ("和", "与", "及"):
            at = self.text.find(join, start + 1, end)
            named = self.reading.covering(at + 1) if 0 < at < end - 1 else None
            if named is not None and named.start == at + 1 and named.type in ("ORG", "PLACE", "PERSON"):
                return start, at  # 12个|中央部委|和河南省人民政府
        at = self.text.find("与", start + 1, end)
        if at > 0 and self.text.startswith(_TOGETHER, end):
            return start, at  # 129家|企业|与主管部门签订了合同
        measured = self._before_measure(start, end)
        if measured is not None:
            return start, measured
        size = measure_before(self.text, end)
        if 0 < size < end - start - 1 and _AMOUNTS_TO.match(self.text, end):
            return start, end - size  # 15只|基金|规模为168亿元
        quoted = self.text.find("“", start + 1, end)
        if quoted >= 0 and self.text.endswith("”", start, end):
            return start, quoted - self.text.startswith("的", quoted - 1)  # 5家|单位|“五一劳动奖状”
        tie = self.text.find("的", start, end)
        if tie < 0 or self.reading.covering(tie) is not None:
            return start, end
        words = self.reading.words
        first, last = self.reading.word(start), self.reading.word(tie - 1)
        is_noun = (words.tags[last].startswith("n") or self.text[tie - 1] == ")") and not self.text.endswith(
            _QUALITIES, start, tie
        )
        nominal = not any(tag.startswith(("v", "p")) for tag in words.tags[first : last + 1])
        return (start, tie) if is_noun and nominal else (start, end)

    def _before_measure(self, start: int, end: int) -> int | None:
        """Where those end who are counted before what is measured of them: 484家|规上工业企业|增加值."""
        for edge in range(start + 2, end - 1):
            if self.text.endswith((*read_list("agents"), "项目"), start, edge) and measure_behind(self.text, edge):
                return edge
        return None

    def _before_act(self, quantity: Quantity, start: int, end: int) -> _Span:
        """Of those who act, or are done something to, what is counted: 5家芯片企业|签订协议, 82项事项|集中到….

        Of people of a body, the body, if bodies are counted: 9家企业|负责人.
        """
        words, text = self.reading.words, self.text
        if text.endswith(_OF_BODIES, quantity.start, quantity.end) and text.endswith(
            read_list("spokesmen"), start, end
        ):
            size = max(len(word) for word in read_list("spokesmen") if text.endswith(word, start, end))
            return (start, end - size) if size < end - start else (start, end)
        for place in range(self.reading.word(start) + 1, self.reading.word(end - 1) + 1):
            begin, stop = words.starts[place], words.ends[place]
            acts = self._act(place, self.reading.word(end - 1))
            if begin > start and acts and text.endswith((*read_list("agents"), "项目", "工程"), start, begin):
                return start, begin  # 200多家企业|转型, 258个项目|开工建设
            if begin > start and self._tells_how(place, end):
                return start, begin  # 23条产业链|精准招商, 1180亩小麦|有效|应对旱情
            if begin > start and text.endswith(_PERSONS, start, begin) and self._tells(place):
                return start, begin  # 62名|消防员|赶赴现场, 7名|群众|成功获救
            if begin <= start or words.tags[place] != "v" or not words.tags[place - 1].startswith("n"):
                continue
            named = self.reading.covering(stop) if stop < len(text) else None
            moved = text.startswith(_TOWARDS, stop) or (named is not None and named.type == "PLACE")
            if moved or text.endswith(read_list("agents"), start, begin):
                return start, begin
        return start, end

    def _act(self, first: int, last: int) -> bool:
        """Whether all words of a stretch are verbs, or tell how what they tell is done: 签约|成功."""
        words = self.reading.words
        return all(
            words.tags[place] in ("v", "vn")
            or (place > first and self.text[words.starts[place] : words.ends[place]] in read_list("hows"))
            for place in range(first, last + 1)
        )

    def _tells_how(self, place: int, end: int) -> bool:
        """Whether a word tells how what follows it up to ``end`` is done."""
        words = self.reading.words
        stops = words.ends[place : self.reading.word(end - 1) + 1]
        acts = (self.text[begin:stop] for begin, stop in pairwise(stops))
        tags = words.tags[place + 1 : place + len(stops)]
        done = all(
            tag in ("v", "vn") or act in read_list("stages_of_works") for tag, act in zip(tags, acts, strict=True)
        )
        return done and "manner" in word_classes().get(self.text[words.starts[place] : words.ends[place]], ())

    def _tells(self, place: int) -> bool:
        """Whether a word tells what those before it do, how, or what they are on average."""
        words = self.reading.words
        word = self.text[words.starts[place] : words.ends[place]]
        kinds = word_classes().get(word, ())
        tells = words.tags[place] in ("v", "i", "z") or "manner" in kinds
        return tells or word in read_list("motions") or word.startswith("平均")

    def _without_act(self, start: int, end: int, limit: int) -> _Span:
        """Of those with whom or for whom something is done, who they are: 与|30家|企业|签订供货协议."""
        words, last = self.reading.words, self.reading.word(limit - 1)
        for place in range(self.reading.word(start) + 1, self.reading.word(end - 1)):
            if words.tags[place] != "v" or not words.tags[place - 1].startswith("n"):
                continue
            is_act = self.text[words.starts[place] : words.ends[place]] in act_words() and words.tags[last] != "v"
            if is_act or "v" not in words.tags[place + 1 : last + 1]:  # but 与|5家|成果转化机构|签约
                return start, words.starts[place]
        return start, end

    def _owns(self, start: int, end: int) -> bool:
        """Whether a phrase is the name of somebody or something that has what is counted."""
        item = self.reading.covering(start)
        return item is not None and item.type in ("ORG", "PROJECT") and (item.start, item.end) == (start, end)

    def _follows_noun(self, offset: int) -> bool:
        """Whether a noun stands right before a quantity."""
        return offset > 0 and self.reading.words.tags[self.reading.word(offset - 1)].startswith("n")

    def _is_one_verb(self, start: int, end: int) -> bool:
        """Whether a stretch is one verb or verbal noun of the dictionary."""
        words, place = self.reading.words, self.reading.word(start)
        return words.ends[place] == end and words.tags[place].startswith("v")
