"""Attacks that no repository can carry: pipes, links, odd names, sizes, orders to terminals."""

import os
import re
import resource
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from conftest import CONFIG, ROOT

from pobratym.cli import main
from pobratym.config import Config
from pobratym.content.reading import read_config, read_record
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.schema import Group, Many, Url, fields_of

# What a check of hostile content may use: a tenth of what the machines of hosting services have.
MEMORY = 1 << 30  # bytes of address space
SECONDS = 30  # of processor time; the check of the corpus takes about one


def codes(site, path: str) -> list[str]:
    return [found.code for found in site.check().problems if found.file == path]


# Files that are none


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "path",
    ["partnerships/pipe.yaml", "news/pipe/index.uk.md", "files/pipe.pdf", "glossary.yaml"],
)
def test_a_pipe_is_refused_and_nobody_waits_for_it(site, path):
    made = site()
    target = made.folder / "content" / path
    target.parent.mkdir(exist_ok=True)
    os.mkfifo(target)

    assert codes(made, path) == ["unreadable-file"]


def test_a_socket_is_refused(site):
    made = site()
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.getcwd()
        os.chdir(made.folder / "content/events" if made.write(EVENT) else "")
        listening.bind("door.yaml")
        os.chdir(here)

    assert codes(made, "events/door.yaml") == ["unreadable-file"]


EVENT = """\
-- content/events/first.yaml --
title: {uk: Саміт, en: Summit}
kind: summit
starts: 2024-05-01
sources: [{url: "https://example.org/"}]
"""


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "/dev/zero", "../../site_config.yaml", "loop.yaml", "nothing.yaml"]
)
def test_a_link_out_of_the_content_is_refused_unread(site, target):
    made = site()
    (made.folder / "content/partnerships/loop.yaml").symlink_to(target)

    leads_nowhere = target in ("loop.yaml", "nothing.yaml")
    expected = "unreadable-file" if leads_nowhere else "link-out-of-content"
    assert codes(made, "partnerships/loop.yaml") == [expected]


def test_a_linked_folder_is_not_walked(site):
    made = site()
    (made.folder / "content/files").mkdir()
    (made.folder / "content/files/again").symlink_to(made.folder / "content")
    (made.folder / "content/news/root").symlink_to("/")

    problems = made.check().problems

    assert [(found.file, found.code) for found in problems] == [
        ("files/again", "link-out-of-content"),
        ("news/root", "link-out-of-content"),
    ]


# Sizes


def test_a_text_of_fifty_megabytes_is_refused_unread(site):
    made = site()
    path = made.folder / "content/partnerships/huge.yaml"
    with open(path, "wb") as stream:
        stream.truncate(50_000_000)

    assert codes(made, "partnerships/huge.yaml") == ["file-too-large"]


def test_a_document_of_a_hundred_megabytes_is_refused_unread(site):
    made = site()
    path = made.folder / "content/files/huge.pdf"
    path.parent.mkdir()
    with open(path, "wb") as stream:
        stream.truncate(100_000_000)

    assert codes(made, "files/huge.pdf") == ["file-too-large"]


