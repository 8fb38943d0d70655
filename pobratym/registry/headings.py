"""What a column of a spreadsheet is called, in English and Ukrainian, and which column is meant.

A heading is made from the names of the declared fields: `sources.1.url` is "Source 1: web
address", «Джерело 1: вебадреса»; `name_uk` is "Name (Ukrainian)", «Назва (українська)».
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import msgspec

from pobratym.registry.columns import Column, columns, declared_names
from pobratym.registry.schema import CountedNoun, Field, Group, LocalText, Many, fields_of

HEADING_LANGUAGES = ("en", "uk")

# Name of a field → English and Ukrainian; where the name has two meanings, by its group.
_FIELDS: dict[str, tuple[str, str]] = {
    "aliases": ("Former addresses", "Колишні адреси"),
    "also_known_as": ("Other names", "Інші назви"),
    "alt": ("what it shows", "що на ньому"),
    "areas": ("Fields of work", "Напрями роботи"),
    "as_of": ("as of", "станом на"),
    "body": ("Text", "Текст"),
    "certainty": ("Certainty", "Певність"),
    "city": ("City", "Місто"),
    "countries": ("Countries", "Країни"),
    "country": ("Country", "Країна"),
    "counts": ("Counting rule", "Правило підрахунку"),
    "credit": ("author and licence", "автор і ліцензія"),
    "date": ("Date", "Дата"),
    "documents": ("Document", "Документ"),
    "draft": ("Draft", "Чернетка"),
    "edrpou": ("EDRPOU", "ЄДРПОУ"),
    "ends": ("Ends", "Закінчення"),
    "event": ("Event", "Подія"),
    "events": ("Events", "Події"),
    "expires": ("Runs until", "Чинне до"),
    "file": ("file", "файл"),
    "from": ("from", "від"),
    "host_countries": ("Host countries", "Країни, що приймали"),
    "identifiers": ("Code", "Код"),
    "image": ("Picture", "Зображення"),
    "institutions": ("Institutions", "Заклади"),
    "institutions_agreed": ("list of institutions agreed", "перелік закладів погоджено"),
    "institutions_count": ("Number of institutions", "Кількість закладів"),
    "joined": ("joined", "приєдналася"),
    "kind": ("Kind", "Вид"),
    "kinds": ("Kinds", "Види"),
    "lang": ("language", "мова"),
    "lat": ("latitude", "широта"),
    "local": ("Name in its own language", "Назва мовою закладу"),
    "location": ("Place on the map", "Місце на мапі"),
    "lon": ("longitude", "довгота"),
    "menu": ("Place in the menu", "Місце в меню"),
    "name": ("Name", "Назва"),
    "note": ("Note", "Примітка"),
    "observations": ("Value", "Значення"),
    "participants": ("Participants", "Учасники"),
    "partners": ("Partners", "Партнери"),
    "partnerships": ("Partnerships", "Партнерства"),
    "patron": ("Patron", "Під патронатом"),
    "period": ("Period", "Період"),
    "place": ("Place", "Місце"),
    "precision": ("precision", "точність"),
    "proclaimed": ("Proclaimed", "Проголошено"),
    "programme": ("Programme", "Програма"),
    "publish_from": ("Publish from", "Опублікувати від"),
    "publisher": ("publisher", "видавець"),
    "reason": ("reason", "причина"),
    "region": ("Region", "Регіон"),
    "replaced_by": ("replaced by", "запис-наступник"),
    "ror": ("ROR", "ROR"),
    "run_by": ("Run by", "Впроваджує"),
    "signatories": ("Signatory", "Підписант"),
    "signed": ("Signed", "Підписано"),
    "since": ("Since", "Відколи"),
    "source": ("Source", "Джерело"),
    "sources": ("Source", "Джерело"),
    "specialties": ("Specialties", "Спеціалізації"),
    "stage": ("Step of the twinning model", "Крок моделі побратимства"),
    "starts": ("Starts", "Початок"),
    "status": ("Status", "Стан"),
    "summary": ("Summary", "Стислий опис"),
    "text": ("text", "текст"),
    "themes": ("Theme", "Тема"),
    "title": ("Title", "Назва"),
    "to": ("to", "до"),
    "topics": ("Topics", "Теми"),
    "translation_of_revision": ("Revision translated", "Перекладена редакція"),
    "unit": ("Unit", "Одиниця"),
    "unnamed": ("Partner not named", "Неназваний партнер"),
    "url": ("web address", "вебадреса"),
    "value": ("number", "число"),
    "website": ("Website", "Вебсайт"),
    "wikidata": ("Wikidata", "Вікідані"),
    "withdrawn": ("Withdrawn", "Вилучено"),
}
ID_HEADING = {"en": "Id", "uk": "Ід"}
_ID_NAMES = frozenset(("id", "ід", "ідентифікатор", "identifier"))
_COMPUTED = re.compile(r"uri|modified|(?:url|label)_[A-Za-z-]+")
_COMPUTED_OF = {"partnerships": frozenset(("countries", "regions"))}
# After the last field of a path: a language and plural category, or an end of a period.
_ENDING = re.compile(
    r"(?:_[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*(?:\.(?:zero|one|two|few|many|other))?|\.from|\.to)?"
)
_BY_LANGUAGE = (LocalText, CountedNoun)
_NUMBER = re.compile(r"(?<![^\W_])[0-9]+(?![^\W_])")


class Headings(msgspec.Struct, frozen=True):
    """The headings of one record type: normalised heading → name of the column, "#" for numbers."""

    record_type: type
    languages: tuple[str, ...]
    known: Mapping[str, str]

    def column(self, heading: str) -> Column | None:
        """The declared column that a heading means; None where it means none.

        Accepted are field paths (`sources.1.url`, capitals do not matter) and the headings of
        both languages, with languages as names or tags: "Name (Ukrainian)", "Name (uk)".
        """
        plain = heading.strip()
        if found := self._named(plain):
            return found
        form = _form(plain)
        numbers = iter(_NUMBER.findall(form))
        name = self.known.get(_NUMBER.sub("#", form))
        return self._named(re.sub("#", lambda _match: next(numbers), name)) if name else None

    def _named(self, name: str) -> Column | None:
        try:
            found = columns(self.record_type, [name], self.languages)
        except ValueError:  # no plural category
            return None
        if not found or isinstance(found[0].kind, _BY_LANGUAGE) != bool(found[0].lang):
            return None
        column = found[0]
        ending = name[name.rindex(column.path[-1].name) + len(column.path[-1].name) :]
        ending = re.sub(r"^\.[1-9][0-9]{0,2}(?=_)", "", ending)
        return column if _ENDING.fullmatch(ending) else None

    def is_id(self, heading: str) -> bool:
        return _form(heading) in _ID_NAMES

    def is_computed(self, heading: str) -> bool:
        """Whether exports carry this column beside those that editors write."""
        name = heading.strip()
        folder = self.record_type.folder
        return bool(_COMPUTED.fullmatch(name)) or name in _COMPUTED_OF.get(folder, ())


def template_columns(record_type: type, languages: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns that a template offers: every field, two of each list of groups."""
    names = (*declared_names(record_type, languages), *_listed(record_type, languages, 2))
    return columns(record_type, names, languages)


