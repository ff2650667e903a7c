"""Money that is lent, given and got: who gives it, who gets it, and what says no more than that it is money."""

from __future__ import annotations

from hbnews_ie.components.events.fillers import Filler
from hbnews_ie.components.events.special import is_money
from hbnews_ie.components.events.triggers import Trigger
from hbnews_ie.components.syntax.frame import Frame
from hbnews_ie.components.syntax.group import Group
from hbnews_ie.components.syntax.reading import Reading
from hbnews_ie.lexicon import read_list

__all__ = ["follows_gain", "is_aided", "is_allowed", "is_bank", "is_gained", "is_no_purpose", "may_be_gained"]

_BANKS = read_list("banks")


def is_bank(reading: Reading, fillers: list[Filler]) -> bool:
    """Whether money is lent by those that a phrase names: 农商行, 信用社."""
    return bool(fillers) and all(reading.text.endswith(_BANKS, f.start, f.end) for f in fillers)


def is_aided(reading: Reading, filler: Filler) -> bool:
    """Whether a phrase names or counts whom one gives money: 3000名|青年科学家."""
    if filler.item is not None:
        return filler.item.type in ("ORG", "PERSON")
    number = reading.covering(filler.start)
    return number is not None and number.type == "QUANTITY" and reading.text[number.end - 1] in "名位人户"


def is_no_purpose(reading: Reading, filler: Filler) -> bool:
    """Tell whether a phrase behind money only says that it is money, or opens with 用于 or a clause: 建设的|厂房."""
    first = reading.words.ends[reading.word(filler.start)]
    return (
        is_money(reading, filler)
        or reading.text.endswith("轮", filler.start, filler.end)  # B轮|融资
        or reading.text.startswith("用于", filler.start)
        or reading.text.startswith("的", first)
    )


def is_gained(reading: Reading, frame: Frame) -> bool:
    """Tell whether the subject got what the act gives."""
    return any(group.governor == "light" and follows_gain(reading, group) for group in frame.governed)


def may_be_gained(row: Trigger) -> bool:
    """Tell whether somebody may get what an act gives."""
    return bool(row.to) or row.type == "FINANCE" or row.subject == "recipient"


def follows_gain(reading: Reading, group: Group) -> bool:
    """Tell whether a group stands right behind a verb of getting: 获得|省科技厅的资助."""
    return reading.text.endswith(read_list("gains"), max(0, group.start - 3), group.start)


def is_allowed(reading: Reading, group: Group) -> bool:
    """Whether what is granted is only that something may be done."""
    return reading.text[group.start : group.end] in ("上市", "建设", "生产", "设立", "组建", "筹建", "开工", "使用")
