"""`verify`: whether a copy of the site is the site that was built."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial

from pobratym.console import Console
from pobratym.outputs.build_record import BuildRecord
from pobratym.pipeline import Options
from pobratym.verification import NotVerifiable, Verdict, rebuild, verify

_SHOWN = 100
"""So many findings are named, the rest is counted."""


def run(chosen: Namespace, console: Console, options: Options) -> int:
    """0 when the copy is what was built, 1 when it is not, 2 when that cannot be told."""
    again: Callable[[BuildRecord, bytes | None], Mapping[str, bytes]] | None = None
    if chosen.rebuild:
        again = partial(rebuild, config=options.config, content=options.content, now=options.now)
    try:
        verdict = verify(chosen.place, again)
    except NotVerifiable as reason:
        console.fault(_reasons(console)[reason.code].format(**reason.values))
        return 2
    _tell(verdict, chosen.place, console)
    return 1 if verdict.findings else 0


def _tell(verdict: Verdict, place: str, console: Console) -> None:
    for finding in verdict.findings[:_SHOWN]:
        console.say(_sentences(console)[finding.fault].format(path=finding.path))
    if len(verdict.findings) > _SHOWN:
        number = len(verdict.findings) - _SHOWN
        console.say(
            console.plural("… and {n} more file.", "… and {n} more files.", number).format(n=number)
        )
    record = verdict.record
    commit = record.commit or console.translate("no commit")
    if record.clean is False:
        commit = console.translate("{commit} with changes that are in no commit").format(
            commit=commit
        )
    said = (
        console.plural(
            "{n} file is not as it was built.", "{n} files are not as they were built.", number
        ).format(n=number)
        if (number := len(verdict.findings))
        else console.plural(
            "{place}: {n} file, as it was built.",
            "{place}: {n} files, all as they were built.",
            verdict.checked,
        ).format(place=place, n=verdict.checked)
    )
    console.say(said)
    built = console.translate("{generator} {version}, commit {commit}, {digest}")
    console.say(
        built.format(
            generator=record.generator,
            version=record.version,
            commit=commit,
            digest=record.digest,
        )
    )


def _sentences(console: Console) -> Mapping[str, str]:
    return {
        "missing": console.translate("{path} is missing."),
        "differs": console.translate("{path} differs from what was built."),
        "unexpected": console.translate("{path} was not built: somebody put it there."),
        "not-rebuilt": console.translate("{path} comes out otherwise when the commit is built."),
    }


def _reasons(console: Console) -> Mapping[str, str]:
    return {
        "no-record": console.translate("There is no {name}: this program did not build that copy."),
        "damaged": console.translate("build.json or build-manifest.txt is damaged: {reason}"),
        "other-list": console.translate(
            "build-manifest.txt is not the list that build.json names."
        ),
        "no-folder": console.translate("There is no folder {folder}."),
        "no-address": console.translate("{address} is not an http or https address."),
        "unreadable": console.translate("{place} cannot be read: {reason}"),
        "no-commit": console.translate(
            "The copy names no commit, or was built from files that are in none: "
            "it cannot be built again."
        ),
        "foreign-commit": console.translate(
            "Commit {commit} is not in the history of this checkout."
        ),
        "not-built": console.translate("The commit cannot be built: {reason}"),
    }
