"""What can be downloaded: in what form, under what licence, how fresh, what each field means."""

from collections.abc import Iterator

from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.field_labels import FIELD_LABELS, KIND_LABELS, MEASURE_LABELS
from pobratym.pages.labels import SECTION_LABELS
from pobratym.pages.views.common import head
from pobratym.registry.quality import measured
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.schema import Field, Group, Help, Many, fields_of


class DataSet(shapes.Shape):
    """One type of record: how many there are, its files, what its fields mean.

    `fields` is a table: field, meaning, kind of value, whether every record has it.
    """

    id: str
    title: str
    total: str
    files: tuple[shapes.Link, ...]
    schema: shapes.Link
    fields: shapes.Table


class DataView(shapes.View, kw_only=True):
    """`facts` say licence, publisher, version, freshness; `whole` are files with everything,
    `machines` descriptions for programs; `embed` is the HTML that shows a fragment elsewhere."""

    title: shapes.Phrase
    lead: str
    facts: tuple[shapes.Fact, ...]
    whole: tuple[shapes.Link, ...]
    sets: tuple[DataSet, ...]
    machines: tuple[shapes.Link, ...]
    feeds: tuple[shapes.Link, ...]
    quality: shapes.Table
    quality_file: shapes.Link
    notes: tuple[str, ...]
    embed_note: str = ""
    embed: str = ""


def data(edition: Edition) -> DataView:
    """The page of open data."""
    _ = edition._
    title = _(SECTION_LABELS["data"])
    lead = _(
        "Everything that this registry holds, to download and use again: for people, "
        "spreadsheets and programs."
    )
    sets = tuple(_sets(edition))
    return DataView(
        head=head(
            edition,
            "data",
            urls.list_url(edition.root, "data"),
            title,
            section="data",
            description=lead,
            structured=(_dataset(edition, title, lead),),
        ),
        title=shapes.Phrase(title),
        lead=lead,
        facts=tuple(_facts(edition)),
        whole=tuple(_whole(edition)),
        sets=sets,
        machines=tuple(_machines(edition)),
        feeds=tuple(_feeds(edition)),
        quality=_quality(edition),
        quality_file=shapes.Link(_("Quality as CSV"), f"{edition.base}/data/quality.csv"),
        notes=tuple(_notes(edition)),
        **_embed(edition),
    )


def _facts(edition: Edition) -> Iterator[shapes.Fact]:
    _ = edition._
    config = edition.config
    licence = shapes.Link(edition.plain(config.licence.name), config.licence.url)
    yield shapes.Fact(_("Licence"), (licence,), "external")
    yield shapes.Fact(_("Publisher"), (edition.plain(config.owner.name),))
    if day := edition.day(_last_change(edition)):
        yield shapes.Fact(_("Last change"), (day,), "day")
    names = [edition.formats.language(tag) for tag in edition.languages]
    yield shapes.Fact(_("Languages"), (edition.formats.list(names),))
    yield shapes.Fact(
        _("Updated"), (_("with every change of the registry; the files carry no other date"),)
    )


def _last_change(edition: Edition) -> str:
    days = [max(edition.histories.modified(folder).values(), default="") for folder in RECORD_TYPES]
    return max(days)


def _sets(edition: Edition) -> Iterator[DataSet]:
    formats = ["csv", "json", "jsonl"]
    if edition.config.features.spreadsheets:
        formats.insert(1, "xlsx")
    for folder in RECORD_TYPES:
        title = _title(edition, folder)
        count = len(edition.registry.ids(folder))
        words = edition.ngettext("%(number)s record", "%(number)s records", count)
        yield DataSet(
            id=folder,
            title=title,
            total=words % {"number": edition.number(count)},
            files=tuple(
                shapes.Link(
                    {"jsonl": "JSON Lines"}.get(kind, kind.upper()),
                    urls.data_url(edition.base, folder, extension=kind),
                )
                for kind in formats
            ),
            schema=shapes.Link(
                edition._("JSON Schema"), f"{edition.base}/data/schema/{folder}.json"
            ),
            fields=_fields(edition, folder, title),
        )


def _title(edition: Edition, folder: str) -> str:
    return edition._(SECTION_LABELS[folder]) if folder in SECTION_LABELS else edition._("Pages")


def _fields(edition: Edition, folder: str, title: str) -> shapes.Table:
    _ = edition._
    return shapes.Table(
        _("Fields: %(type)s") % {"type": title},
        (_("Field"), _("Meaning"), _("Value"), _("Always given")),
        tuple(_field_rows(edition, RECORD_TYPES[folder], "")),
    )


def _field_rows(
    edition: Edition, struct: type, prefix: str
) -> Iterator[tuple[str, shapes.Phrase, str, str]]:
    _ = edition._
    for field in fields_of(struct):
        name = prefix + field.name
        label = _(FIELD_LABELS[field.name]) if field.name in FIELD_LABELS and not prefix else ""
        meaning = _meaning(edition, field.help)
        if label:
            meaning = shapes.Phrase(f"{label}. {meaning.text}", meaning.lang)
        yield name, meaning, _kind(edition, field), _("yes") if field.required else _("no")
        match field.kind:
            case Group(inner):
                yield from _field_rows(edition, inner, name + ".")
            case Many(Group(inner)):
                yield from _field_rows(edition, inner, name + "[].")


