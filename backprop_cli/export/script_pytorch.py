"""The example in PyTorch: the forward pass by matrices, the gradient by automatic differentiation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..calculation.schedule import has_gradient
from .script_arrays import Library, Script, forward_function, function
from .script_jax import refuse_perceptron
from .script_losses import loss_function

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

TORCH = Library(
    "PyTorch",
    "torch",
    ("import math", "", "import numpy as np", "import torch", "", "torch.set_default_dtype(torch.float64)"),
    "torch.tensor",
    "torch.softmax({net}, 1)",
    "torch.special.erfc",
    "torch.cat",
)


def script(worksheet: Worksheet) -> str:
    """The text of the script."""
    refuse_perceptron(worksheet)
    example = Script(worksheet, TORCH)
    functions = [forward_function(example), *loss_function(example)]
    if has_gradient(worksheet.network) and worksheet.network.parameters:
        body = ["p = p.detach().requires_grad_()", "return torch.autograd.grad(loss(p, x, t), p)[0]"]
        functions.append(function("gradient(p, x, t)", "The gradient of the loss, by PyTorch.", body))
    call = f"gradient(p, x[rows], {'t[rows]' if example.has_targets else 'None'})"
    return example.text("with PyTorch, which differentiates by itself", functions, call)
