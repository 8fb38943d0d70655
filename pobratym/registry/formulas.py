"""Text that a spreadsheet program would take for a formula, made harmless and restored.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is run as a formula by common
programs (OWASP, "CSV Injection").  An apostrophe before it shows it as text.  Where a program
splits lines at semicolons or breaks, a cell begins there, too.  Both directions are exact.
"""

import re

_STARTERS = "=+\\-@\t\r\n＝＋－＠"
_AFTER_BREAK = r"(?:^|(?<=[;\t\r\n]))"
_DANGER = re.compile(rf"{_AFTER_BREAK}(?='*[{_STARTERS}])")
_GUARDED = re.compile(rf"{_AFTER_BREAK}'(?='*[{_STARTERS}])")


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a formula could begin."""
    return _DANGER.sub("'", text)


def restored(text: str) -> str:
    """The text that `guarded` was given."""
    return _GUARDED.sub("", text)
