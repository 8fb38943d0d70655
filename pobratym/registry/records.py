"""What editors write: one frozen type per content folder, every field declared once.

The order of the fields is the order in which editors meet them, in files, guides and exports.
Nothing here is computed; what follows from the records is asked of the `Registry`.
"""

from typing import Annotated, ClassVar

import msgspec

from pobratym.registry.schema import (
    AddressPath,
    Choice,
    CountedNoun,
    Country,
    Decimal,
    FileName,
    Flag,
    FullDate,
    Group,
    Help,
    Identifier,
    LanguageTag,
    LocalText,
    Many,
    Moment,
    Names,
    PartialDate,
    PeriodOf,
    Ref,
    Region,
    Term,
    Text,
    Url,
    Whole,
)

Local = dict[str, str]

STATUSES = (
    "proposed",
    "negotiating",
    "signed",
    "active",
    "completed",
    "suspended",
    "ended",
    "withdrawn",
)
# The six steps of WHO's Twinning Partnerships for Improvement, WHO/HIS/SDS/2018.13.
STAGES = (
    "partnership-development",
    "needs-assessment",
    "gap-analysis",
    "action-planning",
    "action",
    "evaluation",
)
CERTAINTIES = ("confirmed", "reported", "unclear")
COUNTING_RULES = (
    "partnerships-signed",
    "institutions-ukrainian",
    "institutions-home",
    "institutions-foreign",
    "countries-partner",
    "regions",
    "regions-with-kyiv-city",
)


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A nested group of fields."""


class Source(Part, kw_only=True):
    """Where a fact was found."""

    url: Annotated[
        str, Url(), Help("Web address of the source.", "Вебадреса джерела.", "https://moz.gov.ua/…")
    ]
    title: Annotated[
        str | None,
        Text(),
        Help(
            "Title as published, in its own language.", "Назва, як опубліковано, мовою оригіналу."
        ),
    ] = None
    publisher: Annotated[
        str | None, Text(), Help("Who published it.", "Хто опублікував.", "Interfax-Ukraine")
    ] = None
    date: Annotated[
        str | None,
        PartialDate(),
        Help("When it was published.", "Коли опубліковано.", "2023-10-13"),
    ] = None
    lang: Annotated[
        str | None,
        LanguageTag(),
        Help("Language of the source (BCP 47).", "Мова джерела (BCP 47).", "uk"),
    ] = None


class LocalName(Part, kw_only=True):
    """A name in the language of the place."""

    text: Annotated[str, Text(), Help("The name.", "Назва.", "Karolinska Universitetssjukhuset")]
    lang: Annotated[str, LanguageTag(), Help("Its language.", "Мова назви.", "sv")]


class Unnamed(Part, kw_only=True):
    """A partner that the source does not name."""

    country: Annotated[str, Country(), Help("Country of the partner.", "Країна партнера.", "FR")]
    note: Annotated[
        Local,
        LocalText(),
        Help("What the source does say.", "Що джерело все ж повідомляє."),
    ]


class Document(Part, kw_only=True):
    """A document of the record: its text or a page about it."""

    title: Annotated[Local, LocalText(), Help("Title of the document.", "Назва документа.")]
    url: Annotated[
        str | None, Url(), Help("Web address, or give `file`.", "Вебадреса; інакше – `file`.")
    ] = None
    file: Annotated[
        str | None,
        FileName(),
        Help("File in content/files/, or give `url`.", "Файл у content/files/; інакше – `url`."),
    ] = None
    lang: Annotated[
        str | None, LanguageTag(), Help("Language of the document.", "Мова документа.", "en")
    ] = None


class Identifiers(Part, kw_only=True):
    """Identifiers in public registers."""

    edrpou: Annotated[
        str | None,
        Identifier("edrpou"),
        Help("Code in Ukraine's state register (ЄДРПОУ).", "Код ЄДРПОУ.", "'00012925'"),
    ] = None
    ror: Annotated[
        str | None,
        Identifier("ror"),
        Help("Research Organization Registry.", "Реєстр ROR.", "https://ror.org/056d84691"),
    ] = None
    wikidata: Annotated[
        str | None,
        Identifier("wikidata"),
        Help("Wikidata item.", "Елемент Вікіданих.", "Q1149286"),
    ] = None


class Location(Part, kw_only=True):
    """A place on the map, never finer than a city."""

    lat: Annotated[float, Decimal(-90, 90), Help("Latitude, degrees.", "Широта, градуси.", "49.8")]
    lon: Annotated[
        float, Decimal(-180, 180), Help("Longitude, degrees.", "Довгота, градуси.", "24.0")
    ]
    precision: Annotated[
        str,
        Choice(("city", "region")),
        Help(
            "What the point stands for; nothing finer is accepted, since hospitals are targets.",
            "Чому відповідає точка; точніше не приймається, бо лікарні є цілями.",
            "city",
        ),
    ]


class Place(Part, kw_only=True):
    """Where an event took place."""

    city: Annotated[Local | None, LocalText(), Help("City.", "Місто.")] = None
    country: Annotated[
        str | None, Country(), Help("Country (ISO 3166-1 alpha-2).", "Країна.", "UA")
    ] = None


class Period(Part, rename={"start": "from", "end": "to"}):
    """A span of time; one partial date when both ends are the same."""

    start: Annotated[str, PartialDate(), Help("First date.", "Початок.", "2023-10")]
    end: Annotated[str, PartialDate(), Help("Last date.", "Кінець.", "2023-12")]


class Standing(Part, kw_only=True):
    """What a source says of a signatory at one date."""

    as_of: Annotated[str, PartialDate(), Help("Date of the statement.", "Станом на.", "2023-10-13")]
    institutions_agreed: Annotated[
        bool,
        Flag(),
        Help(
            "Whether its list of institutions was agreed.",
            "Чи погоджено перелік закладів.",
            "false",
        ),
    ]
    institutions_count: Annotated[
        int | None, Whole(), Help("How many institutions.", "Скільки закладів.", "8")
    ] = None
    note: Annotated[
        Local | None, LocalText(), Help("Explanation for readers.", "Пояснення для читачів.")
    ] = None
    sources: Annotated[
        tuple[Source, ...], Many(Group(Source), 1), Help("Where this is said.", "Де це сказано.")
    ]


class Signatory(Part, kw_only=True):
    """A country of a declaration, with everything sources say of it over time."""

    country: Annotated[str, Country(), Help("Country.", "Країна.", "DE")]
    joined: Annotated[
        str | None, PartialDate(), Help("When it joined.", "Коли приєдналася.", "2023-09-06")
    ] = None
    observations: Annotated[
        tuple[Standing, ...],
        Many(Group(Standing)),
        Help("Its standing at each date.", "Стан на кожну дату."),
    ] = ()


class Observation(Part, kw_only=True):
    """The value of a figure at one date, as one source gives it."""

    value: Annotated[float | int, Decimal(0), Help("The number.", "Число.", "25")]
    as_of: Annotated[str, PartialDate(), Help("As of this date.", "Станом на.", "2023-09-06")]
    source: Annotated[Source, Group(Source), Help("Who says so.", "Хто це каже.")]
    note: Annotated[
        Local | None,
        LocalText(markdown=True),
        Help("What it counts; why it differs.", "Що саме рахують; чому відрізняється."),
    ] = None


class Image(Part, kw_only=True):
    """A picture of a news item."""

    file: Annotated[
        str, FileName(), Help("File beside the text.", "Файл поруч із текстом.", "signing.jpg")
    ]
    alt: Annotated[
        Local,
        LocalText(),
        Help(
            "What the picture shows, for who cannot see it.",
            "Що на зображенні, для тих, хто не бачить.",
        ),
    ]
    credit: Annotated[str | None, Text(), Help("Author and licence.", "Автор і ліцензія.")] = None


class Withdrawal(Part, kw_only=True):
    """Why a record no longer stands; its address stays."""

    date: Annotated[str, PartialDate(), Help("When it was withdrawn.", "Коли вилучено.")]
    reason: Annotated[Local, LocalText(), Help("Why, for readers.", "Чому, для читачів.")]
    replaced_by: Annotated[
        str | None, Text(), Help("Id of the record that stands instead.", "Ід запису-наступника.")
    ] = None


_SUMMARY = Help("One to three sentences (Markdown).", "Одне – три речення (Markdown).")
_NOTE = Help("Doubts and explanations, shown to readers.", "Сумніви й пояснення, видимі читачам.")
_SOURCES = Help("How we know: one or more sources.", "Звідки ми це знаємо: одне або кілька джерел.")
_ALIASES = Help(
    "Former addresses of this record; readers are sent on from them.",
    "Колишні адреси запису; читачів з них спрямують сюди.",
    "[/partnerships/old-id/]",
)
_WITHDRAWN = Help(
    "For a record that no longer stands: it keeps its address and says why.",
    "Для запису, що більше не чинний: адреса лишається, причину сказано.",
)

Sources = Annotated[tuple[Source, ...], Many(Group(Source), 1), _SOURCES]
SomeSources = Annotated[tuple[Source, ...], Many(Group(Source)), _SOURCES]
Aliases = Annotated[tuple[str, ...], Many(AddressPath()), _ALIASES]
Summary = Annotated[Local | None, LocalText(markdown=True), _SUMMARY]
Note = Annotated[Local | None, LocalText(markdown=True), _NOTE]
Withdrawn = Annotated[Withdrawal | None, Group(Withdrawal), _WITHDRAWN]
Partnerships = Annotated[
    tuple[str, ...],
    Many(Ref("partnerships")),
    Help("Partnerships it is about.", "Партнерства, яких це стосується."),
]
Institutions = Annotated[
    tuple[str, ...],
    Many(Ref("institutions")),
    Help("Institutions it is about.", "Заклади, яких це стосується."),
]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A record as an editor wrote it; `id` is the name of its file or folder."""

    folder: ClassVar[str] = ""
    singular: ClassVar[str] = ""

    id: str

    @property
    def key(self) -> tuple[str, str]:
        """(folder, id): names the record in the whole registry."""
        return self.folder, self.id


