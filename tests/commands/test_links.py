"""Links to other sites: asked politely, judged carefully, remembered with dates."""

import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pobratym.commands import links
from pobratym.content.library import open_library
from pobratym.link_check import (
    UNREACHABLE,
    Offline,
    Result,
    ask_web,
    check_links,
    load_results,
    save_results,
)
from pobratym.registry.outside_links import outside_links

TODAY = "2026-03-01"
URLS = ("https://a.org/1", "https://a.org/2", "https://b.org/")


def answering(answers):
    return lambda url: answers.get(url, ("alive", "200"))


def test_a_dead_link_keeps_the_day_on_which_it_failed_first():
    dead = answering({"https://b.org/": ("dead", "404")})
    first = check_links(URLS, {}, "2026-01-01", dead, pause=0)

    later = check_links(URLS, first, TODAY, dead, pause=0)

    assert later["https://b.org/"] == Result("dead", "404", TODAY, "2026-01-01")
    assert later["https://a.org/1"].first_failed == ""

    mended = check_links(URLS, later, "2026-03-09", answering({}), pause=0)
    assert mended["https://b.org/"].first_failed == ""


def test_a_good_answer_is_believed_for_a_week_and_a_bad_one_never():
    asked = []

    def ask(url):
        asked.append(url)
        return ("dead", "410") if url == "https://b.org/" else ("alive", "200")

    first = check_links(URLS, {}, "2026-02-25", ask, pause=0)
    asked.clear()

    check_links(URLS, first, TODAY, ask, pause=0)
    assert asked == ["https://b.org/"]
    check_links(URLS, first, "2026-03-10", ask, pause=0)
    assert sorted(asked[1:]) == sorted(URLS)


def test_one_host_is_asked_one_question_at_a_time_with_a_pause():
    times = defaultdict(list)

    def ask(url):
        times[url.split("/")[2]].append(time.monotonic())
        return "alive", "200"

    check_links(URLS, {}, TODAY, ask, pause=0.05)

    first, second = times["a.org"]
    assert second - first >= 0.05


def test_without_a_network_nothing_is_said_about_any_link():
    with pytest.raises(Offline):
        check_links(URLS, {}, TODAY, lambda url: ("dead", UNREACHABLE), pause=0)


def test_results_are_kept_in_a_file_and_a_damaged_one_is_no_loss(tmp_path):
    path = tmp_path / "cache" / "links.json"
    results = {"https://a.org/": Result("dead", "404", TODAY, "2026-01-01")}

    save_results(path, results)
    assert load_results(path) == results
    path.write_text("{")
    assert load_results(path) == {}


def test_links_are_found_in_fields_and_in_texts(site):
    made = site(
        "-- content/institutions/karolinska.yaml --\nname: {en: Karolinska}\ncountry: SE\n"
        "website: https://example.org/k\nnote: {en: 'See [it](https://example.org/n_(x)).'}\n"
    )

    found = outside_links(open_library(made.folder / "content", ("uk", "en")).records)

    assert found == {
        "https://example.org/k": ("institutions/karolinska",),
        "https://example.org/n_(x)": ("institutions/karolinska",),
        "https://example.org/source": ("partnerships/okhmatdyt-karolinska",),
    }


class Console:
    """Keeps what would be printed."""

    def __init__(self):
        self.said, self.noted = [], []

    def say(self, text):
        self.said.append(text)

    def note(self, text):
        self.noted.append(text)

    def translate(self, text):
        return text

    def plural(self, singular, plural, number):
        return singular if number == 1 else plural


class Chosen:
    format = "markdown"


def test_the_body_of_the_issue_lists_dead_links_with_their_records(site):
    console = Console()
    options = site().options()

    code = links.run(Chosen, console, options, lambda url: ("dead", "404"))

    assert code == 0
    assert console.said[0] == "## Dead\n"
    assert console.said[1].startswith("- [ ] <https://example.org/source> (404, since ")
    assert "`content/partnerships/okhmatdyt-karolinska`" in console.said[1]


def test_offline_it_says_so_and_says_nothing_else(site):
    console = Console()

    code = links.run(Chosen, console, site().options(), lambda url: ("dead", UNREACHABLE))

    assert (code, console.said) == (2, [])
    assert "offline" in console.noted[-1]


@pytest.fixture(scope="module")
def server():
    """A site that answers HEAD with 405 at /get and as its path says elsewhere."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.answer(405 if self.path == "/get" else int(self.path.strip("/")))

        def do_GET(self):
            self.answer(200 if self.path == "/get" else int(self.path.strip("/")))

        def answer(self, status):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/200", "alive"),
        ("/get", "alive"),
        ("/404", "dead"),
        ("/410", "dead"),
        ("/403", "unsure"),
        ("/429", "unsure"),
        ("/503", "unsure"),
    ],
)
def test_only_what_a_host_itself_calls_gone_is_dead(server, path, state):
    assert ask_web(server + path)[0] == state


def test_a_closed_door_is_no_proof():
    assert ask_web("http://127.0.0.1:9/")[0] == "unsure"
