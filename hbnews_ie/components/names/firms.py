"""Where the registered name of a firm begins.

Such a name has four parts in a fixed order (place, own word, trade, legal form: 宁波|中禾佳|科技|股份有限公司), by the
Provisions on the Registration of Enterprise Names. Its legal form is certain, so what stands before it belongs to
it up to a place, a body that bears the name on (大禾集团|财务有限公司), or a border. Between place and trade the own
word may be anything, even characters that are particles elsewhere (沈阳|和谷); without a place such a character is
a border, and so is a verb that has an own word behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hbnews_ie.components.names.boundary import BRACKETED, MAX_BRACKETED, is_count
from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words, heads, known_names, place_kinds
from hbnews_ie.lexicon import read_list

__all__ = ["firm_start"]

_LONGEST = 32
_FARTHEST_PLACE = 20
_NEVER = frozenset("的了在与及或把被向从将是为等其该此各每某也都又并而到给让使称")
_BORDERS = frozenset("和同由对以过于跟至有占因自经按据本上下里内外后前时作获赴往")
_PARTICLES = _NEVER | _BORDERS
_NUMERALS = re.compile(r"[一二三四五六七八九十百千]+")
_OPENS = frozenset("新大老小好高首多万千中")  # an own word may begin with what is an adjective elsewhere: 大亚, 新奥
_FUNCTION_TAGS = ("p", "c", "u", "r", "y", "e", "o", "t")
_COUNTED = re.compile(r"[第\d]")
_QUOTED = re.compile("“[^“”\n,。;、]{2,8}”$")
_NATURE = ("water", "mountain")
_OWN_BEFORE_NATURE = (2, 3)  # characters
_GROUPS = read_list("groups")
_OWN_TAGS = ("nr", "ns", "nt", "nz", "j", "x", "eng", "d")  # words that the dictionary hardly knows come as adverbs


@dataclass(slots=True)
class _Part:
    """One word of what stands before the legal form."""

    start: int
    text: str
    tag: str

    @property
    def is_loose(self) -> bool:
        """Whether it is a piece of an own word: a single character, or a name in the dictionary."""
        return not self.is_trade and (
            len(self.text) == 1
            or self.tag.startswith(_OWN_TAGS)
            or _NUMERALS.fullmatch(self.text) is not None  # 广东|九九
        )

    @property
    def is_trade(self) -> bool:
        text = self.text
        return text in context_words("plain") or text in context_words("inner") or text in heads()


@dataclass(slots=True)
class _Stretch:
    """What was walked over, last word first; ``border`` is how many words there were at the first border."""

    parts: list[_Part] = field(default_factory=list)
    border: int | None = None

    def close(self) -> None:
        if self.border is None:
            self.border = len(self.parts)

    @property
    def has_own(self) -> bool:
        """Whether something more than a trade was walked over."""
        return not all(part.is_trade for part in self.parts)


def firm_start(view: View, position: int, bodies: Mapping[int, int]) -> int | None:
    """Where the firm begins whose legal form starts at ``position``; None where nothing names one.

    ``bodies`` maps the end of each organisation found so far to its start.
    """
    stretch = _Stretch()
    here = position
    while here > max(0, position - _LONGEST):
        bracket = BRACKETED.search(view.text, max(0, here - MAX_BRACKETED), here)  # 宁丰证券(上海)资产管理有限公司
        if bracket:
            here = bracket.start()
        quoted = _QUOTED.search(view.text, max(0, here - MAX_BRACKETED), here)
        if quoted and stretch.parts:
            place = view.place_ending.get(quoted.start())
            return (
                quoted.start() if place is None else _with_larger(view, place, bodies)
            )  # 山东“山里红”农业发展有限公司
        if here in bodies:
            if _bears_on(stretch) or view.text[bodies[here] : here] in known_names():
                return _with_larger(view, bodies[here], bodies)
            break
        place = view.place_ending.get(here)
        if place is not None and position - here <= _FARTHEST_PLACE and _opens(view, place, here, stretch, bodies):
            return _with_larger(view, place, bodies)
        part = _part_before(view, here)
        if part is not None and part.text in _GROUPS and stretch.parts:
            return part.start
        if part is None or not _take(view, stretch, part):
            break
        here = part.start
    stretch.close()
    return _own_start(stretch)


def _part_before(view: View, end: int) -> _Part | None:
    index = view.word_at[end - 1] if end else 0
    start, tag = view.words.starts[index], view.words.tags[index]
    text = view.text[start:end]
    if not end or not (text.isalnum() or _joins(view, start)):
        return None
    return _Part(start, text, tag)


def _joins(view: View, offset: int) -> bool:
    """Whether a sign joins two parts of a name: no dash of two strokes, nor one between Chinese words."""
    text = view.text
    if text[offset] == "-":
        return any(sign.isascii() and sign.isalnum() for sign in (text[offset - 1 : offset], text[offset + 1]))
    return text[offset] in "·&"


def _take(view: View, stretch: _Stretch, part: _Part) -> bool:
    """Walk over a word, noting whether it is a border unless a place follows; False where no name can go on."""
    behind = stretch.parts[-1] if stretch.parts else None
    if _ends_walk(view, part, behind):
        return False
    if part.text in _BORDERS or (_is_act(part) and stretch.has_own):
        stretch.close()
    stretch.parts.append(part)
    return True


def _ends_walk(view: View, part: _Part, behind: _Part | None) -> bool:
    """Whether no name runs over a word, whatever stands before it."""
    text, tag, end = part.text, part.tag, part.start + len(part.text)
    if len(text) == 1:
        if text in _BORDERS:
            return end in view.place_starts or not (_is_single(behind) or _is_single(_part_before(view, part.start)))
        return text in _NEVER or (tag.startswith("m") and behind is None)
    if _is_stop(view, part, behind) or (end in view.title_ends and not view.ends_trade(end)):
        return True
    if tag.startswith("d"):
        return behind is not None and _is_act(behind)
    return bool(tag.startswith(_FUNCTION_TAGS) or is_count(text) or _COUNTED.match(text)) and not (
        part.is_trade or part.is_loose
    )


def _is_single(part: _Part | None) -> bool:
    return part is not None and len(part.text) == 1 and part.text not in _PARTICLES


def _is_act(part: _Part) -> bool:
    return len(part.text) > 1 and part.tag.startswith("v") and part.tag != "vn" and not part.is_trade


def _is_stop(view: View, part: _Part, behind: _Part | None) -> bool:
    """Whether a word stands before names, not in them; 企业 and 联合 do both (企业|集团, 联合|发展)."""
    if part.text not in context_words("stop"):
        return False
    after = behind.text if behind else view.text[part.start + len(part.text) :][:2]
    return after != "集团" and after not in context_words("inner")


def _bears_on(stretch: _Stretch) -> bool:
    """Whether a body named before bears the name on: only its trade stands between (…医院|管理有限公司)."""
    return stretch.border is None and not any(part.is_loose for part in stretch.parts)


def _opens(view: View, place: int, end: int, stretch: _Stretch, bodies: Mapping[int, int]) -> bool:
    """Whether the place from ``place`` to ``end`` opens the name, and is no piece of an own word."""
    if not stretch.parts:
        return place in bodies  # 浦江银行|中国|有限公司
    if _is_own_nature(view, place, end):
        return False
    before = _part_before(view, place)
    loose = before is not None and _is_single(before) and not before.tag.startswith("v")
    return place in view.place_ending or not loose  # 上海|申宁|路桥|建设工程有限公司


def _is_own_nature(view: View, start: int, end: int) -> bool:
    """Whether a river or mountain is a piece of an own word that a place opens: 宜昌|东阳光长江|药业."""
    return place_kinds().get(view.text[start:end]) in _NATURE and any(
        start - size in view.place_ending
        and _PARTICLES.isdisjoint(view.text[start - size : start])
        and view.text[start - size : start].isalpha()
        for size in _OWN_BEFORE_NATURE
    )


def _with_larger(view: View, start: int, bodies: Mapping[int, int]) -> int:
    """A larger place may stand before, or the group that a firm belongs to.

    远山仪表集团|吉林轴承有限公司, 中铁|云岭隧道有限公司.
    """
    while (larger := bodies.get(start, view.larger_place(start))) is not None:
        start = larger
    group = next((group for group in _GROUPS if view.text.endswith(group, 0, start)), "")
    return start - len(group)


def _own_start(stretch: _Stretch) -> int | None:
    """Where the own word begins in a stretch without a place: loose characters, or the nouns before the trade."""
    parts = stretch.parts[: stretch.border]
    first_own = next((number for number, part in enumerate(parts) if part.is_loose), None)
    if first_own is not None:
        end = first_own
        while end < len(parts) and (parts[end].is_loose or len(parts[end - 1].text) == 1 == end - first_own):
            end += 1  # one character alone is the end of an own word (好旺|家)
        parts = parts[:end]
    while parts and (parts[-1].text in context_words("edge") and parts[-1].text not in _OPENS):
        parts = parts[:-1]
    if not parts or all(part.is_trade for part in parts) or (len(parts) == 1 and len(parts[0].text) == 1):
        return None
    return parts[-1].start
