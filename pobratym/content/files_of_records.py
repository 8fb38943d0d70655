"""The files of a record, written from its nodes: YAML, or one Markdown file per language.

What a file says already stays as it is written there; only what differs is changed.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pobratym.content.amending import Plain, amended
from pobratym.content.decoding import decode
from pobratym.content.front_matter import split
from pobratym.content.single_files import Text
from pobratym.content.values import compiled
from pobratym.content.yaml_nodes import Mapping as MappingNode
from pobratym.content.yaml_nodes import Node, Scalar, compose_text
from pobratym.content.yaml_nodes import Sequence as SequenceNode
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES
from pobratym.registry.schema import (
    Decimal,
    Field,
    Flag,
    FullDate,
    Group,
    Kind,
    LocalText,
    Many,
    PartialDate,
    PeriodOf,
    Whole,
)


def written(
    folder: str,
    item: str,
    node: MappingNode,
    old: Mapping[str, Text],
    changed: frozenset[str],
    languages: Sequence[str],
) -> dict[str, bytes]:
    """path → bytes of the files that have to change so that the record says what `node` says.

    `old` are the present files (language → path, bytes), `changed` the names of the fields that
    say something else than they do; `languages` are those of the site, the first of which holds
    the fields that all languages share.
    """
    target = plain_fields(RECORD_TYPES[folder], node)
    if folder in MARKDOWN_TYPES:
        return _markdown(folder, item, target, old, changed, languages)
    path, data = old.get("", (f"{folder}/{item}.yaml", b""))
    text = decode(data, path)[0] or ""
    present = _present(text)
    kept = {name: value for name, value in present.items() if name not in changed}
    fields = _in_order(target, kept, changed)
    return {path: _encoded(amended(text, fields), data)}


def plain_fields(struct: type, node: MappingNode) -> dict[str, Plain]:
    """The fields of a record or group in the order of their declaration, as they are written."""
    return {
        field.name: _plain(field.kind, node.entries[field.name][1])
        for field in compiled(struct).declared.values()
        if field.name in node.entries
    }


def _plain(kind: Kind, node: Node) -> Plain:
    match kind:
        case Group(struct) if type(node) is MappingNode:
            return plain_fields(struct, node)
        case Many(item) if type(node) is SequenceNode:
            return [_plain(item, inner) for inner in node.items]
        case Many(item):
            return _plain(item, node)
        case PeriodOf() if type(node) is MappingNode:
            ends = {end: _plain(PartialDate(), node.entries[end][1]) for end in ("from", "to")}
            return ends["from"] if ends["from"] == ends["to"] else ends
    if type(node) is MappingNode:
        return {name: _plain(LocalText(), inner) for name, (_key, inner) in node.entries.items()}
    if type(node) is SequenceNode:
        return [_plain(LocalText(), inner) for inner in node.items]
    return _typed(kind, node)


def _typed(kind: Kind, node: Scalar) -> Plain:
    """A date is written without quotation marks, a number as a number, any other value as text."""
    text = node.text.strip()
    match kind:
        case PartialDate() | FullDate() | PeriodOf():
            if len(text) == len("2023-10-13"):
                return date.fromisoformat(text)
            return int(text) if text.isdecimal() else text
        case Whole():
            return int(text)
        case Decimal():
            return float(text) if "." in text else int(text)
        case Flag():
            return text == "true"
    return text


def _present(text: str) -> dict[str, Node]:
    node, _problems = compose_text(text)
    if type(node) is not MappingNode:
        return {}
    return {name: value for name, (_key, value) in node.entries.items()}


def _in_order(
    target: Mapping[str, Plain], kept: Mapping[str, Node], changed: frozenset[str]
) -> dict[str, Plain]:
    """The fields of a file: changed ones as in `target`, the others as they stand there."""
    fields = {
        name: _as_it_stands(kept[name]) if name in kept else value
        for name, value in target.items()
        if name in changed or name in kept
    }
    # Fields that no declaration has (`id`) stay, too.
    return fields | {name: _as_it_stands(kept[name]) for name in kept if name not in fields}


def _as_it_stands(node: Node) -> Plain:
    if type(node) is MappingNode:
        return {name: _as_it_stands(inner) for name, (_key, inner) in node.entries.items()}
    if type(node) is SequenceNode:
        return [_as_it_stands(inner) for inner in node.items]
    return node.text


def _encoded(text: str, like: bytes) -> bytes:
    """UTF-8, with the line ends that the file had."""
    return (text.replace("\n", "\r\n") if b"\r\n" in like else text).encode()


# Markdown


def _markdown(
    folder: str,
    item: str,
    target: dict[str, Plain],
    old: Mapping[str, Text],
    changed: frozenset[str],
    languages: Sequence[str],
) -> dict[str, bytes]:
    bodies = target.pop("body", {})
    fields = compiled(RECORD_TYPES[folder]).declared
    titles = target.get("title", {})
    present = [lang for lang in (*languages, *sorted(old)) if lang in old or lang in titles]
    tags = list(dict.fromkeys(present))
    if not tags:
        return {}
    heads: dict[str, dict[str, Node]] = {}
    texts: dict[str, str] = {}
    for lang in tags:
        if lang in old:
            texts[lang] = decode(old[lang][1], old[lang][0])[0] or ""
            parts, _problems = split(texts[lang], old[lang][0])
            heads[lang] = _present(parts.head) if parts else {}
    found = {}
    for lang in tags:
        if lang not in titles and lang not in bodies:
            continue
        head = _head(lang, tags[0], target, heads, fields, changed)
        path, data = old.get(lang, (f"{folder}/{item}/index.{lang}.md", b""))
        body = bodies.get(lang, "") if "body" in changed or lang not in old else None
        found[path] = _encoded(_joined(texts.get(lang, ""), path, head, body), data)
    return found


def _head(
    lang: str,
    owner: str,
    target: Mapping[str, Plain],
    heads: Mapping[str, Mapping[str, Node]],
    fields: Mapping[str, Field],
    changed: frozenset[str],
) -> dict[str, Plain]:
    """The fields of one language's file.

    A shared field changes wherever it stands; a new one goes to the file of the first language.
    """
    own = heads.get(lang, {})
    head: dict[str, Plain] = {}
    for name, value in target.items():
        if name not in changed and name in own:
            head[name] = _as_it_stands(own[name])
        elif name in changed or lang not in heads:
            is_elsewhere = any(name in other for other in heads.values())
            is_shared_here = name in own or (lang == owner and not is_elsewhere)
            part = _part(fields[name].kind, value, lang, own.get(name), is_shared_here)
            if part is not None:
                head[name] = part
    # Empty lists and the like, which say nothing and need no change.
    return head | {
        name: _as_it_stands(node)
        for name, node in own.items()
        if name not in target and name not in changed
    }


def _part(kind: Kind, value: Plain, lang: str, own: Node | None, is_shared_here: bool) -> Plain:
    """What of a value stands in the file of a language; None where nothing does."""
    match kind:
        case LocalText():
            if type(own) is MappingNode:
                return dict(value)
            return value.get(lang)
        case Group(struct) if isinstance(value, Mapping):
            fields = compiled(struct).declared
            inner = own.entries if type(own) is MappingNode else {}
            parts = {
                name: _part(
                    fields[name].kind,
                    part,
                    lang,
                    inner[name][1] if name in inner else None,
                    is_shared_here,
                )
                for name, part in value.items()
            }
            found = {name: part for name, part in parts.items() if part is not None}
            has_text = any(isinstance(fields[name].kind, LocalText) for name in found)
            return found if found and (is_shared_here or has_text) else None
    return value if is_shared_here else None


def _joined(text: str, path: str, head: dict[str, Any], body: str | None) -> str:
    parts, _problems = split(text, path)
    if parts is None:
        return f"---\n{amended('', head)}---\n\n{(body or '').strip(chr(10))}\n"
    first = text.partition("\n")[0]
    start = len(first) + 1
    closing = start + len(parts.head) - 1
    changed_head = amended(parts.head[1:], head)
    rest = text[closing:]
    if body is not None and body.strip("\n") != parts.body:
        rest = text[closing : parts.body_start] + f"\n\n{body.strip(chr(10))}\n"
    return f"{first}\n{changed_head}{rest}"


def with_revision(path: str, data: bytes, revision: str) -> bytes:
    """A Markdown file that says which state of its original it translates."""
    text = decode(data, path)[0] or ""
    parts, _problems = split(text, path)
    present = _present(parts.head) if parts else {}
    head = {name: _as_it_stands(node) for name, node in present.items()}
    head["translation_of_revision"] = revision
    return _encoded(_joined(text, path, head, None), data)
