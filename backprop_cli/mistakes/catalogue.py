"""The mistakes that students make, by name: a table, an entry each.

An entry says how a network is calculated with the mistake (`ways`), and what to tell the student; `diagnosis`
finds those that fit. To add one: an entry in `MISTAKES`, its ways in one of the `mistakes_of_*` files, and an
answer file in the tests that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from . import mistakes_of_gradients as gradients
from . import mistakes_of_losses as losses
from . import mistakes_of_updates as updates
from . import mistakes_of_weights as weights
from .altered import Way

if TYPE_CHECKING:
    from ..check.exercise import Exercise


class Mistake(NamedTuple):
    """A mistake: its name, a formula, a sentence for the student without any number, and the calculations.

    `formulas` is the right one, → and the mistaken one, in letters of the field: t is a target, δ an error
    term, g a gradient, v what an update rule takes in its place. `condition` says the mistake after an "if";
    {weights} are those of the layers after the first.
    """

    name: str
    formulas: str
    sentence: str
    condition: str
    ways: Callable[[Exercise], Iterator[Way]]

    @property
    def before(self) -> str:
        """The right formula."""
        return self.formulas.partition(" → ")[0]

    @property
    def after(self) -> str:
        """The formula with the mistake in it."""
        return self.formulas.partition(" → ")[2]


MISTAKES = (
    Mistake(
        "updated weights",
        "dE/dout_h = δ·w → dE/dout_h = δ·w⁺",
        "The errors were sent back over the weights after the update; they go back over the old ones.",
        "the hidden layer uses the already updated {weights}",
        weights.updated_weights,
    ),
    Mistake(
        "factor 2 too many",
        "dE/dout = out − t → dE/dout = 2·(out − t)",
        "There is a factor 2 too many: look at the factor of the square in the loss, and at its derivative.",
        "the loss and its derivative have a factor 2 more than the file says",
        losses.twice,
    ),
    Mistake(
        "factor 2 lost",
        "dE/dout = 2·(out − t) → dE/dout = out − t",
        "A factor 2 is lost, or there is a ½ too many: look at the loss and at its derivative.",
        "the loss and its derivative have a factor ½ more than the file says",
        losses.half,
    ),
    Mistake(
        "mean over the outputs",
        "E = Σ (t − out)² → E = Σ (t − out)² / n",
        "The number of outputs is divided by, or not: look at whether the loss is a sum or a mean.",
        "the loss is a mean over the outputs where the file has a sum, or a sum where it has a mean",
        losses.mean_over_outputs,
    ),
    Mistake(
        "sign of the error",
        "dE/dout = out − t → dE/dout = t − out",
        "The sign of the error is turned round: the derivative of (target − out)² brings a minus.",
        "the error has the other sign",
        losses.sign,
    ),
    Mistake(
        "gradient added",
        "w⁺ = w − η·g → w⁺ = w + η·g",
        "The gradient was added; a step downhill subtracts it.",
        "the gradient is added instead of subtracted",
        updates.added,
    ),
    Mistake(
        "derivative left out in the output layer",
        "δ_o = dE/dout·dout/dnet → δ_o = dE/dout",
        "The derivative of the activation is missing in the output layer.",
        "the derivative of the activation is left out in the output layer",
        gradients.no_slope_of_outputs,
    ),
    Mistake(
        "derivative left out in a hidden layer",
        "δ_h = dE/dout·dout/dnet → δ_h = dE/dout",
        "The derivative of the activation is missing in a hidden layer.",
        "the derivative of the activation is left out in a hidden layer",
        gradients.no_slope_of_hidden,
    ),
    Mistake(
        "ReLU mask forgotten",
        "dout/dnet = 0 where net < 0 → dout/dnet = 1 where net < 0",
        "Where the weighted input is below 0 the derivative of a ReLU is 0, and nothing goes back.",
        "the derivative of the ReLU is taken as 1 everywhere",
        gradients.no_mask,
    ),
    Mistake(
        "derivative at the wrong place",
        "dout/dnet = out·(1 − out) → dout/dnet = net·(1 − net)",
        "The derivative was taken at the wrong place: look at whether it is a formula of net or of out.",
        "the derivative of the activation is taken at the wrong place",
        gradients.slope_at_wrong_place,
    ),
    Mistake(
        "only one path",
        "dE/dout_h = δ_1·w_1 + δ_2·w_2 → dE/dout_h = δ_1·w_1",
        "A neuron that feeds several others gets an error back from each of them; the sum has more paths.",
        "only one path back is summed",
        weights.one_path,
    ),
    Mistake(
        "raw errors sent back",
        "dE/dout_h = Σ δ·w → dE/dout_h = Σ dE/dout·w",
        "What goes back is the error term of a neuron, its error times its derivative, not the bare error.",
        "the errors are sent back without the derivative of the activation",
        weights.raw_errors,
    ),
    Mistake(
        "another weight sent back",
        "dE/dout_1 = δ_1·w_11 + δ_2·w_21 → dE/dout_1 = δ_1·w_11 + δ_2·w_12",
        "The error went back over another weight than the one it came over; look at which neurons it joins.",
        "the error goes back over another weight",
        weights.other_weights_back,
    ),
    Mistake(
        "another weight in the sum",
        "net_1 = w_11·x_1 + w_12·x_2 + b → net_1 = w_11·x_1 + w_21·x_2 + b",
        "The weighted sum takes a weight that joins two other neurons.",
        "the weighted sum takes another weight",
        weights.other_weights_forward,
    ),
    Mistake(
        "bias left out",
        "net = w_1·x_1 + w_2·x_2 + b → net = w_1·x_1 + w_2·x_2",
        "The bias is missing in the weighted input.",
        "a bias is left out",
        weights.no_bias,
    ),
    Mistake(
        "activation left out",
        "out = σ(net) → out = net",
        "The weighted input was taken for the output; the activation is missing.",
        "an activation is left out",
        gradients.no_activation,
    ),
    Mistake(
        "input of the weight left out",
        "dE/dw = δ·x → dE/dw = δ",
        "The gradient of a weight has what comes in over it as a factor; it is missing.",
        "the gradient leaves out what comes in over the weight",
        gradients.no_incoming,
    ),
    Mistake(
        "shared bias from one neuron",
        "dE/db = δ_1 + δ_2 → dE/db = δ_1",
        "A shared parameter gets a gradient from every place where it is used; they are added.",
        "a shared parameter gets the gradient of one place only",
        weights.one_portion,
    ),
    Mistake(
        "softmax as a sigmoid",
        "δ_1 = Σ dE/dout_k·dout_k/dnet_1 → δ_1 = dE/dout_1·out_1·(1 − out_1)",
        "The outputs of a softmax depend on all its inputs; out(1 − out) is only one entry of its Jacobian.",
        "the Jacobian of the softmax is taken as out(1 − out)",
        gradients.diagonal_softmax,
    ),
    Mistake(
        "derivative twice",
        "δ = out − t → δ = (out − t)·out·(1 − out)",
        "Out − target already is the derivative by net here; the derivative of the activation is in it.",
        "out − target is multiplied with the derivative once more",
        gradients.slope_again,
    ),
    Mistake(
        "log10 for ln",
        "E = −Σ t·ln(out) → E = −Σ t·log10(out)",
        "The logarithm of the loss is the natural one.",
        "the logarithm is the common one",
        losses.common_logarithm,
    ),
    Mistake(
        "sum for mean",
        "dE/dw = (g_1 + g_2)/2 → dE/dw = g_1 + g_2",
        "The samples of the batch were added; here the mean over them is taken.",
        "the samples of the batch are added instead of averaged",
        losses.sum_over_batch,
    ),
    Mistake(
        "mean for sum",
        "dE/dw = g_1 + g_2 → dE/dw = (g_1 + g_2)/2",
        "The mean over the samples of the batch was taken; here they are added.",
        "the samples of the batch are averaged instead of added",
        losses.mean_over_batch,
    ),
    Mistake(
        "penalty forgotten",
        "dE/dw = g + λ·w → dE/dw = g",
        "The term of the regularisation is missing.",
        "the regularisation is left out",
        updates.no_penalty,
    ),
    Mistake(
        "penalty on biases",
        "dE/db = g → dE/db = g + λ·b",
        "The regularisation counts the weights only, and the biases got it as well.",
        "the regularisation counts the biases as well",
        updates.penalty_on_biases,
    ),
    Mistake(
        "bias not updated",
        "b⁺ = b − η·g → b⁺ = b",
        "The bias is trained here; it has an update as the weights have.",
        "the biases are not trained",
        updates.biases_kept,
    ),
    Mistake(
        "fixed parameter updated",
        "b⁺ = b → b⁺ = b − η·g",
        "This exercise does not train that parameter; it stays as it is.",
        "the fixed parameters are trained",
        updates.fixed_trained,
    ),
    Mistake(
        "learning rate forgotten",
        "w⁺ = w − η·g → w⁺ = w − g",
        "The gradient was subtracted without the learning rate.",
        "the learning rate is left out",
        updates.no_rate,
    ),
    Mistake(
        "learning rate twice",
        "w⁺ = w − η·g → w⁺ = w − η·η·g",
        "The learning rate was multiplied with twice.",
        "the learning rate is multiplied with twice",
        updates.rate_twice,
    ),
    Mistake(
        "plain gradient descent",
        "w⁺ = w − η·v → w⁺ = w − η·g",
        "This exercise has another update rule than plain gradient descent.",
        "the update is plain gradient descent",
        updates.plain_descent,
    ),
)
"""Every mistake of a calculation; slips of the hand are in `slips`."""
