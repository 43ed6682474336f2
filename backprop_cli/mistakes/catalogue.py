"""The mistakes that students make, by name: a table, an entry each.

An entry says how a network is calculated with the mistake (`ways`), and what to tell the student; `diagnosis`
finds those that fit. To add one: its ways and its entry in one of the `mistakes_of_*` files, and an answer
file in the tests that shows it.
"""

from __future__ import annotations

from .mistake import Mistake, Ways
from .ways import mistakes_of_activations as activations
from .ways import mistakes_of_batches as batches
from .ways import mistakes_of_cross_entropies as cross_entropies
from .ways import mistakes_of_derivatives as derivatives
from .ways import mistakes_of_errors as errors
from .ways import mistakes_of_gradients as gradients
from .ways import mistakes_of_losses as losses
from .ways import mistakes_of_paths as paths
from .ways import mistakes_of_penalties as penalties
from .ways import mistakes_of_rates as rates
from .ways import mistakes_of_rules as rules
from .ways import mistakes_of_slopes as slopes
from .ways import mistakes_of_sums as sums
from .ways import mistakes_of_updates as updates
from .ways import mistakes_of_weights as weights
from .ways.mistakes_at_once import pairs

ALONE = (
    *paths.ENTRIES,
    *losses.ENTRIES,
    *cross_entropies.ENTRIES,
    *errors.ENTRIES,
    *updates.ENTRIES,
    *rates.ENTRIES,
    *derivatives.ENTRIES,
    *slopes.ENTRIES,
    *activations.ENTRIES,
    *weights.ENTRIES,
    *sums.ENTRIES,
    *gradients.ENTRIES,
    *batches.ENTRIES,
    *penalties.ENTRIES,
    *rules.ENTRIES,
)
"""One mistake each."""

MISTAKES = (*ALONE, *pairs({mistake.name: mistake for mistake in ALONE}))
"""Every mistake of a calculation; slips of the hand are in `slips`."""

__all__ = ["MISTAKES", "Mistake", "Ways"]
