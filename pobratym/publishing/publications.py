"""One publication from lock to commit."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pobratym.publishing import workshop
from pobratym.publishing.disk import Disk
from pobratym.publishing.errors import PublishingError, explaining
from pobratym.publishing.inspection import Findings, foreign_to, look
from pobratym.publishing.lock import drop_lock, take_lock
from pobratym.publishing.lookout import Lookout
from pobratym.publishing.manifest import DIGEST_SIZE
from pobratym.publishing.paths import check_path, folders_of
from pobratym.publishing.places import Places, places_of
from pobratym.publishing.previous import Previous, load_previous, refuse_others_folder
from pobratym.publishing.showing import Change, show_by_exchange, show_by_journal
from pobratym.publishing.staging import Staging, digest_of
from pobratym.publishing.trees import refuse_missing, stamp

# From here on it pays to look at the output in another process.
_MANY_FILES = 2_000

# A look at the output that is older than this is repeated before publishing.
_LOOK_IS_FRESH_SECONDS = 1.0


class Result(NamedTuple):
    """What a publication did: counts of files, the guarantee it had, what it left alone."""

    written: int
    removed: int
    unchanged: int
    guarantee: str
    foreign: tuple[str, ...]


@contextmanager
def publication(
    output: Path,
    forbidden: Iterable[Path] = (),
    *,
    is_durable: bool = True,
    disk: Disk | None = None,
) -> Iterator["Publication"]:
    """Opens an output folder for one publication; without `commit` the shown site stays as it is.

    Takes the lock, completes or undoes a killed build, refuses folders that must not be an output.
    `is_durable`: wait until the new site is on the medium before it is shown (costs nothing in
    memory, a fraction of a second on a disk); without it a power cut may leave empty files.
    `disk` is for tests. PublishingError for everything that goes wrong.
    """
    disk = disk or Disk()
    places = places_of(Path(output), forbidden)
    with explaining("Opening the output folder", places.output):
        if not os.path.lexists(places.workshop):
            refuse_others_folder(places)
        workshop.prepare(disk, places)
        take_lock(places.lock, places.output)
    try:
        with explaining("Recovering the output folder", places.output):
            workshop.recover(disk, places)
        with explaining("Looking at the output folder", places.output):
            opened = Publication(places, disk, is_durable, load_previous(disk, places))
        try:
            yield opened
        except PublishingError as error:
            opened.close(keeps_tree=error.code != "disk-full")
            raise
        finally:
            opened.close()
    finally:
        drop_lock(places.lock)


class Publication:
    """The output folder while we hold its lock. Made by `publication`."""

    def __init__(self, places: Places, disk: Disk, is_durable: bool, previous: Previous) -> None:
        self._places = places
        self._disk = disk
        self._is_durable = is_durable
        self._staging: Staging | None = None
        self._previous = previous
        self._findings: Findings | None = previous.findings
        self._lookout: Lookout | None = None
        self._looked = time.monotonic() if previous.findings else 0.0
        self._token = f"{os.getpid()}-{os.urandom(4).hex()}"
        self._is_over = False

    # What was published before

    @property
    def state(self) -> bytes:
        """What the last `commit` stored with the site; empty when it cannot be trusted."""
        return self._previous.summary.state

    @property
    def manifest(self) -> Mapping[str, bytes]:
        """Path to digest of the files that are shown as we wrote them.

        What was removed or replaced by hand is not in it, so that it gets rendered again. Read it
        before worker processes are forked: it looks at every folder (3 µs each).
        """
        lost = self._look().lost
        files = self._previous.manifest.files
        if lost:
            files = {path: digest for path, digest in files.items() if path not in lost}
        return MappingProxyType(files)

    @property
    def guarantee(self) -> str:
        """`exchange`: old or new site at every instant; `journal`: old or new file, and a killed
        build leaves a mixture until the next command completes it."""
        if self._previous.is_damaged or not self._previous.manifest.can_exchange:
            return "journal"
        return "journal" if self._look().foreign else "exchange"

    def is_intact(self) -> bool:
        """Whether the shown site is there as we left it, by one look at each folder of folders.

        For the build that has nothing to do. Not seen: a page removed from a folder that holds
        nothing else, or a file overwritten in place; `verify` sees these.
        """
        return self._previous.is_intact(self._places.output)

    def look_ahead(self) -> None:
        """Has another process look at every folder of the output meanwhile (3 µs each).

        For a build that knows that it will publish and has something else to do first. Without
        `fork`, with threads running, or for a small site, nothing happens.
        """
        if self._findings or self._lookout or self._previous.summary.count < _MANY_FILES:
            return
        manifest = self._previous.manifest
        self._lookout = Lookout.over(self._places.output, manifest.files, manifest.foreign)

    def verify(self) -> Findings:
        """Reads every file of the shown site and compares; `manifest` then lacks what differs."""
        manifest = self._previous.manifest
        self._findings = look(
            self._places.output, manifest.files, manifest.foreign, is_thorough=True
        )
        self._looked = time.monotonic()
        self._staging = None
        return self._findings

    # The new site

    @property
    def staging(self) -> Staging:
        """Where worker processes write: forked ones inherit it, others get it pickled."""
        if self._staging is None:
            places, token = self._places, self._token
            is_flat = self._previous.has_folder and self.guarantee == "journal"
            prefix = workshop.FLAT if is_flat else workshop.TREE
            self._staging = Staging(
                folder=f"{places.workshop}/{prefix}{token}",
                spare=None if is_flat else self._tree_to_reuse(),
                is_flat=is_flat,
                previous=dict(self.manifest),
                output=places.output,
                disk=self._disk,
            )
        return self._staging

    @property
    def write(self) -> Callable[[str, bytes], bytes]:
        """Stages a file and returns its digest: `write(path, data)`; see `Staging.write`.

        For worker processes take it before they start, so that all of them share what it knows.
        """
        return self.staging.write

    def commit(self, files: Mapping[str, bytes], state: bytes = b"") -> Result:
        """Publishes exactly these files (path to digest), the whole site, and stores `state`.

        Files with a new digest must have been written. Our files that are not in `files` are
        removed, with folders that this leaves empty; foreign entries stay. PublishingError when it
        cannot be done.
        """
        recorded = self._previous.manifest.files
        changed = {path for path, digest in files.items() if recorded.get(path) != digest}
        return self._publish(dict(files), changed, recorded.keys() - files.keys(), state)

    def commit_changes(
        self, changed: Mapping[str, bytes], removed: Collection[str] = (), state: bytes = b""
    ) -> Result:
        """As `commit`, of a site that differs from the shown one by these files only.

        Without any, with the same state and an intact output, it costs a few milliseconds.
        """
        if not changed and not removed and self._is_known_to_have(state):
            can = self._previous.summary.can_exchange and not self._previous.summary.foreign
            self._is_over = True
            return Result(
                written=0,
                removed=0,
                unchanged=self._previous.summary.count,
                guarantee="exchange" if can else "journal",
                foreign=tuple(sorted(self._previous.summary.foreign)),
            )
        recorded = self._previous.manifest.files
        gone = {path for path in removed if path in recorded and path not in changed}
        files = {**recorded, **changed}
        for path in gone:
            del files[path]
        differs = {path for path, digest in changed.items() if recorded.get(path) != digest}
        return self._publish(files, differs, gone, state)

    def close(self, keeps_tree: bool = True) -> None:
        """Ends the publication; what was staged and not committed is of no use any more."""
        staging = None if self._is_over else self._staging
        is_needed = os.path.lexists(self._places.next)  # by a journal that the disk interrupted
        if staging and not is_needed and (staging.is_flat or not keeps_tree):
            workshop.discard(self._disk, staging.folder)
        if self._lookout:
            self._lookout.stop()
        self._is_over = True

    # Inside

    def _is_known_to_have(self, state: bytes) -> bool:
        if self._is_over or (self._findings and self._findings.lost):
            return False
        return state == self._previous.summary.state and self.is_intact()

    def _look(self) -> Findings:
        if self._findings is None and self._lookout:
            self._looked = self._lookout.began
            self._findings = self._lookout.findings()
            self._lookout = None
        if self._findings is None:
            manifest = self._previous.manifest
            self._findings = look(self._places.output, manifest.files, manifest.foreign)
            self._looked = time.monotonic()
        return self._findings

    def _tree_to_reuse(self) -> str | None:
        for folder in (self._places.spare, self._places.stale):
            if os.path.lexists(folder):
                return folder
        return None

    def _publish(
        self, files: dict[str, bytes], changed: set[str], removed: set[str], state: bytes
    ) -> Result:
        if self._is_over:
            raise ValueError("this publication is over; open another one")
        with explaining("Publishing", self._places.output):
            if time.monotonic() - self._looked > _LOOK_IS_FRESH_SECONDS:
                self._findings = None
            findings = self._look()
            if self._previous.is_damaged or findings.foreign:  # the new site says what is ours
                output, folders = self._places.output, folders_of(files)
                found = folders if self._previous.is_damaged else findings.foreign
                findings = findings._replace(foreign=foreign_to(output, found, files, folders))
            staged = changed | (findings.lost & files.keys())
            self._check(files, changed, staged)
            if staged or removed or not self._previous.manifest.shown:
                guarantee = self._show(files, staged, removed, state, findings)
            else:
                guarantee = self.guarantee
                self._remember(state)
        self._is_over = True
        return Result(
            written=len(staged),
            removed=len(removed),
            unchanged=len(files) - len(staged),
            guarantee=guarantee,
            foreign=tuple(sorted(findings.foreign)),
        )

    def _check(self, files: Mapping[str, bytes], changed: set[str], staged: set[str]) -> None:
        """PublishingError unless every staged file is there and the site is one of usable paths."""
        recorded = self._previous.manifest.files
        new = [path for path in changed if path not in recorded]
        for path in new:
            check_path(path)
        folders = folders_of(files) if new else ()
        for path in folders:
            if path in files:
                raise PublishingError(
                    "odd-path",
                    f"The site has a file {path} and another one in a folder of the same name. "
                    "Nothing was published.",
                    path,
                )
        for path in staged:
            if len(files[path]) != DIGEST_SIZE:
                raise ValueError(f"the digest of {path} has {len(files[path])} bytes")
        # Lost by hand: rendered anew in the meantime, or the hidden tree still has it.
        refuse_missing(
            path
            for path in staged - changed
            if not _has_digest(self.staging.place_of(path), files[path])
        )

    def _show(
        self,
        files: Mapping[str, bytes],
        staged: set[str],
        removed: set[str],
        state: bytes,
        findings: Findings,
    ) -> str:
        change = Change(
            files=files,
            state=state,
            staged=staged,
            removed=removed,
            touched=findings.touched,
            foreign=findings.foreign,
        )
        disk, places, recorded = self._disk, self._places, self._previous.manifest
        staging, is_durable = self.staging, self._is_durable
        if not staging.is_flat and not findings.foreign:
            if show_by_exchange(disk, places, recorded, change, staging, is_durable):
                return self.guarantee
            recorded = recorded._replace(can_exchange=False)
        is_damaged = self._previous.is_damaged
        show_by_journal(disk, places, recorded, change, staging, is_durable, is_damaged)
        return "journal"

    def _remember(self, state: bytes) -> None:
        """Nothing to show: only the manifest changes, if that."""
        findings = self._look()
        recorded = self._previous.manifest
        remembered = recorded._replace(
            state=state,
            foreign=findings.foreign,
            pending=frozenset(),
            removals=frozenset(),
            staged="",
        )
        if remembered != recorded:
            workshop.save(self._disk, self._places.manifest, remembered)
        stamp(self._disk, self._places.output, findings.touched)


def _has_digest(path: str, digest: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return digest_of(file.read()) == digest
    except OSError:
        return False
