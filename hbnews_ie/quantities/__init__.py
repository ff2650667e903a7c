"""Quantities: numbers with what they count or measure, in any Chinese text. Needs nothing of the rest.

>>> from hbnews_ie.quantities import find_quantities
>>> [(q.low, q.unit, q.bound) for q in find_quantities("总投资超1.6亿元,新增40多家")]
[(Decimal('160000000'), '元', 'over'), (Decimal('40'), '家', 'over')]
>>> find_quantities("收购稻谷350万斤")[0].to("吨").low
Decimal('1750')

How the parts divide the work: ``find`` reads a text; ``grammar``, ``terms`` and ``number`` say what a quantity, a
number with its unit and a number are made of, ``figures`` what ranks, 翻番 and ratios are; ``modifiers``, ``units`` and
``conditions`` know the words, which are tables in ``lexicons/``; ``exclusions`` says what is no quantity.
"""

from __future__ import annotations

from hbnews_ie.conversion import UnitError, convert
from hbnews_ie.layers import Quantity
from hbnews_ie.quantities.find import find_quantities, find_quantities_in_normalized, parse_quantity

__all__ = ["Quantity", "UnitError", "convert", "find_quantities", "find_quantities_in_normalized", "parse_quantity"]
