"""Words that generated content is put together from: places, kinds of institutions, sentences.

Everything here is invented filler in good language; the names of places are real, no institution,
person or partnership is.
"""

from typing import NamedTuple


class HomeCity(NamedTuple):
    """A city of the home country; `adjective` is feminine, as «лікарня» asks for."""

    slug: str
    region: str
    uk: str
    en: str
    adjective: str
    lat: float
    lon: float


class ForeignCity(NamedTuple):
    slug: str
    country: str
    uk: str
    en: str
    lang: str
    lat: float
    lon: float


class Kind(NamedTuple):
    """A kind of institution and its name in both languages after the city's."""

    slug: str
    term: str
    uk: str
    en: str


HOME_CITIES = tuple(
    HomeCity(*row)
    for row in (
        ("vinnytsia", "UA-05", "Вінниця", "Vinnytsia", "Вінницька", 49.2, 28.5),
        ("lutsk", "UA-07", "Луцьк", "Lutsk", "Луцька", 50.7, 25.3),
        ("kovel", "UA-07", "Ковель", "Kovel", "Ковельська", 51.2, 24.7),
        ("dnipro", "UA-12", "Дніпро", "Dnipro", "Дніпровська", 48.5, 35.0),
        ("kryvyi-rih", "UA-12", "Кривий Ріг", "Kryvyi Rih", "Криворізька", 47.9, 33.4),
        ("kramatorsk", "UA-14", "Краматорськ", "Kramatorsk", "Краматорська", 48.7, 37.6),
        ("zhytomyr", "UA-18", "Житомир", "Zhytomyr", "Житомирська", 50.3, 28.7),
        ("uzhhorod", "UA-21", "Ужгород", "Uzhhorod", "Ужгородська", 48.6, 22.3),
        ("mukachevo", "UA-21", "Мукачево", "Mukachevo", "Мукачівська", 48.4, 22.7),
        ("zaporizhzhia", "UA-23", "Запоріжжя", "Zaporizhzhia", "Запорізька", 47.8, 35.2),
        (
            "ivano-frankivsk",
            "UA-26",
            "Івано-Франківськ",
            "Ivano-Frankivsk",
            "Івано-Франківська",
            48.9,
            24.7,
        ),
        ("kyiv", "UA-30", "Київ", "Kyiv", "Київська", 50.5, 30.5),
        ("bila-tserkva", "UA-32", "Біла Церква", "Bila Tserkva", "Білоцерківська", 49.8, 30.1),
        ("brovary", "UA-32", "Бровари", "Brovary", "Броварська", 50.5, 30.8),
        ("kropyvnytskyi", "UA-35", "Кропивницький", "Kropyvnytskyi", "Кропивницька", 48.5, 32.3),
        ("lviv", "UA-46", "Львів", "Lviv", "Львівська", 49.8, 24.0),
        ("drohobych", "UA-46", "Дрогобич", "Drohobych", "Дрогобицька", 49.4, 23.5),
        ("mykolaiv", "UA-48", "Миколаїв", "Mykolaiv", "Миколаївська", 47.0, 32.0),
        ("odesa", "UA-51", "Одеса", "Odesa", "Одеська", 46.5, 30.7),
        ("izmail", "UA-51", "Ізмаїл", "Izmail", "Ізмаїльська", 45.4, 28.8),
        ("poltava", "UA-53", "Полтава", "Poltava", "Полтавська", 49.6, 34.6),
        ("kremenchuk", "UA-53", "Кременчук", "Kremenchuk", "Кременчуцька", 49.1, 33.4),
        ("rivne", "UA-56", "Рівне", "Rivne", "Рівненська", 50.6, 26.3),
        ("sumy", "UA-59", "Суми", "Sumy", "Сумська", 50.9, 34.8),
        ("ternopil", "UA-61", "Тернопіль", "Ternopil", "Тернопільська", 49.6, 25.6),
        ("kharkiv", "UA-63", "Харків", "Kharkiv", "Харківська", 50.0, 36.2),
        ("kherson", "UA-65", "Херсон", "Kherson", "Херсонська", 46.6, 32.6),
        ("khmelnytskyi", "UA-68", "Хмельницький", "Khmelnytskyi", "Хмельницька", 49.4, 27.0),
        ("cherkasy", "UA-71", "Черкаси", "Cherkasy", "Черкаська", 49.4, 32.1),
        ("uman", "UA-71", "Умань", "Uman", "Уманська", 48.7, 30.2),
        ("chernihiv", "UA-74", "Чернігів", "Chernihiv", "Чернігівська", 51.5, 31.3),
        ("chernivtsi", "UA-77", "Чернівці", "Chernivtsi", "Чернівецька", 48.3, 25.9),
    )
)

