"""The lock: one build at a time, and none that outlives its process."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from faulty_disks import publish, shown

from pobratym.publishing import PublishingError, publication

HOLD = """
import sys
from pathlib import Path
from pobratym.publishing import publication
with publication(Path(sys.argv[1])) as pub:
    digest = pub.write("index.html", b"theirs")
    print("ready", flush=True)
    sys.stdin.readline()
    pub.commit({"index.html": digest})
"""


@pytest.fixture
def output(tmp_path):
    return tmp_path / "_site"


@pytest.fixture
def other_build(output):
    """Another process in the middle of a build; a line on its standard input lets it commit."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(output)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_build_is_refused_with_the_number_of_the_first(output, other_build):
    with pytest.raises(PublishingError) as caught, publication(output):
        pytest.fail("two builds at once")

    assert caught.value.code == "busy"
    assert f"process {other_build.pid}" in str(caught.value)


def test_the_first_build_is_not_disturbed_by_the_second(output, other_build):
    with pytest.raises(PublishingError), publication(output):
        pytest.fail("two builds at once")

    other_build.communicate("go on\n")

    assert shown(output) == {"index.html": b"theirs"}


def test_the_lock_of_a_killed_build_is_free_at_once(output, other_build):
    other_build.send_signal(signal.SIGKILL)
    other_build.wait()

    publish(output, {"index.html": b"ours"})

    assert shown(output) == {"index.html": b"ours"}


def test_two_builds_in_one_process_exclude_each_other_too(output):
    with publication(output), pytest.raises(PublishingError) as caught, publication(output):
        pytest.fail("two builds at once")

    assert caught.value.code == "busy"


def test_only_one_of_many_threads_gets_in(output):
    inside, together, codes = [], [], []
    gate = threading.Barrier(8)

    def build():
        gate.wait()
        try:
            with publication(output):
                inside.append(1)
                together.append(len(inside))
                threading.Event().wait(0.05)
                inside.pop()
        except PublishingError as error:
            codes.append(error.code)

    threads = [threading.Thread(target=build) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(together) == {1}
    assert set(codes) <= {"busy"}
    assert len(together) + len(codes) == 8


def test_a_hidden_tree_taken_by_a_worker_of_a_killed_build_is_made_anew(output):
    for text in (b"1", b"2"):
        publish(output, {"index.html": text, "a": b"1"})

    with publication(output) as pub:
        write = pub.write
        (output.parent / "._site.pobratym/spare").rename(output.parent / "taken")
        pub.commit_changes({"index.html": write("index.html", b"3")})

    assert shown(output) == {"index.html": b"3", "a": b"1"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_worker_that_outlives_its_build_holds_no_lock_and_disturbs_nobody(output):
    """It knows the hidden tree by a name that the next build gives up."""
    publish(output, {"index.html": b"old", "a": b"1"})
    told, tell = os.pipe()
    build = os.fork()
    if build == 0:
        with publication(output) as pub:
            write = pub.write
            write("index.html", b"from the killed build")
            if os.fork():
                os.kill(os.getpid(), signal.SIGKILL)
            os.read(told, 1)
            try:
                write("index.html", b"from the orphan")
            except PublishingError:
                os._exit(0)
            os._exit(1)
    os.waitpid(build, 0)

    with publication(output) as pub:
        digest = pub.write("index.html", b"new")
        os.write(tell, b".")
        threading.Event().wait(0.05)
        pub.commit({"index.html": digest})

    assert shown(output) == {"index.html": b"new"}
