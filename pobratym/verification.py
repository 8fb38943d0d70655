"""Whether a copy of the site, in a folder or on a host, is the site that was built.

A copy is held against its own `build.json` and `build-manifest.txt`; `rebuild` makes the list
again from the commit that the copy names, so that a copy that was changed together with its list
is found out, too.  A host is asked for nothing but the site's own files, and no redirection to
another host is followed.
"""

import http.client
import os
import re
import ssl
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Literal, Protocol, TypeVar
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

from pobratym import git
from pobratym.outputs.build_record import (
    LISTING,
    RECORD,
    BuildRecord,
    DamagedRecord,
    digest_of_listing,
    read_listing,
    read_record,
)
from pobratym.publishing.errors import PublishingError
from pobratym.publishing.manifest import DIGEST_SIZE
from pobratym.publishing.paths import check_path

# Hosting services read these themselves and do not hand them out.
_TAKEN_BY_HOSTS = frozenset(("_headers", "_redirects"))
# What hosting services want beside a site; no reader is shown it.
_HARMLESS = frozenset((".nojekyll", "CNAME"))
_CHUNK = 1 << 16
_LARGEST_LISTING = 64_000_000
_LARGEST_FILE = 500_000_000
_SECONDS = 30
_CONNECTIONS = 8
_TRIES = 3

Reason = Literal[
    "no-record",
    "damaged",
    "other-list",
    "no-folder",
    "no-address",
    "unreadable",
    "no-commit",
    "foreign-commit",
    "not-built",
]
Fault = Literal["missing", "differs", "unexpected", "not-rebuilt"]


_Taken = TypeVar("_Taken")


class NotVerifiable(Exception):
    """There is nothing to hold the copy against, or it cannot be read: `reason` and its values."""

    def __init__(self, code: Reason, /, **values: object) -> None:
        super().__init__(f"{code} {values}")
        self.code = code
        self.values = values


class Finding(msgspec.Struct, frozen=True, order=True):
    """A file that is not as it was built."""

    path: str
    fault: Fault


class Verdict(msgspec.Struct, frozen=True):
    """What was found: `checked` files were compared, `moved` answered by leading to another page
    of the site, as former addresses do on some hosts."""

    record: BuildRecord
    findings: tuple[Finding, ...]
    checked: int
    moved: int


class _Copy(Protocol):
    def read(self, path: str, limit: int) -> bytes | None:
        """The whole file, None where there is none.  Raises `NotVerifiable`."""

    def digest(self, path: str) -> bytes | str | None:
        """BLAKE2b of a file, None where there is none, or the path of the page that it leads to."""

    def others(self, known: Mapping[str, bytes]) -> Iterator[str]:
        """Files that are there besides."""


def verify(
    place: str,
    rebuilt: Callable[[BuildRecord, bytes | None], Mapping[str, bytes]] | None = None,
) -> Verdict:
    """The verdict on a folder or an http(s) address.  Raises `NotVerifiable`.

    `rebuilt` gives the digests that the site must have (see `rebuild`) from its record and its
    `next-build.json`.
    """
    copy: _Copy = _Host(place) if "://" in place else _Folder(place)
    record, listing = _claims(copy)
    findings = set()
    if rebuilt is not None:
        expected = rebuilt(record, copy.read("next-build.json", _CHUNK))
        for path in expected.keys() | listing.keys():
            if expected.get(path) != listing.get(path):
                findings.add(Finding(path, "not-rebuilt"))
    moved = 0
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        for path, found in zip(listing, pool.map(copy.digest, listing), strict=True):
            if isinstance(found, str):
                moved += found in listing
                if found not in listing:
                    findings.add(Finding(path, "differs"))
            elif found is None and not (path in _TAKEN_BY_HOSTS and isinstance(copy, _Host)):
                findings.add(Finding(path, "missing"))
            elif found is not None and found != listing[path]:
                findings.add(Finding(path, "differs"))
    findings |= {Finding(path, "unexpected") for path in copy.others(listing)}
    return Verdict(record, tuple(sorted(findings)), len(listing), moved)


