"""Bodies: the one that a post without one may belong to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from hbnews_ie.components.body_kinds import may_be_called
from hbnews_ie.layers import Mention
from hbnews_ie.lexicon import read_list

__all__ = ["BARE_BODY", "SAME_BODY", "last_body", "may_belong", "seats"]

_MAX_BODIES_BACK = 8
_COMMITTEE = re.compile(r"(?:委|党委|工委|总支|支部|中央|委员会)$")
_COMMITTEE_TITLE = re.compile(r"书记|常委|委员|秘书长|部长|成员|主任|干事")
_STATE_HEAD = re.compile(r"(?:省|市|区|县|州|镇|乡)长$|^自治区副?主席$")
_STATE_BODY = ("政协", "政府")
_MINISTER = re.compile("(?!组织|宣传|统战|首席)[\u4e00-\u9fff]{2,4}部长")
_CHAIR = re.compile(r"^副?主席$")
_OFFICES = read_list("offices_with_posts")
_OF_OTHERS = re.compile("副?[校院厂社场站馆行店矿园台]长")
_ASSEMBLY = ("人大", "大会", "人大常委会")
BARE_BODY = re.compile("公司|集团|企业|学校|学院|医院|研究院|研究所|协会|商会|合作社|银行")
"""A kind of body, which names none by itself: 公司|总裁."""
SAME_BODY = re.compile(
    r"(?:(?:该|本)(?:公司|集团|企业|校|院|所|中心|行|局|厅|委|会|协会|商会|厂|村|社|站|场|店|队|矿)"
    rf"|(?<![\u4e00-\u9fff])(?:{BARE_BODY.pattern}))$"
)
"""What stands before a title for a body named before (该公司), or says its kind alone."""


def may_belong(body: str, title: str) -> bool:
    """Whether a title may be a post of the body of the post before: a party committee has no mayor."""
    if _MINISTER.fullmatch(title):
        return False  # 教育部副部长李明、|财政部长: the title names its own body
    if _COMMITTEE.search(body):
        return bool(_COMMITTEE_TITLE.search(title)) and not _STATE_HEAD.search(title)
    if body.endswith(_OFFICES) and _OF_OTHERS.fullmatch(title):
        return False  # 市教育局副局长王明,|校长
    if body.endswith(_ASSEMBLY) and not _COMMITTEE_TITLE.search(title) and not _CHAIR.search(title):
        return False  # 市人大代表、|校长
    if _CHAIR.search(title):
        return not body.endswith(("省", "市", "区", "县", "国"))
    return not _STATE_HEAD.search(title) or body.endswith(_STATE_BODY)


def seats(body: str | None, title: str) -> bool:
    """Whether a title is a post: 代表 is one in an assembly only (全国人大|代表), else who stands for others."""
    return title != "代表" or (body is not None and body.endswith(_ASSEMBLY))


def last_body(text: str, organizations: Sequence[Mention], position: int, word: str) -> tuple[int, int] | None:
    """The last of the organisations before a position that a word for a body named before (该公司, 公司) may mean."""
    kind = word[1:] if word[0] in "该本" else word
    index = bisect_left(organizations, position, key=lambda body: body.start)
    before = organizations[max(0, index - _MAX_BODIES_BACK) : index]
    called = [(body.start, body.end) for body in before if may_be_called(text[body.start : body.end], kind)]
    sentence = text.rfind("。", called[-1][1], position) < 0 and text.rfind("。", 0, called[-1][0]) if called else 0
    named = [body for body in called if body[0] > sentence and text.endswith(kind, *body)]  # not 与兴发集团签约
    nearest = next(reversed(called), None)
    short = nearest is not None and any(set(text[slice(*nearest)]) <= set(text[slice(*body)]) for body in named)
    return nearest if short or not named else named[-1]
