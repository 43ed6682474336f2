"""A tolerance in the place of the rounding rule, and points by a scheme."""

from __future__ import annotations

import pytest
from marked_answers import SIGN, marks, sheet_of, verdicts

from backprop_cli.check.points import Scheme, read_scheme
from backprop_cli.check.tolerance import tolerance_of
from backprop_cli.check.verdicts import CORRECT, FEWER, FOLLOWS, WRONG, Rules
from backprop_cli.errors import InputError


@pytest.mark.parametrize(
    ("tolerance", "right", "wrong"),
    [
        ("4dp", "0.0822", "0.0823"),
        ("2sf", "0.0825", "0.0827"),
        ("1%", "0.0829", "0.0831"),
        ("0.001", "0.0831", "0.0832"),
        ("exact", "0.08217", "0.08216"),
    ],
)
def test_a_tolerance_takes_the_place_of_the_rounding_rule(tolerance: str, right: str, wrong: str) -> None:
    rules = Rules(tolerance_of(tolerance))
    assert verdicts(f"dE/dw5: {right}", rules=rules) == {"dE/dw5": CORRECT}
    assert verdicts(f"dE/dw5: {wrong}", rules=rules) == {"dE/dw5": WRONG}
    assert verdicts(f"dE/dw5: {wrong}\nw5+: 0.35", rules=Rules(tolerance_of("0.5")))["w5+"] == CORRECT


def test_an_error_is_carried_forward_under_a_tolerance_too() -> None:
    assert verdicts("dE/dw5: 0.1\nw5+: 0.35", rules=Rules(tolerance_of("1%")))["w5+"] == FOLLOWS


@pytest.mark.parametrize("text", ["4", "dp", "0sf", "-1%", "nearly", "1e3x", "41dp"])
def test_what_is_no_tolerance_is_refused(text: str) -> None:
    if text == "4":
        assert tolerance_of(text).words == "within 4"
        return
    with pytest.raises(InputError, match="is no tolerance"):
        tolerance_of(text)


def test_points_by_a_scheme() -> None:
    sheet = sheet_of("mazur")
    text = b"points: 2\nnames: {dE/dnet_o2: 5, dE/dw7: 4}\nfollows: half\nfewer_digits: 0.5\n"
    scheme = read_scheme(text, "scheme.yaml", sheet)
    reached = {one.answer.name: float(scheme.reached(one)) for one in marks(SIGN)}
    assert reached == {"dE/dnet_o2": 0, "dE/dw7": 2, "w7+": 1, "dE/dw8": 2, "dE/dw5": 2, "dE/dw1": 1}
    fewer = marks("dE/dw5: 0.0822\nw1+: 0", rules=Rules())[-1]
    assert float(Scheme().reached(fewer._replace(verdict=FEWER))) == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("follows: some", "follows is not one of full, half and none"),
        ("names: {dE/dw99: 2}", "no number of this network is called `dE/dw99`"),
        ("points: -1", "points is negative"),
        ("pionts: 1", "unknown key `pionts`"),
    ],
)
def test_a_wrong_scheme_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_scheme(text.encode(), "scheme.yaml", sheet_of("mazur"))
