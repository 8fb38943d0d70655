"""From findings about records to problems at places in files."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from pobratym.content.reading import Text, locator, read_values
from pobratym.problems import Problem, has_errors, in_order, problem
from pobratym.registry.checks import check_record
from pobratym.registry.findings import Finding
from pobratym.registry.known import Known
from pobratym.registry.links import SINGULARS
from pobratym.registry.records import RECORD_TYPES
from pobratym.text.similar import similar

FilesOf = Callable[[str, str], Mapping[str, Text]]
"""(folder, id) → language → (path, bytes) of an item; empty where the files are gone."""

_MOST_SUGGESTIONS = 200


def problems_of(
    findings: Iterable[Finding], files_of: FilesOf, known: Known
) -> tuple[Problem, ...]:
    """The problems behind findings, each where the value stands, with near misses.

    Near misses are looked for in the first 200 values only: whoever deletes a whole vocabulary
    needs no suggestions and should not wait for them.
    """
    found: list[Problem] = []
    suggest = suggester(known)
    key = attrgetter("folder", "id")
    for (folder, item), of_item in groupby(sorted(findings, key=key), key):
        files = files_of(folder, item)
        if not files:
            continue
        place_of = locator(folder, files)
        for finding in of_item:
            path, line, column = place_of(finding.path, finding.text)
            values = suggest(finding)
            found.append(problem(path, (line, column), finding.code, **values))
    return in_order(found)


def suggester(known: Known) -> Callable[[Finding], dict[str, str]]:
    """Gives the values of findings with near misses, looking for each of them once."""
    nearest: dict[tuple[str, str], str] = {}

    def suggest(finding: Finding) -> dict[str, str]:
        values = dict(finding.values)
        if not finding.among:
            return values
        word = values.pop("item", values["value"])
        key = finding.among, word
        if key not in nearest and len(nearest) < _MOST_SUGGESTIONS:
            nearest[key] = next(iter(similar(word, _candidates(finding, known), 1)), "")
        # In texts only a part of the value was wrong: the kind or the id of kind:id.
        near = nearest.get(key, "")
        return values | {"suggestion": near and values["value"].replace(word, near, 1)}

    return suggest


def check_despite_errors(
    folder: str, item: str, files: Mapping[str, Text], known: Known
) -> tuple[Problem, ...]:
    """Everything that is wrong with an item whose files have errors.

    What could be read is checked like a record, so that one run names all mistakes; checks that
    need a field with an error are left out.
    """
    reading = read_values(folder, item, files)
    if not reading.broken and not has_errors(reading.problems):
        return reading.problems
    if not reading.values:
        return reading.problems
    record_type = RECORD_TYPES[folder]
    values = dict.fromkeys(reading.broken) | reading.values
    record = record_type(id=item, **values)
    findings = check_record(record, known, reading.broken)
    more = problems_of(findings, lambda _folder, _item: files, known)
    return in_order((*reading.problems, *more))


def _candidates(finding: Finding, known: Known) -> Iterable[str]:
    kind, _, name = finding.among.partition("/")
    if kind == "vocabularies":
        return known.terms.get(name, ())
    if kind == "files":
        beside = f"{finding.folder}/{finding.id}/"
        return [
            path.removeprefix(beside).removeprefix("files/")
            for path in known.files
            if path.startswith((beside, "files/"))
        ]
    if kind == "kinds":
        return SINGULARS
    return known.ids.get(kind, ())
