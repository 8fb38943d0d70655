"""Full, read-only, forbidden disks: one clear error, the old site whole, the next build right."""

import errno
import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import pytest
from faulty_disks import FailingDisk, FullDisk, PlainDisk, publish, shown

from pobratym.publishing import PublishingError, publication
from pobratym.publishing.disk import Disk

SITE = {"index.html": b"1" * 3000, "uk/a/index.html": b"A", "uk/b/index.html": b"B"}
SECOND = {"index.html": b"2" * 3000, "uk/a/index.html": b"A", "en/index.html": b"E"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "_site"


def attempts(output, disk_at, plain=None):
    """Publishes SECOND over SITE on disks that fail at their first, second, ... call, until one
    has no call left to fail; gives the error of each attempt, None where the call did not matter.
    """
    for number in count(1):
        publish(output, SITE, disk=plain)
        disk = disk_at(number)
        try:
            publish(output, SECOND, disk=disk)
        except PublishingError as error:
            yield error
        else:
            if not disk.has_failed:
                break
            yield None


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_fault_at_any_call_leaves_one_whole_site_and_the_next_build_right(output, error):
    faults = 0
    for caught in attempts(output, lambda number: FailingDisk(number, error)):
        faults += bool(caught)
        assert shown(output) == (SITE if caught and caught.is_untouched else SECOND)
        publish(output, SECOND)
        assert shown(output) == SECOND

    assert faults > 10


def test_a_full_disk_at_any_moment_leaves_the_old_site(output):
    codes = []
    for caught in attempts(output, FullDisk):
        codes.append(caught.code)
        assert shown(output) == SITE
        assert caught.is_untouched

    assert len(codes) > 3
    assert set(codes) == {"disk-full"}


def test_after_a_full_disk_the_hidden_tree_does_not_keep_the_room(output):
    publish(output, SITE)

    with pytest.raises(PublishingError):
        publish(output, SECOND, disk=FullDisk(4))

    assert sorted(os.listdir(output.parent / "._site.pobratym")) == [
        ".gitignore",
        "lock",
        "manifest",
    ]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_fault_in_the_middle_of_a_journal_is_completed_by_the_next_command(output, error):
    class Plain(FailingDisk, PlainDisk):
        exchange = PlainDisk.exchange

    interrupted = 0
    for caught in attempts(output, lambda number: Plain(number, error), PlainDisk()):
        if caught and caught.is_untouched:
            assert shown(output) == SITE
            continue
        interrupted += bool(caught)
        with publication(output, disk=PlainDisk()):
            assert shown(output) == SECOND

    assert interrupted > 3


def test_the_message_says_what_failed_what_readers_see_and_what_to_do(output):
    publish(output, SITE)

    with pytest.raises(PublishingError) as caught:
        publish(output, SECOND, disk=FailingDisk(3, errno.ENOSPC, only=("create",)))

    message = str(caught.value)
    assert os.strerror(errno.ENOSPC) in message
    assert f"The published site in {output} is untouched." in message
    assert "Free some space and build again." in message


@pytest.mark.parametrize("error", [errno.EXDEV, errno.EBUSY, errno.EINVAL, errno.EPERM])
def test_where_exchange_or_link_turns_out_impossible_the_journal_takes_over(output, error):
    publish(output, SITE)

    for call in ("exchange", "link", "take_after"):
        result = publish(output, SECOND, disk=FailingDisk(1, error, only=(call,)))
        assert shown(output) == SECOND
        assert result.guarantee == "journal"
        shutil.rmtree(output.parent / "._site.pobratym")
        shutil.rmtree(output)
        publish(output, SITE)


def test_an_output_on_another_mount_is_filled_through_a_copy(output):
    """Renaming into a mount point gives EXDEV; the files are copied in, then renamed there."""

    class Mounted(Disk):
        def exchange(self, one, other):
            raise OSError(errno.EXDEV, "", one)

        def rename(self, old, new):
            outside = not old.startswith(f"{output}/")
            if outside and (new == str(output) or new.startswith(f"{output}/")):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), old, None, new)
            super().rename(old, new)

    output.mkdir()
    for site in (SITE, SECOND, SITE):
        publish(output, site, disk=Mounted())

        assert shown(output) == site


def code_for_an_ordinary_user(output):
    """The code of the error that a user other than root meets (root may write everywhere)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        try:
            publish(output, SECOND)
        except PublishingError as error:
            os.write(writing, error.code.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has neither fork nor these modes")
def test_an_output_without_permission_is_a_clear_error():
    with tempfile.TemporaryDirectory() as name:
        closed = Path(name)
        publish(closed / "_site", SITE)
        closed.chmod(0o555)
        codes = [code_for_an_ordinary_user(closed / place) for place in ("_site", "other")]
        closed.chmod(0o755)

        assert codes == ["no-permission", "no-permission"]
        assert shown(closed / "_site") == SITE


@pytest.fixture
def small_disk(tmp_path):
    """A memory disk of one megabyte, mounted for real; only root may mount."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small memory disk needs root; the injected faults cover the rest")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_really_full_disk_leaves_the_old_site_and_room_for_the_next(small_disk):
    output = small_disk / "_site"
    publish(output, SITE)
    too_much = {f"uk/{n}/index.html": bytes(20_000) for n in range(100)}

    with pytest.raises(PublishingError) as caught:
        publish(output, too_much)

    assert caught.value.code == "disk-full"
    assert shown(output) == SITE
    publish(output, SECOND)
    assert shown(output) == SECOND


def test_a_mount_point_as_output_is_published_into(small_disk):
    """As a volume of a container is: the folder itself cannot be exchanged."""
    for site in (SITE, SECOND, {}, SITE):
        result = publish(small_disk, site)

        assert shown(small_disk) == site
        assert result.guarantee == "journal"


def test_a_read_only_disk_is_a_clear_error(small_disk):
    output = small_disk / "_site"
    publish(output, SITE)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(PublishingError) as caught:
        publish(output, SECOND)

    assert caught.value.code == "read-only"
    assert shown(output) == SITE
