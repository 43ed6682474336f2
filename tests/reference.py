"""An independent judge of the numbers: a scalar forward pass in 80 digits, and slopes of it.

It shares nothing with the program: it reads the YAML itself (`reference_file`), and finds a derivative not by
the chain rule but by a tiny imaginary step (Squire, Trapp 1998): f(x + ih) = f(x) + ih f'(x) + O(h²), so the
imaginary part over h is the derivative, without cancellation. For one sample and plain gradient descent.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from oracles import LOSSES, H, M, outputs
from reference_file import Example, read


def solve(path: str | Path, sample: int = 1) -> dict[str, Any]:
    """Every number of the example by its name, those after the update with a +."""
    example = read(path, sample)
    numbers = forward(example)
    if example.loss is None:
        return numbers
    numbers |= slopes(example)
    if example.rate is None:
        return numbers
    updated = {
        name: value if name in example.fixed else value - example.rate * numbers[f"dE/d{name}"]
        for name, value in example.parameters.items()
    }
    after = {name: value for name, value in updated.items() if name not in example.fixed}
    after |= forward(example._replace(parameters=updated))
    return numbers | {f"{name}+": value for name, value in after.items()}


def forward(example: Example, nudged: str = "", by: Any = 0) -> dict[str, Any]:
    """net, out and E by name, when the number called `nudged` is larger by a little."""
    values: dict[str, Any] = {}
    sources = {name: value + (name == nudged) * by for name, value in example.inputs.items()}
    parameters = {name: value + (name == nudged) * by for name, value in example.parameters.items()}
    parameters[None] = 1
    for activation, neurons in example.layers:
        for name, weights, bias, sign in neurons:
            seen = {s: sources[s] + (f"out_{s} via {name}" == nudged) * by for _, s in weights}
            net = sum(parameters[w] * seen[s] for w, s in weights) + (sign * parameters[bias] if bias else 0)
            values[f"net_{name}"] = net + (f"net_{name}" == nudged) * by
        outs = outputs(activation, [values[f"net_{neuron.name}"] for neuron in neurons])
        for neuron, out in zip(neurons, outs, strict=True):
            sources[neuron.name] = values[f"out_{neuron.name}"] = out + (f"out_{neuron.name}" == nudged) * by
    if example.loss:
        last = [neuron.name for neuron in example.layers[-1][1]]
        for name in last:
            target = example.targets.get(name)
            values[f"E_{name}"] = LOSSES[example.loss](target, sources[name], len(last))
        values["E"] = sum(values[f"E_{name}"] for name in last)
    return values


def slopes(example: Example) -> dict[str, Any]:
    """Every derivative by its name."""
    found: dict[str, Any] = {}
    for name in (*example.inputs, *example.parameters):
        found[f"dE/d{name}"] = slope(example, name)["E"]
    for activation, neurons in example.layers:
        for neuron in neurons:
            own = slope(example, f"net_{neuron.name}")
            found[f"dE/dnet_{neuron.name}"] = own["E"]
            found[f"dE/dout_{neuron.name}"] = slope(example, f"out_{neuron.name}")["E"]
            for other in neurons if activation == "softmax" else [neuron]:
                found[f"dout_{other.name}/dnet_{neuron.name}"] = own[f"out_{other.name}"]
            for parameter in {*(w for w, _ in neuron.weights), neuron.bias} - {None}:
                found[f"dnet_{neuron.name}/d{parameter}"] = slope(example, parameter)[f"net_{neuron.name}"]
    for share in shares(example):
        found[f"dE/d{share}"] = slope(example, share)["E"]
    return found


def shares(example: Example) -> list[str]:
    """What each neuron sends on to each of the next, where it feeds several: `out_h1 via o1`."""
    neurons = [neuron for _, layer in example.layers for neuron in layer]
    feeds = {
        one.name: [to.name for to in neurons if one.name in {s for _, s in to.weights}] for one in neurons
    }
    return [f"out_{name} via {to}" for name, fed in feeds.items() if len(fed) > 1 for to in fed]


def slope(example: Example, by: str) -> dict[str, Any]:
    """The derivative of every number of the forward pass by the one called `by`."""
    return {name: M.im(value) / H for name, value in forward(example, by, M.mpc(0, H)).items()}
