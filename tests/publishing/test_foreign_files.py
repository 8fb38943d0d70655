"""What is not ours stays where it is; what somebody did to ours is noticed."""

import os
import shutil
import threading

import pytest
from faulty_disks import PlainDisk, publish, shown

from pobratym.publishing import PublishingError, digest_of, publication
from pobratym.publishing.disk import Disk

SITE = {"index.html": b"1", "uk/a/index.html": b"A", "uk/b/index.html": b"B"}
SECOND = {"index.html": b"2", "uk/a/index.html": b"A", "en/index.html": b"E"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "_site"


@pytest.mark.parametrize("disk", [Disk(), PlainDisk()], ids=["exchange", "journal"])
@pytest.mark.parametrize(
    "place", ["CNAME", ".git/HEAD", "uk/notes.txt", "uk/b/notes.txt", "uk/b/more/notes.txt"]
)
def test_a_foreign_file_anywhere_stays_shown_through_every_change(output, disk, place):
    publish(output, SITE, disk=disk)
    foreign = output / place
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_bytes(b"mine")
    inode = foreign.stat().st_ino

    for site in (SECOND, {}, SITE):
        publish(output, site, disk=disk)

        assert shown(output) == {**site, place: b"mine"}
        assert foreign.stat().st_ino == inode


def test_a_page_folder_kept_for_a_foreign_file_belongs_to_its_owner(output):
    """Even when the first file there goes and another comes, and when a page moves in again."""
    publish(output, SITE)
    (output / "uk/b/notes.txt").write_bytes(b"mine")
    without_b = {"index.html": b"1", "uk/a/index.html": b"A"}
    publish(output, without_b)
    (output / "uk/b/notes.txt").rename(output / "uk/b/other.txt")

    for site in ({**without_b, "index.html": b"2"}, SITE, SECOND):
        publish(output, site)
        publish(output, {**site, "index.html": b"3"})

        assert shown(output) == {**site, "index.html": b"3", "uk/b/other.txt": b"mine"}


def test_folders_given_to_others_and_taken_back_keep_what_is_deep_inside(output):
    publish(output, {"uk/a/b/index.html": b"B"})
    (output / "uk/a/b/deep").mkdir()
    publish(output, {})
    publish(output, {"uk/a/b/index.html": b"B"})
    (output / "uk/a/b/deep/notes.txt").write_bytes(b"mine")

    for text in (b"1", b"2"):
        publish(output, {"index.html": text})

        assert shown(output) == {"index.html": text, "uk/a/b/deep/notes.txt": b"mine"}


def test_foreign_entries_are_named_and_lower_the_guarantee(output):
    publish(output, SITE)
    (output / "CNAME").write_bytes(b"example.org")
    (output / ".git/objects").mkdir(parents=True)

    result = publish(output, SECOND)

    assert result.foreign == (".git", "CNAME")
    assert result.guarantee == "journal"


def test_the_full_guarantee_returns_when_the_foreign_file_has_gone(output):
    publish(output, SITE)
    (output / "CNAME").write_bytes(b"example.org")
    publish(output, SECOND)
    (output / "CNAME").unlink()

    result = publish(output, SITE)

    assert result.guarantee == "exchange"
    assert shown(output) == SITE


@pytest.mark.parametrize("threads", [0, 1], ids=["another process looks", "we look ourselves"])
def test_looking_ahead_finds_the_same(output, monkeypatch, threads):
    monkeypatch.setattr("pobratym.publishing.publications._MANY_FILES", 0)
    publish(output, SITE)
    (output / "uk/a/index.html").unlink()
    (output / "uk/b/notes.txt").write_bytes(b"mine")
    stop = threading.Event()
    others = [threading.Thread(target=stop.wait) for _ in range(threads)]
    for thread in others:
        thread.start()

    with publication(output) as pub:
        pub.look_ahead()
        found = set(pub.manifest)
        pub.commit({path: pub.write(path, data) for path, data in SITE.items()})
    stop.set()

    assert found == {"index.html", "uk/b/index.html"}
    assert shown(output) == {**SITE, "uk/b/notes.txt": b"mine"}


def test_looking_ahead_and_then_doing_nothing_leaves_no_process(output, monkeypatch):
    monkeypatch.setattr("pobratym.publishing.publications._MANY_FILES", 0)
    fork, started = os.fork, []
    monkeypatch.setattr("os.fork", lambda: started.append(fork()) or started[-1])
    publish(output, SITE)

    with publication(output) as pub:
        pub.look_ahead()

    (process,) = started
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_file_that_somebody_adds_during_a_long_build_is_seen(output, monkeypatch):
    monkeypatch.setattr("pobratym.publishing.publications._LOOK_IS_FRESH_SECONDS", 0.0)
    publish(output, SITE)

    with publication(output) as pub:
        digests = {path: pub.write(path, data) for path, data in SECOND.items()}
        (output / "uk/a/notes.txt").write_bytes(b"mine")
        result = pub.commit(digests)

    assert result.guarantee == "journal"
    assert shown(output) == {**SECOND, "uk/a/notes.txt": b"mine"}


def test_foreign_symbolic_links_are_neither_followed_nor_removed(output, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    publish(output, SITE)
    (output / "en").symlink_to(elsewhere)

    with pytest.raises(PublishingError) as caught:
        publish(output, SECOND)

    assert caught.value.code == "in-the-way"
    assert list(elsewhere.iterdir()) == []
    assert (output / "en").is_symlink()


@pytest.mark.parametrize(
    "place",
    ["en", "en/index.html", "en/index.html/deep.txt"],
    ids=["file where a folder goes", "file where a page goes", "folder where a page goes"],
)
def test_a_foreign_file_in_the_way_is_never_overwritten(output, place):
    publish(output, SITE)
    (output / place).parent.mkdir(parents=True, exist_ok=True)
    (output / place).write_bytes(b"mine")

    with pytest.raises(PublishingError) as caught:
        publish(output, SECOND)

    assert caught.value.code == "in-the-way"
    assert caught.value.is_untouched
    assert shown(output) == {**SITE, place: b"mine"}


def test_an_empty_checkout_of_a_hosting_branch_is_accepted(output):
    (output / ".git").mkdir(parents=True)
    (output / ".git/HEAD").write_bytes(b"ref: refs/heads/pages")
    (output / "CNAME").write_bytes(b"example.org")

    publish(output, SITE)

    assert shown(output) == {
        **SITE,
        ".git/HEAD": b"ref: refs/heads/pages",
        "CNAME": b"example.org",
    }


def test_an_untouched_site_is_intact(output):
    publish(output, SITE)

    with publication(output) as pub:
        assert pub.is_intact()


@pytest.mark.parametrize(
    "damage",
    [
        lambda output: shutil.rmtree(output),
        lambda output: shutil.rmtree(output / "uk/a"),
        lambda output: (output / "index.html").unlink(),
        lambda output: (output / "uk/new.txt").write_bytes(b""),
        lambda output: os.rename(output, output.with_name("moved")),
    ],
    ids=["site deleted", "folder deleted", "file deleted", "file added", "site moved away"],
)
def test_damage_is_seen_at_a_glance(output, damage):
    publish(output, SITE)
    damage(output)

    with publication(output) as pub:
        assert not pub.is_intact()


@pytest.mark.parametrize("disk", [Disk(), PlainDisk()], ids=["exchange", "journal"])
def test_deleted_and_replaced_pages_are_to_be_rendered_again(output, disk):
    publish(output, SITE, disk=disk)
    (output / "uk/a/index.html").unlink()
    (output / "uk/b/new").write_bytes(b"edited by hand")
    (output / "uk/b/new").replace(output / "uk/b/index.html")

    with publication(output, disk=disk) as pub:
        still_there = set(pub.manifest)
        changed = {path: pub.write(path, SITE[path]) for path in SITE.keys() - still_there}
        pub.commit_changes(changed, state=b"")

    assert still_there == {"index.html"}
    assert shown(output) == SITE


def test_a_deleted_page_returns_even_when_the_caller_did_not_ask(output):
    """The hidden tree still has it."""
    publish(output, SITE)
    publish(output, {**SITE, "index.html": b"2"})
    (output / "uk/a/index.html").unlink()

    with publication(output) as pub:
        pub.commit_changes({"index.html": pub.write("index.html", b"3")})

    assert shown(output) == {**SITE, "index.html": b"3"}


def test_a_deleted_page_that_nobody_has_stops_the_publication(output):
    publish(output, SITE)
    (output / "uk/a/index.html").unlink()

    with pytest.raises(PublishingError) as caught, publication(output) as pub:
        pub.commit_changes({"index.html": pub.write("index.html", b"2")})

    assert caught.value.code == "incomplete"


def test_verify_names_every_difference(output):
    publish(output, SITE)
    (output / "index.html").write_bytes(b"overwritten in place")
    (output / "uk/a/index.html").unlink()
    (output / "uk/b/notes.txt").write_bytes(b"")

    with publication(output) as pub:
        found = pub.verify()

    assert found.altered == {"index.html"}
    assert found.missing == {"uk/a/index.html"}
    assert found.foreign == {"uk/b/notes.txt"}


def test_after_verify_what_was_overwritten_in_place_is_written_again(output):
    publish(output, SITE)
    (output / "index.html").write_bytes(b"overwritten in place")

    with publication(output) as pub:
        pub.verify()
        pub.commit({path: pub.write(path, data) for path, data in SITE.items()})

    assert shown(output) == SITE


def test_a_deleted_output_folder_is_made_again(output):
    publish(output, SITE, state=b"1")
    publish(output, SECOND, state=b"2")
    shutil.rmtree(output)

    with publication(output) as pub:
        assert (pub.manifest, pub.state) == ({}, b"")
    publish(output, SITE)

    assert shown(output) == SITE


def test_a_copied_project_goes_on_where_the_original_was(tmp_path):
    """As a build server does that restores folders from its cache: other inodes, same bytes."""
    publish(tmp_path / "one/_site", SITE, state=b"1")
    publish(tmp_path / "one/_site", SECOND, state=b"2")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    output = tmp_path / "two/_site"

    with publication(output) as pub:
        assert pub.state == b"2"
        assert pub.manifest == {path: digest_of(data) for path, data in SECOND.items()}
    result = publish(output, {**SECOND, "index.html": b"3"})

    assert (result.written, result.unchanged) == (1, 2)
    assert shown(output) == {**SECOND, "index.html": b"3"}


def test_another_folder_put_in_the_place_of_the_output_is_refused(output):
    publish(output, SITE)
    output.rename(output.with_name("moved"))
    output.mkdir()
    (output / "thesis.txt").write_bytes(b"years of work")

    with pytest.raises(PublishingError) as caught:
        publish(output, SECOND)

    assert caught.value.code == "not-ours"
    assert shown(output) == {"thesis.txt": b"years of work"}
