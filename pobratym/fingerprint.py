"""A digest of everything but content that decides what a page looks like."""

import os
import sys
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import pobratym

SIZE = 16


def code_mark() -> bytes:
    """Digest of this package and of the libraries beside it: what decides how records are read."""
    digest = blake2b(digest_size=SIZE)
    digest.update(sys.version.encode())
    _add_files(digest, os.path.dirname(pobratym.__file__), (".py", ".po", ".csv", ".json"))
    for name in sorted(_libraries()):
        digest.update(name.encode() + b"\0")
    return digest.digest()


def site_mark(templates: Path, choices: bytes) -> bytes:
    """Digest of the templates and of the configuration as it is used."""
    digest = blake2b(digest_size=SIZE)
    digest.update(choices + b"\0")
    _add_files(digest, os.fspath(templates), ())
    return digest.digest()


def _add_files(digest: blake2b, root: str, endings: tuple[str, ...]) -> None:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if not endings or name.endswith(endings):
                path = os.path.join(folder, name)
                with open(path, "rb", buffering=0) as stream:
                    data = stream.read()
                digest.update(f"{path[len(root) :]}\0{len(data)}\0".encode())
                digest.update(data)


def _libraries() -> Iterable[str]:
    """Names with versions of the installed libraries, by their metadata folders."""
    import msgspec

    site_packages = os.path.dirname(os.path.dirname(msgspec.__file__))
    return (name for name in os.listdir(site_packages) if name.endswith(".dist-info"))
