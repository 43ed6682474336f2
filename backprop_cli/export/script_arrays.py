"""The example with matrices, a row a sample: what NumPy, PyTorch and JAX have in common.

All parameters are one vector `p`; a layer takes its matrix out of it by the table of their numbers, so a
shared parameter is one number twice and a missing connection is masked. To add a library: its row of names,
and a module that writes its gradient.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import Quantity
from ..calculation.schedule import has_gradient, has_update, is_perceptron, samples_of, updates_of_an_epoch
from ..maths.activations import ACTIVATIONS
from ..maths.formula import Term
from ..maths.optimizers import OPTIMIZERS
from ..writing.mathematics import Writer
from ..writing.tokens import plain, text_of
from .python_markup import arrays, comment, quoted
from .script import TOLERANCE, checked, opening

if TYPE_CHECKING:
    from ..network.model import Choice, Layer, Network
    from ..sheet.worked_example import Worksheet

SATURATED = 30
"""|net| from which the stable form of an activation is written."""


class Library(NamedTuple):
    """The names that a library has for what the scripts need."""

    name: str
    module: str
    imports: tuple[str, ...]
    array: str
    softmax: str
    erfc: str
    joined: str


def name(text: str) -> Quantity:
    """A variable of the script in a formula."""
    return Quantity("option", text)


class Script:
    """A worksheet as matrices in one library."""

    def __init__(self, worksheet: Worksheet, library: Library) -> None:
        self.worksheet, self.network, self.library = worksheet, worksheet.network, library
        self.markup = arrays(library.module, library.erfc)

    def code(self, formula: Term) -> str:
        """A formula as code."""
        return text_of(Writer(self.markup, lambda q: plain(self.leaf(q))).write(formula))

    def leaf(self, q: Quantity) -> str:
        """A variable by its name, an option of the file by its number."""
        return repr(float(self.worksheet.given[q])) if q in self.worksheet.given else q.subject

    def given(self) -> Iterator[str]:
        """The numbers of the file and the tables of who uses which parameter."""
        network, array = self.network, self.library.array
        yield comment("the parameters: " + ", ".join(parameter.name for parameter in network.parameters))
        yield f"p = {array}({[float(parameter.value) for parameter in network.parameters]})"
        if has_update(network):
            yield f"trained = np.array({[parameter.trained for parameter in network.parameters]})"
        yield comment("the samples: " + ", ".join(network.inputs))
        yield f"x = {array}({[[float(number) for number in sample.inputs] for sample in network.samples]})"
        if network.samples[0].targets is not None:
            rows = [[float(number) for number in sample.targets or ()] for sample in network.samples]
            yield f"t = {array}({rows})"
        for number, layer in enumerate(network.layers, 1):
            yield from _tables(number, layer, array)

    def forward(self) -> Iterator[str]:
        """The body of the forward pass: net and out of every layer."""
        for number, layer in enumerate(self.network.layers, 1):
            how = f"{', '.join(layer.neurons)}: {layer.activation.name}"
            yield comment(how, 90)
            yield f"in{number} = {self.incoming(number)}"
            yield f"net{number} = {_net(number, layer)}"
            yield f"out{number} = {self.out(number, layer)}"

    def incoming(self, number: int) -> str:
        """What feeds a layer: the layer before as it is, or columns of all that went before."""
        network, layer = self.network, self.network.layers[number - 1]
        before = network.inputs if number == 1 else network.layers[number - 2].neurons
        if layer.sources == before:
            return "x" if number == 1 else f"out{number - 1}"
        names = [
            *network.inputs,
            *(neuron for other in network.layers[: number - 1] for neuron in other.neurons),
        ]
        columns = [names.index(source) for source in layer.sources]
        every = ", ".join(["x", *(f"out{place}" for place in range(1, number))])
        return f"{self.library.joined}(({every},), 1)[:, {columns}]"

    def out(self, number: int, layer: Layer) -> str:
        """The activation of a layer."""
        entry, net = ACTIVATIONS[layer.activation.name], name(f"net{number}")
        if entry.value is None:
            return self.library.softmax.format(net=f"net{number}")
        value = entry.value if self.is_sound(layer) or entry.stable_value is None else entry.stable_value
        return self.code(value(net, **self.options(layer.activation, f"layer {number}")))

    def is_sound(self, layer: Layer) -> bool:
        """Whether the textbook's forms keep their digits on every number that this example comes to."""
        numbers, updates = self.worksheet.numbers, range(len(self.worksheet.updates) + 1)
        nets = (
            numbers.get(Quantity("net", neuron, "", sample, update), 0)
            for update in updates
            for sample in range(len(self.network.samples))
            for neuron in layer.neurons
        )
        return all(abs(float(number)) < SATURATED for number in nets)

    def options(self, choice: Choice, owner: str) -> dict[str, Quantity]:
        """The options of an entry, as quantities that the file gives."""
        return {option: Quantity("option", option, owner) for option, _ in choice.options}

    def training(self, gradient: str) -> Iterator[str]:
        """The loop over the updates, each from its samples."""
        network = self.network
        entry = OPTIMIZERS[network.optimizer.name]
        epoch = [list(samples_of(network, update)) for update in range(updates_of_an_epoch(network))]
        yield from (f"{letter} = 0.0 * p" for letter in entry.state)
        yield f"for step in range({len(self.worksheet.updates)}):"
        yield f"    rows = {epoch}[step % {len(epoch)}]"
        yield f"    g = {gradient}"
        yield "    count = step + 1"
        letters = {letter: name(letter) for letter, _ in entry.lines} | {s: name(s) for s in entry.state}
        letters |= {"w": name("p"), "g": name("g"), "t": name("count")}
        letters |= {"eta": name(repr(float(network.learning_rate or 0)))}
        if is_perceptron(network):
            yield f"    p = {self.library.module}.where(trained, p - {letters['eta'].subject} * g, p)"
            return
        for letter, line in entry.lines:
            code = self.code(line(**letters, **self.options(network.optimizer, "update rule")))
            yield f"    {letter} = {code}" if letter != "w" else f"    new = {code}"
        yield f"    p = {self.library.module}.where({self.trained()}, new, p)"

    def trained(self) -> str:
        """Which parameters change, for the library's `where`."""
        return "torch.tensor(trained)" if self.library.module == "torch" else "trained"

    def text(self, how: str, functions: list[str], gradient: str = "") -> str:
        """The whole script."""
        body = ["\n".join(self.first(gradient))]
        body += ["\n".join(self.training(gradient))] if has_update(self.network) else []
        text = "\n\n".join([part for part in (*body, "\n".join(self.checks())) if part])
        whole = "\n\n\n".join(["\n".join(self.given()), *functions, text]) + "\n"
        imports = [line for line in self.library.imports if "numpy" not in line or "np." in whole]
        return "\n\n".join([opening(self.worksheet, how), "\n".join(imports), whole])

    def first(self, gradient: str) -> Iterator[str]:
        """The loss and the gradient before the first update."""
        if has_gradient(self.network):
            yield f"rows = {list(samples_of(self.network, 0))}"
            yield f"first_loss = float(loss(p, x[rows], {'t[rows]' if self.has_targets else 'None'}))"
            yield f"first_gradient = {gradient}" if self.network.parameters else "first_gradient = []"

    @property
    def has_targets(self) -> bool:
        """Whether the samples have targets."""
        return self.network.samples[0].targets is not None

    def checks(self) -> Iterator[str]:
        """The assertions, and a line that says they hold."""
        yield "checks = ["
        for label, q, number in checked(self.worksheet):
            yield f"    ({quoted(label)}, {self.number_of(q)}, {number!r}),"
        yield "]"
        yield "for name, mine, expected in checks:"
        yield f"    close = math.isclose(mine, expected, rel_tol={TOLERANCE}, abs_tol=1e-12)"
        yield "    assert close, (name, mine, expected)"
        yield 'print(f"all {len(checks)} numbers agree")'

    def number_of(self, q: Quantity) -> str:
        """The script's own number for a quantity."""
        steps, last = self.worksheet.steps, len(self.network.layers)
        if q.kind == "loss":
            rows = list(samples_of(self.network, max(0, q.update - 1)))
            targets = f"t[np.array({rows})]" if self.has_targets else "None"
            return "first_loss" if not q.update else f"loss(p, x[np.array({rows})], {targets})"
        if q.kind == "parameter":
            return f"p[{steps.numbers[q.subject]}]"
        if q.kind == "dE/dparameter":
            return f"first_gradient[{steps.numbers[q.subject]}]"
        position = self.network.layers[last - 1].neurons.index(q.subject)
        return f"forward(p, x)[{q.sample}, {position}]"


