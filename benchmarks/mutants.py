"""How many faults put into the program at random the tests find.

pip install cosmic-ray
python benchmarks/mutants.py [FAULTS] [SEED]

Cosmic Ray makes the faults: another number, another sign, `<=` for `<`, a condition turned round, a loop left
out. Each room gets them in proportion to its lines. Each is tried in a copy of the checkout, first by the
tests of `FIRST`, which take seconds; those that live are tried by all tests that start no other program.
Those that still live are shown; the ones that change nothing anybody sees are listed in `tests/README.md`.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).resolve().parent.parent

PLAIN = """
NumberReplacer AddNot ReplaceAndWithOr ReplaceOrWithAnd ReplaceTrueWithFalse ReplaceFalseWithTrue
ReplaceBreakWithContinue ReplaceContinueWithBreak ZeroIterationForLoop ExceptionReplacer
ReplaceUnaryOperator_Delete_USub ReplaceUnaryOperator_Delete_Not
"""

BINARY = """
Add_Sub Sub_Add Mul_Div Mul_Add Div_Mul Pow_Mul FloorDiv_Mul Mod_Mul LShift_RShift RShift_LShift BitAnd_BitOr
"""

COMPARISON = """
Eq_NotEq NotEq_Eq Lt_LtE LtE_Lt Gt_GtE GtE_Gt Lt_GtE LtE_Gt Gt_LtE GtE_Lt Is_IsNot IsNot_Is
"""

OPERATORS = (
    *PLAIN.split(),
    *(f"ReplaceBinaryOperator_{pair}" for pair in BINARY.split()),
    *(f"ReplaceComparisonOperator_{pair}" for pair in COMPARISON.split()),
)
"""The kinds of faults. `|` stands in annotations, so it is left alone."""

PAGES = "formats/test_golden_sheets.py formats/test_json_numbers.py test_published.py"

FIRST = {
    "maths": f"maths/test_oracles.py maths/test_oracles_of_losses.py {PAGES} maths",
    "calculation": f"{PAGES} calculation maths/test_oracles.py maths/test_oracles_of_rules.py sheet",
    "check": "check/test_files_of_answers.py check/test_reading_answers.py check mistakes",
    "mistakes": "mistakes check/test_look_first.py",
    "writing": f"writing {PAGES} formats",
}
"""For each room the tests that find most of its faults, the quickest first."""

ALL = (
    "calculation maths mistakes check writing sheet page formats verify export explain train "
    "test_published.py test_combinations.py"
)
"""What tries the faults that are left."""

LEFT_OUT = "formats/test_browser.py formats/test_typst.py train/test_train_cli.py"
"""Tests among them that start other programs."""

SECONDS = 600
"""How long the tests may take with a fault; who takes longer hangs."""


class Fault(NamedTuple):
    """A file with a fault."""

    path: Path
    line: int
    operator: str
    text: str

    @property
    def room(self) -> str:
        """The room of the file."""
        return self.path.parts[1]

    def __str__(self) -> str:
        """Where it is, and the line with the fault."""
        return f"{self.path}:{self.line}  {self.operator}  {self.text.splitlines()[self.line - 1].strip()}"


def faults_of(room: str, number: int, chance: random.Random) -> list[Fault]:
    """So many faults of a room, no two the same."""
    places = []
    for path in files(room):
        tree = get_ast(path.read_text(encoding="utf-8"))
        for name in OPERATORS:
            positions = get_operator(f"core/{name}")().mutation_positions
            starts = [start for node in ast_nodes(tree) for start, _ in positions(node)]
            places += [(path, name, which, line) for which, (line, _) in enumerate(starts)]
    chance.shuffle(places)
    faults: dict[str, Fault] = {}
    while len(faults) < number:
        path, name, which, line = places.pop()
        text = mutate_code(path.read_text(encoding="utf-8"), get_operator(f"core/{name}")(), which)
        if is_python(text):
            faults.setdefault(text, Fault(path.relative_to(ROOT), line, name, text))
    return list(faults.values())


def is_python(text: str) -> bool:
    """Whether a text can be compiled."""
    try:
        compile(text, "", "exec")
    except SyntaxError:
        return False
    return True


def files(room: str) -> list[Path]:
    """The files of a room."""
    return sorted((ROOT / "backprop_cli" / room).rglob("*.py"))


def drawn(number: int, seed: int) -> list[Fault]:
    """So many faults of all rooms, of each in proportion to its lines."""
    lines = [sum(len(path.read_bytes().splitlines()) for path in files(room)) for room in FIRST]
    ends = [round(number * sum(lines[: place + 1]) / sum(lines)) for place in range(len(lines))]
    chance = random.Random(seed)
    shares = zip(FIRST, [0, *ends], ends, strict=False)
    return [fault for room, start, end in shares for fault in faults_of(room, end - start, chance)]


def copied(folder: Path) -> Path:
    """A copy of the checkout to put faults into."""
    kept = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
    return Path(shutil.copytree(ROOT, folder, ignore=kept))


def finds_nothing(checkout: Path, tests: str) -> bool:
    """Whether every test passes."""
    options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
    options += [f"--ignore=tests/{one}" for one in LEFT_OUT.split()]
    command = [sys.executable, "-m", "pytest", *options, *(f"tests/{one}" for one in tests.split())]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def alive(fault: Fault, tests: str, checkouts: Queue[Path]) -> bool:
    """Whether no test finds a fault."""
    checkout = checkouts.get()
    file = checkout / fault.path
    before = file.read_bytes()
    try:
        file.write_text(fault.text, encoding="utf-8")
        return finds_nothing(checkout, tests)
    finally:
        file.write_bytes(before)
        checkouts.put(checkout)


def living(faults: list[Fault], tests: Callable[[Fault], str], checkouts: Queue[Path]) -> list[Fault]:
    """The faults that no test finds, shown as they are met."""
    found = []
    with ThreadPoolExecutor(checkouts.qsize()) as pool:
        answers = pool.map(lambda fault: alive(fault, tests(fault), checkouts), faults)
        for fault, lives in zip(faults, answers, strict=True):
            print("lives" if lives else "dies ", fault, flush=True)
            found += [fault] * lives
    return found


def main() -> int:
    """Put the faults in and show which live: 1 if more than one in twenty does."""
    number, seed = (int(given) for given in (sys.argv[1:] + ["300", "1"][len(sys.argv) - 1 :])[:2])
    faults = drawn(number, seed)
    with tempfile.TemporaryDirectory() as folder:
        checkouts: Queue[Path] = Queue()
        for core in range(os.cpu_count() or 1):
            checkouts.put(copied(Path(folder, str(core))))
        if not finds_nothing(checkouts.queue[0], " ".join((ALL, *FIRST.values()))):
            sys.exit("the tests find something where there is no fault")
        left = living(faults, lambda fault: FIRST[fault.room], checkouts)
        print(f"\nof {len(faults)} faults {len(left)} live; by all tests:")
        left = living(left, lambda fault: ALL, checkouts)
    print(f"\nof {len(faults)} faults {len(faults) - len(left)} die")
    return int(len(left) > len(faults) / 20)


if __name__ == "__main__":
    sys.exit(main())
