"""Names that signs mark: books and documents in 《》, codes in Latin letters and digits."""

from __future__ import annotations

import re
from functools import cache

from hbnews_ie.components.names.choose import NOT_A_NAME
from hbnews_ie.components.names.no_names import is_praised
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, heads
from hbnews_ie.components.syntax.lexemes import COLLECTIVE
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import alternation, read_list

__all__ = ["find_marked"]

_BOOK = re.compile(r"《[^《》\n]{1,60}》")
_PRESS = re.compile(
    r"《[^《》\n]{1,30}》(?:杂志社?|报社|编辑部|期刊社?|周刊社?|月刊)"
    r"|(?<=《)[^《》\n]{0,30}(?:(?<![公通简预警捷海喜年季月])报|周刊|月刊|杂志|学报)(?=》)"
    r"|(?<=《)[^《》\n]{1,30}(?=》(?:记者|(?:原|常务|执行)?副?(?:主编|总编辑|社长)))"
)
_ARTICLES = re.compile(r"“([^“”\n,。]{1,14}[一二三四五六七八九十\d]{1,3}条)”")
_CODE = re.compile(
    r"[A-Z](?<![A-Za-z0-9.\-+].)[A-Z]{0,5}[A-Za-z]{0,8}-?[A-Z]?\d{1,4}[A-Z]{0,2}(?![A-Za-z0-9.+%\-公千次])"
)
_OF_KINDS = ("n", "b", "a", "x")  # of words that tell the kind of a model
_LONGEST_KIND = 12
_RAIL = re.compile(
    r"(?:轨道交通|地铁)(?:\d{1,2}|[一二三四五六七八九十]{1,2})号线"
    r"(?:[一二三四]期(?:工程)?|(?:[东西南北]延(?:长?线|段)?)(?:工程)?|工程|[\u4e00-\u9fff]{2}段|(?=[,、开正全线始施建首已将]))"
)
_LINE = re.compile(r"\d(?<!\d.)\d?号线(?:[\u4e00-\u9fff]{2}段)?")
_STANDARD = re.compile(r"(?<![A-Za-z])(?:DB\d{2}|[A-Z]{2,3})(?:/[TZ])? ?\d{2,6}(?:\.\d{1,3})?[—–-](?:19|20)\d{2}(?!\d)")
_CRAFT_SERIES = (
    r"(?:神舟|嫦娥|天宫|天舟|天问|长征|风云|高分|实践|遥感|海洋|朱雀|力箭|谷神星|快舟|引力|雪龙|科学|向阳红|远望|天河|北斗|华龙|问天|梦天|夸父|羲和|悟空|墨子)"
    r"[一二三四五六七八九十\d]{1,3}号"
)
_SERIES = re.compile(
    _CRAFT_SERIES + r"|(?:歼|运|轰|直|东风|红旗|鹰击|长剑|武直)-\d{1,3}[A-Z]?|(?:波音|空客)A?\d{3}"
    r"|[\u4e00-\u9fff]{2}\d{1,4}号(?=[品推种培亩在])"
)
_STANDARD_SIGN = re.compile(r"[—–-](?:19|20)\d{2}")
_MISSION = re.compile(_CRAFT_SERIES + "(?:载人)?(?:飞行|发射|探测|着陆|返回|交会对接)任务")
_SERIES_SIGN = re.compile(r"[号\-波空](?:(?<=[一二三四五六七八九十\d]号)|(?<=[歼运轰直风旗击剑]-)|(?<=波)音|(?<=空)客)")
_NUMBERED_CRAFT = re.compile(r"“([\u4e00-\u9fff]{2,6}[一二三四五六七八九十\d]{1,3}号)”")
_NUMBERED_MODEL = re.compile(
    r"“([\u4e00-\u9fff]{2,6}-?(?!(?:19|20|21)\d\d)\d{1,4}(?:[型号]|[A-Z]{1,2})?(?:\([\u4e00-\u9fff\dA-Z]{2,8}\))?|[\u4e00-\u9fff]{2,6}[A-Z]{1,3}[a-z]{0,4}-?\d{1,4})”"
)
_CRAFT = re.compile(r"“([\u4e00-\u9fff]{2,4}(?<![字连同型口符记外绰暗代信账])号)”")
_SHIP = re.compile(r"“[^“”\n,。;]{1,8}”号(?=[\u4e00-\u9fff]{0,8}(?:潜|船|舰|艇|轮|列车|卫星|飞|机|航母))")
_NUMBER_SCHEME = re.compile(r"“(\d{3,6})”")
_QUOTATION = r"“[^“”\n,。;]{2,14}”[、和与]?"
_SERVICES = re.compile(
    rf"{_QUOTATION}(?:{_QUOTATION}){{0,7}}(?:等[^,。;“”\n]{{0,6}})?(?:服务|业务|措施|举措|制度|办法|做法|窗口|专区|政策|改革举措|的?发展战略|战略)"
    rf"|(?:{_QUOTATION}){{2,8}}(?:等[^,。;“”\n]{{0,4}})?(?:改革|模式|机制)"
)
_INTRODUCED = re.compile(
    rf"(?:推广|推行|实行|实施|开展|启动|深化|办理|创新推出)了?(?:{_QUOTATION}){{1,8}}(?![\u4e00-\u9fff])"
)
_QUOTED_LIST = re.compile(rf"“([^“”\n,。;]{{2,9}}(?:、[^“”\n,。;、]{{2,9}}){{1,6}})”(?=等?{COLLECTIVE})")
_LISTED_BEFORE = re.compile(
    r"(?:实施|开展|启动|推进|部署|打好|抓好|推出|谋划|深化|组织|聚焦)了?([^,。;、“”]{2,8}(?:、[^,。;、“”]{2,8}){1,6})"
    rf"(?=“{COLLECTIVE}”)"
)
_STRATEGIES = re.compile(
    r"(?:实施|推进|坚持|围绕|聚焦|确立|提出|深化|打造|启动)了?([\u4e00-\u9fff]{4}(?:、[\u4e00-\u9fff]{4}){1,5})"
    r"(?=等?[两三四五六七八九]大(?:发展)?(?:战略|工程|行动|计划))"
)
_MODELS = re.compile(
    rf"(?:{_QUOTATION}){{1,6}}等?(?:\d{{1,3}}|[两二三四五六七八九十])款[^,。;“”\n]"
    rf"|(?:{_QUOTATION}){{1,6}}等?(?:\d{{1,3}}|[两二三四五六七八九十])[大个](?:平台|系统|模型|产品|机器人|新品种|品种)"
)
_MODELS_SIGN = re.compile(r"”等?(?:\d{1,3}|[两二三四五六七八九十])[款大个]")
_LIST_ITEM = re.compile("[^、]+")
_LABEL = re.compile(
    r"[^“”\n+]{1,12}\+[^“”\n]{1,16}|[一二三四五六七八九十\d]{1,3}[大项条个][\u4e00-\u9fff]{2,3}|[一二三四五六七八九十百千\d]{1,4}[强佳大优]"
)  # “五大工程”, “十强”: what several have in common
_ONE_QUOTED = re.compile(r"“([^“”\n,。;]{2,14})”")
_ROUTE = re.compile(
    r"“[^“”\n,。;—-]{2,10}[—-]{1,2}[^“”\n,。;]{2,16}”(?:国际|国内|全货机|货运|客运|货邮|直达|定期|集装箱|铁海联运|江海联运|近洋)*"
    r"(?:航线|班列|专列|航班|快线|专线)"
)
_ROUTE_SIGN = re.compile("”[\u4e00-\u9fff]{0,10}[线列班]")
_CUP = re.compile(
    r"“[^“”\n,。;]{2,8}杯”(?:第[一二三四五六七八九十百\d]{1,4}届|(?:19|20)\d{2}年?)?(?![一二三]等奖)[^\s,。;:!?“”()的在获]{0,20}?"
    r"(?:锦标赛|挑战赛|邀请赛|公开赛|联赛|大赛|竞赛|比赛|王赛|总决赛)"
)
_CUP_SIGN = re.compile("杯”")
_DRUG_BY_CLASS = re.compile(
    r"(?:类新药|创新药|新药|仿制药|药物)(?P<name>(?![的和及等])[\u4e00-\u9fff]{2,8}?(?:片|胶囊|颗粒|注射液|单抗|滴眼液|软膏|口服液|吸入剂))"
    r"(?=[获在正于已,。、(的])"
)
_VACCINE = re.compile(
    r"(?:(?<=[的、,。款和\n])|^)(?P<name>(?!新)(?:(?!的)[\u4e00-\u9fff]){3,14}疫苗\([A-Za-z\u4e00-\u9fff]{2,12}\))",
    re.MULTILINE,
)
_VACCINE_SIGN = re.compile(r"疫苗\(")
_DRUG_SIGN = re.compile("药")
_MADE = re.compile(
    r"(?:研[制发]|开发|生产|制造|使用|采用|搭载|装有|安装|打造|销售|首创|国产)的?“(?P<name>[^“”\n,。;:!?的了是、]{2,8})”"
    r"(?!号)[^\s“”,。;:!?、()的]{2,12}?(?:终端|设备|装备|装置|系统|仪器?|机组?|[车船艇泵阀膜镜]|材料|电池|试剂|软件)(?![\u4e00-\u9fff]?[产业司厂间])"
)
_MADE_SIGN = re.compile("[制发产造用载有装售创]的?“")
_COMPUTING = re.compile("(?P<name>国家(?:超算|超级计算)[\u4e00-\u9fff]{2,4}?中心)")
_COMPUTING_SIGN = re.compile("国家超")
_LARGE_MODEL = re.compile(
    r"(?:发布|推出|上线|开源|升级|接入|研发|打造|开发)了?(?P<name>[\u4e00-\u9fffA-Za-z]{2,10}大模型[vV]?\d{1,2}(?:\.\d{1,2})?(?:版本?)?)"
)
_LARGE_MODEL_SIGN = re.compile(r"大模型[vV]?\d")
_FACILITY = re.compile(
    r"(?:国家)?重大科技基础设施(?:——|—|“)?(?!项目|建设|集群|体系|群|布局|规划)(?P<name>[\u4e00-\u9fff]{4,16}?)"
    r"(?=[”“(,,。、]|项目|工程|正式|顺利|通过|将|已|于|建成|开工|启动|首次|近日|日前)"
)
_FACILITY_SIGN = re.compile("科技基础设施")
_SATELLITE = re.compile(r"(?<=[的、,。;将和把与为是])(?P<name>[\u4e00-\u9fff]{2,6}[0-9]{1,2}[A-Z]?星)(?![期级座辰])")
_SATELLITE_SIGN = re.compile(r"\d[A-Z]?星")
_BY_KIND = (
    ("PROJECT", "named-facility", _FACILITY, _FACILITY_SIGN),
    ("PROJECT", "computing-centre", _COMPUTING, _COMPUTING_SIGN),
    ("PRODUCT", "named-make", _MADE, _MADE_SIGN),
    ("PRODUCT", "named-drug", _DRUG_BY_CLASS, _DRUG_SIGN),
    ("PRODUCT", "named-drug", _VACCINE, _VACCINE_SIGN),
    ("PRODUCT", "named-model", _LARGE_MODEL, _LARGE_MODEL_SIGN),
    ("PRODUCT", "named-craft", _SATELLITE, _SATELLITE_SIGN),
)
_DIVERSION = re.compile(r"引[江汉黄河湖滦洮大松辽渭丹长淮沁岷涪洱][入济补到][\u4e00-\u9fff](?:工程)?")
_LOAN = re.compile(
    r"“(?P<name>[^“”\n,。;的·]{2,6}贷·[^“”\n,。;的]{2,8}(?=”)|[^“”\n,。;的]{1,5}[^“”\n,。;的贷](?=”[\u4e00-\u9fff]{0,6}(?:贷款|信用贷|保险|保函))|[^“”\n,。;的]{2,6}贷(?=”))"
)
_PRIZE = re.compile(
    r"“([^“”\n,。;]{2,14}(?:奖[章杯牌项状]?|模范|标兵|能手|先锋号|工作者|[模示]范集体|先进集体|先进个人|名[师匠医]|工匠))”"
)  # no entity, nor is the place in it one
_NUMBERED_PRIZE = re.compile(
    r"((?:第[一二三四五六七八九十\d]{1,3}届|(?:19|20)\d{2}年度?|(?<=荣获)|(?<=获得)|(?<=授予))"
    r"[^\s,。;:!?、“”《》()的被将与为在获赛会节]{4,16}奖)(?![励金项品牌])"
)
_NAMED_FIRM = re.compile(
    r"(?:名为|名叫|叫做?|取名|店名)“([^“”\n,。;:!?的]{2,10})”的[^,。;“”\n的]{0,6}"
    r"(?:公司|企业|厂|合作社|工作室|加油站|餐[厅馆]|饭店|酒店|超市|商[店铺]|门店|店(?!员)|诊所|农场)"
)
_ANNOUNCING = re.compile(
    r"(?:(?<=[,。;:)\n])|^)(?P<name>[\u4e00-\u9fff]{3,6}?)(?:\d{1,2}月\d{1,2}日|\d{1,2}日|今日|昨日)?"
    r"(?:[早晚午盘][间前后]|早盘)?(?:发布|披露)?(?:重[大组])?公告(?=[,:称显披示]|$)",
    re.MULTILINE,
)
_LISTED_FIRM = re.compile(
    r"(?:(?<=[,。;:、“(和与\n])|^)(?P<name>[*\u4e00-\u9fffA-Z]{2,7})"
    r"\((?:股票代码:?|证券代码:?|代码:?)?[036489]\d{5}(?:\.[A-Z]{2,3})?[,)]",
    re.MULTILINE,
)
_STOCK_CODE = re.compile(r"\((?:股票|证券)?(?:代码)?:?[036489]\d{5}")
_ANNOUNCED = re.compile("公告")
_SOMEBODY = re.compile(
    "公司|股东|董事|监事|银行|政府|委员|交易所|官网|网站|该|本|上述|有关|截至|根据|日$|[间前后晚]$|^[据经在]"
)
_DRUG = re.compile(
    r"(?:推销|服用|口服|药品|新药|药物|保健品|中成药|食品|产品)“([^“”\n,。;:!?的]{2,8}(?:片|胶囊|颗粒|丸|口服液|注射液|冲剂))”"
)
_FIELDS = "(?:技术|研究|应用|开发|研制|研发|示范|推广|方法|机制|理论|装备|生产|产业化)"
_FINDING = "(?:研究|科研|科技)?(?:成果|项目|课题)"
_STUDY = rf"“([^“”\n,。;:!?]{{6,40}}{_FIELDS})”"
# Research by what it studies, with what says so beside it: “…技术”成果, 课题“…研究”, “…”和“…研发”2个项目.
_RESEARCH = (
    (re.compile(rf"{_STUDY}(?=(?:等\d{{1,3}}[个项])?{_FINDING})"), re.compile(rf"”(?:等\d{{1,3}}[个项])?{_FINDING}")),
    (re.compile(rf"{_FINDING}{_STUDY}"), re.compile(rf"{_FINDING}“")),
    (
        re.compile(rf"{_STUDY}[和与及、]{_STUDY}(?=(?:这|等)?(?:\d{{1,3}}|[两二三四五六七八九十])[个项]{_FINDING})"),
        re.compile(rf"”(?:这|等)?(?:\d{{1,3}}|[两二三四五六七八九十])[个项]{_FINDING}"),
    ),
)
_DOSED = re.compile(
    r"“([^“”\n,。;:!?的]{2,10}(?:片|胶囊|颗粒|口服液|注射液|冲剂|喷剂|喷雾剂|滴眼液|软膏|贴膏|合剂|疫苗|糖浆|滴丸|栓))”"
    r"(?=[对治的获上在已是、,。有为进]|[IⅠ]|临床|成人|药)"
)
_STEAMER = re.compile(r"“([^“”\n,。;:!?的]{2,5})”(?:轮(?![番流次到着换询])|舰|艇|渡轮|邮轮|货轮|油轮)")
_NUMBERED_PAPER = re.compile(
    r"(?P<series>[\u4e00-\u9fff]{2,8})[〔【\[(](?:19|20)\d{2}[〕】\])](?:第|字第)?\d{1,5}号(?:文件|文)?(?!公告)"
)
_NUMBERING = "委会部局厅府院行"
_NUMBERED_SIGN = re.compile(r"[〔【\[(](?:19|20)\d{2}[〕】\])]")
_SERVICE = re.compile(r"1(?<![\d.].)\d{4}(?:平台|热线|服务热线|政务服务便民热线)")
_QUOTED = re.compile(r"“([^“”\n,。;:!?《》]{4,24})”")
_WRITTEN = ("行动计划", "方案", "措施")
_ISSUES = re.compile("(?:出台|印发|发布|制定|颁布)了?$")  # 出台|“…三年行动计划”
_FORMS = re.compile("(?:组建|成立|设立|创办|创建)了?$")  # 组建|“跑腿小队”
_NAMED = ("PROJECT", "PRODUCT", "ACTIVITY", "DOCUMENT")
_NO_PRODUCT = re.compile(
    r"^(?:PM\d|H[1-7]N\d|G[278]\d?$|G20|CO2|A[1-4]$|B[1-4]$|T[1-4]$|Q[1-4]$|[GSXY]\d{1,4}$|K\d|F1$|IPv?\d|ISO|GB|U\d\d$|COVID|[TFSBC]\d\d$)"
)
_OF_LIFE = read_list("coded_in_life")
_PLENUM = re.compile(
    r"(?:中国共产党)?(?:党的|中共)?(?:十[一二三四五六七八九]?|二十)届(?:[一二三四五六七]中全会)|(?:中国共产党)?第[一二三四五六七八九十]{1,3}次全国代表大会|党的(?:十[一二三四五六七八九]?|二十)大|(?<!届)[一二三四五六七]中全会"
)
_PLENUM_SIGN = re.compile(r"中全会|次全国代表大会|党的[十二]")


