"""A network file becomes a `Network`, or every problem of the file with its line.

    bytes ── text ──► text ── tree ──► nodes ── access, layers, samples, training ──► Network

`read_file` gets the bytes, `read_network` makes the network of them. To add a key of the file: a name in
`KEYS`, a field in `Network`, a row in `settings.READERS` (or its own module), and its description in
`json_schema`.
"""

from __future__ import annotations

from typing import Any

from ..errors import InputError
from ..maths.losses import LOSSES
from .access import fields, word_at
from .assembly import Wired, wire, with_outputs
from .checks import check_loss, check_target_values, check_training
from .drafts import Fed
from .layers import drafts
from .model import Network, Sample
from .parameters import trained
from .samples import Given, given
from .settings import READERS, check_fixed, settings
from .targets import output_names, refused, targets_of
from .yaml.compose import compose
from .yaml.limits import NAME_CHARACTERS
from .yaml.problems import Problems
from .yaml.text import readable
from .yaml.tree import Node, Scalar
from .yaml.wording import describe

KEYS = ("inputs", "targets", "samples", "validation", "layers", "activation", "weights_layout", *READERS)
LAYOUTS = ("to_from", "from_to")


def read_network(data: bytes, file: str) -> Network:
    """The network that the bytes of a file describe; raises InputError with every problem of it."""
    try:
        text = readable(data, file)
        problems = Problems(file, text)
        root = compose(text, problems)
        if root is None:
            what = "holds nothing but blanks and comments" if text.strip() else "is empty"
            problems.stop(f"the file {what}, but a network is expected")
        network = _network(root, problems)
    except InputError as error:
        if error.file == file:
            from .yaml.foreign_files import unmask

            raise unmask(data, error) from None
        raise
    return network


def _network(root: Node, problems: Problems) -> Network:
    """The network of a tree; raises with all problems, those of the tree included."""
    if type(root) is Scalar:
        message = f"a network file is a mapping of keys (inputs, layers, ...), but this is {describe(root)}"
        problems.add(
            message, root, "write a key, a colon, a blank and a value on each line: `learning_rate: 0.5`"
        )
    nodes = fields(root, KEYS, "the network", problems) if type(root) is not Scalar else None
    if nodes is None:
        raise problems.error()
    turned = (
        "weights_layout" in nodes
        and word_at(nodes["weights_layout"], LAYOUTS, "weights_layout", problems) == LAYOUTS[1]
    )
    sampled = given(nodes, root, problems)
    values = settings(nodes, problems)
    wired = _wired(nodes, root, sampled, turned, values, problems)
    samples = _samples(sampled, wired, values, problems) if wired else ()
    if wired and "validation" in nodes:
        from .validation import validation

        values["validation"] = validation(nodes["validation"], sampled, wired, values, problems)
    if wired and "fixed" in values:
        names = [parameter.name for parameter in wired.parameters]
        check_fixed(values["fixed"], nodes["fixed"], names, problems)
    if problems.found or wired is None or wired.layers is None:
        raise problems.error()
    return _made(wired, sampled, samples, values, problems)


def _wired(
    nodes: dict[str, Node],
    root: Node,
    sampled: Given,
    turned: bool,
    values: dict[str, Any],
    problems: Problems,
) -> Wired | None:
    """The layers, put together; None where there are none."""
    if "layers" not in nodes:
        problems.add(
            "layers is missing, and a network needs it", root, "write `layers:` and a list of layers"
        )
        return None
    written = drafts(nodes["layers"], nodes.get("activation"), problems)
    if not written:
        return None
    check_loss(nodes, values, sampled, written, problems)
    check_training(nodes, values, sampled, written, problems)
    written = with_outputs(written, output_names(sampled), sampled.targets_node, turned)
    return wire(written, Fed(sampled.names, sampled.node), turned, problems)


def _samples(sampled: Given, wired: Wired, values: dict[str, Any], problems: Problems) -> tuple[Sample, ...]:
    """The samples, their targets in the order of the outputs."""
    if wired.outputs is None:
        return ()
    targets = targets_of(sampled, wired.outputs, problems)
    rows = sampled.rows or ()
    if targets is None:
        return tuple(Sample(row, None) for row in rows)
    samples = tuple(Sample(row, target) for row, target in zip(rows, targets, strict=False))
    loss = values.get("loss")
    if loss is not None and not any(refused(target) for target in targets):
        check_target_values(loss.name, samples, wired.outputs, sampled, problems)
    return samples


def _made(
    wired: Wired, sampled: Given, samples: tuple[Sample, ...], values: dict[str, Any], problems: Problems
) -> Network:
    """The network of parts without a problem; without targets only a loss that has none is one."""
    if sampled.targets is None and values.get("loss") and LOSSES[values["loss"].name].targets != "none":
        del values["loss"]
    values.setdefault("name", _name_of(problems.file))
    assert wired.layers is not None
    return Network(
        inputs=sampled.names or (),
        layers=wired.layers,
        parameters=trained(wired.parameters, values.get("fixed", ())),
        samples=samples,
        columns=tuple(problems.columns),
        **values,
    )


def _name_of(file: str) -> str:
    """The title of a file that gives none: its name without folder and suffix, as it can be shown."""
    from .yaml.untrusted import shown

    base = file.replace("\\", "/").rpartition("/")[2]
    stem = (base.rpartition(".")[0] or base).strip()
    can_be_read = stem != "-" and any(sign.isprintable() for sign in stem)
    return shown(stem, NAME_CHARACTERS) if can_be_read else "network"