def _claims(copy: _Copy) -> tuple[BuildRecord, dict[str, bytes]]:
    """What the copy says of itself; `NotVerifiable` unless both parts agree."""
    found = {name: copy.read(name, _LARGEST_LISTING) for name in (RECORD, LISTING)}
    data, listing = found[RECORD], found[LISTING]
    if data is None or listing is None:
        missing = RECORD if data is None else LISTING
        raise NotVerifiable("no-record", name=missing)
    try:
        record, digests = read_record(data), read_listing(listing)
        for path in digests:
            check_path(path)
    except (DamagedRecord, PublishingError) as error:
        raise NotVerifiable("damaged", reason=error) from error
    if record.digest != digest_of_listing(listing):
        raise NotVerifiable("other-list")
    return record, digests


class _Folder:
    def __init__(self, place: str) -> None:
        self._root = Path(place)
        if not self._root.is_dir():
            raise NotVerifiable("no-folder", folder=place)

    def read(self, path: str, limit: int) -> bytes | None:
        try:
            with open(self._root / path, "rb", opener=_plainly) as stream:
                return stream.read(limit)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise NotVerifiable("unreadable", place=path, reason=error.strerror) from error

    def digest(self, path: str) -> bytes | str | None:
        digest = blake2b(digest_size=DIGEST_SIZE)
        try:
            with open(self._root / path, "rb", opener=_plainly) as stream:
                if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                    return b""
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:  # a symbolic link, or no permission: not the file that was built
            return b""
        return digest.digest()

    def others(self, known: Mapping[str, bytes]) -> Iterator[str]:
        for folder, folders, names in os.walk(self._root):
            # Where a branch is published from, the repository lies in the folder.
            folders[:] = [name for name in folders if name != ".git"]
            for name in names:
                path = (Path(folder) / name).relative_to(self._root).as_posix()
                if path not in known and path not in {RECORD, LISTING, *_HARMLESS}:
                    yield path


