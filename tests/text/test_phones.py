"""Telephone numbers."""

import pytest

from pobratym.text.phones import parse_phone, phone_link, show_phone


@pytest.mark.parametrize(
    "text",
    [
        "0 800 60 20 19",
        "0800602019",
        "0-800-602-019",
        "(0 800) 602 019",
        "+380 800 60 20 19",
        "+380(800)602019",
        "00 380 800 602 019",
        "380800602019",
        "tel:+380800602019",
        "0\u00a0800\u00a060\u00a020\u00a019",
    ],
)
def test_one_number_in_any_form_is_one_record(text):
    assert parse_phone(text) == "+380800602019"
    assert phone_link(text) == "tel:+380800602019"
    assert show_phone(text, "uk") == "0 800 60 20 19"
    assert show_phone(text, "en") == "+380 800 60 20 19"


def test_a_number_of_a_city_keeps_its_area_code_together():
    assert show_phone("+380442536194", "uk") == "044 253 61 94"
    assert show_phone("044 253-61-94", "en") == "+380 44 253 61 94"


def test_a_short_number_has_no_country():
    assert [parse_phone("1677"), phone_link("112"), show_phone("16-77", "en")] == [
        "1677",
        "tel:112",
        "1677",
    ]


def test_a_foreign_number_keeps_its_groups():
    assert show_phone("+46 (0)8-517 700 00", "uk") == "+46 8 517 700 00"
    assert phone_link("+46 (0)8-517 700 00") == "tel:+46851770000"


def test_another_programme_has_another_country():
    assert parse_phone("08-517 700 00", calling_code="46") == "+46851770000"


@pytest.mark.parametrize(
    "text",
    ["", "abc", "0800", "+380 800 60 20 1", "+380 800 60 20 190", "800602019", "+1", "0" * 20],
)
def test_what_is_not_a_number_is_refused(text):
    with pytest.raises(ValueError, match=r"telephone number|starts|nine digits"):
        parse_phone(text)
