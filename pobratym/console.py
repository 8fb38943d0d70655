"""What the command line prints, in the editor's language: problems, progress, the last line."""

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from gettext import NullTranslations
from pathlib import Path
from typing import Any, TextIO

from pobratym.problems import Problem

_LOCALE = Path(__file__).parent / "locale"
# Plain lines, when nobody looks at a terminal, come at most this often.
_SECONDS_BETWEEN_LINES = 5.0


class Console:
    """Standard output for results, standard error for progress and faults."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._messages: Any = None

    @property
    def lang(self) -> str:
        """The editor's language: "en" or "uk"."""
        return self._lang

    def say(self, text: str) -> None:
        """A result, on standard output."""
        print(text)

    def note(self, text: str) -> None:
        """Something beside the result, on standard error."""
        print(text, file=sys.stderr)

    def translate(self, message: str) -> str:
        return self._catalogue().gettext(message)

    def plural(self, singular: str, plural: str, number: int) -> str:
        return self._catalogue().ngettext(singular, plural, number)

    def _catalogue(self) -> Any:
        # English needs no catalogue; another is read only when there is something to say.
        if self._messages is None:
            if self._lang == "en":
                self._messages = NullTranslations()
            else:
                from pobratym.text.catalogue import Catalogue

                path = _LOCALE / self._lang / "LC_MESSAGES" / "pobratym.po"
                self._messages = Catalogue.load(path, self._lang)
        return self._messages

    # Problems

    def problems(self, problems: Sequence[Problem], content: Path, form: str = "text") -> None:
        """Print problems as text with the line and a caret, as JSON, or as annotations."""
        match form:
            case "json":
                described = [self.described(found, content) for found in problems]
                print(json.dumps({"problems": described}, ensure_ascii=False, indent=2))
            case "github":
                for found in problems:
                    print(self._annotation(found, content))
            case _:
                for found in problems:
                    print(self._text(found, content), end="\n\n")

    def described(self, found: Problem, content: Path) -> dict[str, Any]:
        return {
            "file": _shown_path(found, content),
            "line": found.line,
            "column": found.column,
            "severity": found.severity,
            "code": found.code,
            "message": found.message(self.translate),
            "hint": found.hint(self.translate),
        }

    def _annotation(self, found: Problem, content: Path) -> str:
        """https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""

        def escaped(text: str, also: str = "") -> str:
            for letter in "%\r\n" + also:
                text = text.replace(letter, f"%{ord(letter):02X}")
            return text

        place = f"file={escaped(_visible(_shown_path(found, content)), ':,')}"
        if found.line:
            place += f",line={found.line},col={found.column}"
        message, hint = found.message(self.translate), found.hint(self.translate)
        text = f"{_visible(message)}\n{_visible(hint)}"
        return f"::{found.severity} {place},title={escaped(found.code, ':,')}::{escaped(text)}"

    def _text(self, found: Problem, content: Path) -> str:
        where = _visible(_shown_path(found, content))
        if found.line:
            where += f":{found.line}:{found.column}"
        severity = self.translate(found.severity)
        tone = _RED if found.severity == "error" else _YELLOW
        lines = [
            f"{_styled(where, _BOLD)}: {_styled(f'{severity}[{found.code}]', tone)}",
            f"    {_visible(found.message(self.translate))}",
        ]
        if source := _line_of(found, content):
            shown, at = source
            lines += [f"        {shown}", f"        {' ' * at}^"]
        lines.append(f"    {_visible(found.hint(self.translate))}")
        return "\n".join(lines)

    # Progress and results

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, int, int], None]]:
        """A function (stage, done, total) that shows long work: a bar, or lines when piped."""
        if not sys.stderr.isatty():
            yield _PlainProgress(self.translate, sys.stderr)
            return
        bar: list[Any] = []

        def show(stage: str, done: int, total: int) -> None:
            if total < 200:
                return
            if not bar:
                from rich.progress import Progress

                bar.append(Progress(transient=True))
                bar[0].start()
                bar.append({})
            tasks = bar[1]
            if stage not in tasks:
                tasks[stage] = bar[0].add_task(self.translate(stage), total=total)
            bar[0].update(tasks[stage], completed=done)

        try:
            yield show
        finally:
            if bar:
                bar[0].stop()

    def published(self, outcome: Any, output: Path, seconds: float) -> None:
        """The last line of a build: counts and time, where the pages are, how to look at them."""
        result = outcome.published
        words = self.translate(
            "{pages}, {records}: {written} written, {removed} removed, {unchanged} unchanged. "
            "{seconds} s."
        )
        print(
            words.format(
                pages=self._count("{n} page", "{n} pages", outcome.pages),
                records=self._count("{n} record", "{n} records", outcome.records),
                written=result.written,
                removed=result.removed,
                unchanged=result.unchanged,
                seconds=f"{seconds:.2f}",
            )
        )
        print(self.translate("The site is in {folder}").format(folder=f"{output}/"))

    def merged(self, result: Any, output: Path) -> None:
        """The last line of putting parts together."""
        words = self.translate("{files} in {folder}: {written} written, {removed} removed.")
        print(
            words.format(
                files=self._count("{n} file", "{n} files", result.written + result.unchanged),
                folder=f"{output}/",
                written=result.written,
                removed=result.removed,
            )
        )

    def not_published(self, outcome: Any, output: Path) -> None:
        self.summary(outcome.problems)
        print(
            self.translate("Nothing was published; the site in {folder} is as it was.").format(
                folder=f"{output}/"
            )
        )

    def checked(self, outcome: Any, seconds: float) -> None:
        self.summary(outcome.problems)
        print(
            self.translate("Checked {records} in {seconds} s.").format(
                records=self._count("{n} record", "{n} records", outcome.records),
                seconds=f"{seconds:.2f}",
            )
        )

    def previewed(self, problems: Sequence[Problem]) -> None:
        """After each change that a preview took in."""
        if any(found.severity == "error" for found in problems):
            self.summary(problems)
            print(self.translate("The preview shows the last content that had no errors."))
        else:
            print(self.translate("The preview is up to date."))

    def serving(self, address: str) -> None:
        print(self.translate("Preview: {address} (Ctrl+C ends it)").format(address=address))

    def translation(self, path: str, gaps: Sequence[Any]) -> None:
        """A file of translations and what it lacks."""
        count = self._count("{n} gap", "{n} gaps", len(gaps))
        print(f"{path}: {count}")
        for gap in gaps:
            print(f"    {gap.kind}: {gap.message}" + (f" ({gap.detail})" if gap.detail else ""))

    def summary(self, problems: Sequence[Problem]) -> None:
        errors = sum(found.severity == "error" for found in problems)
        warnings = len(problems) - errors
        print(
            self._count("{n} error", "{n} errors", errors)
            + ", "
            + self._count("{n} warning", "{n} warnings", warnings)
            + "."
        )

    def fault(self, message: str) -> None:
        """What the machine does not let us do."""
        print(f"build.py: {message}", file=sys.stderr)

    def _count(self, singular: str, plural: str, number: int) -> str:
        return self.plural(singular, plural, number).format(n=number)


class _PlainProgress:
    """Progress as lines, not too many."""

    def __init__(self, translate: Callable[[str], str], stream: TextIO) -> None:
        self._translate = translate
        self._stream = stream
        self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            print(f"{self._translate(stage)}: {done}/{total}", file=self._stream, flush=True)


_BOLD, _RED, _YELLOW = "1", "31", "33"


def _styled(text: str, code: str) -> str:
    # https://no-color.org: any value that is not empty
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return f"\033[{code}m{text}\033[0m"


# Characters that move the cursor, colour the terminal, turn the direction of text or cannot be
# written: what names and texts of files may hold, and nobody can see.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def _visible(text: str) -> str:
    """The text with every such character as its escape, on one line."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _shown_path(found: Problem, content: Path) -> str:
    """The path as an editor would open it; the configuration stands beside the content."""
    path = content / found.file
    return path.as_posix() if path.exists() else found.file


def _line_of(found: Problem, content: Path) -> tuple[str, int] | None:
    """The offending line, shortened around the place, and where the caret stands under it."""
    # A cell of a spreadsheet has no line that could be shown.
    if not found.line or "cell" in dict(found.values):
        return None
    for path in (content / found.file, content.parent / found.file):
        try:
            lines = path.read_text("utf-8-sig", "replace").splitlines()
        except OSError:
            continue
        if found.line > len(lines):
            return None
        line = lines[found.line - 1].replace("\t", " ")
        at = max(0, min(found.column - 1, len(line)))
        start = max(0, at - 50)
        shown = line[start : start + 90]
        # Build services take a line that begins with two colons for an order to them.
        is_cut = start > 0 or shown.lstrip().startswith("::")
        before = _visible(shown[: at - start])
        return ("…" if is_cut else "") + before + _visible(shown[at - start :]), (
            len(before) + is_cut
        )
    return None
