"""Preview: pages are made when they are asked for, from a registry that follows the files.

Nothing is published and nothing is written but the cache of templates.  A saved file is read, its
record linked anew, and the next request for any page shows it; every page that is open learns of
the change through one stream of events and loads itself again.  Mistakes in the content stand in a
panel on each page, and the last right state of the registry is shown below it.
"""

import html
import json
import mimetypes
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from pobratym.cache import SourceState, State
from pobratym.config import Config
from pobratym.content.tree import scan
from pobratym.intake import Intake, probe, take_in
from pobratym.pages.page import Page
from pobratym.pages.urls import base_path
from pobratym.pipeline import Options, open_config, registry_of
from pobratym.problems import Problem, has_errors, in_order
from pobratym.workshop import Workshop

_EVENTS = "/_preview/events"
_SCRIPT = "/_preview/preview.js"
_STYLE = "/_preview/preview.css"
_SECONDS_BETWEEN_SIGNS_OF_LIFE = 15

Describe = Callable[[Problem], dict[str, Any]]


class Answer(msgspec.Struct, frozen=True):
    """What a request gets: status, media type, bytes."""

    status: int
    media_type: str
    body: bytes


class Preview:
    """The site in memory.  `refresh` follows the files, `answer` makes what is asked for."""

    def __init__(self, options: Options, describe: Describe) -> None:
        # Drafts are what an editor wants to see; what is previewed is never for search engines.
        self._options = msgspec.structs.replace(options, drafts=True, preview=True)
        self._describe = describe
        self._lock = threading.RLock()
        self._changed = threading.Condition()
        self._version = 0
        self._intake: Intake | None = None
        self._state: State | None = None
        self._config: Config | None = None
        self._workshop: Workshop | None = None
        self._pages: dict[str, Page] = {}
        self.problems: tuple[Problem, ...] = ()

    @property
    def version(self) -> int:
        """Grows with every change that was taken in."""
        return self._version

    def refresh(self) -> tuple[Problem, ...]:
        """Take in what changed on disk; returns all problems.

        With errors, the records that are right are shown and the others as they were last."""
        with self._lock:
            config, problems = open_config(self._options)
            if config is not None:
                problems += self._take_in(config)
            self.problems = in_order(problems)
            self._version += 1
        with self._changed:
            self._changed.notify_all()
        return self.problems

    def answer(self, address: str) -> Answer:
        """The page or file at an address of the site."""
        path = unquote(urlsplit(address).path)
        with self._lock:
            base = base_path(self._config.base_url) if self._config else ""
            if base and path == "/":
                return _text(302, base + "/")
            path = path.removeprefix(base) or "/"
            found = self._pages.get(path)
            if found is None and not path.endswith("/") and path + "/" in self._pages:
                return _text(302, base + path + "/")
            if self._workshop is None:
                return self._page(503, _blank(self.problems, self._describe))
            if found is None:
                return self._file(path)
            files, _notes = self._workshop.make(found)
            name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
            body = files.get(name) or next(iter(files.values()))
            if name.endswith(".html"):
                return self._page(200, body)
            return Answer(200, _media_type(name), body)

    def events(self) -> Iterator[bytes]:
        """Server-sent events: the version and the problems, now and after each change."""
        seen = -1
        while True:
            with self._changed:
                if seen == self._version:
                    self._changed.wait(_SECONDS_BETWEEN_SIGNS_OF_LIFE)
            if seen == self._version:
                yield b": still here\n\n"
                continue
            seen = self._version
            described = [self._describe(found) for found in self.problems]
            data = json.dumps({"version": seen, "problems": described}, ensure_ascii=False)
            yield f"data: {data}\n\n".encode()

    def _take_in(self, config: Config) -> tuple[Problem, ...]:
        options = self._options
        probed = probe(options.cache)
        sources, misplaced = scan(options.content)
        intake = take_in(
            options.content,
            sources,
            self._state,
            self._intake.bodies if self._intake else None,
            home_country=config.home_country,
            languages=tuple(language.tag for language in config.languages),
            now=options.now,
            drafts=True,
            jobs=options.jobs,
        )
        problems = (*misplaced, *intake.problems)
        if has_errors(problems) and self._workshop is not None:
            return problems
        self._intake = intake
        # The cache's own form, so that the next change is worked out as a build would.
        self._state = State(
            code=b"",
            site=b"",
            known=intake.known,
            published=b"",
            now=options.now,
            next_change="",
            probed_ns=probed,
            sources=tuple(
                SourceState(file.path, file.mtime_ns, file.size, file.inode) for file in sources
            ),
            bodies=tuple(intake.places.values()),
            entries=tuple(
                entry for entries in intake.entries.values() for entry in entries.values()
            ),
            vocabularies=intake.vocabularies,
            notes=(),
            rendered=(),
        )
        self._config = config
        self._workshop = Workshop(options, config, registry_of(intake, config), intake)
        self._pages = {page.url: page for page in self._workshop.plan()}
        self._workshop.prepare()
        return problems

    def _file(self, path: str) -> Answer:
        """A file that some document makes along with others, else the page for lost readers."""
        for kind in ("assets",):
            page = next((page for page in self._pages.values() if page.kind == kind), None)
            if page and path.startswith("/assets/"):
                files, _notes = self._workshop.make(page)
                if body := files.get(path.lstrip("/")):
                    return Answer(200, _media_type(path), body)
        lost = self._pages.get("/404.html")
        if lost is None:
            return _text(404, "")
        files, _notes = self._workshop.make(lost)
        return self._page(404, next(iter(files.values())))

    def _page(self, status: int, body: bytes) -> Answer:
        # The site's own policy allows scripts and styles of this host, and nothing inline.
        added = f'<script type="module" src="{_SCRIPT}"></script>'
        added += f'<link rel="stylesheet" href="{_STYLE}">'
        return Answer(
            status,
            "text/html; charset=utf-8",
            body.replace(b"</head>", added.encode() + b"</head>", 1),
        )


