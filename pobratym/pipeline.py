"""The one pipeline: load → link → plan → render → publish.

`build` does all five, `check` the first two.  Only what changed since the last build is loaded and
rendered; what an incremental build publishes equals a clean build, byte for byte.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pobratym import __version__, addresses
from pobratym import cache as caches
from pobratym.cache import Bodies, Body, Rendered, SourceState, State
from pobratym.config import Config
from pobratym.content.reading import read_config
from pobratym.content.tree import SourceFile, scan
from pobratym.fingerprint import code_mark, site_mark
from pobratym.history import mark, stale_notes
from pobratym.intake import Intake, is_unchanged, probe, take_in
from pobratym.origin import ask_origin
from pobratym.outputs.build_record import BuildRecord, Origin, sealed
from pobratym.pages.page import Page
from pobratym.pages.test_report import read_report
from pobratym.problems import Problem, has_errors, in_order, problem
from pobratym.production import produce
from pobratym.registry.registry import Registry
from pobratym.shards import LABEL_URL, share_of

if TYPE_CHECKING:
    from pobratym.publishing import Publication

Progress = Callable[[str, int, int], None]

_PACKAGE = Path(__file__).parent


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks of a build.

    `now` is the moment as of which the site is built (ISO 8601 with a zone); paths are as given.
    `shard` (I, N) builds the I-th of N parts of the pages, for `merge` to put together.
    """

    config: Path
    content: Path
    output: Path
    templates: Path
    cache: Path
    now: str
    base_url: str | None = None
    jobs: int = 1
    use_cache: bool = True
    drafts: bool = False
    search: bool = True
    strict: bool = False
    preview: bool = False
    shard: tuple[int, int] | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a build or check came to.  `published` is None when nothing was: errors in content."""

    problems: tuple[Problem, ...]
    records: int = 0
    pages: int = 0
    rendered: int = 0
    published: Any = None
    is_config_wrong: bool = False


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass


def build(options: Options, progress: Progress = _silent) -> Outcome:
    """Content to a published site.  Raises `PublishingError` where the output cannot be written.

    With errors in the content (with `strict`, warnings too) nothing is published.
    """
    from pobratym.publishing import publication

    config, problems = open_config(options)
    if config is None:
        return Outcome(problems=problems, is_config_wrong=True)
    code, site = code_mark(), _site_mark(options, config)
    probed = probe(options.cache)
    origin = ask_origin(options.content, (options.config, options.templates, _PACKAGE))
    sources, misplaced = scan(options.content)
    with publication(options.output, (options.content, options.templates, options.cache)) as pub:
        previous = _previous(options, code)
        state = previous[0] if previous else None
        history = mark(options.content) if config.features.history else ""
        told = stale_notes(options.content, state.history, history) if state else frozenset()
        if state and (state.site != site or state.published != pub.state or told is None):
            state = msgspec.structs.replace(state, rendered=(), notes=())
        is_shown = state and state.rendered and not (misplaced or told) and pub.is_intact()
        is_shown = is_shown and state and state.origin == origin()
        if state and is_shown and _is_up_to_date(state, sources, options):
            return Outcome(
                problems=state.warnings,
                records=len(state.entries),
                pages=len(state.rendered),
                published=pub.commit_changes({}, (), state.published),
            )
        progress("load", 0, len(sources))
        intake = _take_in(options, config, sources, state, previous[1] if previous else None)
        lost = _lost_programme(options, config, intake)
        found = in_order((*problems, *misplaced, *intake.problems, *lost))
        if not has_errors(found):
            found = in_order((*found, *dropped_addresses(options, config, intake)))
        if has_errors(found) or (options.strict and found):
            return Outcome(problems=found, records=_count(intake))
        intake = msgspec.structs.replace(intake, touched=intake.touched | (told or frozenset()))
        rendered, notes, fresh = _render(options, config, intake, state, pub, progress)
        token = os.urandom(16)
        record = _record(options, config, origin())
        result = _publish(pub, rendered, fresh, state, token, record)
    order = sorted(intake.places)
    where = caches.save_bodies(options.cache, intake.bodies, order)
    caches.save(
        options.cache,
        State(
            code=code,
            site=site,
            known=intake.known,
            published=token,
            now=options.now,
            next_change=intake.next_change,
            probed_ns=probed,
            sources=tuple(
                SourceState(file.path, file.mtime_ns, file.size, file.inode) for file in sources
            ),
            bodies=tuple(_placed(intake.places[key], *where[key]) for key in order),
            entries=tuple(
                entry for entries in intake.entries.values() for entry in entries.values()
            ),
            vocabularies=intake.vocabularies,
            notes=notes,
            rendered=rendered,
            warnings=found,
            history=history,
            origin=origin(),
        ),
    )
    return Outcome(
        problems=found,
        records=_count(intake),
        pages=len(rendered),
        rendered=len(fresh),
        published=result,
    )


def check(options: Options) -> Outcome:
    """Every problem of the content; nothing is written."""
    config, problems = open_config(options)
    if config is None:
        return Outcome(problems=problems, is_config_wrong=True)
    sources, misplaced = scan(options.content)
    previous = _previous(options, code_mark())
    state, known = previous or (None, None)
    intake = _take_in(options, config, sources, state, known)
    lost = _lost_programme(options, config, intake)
    found = in_order((*problems, *misplaced, *intake.problems, *lost))
    if not has_errors(found):
        found = in_order((*found, *dropped_addresses(options, config, intake)))
    return Outcome(problems=found, records=_count(intake))


def open_config(options: Options) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration with what the command line says otherwise."""
    try:
        data = options.config.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (problem(options.config.name, (0, 0), "unreadable-file", reason=reason),)
    config, problems = read_config(options.config.name, data)
    if config is None or has_errors(problems):
        return None, problems
    if options.base_url:
        config = msgspec.structs.replace(config, base_url=options.base_url)
    problems += theme_problems(options, config, data)
    if has_errors(problems):
        return None, problems
    if not options.search:
        features = msgspec.structs.replace(config.features, search=False)
        config = msgspec.structs.replace(config, features=features)
    return config, problems


