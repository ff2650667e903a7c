"""What stands around a time: is it one, is it planned, is it part of a title."""

from __future__ import annotations

import re

__all__ = [
    "in_label",
    "in_prize",
    "in_title",
    "is_amount",
    "is_clause",
    "is_figurative",
    "is_planned",
    "is_set",
    "paragraph_between",
    "reads_as_day",
    "sentence_between",
]

# 2016年度国家科学技术进步奖: the year is part of the prize's name, if no verb stands between.
_PRIZE_YEAR = re.compile("[12][0-9]{3}年?度?")
_PRIZE = re.compile(
    "[^\\s,。;:!?、“”()0-9获得评颁授夺摘捧设发揭申报入被将共有为是在于把给了的和与向对]{2,22}?"
    "(?:三大)?奖(?![励金池品章牌状])"
)
_SENTENCE_END = re.compile("[。!?;\n]")
_TITLE_LENGTH = 60
# Looking back no further keeps the cost linear in the length of the text.
_SENTENCE_LENGTH, _PARAGRAPH_LENGTH = 300, 1500

_LABEL_BEFORE = re.compile(r"“[^“”,。、;:!?\n]{0,8}\Z")
_LABEL_AFTER = re.compile(r"[^“”,。、;:!?\n]{0,10}”")
# 近10年: "the last ten years" at the border of a clause and after whom it is said of, else "nearly ten years".
_AFTER_WHOM = re.compile(
    r"(?:^|[^㐀-鿿]|[的在从据为是对将和与及以其们省市县区]|[我全该本][国州镇乡村院所校厂馆站店局园港行社场]"
    r"|企业|公司|集团|行业|学校|大学|医院|研究院|研究所|实验室|中心|园区|团队|协会|大家) ?\Z"
)
_RECORD = re.compile("同期|最|罕见|首次")  # 近10年|最冷: of all those years
_NEARLY = re.compile("的?(?:时间|努力|历史|发展|建设|经验|积累|工龄|党龄|之久|光景)")
# 3年后: counted from now at the border of a clause, counted from an event after a verb (手术3天后).
_FROM_NOW = re.compile(r"(?:^|[^㐀-鿿]|[于在到将而且但]) ?\Z")
# 缩短至3天内, 一天内走访5家: how long it takes, not by when.
_LIMIT_BEFORE = re.compile(r"(?:[至到为]|控制在|缩短|压缩|不超过|毕业|之日起|注册|上市|入职) ?\Z")
_LIMIT_AFTER = re.compile("第|最|连续|多次|再次|先后|[0-9一二两三四五六七八九十]{1,3}次")
_DAYS = re.compile("[0-9一二两三四五六七八九十]{1,3}(?:天|个?工作日|小时)")  # 两天内|走访摸排
_ONE_DAY = re.compile("[一1半]个?[天日]")
# 不足一月: an amount, where 一月 alone is January.
_ONE_MONTH_BEFORE = re.compile(r"(?:[近约满逾超仅余]|不足|不到|历时|为期|长达) ?\Z")
# 美好的明天: the future, not the day after publication.
_FIGURATIVE_BEFORE = re.compile(r"(?:美好|灿烂|辉煌|光明|幸福|更好)的?\Z")
# 8日 is a day of the month unless a word beside it makes a duration of it.
_DURATION_BEFORE = re.compile(r"(?:[月近前后每共满限约达超多余整另仅用期隔历这那几数]|历时|为期|连续|长达|持续) ?\Z")
_PLAIN_DAY = re.compile("(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一-九]?).{0,12}日")
_DAY_AFTER = re.compile(
    "日(?:\n|电|讯|上午|下午|中午|凌晨|晚|清晨|早|在|宣布|表示|指出|说|称|会见|举行|发表|抵达|离开|签署|通过|参观|到达|闭幕|开幕|结束|召开|前往|乘|,)"
)

_PLAN = "(?:将|拟|即将|计划|预计|预定|定于|力争|争取|有望|准备|打算|确保|最快|最迟|就要|还要)"
_SHORTENED = re.compile("了|(?:缩短|压缩|缩减|减少|降低|下降|延长|降|减|缩|增加)(?:到|至|为)")
_PLAN_BEFORE = re.compile(rf"{_PLAN}[^,。;:!?\n]{{0,6}}\Z")
_SET_BEFORE = re.compile(rf"(?:{_PLAN}|推迟|延期|改期|顺延|原定|原拟|排到|排至|延续到|持续到)[^,。;:!?\n]?\Z")
_PLAN_AFTER = re.compile(
    f"(?:起|前|,)?[还也又就便再]?(?:{_PLAN})"
    "|,[^,。;:!?\n]{0,12}?(?:计划|打算|准备|预计)(?![^,。;:!?\n]{0,14}的)"
    "|,(?:(?!表示|称|宣布|公告|获悉|发布|介绍|印发|透露)[^,。;:!?\n]){0,30}?(?:将|拟|即将)(?=[于在举开召迎正亮启投建上赴前对向])"
)


