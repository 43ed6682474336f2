"""The limits of what is read, each in one place; a message that refuses more names the limit."""

from __future__ import annotations

FILE_BYTES = 2 * 1024 * 1024
"""The size of a network file or of a table of samples."""

ANSWER_BYTES = 64 * 1024
"""The size of an answer file or a scheme; what `solve` has written may be as large as a network."""

NODES = 250_000
"""The values and keys of a file, an alias counted as what it stands for."""

DEPTH = 20
"""How deep lists and mappings may be nested."""

SCALAR_CHARACTERS = 1_000
"""The length of one value."""

NAME_CHARACTERS = 80
"""The length of a title, or of the name of a neuron, an input or a parameter."""

PARAMETERS = 200_000
"""The weights and biases of a network."""

TARGETS = 2_000_000
"""The samples of a network times its outputs."""

UPDATES = 1_000_000
"""The updates or passes that are worked out."""

PLACES = 30
"""The decimals or significant figures of `rounding`."""
