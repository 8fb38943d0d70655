"""Generated content in the registry's own schema, of any size, the same for the same seed.

    python -m benchmarks.content large FOLDER

writes `FOLDER/content/` and two configurations: `site_config.yaml` with what other generators'
sites have too, and `full.yaml` with every feature on.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks import words
from benchmarks.yaml_text import yaml_text

Record = dict[str, Any]
# folder → id → record, as an editor would write it; the texts of a news item stand in `body`.
Corpus = dict[str, dict[str, Record]]

ROOT = Path(__file__).parent.parent
LANGUAGES = ("uk", "en")
PROGRAMME = "partnership-programme"


class Size(NamedTuple):
    """How many partnerships and institutions together, and how many news items."""

    records: int
    news: int


SIZES = {
    "small": Size(100, 40),
    "medium": Size(1_000, 200),
    "large": Size(10_000, 2_000),
    "huge": Size(50_000, 5_000),
}

# Six partnerships to four institutions; half of the institutions stand in the home country.
_PARTNERSHIPS_OF_TEN = 6
_FIRST_YEAR, _LAST_YEAR = 2019, 2025
_STATUSES = ("proposed", "negotiating", "signed", "active", "completed", "suspended", "ended")
_STATUS_WEIGHTS = (3, 5, 45, 30, 10, 2, 5)
_CERTAINTIES = ("confirmed", "reported", "unclear")
_STAGES = (
    "partnership-development",
    "needs-assessment",
    "gap-analysis",
    "action-planning",
    "action",
    "evaluation",
)


def generate(size: Size, seed: int = 2023) -> Corpus:
    """A whole registry: every reference resolves, every text stands in both languages."""
    dice = random.Random(seed)
    partnerships = size.records * _PARTNERSHIPS_OF_TEN // 10
    corpus: Corpus = {"vocabularies": _vocabularies(), "programmes": _programmes()}
    institutions = corpus["institutions"] = _institutions(dice, size.records - partnerships)
    corpus["partnerships"] = _partnerships(dice, partnerships, institutions)
    corpus["events"] = _events(dice, corpus)
    corpus["exchanges"] = _exchanges(dice, corpus)
    corpus["declarations"] = _declarations(dice)
    corpus["statements"] = _statements(dice, corpus)
    corpus["figures"] = _figures(dice)
    corpus["pages"] = _pages(dice)
    corpus["news"] = _news(dice, size.news, corpus)
    return corpus


def configuration(features: dict[str, bool]) -> Record:
    """A site configuration with the given feature switches; its themes are those of this
    repository's own site, and so is the map where there is one."""
    own = yaml.load((ROOT / "site_config.yaml").read_bytes(), yaml.CSafeLoader)
    drawn = ("origin", "city_regions", "tiles") if features["maps"] else ()
    return {
        "title": _both("Реєстр партнерств лікарень", "Register of hospital partnerships"),
        "short_title": _both("Партнерства", "Partnerships"),
        "description": _both(
            "Хто з ким співпрацює, над чим і звідки це відомо.",
            "Who works with whom, on what, and how it is known.",
        ),
        "owner": {
            "name": _both("Міністерство охорони здоров’я", "Ministry of Health"),
            "url": "https://moz.example.org",
        },
        "base_url": "https://registry.example.org/",
        "languages": [{"tag": "uk", "name": "Українська"}, {"tag": "en", "name": "English"}],
        "home_country": "UA",
        "programme": PROGRAMME,
        "contact_centre": {
            "phone": "+380800602019",
            "hours": _both("Щодня, 8:00–20:00", "Daily, 8:00–20:00"),
        },
        "email": "registry@example.org",
        "social": [
            {"network": "Facebook", "url": "https://social.example.org/f"},
            {"network": "YouTube", "url": "https://social.example.org/y"},
            {"network": "Telegram", "url": "https://social.example.org/t"},
        ],
        "licence": {
            "id": "CC-BY-4.0",
            "name": _both("Із зазначенням авторства 4.0", "Attribution 4.0 International"),
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        "repository": "https://code.example.org/registry",
        "menu": ["partnerships", "institutions", "countries", "news", "figures", "events"],
        "page_size": 50,
        "features": features,
        "themes": own["themes"],
        **{name: own[name] for name in drawn},
    }


# What the sites of other generators in this comparison do not have.
OWN_FEATURES = ("search", "maps", "spreadsheets", "database", "data", "history", "embeds")


def write_site(corpus: Corpus, folder: Path) -> int:
    """Write the content and both configurations; answers how many content files there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, is_on in (("site_config.yaml", False), ("full.yaml", True)):
        features = dict.fromkeys(OWN_FEATURES, is_on)
        (folder / name).write_text(yaml_text(configuration(features)), "utf-8")
    made: set[str] = set()
    count = 0
    for path, text in content_files(corpus):
        parent, _, name = path.rpartition("/")
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        with open(f"{folder}/{parent}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
        count += 1
    return count


def content_files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Every content file: path from the site's folder, text."""
    for folder, records in corpus.items():
        for item, record in records.items():
            if folder in ("news", "pages"):
                for lang in LANGUAGES:
                    path = f"content/{folder}/{item}/index.{lang}.md"
                    yield path, _markdown_file(record, lang)
            else:
                yield f"content/{folder}/{item}.yaml", yaml_text(record)
    yield "content/glossary.yaml", yaml_text(_glossary())


def _markdown_file(record: Record, lang: str) -> str:
    """One language's file; the fields that are the same in all stand in the first one's."""
    texts = {name: record[name][lang] for name in ("title", "summary") if name in record}
    shared = {name: part for name, part in record.items() if name not in (*texts, "body")}
    front = {**texts, **shared} if lang == LANGUAGES[0] else texts
    return f"---\n{yaml_text(front)}---\n\n{record['body'][lang]}\n"


def _both(uk: str, en: str) -> dict[str, str]:
    return {"uk": uk, "en": en}


def _filled(pair: tuple[str, str], values: dict[str, Any]) -> tuple[str, str]:
    return pair[0].format_map(values), pair[1].format_map(values)


def _vocabularies() -> dict[str, Record]:
    tables = {
        "areas": words.AREAS,
        "regions": words.REGIONS,
        "institution-kinds": words.INSTITUTION_KINDS,
        "exchange-kinds": words.EXCHANGE_KINDS,
        "event-kinds": words.EVENT_KINDS,
        "topics": words.TOPICS,
    }
    return {
        name: {item: _both(*labels) for item, labels in table.items()}
        for name, table in tables.items()
    }


def _programmes() -> dict[str, Record]:
    return {
        PROGRAMME: {
            "name": _both("Партнерства лікарень", "Hospital partnerships"),
            "summary": _both(
                "Програма поєднує українські лікарні з лікарнями за кордоном.",
                "The programme pairs Ukrainian hospitals with hospitals abroad.",
            ),
            "since": "2019-09-06",
            "run_by": _both("Міністерство охорони здоров’я", "Ministry of Health"),
            "sources": [_source(random.Random(1), 2019, 1)],
        },
        "regional-call": {
            "name": _both("Конкурс регіонів", "Regional call"),
            "summary": _both(
                "Конкурс підтримує спільні проєкти регіонів.",
                "The call supports joint projects of regions.",
            ),
            "since": "2021",
            "sources": [_source(random.Random(2), 2021, 2)],
        },
    }


def _source(dice: random.Random, year: int, number: int) -> Record:
    host, publisher, lang = dice.choice(words.PUBLISHERS)
    titles = {
        "uk": "Заклади домовилися про співпрацю: стажування, спільні розбори та обладнання",
        "en": "Hospitals agree to cooperate: internships, joint case reviews and equipment",
        "de": "Krankenhäuser vereinbaren Zusammenarbeit: Praktika und gemeinsame Fallbesprechungen",
        "fr": "Des hôpitaux conviennent de coopérer : stages, études de cas et équipements",
    }
    month = dice.randrange(1, 13)
    return {
        "url": f"https://{host}/{lang}/{year}/{month:02}/hospital-cooperation-{number}",
        "title": titles[lang],
        "publisher": publisher,
        "date": _date(dice, year),
        "lang": lang,
    }


def _sources(dice: random.Random, year: int, number: int, counts: tuple[int, ...]) -> list[Record]:
    return [_source(dice, year, number * 4 + place) for place in range(dice.choice(counts))]


def _date(dice: random.Random, year: int) -> str:
    """Mostly a full date, sometimes only the month."""
    month = dice.randrange(1, 13)
    if dice.random() < 0.15:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{dice.randrange(1, 29):02}"


def _institutions(dice: random.Random, count: int) -> dict[str, Record]:
    found: dict[str, Record] = {}
    numbers: dict[tuple[str, str], int] = {}
    for index in range(count):
        is_home = index % 2 == 0
        city: Any = dice.choice(words.HOME_CITIES if is_home else words.FOREIGN_CITIES)
        kind = dice.choice(words.HOME_KINDS if is_home else words.FOREIGN_KINDS)
        number = numbers[city.slug, kind.slug] = numbers.get((city.slug, kind.slug), 0) + 1
        item = f"{city.slug}-{kind.slug}-{number}"
        make = _home_institution if is_home else _foreign_institution
        found[item] = make(dice, index, city, kind, number)
    return found


def _home_institution(
    dice: random.Random, index: int, city: words.HomeCity, kind: words.Kind, number: int
) -> Record:
    name = _both(f"{city.adjective} {kind.uk} № {number}", f"{city.en} {kind.en} No. {number}")
    record: Record = {"name": name}
    if dice.random() < 0.3:
        record["also_known_as"] = [f"{city.en} {kind.en} {number}"]
    record |= {"country": "UA", "region": city.region, "city": _both(city.uk, city.en)}
    record |= _institution_facts(dice, kind)
    record["identifiers"] = {"edrpou": edrpou(2_000_000 + index)}
    if dice.random() < 0.5:
        record["website"] = f"https://{city.slug}-{kind.slug}-{number}.example.org"
    return record | _institution_ground(dice, index, city)


def _foreign_institution(
    dice: random.Random, index: int, city: words.ForeignCity, kind: words.Kind, number: int
) -> Record:
    name = _both(f"{kind.uk} № {number}, {city.uk}", f"{city.en} {kind.en} No. {number}")
    record: Record = {"name": name}
    if city.lang != "en":
        local = f"{words.LOCAL_NAMES[city.lang]} {kind.en} {city.en} {number}"
        record["local"] = {"text": local, "lang": city.lang}
    record |= {"country": city.country, "city": _both(city.uk, city.en)}
    record |= _institution_facts(dice, kind)
    if dice.random() < 0.5:
        record["identifiers"] = {"ror": ror(index), "wikidata": f"Q{700_000_000 + index}"}
    record["website"] = f"https://{city.slug}-{kind.slug}-{number}.example.com"
    return record | _institution_ground(dice, index, city)


def _institution_facts(dice: random.Random, kind: words.Kind) -> Record:
    areas = sorted(dice.sample(sorted(words.AREAS), dice.choice((1, 1, 2, 3))))
    return {"kind": kind.term, "specialties": areas}


def _institution_ground(dice: random.Random, index: int, city: Any) -> Record:
    record: Record = {}
    if dice.random() < 0.8:
        record["location"] = {"lat": city.lat, "lon": city.lon, "precision": "city"}
    if dice.random() < 0.08:
        record["note"] = _both(*words.NOTES[1])
    record["sources"] = _sources(dice, dice.randint(_FIRST_YEAR, _LAST_YEAR), index, (1, 2, 3))
    return record


def edrpou(number: int) -> str:
    """An eight-digit code of Ukraine's state register with its check digit; `number` < 10⁷."""
    digits = [int(digit) for digit in f"{number:07}"]
    weights = [7, 1, 2, 3, 4, 5, 6] if 3_000_000 <= number < 6_000_000 else [1, 2, 3, 4, 5, 6, 7]
    check = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    if check == 10:
        again = sum(digit * (weight + 2) for digit, weight in zip(digits, weights, strict=True))
        check = again % 11 % 10
    return f"{number:07}{check}"


def ror(number: int) -> str:
    """A ROR identifier: six characters of Crockford's base 32 and a check by ISO 7064."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    rest, letters = number, ""
    for _ in range(6):
        rest, digit = divmod(rest, 32)
        letters = alphabet[digit] + letters
    return f"https://ror.org/0{letters}{98 - number * 100 % 97:02}"


def _partnerships(
    dice: random.Random, count: int, institutions: dict[str, Record]
) -> dict[str, Record]:
    home = [item for item, record in institutions.items() if record["country"] == "UA"]
    foreign = [item for item, record in institutions.items() if record["country"] != "UA"]
    found: dict[str, Record] = {}
    while len(found) < count:
        # Some institutions have many partners and most have few.
        ours = home[int(len(home) * dice.random() ** 1.5)]
        theirs = foreign[int(len(foreign) * dice.random() ** 1.5)]
        item = f"{ours}-{theirs}"
        if item not in found:
            found[item] = _partnership(dice, len(found), ours, theirs, institutions)
    return found


def _partnership(
    dice: random.Random,
    index: int,
    ours: str,
    theirs: str,
    institutions: dict[str, Record],
) -> Record:
    status = dice.choices(_STATUSES, _STATUS_WEIGHTS)[0]
    year = dice.randint(_FIRST_YEAR, _LAST_YEAR)
    areas = sorted(dice.sample(sorted(words.AREAS), dice.choice((1, 1, 2, 2, 3))))
    record: Record = {"partners": [ours, theirs], "status": status}
    if status not in ("proposed", "negotiating"):
        record["signed"] = _date(dice, year)
        if dice.random() < 0.3:
            record["expires"] = f"{year + 5}-12"
    record["areas"] = areas
    if dice.random() < 0.95:
        values = _values(ours, theirs, areas[0], year, institutions)
        record["summary"] = _text(
            dice, words.SUMMARY_SENTENCES, (0, 1, 2, 2), values, words.OPENINGS
        )
    if dice.random() < 0.4:
        record["stage"] = dice.choice(_STAGES)
    record["programme"] = PROGRAMME if dice.random() < 0.9 else "regional-call"
    record["certainty"] = dice.choices(_CERTAINTIES, (85, 12, 3))[0]
    if dice.random() < 0.1:
        record["note"] = _both(*words.NOTES[0])
    if dice.random() < 0.15:
        title = _both("Текст меморандуму", "Text of the memorandum")
        url = f"https://documents.example.org/memorandum-{index}.pdf"
        record["documents"] = [{"title": title, "url": url, "lang": "uk"}]
    record["sources"] = _sources(dice, year, index, (2, 2, 3))
    return record


def _values(
    ours: str,
    theirs: str,
    area: str,
    year: int,
    institutions: dict[str, Record],
) -> dict[str, Any]:
    """What sentences may name; the same in both languages."""
    home, foreign = institutions[ours], institutions[theirs]
    return {
        "home": ours,
        "home_uk": home["name"]["uk"],
        "home_en": home["name"]["en"],
        "city_uk": home["city"]["uk"],
        "city_en": home["city"]["en"],
        "foreign": theirs,
        "foreign_uk": foreign["name"]["uk"],
        "foreign_en": foreign["name"]["en"],
        "other_uk": foreign["city"]["uk"],
        "other_en": foreign["city"]["en"],
        "area_uk": words.AREAS[area][0].lower(),
        "area_en": words.AREAS[area][1].lower(),
        "year": year + 1,
    }


def _text(
    dice: random.Random,
    sentences: tuple[tuple[str, str], ...],
    lengths: tuple[int, ...],
    values: dict[str, Any],
    openings: tuple[tuple[str, str], ...] = (),
) -> dict[str, str]:
    chosen = dice.sample(sentences, dice.choice(lengths))
    if openings:
        chosen.insert(0, dice.choice(openings))
    pairs = [_filled(pair, values | {"n": _many(dice)}) for pair in chosen]
    return _both(" ".join(uk for uk, _ in pairs), " ".join(en for _, en in pairs))


def _many(dice: random.Random) -> int:
    """A number below 400 that takes the plural form of «багато» in Ukrainian: 5–9, 15–19, …"""
    return dice.randrange(40) * 10 + dice.randrange(5, 10)


def _events(dice: random.Random, corpus: Corpus) -> dict[str, Record]:
    partnerships = list(corpus["partnerships"])
    found: dict[str, Record] = {}
    for number in range(1, 21):
        year = dice.randint(_FIRST_YEAR, _LAST_YEAR)
        city = dice.choice(words.FOREIGN_CITIES)
        month, day = dice.randrange(1, 13), dice.randrange(1, 27)
        chosen = sorted(dice.sample(partnerships, 3))
        found[f"forum-{number}"] = {
            "title": _both(f"Форум партнерств № {number}", f"Partnership forum No. {number}"),
            "kind": dice.choice(sorted(words.EVENT_KINDS)),
            "starts": f"{year}-{month:02}-{day:02}",
            "ends": f"{year}-{month:02}-{day + 2:02}",
            "place": {"city": _both(city.uk, city.en), "country": city.country},
            "summary": _both(
                "Партнери показали підсумки року й домовилися про нові стажування.",
                "Partners showed the results of the year and agreed on new internships.",
            ),
            "partnerships": chosen,
            "institutions": sorted(
                {corpus["partnerships"][item]["partners"][0] for item in chosen}
            ),
            "sources": _sources(dice, year, number, (2,)),
        }
    return found


def _exchanges(dice: random.Random, corpus: Corpus) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for number in range(12):
        period = f"2024-{number + 1:02}"
        found[period] = {
            "period": period,
            "kinds": sorted(dice.sample(sorted(words.EXCHANGE_KINDS), 3)),
            "participants": dice.randrange(40, 300),
            "institutions_count": dice.randrange(10, 40),
            "host_countries": sorted(
                {city.country for city in dice.sample(words.FOREIGN_CITIES, 5)}
            ),
            "partnerships": sorted(dice.sample(list(corpus["partnerships"]), 3)),
            "summary": _both(
                "Медичні працівники взяли участь у навчанні за кордоном.",
                "Health workers took part in training abroad.",
            ),
            "sources": _sources(dice, 2024, number, (1, 2)),
        }
    return found


def _declarations(dice: random.Random) -> dict[str, Record]:
    countries = sorted({city.country for city in words.FOREIGN_CITIES})[:24]
    return {
        "open-declaration": {
            "title": _both("Відкрита декларація", "Open declaration"),
            "proclaimed": "2019-09-06",
            "place": {"city": _both("Київ", "Kyiv"), "country": "UA"},
            "summary": _both(
                "Країни заявили, що підтримують обмін медичними працівниками.",
                "Countries declared that they support the exchange of health workers.",
            ),
            "signatories": [
                {
                    "country": country,
                    "joined": "2019-09-06",
                    "observations": [
                        {
                            "as_of": "2020-10-10",
                            "institutions_agreed": dice.random() < 0.6,
                            "sources": [_source(dice, 2020, number)],
                        }
                    ],
                }
                for number, country in enumerate(countries)
            ],
            "sources": _sources(dice, 2019, 7, (2,)),
        }
    }


def _statements(dice: random.Random, corpus: Corpus) -> dict[str, Record]:
    return {
        f"joint-statement-{number}": {
            "title": _both(f"Спільна заява № {number}", f"Joint statement No. {number}"),
            "date": "2023-10",
            "themes": [_both("Кадри", "Workforce"), _both("Реабілітація", "Rehabilitation")],
            "summary": _both(
                "Країни домовилися підтримувати відновлення системи охорони здоров’я.",
                "Countries agreed to support the recovery of the health system.",
            ),
            "event": f"forum-{number}",
            "sources": _sources(dice, 2023, number, (1, 2)),
        }
        for number in (1, 2)
    }


def _figures(dice: random.Random) -> dict[str, Record]:
    names = {
        "memoranda": ("Підписані меморандуми", "Memoranda signed", "partnerships-signed"),
        "home-institutions": ("Українські заклади", "Ukrainian institutions", "institutions-home"),
        "foreign-institutions": (
            "Закордонні заклади",
            "Foreign institutions",
            "institutions-foreign",
        ),
        "countries": ("Країни-партнери", "Partner countries", "countries-partner"),
        "regions": ("Області", "Regions", "regions"),
    }
    return {
        item: {
            "name": _both(uk, en),
            "observations": [
                {
                    "value": 20 + 10 * (year - _FIRST_YEAR) + dice.randrange(10),
                    "as_of": f"{year}-12-01",
                    "source": _source(dice, year, year),
                }
                for year in range(_FIRST_YEAR, _LAST_YEAR + 1)
            ],
            "counts": rule,
        }
        for item, (uk, en, rule) in names.items()
    }


def _pages(dice: random.Random) -> dict[str, Record]:
    titles = {
        "about": ("Про реєстр", "About the register"),
        "method": ("Як ми рахуємо", "How we count"),
        "how-to-join": ("Як долучитися", "How to join"),
        "contacts": ("Контакти", "Contacts"),
    }
    found: dict[str, Record] = {}
    for menu, (item, labels) in enumerate(titles.items(), start=1):
        values = {"year": 2026, "area_uk": "онкологія", "area_en": "oncology"}
        paragraphs = [_text(dice, words.NEWS_SENTENCES, (4,), values) for _ in range(4)]
        found[item] = {
            "title": _both(*labels),
            "menu": menu,
            "summary": _both("Що це і як це працює.", "What it is and how it works."),
            "body": _article(dice, paragraphs),
        }
    return found


def _article(dice: random.Random, paragraphs: list[dict[str, str]]) -> dict[str, str]:
    """Paragraphs with headings between them: one before every second paragraph but the first."""
    headings = iter(dice.sample(words.HEADINGS, len(words.HEADINGS)))
    parts: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for place, paragraph in enumerate(paragraphs):
        if place and place % 2 == 0:
            heading = _both(*next(headings))
            for lang in LANGUAGES:
                parts[lang].append(f"## {heading[lang]}")
        for lang in LANGUAGES:
            parts[lang].append(paragraph[lang])
    return {lang: "\n\n".join(parts[lang]) for lang in LANGUAGES}


def _news(dice: random.Random, count: int, corpus: Corpus) -> dict[str, Record]:
    partnerships, events = list(corpus["partnerships"]), list(corpus["events"])
    found: dict[str, Record] = {}
    for number in range(1, count + 1):
        item = f"news-{number}"
        chosen = sorted(dice.sample(partnerships, dice.choice((1, 1, 2, 3))))
        event = dice.choice(events) if dice.random() < 0.3 else None
        earlier = (
            f"news-{dice.randrange(1, number)}" if number > 1 and dice.random() < 0.3 else None
        )
        found[item] = _news_item(dice, number, chosen, event, earlier, corpus)
    return found


def _news_item(
    dice: random.Random,
    number: int,
    chosen: list[str],
    event: str | None,
    earlier: str | None,
    corpus: Corpus,
) -> Record:
    institutions = corpus["institutions"]
    year = dice.randint(_FIRST_YEAR, _LAST_YEAR)
    first = corpus["partnerships"][chosen[0]]
    ours, theirs = first["partners"]
    values = _values(ours, theirs, first["areas"][0], year, institutions)
    title = _filled(dice.choice(words.NEWS_TITLES), values | {"n": _many(dice)})
    paragraphs = [
        _text(dice, words.NEWS_SENTENCES, (2, 3, 4), values) for _ in range(dice.randint(3, 6))
    ]
    references = [
        ("partnerships", chosen[0], pair_title(first, institutions)),
        ("institutions", ours, institutions[ours]["name"]),
    ]
    if event:
        references.append(("events", event, corpus["events"][event]["title"]))
    if earlier:
        references.append(("news", earlier, _both("", "")))
    for place, (folder, item, name) in enumerate(references):
        named = {"id": item, "title_uk": name["uk"], "title_en": name["en"]}
        uk, en = _filled(words.REFERENCES[folder], named)
        paragraph = paragraphs[place % len(paragraphs)]
        paragraph["uk"] += f" {uk}"
        paragraph["en"] += f" {en}"
    partners = [part for item in chosen for part in corpus["partnerships"][item]["partners"]]
    record: Record = {
        "title": _both(*title),
        "date": f"{year}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}",
        "summary": _text(dice, words.NEWS_SENTENCES, (0, 1), values, words.OPENINGS),
        "topics": sorted(dice.sample(sorted(words.TOPICS), dice.choice((1, 2)))),
        "partnerships": chosen,
        "institutions": sorted(set(partners)),
    }
    if event:
        record["events"] = [event]
    record["countries"] = sorted(
        {code for item in partners if (code := institutions[item]["country"]) != "UA"}
    )
    record["source"] = _sources(dice, year, number, (1, 2))
    record["body"] = _article(dice, paragraphs)
    return record


def pair_title(partnership: Record, institutions: dict[str, Record]) -> dict[str, str]:
    """What a partnership is called: the names of its partners."""
    return {
        lang: " – ".join(institutions[item]["name"][lang] for item in partnership["partners"])
        for lang in LANGUAGES
    }


def _glossary() -> Record:
    return {
        "uk": [
            {"preferred": "Велика Британія", "discouraged": ["Великобританія"]},
            {"preferred": "Нідерланди", "discouraged": ["Голландія"]},
            {"preferred": "брати участь", "discouraged": ["приймати участь"]},
        ],
        "en": [
            {"preferred": "Kyiv", "discouraged": ["Kiev"]},
            {"preferred": "Odesa", "discouraged": ["Odessa"]},
        ],
    }


def main() -> None:
    size, folder = sys.argv[1:3]
    files = write_site(generate(SIZES[size]), Path(folder))
    print(f"{files} content files in {folder}")


if __name__ == "__main__":
    main()