def find_marked(view: View) -> list[Mention]:
    """Find documents, papers and journals, product codes and party plenums."""
    text = view.text
    press = [Mention(*match.span(), "ORG", "press") for match in _PRESS.finditer(text)]
    opened = {name.start - (view.text[name.start] != "《") for name in press}
    found = press + [
        Mention(*match.span(), "DOCUMENT", "title-marks")
        for match in _BOOK.finditer(text)
        if match.start() not in opened
    ]
    found += [Mention(*match.span(1), "DOCUMENT", "quoted-articles") for match in _ARTICLES.finditer(text)]
    found += [
        Mention(match.start(), _with_kind(view, match.end()), "PRODUCT", "product-code")
        for match in _CODE.finditer(text)
        if len(match.group()) > 2
        and not _NO_PRODUCT.match(match.group())
        and not text.endswith(_OF_LIFE, 0, match.start())
    ]
    found += _metro_lines(view)
    found += [
        Mention(*match.span(1), NOT_A_NAME, "prize")
        for pattern in (_PRIZE, _NUMBERED_PRIZE)
        for match in pattern.finditer(text)
    ]
    found += [Mention(*match.span(1), "ORG", "named-firm") for match in _NAMED_FIRM.finditer(text)]
    found += [
        Mention(*match.span("name"), "ORG", "announcing-firm")
        for match in view.scan(_ANNOUNCING, _ANNOUNCED)
        if view.edges[match.start("name")] and view.edges[match.end("name")] and not _is_somebody(match["name"])
    ]
    found += [Mention(*match.span("name"), "ORG", "listed-firm") for match in view.scan(_LISTED_FIRM, _STOCK_CODE)]
    found += [Mention(*match.span(1), "PRODUCT", "named-drug") for match in _DRUG.finditer(text)]
    found += [Mention(*match.span(), "DOCUMENT", "standard") for match in view.scan(_STANDARD, _STANDARD_SIGN)]
    found += [Mention(*match.span(), "PRODUCT", "service-number") for match in _SERVICE.finditer(text)]
    found += [Mention(*match.span("name"), "PRODUCT", "named-loan") for match in _LOAN.finditer(text)]
    found += [Mention(*match.span(1), "PROJECT", "number-scheme") for match in _NUMBER_SCHEME.finditer(text)]
    found += _quoted_services(text)
    found += [
        Mention(*match.span(number), "PROJECT", "quoted-research")
        for pattern, sign in _RESEARCH
        for match in view.scan(pattern, sign)
        for number in range(1, pattern.groups + 1)
    ]
    found += [Mention(*match.span(1), "PRODUCT", "named-drug") for match in _DOSED.finditer(text)]
    found += [Mention(*match.span(1), "PRODUCT", "named-craft") for match in _STEAMER.finditer(text)]
    found += [
        Mention(_number_start(view, match), match.end(), "DOCUMENT", "numbered")
        for match in view.scan(_NUMBERED_PAPER, _NUMBERED_SIGN)
    ]
    found += [
        Mention(*item.span(), "PROJECT", "quoted-list")
        for pattern in (_QUOTED_LIST, _LISTED_BEFORE, _STRATEGIES)
        for match in pattern.finditer(text)
        for item in _LIST_ITEM.finditer(text, *match.span(1))
    ]
    found += [Mention(*match.span(), "PRODUCT", "series") for match in view.scan(_SERIES, _SERIES_SIGN)]
    found += [Mention(*match.span(), "PROJECT", "mission") for match in view.scan(_MISSION, _SERIES_SIGN)]
    found += [Mention(*match.span(), "PRODUCT", "named-craft") for match in _SHIP.finditer(text)]
    found += [
        Mention(*match.span(1), "PRODUCT", "named-craft")
        for pattern in (_NUMBERED_CRAFT, _NUMBERED_MODEL, _CRAFT, *_called())
        for match in pattern.finditer(text)
        if not _is_verb(view, *match.span(1))
    ]
    found += [
        Mention(*item.span(1), "PRODUCT", "counted-models")
        for match in view.scan(_MODELS, _MODELS_SIGN)
        for item in _ONE_QUOTED.finditer(text, *match.span())
    ]
    found += [
        Mention(*match.span("name"), type_, rule)
        for type_, rule, pattern, sign in _BY_KIND
        for match in view.scan(pattern, sign)
    ]
    found += [Mention(*match.span(), "PROJECT", "named-route") for match in view.scan(_ROUTE, _ROUTE_SIGN)]
    found += [Mention(*match.span(), "ACTIVITY", "cup") for match in view.scan(_CUP, _CUP_SIGN)]
    found += [Mention(*match.span(), "PROJECT", "water-diversion") for match in _DIVERSION.finditer(text)]
    found += [name for match in _QUOTED.finditer(text) if (name := _quoted_name(match)) is not None]
    found += [Mention(*match.span(), "ACTIVITY", "party-plenum") for match in view.scan(_PLENUM, _PLENUM_SIGN)]
    return found


