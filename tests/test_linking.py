from __future__ import annotations

from hbnews_ie.linking import link


def test_equal_names_of_one_type_are_one_thing() -> None:
    assert link([("ORG", "长江", ()), ("PLACE", "长江", ()), ("ORG", "长江", ())]) == [0, 1, 0]


def test_a_name_is_one_with_what_it_is_short_for() -> None:
    assert link([("ORG", "纽福斯", ()), ("ORG", "纽福斯公司", ("纽福斯",))]) == [0, 0]
    assert link([("ORG", "甲", ()), ("ORG", "甲乙", ("甲",)), ("ORG", "甲乙丙", ("甲乙",))]) == [0, 0, 0]


def test_a_short_form_that_two_share_does_not_join_them() -> None:
    entities = [("ORG", "武汉市委", ("市委",)), ("ORG", "黄石市委", ("市委",)), ("ORG", "市委", ())]
    assert link(entities) == [0, 1, 0]


def test_names_that_are_short_for_each_other_are_one_thing() -> None:
    assert link([("ORG", "甲", ("乙",)), ("ORG", "乙", ("甲",))]) == [0, 0]
    assert link([("ORG", "丙", ()), ("ORG", "甲", ("乙", "丙")), ("ORG", "乙", ("甲",))]) == [0, 0, 0]


def test_nothing() -> None:
    assert link([]) == []
