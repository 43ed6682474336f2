"""Every entry that PyTorch has too gives PyTorch's numbers: values, autograd, ten steps of a rule.

The tables map an entry to its counterpart; what has none stands in `ALONE`, with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from entry_options import floats, options_of, with_options
from one_neuron import NEURONS, RATE, Neuron, solved

from backprop_cli.maths import activations, losses, optimizers
from backprop_cli.maths.activations import Activation
from backprop_cli.maths.losses import Loss
from backprop_cli.maths.optimizers import Optimizer

torch = pytest.importorskip("torch")
F: Any = torch.nn.functional
STEPS = 10

ACTIVATIONS: dict[str, Callable[..., Any]] = {
    "linear": torch.nn.Identity(),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": lambda z, slope: F.leaky_relu(z, slope),
    "softplus": lambda z: F.softplus(z, threshold=1000),  # above its threshold PyTorch takes z itself
    "softmax": lambda z: F.softmax(z, 0),
    "step": lambda z: torch.heaviside(z, torch.ones_like(z)),
    "elu": F.elu,
    "selu": lambda z, scale, alpha: F.selu(z),  # its constants are fixed
    "gelu": lambda z: F.gelu(z, approximate="none"),
    "silu": F.silu,
    "hard_sigmoid": F.hardsigmoid,
    "softsign": F.softsign,
}
LOSSES: dict[str, Callable[..., Any]] = {  # of targets and outputs
    "half_squared_error": lambda t, y: F.mse_loss(y, t, reduction="sum") / 2,
    "squared_error": lambda t, y: F.mse_loss(y, t, reduction="sum"),
    "mean_squared_error": lambda t, y: F.mse_loss(y, t, reduction="mean"),
    "binary_cross_entropy": lambda t, y: F.binary_cross_entropy(y, t, reduction="sum"),
    "cross_entropy": lambda t, y: F.nll_loss(y.log(), t.argmax()),  # of a class
    "huber": lambda t, y, delta: F.huber_loss(y, t, reduction="sum", delta=delta),
    "absolute_error": lambda t, y: F.l1_loss(y, t, reduction="sum"),
    "kullback_leibler": lambda t, y: F.kl_div(y.log(), t, reduction="sum"),
}
OF_NETS: dict[tuple[str, str], Callable[..., Any]] = {  # of targets and nets
    ("binary_cross_entropy", "sigmoid"): lambda t, z: F.binary_cross_entropy_with_logits(
        z, t, reduction="sum"
    ),
    ("cross_entropy", "softmax"): lambda t, z: F.cross_entropy(z, t),
    ("kullback_leibler", "softmax"): lambda t, z: F.kl_div(F.log_softmax(z, 0), t, reduction="sum"),
}
RULES: dict[str, Callable[..., Any]] = {  # of parameters
    "sgd": torch.optim.SGD,
    "momentum": torch.optim.SGD,
    "nesterov": lambda w, lr, momentum: torch.optim.SGD(w, lr=lr, momentum=momentum, nesterov=True),
    "adagrad": lambda w, lr, epsilon: torch.optim.Adagrad(w, lr=lr, eps=epsilon),
    "rmsprop": lambda w, lr, rho, epsilon: torch.optim.RMSprop(w, lr=lr, alpha=rho, eps=epsilon),
    "adam": lambda w, lr, beta1, beta2, epsilon: torch.optim.Adam(
        w, lr=lr, betas=(beta1, beta2), eps=epsilon
    ),
    "adamw": lambda w, lr, beta1, beta2, epsilon, weight_decay: torch.optim.AdamW(
        w, lr=lr, betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay
    ),
}
ALONE = {
    "bipolar_sigmoid": "PyTorch has the tanh alone",
    "output": "it is no loss",
    "hinge": "hinge_embedding_loss is of distances, and its −1 is another side",
    "momentum_average": "with dampening SGD still takes the first gradient whole",
    "perceptron": "it follows no gradient",
}

COARSE = {"hard_sigmoid": 1e-7}
"""What has constants in single precision in its derivative: PyTorch's sixth is 0.16666667163."""

NETS = (-40.0, -9.5, -3.7, -1.0, -0.2, 0.3, 1.7, 2.9, 8.0, 25.0)
TARGETS = {
    "any": (0.01, 0.99, -0.4),
    "unit": (0.0, 1.0, 0.3),
    "distribution": (0.2, 0.5, 0.3),
    "class": (0.0, 1.0, 0.0),
}
OUTPUTS = {"any": (0.3, 0.2, 2.5), "unit": (0.2, 0.7, 0.9), "distribution": (0.2, 0.7, 0.1)}
LAYERS = ((0.3, -1.2, 2.0), (40.0, -40.0, 0.0), (-700.0, 3.0, 2.0))


def tensor(numbers: Iterable[float], follow: bool = True) -> Any:
    """Numbers in double precision, with a gradient."""
    return torch.tensor([*numbers], dtype=torch.float64, requires_grad=follow)


def assert_all(ours: Sequence[float], theirs: Any, rel_tol: float = 1e-12) -> None:
    """Numbers are those of a tensor."""
    for one, other in zip(ours, theirs.tolist(), strict=True):
        assert math.isclose(one, other, rel_tol=rel_tol, abs_tol=1e-14), (ours, theirs)


