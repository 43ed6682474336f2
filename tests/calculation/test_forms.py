"""All notations give the same numbers: each form's formulas, evaluated, are those of the chain rule."""

from __future__ import annotations

import pytest
from examples import made, written
from hypothesis import given, settings
from strategies import networks

from backprop_cli.calculation.forms import FORMS, form_of
from backprop_cli.calculation.quantity import name_of
from backprop_cli.errors import InputError
from backprop_cli.network.model import Network
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet


@given(networks())
@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize("form", [form for form in FORMS if form != "chain"])
def test_a_form_gives_the_numbers_of_the_chain_rule(form: str, network: Network) -> None:
    chain, other = Worksheet(network), Worksheet(network, Request(notation=form))
    for quantity in other.order:
        assert chain.numbers[quantity] == other.numbers[quantity], name_of(quantity)


@pytest.mark.parametrize(
    ("loss", "factor"), [("half_squared_error", ""), ("squared_error", "2"), ("mean_squared_error", "2")]
)
def test_the_expanded_form_has_the_target_behind_the_output_and_no_minus(loss: str, factor: str) -> None:
    network = f"""\
        inputs: [0.5]
        targets: [1]
        layers: [{{weights: [[0.3]], activation: sigmoid}}]
        loss: {loss}
        learning_rate: 0.5
        """
    sheet = make_worksheet(made(network).network, Request(notation="expanded"))
    error = rf"& = {factor}\left(\mathrm{{out}}_ {{o1}} - \mathrm{{target}}_ {{o1}}\right) \cdot "
    assert error in written(sheet, "markdown")


def test_an_unknown_notation_gets_a_suggestion() -> None:
    with pytest.raises(InputError) as caught:
        form_of("dleta")
    assert caught.value.problems[0].help == "did you mean delta?"
