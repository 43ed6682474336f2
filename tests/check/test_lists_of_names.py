"""Lists of names in English, as the sentences of `check` have them."""

from __future__ import annotations

import pytest

from backprop_cli.check.lists import listed, listed_in_runs


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a", "b", "c", "d"], "a, b and 2 more"),
    ],
)
def test_of_many_names_the_last_are_counted(names: list[str], text: str) -> None:
    assert listed(names, 3) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["w2+", "w3+"], "w2+ and w3+"),
        (["w2+", "w3+", "w4+"], "w2+ to w4+"),
        (["w2+", "w3+", "w5+"], "w2+, w3+ and w5+"),
        (["E", "w9+", "w10+", "w11+"], "E and w9+ to w11+"),
        (["w1", "w2", "dE/dw3"], "w1, w2 and dE/dw3"),
        ([f"w{n} (sample 2)" for n in (1, 2, 3)], "w1 to w3 (sample 2)"),
        ([f"w1 (step {n})" for n in (1, 2, 3)], "w1 (step 1), w1 (step 2) and w1 (step 3)"),
        (["a", "b", "c", "w1", "w2", "w3"], "a, b, c and w1 to w3"),
        (["a", "b", "c", "d", "w1", "w2", "w3", "e"], "a, b, c, d and 4 more"),
    ],
)
def test_names_that_count_on_are_written_as_the_first_to_the_last(names: list[str], text: str) -> None:
    assert listed_in_runs(names, 5) == text
