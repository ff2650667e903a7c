"""Times: expressions that can be put on the calendar, in EDTF, in any Chinese text. Needs nothing of the rest.

>>> from hbnews_ie.times import find_times
>>> [time.edtf for time in find_times("今年前三季度,累计达成交易;截至9月底……", published="2023-11-09")]
['2023-01/2023-09', '../2023-09-30']

How the parts divide the work: ``grammar`` says what expressions look like, ``resolve`` what their pieces mean
(``years``, ``months``, ``days``, ``amounts``), ``context`` what the words around them say, ``find`` reads a text,
``festivals`` knows the lunar calendar, ``edtf`` turns dates into days.
"""

from __future__ import annotations

from hbnews_ie.layers import TimeExpression
from hbnews_ie.times.find import find_times, find_times_in_normalized, parse_time

__all__ = ["TimeExpression", "find_times", "find_times_in_normalized", "parse_time"]
