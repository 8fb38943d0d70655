"""YAML is read as text with places, and its faults are named where they were made."""

import time

import pytest

from pobratym.content import yaml_nodes
from pobratym.content.yaml_nodes import Mapping, Scalar, compose, pure_parser


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request, monkeypatch):
    """Both parsers must tell the same story: PyYAML may come without libyaml."""
    if request.param == "pure Python":
        library = yaml_nodes._library()._replace(parser=pure_parser())
        monkeypatch.setattr(yaml_nodes, "_library", lambda: library)


def faults(text: str) -> list[tuple[str, int, int]]:
    _node, problems = compose(text.encode(), "a.yaml")
    return [(found.code, found.line, found.column) for found in problems]


def test_scalars_stay_text_so_that_the_field_decides_what_they_mean(parser):
    node, problems = compose(b"country: NO\nsigned: 2023-12-01\ncount: 007\nagreed: yes\n")

    assert problems == ()
    assert {name: value.text for name, (_key, value) in node.entries.items()} == {
        "country": "NO",
        "signed": "2023-12-01",
        "count": "007",
        "agreed": "yes",
    }


def test_places_count_from_one(parser):
    node, _problems = compose("title:\n  uk: Назва\n  en: 'Title'\n".encode())

    key, value = node.entries["title"][1].entries["en"]

    assert isinstance(node, Mapping)
    assert isinstance(value, Scalar)
    assert (key.place, value.place, value.quoted) == ((3, 3), (3, 7), True)


