"""Files for machines on the way to the reader: robots, security contact, the next build's time."""

import json
from datetime import UTC, datetime
from urllib.parse import quote

from pobratym.outputs.desk import Desk
from pobratym.pages import urls

Files = dict[str, bytes]

NEXT_CHANGE = "next-change"
"""The note of the moment at which something appears or disappears by itself."""


def assets(desk: Desk) -> Files:
    """Styles, scripts, fonts and images under the names that their content gave them."""
    return dict(desk.assets.files)


def robots(desk: Desk) -> Files:
    """`robots.txt` (RFC 9309).

    A preview may be fetched, because its pages say `noindex` themselves and a crawler that is kept
    out cannot read that; it names no sitemap.
    """
    lines = ["User-agent: *", "Allow: /"]
    if not desk.preview:
        lines += ["", f"Sitemap: {_public(desk, '/sitemap.xml')}"]
    return {"robots.txt": _text(lines)}


def security(desk: Desk) -> Files:
    """`security.txt` (RFC 9116): whom to tell about a hole, and until when that holds."""
    config = desk.config
    languages = ", ".join(language.tag for language in config.languages)
    lines = [
        f"Contact: {config.security_contact}",
        f"Expires: {_utc(config.security_expires or '')}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {_public(desk, '/.well-known/security.txt')}",
    ]
    return {".well-known/security.txt": _text(lines)}


def next_build(desk: Desk) -> Files:
    """`next-build.json`: when the site must be built again although no file will have changed."""
    desk.registry.notes.add(NEXT_CHANGE)
    due = _utc(desk.next_change) if desk.next_change else None
    return {"next-build.json": json.dumps({"next_build": due}).encode() + b"\n"}


def _public(desk: Desk, path: str) -> str:
    base = urls.base_path(desk.config.base_url)
    return urls.absolute(desk.config.base_url, base + quote(path))


def _utc(moment: str) -> str:
    """A moment in UTC as RFC 3339 writes it; a date alone means its first second."""
    parsed = datetime.fromisoformat(moment)
    parsed = parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    return parsed.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