def _plainly(path: str, flags: int) -> int:
    """Opens files only: no symbolic link is followed, no pipe is waited for."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


class _Host:
    def __init__(self, place: str) -> None:
        try:
            parts = urlsplit(place)
            port = parts.port
        except ValueError as error:
            raise NotVerifiable("no-address", address=place) from error
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise NotVerifiable("no-address", address=place)
        self._name = parts.hostname
        self._port = port
        self._is_encrypted = parts.scheme == "https"
        self._base = parts.path.rstrip("/") + "/"
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._own = threading.local()

    def read(self, path: str, limit: int) -> bytes | None:
        def take(answer: http.client.HTTPResponse) -> bytes | None:
            if answer.status in (404, 410):
                return None
            if answer.status != 200:
                raise NotVerifiable("unreadable", place=path, reason=answer.status)
            data = answer.read(limit + 1)
            if len(data) > limit:
                raise NotVerifiable("unreadable", place=path, reason=f"> {limit} bytes")
            return data

        return self._asked(path, take)

    def digest(self, path: str) -> bytes | str | None:
        def take(answer: http.client.HTTPResponse) -> bytes | str | None:
            if answer.status in (301, 302, 303, 307, 308):
                return self._led_to(path, answer.getheader("Location") or "")
            # The page for lost readers may come with the status that it is about.
            if answer.status != 200 and not (answer.status == 404 and path == "404.html"):
                return None if answer.status in (404, 410) else b""
            digest, size = blake2b(digest_size=DIGEST_SIZE), 0
            while chunk := answer.read(_CHUNK):
                size += len(chunk)
                if size > _LARGEST_FILE:
                    return b""
                digest.update(chunk)
            return digest.digest()

        return self._asked(path, take)

    def others(self, known: Mapping[str, bytes]) -> Iterator[str]:
        """A host does not list its files."""
        return iter(())

    def _led_to(self, path: str, location: str) -> bytes | str:
        """The page of the site that a page leads to; anything else is not what was built."""
        target = urljoin(self._origin + self._target(path), location)
        start = self._origin + self._base
        if not path.endswith("index.html") or not target.startswith(start):
            return b""
        found = unquote(target.removeprefix(start).partition("#")[0])
        found = found + "index.html" if found.endswith("/") or not found else found
        return found if found != path else b""

    def _target(self, path: str) -> str:
        return self._base + quote(path.removesuffix("index.html") if path != RECORD else path)

    def _asked(self, path: str, take: Callable[[http.client.HTTPResponse], _Taken]) -> _Taken:
        """What `take` makes of an answer over this thread's connection; asked for again where
        the line breaks."""
        fault = ""
        for _ in range(_TRIES):
            connection = self._connection()
            try:
                connection.request(
                    "GET",
                    self._target(path),
                    headers={"Accept-Encoding": "identity", "User-Agent": "Pobratym verify"},
                )
                with connection.getresponse() as answer:
                    taken = take(answer)
                    if not answer.isclosed() and answer.read(_CHUNK) and not answer.isclosed():
                        self._hang_up(connection)
                return taken
            except (OSError, http.client.HTTPException) as error:
                fault = str(error) or type(error).__name__
                self._hang_up(connection)
        raise NotVerifiable("unreadable", place=self._origin, reason=fault)

    def _hang_up(self, connection: http.client.HTTPConnection) -> None:
        connection.close()
        self._own.connection = None

    def _connection(self) -> http.client.HTTPConnection:
        known: http.client.HTTPConnection | None = getattr(self._own, "connection", None)
        if known is None:
            if self._is_encrypted:
                context = ssl.create_default_context()
                known = http.client.HTTPSConnection(
                    self._name, self._port, timeout=_SECONDS, context=context
                )
            else:
                known = http.client.HTTPConnection(self._name, self._port, timeout=_SECONDS)
            self._own.connection = known
        return known


def rebuild(
    record: BuildRecord, next_build: bytes | None, config: Path, content: Path, now: str
) -> dict[str, bytes]:
    """Path → digest of the site built again from the commit that the record names.

    `now` (ISO 8601 with zone) is when it is built, unless something has changed by itself since
    the copy was.
    The commit must be one that the checkout of the content is descended from, since its code is
    run.  Raises `NotVerifiable`.
    """
    if not record.commit or not record.clean or not re.fullmatch("[0-9a-f]{40,64}", record.commit):
        raise NotVerifiable("no-commit")
    try:
        top = Path(os.fsdecode(git.run(content, "rev-parse", "--show-toplevel")).rstrip("\n"))
        git.run(content, "merge-base", "--is-ancestor", record.commit, "HEAD")
    except git.GitFault as error:
        raise NotVerifiable("foreign-commit", commit=record.commit) from error
    with tempfile.TemporaryDirectory(prefix="pobratym-") as folder:
        clone = Path(folder) / "clone"
        try:
            git.run(top, "clone", "--quiet", "--no-checkout", "--template=", str(top), str(clone))
            git.run(clone, "checkout", "--quiet", "--detach", record.commit)
        except git.GitFault as error:
            raise NotVerifiable("not-built", reason=error) from error
        output = Path(folder) / "site"
        inside = [path.resolve().relative_to(top.resolve()) for path in (config, content)]
        moment = _as_of(next_build, datetime.fromisoformat(now))
        _build(clone, [clone / path for path in inside], output, record, moment)
        return read_listing((output / LISTING).read_bytes())


def _build(clone: Path, inside: list[Path], output: Path, record: BuildRecord, moment: str) -> None:
    own = Path(__file__).parent.parent / "build.py"
    command = [sys.executable, str(clone / "build.py" if (clone / "build.py").exists() else own)]
    command += ["build", "--config", str(inside[0]), "--content", str(inside[1])]
    command += ["--output", str(output), "--base-url", record.base_url]
    command += [] if record.search else ["--no-search"]
    command += ["--drafts"] if record.drafts else []
    command += ["--preview"] if record.preview else []
    command += ["--as-of", moment]
    done = subprocess.run(command, cwd=clone, capture_output=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise NotVerifiable("not-built", reason=said[-500:])


def _as_of(next_build: bytes | None, now: datetime) -> str:
    """A moment at which the site looked as the copy does: before the change that it waits for."""
    try:
        due = msgspec.json.decode(next_build or b"", type=dict[str, datetime | None])
    except msgspec.DecodeError:
        due = {}
    moment = due.get("next_build")
    is_over = moment is not None and moment.tzinfo is not None and moment <= now
    return (moment - timedelta(seconds=1) if moment and is_over else now).isoformat()
