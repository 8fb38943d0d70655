"""The gallery as a folder of pages: all components in both languages, without any content."""

from pathlib import Path

import msgspec
import yaml

from pobratym.pages.shapes import Day, Link
from pobratym.rendering.assets import Assets, collect_assets
from pobratym.rendering.environment import environment
from pobratym.rendering.frame import Contacts, NavItem, PageFrame, Site, build_frame
from pobratym.rendering.gallery import Specimen, gallery_page, specimens
from pobratym.rendering.themes import Pairs, Theme, read_pairs, themes_from
from pobratym.text.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
LANGUAGES = ("uk", "en")

_SECTIONS = {
    "partnerships": ("Партнерства", "Partnerships"),
    "institutions": ("Заклади", "Institutions"),
    "countries": ("Країни", "Countries"),
    "news": ("Новини", "News"),
    "figures": ("Показники", "Figures"),
}


def themes() -> dict[str, Theme]:
    """The themes of the repository's own configuration."""
    return themes_from(yaml.safe_load((ROOT / "site_config.yaml").read_text("utf-8"))["themes"])


def pairs() -> Pairs:
    return read_pairs((TEMPLATES / "styles/pairs.yaml").read_text("utf-8"))


def messages(lang: str) -> Catalogue:
    return Catalogue.load(TEMPLATES / f"locale/{lang}/LC_MESSAGES/messages.po", lang)


def sample_site(lang: str) -> Site:
    """A site's frame with everything that a footer can hold."""
    place = LANGUAGES.index(lang)
    nav = tuple(
        NavItem(names[place], f"/{lang}/{key}.html", key) for key, names in _SECTIONS.items()
    )
    return Site(
        lang=lang,
        title=("Міжнародне медичне партнерство України", "International Medical Partnership")[
            place
        ],
        short_title=("Медичне партнерство", "Medical Partnership")[place],
        owner=Link(
            ("Міністерство охорони здоров’я", "Ministry of Health")[place], "https://moz.example/"
        ),
        home_url=f"/{lang}/index.html",
        nav=nav,
        footer_nav=nav,
        about_nav=(Link(("Про програму", "About")[place], f"/{lang}/about.html"),),
        accessibility_url=f"/{lang}/accessibility.html",
        themes=tuple((name, theme.label[lang]) for name, theme in themes().items() if theme.choice),
        contacts=Contacts(
            phone="0 800 60 20 19",
            phone_url="tel:+380800602019",
            hours=("Щодня 8:00–20:00", "Daily 8:00–20:00")[place],
            email="info@example.org",
        ),
        social=(Link("Facebook", "https://social.example/"), Link("Telegram", "")),
        licence=Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        repository="https://code.example/",
        report_url="https://code.example/new",
        search_url=f"/{lang}/search.html",
        as_of=Day("2025-10-10", ("10 жовтня 2025 р.", "10 October 2025")[place]),
    )


def sample_page(lang: str, name: str = "index", **changes: object) -> PageFrame:
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    fields: dict[str, object] = {
        "kind": "gallery",
        "lang": lang,
        "url": f"/{lang}/{name}.html",
        "title": ("Галерея", "Gallery")[LANGUAGES.index(lang)],
        "full_title": f"{name} – {lang}",
        "canonical": f"https://example.org/{lang}/{name}.html",
        "languages": (
            Link(("Українська", "English")[LANGUAGES.index(other)], f"/{other}/{name}.html", other),
        ),
        **changes,
    }
    return PageFrame(**fields)


def all_specimens(lang: str, assets: Assets) -> tuple[Specimen, ...]:
    made = environment(lang, TEMPLATES, messages=messages(lang), assets=assets)
    return tuple(specimens(made, TEMPLATES, sample_site(lang)))


def write_gallery(folder: Path) -> list[str]:
    """Write the gallery and its assets; the addresses of its pages.

    Components that can share a page stand on `index.html`, each other example has its own.
    """
    assets = collect_assets(TEMPLATES, themes())
    for path, data in assets.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    addresses = []
    for lang in LANGUAGES:
        made = environment(lang, TEMPLATES, messages=messages(lang), assets=assets)
        site = sample_site(lang)
        frame = build_frame(made, site)
        (folder / lang).mkdir(exist_ok=True)
        shown = tuple(specimens(made, TEMPLATES, site))
        pages = {"index": tuple(specimen for specimen in shown if not specimen.alone)}
        for specimen in shown:
            if specimen.alone:
                for number, example in enumerate(specimen.examples):
                    one = msgspec.structs.replace(specimen, examples=(example,))
                    pages[f"{specimen.name}-{number}"] = (one,)
        for name, found in pages.items():
            html = gallery_page(made, sample_page(lang, name), frame, found)
            (folder / lang / f"{name}.html").write_text(html, "utf-8")
            addresses.append(f"/{lang}/{name}.html")
    return addresses
