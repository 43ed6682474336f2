"""The update: the gradient of all samples, the penalty, and the rule that moves a parameter."""

from __future__ import annotations

from decimal import Decimal

from .backward import Backward
from .forms import ONE
from .forward import ZERO
from .rules import rule


class Student(Backward):
    """The whole calculation, over every update."""

    @rule
    def slope_of_penalty(self, name: str) -> list[Decimal]:
        """What the regularisation adds to the gradient of a parameter."""
        return (
            [self.hand.product(self.network.l2 or ZERO, self.parameters[name])]
            if self.is_decayed(name)
            else []
        )

    @rule
    def batch_gradient(self, name: str) -> Decimal:
        """The gradient of a parameter over the samples, without the penalty."""
        if len(self.batch) == 1:
            key = f"dE/d{name}" if not self.network.l2 else f"part of dE/d{name}"
            return self.numbers[self.update, None, key]
        parts = self.parts(name)
        return self.hand.sum(parts) if not self.per_sample else self.reduced(parts)

    def parts(self, name: str) -> tuple[Decimal, ...]:
        """The gradient of a parameter in each sample of the update."""
        return tuple(self.numbers[self.update, s, f"dE/d{name}"] for s in self.batch)

    def gradient(self, name: str) -> Decimal:
        """The gradient that the update uses."""
        key = (self.update, None, f"dE/d{name}")
        if key not in self.numbers:
            whole = self.hand.sum([self.batch_gradient(name), *self.slope_of_penalty(name)])
            self.put(f"dE/d{name}", whole)
        return self.numbers[key]

    def state(self, letter: str, name: str) -> Decimal:
        """A number that the update rule keeps, from the update before."""
        return self.numbers.get((self.update - 1, None, f"{letter}_{name}+"), ZERO)

    @rule
    def velocity(self, name: str, gradient: Decimal) -> Decimal:
        """The momentum."""
        kept = self.hand.product(self.network.options["momentum"], self.state("v", name))
        return self.hand.sum([kept, gradient])

    @rule
    def first_moment(self, name: str, gradient: Decimal) -> Decimal:
        """Adam's mean of the gradients."""
        return self._averaged("m", name, self.network.options["beta1"], gradient)

    @rule
    def second_moment(self, name: str, gradient: Decimal) -> Decimal:
        """Adam's mean of their squares."""
        return self._averaged("v", name, self.network.options["beta2"], self.hand.product(gradient, gradient))

    def _averaged(self, letter: str, name: str, beta: Decimal, value: Decimal) -> Decimal:
        kept = self.hand.product(beta, self.state(letter, name))
        return self.hand.sum([kept, self.hand.product(ONE - beta, value)])

    @rule
    def corrected(self, value: Decimal, beta: Decimal) -> Decimal:
        """A mean of Adam without the bias of its start."""
        return self.hand.quotient(value, self.hand.operation(ONE - beta ** (self.update + 1)))

    @rule
    def rooted(self, value: Decimal) -> Decimal:
        """The root of the second moment."""
        return self.hand.operation(value.sqrt())

    @rule
    def direction(self, name: str) -> list[Decimal]:
        """What the learning rate is multiplied with, as factors."""
        gradient = self.gradient(name)
        if self.network.optimizer == "momentum":
            return [self.put(f"v_{name}+", self.velocity(name, gradient))]
        return [gradient] if self.network.optimizer == "sgd" else [self._adam(name, gradient)]

    def _adam(self, name: str, gradient: Decimal) -> Decimal:
        options = self.network.options
        first = self.put(f"m_{name}+", self.first_moment(name, gradient))
        second = self.put(f"v_{name}+", self.second_moment(name, gradient))
        first = self.put(f"mhat_{name}+", self.corrected(first, options["beta1"]))
        second = self.put(f"vhat_{name}+", self.corrected(second, options["beta2"]))
        below = self.hand.operation(self.rooted(second) + options["epsilon"])
        return self.hand.quotient(first, below)

    @rule
    def rate(self, name: str) -> list[Decimal]:
        """The learning rate, as a factor."""
        assert self.network.rate is not None
        return [self.network.rate]

    def change(self, name: str) -> Decimal:
        """What is subtracted from a parameter."""
        return self.hand.product(*self.rate(name), *self.direction(name))

    @rule
    def moved(self, name: str) -> Decimal:
        """A parameter after the update."""
        return self.hand.operation(self.parameters[name] - self.change(name))

    @rule
    def is_trained(self, name: str) -> bool:
        """Whether a parameter is moved at all."""
        return name in self.network.trained

    def new(self, name: str) -> Decimal:
        """A parameter after the update, written down."""
        key, sample = (self.update, None, f"{name}+"), self.sample
        if key not in self.numbers:
            self.sample = None
            self.put(f"{name}+", self.moved(name))
            self.sample = sample
        return self.numbers[key]

    def work(self) -> None:
        """The whole calculation."""
        for update in range(len(self.network.updates)):
            self.update = update
            self.forward()
            if not self.network.loss or any(one.activation == "step" for one in self.network.neurons):
                return
            self.backward()
            self._update()
        if self.network.rate:
            self.after = True
            self.forward()

    def _update(self) -> None:
        used = [name for name in self.network.parameters if self.network.places_of(name)]
        for name in used:
            self.gradient(name)
        if self.network.rate:
            moved = {name: self.new(name) for name in used if self.is_trained(name)}
            self.parameters.update(moved)
