"""`site_config.yaml`: what this site is, as typed values, validated like content."""

from typing import Annotated

from pobratym.registry.records import Local, Part
from pobratym.registry.schema import (
    Choice,
    Country,
    Decimal,
    Flag,
    Group,
    Help,
    LanguageTag,
    LocalText,
    Many,
    PartialDate,
    Ref,
    Region,
    Text,
    Url,
    Whole,
)


class Owner(Part, kw_only=True):
    """Who publishes the site and its data."""

    name: Annotated[Local, LocalText(), Help("Name of the publisher.", "Назва видавця.")]
    url: Annotated[str | None, Url(), Help("Its website.", "Його вебсайт.")] = None


class ContactCentre(Part, kw_only=True):
    """Where people call."""

    phone: Annotated[
        str,
        Text(),
        Help("Telephone, international form.", "Телефон, міжнародний запис.", "'+380800602019'"),
    ]
    hours: Annotated[Local | None, LocalText(), Help("Opening hours.", "Години роботи.")] = None


class SocialLink(Part, kw_only=True):
    """A page of the programme in a social network."""

    network: Annotated[
        str,
        Choice(("Facebook", "YouTube", "Telegram", "X", "Instagram", "LinkedIn", "Mastodon")),
        Help("The network.", "Мережа.", "Facebook"),
    ]
    url: Annotated[
        str | None, Url(), Help("Address; left out where not known.", "Адреса; якщо відома.")
    ] = None


class Licence(Part, kw_only=True):
    """The licence under which the data may be reused."""

    id: Annotated[str, Text(), Help("SPDX identifier.", "Ідентифікатор SPDX.", "CC-BY-4.0")]
    name: Annotated[Local, LocalText(), Help("Name for readers.", "Назва для читачів.")]
    url: Annotated[str, Url(), Help("Its text.", "Її текст.")]


class Language(Part, kw_only=True):
    """A language of the site; its tag is the first part of every address."""

    tag: Annotated[str, LanguageTag(), Help("BCP 47 tag.", "Тег BCP 47.", "uk")]
    name: Annotated[str, Text(), Help("Its name in itself.", "Її назва нею самою.", "Українська")]


class Token(Part, kw_only=True):
    """A colour role of a theme and its colour."""

    role: Annotated[str, Text(), Help("Role.", "Роль.", "ink")]
    colour: Annotated[str, Text(), Help("Colour #rrggbb.", "Колір #rrggbb.", "'#1b1b1b'")]


class Tile(Part, kw_only=True):
    """Where a region stands on the tile map."""

    region: Annotated[str, Region(), Help("Region (ISO 3166-2).", "Регіон.", "UA-46")]
    column: Annotated[int, Whole(), Help("Column, from 1.", "Стовпець, від 1.", "2")]
    row: Annotated[int, Whole(), Help("Row, from 1.", "Рядок, від 1.", "3")]
    label: Annotated[Local, LocalText(), Help("Short label.", "Короткий підпис.")]


class KnownFailure(Part, kw_only=True):
    """Something that is known not to be accessible yet."""

    criterion: Annotated[str, Text(), Help("WCAG criterion.", "Критерій WCAG.", "'1.2.2'")]
    description: Annotated[
        Local, LocalText(), Help("What does not work, and instead.", "Що не працює і чим замінити.")
    ]
    since: Annotated[
        str, PartialDate(), Help("Since when it is known.", "Відколи відомо.", "2026-11")
    ]


class Accessibility(Part, kw_only=True):
    """What people know of the site's accessibility, for the statement."""

    reviewed: Annotated[
        str,
        PartialDate(),
        Help("Last review by a person.", "Останній перегляд людиною.", "2026-11-23"),
    ]
    reviewed_by: Annotated[
        Local | None, LocalText(), Help("Who reviewed it.", "Хто переглядав.")
    ] = None
    known_failures: Annotated[
        tuple[KnownFailure, ...],
        Many(Group(KnownFailure)),
        Help("What is known not to conform.", "Що, як відомо, не відповідає."),
    ] = ()


