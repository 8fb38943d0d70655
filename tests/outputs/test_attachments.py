"""Images and documents of the content, as readers receive them."""

import io

import pytest
from PIL import Image

from pobratym.outputs.attachments import RefusedAttachment, fault, published, size, url

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'


def picture(kind: str, orientation: int = 1) -> bytes:
    """A noisy picture with a position, a device, a comment and XMP where the format has them."""
    noise = Image.effect_noise((40, 30), 80).convert("P" if kind == "GIF" else "RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    options = {"exif": exif}
    if kind in ("GIF", "JPEG"):
        options["comment"] = b"SecretComment"
    if kind != "GIF":
        options["xmp"] = b"<x:xmpmeta>SecretXmp</x:xmpmeta>"
    target = io.BytesIO()
    noise.save(target, kind, **options)
    return target.getvalue()


FORMATS = [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.gif", "GIF")]
if "AVIF" in Image.registered_extensions().values():
    FORMATS.append(("a.avif", "AVIF"))


@pytest.mark.parametrize("name, kind", FORMATS)
def test_metadata_go_and_every_pixel_stays(name, kind):
    before = picture(kind)

    after = published(name, before)

    assert b"Secret" in before
    assert b"Secret" not in after
    with Image.open(io.BytesIO(before)) as first, Image.open(io.BytesIO(after)) as second:
        assert first.tobytes() == second.tobytes()
        assert not second.getexif().get_ifd(0x8825)


@pytest.mark.parametrize("name, kind", FORMATS)
def test_a_published_picture_is_published_as_it_is(name, kind):
    once = published(name, picture(kind, 6))

    assert published(name, once) == once


@pytest.mark.parametrize("name, kind", [pair for pair in FORMATS if pair[1] != "GIF"])
def test_a_turned_picture_stays_turned(tmp_path, name, kind):
    (tmp_path / name).write_bytes(picture(kind, 6))
    (tmp_path / f"published-{name}").write_bytes(published(name, picture(kind, 6)))

    assert size(tmp_path, name) == (30, 40)
    assert size(tmp_path, f"published-{name}") == (30, 40)


def test_pictures_behind_the_end_of_a_picture_go():
    assert b"Secret" not in published("a.jpg", picture("JPEG") + b"SecretMotionPhoto")
    assert b"Secret" not in published("a.png", picture("PNG") + b"SecretTail")


def test_a_colour_profile_stays():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name, kind in (("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")):
        target = io.BytesIO()
        Image.new("RGB", (9, 9)).save(target, kind, icc_profile=profile)

        with Image.open(io.BytesIO(published(name, target.getvalue()))) as found:
            assert found.info["icc_profile"] == profile


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.jpg", b"PK\x03\x04 a word document"),
        ("a.jpg", b""),
        ("a.jpg", picture("PNG")),
        ("a.png", picture("PNG")[:60]),
        ("a.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 "),
        ("a.svg", b"not xml"),
        ("a.svg", b"<html/>"),
    ],
)
def test_what_is_no_image_is_refused(name, data):
    assert fault(name, data) == "not-an-image"
    with pytest.raises(RefusedAttachment):
        published(name, data)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onload="alert(1)"/>',
        '<a href="https://evil.example"><path/></a>',
        '<use href="https://evil.example/a.svg#b"/>',
        '<image href="https://evil.example/a.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<p xmlns='http://www.w3.org/1999/xhtml'>x</p>",
        "<style>@import 'https://evil.example/a.css';</style>",
        "<style>path { fill: url(https://evil.example/a) }</style>",
        "<path style='background: u\\72l(https://evil.example)'/>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(inside):
    assert fault("a.svg", SVG.format(inside).encode()) == "unsafe-image"


def test_entities_are_refused_before_they_grow():
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<text>&a;</text>").encode()

    assert fault("a.svg", bomb) == "unsafe-image"


def test_a_drawing_keeps_what_draws_and_loses_the_rest():
    inside = (
        '<!-- who --><metadata>who</metadata><i:x xmlns:i="urn:i" i:a="C:\\who"/>'
        '<defs><linearGradient id="g"/></defs><path d="M0 0" fill="url(#g)"/>'
    )

    clean = published("a.svg", SVG.format(inside).encode())

    assert b"who" not in clean
    assert b'd="M0 0"' in clean
    assert b"url(#g)" in clean


def test_a_drawing_says_its_size_by_its_view_box(tmp_path):
    (tmp_path / "a.svg").write_text(SVG.format("<path/>"))

    assert size(tmp_path, "a.svg") == (40, 20)
    assert size(tmp_path, "no-such.jpg") is None


def test_documents_are_published_as_they_are():
    assert published("a.pdf", b"%PDF-1.7 text") == b"%PDF-1.7 text"


def test_files_and_pictures_beside_news_have_addresses_below_files():
    assert url("files/memorandum.pdf") == "/files/memorandum.pdf"
    assert url("news/signed/photo.jpg") == "/files/news/signed/photo.jpg"


@pytest.mark.parametrize("cut", range(0, 1300, 37))
@pytest.mark.parametrize("name, kind", FORMATS)
def test_a_damaged_picture_is_refused_or_read_never_a_crash(name, kind, cut):
    data = picture(kind)
    damaged = data[:cut] + bytes(255 - byte for byte in data[cut : cut + 9]) + data[cut + 9 :]

    assert fault(name, damaged) in (None, "not-an-image")
