"""The result of the automatic accessibility tests, as the test run of a commit left it.

The file stands beside the configuration and is written by the tests, never by hand; without it the
statement says that no test run belongs to the build.
"""

from pathlib import Path

import msgspec

NAME = "accessibility-report.json"


class Violation(msgspec.Struct, frozen=True):
    """A rule that was broken: its id, the criteria (1.4.3) it tests, on how many pages."""

    rule: str
    criteria: tuple[str, ...]
    pages: int


class TestReport(msgspec.Struct, frozen=True):
    """What was tested: tool with version, how many pages in how many themes, what was found."""

    tool: str
    pages: int
    themes: int
    violations: tuple[Violation, ...] = ()
    commit: str = ""
    date: str = ""


def read_report(config: Path) -> TestReport | None:
    """The report beside the configuration; None where there is none that can be read."""
    try:
        data = (config.parent / NAME).read_bytes()
        return msgspec.json.decode(data, type=TestReport)
    except (OSError, msgspec.DecodeError):
        return None
