"""`admin`: the web editor's program, fetched once, checked and made to need no other host.

The package, its version and the digest of its archive stand in `web_editor.json`; npm fetches it
with its own settings.  Fonts and translations that the program would load from elsewhere come out
of the same archive.
"""

import base64
import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from argparse import Namespace
from pathlib import Path

import msgspec

from pobratym.console import Console
from pobratym.outputs.web_editor.pages import FOLDER, SCRIPT
from pobratym.pipeline import Options

_PINNED = Path(__file__).parent.parent / "outputs" / "web_editor" / "web_editor.json"
_TIMEOUT = 300
_FONTS = {
    "source-sans-3": re.compile(r"package/npm/assets/source-sans-3-.*\.woff2"),
    "noto-mono": re.compile(r"package/npm/assets/noto-mono-.*\.woff2"),
    "material-symbols-outlined": re.compile(r"package/npm/assets/material-symbols-.*\.woff2"),
}
_FONT_ADDRESS = r"https://[a-z.]+/fontsource/fonts/{name}[:@][^)\"'`]+\.woff2"
_OWN_ADDRESS = re.compile(r"https://[a-z.]+/@sveltia/cms(?=[`'\"])")
_KEPT = re.compile(r"package/(?:(locales/[\w-]+\.json)|dist/(chunks/[\w-]+\.js)|(LICENSE\.txt))")


class Pinned(msgspec.Struct, frozen=True):
    """The package; `integrity` is the digest of its archive as npm writes it (SRI, sha512)."""

    package: str
    version: str
    integrity: str


class UnfitArchive(Exception):
    """The archive is not the pinned one, or not made as expected; the argument says how."""


def run(_chosen: Namespace, console: Console, options: Options) -> int:
    """Fetch the pinned package and lay its files into the templates."""
    pinned = msgspec.json.decode(_PINNED.read_bytes(), type=Pinned)
    try:
        files = unpacked(_fetched(pinned), pinned)
    except (UnfitArchive, OSError, subprocess.SubprocessError) as error:
        text = console.translate("The web editor could not be fetched: {reason}")
        console.fault(text.format(reason=error))
        return 2
    folder = options.templates / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    console.say(
        console.translate(
            "{package} {version} is in {folder}; “features: {admin: true}” builds /admin/ with it."
        )
        .replace("{package}", pinned.package)
        .replace("{version}", pinned.version)
        .replace("{folder}", str(folder))
    )
    return 0


def _fetched(pinned: Pinned) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        name = f"{pinned.package}@{pinned.version}"
        subprocess.run(
            ["npm", "pack", name, "--silent", "--ignore-scripts", "--pack-destination", folder],
            check=True,
            capture_output=True,
            timeout=_TIMEOUT,
        )
        (archive,) = Path(folder).iterdir()
        return archive.read_bytes()


def unpacked(archive: bytes, pinned: Pinned) -> dict[str, bytes]:
    """path → bytes of what the site needs of the package.

    Raises `UnfitArchive` where the digest differs, or a part that has to be there is not.
    """
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if pinned.integrity != f"sha512-{digest}":
        raise UnfitArchive(f"the archive is another than the pinned one: sha512-{digest}")
    members = _members(archive)
    try:
        script = members[f"package/dist/{SCRIPT}"].decode()
    except KeyError:
        raise UnfitArchive(f"there is no dist/{SCRIPT} in it") from None
    files: dict[str, bytes] = {}
    for name, pattern in _FONTS.items():
        data = next((members[path] for path in sorted(members) if pattern.fullmatch(path)), None)
        address = re.compile(_FONT_ADDRESS.format(name=name))
        if data is None or not address.search(script):
            raise UnfitArchive(f"the font {name} is not where it was")
        files[f"fonts/{name}.woff2"] = data
        script = address.sub(f"fonts/{name}.woff2", script)
    if not _OWN_ADDRESS.search(script):
        raise UnfitArchive("the address of its translations is not where it was")
    # The program appends "@VERSION/locales/uk.json" to its address.
    script = _OWN_ADDRESS.sub("./cms", script)
    for path, data in members.items():
        if match := _KEPT.fullmatch(path):
            locale, chunk, licence = match.groups()
            kept = f"cms@{pinned.version}/{locale}" if locale else chunk or licence
            files[kept] = data
    files[SCRIPT] = script.encode()
    return files


def _members(archive: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
        found = {}
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() else None
            if stream is not None and not member.name.endswith(".map"):
                found[member.name] = stream.read()
        return found
