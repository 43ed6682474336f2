"""The passes with matrices: z = W·a + b, δ = (Wᵀδ) ⊙ σ′(z), ∂E/∂W = δ·aᵀ, layer by layer.

Letters: a(0) the inputs, W(l), b(l), z(l), a(l), δ(l) of layer l, counted from 1. A matrix is rows of
quantities, so it shows the same numbers as every other form. A layer is plain where its sources are the layer
before and no weight is shared; a network with another layer is written with deltas. Source: Nielsen 2015,
equations BP1 to BP4.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..calculation.quantity import Quantity
from ..calculation.steps import Steps
from ..maths.activations import ACTIVATIONS
from .groups import Equation, Factor, Group, Matrix, Pass, Section


def is_plain(steps: Steps) -> bool:
    """Whether every layer is a matrix from the layer before, with no weight shared (a bias may be)."""
    before = steps.network.inputs
    for layer in steps.network.layers:
        if layer.weights is None or layer.sources != before:
            return False
        before = layer.neurons
    weights = [index for layer in steps.network.layers for row in layer.weights or () for index in row]
    used = [index for index in weights if index is not None]
    return len(used) == len(set(used))


def forward(pass_: Pass) -> Iterator[Group]:
    """z(l) = W(l)·a(l−1) + b(l) and a(l) = σ(z(l))."""
    for number, layer in enumerate(pass_.steps.network.layers, 1):
        shift = (
            [Factor("−" if layer.thresholds else "+", _bias(pass_, number))]
            if any_bias(pass_, number)
            else []
        )
        product = [Factor("", _weights(pass_, number)), Factor("·", _outputs(pass_, number - 1)), *shift]
        yield _group(pass_, number, Equation(_column(pass_, "z", "net", number), tuple(product)))
        yield _group(
            pass_,
            number,
            Equation(
                _outputs(pass_, number),
                (Factor(f"{_symbol(pass_, number)} of", _column(pass_, "z", "net", number)),),
            ),
        )


def any_bias(pass_: Pass, number: int) -> bool:
    """Whether a layer has a bias or threshold."""
    return any(bias is not None for bias in pass_.steps.network.layers[number - 1].biases)


def any_trained(pass_: Pass, number: int) -> bool:
    """Whether a bias or threshold of a layer is trained."""
    parameters = pass_.steps.network.parameters
    biases = pass_.steps.network.layers[number - 1].biases
    return any(bias is not None and parameters[bias].trained for bias in biases)


def _symbol(pass_: Pass, number: int) -> str:
    """The letter of a layer's activation; f where it has none."""
    return ACTIVATIONS[pass_.steps.network.layers[number - 1].activation.name].symbol or "f"


def backward(pass_: Pass) -> Iterator[Section]:
    """δ(l), then ∂E/∂W(l) and ∂E/∂b(l), from the last layer to the first."""
    last = len(pass_.steps.network.layers)
    for number in range(last, 0, -1):
        equations = [*_errors(pass_, number, last), _weight_gradient(pass_, number)]
        if any_bias(pass_, number) and any_trained(pass_, number):
            equations.append(_bias_gradient(pass_, number))
        groups = tuple(_group(pass_, number, equation) for equation in equations)
        name = "output layer" if number == last else "hidden layer" + (f" {number}" if last > 2 else "")
        yield Section("backward", f"Backward pass, {name}{pass_.suffix}", groups)


def _errors(pass_: Pass, number: int, last: int) -> Iterator[Equation]:
    """δ of a layer, of a softmax by its Jacobian."""
    if number == last:
        arriving = [Factor("", _column(pass_, "∂E/∂a", "dE/dout", number))]
    else:
        transposed = _transposed(_weights(pass_, number + 1))
        arriving = [Factor("", transposed), Factor("·", _column(pass_, "δ", "dE/dnet", number + 1))]
    neurons = pass_.steps.network.layers[number - 1].neurons
    if not pass_.steps.elementwise(neurons[0]):
        jacobian = tuple(
            tuple(pass_.quantity("dout/dnet", to)._replace(by=by) for to in neurons) for by in neurons
        )
        factors = [Factor("", Matrix("J", number, jacobian, True)), *_after(arriving)]
    else:
        slopes = tuple((pass_.quantity("dout/dnet", neuron)._replace(by=neuron),) for neuron in neurons)
        factors = [*arriving, Factor("⊙", Matrix(f"{_symbol(pass_, number)}′(z)", number, slopes))]
    yield Equation(_column(pass_, "δ", "dE/dnet", number), tuple(factors))


def _after(arriving: list[Factor]) -> list[Factor]:
    return [arriving[0]._replace(sign="·"), *arriving[1:]]


def _weight_gradient(pass_: Pass, number: int) -> Equation:
    layer = pass_.steps.network.layers[number - 1]
    gradients = tuple(
        tuple(None if index is None else _gradient(pass_, index) for index in row)
        for row in layer.weights or ()
    )
    sent = _transposed(_outputs(pass_, number - 1))
    factors = (Factor("", _column(pass_, "δ", "dE/dnet", number)), Factor("·", sent))
    return Equation(Matrix("∂E/∂W", number, gradients), factors)


def _bias_gradient(pass_: Pass, number: int) -> Equation:
    """∂E/∂b = δ, through each neuron (a shared bias is their sum, a threshold has the other sign)."""
    layer = pass_.steps.network.layers[number - 1]
    factors = (Factor("−" if layer.thresholds else "", _column(pass_, "δ", "dE/dnet", number)),)
    indices = list(dict.fromkeys(layer.biases))
    rows = tuple((None if index is None else _gradient(pass_, index),) for index in indices)
    if len(indices) < len(layer.neurons):
        factors = (Factor("Σ of", factors[0].matrix),)
    return Equation(Matrix("∂E/∂b", number, rows), factors)


def _gradient(pass_: Pass, index: int) -> Quantity:
    return pass_.quantity("dE/dparameter", pass_.steps.network.parameters[index].name)


def _column(pass_: Pass, name: str, kind: str, number: int) -> Matrix:
    """A column vector with an entry for each neuron of a layer."""
    neurons = pass_.steps.network.layers[number - 1].neurons
    return Matrix(name, number, tuple((pass_.quantity(kind, neuron),) for neuron in neurons))


def _outputs(pass_: Pass, number: int) -> Matrix:
    """a(l), the inputs for l = 0."""
    if number:
        return _column(pass_, "a", "out", number)
    inputs = ((Quantity("input", name, "", pass_.sample),) for name in pass_.steps.network.inputs)
    return Matrix("a", 0, tuple(inputs))


def _weights(pass_: Pass, number: int) -> Matrix:
    rows = pass_.steps.network.layers[number - 1].weights or ()
    named = tuple(tuple(_parameter(pass_, index) for index in row) for row in rows)
    return Matrix("W", number, named)


def _bias(pass_: Pass, number: int) -> Matrix:
    biases = pass_.steps.network.layers[number - 1].biases
    return Matrix("b", number, tuple((_parameter(pass_, index),) for index in biases))


def _parameter(pass_: Pass, index: int | None) -> Quantity | None:
    return None if index is None else pass_.steps.parameter(index, pass_.update)


def _transposed(matrix: Matrix) -> Matrix:
    return matrix._replace(rows=tuple(zip(*matrix.rows, strict=True)), transposed=True)


def _group(pass_: Pass, number: int, equation: Equation) -> Group:
    quantities = tuple(q for row in equation.result.rows for q in row if q is not None)
    return Group("matrix", quantities, (), equation)
