"""The pages of single records: what it is, what is known, how we know, what belongs to it."""

from typing import Any

from pobratym.pages import shapes, structured, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import CERTAINTY_NOTES, SECTION_LABELS, STAGE_LABELS
from pobratym.pages.views.changes import record_changes, unknown_note
from pobratym.pages.views.common import (
    SHOWN,
    cards,
    citation,
    clipped,
    downloads,
    fallback_notice,
    head,
    linked,
    mentions,
    notices,
    repository_links,
    source_file,
)
from pobratym.pages.views.outdated import outdated_notice

# How far along the list of a country a neighbour is looked for.
_NEIGHBOURHOOD = 30


def _record_view(
    edition: Edition,
    record: Any,
    kind: str,
    *,
    label: str,
    title: shapes.Phrase,
    lead: shapes.Phrase | None,
    description: str,
    date: str = "",
    trail: tuple[shapes.Link, ...] = (),
    extra_notices: tuple[shapes.Notice, ...] = (),
    structure: dict[str, Any] | None = None,
    **parts: Any,
) -> shapes.RecordView:
    folder, item = record.key
    history = edition.histories.get(f"{folder}/{item}")
    modified = history.modified if history else date
    told = record_changes(edition, folder, item) if edition.config.features.history else ()
    return shapes.RecordView(
        head=head(
            edition,
            kind,
            edition.url(folder, item),
            str(title.text),
            section=folder if folder in SECTION_LABELS else "",
            trail=trail,
            description=clipped(description),
            modified=modified,
            source_file=source_file(folder, item, title.lang or edition.lang),
            structured=(structure,) if structure else (),
        ),
        label=label,
        title=title,
        lead=lead,
        notices=(*extra_notices, *fallback_notice(edition, lead), *notices(edition, record)),
        history=told,
        history_note=unknown_note(edition) if edition.config.features.history else "",
        citation=citation(edition, folder, item, str(title.text), modified),
        downloads=downloads(edition, folder, item),
        **repository_links(edition, folder, item, title.lang or edition.lang),
        **parts,
    )


def _present(*facts: shapes.Fact | None) -> tuple[shapes.Fact, ...]:
    return tuple(fact for fact in facts if fact is not None and fact.values)


def _fact(term: str, *values: Any, style: str = "text") -> shapes.Fact | None:
    kept = tuple(value for value in values if value)
    return shapes.Fact(term, kept, style) if kept else None


def partnership(edition: Edition, item: str) -> shapes.RecordView:
    """Who is paired with whom, since when, on what, and how we know."""
    _ = edition._
    record = edition.registry.record("partnerships", item)
    card = edition.partnership(item)
    countries = tuple(
        edition.country(code)
        for code in edition.registry.facet_values("partnerships", item, "country")
    )
    facts = _present(
        _fact(_("Status"), card, style="status"),
        _fact(_("Signed"), card.signed, style="day"),
        _fact(_("In force until"), edition.day(record.expires), style="day"),
        _fact(_("Country"), *countries, style="link"),
        _fact(
            _("Region"),
            *(
                edition.region(code)
                for code in edition.registry.facet_values("partnerships", item, "region")
            ),
            style="link",
        ),
        _fact(_("Fields of work"), *card.areas, style="tags"),
        _fact(
            _("Step of the WHO twinning model"),
            _(STAGE_LABELS[record.stage]) if record.stage else "",
        ),
        _fact(
            _("Programme"),
            edition.link("programmes", record.programme) if record.programme else None,
            style="link",
        ),
        _fact(_("Certainty"), card.certainty_label),
    )
    warnings = []
    if record.certainty != "confirmed":
        warnings.append(
            shapes.Notice(
                "certainty",
                card.certainty_label,
                shapes.Phrase(_(CERTAINTY_NOTES[record.certainty])),
            )
        )
    if edition.registry.programme and record.programme != edition.registry.programme:
        warnings.append(
            shapes.Notice(
                "outside",
                _("Outside the programme"),
                shapes.Phrase(
                    _(
                        "This partnership is shown for completeness and is not counted in the totals."
                    )
                ),
            )
        )
    sections: list[shapes.Section] = []
    for partner in (*card.home, *card.foreign):
        others = tuple(
            other
            for other in edition.registry.backlinks("institutions", partner.id, "partnerships")
            if other != item
        )
        for section in cards(
            edition,
            "partnerships",
            others[:4],
            f"other-{partner.id}",
            _("Other partnerships: %(institution)s") % {"institution": partner.name},
        ):
            more = shapes.Link(_("All about this institution"), partner.url)
            sections.append(
                shapes.Section(section.id, section.title, section.style, section.items, more)
            )
    near = _neighbours(edition, item, countries)
    sections += mentions(edition, "partnerships", item)
    sections += near
    return _record_view(
        edition,
        record,
        "partnership",
        label=_("Partnership"),
        title=shapes.Phrase(card.title),
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary)
        or _("Hospital partnership: %(title)s") % {"title": card.title},
        date=record.signed or "",
        extra_notices=tuple(warnings),
        facts=facts,
        sections=tuple(sections),
        sources=edition.sources(record.sources),
        documents=edition.documents(record.documents),
        card=card,
        structure=structured.partnership(edition, card),
    )