FOREIGN_CITIES = tuple(
    ForeignCity(*row)
    for row in (
        ("vienna", "AT", "Відень", "Vienna", "de", 48.2, 16.4),
        ("graz", "AT", "Грац", "Graz", "de", 47.1, 15.4),
        ("ghent", "BE", "Гент", "Ghent", "nl", 51.1, 3.7),
        ("varna", "BG", "Варна", "Varna", "bg", 43.2, 27.9),
        ("toronto", "CA", "Торонто", "Toronto", "en", 43.7, -79.4),
        ("montreal", "CA", "Монреаль", "Montreal", "fr", 45.5, -73.6),
        ("zurich", "CH", "Цюрих", "Zurich", "de", 47.4, 8.5),
        ("brno", "CZ", "Брно", "Brno", "cs", 49.2, 16.6),
        ("prague", "CZ", "Прага", "Prague", "cs", 50.1, 14.4),
        ("rostock", "DE", "Росток", "Rostock", "de", 54.1, 12.1),
        ("munich", "DE", "Мюнхен", "Munich", "de", 48.1, 11.6),
        ("leipzig", "DE", "Лейпциг", "Leipzig", "de", 51.3, 12.4),
        ("hamburg", "DE", "Гамбург", "Hamburg", "de", 53.6, 10.0),
        ("aarhus", "DK", "Орхус", "Aarhus", "da", 56.2, 10.2),
        ("tartu", "EE", "Тарту", "Tartu", "et", 58.4, 26.7),
        ("valencia", "ES", "Валенсія", "Valencia", "es", 39.5, -0.4),
        ("bilbao", "ES", "Більбао", "Bilbao", "es", 43.3, -2.9),
        ("turku", "FI", "Турку", "Turku", "fi", 60.5, 22.3),
        ("lille", "FR", "Лілль", "Lille", "fr", 50.6, 3.1),
        ("lyon", "FR", "Ліон", "Lyon", "fr", 45.8, 4.8),
        ("nantes", "FR", "Нант", "Nantes", "fr", 47.2, -1.6),
        ("leeds", "GB", "Лідс", "Leeds", "en", 53.8, -1.5),
        ("cardiff", "GB", "Кардіфф", "Cardiff", "en", 51.5, -3.2),
        ("tbilisi", "GE", "Тбілісі", "Tbilisi", "ka", 41.7, 44.8),
        ("athens", "GR", "Афіни", "Athens", "el", 38.0, 23.7),
        ("zagreb", "HR", "Загреб", "Zagreb", "hr", 45.8, 16.0),
        ("cork", "IE", "Корк", "Cork", "en", 51.9, -8.5),
        ("haifa", "IL", "Хайфа", "Haifa", "he", 32.8, 35.0),
        ("florence", "IT", "Флоренція", "Florence", "it", 43.8, 11.3),
        ("turin", "IT", "Турин", "Turin", "it", 45.1, 7.7),
        ("osaka", "JP", "Осака", "Osaka", "ja", 34.7, 135.5),
        ("kaunas", "LT", "Каунас", "Kaunas", "lt", 54.9, 23.9),
        ("vilnius", "LT", "Вільнюс", "Vilnius", "lt", 54.7, 25.3),
        ("riga", "LV", "Рига", "Riga", "lv", 56.9, 24.1),
        ("chisinau", "MD", "Кишинів", "Chișinău", "ro", 47.0, 28.9),
        ("utrecht", "NL", "Утрехт", "Utrecht", "nl", 52.1, 5.1),
        ("leiden", "NL", "Лейден", "Leiden", "nl", 52.2, 4.5),
        ("bergen", "NO", "Берген", "Bergen", "nb", 60.4, 5.3),
        ("poznan", "PL", "Познань", "Poznań", "pl", 52.4, 16.9),
        ("lublin", "PL", "Люблін", "Lublin", "pl", 51.2, 22.6),
        ("wroclaw", "PL", "Вроцлав", "Wrocław", "pl", 51.1, 17.0),
        ("porto", "PT", "Порту", "Porto", "pt", 41.1, -8.6),
        ("cluj", "RO", "Клуж-Напока", "Cluj-Napoca", "ro", 46.8, 23.6),
        ("uppsala", "SE", "Уппсала", "Uppsala", "sv", 59.9, 17.6),
        ("lund", "SE", "Лунд", "Lund", "sv", 55.7, 13.2),
        ("ljubljana", "SI", "Любляна", "Ljubljana", "sl", 46.1, 14.5),
        ("kosice", "SK", "Кошиці", "Košice", "sk", 48.7, 21.3),
        ("izmir", "TR", "Ізмір", "Izmir", "tr", 38.4, 27.1),
        ("boston", "US", "Бостон", "Boston", "en", 42.4, -71.1),
        ("houston", "US", "Х’юстон", "Houston", "en", 29.8, -95.4),
    )
)

