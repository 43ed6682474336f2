"""A right number is right however it is printed, and rounding is no mistake."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

import pytest
from explaining import explained, reasons, worksheet

from backprop_cli.network.model import Rounding
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import make_worksheet

NAMES = ("net_o1", "out_h1", "out_o2", "E", "dE/dw1", "dE/dnet_h2", "w5+", "out_o1+", "E+")


@pytest.mark.parametrize("figures", [4, 6, 9, 15, 16, 17])
@pytest.mark.parametrize("name", NAMES)
def test_a_rounded_number_and_a_double_is_right(name: str, figures: int) -> None:
    number = float(worksheet("mazur").number(name))
    (known,) = explained("mazur", f"{number:.{figures - 1}e}")
    assert (name, "") in reasons(known)


@pytest.mark.parametrize("units", [-8, -3, 3, 8])
def test_a_double_is_right_that_is_off_by_a_few_units_of_its_last_place(units: int) -> None:
    printed = Decimal("0.00043856773447434674") * (1 + Decimal(units).scaleb(-16))
    (known,) = explained("mazur", f"{printed:.20f}")
    assert reasons(known) == [("dE/dw1", "")]


@pytest.mark.parametrize("name", ["net_o1", "out_o2", "E", "dE/dw1", "dE/dnet_h2", "w5+", "E+"])
@pytest.mark.parametrize("places", [4, 5, 7])
def test_a_number_that_is_cut_off_is_right(name: str, places: int) -> None:
    exact = Decimal(str(worksheet("mazur").number(name)))
    cut = exact.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    (known,) = explained("mazur", f"{cut:f}")
    assert any(found == name and how in ("", "cut off") for found, how in reasons(known))


@pytest.mark.parametrize("printed", ["0.7513650655746460", "0.7513650655746"])
def test_a_number_of_a_framework_is_of_single_precision(printed: str) -> None:
    (known,) = explained("mazur", printed)
    assert reasons(known)[0] == ("out_o1", "if everything is worked out in single precision")


@pytest.mark.parametrize(("kind", "places"), [("decimals", 4), ("significant", 4)])
@pytest.mark.parametrize("form", ["chain", "delta"])
def test_each_step_rounded_is_told_before_any_mistake(kind: str, places: int, form: str) -> None:
    """The outputs, error terms and weights of a calculation on paper."""
    network = worksheet("mazur").network._replace(rounding=Rounding(kind, places, True))
    sheet = make_worksheet(network, Request(notation=form))
    chosen = [q for q in sheet.everything if q.kind in ("net", "out", "dE/dnet", "parameter", "loss")]
    for known in explained("mazur", *(f"{sheet.numbers[q]:f}" for q in chosen)):
        how = known.findings[0].how if known.findings else ""
        assert how.startswith("if each step is") or how in ("", "cut off", "with the other sign")
