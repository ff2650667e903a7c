"""Where a name that is known by its last word begins.

Chinese puts the head of a name last (武汉纽扣股份[有限公司]), so a form rule knows the end for certain and must find
the beginning. It walks leftwards over words until something that cannot stand inside a name: punctuation, a
particle, a preposition, a number, a verb that takes a name as object. A place or a level of government
(省, 市) begins a name, unless another place or a body that the name belongs to stands directly before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import context_words

__all__ = ["Modifiers", "walk_left"]

_MAX_LENGTH = 32
_STOP_TAGS = ("p", "c", "u", "r", "d", "y", "e", "o", "t")
_NUMBER_TAGS = ("m", "q", "mq")
_SINGLE_STOPS = frozenset(
    "的地得了着过在于与和及跟同由被把将对向从到至以为是有等其该各某每这那据经按称说请让使叫给往赴赶进出入上下里中内外后前时又也都还就才只并且或而则但即如若因所被个名位家项次种款年月日号"
)
_LEVELS = frozenset("省市区县州旗盟镇乡村")
_LEVEL_WORDS = frozenset({"国家", "全国", "中央", "中共", "国际", "中华", "中国", "自治区", "世界", "亚洲"})
_PROPER_TAGS = ("nz", "nr", "nt", "ns", "nrt", "nrfg", "j", "eng")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]{1,4}$")
_BRACKETED = re.compile(r"\([^()\n,。;]{1,12}\)$")
_QUOTED = re.compile(r"“[^“”\n,。;]{1,14}”$")


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What stands before a head: where it begins, and what in it is proper."""

    start: int
    place: bool
    level: bool
    proper: bool
    words: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Whether nothing but everyday words stands before the head."""
        return not (self.place or self.level or self.proper)


def walk_left(
    view: View, head: int, bodies: Mapping[int, int], *, unit: bool = False, admin: bool = False, verbs: bool = False
) -> Modifiers:
    """Walk left from the start of a head.

    ``bodies`` maps the end of each organisation found so far to its start: a ``unit`` head joins the body that
    ends there, any other head stops at it. ``admin`` heads may begin with a bare level (省, 市). With ``verbs``,
    verbs are no border (names of meetings and projects hold whole clauses).
    """
    return _Walk(view, head, bodies, unit, admin, verbs).run()


class _Walk:
    def __init__(
        self, view: View, head: int, bodies: Mapping[int, int], unit: bool, admin: bool, verbs: bool
    ) -> None:
        self.view = view
        self.head = head
        self.bodies = bodies
        self.unit = unit
        self.admin = admin
        self.verbs = verbs
        self.place = self.level = self.proper = False
        self.words: list[str] = []
        self.singles = 0

    def run(self) -> Modifiers:
        position = self.head
        lowest = max(0, self.head - _MAX_LENGTH)
        while position > lowest:
            step = self.step(position)
            if step is None or step < lowest:
                break
            position = step
            if self.place or self.level:
                position = self.before_place(position)
                break
        if not (self.place or self.level):
            position = self.trim(position)
        return Modifiers(position, self.place, self.level, self.proper or self.singles >= 2, tuple(self.words))

    def step(self, position: int) -> int | None:
        """Take one word, bracket or quotation that ends at ``position``; None at a border."""
        text = self.view.text
        sign = text[position - 1]
        if sign in ")”":
            pattern = _BRACKETED if sign == ")" else _QUOTED
            found = pattern.search(text, max(0, position - 18), position)
            if found:
                self.proper = True
                self.words.append(found.group())
            return found.start() if found else None
        place = self.view.place_ending.get(position)
        if place is not None:
            self.place = True
            return place
        body = self.bodies.get(position)
        if body is not None:
            if self.unit or not self.words:
                self.proper = True
                return body
            return None
        return self.word(position)

    def word(self, position: int) -> int | None:
        view = self.view
        index = view.word_at[position - 1]
        start, tag = view.words.starts[index], view.words.tags[index]
        word = view.text[start:position]
        if self.admin and (word in _LEVELS or word in _LEVEL_WORDS) or word in _LEVEL_WORDS:
            self.level = True
            return start
        if self.admin and len(word) == 2 and word[0] in "我全本各该" and word[1] in _LEVELS:
            self.level = True
            return position - 1
        if tag == "x" and not word.isalnum() and word not in "·-&":
            return None
        if len(word) == 1:
            return self.single(word, tag, start)
        if not self.allowed(word, tag, start):
            return None
        self.words.append(word)
        self.proper = self.proper or tag in _PROPER_TAGS
        return start

    def single(self, word: str, tag: str, start: int) -> int | None:
        if word in "·-&":
            return start
        if word in _SINGLE_STOPS or tag.startswith("u"):
            return None
        self.words.append(word)
        self.singles += 1
        return start

    def allowed(self, word: str, tag: str, start: int) -> bool:
        if tag == "eng" or word.isascii():
            return not word.isdigit() or self.singles > 0 or bool(self.words)
        if _ORDINAL.match(word):
            return True
        if word in context_words("stop") and word not in context_words("inner"):
            return False
        if tag in _NUMBER_TAGS or tag.startswith(_STOP_TAGS):
            return False
        if tag.startswith("v") and tag != "vn" and not self.verbs:
            return word in context_words("inner") or len(word) > 2
        return True

    def before_place(self, position: int) -> int:
        """A place begins the name; a larger place or the body that owns the name may stand before it."""
        while True:
            before = self.view.place_ending.get(position)
            if before is None and self.unit:
                before = self.bodies.get(position)
            if before is None or self.head - before > _MAX_LENGTH:
                return position
            position = before

    def trim(self, position: int) -> int:
        """Drop words at the left edge that do not begin names."""
        while self.words:
            word = self.words[-1]
            if word.startswith(("(", "“")) and not word.startswith("“"):
                position += len(word)
            elif word in _TRIMMED or (word in context_words("inner") and not self.verbs):
                position += len(word)
            else:
                break
            self.words.pop()
        return position


_TRIMMED = frozenset(
    "新 大 老 原 多 家 全 小 好 高 首 亿 万 千 余 多家 一家 这家 那家 两家 几家 成功 正式 共同 共建 现有 新建 新增 原有 优秀 先进 龙头 骨干 规上 上市 国有 民营 央企 国企 名企 校企 政企 双方 一批 "
    "一座 一个 这个 那个 这些 那些 同时 随后 此外 另外 最终 最后 目前 现在 已经 正在 即将 可以 能够 需要 应该 必须 经过 作 由 随 即 而 我 你 他 她 它 们 可 能 会 要 想 去 来 做 用 让 找 开 办".split()
)
