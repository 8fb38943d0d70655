"""What pages and files tell of the past of a record, from git."""

import json
import subprocess
from pathlib import Path

import feedparser
import pytest

from pobratym.history import mark, remember, stale_notes
from pobratym.registry.memory import ABSENT, COMPLETE, SHALLOW

PARTNERSHIP = "content/partnerships/okhmatdyt-karolinska.yaml"
KEY = "partnerships/okhmatdyt-karolinska"


def git(folder: Path, *arguments: str, day: str = "2024-01-01") -> None:
    moment = f"{day}T12:00:00+00:00"
    subprocess.run(
        (
            "git",
            *("-c", "user.name=Editor"),
            *("-c", "user.email=editor@example.org"),
            *("-c", "commit.gpgsign=false"),
            *("-c", "init.defaultBranch=main"),
            *arguments,
        ),
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
    )


@pytest.fixture
def project(site):
    """A site whose content is committed, with history and data on."""
    made = site()
    config = made.folder / "site_config.yaml"
    text = config.read_text("utf-8")
    text = text.replace("history: false", "history: true").replace("  data: false", "  data: true")
    config.write_text(text + "repository: https://github.com/example/registry\n", "utf-8")
    (made.folder / ".gitignore").write_text("_site/\n.cache/\n", "utf-8")
    git(made.folder, "init", "-q")
    commit(made, "First records", "2024-01-01")
    return made


def commit(made, message: str, day: str) -> None:
    git(made.folder, "add", "-A", day=day)
    git(made.folder, "commit", "-q", "-m", message, day=day)


def change(made, old: str, new: str, message: str, day: str) -> None:
    path = made.folder / PARTNERSHIP
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    commit(made, message, day)


def memory(made):
    return remember(made.folder / "content", made.folder / ".cache")


def test_a_record_knows_when_it_came_and_what_changed(project):
    change(project, "status: signed", "status: active", "It began", "2024-02-02")

    changes = memory(project).changes[KEY]

    assert [(found.day, found.kind, found.note) for found in changes] == [
        ("2024-02-02", "changed", "It began"),
        ("2024-01-01", "added", "First records"),
    ]
    (field,) = changes[0].fields
    assert (field.field, field.old, field.new) == ("status", "signed", "active")


def test_a_comment_is_no_change(project):
    change(project, "status: signed", "status: signed # sure", "Comment", "2024-02-02")

    assert len(memory(project).changes[KEY]) == 1


def test_a_text_in_one_language_changes_the_news_item(project):
    path = project.folder / "content/news/signed/index.en.md"
    path.write_text(path.read_text("utf-8").replace("was signed", "is signed"), "utf-8")
    commit(project, "Word", "2024-02-02")

    (field,) = memory(project).changes["news/signed"][0].fields

    assert field.field == "title"
    assert field.old == {"uk": "Меморандум підписано", "en": "A memorandum was signed"}
    assert field.new == {"uk": "Меморандум підписано", "en": "A memorandum is signed"}


def test_what_is_added_to_the_memory_equals_what_is_read_anew(project):
    memory(project)
    change(project, "status: signed", "status: active", "One", "2024-02-02")
    memory(project)
    change(project, "status: active", "status: completed", "Two", "2024-03-03")

    together = memory(project)

    assert together == remember(project.folder / "content", project.folder / "other-cache")


def test_a_rewritten_history_is_read_anew(project):
    change(project, "status: signed", "status: active", "One", "2024-02-02")
    memory(project)
    git(project.folder, "reset", "-q", "--hard", "HEAD~1")

    assert [found.kind for found in memory(project).changes[KEY]] == ["added"]


def test_a_removed_record_is_remembered_as_removed(project):
    project.remove("content/news/signed")
    commit(project, "Out", "2024-02-02")

    assert [found.kind for found in memory(project).changes["news/signed"]] == ["removed", "added"]


def test_a_shallow_clone_tells_nothing_and_says_so(project, tmp_path):
    change(project, "status: signed", "status: active", "One", "2024-02-02")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project.folder}", str(clone))

    found = remember(clone / "content", tmp_path / "clone-cache")

    assert found.status == SHALLOW
    assert found.changes == {}
    assert mark(clone / "content").endswith(SHALLOW)


