"""From findings about records to problems at places in files."""

from collections.abc import Callable, Iterable, Mapping

from pobratym.content.reading import Text, locate, read_values
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
    suggestions: dict[tuple[str, str], str] = {}
    for finding in findings:
        files = files_of(finding.folder, finding.id)
        if not files:
            continue
        path, line, column = locate(finding.folder, files, finding.path, finding.text)
        values = dict(finding.values)
        if finding.among:
            word = values.pop("item", values["value"])
            key = finding.among, word
            if key not in suggestions and len(suggestions) < _MOST_SUGGESTIONS:
                near = similar(word, _candidates(finding, known), 1)
                suggestions[key] = near[0] if near else ""
            suggestion = suggestions.get(key, "")
            # In texts only a part of the value was wrong: the kind or the id of kind:id.
            values["suggestion"] = suggestion and values["value"].replace(word, suggestion, 1)
        values.pop("item", None)
        found.append(problem(path, (line, column), finding.code, **values))
    return in_order(found)


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
