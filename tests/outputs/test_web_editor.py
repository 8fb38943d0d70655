"""The web editor: its configuration follows the declared fields, its policy touches nobody else."""

import json
import re
import tarfile
from base64 import b64encode
from hashlib import sha384, sha512
from io import BytesIO

import pytest

from pobratym.commands.admin import Pinned, UnfitArchive, unpacked
from pobratym.outputs.server_files import CONTENT_POLICY
from pobratym.outputs.web_editor.configuration import backend
from pobratym.registry.codes import COUNTRIES
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, STATUSES
from pobratym.registry.schema import Group, LocalText, Many, Names, Ref, Term, fields_of

SCRIPT = (
    "const a='https://fonts.test/fontsource/fonts/source-sans-3:vf@5.3.0/latin-wght.woff2',"
    "b='https://fonts.test/fontsource/fonts/noto-mono@5.3.0/latin-400.woff2',"
    "c='https://fonts.test/fontsource/fonts/material-symbols-outlined:vf@5/latin.woff2',"
    "d=`https://cdn.test/@sveltia/cms`;"
)


def project(site, repository="https://github.com/example/registry", fetched=True):
    """The small registry with the web editor switched on, and templates of its own."""
    from pathlib import Path

    made = site()
    path = made.folder / "site_config.yaml"
    config = path.read_text("utf-8") + "  admin: true\n"
    path.write_text(config + (f"repository: {repository}\n" if repository else ""), "utf-8")
    templates = made.folder / "templates"
    templates.mkdir()
    for source in sorted((Path(__file__).parent.parent.parent / "templates").iterdir()):
        if source.name != "web-editor":
            (templates / source.name).symlink_to(source)
    if fetched:
        (templates / "web-editor").mkdir()
        (templates / "web-editor" / "sveltia-cms.js").write_text(SCRIPT)
    outcome = made.build(templates=templates)
    assert outcome.published is not None, outcome.problems
    return made


@pytest.fixture
def config(site):
    return json.loads((project(site).output / "admin" / "config.json").read_text("utf-8"))


def by_name(parts):
    return {part["name"]: part for part in parts}


def test_every_type_is_a_collection_with_every_field(config):
    collections = by_name(config["collections"])

    assert collections.keys() == RECORD_TYPES.keys()
    for folder, record_type in RECORD_TYPES.items():
        names = [field["name"] for field in collections[folder]["fields"]]
        assert names == [field.name for field in fields_of(record_type)]
        assert collections[folder]["folder"] == f"content/{folder}"


def walk(struct, widgets):
    for field in fields_of(struct):
        widget = by_name(widgets)[field.name]
        yield field, widget
        kind = field.kind.item if isinstance(field.kind, Many) else field.kind
        if isinstance(kind, Group):
            yield from walk(kind.struct, widget["fields"])


def test_references_are_relations_and_terms_are_choices(config):
    collections = by_name(config["collections"])
    for folder, record_type in RECORD_TYPES.items():
        for field, widget in walk(record_type, collections[folder]["fields"]):
            kind = field.kind.item if isinstance(field.kind, Many) else field.kind
            if isinstance(kind, Ref):
                assert (widget["widget"], widget["collection"]) == ("relation", kind.record_type)
                assert widget.get("multiple", False) == isinstance(field.kind, Many)
            if isinstance(kind, Term):
                assert widget["widget"] == "select"
            assert widget.get("required", False) == field.required or isinstance(kind, Names)


def test_choices_are_those_of_the_schema_and_the_vocabularies(config):
    collections = by_name(config["collections"])
    partnership = by_name(collections["partnerships"]["fields"])
    institution = by_name(collections["institutions"]["fields"])

    assert partnership["status"]["options"] == list(STATUSES)
    assert partnership["areas"]["options"][0] == {
        "label": "Онкологія (oncology)",
        "value": "oncology",
    }
    assert {option["value"] for option in institution["country"]["options"]} == COUNTRIES


def test_texts_have_a_place_for_every_language_and_the_first_is_required(config):
    institution = by_name(by_name(config["collections"])["institutions"]["fields"])

    assert [(part["name"], part["required"]) for part in institution["name"]["fields"]] == [
        ("uk", True),
        ("en", False),
    ]


def test_news_and_pages_have_a_file_per_language(config):
    assert config["i18n"]["structure"] == "multiple_files"
    assert config["i18n"]["locales"] == ["uk", "en"]
    for name in MARKDOWN_TYPES:
        collection = by_name(config["collections"])[name]
        assert (collection["path"], collection["extension"]) == ("{{slug}}/index", "md")
        for field in fields_of(RECORD_TYPES[name]):
            widget = by_name(collection["fields"])[field.name]
            assert widget.get("i18n", False) == isinstance(field.kind, LocalText)


def test_a_picture_cannot_be_added_without_saying_what_it_shows(config):
    news = by_name(by_name(config["collections"])["news"]["fields"])
    picture = by_name(news["image"]["fields"])

    assert picture["file"]["widget"] == "image"
    assert picture["alt"]["required"]
    assert picture["alt"]["fields"][0]["required"]


