"""The schema for editors and the reader agree about the shape of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from test_corpus import CORPUS
from test_corpus import rows as corpus_rows

from backprop_cli.network import layers, read, settings
from backprop_cli.network.json_schema import FILE, LAYER, schema
from backprop_cli.network.yaml.tree import List, Mapping, Node, Scalar, is_null

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = jsonschema.Draft202012Validator(schema())

STRUCTURE = (
    *(
        "layers-null",
        "layers-mapping",
        "layers-word",
        "layers-missing",
        "inputs-missing",
        "key-unknown",
        "key-misspelt",
    ),
    *(
        "weights-empty",
        "weights-word",
        "weights-number",
        "weights-one-bracket",
        "weights-mapping",
        "bias-list",
    ),
    *(
        "biases-number",
        "biases-column",
        "neurons-number",
        "vector-one-number",
        "vector-empty",
        "vector-braces",
    ),
    *("vector-null-input", "activation-unknown", "activation-option-unknown", "loss-unknown", "loss-list"),
    *(
        "optimizer-unknown",
        "optimizer-option-unknown",
        "batch-unknown",
        "update-unknown",
        "steps-zero",
        "steps-half",
    ),
    *("l2-without-lambda", "l2-yes", "rounding-both", "rounding-word", "fixed-empty", "number-decimal-comma"),
    *("number-leading-zero", "number-yes", "number-percent", "number-underscore", "notation-unknown-letter"),
    *(
        "name-list",
        "name-too-long",
        "from-text",
        "samples-word",
        "weights-three-levels",
        "file-list",
    ),
)
"""Bad files that are wrong in their shape, by name."""


def plain(node: Node) -> Any:
    """The data of a tree, as an editor sees them."""
    if type(node) is List:
        return [plain(item) for item in node.items]
    if type(node) is Mapping:
        return {text: plain(value) for text, (_, value) in node.entries.items()}
    assert type(node) is Scalar
    if is_null(node):
        return None
    data = yaml.load(node.text, yaml.SafeLoader) if not node.style else node.text
    return data if isinstance(data, (int, float)) and not _is_word(node.text) else node.text


def _is_word(text: str) -> bool:
    """YAML 1.1's other booleans, octal and grouped numbers, which editors take as texts."""
    return (
        text in ("yes", "no", "on", "off")
        or "_" in text
        or (text.startswith("0") and text.isdigit() and text != "0")
    )


def data_of(path: Path) -> Any:
    """The data of a file."""
    from backprop_cli.network.yaml.compose import compose
    from backprop_cli.network.yaml.problems import Problems
    from backprop_cli.network.yaml.text import readable

    text = readable(path.read_bytes(), path.name)
    root = compose(text, Problems(path.name, text))
    assert root is not None
    return plain(root)


def good_files() -> list[Path]:
    """Every file that the reader accepts, among those of the tests and the bundled ones."""
    corpus = [CORPUS / row[0] for row in corpus_rows("same", "as")]
    return [*sorted((ROOT / "networks").glob("*.yaml")), CORPUS / "base.yaml", *corpus]


def test_the_schema_is_one():
    VALIDATOR.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("path", good_files(), ids=lambda path: path.stem)
def test_what_the_reader_accepts_is_valid(path):
    VALIDATOR.validate(data_of(path))


@pytest.mark.parametrize("name", STRUCTURE)
def test_a_wrong_shape_is_not_valid(name):
    assert not VALIDATOR.is_valid(data_of(ROOT / "tests" / "network" / "bad" / f"{name}.yaml"))


def test_every_key_is_described():
    assert set(FILE) == set(read.KEYS)
    assert set(LAYER) == set(layers.KEYS)
    assert set(settings.READERS) <= set(FILE)
    assert all(part["description"] for part in schema()["properties"].values())
