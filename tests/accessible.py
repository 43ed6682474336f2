"""Pages held against html-validate and axe-core: `python tests/accessible.py FOLDER`, npm's folder with both.

Prints every finding and ends with 1 where there is any. Each page is looked at whole, in a step, with answers
hidden, in the dark and on a phone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from browser import Browser, started
from examples import CRUEL, made, page_of, worksheet_of

from backprop_cli.sheet.blanks import Blanks
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import make_worksheet

PAGES = {
    **{name: (name, {}) for name in ("mazur", "tartu", "melbourne-xor", "tartu-softmax", "ng-logistic")},
    **{notation: ("manchester", {"notation": notation}) for notation in ("delta", "matrix", "expanded")},
    "questions": ("mazur", {"questions": ("E", "dE/dw5", "w5+")}),
}
"""The pages by name: a network, and how it is worked out."""

RULES = {
    "extends": ["html-validate:recommended", "html-validate:a11y"],
    "rules": {
        "void-style": ["error", {"style": "selfclosing"}],
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],
        "long-title": "off",
        "no-inline-style": "off",
        "require-sri": "off",
        "require-csp-nonce": "off",
        "no-trailing-whitespace": "off",
    },
}
"""Off is what does not concern a page that is one file."""

MOST = 40
"""Lines of findings that are printed."""

AXE = """const done = arguments[0];
const places = one => one.nodes.slice(0, 3).map(node => `\\n      ${node.html.slice(0, 160)}`).join('');
axe.run(document, {resultTypes: ['violations']}).then(
  found => done(found.violations.map(one => `${one.id}: ${one.help}${places(one)}`)))"""


def written(folder: Path) -> Iterator[Path]:
    """Every page, as a file."""
    for name, (network, how) in PAGES.items():
        sheet = make_worksheet(worksheet_of(network).network, Request(**how))  # type: ignore[arg-type]
        yield _write(folder / f"{name}.html", page_of(sheet))
    yield _write(folder / "blanks.html", page_of(worksheet_of("mazur"), blank=Blanks()))
    yield _write(folder / "cruel.html", page_of(made(CRUEL.strip("\n"))))


def _write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def validated(npm: Path, folder: Path) -> list[str]:
    """What html-validate finds."""
    (folder / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    program = npm / "node_modules" / ".bin" / "html-validate"
    done = subprocess.run([program, "*.html"], cwd=folder, capture_output=True, text=True)
    return (done.stdout + done.stderr).splitlines()[:MOST] if done.returncode else []


def looks(browser: Browser, address: str) -> Iterator[str]:
    """The page as different readers have it."""
    browser.size(1000, 800)
    browser.prefer(prefers_color_scheme="light")
    browser.open(address)
    yield "whole"
    browser.press("right", "right")
    yield "in a step"
    if browser.run("return document.querySelector('.bar button:last-child')?.innerText") == "Hide answers":
        browser.click(".bar button:last-child")
        yield "with answers hidden"
    browser.prefer(prefers_color_scheme="dark")
    yield "in the dark"
    browser.size(390, 800)
    browser.press("escape")
    yield "on a phone"


def examined(npm: Path, files: list[Path]) -> Iterator[str]:
    """What axe-core finds."""
    axe = (npm / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    with started() as browser:
        for file in files:
            for look in looks(browser, file.as_uri()):
                browser.run(axe)
                for found in browser.run_later(AXE):
                    yield f"{file.stem}, {look}: {found}"


def main() -> int:
    """Every finding, on standard output."""
    npm = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        files = list(written(Path(folder)))
        findings = [*validated(npm, Path(folder)), *examined(npm, files)]
    print("\n".join(findings) or f"{len(files)} pages without a finding")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
