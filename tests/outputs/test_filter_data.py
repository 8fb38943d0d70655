"""What the filters of a list read."""

import json

import pytest

from pobratym.pages.views.lists import FACETS, FILTERED

PARTNERSHIPS = "/assets/filter/uk/partnerships.json"


def read(outputs, folder, lang="uk"):
    return json.loads(outputs.files[f"assets/filter/{lang}/{folder}.json"])


def values_of(data, facet, row):
    """The values of a row's cell."""
    [[table, column]] = [rest for name, *rest in data["facets"] if name == facet]
    cell = column[row]
    return tuple(table[place][0] for place in (cell if isinstance(cell, list) else [cell]))


@pytest.mark.parametrize("folder", sorted(FILTERED))
@pytest.mark.parametrize("lang", ["uk", "en"])
def test_every_choice_finds_the_records_of_its_facet_page(folder, lang, real):
    data = read(real, folder, lang)
    ids = data["ids"].split(" ")

    for facet, table, _column in data["facets"]:
        for value, *_label in table:
            found = {item for row, item in enumerate(ids) if value in values_of(data, facet, row)}
            assert found == set(real.registry.listed(folder, facet, value)), (facet, value)


@pytest.mark.parametrize("folder", sorted(FILTERED))
def test_every_facet_of_the_page_is_there_with_all_its_values(folder, real):
    data = read(real, folder)

    assert {name: {value for value, *_ in table} for name, table, _ in data["facets"]} == {
        facet: set(counts)
        for facet in FACETS[folder]
        if (counts := real.registry.facet(folder, facet))
    }


def test_rows_stand_in_the_order_of_the_page(real):
    assert read(real, "partnerships")["ids"].split(" ") == list(real.registry.ids("partnerships"))


def test_names_are_ordered_by_the_alphabet_of_the_language(outputs):
    names = {"yizhak": "Їжак", "ganok": "Ґанок", "grim": "Грім", "dim": "Дім"}
    text = "".join(
        f"-- content/institutions/{item}.yaml --\nname: {{uk: {name}}}\ncountry: UA\n"
        for item, name in names.items()
    )
    data = read(outputs(text), "institutions")

    ordered = [data["names"][row] for row in data["name"]]

    assert [name for name in ordered if name in names.values()] == ["Грім", "Ґанок", "Дім", "Їжак"]


def test_a_title_in_another_language_says_so(outputs):
    data = read(
        outputs("-- content/institutions/dim.yaml --\nname: {uk: Дім}\ncountry: UA\n"),
        "institutions",
        "en",
    )

    assert data["langs"] == {str(data["names"].index("Дім")): "uk"}


def test_the_file_depends_on_cards_and_facets_and_on_no_single_record(small):
    notes = small.notes(PARTNERSHIPS)

    assert {"partnerships?names", "institutions?names", "partnerships?", "partnerships?status"} <= (
        notes
    )
    assert not [note for note in notes if note.startswith(("partnerships/", "institutions/"))]


def test_a_repeated_text_stands_there_once(small):
    data = read(small, "partnerships")

    assert data["institutions"] == [
        ["Охматдит", 0, "", ""],
        ["Каролінська лікарня", 1, "", "Karolinska Universitetssjukhuset"],
    ]
    assert (data["home"], data["foreign"]) == ([0], [1])
    assert data["days"] == [["2023-12-01", "1\u00a0грудня 2023\u00a0р."]]


def test_servers_ask_each_time_whether_the_file_has_changed(small):
    headers = small.files["_headers"].decode()

    assert "/assets/filter/uk/*\n  Cache-Control: no-cache" in headers
