"""Generated registries are content like any other: valid, and the same for everybody."""

import json
from collections import Counter

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.content import (
    SIZES,
    Size,
    content_files,
    edrpou,
    generate,
    pair_title,
    ror,
    write_site,
)
from benchmarks.yaml_text import yaml_text
from pobratym import cli

SMALL = SIZES["small"]


@pytest.fixture(scope="module")
def corpus():
    return generate(SMALL)


@pytest.mark.parametrize("config", ["site_config.yaml", "full.yaml"])
def test_a_generated_registry_has_no_problems(tmp_path, capsys, corpus, config):
    write_site(corpus, tmp_path)

    status = cli.main(["check", "--config", str(tmp_path / config), "--format", "json"])

    assert status == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}


def test_the_same_seed_gives_the_same_files(corpus):
    assert dict(content_files(corpus)) == dict(content_files(generate(SMALL)))


def test_another_seed_gives_other_files(corpus):
    assert dict(content_files(corpus)) != dict(content_files(generate(SMALL, seed=1)))


def test_a_registry_has_as_many_records_and_news_as_were_asked_for():
    corpus = generate(Size(records=200, news=30))

    assert len(corpus["partnerships"]) + len(corpus["institutions"]) == 200
    assert len(corpus["news"]) == 30


def test_no_two_partnerships_have_the_same_summary(corpus):
    """Rendering a text once and showing it twice would be no work."""
    summaries = [
        record["summary"]["uk"] for record in corpus["partnerships"].values() if "summary" in record
    ]

    assert Counter(summaries).most_common(1)[0][1] == 1


def test_no_two_institutions_have_the_same_name(corpus):
    for lang in ("uk", "en"):
        names = [record["name"][lang] for record in corpus["institutions"].values()]

        assert len(set(names)) == len(names)


def test_a_partnership_is_called_by_its_partners():
    names = {"a": {"uk": "Лікарня", "en": "Hospital"}, "b": {"uk": "Клініка", "en": "Clinic"}}
    institutions = {item: {"name": name} for item, name in names.items()}

    title = pair_title({"partners": ["a", "b"]}, institutions)

    assert title == {"uk": "Лікарня – Клініка", "en": "Hospital – Clinic"}


@pytest.mark.parametrize("code", ["00012925", "14360570", "00032112", "42032422"])
def test_codes_of_the_state_register_have_their_check_digit(code):
    """Of a ministry, two banks and a health service, as they publish them."""
    assert edrpou(int(code[:7])) == code


def test_ror_identifiers_have_their_check_digits():
    """The example of ROR's own documentation: https://ror.org/02mhbdp94."""
    number = int("".join(f"{'0123456789abcdefghjkmnpqrstvwxyz'.index(c):05b}" for c in "2mhbdp"), 2)

    assert ror(number) == "https://ror.org/02mhbdp94"


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=30,
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=30).map(" ".join)


@given(text=_TEXTS)
def test_what_is_written_is_read_again(text):
    value = {"plain": text, "list": [text, {"deep": text, "number": 3}], "flag": True}

    assert yaml.safe_load(yaml_text(value)) == value