def _neighbours(
    edition: Edition, item: str, countries: tuple[shapes.Link, ...]
) -> tuple[shapes.Section, ...]:
    """The next partnerships with the same country that share a field of work with this one."""
    codes = edition.registry.facet_values("partnerships", item, "country")
    own = set(edition.registry.facet_values("partnerships", item, "area"))
    if not codes or not own:
        return ()
    ids = edition.registry.listed("partnerships", "country", codes[0])
    at = ids.index(item) if item in ids else 0
    following = (ids[at + 1 :] + ids[:at])[:_NEIGHBOURHOOD]
    near = [
        other
        for other in following
        if own.intersection(edition.registry.facet_values("partnerships", other, "area"))
    ]
    return tuple(
        shapes.Section(
            section.id,
            section.title,
            section.style,
            section.items,
            shapes.Link(
                edition._("All partnerships: %(country)s") % {"country": countries[0].text},
                countries[0].url,
            ),
        )
        for section in cards(
            edition,
            "partnerships",
            tuple(near[:3]),
            "neighbours",
            edition._("Same country, same field"),
        )
    )


def institution(edition: Edition, item: str) -> shapes.RecordView:
    _ = edition._
    record = edition.registry.record("institutions", item)
    card = edition.institution(item)
    identifiers = record.identifiers
    known_as = tuple(
        shapes.Phrase(name) if isinstance(name, str) else edition.phrase(name)
        for name in record.also_known_as
    )
    facts = _present(
        _fact(_("Name in its own language"), card.local, style="phrase"),
        _fact(_("Also known as"), *known_as, style="phrase"),
        _fact(_("Kind"), card.kind),
        _fact(_("City"), edition.phrase(record.city), style="phrase"),
        _fact(_("Region"), edition.region(record.region) if record.region else None, style="link"),
        _fact(_("Country"), edition.country(record.country), style="link"),
        _fact(_("Specialties"), *(edition.area(area) for area in record.specialties), style="tags"),
        _fact(
            _("Website"),
            shapes.Link(record.website, record.website) if record.website else None,
            style="external",
        ),
        _fact(
            "ЄДРПОУ" if edition.lang == "uk" else "EDRPOU",
            identifiers.edrpou if identifiers else "",
        ),
        _fact(
            "ROR",
            shapes.Link(identifiers.ror, identifiers.ror)
            if identifiers and identifiers.ror
            else None,
            style="external",
        ),
        _fact(
            "Wikidata",
            shapes.Link(
                identifiers.wikidata, f"https://www.wikidata.org/wiki/{identifiers.wikidata}"
            )
            if identifiers and identifiers.wikidata
            else None,
            style="external",
        ),
    )
    ids = edition.registry.backlinks("institutions", item, "partnerships")
    sections = cards(edition, "partnerships", ids, "partnerships", _("Partnerships"))
    place = ", ".join(part for part in (card.place, card.country) if part)
    return _record_view(
        edition,
        record,
        "institution",
        label=card.kind or _("Institution"),
        title=shapes.Phrase(card.name, card.lang),
        lead=None,
        description=f"{card.name}. {place}.",
        facts=facts,
        sections=(*sections, *mentions(edition, "institutions", item)),
        sources=edition.sources(record.sources),
        card=card,
        structure=structured.institution(edition, record, card),
    )


