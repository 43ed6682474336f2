"""Mutated network files and answer files, read and worked out in this process: none may end in a fault.

    python benchmarks/fuzz.py [NETWORKS] [ANSWERS] [SEED]

A file is a network of ours, or a sheet of answers to one, with a few changes as hands and programs make them:
pieces left out, doubled, exchanged, words and numbers replaced, bytes inserted. Every network is read; each
tenth that can be read is worked out and written too. Every sheet is read and marked. Whatever is raised and
is no `BackpropError` is shown with the bytes that led to it, and ends the run with 1.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from backprop_cli.check import marks_terminal
from backprop_cli.check.empty_answers import template
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import read_answers
from backprop_cli.check.report import Report
from backprop_cli.cli.error_report import report
from backprop_cli.errors import BackpropError
from backprop_cli.formats import FORMATS
from backprop_cli.mistakes.diagnoser import Diagnoser
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet
from backprop_cli.writing.number_names import Names
from backprop_cli.writing.style import Style

STYLE = Style(6, 80, False, False)

WORDS = [
    *(
        b"0",
        b"1",
        b"-1",
        b"0.5",
        b"1e-3",
        b"1e308",
        b"5e-324",
        b"1/3",
        b"1/0",
        b"010",
        b"0,5",
        b".5",
        b"nan",
        b".inf",
    ),
    *(
        b"~",
        b"null",
        b"yes",
        b"?",
        b"-",
        b"[]",
        b"{}",
        b"[[]]",
        b"[[], []]",
        b"''",
        b'"',
        b"&a",
        b"*a",
        b"<<: *a",
    ),
    *(
        b"sigmoid",
        b"softmax",
        b"relu",
        b"step",
        b"gelu",
        b"tanh",
        b"linear",
        b"adam",
        b"nesterov",
        b"perceptron",
    ),
    *(
        b"cross_entropy",
        b"squared_error",
        b"output",
        b"mean",
        b"sum",
        b"online",
        b"batch",
        b"biases",
        b"weights",
    ),
    *(
        b"steps: 3",
        b"l1: 0.1",
        b"l2: 0.1",
        b"fixed: biases",
        b"update: online",
        b"optimizer: adam",
        b"batch: mean",
    ),
    *(
        b"after",
        b"E",
        b"w1",
        b"h1",
        b"w(2)",
        b"'a",
        b"step 2:",
        b"sample 1:",
        b"name,value",
        b"dE/dw1",
        b"w1+",
    ),
    *(
        b"\t",
        b"\r\n",
        b"\0",
        b"\x1b[2K",
        b"\xff",
        b"\xe2\x80\xae",
        b"\xef\xbb\xbf",
        b"\xd9\xa1",
        b"#",
        b"---",
        b"|",
    ),
]
"""What is put in the place of something else."""

TOKEN = re.compile(rb"[\w.+/-]+|[^\w\s]|\s+")

Change = Callable[[list[bytes], random.Random], None]


def left_out(tokens: list[bytes], rng: random.Random) -> None:
    """A few tokens in a row go."""
    place = rng.randrange(len(tokens))
    del tokens[place : place + rng.choice((1, 1, 2, 5, 20))]


def doubled(tokens: list[bytes], rng: random.Random) -> None:
    """A few tokens stand there twice."""
    place = rng.randrange(len(tokens))
    tokens[place:place] = tokens[place : place + rng.choice((1, 2, 5, 20))]


def exchanged(tokens: list[bytes], rng: random.Random) -> None:
    """Two tokens change places."""
    one, two = rng.randrange(len(tokens)), rng.randrange(len(tokens))
    tokens[one], tokens[two] = tokens[two], tokens[one]


def replaced(tokens: list[bytes], rng: random.Random) -> None:
    """Another word or number."""
    tokens[rng.randrange(len(tokens))] = rng.choice(WORDS)


def inserted(tokens: list[bytes], rng: random.Random) -> None:
    """A word more, or any byte."""
    word = rng.choice(WORDS) if rng.random() < 0.7 else bytes([rng.randrange(256)])
    tokens.insert(rng.randrange(len(tokens)), word)


CHANGES: tuple[Change, ...] = (left_out, doubled, exchanged, replaced, replaced, inserted)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A file with one to four changes."""
    tokens = TOKEN.findall(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        if tokens:
            rng.choice(CHANGES)(tokens, rng)
    return b"".join(tokens)


def sources() -> list[bytes]:
    """The networks that come along, and those of the tests that are wrong already."""
    files = sorted(
        [*(ROOT / "networks").glob("*.yaml"), *(ROOT / "tests" / "network" / "bad").glob("*.yaml")]
    )
    return [one.read_bytes() for one in files if one.stat().st_size < 5_000]


def networks(count: int, rng: random.Random) -> Iterator[bytes]:
    """Mutated network files, each tried; those with a fault."""
    known = sources()
    for number in range(count):
        data = mutated(rng.choice(known), rng)
        if is_fault(lambda data=data, number=number: work_out(data, not number % 10)):
            yield data


def work_out(data: bytes, whole: bool) -> None:
    """Read a network, and write it in three formats."""
    network = read_network(data, "net.yaml")
    if whole and len(network.parameters) * (network.steps or network.epochs or 1) <= 500:
        worksheet = make_worksheet(network)
        for format_ in ("terminal", "json", "csv"):
            text_of(worksheet, format_)


def text_of(worksheet: Worksheet, format_: str) -> str:
    """A worksheet in a format."""
    board = FORMATS[format_].board(worksheet, STYLE)
    return "".join(map(str, FORMATS[format_].set(board, FORMATS[format_].page(board))))


def answers(count: int, rng: random.Random) -> Iterator[bytes]:
    """Mutated answer files, each tried; those with a fault."""
    sheets = [(sheet, data) for sheet in map(sheet_of, ("mazur", "tartu", "xor")) for data in right(sheet)]
    for _ in range(count):
        sheet, data = rng.choice(sheets)
        data = mutated(data, rng)
        if is_fault(lambda sheet=sheet, data=data: mark(sheet, data)):
            yield data


def sheet_of(name: str) -> Worksheet:
    """The worksheet of a bundled network."""
    return make_worksheet(read_network((ROOT / "networks" / f"{name}.yaml").read_bytes(), f"{name}.yaml"))


def right(sheet: Worksheet) -> Iterator[bytes]:
    """Right sheets, as solve writes them, and as a student does: a few numbers with four decimals."""
    for format_ in ("json", "csv"):
        yield text_of(sheet, format_).encode()
    yield template(sheet, ()).encode()
    few = {name: q for name, q in Names(sheet, 0, None).plain.items() if q in sheet.numbers}
    for start in range(0, 12, 3):
        some = list(few.items())[start :: len(few) // 6 + 1]
        yield "".join(f'"{name}": {float(sheet.numbers[q]):.4f}\n' for name, q in some).encode()


def mark(sheet: Worksheet, data: bytes) -> None:
    """Read a sheet of answers, mark it, and write what is said of it."""
    exercise = Exercise(sheet)
    marks = check(exercise, read_answers(data, "answers", sheet), None, Diagnoser(exercise).named)
    marks_terminal.render(Report(sheet, marks), STYLE)


def is_fault(action: Callable[[], None]) -> bool:
    """Whether an action ends in an exception that is not ours, or in a message with signs to obey."""
    try:
        action()
    except BackpropError as error:
        return not report(error).replace("\n", "").isprintable()
    except Exception as error:
        print(f"{type(error).__name__}: {error}", flush=True)
        return True
    return False


def main() -> int:
    """Try, and show: 1 if there was a fault."""
    counts = [int(text) for text in sys.argv[1:3]] or [10_000, 1_000]
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    faults = 0
    for what, tried, count in zip(
        ("network files", "answer files"), (networks, answers), counts, strict=False
    ):
        start = time.perf_counter()
        for data in tried(count, rng):
            faults += 1
            print(f"    {data!r}", flush=True)
        print(f"{count:,} mutated {what} in {time.perf_counter() - start:.0f} s, {faults} faults so far")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
