"""How many there are of everything: neurons, rows, numbers in a row, biases; and whom to blame where they
disagree.

A layer's size is said up to four times (names, weights, biases, the next layer's weights); the majority is
right. Where every row of the first layer has the same number of values and it is not that of the inputs, the
inputs are blamed if the matrix is square, as it fits itself, and the weights if not.
"""

from __future__ import annotations

from collections import Counter

from .drafts import Draft, Fed, Vector, count_of
from .yaml.problems import Problems
from .yaml.wording import listed, plural


def size_of(draft: Draft, fed: Fed, turned: bool, after: Draft | None = None) -> int | None:
    """The number of neurons of a layer, by the majority of its keys and of the layer after it.

    `turned` is the layout from_to.
    """
    said = [len(draft.neurons) if draft.neurons else None, _neurons_in(draft.rows, turned)]
    if draft.biases and not draft.biases.shared:
        said.append(len(draft.biases.vector.values))
    if after is not None and after.feeds is None:
        said.append(_sources_in(after.rows, turned))
    counts = Counter(count for count in said if count is not None)
    if counts:
        return counts.most_common(1)[0][0]
    return len(fed.names) if fed.names and draft.weights is None else None


def _sources_in(rows: tuple[Vector, ...] | None, turned: bool) -> int | None:
    return _neurons_in(rows, not turned)


def _neurons_in(rows: tuple[Vector, ...] | None, turned: bool) -> int | None:
    if rows is None:
        return None
    if not turned:
        return len(rows)
    lengths = {len(row.values) for row in rows}
    return lengths.pop() if len(lengths) == 1 else None


def check_shape(draft: Draft, fed: Fed, size: int | None, turned: bool, problems: Problems) -> None:
    """Complain where names, rows, values and biases of a layer do not fit each other and what it receives."""
    _check_names(draft, fed, size, turned, problems)
    if draft.biases is not None:
        _check_biases(draft, size, problems)
    if draft.rows is None:
        return
    if turned:
        _check_turned(draft, draft.rows, fed, size, problems)
    else:
        _check_rows(draft, draft.rows, fed, size, problems)


def _check_names(draft: Draft, fed: Fed, size: int | None, turned: bool, problems: Problems) -> None:
    if draft.weights is None and fed.names is not None and size not in (None, len(fed.names)):
        problems.add(
            f"{draft.title} has no weights, so it has a neuron for each of the {_received(fed.names)} "
            f"that it receives, but it names {size}",
            draft.neurons_node or draft.node,
            "write `weights`, or name as many neurons as come in",
        )
    elif draft.neurons and size is not None and len(draft.neurons) != size:
        rows = "columns" if turned else "rows"
        problems.add(
            f"neurons of {draft.title} has {plural(len(draft.neurons), 'name')} ({listed(draft.neurons)}), "
            f"but weights has {size} {rows if size != 1 else rows[:-1]}",
            draft.neurons_node,
        )


def _check_biases(draft: Draft, size: int | None, problems: Problems) -> None:
    biases = draft.biases
    assert biases is not None
    if draft.weights is None:
        problems.add(
            f"weights of {_with_names(draft)} are missing: the layer has {biases.key} and so needs weights",
            biases.vector.node,
            "write `weights: [[...], ...]` with a row for each neuron",
        )
    elif not biases.shared and size is not None and len(biases.vector.values) != size:
        problems.add(
            f"{biases.key} of {draft.title} has {count_of(biases.vector)}, "
            f"but the layer has {_neurons(draft, size)}",
            biases.vector.node,
            f"write one number for each neuron, or `{'bias' if biases.key == 'biases' else 'threshold'}` "
            "with one number shared by the layer",
        )


def _with_names(draft: Draft) -> str:
    return f"{draft.title} ({listed(draft.neurons)})" if draft.neurons else draft.title


def _neurons(draft: Draft, size: int) -> str:
    named = draft.neurons and len(draft.neurons) == size
    return plural(size, "neuron") + (f" ({listed(draft.neurons or ())})" if named else "")


def _received(names: tuple[str, ...]) -> str:
    return f"{len(names)} ({listed(names)})"


def _check_rows(
    draft: Draft, rows: tuple[Vector, ...], fed: Fed, size: int | None, problems: Problems
) -> None:
    fits = fed.names is None or all(len(row.values) == len(fed.names) for row in rows)
    if size is not None and len(rows) != size:
        from .hints.shape_hints import complain_of_row_count

        complain_of_row_count(draft, rows, fed, f"the layer has {_neurons(draft, size)}", size, problems)
    elif not fits:
        from .hints.shape_hints import complain_of_columns

        complain_of_columns(draft, rows, fed, problems)


def _check_turned(
    draft: Draft, rows: tuple[Vector, ...], fed: Fed, size: int | None, problems: Problems
) -> None:
    """The layout from_to: a row for each source, a value for each neuron."""
    fits = fed.names is None or len(rows) == len(fed.names)
    if fits and all(len(row.values) == size for row in rows):
        return
    from .hints.shape_hints import complain_of_turned

    complain_of_turned(draft, rows, fed, size, problems)
