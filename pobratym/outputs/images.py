"""Pictures without metadata, their pixels untouched.

Each format is taken apart into its segments or chunks, and those that draw are put together again:
positions (GPS), names, devices, thumbnails, texts, and whatever follows the end of the picture stay
behind.  Colour profiles draw, so they stay; so does the one number that says which way is up.
"""

import io
import struct
import warnings
from collections.abc import Callable, Iterator
from zlib import crc32

FORMATS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".gif": "GIF",
    ".avif": "AVIF",
}
"""Ending → the format that it promises."""

_ORIENTATION = 0x0112


class NotAnImage(ValueError):
    """The bytes are no picture of the promised format, or one too large to be shown."""


def without_metadata(data: bytes, kind: str) -> bytes:
    """The same picture and nothing else.  Raises `NotAnImage`."""
    _opened(data, kind)
    try:
        return _STRIPPERS[kind](data)
    except (struct.error, IndexError, ValueError) as error:
        raise NotAnImage(kind) from error


def size(data: bytes) -> tuple[int, int]:
    """Width and height as shown, that is, after turning.  Raises `NotAnImage`."""
    width, height, orientation = _opened(data, None)
    return (height, width) if orientation >= 5 else (width, height)


def _opened(data: bytes, kind: str | None) -> tuple[int, int, int]:
    """Width, height and EXIF orientation (1 to 8) of a picture that Pillow accepts."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Damaged metadata are no matter: they are left out.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=sorted(set(FORMATS.values()))) as picture:
                # "MPO" is how Pillow calls a JPEG that carries further pictures.
                found = "JPEG" if picture.format == "MPO" else picture.format
                if kind is not None and found != kind:
                    raise NotAnImage(f"{found}, not {kind}")
                orientation = picture.getexif().get(_ORIENTATION, 1)
                return *picture.size, orientation if orientation in range(1, 9) else 1
    except NotAnImage:
        raise
    except Exception as error:  # Pillow's readers raise whatever a damaged file makes them raise.
        raise NotAnImage(kind or "") from error


# JPEG (ITU-T T.81, annex B): markers, each with a length, until the picture's own data.


def _jpeg(data: bytes) -> bytes:
    orientation = _opened(data, "JPEG")[2]
    kept = [b"\xff\xd8"]
    if orientation != 1:
        kept.append(_upright(orientation))
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            return b"".join(kept) + b"\xff\xd9"
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        segment = data[at:end]
        if len(segment) < length + 2 or length < 2:
            raise ValueError("short segment")
        at = end
        if marker == 0xDA:
            at = _scan_end(data, end)
            kept.append(segment + data[end:at])
        elif _draws(marker, segment):
            kept.append(segment)


def _draws(marker: int, segment: bytes) -> bool:
    if marker == 0xE0:
        return segment[4:9] == b"JFIF\0"
    if marker == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\0"
    if marker == 0xEE:
        return segment[4:9] == b"Adobe"
    return not (0xE1 <= marker <= 0xEF or marker == 0xFE)


def _scan_end(data: bytes, at: int) -> int:
    """Where the next marker stands; inside a scan 0xFF is followed by zero or a restart mark."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _upright(orientation: int) -> bytes:
    """A segment of EXIF that says the orientation and nothing else."""
    body = b"Exif\0\0" + _exif(orientation)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _exif(orientation: int) -> bytes:
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, orientation, 0, 0)


# PNG (W3C, third edition): chunks of length, name, data, checksum.

_PNG_DRAWS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"),
    *(b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}


def _png(data: bytes) -> bytes:
    kept = [data[:8]]
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("short chunk")
        if name in _PNG_DRAWS:
            kept.append(data[at:end])
        if name == b"IHDR" and (orientation := _opened(data, "PNG")[2]) != 1:
            body = b"eXIf" + _exif(orientation)
            kept.append(struct.pack(">I", len(body) - 4) + body + struct.pack(">I", crc32(body)))
        if name == b"IEND":
            return b"".join(kept)
        at = end


