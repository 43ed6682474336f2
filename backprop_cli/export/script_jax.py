"""The example in JAX: the forward pass by matrices, the gradient by automatic differentiation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..calculation.schedule import has_gradient, is_perceptron
from ..errors import InputError, Problem
from .script_arrays import Library, Script, forward_function
from .script_losses import loss_function

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

JAX = Library(
    "JAX",
    "jnp",
    (
        "import math",
        "",
        "import jax",
        "import jax.numpy as jnp",
        "import numpy as np",
        "",
        'jax.config.update("jax_enable_x64", True)',
    ),
    "jnp.array",
    "jax.nn.softmax({net}, 1)",
    "jax.scipy.special.erfc",
    "jnp.concatenate",
)


def refuse_perceptron(worksheet: Worksheet) -> None:
    """Raises InputError for the perceptron rule, which no gradient drives."""
    if is_perceptron(worksheet.network):
        message = "the perceptron rule has no gradient to differentiate"
        raise InputError((Problem(message, help="export it to python or numpy"),))


def script(worksheet: Worksheet) -> str:
    """The text of the script."""
    refuse_perceptron(worksheet)
    example = Script(worksheet, JAX)
    functions = [forward_function(example), *loss_function(example)]
    if has_gradient(worksheet.network) and worksheet.network.parameters:
        functions.append("gradient = jax.grad(loss)")
    rows = "np.array(rows)"
    call = f"gradient(p, x[{rows}], {f't[{rows}]' if example.has_targets else 'None'})"
    return example.text("with JAX, which differentiates by itself", functions, call).replace(
        "[rows]", f"[{rows}]"
    )
