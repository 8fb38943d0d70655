"""What stands in the output folder before a build: ours and trusted, damaged, nothing, not ours."""

import os
from functools import cached_property
from types import MappingProxyType

from pobratym.publishing.disk import Disk
from pobratym.publishing.errors import PublishingError
from pobratym.publishing.inspection import Findings, is_stamped, look
from pobratym.publishing.manifest import DamagedManifest, Manifest, Summary, decode, summarise
from pobratym.publishing.places import Places
from pobratym.publishing.workshop import can_exchange, inode_of, read

# An empty checkout of a hosting service's branch: as good as an empty folder.
_HARMLESS = frozenset({".git", ".nojekyll", "CNAME"})

_NO_SITE = Summary(
    state=b"", shown=0, count=0, can_exchange=False, branches=frozenset(), foreign=frozenset()
)
_NOTHING = Manifest(
    state=b"",
    files=MappingProxyType({}),
    shown=0,
    spare=0,
    can_exchange=False,
    behind=frozenset(),
    leftovers=frozenset(),
    branches=frozenset(),
    foreign=frozenset(),
    pending=frozenset(),
    removals=frozenset(),
    staged="",
    is_flat=False,
)


class Previous:
    """The site before this publication; one without files when there is none to be trusted.

    `is_damaged`: something of ours is shown, but its manifest cannot be trusted. `has_folder`: the
    output has entries. `findings`: what was found when it had to be looked at to know it again.
    """

    def __init__(
        self,
        summary: Summary,
        data: bytes,
        has_folder: bool,
        is_damaged: bool = False,
        manifest: Manifest | None = None,
        findings: Findings | None = None,
    ) -> None:
        self.summary = summary
        self.has_folder = has_folder
        self.is_damaged = is_damaged
        self.findings = findings
        self._data = data
        if manifest is not None:
            self.manifest = manifest

    @cached_property
    def manifest(self) -> Manifest:
        """All of it, decoded when first asked for (6 ms for 25,000 files)."""
        return decode(self._data)

    def is_intact(self, output: str) -> bool:
        """Whether the same folder is there, with our stamp on every folder that holds folders."""
        return (
            self.summary.shown != 0
            and inode_of(output) == self.summary.shown
            and is_stamped(output, ("", *self.summary.branches))
        )


def load_previous(disk: Disk, places: Places) -> Previous:
    """The previous site of an output; PublishingError `not-ours` when others' files are in it."""
    try:
        data = read(places.manifest)
        is_damaged = False
    except DamagedManifest:
        data = None
        is_damaged = True
    try:
        entries = os.listdir(places.output)
    except FileNotFoundError:
        entries = []
    shown = inode_of(places.output)
    summary = summarise(data) if data else _NO_SITE
    was_emptied = not entries and (summary.count > 0 or summary.shown != shown)
    if data is None or was_emptied:
        return _nothing(disk, places, entries, is_damaged and bool(entries))
    if summary.shown == shown:
        return Previous(summary, data, bool(entries))
    return _known_by_content(places, data, shown)


def refuse_others_folder(places: Places) -> None:
    """PublishingError `not-ours` when the output holds more than a hosting branch's own files."""
    try:
        entries = os.listdir(places.output)
    except FileNotFoundError:
        return
    if not _HARMLESS.issuperset(entries):
        raise _not_ours(places.output)


def _nothing(disk: Disk, places: Places, entries: list[str], is_damaged: bool) -> Previous:
    if not is_damaged:
        refuse_others_folder(places)
    manifest = _NOTHING._replace(
        can_exchange=can_exchange(disk, places.workshop),
        foreign=frozenset() if is_damaged else frozenset(entries),
    )
    return Previous(_NO_SITE, b"", bool(entries), is_damaged, manifest)


def _known_by_content(places: Places, data: bytes, shown: int) -> Previous:
    """Another folder than we left: a copy of it, or restored from a backup, if its bytes say so."""
    manifest = decode(data)._replace(shown=shown, spare=0)
    findings = look(places.output, manifest.files, manifest.foreign, is_thorough=True)
    if len(findings.missing) == len(manifest.files):
        raise _not_ours(places.output)
    summary = summarise(data)._replace(shown=shown)
    return Previous(summary, data, True, manifest=manifest, findings=findings)


def _not_ours(output: str) -> PublishingError:
    return PublishingError(
        "not-ours",
        f"{output} holds files that this program did not publish. Choose an empty folder with "
        "--output, or remove this one yourself if nothing in it is needed. Nothing was changed.",
        output,
    )