def heading(column: Column, lang: str, language_names: Mapping[str, str]) -> str:
    """What a column is called in one of `HEADING_LANGUAGES`.

    `language_names` are tag → name in that language.
    """
    return _heading(column, lang, column.lang and language_names.get(column.lang, column.lang))


@cache
def headings_of(
    record_type: type, languages: tuple[str, ...], names: tuple[tuple[str, str], ...]
) -> Headings:
    """The headings of a record type; `names` are (language tag, one of its names)."""
    known: dict[str, str] = {}
    for column in template_columns(record_type, languages):
        spellings = [column.lang, *(name for tag, name in names if tag == column.lang)]
        for spelling in spellings if column.lang else [""]:
            for lang in HEADING_LANGUAGES:
                form = _NUMBER.sub("#", _form(_heading(column, lang, spelling)))
                known.setdefault(form, re.sub(r"(?<=\.)1(?=[._])", "#", column.name))
        path = _NUMBER.sub("#", _form(column.name))
        known.setdefault(path, re.sub(r"(?<=\.)1(?=[._])", "#", column.name))
    return Headings(record_type, languages, known)


def field_labels(name: str) -> tuple[str, str]:
    """English and Ukrainian name of a field; KeyError for a field without one."""
    return _FIELDS[name]


def _heading(column: Column, lang: str, language: str) -> str:
    place = HEADING_LANGUAGES.index(lang)
    parts = []
    rest = column.name
    for field in column.path:
        rest = rest[len(field.name) :]
        number = re.match(r"\.([0-9]+)(?=[._])", rest)
        label = _FIELDS[field.name][place]
        if parts and not label[1:2].isupper():
            label = label[0].lower() + label[1:]
        if number and isinstance(field.kind, Many):
            label += f" {number[1]}"
            rest = rest[number.end() :]
        parts.append(label)
        rest = rest.removeprefix(".") if not rest.startswith("_") else rest
    if rest in ("from", "to"):
        parts.append(_FIELDS[rest][place])
    shown = ": ".join(parts)
    plural = rest.partition(".")[2] if rest.startswith("_") else ""
    note = ", ".join(part for part in (language, plural) if part)
    return f"{shown} ({note})" if note else shown


def _form(text: str) -> str:
    """A heading as it is compared: small letters, single spaces, one kind of apostrophe."""
    folded = re.sub(r"[`´‘’ʼ]", "'", text.casefold())
    return re.sub(r"[\s_*]+", " ", folded).strip(" :.")


def _listed(struct: type, languages: Iterable[str], count: int) -> Iterator[str]:
    """The columns of the first items of every list of groups or texts."""
    for field in fields_of(struct):
        for number in range(1, count + 1) if _is_listed(field) else ():
            start = f"{field.name}.{number}"
            match field.kind:
                case Many(Group(inner)):
                    for name in declared_names(inner, tuple(languages)):
                        yield f"{start}.{name}"
                    for nested in fields_of(inner):
                        if _is_listed(nested):
                            yield f"{start}.{nested.name}"
                case Many(LocalText()):
                    yield from (f"{start}_{lang}" for lang in languages)


def _is_listed(field: Field) -> bool:
    return isinstance(field.kind, Many) and isinstance(field.kind.item, Group | LocalText)
