"""`build.json`, the list of digests, and `verify`: is a copy the site that was built?"""

import json
import os
import shutil
import subprocess
import threading
from functools import partial
from hashlib import blake2b, sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import CONFIG, CONTENT, NOW, Site

from pobratym.cli import main
from pobratym.outputs.build_record import DamagedRecord, read_listing
from pobratym.verification import NotVerifiable, rebuild, verify

WITH_HISTORY = CONFIG.replace("history: false", "history: true")


def git(folder: Path, *arguments: str) -> str:
    who = {
        f"GIT_{role}_{what}": "a@b"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ("git", *arguments),
        cwd=folder,
        env={**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Site:
    """A site built from a clean commit; tests read it and change copies."""
    made = Site(tmp_path_factory.mktemp("verified"))
    made.write(f"-- site_config.yaml --\n{CONFIG}").write(CONTENT)
    made.write("-- .gitignore --\n_site/\n.cache/\n")
    git(made.folder, "init", "-q")
    git(made.folder, "add", "-A")
    git(made.folder, "commit", "-q", "-m", "First records")
    outcome = made.build()
    assert outcome.published is not None, outcome.problems
    return made


@pytest.fixture
def copy(published, tmp_path) -> Path:
    return Path(shutil.copytree(published.output, tmp_path / "copy"))


def record_of(folder: Path) -> dict:
    return json.loads((folder / "build.json").read_text())


def faults(place: Path | str) -> list[tuple[str, str]]:
    return [(finding.path, finding.fault) for finding in verify(str(place)).findings]


# The record


def test_the_record_names_the_commit_the_version_and_the_digest_of_the_list(published):
    record = record_of(published.output)

    listing = (published.output / "build-manifest.txt").read_bytes()
    assert record["commit"] == git(published.folder, "rev-parse", "HEAD")
    assert record["clean"] is True
    assert record["generator"] == "Pobratym"
    assert record["digest"] == f"sha256:{sha256(listing).hexdigest()}"


def test_the_list_names_every_other_file_with_its_digest(published):
    listed = read_listing((published.output / "build-manifest.txt").read_bytes())

    there = {
        path: blake2b(data, digest_size=16).digest()
        for path, data in published.files().items()
        if path not in ("build.json", "build-manifest.txt")
    }
    assert listed == there


@pytest.mark.skipif(shutil.which("b2sum") is None, reason="needs b2sum")
def test_anybody_can_check_the_list_without_this_program(published):
    done = subprocess.run(
        ["b2sum", "--check", "--quiet", "build-manifest.txt"],
        cwd=published.output,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_changes_that_are_in_no_commit_are_told_and_without_git_nothing_is(site):
    made = site(config=WITH_HISTORY)
    made.build()
    assert (record_of(made.output)["commit"], record_of(made.output)["clean"]) == (None, None)
    git(made.folder, "init", "-q")
    git(made.folder, "add", "site_config.yaml", "content")
    git(made.folder, "commit", "-q", "-m", "First records")
    made.write("-- content/vocabularies/topics.yaml --\nmemoranda: {uk: Меморандум, en: Memo}\n")

    made.build()

    assert record_of(made.output)["commit"] == git(made.folder, "rev-parse", "HEAD")
    assert record_of(made.output)["clean"] is False


def test_a_commit_that_changes_no_content_is_told_by_the_next_build(site):
    made = site()
    git(made.folder, "init", "-q")
    git(made.folder, "add", "site_config.yaml", "content")
    git(made.folder, "commit", "-q", "-m", "First records")
    made.build()
    git(made.folder, "commit", "-q", "--allow-empty", "-m", "Nothing")

    outcome = made.build()

    assert record_of(made.output)["commit"] == git(made.folder, "rev-parse", "HEAD")
    assert outcome.published.written == 1


def test_the_same_content_with_and_without_git_has_one_digest(published, tmp_path):
    bare = Site(tmp_path / "bare")
    shutil.copytree(published.folder / "content", bare.folder / "content")
    shutil.copy(published.folder / "site_config.yaml", bare.folder)
    bare.build()

    assert record_of(bare.output)["digest"] == record_of(published.output)["digest"]


# A folder


def test_an_untouched_copy_is_what_was_built(copy):
    assert faults(copy) == []


def test_every_way_to_touch_a_copy_is_found(copy):
    (copy / "uk/index.html").write_bytes(b"<script>alert(1)</script>")
    (copy / "robots.txt").unlink()
    (copy / "planted.html").write_text("planted")
    (copy / "en/index.html").unlink()
    (copy / "en/index.html").symlink_to(copy / "uk/index.html")

    assert faults(copy) == [
        ("en/index.html", "differs"),
        ("planted.html", "unexpected"),
        ("robots.txt", "missing"),
        ("uk/index.html", "differs"),
    ]


def test_what_hosting_services_need_is_nobodys_plant(copy):
    (copy / "CNAME").write_text("example.org\n")
    (copy / ".nojekyll").touch()
    (copy / ".git").mkdir()
    (copy / ".git/HEAD").write_text("ref: refs/heads/pages\n")

    assert faults(copy) == []


def test_a_pipe_in_a_copy_is_no_reason_to_wait(copy):
    (copy / "robots.txt").unlink()
    os.mkfifo(copy / "robots.txt")

    assert faults(copy) == [("robots.txt", "differs")]


@pytest.mark.parametrize(
    "line",
    [
        "00000000000000000000000000000000  ../outside",
        "00000000000000000000000000000000  /etc/passwd",
        "00  short",
        "\xff",
    ],
)
def test_a_list_that_no_build_makes_is_not_followed(copy, line):
    listing = line.encode("latin-1") + b"\n"
    (copy / "build-manifest.txt").write_bytes(listing)
    record = record_of(copy)
    record["digest"] = f"sha256:{sha256(listing).hexdigest()}"
    (copy / "build.json").write_text(json.dumps(record))

    with pytest.raises(NotVerifiable, match="damaged"):
        verify(str(copy))


def test_a_changed_list_is_not_the_one_that_the_record_names(copy):
    with open(copy / "build-manifest.txt", "a") as stream:
        stream.write("00000000000000000000000000000000  more.html\n")

    with pytest.raises(NotVerifiable, match="other-list"):
        verify(str(copy))


def test_a_listed_path_stands_once():
    line = b"00000000000000000000000000000000  a\n"

    with pytest.raises(DamagedRecord):
        read_listing(line + line)


# A host


class Server:
    """Serves a folder on a port of its own; `special` answers some paths otherwise."""

    def __init__(self, folder: Path) -> None:
        self.special: dict[str, tuple[int, str]] = {}
        self.asked: list[str] = []
        outer = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                if self.path in outer.special:
                    status, location = outer.special[self.path]
                    self.send_response(status)
                    self.send_header("Location", location)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                else:
                    super().do_GET()

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(Handler, directory=str(folder))
        )
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server(copy):
    made = Server(copy)
    yield made
    made.close()


def test_a_host_that_serves_the_copy_is_verified(server, copy):
    assert faults(server.address) == []


def test_files_that_hosting_services_take_for_themselves_may_be_absent(server, copy):
    (copy / "_headers").unlink()
    (copy / "_redirects").unlink()

    assert faults(server.address) == []


def test_a_changed_and_a_missing_page_of_a_host_are_found(server, copy):
    (copy / "uk/index.html").write_bytes(b"changed")
    (copy / "en/news/index.html").unlink()

    assert faults(server.address) == [
        ("en/news/index.html", "differs"),  # the server lists the folder instead
        ("uk/index.html", "differs"),
    ]


def test_a_redirection_within_the_site_is_no_fault_and_one_out_of_it_is_not_followed(server, copy):
    server.special = {
        "/uk/news/": (301, "/uk/"),
        "/en/news/": (302, "http://127.0.0.2:9/en/"),
        "/en/about/": (302, "//example.org/"),
        "/robots.txt": (302, "/uk/"),
    }

    verdict = verify(server.address)

    assert [finding.path for finding in verdict.findings] == [
        "en/about/index.html",
        "en/news/index.html",
        "robots.txt",
    ]
    assert verdict.moved == 1


@pytest.mark.parametrize(
    "place",
    ["ftp://example.org/", "file:///etc/passwd", "https://user:secret@example.org/", "http://"],
)
def test_only_http_and_https_addresses_are_asked(place):
    with pytest.raises(NotVerifiable, match="no-address"):
        verify(place)


def test_a_host_that_does_not_answer_cannot_be_verified(tmp_path):
    with pytest.raises(NotVerifiable, match="unreadable"):
        verify("http://127.0.0.1:9/")


# Built again


def test_a_copy_changed_together_with_its_list_is_found_by_building_again(published, copy):
    page = copy / "uk/index.html"
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>planted</p></main>"))
    record, listed = record_of(copy), read_listing((copy / "build-manifest.txt").read_bytes())
    listed["uk/index.html"] = blake2b(page.read_bytes(), digest_size=16).digest()
    lines = [f"{digest.hex()}  {path}\n" for path, digest in sorted(listed.items())]
    (copy / "build-manifest.txt").write_text("".join(lines))
    record["digest"] = f"sha256:{sha256(''.join(lines).encode()).hexdigest()}"
    (copy / "build.json").write_text(json.dumps(record))
    again = partial(
        rebuild,
        config=published.folder / "site_config.yaml",
        content=published.folder / "content",
        now=NOW,
    )

    assert faults(copy) == []
    findings = verify(str(copy), again).findings
    assert [(one.path, one.fault) for one in findings] == [("uk/index.html", "not-rebuilt")]


def test_a_commit_from_elsewhere_is_not_built(published, copy):
    record = record_of(copy)
    record["commit"] = "1" * 40
    (copy / "build.json").write_text(json.dumps(record))
    again = partial(
        rebuild,
        config=published.folder / "site_config.yaml",
        content=published.folder / "content",
        now=NOW,
    )

    with pytest.raises(NotVerifiable, match="foreign-commit"):
        verify(str(copy), again)


# The command


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (lambda folder: None, 0, "all as they were built"),
        (lambda folder: (folder / "robots.txt").unlink(), 1, "robots.txt is missing."),
        (lambda folder: (folder / "build.json").unlink(), 2, "There is no build.json"),
    ],
)
def test_the_command_says_what_it_found_and_exits_accordingly(
    published, copy, capsys, change, code, said
):
    change(copy)
    config = str(published.folder / "site_config.yaml")

    found = main(["verify", str(copy), "--config", config, "--lang", "en"])

    shown = capsys.readouterr()
    assert found == code
    assert said in shown.out + shown.err
