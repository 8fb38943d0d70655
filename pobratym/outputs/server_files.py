"""What a web server must know: headers, redirects and caching, for five kinds of server.

One table of headers and one of redirects become `_headers` and `_redirects` (Netlify, Cloudflare
Pages) and, under `servers/`, files to include for nginx, Caddy and Apache.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import msgspec

from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.page import Page
from pobratym.registry.records import RECORD_TYPES

Files = dict[str, bytes]

# The policy of every page, the same as in its head; what only a header can say stands in FRAMING.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
# Policies add up, so this one stands apart: fragments under /embed/ may be framed, pages not.
FRAMING = "frame-ancestors 'none'"

_UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_POLICY = ("Content-Security-Policy", CONTENT_POLICY)
EVERYWHERE: tuple[tuple[str, str], ...] = (
    _POLICY,
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
# RFC 6797; a year, and this host alone: its neighbours are not ours to decide about.
_ONLY_ENCRYPTED = ("Strict-Transport-Security", "max-age=31536000")
_OPEN_TO_ALL = ("Access-Control-Allow-Origin", "*")
_FOR_EVER = ("Cache-Control", "public, max-age=31536000, immutable")
_ASK_EACH_TIME = ("Cache-Control", "no-cache")


class RedirectFault(ValueError):
    """Redirects that would lead in a circle or from one to the next."""


class HeaderRule(msgspec.Struct, frozen=True):
    """Headers of every file below a path; a path ending in "*" means all that begin with it."""

    path: str
    headers: tuple[tuple[str, str], ...]


def headers(desk: Desk) -> Files:
    """The headers in the form of each server."""
    base = urls.base_path(desk.config.base_url)
    rules = header_rules(desk)
    redirects = _redirects(desk)
    return {
        "_headers": _headers_file(rules),
        "servers/nginx-server.conf": _nginx_server(rules, base),
        "servers/Caddyfile": _caddy(rules, redirects, base),
        "servers/apache.conf": _apache(rules, redirects, base),
    }


def redirects(desk: Desk) -> Files:
    """The redirects for Netlify and Cloudflare Pages, and as a map for nginx."""
    table = _redirects(desk)
    lines = [f"{source} {target} 301" for source, target in table.items()]
    pairs = [f"    {_quoted(source)} {_quoted(target)};" for source, target in table.items()]
    return {
        "_redirects": _text(lines),
        "servers/nginx-map.conf": _text(
            [
                "# Include in the http block.",
                "map $uri $moved_to {",
                '    default "";',
                *pairs,
                "}",
            ]
        ),
    }


def header_rules(desk: Desk) -> tuple[HeaderRule, ...]:
    """Which headers go with which paths, the general first."""
    config = desk.config
    base = urls.base_path(config.base_url)
    everywhere = list(EVERYWHERE)
    if config.features.admin:
        # Policies add up, so the one of all pages must not reach the web editor.
        everywhere.remove(_POLICY)
    if config.base_url.startswith("https:"):
        everywhere.append(_ONLY_ENCRYPTED)
    if desk.preview:
        everywhere.append(("X-Robots-Tag", "noindex, nofollow"))
    framing = (("Content-Security-Policy", FRAMING), ("X-Frame-Options", "DENY"))
    rules = [HeaderRule(f"{base}/*", tuple(everywhere)), HeaderRule(f"{base}/", framing)]
    rules.append(HeaderRule(f"{base}/404.html", framing))
    rules += [HeaderRule(f"{base}/{language.tag}/*", framing) for language in config.languages]
    if config.features.admin:
        rules = [*_beside_web_editor(desk, base), *rules]
    rules.append(HeaderRule(f"{base}/assets/*", (_FOR_EVER,)))
    if config.features.search:
        # The one file of the index that is not named after its content.
        rules += [
            HeaderRule(f"{base}/assets/search/{language.tag}/index.json", (_ASK_EACH_TIME,))
            for language in config.languages
        ]
    # Neither are the files of the lists' filters.
    rules += [
        HeaderRule(f"{base}/assets/filter/{language.tag}/*", (_ASK_EACH_TIME,))
        for language in config.languages
    ]
    if config.features.data:
        linked = ("Content-Type", "application/ld+json; charset=utf-8")
        rules.append(HeaderRule(f"{base}/data/*", (_OPEN_TO_ALL,)))
        rules.append(HeaderRule(f"{base}/data/catalog.jsonld", (linked,)))
    if config.features.embeds:
        rules.append(HeaderRule(f"{base}/embed/*", (_OPEN_TO_ALL,)))
    return tuple(rules)


def _beside_web_editor(desk: Desk, base: str) -> Iterator[HeaderRule]:
    """The policy of all pages for everything but `/admin/`, and the web editor's own there."""
    from pobratym.outputs.web_editor.pages import content_policy

    tags = (language.tag for language in desk.config.languages)
    for path in ("", "404.html", *(f"{tag}/*" for tag in tags), "assets/*", "data/*", "files/*"):
        yield HeaderRule(f"{base}/{path}", (_POLICY,))
    if desk.config.features.embeds:
        yield HeaderRule(f"{base}/embed/*", (_POLICY,))
    own = (
        ("Content-Security-Policy", f"{content_policy(desk)}; {FRAMING}"),
        ("X-Frame-Options", "DENY"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
    )
    yield HeaderRule(f"{base}/admin/*", own)


def redirect_table(pages: Iterable[Page], base: str) -> dict[str, str]:
    """Former address → address, in order; both are paths on the host, percent-encoded.

    Raises `RedirectFault` where a target is itself a former address.
    """
    table = {
        quote(base + page.url): quote(
            urls.record_url(f"{base}/{page.lang}", *page.params[1:]), safe="/#"
        )
        for page in pages
        if page.kind == "redirect"
    }
    for source, target in table.items():
        if target in table:
            raise RedirectFault(f"{source} → {target} → {table[target]}")
    return dict(sorted(table.items()))


def _redirects(desk: Desk) -> dict[str, str]:
    for folder in RECORD_TYPES:
        for alias in desk.registry.facet(folder, "alias"):
            desk.registry.listed(folder, "alias", alias)
    return redirect_table(desk.plan, urls.base_path(desk.config.base_url))


def _headers_file(rules: Iterable[HeaderRule]) -> bytes:
    lines: list[str] = []
    for rule in rules:
        lines.append(rule.path)
        lines += [f"  {name}: {value}" for name, value in rule.headers]
    return _text(lines)


def _nginx_server(rules: tuple[HeaderRule, ...], base: str) -> bytes:
    """Locations of nginx do not inherit headers once they add one, so each names them all."""
    lines = [
        "# Include in the server block, together with nginx-map.conf in the http block.",
        "charset utf-8;",
        f"error_page 404 {base}/404.html;",
        "if ($moved_to) {",
        "    return 301 $moved_to;",
        "}",
    ]
    for path in sorted({rule.path for rule in rules}, key=lambda path: (-len(path), path)):
        matched = "^~ " + path[:-1] if path.endswith("*") else "= " + path
        types = [value for name, value in _headers_at(rules, path) if name == "Content-Type"]
        lines.append(f"location {matched} {{")
        if types:
            lines += ["    types { }", f'    default_type "{types[-1].partition(";")[0]}";']
        lines += [
            f'    add_header {name} "{value}" always;'
            for name, value in _headers_at(rules, path)
            if name != "Content-Type"
        ]
        lines.append("}")
    return _text(lines)


def _headers_at(rules: Iterable[HeaderRule], path: str) -> list[tuple[str, str]]:
    """All headers at a path, of the rules above it, too; a later caching rule replaces others."""
    found: list[tuple[str, str]] = []
    for rule in rules:
        if rule.path == path or (rule.path.endswith("*") and path.startswith(rule.path[:-1])):
            for name, value in rule.headers:
                if name != "Content-Security-Policy":
                    found = [pair for pair in found if pair[0] != name]
                found.append((name, value))
    return found


def _caddy(rules: Iterable[HeaderRule], table: Mapping[str, str], base: str) -> bytes:
    lines = ["# Import in the site's block, after `root` and before `file_server`."]
    for number, rule in enumerate(rules):
        lines.append(f"@rule{number} path {rule.path}")
        # "+" adds a policy to those of the rules before it, the rest is replaced.
        for name, value in rule.headers:
            sign = "+" if name == "Content-Security-Policy" else ""
            lines.append(f"header @rule{number} {sign}{name} {_quoted(value)}")
    lines += [f"redir {_quoted(source)} {_quoted(target)} 301" for source, target in table.items()]
    lines += [
        "handle_errors 404 {",
        f"    rewrite * {base}/404.html",
        "    file_server",
        "}",
    ]
    return _text(lines)


def _apache(rules: Iterable[HeaderRule], table: Mapping[str, str], base: str) -> bytes:
    lines = [
        "# Include in the virtual host; needs mod_headers and mod_alias.",
        "AddDefaultCharset utf-8",
        f"ErrorDocument 404 {base}/404.html",
    ]
    for rule in rules:
        pattern = rule.path.replace(".", r"\.")
        pattern = "^" + (pattern[:-1] if pattern.endswith("*") else pattern + "$")
        lines.append(f'<LocationMatch "{pattern}">')
        for name, value in rule.headers:
            if name == "Content-Type":
                lines.append(f"    ForceType {_quoted(value)}")
                continue
            verb = "add" if name == "Content-Security-Policy" else "set"
            lines.append(f"    Header always {verb} {name} {_quoted(value)}")
        lines.append("</LocationMatch>")
    for source, target in table.items():
        pattern = "^" + source.replace(".", r"\.") + "$"
        lines.append(f"RedirectMatch 301 {_quoted(pattern)} {_quoted(target)}")
    return _text(lines)


def _quoted(value: str) -> str:
    return f'"{value}"'


def _text(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode() if lines else b""
