"""The wrong numbers of published examples are explained by what their authors did, among two reasons."""

from __future__ import annotations

import pytest
from explaining import explained, reasons

MAZUR = "if the hidden layer uses the already updated w5 to w8"
MACLEOD = "if the hidden layer uses the already updated w1 and w2"
TURNED = "with the other sign"
BARE = "if the softmax has no exponentials"
SEPARATE = "if the fixed biases are trained, one of its own for each neuron"

ERRATA = (
    ("mazur", "0.291027924", "E+", MAZUR),
    ("mazur", "0.285750887", "E+", "if the fixed biases are trained"),
    ("mazur", "0.280471447", "E+", SEPARATE),
    ("mazur", "0.015912196", "out_o1 after 10000", MAZUR),
    ("mazur", "0.984065734", "out_o2 after 10000", MAZUR),
    ("mazur", "0.0000351085", "E after 9999", ""),
    ("mazur", "2.4475622e-06", "E after 10000", SEPARATE),
    ("mazur", "4.3553211e-06", "E after 10000", "if the fixed biases are trained"),
    ("macleod", "0.09916", "w3+", MACLEOD),
    ("macleod", "0.7978", "w4+", MACLEOD),
    ("macleod", "0.3972", "w5+", MACLEOD),
    ("macleod", "0.5928", "w6+", f"{MACLEOD}, cut off"),
    ("macleod", "-0.002406", "dE/dnet_top", f"{TURNED}, {MACLEOD}, from rounded numbers"),
    ("macleod", "-0.007916", "dE/dnet_bottom", f"{TURNED}, {MACLEOD}, from rounded numbers"),
    ("macleod", "-0.18205", "out_final+", f"{MACLEOD}, from rounded numbers"),
    ("macleod", "0.80133", "net_final", "from out_top = 0.68 and out_bottom = 0.6637"),
    ("prakash-jay", "0.2698", "out_o1", BARE),
    ("prakash-jay", "0.3223", "out_o2", BARE),
    ("prakash-jay", "0.4078", "out_o3", f"{BARE}, from rounded numbers"),
    ("negnevitsky-xor", "-0.0127", "theta5+", TURNED),
)
"""The network, the printed number, what it is, and how its author got it."""


@pytest.mark.parametrize(("network", "printed", "name", "how"), ERRATA)
def test_a_published_erratum_is_explained(network: str, printed: str, name: str, how: str) -> None:
    (known,) = explained(network, printed)
    assert (name, how) in reasons(known)[:2]


def test_one_mistake_that_explains_several_numbers_is_told_of_each_without_a_doubt() -> None:
    every = explained("macleod", "0.09916", "0.7978", "0.5928", "-0.002406", "-0.007916", "-0.18205")
    assert all(MACLEOD in known.findings[0].how for known in every)
    assert not any(known.doubtful for known in every)


def test_numbers_after_a_training_share_the_mistake_made_in_every_step() -> None:
    every = explained("mazur", "0.015912196", "0.984065734", step=10_000)
    assert [reasons(known) for known in every] == [
        [("out_o1 after 10000", MAZUR)],
        [("out_o2 after 10000", MAZUR)],
    ]


def test_the_error_of_a_lecture_is_named_with_its_sign_and_its_factor() -> None:
    """Wellington writes β = d − o beside E = Σ (d − o)²: 1 − 0.5362502833."""
    (known,) = explained("wellington", "0.46374972")
    assert reasons(known) == [
        ("out_o5", ""),
        (
            "dE/dout_o5",
            "if the error has the other sign, and the loss and its derivative have a factor ½ more than the"
            " file says",
        ),
    ]