def test_ids_can_only_be_what_addresses_may_hold(config):
    pattern = re.compile(by_name(config["collections"])["events"]["slug"]["pattern"][0])

    assert pattern.match("summit-2026")
    assert not pattern.match("Саміт 2026")


@pytest.mark.parametrize(
    ("repository", "name", "repo"),
    [
        ("https://github.com/a/b", "github", "a/b"),
        ("https://github.com/a/b.git", "github", "a/b"),
        ("https://gitlab.com/group/sub/project/", "gitlab", "group/sub/project"),
        ("https://example.org/a/b", None, None),
        (None, None, None),
    ],
)
def test_the_repository_says_where_to_commit(repository, name, repo):
    class Config:
        repository_branch = "main"

    Config.repository = repository
    found = backend(Config)

    assert (found and found["name"], found and found["repo"]) == (name, repo)


def test_the_page_is_not_for_search_engines_and_checks_its_script(site):
    made = project(site)

    page = made.page("/admin/")
    digest = b64encode(sha384(SCRIPT.encode()).digest()).decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert f'integrity="sha384-{digest}"' in page
    assert "/admin/" not in (made.output / "sitemap.xml").read_text("utf-8")


def header_blocks(text):
    blocks = {}
    for line in text.splitlines():
        if not line.startswith(" "):
            blocks.setdefault(line, [])
            current = blocks[line]
        else:
            current.append(line.strip())
    return blocks


def test_its_policy_holds_below_admin_alone_and_weakens_no_page(site):
    made = project(site)

    blocks = header_blocks((made.output / "_headers").read_text("utf-8"))
    policies = {
        path: [line for line in lines if line.startswith("Content-Security-Policy: default-src")]
        for path, lines in blocks.items()
    }
    assert "'unsafe-inline'" in policies["/admin/*"][0]
    assert "script-src 'self';" in policies["/admin/*"][0]
    assert policies["/*"] == []
    strict = f"Content-Security-Policy: {CONTENT_POLICY}"
    for path in ("/", "/404.html", "/uk/*", "/en/*", "/assets/*", "/files/*"):
        assert policies[path] == [strict]
    assert "unsafe" not in made.page("/uk/")


def test_without_the_program_or_the_repository_the_page_says_what_is_missing(site):
    assert "python build.py admin" in project(site, fetched=False).page("/admin/")


def test_without_a_repository_the_page_says_so(site):
    assert "repository" in project(site, repository=None).page("/admin/")


def test_it_is_off_unless_it_is_switched_on(site):
    made = site()
    made.build()

    assert not (made.output / "admin").exists()
    blocks = header_blocks((made.output / "_headers").read_text("utf-8"))
    assert f"Content-Security-Policy: {CONTENT_POLICY}" in blocks["/*"]


# The archive


def archive(script=SCRIPT, fonts=("source-sans-3", "noto-mono", "material-symbols-outlined")):
    parts = {
        "package/dist/sveltia-cms.js": script,
        "package/dist/sveltia-cms.js.map": "{}",
        "package/dist/chunks/react-dom.js": "1",
        "package/locales/uk.json": "{}",
        "package/LICENSE.txt": "MIT",
    }
    parts |= {f"package/npm/assets/{name}-latin-x.woff2": name for name in fonts}
    target = BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as tar:
        for name, text in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            tar.addfile(info, BytesIO(text.encode()))
    return target.getvalue()


def pinned(data):
    integrity = "sha512-" + b64encode(sha512(data).digest()).decode()
    return Pinned("@sveltia/cms", "1.2.3", integrity)


def test_the_fetched_program_asks_no_other_host():
    data = archive()

    files = unpacked(data, pinned(data))

    script = files["sveltia-cms.js"].decode()
    assert "https://" not in script
    assert "`./cms`" in script
    assert files["fonts/noto-mono.woff2"] == b"noto-mono"
    assert set(files) == {
        "LICENSE.txt",
        "chunks/react-dom.js",
        "cms@1.2.3/locales/uk.json",
        "fonts/material-symbols-outlined.woff2",
        "fonts/noto-mono.woff2",
        "fonts/source-sans-3.woff2",
        "sveltia-cms.js",
    }


@pytest.mark.parametrize(
    "data",
    [archive(script="nothing known"), archive(fonts=("noto-mono",))],
    ids=["other script", "no fonts"],
)
def test_an_archive_that_is_made_otherwise_is_refused(data):
    with pytest.raises(UnfitArchive, match="not where it was"):
        unpacked(data, pinned(data))


def test_another_archive_than_the_pinned_one_is_refused():
    with pytest.raises(UnfitArchive, match="another than the pinned one"):
        unpacked(archive(), pinned(b"other"))


def test_version_and_digest_are_recorded_in_full():
    from pobratym.commands.admin import _PINNED

    recorded = json.loads(_PINNED.read_text("utf-8"))

    assert re.fullmatch(r"\d+\.\d+\.\d+", recorded["version"])
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", recorded["integrity"])
