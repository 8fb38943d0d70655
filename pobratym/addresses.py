"""The list of published addresses, kept in the repository: none is ever dropped.

`addresses.lock` holds one address per line, sorted, without the language where it is the same in
all of them.  An address that the site has no more must lead somewhere: to the record that took its
place (`aliases`), or to the record itself, marked as withdrawn.  Numbered pages and lists narrowed
by one value follow from the records and are not kept.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from pobratym.pages.page import Page

FILE = "addresses.lock"
_HEAD = (
    "# Addresses that readers may have kept. Written by `python build.py addresses`; "
    "do not take lines out.\n"
)
# What can be made anew from the records at any time, or is switched on and off by configuration.
_PASSING = ("facet", "not-found", "choice", "search", "data", "changes")
_NUMBERED = re.compile(r"/page/[0-9]+/$")


def lasting(pages: Iterable[Page], languages: Iterable[str]) -> tuple[str, ...]:
    """The addresses of a plan that are worth keeping.

    A page that stands at the same address in every language counts once, without the language;
    former addresses that lead on count, too.
    """
    tags = tuple(languages)
    shared: dict[str, set[str]] = {}
    for page in pages:
        if not page.lang or page.kind in _PASSING or _NUMBERED.search(page.url):
            continue
        tag, _, rest = page.url.removeprefix("/").partition("/")
        if tag in tags:
            shared.setdefault("/" + rest, set()).add(tag)
    found = {f"/{tag}/" for tag in shared.get("/", ())}
    for address, own in shared.items():
        if address == "/":
            continue
        found.update([address] if len(own) == len(tags) else (f"/{tag}{address}" for tag in own))
    return tuple(sorted(found))


def dropped(
    kept: Iterable[str], pages: Iterable[Page], languages: Iterable[str]
) -> tuple[str, ...]:
    """The kept addresses at which a reader would find nothing now."""
    tags = tuple(languages)
    there = {page.url for page in pages}
    gone = []
    for address in kept:
        own = address.split("/", 2)[1]
        # A kept language that the site has no more: all its pages are gone.
        wanted = [address] if own in tags else [f"/{tag}{address}" for tag in tags]
        if not there.issuperset(wanted):
            gone.append(address)
    return tuple(gone)


def read(path: Path) -> tuple[str, ...]:
    """The kept addresses; none where there is no list yet.  Raises `OSError`, `ValueError`."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    return tuple(line for line in text.splitlines() if line.startswith("/"))


def write(path: Path, addresses: Iterable[str]) -> None:
    """Keep the addresses, sorted, in one step.  Raises `OSError`."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(_HEAD + "".join(f"{line}\n" for line in sorted(set(addresses))), "utf-8")
    os.replace(temporary, path)


def kept_and_new(kept: Iterable[str], pages: Iterable[Page], languages: Iterable[str]) -> set[str]:
    """What the list must hold from now on: everything that it held, and what is new."""
    return {*kept, *lasting(pages, languages)}
