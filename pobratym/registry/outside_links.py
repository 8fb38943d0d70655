"""Addresses on other sites that records name: in fields and in Markdown."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pobratym.registry.sites import addresses, texts

_MARKDOWN = re.compile(r"(?:\]\(|<)(https?://(?:[^\s<>()]|\([^\s<>()]*\))+)")


def outside_links(records: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """address → keys ("folder/id") of the records that name it, both in order."""
    found: dict[str, dict[str, None]] = {}
    for folder in sorted(records):
        for item, record in sorted(records[folder].items()):
            for address in _of(record):
                found.setdefault(address, {})[f"{folder}/{item}"] = None
    return {address: tuple(keys) for address, keys in sorted(found.items())}


def _of(record: Any) -> Iterator[str]:
    for _path, _kind, value in addresses(record):
        yield value
    for site in texts(record):
        if site.is_markdown:
            for text in site.by_language.values():
                yield from _MARKDOWN.findall(text)