def serve(
    preview: Preview, content: tuple[Path, ...], host: str, port: int, told: Callable[[], None]
) -> None:
    """Serve until interrupted; `told` is called after each change was taken in."""
    from watchfiles import watch

    server = ThreadingHTTPServer((host, port), _handler(preview))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for _changes in watch(*content, step=20, debounce=40, raise_interrupt=True):
            preview.refresh()
            told()
    finally:
        server.shutdown()


def _handler(preview: Preview) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.headers.get("Host", "").split(":")[0] not in ("127.0.0.1", "localhost"):
                # Another site's page must not read drafts through a name that leads here.
                self._send(_text(403, "This preview answers to 127.0.0.1 only."))
            elif self.path == _EVENTS:
                self._stream()
            elif self.path in _OWN:
                media_type, text = _OWN[self.path]
                self._send(Answer(200, media_type, text.encode()))
            else:
                self._send(preview.answer(self.path))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            if answer.status == 302:
                self.send_header("Location", answer.body.decode())
            self.send_header("Content-Type", answer.media_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(answer.body)

        def _stream(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            try:
                for event in preview.events():
                    self.wfile.write(event)
                    self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            """Requests are not worth a line each."""

    return Handler


def _text(status: int, text: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", text.encode())


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _blank(problems: tuple[Problem, ...], describe: Describe) -> bytes:
    """The page while there has not been a right state of the content yet."""
    items = "".join(
        "<li><p><strong>{file}:{line}:{column}</strong> {message}</p><p>{hint}</p></li>".format(
            **{name: html.escape(str(value)) for name, value in describe(found).items()}
        )
        for found in problems
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
        f"<body><main><h1>Preview</h1><ul>{items}</ul></main></body></html>"
    ).encode()


_OWN = {
    _SCRIPT: (
        "text/javascript; charset=utf-8",
        """\
let version;
const panel = document.createElement("section");
panel.id = "preview-problems";
panel.setAttribute("role", "alert");

function show(problems) {
  panel.replaceChildren(
    ...problems.map((problem) => {
      const item = document.createElement("p");
      const place = document.createElement("code");
      place.textContent = `${problem.file}:${problem.line}:${problem.column}`;
      item.append(place, ` ${problem.message} ${problem.hint}`);
      item.dataset.severity = problem.severity;
      return item;
    }),
  );
  if (problems.length) document.body.prepend(panel);
  else panel.remove();
}

new EventSource("/_preview/events").onmessage = (event) => {
  const news = JSON.parse(event.data);
  const errors = news.problems.some((problem) => problem.severity === "error");
  if (version !== undefined && version !== news.version && !errors) location.reload();
  version = news.version;
  show(news.problems);
};
""",
    ),
    _STYLE: (
        "text/css; charset=utf-8",
        """\
#preview-problems { margin: 0; padding: 1rem; background: #fff; color: #111;
  border-block-end: 0.5rem solid #b00020; font: 1rem/1.5 system-ui, sans-serif; }
#preview-problems p { margin: 0 0 0.5rem; max-inline-size: 80ch; }
#preview-problems [data-severity="warning"] code { background: #ffe9a8; }
#preview-problems [data-severity="error"] code { background: #ffd6d6; }
""",
    ),
}