def _metro_lines(view: View) -> list[Mention]:
    """Lines of the underground, with their place; by their number alone where a line is named: 可与|2号线|换乘."""
    lines = [match.span() for match in _RAIL.finditer(view.text)]
    named = [(view.place_ending.get(start, start), end) for start, end in lines]
    if lines:
        taken = {offset for span in named for offset in range(*span)}
        named += [match.span() for match in _LINE.finditer(view.text) if match.start() not in taken]
    return [Mention(start, end, "PROJECT", "metro-line") for start, end in named]


def _with_kind(view: View, end: int) -> int:
    """Where a model ends that is told with its kind: HF-196|型超低温球阀; a code alone ends where it does."""
    if not view.text.startswith("型", end) or not view.edges[end + 1]:
        return end
    stop, index = end, view.word_at[end] + 1
    border = context_words("stop") | context_words("edge")
    while index < len(view.words.tags) and view.words.tags[index].startswith(_OF_KINDS):
        word = view.text[view.words.starts[index] : view.words.ends[index]]
        if word in border or not word.isalpha():
            break
        stop = view.words.ends[index]
        index += 1
        if stop - end > _LONGEST_KIND:
            return end
    return stop


def _number_start(view: View, match: re.Match[str]) -> int:
    """Where the series begins that a paper is numbered in, behind its body: 中国证监会|证监许可〔2023〕1号."""
    start, end = match.span("series")
    known = max((place + 1 for place in range(start, end - 2) if view.text[place] in _NUMBERING), default=start)
    verbs = (
        view.words.ends[index]
        for index in range(view.word_at[start], view.word_at[end - 1])
        if view.words.tags[index].startswith(("v", "p", "c", "u"))
    )
    return max(known, *(stop for stop in verbs if stop <= end - 2), known)


