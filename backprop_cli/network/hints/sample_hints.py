"""What to say of targets that do not fit the samples or the outputs. Imported only for a problem."""

from __future__ import annotations

from ..drafts import Vector, count_of
from ..yaml.number_grammar import number
from ..yaml.problems import Problems
from ..yaml.tree import List, Node, Scalar
from ..yaml.wording import describe, listed, plural, quoted
from .shape_hints import comma_doubt


def complain_of_targets(node: Node, count: int, problems: Problems) -> None:
    """`targets` has not an entry for each sample."""
    samples = f"inputs has {plural(count, 'sample')}"
    if count == 1:
        lists = len(node.items) if type(node) is List else 1
        columns = type(node) is List and all(
            type(item) is List and len(item.items) == 1 for item in node.items
        )
        help = "write one list with a number for each output" + (
            ": one pair of brackets is too many" * columns
        )
        problems.add(f"targets is a list of {plural(lists, 'list')}, but {samples}", node, help)
        return
    expected = f"{samples}, so a list of {count} is expected, one for each sample"
    if type(node) is not List:
        problems.add(f"targets is {describe(node)}, but {expected}", node, "write `[[0], [1]]`")
        return
    texts = [item.text for item in node.items if type(item) is Scalar]
    if len(texts) == count and all(number(text) is not None for text in texts):
        row = ", ".join(f"[{text}]" for text in texts)
        message = f"targets is one list of {count} numbers, but {samples}: a list for each sample is expected"
        problems.add(message, node, f"write `[{row}]`" if len(row) < 60 else "write `[[0], [1], ...]`")
        return
    problems.add(f"targets has {plural(len(node.items), 'value')}, but {expected}", node)


def complain_of_target(node: Scalar, outputs: tuple[str, ...], what: str, problems: Problems) -> None:
    """A number, or nothing, stands where a list of targets is expected."""
    zeros = ", ".join("1" if index == 0 else "0" for index in range(len(outputs)))
    help = f"write `[{node.text}]`" if len(outputs) == 1 and node.text else None
    if len(outputs) > 1:
        help = f"for a class write its name, `{{class: {outputs[0]}}}`"
        help += f", or one-hot numbers, `[{zeros}]`" if len(zeros) < 40 else ", or one-hot numbers"
    expected = (
        f"a list of {plural(len(outputs), 'number')} is expected, one for each output ({listed(outputs)})"
    )
    problems.add(f"{what} is {describe(node)}, but {expected}", node, help)


def complain_of_count(row: Vector, outputs: tuple[str, ...], what: str, problems: Problems) -> None:
    """More or fewer targets than outputs."""
    has = f"the network has {plural(len(outputs), 'output')} ({listed(outputs)})"
    problems.add(
        f"{what} has {count_of(row)}, but {has}",
        row.node,
        "write one number for each output" + comma_doubt(row.node),
    )


def complain_of_class(name: Scalar, outputs: tuple[str, ...], what: str, problems: Problems) -> None:
    """A class that no output is called."""
    from .did_you_mean import close
    from .list_hints import complain_of_list

    if any(character.isdigit() for character in name.text) and " " in name.text + " " and _numeric(name.text):
        complain_of_list(name, what, problems)
        return
    problems.add(
        f"{what} names the class {quoted(name.text)}, but the outputs are {listed(outputs)}",
        name,
        close(name.text, outputs) or "write the name of an output, or a list with a number for each output",
    )


def _numeric(text: str) -> bool:
    """Whether a text is made of numbers, as `0.01, 0.99` without its brackets is."""
    return not text.replace(",", " ").replace(" ", "").strip("0123456789.eE+-/")
