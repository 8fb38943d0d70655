"""New values into a YAML text that somebody wrote, with their comments, order and style kept.

The text is taken apart at its top-level fields.  Fields that stay as they are are not even looked
at; a field that changes is loaded with its comments (ruamel.yaml), changed and written again, and
of its lines only those are exchanged that differ by the change.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import msgspec

from pobratym.content.yaml_nodes import Limits, Node, Scalar, compose_text
from pobratym.content.yaml_nodes import Mapping as MappingNode
from pobratym.content.yaml_nodes import Sequence as SequenceNode

Plain = Any
"""str, int, float, bool, date, or lists and dicts of them: what is written, with its type."""

_WIDTH = 100
_WORTH_FOLDING = 80
_NO_LIMITS = Limits(size=1 << 30, depth=100, length=1 << 30)


def amended(text: str, target: Mapping[str, Plain]) -> str:
    """`text` with the fields of `target` and no others.

    New fields stand in the order of `target`.  An empty text gives a new file.
    Raises ValueError where the values cannot be written as YAML.
    """
    node, _problems = compose_text(text, "", _NO_LIMITS)
    known = node.entries if type(node) is MappingNode else {}
    if text.strip() and all(key.mark.column == 0 for key, _value in known.values()):
        result = _joined(_parts(text, known), known, target)
        if _is(result, target):
            return result
    result = _dumped(dict(target))
    if not _is(result, target):
        raise ValueError("values that cannot be written as YAML")
    return result


def as_text(value: Plain) -> str:
    """A single value as it stands in a file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def same(node: Node, value: Plain) -> bool:
    """Whether a node already says the value, however it is written."""
    if isinstance(value, Mapping):
        return (
            type(node) is MappingNode
            and node.entries.keys() == value.keys()
            and all(same(node.entries[name][1], inner) for name, inner in value.items())
        )
    if isinstance(value, list | tuple):
        return (
            type(node) is SequenceNode
            and len(node.items) == len(value)
            and all(map(same, node.items, value))
        )
    return type(node) is Scalar and node.text.strip() == as_text(value).strip()


class _Part(msgspec.Struct):
    """The lines of one top-level field; of none: what stands before the first and after each."""

    name: str
    lines: list[str]


def _parts(text: str, known: Mapping[str, tuple[Scalar, Node]]) -> list[_Part]:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = [(name, key.mark.line) for name, (key, _value) in known.items()]
    first = starts[0][1] if starts else len(lines)
    parts = [_Part("", lines[:first])]
    ends = [start for _name, start in starts[1:]] + [len(lines)]
    for (name, start), end in zip(starts, ends, strict=False):
        last = end
        # Blank lines and comments at the margin belong to what follows.
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1][0] == "#"):
            last -= 1
        parts += [_Part(name, lines[start:last]), _Part("", lines[last:end])]
    return parts


def _joined(
    parts: list[_Part], known: Mapping[str, tuple[Scalar, Node]], target: Mapping[str, Plain]
) -> str:
    found: list[_Part] = []
    for part in parts:
        if not part.name or part.name not in target:
            if not part.name:
                found.append(part)
            continue
        value = target[part.name]
        node = known[part.name][1]
        if not same(node, value):
            part = _Part(part.name, _changed("".join(part.lines), part.name, node, value))
        found.append(part)
    before = ""
    for name, value in target.items():
        if name not in known:
            at = next((at for at, part in enumerate(found) if before and part.name == before), -1)
            # Nothing before it: after the comment at the head of the file.
            place = at + 1 if before else min(1, len(found))
            found.insert(place, _Part(name, _dumped({name: value}).splitlines(keepends=True)))
        before = name
    return "".join(line for part in found for line in part.lines)


def _changed(text: str, name: str, node: Node, value: Plain) -> list[str]:
    """The lines of one field with another value."""
    if spliced := _spliced(text, name, value):
        return spliced.splitlines(keepends=True)
    from ruamel.yaml import YAMLError

    try:
        tree = _yaml().load(text)
        base = _written(tree)
        inner, _problems = compose_text(text, "", _NO_LIMITS)
        if type(inner) is not MappingNode or inner.entries.keys() != {name}:
            return _dumped({name: value}).splitlines(keepends=True)
        _update(tree, name, inner.entries[name][1], value)
        merged = _merged(base, text, _written(tree))
        if _is("".join(merged), {name: value}):
            return merged
        if _is(result := _written(tree), {name: value}):
            return result.splitlines(keepends=True)
    except (YAMLError, ValueError):
        # Text that looks like a date and is none: ruamel.yaml reads types, our records do not.
        pass
    return _dumped({name: value}).splitlines(keepends=True)


def _spliced(text: str, name: str, value: Plain) -> str:
    """`text` where only single words or lines changed: these exchanged and nothing else; or ""."""
    node, _problems = compose_text(text, "", _NO_LIMITS)
    lines = text.splitlines(keepends=True)
    if type(node) is not MappingNode or node.entries.keys() != {name}:
        return ""
    places = _scalars_that_differ(node.entries[name][1], value)
    if places is None:
        return ""
    for old, new in sorted(places, key=lambda pair: pair[0].place, reverse=True):
        line, column = old.place
        before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
        written = _dumped({"x": new})[3:].rstrip("\n")
        if old.quoted or "\n" in written or not after.startswith(old.text):
            return ""
        lines[line - 1] = before + written + after[len(old.text) :]
    result = "".join(lines)
    return result if _is(result, {name: value}) else ""


