"""The accessibility page: all settings, and the statement on the EU model, from data.

Model: Commission Implementing Decision (EU) 2018/1523.  What was tested comes from the test run
that belongs to the build; what was not tested is said to be not tested.
"""

from pobratym.pages import shapes, urls
from pobratym.pages.edition import Edition
from pobratym.pages.labels import SECTION_LABELS
from pobratym.pages.views.common import head

STANDARD = "WCAG 2.2, EN 301 549 (ДСТУ EN 301 549:2022)"


class AccessibilityView(shapes.View, kw_only=True):
    """`tested` says what was tested automatically; `table` what was found, if anything."""

    title: str
    lead: str
    standard: str
    status: str
    tested: tuple[str, ...]
    table: shapes.Table | None
    by_people: tuple[str, ...]
    known: tuple[shapes.Notice, ...]
    reviewed: shapes.Day | None
    reviewed_by: str
    report: shapes.Link
    contact: shapes.Link | None


def accessibility(edition: Edition) -> AccessibilityView:
    _ = edition._
    title = _(SECTION_LABELS["accessibility"])
    lead = _("All settings in one place, and what was tested.")
    config = edition.config
    statement = config.accessibility
    known = tuple(
        shapes.Notice(
            "note",
            _("Since %(date)s: criterion %(criterion)s")
            % {"date": edition.formats.date(failure.since), "criterion": failure.criterion},
            edition.phrase(failure.description),
        )
        for failure in (statement.known_failures if statement else ())
    )
    return AccessibilityView(
        head=head(
            edition,
            "accessibility",
            urls.list_url(edition.root, "accessibility"),
            title,
            section="accessibility",
            description=lead,
        ),
        title=title,
        lead=lead,
        standard=STANDARD,
        status=_status(edition, bool(known)),
        tested=_tested(edition),
        table=_table(edition),
        by_people=(
            _("Reading with screen readers (NVDA, VoiceOver, TalkBack) from beginning to end."),
            _("Whether texts are easy to understand, and descriptions of images say enough."),
            _("Use with switches, voice control and screen magnifiers."),
        ),
        known=known,
        reviewed=edition.day(statement.reviewed) if statement else None,
        reviewed_by=edition.plain(statement.reviewed_by) if statement else "",
        report=shapes.Link(
            _("Machine-readable report (OpenACR)"), f"{edition.base}/accessibility/openacr.yaml"
        ),
        contact=_contact(edition),
    )


def _status(edition: Edition, has_failures: bool) -> str:
    _ = edition._
    report = edition.test_report
    if has_failures or (report and report.violations):
        return _("This site conforms in part: what is known not to conform stands below.")
    if report is None:
        return _(
            "This site is made to conform at level AA, and at level AAA where that can be met. "
            "No test run belongs to this build, so nothing is claimed of it."
        )
    return _(
        "This site is made to conform at level AA, and at level AAA where that can be met. "
        "Automatic tests found nothing that does not conform; they cannot find everything."
    )


def _tested(edition: Edition) -> tuple[str, ...]:
    _ = edition._
    report = edition.test_report
    if report is None:
        return (_("No test run belongs to this build."),)
    pages = edition.ngettext("%(number)s page", "%(number)s pages", report.pages)
    themes = edition.ngettext("%(number)s colour theme", "%(number)s colour themes", report.themes)
    lines = [
        _("Tool: %(tool)s") % {"tool": report.tool},
        _("Tested: %(pages)s of every kind, on phone and desktop, in %(themes)s")
        % {
            "pages": pages % {"number": edition.number(report.pages)},
            "themes": themes % {"number": edition.number(report.themes)},
        },
    ]
    if report.date:
        lines.append(_("Date: %(date)s") % {"date": edition.formats.date(report.date)})
    if report.commit:
        lines.append(_("Commit: %(commit)s") % {"commit": report.commit})
    if not report.violations:
        lines.append(_("Result: no rule broken"))
    return tuple(lines)


def _table(edition: Edition) -> shapes.Table | None:
    _ = edition._
    report = edition.test_report
    if report is None or not report.violations:
        return None
    return shapes.Table(
        _("What the tests found"),
        (_("Rule"), _("Criteria"), _("Pages")),
        tuple(
            (found.rule, ", ".join(found.criteria), edition.number(found.pages))
            for found in report.violations
        ),
    )


def _contact(edition: Edition) -> shapes.Link | None:
    config = edition.config
    if config.email:
        return shapes.Link(config.email, f"mailto:{config.email}")
    if config.contact_centre:
        from pobratym.text.phones import phone_link, show_phone

        phone = config.contact_centre.phone
        return shapes.Link(show_phone(phone, edition.lang), phone_link(phone))
    return None
