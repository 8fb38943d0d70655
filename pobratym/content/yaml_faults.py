"""What an editor did wrong where YAML itself cannot be read.

The parser says what it could not accept, and where it noticed; that is often lines after the
mistake, and in the words of its grammar.  Here its complaint, the last thing it understood and the
lines around are turned into the rule that names the mistake and the place where it was made.
"""

import re
from typing import Any

from pobratym.problems import Problem, problem

_NO_SPACE = re.compile(r"(\s*(?:- +)*[\w-]+:)(?=[^\s:/])")
_NO_COLON = re.compile(r"\s*(?:- +)*(?=[\w-])")
_FIELD_NAME = re.compile(r"\s*(?:- +)*[A-Za-z][\w-]*")
_HAS_VALUE = re.compile(r"\s*(?:- +)*[\w-]+:\s+\S")


def explain(error: Any, event: Any, text: str, file: str) -> Problem:
    """The problem behind `error`, a MarkedYAMLError; `event` is the last one before it."""
    lines = text.split("\n")
    at = _mark(error.problem_mark) or _mark(error.context_mark) or (0, 0)
    began = _mark(error.context_mark) or at
    complaint = f"{error.context or ''}; {error.problem or ''}".lower()
    code, place, values = _fault(complaint, at, began, event, lines)
    return problem(file, (place[0] + 1, place[1] + 1), code, **values)


_Place = tuple[int, int]
_Fault = tuple[str, _Place, dict[str, str]]


def _fault(complaint: str, at: _Place, began: _Place, event: Any, lines: list[str]) -> _Fault:
    """Code, place (from 0) and values of the fault."""
    line = _line(lines, at)
    character = line[at[1] : at[1] + 1]
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        return "yaml-tab", (at[0], indentation.index("\t")), {}
    if "end of stream" in complaint and "quoted" in complaint:
        return "yaml-quote", began, {}
    if "could not find expected ':'" in complaint:
        return _colon_fault(began, lines)
    if "mapping values are not allowed" in complaint:
        return _value_fault(at, lines)
    if "sequence entries are not allowed" in complaint:
        return "yaml-dash", at, {}
    if "alias" in complaint or "anchor" in complaint:
        return "yaml-alias", began, {}
    if "tag" in complaint:
        return "yaml-tag", began, {}
    if "escape" in complaint or "hexdecimal" in complaint:
        return "yaml-escape", (at[0], max(line.rfind("\\", 0, at[1] + 1), 0)), {}
    if "while parsing a flow" in complaint:
        return "yaml-bracket", at if "flow node" in complaint else began, {}
    if "cannot start any token" in complaint or "keys are not allowed" in complaint:
        return "yaml-special-character", at, {"character": character}
    if "directive" in complaint or "block scalar" in complaint:
        started = _line(lines, began)[began[1] : began[1] + 1]
        return "yaml-special-character", began, {"character": started}
    if "document start" in complaint:
        return _document_fault(at, lines)
    if character in ("]", "}", ","):
        return "yaml-bracket", at, {}
    if "expected key" in complaint or "block end" in complaint or "indicator" in complaint:
        return _follow_fault(at, event, lines)
    return "yaml-syntax", at, {}


def _colon_fault(began: _Place, lines: list[str]) -> _Fault:
    if match := _NO_SPACE.match(_line(lines, began)):
        return "yaml-missing-space", (began[0], match.end()), {}
    return "yaml-missing-colon", began, {}


def _value_fault(at: _Place, lines: list[str]) -> _Fault:
    """A colon where no value can begin: in a text, after a deeper indentation, or after a line
    that lacks its own colon."""
    line = _line(lines, at)
    before = line[: at[1]]
    above = at[0] - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    if re.search(r":\s", before) or not _FIELD_NAME.fullmatch(before):
        return "yaml-colon-in-text", at, {}
    if above < 0:
        return "yaml-syntax", at, {}
    previous = lines[above]
    if match := _NO_SPACE.match(previous):
        return "yaml-missing-space", (above, match.end()), {}
    if not _HAS_VALUE.match(previous) and ":" not in previous:
        match = _NO_COLON.match(previous)
        return "yaml-missing-colon", (above, match.end() if match else 0), {}
    return "yaml-indent", (at[0], len(line) - len(line.lstrip())), {}


def _document_fault(at: _Place, lines: list[str]) -> _Fault:
    for number, line in enumerate(lines[: at[0]]):
        if line.startswith("..."):
            return "yaml-documents", (number, 0), {}
        if line.strip() and not line.lstrip().startswith("#"):
            indentation = len(line) - len(line.lstrip())
            if indentation:
                return "yaml-indent", (number, indentation), {}
    return "yaml-indent", at, {}


def _follow_fault(at: _Place, event: Any, lines: list[str]) -> _Fault:
    """Something stands where the next field was expected: after a closed quotation or bracket on
    the same line, or wrongly indented on a line of its own."""
    line = _line(lines, at)
    end = _mark(getattr(event, "end_mark", None))
    if end and end[0] == at[0] and not line[end[1] : at[1]].strip() and end[1] > 0:
        start = _mark(event.start_mark) or end
        if getattr(event, "style", None) in ("'", '"'):
            if start[0] < end[0]:
                return "yaml-quote", start, {}
            return "yaml-text-after-quote", at, {}
        if line[end[1] - 1] in "]}":
            opening = max(line.find("["), 0) if line[end[1] - 1] == "]" else max(line.find("{"), 0)
            return "yaml-special-character", (at[0], opening), {"character": line[opening]}
    if not line.strip() or line[at[1] : at[1] + 1] == ":":
        return "yaml-syntax", at, {}
    return "yaml-indent", at, {}


def _line(lines: list[str], place: _Place) -> str:
    return lines[place[0]] if place[0] < len(lines) else ""


def _mark(mark: Any) -> _Place | None:
    return None if mark is None else (mark.line, mark.column)
