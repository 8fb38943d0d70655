"""`content/glossary.yaml`: for each language what to write, and what not."""

from typing import Annotated

from pobratym.content.reading import read_mapping
from pobratym.content.scalars import language_fault
from pobratym.content.values import groups_reader
from pobratym.problems import Problem, has_errors, in_order
from pobratym.registry.known import Avoided
from pobratym.registry.records import Part
from pobratym.registry.schema import Help, Many, Text


class GlossaryEntry(Part, kw_only=True):
    """A preferred term and the ones that it replaces."""

    preferred: Annotated[
        str, Text(), Help("What to write.", "Як писати.", "International Medical Partnership")
    ]
    discouraged: Annotated[
        tuple[str, ...],
        Many(Text(), 1),
        Help("What not to write.", "Як не писати.", "[International Health Partnership]"),
    ]
    note: Annotated[str | None, Text(), Help("Why, for editors.", "Чому, для редакторів.")] = None


Glossary = dict[str, tuple[Avoided, ...]]


def read_glossary(path: str, data: bytes) -> tuple[Glossary | None, tuple[Problem, ...]]:
    """The discouraged terms by language, each with what to write instead.

    The file maps a language to a list of entries of `preferred`, `discouraged` and `note`.
    """
    node, problems = read_mapping(path, data)
    if node is None:
        return None, in_order(problems)
    glossary: Glossary = {}
    for lang, (key, entries) in node.entries.items():
        if fault := language_fault(key):
            problems.append(fault)
        entries_read = groups_reader(GlossaryEntry, lang)(entries, problems) or ()
        glossary[lang] = tuple(
            Avoided(term, entry.preferred)
            for entry in entries_read
            if entry is not None
            for term in entry.discouraged
        )
    found = in_order(problems)
    return (None if has_errors(found) else glossary), found
