"""`schemas`: JSON Schemas for the editor's program, with the ids and terms of this content."""

from argparse import Namespace
from pathlib import Path

from pobratym.commands.desk import languages_of, open_desk
from pobratym.config import Config
from pobratym.console import Console
from pobratym.content.library import Library
from pobratym.outputs.data.published import pretty
from pobratym.outputs.editing_schemas import editing_schemas
from pobratym.pipeline import Options


def run(_chosen: Namespace, console: Console, options: Options) -> int:
    """Write the schemas into `.vscode/schemas/` beside the configuration."""
    opened = open_desk(console, options, with_records=False)
    if opened is None:
        return 2
    folder = write_schemas(options, *opened)
    console.say(console.translate("Schemas for your editor are in {folder}").format(folder=folder))
    return 0


def write_schemas(options: Options, config: Config, library: Library) -> Path:
    """Write what differs; returns the folder."""
    folder = options.config.parent / ".vscode" / "schemas"
    folder.mkdir(parents=True, exist_ok=True)
    schemas = editing_schemas(library.vocabularies, library.known.ids, languages_of(config))
    for name, schema in schemas.items():
        path = folder / f"{name}.json"
        data = pretty(schema)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
    return folder
