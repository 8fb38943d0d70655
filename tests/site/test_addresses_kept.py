"""A published address is never dropped unseen."""

from pobratym import addresses
from pobratym.pipeline import open_config, planned, take_in_all


def keep(made):
    options = made.options()
    config, _problems = open_config(options)
    pages = planned(options, config, take_in_all(options, config))
    path = made.folder / addresses.FILE
    addresses.write(path, addresses.kept_and_new((), pages, ["uk", "en"]))
    return path


OTHER = """-- content/institutions/other.yaml --
name: {uk: Інша, en: Other}
country: SE
"""


def test_a_record_that_vanished_stops_the_build_and_names_the_line(site):
    made = site(OTHER)
    path = keep(made)

    made.remove("content/institutions/other.yaml")
    outcome = made.build()

    assert [(found.file, found.code) for found in outcome.problems] == [
        ("addresses.lock", "dropped-address")
    ]
    line = path.read_text("utf-8").splitlines()[outcome.problems[0].line - 1]
    assert line == "/institutions/other/"


def test_an_alias_leads_on_from_a_record_that_vanished(site):
    made = site(OTHER)
    keep(made)

    made.remove("content/institutions/other.yaml")
    made.write(
        "-- content/institutions/karolinska.yaml --\nname: {uk: К, en: K}\ncountry: SE\n"
        "aliases: [/institutions/other/]\n"
    )

    assert made.build().published is not None


def test_a_withdrawn_record_keeps_its_address(site):
    made = site(OTHER)
    keep(made)

    made.write(OTHER + "withdrawn:\n  date: 2026-01\n  reason: {uk: Помилка, en: A mistake}\n")

    assert made.build().published is not None
