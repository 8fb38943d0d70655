"""What one record may not say of others, and what two records may not both say."""

import msgspec
import pytest

from pobratym.registry.checks import check_record, check_registry
from pobratym.registry.known import Avoided, CountedFigure, Known, counted_figures
from pobratym.registry.records import (
    Figure,
    Identifiers,
    Image,
    Institution,
    Location,
    News,
    Observation,
    Partnership,
    Source,
)

SOURCES = (Source(url="https://example.org/"),)
KNOWN = Known(
    ids={
        "institutions": frozenset({"okhmatdyt", "karolinska"}),
        "partnerships": frozenset({"okhmatdyt-karolinska"}),
        "pages": frozenset({"about"}),
        "news": frozenset({"n"}),
    },
    terms={"areas": frozenset({"trauma"}), "regions": frozenset({"UA-30", "UA-46"})},
    files=frozenset({"files/memo.pdf", "news/n/photo.jpg"}),
    languages=("uk", "en"),
    glossary={"en": (Avoided("International Health Partnership", "International Medical …"),)},
    figures={"en": (CountedFigure("memoranda", ("memoranda", "memorandum"), (25.0, 27.0)),)},
)


def partnership(item: str = "p", **fields) -> Partnership:
    fields.setdefault("partners", ("okhmatdyt", "karolinska"))
    return Partnership(id=item, status="signed", sources=SOURCES, **fields)


def news(body: str = "", **fields) -> News:
    return News(id="n", title={"en": "T"}, date="2023-10-13", body={"en": body}, **fields)


def codes(record, known: Known = KNOWN) -> list[str]:
    return [found.code for found in check_record(record, known)]


def across(*records, as_of: str = "2025-01-01") -> list[tuple[str, str]]:
    by_folder: dict[str, dict[str, object]] = {}
    for record in records:
        by_folder.setdefault(record.folder, {})[record.id] = record
    found = check_registry(by_folder, as_of=as_of, languages=("uk", "en"))
    return [(finding.id, finding.code) for finding in found]


def test_a_right_record_has_no_findings():
    assert codes(partnership(signed="2023-12-01", expires="2023", areas=("trauma",))) == []


def test_terms_of_a_vocabulary_that_could_not_be_read_are_not_unknown():
    known = Known(ids=KNOWN.ids, terms={})

    assert codes(partnership(areas=("anything",)), known) == []


def test_a_finding_leads_to_the_item_of_the_list():
    (found,) = check_record(partnership(partners=("okhmatdyt", "nowhere")), KNOWN)

    assert (found.path, found.code) == (("partners", 1), "unknown-reference")


