"""The registry's own content as search documents, read plainly: what the queries ask about."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from pobratym.outputs.search_index import SearchDocument

CONTENT = Path(__file__).parents[2] / "content"
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[#*_>`]+")


def _yaml(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def _text(value: Any, lang: str) -> str:
    if isinstance(value, dict):
        value = value.get(lang) or next(iter(value.values()))
    return " ".join(_MARKUP.sub(" ", _LINK.sub(r"\1", value or "")).split())


def _records(folder: str) -> dict[str, Any]:
    return {
        path.stem: _yaml(path.read_text("utf-8"))
        for path in sorted((CONTENT / folder).glob("*.yaml"))
    }


def _all_texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _all_texts(one)]
    return [value] if value else []


@lru_cache
def corpus(lang: str) -> tuple[SearchDocument, ...]:
    """Every institution, partnership, event, news item and page in one language."""
    return tuple(
        document
        for kind in (_institutions, _partnerships, _events, _statements, _news, _pages)
        for document in kind(lang)
    )


@lru_cache
def _vocabulary(name: str) -> dict[str, Any]:
    return _yaml((CONTENT / "vocabularies" / f"{name}.yaml").read_text("utf-8"))


def _country(code: str, lang: str) -> str:
    return Locale(lang).territories[code]


def _names(record: Any) -> tuple[str, ...]:
    names = _all_texts(record["name"])
    for other in record.get("also_known_as", []):
        names += _all_texts(other)
    return tuple(dict.fromkeys([*names, *_all_texts(record.get("local", {}).get("text"))]))


def _where(record: Any, lang: str) -> tuple[str, ...]:
    region = record.get("region")
    return tuple(
        part
        for part in (
            _text(record.get("city"), lang),
            _text(_vocabulary("regions")[region], lang) if region else "",
            _country(record["country"], lang),
        )
        if part
    )


def _kind(record: Any, lang: str) -> str:
    return _text(_vocabulary("institution-kinds")[record["kind"]], lang)


def _institutions(lang: str) -> Iterator[SearchDocument]:
    for key, record in _records("institutions").items():
        areas = [_text(_vocabulary("areas")[area], lang) for area in record.get("specialties", [])]
        yield SearchDocument(
            id=f"institutions/{key}",
            kind="institution",
            url=f"/{lang}/institutions/{key}/",
            lang=lang,
            title=_text(record["name"], lang),
            facts=(_kind(record, lang), *_where(record, lang), *areas),
            body=_text(record.get("note"), lang),
            names=(*_names(record), *_all_texts(record.get("city"))),
            filters={"country": (record["country"],)},
            weight=1.2,
        )


def _partnerships(lang: str) -> Iterator[SearchDocument]:
    institutions = _records("institutions")
    for key, record in _records("partnerships").items():
        partners = [institutions[partner] for partner in record["partners"]]
        areas = [_text(_vocabulary("areas")[area], lang) for area in record.get("areas", [])]
        where = [part for partner in partners for part in _where(partner, lang)]
        yield SearchDocument(
            id=f"partnerships/{key}",
            kind="partnership",
            url=f"/{lang}/partnerships/{key}/",
            lang=lang,
            title=" – ".join(_text(partner["name"], lang) for partner in partners),
            facts=(*dict.fromkeys(where), *areas, record.get("signed", "")),
            body=_text(record.get("summary"), lang),
            names=tuple(" ".join(_names(partner)) for partner in partners),
            filters={"country": tuple(dict.fromkeys(one["country"] for one in partners))},
            date=record.get("signed", ""),
        )


def _events(lang: str) -> Iterator[SearchDocument]:
    for key, record in _records("events").items():
        place = record.get("place", {})
        country = place.get("country")
        yield SearchDocument(
            id=f"events/{key}",
            kind="event",
            url=f"/{lang}/events/{key}/",
            lang=lang,
            title=_text(record["title"], lang),
            facts=tuple(
                part
                for part in (_text(place.get("city"), lang), country and _country(country, lang))
                if part
            ),
            body=_text(record.get("summary"), lang),
            date=record["starts"],
        )


def _statements(lang: str) -> Iterator[SearchDocument]:
    for folder in ("statements", "declarations"):
        for key, record in _records(folder).items():
            yield SearchDocument(
                id=f"{folder}/{key}",
                kind=folder.removesuffix("s"),
                url=f"/{lang}/{folder}/{key}/",
                lang=lang,
                title=_text(record["title"], lang),
                body=_text(record.get("summary"), lang),
                date=record.get("date") or record.get("proclaimed", ""),
            )


def _front_matter(path: Path) -> tuple[Any, str]:
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    return _yaml(head), body


def _news(lang: str) -> Iterator[SearchDocument]:
    for path in sorted((CONTENT / "news").glob(f"*/index.{lang}.md")):
        head, body = _front_matter(path)
        key = path.parent.name
        for other in sorted(path.parent.glob("index.*.md")):
            head = _front_matter(other)[0] | head
        yield SearchDocument(
            id=f"news/{key}",
            kind="news",
            url=f"/{lang}/news/{key}/",
            lang=lang,
            title=head["title"],
            facts=tuple(_country(code, lang) for code in head.get("countries", [])),
            body=_text(head.get("summary", "") + " " + body, lang),
            date=head["date"],
        )


def _pages(lang: str) -> Iterator[SearchDocument]:
    for path in sorted((CONTENT / "pages").glob(f"*/index.{lang}.md")):
        head, body = _front_matter(path)
        key = path.parent.name
        yield SearchDocument(
            id=f"pages/{key}",
            kind="page",
            url=f"/{lang}/{key}/",
            lang=lang,
            title=head["title"],
            body=_text(body, lang),
        )
