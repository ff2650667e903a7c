"""Has it happened? Status, and the talk that is no event at all.

The words before a trigger tell: 未 negates, 将 plans, 正 says it is under way; 要, 希望, 可以 and the like
only wish or allow, and after 推动, 加强 and the like the act is a topic, not a happening. What only speaks
against an act, without ruling it out, is an objection to be weighed (see `weighing`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hbnews_ie.components.events.triggers import Hit
from hbnews_ie.components.syntax.clause import ASPECTS, Element
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["FATAL", "FLOWS", "TO_WHERE", "mood", "objection"]

FLOWS = ("出口", "进口")
"""Acts of trade that are as often the figures of it."""

TO_WHERE = ("至", "到", "往")
"""What stands between such an act and where the goods go."""

#: Objections that leave no doubt: of a hundred words they met in annotated news, less than five named an event.
FATAL = frozenset({"topic", "noun"})

_GOVERNED = 22  # characters, the longest stretch that a word before a trigger governs
_CHANGED = re.compile(r"(?:同比|环比|分别|也|均)?(?:增长|下降|上升|增加|减少|回落|达|占)")
_BOUNDS = frozenset({"de", "verb"})  # what is said before 的 is not of the verb, and of another verb, not all is
# 新中国成立后, 共和国成立初期: when something else happened
_ERA = re.compile("[^,。;\n]{0,5}(?:新中国|共和国)成立(?:之?[后前初]|以来|以后|时)")
_SINCE = ("从", "自")
_UNTIL = ("到", "至")
_STRETCH = re.compile("[从自][\u4e00-\u9fff]{2,6}[到至](?:[\u4e00-\u9fff]{2})?$")  # 从签约到|开工, 从签约到建成|投产
_LONGEST_STRETCH = 10  # characters
_LONGEST_STATE = 8
_ATTENDING = ("参会", "参展", "与会", "到会")
_SUM = re.compile("总?金额|总额")
_BATCHES = tuple("这那首该各大成几两一二三四五六七八九十")
_LISTED_ONES = re.compile(
    "(?:企业|单位|项目|作品|案例|选手|球员|人员|个人|学校|机构|团队|产品)(?!名[录单]|库|榜|目录|“|《)|税|流量|水量"
)
_HIRED = re.compile("[^,。;的]{0,8}(?:院士|人才|教授|博士|硕士|专家|团队|企业|公司|项目|机构)")
_RESEARCH = re.compile("(?:完成)?[^,。;会]{0,16}(?:课题|科研项目|基金项目|研究)")
_TENSES = frozenset({"拟", "已", "曾", "未"})
_WORK = re.compile(
    "了?(?:完成|研制|研发|选育|开发(?!区)|设计|编写|编纂|编制|申报|承担|实施)(?![^,。;]{0,16}会)|了?[^,。;会]{0,16}的(?:研制|研发|设计|编写|修复|翻译)"
)
_YEARS = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"
_LEFT_OFFICE = ("退役", "退休", "提名")
# 项目|建设|现场, 电站|建设|也给当地…, 项目|建设|的难点
_BUILDING_AS_NOUN = re.compile(
    "施工|指挥部|项目部|现场|工地|进度|期间|过程|由此|也[在给为]|正按|热火|的(?:难点|重点|示范|步伐|过程|需要)|和[^,。;]{2,8}工作"
)
_TIMES_COUNTED = tuple(f"{numeral}次" for numeral in "0123456789一二三四五六七八九十百几多数")
_COUNTED_ONES = re.compile(r"[^,。;\d]{2,16}的(?:\d{1,4}|[一二三四五六七八九十两]{1,3})[个项家所]")
_SAME_ONE = ("本次", "此次", "这次", "该次", "这种", "这一", "这些")
_STAFF = ("人员", "专家", "学者", "学生", "居民", "员工", "医生", "师生", "村民", "住户")
_SPED = ("正加快", "正在加快", "正加速", "正在加速")  # 二期工程|正在加快|建设
_MEANS = ("用", "凭", "靠")
_TAKEN_BY_ACTS = ASPECTS | {"quantity", "name", "to", "by"}
_BRINGERS = frozenset({"to", "at", "by", "with", "about"})
_PREDICATIVE = frozenset({"verb", "adverb", "manner", "also", "light", "at", "local"})
_TASK = re.compile("[^,。;]{1,10}(?:任务|工作|教学|课程)(?=[,。;]|的|$)")  # 担任|施工任务的…


def mood(before: Sequence[Element]) -> str:
    """Read the words between the subject and a verb, nearest first.

    Returns ``call``, ``planned``, ``ongoing``, ``negated``, ``done``, or an empty string where none is said.
    """
    past_verb = False
    for element in reversed(before):
        kind, classes = element.kind, element.classes
        if kind in _BOUNDS:
            if kind == "de":
                break
            past_verb = True
        if not classes or (kind == "ba" and "ba" in classes):
            continue
        if "negation" in classes and not past_verb:
            return "negated"
        if "done" in classes and not past_verb:
            return "done"
        if "future" in classes:
            return "planned"
        if "ongoing" in classes and not past_verb:
            return "ongoing"
        if "call" in classes:
            return "call"
    return ""


def objection(reading: Reading, hit: Hit, before: Sequence[Element], after: Sequence[Element]) -> str:
    """Return what speaks against a trigger word naming an act here, and not a topic or a kind of thing.

    The answer names the objection, and is empty where there is none. It is one of `FATAL`, or one that is weighed: the
    act ``goes on`` behind a word that should close its clause; it is ``known`` (此次合作) or ``listed``; it is ``tied``
    to what stands before by 的, or ``ties`` what follows; it stands ``bare``, ``before a verb`` or ``before a noun``.
    """
    previous = before[-1].kind if before else ""
    following = _after_quotes(after)
    if following is not None and len(after) > 1 and after[1].kind == "noun":
        modifies = following.kind == "verb" and not following.act and following.end == after[1].start
        if following.kind == "manner" or modifies:
            following = after[1]  # 收购|新|水稻, 扩建|分拣|车间
    behind = following.kind if following else ""
    if (previous == "de" and behind == "noun") or _is_topic(reading, before) or _is_discussed(reading, before, after):
        return "topic"
    if (
        previous == "quantity"
        and behind == "noun"
        and reading.text[hit.start : hit.end] in read_list("attributive_acts")
    ):
        return "topic"  # 3所|新建|学校
    if _is_titled(reading, before, hit.end):
        return "topic"
    if _is_stage(reading.text, hit):
        return "topic"
    if _ERA.match(reading.text, max(0, hit.start - _LONGEST_STATE), hit.end + 2):
        return "topic"
    sign = _sign_around(reading.text, hit)
    if sign:
        return sign
    shower = reading.covering(hit.start - 1) if reading.text.startswith("展示", hit.start) and hit.start else None
    if shower is not None and shower.type == "PERSON":
        return "topic"  # 项目负责人李明|展示|…: to an audience, which makes nothing public
    if reading.text[hit.start : hit.end] == "联合" and any(element.act for element in after):
        return "topic"  # 市农委|联合|市招商局举办: how they hold it
    if previous != "name" and hit.rows[0].type in ("COOPERATION", "TRADE") and _SUM.match(reading.text, hit.end):
        return "topic"  # 签约|金额达186亿元
    if reading.text[hit.start : hit.end] in _ATTENDING and behind == "noun":
        return "topic"  # 参会|客商
    if _is_figure(reading, hit) or _is_total(reading, hit):
        return "noun"
    governed = _governed(reading, hit)
    if governed:
        return governed
    if hit.rows[0].use == "last":
        return "goes on" if after else ""
    if hit.rows[0].use != "mixed" or (
        reading.text[hit.start : hit.end] in FLOWS and reading.text.startswith(TO_WHERE, hit.end)
    ):
        return ""
    return _noun_objection(reading, hit, before, after, previous, following)


def _is_stage(text: str, hit: Hit) -> bool:
    """Tell whether an act is the beginning or the end of a stretch of time: 从|签约|到投产|仅用了11个月.

    Works have then been begun and finished: 从|开工|到|投产,项目仅用了14个月.
    """
    if hit.rows[0].type == "PROJECT_PROGRESS":
        return False
    begins = text.startswith(_UNTIL, hit.end) and text.endswith(_SINCE, 0, hit.start)
    return begins or _STRETCH.search(text, max(0, hit.start - _LONGEST_STRETCH), hit.start) is not None


def _sign_around(text: str, hit: Hit) -> str:
    """Return the objection of the first sign that stands right before or behind a trigger, empty where none does."""
    type_, word = hit.rows[0].type, text[hit.start : hit.end]
    for sign in _signs():
        if (
            (not sign.types or type_ in sign.types)
            and (not sign.words or word in sign.words)
            and (not sign.before or text.endswith(sign.before, 0, hit.start))
            and (sign.behind is None or sign.behind.match(text, hit.end))
        ):
            return sign.objection
    return ""


class _Sign(NamedTuple):
    """What right before and behind a trigger speaks against it, for some types of event or words."""

    objection: str
    types: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    behind: re.Pattern[str] | None = None
    words: tuple[str, ...] = ()


@cache
def _signs() -> tuple[_Sign, ...]:
    moved, aspects = ("FINANCE", "TRADE"), alternation(read_list("aspects"))
    rated = "[\u4e00-\u9fff]{0,4}(?:指数|倍数|率)(?:[为达升降上下同环较比]|\\d)"
    compared = "(?:项目|企业|数量|数)(?:[最较更]?[多少大高,。;、]|居|位居|排)"
    return (
        _Sign("topic", before=("获批", "获准", "申报", "申请", "申办", "争创", "报批")),  # 获批|建设 is one happening
        _Sign("topic", before=("早", "早日", "尽早", "尽快")),  # 确保项目早|建成, 为大桥早日|通车冲刺
        # 把基地|建设|作为举措, 通过视频连线|的形式举行, 在成果发布|方面, 开工|的主题
        _Sign("topic", behind=re.compile(f"作为|的形式|的方式|方面|的{aspects}")),
        _Sign("topic", behind=re.compile("验收")),  # 通过竣工|验收: the acceptance is the act
        _Sign("topic", ("RELEASE",), read_list("papers_sent")),  # 印发|通报: what is issued
        _Sign("topic", before=("作出", "做出")),  # 作出|建设海上灯塔|的决定
        _Sign(
            "topic", before=("其他", "产业", "”", "一次性"), behind=re.compile("项目"), words=("签约",)
        ),  # 其他|签约|项目
        _Sign("topic", before=("每个", "各"), behind=re.compile("项目"), words=("签约",)),  # 为每个|签约|项目配备专员
        _Sign("topic", behind=re.compile("为(?:契机|抓手|主线|牵引|载体)")),  # 以集中|签约|为契机
        _Sign("topic", behind=re.compile("上市"), words=("挂牌",)),  # 在北交所|挂牌|上市 is one happening
        _Sign("topic", before=("拟", "待"), behind=re.compile("企业|公司"), words=("上市",)),  # 拟|上市|企业
        _Sign("topic", before=_STAFF, words=("入驻", "进驻")),  # 科研人员|入驻: no works
        _Sign("topic", behind=re.compile("成立|组建|设立|创办"), words=("孵化",)),  # 由甲所|孵化|成立
        _Sign("topic", before=("作", "作为", "做"), words=("质押", "抵押")),  # 以专利作|质押
        _Sign("topic", behind=re.compile("规模|展位|环节|服务|项目中"), words=("签约",)),
        _Sign("topic", behind=_BUILDING_AS_NOUN, words=("建设",)),
        _Sign("topic", behind=re.compile("期限"), words=("募集",)),
        _Sign("topic", behind=re.compile("负责人|单位"), words=("研制", "研发", "建设")),
        _Sign("topic", behind=re.compile(r"(?:\d+座)?(?:车站|站)"), words=("设",)),  # 全长59.9公里,|设|站37座
        _Sign("topic", before=("新",), words=("发现",)),  # 十大考古新|发现
        _Sign("topic", behind=re.compile("城市|权|国家"), words=("主办", "承办", "协办")),  # 5个|协办|城市
        # 600场新品|发布|活动
        _Sign(
            "topic",
            behind=re.compile("(?:和[^,。;]{2,4})?活动"),
            words=("发布", "首发", "签约", "交易", "捐赠", "捐款", "发行"),
        ),
        _Sign("topic", before=("新",), behind=re.compile("的"), words=("修订",)),  # 新|修订|的条例
        _Sign("topic", before=("”",), words=("认定", "认证", "贷款")),  # 获得“绿色工厂”|认定
        _Sign("topic", before=("下", "全线", "沿线", "内"), words=("设",)),  # 下|设4个研究中心, 全线|设5座车站
        _Sign("topic", before=("颁发", "签订", "签署"), words=("合作",)),  # 签订|合作共建医院框架协议
        _Sign("topic", before=("获得",), behind=re.compile("[^,。;]{0,16}的"), words=("颁发",)),
        _Sign("topic", behind=re.compile("(?:成效|成果|期内|期间)"), words=("合作",)),
        _Sign("topic", behind=re.compile("前的|后的")),  # 做好|通车|前的准备
        _Sign("topic", behind=_LISTED_ONES, words=("入库", "入选", "上榜", "获奖")),  # 向|入库|企业发放补贴
        _Sign("topic", behind=_HIRED, words=("引进",)),  # 引进|院士3名 is no purchase
        _Sign("topic", before=_BATCHES, words=("批",)),  # 这|批|车辆
        _Sign("topic", before=("续", "在"), words=("建",)),  # 11个在|建|项目
        _Sign("topic", before=("新", "一批"), words=("改扩建", "扩建", "改建", "新建")),  # 一批新|改扩建|学校
        _Sign("topic", behind=re.compile("的"), words=("领衔",)),  # 李明|领衔|的课题组
        _Sign("topic", behind=_RESEARCH, words=("主持",)),  # 主持|国家级课题8项 is no meeting
        _Sign("topic", behind=_WORK, words=("主持",)),  # 主持|了深潜器的研制, 主持|选育的品种
        _Sign("topic", before=(*_TIMES_COUNTED, "商业", "次商业"), words=("发射",)),  # 第481次|发射, but 首次|发射
        _Sign("topic", behind=re.compile("成功的|成功率|任务|次数|能力|记录"), words=("发射",)),
        _Sign("topic", before=("组", "队", "专班"), words=("进驻",)),  # 巡视组|进驻: no works
        _Sign("topic", behind=_TASK, words=("担任",)),
        _Sign("topic", behind=re.compile("设计|施工|翻译|讲解"), words=("担任",)),  # 担任|设计|的技术员
        _Sign("topic", behind=re.compile("的《"), words=("主编", "编著")),  # 王明|主编|的《…》出版
        _Sign("topic", before=("观众", "读者", "市民", "游客", "大家"), words=("见面",)),  # 新书与读者|见面
        _Sign("topic", behind=re.compile("第?一线|岗位"), words=("生产", "销售", "建设")),  # 充实到|销售|第一线
        _Sign("topic", behind=re.compile("方法|工艺|流程"), words=("装料", "施工", "浇筑", "开挖")),  # 改进|装料|方法
        _Sign(
            "topic", before=("新",), behind=re.compile("[^为,。;]{1,12}(?:名单|人数)"), words=("当选",)
        ),  # 新|当选院士名单
        _Sign("topic", ("ESTABLISHMENT",), behind=re.compile(f"{_YEARS}[多余]?年(?:来|间)")),  # 成立|10年来首次盈利
        # 访问|取得圆满成功, 巡视|工作的意义, 退役|军人, 纳入|监测统计的26个景区
        _Sign("topic", behind=re.compile("取得|富有成"), words=("访问", "合作", "会谈", "会晤", "交流")),
        _Sign("topic", behind=re.compile("重点任务|工作|组[组成副]|整改|反馈"), words=("巡视", "巡察")),
        _Sign(
            "topic", behind=re.compile("军人|士兵|老兵|老领导|老干部|干部|职工|教师|人选|人员|老人"), words=_LEFT_OFFICE
        ),
        _Sign("topic", behind=_COUNTED_ONES, words=("纳入", "列入")),
        _Sign("topic", ("FINANCE",), behind=re.compile("同比|环比|余额")),  # 小微企业|贷款|同比多增
        _Sign("topic", ("PERSONNEL",), behind=re.compile("演说|演讲|讲话|仪式|典礼|宣誓")),  # 在|就职|演说中
        _Sign("topic", ("PROJECT_PROGRESS",), behind=re.compile(compared)),  # 武汉|开工|项目最多, 开工|数居前列
        _Sign("topic", ("MEETING",), ("在",), re.compile("[中时里]")),  # 在|致辞|中谈到
        _Sign("noun", moved, before=("总", *read_list("averages"))),  # 总|花费, 人均|消费
        _Sign("noun", moved, behind=re.compile(rated)),  # 出口|订单指数
        # 年度|投资487亿元
        _Sign("noun", ("FINANCE",), before=("年度", "年度计划", "当年计划", "协议总", "计划总")),
    )


class _Governor(NamedTuple):
    """What shortly before a trigger in its clause speaks against it, for some words or all."""

    objection: str
    governors: tuple[str, ...]
    words: tuple[str, ...] = ()


_GOVERNORS = (
    _Governor("topic", ("用于", "未经", "为适应")),  # 用于|新产品研发, 未经省政府|批准: not done
    _Governor("noun", ("宾主",), ("交谈",)),  # 会见了客人,|宾主进行了友好的|交谈: part of the visit
    _Governor("noun", ("欠", "偿还", "归还", "还清"), ("贷款", "借款")),  # 欠|银行|贷款|270万元: a debt
    _Governor("noun", ("新增", "新发放", "新投放"), ("贷款",)),  # 新发放|小微企业|贷款|27.4亿元: a figure
    _Governor("topic", ("听取",), ("发言", "汇报", "介绍", "讲话")),  # 听取|企业家发言
)


def _governed(reading: Reading, hit: Hit) -> str:
    """Return the objection of the first word that governs a trigger from before, empty where none does."""
    text, trigger = reading.text, reading.text[hit.start : hit.end]
    floor = max(reading.clauses[reading.clause(hit.start)][0], hit.start - _GOVERNED)
    for row in _GOVERNORS:
        if row.words and trigger not in row.words:
            continue
        if any(text.rfind(word, floor, hit.start) >= 0 for word in row.governors):
            return row.objection
    return ""


def _is_total(reading: Reading, hit: Hit) -> bool:
    """Tell whether an investment is only a figure, that nobody has made: 全市|固定资产投资|812亿元, but 完成|…投资."""
    start = reading.clauses[reading.clause(hit.start)][0]
    return reading.text.startswith("固定资产", hit.start) and reading.text.find("完成", start, hit.start) < 0


def _is_figure(reading: Reading, hit: Hit) -> bool:
    """Tell whether imports or exports head a figure of trade: 其中,|出口|1165亿元, 对东盟|出口|增长12%."""
    if reading.text[hit.start : hit.end] not in FLOWS or hit.end >= len(reading.text):
        return False
    behind = reading.covering(hit.end)
    number = behind.index if behind is not None and behind.type == "QUANTITY" else None
    clause = reading.clauses[reading.clause(hit.start)][0]
    opens = hit.start == clause + len("其中") * reading.text.startswith("其中", clause)
    paid = number is not None and reading.quantities[number].kind == "money"
    return (opens and paid) or _CHANGED.match(reading.text, hit.end) is not None


def _noun_objection(
    reading: Reading,
    hit: Hit,
    before: Sequence[Element],
    after: Sequence[Element],
    previous: str,
    following: Element | None,
) -> str:
    """Return why a word that is as often a noun may be one here, empty where a sign says that the act is meant."""
    behind = following.kind if following else ""
    if reading.text.endswith(_SAME_ONE, 0, hit.start):
        return "known"
    if _is_listed(before, after):
        return "listed"
    if previous == "about" and reading.text.endswith(_MEANS, 0, hit.start):
        return "noun"  # 用|贷款|购买设备
    if any(reading.text[element.start : element.end] in _TENSES for element in before):
        return ""  # 拟以30亿元|回购|股份: what stands in a tense is a verb
    scope = _own_scope(before)
    if "light" in scope:
        supported = reading.text.startswith("支持", hit.end)  # 获得低息|贷款|支持
        return "" if (behind != "noun" or supported) and scope[:2] != ["de", "light"] else "noun"  # 获得|的|贷款
    if previous == "de":
        return "tied"
    if behind == "noun" and not hit.rows[0].object:
        return "" if previous == "name" else "noun"  # 市政协|座谈|海洋牧场建设
    if behind in _TAKEN_BY_ACTS:
        return ""
    if previous in ("noun", "pronoun") and not _BRINGERS.isdisjoint(scope):
        previous = "manner"  # 到我州|调研, 来我市|调研: what stands before belongs to a preposition
    kinds = {element.kind for element in before}
    if not behind:
        return "" if previous not in ("", "noun") or "with" in kinds else "bare"
    if following is not None and behind in _PREDICATIVE:
        act = previous in ("manner", "adverb", "cause") or {"with", "name"} <= kinds or following.act
        return "" if act else "before a verb"
    if behind == "de":
        return "" if previous in ("name", "manner", "noun", "adverb", "with", "quantity") else "ties"
    if behind == "noun" and previous not in ("manner", "name"):
        if not before and _continues(reading, hit, after):
            return ""
        # 进口|红酒 may be a kind of wine
        return "" if any(element.kind in ("quantity", "name") for element in after) else "before a noun"
    return "" if previous != "noun" else "noun"


def _continues(reading: Reading, hit: Hit, after: Sequence[Element]) -> bool:
    """来到车间,|检查|安全生产: whoever came goes on, where the clause has no other verb."""
    visits = hit.rows[0].subject == "participant" and reading.text[hit.start - 1 : hit.start] == ","
    return visits and not any(element.kind == "verb" for element in after)


def _is_listed(before: Sequence[Element], after: Sequence[Element]) -> bool:
    """创新、|引进|、交流的平台: acts in a list with others are topics."""
    listed = [element for element in (*before[-1:], *after[:1]) if element.kind == "list"]
    others = [*before[-2:-1], *after[1:2]] if listed else []
    return any(element.act or element.kind == "verb" for element in others)


def _after_quotes(after: Sequence[Element]) -> Element | None:
    for element in after:
        if element.kind != "quote":
            return element
    return None


def _is_topic(reading: Reading, before: Sequence[Element]) -> bool:
    """推动|合作, 加强|产业|交流: a verb that pushes, with nothing but adjectives and nouns between."""
    for element in reversed(before):
        if "push" in element.classes:
            return not reading.text.endswith(_SPED, 0, element.end)
        piece = element.kind == "adverb" and not element.classes  # 加强|经贸|合作: of a longer word of the dictionary
        if element.kind not in ("noun", "manner", "list", "at") and not piece and not _is_place(element):
            return False
    return False


def _is_discussed(reading: Reading, before: Sequence[Element], after: Sequence[Element]) -> bool:
    """就|旅游|合作|等事宜交换意见: what a talk is about, before the verb that says that it was held."""
    if not any(element.kind in ("verb", "light") or element.act for element in after):
        return False
    for number, element in enumerate(reversed(before)):
        if element.kind in ("verb", "light", "sign"):
            return False
        if element.kind == "about":
            return number > 0 and reading.text[element.start : element.end] in read_list(
                "topical"
            )  # two firms 就|合资: then
    return False


def _is_titled(reading: Reading, before: Sequence[Element], end: int) -> bool:
    """审议|关于|为子公司提供|担保|的议案: what a paper is about."""
    opened = any(reading.text[element.start : element.end] == "关于" for element in before)
    return opened and _paper().match(reading.text, end) is not None


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(rf"[^,。;\n]{{0,40}}?的{alternation(read_list('papers_with_titles'))}")


def _is_place(element: Element) -> bool:
    return element.item is not None and element.item.type == "PLACE"


def _own_scope(before: Sequence[Element]) -> list[str]:
    """Return the kinds of the elements since the last verb or sign, nearest first."""
    scope: list[str] = []
    for element in reversed(before):
        kind = element.kind
        if kind in ("verb", "sign"):
            break
        scope.append(kind)
    return scope
