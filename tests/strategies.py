"""Random networks for the properties: small ones of every kind, the same for the same seed.

`networks()` is a hypothesis strategy; `random_network(seed)` draws one network from a seed for the long runs.
"""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import strategies as st

from backprop_cli.maths.activations import ACTIVATIONS
from backprop_cli.maths.activations import ENTRIES as ACTIVATION_ENTRIES
from backprop_cli.maths.losses import ENTRIES as LOSS_ENTRIES
from backprop_cli.maths.losses import LOSSES
from backprop_cli.network.model import Choice, Layer, Network, Parameter, Sample

SLOPING = [entry for entry in ACTIVATION_ENTRIES if entry.slope is not None]
SMOOTH = tuple(entry.name for entry in SLOPING if not entry.kinks)
KINKED = tuple(entry.name for entry in SLOPING if entry.kinks)
LAST_OF = {
    entry.name: tuple(name for name, _ in entry.of_net) for entry in LOSS_ENTRIES if entry.probabilities
}
"""What a loss of probabilities takes in the last layer."""


def random_network(seed: int, scale: int = 100, activations: tuple[str, ...] = SMOOTH + KINKED) -> Network:
    """A network with up to three layers of up to three neurons; a large scale saturates it."""
    draw = random.Random(seed)
    loss = draw.choice(sorted(entry.name for entry in LOSS_ENTRIES))
    sizes = [draw.randint(1, 3) for _ in range(draw.randint(2, 4))]
    if LOSSES[loss].targets == "distribution":
        sizes[-1] = max(2, sizes[-1])
    parameters: list[Parameter] = []
    layers: list[Layer] = []
    names = [[f"i{k + 1}" for k in range(sizes[0])]]
    for number, size in enumerate(sizes[1:]):
        last = number == len(sizes) - 2
        name = draw.choice(LAST_OF.get(loss, activations) if last else activations)
        neurons = [f"{'o' if last else 'h'}{number}{k}" for k in range(size)]
        layers.append(_layer(draw, parameters, tuple(neurons), tuple(names[-1]), name, scale))
        names.append(neurons)
    inputs = tuple(_number(draw, 200) for _ in names[0])
    return Network(
        f"random {seed}",
        tuple(names[0]),
        tuple(layers),
        tuple(parameters),
        (Sample(inputs, _targets(draw, loss, len(names[-1]))),),
        Choice(loss, _defaults(LOSSES[loss].options)),
        Decimal("0.5"),
    )


def _layer(
    draw: random.Random,
    parameters: list[Parameter],
    neurons: tuple[str, ...],
    sources: tuple[str, ...],
    activation: str,
    scale: int,
) -> Layer:
    weights = tuple(tuple(_parameter(draw, parameters, "weight", scale) for _ in sources) for _ in neurons)
    shared = draw.random() < 0.3
    first = _parameter(draw, parameters, "bias", scale)
    biases = tuple(
        first if shared or not k else _parameter(draw, parameters, "bias", scale) for k in range(len(neurons))
    )
    choice = Choice(activation, _defaults(ACTIVATIONS[activation].options))
    return Layer(neurons, sources, choice, weights, biases, thresholds=draw.random() < 0.2)


def _parameter(draw: random.Random, parameters: list[Parameter], kind: str, scale: int) -> int:
    parameters.append(Parameter(f"{kind[0]}{len(parameters) + 1}", _number(draw, scale), kind))
    return len(parameters) - 1


def _number(draw: random.Random, scale: int) -> Decimal:
    return Decimal(draw.randint(-scale, scale)) / 100


def _defaults(options: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, Decimal(value)) for name, value in options)


def _targets(draw: random.Random, loss: str, outputs: int) -> tuple[Decimal, ...] | None:
    kind = LOSSES[loss].targets
    if kind == "none":
        return None
    if kind == "distribution":
        hot = draw.randrange(outputs)
        return tuple(Decimal(int(k == hot)) for k in range(outputs))
    choices = {"unit": ("0", "1", "0.3"), "signs": ("-1", "1")}.get(kind, ("0.01", "0.99", "-0.4", "1"))
    return tuple(Decimal(draw.choice(choices)) for _ in range(outputs))


def networks(scale: int = 100, activations: tuple[str, ...] = SMOOTH + KINKED) -> st.SearchStrategy[Network]:
    """Small networks, by their seeds."""
    return st.integers(0, 10**6).map(lambda seed: random_network(seed, scale, activations))
