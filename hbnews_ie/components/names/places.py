"""Places: known names, names by their form (…镇, …大道), and chains of them."""

from __future__ import annotations

import re

from hbnews_ie.components.names.view import View
from hbnews_ie.components.names.vocabulary import place_kinds
from hbnews_ie.layers import Mention

__all__ = ["find_places"]

_TOWNSHIP = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,4}?(?:镇|乡|村|街道|社区|大道|路|街|巷|社区))(?![民委官里庄落])")
_ABBREVIATED = re.compile(r"(?<=[在来到赴抵返离驻落入于从]|[、,。:])(?:汉|鄂|京|沪|津|渝|粤|湘|赣|皖|豫|冀|鲁|苏|浙|闽|琼|桂|黔|滇|陕|甘|宁|青|藏|疆|蒙|辽|吉|黑|晋)(?=[举召调考投参开出访学工务就创发建设签揭落视采、,。]|$)")


def find_places(view: View) -> list[Mention]:
    """Find places; candidates may overlap with those of other kinds of name."""
    known = [(start, end) for start, end, _ in view.places if view.is_free(start, end)]
    formed = _formed(view, {end: start for start, end in known})
    chains = _chain(view, sorted(set(known) | set(formed)))
    return [Mention(start, end, "PLACE", rule) for start, end, rule in chains] + [
        Mention(*match.span(), "PLACE", "one-character-place") for match in _ABBREVIATED.finditer(view.text)
    ]


def _formed(view: View, place_ending: dict[int, int]) -> list[tuple[int, int]]:
    """Townships, villages and streets right after a place, or after a verb of place."""
    return [match.span("name") for match in _TOWNSHIP.finditer(view.text) if _stands(view, match, place_ending)]


def _stands(view: View, match: re.Match[str], place_ending: dict[int, int]) -> bool:
    start, end = match.span("name")
    if end not in view.edges or start not in view.edges:
        return start in place_ending
    return start in place_ending or (start > 0 and view.text[start - 1] in "在到于")


def _chain(view: View, places: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Join places that stand back to back: a chain of divisions is one name."""
    chains: list[tuple[int, int, str]] = []
    for start, end in places:
        if chains and chains[-1][1] == start:
            chains[-1] = (chains[-1][0], end, "place-chain")
        elif not chains or start >= chains[-1][1]:
            chains.append((start, end, "known-place" if view.text[start:end] in place_kinds() else "place-form"))
    return chains
