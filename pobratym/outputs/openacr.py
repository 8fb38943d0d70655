"""OpenACR: the conformance report for machines (https://github.com/GSA/openacr).

Automatic tests can find that a criterion is not met; they cannot find that it is.  So every
criterion is "not evaluated" unless a test found it broken or a reviewer says so.
"""

import json
from typing import Any

from pobratym import __version__
from pobratym.outputs.desk import Desk
from pobratym.pages.page import Page
from pobratym.pages.wcag import CRITERIA

URL = "/accessibility/openacr.yaml"
_CATALOGUE = "2.5-edition-wcag-2.2-en"


def plan() -> Page:
    return Page(URL, "openacr", "")


def report(desk: Desk) -> dict[str, bytes]:
    """The report; YAML is written as JSON with line breaks, which YAML 1.2 contains."""
    edition = desk.editions[desk.config.languages[-1].tag]
    edition = desk.editions.get("en", edition)
    found = edition.test_report
    statement = desk.config.accessibility
    broken = {
        criterion
        for violation in (found.violations if found else ())
        for criterion in violation.criteria
    }
    broken |= {failure.criterion for failure in (statement.known_failures if statement else ())}
    methods = (
        f"{found.tool} on {found.pages} pages in {found.themes} colour themes." if found else ""
    )
    described: dict[str, Any] = {
        "title": f"{edition.plain(desk.config.title)}: Accessibility Conformance Report",
        "product": {"name": edition.plain(desk.config.title), "version": __version__},
        "author": {"name": edition.plain(desk.config.owner.name)},
        "report_date": (found.date if found else "") or (statement.reviewed if statement else ""),
        "evaluation_methods_used": methods or "No test run belongs to this build.",
        "catalog": _CATALOGUE,
        "chapters": {
            f"success_criteria_level_{level.lower()}": {
                "criteria": [
                    {
                        "num": number,
                        "components": [{"name": "web", "adherence": _adherence(number in broken)}],
                    }
                    for number, (own_level, _name) in CRITERIA.items()
                    if own_level == level
                ]
            }
            for level in ("A", "AA", "AAA")
        },
    }
    return {URL.lstrip("/"): (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()}


def _adherence(is_broken: bool) -> dict[str, str]:
    if is_broken:
        return {"level": "does-not-support", "notes": "See the accessibility statement."}
    return {"level": "not-evaluated", "notes": ""}
