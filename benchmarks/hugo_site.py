"""The same registry as a Hugo site: one Markdown file per item and language, or one JSON file.

The templates stand in `hugo/`; here the content is written that they show.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale

from benchmarks import words
from benchmarks.content import LANGUAGES, Corpus, Record, pair_title

TEMPLATES = Path(__file__).parent / "hugo"

# Facets of each list, as the registry's own pages have them.
_FACETS = {
    "partnerships": ("country", "region", "area", "status", "year", "programme", "certainty"),
    "institutions": ("country", "region", "kind", "area"),
    "news": ("year", "topic", "country"),
    "events": ("kind", "year", "country"),
    "exchanges": ("year", "country"),
}
_PLACES = {"country": "countries", "region": "regions", "area": "areas"}
# Lists and places that readers can follow.
_FEEDS = ("news", "partnerships")
_PLACES_WITH_FEEDS = ("countries", "areas")
_SECTIONS = {
    "partnerships": ("Партнерства", "Partnerships"),
    "institutions": ("Заклади", "Institutions"),
    "news": ("Новини", "News"),
    "events": ("Заходи", "Events"),
    "exchanges": ("Навчання та обмін", "Training and exchange"),
    "declarations": ("Декларації", "Declarations"),
    "statements": ("Заяви", "Statements"),
    "programmes": ("Програми", "Programmes"),
    "countries": ("Країни", "Countries"),
    "regions": ("Області", "Regions"),
    "areas": ("Напрями роботи", "Fields of work"),
}
_STATUSES = {
    "proposed": ("Запропоновано", "Proposed"),
    "negotiating": ("Ведуться перемовини", "In negotiation"),
    "signed": ("Підписано", "Signed"),
    "active": ("Діє", "Active"),
    "completed": ("Завершено", "Completed"),
    "suspended": ("Призупинено", "Suspended"),
    "ended": ("Припинено", "Ended"),
}
_CERTAINTIES = {
    "confirmed": ("Підтверджено", "Confirmed"),
    "reported": ("За повідомленнями преси", "Reported by the press"),
    "unclear": ("Неясно", "Unclear"),
}
_CERTAINTY_NOTES = {
    "reported": (
        "Про партнерство повідомляють лише медіа; сторони цього не підтвердили.",
        "Only media report this partnership; no party has confirmed it.",
    ),
    "unclear": (
        "Джерела лишають пару неясною.",
        "The sources leave the pairing open.",
    ),
}
_STAGES = {
    "partnership-development": ("Створення партнерства", "Partnership development"),
    "needs-assessment": ("Оцінювання потреб", "Needs assessment"),
    "gap-analysis": ("Аналіз прогалин", "Gap analysis"),
    "action-planning": ("Планування дій", "Action planning"),
    "action": ("Дії", "Action"),
    "evaluation": ("Оцінювання", "Evaluation"),
}

_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


class Item(NamedTuple):
    """One page of one language: path below the language's content, front matter, Markdown."""

    path: str
    front: Record
    body: str


def write_site(corpus: Corpus, folder: Path, variant: str) -> None:
    """`variant` is "markdown" (a file per item and language) or "json" (a file per language)."""
    shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
    for lang in LANGUAGES:
        _write(folder / f"data/labels/{lang}.json", json.dumps(_labels(lang), ensure_ascii=False))
        for item in _overviews(corpus, lang):
            _write(folder / f"content/{lang}/{item.path}.md", _front_matter(item.front))
        if variant == "markdown":
            made: set[str] = set()
            for item in _items(corpus, lang):
                path = f"{folder}/content/{lang}/{item.path}.md"
                parent = path.rpartition("/")[0]
                if parent not in made:
                    Path(parent).mkdir(parents=True, exist_ok=True)
                    made.add(parent)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(f"{_front_matter(item.front)}\n{item.body}\n")
        else:
            pages = [_adapted(item) for item in _items(corpus, lang)]
            _write(folder / f"assets/registry.{lang}.json", json.dumps(pages, ensure_ascii=False))
            _write(folder / f"content/{lang}/_content.gotmpl", _ADAPTER % lang)


