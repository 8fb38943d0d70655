"""The content folder by names alone."""

import pytest

from pobratym.content.tree import read_source, scan


@pytest.fixture
def content(tmp_path):
    def write(*names: str):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("a: 1\n")
        return tmp_path

    return write


def test_every_file_is_known_by_folder_id_and_language(content):
    files, problems = scan(
        content(
            "partnerships/a-b.yaml",
            "news/first/index.uk.md",
            "news/first/index.uk-Latn.md",
            "news/first/photo.jpg",
            "files/docs/memo.pdf",
            "vocabularies/areas.yaml",
            "glossary.yaml",
        )
    )

    assert problems == ()
    assert [(file.path, file.folder, file.id, file.lang) for file in files] == [
        ("files/docs/memo.pdf", "files", "files/docs/memo.pdf", ""),
        ("glossary.yaml", "glossary", "glossary", ""),
        ("news/first/index.uk-Latn.md", "news", "first", "uk-Latn"),
        ("news/first/index.uk.md", "news", "first", "uk"),
        ("news/first/photo.jpg", "files", "news/first/photo.jpg", ""),
        ("partnerships/a-b.yaml", "partnerships", "a-b", ""),
        ("vocabularies/areas.yaml", "vocabularies", "areas", ""),
    ]


def test_the_status_of_a_file_changes_with_it(content):
    folder = content("partnerships/a.yaml")
    (before,), _ = scan(folder)

    (folder / "partnerships" / "a.yaml").write_text("a: 12\n")

    (after,), _ = scan(folder)
    assert (before.size, after.size) == (5, 6)
    assert before != after


def test_readmes_and_what_systems_leave_behind_are_no_content(content):
    files, problems = scan(
        content("README.md", "partnerships/README.md", ".DS_Store", "news/.gitkeep", "a.yaml~")
    )

    assert (files, problems) == ((), ())


@pytest.mark.parametrize(
    "name, code, meant",
    [
        ("partnership/a.yaml", "unknown-file", "partnerships"),
        ("partnerships/a.yml", "unknown-file", "a.yaml"),
        ("partnerships/old/a.yaml", "unknown-file", ""),
        ("vocabularies/area.yaml", "unknown-file", "areas.yaml"),
        ("glosary.yaml", "unknown-file", "glossary.yaml"),
        ("partnerships/Лікарня Охматдит.yaml", "bad-id", "likarnia-okhmatdyt"),
        ("partnerships/a_b.yaml", "bad-id", "a-b"),
        ("partnerships/-a.yaml", "bad-id", "a"),
        ("partnerships/karоlinska.yaml", "look-alike-letter", "karolinska"),
        ("news/Перша новина/index.uk.md", "bad-id", "persha-novyna"),
        ("news/first/index.ua.md", "unknown-language", "uk"),
        ("news/first/memo one.pdf", "bad-file-name", "memo-one.pdf"),
    ],
)
def test_a_wrong_name_suggests_the_right_one(content, name, code, meant):
    folder = content(name, *(["news/first/index.uk.md"] if name.startswith("news/first") else []))

    _files, (found,) = scan(folder)

    assert (found.code, dict(found.values).get("suggestion", "")) == (code, meant)


def test_a_content_folder_that_does_not_exist_is_one_problem(tmp_path):
    files, (found,) = scan(tmp_path / "nowhere")

    assert files == ()
    assert found.code == "unreadable-file"


def test_a_link_to_a_file_inside_is_followed_and_to_a_folder_is_not(content):
    folder = content("partnerships/a.yaml", "files/memo.pdf")
    (folder / "files" / "copy.pdf").symlink_to(folder / "files" / "memo.pdf")
    (folder / "files" / "loop").symlink_to(folder)

    files, (found,) = scan(folder)

    assert "files/copy.pdf" in {file.path for file in files}
    assert (found.file, found.code) == ("files/loop", "link-out-of-content")


def test_a_file_that_grew_after_the_scan_is_read_up_to_the_limit(content):
    folder = content("partnerships/a.yaml")
    (file,), _ = scan(folder)
    with open(folder / file.path, "wb") as stream:
        stream.truncate(20_000_000)

    data, (found,) = read_source(folder, file)

    assert data is None
    assert found.code == "file-too-large"