HOME_KINDS = tuple(
    Kind(*row)
    for row in (
        ("city-hospital", "hospital", "міська лікарня", "City Hospital"),
        ("regional-hospital", "hospital", "обласна лікарня", "Regional Hospital"),
        ("childrens-hospital", "children-hospital", "дитяча лікарня", "Children’s Hospital"),
        ("oncology", "cancer-centre", "онкологічна лікарня", "Oncology Hospital"),
        (
            "rehabilitation",
            "rehabilitation-centre",
            "лікарня відновного лікування",
            "Rehabilitation Hospital",
        ),
        ("clinical-hospital", "university-hospital", "клінічна лікарня", "Clinical Hospital"),
        ("maternity", "hospital", "лікарня матері та дитини", "Mother and Child Hospital"),
        ("emergency", "hospital", "лікарня швидкої допомоги", "Emergency Hospital"),
    )
)
FOREIGN_KINDS = tuple(
    Kind(*row)
    for row in (
        (
            "university-hospital",
            "university-hospital",
            "Університетська лікарня",
            "University Hospital",
        ),
        ("clinic", "hospital", "Клініка", "Clinic"),
        ("childrens-clinic", "children-hospital", "Дитяча клініка", "Children’s Clinic"),
        ("cancer-centre", "cancer-centre", "Онкологічний центр", "Cancer Centre"),
        (
            "rehabilitation-centre",
            "rehabilitation-centre",
            "Реабілітаційний центр",
            "Rehabilitation Centre",
        ),
        ("medical-institute", "institute", "Медичний інститут", "Medical Institute"),
    )
)
# The word for a clinic in the language of the place, for names in their own language.
LOCAL_NAMES = {
    "bg": "Клиника",
    "cs": "Klinika",
    "da": "Hospital",
    "de": "Klinikum",
    "el": "Κλινική",
    "en": "Clinic",
    "es": "Clínica",
    "et": "Kliinikum",
    "fi": "Sairaala",
    "fr": "Clinique",
    "he": "מרפאה",
    "hr": "Klinika",
    "it": "Clinica",
    "ja": "病院",
    "ka": "კლინიკა",
    "lt": "Klinika",
    "lv": "Klīnika",
    "nb": "Sykehus",
    "nl": "Kliniek",
    "pl": "Klinika",
    "pt": "Clínica",
    "ro": "Clinica",
    "sk": "Klinika",
    "sl": "Klinika",
    "sv": "Sjukhus",
    "tr": "Klinik",
}