class Partnership(Record, kw_only=True):
    """A memorandum between institutions."""

    folder = "partnerships"
    singular = "partnership"

    partners: Annotated[
        tuple[str, ...],
        Many(Ref("institutions"), 1),
        Help(
            "Ids of the institutions, the home one first; two or more, or one with `unnamed`.",
            "Ід закладів, свій першим; два або більше, або один разом з `unnamed`.",
            "[okhmatdyt, karolinska]",
        ),
    ]
    unnamed: Annotated[
        tuple[Unnamed, ...],
        Many(Group(Unnamed)),
        Help("Partners that the source does not name.", "Партнери, яких джерело не називає."),
    ] = ()
    status: Annotated[
        str, Choice(STATUSES), Help("How far it is.", "На якому воно етапі.", "signed")
    ]
    signed: Annotated[
        str | None,
        PartialDate(),
        Help(
            "When it was signed, as exactly as known.",
            "Коли підписано, наскільки відомо.",
            "2023-12-01",
        ),
    ] = None
    expires: Annotated[
        str | None, PartialDate(), Help("Until when it runs.", "До якої дати чинне.", "2026-12")
    ] = None
    areas: Annotated[
        tuple[str, ...],
        Many(Term("areas")),
        Help("Fields of work.", "Напрями роботи.", "[trauma, paediatrics]"),
    ] = ()
    title: Annotated[
        Local | None,
        LocalText(),
        Help(
            "Only if the names of the partners are not enough.",
            "Лише якщо назв партнерів замало.",
        ),
    ] = None
    summary: Summary = None
    stage: Annotated[
        str | None,
        Choice(STAGES),
        Help("Step of WHO's twinning model.", "Крок моделі побратимства ВООЗ.", "needs-assessment"),
    ] = None
    programme: Annotated[
        str | None,
        Ref("programmes"),
        Help("Programme it belongs to.", "Програма, до якої належить."),
    ] = None
    certainty: Annotated[
        str,
        Choice(CERTAINTIES),
        Help(
            "confirmed: a party or the ministry says so; reported: only the press; unclear: "
            "sources leave the pairing open.",
            "confirmed: каже сторона або міністерство; reported: лише преса; unclear: джерела "
            "лишають пару неясною.",
            "confirmed",
        ),
    ] = "confirmed"
    note: Note = None
    documents: Annotated[
        tuple[Document, ...],
        Many(Group(Document)),
        Help("Published documents.", "Опубліковані документи."),
    ] = ()
    sources: Sources
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class Institution(Record, kw_only=True):
    """A hospital, clinic, institute, university or ministry."""

    folder = "institutions"
    singular = "institution"

    name: Annotated[Local, LocalText(), Help("Official name.", "Офіційна назва.")]
    local: Annotated[
        LocalName | None,
        Group(LocalName),
        Help("Name in its own language.", "Назва мовою закладу."),
    ] = None
    also_known_as: Annotated[
        tuple[str | Local, ...],
        Names(),
        Help(
            "Abbreviations, nicknames and former names, for search.",
            "Скорочення, розмовні й колишні назви, для пошуку.",
            "[Okhmatdyt, {uk: Охматдит}]",
        ),
    ] = ()
    country: Annotated[
        str, Country(), Help("Country (ISO 3166-1 alpha-2).", "Країна (ISO 3166-1).", "UA")
    ]
    region: Annotated[
        str | None, Region(), Help("Region (ISO 3166-2).", "Регіон (ISO 3166-2).", "UA-46")
    ] = None
    city: Annotated[Local | None, LocalText(), Help("City.", "Місто.")] = None
    kind: Annotated[
        str | None,
        Term("institution-kinds"),
        Help("Kind of institution.", "Вид закладу.", "hospital"),
    ] = None
    specialties: Annotated[
        tuple[str, ...], Many(Term("areas")), Help("Specialties.", "Спеціалізації.", "[oncology]")
    ] = ()
    identifiers: Annotated[
        Identifiers | None,
        Group(Identifiers),
        Help("Codes in public registers.", "Коди в публічних реєстрах."),
    ] = None
    website: Annotated[str | None, Url(), Help("Website.", "Вебсайт.")] = None
    location: Annotated[
        Location | None,
        Group(Location),
        Help("City or region on the map.", "Місто або регіон на мапі."),
    ] = None
    note: Note = None
    sources: SomeSources = ()
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class Declaration(Record, kw_only=True):
    """A declaration that many countries join."""

    folder = "declarations"
    singular = "declaration"

    title: Annotated[Local, LocalText(), Help("Title.", "Назва.")]
    proclaimed: Annotated[
        str, PartialDate(), Help("When it was proclaimed.", "Коли проголошено.", "2023-09-06")
    ]
    place: Annotated[Place | None, Group(Place), Help("Where.", "Де.")] = None
    summary: Summary = None
    signatories: Annotated[
        tuple[Signatory, ...],
        Many(Group(Signatory), 1),
        Help("Countries, with their standing over time.", "Країни та їхній стан у часі."),
    ]
    note: Note = None
    sources: Sources
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class Event(Record, kw_only=True):
    """A summit, seminar, forum, visit or committee session."""

    folder = "events"
    singular = "event"

    title: Annotated[Local, LocalText(), Help("Title.", "Назва.")]
    kind: Annotated[
        str | None, Term("event-kinds"), Help("Kind of event.", "Вид події.", "summit")
    ] = None
    starts: Annotated[str, PartialDate(), Help("First day.", "Перший день.", "2023-10-24")]
    ends: Annotated[
        str | None, PartialDate(), Help("Last day.", "Останній день.", "2023-10-26")
    ] = None
    place: Annotated[Place | None, Group(Place), Help("Where.", "Де.")] = None
    summary: Summary = None
    partnerships: Partnerships = ()
    institutions: Institutions = ()
    note: Note = None
    sources: Sources
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class Exchange(Record, kw_only=True):
    """Training and exchange of experience in a period."""

    folder = "exchanges"
    singular = "exchange"

    period: Annotated[
        Period,
        PeriodOf(),
        Help("When: a date or `{from, to}`.", "Коли: дата або `{from, to}`.", "2023-10"),
    ]
    kinds: Annotated[
        tuple[str, ...],
        Many(Term("exchange-kinds")),
        Help("Kinds of exchange.", "Види обміну.", "[internship, training]"),
    ] = ()
    participants: Annotated[
        int | None,
        Whole(),
        Help("How many people took part.", "Скільки людей взяли участь.", "239"),
    ] = None
    institutions_count: Annotated[
        int | None, Whole(), Help("From how many institutions.", "Зі скількох закладів.", "37")
    ] = None
    host_countries: Annotated[
        tuple[str, ...],
        Many(Country()),
        Help("Host countries.", "Країни, що приймали.", "[AT, PL]"),
    ] = ()
    partnerships: Partnerships = ()
    institutions: Institutions = ()
    summary: Summary = None
    note: Note = None
    sources: Sources
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class Figure(Record, kw_only=True):
    """One measure of the programme over time."""

    folder = "figures"
    singular = "figure"

    name: Annotated[Local, LocalText(), Help("What is measured.", "Що вимірюють.")]
    unit: Annotated[
        dict[str, str | Local] | None,
        CountedNoun(),
        Help(
            "The counted noun, with its plural forms.",
            "Лічений іменник з формами множини.",
            "{uk: {one: меморандум, few: меморандуми, many: меморандумів, other: меморандуму}}",
        ),
    ] = None
    observations: Annotated[
        tuple[Observation, ...],
        Many(Group(Observation), 1),
        Help("What each source says, at its date.", "Що каже кожне джерело, на свою дату."),
    ]
    counts: Annotated[
        str | None,
        Choice(COUNTING_RULES),
        Help(
            "Counting rule by which the registry counts the same thing.",
            "Правило, за яким реєстр рахує те саме.",
            "partnerships-signed",
        ),
    ] = None
    note: Note = None
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class Statement(Record, kw_only=True):
    """A joint statement or resolution."""

    folder = "statements"
    singular = "statement"

    title: Annotated[Local, LocalText(), Help("Title.", "Назва.")]
    date: Annotated[str, PartialDate(), Help("Date.", "Дата.", "2023-10")]
    themes: Annotated[tuple[Local, ...], Many(LocalText()), Help("Its themes.", "Її теми.")] = ()
    summary: Summary = None
    documents: Annotated[
        tuple[Document, ...], Many(Group(Document)), Help("Its text.", "Її текст.")
    ] = ()
    event: Annotated[
        str | None, Ref("events"), Help("Event where it was made.", "Подія, де її зроблено.")
    ] = None
    note: Note = None
    sources: Sources
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class Programme(Record, kw_only=True):
    """A programme that partnerships belong to."""

    folder = "programmes"
    singular = "programme"

    name: Annotated[Local, LocalText(), Help("Name.", "Назва.")]
    summary: Summary = None
    since: Annotated[str | None, PartialDate(), Help("Since when.", "Відколи.", "2023-09-06")] = (
        None
    )
    patron: Annotated[Local | None, LocalText(), Help("Patron.", "Під чиїм патронатом.")] = None
    run_by: Annotated[Local | None, LocalText(), Help("Who runs it.", "Хто впроваджує.")] = None
    note: Note = None
    sources: SomeSources = ()
    aliases: Aliases = ()
    withdrawn: Withdrawn = None


