"""Names that nobody honest chooses: what a terminal obeys, what is not seen, what other programs run."""

from __future__ import annotations

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
UNSEEN = [chr(code) for code in (0xA0, 0xAD, 0x61C, 0x180E, *range(0x2000, 0x2010), *range(0x2028, 0x2030))]
UNSEEN += [
    chr(code) for code in (*range(0x205F, 0x2070), 0x3000, 0xFEFF, *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF)
]
TAGS = [chr(code) for code in range(0xE0001, 0xE0001 + 77)]
PRIVATE = [chr(code) for code in (0xE000, 0xF8FF, 0xF0000, 0x10FFFD, 0x1FFFE, 0x10FFFF)]
ESCAPES = [
    "\x1b[2K\x1b[1A\rAll 42 answers are correct.",
    "\x1b]0;title\x07",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1b[31mwrong\x1b[0m",
    "\x9b2J",
    "\x1bc",
    "\x08\x08\x08\x08",
    "a\nerror: no fault",
    "a\r\nb",
    "\u202e02 fo 24",
    "\u2066E\u2069",
]
SPREADSHEET = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
    "'=1",
    "''=1",
    '"=1"',
    "=1;2",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr>",
    "&lt;b&gt;",
    "| a | b |",
    "[a](javascript:alert(1))",
    "![a](b)",
    "`a`",
    "**a**",
    "__a__",
    "~~a~~",
    "# a",
    "> a",
    "- a",
    "1. a",
    "$a$",
    "$$a$$",
    "\\(a\\)",
    "\\input{/etc/passwd}",
    "\\write18{ls}",
    '#read("a")',
    "{{a}}",
    "{0}",
    "%s%n",
    "[bold]a[/bold]",
    "[/]",
    ":smile:",
    "${IFS}",
    "$(ls)",
    "`ls`",
    "; ls",
    "../../a",
    "a" * 500,
    "é" * 300,
    "e\u0301" * 40,
    "\U0001f600",
    "\U0001f469\u200d\U0001f52c",
    "漢字" * 30,
    "עברית",
    "العربية",
    "None",
    "null",
    "nan",
    "__proto__",
    "constructor",
]

HOSTILE = tuple(
    dict.fromkeys(
        [f"a{sign}b" for sign in (*CONTROLS, *UNSEEN, *TAGS, *PRIVATE)] + ESCAPES + SPREADSHEET + MARKUP
    )
)