def sentence_between(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two offsets; so it is taken to where they are very far apart."""
    return end - start > _SENTENCE_LENGTH or _SENTENCE_END.search(text, start, end) is not None


def paragraph_between(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends between two offsets; so it is taken to where they are very far apart."""
    return end - start > _PARAGRAPH_LENGTH or text.find("\n", start, end) >= 0


def in_title(text: str, start: int, end: int) -> bool:
    """Whether a span stands inside 《》: a time there is part of a title."""
    opening = text.rfind("《", max(0, start - _TITLE_LENGTH), start)
    if opening < 0 or text.find("》", opening, start) >= 0:
        return False
    closing = text.find("》", end, end + _TITLE_LENGTH)
    return closing >= 0 and text.find("\n", opening, closing) < 0


def in_prize(text: str, start: int, end: int) -> bool:
    """Whether a span is a bare year that begins the name of a prize: 2016年度|国家科学技术进步奖."""
    return _PRIZE_YEAR.fullmatch(text, start, end) is not None and _PRIZE.match(text, end) is not None


def in_label(text: str, start: int, end: int) -> bool:
    """Whether a span is only a part of a short quotation without a stop, the name of something: “春节不打烊”."""
    opening = _LABEL_BEFORE.search(text, max(0, start - 9), start)
    closing = _LABEL_AFTER.match(text, end, end + 11)
    return opening is not None and closing is not None and closing.end() - opening.start() > end - start + 2


def is_amount(piece: str, text: str, start: int, end: int) -> bool:
    """Whether an amount of time is only that, a duration: 从业近10年, 手术3天后."""
    if piece == "later":
        return _FROM_NOW.search(text, max(0, start - 2), start) is None
    if piece == "recent" and text[start] == "近" and text[end - 1] not in "来间内":
        before = _AFTER_WHOM.search(text, max(0, start - 3), start)
        ranked = _RECORD.match(text, end) is not None
        return (before is None and not ranked) or _NEARLY.match(text, end) is not None
    if piece == "recent" and text.startswith("过去", start):
        return text[max(0, start - 1) : start] in ("已", "经") or _SHORTENED.match(text, end) is not None
    if piece == "within":
        return (
            _LIMIT_BEFORE.search(text, max(0, start - 3), start) is not None
            or _LIMIT_AFTER.match(text, end) is not None
            or _ONE_DAY.match(text, start, end) is not None
            or (_DAYS.match(text, start, end) is not None and not _is_planned(text, start, end))
        )
    if piece == "months" and not text[start].isdecimal():
        return _ONE_MONTH_BEFORE.search(text, max(0, start - 2), start) is not None
    return False


def _is_planned(text: str, start: int, end: int) -> bool:
    """Whether a word of planning stands beside a time: 将在三天内|…, 三天内|将…."""
    before = _PLAN_BEFORE.search(text, max(0, start - 10), start)
    planned = before is not None and not before[0].endswith("最快")
    return planned or _PLAN_AFTER.match(text, end) is not None


def is_figurative(text: str, start: int, end: int) -> bool:
    """Whether a word for a day stands for the present or the future: 美好的明天."""
    return text.startswith(("今天", "明天"), start) and (
        _FIGURATIVE_BEFORE.search(text, max(0, start - 3), start) is not None
    )


def reads_as_day(text: str, start: int, end: int) -> bool:
    """Whether a 日 without a month is a day of the month: 8日, 二十三日电, and not 为期3日, 一日."""
    if _DURATION_BEFORE.search(text, max(0, start - 2), start):
        return False
    if text[start].isdecimal():
        return text[end - 1] == "日"
    if text[start - 1 : start] == "于":
        return True
    return _PLAIN_DAY.fullmatch(text, start, end) is not None or _DAY_AFTER.match(text, end - 1) is not None


def is_clause(text: str, start: int, end: int) -> bool:
    """Whether a span is a clause of its own, between stops or commas."""
    borders = ("", ",", "。", ";", "\n", "(", ")")
    return text[start - 1 : start] in borders and text[end : end + 1] in borders


def is_set(text: str, start: int) -> bool:
    """Whether the word right before says that the time is yet to come: 将于9月开业, 计划9月底前完成."""
    return _SET_BEFORE.search(text, max(0, start - 6), start) is not None


def is_planned(text: str, start: int, end: int) -> bool:
    """Whether the clause says that the time is still to come: 将于12月25日开幕, 12月25日将开幕."""
    return (
        _PLAN_BEFORE.search(text, max(0, start - 10), start) is not None
        or _PLAN_AFTER.match(text, end, end + 36) is not None
    )
