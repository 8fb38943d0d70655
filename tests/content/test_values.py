"""Values of every kind: what is accepted as it is, what is refused, and what is suggested."""

import pytest

from pobratym.content.reading import read_record, read_values
from pobratym.registry.codes import COUNTRIES, LANGUAGES, is_language_tag
from pobratym.registry.identifiers import check_digits_fit, edrpou_check_digit
from pobratym.registry.records import Period, Source

# Codes that ISO 3166-1 reserves or leaves to users, and that CLDR names.
RESERVED = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ"
INSTITUTION = "name: {en: Hospital}\n"
PARTNERSHIP = """\
partners: [a, b]
status: signed
sources: [{url: 'https://example.org/'}]
"""


def read(folder: str, text: str):
    return read_record(folder, "sample", {"": (f"{folder}/sample.yaml", text.encode())})


def problem_of(folder: str, text: str):
    record, problems = read(folder, text)
    assert record is None
    assert len(problems) == 1, problems
    return problems[0]


def suggestion(found) -> str:
    return dict(found.values)["suggestion"]


def test_country_no_is_norway():
    record, problems = read("institutions", INSTITUTION + "country: NO\n")

    assert problems == ()
    assert record.country == "NO"


@pytest.mark.parametrize("date", ["2023", "2023-10", "2023-10-13", "2024-02-29", "'2023-10'"])
def test_a_partial_date_may_stop_at_the_month_or_year(date):
    record, problems = read("partnerships", PARTNERSHIP + f"signed: {date}\n")

    assert problems == ()
    assert record.signed == date.strip("'")


@pytest.mark.parametrize(
    "date, code, meant",
    [
        ("13.10.2023", "wrong-date", "2023-10-13"),
        ("1.5.2023", "wrong-date", "2023-05-01"),
        ("2023.10.13", "wrong-date", "2023-10-13"),
        ("2023-5-1", "wrong-date", "2023-05-01"),
        ("2023-10-13T10:00:00", "wrong-date", "2023-10-13"),
        ("31.02.2023", "wrong-date", ""),
        ("жовтень 2023", "wrong-date", ""),
        ("٢٠٢٣", "wrong-date", ""),
        ("2024-02-30", "no-such-day", None),
        ("2023-02-29", "no-such-day", None),
        ("2023-04-31", "no-such-day", None),
        ("2023-00", "no-such-month", None),
        ("2023-13", "no-such-month", None),
        ("0202-10-13", "out-of-range", None),
    ],
)
def test_a_wrong_date_says_what_is_wrong_with_it(date, code, meant):
    found = problem_of("partnerships", PARTNERSHIP + f"signed: {date}\n")

    assert (found.code, found.line, found.column) == (code, 4, 9)
    assert meant is None or suggestion(found) == meant


@pytest.mark.parametrize(
    "country, code, meant",
    [
        ("UK", "unknown-country", "GB"),
        ("ua", "unknown-country", "UA"),
        ("EL", "unknown-country", "GR"),
        ("XK", "unknown-country", ""),
        ("Ukraine", "unknown-country", ""),
        ("UА", "look-alike-letter", "UA"),
    ],
)
def test_a_wrong_country_suggests_the_code_that_was_meant(country, code, meant):
    found = problem_of("institutions", INSTITUTION + f"country: {country}\n")

    assert (found.code, suggestion(found)) == (code, meant)


@pytest.mark.parametrize("flag, meant", [("yes", "true"), ("True", "true"), ("ні", "false")])
def test_only_true_and_false_are_answers(flag, meant):
    text = f"---\ntitle: T\ndate: 2023-10-13\ndraft: {flag}\n---\n"

    _record, (found,) = read_record("news", "n", {"en": ("news/n/index.en.md", text.encode())})

    assert (found.code, suggestion(found)) == ("wrong-choice", meant)


@pytest.mark.parametrize(
    "url",
    [
        "https://moz.gov.ua/",
        "http://stage.moz.gov.ua/en/a-b?c=d&e=%20#f",
        "https://ukurier.gov.ua./uk/news/p",
        "https://лікарня.укр/сторінка",
        "https://example.org:8080/a",
    ],
)
def test_web_addresses_may_look_like_this(url):
    record, problems = read("institutions", INSTITUTION + f"country: UA\nwebsite: {url}\n")

    assert problems == ()
    assert record.website == url


@pytest.mark.parametrize(
    "url",
    [
        "moz.gov.ua",
        "javascript:alert(1)",
        "'data:text/html,x'",
        "//example.org",
        "ftp://example.org/",
        "https://user:secret@example.org/",
        "'https://example.org/a b'",
        "https://",
        "https://example",
    ],
)
def test_other_addresses_are_refused(url):
    found = problem_of("institutions", INSTITUTION + f"country: UA\nwebsite: {url}\n")

    assert found.code == "wrong-url"