_ADAPTER = """{{ range resources.Get "registry.%s.json" | transform.Unmarshal -}}
{{ $page := . -}}
{{ with .date }}{{ $page = merge $page (dict "dates" (dict "date" (time.AsTime .))) }}{{ end -}}
{{ $.AddPage $page -}}
{{ end -}}
"""


def _adapted(item: Item) -> Record:
    """A page in the form that a content adapter's AddPage takes."""
    front = dict(item.front)
    page: Record = {"path": item.path, "title": front.pop("title"), "kind": "page"}
    if date := front.pop("date", None):
        page["date"] = date
    return page | {
        "params": front,
        "content": {"mediaType": "text/markdown", "value": item.body},
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _front_matter(front: Record) -> str:
    """Front matter as JSON, which Hugo reads faster than YAML."""
    return json.dumps(front, ensure_ascii=False) + "\n"


def _full(date: str) -> str:
    """A partial date filled up, because Hugo sorts by full dates alone."""
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def _local(record: Any, lang: str) -> Any:
    """A record with the texts of one language in place of those of both."""
    if isinstance(record, dict):
        if record.keys() == set(LANGUAGES):
            return record[lang]
        return {name: _local(part, lang) for name, part in record.items()}
    if isinstance(record, list):
        return [_local(part, lang) for part in record]
    return record


def _facets(corpus: Corpus, folder: str, record: Record) -> dict[str, list[str]]:
    """The values under which a record is found."""
    institutions = corpus["institutions"]
    found: dict[str, set[str]] = {}
    match folder:
        case "partnerships":
            partners = [institutions[item] for item in record["partners"]]
            found["country"] = {part["country"] for part in partners if part["country"] != "UA"}
            found["region"] = {part["region"] for part in partners if "region" in part}
            found["area"] = set(record["areas"])
            found["status"] = {record["status"]}
            found["programme"] = {record["programme"]}
            found["certainty"] = {record["certainty"]}
            found["year"] = {record["signed"][:4]} if "signed" in record else set()
        case "institutions":
            found["country"] = {record["country"]}
            found["region"] = {record["region"]} if "region" in record else set()
            found["kind"] = {record["kind"]}
            found["area"] = set(record["specialties"])
        case "news":
            found["year"] = {record["date"][:4]}
            found["topic"] = set(record["topics"])
            found["country"] = set(record["countries"])
        case "events":
            found["kind"] = {record["kind"]}
            found["year"] = {record["starts"][:4]}
            found["country"] = {record["place"]["country"]}
        case "exchanges":
            found["year"] = {record["period"][:4]}
            found["country"] = set(record["host_countries"])
        case "declarations":
            found["country"] = {part["country"] for part in record["signatories"]}
    return {facet: sorted(values) for facet, values in found.items() if values}


def _items(corpus: Corpus, lang: str) -> Iterator[Item]:
    for folder in (*_FACETS, "declarations", "statements", "programmes"):
        for item, record in corpus[folder].items():
            yield _item(corpus, folder, item, record, lang)
    for item, record in corpus["pages"].items():
        local = _local(record, lang)
        body = local.pop("body")
        yield Item(item, {"title": local["title"], "summary": local["summary"]}, body)
    figures = [{"id": item, **_local(record, lang)} for item, record in corpus["figures"].items()]
    for item, labels in (("figures", ("Показники", "Figures")), ("accessibility", _ACCESS)):
        front: Record = {"title": labels[LANGUAGES.index(lang)]}
        if item == "figures":
            front["figures"] = figures
        yield Item(item, front, "")


_ACCESS = ("Доступність", "Accessibility")


def _item(corpus: Corpus, folder: str, item: str, record: Record, lang: str) -> Item:
    front = _local(record, lang)
    facets = _facets(corpus, folder, record)
    if folder in _FACETS:
        front |= {f"{folder}_{facet}": values for facet, values in facets.items()}
    front |= {_PLACES[facet]: facets[facet] for facet in _PLACES if facet in facets}
    body = front.pop("body", "") or ("" if folder == "news" else front.pop("summary", ""))
    match folder:
        case "partnerships":
            front["title"] = pair_title(record, corpus["institutions"])[lang]
            date = record.get("signed")
        case "institutions":
            front["title"] = front.pop("name")
            date = None
        case "programmes":
            front["title"] = front.pop("name")
            date = record["since"]
        case "exchanges":
            label = ("Навчання та обмін", "Training and exchange")[LANGUAGES.index(lang)]
            front["title"] = f"{label}: {record['period']}"
            date = record["period"]
        case "events" | "declarations":
            front |= front.pop("place")
            date = record.get("starts") or record["proclaimed"]
        case _:
            date = front.pop("date")
            front["day"] = date
    if "source" in front:
        front["sources"] = front.pop("source")
    if folder == "news":
        front["refers"] = _named_news(body)
    front.pop("location", None)
    front["description"] = _description(front, body)
    if date:
        front["date"] = _full(date)
    return Item(f"{folder}/{item}", front, body)


def _description(front: Record, body: str) -> str:
    """At most 160 characters of plain text, as an author would put into the front matter."""
    text = front.get("summary") or body or f"{front['title']}. {front.get('city', '')}"
    text = _LINK.sub(r"\1", text).replace("*", "")
    return text if len(text) <= 160 else text[:159].rsplit(" ", 1)[0] + "…"


def _named_news(body: str) -> list[str]:
    return [part.partition(")")[0] for part in body.split("](news:")[1:]]


def _overviews(corpus: Corpus, lang: str) -> Iterator[Item]:
    """Titles of sections, of facets' values, of places and fields of work."""
    at = LANGUAGES.index(lang)
    labels = _labels(lang)
    yield Item(
        "_index",
        {"title": ("Реєстр партнерств лікарень", "Register of hospital partnerships")[at]},
        "",
    )
    for section, names in _SECTIONS.items():
        outputs = {"outputs": ["html", "feed"]} if section in _FEEDS else {}
        yield Item(f"{section}/_index", {"title": names[at], **outputs}, "")
    used: dict[str, set[str]] = {}
    for folder in (*_FACETS, "declarations"):
        for record in corpus[folder].values():
            for facet, values in _facets(corpus, folder, record).items():
                if folder in _FACETS:
                    used.setdefault(f"{folder}_{facet}", set()).update(values)
                if facet in _PLACES:
                    used.setdefault(_PLACES[facet], set()).update(values)
    followed = used["partnerships_country"] | used["partnerships_area"] | used["news_country"]
    for taxonomy, values in sorted(used.items()):
        for value in sorted(values):
            title = _label(corpus, labels, taxonomy, value, lang)
            front: Record = {"title": title}
            if taxonomy in _PLACES_WITH_FEEDS and value in followed:
                front["outputs"] = ["html", "feed"]
            yield Item(f"{taxonomy}/{value.lower()}/_index", front, "")


def _label(corpus: Corpus, labels: Record, taxonomy: str, value: str, lang: str) -> str:
    folder, _, facet = taxonomy.partition("_")
    facet = facet or {plural: one for one, plural in _PLACES.items()}[folder]
    if facet == "year":
        return value
    if facet == "programme":
        return corpus["programmes"][value]["name"][lang]
    table = {
        "country": "countries",
        "region": "regions",
        "area": "areas",
        "status": "statuses",
        "certainty": "certainties",
        "topic": "topics",
        "kind": {"institutions": "institution_kinds", "events": "event_kinds"}.get(folder, ""),
    }[facet]
    return labels[table][value]


def _labels(lang: str) -> Record:
    at = LANGUAGES.index(lang)
    locale = Locale(lang)
    tables = {
        "areas": words.AREAS,
        "regions": words.REGIONS,
        "institution_kinds": words.INSTITUTION_KINDS,
        "exchange_kinds": words.EXCHANGE_KINDS,
        "event_kinds": words.EVENT_KINDS,
        "topics": words.TOPICS,
        "statuses": _STATUSES,
        "certainties": _CERTAINTIES,
        "certainty_notes": _CERTAINTY_NOTES,
        "stages": _STAGES,
    }
    labels: Record = {
        name: {item: both[at] for item, both in table.items()} for name, table in tables.items()
    }
    codes = {"UA", *(city.country for city in words.FOREIGN_CITIES)}
    labels["countries"] = {code: locale.territories[code] for code in sorted(codes)}
    languages = {"uk", "en", "de", "fr"}
    labels["languages"] = {tag: locale.languages[tag] for tag in sorted(languages)}
    return labels
