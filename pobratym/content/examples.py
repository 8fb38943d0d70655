"""What an editor could type as the value of a field, for messages and for `new`."""

from pobratym.registry.schema import (
    Choice,
    Country,
    Decimal,
    Field,
    Flag,
    FullDate,
    Group,
    Kind,
    LanguageTag,
    LocalText,
    Many,
    Moment,
    PartialDate,
    Url,
    Whole,
    fields_of,
)

_EXAMPLES: dict[type[Kind], str] = {
    LocalText: "{uk: …, en: …}",
    PartialDate: "2023-10-13",
    FullDate: "2023-10-13",
    Moment: "2026-03-01T09:00:00+02:00",
    Url: "https://…",
    Whole: "12",
    Decimal: "12.5",
    Flag: "true",
    Country: "UA",
    LanguageTag: "uk",
}


def example_of(field: Field) -> str:
    """What an editor could type after the name of the field."""
    return field.help.example or example_of_kind(field.kind)


def example_of_kind(kind: Kind) -> str:
    """A value of the kind, as YAML on one line."""
    match kind:
        case Choice(values):
            return values[0]
        case Group(struct):
            parts = (
                f"{inner.name}: {example_of(inner)}"
                for inner in fields_of(struct)
                if inner.required
            )
            return "{" + ", ".join(parts) + "}"
        case Many(item):
            return f"[{example_of_kind(item)}]"
    return _EXAMPLES.get(type(kind), "…")
