"""What the configuration must keep besides the form of its values."""

from collections.abc import Iterator
from typing import Any

from pobratym.content.yaml_nodes import Mapping, Node
from pobratym.problems import Problem, problem
from pobratym.registry.dates import moment_fault, partial_date_fault
from pobratym.text.phones import parse_phone

_LARGEST_PAGE = 1_000
_CONTACT_EXAMPLE = "mailto:security@example.org"


def check_settings(node: Mapping, values: dict[str, Any]) -> Iterator[Problem]:
    """Problems of single settings; `values` are those that could be read."""
    if not 1 <= values.get("page_size", 1) <= _LARGEST_PAGE:
        yield _out_of_range(node, "page_size", values["page_size"], 1, _LARGEST_PAGE)
    for number, limit in zip(values.get("origin") or (), (90, 180), strict=False):
        if abs(number) > limit:
            yield _out_of_range(node, "origin", number, -limit, limit)
    if len(values.get("origin") or ()) not in (0, 2):
        yield _at(node, "origin", "not-a-list", field="origin", example="[49.03, 31.48]")
    contact = values.get("security_contact")
    # RFC 9116, 2.5.3: an address by which people can be reached, on one line.
    if contact and not _is_contact(contact):
        found = {"value": contact, "suggestion": f"mailto:{contact}" if "@" in contact else ""}
        yield _at(node, "security_contact", "wrong-url", **found)
    if expires := values.get("security_expires"):
        fault = partial_date_fault(expires) if len(expires) <= 10 else moment_fault(expires)
        if fault is None and len(expires) < 10:
            fault = "full-date-needed", {"value": expires, "field": "security_expires"}
        if fault is not None:
            yield _at(node, "security_expires", fault[0], **fault[1])
    centre = values.get("contact_centre")
    if centre and not _is_phone(centre.phone):
        _key, group = node.entries["contact_centre"]
        if type(group) is Mapping:
            found = {"value": centre.phone, "suggestion": "+380800602019"}
            yield _at(group, "phone", "wrong-number", **found)


def _is_contact(text: str) -> bool:
    is_address = text.startswith(("mailto:", "https://", "tel:"))
    return is_address and text.isprintable() and " " not in text and len(text) < 500


def _is_phone(text: str) -> bool:
    try:
        parse_phone(text)
    except ValueError:
        return False
    return True


def _out_of_range(node: Mapping, field: str, value: float, low: float, high: float) -> Problem:
    values = {"value": f"{value:g}", "field": field, "low": low, "high": high}
    return _at(node, field, "out-of-range", **values)


def _at(node: Mapping, name: str, code: str, **values: object) -> Problem:
    place: Node = node.entries[name][1]
    return problem(place.file, place.place, code, **values)