@pytest.mark.parametrize(
    ("entries", "counterparts"),
    [(activations.ENTRIES, ACTIVATIONS), (losses.ENTRIES, LOSSES), (optimizers.ENTRIES, RULES)],
    ids=["activations", "losses", "rules"],
)
def test_every_entry_has_a_counterpart_or_a_reason(entries: Sequence[Any], counterparts: Any) -> None:
    names, alone = {entry.name for entry in entries}, {entry.name for entry in entries} & set(ALONE)
    missing = names - set(counterparts) - alone
    assert not missing, f"without a counterpart in PyTorch and a reason in ALONE: {', '.join(missing)}"
    assert not alone & set(counterparts)
    assert set(counterparts) <= names
    assert {key for entry in losses.ENTRIES for key in nets_of(entry)} == set(OF_NETS)


def nets_of(entry: Loss) -> set[tuple[str, str]]:
    """The loss with each activation from whose nets it is worked out."""
    return {(entry.name, activation) for activation in (*dict(entry.of_net), *dict(entry.net_slope))}


ELEMENTWISE = with_options([one for one in activations.ENTRIES if one.value and one.name in ACTIVATIONS])


@pytest.mark.parametrize(("entry", "options"), ELEMENTWISE)
def test_an_activation_is_that_of_pytorch(entry: Activation, options: dict[str, str]) -> None:
    if entry.name == "selu":
        options = options_of(entry, False)
    given, zs = floats(options), tensor(NETS)
    value, slope = entry.stable_value or entry.value, entry.stable_slope or entry.slope
    outs = ACTIVATIONS[entry.name](zs, **given)
    assert value is not None
    assert_all([value(z, **given) for z in NETS], outs)
    if slope is not None:
        outs.sum().backward()
        pairs = zip(NETS, outs.tolist(), strict=True)
        assert_all([slope(z, a, **given) for z, a in pairs], zs.grad, COARSE.get(entry.name, 1e-12))


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(
    "entry", [one for one in activations.ENTRIES if one.layer_value], ids=lambda one: one.name
)
def test_a_layer_is_that_of_pytorch(entry: Activation, layer: tuple[float, ...]) -> None:
    zs = tensor(layer)
    outs = ACTIVATIONS[entry.name](zs)
    assert_all([activations.softmax(layer, k) for k in range(len(layer))], outs)
    assert entry.jacobian is not None
    for k, row in enumerate(torch.autograd.functional.jacobian(ACTIVATIONS[entry.name], zs)):
        assert_all([entry.jacobian(outs.tolist(), k, j) for j in range(len(layer))], row)


@pytest.mark.parametrize(
    ("entry", "options"), with_options([one for one in losses.ENTRIES if one.name in LOSSES])
)
def test_a_loss_is_that_of_pytorch(entry: Loss, options: dict[str, str]) -> None:
    given, outs = floats(options), OUTPUTS[entry.targets]
    targets = TARGETS["class" if entry.name == "cross_entropy" else entry.targets]
    ys = tensor(outs)
    total = LOSSES[entry.name](tensor(targets, False), ys, **given)
    total.backward()
    pairs = [(t, y, len(outs)) for t, y in zip(targets, outs, strict=True)]
    assert_all([sum(entry.term(*pair, **given) for pair in pairs)], total[None])
    assert_all([entry.slope(*pair, **given) for pair in pairs], ys.grad)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(
    ("entry", "activation"),
    [pytest.param(one, by, id=f"{name} of {by}") for one in losses.ENTRIES for name, by in nets_of(one)],
)
def test_a_loss_of_nets_is_that_of_pytorch(entry: Loss, activation: str, layer: tuple[float, ...]) -> None:
    zs, targets, places = tensor(layer), TARGETS["distribution"], range(len(layer))
    total = OF_NETS[entry.name, activation](tensor(targets, False), zs)
    total.backward()
    term, slope = dict(entry.of_net)[activation], dict(entry.net_slope)[activation]
    assert_all([sum(term(targets[k], layer, k) for k in places)], total[None])
    assert_all([slope(targets, layer, k) for k in places], zs.grad)


def trained_by(rule: str, options: dict[str, str], one: Neuron) -> list[Any]:
    """The weights after each step of PyTorch."""
    ws, xs = tensor(map(float, one.weights)), tensor(map(float, one.inputs), False)
    optimizer, found = RULES[rule]([ws], lr=float(RATE), **floats(options)), []
    for _ in range(STEPS):
        optimizer.zero_grad()
        (
            F.mse_loss(ACTIVATIONS[one.activation](ws @ xs), torch.tensor(float(one.target)).double()) / 2
        ).backward()
        optimizer.step()
        found.append(ws.detach().clone())
    return found


@pytest.mark.parametrize("name", NEURONS)
@pytest.mark.parametrize(
    ("entry", "options"), with_options([one for one in optimizers.ENTRIES if one.name in RULES])
)
def test_ten_steps_of_a_rule_are_those_of_pytorch(
    entry: Optimizer, options: dict[str, str], name: str, tmp_path: Path
) -> None:
    one = NEURONS[name]
    ours = solved(one.file(entry.name, options, STEPS), tmp_path)
    for weights, theirs in zip(ours, trained_by(entry.name, options, one), strict=True):
        assert_all(weights, theirs, 1e-11)
