"""The SQLite file, opened with the library that readers use."""

import sqlite3

import pytest

from pobratym.outputs.data.published import TYPES


@pytest.fixture(scope="module")
def database(real):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(real.files["data/registry.sqlite"])
    yield connection
    connection.close()


def test_the_file_is_whole_and_every_reference_leads_somewhere(database):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_table_per_type_has_a_row_per_record(real, database):
    for folder in TYPES:
        (count,) = database.execute(f'SELECT count(*) FROM "{folder}"').fetchone()
        assert count == len(real.registry.ids(folder))


def test_partners_are_joined_in_their_order(real, database):
    found = database.execute(
        "SELECT institutions.id FROM partnerships_partners JOIN institutions ON value = "
        "institutions.id WHERE parent = 'okhmatdyt-karolinska' ORDER BY position"
    ).fetchall()

    assert [item for (item,) in found] == list(
        real.registry.record("partnerships", "okhmatdyt-karolinska").partners
    )


def test_lists_refer_to_their_records_and_terms(database):
    keys = database.execute("PRAGMA foreign_key_list('partnerships_areas')").fetchall()

    assert {(key[2], key[3]) for key in keys} == {("partnerships", "parent"), ("areas", "value")}


def test_full_text_search_finds_records_in_either_language(database):
    for word, lang in (("Охматдит", "uk"), ("Karolinska", "en")):
        found = database.execute(
            "SELECT type FROM search WHERE search MATCH ? AND lang = ?", (word, lang)
        ).fetchall()
        assert ("institutions",) in found


def test_equal_records_give_equal_bytes(real):
    assert real.make("data-database")["data/registry.sqlite"] == real.files["data/registry.sqlite"]
