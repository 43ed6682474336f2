"""The sheets of a class, each marked by itself; one that cannot be read does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backprop_cli.check.class_report import ClassReport, Sheet
from backprop_cli.check.report import Report
from backprop_cli.errors import BackpropError, ExitStatus


def mark_class(files: Iterable[str], report_of: Callable[[str], Report]) -> tuple[ClassReport, ExitStatus]:
    """The report of the class, and the exit status: 2 if a file could not be read, 1 if not all is right."""
    report = ClassReport([_sheet(file, report_of) for file in files])
    if len(report.readable) < len(report.sheets):
        return report, ExitStatus.NOT_DONE
    return report, ExitStatus.DONE if report.all_right else ExitStatus.FINDINGS


def _sheet(file: str, report_of: Callable[[str], Report]) -> Sheet:
    try:
        return Sheet(file, report_of(file))
    except BackpropError as error:
        return Sheet(file, None, _reason(error, file))


def _reason(error: BackpropError, file: str) -> str:
    """The first line of an error, without the name of the file."""
    from backprop_cli.cli.error_report import report
    from backprop_cli.network.yaml.untrusted import shown

    line = report(error).partition("\n")[0].removeprefix(f"{shown(file)}:")
    return line.strip().removeprefix("error: ")
