"""Images and documents beside texts: whether they are what their names promise."""

import re

from pobratym.problems import Problem, problem

_LARGEST_DRAWING = 1_000_000

_SIGNATURES = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
}
_BRANDS = {"avif": (b"avif", b"avis")}
_IMAGES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "svg")
# What can run or reach other sites from inside an SVG drawing.
_UNSAFE_SVG = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate\w*)\b"
    rb"|\son[a-z]+\s*=|javascript:|<!entity|<\?xml-stylesheet|@import"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg|webp))|url\(\s*[\"']?(?!#)"
    rb"|image-set\(|\bimage\(|\bsrc\(",
    re.IGNORECASE,
)


def head_size(path: str) -> int:
    """How many bytes of an attachment `check_attachment` wants to see: of drawings all."""
    return _LARGEST_DRAWING + 1 if path.lower().endswith(".svg") else 64


def is_picture(path: str) -> bool:
    """Whether the ending promises an image or a drawing."""
    return path.rpartition(".")[2].lower() in _IMAGES


def check_attachment(path: str, head: bytes) -> tuple[Problem, ...]:
    """Problems of an attachment from the first `head_size` bytes of it.

    Images must be of the kind that their ending says (JPEG, PNG, GIF, WebP, AVIF, SVG), drawings
    free of scripts and of links to other sites.  Other files are published as they are.
    """
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower()
    if ending == "svg":
        if b"<svg" not in head.lower():
            return (problem(path, (0, 0), "not-an-image", name=name),)
        if len(head) > _LARGEST_DRAWING:
            values = {"size": len(head), "limit": _LARGEST_DRAWING}
            return (problem(path, (0, 0), "file-too-large", **values),)
        if _UNSAFE_SVG.search(head):
            return (problem(path, (0, 0), "unsafe-image", name=name),)
        return ()
    if ending in _IMAGES and not _has_signature(ending, head):
        return (problem(path, (0, 0), "not-an-image", name=name),)
    return ()


def _has_signature(ending: str, head: bytes) -> bool:
    if ending == "webp":
        return head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    if ending in _BRANDS:
        return head[4:8] == b"ftyp" and any(brand in head[8:64] for brand in _BRANDS[ending])
    return head.startswith(_SIGNATURES[ending])
