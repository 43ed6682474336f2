"""Which wrong numbers may be wrong with each other: one group for all that are joined, however far."""

from __future__ import annotations

from backprop_cli.mistakes.kin import joined


def test_items_with_a_trait_in_common_are_one_group() -> None:
    groups = joined({"a": [1], "b": [2], "c": [1]})
    assert sorted(groups) == [["a", "c"], ["b"]]


def test_groups_that_a_later_item_joins_are_one_for_all_of_them() -> None:
    groups = joined({"a": [1], "b": [2], "c": [3], "d": [1, 2]})
    assert sorted(groups) == [["a", "b", "d"], ["c"]]
