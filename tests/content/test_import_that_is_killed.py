"""A kill at any moment leaves the content as it was, or as it shall be after the next command."""

import os
import random
import signal

import pytest

from pobratym.content import writing
from pobratym.content.writing import Change, finish, is_unfinished, write_changes

OLD = {"institutions/a.yaml": b"old a\n", "institutions/b.yaml": b"old b\n"}
NEW = {
    "institutions/a.yaml": b"new a\n",
    "institutions/b.yaml": b"new b\n",
    "news/c/index.uk.md": b"new c\n",
}
CHANGES = [Change(path, OLD.get(path), data) for path, data in NEW.items()]
CALLS = (
    ("os", "replace"),
    ("os", "rename"),
    ("os", "fsync"),
    ("os", "open"),
    ("os", "mkdir"),
    ("os", "unlink"),
    ("os", "rmdir"),
)


@pytest.fixture
def content(tmp_path):
    for path, data in OLD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def files(content):
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("*")
        if path.is_file() and not path.relative_to(content).parts[0].startswith(".")
    }


def killed_at(content, step: int) -> bool:
    """Whether a process that writes the changes was killed before its call number `step`."""
    child = os.fork()
    if child == 0:
        count = 0

        def counted(real):
            def call(*args, **kwargs):
                nonlocal count
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                count += 1
                return real(*args, **kwargs)

            return call

        for _module, name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        write_changes(content, CHANGES)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_after_a_kill_at_any_moment_everything_is_old_or_becomes_new(content):
    step, outcomes = 0, set()
    while killed_at(content, step):
        decided = is_unfinished(content)
        if not decided:
            assert files(content) in (OLD, OLD | NEW)
        finish(content)
        outcomes.add(files(content) == OLD)
        assert files(content) in (OLD, OLD | NEW)
        assert not is_unfinished(content)

        for path in NEW.keys() - OLD.keys():
            (content / path).unlink(missing_ok=True)
        for path, data in OLD.items():
            (content / path).write_bytes(data)
        step += 1

    assert files(content) == OLD | NEW
    assert outcomes == {True, False}
    assert step > 20


def test_kills_that_follow_each_other_lose_nothing(content):
    chance = random.Random(20231013)
    while killed_at(content, chance.randrange(4, 40)):
        pass

    assert files(content) == OLD | NEW


def test_a_file_that_was_edited_in_between_is_left_as_it_is(content, monkeypatch):
    real = os.replace
    done = []

    def replace(source, target):
        if done:
            raise KeyboardInterrupt
        done.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_changes(content, CHANGES)
    monkeypatch.setattr(os, "replace", real)
    (content / "institutions/b.yaml").write_bytes(b"edited\n")

    assert is_unfinished(content)
    assert finish(content) == ("institutions/b.yaml",)
    assert files(content) == OLD | NEW | {"institutions/b.yaml": b"edited\n"}


def test_a_full_disk_changes_nothing(content, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        write_changes(content, CHANGES)
    assert files(content) == OLD
    assert not is_unfinished(content)


def test_the_hidden_folder_is_no_content_and_leaves_nothing_behind(content):
    from pobratym.content.tree import scan

    write_changes(content, CHANGES)

    assert not [path for path in content.iterdir() if path.name.startswith(".")]
    (content / ".pobratym-import").mkdir()
    assert scan(content)[1] == ()


def test_the_next_command_completes_an_import_and_says_so(site, capsys):
    from pobratym.cli import UNFINISHED, main

    made = site()
    content = made.folder / "content"
    path = content / "institutions" / "karolinska.yaml"
    before = path.read_bytes()
    change = Change(path.relative_to(content).as_posix(), before, before + b"# imported\n")
    child = os.fork()
    if child == 0:
        os.replace = lambda *_args: os.kill(os.getpid(), signal.SIGKILL)
        write_changes(content, [change])
        os._exit(0)
    os.waitpid(child, 0)
    assert (content / UNFINISHED).is_dir()

    code = main(["check", "--config", str(made.folder / "site_config.yaml"), "--lang", "en"])

    assert code == 0
    assert path.read_bytes().endswith(b"# imported\n")
    assert "has been completed" in capsys.readouterr().err