# Vocabularies: id → (Ukrainian, English).
AREAS = {
    "anaesthesiology": ("Анестезіологія", "Anaesthesiology"),
    "burns": ("Лікування опіків", "Burn care"),
    "cardiac-surgery": ("Кардіохірургія", "Cardiac surgery"),
    "digital-health": ("Цифрові рішення в медицині", "Digital health"),
    "emergency": ("Невідкладна допомога", "Emergency care"),
    "ent": ("Оториноларингологія", "Ear, nose and throat care"),
    "family-medicine": ("Родинне здоров’я", "Family health"),
    "geriatrics": ("Геріатрія", "Geriatrics"),
    "infectious-diseases": ("Інфекційні хвороби", "Infectious diseases"),
    "intensive-care": ("Інтенсивна терапія", "Intensive care"),
    "maternity": ("Допомога матерям", "Maternity care"),
    "mental-health": ("Психічне здоров’я", "Mental health"),
    "neurosurgery": ("Нейрохірургія", "Neurosurgery"),
    "nursing": ("Сестринська справа", "Nursing"),
    "oncology": ("Онкологія", "Oncology"),
    "ophthalmology": ("Офтальмологія", "Ophthalmology"),
    "paediatrics": ("Педіатрія", "Paediatrics"),
    "palliative-care": ("Паліативна допомога", "Palliative care"),
    "prosthetics": ("Протезування", "Prosthetics"),
    "radiology": ("Радіологія", "Radiology"),
    "rehabilitation": ("Реабілітація", "Rehabilitation"),
    "surgery": ("Хірургія", "Surgery"),
    "transplantation": ("Трансплантація", "Transplantation"),
    "trauma": ("Травматологія", "Trauma care"),
}
REGIONS = {
    "UA-05": ("Вінницька область", "Vinnytsia Region"),
    "UA-07": ("Волинська область", "Volyn Region"),
    "UA-09": ("Луганська область", "Luhansk Region"),
    "UA-12": ("Дніпропетровська область", "Dnipropetrovsk Region"),
    "UA-14": ("Донецька область", "Donetsk Region"),
    "UA-18": ("Житомирська область", "Zhytomyr Region"),
    "UA-21": ("Закарпатська область", "Zakarpattia Region"),
    "UA-23": ("Запорізька область", "Zaporizhzhia Region"),
    "UA-26": ("Івано-Франківська область", "Ivano-Frankivsk Region"),
    "UA-30": ("Київ (місто)", "Kyiv (city)"),
    "UA-32": ("Київська область", "Kyiv Region"),
    "UA-35": ("Кіровоградська область", "Kirovohrad Region"),
    "UA-40": ("Севастополь (місто)", "Sevastopol (city)"),
    "UA-43": ("Автономна Республіка Крим", "Autonomous Republic of Crimea"),
    "UA-46": ("Львівська область", "Lviv Region"),
    "UA-48": ("Миколаївська область", "Mykolaiv Region"),
    "UA-51": ("Одеська область", "Odesa Region"),
    "UA-53": ("Полтавська область", "Poltava Region"),
    "UA-56": ("Рівненська область", "Rivne Region"),
    "UA-59": ("Сумська область", "Sumy Region"),
    "UA-61": ("Тернопільська область", "Ternopil Region"),
    "UA-63": ("Харківська область", "Kharkiv Region"),
    "UA-65": ("Херсонська область", "Kherson Region"),
    "UA-68": ("Хмельницька область", "Khmelnytskyi Region"),
    "UA-71": ("Черкаська область", "Cherkasy Region"),
    "UA-74": ("Чернігівська область", "Chernihiv Region"),
    "UA-77": ("Чернівецька область", "Chernivtsi Region"),
}
INSTITUTION_KINDS = {
    "cancer-centre": ("Онкологічний центр", "Cancer centre"),
    "children-hospital": ("Дитяча лікарня", "Children’s hospital"),
    "hospital": ("Лікарня", "Hospital"),
    "institute": ("Інститут", "Institute"),
    "rehabilitation-centre": ("Реабілітаційний центр", "Rehabilitation centre"),
    "university-hospital": ("Університетська лікарня", "University hospital"),
}
EXCHANGE_KINDS = {
    "conference": ("Конференція", "Conference"),
    "experience-exchange": ("Обмін досвідом", "Exchange of experience"),
    "internship": ("Стажування", "Internship"),
    "seminar": ("Семінар", "Seminar"),
    "training": ("Тренінг", "Training course"),
    "workshop": ("Практикум", "Workshop"),
}
EVENT_KINDS = {
    "conference": ("Конференція", "Conference"),
    "forum": ("Форум", "Forum"),
    "seminar": ("Семінар", "Seminar"),
    "signing": ("Підписання", "Signing"),
    "summit": ("Саміт", "Summit"),
    "visit": ("Візит", "Visit"),
}
TOPICS = {
    "children": ("Здоров’я дітей", "Children’s health"),
    "conference": ("Конференції", "Conferences"),
    "equipment": ("Обладнання", "Equipment"),
    "memoranda": ("Меморандуми", "Memoranda"),
    "mental-health": ("Психічне здоров’я", "Mental health"),
    "programme": ("Розвиток програми", "Development of the programme"),
    "rehabilitation": ("Реабілітація", "Rehabilitation"),
    "research": ("Дослідження", "Research"),
    "training": ("Навчання та обмін", "Training and exchange"),
    "visit": ("Візити", "Visits"),
}

