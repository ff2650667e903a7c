r"""The grammar of time expressions: what each piece looks like, and what may follow what.

A time expression is a **chain** of pieces that narrow one another, 去年 · 12月 · 上旬, or two chains joined by a
connector, with words before and after that open or close it::

    截至 今年 9月 底        2024年 1月 至 10月        5月 中旬 以来
    \__/ \________/        \________/ ^ \_/          \_______/ \__/
    prefix  chain            chain  connector         chain    suffix

`PIECES` says how each piece is written, `HEADS` which may begin a chain, `FOLLOWS` which may follow which. What a
piece means is in `hbnews_ie.times.resolve`. Patterns are written
for normalized text (`hbnews_ie.text.normalize`); every repetition is bounded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from hbnews_ie.lexicon import alternation, read_table, read_words
from hbnews_ie.times.festivals import festivals

__all__ = ["CONNECTOR", "FOLLOWS", "HEADS", "JOINER", "PREFIX", "SUFFIX", "heads", "tails"]

# --- numerals -------------------------------------------------------------------------------------------------

_HAN = "一二三四五六七八九"
_ZERO = "〇零○"
_SMALL = f"(?:[0-9]{{1,2}}|[{_HAN}]?十[{_HAN}]?|廿[{_HAN}]?|[{_HAN}两])"  # 1 to 99
_ORDINAL = f"(?:[0-9]{{1,2}}|[{_HAN}十])"
_YEAR = "(?:1[0-9]|2[01])[0-9]{2}"  # 1000 to 2199: larger and smaller counts of 年 are durations
_HAN_YEAR = f"[一二][{_ZERO}{_HAN}]{{3}}"
_TO = "(?: ?(?:-{1,2}|~|至|到) ?)"
_ISO_DAY = "|".join(f"[12][0-9]{{3}}{sign}[0-9]{{1,2}}{sign}[0-9]{{1,2}}" for sign in ("-", "/", r"\.", "·"))
_MONTH_PAIR = "(?:一二|二三|三四|四五|五六|六七|七八|八九)"
_DAY_OF_WEEK = "[一二三四五六日天]"
_WEEK = "(?:周|星期|礼拜)"

# --- amounts of time: 10年, 三个月, 半年, 两周, 3至5年 ---------------------------------------------------------------

_COUNT = f"(?:[0-9]{{1,3}}|[{_HAN}]?十[{_HAN}]?|廿[{_HAN}]?|[{_HAN}两])"
_UNIT = "年半?(?!级|度|代|龄|期)|个月|个季度|(?<=[两])季度|个?(?:周|星期|礼拜)(?!年|岁|期)|天(?!津)"
_AMOUNT = f"(?:半年|半个月|{_COUNT}(?:{_TO}{_COUNT})?(?:{_UNIT}))"
_ABOUT = "(?:[一二两三四五六七八](?=[二三四五六七八九](?:[年天周]|个月)))"  # 三|四年前
# After a word that asks for an amount, 3月 and 5日 are amounts too, not March and the fifth.
_LOOSE_AMOUNT = f"(?:半年|半个?月|{_COUNT}(?:{_TO}{_COUNT})?(?:{_UNIT}|月(?!龄|份)|日(?!本)))"

# --- clock times ----------------------------------------------------------------------------------------------

_DAYTIME = (
    "(?:凌晨|清晨|早晨|早上|早间|白天(?!鹅)|一大?早|上午|中午|正午|午间|午后|下午|傍晚|黄昏|晚上|晚间|当晚|夜间|夜里|深夜|午夜|"
    "[前后]?半夜|黎明|拂晓|早(?![已就期在稻餐报年些])|晚(?!宴(?!请)|[会报餐于稻年些期婚霞间上])|夜(?![市间里校班景]))"
)
_CLOCK = (
    f"(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|(?:{_SMALL}|[{_ZERO}]) ?[时点](?!间|候|代|期|段|评|赞|球|心)"
    f"(?:半|整|[一三]刻|[{_ZERO}]?{_SMALL}分(?:[{_ZERO}]?{_SMALL}秒)?|(?:[0-5][0-9]|[{_HAN}]?十[{_HAN}]?|[{_ZERO}][{_HAN}])"
    f"(?![0-9{_HAN}多余个人名家万千百]))?)(?:许|左右)?"
)

# --- the border to the left -------------------------------------------------------------------------------------

# No part of a longer number, no ordinal (第三季), no continuation of a word for a period (近三年, 连续三月).
_NUMBER_BORDER = f"(?<![0-9第{_HAN}{_ZERO}十廿卅百千万亿])(?<![0-9][.:/])(?!(?<=[0-9],)[0-9]{{3}}(?![0-9]))(?<!连续)"
# The border of a clause, or a word that a time may follow.
_BORDER_WORDS = "我你他她它们比较与和同及跟由从自在到至于为占的是对将按据即了早大就又也年月日"
# 国庆, 元旦, 中秋 and 端午 are given names, too.
_SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟田姜范"
    "石姚谭廖邹熊陆郝崔邱秦侯邵孟龙段雷钱尹黎]"
)

_PLAN_YEAR = "(?:规划)?的?(?:开局|起步|收官)之?年"
_OF_A_PLAN = f"{_PLAN_YEAR}|以来|(?:规划)?(?:时期|期间|期末|期内)|[末初](?![步次级])|中期|[前后头][一二两三四]年"
_NO_SEASON = "(?![节捕运晚风装令耕播粮收奥训泳游考招分至雨闱秋])"  # 春节, 春运, 夏粮, 冬奥
_ENDS_OF_PARTS = "初期?|末期?|底|中期|中后期|后期|前期|中叶"


def _words(unit: str) -> str:
    """The words of ``times_words.tsv`` for a unit, each with the characters that must not stand beside it."""
    patterns = []
    for row in sorted(read_table("times_words"), key=lambda row: -len(row["word"])):
        if row["unit"] == unit:
            word = row["word"]
            # The word comes first and what must stand before it after, because `re` is quick to pass over a literal.
            border = f"(?:(?<![㐀-鿿]{word})|(?<=[{_BORDER_WORDS}]{word}))" if row["border"] == "yes" else ""
            after = f"(?<![{row['not_after']}]{word})" if row["not_after"] else ""
            before = f"(?![{row['not_before']}])" if row["not_before"] else ""
            patterns.append(word + border + after + before)
    return f"(?:{'|'.join(patterns)})"


def _festivals(alone: bool) -> str:
    """Festivals, with what makes a holiday of them; ``alone`` also those that need it to be understood."""
    off = "(?:节?(?:[0-9一二三五六七八]天)?(?:小?长假|假期|黄金周|放假)(?:期间)?|节?期间)"
    bare = alternation(word for word, row in festivals().items() if row["alone"] == "yes")
    other = alternation(word for word, row in festivals().items() if row["alone"] in ("no", "free"))
    free = f"(?<![㐀-鿿]){alternation(word for word, row in festivals().items() if row['alone'] == 'free')}(?![㐀-鿿])"
    day = "节(?![目约日奏点能气俗操制])"
    strict = f"{other}(?:{off}|{day})"
    longer = f"(?!(?<=[{_HAN}十])[日号、至到~{_HAN}十两-])"  # 二月二 is a festival, 二月二日 a date
    return f"(?:{bare}(?:{off}|{day})?|{strict}|{other if alone else free})(?!联欢|晚会|档案){longer}"


_LUNAR = "(?:农历|阴历|旧历|夏历)"
_LUNAR_MONTH = f"闰?(?:[{_HAN}]|十[一二]?|[0-9]{{1,2}}|正|冬|腊)月(?!份)"
_MARKED_LUNAR_DAY = f"(?:初[{_HAN}十]|廿[{_HAN}]?)"
_LUNAR_DAY = f"(?:{_MARKED_LUNAR_DAY}|{_SMALL}[日号]?)"


def _pieces() -> dict[str, str]:
    """How each piece is written. Where two could match, the one named first is taken."""
    quarter = f"第?[一二三四1-4](?:(?:{_TO}|、?第?)[二三四2-4])?季度(?!假)"
    year = f"(?:{_YEAR}|{_HAN_YEAR}|[两二]千(?:[{_ZERO}][{_HAN}]|[一二]十[{_HAN}]?))"
    alone = "(?<![和与至到].月)(?<![和与至到]..月)"  # 3月和5月|间: a span
    behind_month = f"(?:份|里(?![程面边头来弄通外])|{alone}间(?![接隔歇距作]))?"
    no_month = "(?!龄|嫂|薪|租|刊|饼|均|亮(?!相)|光|色|牙|季|考)"
    months = f"(?:{_MONTH_PAIR}|{_SMALL}(?:(?:{_TO}|、){_SMALL})?|元) ?月{behind_month}{no_month}"
    month_numeral = f"(?:{_SMALL}|元)月"
    return {
        # Dates in figures: 2010/01/29, 2008-08, 1999.08
        "iso_day": f"(?:{_ISO_DAY})(?![0-9]|[./·][0-9])",
        "iso_month": r"(?:19|20)[0-9]{2}[-/.](?:0[1-9]|1[0-2])(?![0-9.%/]|-[0-9]{1,2}(?![0-9])|[^\W_])",
        # Centuries and decades: 20世纪, 上世纪, 90年代, 1980年代
        "century": f"{_NUMBER_BORDER}(?<!公元前)(?:{_COUNT}(?:{_TO}{_COUNT})?|[上下]个?|本)世纪",
        "decade": f"(?:(?:1[0-9]|20)?[0-9]0|[{_HAN}](?:、?[{_HAN}])?十)年代",
        "part_of_decade": f"(?:{_ENDS_OF_PARTS})",
        # Years
        "era_year": f"{alternation(read_words('times_eras', 'era'))}(?:元|{_COUNT})年",
        "era": f"{alternation(read_words('times_eras', 'era'))}年间",
        "counted_year": f"公元(?:前?[0-9]{{1,4}}|前?[{_ZERO}{_HAN}]{{1,4}}) ?年",
        "years": f"(?:{_YEAR}|{_HAN_YEAR})(?:{_TO}|、)(?:{_YEAR}|{_HAN_YEAR}) ?(?:年度|学年|财年|年)"
        rf"|(?:(?<=从)|(?<![0-9A-Za-z.-])){_YEAR}{_TO}{_YEAR}(?![0-9.%-])(?=[^㐀-鿿]|\Z)",
        "two_years": "[去今][今明]两年",
        "year": f"(?<!建城|距今|迄今|树龄|长达){year} ?(?:年度|学年|财年|年(?!代|均|级|龄|化))(?!的?(?:历史|文明|古))"
        f"|[{_HAN}][{_ZERO}{_HAN}]{{2}}年(?={month_numeral})"
        rf"|(?<=[0-9][-~至到])(?:19|20)[0-9]{{2}}(?=[^0-9㐀-鿿]|\Z)",
        "short_year": f"['’‘][0-9]{{2}}年|0[0-9]年|[{_ZERO}][{_HAN}]年"
        f"|(?:[0-9]{{2}}|(?!四五|五六|六七|七八|八九)[四五六七八九][{_ZERO}{_HAN}])年"
        f"(?=的?(?:{month_numeral}|{quarter}|[上下]半年|春节|前{_ORDINAL}个?月)|[底末](?!部)|初(?![心衷次步始试创]))"
        f"|(?!四五|五六|六七|七八|八九)[五六七八九][{_ZERO}{_HAN}]年",
        "year_word": _words("year") + "度?",
        "year_after": "(?:同|(?<![人架班场频车])次|翌|[当这那]|第二)年(?![级度轮糕夜均产])",
        # Five-year plans. “十四五”规划 is a document: only with a word for the period is it one.
        "plan": f"(?:“(?:[{_HAN}]|十[{_HAN}]?)五”|十[{_HAN}]五)(?={_OF_A_PLAN})"
        f"(?:(?:规划)?(?:时期|期间|期内)|期(?=末))?|第[{_HAN}十]{{1,2}}个五年(?:规划|计划)(?:时期|期间)",
        "plan_year": _PLAN_YEAR,
        # Parts of a year
        "half": "(?<!以)[上下]半年(?!度)",
        "quarter": quarter,
        "quarter_word": _words("quarter") + "|首季度?(?!节)",
        "first_months": f"(?:(?<![提目此以])前|头){_SMALL}个?(?:季度|月(?!龄|亮))",
        "first_years": "[前后头][一二两三四]年",
        "season": f"开春|[初早仲盛深晚隆]?[春夏秋冬][季天日]?{_NO_SEASON}",
        "season_word": "今冬明春|去冬今春|" + _words("season") + "天?(?!令|装|风)",
        "year_edge": f"(?<![0-9{_HAN}十百千万数几余多半每全周当历常往近来])(?:年[初底末内](?![{_HAN}十]?级)|岁末)",
        "mid_year": "年中(?![国央秋考])",
        "whole_year": "(?:(?<![㐀-鿿])|(?<=[年省市区县州国]))全年(?!龄|无休|候|级)",
        "same_period": "同期",
        # Months
        "dated_lunar": f"{_LUNAR}{year}年{_LUNAR_MONTH}(?:的?{_LUNAR_DAY})?",
        "lunar": f"{_LUNAR}(?:{_LUNAR_MONTH}(?:的?{_LUNAR_DAY})?|除夕)"
        f"|(?:闰?正|闰[{_HAN}十]|腊)月(?:{_LUNAR_DAY}(?!个|家|项))?|(?:[{_HAN}]|十[一二]?|冬)月{_MARKED_LUNAR_DAY}"
        f"|大年(?:初[{_HAN}十]|三十)|年初[{_HAN}十](?![批次度些场个系家位名条项份起笔座期])|(?<=[-~至到])初[{_HAN}十]",
        "months": months,
        "month_word": _words("month"),
        # Parts of a month
        "edge": f"(?:初(?![{_HAN}十步创次选试审级稿衷心赛评夏春秋冬中])|[底末](?![部层线气盘子座色片下细价稿端位]))",
        "month_edge": f"(?<![0-9{_HAN}十个本上下当每])月[初底末](?!级)",
        "ten_days": "(?:上中|中下|[上中下])旬",
        "half_month": "(?<!以)[上下]半月",
        "nth_weekday": f"(?:第{_ORDINAL}|最后一)个(?:星期|周|礼拜){_DAY_OF_WEEK}",
        "nth_week": f"第{_ORDINAL}个?(?:周|星期)(?!年|岁)",
        "first_days": f"[前头]{_SMALL}[天日]",
        # Weeks and their days
        "weekend": "(?:上上个?|上个?|下个?|本|这个?)(?:周末|星期天和星期六)",
        "week_word": _words("week"),
        "day_of_week": f"(?:{_WEEK}|(?<=[周期拜])){_DAY_OF_WEEK}(?!均|报|[次个场天期遍班课节条家名年岁])",
        "weekday": f"(?<![{_HAN}两十几每0-9上下本这隔双单首第工四色])(?:周|星期|礼拜){_DAY_OF_WEEK}"
        "(?![次个场天期遍班课节条家名年岁均报半围福边刊密流期票游线大小定])",
        "apposition": rf" ?\((?:周|星期|礼拜){_DAY_OF_WEEK}\)|[, ]{{0,2}}(?:星期|礼拜){_DAY_OF_WEEK}| 周{_DAY_OF_WEEK}"
        rf"| ?\((?:{_SMALL}月)?{_SMALL}[日号]\)| ?\({_LUNAR}(?:{_LUNAR_MONTH})?{_LUNAR_DAY}\)",
        # Days
        "day": f"{_SMALL}(?:(?:{_TO}|、){_SMALL})? ?[日号號](?!均|龄|游|元|线(?![上下网])|楼|店|文)",
        "day_word": _words("day") + r"|[今明](?=起(?![步来草诉火飞降伏点码义初跑势航重价拍伏家因源]))|即日(?=起)"
        "|(?<![今如])昨(?![非是今])|(?<![至如当迄而现从古自于往])今(?=首[发航飞映次]|开[幕赛馆课学]|启[程动航]|揭[牌晓幕]|通车|[上下]午)",
        "last_days": "(?<![提目此以])前[两2][天日]",
        "festival_of_year": _festivals(alone=True),
        "festival": f"(?<![0-9{_HAN}十])(?<!{_SURNAME}){_festivals(alone=False)}",
        "that_holiday": "(?<![㐀-鿿])(?:小?长假|假期|黄金周)(?:期间)?",
        # Time of day
        "daytime": _DAYTIME,
        "clock": f"{_CLOCK}(?:{_TO}{_DAYTIME}?{_CLOCK})?",
        # Amounts of time before and after publication, and repeating times
        "recent": f"(?:近(?!期)|最近|过去的?){_LOOSE_AMOUNT}(?:以来|[间来](?![自到访临]))?",
        "coming": f"(?:未来|今后|接下来|往后)的?{_LOOSE_AMOUNT}(?:之?内|里|间)?",
        "within": f"{_LOOSE_AMOUNT}(?:之内|内(?![部外容涵]))",
        "since": f"(?<![多余几近每]){_AMOUNT}(?:以来|来(?![自到源往访临看说讲宾客]))",
        "ago": f"(?<![多余几近每]){_ABOUT}?{_AMOUNT}(?:之前|以前|前(?![往来后夕期景途沿列述端]))",
        "later": f"(?<![多余几近每]){_AMOUNT}(?:之后|以后|后(?![来续期备勤]))",
        "every": f"每[逢到个隔]?(?:{_SMALL}|半)?个?"
        "(?:年度?|季度?|月|周末?|星期|礼拜|工作日|[天日](?![津本])|晚|早)(?![龄刊岁])",
        "every_festival": f"每(?:逢|到|个)(?:{_festivals(alone=True)}|周末)",
    }


_YEARS = ("year", "short_year", "year_word", "year_after", "era_year", "counted_year", "ago", "later")
_MONTHS = ("months", "month_word")
_QUARTERS = ("quarter", "quarter_word")
_DAYS = (
    *("day", "day_word", "iso_day", "day_of_week", "weekday", "nth_weekday", "lunar", "dated_lunar", "apposition"),
    *("festival", "festival_of_year"),
)
_EVERY = ("every", "every_festival")

# What may follow what inside a chain.
FOLLOWS: dict[str, frozenset[str]] = {
    piece: frozenset(before)
    for piece, before in {
        "decade": ("century",),
        "part_of_decade": ("century", "decade"),
        "half": _YEARS,
        "quarter": _YEARS,
        "quarter_word": _YEARS,
        "first_months": _YEARS,
        "first_years": ("plan",),
        "plan_year": ("plan",),
        "season": _YEARS,
        "year_edge": _YEARS,
        "mid_year": _YEARS,
        "whole_year": _YEARS,
        "same_period": (*_YEARS, "month_word"),
        "months": (*_YEARS, *_EVERY),
        "month_word": ("year_word",),
        "lunar": (*_YEARS, *_EVERY),
        "festival_of_year": (*_YEARS, *_EVERY),
        "edge": (*_YEARS, *_MONTHS, *_QUARTERS, "half", "plan", "week_word"),
        "month_edge": (*_MONTHS, *_EVERY),
        "ten_days": (*_MONTHS, *_EVERY),
        "half_month": _MONTHS,
        "nth_week": (*_MONTHS, "year", "year_word"),
        "nth_weekday": (*_MONTHS, *_EVERY),
        "first_days": (*_YEARS, *_MONTHS),
        "day": (*_MONTHS, *_EVERY),
        "day_of_week": ("week_word", *_EVERY),
        "apposition": _DAYS,
        "daytime": (*_DAYS, *_EVERY),
        "clock": (*_DAYS, *_EVERY, "daytime"),
    }.items()
}

# What may begin a chain. The order matters: 2023年内 before 2023年, 90年代 before 0年, 近10年 before 10年.
HEADS = (
    *(
        "iso_day",
        "iso_month",
        "century",
        "decade",
        "era_year",
        "era",
        "counted_year",
        "years",
        "year",
        "short_year",
        "two_years",
    ),
    *("recent", "coming", "within", "since", "ago", "later", "every_festival", "every", "plan"),
    *("first_months", "quarter", "quarter_word", "half", "dated_lunar", "lunar", "months", "day", "last_days"),
    *("season_word", "weekend", "week_word", "month_word", "year_word", "day_word", "year_after", "whole_year"),
    *("year_edge", "month_edge", "ten_days", "half_month", "weekday", "festival", "that_holiday"),
)
# Heads that may begin with a numeral: they share the border to the left. No other head begins with a digit.
_NUMERIC = frozenset(
    [
        *("iso_day", "iso_month", "century", "decade", "years", "year", "short_year", "within", "since"),
        *("ago", "later", "quarter", "months", "day"),
    ]
)

JOINER = "(?: ?的? ?)"
# Before a chain. 到 and 至 close a period only where no verb governs them (来到, 推迟到).
PREFIX = re.compile(
    "(?:(?P<until>截[至止][到至]?|(?:(?<![㐀-鿿])|(?<=[将要求划计力争保底])|(?<=[预估]计)|(?<=提出|明确|表示|承诺|宣布|目标|标是))[到至])"
    r"|(?P<up_to>(?<=[续直])[到至])"  # 持续到|11月4日 is a time yet to come, too, but no period
    r"|(?P<since>自从|自|从|打从)) ?\Z"
)
CONNECTOR = re.compile(f"{_TO}|一?直到|起,?[至到]|(?P<between>[和与])")
SUFFIX = re.compile(
    r"(?P<now>至今|迄今|(?:到|至)(?:现在|目前|如今))"
    r"|(?P<since>以来)"
    r"|(?P<start>起(?![步来草诉火飞降伏点码义初跑势航重价拍伏家因源])|开始(?=[,。;、)至\n]|\Z))"
    r"|(?P<before>之前|以前|前(?!进[^行入]|移)(?![往来后夕期景途沿列述端身面门提台瞻所锋方者任科]|[0-9一二两三四五六七八九十]{1,2}[天日]))"
    r"|(?P<after>之后|以后|后(?![来续期备天年者方面勤半排台代]))"
    r"|(?P<about>前后|前夕|左右)"
    r"|(?P<within>期间|之间|间(?!隔|接|谍)|之内|内(?![部外容涵]|蒙古)|当[天日]|止)"
)


def _group(pieces: dict[str, str], names: tuple[str, ...]) -> str:
    return "|".join(f"(?P<{name}>{pieces[name]})" for name in names)


def _beginning() -> str:
    """The first two characters of any chain, as two classes: the search passes over all other places quickly.

    昨 may stand alone.
    """
    first = (
        f"0-9{_HAN}{_ZERO}十廿两元半第前头近最过未今接往每“'’‘上下本这同次翌当年岁月周星礼农阴旧夏大正腊闰冬初"
        "公首即昨明去长小假黄全那"
    )
    second = (
        f"-0-9{_HAN}{_ZERO}十廿两千半 、~至到世年季月旬周星礼拜天日号號个元历上中下去今近来后初底末内第逢隔工起长假期金"
        "首开启揭通"
    )
    words = (*read_words("times_words"), *read_words("times_eras", "era"), *festivals())
    return f"(?:[{first}{_characters(words, 0)}][{second}{_characters(words, 1)}]|昨)"


def _characters(words: Iterable[str], place: int) -> str:
    """The characters that words have in one place."""
    return "".join(sorted({word[place] for word in words}))


@cache
def heads() -> re.Pattern[str]:
    """Return the pattern that finds the first piece of a chain; the piece is the match's ``lastgroup``."""
    pieces = _pieces()
    numeric = tuple(name for name in HEADS if name in _NUMERIC)
    other = tuple(name for name in HEADS if name not in _NUMERIC)
    lookalikes = alternation(read_words("times_lookalikes", "text"))
    return re.compile(
        f"(?={_beginning()})(?:(?P<lookalike>{lookalikes})(?![日号])|(?![0-9])(?:{_group(pieces, other)})"
        f"|(?=[0-9{_HAN}{_ZERO}十廿两二元半第上下本'’‘]){_NUMBER_BORDER}(?:{_group(pieces, numeric)}))"
    )


@cache
def tails() -> dict[str, re.Pattern[str]]:
    """Return, for each piece, the pattern that finds what follows it; the piece is ``lastgroup``."""
    pieces = _pieces()
    followers: dict[str, list[str]] = defaultdict(list)
    for name, before in FOLLOWS.items():
        for piece in before:
            followers[piece].append(name)
    order = list(pieces)
    return {
        piece: re.compile(f"{JOINER}(?:{_group(pieces, tuple(sorted(names, key=order.index)))})")
        for piece, names in followers.items()
    }
