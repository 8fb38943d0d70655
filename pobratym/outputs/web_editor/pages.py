"""The files below `/admin/`: one page, the configuration, and the program as it was fetched."""

import base64
import hashlib
import html
import json
from pathlib import Path

from pobratym.outputs.desk import Desk
from pobratym.outputs.web_editor.configuration import backend, configuration

Files = dict[str, bytes]

FOLDER = "web-editor"
"""Below the templates: where `python build.py admin` puts the program."""
SCRIPT = "sveltia-cms.js"

_HOSTS = {
    "github": "https://api.github.com https://*.githubusercontent.com",
    "gitlab": "https://gitlab.com",
}


def content_policy(desk: Desk) -> str:
    """What the page of the editor may load; stricter pages must not inherit it.

    The program writes styles into the page, so that these cannot be kept out; scripts come from
    this site alone, and requests go to the site and to the host of the repository.
    """
    known = backend(desk.config)
    hosts = _HOSTS[known["name"]] if known else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' blob: data: {hosts}; media-src 'self' blob:; font-src 'self'; "
        f"connect-src 'self' blob: data: {hosts}; worker-src blob:; frame-src blob:; "
        "base-uri 'none'; form-action 'none'"
    ).replace(" ;", ";")


def admin(desk: Desk) -> Files:
    """`/admin/`; says what is missing where the program or the repository is."""
    folder = desk.templates / FOLDER
    script = folder / SCRIPT
    if not script.is_file():
        text = "The web editor has not been fetched yet: run “python build.py admin”."
        return _message(desk, text)
    if backend(desk.config) is None:
        text = (
            "The web editor needs “repository” in site_config.yaml: an address at GitHub or GitLab."
        )
        return _message(desk, text)
    files = {
        f"admin/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    settings = json.dumps(configuration(desk), ensure_ascii=False, indent=1) + "\n"
    return files | {
        "admin/config.json": settings.encode(),
        "admin/index.html": _page(desk, script),
    }


def _page(desk: Desk, script: Path) -> bytes:
    digest = base64.b64encode(hashlib.sha384(script.read_bytes()).digest()).decode()
    return _document(
        desk,
        '<link rel="cms-config-url" type="application/json" href="config.json">\n'
        f'<script src="{SCRIPT}" integrity="sha384-{digest}" defer></script>\n',
        "",
    )


def _message(desk: Desk, text: str) -> Files:
    return {"admin/index.html": _document(desk, "", f"<h1>{html.escape(text)}</h1>\n")}


def _document(desk: Desk, head: str, body: str) -> bytes:
    title = html.escape(desk.editions[desk.config.languages[0].tag].plain(desk.config.short_title))
    return (
        "<!doctype html>\n"
        f'<html lang="{"en" if body else desk.config.languages[0].tag}">\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex, nofollow">\n'
        '<meta name="referrer" content="same-origin">\n'
        f"<title>{title}</title>\n{head}<body>\n{body}"
    ).encode()
