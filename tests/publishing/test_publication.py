"""What a publication does to the output folder."""

import os
import stat

import pytest
from faulty_disks import PlainDisk, publish, shown

from pobratym.publishing import PublishingError, digest_of, publication
from pobratym.publishing.disk import STAMP_NS, Disk

SITE = {
    "index.html": b"<h1>Home",
    "uk/a/index.html": b"<h1>A",
    "uk/b/index.html": b"<h1>B",
    "assets/style.css": b"h1 {}",
}

SYSTEMS = pytest.mark.parametrize("disk", [Disk(), PlainDisk()], ids=["exchange", "journal"])


@pytest.fixture
def output(tmp_path):
    return tmp_path / "_site"


@SYSTEMS
def test_the_output_is_exactly_the_site(output, disk):
    publish(output, SITE, disk=disk)

    assert shown(output) == SITE


@SYSTEMS
def test_a_second_site_replaces_the_first_exactly(output, disk):
    publish(output, SITE, disk=disk)
    second = {"index.html": b"<h1>New", "uk/a/index.html": b"<h1>A", "uk/c/index.html": b"<h1>C"}

    publish(output, second, disk=disk)

    assert shown(output) == second


@SYSTEMS
def test_folders_that_lost_their_last_page_go(output, disk):
    publish(output, SITE, disk=disk)

    publish(output, {"index.html": b"<h1>Home"}, disk=disk)

    assert [path.name for path in output.iterdir()] == ["index.html"]


@SYSTEMS
@pytest.mark.parametrize(
    "sites",
    [
        [{"a": b"file"}, {"a/b/c": b"folder"}, {"a": b"file"}],
        [{"a/b": b"1", "a/c": b"2"}, {"a": b"3"}, {"a/b": b"1", "a/c": b"2"}, {"a/b/d": b"4"}],
        [{"a/x/p": b"1", "a/y/p": b"2"}, {"a/x": b"3", "a/y/p": b"2"}, {"a/x/p": b"1"}],
    ],
)
def test_a_page_may_become_a_folder_and_back(output, disk, sites):
    for site in [*sites, *sites]:
        publish(output, site, disk=disk)

        assert shown(output) == site


@SYSTEMS
def test_a_site_without_files_is_an_empty_folder(output, disk):
    publish(output, SITE, disk=disk)

    publish(output, {}, disk=disk)

    assert list(output.iterdir()) == []


@SYSTEMS
def test_only_what_changed_is_written(output, disk):
    publish(output, SITE, disk=disk)

    result = publish(output, {**SITE, "uk/a/index.html": b"<h1>A2", "new.html": b""}, disk=disk)

    assert (result.written, result.removed, result.unchanged) == (2, 0, 3)


