"""`addresses`: keep the addresses that the site has now, so that none is ever dropped unseen."""

from argparse import Namespace

from pobratym import addresses
from pobratym.console import Console
from pobratym.pipeline import Options, open_config, planned, take_in_all
from pobratym.problems import has_errors


def run(_chosen: Namespace, console: Console, options: Options) -> int:
    """Write `addresses.lock` beside the configuration: all that it held, and what is new."""
    config, problems = open_config(options)
    if config is None:
        console.problems(problems, options.content)
        return 2
    intake = take_in_all(options, config)
    if has_errors(intake.problems):
        console.problems(intake.problems, options.content)
        return 1
    path = options.config.parent / addresses.FILE
    languages = [language.tag for language in config.languages]
    pages = planned(options, config, intake)
    kept = addresses.kept_and_new(addresses.read(path), pages, languages)
    addresses.write(path, kept)
    words = console.plural(
        "{n} address is kept in {file}", "{n} addresses are kept in {file}", len(kept)
    )
    console.say(words.format(n=len(kept), file=path))
    return 0
