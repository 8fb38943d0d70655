"""Checks of one text of a record in all its languages: links, numbers, terms, private data."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Any

from pobratym.registry.field_checks import FILE_AS_ALT, has_file
from pobratym.registry.findings import FieldPath, Finding, finding
from pobratym.registry.known import Known
from pobratym.registry.links import SINGULARS
from pobratym.registry.prose import bare, headings, links_and_images, unmatched
from pobratym.registry.records import RECORD_TYPES
from pobratym.registry.sites import TextSite
from pobratym.text.similar import similar

_VAGUE_TEXTS = (
    "тут|сюди|ось|за посиланням|посилання|за цим посиланням|детальніше|докладніше|більше|"
    "читати далі|читати більше|далі|клікніть тут|натисніть тут|джерело|"
    "here|click here|this|this link|link|more|read more|learn more|see more|details|source|"
    "hier|mehr|mehr erfahren|link|ici|en savoir plus|lire la suite|tutaj|więcej"
)
_VAGUE = frozenset(_VAGUE_TEXTS.split("|"))
_SAFE_TARGET = re.compile(r"https?://|mailto:|tel:|[#/]|[A-Za-z0-9][\w.-]*(?:/[\w.-]+)*(?:#|$)")
_SCHEME = re.compile(r"([a-z][a-z0-9-]*):(?!//)", re.IGNORECASE)


def check_markdown(record: Any, site: TextSite, known: Known) -> Iterator[Finding]:
    """References, links, images and headings of every Markdown text."""
    if not site.is_markdown:
        return
    for lang, text in site.by_language.items():
        if "](" in text or "]:" in text:
            yield from _check_links(record, (*site.path, lang), text, known)
        if site.path == ("body",) and "#" in text:
            yield from _check_headings(record, (*site.path, lang), text)


def _check_links(record: Any, path: FieldPath, text: str, known: Known) -> Iterator[Finding]:
    links, images = links_and_images(text)
    for link in links:
        yield from _check_target(record, path, link, known)
        label = link.text.strip(" .…>»*_→").casefold()
        if label in _VAGUE:
            meant = f"[{link.text}]"
            yield finding(record, path, "vague-link-text", text=meant, value=link.text)
    for image in images:
        meant = f"![{image.text}]("
        if not image.text.strip():
            values = {"value": image.target}
            yield finding(record, path, "markdown-image-without-alt", text=meant, **values)
        elif FILE_AS_ALT.fullmatch(image.text.strip()):
            yield finding(record, path, "alt-is-file-name", text=meant, value=image.text)
        if "://" not in image.target and not has_file(record, image.target, known):
            yield finding(record, path, "missing-file", "files", text=meant, value=image.target)


def _check_target(record: Any, path: FieldPath, link: Any, known: Known) -> Iterator[Finding]:
    target = link.target
    meant = target or f"[{link.text}]"
    if link.kind in SINGULARS and link.id in known.ids.get(SINGULARS[link.kind], ()):
        return
    scheme = _SCHEME.match(target)
    kind = scheme[1].lower() if scheme else ""
    if kind in SINGULARS:
        yield _unknown_in_text(record, path, target, SINGULARS[kind], target[len(kind) + 1 :])
    elif link.kind and similar(kind, SINGULARS, 1):
        yield _unknown_in_text(record, path, target, "kinds", kind)
    elif not target or "\\" in target or not _SAFE_TARGET.match(target):
        yield finding(record, path, "wrong-link", text=meant, value=meant)
    elif target.startswith("/") and not target.startswith("//"):
        yield from _check_path(record, path, target, known)
    elif _is_file(target) and not has_file(record, target.split("#")[0], known):
        yield finding(record, path, "missing-file", "files", text=meant, value=target)


def _unknown_in_text(record: Any, path: FieldPath, target: str, among: str, item: str) -> Finding:
    return finding(
        record,
        path,
        "markdown-unknown-reference",
        among,
        text=target,
        value=target,
        item=item,
        kinds=", ".join(sorted(SINGULARS)),
    )


def _is_file(target: str) -> bool:
    return not _SCHEME.match(target) and not target.startswith(("#", "/", "http://", "https://"))


def _check_path(record: Any, path: FieldPath, target: str, known: Known) -> Iterator[Finding]:
    parts = [part for part in re.split(r"[?#]", target)[0].split("/") if part]
    if parts and parts[0] in known.languages:
        parts = parts[1:]
    if len(parts) == 2 and parts[0] in RECORD_TYPES and parts[1] not in known.ids.get(parts[0], ()):
        if parts[0] == "news" and re.fullmatch(r"\d{4}", parts[1]):
            return
        yield _unknown_in_text(record, path, target, parts[0], parts[1])


def _check_headings(record: Any, path: FieldPath, text: str) -> Iterator[Finding]:
    level = 1
    for heading in headings(text):
        expected = min(level + 1, 6)
        if heading.level == 1 or heading.level > expected:
            right = 2 if heading.level == 1 else expected
            values = {"value": heading.text, "level": heading.level, "expected": right}
            meant = "#" * heading.level + " "
            yield finding(record, path, "heading-level", text=meant, **values)
        level = max(heading.level, 2)


def check_translations(record: Any, site: TextSite, _known: Known) -> Iterator[Finding]:
    """Numbers, dates and links are the same in every language of a text."""
    if len(site.by_language) < 2 or site.path == ("translation_of_revision",):
        return
    for (first, one), (second, other) in combinations(site.by_language.items(), 2):
        differences = list(_differences(one, other, site))
        if differences:
            yield finding(
                record,
                (*site.path, second),
                "translation-disagrees",
                field=str(site.path[0]),
                first=first,
                second=second,
                difference="; ".join(differences),
            )


def _differences(one: str, other: str, site: TextSite) -> Iterator[str]:
    left, right = unmatched(bare(one), bare(other)) if site.has_digits else ([], [])
    if left or right:
        yield f"{', '.join(left) or '–'} / {', '.join(right) or '–'}"
    if site.is_markdown and ("](" in one or "](" in other):
        mine, theirs = (
            {link.target for link in links_and_images(text)[0] if link.kind}
            for text in (one, other)
        )
        if mine != theirs:
            first = ", ".join(sorted(mine - theirs)) or "–"
            second = ", ".join(sorted(theirs - mine)) or "–"
            yield f"{first} / {second}"


_QUOTED = re.compile(r"«[^»\n]{0,500}»|“[^”\n]{0,500}”|„[^“”\n]{0,500}[“”]|\"[^\"\n]{0,500}\"")


def check_terms(record: Any, site: TextSite, known: Known) -> Iterator[Finding]:
    """Discouraged terms of the glossary, quotations and sources left alone."""
    for lang, text in site.by_language.items():
        if lang not in known.glossary:
            continue
        folded = text.casefold()
        for avoided in known.glossary[lang]:
            if avoided.folded in folded:
                yield from _check_term(record, (*site.path, lang), bare(text), avoided)


def _check_term(record: Any, path: FieldPath, text: str, avoided: Any) -> Iterator[Finding]:
    pattern = re.compile(rf"(?<!\w){re.escape(avoided.term)}(?!\w)", re.IGNORECASE)
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for found in pattern.finditer(text):
        if any(start < found.start() and found.end() < end for start, end in quoted):
            continue
        values = {"value": found[0], "preferred": avoided.preferred}
        yield finding(record, path, "discouraged-term", text=found[0], **values)
        return


def check_figures(record: Any, site: TextSite, known: Known) -> Iterator[Finding]:
    """A total in a text is one that a source gives.

    A number before a noun that figures count is taken for a total where it lies between 60 % and
    200 % of the largest sourced value; others count something of their own.
    """
    if not site.has_digits or record.folder == "figures":
        return
    for lang, text in site.by_language.items():
        for figure in known.figures.get(lang, ()):
            if any(form in text for form in figure.forms):
                yield from _check_total(record, (*site.path, lang), text, figure)


def _check_total(record: Any, path: FieldPath, text: str, figure: Any) -> Iterator[Finding]:
    for found in _total_pattern(figure.forms).finditer(bare(text)):
        value = float(re.sub(r"\D", "", found[1]))
        largest = figure.values[-1]
        if largest * 0.6 <= value <= largest * 2 and value not in figure.values:
            known = ", ".join(f"{one:g}" for one in figure.values)
            values = {"value": found[0], "figure": figure.figure, "known": known}
            yield finding(record, path, "figure-contradicted", text=found[0], **values)


@lru_cache(maxsize=500)
def _total_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    nouns = "|".join(re.escape(form) for form in forms)
    number = r"(\d{1,3}(?:[ \u00a0\u202f,]\d{3})+|\d{1,9})"
    return re.compile(rf"(?<![\w.,/-]){number}[ \u00a0](?:{nouns})(?!\w)", re.IGNORECASE)


_COUNTED_LIST = re.compile(
    r"(?<![\w.,])(\d{1,2})\s+((?:[^\s.,:;()]+\s+){0,2}[^\s.,:;()]+):\s+([^.:;()\n]{5,600})\."
)
_AND = re.compile(r"(?:^|\s)(?:and|та|і|й|und|et|oraz)\s")


def check_counted_lists(record: Any, site: TextSite, _known: Known) -> Iterator[Finding]:
    """A list that follows “10 regions:” has ten items."""
    if not site.has_digits:
        return
    for lang, text in site.by_language.items():
        if ":" not in text:
            continue
        for found in _COUNTED_LIST.finditer(bare(text)):
            items = _list_items(found[3])
            if items and len(items) != int(found[1]):
                path = (*site.path, lang)
                values = {"stated": f"{found[1]} {found[2]}", "counted": len(items)}
                yield finding(record, path, "list-count-disagrees", text=found[0][:20], **values)


def _list_items(text: str) -> list[str]:
    """The items of a plain enumeration of names, or none where it is no such thing."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 3:
        return []
    last = _AND.split(parts[-1])
    parts[-1:] = [part.strip() for part in last if part.strip()]
    is_plain = all(part and len(part.split()) <= 4 and part[0].isupper() for part in parts)
    return parts if is_plain else []


