"""The note that a translation is older than its original, and in which parts."""

from typing import Any

from pobratym.pages import shapes
from pobratym.pages.edition import Edition
from pobratym.registry.translations import outdated


def outdated_notice(edition: Edition, record: Any) -> tuple[shapes.Notice, ...]:
    """For a news item or page in this language whose original has changed since; else nothing."""
    stale = outdated(record, edition.lang, edition.languages)
    if stale is None:
        return ()
    _ = edition._
    parts = []
    if stale.title:
        parts.append(_("the title"))
    if stale.summary:
        parts.append(_("the summary"))
    if stale.paragraphs:
        numbers = edition.formats.list([edition.number(one) for one in stale.paragraphs])
        count = len(stale.paragraphs)
        parts.append(
            edition.ngettext("paragraph %(numbers)s", "paragraphs %(numbers)s", count)
            % {"numbers": numbers}
        )
    text = _("Language of the original: %(language)s.") % {
        "language": edition.formats.language(stale.original)
    }
    if parts:
        text += " " + _("Changed there since: %(parts)s.") % {"parts": "; ".join(parts)}
    return (
        shapes.Notice(
            "outdated", _("This translation is older than the original"), shapes.Phrase(text)
        ),
    )