def theme_problems(options: Options, config: Config, data: bytes) -> tuple[Problem, ...]:
    """The themes for which readers would not be able to read the site.

    Passed themes are remembered by the digest of configuration and pairs: a build in which
    nothing changed need not compute contrasts.
    """
    if not config.themes:
        return ()
    pairs = (options.templates / "styles" / "pairs.yaml").read_bytes()
    mark = blake2b(data + b"\0" + pairs, digest_size=16).digest()
    passed = options.cache / "themes"
    if passed.exists() and passed.read_bytes() == mark:
        return ()
    from pobratym.rendering.themes import read_pairs, theme_faults

    faults = theme_faults(config.themes, read_pairs(pairs.decode()))
    line = data[: max(data.find(b"\nthemes:"), 0) + 1].count(b"\n") + 1
    if not faults:
        passed.parent.mkdir(parents=True, exist_ok=True)
        passed.write_bytes(mark)
    return tuple(
        problem(options.config.name, (line, 1), "unreadable-theme", fault=fault) for fault in faults
    )


def take_in_all(options: Options, config: Config) -> Intake:
    """The whole content, read anew."""
    sources, _misplaced = scan(options.content)
    return _take_in(options, config, sources, None, None)


def dropped_addresses(options: Options, config: Config, intake: Intake) -> Iterator[Problem]:
    """Addresses of `addresses.lock` at which a reader would find nothing.

    Only for content without errors: a record that cannot be read keeps its address.
    """
    path = options.config.parent / addresses.FILE
    kept = addresses.read(path)
    if not kept:
        return
    languages = [language.tag for language in config.languages]
    pages = planned(options, config, intake)
    lines = {line: at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)}
    for address in addresses.dropped(kept, pages, languages):
        yield problem(addresses.FILE, (lines[address], 1), "dropped-address", address=address)


def planned(options: Options, config: Config, intake: Intake) -> tuple[Page, ...]:
    """Every page that a build of this content would publish."""
    from pobratym.pages.plan import plan

    return tuple(plan(registry_of(intake, config), config))


def registry_of(intake: Intake, config: Config) -> Registry:
    """The registry over what was taken in."""
    return Registry(
        intake.entries,
        intake.records,
        intake.vocabularies,
        config.home_country,
        config.programme,
        config.city_regions,
    )


def _site_mark(options: Options, config: Config) -> bytes:
    choices = (config, options.preview, options.shard, read_report(options.config))
    return site_mark(options.templates, msgspec.msgpack.encode(choices, order="deterministic"))