@SYSTEMS
def test_unchanged_files_stay_the_same_files_on_disk(output, disk):
    publish(output, SITE, disk=disk)
    before = (output / "uk/b/index.html").stat()

    for text in (b"1", b"2", b"3"):
        publish(output, {**SITE, "index.html": text}, disk=disk)

    after = (output / "uk/b/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@SYSTEMS
def test_changes_alone_give_the_same_site_as_the_whole(output, disk):
    publish(output, SITE, disk=disk)

    with publication(output, disk=disk) as pub:
        changed = {path: pub.write(path, b"new") for path in ("index.html", "en/index.html")}
        result = pub.commit_changes(changed, removed=["uk/b/index.html"], state=b"2")

    assert shown(output) == {
        "index.html": b"new",
        "en/index.html": b"new",
        "uk/a/index.html": b"<h1>A",
        "assets/style.css": b"h1 {}",
    }
    assert (result.written, result.removed, result.unchanged) == (2, 1, 2)


def test_the_shown_site_changes_at_commit_and_not_before(output):
    publish(output, SITE)

    with publication(output) as pub:
        digests = {path: pub.write(path, b"new") for path in SITE}
        during = shown(output)
        pub.commit(digests)

    assert during == SITE
    assert set(shown(output).values()) == {b"new"}


@SYSTEMS
def test_a_publication_left_without_commit_changes_nothing(output, disk):
    publish(output, {**SITE, "index.html": b"an older home"}, disk=disk)
    publish(output, SITE, state=b"first", disk=disk)

    with publication(output, disk=disk) as pub:
        for path in SITE:
            pub.write(path, b"half a thought")
        pub.write("uk/c/index.html", b"another")

    assert shown(output) == SITE
    with publication(output, disk=disk) as pub:
        assert pub.state == b"first"


@SYSTEMS
def test_a_build_after_an_abandoned_one_publishes_exactly_its_own_site(output, disk):
    publish(output, SITE, disk=disk)
    publish(output, {**SITE, "index.html": b"2"}, disk=disk)
    with publication(output, disk=disk) as pub:
        pub.write("index.html", b"half a thought")
        pub.write("uk/c/index.html", b"another")
        pub.write("uk/b", b"a file where a folder was")

    third = {**SITE, "assets/style.css": b"h2 {}"}
    publish(output, third, disk=disk)

    assert shown(output) == third


def test_a_path_written_twice_has_the_last_bytes(output):
    publish(output, SITE)

    with publication(output) as pub:
        pub.write("index.html", b"a first idea")
        digest = pub.write("index.html", SITE["index.html"])
        pub.commit_changes({"index.html": digest})

    assert shown(output) == SITE


@SYSTEMS
def test_state_and_digests_of_the_last_site_are_remembered(output, disk):
    publish(output, SITE, state=b"\x00 anything", disk=disk)

    with publication(output, disk=disk) as pub:
        assert pub.state == b"\x00 anything"
        assert pub.manifest == {path: digest_of(data) for path, data in SITE.items()}


def test_state_alone_may_change(output):
    publish(output, SITE, state=b"first")

    result = publish(output, SITE, state=b"second")

    assert (result.written, result.removed, result.unchanged) == (0, 0, 4)
    with publication(output) as pub:
        assert pub.state == b"second"


def test_the_same_site_and_state_again_touch_nothing(output):
    publish(output, SITE, state=b"1")
    manifest = output.parent / "._site.pobratym/manifest"
    before = manifest.stat()

    with publication(output) as pub:
        result = pub.commit_changes({}, state=b"1")

    assert (result.written, result.removed, result.unchanged) == (0, 0, 4)
    assert result.guarantee == "exchange"
    assert manifest.stat().st_ino == before.st_ino


class RecordingDisk(Disk):
    """Writes down the steps that matter to a power cut."""

    def __init__(self):
        self.steps = []

    def rename(self, old, new):
        self.steps.append(f"{os.path.basename(new)} named")
        super().rename(old, new)

    def exchange(self, one, other):
        self.steps.append("exchanged")
        super().exchange(one, other)

    def sync(self, path):
        self.steps.append("flushed")
        super().sync(path)

    def sync_folder(self, path):
        self.steps.append("folder flushed")
        super().sync_folder(path)


def test_contents_reach_the_medium_before_they_are_shown(output):
    publish(output, SITE)
    disk = RecordingDisk()

    with publication(output, disk=disk) as pub:
        pub.commit_changes({"index.html": pub.write("index.html", b"2")})

    expected = ["next named", "flushed", "exchanged", "spare named", "manifest named"]
    assert disk.steps == [*expected, "folder flushed"]


def test_a_journal_reaches_the_medium_before_the_first_file_moves(output):
    publish(output, SITE)
    (output / "CNAME").write_bytes(b"example.org")
    disk = RecordingDisk()

    with publication(output, disk=disk) as pub:
        pub.commit_changes({"index.html": pub.write("index.html", b"2")})

    expected = ["next named", "flushed", "index.html named", "manifest named"]
    assert disk.steps == [*expected, "folder flushed"]


def test_the_guarantee_is_named(output):
    assert publish(output, SITE).guarantee == "exchange"
    assert publish(output, {}, disk=PlainDisk()).guarantee == "journal"


def test_a_file_announced_but_not_written_stops_the_publication(output):
    publish(output, SITE)

    with pytest.raises(PublishingError) as caught, publication(output) as pub:
        pub.commit({"uk/never/index.html": digest_of(b"?")})

    assert caught.value.code == "incomplete"
    assert shown(output) == SITE


def test_a_page_and_a_folder_of_one_name_are_refused(output):
    with pytest.raises(PublishingError) as caught:
        publish(output, {"uk/a.html": b"", "uk/a": b"", "uk/a/index.html": b""})

    assert caught.value.code == "odd-path"
    assert not output.exists()


def test_the_permissions_of_the_output_folder_survive(output):
    publish(output, SITE)
    output.chmod(0o2750)

    publish(output, {**SITE, "index.html": b"2"})

    assert stat.S_IMODE(output.stat().st_mode) == 0o2750


def test_folders_are_stamped_so_that_equal_sites_make_equal_archives(output):
    publish(output, SITE)
    publish(output, {**SITE, "uk/c/index.html": b"C"})

    times = {path.stat().st_mtime_ns for path in [output, *output.rglob("*")] if path.is_dir()}

    assert times == {STAMP_NS}


def test_nothing_is_left_beside_the_output_but_its_workshop(output):
    publish(output, SITE)
    publish(output, {**SITE, "index.html": b"2"})

    assert sorted(os.listdir(output.parent)) == ["._site.pobratym", "_site"]
    assert sorted(os.listdir(output.parent / "._site.pobratym")) == [
        ".gitignore",
        "lock",
        "manifest",
        "spare",
    ]


def test_staging_can_be_sent_to_another_process(output):
    import pickle

    publish(output, SITE)

    with publication(output) as pub:
        staging = pickle.loads(pickle.dumps(pub.staging))
        digest = staging.write("index.html", b"from elsewhere")
        pub.commit_changes({"index.html": digest})

    assert shown(output) == {**SITE, "index.html": b"from elsewhere"}


def test_two_processes_write_into_the_same_new_folders(output):
    paths = [f"uk/{n % 7}/{n}/index.html" for n in range(200)]

    with publication(output) as pub:
        staging = pub.staging
        children = []
        for share in (paths[::2], paths[1::2]):
            child = os.fork()
            if child == 0:
                for path in share:
                    staging.write(path, path.encode())
                os._exit(0)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
        pub.commit({path: digest_of(path.encode()) for path in paths})

    assert shown(output) == {path: path.encode() for path in paths}
