"""Every file of the corpus of bad and tricky inputs is refused, or read, as its index says.

`INDEX.tsv` has a row for each file: what is expected, the place of the fault, words of which the message says
one. Our decisions about its `either` rows: one list in a list is one sample (vec-nested), named inputs are
read (vec-map), a layer without `biases` has none (drop-biases1), `biases: 0.35` is refused and `bias: 0.35`
offered (bias-scalar), a file with targets needs a loss (drop-loss), names of activations are exact
(act-space), a typographic minus is refused (num-67). Names of neurons and titles are refused where a
character of them cannot be shown, a neuron also for a comma.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from backprop_cli.cli.error_report import report
from backprop_cli.errors import InputError
from backprop_cli.network.model import Network
from backprop_cli.network.read import read_network

CORPUS = Path(__file__).parent / "corpus"

ROWS = [tuple(line.split("\t")) for line in (CORPUS / "INDEX.tsv").read_text("utf-8").split("\n")[1:] if line]

ELSEWHERE = {
    "mutated/ce-targets-index.yaml": "7:10",  # the targets are wrong, not the activation
    "mutated/drop-weights1.yaml": "15:13",  # the biases that ask for weights
    "mutated/num-71.yaml": "4:18",  # the invisible character, not the number that it is in
    "mutated/vec-space.yaml": "6:10",  # the value that is no number, not the list that it is in
    "mutated/vec-hole.yaml": "6:16",  # the comma that has no value before it
    "mutated/vec-bool.yaml": "6:10",
    "mutated/vec-inf.yaml": "6:10",
    "mutated/vec-nan.yaml": "6:10",
    "mutated/bias-column.yaml": "12:14",
    "mutated/w-ragged.yaml": "11:29",  # the row that is too short
    "mutated/w-3d.yaml": "11:16",
}
"""Files whose fault we see more exactly than the index, within the value that it names, or elsewhere."""

TAG = "3:7"
"""Where a tag begins; the index names the character behind its `!`."""


def place_in_index(name: str, where: str) -> str:
    """The place that a file's first problem must have."""
    return ELSEWHERE.get(name, TAG if name.startswith("raw/tag_") and where == "3:8" else where)


ACCEPTED = {
    "mutated/vec-nested.yaml",
    "mutated/vec-map.yaml",
    "mutated/drop-biases1.yaml",
    "mutated/w-huge.yaml",
    "mutated/w-neg-huge.yaml",
    "mutated/w-sat.yaml",
    "mutated/softmax-log0.yaml",
    "mutated/denormal.yaml",
}
"""The `either` rows that we read."""

CHANGED = {
    "mutated/num-01.yaml": {"learning_rate": Decimal("0.001")},
    "mutated/num-02.yaml": {"learning_rate": Decimal("0.001")},
    "mutated/num-04.yaml": {"learning_rate": Decimal(15)},
    "mutated/vec-neg-dot.yaml": {"inputs": (Decimal("0.05"), Decimal("-0.1"))},
}
"""What the files of the `as:` rows change."""


def read(name: str) -> Network:
    """The network of a file of the corpus, under one name for all."""
    return read_network((CORPUS / name).read_bytes(), "net.yaml")


def rows(*kinds: str) -> list[tuple[str, ...]]:
    """The rows whose expectation is one of these."""
    return [row for row in ROWS if row[1].partition(":")[0] in kinds]


@pytest.mark.parametrize(("name", "expected", "where", "words", "what"), rows("reject"))
def test_a_bad_file_is_refused_at_its_place_in_its_words(name, expected, where, words, what):
    with pytest.raises(InputError) as caught:
        read(name)
    text = report(caught.value)

    assert any(word in text for word in words.split("|"))
    place = caught.value.problems[0].place
    if ":" in where:
        assert place_in_index(name, where) == f"{place.line}:{place.column}"
    elif where == "-" or name == "raw/utf32.yaml":  # in another encoding nothing has a line
        assert place is None
    else:
        assert place is not None


@pytest.mark.parametrize(("name", "expected", "where", "words", "what"), rows("same"))
def test_another_layout_gives_the_same_network(name, expected, where, words, what):
    if name == "mutated/num-13.yaml":  # kept as written, and the same double
        assert float(read(name).learning_rate) == 0.5
    else:
        assert read(name) == read("base.yaml")


@pytest.mark.parametrize(("name", "expected", "where", "words", "what"), rows("as"))
def test_a_number_means_what_a_person_means(name, expected, where, words, what):
    network, base, change = read(name), read("base.yaml"), dict(CHANGED[name])
    if "inputs" in change:
        sample = base.samples[0]._replace(inputs=change.pop("inputs"))
        change["samples"] = (sample,)

    assert network == base._replace(**change)


@pytest.mark.parametrize(("name", "expected", "where", "words", "what"), rows("either"))
def test_a_decision_is_kept(name, expected, where, words, what):
    if name in ACCEPTED:
        read(name)
        return
    with pytest.raises(InputError) as caught:
        read(name)
    text = report(caught.value)

    assert words == "-" or any(word in text for word in words.split("|"))


@pytest.mark.parametrize(("name", "expected", "where", "words", "what"), rows("string"))
def test_a_strange_text_is_kept_or_refused_and_never_printed_raw(name, expected, where, words, what):
    network, text, line = attempt(name)

    assert text.isprintable()
    assert line in (None, int(where.partition(":")[0]))
    assert network is None or network.name.isprintable()
    assert network is None or all(
        neuron.isprintable() for layer in network.layers for neuron in layer.neurons
    )


def attempt(name: str) -> tuple[Network | None, str, int | None]:
    """The network, or the report in one line and the line of the first problem."""
    try:
        return read(name), "", None
    except InputError as error:
        return None, report(error).replace("\n", " "), error.problems[0].place.line