@pytest.mark.parametrize(
    "signed, expires, wrong",
    [
        ("2023-12-01", "2023-11-30", True),
        ("2023-12-01", "2023-11", True),
        ("2023-12-01", "2022", True),
        ("2023-12-01", "2023-12", False),
        ("2023-12-01", "2023", False),
        ("2023", "2023-01-01", False),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(signed, expires, wrong):
    found = codes(partnership(signed=signed, expires=expires))

    assert found == (["expires-before-signed"] if wrong else [])


@pytest.mark.parametrize(
    "lat, precision, fine",
    [
        (49.84, "city", True),
        (49.838, "city", False),
        (49.8, "region", True),
        (49.84, "region", False),
    ],
)
def test_no_place_is_finer_than_it_says(lat, precision, fine):
    place = Location(lat=lat, lon=24.0, precision=precision)

    found = codes(Institution(id="i", name={"en": "I"}, country="UA", location=place))

    assert found == ([] if fine else ["too-precise-location"])


@pytest.mark.parametrize(
    "region, code",
    [("UA-46", None), ("UA-47", "unknown-region"), ("SE-AB", "region-of-other-country")],
)
def test_a_region_is_of_the_vocabulary_and_of_the_country(region, code):
    found = codes(Institution(id="i", name={"en": "I"}, country="UA", region=region))

    assert found == ([code] if code else [])


def test_regions_of_countries_without_a_vocabulary_need_the_form_only():
    assert codes(Institution(id="i", name={"en": "I"}, country="SE", region="SE-AB")) == []


@pytest.mark.parametrize(
    "text, code",
    [
        ("[Okhmatdyt](institution:okhmatdyt)", None),
        ("[Okhmatdyt](institution:okhmadyt)", "markdown-unknown-reference"),
        ("[Okhmatdyt](institution:Okhmatdyt)", "markdown-unknown-reference"),
        ("[Okhmatdyt](institutions:okhmatdyt)", "markdown-unknown-reference"),
        ("`[Okhmatdyt](institution:okhmadyt)`", None),
        ("[our site](https://example.org/)", None),
        ("[write](mailto:info@example.org)", None),
        ("[about us](/uk/institutions/okhmatdyt/)", None),
        ("[about us](/uk/institutions/nowhere/)", "markdown-unknown-reference"),
        ("[news of the year](/uk/news/2023/)", None),
        ("[part](#part)", None),
        ("[the memorandum](memo.pdf)", None),
        ("[the memorandum](memo2.pdf)", "missing-file"),
        ("[form](javascript:alert)", "wrong-link"),
        ("[form](data:text/html,x)", "wrong-link"),
        ("[form]( )", "wrong-link"),
        ("Read it [here](https://example.org/).", "vague-link-text"),
        ("Читайте [тут](https://example.org/).", "vague-link-text"),
        ("![Two directors](photo.jpg)", None),
        ("![](photo.jpg)", "markdown-image-without-alt"),
        ("![IMG_2041](photo.jpg)", "alt-is-file-name"),
        ("![Two directors](photo2.jpg)", "missing-file"),
        ("## Aims\n\n### First", None),
        ("## Aims\n\n#### First", "heading-level"),
        ("# Aims", "heading-level"),
        ("Write to info@okhmatdyt.com.ua", None),
        ("Write to olena.k@gmail.com", "personal-data"),
        ("Call +380 67 123 45 67", "personal-data"),
        ("Call +380 800 60 20 19", None),
        ("She was born on 12 May 1980.", "personal-data"),
        ("The International Health Partnership grows.", "discouraged-term"),
        ("Some call it “the International Health Partnership”.", None),
        ("So far 27 memoranda have been signed.", None),
        ("So far 26 memoranda have been signed.", "figure-contradicted"),
        ("It signed 3 memoranda.", None),
        ("Of 3 regions: Lviv, Odesa and Rivne.", None),
        ("Of 3 regions: Lviv, Odesa, Rivne and Kyiv.", "list-count-disagrees"),
        ("It is 10 years: what began in Kyiv, goes on, and grows.", None),
    ],
)
def test_texts(text, code):
    assert codes(news(text)) == ([code] if code else [])


@pytest.mark.parametrize(
    "uk, en, same",
    [
        ("Підписано 27 угод.", "27 agreements were signed.", True),
        ("Підписано 27 угод.", "25 agreements were signed.", False),
        ("Сім лікарень, 7 країн.", "7 hospitals, 7 countries.", True),
        ("Вісім лікарень.", "8 hospitals.", True),
        ("8 лікарень.", "7 hospitals.", False),
        ("Понад 100 лікарень.", "Over a hundred hospitals.", False),
        ("1 234 особи", "1,234 people", True),
        ("1,5 млн", "1.5 million", True),
        ("13 жовтня 2023 р.", "13 October 2023", True),
        ("13.10.2023", "13 October 2023", True),
        ("2023-10-13", "13 October 2023", True),
        ("73-тя сесія", "73rd session", True),
        ("50-й меморандум", "The fiftieth memorandum", True),
        ("Лікарня № 2", "Hospital No. 2", True),
        ("COVID-19", "COVID-19", True),
        ("[лікарня](institution:okhmatdyt)", "[hospital](institution:okhmatdyt)", True),
        ("[лікарня](institution:okhmatdyt)", "[hospital](institution:karolinska)", False),
        ("[лікарня](institution:okhmatdyt)", "hospital", False),
    ],
)
def test_translations_agree_in_numbers_dates_and_links(uk, en, same):
    found = codes(partnership(summary={"uk": uk, "en": en}))

    assert found == ([] if same else ["translation-disagrees"])


def test_a_picture_is_described_in_every_language_of_its_item():
    image = Image(file="photo.jpg", alt={"en": "Two directors sign"})
    item = News(
        id="n",
        title={"uk": "Н", "en": "T"},
        date="2023-10-13",
        image=image,
        body={"uk": "", "en": ""},
    )

    (found,) = check_record(item, KNOWN)

    assert (found.code, dict(found.values)["language"]) == ("missing-alt", "uk")


def test_checks_that_need_a_broken_field_say_nothing():
    record = partnership(partners=("okhmatdyt",))

    assert codes(record) == ["too-few-partners"]
    assert list(check_record(record, KNOWN, frozenset({"partners"}))) == []


def test_the_same_partners_and_date_are_one_partnership():
    one = partnership("one", signed="2023-12-01")
    swapped = partnership("two", partners=("karolinska", "okhmatdyt"), signed="2023-12")

    assert across(one, swapped) == [("two", "duplicate-partnership")]


def test_a_second_memorandum_of_another_year_is_another_partnership():
    assert across(partnership("one", signed="2021"), partnership("two", signed="2023-12")) == []


def test_nothing_is_signed_after_the_day_of_the_site():
    record = partnership(signed="2023-12-01")

    assert across(record, as_of="2023-11-30") == [("p", "signed-in-future")]
    assert across(record, as_of="2023-12-01") == []


def test_two_institutions_do_not_share_an_identifier():
    one, two = (
        Institution(
            id=name, name={"en": name}, country="UA", identifiers=Identifiers(edrpou="00012925")
        )
        for name in ("one", "two")
    )

    assert across(one, two) == [("two", "duplicate-identifier")]


@pytest.mark.parametrize(
    "alias, collides",
    [
        ("/partnerships/old-id/", False),
        ("/uk/partnerships/old-id/", False),
        ("/article/news/some-old-news", False),
        ("/partnerships/other/", True),
        ("/uk/partnerships/other/", True),
        ("/partnerships/", True),
        ("/search/", True),
        ("/data/partnerships.json", True),
        ("/about/", True),
    ],
)
def test_a_former_address_is_not_the_address_of_a_page(alias, collides):
    from pobratym.registry.records import ContentPage

    found = across(
        partnership("p", signed="2021", aliases=(alias,)),
        partnership("other", signed="2023"),
        ContentPage(id="about", title={"en": "About"}),
    )

    assert found == ([("p", "alias-collision")] if collides else [])


def test_two_records_do_not_share_a_former_address():
    one = partnership("one", signed="2021", aliases=("/old/",))
    two = partnership("two", signed="2023", aliases=("/uk/old/",))

    assert across(one, two) == [("two", "alias-collision")]


def test_only_nouns_that_mostly_count_the_registry_are_held_against_texts():
    def figure(item: str, noun: str, counts: str | None, *values: int) -> Figure:
        observations = tuple(
            Observation(value=value, as_of="2023", source=SOURCES[0]) for value in values
        )
        return Figure(
            id=item,
            name={"en": item},
            unit={"en": {"one": noun, "other": noun + "s"}},
            counts=counts,
            observations=observations,
        )

    found = counted_figures(
        [
            figure("total", "document", "partnerships-signed", 25, 27, 50),
            figure("berlin", "document", None, 7),
            figure("partners", "country", "countries-partner", 15),
            figure("declaration", "country", None, 18, 19),
        ]
    )

    assert found == {"en": (CountedFigure("total", ("document", "documents"), (7, 25, 27, 50)),)}


def test_the_mark_of_what_is_known_changes_with_terms_but_not_with_ids():
    other_ids = msgspec.structs.replace(KNOWN, ids={})
    other_terms = msgspec.structs.replace(KNOWN, terms={})

    assert KNOWN.mark() == other_ids.mark()
    assert KNOWN.mark() != other_terms.mark()
