"""What to say where a list of numbers is none, or is not what it seems. Imported only for a problem."""

from __future__ import annotations

from ..yaml.number_grammar import number
from ..yaml.problems import Problems
from ..yaml.tree import List, Mapping, Node, Scalar, is_null
from ..yaml.wording import describe
from .number_hints import several


def complain_of_list(node: Node, what: str, problems: Problems) -> None:
    """A node where a list of numbers is expected is none."""
    message, help = f"{what} is {describe(node)}, but a list of numbers is expected", "write `[0.05, 0.10]`"
    if type(node) is Scalar and not node.style and _dashed(node.text):
        help = "in a list, write a dash, a blank and the number: `- -0.05`; or write `[-0.05, -0.10]`"
        node = _behind_key(node, problems.text)
    elif type(node) is Scalar and (several(node.text) or "," in node.text):
        help = (
            f"put the numbers in brackets: `[{node.text}]`"
            if len(node.text) < 40
            else "put the numbers in brackets"
        )
    elif type(node) is Scalar and number(node.text) is not None:
        help = f"write `[{node.text}]` for a list of one number"
    problems.add(message, node, help)


def complain_of_nested(node: List, item: Node, what: str, problems: Problems) -> None:
    """A list or mapping stands where a number is expected."""
    help = "one pair of brackets is too many" if type(item) is List else "write the number alone"
    if all(
        type(each) is List and len(each.items) == 1 and type(each.items[0]) is Scalar for each in node.items
    ):
        row = ", ".join(each.items[0].text for each in node.items if type(each) is List)  # type: ignore[union-attr]
        help = f"write one list: `[{row}]`" if len(row) < 60 else help
    problems.add(f"{what} is {describe(item)}, but a number is expected", item, help)


def complain_of_split_numbers(node: Mapping, what: str, problems: Problems) -> bool:
    """Complain of `{x1: 0,05, x2: 0,10}`, where digits after a comma are keys, and say whether it is so."""
    split = [key for text, (key, value) in node.entries.items() if text.isdigit() and is_null(value)]
    if split:
        message = f"{what} has digits without a name: a decimal comma separates two entries"
        problems.add(message, split[0], f"write a decimal point: 0.{split[0].text}, not 0,{split[0].text}")
    return bool(split)


def complain_of_braces(node: Mapping, what: str, problems: Problems) -> None:
    """Braces around values without names."""
    texts = list(node.entries)
    if node.flow and all(number(text) is not None or not text.strip("0123456789") for text in texts):
        row = ", ".join(texts)
        help = f"write brackets: `[{row}]`" if len(row) < 60 else "write brackets: `[...]`"
        problems.add(f"{what} stands in braces {{}}, but a list in brackets [] is expected", node, help)
        return
    problems.add(
        f"{what} is a mapping without values, but each name needs a number",
        node,
        "write `{x1: 0.05, x2: 0.10}`",
    )


def check_decimal_commas(node: List, what: str, problems: Problems) -> bool:
    """Complain of `[0,05, 0,10]`, where no blank follows every second comma, and say whether it is so."""
    texts = [item.text for item in node.items if type(item) is Scalar]
    columns = [(item.line, item.column) for item in node.items]
    if len(texts) != len(node.items) or len(texts) < 4:
        return False
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    tight = [
        columns[index][1] + len(texts[index]) + 1 == columns[index + 1][1] for index in range(len(texts) - 1)
    ]
    if not all(tight[::2]) or any(tight[1::2]) or not all(_halves(*pair) for pair in pairs):
        return False
    meant = ", ".join(f"{first}.{second}" for first, second in pairs)
    problems.found = [each for each in problems.found if each.place not in {*columns}]  # said by this message
    problems.add(
        f"{what} has {len(texts)} values, two by two without a blank between them: "
        "decimal commas separate numbers",
        node,
        f"write decimal points: `[{meant}]`" if len(meant) < 60 else "write decimal points: 0.5, not 0,5",
    )
    return True


def _halves(first: str, second: str) -> bool:
    return not first.strip("+-0123456789") and not second.strip("0123456789")


def _behind_key(node: Scalar, text: str) -> Scalar:
    """A text that begins below its key, put behind the key, where its list is expected."""
    above = text.split("\n")[: node.line]
    if above.pop()[: node.column - 1].strip():
        return node
    while above and not above[-1].partition("#")[0].strip():
        above.pop()
    key = above[-1].partition("#")[0].rstrip() if above else ""
    return Scalar(node.text, len(above), len(key) + 1) if key.endswith(":") else node


def _dashed(text: str) -> bool:
    return text.startswith("-") and several(text)
