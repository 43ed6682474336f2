"""The digits that `check` takes a student to carry, as its last sentence says."""

from __future__ import annotations

import re

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

NUMBERS = {
    "out_h1": "0.593269992",
    "out_h2": "0.596884378",
    "out_o1": "0.751365070",
    "out_o2": "0.772928465",
    "dout_o1/dnet_o1": "0.186815602",
    "dE/dnet_o1": "0.138498562",
    "dE/dout_o1": "0.741365070",
    "dout_h1/dnet_h1": "0.241300709",
}
"""Right numbers of which the figures are the decimals."""


def rule(capsys: Said, answers: dict[str, str]) -> str:
    """With which digits a correct calculation is accepted."""
    given = [part for name, number in answers.items() for part in ("--set", f"{name}={number}")]
    framed(["check", "mazur", *given])
    said = " ".join(capsys.readouterr().out.split())
    found = re.search(r"a correct calculation gives with (.*) or more", said)
    assert found
    return found[1]


def nearly(*decimals: int) -> dict[str, str]:
    """Numbers with so many decimals, two units of the last of them too large."""
    pairs = zip(NUMBERS.items(), decimals, strict=False)
    return {name: f"{float(number) + 2 * 10.0**-places:.{places}f}" for (name, number), places in pairs}


def both(places: int) -> str:
    """So many decimals, which are as many figures."""
    return f"{places} decimals or {places} significant figures"


@pytest.mark.parametrize(
    ("decimals", "carried"),
    [
        ((4,), 4),
        ((4, 4, 4), 4),
        ((3, 5, 5), 5),
        ((3, 5, 5, 5), 5),
        ((5, 5, 5, 3), 5),
        ((3, 4, 5, 5), 4),
        ((3, 4, 5, 5, 6, 6, 6), 4),
        ((3, 3, 4, 5, 5, 5, 5, 5), 4),
        ((3, 3, 3, 4, 5, 5, 5, 5), 3),
    ],
)
def test_a_quarter_of_blunt_answers_does_not_count(
    decimals: tuple[int, ...], carried: int, capsys: Said
) -> None:
    assert rule(capsys, nearly(*decimals)) == both(carried)


@pytest.mark.parametrize(
    ("answers", "carried"),
    [
        ({"net_o1": "1.109", "out_h1": "0.597", "E_o2": "0.029"}, "3 decimals"),
        ({"net_o1": "1.109", "out_h1": "0.5937", "E_o2": "0.02359"}, "4 significant figures"),
        ({"net_o1": "2", "out_h1": "0.7", "E_o2": "0.03"}, "2 decimals"),
        ({"out_h1": "0.61", "out_h2": "0.62"}, "2 decimals"),
        ({"out_h1": "0.597", "out_h2": "0.601"}, both(3)),
        ({"out_h1": "1"}, "1 decimal"),
        ({"net_o1": "1.14", "out_h1": "0.597"}, "3 significant figures"),
    ],
)
def test_decimals_or_figures_are_carried_whichever_more_answers_agree_in(
    answers: dict[str, str], carried: str, capsys: Said
) -> None:
    assert rule(capsys, answers) == carried


def test_an_exact_answer_tells_nothing_of_the_digits(capsys: Said) -> None:
    assert rule(capsys, {"net_h1": "0.3775", "out_o1": "0.75139"}) == "5 decimals"
    assert rule(capsys, {"net_h1": "0.3775", "net_h2": "0.3925"}) == "4 decimals"


def test_a_fraction_alone_is_carried_whole(capsys: Said) -> None:
    assert rule(capsys, {"net_h1": "151/400"}) == "14 significant figures"
