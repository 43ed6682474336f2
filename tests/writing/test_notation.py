"""Every number has a name in every notation, and no two have the same."""

from __future__ import annotations

import pytest
from examples import written

from backprop_cli.calculation.forms import NOTATIONS
from backprop_cli.calculation.kinds import KINDS as USED
from backprop_cli.network.bundled import find
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.writing.markup import ASCII, UNICODE
from backprop_cli.writing.notation import GLYPHS, LETTERS, notation_of


def worksheet(name: str, notation: str) -> Worksheet:
    return Worksheet(read_network(read_file(find(name)), name), Request(notation=notation))


def test_every_kind_of_number_has_a_name() -> None:
    assert set(GLYPHS) == set(USED)


def test_every_set_of_letters_is_a_notation_with_a_form() -> None:
    assert set(LETTERS) <= set(NOTATIONS)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("network", ["mazur", "tartu", "tomyeh"])
def test_no_two_numbers_have_the_same_name(network: str, notation: str, ascii_only: bool) -> None:
    sheet = worksheet(network, notation)
    letters = notation_of(sheet, ASCII if ascii_only else UNICODE)
    quantities = [q for q in sheet.order if q.sample in (None, 0)]
    names = ["".join(text for text, _ in letters.name(q)) for q in quantities]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    "network", ["manchester", "wellington", "tartu-softmax", "negnevitsky-xor", "tomyeh"]
)
def test_every_network_is_written_in_every_notation(network: str, notation: str) -> None:
    text = written(worksheet(network, notation), "terminal")
    assert "Shown to 6 decimals" in text
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize(
    ("notation", "line"),
    [
        ("liverpool", "   ∂E/∂out_o1      = −(target − out)  = −(0.01 − 0.751365)      =  0.741365"),
        ("wellington", "   β_o1     = −(d − o)  = −(0.01 − 0.751365)      =  0.741365"),
        ("melbourne", "   δ_o1 = (a − y) · ∂a/∂z  = (0.751365 − 0.01)·0.186816  =  0.138499"),
        ("manchester", "   ∂O/∂w5 = (o1 − y_o1)·o1(1 − o1)·h1"),
        ("tartu", "   s_h1 = w1·i1 + w2·i2 + b1"),
        ("matrix", "   δ(2) = ∂E/∂a(2) ⊙ σ′(z(2))"),
    ],
)
def test_a_lecture_reads_in_its_own_letters(notation: str, line: str) -> None:
    assert line in written(worksheet("mazur", notation), "terminal").splitlines()


@pytest.mark.parametrize("name", ["net_o1", "dE/dout_o2", "out_o1+", "w5", "delta_h1"])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_single_number_can_be_asked_for_in_every_notation(notation: str, name: str) -> None:
    network = read_network(read_file(find("mazur")), "mazur")
    assert "Shown to 6 decimals" in written(
        Worksheet(network, Request((name,), notation=notation)), "terminal"
    )
