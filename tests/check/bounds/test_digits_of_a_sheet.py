"""The digits that a sheet is seen to keep, and how an answer may be meant that has fewer."""

from __future__ import annotations

import pytest
from marked_answers import sheet_of

from backprop_cli.check.bounds.carried import Carried
from backprop_cli.check.bounds.digits import Digits
from backprop_cli.check.reading.written import parse

MAZUR = sheet_of("mazur")


def digits(**texts: str) -> Digits:
    """The digits of a sheet of Mazur's network."""
    return Digits(MAZUR, {MAZUR.names[name]: parse(text) for name, text in texts.items()})


def of(*texts: str) -> tuple[Carried, ...]:
    """What is kept by a sheet whose gradients are written so."""
    return digits(**{f"dE/dw{number}": text for number, text in enumerate(texts, 1)}).kept


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("0.0822", "0.1385", "-0.0004"), (Carried("decimals", 4),)),
        (("0.0822", "1.11", "0.000439"), (Carried("significant", 3),)),
        (("0.7514", "0.5933"), (Carried("decimals", 4), Carried("significant", 4))),
        (("0.0822", "0.1385", "0.0226", "0.4", "0.7514"), (Carried("decimals", 4),)),
        (("1/3",), (Carried("significant", 14),)),
    ],
)
def test_the_digits_kept_are_those_that_most_answers_have(
    texts: tuple[str, ...], expected: tuple[Carried, ...]
) -> None:
    assert of(*texts) == expected


def test_a_zero_left_out_at_the_end_of_an_exact_number_coarsens_nothing() -> None:
    assert digits(**{"net_h1": "0.3775", "dE/dw5": "0.082167"}).kept == (Carried("decimals", 6),)


def test_the_digits_of_the_loss_tell_nothing_of_those_of_a_gradient() -> None:
    assert digits(**{"E": "0.30", "E_o1": "0.27", "dE/dw5": "0.0822"}).kept[0] == Carried("decimals", 4)


@pytest.mark.parametrize("texts", [("1", "2", "0.3"), ("4", "0.5", "0.6")])
def test_numbers_of_one_figure_tell_nothing_and_all_are_blunt(texts: tuple[str, ...]) -> None:
    found = digits(**{f"dE/dw{number}": text for number, text in enumerate(texts, 1)})
    assert not found.telling
    assert all(reading.blunt for text in texts for reading in found.readings(parse(text)))


@pytest.mark.parametrize("texts", [("1", "2", "13"), ("0", "3", "20")])
def test_nobody_is_taken_to_carry_whole_numbers(texts: tuple[str, ...]) -> None:
    assert of(*texts)[0] == Carried("decimals", 1)


def test_an_answer_with_fewer_digits_has_lost_zeros_or_is_blunt() -> None:
    found = digits(**{"out_h1": "0.5933", "out_h2": "0.5969", "dE/dw5": "0.0822"})
    padded, blunt = found.readings(parse("0.6"))
    assert (padded.written.decimals, padded.blunt) == (4, False)
    assert (blunt.written.decimals, blunt.blunt, blunt.carried) == (1, True, (Carried("decimals", 1),))
    assert [reading.blunt for reading in found.readings(parse("0.6000"))] == [False]
    assert [reading.blunt for reading in found.readings(parse("0"))] == [True]