class News(Record, kw_only=True):
    """A news item: front matter and Markdown, one file per language."""

    folder = "news"
    singular = "news"

    title: Annotated[Local, LocalText(), Help("Headline.", "Заголовок.")]
    date: Annotated[str, FullDate(), Help("Date of publication.", "Дата публікації.", "2023-12-02")]
    summary: Annotated[
        Local | None, LocalText(markdown=True), Help("One or two sentences.", "Одне – два речення.")
    ] = None
    topics: Annotated[
        tuple[str, ...], Many(Term("topics")), Help("Topics.", "Теми.", "[memoranda]")
    ] = ()
    partnerships: Partnerships = ()
    institutions: Institutions = ()
    events: Annotated[
        tuple[str, ...],
        Many(Ref("events")),
        Help("Events it is about.", "Події, яких це стосується."),
    ] = ()
    countries: Annotated[
        tuple[str, ...], Many(Country()), Help("Countries.", "Країни.", "[SE]")
    ] = ()
    image: Annotated[Image | None, Group(Image), Help("Picture.", "Зображення.")] = None
    source: Annotated[
        tuple[Source, ...],
        Many(Group(Source)),
        Help("Source or list of sources.", "Джерело або перелік джерел."),
    ] = ()
    draft: Annotated[
        bool, Flag(), Help("true: not published yet.", "true: ще не опубліковано.", "true")
    ] = False
    publish_from: Annotated[
        str | None,
        Moment(),
        Help(
            "Not before this time, with zone.",
            "Не раніше цього часу, з поясом.",
            "2026-03-01T09:00:00+02:00",
        ),
    ] = None
    expires: Annotated[
        str | None,
        Moment(),
        Help(
            "Not after this time, with zone.",
            "Не пізніше цього часу, з поясом.",
            "2026-04-01T00:00:00+03:00",
        ),
    ] = None
    aliases: Aliases = ()
    translation_of_revision: Annotated[
        Local,
        LocalText(),
        Help(
            "Digest of the original that this text translates (`translations` prints it).",
            "Відбиток оригіналу, який перекладено (його друкує `translations`).",
        ),
    ] = {}
    withdrawn: Withdrawn = None
    body: Annotated[
        Local, LocalText(markdown=True), Help("Text (Markdown).", "Текст (Markdown).")
    ] = {}