def _tables(number: int, layer: Layer, array: str) -> Iterator[str]:
    """Which parameter stands where in a layer."""
    if layer.weights is not None:
        rows = [[0 if index is None else index for index in row] for row in layer.weights]
        yield f"W{number} = np.array({rows})"
        if any(index is None for row in layer.weights for index in row):
            mask = [[float(index is not None) for index in row] for row in layer.weights]
            yield f"M{number} = {array}({mask})"
    if any(index is not None for index in layer.biases):
        yield f"B{number} = np.array({[0 if index is None else index for index in layer.biases]})"
        if any(index is None for index in layer.biases):
            yield f"N{number} = {array}({[float(index is not None) for index in layer.biases]})"


def matrix(number: int, layer: Layer) -> str:
    """The weights of a layer, 0 where there is no connection."""
    masked = layer.weights is not None and any(index is None for row in layer.weights for index in row)
    return f"(p[W{number}] * M{number})" if masked else f"p[W{number}]"


def _net(number: int, layer: Layer) -> str:
    net = f"in{number}" if layer.weights is None else f"in{number} @ {matrix(number, layer)}.T"
    if all(index is None for index in layer.biases):
        return net
    masked = any(index is None for index in layer.biases)
    shift = f"p[B{number}]" + (f" * N{number}" if masked else "")
    return f"{net} {'-' if layer.thresholds else '+'} {shift}"


def function(head: str, doc: str, body: list[str]) -> str:
    """The text of a function."""
    lines = [line for text in body for line in text.split("\n")]
    return "\n".join([f"def {head}:", f'    """{doc}"""', *(f"    {line}" for line in lines)])


def forward_function(script: Script) -> str:
    """The forward pass as a function that gives the outputs."""
    body = [*script.forward(), f"return out{len(script.network.layers)}"]
    return function("forward(p, x)", "The outputs of rows of samples.", body)


__all__ = ["Library", "Network", "Script", "forward_function", "function", "matrix", "name"]
