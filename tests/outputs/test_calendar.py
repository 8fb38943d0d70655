"""Events as a calendar, read with the icalendar library."""

from datetime import date

import icalendar

EVENT = """-- content/events/summit.yaml --
title: {uk: 'Саміт; перший, великий', en: Summit}
kind: summit
starts: 2023-10-24
ends: 2023-10-26
place: {city: {uk: Київ, en: Kyiv}, country: UA}
summary: {uk: 'Перший рядок', en: One}
sources: [{url: https://example.org/}]
-- content/events/some-month.yaml --
title: {uk: Місяць, en: Month}
starts: 2023-11
sources: [{url: https://example.org/}]
"""


def events(data: bytes) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_an_event_has_its_days_and_the_day_after_as_its_end(outputs):
    (event,) = events(outputs(EVENT).make("calendar")["uk/events/events.ics"]).values()

    assert event["DTSTART"].dt == date(2023, 10, 24)
    assert event["DTEND"].dt == date(2023, 10, 27)
    assert str(event["SUMMARY"]) == "Саміт; перший, великий"
    assert str(event["URL"]) == "https://example.org/uk/events/summit/"


def test_an_event_that_is_known_by_its_month_alone_is_no_appointment(outputs):
    found = events(outputs(EVENT).make("calendar")["uk/events/events.ics"])

    assert not [uid for uid in found if "some-month" in uid]


def test_lines_are_short_and_end_as_the_standard_says(real):
    data = real.files["uk/events/events.ics"]

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_every_event_with_known_days_is_in_the_calendar_once(real):
    found = events(real.files["en/events/events.ics"])
    dated = [
        item
        for item in real.registry.ids("events")
        if len(real.registry.record("events", item).starts) == 10
    ]

    assert {uid.partition("@")[0] for uid in found} <= {f"events/{item}" for item in dated}
    assert len(found) >= len(dated) - 1
