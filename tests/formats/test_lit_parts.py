"""The parts of the network that a page in HTML lights up at each step: those that its numbers are made of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

NETWORK = """\
inputs: {x1: 1, x2: 2}
targets: {y: 1, z: 0}
layers:
  - neurons: [h]
    weights: [{u1: 0.5, u2: -0.5}]
    biases: {c: 0.25}
    activation: sigmoid
  - neurons: [y, z]
    weights: [{v1: 1}, {v2: -1}]
    activation: sigmoid
loss: half_squared_error
learning_rate: 0.5
"""

SHARED = """\
inputs: {x: 1}
targets: {y: 1}
layers:
  - neurons: [g, h]
    weights: [{u: 0.5}, {u: 0.5}]
    activation: sigmoid
  - neurons: [y]
    weights: [{v1: 1, v2: -1}]
    activation: sigmoid
loss: half_squared_error
learning_rate: 0.5
"""

HIDDEN, OUT = {"h", "u1", "u2", "c", "x1", "x2"}, {"y": {"y", "v1", "h"}, "z": {"z", "v2", "h"}}
"""What the weighted inputs are made of."""

STEPS = [
    ({"net_h", "out_h"}, HIDDEN),
    ({"net_y", "out_y"}, OUT["y"]),
    ({"net_z", "out_z"}, OUT["z"]),
    ({"E_y"}, {"y"}),
    ({"E_z"}, {"z"}),
    ({"E"}, {"y", "z"}),
    ({"dE/dout_y", "dout_y/dnet_y"}, {"y"}),
    ({"dE/dout_z", "dout_z/dnet_z"}, {"z"}),
    ({"dE/dv1"}, {"y", "v1"}),
    ({"dE/dv2"}, {"z", "v2"}),
    ({"dE/dout_h via y", "dE/dout_h via z", "dE/dout_h"}, {"h", "y", "z", "v1", "v2"}),
    ({"dout_h/dnet_h"}, {"h"}),
    ({"dE/du1", "dE/du2", "dE/dc"}, {"h", "u1", "u2", "c"}),
    ({"u1+", "u2+"}, {"u1", "u2"}),
    ({"v1+"}, {"v1"}),
    ({"v2+"}, {"v2"}),
    ({"c+"}, {"c"}),
    ({"out_y+", "out_z+", "E+"}, {"y", "z"}),
]
"""Each step of the network: its numbers, and what is lit."""


def page(capsys: Said, folder: Path, text: str, *options: str) -> tuple[Any, str]:
    """The steps of a page, and the page."""
    path = folder / "net.yaml"
    path.write_text(text, encoding="utf-8")
    assert framed(["solve", str(path), "--format", "html", *options]) == 0
    out = capsys.readouterr().out
    found = re.search(r'<script type="application/json" id="steps">(.*?)</script>', out)
    assert found
    return json.loads(found[1]), out


def test_a_step_lights_what_its_numbers_are_made_of(tmp_path: Path, capsys: Said) -> None:
    steps, _ = page(capsys, tmp_path, NETWORK)
    found = [(set(names), set(lit)) for lit, names, _ in steps]
    wrong = [(one, other) for one, other in zip(found, STEPS, strict=False) if one != other]
    assert wrong == []
    assert len(found) == len(STEPS)


def test_the_step_of_a_shared_parameter_lights_every_place_of_it(tmp_path: Path, capsys: Said) -> None:
    steps, _ = page(capsys, tmp_path, SHARED)
    lit = {name: set(lit) for lit, names, _ in steps for name in names}
    assert lit["net_g"] == {"g", "u", "x"}
    assert lit["net_h"] == {"h", "u", "x"}
    assert {"g", "h", "u"} <= lit["dE/du"]
    assert lit["u+"] == {"u"}


def test_every_lit_part_is_drawn_under_its_name(tmp_path: Path, capsys: Said) -> None:
    steps, out = page(capsys, tmp_path, NETWORK)
    edges = dict(re.findall(r'class="edge" data-q="(\w+)" data-from="\w+" data-to="(\w+)"', out))
    assert edges == {"u1": "h", "u2": "h", "v1": "y", "v2": "z"}
    drawn = {*re.findall(r'data-[nq]="(\w+)"', out)}
    assert {name for lit, *_ in steps for name in lit} <= drawn


def test_a_step_of_a_sample_shows_the_picture_of_it(tmp_path: Path, capsys: Said) -> None:
    samples = "samples:\n  - {inputs: {x: 1}, targets: {y: 1}}\n  - {inputs: {x: 2}, targets: {y: 0}}\n"
    text = samples + SHARED.partition("targets: {y: 1}\n")[2]
    steps, _ = page(capsys, tmp_path, text + "batch: mean\n")
    shown = {picture: {*names} for *_, names, picture in steps}
    assert set(shown) == {0, 1}
    first = [names for _, names, picture in steps if "net_g" in names]
    assert len(first) == 2
    assert [picture for _, names, picture in steps if "net_g" in names] == [0, 1]


def test_a_shared_parameter_is_a_step_of_its_own(tmp_path: Path, capsys: Said) -> None:
    """It stands between a weight of its first neuron and one of its last."""
    text = SHARED.replace("{x: 1}", "{x: 1, z: 2}")
    text = text.replace("[{u: 0.5}, {u: 0.5}]", "[{p: 0.25, u: 0.5}, {u: 0.5, q: 0.75}]")
    steps, _ = page(capsys, tmp_path, text)
    assert [names for _, names, _ in steps if {*names} & {"p+", "u+", "q+"}] == [["p+"], ["u+"], ["q+"]]