def event(edition: Edition, item: str) -> shapes.RecordView:
    _ = edition._
    record = edition.registry.record("events", item)
    card = edition.event(item)
    facts = _present(
        _fact(_("When"), card.day, style="day"),
        _fact(_("Kind"), card.kind),
        _fact(_("Where"), card.place),
    )
    sections = (
        *cards(edition, "partnerships", record.partnerships, "partnerships", _("Partnerships")),
        *cards(edition, "institutions", record.institutions, "institutions", _("Institutions")),
        *mentions(edition, "events", item),
    )
    return _record_view(
        edition,
        record,
        "event",
        label=card.kind or _("Event"),
        title=shapes.Phrase(card.title, card.lang),
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary) or f"{card.title}. {card.day.text}",
        date=record.starts,
        day=card.day,
        facts=facts,
        sections=sections,
        sources=edition.sources(record.sources),
        structure=structured.event(edition, record, card),
    )


def exchange(edition: Edition, item: str) -> shapes.RecordView:
    _ = edition._
    record = edition.registry.record("exchanges", item)
    card = edition.exchange(item)
    facts = _present(
        _fact(_("When"), card.day, style="day"),
        _fact(_("Participants"), card.participants),
        _fact(
            _("From institutions"),
            edition.number(record.institutions_count)
            if record.institutions_count is not None
            else "",
        ),
        _fact(_("Kinds"), *(edition.term("exchange-kinds", kind) for kind in record.kinds)),
        _fact(
            _("Host countries"),
            *(edition.country(code) for code in record.host_countries),
            style="link",
        ),
    )
    return _record_view(
        edition,
        record,
        "exchange",
        label=_("Training and exchange"),
        title=shapes.Phrase(card.title),
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary) or card.title,
        date=record.period.start,
        facts=facts,
        sections=(
            *cards(edition, "partnerships", record.partnerships, "partnerships", _("Partnerships")),
            *cards(edition, "institutions", record.institutions, "institutions", _("Institutions")),
            *mentions(edition, "exchanges", item),
        ),
        sources=edition.sources(record.sources),
    )


def declaration(edition: Edition, item: str) -> shapes.RecordView:
    _ = edition._
    record = edition.registry.record("declarations", item)
    title = edition.phrase(record.title)
    names = {part.country: edition.country_name(part.country) for part in record.signatories}
    by_country = {part.country: part for part in record.signatories}
    rows: list[tuple[Any, ...]] = []
    for code in edition.sorted_by_name(names):
        for seen in by_country[code].observations:
            agreed = _("agreed") if seen.institutions_agreed else _("not yet agreed")
            rows.append(
                (
                    edition.country(code),
                    edition.day(seen.as_of),
                    agreed,
                    edition.number(seen.institutions_count)
                    if seen.institutions_count is not None
                    else "",
                    edition.phrase(seen.note) or "",
                    edition.sources(seen.sources),
                )
            )
    table = shapes.Table(
        _("What sources say of each country, by date"),
        (
            _("Country"),
            _("As of"),
            _("List of institutions"),
            _("Number of institutions"),
            _("Note"),
            _("Source"),
        ),
        tuple(rows),
    )
    facts = _present(
        _fact(_("Proclaimed"), edition.day(record.proclaimed), style="day"),
        _fact(_("Where"), edition.place(record.place)),
        _fact(_("Countries named by sources"), edition.number(len(record.signatories))),
    )
    return _record_view(
        edition,
        record,
        "declaration",
        label=_("Declaration"),
        title=title,
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary) or str(title.text),
        date=record.proclaimed,
        facts=facts,
        sections=(
            shapes.Section("signatories", _("Countries"), "table", (table,)),
            *mentions(edition, "declarations", item),
        ),
        sources=edition.sources(record.sources),
    )


def statement(edition: Edition, item: str) -> shapes.RecordView:
    _ = edition._
    record = edition.registry.record("statements", item)
    title = edition.phrase(record.title)
    themes = tuple(edition.phrase(theme) for theme in record.themes)
    sections: tuple[shapes.Section, ...] = ()
    if themes:
        sections = (shapes.Section("themes", _("Themes"), "phrases", themes),)
    return _record_view(
        edition,
        record,
        "statement",
        label=_("Statement"),
        title=title,
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary) or str(title.text),
        date=record.date,
        facts=_present(
            _fact(_("Date"), edition.day(record.date), style="day"),
            _fact(
                _("Event"),
                edition.link("events", record.event) if record.event else None,
                style="link",
            ),
        ),
        sections=(*sections, *mentions(edition, "statements", item)),
        sources=edition.sources(record.sources),
        documents=edition.documents(record.documents),
    )


