"""Styles, scripts, fonts and images as immutable files named after their content.

All styles become one file in the order of their cascade layers; scripts stay separate ES modules
whose imports name the hashed files.  Everything is made from the template folder and the themes
alone, so the same input gives the same bytes.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import msgspec

from pobratym.rendering.themes import Theme, theme_choices, theme_defaults

STYLESHEET = "site.css"
FOLDER = "assets"

_BINARY = ("*.woff2", "*.svg", "*.png", "*.webp", "*.avif", "*.jpg", "*.ico", "*.webmanifest")
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_MODULE = re.compile(
    r"""(?P<before>\bfrom\s*|\bimport\s*\(?\s*|\bnew\s+URL\(\s*)(?P<quote>["'])"""
    r"""(?P<target>\.{1,2}/[^"']+)(?P=quote)"""
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_TOKEN = re.compile(r"""("[^"]*"|'[^']*')|\s+""")
_CSS_TIGHT = re.compile(r"""("[^"]*"|'[^']*')|\s*([{};,])\s*|(:)\s+""")
_CSS_ZERO = re.compile(r"""("[^"]*"|'[^']*')|(?<=[\s:,(-])0(\.\d)""")
_SCRIPT_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*\n|/\*.*?\*/[ \t]*\n)", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|[ \t]+$|\n(?=\n)", re.MULTILINE)


class AssetError(Exception):
    """Two assets with one name, a name that no asset has, or scripts that import in a circle."""


class Assets(msgspec.Struct, frozen=True):
    """The files under `/assets/` and what templates need to refer to them.

    `files` maps the path below the site's root (`assets/site.0a1b2c3d4e.css`) to bytes;
    `paths` maps the plain name (`site.css`) to that path; `base` is the path of the site's root
    on its host, ending in a slash.
    """

    base: str
    paths: dict[str, str]
    files: dict[str, bytes]
    digests: dict[str, str]

    def url(self, name: str) -> str:
        """Address of an asset by its plain name; raises `AssetError` for an unknown one."""
        try:
            return self.base + self.paths[name]
        except KeyError:
            raise AssetError(f'there is no asset "{name}"') from None

    def integrity(self, name: str) -> str:
        """Subresource integrity of an asset, sha384 (https://www.w3.org/TR/SRI/)."""
        try:
            return self.digests[name]
        except KeyError:
            raise AssetError(f'there is no asset "{name}"') from None


def collect_assets(templates: Path, themes: Mapping[str, Theme], base: str = "/") -> Assets:
    """All assets of the template folder.

    `styles/*.css` and `components/*/*.css` form `site.css`; `layouts/*.css` stay apart; scripts
    are `scripts/*.js` and `components/*/*.js`; fonts and images are taken as they are.
    Raises `AssetError`.
    """
    made = _Shelf()
    for folder in ("fonts", "images"):
        for path in sorted(found for kind in _BINARY for found in (templates / folder).glob(kind)):
            made.add(path.name, path.read_bytes())
    made.add(STYLESHEET, stylesheet(templates, themes, made.paths).encode())
    for path in sorted((templates / "layouts").glob("*.css")):
        made.add(path.name, _with_urls(small_css(path.read_text("utf-8")), made.paths).encode())
    scripts = sorted([*templates.glob("scripts/*.js"), *templates.glob("components/*/*.js")])
    _add_scripts({path.relative_to(templates).as_posix(): path for path in scripts}, made)
    return Assets(base, made.paths, made.files, made.digests)


def stylesheet(templates: Path, themes: Mapping[str, Theme], paths: Mapping[str, str]) -> str:
    """The one style sheet: the order of layers, styles, components, themes; made small.

    A file that is not in a cascade layer would win over everything, so each names its own.
    """
    order = templates / "styles" / "layers.css"
    files = sorted(path for path in templates.glob("styles/*.css") if path != order)
    files += sorted(templates.glob("components/*/*.css"))
    parts = [order.read_text("utf-8")] if order.exists() else []
    parts.append(f"@layer tokens{{{theme_defaults(themes)}}}")
    parts += [path.read_text("utf-8") for path in files]
    parts.append(f"@layer settings{{{theme_choices(themes)}}}")
    return _with_urls(small_css("\n".join(parts)), paths)


def small_css(text: str) -> str:
    """The same style sheet without comments and spare white space; strings stay as they are."""
    text = _CSS_COMMENT.sub("", text)
    text = _CSS_TOKEN.sub(lambda found: found[1] or " ", text)
    text = _CSS_TIGHT.sub(lambda found: found[1] or found[2] or found[3], text)
    text = _CSS_ZERO.sub(lambda found: found[1] or found[2], text)
    return text.replace(";}", "}").strip()


def small_script(text: str) -> str:
    """The same script without comment lines and indentation.

    Lines are kept, so nothing depends on where a statement ends; a template literal over several
    lines would change and is therefore not used in the scripts.
    """
    return _INDENT.sub("", _SCRIPT_COMMENT.sub("", text)).strip() + "\n"


class _Shelf:
    """Assets as they are made."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}

    def add(self, name: str, data: bytes) -> None:
        if name in self.paths:
            raise AssetError(f'two assets are called "{name}"')
        stem, _, kind = name.rpartition(".")
        path = f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{kind}"
        self.paths[name] = path
        self.files[path] = data
        self.digests[name] = "sha384-" + b64encode(hashlib.sha384(data).digest()).decode()


def _with_urls(css: str, paths: Mapping[str, str]) -> str:
    """`url(../images/mark.svg)` with the name of the hashed file, which stands beside it."""

    def hashed(found: re.Match[str]) -> str:
        name = PurePosixPath(found[1]).name
        if name not in paths:
            raise AssetError(f'a style refers to "{found[1]}", which is not an asset')
        return f"url({PurePosixPath(paths[name]).name})"

    return _CSS_URL.sub(hashed, css)


def _add_scripts(sources: Mapping[str, Path], made: _Shelf) -> None:
    """Scripts, imported ones first, because an importer's bytes contain their hashed names."""
    names: dict[str, str] = {}

    def add(source: str, importers: tuple[str, ...]) -> str:
        if source in names:
            return names[source]
        if source in importers:
            raise AssetError("scripts import in a circle: " + " → ".join((*importers, source)))
        if source not in sources:
            raise AssetError(f'"{importers[-1]}" imports "{source}", which does not exist')

        def hashed(found: re.Match[str]) -> str:
            target = _resolved(source, found["target"])
            name = add(target, (*importers, source))
            return f"{found['before']}{found['quote']}./{name}{found['quote']}"

        text = small_script(sources[source].read_text("utf-8"))
        plain = PurePosixPath(source).name
        made.add(plain, _MODULE.sub(hashed, text).encode())
        names[source] = PurePosixPath(made.paths[plain]).name
        return names[source]

    for source in sources:
        add(source, ())


def _resolved(source: str, target: str) -> str:
    parts = list(PurePosixPath(source).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            if parts:
                parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
