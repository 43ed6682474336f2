"""The forward pass and the loss, as textbooks have them."""

from __future__ import annotations

from decimal import Decimal

from .forms import ONE, SLOPES, TWO, VALUES
from .network import Neuron
from .rules import Calculation, rule

ZERO, HALF = Decimal(0), Decimal("0.5")


class Forward(Calculation):
    """What is calculated from the inputs to the loss."""

    def incoming(self, source: str) -> Decimal:
        """What a neuron or an input gives."""
        inputs = self.given()[0]
        return inputs[source] if source in inputs else self.value(f"out_{source}")

    @rule
    def target(self, neuron: Neuron) -> Decimal:
        """What an output should be."""
        return self.given()[1][neuron.name]

    @rule
    def weight(self, neuron: Neuron, k: int) -> Decimal:
        """The weight of a connection, as it goes into the sum."""
        return self.parameters[neuron.weights[k]]

    @rule
    def carried_in(self, neuron: Neuron, k: int) -> Decimal:
        """What comes in over a connection, as it goes into the sum."""
        return self.incoming(neuron.sources[k])

    @rule
    def term(self, neuron: Neuron, k: int) -> Decimal:
        """The part of one connection in the weighted sum."""
        return self.hand.product(self.weight(neuron, k), self.carried_in(neuron, k))

    @rule
    def terms(self, neuron: Neuron) -> list[Decimal]:
        """The parts of all connections."""
        if not neuron.weights:
            return [self.incoming(neuron.sources[0])]
        return [self.term(neuron, k) for k in range(len(neuron.weights))]

    @rule
    def bias(self, neuron: Neuron) -> list[Decimal]:
        """The part of the bias, if there is one."""
        return [neuron.sign * self.parameters[neuron.bias]] if neuron.bias else []

    @rule
    def net(self, neuron: Neuron) -> Decimal:
        """The weighted input."""
        return self.hand.sum([*self.terms(neuron), *self.bias(neuron)])

    @rule
    def power(self, neuron: Neuron) -> Decimal:
        """The exponential of a softmax."""
        nets = [self.value(f"net_{one.name}") for one in self.network.layer_of(neuron)]
        net = self.value(f"net_{neuron.name}")
        return self.hand.exp(self.hand.operation(net - max(nets)) if self.form.shifted else net)

    @rule
    def out(self, neuron: Neuron) -> Decimal:
        """The output."""
        if neuron.activation == "softmax":
            powers = {one.name: self.power(one) for one in self.network.layer_of(neuron)}
            return self.hand.quotient(powers[neuron.name], self.hand.sum(powers.values()))
        net = self.value(f"net_{neuron.name}")
        if neuron.activation == "leaky_relu":
            return net if net >= 0 else self.hand.product(neuron.leak, net)
        return VALUES[neuron.activation](self.hand, self.form, net)

    @rule
    def slope(self, neuron: Neuron) -> Decimal:
        """The derivative of the activation; of a softmax, by its own weighted input."""
        net, out = self.value(f"net_{neuron.name}"), self.value(f"out_{neuron.name}")
        if neuron.activation == "leaky_relu":
            return ONE if net > 0 else neuron.leak
        if neuron.activation == "softmax":
            return self.hand.product(out, self.hand.operation(ONE - out))
        return SLOPES[neuron.activation](self.hand, self.form, net, out)

    @rule
    def logarithm(self, value: Decimal) -> Decimal:
        """The logarithm of the cross-entropies."""
        return self.hand.ln(value)

    @rule
    def loss_term(self, neuron: Neuron) -> Decimal:
        """The part of one output in the loss."""
        out = self.value(f"out_{neuron.name}")
        if self.network.loss == "output":
            return out
        target = self.target(neuron)
        if "cross" in str(self.network.loss):
            return self._entropy(target, out)
        off = self.hand.operation(target - out)
        square = self.hand.product(off, off)
        return self.scaled(square)

    def scaled(self, value: Decimal) -> Decimal:
        """The half or the mean of a squared error."""
        if self.network.loss == "half_squared_error":
            return self.hand.product(HALF, value)
        if self.network.loss == "mean_squared_error" and len(self.network.outputs) > 1:
            return self.hand.quotient(value, Decimal(len(self.network.outputs)))
        return value

    def _entropy(self, target: Decimal, out: Decimal) -> Decimal:
        parts = [(target, out)]
        if self.network.loss == "binary_cross_entropy":
            parts.append((ONE - target, self.hand.operation(ONE - out)))
        return -self.hand.sum([self.hand.product(t, self.logarithm(o)) for t, o in parts if t] or [ZERO])

    @rule
    def error(self, neuron: Neuron) -> Decimal:
        """The derivative of the loss by an output."""
        loss, out = self.network.loss, self.value(f"out_{neuron.name}")
        if loss == "output":
            return ONE
        target = self.target(neuron)
        if loss == "cross_entropy":
            return -self.hand.quotient(target, out)
        if loss == "binary_cross_entropy":
            return self._logistic_error(target, out)
        off = self.hand.operation(out - target)
        return off if loss == "half_squared_error" else self.scaled(self.hand.product(TWO, off))

    def _logistic_error(self, target: Decimal, out: Decimal) -> Decimal:
        rest = self.hand.operation(ONE - out)
        if self.form.cross_entropy == "fraction":
            return self.hand.quotient(self.hand.operation(out - target), self.hand.product(out, rest))
        parts = [-self.hand.quotient(target, out)] if target else []
        parts += [self.hand.quotient(ONE - target, rest)] if target != 1 else []
        return self.hand.sum(parts)

    @rule
    def penalty(self) -> Decimal:
        """The term of the regularisation in the loss."""
        decayed = [self.parameters[name] for name in self.network.parameters if self.is_decayed(name)]
        squares = self.hand.sum([self.hand.product(w, w) for w in decayed])
        return self.hand.product(HALF, self.network.l2 or ZERO, squares)

    @rule
    def is_decayed(self, name: str) -> bool:
        """Whether the regularisation counts a parameter."""
        return self.network.l2 is not None and (self.network.l2_biases or name not in self.network.biases)

    @rule
    def reduced(self, parts: tuple[Decimal, ...]) -> Decimal:
        """The numbers of the samples of an update made one: their sum, or their mean."""
        size = Decimal(len(self.batch))
        if len(parts) == 1 or not self.network.mean:
            return self.hand.sum(parts)
        if self.form.mean == "term":
            return self.hand.sum([self.hand.quotient(part, size) for part in parts])
        return self.hand.quotient(self.hand.sum(parts), size)

    def forward(self) -> None:
        """The forward pass of every sample, and the loss."""
        for sample in self.each_sample():
            self.sample = sample
            self._one_sample()
        losses = (
            [self.numbers[self.update, s, "E" + "+" * self.after] for s in self.each_sample()]
            if self.network.loss
            else []
        )
        self.sample = None
        if losses and (len(losses) > 1 or self.network.l2):
            whole = self.reduced(tuple(losses))
            self.put("E", self.hand.sum([whole, self.penalty()]) if self.network.l2 else whole)

    def _one_sample(self) -> None:
        for layer in self.network.layers:
            for neuron in layer:
                self.put(f"net_{neuron.name}", self.net(neuron), not self.after)
            for neuron in layer:
                last = layer is self.network.layers[-1]
                self.put(f"out_{neuron.name}", self.out(neuron), last or not self.after)
        if self.network.loss:
            terms = [
                self.put(f"E_{one.name}", self.loss_term(one), not self.after) for one in self.network.outputs
            ]
            alone = self.sample is not None or not self.network.l2
            self.put("E", self.hand.sum(terms), alone and (not self.after or self.sample is None))