def test_folders_in_folders_without_end_are_refused(site):
    made = site()
    folder = made.folder / "content/files"
    folder.mkdir()
    inside = os.open(folder, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("a", dir_fd=inside)
        deeper = os.open("a", os.O_RDONLY, dir_fd=inside)
        os.close(inside)
        inside = deeper
    os.close(inside)

    problems = made.check().problems

    # Python's own functions cannot remove so deep a folder (before 3.13).
    subprocess.run(["rm", "-r", str(folder)], check=True)
    assert [found.code for found in problems] == ["unknown-file"]


def test_the_whole_corpus_is_checked_within_bounds():
    """Every attack at once, in a process that may use a gigabyte and half a minute."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    content = ROOT / "tests/hostile/content"
    command = [sys.executable, str(ROOT / "build.py"), "check", "--content", str(content)]

    done = subprocess.run(
        [*command, "--config", str(ROOT / "site_config.yaml"), "--format", "json"],
        preexec_fn=limit,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )

    assert done.returncode == 1, done.stderr.decode()[-500:]
    assert len(msgspec.json.decode(done.stdout)["problems"]) > 100


# Names and texts that give orders to a terminal or to a build service

ODD_NAMES = {
    "bytes that are no text": b"a\xff.yaml",
    "terminal escapes": b"b\x1b[2J\x1b]0;pwned\x07.yaml",
    "a line of orders": b"c\n::error file=x::pwned\n.yaml",
    "direction of text": "d\u202egnp.yaml".encode(),
}


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES.keys())
def test_an_odd_name_is_shown_harmless(site, capfd, name, form):
    made = site()
    folder = os.fsencode(made.folder / "content/partnerships")
    with open(folder + b"/" + name, "wb"):
        pass
    config = str(made.folder / "site_config.yaml")

    code = main(["check", "--config", config, "--format", form, "--lang", "en"])

    shown = capfd.readouterr().out
    assert code == 1
    assert "bad-id" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown or form == "json"
    orders = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert len(orders) == (1 if form == "github" else 0)


def test_a_line_of_content_that_looks_like_an_order_is_no_order_when_it_is_shown(site, capfd):
    made = site().write("-- content/partnerships/a.yaml --\n::warning file=x::pwned \u202e\n")
    config = str(made.folder / "site_config.yaml")

    main(["check", "--config", config, "--lang", "en"])

    shown = capfd.readouterr().out
    assert "::warning file=x::pwned \\u202e" in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


# Addresses: every field that takes one


def _addresses(struct: type, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for field in fields_of(struct):
        kind = field.kind.item if isinstance(field.kind, Many) else field.kind
        mark = ("[]",) if isinstance(field.kind, Many) else ()
        if isinstance(kind, Url):
            found.append((*path, field.name, *mark))
        elif isinstance(kind, Group):
            found += _addresses(kind.struct, (*path, field.name, *mark))
    return found


def _yaml(path: tuple[str, ...], value: str) -> str:
    """A record with nothing but the value at a path, as flow YAML."""
    for name in reversed(path):
        value = f"[{value}]" if name == "[]" else f"{{{name}: {value}}}"
    return value.removeprefix("{").removesuffix("}") + "\n"


FIELDS = [(folder, path) for folder, struct in RECORD_TYPES.items() for path in _addresses(struct)]


def test_there_are_fields_for_addresses():
    assert len(FIELDS) > 10


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "https:/\\evil.example",
        "https://user@evil.example/",
        'https://example.org/"onclick=',
        "https://example.org/<script>",
    ],
)
@pytest.mark.parametrize(
    ("folder", "path"), FIELDS, ids=[f"{folder}.{'.'.join(path)}" for folder, path in FIELDS]
)
def test_no_field_takes_an_address_that_browsers_run_or_misread(folder, path, address):
    quoted = "'" + address + "'"
    text = _yaml(path, quoted)
    if folder in ("news", "pages"):
        text = f"---\n{text}---\n\nText\n"
    name = f"{folder}/a/index.en.md" if folder in ("news", "pages") else f"{folder}/a.yaml"
    lang = "en" if folder in ("news", "pages") else ""

    record, problems = read_record(folder, "a", {lang: (name, text.encode())})

    assert record is None
    assert "wrong-url" in {problem.code for problem in problems}


# The configuration


@pytest.mark.parametrize("path", _addresses(Config), ids=".".join)
def test_no_setting_takes_such_an_address(path):
    text = _yaml(path, "'javascript:alert(1)'")

    config, problems = read_config("site_config.yaml", text.encode())

    assert config is None
    assert "wrong-url" in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("page_size: 0", "out-of-range"),
        ("page_size: 99999999", "out-of-range"),
        ("origin: [1]", "not-a-list"),
        ("origin: [91, 0]", "out-of-range"),
        ("security_expires: soon", "wrong-date"),
        ("security_expires: 2027", "full-date-needed"),
        ("security_contact: 'javascript:alert(1)'", "wrong-url"),
        ('security_contact: "mailto:a@example.org\\nX: 1"', "wrong-url"),
        ("contact_centre: {phone: 'call us'}", "wrong-number"),
        ("programme: nowhere", "unknown-reference"),
    ],
)
def test_a_setting_that_no_site_can_be_built_with_is_a_problem(site, setting, code):
    made = site(config=f"{CONFIG}{setting}\n")

    outcome = made.build()

    assert [found.code for found in outcome.problems] == [code]
    assert outcome.published is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://", "ftp://example.org/", 'https://a.example/"x']
)
def test_the_command_line_takes_no_such_address_either(address, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["build", "--base-url", address])

    assert ended.value.code == 2


# Messages of commits


HOSTILE_MESSAGES = (
    b"a\x01b\x02c\x03d",
    b"\x1b[31m<script>alert(1)</script> {{ 1337 * 1337 }}",
    b"\xff\xfe",
    "\u202egnp".encode(),
    b"x" * 100_000,
)


def test_no_message_of_a_commit_can_stop_a_build_or_reach_a_page_as_it_is(site):
    made = site(config=CONFIG.replace("history: false", "history: true"))
    record = made.folder / "content/partnerships/okhmatdyt-karolinska.yaml"

    def git(*arguments: str, said: bytes = b"") -> None:
        who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
        who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
        environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(
            ["git", *arguments], cwd=made.folder, env=environment, input=said, check=True
        )

    git("init", "-q")
    for day, message in enumerate(HOSTILE_MESSAGES, 1):
        text = record.read_text("utf-8")
        record.write_text(re.sub("signed: .*", f"signed: 2023-11-0{day}", text), "utf-8")
        git("add", "-A", "content")
        git("commit", "-q", "--cleanup=verbatim", "-F", "-", said=message)

    outcome = made.build()

    page = made.page("/en/changes/")
    assert outcome.published is not None
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<script>alert" not in page
    assert "1787569" not in page
    assert len(max(page.split(">"), key=len)) < 2_000


def test_the_content_folder_may_stand_behind_a_link(site, tmp_path):
    made = site()
    Path(tmp_path / "elsewhere").symlink_to(made.folder / "content")

    assert made.check(content=tmp_path / "elsewhere").problems == ()