def test_text_is_normalised_to_nfc_and_unix_line_ends():
    decomposed = "note: Ки\u0438\u0306в\r\nother: |\r\n  one\r\n  two\r\n"

    node, problems = compose(decomposed.encode())

    assert node.entries["note"][1].text == "Ки\u0439в"
    assert node.entries["other"][1].text == "one\ntwo\n"
    assert [found.code for found in problems] == ["windows-line-ends"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a: 1\nsummary:\n\tuk: x\n", ("yaml-tab", 3, 1)),
        ("a:\n  - b\n\t- c\n", ("yaml-tab", 3, 1)),
        ("a: |\n\ttext\n", ("yaml-tab", 2, 1)),
        ("partners: [a]\nstatus signed\nsigned: 2023\n", ("yaml-missing-colon", 2, 1)),
        ("status signed\nsigned: 2023\n", ("yaml-missing-colon", 1, 1)),
        ("a: b\nstatus signed\n", ("yaml-missing-colon", 2, 1)),
        ("title:\n  uk Назва\n  en: Title\n", ("yaml-missing-colon", 2, 3)),
        ("a: 1\nstatus:signed\nb: 2\n", ("yaml-missing-space", 2, 8)),
        ("title:\n  uk:Назва\n  en: Title\n", ("yaml-missing-space", 2, 6)),
        ("title: Third Summit: hospitals\n", ("yaml-colon-in-text", 1, 20)),
        ("sources:\n  - url: x\n    title: A: b\n", ("yaml-colon-in-text", 3, 13)),
        ("a: 1\n  b: 2\nc: 3\n", ("yaml-indent", 2, 3)),
        ("summary:\n  uk: a\n en: b\nx: 1\n", ("yaml-indent", 3, 2)),
        ("sources:\n  - url: a\n      title: b\n", ("yaml-indent", 3, 7)),
        ("sources:\n  - url: a\n   title: b\n", ("yaml-indent", 3, 4)),
        (" a: 1\nb: 2\n", ("yaml-indent", 1, 2)),
        ("a:\n  uk: >-\n    text\n   more\n  en: b\n", ("yaml-indent", 4, 4)),
        ("areas: - trauma\nb: 1\n", ("yaml-dash", 1, 8)),
        ('title: "Third Summit\nb: 2\n', ("yaml-quote", 1, 8)),
        ("title: 'Third Summit\nb: 2\n", ("yaml-quote", 1, 8)),
        ('title: "Third Summit\nb: "x"\nc: 3\n', ("yaml-quote", 1, 8)),
        ("city: 'Знам'янка'\n", ("yaml-text-after-quote", 1, 13)),
        ('title: "Summit" in Kyiv\n', ("yaml-text-after-quote", 1, 17)),
        ("areas: [trauma, oncology\nb: 2\n", ("yaml-bracket", 1, 8)),
        ("areas: [trauma oncology]]\nb: 2\n", ("yaml-bracket", 1, 25)),
        ("city: {uk: Київ en: Kyiv}\n", ("yaml-bracket", 1, 7)),
        ("a: [x,,y]\n", ("yaml-bracket", 1, 7)),
        ("title: @health\n", ("yaml-special-character", 1, 8)),
        ("title: `health`\n", ("yaml-special-character", 1, 8)),
        ("title: %health\n", ("yaml-special-character", 1, 8)),
        ("title: ? health\n", ("yaml-special-character", 1, 8)),
        ("note: [text](page:about) more\n", ("yaml-special-character", 1, 7)),
        ('note: "C:\\xfiles"\n', ("yaml-escape", 1, 10)),
        ('note: "C:\\files"\n', ("yaml-escape", 1, 7)),
        ("note: *important*\n", ("yaml-alias", 1, 7)),
        ("note: **bold** text\n", ("yaml-alias", 1, 7)),
        ("note: &x y\nb: *x\n", ("yaml-alias", 1, 7)),
        ("a: 1\n<<: b\n", ("yaml-alias", 2, 1)),
        ("note: !important\n", ("yaml-tag", 1, 7)),
        ("note: !!python/object:os.system x\n", ("yaml-tag", 1, 7)),
        ("a: 1\n---\nb: 2\n", ("yaml-documents", 2, 1)),
        ("a: 1\n...\nb: 2\n", ("yaml-documents", 2, 1)),
        ("title: {{ title }}\n", ("yaml-key", 1, 9)),
        ("? [a]\n: b\n", ("yaml-key", 1, 3)),
        (": a\n", ("yaml-syntax", 1, 1)),
        ("a: 1\na: 2\n", ("duplicate-key", 2, 1)),
    ],
)
def test_a_fault_of_yaml_is_named_where_it_was_made(parser, text, expected):
    assert faults(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "url: https://example.org/a:b\n",
        "title: Summit (Kyiv), part one\n",
        "note: it's fine\n",
        "title: 'Summit: hospitals'\n",
        "a: {uk: Київ, en: Kyiv}\n",
        "# a comment\n\na: 1  # another\n",
        "---\na: 1\n",
        "a: >-\n  text: with a colon\n",
    ],
)
def test_what_editors_may_write_is_no_fault(parser, text):
    assert faults(text) == []


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(5_000)),
        "a: [" + "1," * 140_000,
        "&a " * 90_000,
        "a: '" + "\n" * 250_000,
        '"' + "\\u0000" * 40_000,
        "a:\n" + "".join(f"  k{i}: 1\n" for i in range(20_000)),
        "a: 1\n" * 40_000,
    ],
    ids=lambda bomb: bomb[:8],
)
def test_hostile_yaml_is_settled_within_a_second(bomb):
    start = time.process_time()

    compose(bomb.encode(), "bomb.yaml")

    assert time.process_time() - start < 1


def test_more_values_than_any_record_has_are_refused():
    _node, problems = compose(b"a: [" + b"1," * 60_000 + b"]", "a.yaml")

    assert [found.code for found in problems] == ["too-many-values"]


def test_a_file_beyond_the_limit_is_not_parsed():
    node, problems = compose(b"a: " + b"x" * 300_000, "a.yaml")

    assert node is None
    assert [found.code for found in problems] == ["file-too-large"]


@pytest.mark.parametrize(
    "data, expected",
    [
        ("a: b\n".encode("utf-16"), ("utf16", 1, 1)),
        ("a: b\n".encode("utf-16-le"), ("utf16", 1, 1)),
        ("a: 1\nb: їжак\n".encode("cp1251"), ("not-utf8", 2, 4)),
        (b"\xef\xbb\xbfa: b\n", ("byte-order-mark", 1, 1)),
        (b"a: b\r\n", ("windows-line-ends", 1, 1)),
        (b"a: b\x00c\n", ("control-character", 1, 5)),
        ("a: b\u202ec\n".encode(), ("bidi-control", 1, 5)),
    ],
)
def test_what_is_not_plain_utf8_text_is_named_at_its_place(data, expected):
    _node, problems = compose(data, "a.yaml")

    assert [(found.code, found.line, found.column) for found in problems] == [expected]
