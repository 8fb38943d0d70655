"""The id that a new record should have."""

import re
from collections.abc import Mapping
from typing import Any

from pobratym.text.slugs import is_slug, slugify

_LONGEST = 60


def proposed_id(folder: str, values: Mapping[str, Any], languages: tuple[str, ...] = ()) -> str:
    """An id from the fields of a record, as they would be written; "" where they say too little.

    Partnerships are named by their partners, exchanges by their period, everything else by its
    name or title in the first of `languages` that has one (Cabinet resolution 55 of 2010).
    """
    match folder:
        case "partnerships":
            partners = [part for part in values.get("partners") or () if is_slug(str(part))]
            return "-".join(partners)
        case "exchanges":
            period = values.get("period") or ""
            ends = period.values() if isinstance(period, Mapping) else (period,)
            return slugify("-".join(dict.fromkeys(str(end) for end in ends if end)))
    titles = values.get("name") or values.get("title") or {}
    if isinstance(titles, str):
        titles = {"": titles}
    order = (*languages, *sorted(titles))
    text = next((titles[lang] for lang in order if titles.get(lang)), "")
    return slugify(text, max_length=_LONGEST)


def free_id(wanted: str, taken: frozenset[str]) -> str:
    """`wanted`, or with a number behind it the first that nobody has."""
    if wanted not in taken:
        return wanted
    stem = re.sub(r"-[0-9]{1,3}$", "", wanted)
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