def _scalars_that_differ(node: Node, value: Plain) -> list[tuple[Scalar, Plain]] | None:
    """The single values in which two trees of the same form differ; None where the form does."""
    if same(node, value):
        return []
    if isinstance(value, Mapping):
        if type(node) is not MappingNode or node.entries.keys() != value.keys():
            return None
        parts = [(node.entries[name][1], inner) for name, inner in value.items()]
    elif isinstance(value, list | tuple):
        if type(node) is not SequenceNode or len(node.items) != len(value):
            return None
        parts = list(zip(node.items, value, strict=True))
    else:
        return [(node, value)] if type(node) is Scalar else None
    found = [_scalars_that_differ(inner, other) for inner, other in parts]
    return None if None in found else [pair for part in found for pair in part or ()]


def _update(holder: Any, key: Any, node: Node, value: Plain) -> None:
    current = holder[key]
    if same(node, value):
        return
    if isinstance(value, Mapping) and type(node) is MappingNode:
        for name in list(current):
            if name not in value:
                del current[name]
        for place, (name, inner) in enumerate(value.items()):
            if name in node.entries:
                _update(current, name, node.entries[name][1], inner)
            else:
                current.insert(min(place, len(current)), name, _styled(inner, current))
    elif isinstance(value, list | tuple) and type(node) is SequenceNode:
        _update_list(current, node, value)
    else:
        holder[key] = _styled(value, holder)


def _update_list(current: Any, node: SequenceNode, value: list[Plain]) -> None:
    """Items that stay keep their lines; the others are changed, added and removed in place."""
    old = [_fingerprint(item) for item in node.items]
    new = [_fingerprint_of(item) for item in value]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, i1, i2, j1, j2 in reversed(steps):
        if kind == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for at in range(i2 - 1, i1 + both - 1, -1):
            del current[at]
        for offset, item in enumerate(value[j1 + both : j2]):
            current.insert(i1 + both + offset, _styled(item, current))
        for offset in range(both):
            _update(current, i1 + offset, node.items[i1 + offset], value[j1 + offset])


def _fingerprint(node: Node) -> str:
    if type(node) is MappingNode:
        inner = (f"{name}={_fingerprint(item)}" for name, (_key, item) in node.entries.items())
        return "{" + "\0".join(inner) + "}"
    if type(node) is SequenceNode:
        return "[" + "\0".join(map(_fingerprint, node.items)) + "]"
    return node.text.strip()


def _fingerprint_of(value: Plain) -> str:
    if isinstance(value, Mapping):
        inner = (f"{name}={_fingerprint_of(item)}" for name, item in value.items())
        return "{" + "\0".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + "\0".join(map(_fingerprint_of, value)) + "]"
    return as_text(value).strip()


def _is(text: str, target: Mapping[str, Plain]) -> bool:
    node, problems = compose_text(text, "", _NO_LIMITS)
    if not target:
        return node is None and not problems
    return not problems and node is not None and same(node, dict(target))


# Writing


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(tree: Any) -> str:
    target = io.StringIO()
    _yaml().dump(tree, target)
    return target.getvalue()


def _dumped(value: Mapping[str, Plain]) -> str:
    return _written(_styled(dict(value), None)) if value else ""


def _styled(value: Plain, holder: Any) -> Any:
    """A value in the style of the house: block form, long texts folded, texts of lines as such."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, Mapping):
        return CommentedMap((name, _styled(inner, None)) for name, inner in value.items())
    if isinstance(value, list | tuple):
        return CommentedSeq(_styled(inner, None) for inner in value)
    if not isinstance(value, str) or (holder is not None and holder.fa.flow_style()):
        return value
    return _styled_text(value)


def _styled_text(text: str) -> Any:
    from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

    if re.search(
        r"[^\S\n ]|^[ \n]|\n\n\n| \n|[ \n]$|[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]", text
    ):
        return text
    if "\n" in text:
        return LiteralScalarString(text)
    if len(text) > _WORTH_FOLDING and " " in text and "  " not in text:
        folded = FoldedScalarString(text)
        folded.fold_pos = list(_folds(text))
        return folded
    return text


def _folds(text: str) -> Iterator[int]:
    """Where a long text is folded: at spaces, so that lines stay within the width."""
    start, last = 0, -1
    for at, letter in enumerate(text):
        if letter == " ":
            last = at
        if at - start >= _WIDTH - 12 and last > start:
            yield last
            start, last = last + 1, -1


def _merged(base: str, mine: str, theirs: str) -> list[str]:
    """The lines of `mine` with the changes from `base` to `theirs` (diff3)."""
    old, own, new = (text.splitlines(keepends=True) for text in (base, mine, theirs))
    to_own = _matches(old, own)
    to_new = _matches(old, new)
    found: list[str] = []
    at_old = at_own = at_new = 0
    for place in (*sorted(to_own.keys() & to_new.keys()), len(old)):
        is_end = place == len(old)
        own_end = len(own) if is_end else to_own[place]
        new_end = len(new) if is_end else to_new[place]
        changed = old[at_old:place] != new[at_new:new_end]
        found += new[at_new:new_end] if changed else own[at_own:own_end]
        if not is_end:
            found.append(own[own_end])
        at_old, at_own, at_new = place + 1, own_end + 1, new_end + 1
    return found


def _matches(old: list[str], other: list[str]) -> dict[int, int]:
    return {
        block.a + step: block.b + step
        for block in SequenceMatcher(None, old, other, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
