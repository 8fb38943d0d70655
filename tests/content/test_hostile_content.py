"""Whatever bytes come in, only problems come out, soon."""

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from pobratym.content.attachments import check_attachment
from pobratym.content.findings_in_files import check_despite_errors, problems_of
from pobratym.content.glossary import read_glossary
from pobratym.content.reading import read_config, read_record, read_vocabulary
from pobratym.content.yaml_nodes import compose
from pobratym.problems import Problem
from pobratym.registry.checks import check_record, check_registry
from pobratym.registry.known import Avoided, CountedFigure, Known
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES
from pobratym.registry.schema import fields_of

KNOWN = Known(
    ids={"institutions": frozenset({"a", "b"})},
    terms={"areas": frozenset({"trauma"})},
    languages=("uk", "en"),
    glossary={"en": (Avoided("Kiev", "Kyiv"),)},
    figures={"en": (CountedFigure("f", ("memoranda",), (25.0, 27.0)),)},
)

FIELDS = sorted({field.name for struct in RECORD_TYPES.values() for field in fields_of(struct)})
# Fragments from which YAML and Markdown are made, so that chance reaches deep.
MARKS = r"""
: |:|- |{|}|[|]|, |"|'|>-|#|&x|*x|!!str|---|2023-10-13|2024-02-30|12|49.8|true|null|a|b|uk|en|ua|і
https://example.org/|](|![|](partnership:a)|<script>|{{ x }}|`|**|## |здоров`я|лiк
"""
FRAGMENTS = st.sampled_from(
    [*re.split(r"[|\n]", MARKS), *FIELDS, "|", "\n", "\n  ", "\n- ", "\t", "\r\n", "\x00", "\u202e"]
)
VALUES = """
a;[a, b];[a, a];{uk: а, en: a};[{url: x}];{from: 2024, to: 2023};2023;[];{};'';[[a]];12;UA
{lat: 1, lon: 2, precision: city};[{title: {en: x}}];{en: '[x](page:y) 12'};[{country: SE}]
"""
TEXTS = st.lists(FRAGMENTS, max_size=60).map("".join)
BYTES = st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode()))


def check_all(folder: str, files: dict[str, tuple[str, bytes]]) -> tuple[Problem, ...]:
    record, problems = read_record(folder, "a", files)
    if record is None:
        return check_despite_errors(folder, "a", files, KNOWN)
    findings = [
        *check_record(record, KNOWN),
        *check_registry({folder: {"a": record}}, as_of="2025-01-01"),
    ]
    return problems + problems_of(findings, lambda _folder, _item: files, KNOWN)


@settings(max_examples=150, deadline=None)
@given(data=BYTES)
def test_compose_gives_a_node_or_a_problem(data):
    node, problems = compose(data, "a.yaml")

    assert node is not None or problems or not data.strip(b" \n") or data.lstrip()[:1] in b"#-.%"
    assert all(isinstance(found, Problem) for found in problems)


@settings(max_examples=150, deadline=None)
@given(folder=st.sampled_from(sorted(RECORD_TYPES)), data=BYTES)
def test_no_file_makes_the_reader_or_the_checks_fail(folder, data):
    if folder in MARKDOWN_TYPES:
        files = {
            "uk": (f"{folder}/a/index.uk.md", b"---\n" + data + b"\n---\n" + data),
            "en": (f"{folder}/a/index.en.md", data),
        }
    else:
        files = {"": (f"{folder}/a.yaml", data)}

    problems = check_all(folder, files)

    for found in problems:
        assert found.message()
        assert found.hint()


@settings(max_examples=100, deadline=None)
@given(
    folder=st.sampled_from(sorted(set(RECORD_TYPES) - set(MARKDOWN_TYPES))),
    fields=st.dictionaries(
        st.sampled_from(FIELDS), st.sampled_from(re.split(r"[;\n]", VALUES.strip())), max_size=8
    ),
)
def test_no_mixture_of_fields_makes_the_reader_or_the_checks_fail(folder, fields):
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())

    problems = check_all(folder, {"": (f"{folder}/a.yaml", text.encode())})

    assert all(found.line >= 0 and found.column >= 0 for found in problems)


@settings(max_examples=60, deadline=None)
@given(data=BYTES)
def test_no_file_makes_the_other_readers_fail(data):
    for read in (read_vocabulary, read_glossary, read_config):
        value, problems = read("a.yaml", data)

        assert value is not None or problems
    assert isinstance(check_attachment("a.svg", data), tuple)
    assert isinstance(check_attachment("a.jpg", data), tuple)


def test_large_hostile_texts_are_settled_soon():
    for body in (  # 100 KB each
        "[" * 100_000,
        "](" * 50_000,
        "![](" * 25_000,
        "`" * 100_000,
        "«Kiev" * 20_000,
        "# " * 50_000,
        "1 " * 50_000,
        "1" * 100_000,
        "\n## a" * 20_000,
        "я`я" * 30_000,
        "лiк " * 25_000,
        "a@" * 50_000,
        "+380 " * 20_000,
        "12 memoranda " * 8_000,
        "[a](partnership:x) " * 5_000,
    ):
        text = f"---\ntitle: T\ndate: 2023-10-13\n---\n{body}\n"
        start = time.process_time()

        check_all("news", {"en": ("news/a/index.en.md", text.encode())})

        assert time.process_time() - start < 3, body[:20]
