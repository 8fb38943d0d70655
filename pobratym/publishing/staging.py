"""New files on their way: written into the hidden tree (or a flat folder), never the shown one."""

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b

from pobratym.publishing.disk import Disk
from pobratym.publishing.errors import explained
from pobratym.publishing.manifest import DIGEST_SIZE
from pobratym.publishing.paths import check_path, folder_of


def digest_of(data: bytes) -> bytes:
    """16 bytes of BLAKE2b: equal digests mean equal files."""
    return blake2b(data, digest_size=DIGEST_SIZE).digest()


def flat_name(path: str) -> str:
    """The name under which a file waits in a flat folder."""
    return digest_of(path.encode()).hex()


class Staging:
    """Takes the files of one publication. Any number of processes may write through copies of it.

    Forked workers use what they inherit; others may send it to themselves (it pickles). The same
    path must not be written by two processes in one publication.
    """

    def __init__(
        self,
        folder: str,
        spare: str | None,
        is_flat: bool,
        previous: Mapping[str, bytes],
        output: str,
        disk: Disk,
    ) -> None:
        self.folder = folder
        self.is_flat = is_flat
        self.spare = spare
        self._previous = previous
        self._output = output
        self._disk = disk
        self._is_open = False
        self._folders = {""}
        self._written: set[str] = set()

    def write(self, path: str, data: bytes) -> bytes:
        """Stages one file and returns its digest; does nothing when the shown file is the same.

        The path must be part of what is committed. PublishingError `odd-path` for a path that
        could lead elsewhere, and when the disk refuses.
        """
        digest = digest_of(data)
        if path in self._previous:
            if self._previous[path] == digest and path not in self._written:
                return digest
        else:
            check_path(path)
        try:
            if not self._is_open:
                self.open()
            if self.is_flat:
                self._replace(f"{self.folder}/{flat_name(path)}", data)
            else:
                self._make_folders(folder_of(path))
                self._put(path, data)
        except OSError as error:
            raise explained(error, "Writing a page", self._output) from error
        self._written.add(path)
        return digest

    def open(self) -> None:
        """Makes the folder ready, once: the spare tree under a new name, else an empty folder.

        A process that outlived a killed build knows the old name only, and cannot disturb.
        """
        if self.spare is not None:
            with suppress(FileNotFoundError):  # taken by another process of ours, or by an orphan
                self._disk.rename(self.spare, self.folder)
        if not os.path.isdir(self.folder):
            with suppress(FileExistsError):  # another process was first
                self._disk.make_folder(self.folder)
        self._is_open = True

    def place_of(self, path: str) -> str:
        """Where the staged file lies."""
        return f"{self.folder}/{flat_name(path) if self.is_flat else path}"

    def _put(self, path: str, data: bytes) -> None:
        target = f"{self.folder}/{path}"
        try:
            self._disk.create(target, data)
        except FileExistsError:
            # Perhaps a second name of a shown file: give up this name, never write through it.
            if os.path.isdir(target) and not os.path.islink(target):
                self._remove_tree(target)
            self._replace(target, data)

    def _replace(self, target: str, data: bytes) -> None:
        with suppress(FileNotFoundError):
            self._disk.remove(target)
        self._disk.create(target, data)

    def _make_folders(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make_folders(folder_of(folder))
        target = f"{self.folder}/{folder}"
        try:
            self._disk.make_folder(target)
        except FileExistsError:
            if os.path.islink(target) or not os.path.isdir(target):
                self._make_way(target)
        self._folders.add(folder)

    def _make_way(self, target: str) -> None:
        """A page of the previous site stands where a folder has to be."""
        try:
            self._disk.remove(target)
            self._disk.make_folder(target)
        except (FileNotFoundError, FileExistsError, IsADirectoryError):
            if not os.path.isdir(target):  # else another process was first
                raise

    def _remove_tree(self, target: str) -> None:
        """A folder of the previous site stands where a page has to be."""
        for folder, folders, files in os.walk(target, topdown=False):
            for name in files:
                self._disk.remove(f"{folder}/{name}")
            for name in folders:
                self._disk.remove_folder(f"{folder}/{name}")
        self._disk.remove_folder(target)
