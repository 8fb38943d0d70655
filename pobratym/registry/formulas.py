"""Text that a spreadsheet program would take for a formula, made harmless and restored.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is run as a formula by common
programs (OWASP, "CSV Injection").  An apostrophe before it shows it as text.  Where a program
splits lines at semicolons, tabs or breaks, a cell begins after them, too.  Both directions are
exact.
"""

import re

_SIGNS = "=+\\-@＝＋－＠"
_START = re.compile(rf"'*[{_SIGNS}\t\r\n]")
_LATER = re.compile(rf"([;\t\r\n])(?='*[{_SIGNS}])")
_GUARDED_LATER = re.compile(rf"([;\t\r\n])'(?='*[{_SIGNS}])")


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a formula could begin."""
    inside = _LATER.sub(r"\1'", text)
    return "'" + inside if _START.match(text) else inside


def restored(text: str) -> str:
    """The text that `guarded` was given."""
    if text.startswith("'") and _START.match(text, 1):
        text = text[1:]
    return _GUARDED_LATER.sub(r"\1", text)
