"""`backprop check`: a student's numbers, marked as a fair marker would."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from backprop_cli.cli.look import Look, looking
from backprop_cli.cli.output import STANDARD, File, by_suffix, write_files, write_stdout
from backprop_cli.cli.several import refuse_losses
from backprop_cli.cli.solve import names_in
from backprop_cli.cli.usage import OneOf, Whole, refuse
from backprop_cli.errors import ExitStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backprop_cli.check.reading.answers import Answer
    from backprop_cli.check.reading.entry import Entry
    from backprop_cli.check.report import Report, Shown
    from backprop_cli.check.verdicts import Rules
    from backprop_cli.cli.marking import Marking
    from backprop_cli.sheet.worked_example import Worksheet

Target = tuple[str, str]
"""Where a report goes (`-` is standard output), and in which format."""

FORMATS = {
    "terminal": "backprop_cli.check.marks_terminal",
    "json": "backprop_cli.check.marks_json",
    "csv": "backprop_cli.check.marks_csv",
    "markdown": "backprop_cli.check.marks_markdown",
}
"""Each format and its module, which has `render` for a sheet and `render_class` for those of a class."""

SUFFIXES = {".txt": "terminal", ".json": "json", ".csv": "csv", ".md": "markdown"}
"""The formats of files."""

EPILOG = """\b
Examples:
  backprop check net.yaml answers.yaml
  backprop check net.yaml class/*.yaml -o class.csv
  backprop check net.yaml --set dE/dw5=0.0822 --set w5+=0.3589

Exit status 0: every answer is correct; 1: one is not, or is blank."""


@click.command(epilog=EPILOG)
@click.argument("network")
@click.argument("answers", nargs=-1)
@click.option("--set", "changed", multiple=True, metavar="NAME=NUMBER", help="An answer, for a quick check.")
@click.option("--only", multiple=True, metavar="NAMES", help="Mark only these numbers.")
@click.option("--step", type=Whole(1, 1_000_000), metavar="N", help="The step that plain names are of.")
@click.option("--sample", type=Whole(1, 1_000_000), metavar="N", help="The sample that plain names are of.")
@click.option("--tolerance", metavar="4dp|3sf|1%|0.001|exact", help="Accept this, whatever was rounded.")
@click.option("--digits", type=Whole(0, 40), metavar="N", help="The decimals that answers should have.")
@click.option("--intervals", is_flag=True, help="Show which numbers are accepted.")
@click.option("--points", metavar="N", help="Give points: N for each number.")
@click.option("--scheme", metavar="FILE", help="Give points by a file.")
@click.option("--hint", is_flag=True, help="Say what is wrong, not what is right.")
@click.option("--no-spoilers", is_flag=True, help="Print no right number at all.")
@click.option("--format", "format_", type=OneOf(*FORMATS), help="What to write; else -o decides.")
@click.option("-o", "--output", multiple=True, metavar="FILE", help="Write to .txt, .json, .csv or .md.")
@looking()
def command(network: str, answers: tuple[str, ...], format_: str | None, look: Look, **asked: Any) -> int:
    """Check ANSWERS, the numbers that a student worked out for NETWORK.

    ANSWERS is a file (.yaml, .json, .csv), or - for standard input; of several files, each is a row. Without
    any, on a terminal, the numbers are asked for one by one. NETWORK is a file or a bundled network's name.
    """
    from backprop_cli.network.bundled import find
    from backprop_cli.program import solved
    from backprop_cli.sheet.request import Request

    path, outputs = find(network), asked["output"] or (STANDARD,)
    targets = [(output, format_ or by_suffix(output, SUFFIXES, "terminal")) for output in outputs]
    refuse_losses(outputs, [path, *answers, *filter(None, [asked["scheme"]])], once=True)
    if [path, *answers, asked["scheme"]].count(STANDARD) > 1:
        refuse("only one file can come from standard input")
    worksheet = solved(path, Request(step=asked["step"], sample=asked["sample"])).worksheet
    refuse_losses(outputs, worksheet.network.tables)
    marking = _marking(worksheet, look.style(outputs[0]).ascii, asked)
    changed = [_entry(text) for text in asked["changed"]]
    if not answers and not changed:
        return _ask(marking, look, asked)
    if len(answers) > 1:
        return _class(answers, marking, targets, look, asked)
    sheet = _answers(answers[0] if answers else None, changed, worksheet)
    report = marking.report(sheet, _named_by(asked["only"], worksheet))
    _write(targets, report, look)
    return ExitStatus.DONE if report.all_right else ExitStatus.FINDINGS


def _marking(worksheet: Worksheet, plain: bool, asked: dict[str, Any]) -> Marking:
    from backprop_cli.cli.marking import Marking

    shown = _shown(worksheet, plain, asked)
    return Marking(worksheet, _rules(worksheet, asked), shown)


def _rules(worksheet: Worksheet, asked: dict[str, Any]) -> Rules:
    """How to mark: by the tolerance given, with the digits that are asked for here or in the file."""
    from backprop_cli.check.bounds.carried import Carried
    from backprop_cli.check.tolerance import tolerance_of
    from backprop_cli.check.verdicts import Rules

    rounding = worksheet.network.rounding
    digits = Carried(rounding.kind, rounding.places) if rounding else None
    if asked["digits"] is not None:
        digits = Carried("decimals", asked["digits"])
    tolerance = None if asked["tolerance"] is None else tolerance_of(asked["tolerance"])
    return Rules(tolerance, digits, asked["intervals"])


def _shown(worksheet: Worksheet, plain: bool, asked: dict[str, Any]) -> Shown:
    """What is told, and with how many points."""
    from backprop_cli.check.report import Shown

    if asked["intervals"] and (asked["no_spoilers"] or asked["hint"]):
        refuse("--intervals shows right numbers, so it cannot stand beside --hint and --no-spoilers")
    if asked["points"] is not None and asked["scheme"] is not None:
        refuse("--points and --scheme both give points", help="write `points:` into the scheme")
    spoilers = "none" if asked["no_spoilers"] else "right" if asked["hint"] else "all"
    return Shown(spoilers, asked["intervals"], asked["digits"], _scheme(worksheet, asked), plain)


def _scheme(worksheet: Worksheet, asked: dict[str, Any]) -> Any:
    if asked["points"] is None and asked["scheme"] is None:
        return None
    from backprop_cli.check.points import points_of, read_scheme
    from backprop_cli.network.yaml.source import read_file

    if asked["scheme"] is None:
        return points_of(asked["points"])
    return read_scheme(read_file(asked["scheme"]), asked["scheme"], worksheet)


def _entry(text: str) -> Entry:
    from backprop_cli.check.reading.entry import Entry

    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not name.isprintable():
        refuse(f"--set takes a name, = and a number, not '{text}'", help="write --set dE/dw5=0.0822")
    return Entry(name.strip(), value)


def _answers(file: str | None, changed: list[Entry], worksheet: Worksheet) -> tuple[Answer, ...]:
    """The answers of the file, which may be a pipe, and those of the command line."""
    from backprop_cli.check.reading.answers import read_answers
    from backprop_cli.network.yaml.source import read_file

    if file is None:
        return read_answers(b"", "", worksheet, changed)
    return read_answers(read_file(file), file, worksheet, changed)


def _named_by(only: tuple[str, ...], worksheet: Worksheet) -> tuple[Answer, ...]:
    """A blank for each number that `--only` names."""
    if not only:
        return ()
    from backprop_cli.check.reading.answers import asked_for

    return asked_for(names_in(only), worksheet)


def _ask(marking: Marking, look: Look, asked: dict[str, Any]) -> int:
    """Ask for the numbers on the terminal."""
    if not sys.stdin.isatty():
        refuse("the answers are missing", help="name a file of answers, - for standard input, or use --set")
    from backprop_cli.cli.asking import ask

    worksheet = marking.exercise.worksheet
    return ask(worksheet, _named_by(asked["only"], worksheet), marking.report, look.style())


def _class(
    files: tuple[str, ...], marking: Marking, targets: Sequence[Target], look: Look, asked: dict[str, Any]
) -> int:
    """Mark the sheets of a class."""
    if STANDARD in files or asked["changed"]:
        refuse("several answer files cannot stand beside - and --set", help="check that one by itself")
    from backprop_cli.check.reading.answers import read_answers
    from backprop_cli.cli.marking import mark_class
    from backprop_cli.network.yaml.source import read_regular

    worksheet = marking.exercise.worksheet
    blanks = _named_by(asked["only"], worksheet)

    def report_of(file: str) -> Report:
        return marking.report(read_answers(read_regular(file), file, worksheet), blanks)

    report, status = mark_class(files, report_of)
    _write(targets, report, look, "render_class")
    return status


def _write(targets: Sequence[Target], report: Any, look: Look, how: str = "render") -> None:
    """Write the report in every format, the files all together."""
    renderers = [getattr(import_module(FORMATS[name]), how) for _, name in targets]
    texts = [
        render(report, look.style(output)) for render, (output, _) in zip(renderers, targets, strict=True)
    ]
    ready = list(zip(targets, texts, strict=True))
    write_files([File(output, [text]) for (output, _), text in ready if output != STANDARD])
    for (output, name), text in ready:
        if output == STANDARD:
            write_stdout([text], name != "terminal")
