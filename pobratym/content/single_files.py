"""One YAML file as its fields, with the problems of its bytes, letters and form."""

from collections.abc import Mapping as Files

from pobratym.content.decoding import decode
from pobratym.content.letters import check_letters
from pobratym.content.yaml_nodes import LIMITS, Mapping, Node, Scalar, compose_text
from pobratym.problems import Problem, problem

Text = tuple[str, bytes]
"""Path and bytes of a file."""


def fields_of_file(files: Files[str, Text], problems: list[Problem]) -> Mapping | None:
    """The fields of the only file of an item."""
    ((path, data),) = files.values()
    text = text_of_file(path, data, problems)
    return None if text is None else _fields_of_text(text, path, problems)


def text_of_file(path: str, data: bytes, problems: list[Problem]) -> str | None:
    """The text of a file, checked letter by letter, or None where it is none."""
    if len(data) > LIMITS.size and path.endswith(".yaml"):
        problems.append(problem(path, (0, 0), "file-too-large", size=len(data), limit=LIMITS.size))
        return None
    text, found = decode(data, path)
    problems += found
    if text is not None:
        problems += check_letters(text, path)
    return text


def _fields_of_text(text: str, path: str, problems: list[Problem]) -> Mapping | None:
    node, found = compose_text(text, path)
    problems += found
    if type(node) is Mapping:
        return node
    if node is not None or not found:
        code = "empty-file" if _is_blank(node) else "not-a-record"
        problems.append(problem(path, node.place if node else (1, 1), code))
    return None


def _is_blank(node: Node | None) -> bool:
    return node is None or (type(node) is Scalar and node.text in ("", "~", "null"))