# WebP (RFC 9649): RIFF chunks, padded to even lengths; flags in VP8X say which there are.

_WEBP_DRAWS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def _webp(data: bytes) -> bytes:
    chunks = [(name, body) for name, body in _riff_chunks(data) if name in _WEBP_DRAWS]
    orientation = _opened(data, "WEBP")[2]
    if chunks[0][0] == b"VP8X":
        flags = chunks[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP)
        if orientation != 1:
            flags |= _WEBP_EXIF
            chunks.append((b"EXIF", _exif(orientation)))
        chunks[0] = (b"VP8X", bytes([flags]) + chunks[0][1][1:])
    whole = b"WEBP" + b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in chunks
    )
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (length,) = struct.unpack_from("<I", data, 4)
    end = min(8 + length, len(data))
    at = 12
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > end:
            raise ValueError("short chunk")
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


# GIF (89a): a header, a colour table, then blocks; comments and foreign applications go.

_GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def _gif(data: bytes) -> bytes:
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while True:
        start, block = at, data[at]
        if block == 0x3B:
            return b"".join(kept) + b"\x3b"
        if block == 0x2C:
            at = _blocks_end(data, at + 11 + _colours(data[at + 9]))
            kept.append(data[start:at])
            continue
        if block != 0x21:
            raise ValueError("no block")
        at = _blocks_end(data, at + 2)
        label = data[start + 1]
        looping = label == 0xFF and data[start + 3 : start + 14] in _GIF_APPLICATIONS
        if label in (0xF9, 0x01) or looping:
            kept.append(data[start:at])


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


# AVIF (ISO/IEC 23008-12): metadata are items of their own.  Taking them out would move every other
# item, so their bytes are overwritten where they stand.

_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"


def _avif(data: bytes) -> bytes:
    meta = next(found for found in _boxes(data, 0, len(data)) if found[0] == b"meta")
    inside = {name: (start, end) for name, start, end in _boxes(data, meta[1] + 4, meta[2])}
    hidden = dict(_hidden_items(data, *inside[b"iinf"]))
    clean = bytearray(data)
    for item, start, length in _extents(data, *inside[b"iloc"], inside.get(b"idat", (0, 0))[0]):
        if item in hidden:
            fill = _EMPTY_EXIF if hidden[item] == b"Exif" else b" " * length
            clean[start : start + length] = fill[:length].ljust(length, b"\0")
    return bytes(clean)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, start of the body, end) of the boxes between two places."""
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        size = size or end - at
        if size < head or at + size > end:
            raise ValueError("short box")
        yield name, at + head, at + size
        at += size


def _hidden_items(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    first = start + (6 if data[start] == 0 else 8)
    for _name, body, _end in _boxes(data, first, end):
        version = data[body]
        if version < 2:
            raise ValueError("old item entry")
        item, _protection, kind = struct.unpack_from(
            ">HH4s" if version == 2 else ">IH4s", data, body + 4
        )
        if kind in (b"Exif", b"mime", b"uri "):
            yield item, kind


def _extents(data: bytes, start: int, end: int, idat: int) -> Iterator[tuple[int, int, int]]:
    """(item, place in the file, length) of every stretch of every item."""
    version = data[start]
    sizes = struct.unpack_from(">BB", data, start + 4)
    offset_size, length_size = sizes[0] >> 4, sizes[0] & 15
    base_size, index_size = sizes[1] >> 4, sizes[1] & 15 if version else 0
    at = start + 6

    def number(width: int) -> int:
        nonlocal at
        if at + width > end:
            raise ValueError("short item list")
        found = int.from_bytes(data[at : at + width], "big")
        at += width
        return found

    for _number in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_size)
        for _extent in range(number(2)):
            number(index_size)
            place = base + number(offset_size) + (idat if method == 1 else 0)
            yield item, place, number(length_size)


_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
    "GIF": _gif,
    "AVIF": _avif,
}
