"""Links to other sites, asked politely whether they still lead somewhere.

Each host is asked by one connection at a time with a pause in between, an answer is kept for some
days, and a link counts as dead only when the host itself says so.  Without a network nothing is
said about any link.
"""

import json
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

State = Literal["alive", "dead", "unsure"]
Ask = Callable[[str], tuple[State, str]]

DAYS_KEPT = 7
"""How long a good answer is believed."""
SECONDS_BETWEEN = 1.0
"""Pause between two questions to one host."""
_TIMEOUT = 20
_HOSTS_AT_ONCE = 8
_AGENT = "Mozilla/5.0 (compatible; Pobratym link check)"
# What hosts answer to programs though the page is there for readers: RFC 9110, 15.5 and 15.6.
_UNSURE = frozenset((401, 403, 405, 406, 407, 408, 409, 418, 421, 423, 425, 426, 428, 429, 451))


class Result(msgspec.Struct, frozen=True):
    """What became of a link.  Days are ISO; `first_failed` is "" while it is alive."""

    state: State
    reason: str
    checked: str
    first_failed: str = ""


class Offline(Exception):
    """No host could be reached at all: this machine has no network."""


def check_links(
    links: Iterable[str],
    known: Mapping[str, Result],
    today: str,
    ask: Ask,
    *,
    pause: float = SECONDS_BETWEEN,
) -> dict[str, Result]:
    """url → result for every link; only those without a fresh good answer are asked.

    Raises `Offline` where every question went unanswered for want of a network.
    """
    oldest = (date.fromisoformat(today) - timedelta(days=DAYS_KEPT)).isoformat()
    results = {}
    by_host: dict[str, list[str]] = {}
    for url in links:
        old = known.get(url)
        if old and old.state == "alive" and old.checked > oldest:
            results[url] = old
        else:
            by_host.setdefault(urlsplit(url).hostname or "", []).append(url)
    answers: dict[str, tuple[State, str]] = {}

    def of_host(urls: list[str]) -> dict[str, tuple[State, str]]:
        found = {}
        for number, url in enumerate(urls):
            if number:
                time.sleep(pause)
            found[url] = ask(url)
        return found

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        for found in pool.map(of_host, by_host.values()):
            answers |= found
    if answers and all(reason == UNREACHABLE for _state, reason in answers.values()):
        raise Offline
    for url, (state, reason) in sorted(answers.items()):
        old = known.get(url)
        failed = "" if state == "alive" else (old.first_failed if old else "") or today
        results[url] = Result(state, reason, today, failed)
    return results


UNREACHABLE = "host not found"


def ask_web(url: str) -> tuple[State, str]:
    """HEAD, and where that is refused, GET of the first bytes."""
    state, reason = _request(url, "HEAD")
    if state != "alive" and reason != UNREACHABLE:
        state, reason = _request(url, "GET")
    return state, reason


def _request(url: str, method: str) -> tuple[State, str]:
    request = urllib.request.Request(
        _ascii(url), method=method, headers={"User-Agent": _AGENT, "Range": "bytes=0-1023"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
            answer.read(1024)
            return "alive", str(answer.status)
    except urllib.error.HTTPError as error:
        unsure = error.code in _UNSURE or error.code >= 500
        return "alive" if error.code == 416 else "unsure" if unsure else "dead", str(error.code)
    except urllib.error.URLError as error:
        if isinstance(error.reason, socket.gaierror):
            return "dead", UNREACHABLE
        if isinstance(error.reason, ssl.SSLError):
            return "unsure", "certificate"
        return "unsure", "no connection"
    except (OSError, ValueError):
        return "unsure", "no connection"


def _ascii(url: str) -> str:
    """An address with letters of any alphabet in the form that travels (RFC 3987, 3.1)."""
    from urllib.parse import quote, urlunsplit

    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    if parts.port:
        host += f":{parts.port}"
    safe = "/%:;=&?~+!$,'()*@#[]-._"
    path, query = quote(parts.path, safe=safe), quote(parts.query, safe=safe)
    return urlunsplit((parts.scheme, host, path or "/", query, ""))


def load_results(path: Path) -> dict[str, Result]:
    """What was found out before; nothing where the file is missing or damaged."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Result])
    except (OSError, msgspec.DecodeError):
        return {}


def save_results(path: Path, results: Mapping[str, Result]) -> None:
    plain = {url: msgspec.to_builtins(result) for url, result in sorted(results.items())}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")