def _is_somebody(name: str) -> bool:
    """Whether who announces something is said by a common word: 公司|公告称, 交易所|公告."""
    return _SOMEBODY.search(name) is not None


@cache
def _called() -> tuple[re.Pattern[str], ...]:
    """A quotation beside what bears the name: 机器人“天行者”, 名为“会小二”的小程序, “蓝鲸”空芯光纤."""
    products = {word: head.needs for word, head in heads().items() if head.type == "PRODUCT"}
    things = alternation(word for word, needs in products.items() if needs in ("beside", "own", "placed"))
    named = alternation(word for word, needs in products.items() if needs in ("beside", "own", "quotation", "placed"))
    quotation = r"“([^“”\n,。;:!?的了是]{2,8})”"
    return (
        re.compile(rf"{things}{quotation}"),
        re.compile(
            rf"(?:名为|名叫|名称为|取名|命名为|叫做|(?<=[套款台个种只艘])叫){quotation}的[^,。;“”\n]{{0,8}}{named}"
        ),
        re.compile(rf"(?<=[的了]){quotation}[^,。;“”\n的、]{{1,4}}{things}"),
        re.compile(rf"[款台套种件](?:取名|名为|名叫|叫做?){quotation}的"),
        re.compile(rf"(?:研制|研发|开发|推出|发布|上线|打造)[出了]?[^,。;“”\n的、]{{0,12}}{named}{quotation}"),
    )


