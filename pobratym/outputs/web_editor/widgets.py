"""A declared field as a field of Sveltia CMS (its configuration schema 0.221)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from pobratym.registry.headings import field_labels
from pobratym.registry.identifiers import pattern_of
from pobratym.registry.records import Local
from pobratym.registry.schema import (
    Choice,
    CountedNoun,
    Country,
    Decimal,
    Field,
    FileName,
    Flag,
    FullDate,
    Group,
    Identifier,
    Kind,
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
    Url,
    Whole,
    fields_of,
)

Widget = dict[str, Any]

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_PARTIAL_DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}(Z|[+-][0-9]{2}:[0-9]{2})$"
_TAG = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_REGION = "^[A-Z]{2}-[A-Z0-9]{1,3}$"


class Surroundings(msgspec.Struct, frozen=True):
    """What widgets are made for: the site's languages, its terms, and the words of labels.

    `languages` are tag → name, `plurals` language → its plural categories, `countries` code →
    name; `lang` is the language of labels, "en" or "uk".
    """

    lang: str
    languages: Mapping[str, str]
    plurals: Mapping[str, Sequence[str]]
    vocabularies: Mapping[str, Mapping[str, Local]]
    countries: Mapping[str, str]


def widget(field: Field, around: Surroundings, *, by_file: bool = False) -> Widget:
    """The widget of a field; with `by_file` each language has a file of its own."""
    english, ukrainian = field_labels(field.name)
    label = ukrainian if around.lang == "uk" else english
    if isinstance(field.kind, Names):
        # Names are texts or texts by language; no widget holds both, so they stay as they are.
        return {"name": field.name, "widget": "hidden"}
    made: Widget = {
        "name": field.name,
        "label": label[0].upper() + label[1:],
        "hint": field.help.uk if around.lang == "uk" else field.help.en,
        "required": field.required,
    }
    if by_file and isinstance(field.kind, LocalText):
        if field.name == "translation_of_revision":
            return {"name": field.name, "widget": "hidden", "i18n": True}
        return made | {"i18n": True} | _text(field.kind, is_body=field.name == "body")
    return made | _of_kind(field.kind, around)


def _of_kind(kind: Kind, around: Surroundings) -> Widget:
    match kind:
        case LocalText():
            return {"widget": "object", "fields": list(_languages(kind, around))}
        case CountedNoun():
            return {"widget": "object", "fields": list(_nouns(around))}
        case PeriodOf():
            ends = ({"name": end, "label": end} | _pattern(_PARTIAL_DATE) for end in ("from", "to"))
            return {"widget": "object", "fields": list(ends)}
        case Group(struct):
            return {"widget": "object", "collapsed": "auto", "fields": _fields(struct, around)}
        case Many(Group(struct), at_least):
            listed = {"widget": "list", "collapsed": "auto", "fields": _fields(struct, around)}
            return listed | ({"min": at_least} if at_least else {})
        case Many(LocalText() as text):
            return {"widget": "list", "fields": list(_languages(text, around))}
        case Many(item, at_least):
            found = _of_kind(item, around)
            if found["widget"] in ("select", "relation"):
                return found | {"multiple": True} | ({"min": at_least} if at_least else {})
            return {"widget": "list", "field": {"name": "item", "label": "item"} | found}
    return _single(kind, around)


def _single(kind: Kind, around: Surroundings) -> Widget:
    match kind:
        case Choice(values):
            return {"widget": "select", "options": list(values)}
        case Term(vocabulary):
            terms = around.vocabularies.get(vocabulary, {})
            return _select({term: _label(label, around) for term, label in terms.items()})
        case Country():
            return _select(around.countries)
        case Ref(folder):
            return {
                "widget": "relation",
                "collection": folder,
                "value_field": "{{slug}}",
                "display_fields": ["{{slug}}"],
                "search_fields": ["{{slug}}"],
            }
        case FullDate():
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case PartialDate():
            return _pattern(_PARTIAL_DATE)
        case Moment():
            return _pattern(_MOMENT)
        case LanguageTag():
            return _pattern(_TAG)
        case Region():
            return _pattern(_REGION)
        case Identifier(scheme):
            return _pattern(f"^{pattern_of(scheme)}$")
        case Url():
            return {"widget": "string", "type": "url"}
        case Whole():
            return {"widget": "number", "value_type": "int", "min": 0}
        case Decimal(low, high):
            limits = {"min": low, "max": high} if abs(high) < 1e15 else {"min": low}
            return {"widget": "number", "value_type": "float", "step": 0.01} | limits
        case Flag():
            return {"widget": "boolean"}
        case FileName():
            return {"widget": "string"}
    return {"widget": "string"}


def _fields(struct: type, around: Surroundings) -> list[Widget]:
    made = [widget(field, around) for field in fields_of(struct)]
    for part in made:
        # The picture of a news item lies beside its text, under its plain name.
        if part["name"] == "file" and any(other["name"] == "alt" for other in made):
            part |= {
                "widget": "image",
                "media_folder": "",
                "public_folder": "",
                "choose_url": False,
            }
    return made


def _languages(kind: LocalText, around: Surroundings) -> Iterator[Widget]:
    for number, (tag, name) in enumerate(around.languages.items()):
        yield {"name": tag, "label": name, "required": number == 0} | _text(kind)


def _text(kind: LocalText, *, is_body: bool = False) -> Widget:
    if is_body:
        return {"widget": "markdown", "modes": ["raw", "rich_text"]}
    return {"widget": "text" if kind.markdown else "string"}


def _nouns(around: Surroundings) -> Iterator[Widget]:
    for tag, name in around.languages.items():
        forms = [{"name": form, "label": form, "widget": "string"} for form in around.plurals[tag]]
        yield {
            "name": tag,
            "label": name,
            "widget": "object",
            "required": False,
            "fields": forms,
        }


def _select(labels: Mapping[str, str]) -> Widget:
    options = [{"label": f"{label} ({code})", "value": code} for code, label in labels.items()]
    return {"widget": "select", "options": options}


def _pattern(pattern: str) -> Widget:
    return {"widget": "string", "pattern": [pattern, pattern]}


def _label(texts: Local, around: Surroundings) -> str:
    return texts.get(around.lang) or next(iter(texts.values()))
