"""Folders that never become an output, and paths that never become a file."""

import os
from pathlib import Path

import pytest
from faulty_disks import publish, shown
from hypothesis import given
from hypothesis import strategies as st

from pobratym.publishing import PublishingError, publication
from pobratym.publishing.paths import check_path


@pytest.fixture
def project(tmp_path):
    (tmp_path / "project/content/news").mkdir(parents=True)
    (tmp_path / "project/content/about.md").write_bytes(b"text")
    return tmp_path / "project"


def refusal(output, project):
    with (
        pytest.raises(PublishingError) as caught,
        publication(output, [project / "content", project]),
    ):
        pytest.fail("the folder was accepted")
    return caught.value


@pytest.mark.parametrize(
    "place", [".", "content", "content/..", "..", "../..", "/", "content/news/../../../project"]
)
def test_folders_that_are_or_hold_the_project_or_its_content_are_refused(project, place):
    error = refusal(project / place, project)

    assert error.code == "refused"
    assert sorted(os.listdir(project)) == ["content"]


def test_the_home_folder_is_refused(project, monkeypatch, tmp_path):
    (tmp_path / "home/me").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home/me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home/me"))

    assert refusal(tmp_path / "home/me", project).code == "refused"
    assert refusal(tmp_path / "home", project).code == "refused"


def test_a_symbolic_link_is_refused(project, tmp_path):
    (tmp_path / "outside").mkdir()
    (project / "_site").symlink_to(tmp_path / "outside")

    assert refusal(project / "_site", project).code == "refused"
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_on_the_way_that_leads_out_of_the_project_is_refused(project, tmp_path):
    (tmp_path / "outside").mkdir()
    (project / "public").symlink_to(tmp_path / "outside")

    assert refusal(project / "public/site", project).code == "refused"
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_to_the_content_folder_is_seen_through(project, tmp_path):
    (tmp_path / "shortcut").symlink_to(project)

    assert refusal(tmp_path / "shortcut/content", project).code == "refused"


def test_a_file_is_refused(project):
    (project / "_site").write_bytes(b"")

    assert refusal(project / "_site", project).code == "refused"


def test_a_folder_with_files_of_somebody_else_is_refused_and_left_alone(project):
    (project / "_site").mkdir()
    (project / "_site/thesis.txt").write_bytes(b"years of work")

    error = refusal(project / "_site", project)

    assert error.code == "not-ours"
    assert shown(project / "_site") == {"thesis.txt": b"years of work"}
    assert sorted(os.listdir(project)) == ["_site", "content"]


def test_an_empty_folder_and_a_missing_one_with_missing_parents_are_accepted(project):
    (project / "_site").mkdir()

    publish(project / "_site", {"a": b"1"})
    publish(project / "deep/er/_site", {"a": b"1"})

    assert shown(project / "_site") == shown(project / "deep/er/_site") == {"a": b"1"}


def test_relative_outputs_work(project, monkeypatch):
    monkeypatch.chdir(project)

    publish(Path("_site"), {"a": b"1"})

    assert shown(project / "_site") == {"a": b"1"}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/etc/passwd",
        "..",
        ".",
        "../a",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        "a\0b",
        "a\nb",
        "a\\b",
        "c:a",
        "a?",
        "a*",
        "a.",
        "a ",
        " a",
        "a/ b",
        "page\u202etxt.html",
        "zero\u200bwidth",
        "\ud800",
        "ї" * 128,
        "a/" * 520 + "a",
        ".pobratym-passage/a",
    ],
)
def test_odd_paths_are_refused(path, tmp_path):
    with pytest.raises(PublishingError) as caught:
        publish(tmp_path / "_site", {path: b"x"})

    assert caught.value.code == "odd-path"
    assert not (tmp_path / "_site").exists()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        ".well-known/security.txt",
        "_headers",
        "assets/site.1f.css",
        "uk/лікарня/фото 1 (мале).jpg",
        "a..b",
        "..a",
    ],
)
def test_good_paths_are_accepted(path, tmp_path):
    publish(tmp_path / "_site", {path: b"x"})

    assert shown(tmp_path / "_site") == {path: b"x"}


def test_odd_paths_are_refused_at_commit_too(tmp_path):
    with pytest.raises(PublishingError) as caught, publication(tmp_path / "_site") as pub:
        pub.commit({"../content/about.md": b"0123456789abcdef"})

    assert caught.value.code == "odd-path"


@given(st.text(alphabet=st.sampled_from("a./ \\:\0їA~"), max_size=12) | st.text(max_size=12))
def test_no_accepted_path_leads_out_of_the_site(path):
    try:
        check_path(path)
    except PublishingError:
        return

    resolved = os.path.normpath(f"/site/{path}")
    assert resolved == f"/site/{path}"
    assert resolved.startswith("/site/")
