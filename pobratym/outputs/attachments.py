"""Images and documents of the content folder → `/files/…`, without what they tell in secret.

Photographs carry positions, names and devices: an image is published without metadata.  The
picture itself stays as it is, byte for byte, for JPEG, PNG, WebP and GIF; only a JPEG that must be
turned is drawn anew.  An SVG is rebuilt from the elements and attributes that draw.
"""

import os
from pathlib import Path

from pobratym.outputs import images, vector_images
from pobratym.outputs.desk import Desk

Files = dict[str, bytes]

FOLDER = "files"


class RefusedAttachment(ValueError):
    """A file that must not be published; `code` names the rule (see `rules.py`)."""

    def __init__(self, path: str, code: str) -> None:
        super().__init__(f"{path}: {code}")
        self.code = code


def url(item: str) -> str:
    """Address of an attachment on the site; `item` is its path in the content folder."""
    return f"/{FOLDER}/{item.removeprefix(FOLDER + '/')}"


def attachment(desk: Desk, item: str) -> Files:
    """The file as it is published.  Raises `RefusedAttachment`, `OSError`."""
    desk.registry.notes.add(f"files/{item}")
    return {url(item).lstrip("/"): published(item, (desk.content / item).read_bytes())}


def fault(path: str, data: bytes) -> str | None:
    """The rule that a file breaks: "not-an-image", "unsafe-image", or None."""
    try:
        published(path, data)
    except RefusedAttachment as refused:
        return refused.code
    return None


def published(path: str, data: bytes) -> bytes:
    """The bytes that readers receive.  Raises `RefusedAttachment`."""
    ending = os.path.splitext(path)[1].lower()
    if ending == ".svg":
        try:
            return vector_images.drawing_only(data)
        except vector_images.NotADrawing as error:
            raise RefusedAttachment(path, error.code) from error
    if ending in images.FORMATS:
        try:
            return images.without_metadata(data, images.FORMATS[ending])
        except images.NotAnImage as error:
            raise RefusedAttachment(path, "not-an-image") from error
    return data


def size(content: Path, item: str) -> tuple[int, int] | None:
    """Width and height of an image as readers see it, in pixels; None for what has none.

    The caller notes `files/ITEM`: a page that says an image's size is made from the image.
    """
    try:
        data = (content / item).read_bytes()
        if item.lower().endswith(".svg"):
            return vector_images.size(data)
        return images.size(data)
    except (OSError, images.NotAnImage, vector_images.NotADrawing):
        return None
