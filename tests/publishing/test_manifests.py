"""The manifest as bytes: an exact round trip, and no flipped bit is trusted."""

import pytest
from faulty_disks import publish, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from pobratym.publishing import publication
from pobratym.publishing.manifest import (
    MAGIC,
    DamagedManifest,
    Manifest,
    check,
    decode,
    encode,
    summarise,
)

paths = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=10)
some_paths = st.frozensets(paths, max_size=5)


@st.composite
def manifests(draw):
    files = draw(st.dictionaries(paths, st.binary(min_size=16, max_size=16), max_size=20))
    members = st.frozensets(st.sampled_from(sorted(files))) if files else st.just(frozenset())
    return Manifest(
        state=draw(st.binary(max_size=50)),
        files=files,
        shown=draw(st.integers(0, 2**64 - 1)),
        spare=draw(st.integers(0, 2**64 - 1)),
        can_exchange=draw(st.booleans()),
        behind=draw(members),
        leftovers=draw(some_paths),
        branches=draw(some_paths),
        foreign=draw(some_paths | st.just(frozenset({"not\nplain", "\udcff"}))),
        pending=draw(members),
        removals=draw(some_paths),
        staged=draw(paths),
        is_flat=draw(st.booleans()),
    )


@given(manifests())
def test_decoding_gives_back_what_was_encoded(manifest):
    data = encode(manifest)

    check(data)
    assert decode(data) == manifest


@given(manifests())
def test_the_summary_agrees_with_the_whole(manifest):
    summary = summarise(encode(manifest))

    assert (summary.state, summary.shown, summary.count, frozenset(summary.branches)) == (
        manifest.state,
        manifest.shown,
        len(manifest.files),
        manifest.branches,
    )


@given(manifests(), st.data())
def test_a_flipped_bit_anywhere_is_seen(manifest, data):
    encoded = bytearray(encode(manifest))
    bit = data.draw(st.integers(0, len(encoded) * 8 - 1))
    encoded[bit // 8] ^= 1 << bit % 8

    with pytest.raises(DamagedManifest):
        check(bytes(encoded))


@given(manifests(), st.data())
def test_a_manifest_cut_short_or_grown_is_seen(manifest, data):
    encoded = encode(manifest)
    cut = data.draw(st.integers(0, len(encoded) - 1))

    for wrong in (encoded[:cut], encoded + b"\0"):
        with pytest.raises(DamagedManifest):
            check(wrong)


SITE = {"index.html": b"1", "uk/a/index.html": b"A", "uk/b/index.html": b"B"}


def damage(output, how):
    manifest = output.parent / "._site.pobratym/manifest"
    manifest.write_bytes(how(manifest.read_bytes()))


@pytest.mark.parametrize(
    "how",
    [
        lambda data: data[:-5] + bytes([data[-5] ^ 8]) + data[-4:],
        lambda data: data[:30],
        lambda data: b"",
        lambda data: data.replace(MAGIC, b"pobratym manifest 0\n"),
    ],
    ids=["flipped bit", "cut short", "empty", "another version"],
)
def test_a_damaged_manifest_leads_to_a_full_rebuild(tmp_path, how):
    output = tmp_path / "_site"
    publish(output, SITE, state=b"state")
    damage(output, how)

    with publication(output) as pub:
        assert not pub.is_intact()
        assert (pub.manifest, pub.state) == ({}, b"")
        result = pub.commit({path: pub.write(path, data) for path, data in SITE.items()})

    assert (result.written, result.foreign) == (3, ())
    assert shown(output) == SITE
    assert publish(output, {"index.html": b"2"}).guarantee == "exchange"


def test_after_damage_files_of_unknown_origin_are_kept_and_named(tmp_path):
    output = tmp_path / "_site"
    publish(output, SITE)
    (output / "CNAME").write_bytes(b"example.org")
    damage(output, lambda data: b"")

    publish(output, {"index.html": b"2", "uk/a/index.html": b"A"})
    result = publish(output, {"index.html": b"3", "uk/a/index.html": b"A"})

    assert result.foreign == ("CNAME", "uk/b")
    assert shown(output) == {
        "index.html": b"3",
        "uk/a/index.html": b"A",
        "uk/b/index.html": b"B",
        "CNAME": b"example.org",
    }


@settings(max_examples=20)
@given(st.sets(st.integers(0, 2000), max_size=2000))
def test_marks_survive_in_small_and_large_numbers(marked):
    names = [f"{n:04d}" for n in range(2001)]
    behind = frozenset(names[n] for n in marked)
    manifest = Manifest(
        b"", dict.fromkeys(names, bytes(16)), 1, 2, True, behind, *[frozenset()] * 5, "", False
    )

    assert decode(encode(manifest)).behind == behind