def programme(edition: Edition, item: str) -> shapes.RecordView:
    _ = edition._
    record = edition.registry.record("programmes", item)
    name = edition.phrase(record.name)
    ids = edition.registry.listed("partnerships", "programme", item)
    more = shapes.Link(
        _("All partnerships of the programme"),
        urls.facet_url(edition.root, "partnerships", "programme", item),
    )
    sections = tuple(
        shapes.Section(part.id, part.title, part.style, part.items, more)
        for part in cards(
            edition, "partnerships", ids[:SHOWN], "partnerships", _("Newest partnerships")
        )
    )
    return _record_view(
        edition,
        record,
        "programme",
        label=_("Programme"),
        title=name,
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary) or str(name.text),
        date=record.since or "",
        facts=_present(
            _fact(_("Since"), edition.day(record.since), style="day"),
            _fact(_("Under the patronage of"), edition.phrase(record.patron), style="phrase"),
            _fact(_("Run by"), edition.phrase(record.run_by), style="phrase"),
        ),
        sections=sections,
        sources=edition.sources(record.sources),
    )


def news(edition: Edition, item: str) -> shapes.RecordView:
    """A news item; where this language has no text, the original with a notice."""
    _ = edition._
    record = edition.registry.record("news", item)
    title = edition.phrase(record.title)
    body = edition.prose(record.body, beside=f"news/{item}")
    card = edition.news(item)
    facts = _present(
        _fact(_("Topics"), *(_topic(edition, topic) for topic in record.topics), style="tags"),
        _fact(_("Countries"), *(edition.country(code) for code in record.countries), style="link"),
    )
    extra = [*fallback_notice(edition, body), *outdated_notice(edition, record)]
    if record.draft:
        extra.append(shapes.Notice("draft", _("Draft: not published")))
    sections = (
        *cards(
            edition,
            "partnerships",
            linked(edition, "news", item, "partnerships", *record.partnerships),
            "partnerships",
            _("Partnerships in this news"),
        ),
        *cards(edition, "institutions", record.institutions, "institutions", _("Institutions")),
        *cards(edition, "events", record.events, "events", _("Events")),
        *cards(
            edition,
            "news",
            tuple(edition.registry.backlinks("news", item, "news")[:4]),
            "later",
            _("Later news that refers to this"),
        ),
    )
    written = tuple(tag for tag in edition.languages if record.body.get(tag)) or edition.languages
    view = _record_view(
        edition,
        record,
        "news",
        label=_("News"),
        title=title,
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary) or str(title.text),
        date=record.date,
        trail=(
            shapes.Link(record.date[:4], urls.list_url(edition.root, f"news/{record.date[:4]}")),
        ),
        extra_notices=tuple(extra),
        day=card.day,
        image=edition.picture(record.image, f"news/{item}"),
        body=body,
        facts=facts,
        sections=sections,
        sources=edition.sources(record.source),
        structure=structured.news(edition, record, card),
    )
    return _replace_languages(view, written)


def _replace_languages(view: shapes.RecordView, languages: tuple[str, ...]) -> shapes.RecordView:
    from msgspec.structs import replace

    return replace(view, head=replace(view.head, languages=languages))


def _topic(edition: Edition, topic: str) -> shapes.Link:
    return shapes.Link(
        edition.term("topics", topic), urls.facet_url(edition.root, "news", "topic", topic)
    )


def content_page(edition: Edition, item: str) -> shapes.RecordView:
    record = edition.registry.record("pages", item)
    title = edition.phrase(record.title)
    body = edition.prose(record.body, beside=f"pages/{item}")
    return _record_view(
        edition,
        record,
        "page",
        label="",
        title=title,
        lead=edition.prose(record.summary),
        description=edition.summary_text(record.summary) or str(title.text),
        extra_notices=(*fallback_notice(edition, body), *outdated_notice(edition, record)),
        body=body,
    )