def test_without_git_nothing_is_told(site):
    made = site()

    assert memory(made).status == ABSENT
    assert mark(made.folder / "content") == ""


def test_a_torn_cache_is_no_cache(project):
    whole = memory(project)
    path = project.folder / ".cache" / "history"
    path.write_bytes(path.read_bytes()[:-3])

    assert memory(project) == whole


def test_hooks_and_settings_of_a_repository_run_nothing(project):
    trap = project.folder / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {project.folder}/sprung\n")
    trap.chmod(0o755)
    git(project.folder, "config", "core.fsmonitor", str(trap))
    git(project.folder, "config", "diff.external", str(trap))

    assert memory(project).status == COMPLETE
    assert not (project.folder / "sprung").exists()


def test_notes_go_stale_for_the_records_that_new_commits_touch(project):
    content = project.folder / "content"
    before = mark(content)
    change(project, "status: signed", "status: active", "One", "2024-02-02")

    assert stale_notes(content, before, mark(content)) == {
        f"history/{KEY}",
        "history/partnerships",
        "history",
    }
    assert stale_notes(content, mark(content), mark(content)) == frozenset()
    assert stale_notes(content, "", mark(content)) is None


def test_the_page_of_a_record_shows_its_history_in_words(project):
    change(project, "status: signed", "status: active", "It began", "2024-02-02")
    project.build()

    english = project.page(f"/en/{KEY}/")
    ukrainian = project.page(f"/uk/{KEY}/")

    assert "Status: Signed → Active" in english
    assert "Record added." in english
    assert '<time datetime="2024-02-02">2\N{NO-BREAK SPACE}лютого' in ukrainian
    assert "Запис додано." in ukrainian
    assert "https://github.com/example/registry/commit/" in english


def test_the_changes_of_all_records_stand_on_one_page_in_a_feed_and_in_a_file(project):
    change(project, "status: signed", "status: active", "It began", "2024-02-02")
    project.build()

    assert "Status: Signed → Active" in project.page("/en/changes/")
    feed = feedparser.parse(project.files()["en/changes/feed.xml"])
    assert [entry.updated[:10] for entry in feed.entries] == ["2024-02-02", "2024-01-01"]
    lines = [json.loads(line) for line in project.files()["data/changes.jsonl"].splitlines()]
    assert lines[-1]["id"] == "okhmatdyt-karolinska"
    assert lines[-1]["fields"] == [{"field": "status", "old": "signed", "new": "active"}]


def test_data_say_when_a_record_was_last_changed(project):
    change(project, "status: signed", "status: active", "It began", "2024-02-02")
    project.build()

    single = json.loads(project.files()[f"data/{KEY}.json"])

    assert single["record"]["modified"] == "2024-02-02"
    assert single["history"]["created"] == "2024-01-01"
    assert single["history"]["changes"][0]["note"] == "It began"
    sitemap = project.files()["sitemap-en-partnerships.xml"].decode()
    assert "<lastmod>2024-02-02</lastmod>" in sitemap


def test_a_commit_alone_renews_the_pages_that_tell_of_it(project):
    project.build()
    path = project.folder / PARTNERSHIP
    path.write_text(path.read_text("utf-8").replace("status: signed", "status: active"), "utf-8")
    project.build()
    commit(project, "It began", "2024-02-02")

    outcome = project.build()

    assert 0 < outcome.rendered < outcome.pages / 2
    assert "Status: Signed → Active" in project.page(f"/en/{KEY}/")
    incremental = project.files()
    project.build(use_cache=False)
    assert project.files() == incremental


def test_a_build_with_nothing_new_makes_nothing(project):
    project.build()

    assert project.build().rendered == 0


def test_a_site_without_git_has_a_page_that_says_why_it_tells_nothing(site):
    made = site()
    config = made.folder / "site_config.yaml"
    config.write_text(config.read_text("utf-8").replace("history: false", "history: true"), "utf-8")

    made.build()

    assert "without its history" in made.page("/en/changes/")
    assert "Record added." not in made.page(f"/en/{KEY}/")