@pytest.mark.parametrize(
    "identifier, code",
    [
        ("edrpou: 00012925", None),
        ("edrpou: '02010787'", None),
        ("edrpou: 32855961", None),
        ("edrpou: 00012926", "wrong-check-digit"),
        ("edrpou: 12925", "wrong-identifier"),
        ("ror: https://ror.org/056d84691", None),
        ("ror: https://ror.org/056d84692", "wrong-check-digit"),
        ("ror: https://ror.org/056d8469l", "wrong-identifier"),
        ("ror: 056d84691", "wrong-identifier"),
        ("wikidata: Q1149286", None),
        ("wikidata: Q0", "wrong-identifier"),
        ("wikidata: https://www.wikidata.org/wiki/Q42", "wrong-identifier"),
    ],
)
def test_identifiers_are_checked_for_form_and_check_digit(identifier, code):
    _record, problems = read(
        "institutions", f"{INSTITUTION}country: UA\nidentifiers:\n  {identifier}\n"
    )

    assert [found.code for found in problems] == ([code] if code else [])


def test_the_check_digit_of_edrpou_has_two_series_of_weights():
    """Where the first weights give 10 the second ones decide; codes 30–60 million differ."""
    assert edrpou_check_digit("0001292") == 5
    assert edrpou_check_digit("3285596") == 1
    assert check_digits_fit("edrpou", "40075815")


def test_a_swapped_digit_is_always_noticed_by_ror():
    right = "056d84691"
    for first in range(2, 8):
        swapped = list(right)
        swapped[first], swapped[first + 1] = swapped[first + 1], swapped[first]
        if swapped != list(right):
            assert not check_digits_fit("ror", "https://ror.org/" + "".join(swapped))


@pytest.mark.parametrize(
    "number, meant",
    [("1 234", "1234"), ("1,5", "1.5"), ("twelve", ""), ("1e3", ""), ("-1", "-1"), ("٣", "")],
)
def test_whole_numbers_are_digits(number, meant):
    found = problem_of(
        "exchanges",
        f"period: 2023-10\nparticipants: '{number}'\nsources: [{{url: 'https://example.org/'}}]\n",
    )

    assert (found.code, suggestion(found)) == ("wrong-number", meant)


def test_a_number_keeps_the_type_that_a_cache_gives_back():
    """49 is a coordinate like 49.0, and a count of 25 stays whole."""
    institution, _ = read(
        "institutions",
        INSTITUTION + "country: UA\nlocation: {lat: 49, lon: 24.0, precision: city}\n",
    )
    figure, _ = read(
        "figures",
        "name: {en: F}\nobservations:\n"
        "  - {value: 25, as_of: 2023, source: {url: 'https://example.org/'}}\n",
    )

    assert type(institution.location.lat) is float
    assert type(figure.observations[0].value) is int


def test_a_period_is_one_date_or_two():
    source = "sources: [{url: 'https://example.org/'}]\n"

    month, _ = read("exchanges", "period: 2023-10\n" + source)
    span, _ = read("exchanges", "period: {from: 2023-10, to: 2023-12}\n" + source)

    assert month.period == Period("2023-10", "2023-10")
    assert span.period == Period("2023-10", "2023-12")


def test_one_source_needs_no_list():
    text = "---\ntitle: T\ndate: 2023-10-13\nsource:\n  url: https://example.org/\n---\n"

    record, problems = read_record("news", "n", {"en": ("news/n/index.en.md", text.encode())})

    assert problems == ()
    assert record.source == (Source(url="https://example.org/"),)


def test_a_required_field_under_a_misspelt_name_is_one_problem():
    found = problem_of("partnerships", PARTNERSHIP.replace("status", "statsu"))

    assert (found.code, suggestion(found)) == ("unknown-key", "status")


def test_a_field_name_in_the_wrong_alphabet_is_one_problem():
    found = problem_of("partnerships", PARTNERSHIP.replace("status", "stаtus"))

    assert (found.code, found.line, suggestion(found)) == ("look-alike-letter", 2, "status")


def test_an_id_is_allowed_where_it_is_the_name_of_the_file():
    record, problems = read("partnerships", "id: sample\n" + PARTNERSHIP)

    assert problems == ()
    assert record.id == "sample"


def test_what_can_be_read_of_a_broken_record_is_kept_for_further_checks():
    text = PARTNERSHIP + "signed: 2024-02-30\nexpires: 2025\n"

    reading = read_values(
        "partnerships", "sample", {"": ("partnerships/sample.yaml", text.encode())}
    )

    assert reading.broken == {"signed"}
    assert reading.values["expires"] == "2025"


def test_codes_are_those_of_cldr():
    from babel import Locale

    english = Locale("en")
    reserved = set(RESERVED.split())
    territories = {code for code in english.territories if len(code) == 2}
    languages = {code for code in english.languages if "_" not in code}

    assert territories - reserved == COUNTRIES
    assert languages - {"und", "mul", "zxx", "root", "mis"} == LANGUAGES


@pytest.mark.parametrize(
    "tag, expected",
    [("uk", True), ("uk-Latn", True), ("pt-BR", True), ("ua", False), ("UK", False), ("", False)],
)
def test_language_tags(tag, expected):
    assert is_language_tag(tag) is expected