def _previous(options: Options, code: bytes) -> tuple[State, Bodies] | None:
    found = caches.load(options.cache) if options.use_cache else None
    return found if found and found[0].code == code else None


def _is_up_to_date(state: State, sources: tuple[SourceFile, ...], options: Options) -> bool:
    if options.strict and state.warnings:
        return False
    now = datetime.fromisoformat(options.now)
    if now < datetime.fromisoformat(state.now):
        return False
    if state.next_change and now >= datetime.fromisoformat(state.next_change):
        return False
    return is_unchanged(sources, state)


def _take_in(
    options: Options,
    config: Config,
    sources: tuple[SourceFile, ...],
    state: State | None,
    known: Bodies | None,
) -> Intake:
    return take_in(
        options.content,
        sources,
        state,
        known,
        home_country=config.home_country,
        languages=tuple(language.tag for language in config.languages),
        now=options.now,
        drafts=options.drafts,
        jobs=options.jobs,
    )


def _render(
    options: Options,
    config: Config,
    intake: Intake,
    state: State | None,
    pub: "Publication",
    progress: Progress,
) -> tuple[tuple[Rendered, ...], tuple[str, ...], set[Page]]:
    """Every page as rendered now or before, the table of notes, and which were rendered now."""
    from pobratym.workshop import Workshop

    registry = registry_of(intake, config)
    workshop = Workshop(options, config, registry, intake)
    plan = workshop.plan()
    if options.shard:
        plan = (*share_of(plan, options.shard), Page(LABEL_URL, "shard", ""))
    progress("plan", len(plan), len(plan))
    words = dict.fromkeys(state.notes) if state else {}
    numbers = {word: number for number, word in enumerate(words)}
    touched = {numbers[note] for note in intake.touched if note in numbers}
    kept: dict[Page, Rendered] = {}
    if state:
        wanted = set(plan)
        lost = pub.manifest
        kept = {
            done.page: done
            for done in state.rendered
            if done.page in wanted
            and touched.isdisjoint(done.notes)
            and all(path in lost for path, _digest in done.files)
        }
    stale = [page for page in plan if page not in kept]
    done = 0

    def advance(made: int) -> None:
        nonlocal done
        done += made
        progress("render", min(done, len(stale)), len(stale))

    made: dict[Page, Rendered] = {}
    if stale:
        workshop.prepare()
        for page, files, notes in produce(stale, workshop.make, pub.write, options.jobs, advance):
            places = tuple(numbers.setdefault(note, len(numbers)) for note in notes)
            made[page] = Rendered(page, files, places)
    rendered = tuple(made.get(page) or kept[page] for page in plan)
    return rendered, tuple(numbers), set(stale)


def _publish(
    pub: "Publication",
    rendered: Sequence[Rendered],
    fresh: set[Page],
    state: State | None,
    token: bytes,
    record: BuildRecord,
) -> Any:
    site = {path: digest for done in rendered for path, digest in done.files}
    seal = {path: pub.write(path, data) for path, data in sealed(record, site).items()}
    if state is None or not state.rendered:
        return pub.commit(site | seal, token)
    changed = {
        path: digest for done in rendered if done.page in fresh for path, digest in done.files
    }
    gone = {path for done in state.rendered for path, _digest in done.files} - site.keys()
    return pub.commit_changes(changed | seal, gone, token)


def _record(options: Options, config: Config, origin: Origin) -> BuildRecord:
    return BuildRecord(
        generator="Pobratym",
        version=__version__,
        commit=origin.commit,
        clean=origin.clean,
        base_url=config.base_url,
        drafts=options.drafts,
        search=options.search,
        preview=options.preview,
    )


def _lost_programme(options: Options, config: Config, intake: Intake) -> tuple[Problem, ...]:
    """The problem of a configuration whose own programme is not among the records."""
    name = config.programme
    if name is None or f"programmes/{name}" in intake.places or has_errors(intake.problems):
        return ()
    values = {"value": name, "folder": "programmes"}
    return (problem(options.config.name, (0, 0), "unknown-reference", **values),)


def _placed(body: Body, offset: int, length: int) -> Body:
    if (body.offset, body.length) == (offset, length):
        return body
    return msgspec.structs.replace(body, offset=offset, length=length)


def _count(intake: Intake) -> int:
    return sum(len(entries) for entries in intake.entries.values())
