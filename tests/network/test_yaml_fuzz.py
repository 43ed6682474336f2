"""Whatever the bytes of a file, the reader gives a network or a told problem; and both YAML parsers agree.

The mutations are those of an editor: a piece of a good file is left out, doubled, moved, or replaced by a
piece that means something to YAML.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.cli.error_report import report
from backprop_cli.errors import InputError
from backprop_cli.network.model import Network
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml import compose

ROOT = Path(__file__).resolve().parents[2]
GOOD = sorted((ROOT / "networks").glob("*.yaml"))
PIECES = [
    *"[]{},:#&*!|>'\"%@`-?\t\n\r\\~=<.0",
    *(
        ": ",
        " #",
        "- ",
        "\n  ",
        "\n\n",
        "---\n",
        "...\n",
        "0,5",
        "1e400",
        "null",
        "yes",
        "<<: ",
        "&a ",
        "*a",
        "!!x ",
    ),
    *(
        "\x00",
        "\x1b",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\ud800",
        "\x85",
        "é",
        "\U0001f600",
        '"\\x"',
        "%YAML 1.2\n",
    ),
    *(
        "inputs: ",
        "targets: ",
        "layers:\n",
        "weights: ",
        "bias: ",
        "samples: ",
        "loss: ",
        "activation: step",
        "1/3",
    ),
]

SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, database=None)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good file after a few careless edits."""
    text = draw(st.sampled_from(GOOD)).read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 2, 5, 20))))
        piece = draw(st.sampled_from(("", text[start:end] * 2, *PIECES)))
        text = text[:start] + piece + text[end:]
    return text


def outcome(data: bytes) -> Network | str:
    """The network, or the report of what is wrong."""
    try:
        return read_network(data, "net.yaml")
    except InputError as error:
        return report(error)


@given(st.binary(max_size=300))
@SETTINGS
def test_any_bytes_are_told(data):
    assert outcome(data)


@given(mutated())
@SETTINGS
def test_a_careless_edit_is_read_or_told_in_printable_words(text):
    result = outcome(text.encode("utf-8", "surrogatepass"))

    assert isinstance(result, Network) or all(line.isprintable() for line in result.split("\n"))


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML without its C parser")
def test_both_parsers_accept_the_same_files_and_read_the_same():
    @given(mutated())
    @SETTINGS
    def agree(text: str) -> None:
        data, results = text.encode("utf-8", "surrogatepass"), []
        for loader in (yaml.CSafeLoader, yaml.SafeLoader):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(compose, "LOADER", loader)
                results.append(outcome(data))
        fast, pure = results

        assert isinstance(fast, Network) == isinstance(pure, Network)
        assert not isinstance(fast, Network) or fast == pure

    agree()
