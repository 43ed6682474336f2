"""Every file of the folder `bad` is refused with exactly the text beside it.

With `REWRITE_GOLDEN=1` in the environment the texts are written anew; look at the difference before it is
kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backprop_cli.cli.error_report import report
from backprop_cli.errors import InputError
from backprop_cli.maths.activations import ENTRIES as ACTIVATIONS
from backprop_cli.maths.losses import ENTRIES as LOSSES
from backprop_cli.maths.optimizers import ENTRIES as OPTIMIZERS
from backprop_cli.network.read import KEYS, read_network
from backprop_cli.network.yaml.source import read_file

BAD = Path(__file__).parent / "bad"
FILES = sorted(BAD.glob("*.yaml"))


LISTS = {
    "activations": [entry.name for entry in ACTIVATIONS],
    "losses": [entry.name for entry in LOSSES],
    "rules": [entry.name for entry in OPTIMIZERS],
    "keys": KEYS,
}
"""What messages list from tables, which may grow: the expected texts have the name in braces."""


def refusal(path: Path) -> str:
    """What standard error shows for a file, its folder left out."""
    with pytest.raises(InputError) as caught:
        read_network(read_file(str(path)), str(path))
    text = report(caught.value).replace(str(BAD) + os.sep, "") + "\n"
    for name, words in LISTS.items():
        text = text.replace(", ".join(words), f"{{{name}}}")
    return text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_in_these_words(path):
    text, golden = refusal(path), path.with_suffix(".txt")
    if os.environ.get("REWRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")

    assert text == golden.read_text(encoding="utf-8")


def test_every_expected_text_has_its_file():
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in FILES}