class Features(Part, kw_only=True):
    """Switches; what is off is neither built nor linked."""

    search: Annotated[bool, Flag(), Help("Full-text search.", "Повнотекстовий пошук.")] = True
    maps: Annotated[bool, Flag(), Help("Maps.", "Мапи.")] = True
    spreadsheets: Annotated[
        bool, Flag(), Help("XLSX files and templates.", "Файли й шаблони XLSX.")
    ] = True
    database: Annotated[bool, Flag(), Help("SQLite file.", "Файл SQLite.")] = True
    data: Annotated[bool, Flag(), Help("Open data files.", "Файли відкритих даних.")] = True
    history: Annotated[
        bool, Flag(), Help("History of records from git.", "Історія записів із git.")
    ] = True
    embeds: Annotated[
        bool, Flag(), Help("Fragments for other sites.", "Фрагменти для інших сайтів.")
    ] = True
    admin: Annotated[bool, Flag(), Help("Web editor.", "Вебредактор.")] = False
    gallery: Annotated[bool, Flag(), Help("Gallery of components.", "Галерея компонентів.")] = False


class Config(Part, kw_only=True):
    """The whole configuration of a site."""

    title: Annotated[Local, LocalText(), Help("Title of the site.", "Назва сайту.")]
    short_title: Annotated[
        Local, LocalText(), Help("Short title, for the header.", "Коротка назва, для шапки.")
    ]
    description: Annotated[
        Local,
        LocalText(),
        Help("What the site is, in a sentence.", "Що це за сайт, одним реченням."),
    ]
    owner: Annotated[Owner, Group(Owner), Help("Publisher.", "Видавець.")]
    base_url: Annotated[
        str,
        Url(),
        Help("Where the site will stand.", "Де стоятиме сайт.", "https://example.org/registry/"),
    ]
    languages: Annotated[
        tuple[Language, ...],
        Many(Group(Language), 1),
        Help("Languages; the first is the default.", "Мови; перша – основна."),
    ]
    home_country: Annotated[
        str,
        Country(),
        Help("Country whose institutions come first.", "Країна, чиї заклади йдуть першими.", "UA"),
    ]
    programme: Annotated[
        str | None,
        Ref("programmes"),
        Help(
            "The site's own programme; only its records are counted.",
            "Програма сайту; рахуються лише її записи.",
        ),
    ] = None
    location_precision: Annotated[
        str,
        Choice(("city", "region")),
        Help("The finest place that is published.", "Найточніше місце, що публікується."),
    ] = "city"
    city_regions: Annotated[
        tuple[str, ...],
        Many(Region()),
        Help("Regions that are cities, counted apart.", "Регіони, що є містами; рахуються окремо."),
    ] = ()
    contact_centre: Annotated[
        ContactCentre | None, Group(ContactCentre), Help("Contact centre.", "Контакт-центр.")
    ] = None
    email: Annotated[str | None, Text(), Help("E-mail for readers.", "Е-пошта для читачів.")] = None
    social: Annotated[
        tuple[SocialLink, ...],
        Many(Group(SocialLink)),
        Help("Social networks.", "Соціальні мережі."),
    ] = ()
    licence: Annotated[Licence, Group(Licence), Help("Licence of the data.", "Ліцензія даних.")]
    repository: Annotated[
        str | None,
        Url(),
        Help(
            "Repository, for “edit this page” and history.",
            "Репозиторій, для редагування та історії.",
        ),
    ] = None
    repository_branch: Annotated[
        str, Text(), Help("Branch that is published.", "Гілка, що публікується.")
    ] = "main"
    security_contact: Annotated[
        str | None, Text(), Help("mailto: or https: address.", "Адреса mailto: або https:.")
    ] = None
    security_expires: Annotated[
        str | None,
        Text(),
        Help("Until when security.txt holds (RFC 9116).", "До якого часу чинний security.txt."),
    ] = None
    menu: Annotated[
        tuple[str, ...],
        Many(Text()),
        Help("Sections in the header, in order.", "Розділи в шапці, за порядком."),
    ] = ("partnerships", "institutions", "countries", "news", "figures", "events")
    page_size: Annotated[
        int, Whole(), Help("Records on one page of a list.", "Записів на сторінці переліку.", "50")
    ] = 50
    tiles: Annotated[
        tuple[Tile, ...],
        Many(Group(Tile)),
        Help("Tile map of the home country's regions.", "Плиткова мапа регіонів."),
    ] = ()
    origin: Annotated[
        tuple[float, ...],
        Many(Decimal(-180, 180)),
        Help(
            "Where lines on the map start: [lat, lon].",
            "Звідки лінії на мапі: [широта, довгота].",
            "[49.03, 31.48]",
        ),
    ] = ()
    accessibility: Annotated[
        Accessibility | None,
        Group(Accessibility),
        Help("For the accessibility statement.", "Для заяви про доступність."),
    ] = None
    features: Annotated[Features, Group(Features), Help("Switches.", "Перемикачі.")] = Features()
    themes: Annotated[dict[str, object], Text(), Help("Colour themes.", "Кольорові теми.")] = {}
