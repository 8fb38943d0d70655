"""Institutions by their codes in public registers."""

from collections.abc import Iterator

from pobratym.outputs.data.published import addresses, data_address, meta, pretty
from pobratym.outputs.desk import Desk
from pobratym.pages.page import Page
from pobratym.registry.registry import Registry

Files = dict[str, bytes]

_FOLDER = "institutions"


def plan(registry: Registry) -> Iterator[Page]:
    """A list per scheme, and a file per identifier."""
    schemes = set()
    for found in registry.facet(_FOLDER, "identifier"):
        scheme, _, value = found.partition(":")
        schemes.add(scheme)
        url = f"/data/identifiers/{scheme}/{value}.json"
        yield Page(url, "identifier", "", (scheme, value))
    for scheme in sorted(schemes):
        yield Page(f"/data/identifiers/{scheme}.json", "identifiers", "", (scheme,))


def scheme_list(desk: Desk, scheme: str) -> Files:
    """`/data/identifiers/SCHEME.json`: identifier → ids of the institutions that have it."""
    found = {
        value: list(desk.registry.listed(_FOLDER, "identifier", f"{scheme}:{value}"))
        for known, _, value in (
            pair.partition(":") for pair in desk.registry.facet(_FOLDER, "identifier")
        )
        if known == scheme
    }
    value = {"meta": meta(desk), "scheme": scheme, "type": _FOLDER, "records": found}
    return {f"data/identifiers/{scheme}.json": pretty(value)}


def identified(desk: Desk, scheme: str, value: str) -> Files:
    """`/data/identifiers/SCHEME/VALUE.json`: where the institution with this identifier is."""
    address = addresses(desk, _FOLDER)
    records = []
    for item in desk.registry.listed(_FOLDER, "identifier", f"{scheme}:{value}"):
        pages = address.pages(item)
        records.append(
            {
                "type": _FOLDER,
                "id": item,
                "uri": next(iter(pages.values())),
                "urls": pages,
                "json": data_address(desk, f"{_FOLDER}/{item}.json"),
            }
        )
    found = {"meta": meta(desk), "scheme": scheme, "value": value, "records": records}
    return {f"data/identifiers/{scheme}/{value}.json": pretty(found)}
