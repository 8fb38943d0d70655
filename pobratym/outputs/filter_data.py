"""What a list's filters need of its records: one compact file per list and language.

The file is fetched when a reader first uses a filter, so it is made small: columns instead of
objects, every repeated text once in a table, exceptions by row.  `templates/components/filters/`
reads it; a row is a place in the list as the page shows it when nothing is chosen.

    root      address below which the records stand
    ids       ids of the rows, separated by spaces
    name      rows in the alphabetical order of their names in the file's language
    facets    [facet, [[value, label, language?], ...], column], in the order of the page; a cell
              of the column is a place in the values, or a list of them
    days      [[ISO 8601, words], ...]; `day` is the column, `date` what the column is called
    langs     row → language, where a title is not in the file's own
and by folder the columns of the cards, see `_partnerships`, `_institutions` and `_news`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from pobratym.config import Config
from pobratym.outputs.desk import Desk
from pobratym.pages import urls
from pobratym.pages.edition import Edition
from pobratym.pages.page import Page
from pobratym.pages.views.lists import FACETS, FILTERED, choices_of, ordered
from pobratym.registry.facts import UNSIGNED
from pobratym.registry.registry import Registry

_PARTS_OF_RECORDS = ("#card", "#facets")


class Column:
    """Texts as places in a table of them."""

    def __init__(self) -> None:
        self.table: list[Any] = []
        self._places: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        """Where the value stands, put there if it is new."""
        if value not in self._places:
            self._places[value] = len(self.table)
            self.table.append(value)
        return self._places[value]


def plan(registry: Registry, config: Config) -> Iterator[Page]:
    """The files of every list that holds a record."""
    for folder in FILTERED:
        if registry.entries.get(folder):
            for language in config.languages:
                url = urls.filter_url("", language.tag, folder)
                yield Page(url, "filter-data", "", (language.tag, folder))


def filter_data(desk: Desk, lang: str, folder: str) -> dict[str, bytes]:
    """`/assets/filter/LANG/FOLDER.json`."""
    edition = desk.editions[lang]
    data = desk.registry.remembered(
        ("filter-data", lang, folder), lambda: msgspec.json.encode(_of_list(edition, folder))
    )
    return {urls.output_path(urls.filter_url("", lang, folder)): data}


def _of_list(edition: Edition, folder: str) -> dict[str, Any]:
    registry = edition.registry
    ids = ordered(edition, folder, registry.ids(folder))
    titles = {item: edition.title(folder, item)[0] for item in ids}
    rows = {item: row for row, item in enumerate(ids)}
    found = {
        "root": urls.list_url(edition.root, folder),
        "ids": " ".join(ids),
        "name": [rows[item] for item in edition.sorted_by_name(titles)],
        "facets": list(_facets(edition, folder, ids)),
        **_CARDS[folder](edition, ids),
    }
    registry.notes = _by_folder(registry.notes)
    return found


def _by_folder(notes: set[str]) -> set[str]:
    """One note for the cards of a folder instead of one for each of its records.

    Facets are noted by their counts, which change with every value of every record.
    """
    kept = set()
    for note in notes:
        if note.endswith(_PARTS_OF_RECORDS) and not note.startswith("vocabularies/"):
            note = note.partition("/")[0] + "?names"
        kept.add(note)
    return kept


def _facets(edition: Edition, folder: str, ids: Sequence[str]) -> Iterator[list[Any]]:
    entries = edition.registry.entries[folder]
    for facet in FACETS[folder]:
        labels = choices_of(edition, folder, facet)
        if not labels:
            continue
        places = {value: place for place, value in enumerate(labels)}
        column = [
            _cell([places[value] for name, value in entries[item].facets if name == facet])
            for item in ids
        ]
        yield [facet, [_choice(edition, facet, *choice) for choice in labels.items()], column]


def _choice(edition: Edition, facet: str, value: str, label: str) -> list[str]:
    lang = edition.area(value).lang if facet == "area" else None
    return [value, label, lang] if lang else [value, label]


def _cell(places: list[int]) -> int | list[int]:
    return places[0] if len(places) == 1 else places


def _days(days: Sequence[Any], name: str) -> dict[str, Any]:
    table = Column()
    column = [table.place((day.iso, day.text)) if day else -1 for day in days]
    return {"date": name, "days": table.table, "day": column}


def _by_row(values: Sequence[Any]) -> dict[str, Any]:
    """Row → value, of the rows that have one."""
    return {str(row): value for row, value in enumerate(values) if value}


def _partnerships(edition: Edition, ids: Sequence[str]) -> dict[str, Any]:
    """`institutions` are [name, place, language or "", name in its own language or ""]; `home` and
    `foreign` cells of places in them, `places` a table of texts, `unnamed` row → texts, `titles`
    row → a title of its own, `outside` the rows that are marked as not of the programme."""
    cards = [edition.partnership(item) for item in ids]
    partners, places = Column(), Column()

    def known(side: Sequence[Any]) -> int | list[int]:
        found = []
        for partner in side:
            where = ", ".join(part for part in (partner.place, partner.country) if part)
            own_name = partner.local.text if partner.local else ""
            known_as = (partner.name, places.place(where), partner.lang or "", own_name)
            found.append(partners.place(known_as))
        return _cell(found)

    own_titles = [edition.plain(edition.registry.card("partnerships", item).title) for item in ids]
    unnamed = edition._("partner not named (%(country)s)")
    return {
        "home": [known(card.home) for card in cards],
        "foreign": [known(card.foreign) for card in cards],
        "institutions": partners.table,
        "places": places.table,
        "unnamed": _by_row(
            [[unnamed % {"country": part.term} for part in card.unnamed] for card in cards]
        ),
        "titles": _by_row(own_titles),
        "outside": [
            row
            for row, card in enumerate(cards)
            if not card.is_counted and card.status not in UNSIGNED
        ],
        **_days([card.signed for card in cards], "signed"),
    }


def _institutions(edition: Edition, ids: Sequence[str]) -> dict[str, Any]:
    """`names`, `local` row → [name, language], `place` places in `places`."""
    cards = [edition.institution(item) for item in ids]
    places = Column()
    return {
        "names": [card.name for card in cards],
        "langs": _by_row([card.lang for card in cards]),
        "local": _by_row([card.local and [card.local.text, card.local.lang] for card in cards]),
        "place": [places.place(card.place) for card in cards],
        "places": places.table,
    }


def _news(edition: Edition, ids: Sequence[str]) -> dict[str, Any]:
    """`names`, `summaries` without markup, `summary_langs` and `drafts` by row."""
    cards = [edition.news(item) for item in ids]
    return {
        "names": [card.title for card in cards],
        "langs": _by_row([card.lang for card in cards]),
        "summaries": [
            edition.summary_text(edition.registry.card("news", item).summary) for item in ids
        ],
        "summary_langs": _by_row([card.summary and card.summary.lang for card in cards]),
        "drafts": [row for row, card in enumerate(cards) if card.is_draft],
        **_days([card.day for card in cards], "date"),
    }


_CARDS: dict[str, Callable[[Edition, Sequence[str]], dict[str, Any]]] = {
    "partnerships": _partnerships,
    "institutions": _institutions,
    "news": _news,
}