def _meaning(edition: Edition, help_text: Help) -> shapes.Phrase:
    """The explanation in the page's language, else in English, marked as such."""
    if found := getattr(help_text, edition.lang, ""):
        return shapes.Phrase(found)
    return shapes.Phrase(help_text.en, "en")


def _kind(edition: Edition, field: Field) -> str:
    _ = edition._
    if isinstance(field.kind, Many):
        item = _(KIND_LABELS[type(field.kind.item).__name__])
        return _("List: %(item)s") % {"item": item}
    return _(KIND_LABELS[type(field.kind).__name__])


def _whole(edition: Edition) -> Iterator[shapes.Link]:
    _ = edition._
    features = edition.config.features
    if features.spreadsheets:
        yield shapes.Link(
            _("All types in one spreadsheet (XLSX)"), f"{edition.base}/data/registry.xlsx"
        )
    if features.database:
        yield shapes.Link(
            _("All types in one database (SQLite)"), f"{edition.base}/data/registry.sqlite"
        )


def _machines(edition: Edition) -> Iterator[shapes.Link]:
    _ = edition._
    base = f"{edition.base}/data"
    yield shapes.Link(_("List of all files (JSON)"), f"{base}/index.json")
    yield shapes.Link(_("Description for programs (OpenAPI 3.1)"), f"{base}/openapi.json")
    yield shapes.Link(_("Catalogue for data portals (DCAT-AP)"), f"{base}/catalog.jsonld")
    yield shapes.Link(_("Data Package"), f"{base}/datapackage.json")
    yield shapes.Link(_("Vocabularies (JSON)"), f"{base}/vocabularies.json")
    if edition.config.features.history:
        yield shapes.Link(_("All changes as JSON Lines"), f"{base}/changes.jsonl")


def _feeds(edition: Edition) -> Iterator[shapes.Link]:
    _ = edition._
    root = edition.root
    yield shapes.Link(_(SECTION_LABELS["news"]), f"{root}/news/feed.xml", note="Atom")
    yield shapes.Link(
        _(SECTION_LABELS["partnerships"]), f"{root}/partnerships/feed.xml", note="Atom"
    )
    if edition.config.features.history:
        yield shapes.Link(_(SECTION_LABELS["changes"]), f"{root}/changes/feed.xml", note="Atom")
    if edition.registry.ids("events"):
        yield shapes.Link(
            _(SECTION_LABELS["events"]), f"{root}/events/events.ics", note="iCalendar"
        )


def _quality(edition: Edition) -> shapes.Table:
    _ = edition._
    rows = tuple(
        (
            _title(edition, found.type),
            _(MEASURE_LABELS[found.measure]),
            _("%(count)s of %(records)s")
            % {"count": edition.number(found.count), "records": edition.number(found.records)},
            edition.formats.percent(found.share),
        )
        for found in measured(edition.registry, edition.languages)
    )
    columns = (_("Records"), _("Measure"), _("Number"), _("Share"))
    return shapes.Table(_("How complete the data are"), columns, rows)


def _notes(edition: Edition) -> Iterator[str]:
    _ = edition._
    yield _(
        "Every record has a lasting identifier and address; a record that no longer stands keeps "
        "its address and says why."
    )
    yield _(
        "CSV files are UTF-8 with a byte order mark, so that Excel shows every letter. A text "
        "that a spreadsheet could take for a formula begins with an apostrophe; take it away to "
        "get the text back."
    )
    yield _("Places are never finer than a city.")


def _embed(edition: Edition) -> dict[str, str]:
    """How another site shows a fragment: one line of HTML, no script."""
    _ = edition._
    codes = list(edition.registry.facet("partnerships", "country"))
    if not edition.config.features.embeds or not codes:
        return {}
    name = edition.country_name(codes[0])
    path = f"{edition.base}/embed/{edition.lang}/countries/{codes[0].lower()}.html"
    address = urls.absolute(edition.config.base_url, path)
    return {
        "embed_note": _(
            "Other sites can show the partnerships of a country, a region or an institution with "
            "one line of HTML and no script. The same as JSON has the ending .json."
        ),
        "embed": f'<iframe src="{address}" title="{name}" width="100%" height="360"></iframe>',
    }


def _dataset(edition: Edition, title: str, lead: str) -> dict[str, object]:
    """schema.org Dataset, for search engines of data."""
    config = edition.config
    base = urls.absolute(config.base_url, f"{edition.base}/data")
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{base}/catalog.jsonld",
        "name": f"{title} – {edition.plain(config.title)}",
        "description": f"{lead} {edition.plain(config.description)}",
        "url": urls.absolute(config.base_url, urls.list_url(edition.root, "data")),
        "license": config.licence.url,
        "creator": {"@type": "Organization", "name": edition.plain(config.owner.name)},
        "inLanguage": list(edition.languages),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"{base}/{folder}.json",
            }
            for folder in RECORD_TYPES
        ],
    }