def _is_verb(view: View, start: int, end: int) -> bool:
    """Whether a quotation is one verb, in quotes for its figure: 芯片“撬动”市场."""
    index = view.word_at[start]
    return view.words.ends[index] == end and view.words.tags[index].startswith("v")


def _quoted_name(match: re.Match[str]) -> Mention | None:
    """A quotation that ends like a name is one: “凤链消费平台”."""
    content = match.group(1)
    if _LABEL.fullmatch(content) or is_praised(match.string, match.end(1)):
        return None
    table = heads()
    for size in range(min(6, len(content) - 2), 1, -1):
        head = table.get(content[-size:])
        if head is not None:
            named = head.type in _NAMED or head.needs == "brand"  # “鲅鱼科技”
            formed = _FORMS.search(match.string, max(0, match.start() - 3), match.start()) is not None
            named = named or (formed and head.type == "ORG")
            written = content.endswith(_WRITTEN) and _ISSUES.search(
                match.string, max(0, match.start() - 3), match.start()
            )
            return Mention(*match.span(1), "DOCUMENT" if written else head.type, "quoted-head") if named else None
    return None


def _quoted_services(text: str) -> list[Mention]:
    """Services and measures by the names they are given: 推行“一件事一次办”, “一网通办”“跨省通办”等措施."""
    stretches = [match.span() for pattern in (_SERVICES, _INTRODUCED) for match in pattern.finditer(text)]
    return [
        Mention(*match.span(1), "PROJECT", "quoted-service")
        for start, end in stretches
        for match in _ONE_QUOTED.finditer(text, start, end)
        if not _LABEL.fullmatch(match[1])
    ]
