"""Kinds of bodies: which body a common noun may name again (该校 is a university or school, no company)."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["may_be_called"]

_ENDINGS = {
    "公司": "公司|集团|股份|科技|企业|厂|行|[^部委局厅会院校学府心关署办处站社队]",
    "集团": "集团|公司",
    "企业": "公司|集团|厂|[^部委局厅会院校学府心关署办处站社队]",
    "校": "大学|学院|校|中学|小学|[一二三四五六七八九]中",
    "学校": "大学|学院|校|中学|小学|[一二三四五六七八九]中",
    "院": "院",
    "所": "所",
    "行": "行",
    "协会": "协会|学会|联合会",
    "商会": "商会",
    "厂": "厂|公司|集团",
    "园区": "园区?|开发区|高新区|经开区|新区|基地|保税区|城|港|谷|小镇|产业带",
}  # how the names of such bodies end; those of a kind not listed end as it is written


@cache
def _ending(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_ENDINGS.get(kind, re.escape(kind))})$")


def may_be_called(name: str, kind: str) -> bool:
    """Whether a body of this name may be called by a noun for its kind: 武汉大学 该校, 达梦 公司."""
    return _ending(kind).search(name) is not None
