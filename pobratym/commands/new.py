"""`new TYPE [ID]`: a commented file to fill in."""

from argparse import Namespace

from pobratym.commands.desk import languages_of, open_desk
from pobratym.commands.schemas import write_schemas
from pobratym.console import Console
from pobratym.content.scaffold import Desk, chosen_id, new_files
from pobratym.content.writing import Change, write_changes
from pobratym.pipeline import Options
from pobratym.registry.records import RECORD_TYPES
from pobratym.text.similar import similar


def run(chosen: Namespace, console: Console, options: Options) -> int:
    """Write the file, refusing to overwrite one; say where it is and what to do next."""
    folder = folder_of(chosen.type)
    if folder is None:
        refuse_type(console, chosen.type)
        return 2
    opened = open_desk(console, options, with_records=False)
    if opened is None:
        return 2
    config, library = opened
    desk = Desk(
        languages_of(config),
        library.known,
        library.vocabularies,
        console.lang,
        console.translate,
        options.now[:10],
    )
    item, name = chosen_id(folder, chosen.id or "", desk)
    if not item:
        text = console.translate("No id can be made of “{name}”: use Latin letters and digits.")
        console.fault(text.format(name=name))
        return 2
    if item in library.known.ids[folder]:
        text = console.translate("{path} exists already; nothing was written.")
        console.fault(text.format(path=options.content / folder / item))
        return 2
    files = new_files(folder, item, name, desk)
    write_changes(
        options.content, [Change(path, None, text.encode()) for path, text in files.items()]
    )
    write_schemas(options, config, library)
    for path in files:
        console.say(console.translate("Written: {path}").format(path=options.content / path))
    if not chosen.id:
        console.say(
            console.translate(
                "The name of the file is the record's id and its address for ever: rename it now, "
                "in small Latin letters, digits and hyphens."
            )
        )
    console.say(console.translate("Fill in what is marked “…”, then run: python build.py check"))
    return 0


def folder_of(name: str) -> str | None:
    """The folder of a type, by its own or its singular name."""
    singulars = {record_type.singular: folder for folder, record_type in RECORD_TYPES.items()}
    return name if name in RECORD_TYPES else singulars.get(name)


def refuse_type(console: Console, name: str) -> None:
    """Say which types there are."""
    near = next(iter(similar(name, RECORD_TYPES, 1)), "")
    text = console.translate("There is no type “{name}”. Types: {types}.")
    message = text.format(name=name, types=", ".join(RECORD_TYPES))
    if near:
        message += " " + console.translate("Did you mean “{suggestion}”?").format(suggestion=near)
    console.fault(message)