class ContentPage(Record, kw_only=True):
    """A page such as About or Contacts: front matter and Markdown, one file per language."""

    folder = "pages"
    singular = "page"

    title: Annotated[Local, LocalText(), Help("Title.", "Назва.")]
    menu: Annotated[
        int | None,
        Whole(),
        Help(
            "Place in the menu; leave out: not there.", "Місце в меню; без нього – не в меню.", "1"
        ),
    ] = None
    summary: Annotated[
        Local | None, LocalText(markdown=True), Help("One or two sentences.", "Одне – два речення.")
    ] = None
    draft: Annotated[
        bool, Flag(), Help("true: not published yet.", "true: ще не опубліковано.", "true")
    ] = False
    aliases: Aliases = ()
    translation_of_revision: Annotated[
        Local,
        LocalText(),
        Help(
            "Digest of the original that this text translates (`translations` prints it).",
            "Відбиток оригіналу, який перекладено (його друкує `translations`).",
        ),
    ] = {}
    withdrawn: Withdrawn = None
    body: Annotated[
        Local, LocalText(markdown=True), Help("Text (Markdown).", "Текст (Markdown).")
    ] = {}


class Vocabulary(Record, kw_only=True):
    """The terms that a field may name: id → label, in the order of the file."""

    folder = "vocabularies"
    singular = "vocabulary"

    terms: dict[str, Local] = {}


RECORD_TYPES: dict[str, type[Record]] = {
    record_type.folder: record_type
    for record_type in (
        Partnership,
        Institution,
        Declaration,
        Event,
        Exchange,
        Figure,
        Statement,
        News,
        ContentPage,
        Programme,
    )
}
VOCABULARIES = (
    "areas",
    "regions",
    "institution-kinds",
    "exchange-kinds",
    "event-kinds",
    "topics",
)
# Types whose records are folders with one Markdown file per language.
MARKDOWN_TYPES = ("news", "pages")
