"""The id that a new record should have."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pobratym.text.slugs import is_slug, slugify

_LONGEST = 60
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
# Languages with Cyrillic letters for which sites of this kind are made.
_WRITTEN_CYRILLIC = frozenset(("be", "bg", "crh", "kk", "ky", "mk", "mn", "sr", "uk"))


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


def language_by_letters(text: str, languages: Sequence[str]) -> str:
    """The first of `languages` that is written with most of the letters of a text."""
    is_cyrillic = len(_CYRILLIC.findall(text)) * 2 > len(_LETTER.findall(text))
    fitting = (lang for lang in languages if (lang in _WRITTEN_CYRILLIC) == is_cyrillic)
    return next(fitting, languages[0])
