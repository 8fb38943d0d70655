"""One page for each type of record: every field, and an example that says what each is for."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from types import MappingProxyType

from docs.generator.words import Words, example, table
from pobratym.pages.labels import SECTION_LABELS
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, Period, Record
from pobratym.registry.schema import Field, Group, Kind, Many, PeriodOf, fields_of

EXAMPLES = Path(__file__).parent.parent / "examples" / "content"
NONE: Mapping[str, str] = MappingProxyType({})
# Characters of a comment that fit beside the navigation.
_WIDTH = 72
_KEY = re.compile(r"(?P<indent> *)(?P<dash>- )?(?P<name>[a-z_]+):(?: |$)")


def pages(words: Words) -> Iterator[tuple[str, str]]:
    rows = []
    for folder, record_type in RECORD_TYPES.items():
        yield folder, page(folder, record_type, words)
        rows.append([f"[`{folder}/`]({folder}.md)", _purpose(folder, words)])
    lead = words.phrase("records-lead")
    listing = table([words.phrase("file"), words.phrase("meaning")], rows)
    yield "records", f"# {words.phrase('records')}\n\n{lead}\n\n{listing}"


def page(folder: str, record_type: type[Record], words: Words) -> str:
    """The page of one type."""
    name = words.shown_to_readers(SECTION_LABELS.get(folder) or "Pages")
    parts = [f"# {name} (`{folder}/`)\n", _purpose(folder, words) + "\n"]
    parts += [f"## {words.phrase('example')}\n", words.phrase("annotated") + "\n"]
    for path in sample_files(folder):
        shown = path.relative_to(EXAMPLES).as_posix()
        language = "markdown" if path.suffix == ".md" else "yaml"
        text = annotated(path.read_text("utf-8"), record_type, words)
        parts.append(f'``` {language} title="content/{shown}"\n{text}```\n')
    parts += [f"## {words.phrase('every-field')}\n", field_table(record_type, words)]
    for name, struct in groups_of(record_type):
        parts.append(f"### {words.phrase('fields-of', name=name)}\n")
        parts.append(field_table(struct, words))
    return "\n".join(parts)


def sample_files(folder: str) -> list[Path]:
    """The files of the example of a type; of news, the languages one after another."""
    pattern = "example/index.*.md" if folder in MARKDOWN_TYPES else "example.yaml"
    return sorted((EXAMPLES / folder).glob(pattern), reverse=True)


def field_table(struct: type, words: Words, kinds: Mapping[str, str] = NONE) -> str:
    """Every field of a type; `kinds` are name → what to write, where its kind does not say it."""
    heads = [words.phrase(name) for name in ("field", "meaning", "value", "example")]
    rows = [
        [
            f"`{field.name}`" + (f" ({words.phrase('required')})" if field.required else ""),
            words.help(field.help),
            kinds.get(field.name) or words.kind(field.kind) + _default(field, words),
            example(field.kind, field.help),
        ]
        for field in fields_of(struct)
    ]
    return table(heads, rows)


def groups_of(struct: type, path: str = "") -> Iterator[tuple[str, type]]:
    """(dotted name, type) of every nested group, each type once, outer before inner."""
    seen: set[type] = set()
    queue = [(struct, path)]
    while queue:
        current, prefix = queue.pop(0)
        for field in fields_of(current):
            inner = group_in(field.kind)
            if inner and inner not in seen:
                seen.add(inner)
                name = f"{prefix}{field.name}"
                yield name, inner
                queue.append((inner, f"{name}."))


def group_in(kind: Kind) -> type | None:
    """The nested group that a field holds, alone or in a list."""
    match kind:
        case Group(struct) | Many(Group(struct)):
            return struct
        case PeriodOf():
            return Period
    return None


def annotated(text: str, struct: type, words: Words) -> str:
    """A record's file with what each field means as a comment above it, the first time."""
    lines: list[str] = []
    said: set[tuple[type, str]] = set()
    inside: list[tuple[int, type]] = [(-1, struct)]
    is_body = False
    for line in text.splitlines(keepends=True):
        found = None if is_body else _KEY.match(line)
        is_body = is_body or (line == "---\n" and bool(lines))
        if found:
            indent = len(found["indent"]) + len(found["dash"] or "")
            while inside[-1][0] >= indent:
                inside.pop()
            current = inside[-1][1]
            field = next((one for one in fields_of(current) if one.name == found["name"]), None)
            if field:
                if (current, field.name) not in said:
                    said.add((current, field.name))
                    lines += _comment(field, words, found["indent"])
                if inner := group_in(field.kind):
                    inside.append((indent, inner))
        lines.append(line)
    return "".join(lines)


def _comment(field: Field, words: Words, indent: str) -> Iterator[str]:
    required = f" ({words.phrase('required')})" if field.required else ""
    text = words.help(field.help).rstrip(".") + required + "."
    for line in wrap(text, _WIDTH - len(indent), break_on_hyphens=False):
        yield f"{indent}# {line}\n"


def _default(field: Field, words: Words) -> str:
    """What holds where the field is left out."""
    if isinstance(field.default, bool):
        return f"; {words.phrase('default')} `{str(field.default).lower()}`"
    if isinstance(field.default, str | int) and field.default:
        return f"; {words.phrase('default')} `{field.default}`"
    return ""


def _purpose(folder: str, words: Words) -> str:
    return PURPOSES[folder][words.lang]


PURPOSES = {
    "partnerships": {
        "en": "Memoranda between institutions: who works with whom, since when, on what.",
        "uk": "Меморандуми між закладами: хто з ким співпрацює, відколи й над чим.",
    },
    "institutions": {
        "en": "Hospitals, clinics, institutes, universities, ministries.",
        "uk": "Лікарні, клініки, інститути, університети, міністерства.",
    },
    "declarations": {
        "en": "Declarations that countries join, with what each source says of each country.",
        "uk": "Декларації, до яких приєднуються країни, і що каже про кожну країну кожне джерело.",
    },
    "events": {
        "en": "Summits, conferences, seminars, visits, signings.",
        "uk": "Саміти, конференції, семінари, візити, підписання.",
    },
    "exchanges": {
        "en": "Training and exchange of experience in a period.",
        "uk": "Навчання й обмін досвідом за певний період.",
    },
    "figures": {
        "en": "One measure over time; values that contradict each other stand side by side.",
        "uk": "Один показник у часі; суперечливі значення стоять поруч.",
    },
    "statements": {
        "en": "Joint statements and resolutions.",
        "uk": "Спільні заяви та резолюції.",
    },
    "news": {
        "en": "News items: a folder with one file for each language, and its pictures.",
        "uk": "Новини: тека з файлом на кожну мову та зображеннями.",
    },
    "pages": {
        "en": "Pages such as About or Contacts: a folder with one file for each language.",
        "uk": "Сторінки на кшталт «Про реєстр» чи «Контакти»: тека з файлом на кожну мову.",
    },
    "programmes": {
        "en": "Programmes that partnerships belong to.",
        "uk": "Програми, до яких належать партнерства.",
    },
}
