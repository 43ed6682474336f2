"""How fair and how telling `check` is: sheets of simulated students, marked in this process.

    python benchmarks/marking.py [SHEETS] [--show N] [--seed N] [--only WORDS] [--keep FOLDER]

The students (`simulated/`) share nothing with the program. SHEETS are the sheets of each row; of a row that
fails its worst kinds are listed, and with --show some sheets to paste. WORDS are of
correct,three,changed,constants,followers,full,gradients,nameless,speed. Ends with 1 if a row fails.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from simulated import measures, naming, random_networks, speed
from simulated.catalogue import MISTAKES as PLANTED
from simulated.measuring import Exercise, Marked, Row
from simulated.network import Network
from simulated.reading import Unknown, read
from simulated.sheets import Texts, everything
from simulated.students import careful

from backprop_cli.check.reading.answers import answers_of
from backprop_cli.check.reading.entry import Entry
from backprop_cli.check.report import Shown
from backprop_cli.check.verdicts import Rules
from backprop_cli.cli.marking import Marking
from backprop_cli.mistakes.catalogue import MISTAKES
from backprop_cli.network.yaml.problems import Problems
from backprop_cli.program import solved

RANDOM = 40
"""Networks that are drawn at random beside the bundled ones."""


class Program:
    """The marker: the program, for one network file."""

    def __init__(self, file: str) -> None:
        self.worksheet = solved(file).worksheet
        self.marking = Marking(self.worksheet, Rules(), Shown())

    def __call__(self, texts: Texts) -> Marked:
        """The marks of a sheet."""
        keys = list(texts)
        entries = [Entry(key[2], texts[key], key[0], key[1]) for key in keys]
        answers = answers_of(entries, self.worksheet, Problems("", ""))
        report = self.marking.report(answers)
        of = {
            (answer.update, answer.sample, answer.name): mark
            for mark in report.marks
            for answer in [mark.answer]
        }
        noted = {one.name for one in MISTAKES for text in report.proposals if one.condition in text}
        names = {key: frozenset(one.name for one in of[key].mistakes) for key in keys}
        return Marked({key: of[key].verdict for key in keys}, names, frozenset(noted))


def exercises(folder: Path, count: int) -> Iterator[Exercise]:
    """The bundled networks that the students can read, and random ones."""
    for file in sorted((ROOT / "networks").glob("*.yaml")):
        yield from exercise(file)
    for seed in range(count):
        file = folder / f"random-{seed}.yaml"
        file.write_text(random_networks.text(seed), encoding="utf-8")
        yield from exercise(file)


def exercise(file: Path) -> Iterator[Exercise]:
    """The exercise of a file, if the students can read it."""
    try:
        yield Exercise(file.stem, str(file), read(file), Program(str(file)))
    except Unknown as error:
        print(f"left out: {file.name}: {error}")


def rows(found: list[Exercise], sheets: int, seed: int, folder: Path) -> dict[str, Iterator[Row]]:
    """Every row, by a word for it."""
    bundled = [one for one in found if not one.name.startswith("random")]
    homework = [one for one in found if len(one.network.updates) <= 4 and one.network.rate]
    return {
        "correct": measures.refused(homework, sheets, seed),
        "three": measures.of_three(homework, sheets, seed),
        "changed": measures.changed(homework, sheets, seed),
        "constants": measures.constants(bundled),
        "followers": measures.followers(homework, sheets, seed),
        "full": naming.named(homework, sheets, seed, True),
        "gradients": naming.named(homework, sheets, seed, False),
        "nameless": naming.nameless(homework, sheets, seed),
        "speed": times(folder, min(sheets, 1000)),
    }


def times(folder: Path, size: int) -> Iterator[Row]:
    """Seconds of one check in this process, and of a class."""
    mazur = read(ROOT / "networks" / "mazur.yaml")
    files = {"Mazur's sheet": str(ROOT / "networks" / "mazur.yaml")}
    for number, name in enumerate(speed.LARGE):
        files[name] = str(folder / f"large-{number}.yaml")
        Path(files[name]).write_text(speed.file_of(name), encoding="utf-8")
    for name, file in files.items():
        texts = speed.with_wrong_answers(read(Path(file)), 0, 1 if name not in speed.LARGE else speed.WRONG)
        yield seconds(f"seconds: {name}, {len(texts)} numbers", 1.5, lambda f=file, t=texts: Program(f)(t))
    sheets = speed.a_class(mazur, size, lambda draw: sheet_of_a_class(mazur, draw))
    program = Program(files["Mazur's sheet"])
    yield seconds(
        f"seconds: a class of {size} sheets of Mazur's", 5 * size / 1000, lambda: [*map(program, sheets)]
    )


def sheet_of_a_class(network: Network, draw: random.Random) -> Texts:
    """A sheet, every second one with a mistake."""
    worker = careful(network, draw)
    mistake = draw.choice(list(PLANTED.values()))
    wrong = draw.random() < 0.5
    return (wrong and naming.with_mistake(worker, mistake, draw, everything)) or worker.sheet()


def seconds(name: str, at_most: float, work: Callable[[], object]) -> Row:
    """The time that something takes."""
    start = time.perf_counter()
    work()
    return Row(name, f"{at_most:g} s", at_most, taken=time.perf_counter() - start)


def main() -> int:
    """Measure and show: 1 if a row fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sheets", nargs="?", type=int, default=200)
    parser.add_argument("--show", type=int, default=0, help="examples of each failing row")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="rows, by the words that they are found by")
    parser.add_argument("--keep", type=Path, help="a folder that the random networks stay in")
    asked = parser.parse_args()
    fails = False
    with tempfile.TemporaryDirectory() as folder:
        place = asked.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        found = list(exercises(place, RANDOM))
        wanted = rows(found, asked.sheets, asked.seed, place)
        words = asked.only.split(",") if asked.only else list(wanted)
        for row in chain.from_iterable(wanted[word] for word in words):
            print("\n".join(row.lines(asked.show)), flush=True)
            fails |= row.fails
    return int(fails)


if __name__ == "__main__":
    sys.exit(main())
