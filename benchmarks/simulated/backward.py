"""The backward pass: error terms or chains of factors, and the gradient of each sample."""

from __future__ import annotations

from decimal import Decimal

from .forward import Forward
from .network import Neuron
from .rules import rule


class Backward(Forward):
    """What is calculated from the loss back to the gradients."""

    def is_last(self, neuron: Neuron) -> bool:
        """Whether a neuron is an output."""
        return neuron in self.network.outputs

    def is_short(self, neuron: Neuron) -> bool:
        """Whether the error term of an output is out − target."""
        pair = (neuron.activation, self.network.loss)
        pairs = (("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy"))
        return self.form.short and self.is_last(neuron) and pair in pairs

    @rule
    def short(self, neuron: Neuron) -> Decimal:
        """Out − target, which is the error term for two pairs of activation and loss."""
        return self.hand.operation(self.value(f"out_{neuron.name}") - self.target(neuron))

    @rule
    def jacobian(self, above: Neuron, below: Neuron) -> Decimal:
        """The derivative of an output of a softmax by a weighted input."""
        if above is below:
            return self.slope(above)
        return -self.hand.product(self.value(f"out_{above.name}"), self.value(f"out_{below.name}"))

    @rule
    def delta_factors(self, neuron: Neuron) -> list[Decimal]:
        """What the error term of a neuron is the product of."""
        if self.is_short(neuron):
            return [self.averaged(self.short(neuron))]
        if neuron.activation == "softmax":
            return [self.hand.sum([self._through(one, neuron) for one in self.network.layer_of(neuron)])]
        return [self.value(f"dE/dout_{neuron.name}"), self.value(f"dout_{neuron.name}/dnet_{neuron.name}")]

    def _through(self, above: Neuron, below: Neuron) -> Decimal:
        name = f"dout_{above.name}/dnet_{below.name}"
        slope = self.value(name) if self.has(name) else self.put(name, self.jacobian(above, below))
        return self.hand.product(self.value(f"dE/dout_{above.name}"), slope)

    def outgoing(self, neuron: Neuron) -> list[Decimal]:
        """The error term of a neuron, or the factors of it, as the form has it."""
        chain = {"chain": True, "delta": False, "both": self.hand.draw.random() < 0.5}[self.form.errors]
        if chain and neuron.activation != "softmax":
            return list(self.delta_factors(neuron))
        return [self.value(f"dE/dnet_{neuron.name}")]

    @rule
    def weight_back(self, neuron: Neuron, k: int) -> Decimal:
        """The weight over which an error goes back."""
        return self.parameters[neuron.weights[k]]

    @rule
    def share_factors(self, neuron: Neuron, k: int) -> list[Decimal]:
        """What comes back over one connection, as factors."""
        return [*self.outgoing(neuron), self.weight_back(neuron, k)]

    def share(self, neuron: Neuron, k: int) -> Decimal:
        """What comes back over one connection."""
        found = self.hand.product(*self.share_factors(neuron, k))
        name = f"dE/dout_{neuron.sources[k]} via {neuron.name}"
        several = len(self.network.fed_by(neuron.sources[k])) > 1
        return self.put(name, found, self.per_sample) if self.form.shares and several else found

    @rule
    def paths(self, name: str) -> list[Decimal]:
        """What comes back to a neuron over each path."""
        return [self.share(neuron, k) for neuron, k in self.network.fed_by(name)]

    @rule
    def back(self, name: str) -> Decimal:
        """The derivative of the loss by the output of a hidden neuron."""
        return self.hand.sum(self.paths(name))

    @rule
    def gradient_factors(self, neuron: Neuron, k: int) -> list[Decimal]:
        """The gradient of the weight of one connection, as factors."""
        return [*self.outgoing(neuron), self.incoming(neuron.sources[k])]

    @rule
    def bias_factors(self, neuron: Neuron) -> list[Decimal]:
        """The gradient of the bias of one neuron, as factors."""
        return [*self.outgoing(neuron)]

    @rule
    def portions(self, parameter: str) -> list[Decimal]:
        """The gradient of a parameter in one sample, from each place where it is used."""
        found = []
        for neuron, k in self.network.places_of(parameter):
            factors = self.bias_factors(neuron) if k is None else self.gradient_factors(neuron, k)
            sign = neuron.sign if k is None else 1
            found.append(sign * self.hand.product(*factors))
        return found

    @property
    def per_sample(self) -> bool:
        """Whether the numbers of the backward pass are those of the sample, without the mean in them."""
        return not (self.form.mean == "before" and self.network.mean and len(self.batch) > 1)

    def backward(self) -> None:
        """The backward pass of every sample, a layer at a time."""
        for layer in reversed(self.network.layers):
            for sample in self.each_sample():
                self.sample = sample
                self._of_layer(layer)
            self.sample = None

    def _of_layer(self, layer: tuple[Neuron, ...]) -> None:
        for neuron in layer:
            self._error_of(neuron)
            if neuron.activation != "softmax" and not self.is_short(neuron):
                self.put(f"dout_{neuron.name}/dnet_{neuron.name}", self.slope(neuron))
        for neuron in layer:
            delta = self.hand.product(*self.delta_factors(neuron))
            self.put(f"dE/dnet_{neuron.name}", delta, self.per_sample)
        for name in dict.fromkeys(self._parameters_of(layer)):
            self.at_places(name)

    def _error_of(self, neuron: Neuron) -> None:
        if not self.is_last(neuron):
            self.put(f"dE/dout_{neuron.name}", self.back(neuron.name), self.per_sample)
        elif not self.is_short(neuron):
            self.put(f"dE/dout_{neuron.name}", self.averaged(self.error(neuron)), self.per_sample)

    def averaged(self, error: Decimal) -> Decimal:
        """The error of an output, with the mean in it where the form takes it here."""
        return error if self.per_sample else self.hand.quotient(error, Decimal(len(self.batch)))

    def _parameters_of(self, layer: tuple[Neuron, ...]) -> list[str]:
        return [
            name for neuron in layer for name in (*neuron.weights, *([neuron.bias] if neuron.bias else []))
        ]

    def at_places(self, name: str) -> None:
        """The gradient of a parameter in this sample."""
        if any(not self.has(f"dE/dnet_{neuron.name}") for neuron, _ in self.network.places_of(name)):
            return  # it is used in an earlier layer as well
        found = self.hand.sum(self.portions(name))
        several = len(self.batch) > 1
        alone = not several and not self.network.l2
        self.put(
            f"dE/d{name}" if alone or several else f"part of dE/d{name}",
            found,
            alone or (several and self.per_sample),
        )