_MAILBOX = re.compile(
    r"[\w.+-]{1,64}@(?:gmail|googlemail|ukr|i|meta|bigmir|yahoo|outlook|hotmail|live|icloud|proton"
    r"|protonmail|gmx|web|aol|mail|yandex|rambler)\.(?:com|net|ua|org|de|me|ru|co\.uk)\b",
    re.IGNORECASE,
)
# E.164 with a country code; numbers that are free to call belong to services.
_TELEPHONE = re.compile(
    r"\+(?!\d{1,3}[ -]?\(?800)\d{1,3}[ (-]{0,2}\d{2,3}[ )-]{0,2}\d{2,3}[ -]?\d{2}[ -]?\d{2,3}(?!\d)"
)
_BORN = re.compile(
    r"\b(?:born(?: on)?|народи(?:вся|лася)|нар\.|geboren am)\s+\d{1,2}[. ]\s?\S+\s\d{4}",
    re.IGNORECASE,
)


def check_personal_data(record: Any, site: TextSite, _known: Known) -> Iterator[Finding]:
    """Private mailboxes, telephones and birth dates in texts; pages hold the site's contacts."""
    if record.folder == "pages":
        return
    for lang, text in site.by_language.items():
        found = "@" in text and _MAILBOX.search(text)
        if site.has_digits:
            found = found or ("+" in text and _TELEPHONE.search(text)) or _BORN.search(text)
        if found:
            path = (*site.path, lang)
            yield finding(record, path, "personal-data", text=found[0], value=found[0])