PUBLISHERS = (
    ("moz.example.org", "Ministry of Health", "uk"),
    ("news.example.net", "Medical News Daily", "en"),
    ("regional.example.org", "Regional State Administration", "uk"),
    ("clinic.example.com", "Press office of the clinic", "de"),
    ("agency.example.net", "National News Agency", "en"),
    ("hopital.example.org", "Service de presse", "fr"),
)

# The first sentence of every summary: no two texts of a registry are the same, so that nobody in
# a comparison wins by rendering the same text once.
OPENINGS = (
    (
        "Заклади-партнери ({city_uk}, {other_uk}) працюють за спільним планом із {n} пунктів.",
        "The partner institutions ({city_en}, {other_en}) work by a common plan of {n} points.",
    ),
    (
        "Співпраця ({city_uk}, {other_uk}) охоплює {n} фахівців обох закладів.",
        "The cooperation ({city_en}, {other_en}) involves {n} professionals of both institutions.",
    ),
    (
        "Партнерство ({city_uk}, {other_uk}) почалося з листування {n} лікарів.",
        "The partnership ({city_en}, {other_en}) began with letters between {n} doctors.",
    ),
)
# Sentences of summaries and paragraphs: (Ukrainian, English) with the same values in both.
SUMMARY_SENTENCES = (
    (
        "Меморандум передбачає обмін досвідом, стажування лікарів і медичних сестер та спільні "
        "клінічні розбори. Напрям: {area_uk}.",
        "The memorandum provides for exchange of experience, internships of doctors and nurses, "
        "and joint case reviews. Field: {area_en}.",
    ),
    (
        "Перші {n} фахівців пройшли **двотижневе стажування** в закладі-партнері.",
        "The first {n} professionals completed a **two-week internship** at the partner "
        "institution.",
    ),
    (
        "Заклади проводять відеоконсультації щотижня, а раз на квартал обирають спільну тему.",
        "The institutions hold video consultations every week and choose a common topic once a "
        "quarter.",
    ),
    (
        "З українського боку роботу веде [{home_uk}](institution:{home}), яка приймає пацієнтів з "
        "усього регіону.",
        "On the Ukrainian side the work is led by [{home_en}](institution:{home}), which takes "
        "patients from the whole region.",
    ),
    (
        "Партнер передав обладнання для {n} ліжок і навчив персонал працювати з ним.",
        "The partner handed over equipment for {n} beds and trained the staff to use it.",
    ),
    (
        "Сторони домовилися переглянути план роботи у {year} році й оприлюднити підсумки.",
        "The parties agreed to review the work plan in {year} and to publish the results.",
    ),
    (
        "У спільній робочій групі *{n} осіб*: хірурги, реабілітологи та управлінці.",
        "There are *{n} people* in the joint working group: surgeons, rehabilitation specialists "
        "and managers.",
    ),
    (
        "Порядок співпраці описано на сторінці [«Як ми рахуємо»](page:method).",
        "How the cooperation is recorded is described on the page [“How we count”](page:method).",
    ),
    (
        "Закордонний партнер, [{foreign_uk}](institution:{foreign}), ділиться протоколами "
        "лікування та навчальними матеріалами.",
        "The foreign partner, [{foreign_en}](institution:{foreign}), shares treatment protocols "
        "and teaching materials.",
    ),
    (
        "Медики обох закладів разом готують публікацію про лікування складних випадків.",
        "Staff of both institutions are preparing a joint publication on the treatment of "
        "complex cases.",
    ),
)
NEWS_SENTENCES = (
    (
        "У навчанні взяли участь {n} медиків: лікарі, медичні сестри та фізичні терапевти.",
        "The training was attended by {n} health workers: doctors, nurses and physical therapists.",
    ),
    (
        "Під час зустрічі партнери обговорили потреби відділень, графік стажувань і порядок "
        "відеоконсультацій.",
        "At the meeting the partners discussed the needs of the wards, the schedule of "
        "internships and the procedure of video consultations.",
    ),
    (
        "Головна тема цього року: {area_uk}. Фахівці розібрали {n} клінічних випадків і "
        "порівняли протоколи лікування.",
        "The main topic of this year: {area_en}. The specialists went through {n} clinical cases "
        "and compared treatment protocols.",
    ),
    (
        "За словами керівників закладів, найцінніше в партнерстві — **щоденна робота команд**, а "
        "не разові візити.",
        "According to the heads of the institutions the most valuable part of a partnership is "
        "the **daily work of teams** rather than single visits.",
    ),
    (
        "Наступна група вирушить на стажування у {year} році; відбір триває.",
        "The next group will leave for an internship in {year}; selection is under way.",
    ),
    (
        "Партнери передали витратні матеріали, засоби реабілітації та навчальні тренажери.",
        "The partners handed over consumables, rehabilitation aids and training simulators.",
    ),
    (
        "Окремо говорили про психологічну підтримку персоналу, який працює в умовах повітряних "
        "тривог і відключень.",
        "Psychological support for staff who work through air raid alerts and power cuts was "
        "discussed separately.",
    ),
    (
        "Спільну роботу оцінюватимуть за {n} показниками, узгодженими обома сторонами.",
        "The joint work will be assessed by {n} indicators agreed by both sides.",
    ),
    (
        "Досвід українських медиків потрібен і партнерам: вони вивчають, як налагоджено "
        "евакуацію, сортування та лікування поранених.",
        "The experience of Ukrainian medics is needed by the partners too: they study how "
        "evacuation, triage and treatment of the wounded are organised.",
    ),
    (
        "Про перебіг співпраці сторони повідомлятимуть щокварталу.",
        "The parties will report on the course of the cooperation every quarter.",
    ),
    (
        "Заклади також домовилися про спільні наукові публікації й обмін студентами медичних "
        "університетів.",
        "The institutions also agreed on joint scientific publications and on exchanges of "
        "medical students.",
    ),
    (
        "Візит тривав {n} днів і завершився підписанням плану роботи.",
        "The visit lasted {n} days and ended with the signing of a work plan.",
    ),
)
REFERENCES = {
    "partnerships": (
        "Партнерство, про яке йдеться: [{title_uk}](partnership:{id}).",
        "The partnership in question: [{title_en}](partnership:{id}).",
    ),
    "institutions": (
        "Приймав гостей заклад [{title_uk}](institution:{id}).",
        "The host was [{title_en}](institution:{id}).",
    ),
    "events": (
        "Домовленості досягнуто під час заходу [{title_uk}](event:{id}).",
        "The agreement was reached at [{title_en}](event:{id}).",
    ),
    "news": (
        "Про початок роботи ми [повідомляли раніше](news:{id}).",
        "We [reported on the beginning of the work earlier](news:{id}).",
    ),
}
HEADINGS = (
    ("Що зроблено", "What has been done"),
    ("Що далі", "What comes next"),
    ("Хто бере участь", "Who takes part"),
    ("Чому це важливо", "Why it matters"),
)
NEWS_TITLES = (
    ("{home_uk}: {n} медиків пройшли стажування", "{home_en}: {n} medics completed an internship"),
    ("Команда партнерів відвідала {city_uk}", "A team of partners visited {city_en}"),
    ("{home_uk} отримала обладнання від партнерів", "{home_en} received equipment from partners"),
    (
        "{city_uk} і {other_uk}: підсумки року партнерства",
        "{city_en} and {other_en}: results of a year of partnership",
    ),
    (
        "Нове партнерство: {home_uk} та {foreign_uk}",
        "A new partnership: {home_en} and {foreign_en}",
    ),
)
NOTES = (
    (
        "Джерела подають різні дати підписання; наведено ту, яку підтверджують обидві сторони.",
        "The sources give different dates of signing; shown is the one that both sides confirm.",
    ),
    (
        "Назву закладу подано за його власним сайтом.",
        "The name of the institution is given as on its own website.",
    ),
)
