"""What the reference pages say themselves: name → (English, Ukrainian)."""

PHRASES = {
    "field": ("Field", "Поле"),
    "meaning": ("Meaning", "Значення"),
    "value": ("What to write", "Що писати"),
    "required": ("required", "обов’язкове"),
    "default": ("otherwise", "інакше"),
    "example": ("Example", "Приклад"),
    "every-field": ("Every field", "Усі поля"),
    "fields-of": ("Fields of `{name}`", "Поля `{name}`"),
    "annotated": (
        "A record in which every field is filled in. Most records need a few of them only: "
        "what is required says so.",
        "Запис, у якому заповнено всі поля. Більшості записів досить кількох: обов’язкові "
        "позначено.",
    ),
    "file": ("File", "Файл"),
    "one-of": ("one of", "одне з"),
    "list-of": ("list", "перелік"),
    "id-of": ("id of a record in `content/{name}/`", "ід запису з `content/{name}/`"),
    "term-of": ("id from `vocabularies/{name}.yaml`", "ід із `vocabularies/{name}.yaml`"),
    "group": ("fields of its own, see below", "власні поля, див. нижче"),
    "records": ("Records", "Записи"),
    "records-lead": (
        "What stands in each folder of `content/`, field by field, with an example.",
        "Що міститься в кожній теці `content/`, поле за полем, із прикладом.",
    ),
    "problems": ("Problem codes", "Коди помилок"),
    "problems-lead": (
        "Each message of `check` ends its first line with a code in square brackets. Here is "
        "every code, with what it means, what to do and why the rule is there. An *error* "
        "stops publishing; a *warning* does not.",
        "Кожне повідомлення `check` має в першому рядку код у квадратних дужках. Тут зібрано "
        "всі коди: що кожен означає, що робити й навіщо потрібне правило. *Помилка* зупиняє "
        "публікацію, *попередження* – ні.",
    ),
    "message": ("Message", "Повідомлення"),
    "do": ("What to do", "Що робити"),
    "why": ("Why", "Навіщо"),
    "bad": ("Wrong", "Неправильно"),
    "good": ("Right", "Правильно"),
    "settings": ("Settings", "Налаштування"),
    "settings-lead": (
        "Every key of `site_config.yaml`. The file is checked like content: an unknown key, a "
        "wrong type or a theme that cannot be read is an error with line and column.",
        "Усі ключі `site_config.yaml`. Файл перевіряється так само, як вміст: невідомий ключ, "
        "хибний тип або тема, яку важко прочитати, – це помилка з рядком і стовпцем.",
    ),
    "key": ("Key", "Ключ"),
    "role": ("Role", "Роль"),
    "meets": ("Stands on", "Стоїть на"),
    "ratio": ("Contrast", "Контраст"),
    "roles": ("Colour roles", "Ролі кольорів"),
    "roles-lead": (
        "Every theme gives each of these roles a colour `#rrggbb`. The table says what a role "
        "is seen against and which contrast it must have there: text 4.5 to 1 where the theme "
        "promises AA and 7 to 1 where it promises AAA, graphics 3 to 1.",
        "Кожна тема задає кожній із цих ролей колір `#rrggbb`. У таблиці сказано, на якому "
        "тлі видно роль і який контраст там потрібен: для тексту 4,5 до 1, якщо тема обіцяє "
        "AA, і 7 до 1, якщо AAA; для графіки 3 до 1.",
    ),
    "decoration": ("decoration, no contrast is asked", "прикраса, контраст не вимагається"),
    "background": ("background of others", "тло для інших"),
    "commands": ("Commands", "Команди"),
    "commands-lead": (
        "`python build.py COMMAND`. Without a command it builds. Exit codes: 0 done; 1 errors "
        "in the content, nothing was published; 2 wrong usage or configuration, or a machine "
        "that refuses. Progress goes to standard error, results to standard output; "
        "`NO_COLOR` switches colours off.",
        "`python build.py КОМАНДА`. Без команди сайт будується. Коди завершення: 0 – "
        "виконано; 1 – у вмісті є помилки, нічого не опубліковано; 2 – хибний виклик чи "
        "налаштування або відмова комп’ютера. Перебіг друкується у стандартний потік помилок, "
        "результати – у стандартне виведення; `NO_COLOR` вимикає кольори.",
    ),
    "limits": ("Limits", "Межі"),
    "limits-lead": (
        "What is larger is refused with a problem at its place; nothing is read or opened beyond.",
        "Більше відхиляється з повідомленням про місце; далі нічого не читається й не "
        "відкривається.",
    ),
    "most": ("At most", "Щонайбільше"),
    "of-what": ("of what", "чого"),
    "code": ("Code", "Код"),
    "measured": ("Sizes that were tried", "Випробувані розміри"),
    "measured-lead": (
        "Generated registries (`python -m benchmarks.content SIZE FOLDER`) in two languages, "
        "on two cores that had other work, in memory (tmpfs): seconds of processor time of "
        "all processes together, and memory of the largest one. Records are partnerships and "
        "institutions, each with its news, events and figures. “All” has search, open data, "
        "spreadsheets, maps and fragments switched on, “none” has them off.",
        "Згенеровані реєстри (`python -m benchmarks.content РОЗМІР ТЕКА`) двома мовами, на "
        "двох ядрах, зайнятих і іншою роботою, у пам’яті (tmpfs): секунди процесорного часу "
        "всіх процесів разом і пам’ять найбільшого з них. Записи – це партнерства й заклади "
        "разом із новинами, подіями та показниками. «Усі» – увімкнено пошук, відкриті дані, "
        "таблиці, мапи й фрагменти, «жодних» – вимкнено.",
    ),
    "measured-size": ("Records + news", "Записи + новини"),
    "measured-features": ("Features", "Можливості"),
    "measured-sources": ("Files read", "Прочитано файлів"),
    "measured-files": ("Files made", "Створено файлів"),
    "measured-megabytes": ("MB", "МБ"),
    "measured-check": ("`check`, first", "`check` уперше"),
    "measured-cold": ("Build, first", "Побудова вперше"),
    "measured-warm": ("Nothing changed", "Без змін"),
    "measured-one": ("One record changed", "Змінено один запис"),
    "measured-memory": ("Memory, MB", "Пам’ять, МБ"),
    "measured-past": (
        "Time and memory grow with the number of pages; there is no size at which something "
        "breaks. Beyond one machine: [Many machines](../maintainers/many-machines.md). The "
        "number of languages is not limited; each adds its pages. The comparison with other "
        "generators is made by `make bench`.",
        "Час і пам’ять зростають із кількістю сторінок; розміру, на якому щось ламається, "
        "немає. Якщо одного комп’ютера замало: [Багато "
        "комп’ютерів](../maintainers/many-machines.md). Кількість мов не обмежено; кожна "
        "додає свої сторінки. З іншими генераторами порівнює `make bench`.",
    ),
    "attacks": ("Corpus of attacks", "Збірка атак"),
    "attacks-lead": (
        "Each file below `tests/hostile/content/` is one attack. The tests put them into a "
        "site and see that each meets what stands here: a problem that stops it, or "
        "publication with nothing left of it that could run, load or deceive.",
        "Кожен файл у `tests/hostile/content/` – одна атака. Тести кладуть їх у сайт і "
        "перевіряють, що з кожною стається сказане тут: або помилка її зупиняє, або її "
        "опубліковано так, що не лишилося нічого, що могло б виконатися, завантажитися чи "
        "ввести в оману. Описи атак – англійською, як у таблиці тестів.",
    ),
    "attack": ("Attack", "Атака"),
    "outcome": ("What happens", "Що буде"),
    "neutralised": ("published harmless", "опубліковано знешкодженим"),
    "option": ("Option", "Параметр"),
    "for-every-command": ("For every command", "Для кожної команди"),
}
