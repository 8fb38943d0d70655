"""Headers, redirects and other files for servers and crawlers."""

import json
import re
from pathlib import Path

import pytest

from pobratym.outputs.server_files import (
    CONTENT_POLICY,
    EVERYWHERE,
    RedirectFault,
    redirect_table,
)
from pobratym.pages.page import Page

ROOT = Path(__file__).parents[2]
ALIASES = """-- content/institutions/karolinska.yaml --
name: {uk: Каролінська лікарня, en: Karolinska Hospital}
country: SE
aliases: [/institutions/old-name/, /uk/stara-nazva/]
"""


def test_the_policy_allows_nothing_unsafe_and_no_other_origin():
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY
    assert "*" not in CONTENT_POLICY
    assert CONTENT_POLICY.startswith("default-src 'none'")


def test_the_policy_of_the_header_is_the_policy_of_the_page():
    head = (ROOT / "templates/layouts/head.html").read_text("utf-8")

    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', head)

    assert policy == CONTENT_POLICY


@pytest.mark.parametrize(
    "header",
    [
        "Strict-Transport-Security: max-age=31536000",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Permissions-Policy: ",
        "Content-Security-Policy: frame-ancestors 'none'",
        "Cache-Control: public, max-age=31536000, immutable",
    ],
)
def test_a_header_is_in_the_file(small, header):
    assert header in small.files["_headers"].decode()


def test_pages_may_not_be_framed_and_fragments_may(small):
    blocks = dict(
        block.split("\n", 1)
        for block in re.split(r"\n(?=/)", small.files["_headers"].decode().strip())
    )

    for path in ("/", "/uk/*", "/en/*", "/404.html"):
        assert "frame-ancestors 'none'" in blocks[path]
    assert "frame-ancestors" not in blocks["/*"]
    assert "frame-ancestors" not in blocks["/embed/*"]


@pytest.mark.parametrize("server", ["nginx-server.conf", "Caddyfile", "apache.conf"])
def test_every_server_is_told_every_header(small, server):
    text = small.files[f"servers/{server}"].decode()

    for name, value in EVERYWHERE:
        assert name in text
        assert value in text


def test_one_table_of_redirects_serves_every_server(outputs):
    files = outputs(ALIASES).make("redirects", "headers")

    expected = {
        "/uk/institutions/old-name/": "/uk/institutions/karolinska/",
        "/en/institutions/old-name/": "/en/institutions/karolinska/",
        "/uk/stara-nazva/": "/uk/institutions/karolinska/",
    }
    lines = files["_redirects"].decode().splitlines()
    assert dict(line.split(" ")[:2] for line in lines) == expected
    assert all(line.endswith(" 301") for line in lines)
    for source, target in expected.items():
        assert f'"{source}" "{target}";' in files["servers/nginx-map.conf"].decode()
        assert f'redir "{source}" "{target}" 301' in files["servers/Caddyfile"].decode()
        assert f'"^{source}$" "{target}"' in files["servers/apache.conf"].decode()


def test_a_redirect_to_another_redirect_is_refused():
    pages = [
        Page("/uk/institutions/a/", "redirect", "uk", ("", "institutions", "b")),
        Page("/uk/institutions/b/", "redirect", "uk", ("", "institutions", "a")),
    ]

    with pytest.raises(RedirectFault):
        redirect_table(pages, "")


def test_addresses_of_a_site_in_a_folder_begin_with_the_folder(outputs):
    made = outputs(ALIASES, base_url="https://example.org/registry/")
    files = made.make("redirects", "headers", "robots")

    assert (
        b"/registry/uk/stara-nazva/ /registry/uk/institutions/karolinska/ 301"
        in (files["_redirects"])
    )
    assert b"\n/registry/assets/*\n" in files["_headers"]
    assert b"Sitemap: https://example.org/registry/sitemap.xml" in files["robots.txt"]


def test_a_preview_asks_not_to_be_indexed_and_names_no_sitemap(outputs):
    files = outputs(preview=True).make("headers", "robots")

    assert b"X-Robots-Tag: noindex" in files["_headers"]
    assert b"Sitemap" not in files["robots.txt"]


def test_the_security_contact_follows_rfc_9116(outputs):
    made = outputs(
        more_config="security_contact: mailto:security@example.org\n"
        "security_expires: '2027-01-01T00:00:00+02:00'\n"
    )

    text = made.make("security")[".well-known/security.txt"].decode()

    assert text.splitlines() == [
        "Contact: mailto:security@example.org",
        "Expires: 2026-12-31T22:00:00Z",
        "Preferred-Languages: uk, en",
        "Canonical: https://example.org/.well-known/security.txt",
    ]


def test_without_a_contact_there_is_no_security_file(small):
    assert ".well-known/security.txt" not in small.files


def test_the_next_build_is_due_when_something_appears_by_itself(outputs):
    made = outputs(
        """-- content/news/later/index.en.md --
---
title: Later
date: 2026-05-01
summary: One.
publish_from: 2026-05-01T09:00:00+03:00
---

Text.
"""
    )

    assert json.loads(made.make("next-build")["next-build.json"]) == {
        "next_build": "2026-05-01T06:00:00Z"
    }
    assert b"Later" not in b"".join(made.files.values())


def test_nothing_due_is_said_as_nothing(small):
    assert json.loads(small.files["next-build.json"]) == {"next_build": None}
