"""What the index's files promise: same bytes everywhere, little to load, the right order."""

import gzip
import json

from hypothesis import given
from hypothesis import strategies as st

from pobratym.outputs.search.postings import VALUES, decode, encode, offsets
from pobratym.outputs.search_index import RECORDS_A_FILE, SearchDocument, build, manifest_path
from tests.search.corpus import corpus
from tests.search.reference import Index, ask


def document(number: int = 1, **changes: object) -> SearchDocument:
    given = {
        "id": f"record-{number}",
        "kind": "institution",
        "url": f"/uk/institutions/record-{number}/",
        "lang": "uk",
        "title": f"Запис {number}",
    }
    return SearchDocument(**(given | changes))


def ids(documents: list[SearchDocument], question: str, lang: str = "uk") -> list[str]:
    return ask(Index(build(documents, lang), lang), question).ids


def test_the_order_of_the_documents_does_not_matter() -> None:
    documents = list(corpus("uk"))[:60]

    assert build(documents, "uk") == build(documents[::-1], "uk")


def test_files_but_the_list_are_named_after_their_content() -> None:
    before = build([document(1), document(2, title="Лікарня")], "uk")
    after = build([document(1), document(2, title="Клініка")], "uk")

    same_name = before.keys() & after.keys() - {manifest_path("uk")}
    assert all(before[path] == after[path] for path in same_name)
    assert before[manifest_path("uk")] != after[manifest_path("uk")]


def test_an_index_of_nothing_answers_with_nothing() -> None:
    assert ids([], "лікарня") == []


def test_the_exact_letter_ranks_first_and_the_plain_one_is_found() -> None:
    documents = [document(1, title="Ганок"), document(2, title="Ґанок")]

    assert ids(documents, "ганок") == ["record-1", "record-2"]
    assert ids(documents, "ґанок") == ["record-2", "record-1"]


def test_the_form_that_was_typed_ranks_before_other_forms() -> None:
    documents = [document(1, title="Про лікарню"), document(2, title="Про лікарень")]

    assert ids(documents, "лікарень") == ["record-2", "record-1"]


def test_title_ranks_before_facts_and_facts_before_body() -> None:
    documents = [
        document(1, body="Тут згадано Брно."),
        document(2, facts=("Брно",)),
        document(3, title="Брно"),
    ]

    assert ids(documents, "Брно") == ["record-3", "record-2", "record-1"]


def test_a_heavier_record_ranks_before_another_that_matches_as_well() -> None:
    documents = [document(1), document(2, weight=1.5)]

    assert ids(documents, "запис") == ["record-2", "record-1"]


def test_of_equals_the_newest_comes_first() -> None:
    documents = [document(1, date="2023"), document(2, date="2024-05")]

    assert ids(documents, "запис") == ["record-2", "record-1"]


def test_names_in_any_language_are_found_but_not_shown() -> None:
    documents = [document(1, names=("Karolinska Universitetssjukhuset",))]
    files = build(documents, "uk")

    assert ask(Index(files, "uk"), "universitetssjukhuset").ids == ["record-1"]
    assert not any(b"Universitetssjukhuset" in data for data in files.values())


def test_labels_of_filters_are_searched_and_listed_with_their_records() -> None:
    labelled = document(1, filters={"country": ("SE",)})
    files = build([labelled, document(2)], "uk", labels={"country": {"SE": "Швеція"}})
    index = Index(files, "uk")

    assert ask(index, "шведський").ids == ["record-1"]
    [[label, postings]] = index.part("facets", "country").values()
    assert (label, list(decode(postings))) == ("Швеція", [0])


def test_a_site_may_say_which_words_stand_for_each_other() -> None:
    documents = [document(1, title="Центр дитячої онкології")]
    files = build(documents, "uk", related=[["дитяча онкологія", "онкодитцентр"]])

    assert ask(Index(files, "uk"), "онкодитцентр").ids == ["record-1"]


def test_a_text_in_another_language_says_so() -> None:
    files = build([document(1, lang="en", title="Not translated")], "uk")

    assert Index(files, "uk").record(0)[-1] == "en"


def test_hostile_text_stays_text() -> None:
    hostile = '</script><img src=x onerror="alert(1)">'
    files = build([document(1, title=hostile)], "uk")

    assert Index(files, "uk").record(0)[2] == hostile


def test_records_of_one_kind_stand_together() -> None:
    kinds = ["news", "institution", "news", "event"]
    documents = [document(number, kind=kind) for number, kind in enumerate(kinds)]
    manifest = json.loads(build(documents, "uk")[manifest_path("uk")])

    assert manifest["kinds"] == [["event", 1], ["institution", 1], ["news", 2]]


def test_a_first_question_loads_less_than_a_hundred_kilobytes() -> None:
    files = build(corpus("uk"), "uk")
    index = Index(files, "uk")

    ask(index, "онкологія у Львові", most=2 * RECORDS_A_FILE)

    assert sum(len(gzip.compress(files[path])) for path in index.loaded) < 100_000


@given(st.dictionaries(st.integers(0, 4999), st.integers(0, len(VALUES) - 1), min_size=1))
def test_records_and_their_importance_survive_being_written(levels: dict[int, int]) -> None:
    starts = offsets(5000)
    text = encode([starts[level] + number for number, level in levels.items()], 5000)

    assert decode(text) == {number: VALUES[level] for number, level in levels.items()}
