"""The gallery: every component with every named example, to be looked at and to be tested.

A component's YAML file says what it is for, what its parameters are, and gives examples whose
arguments are the real values of pages: `!Link {text: …, url: …}` makes a `shapes.Link`, `!site`
stands for the site's frame, `!html` for ready Markup.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml
from jinja2 import Environment
from markupsafe import Markup

from pobratym.pages import shapes
from pobratym.rendering import frame


class Example(msgspec.Struct, frozen=True):
    """One rendered example; `lang` is the language of its texts."""

    name: str
    lang: str
    html: Markup


class Specimen(msgspec.Struct, frozen=True):
    """A component with its rendered examples.

    A component that is a landmark of the page, or holds ids of its own, stands alone: its examples
    cannot share one page.
    """

    name: str
    purpose: str
    parameters: dict[str, str]
    examples: tuple[Example, ...]
    alone: bool = False


class _Site:
    """Stands for the site's frame in an example."""


def specimens(environment: Environment, templates: Path, site: frame.Site) -> Iterator[Specimen]:
    """All components in alphabetical order.

    Raises `KeyError` for an example without arguments and `TypeError` for arguments that the
    macro, or fields that a page's value, does not have.
    """
    for path in sorted(templates.glob("components/*/*.yaml")):
        described = yaml.load(path.read_text("utf-8"), _Loader)
        module: Any = environment.get_template(
            path.with_suffix(".html").relative_to(templates).as_posix()
        ).module
        usual = path.stem.replace("-", "_")
        yield Specimen(
            path.stem,
            described["purpose"],
            described.get("parameters") or {},
            tuple(
                Example(
                    str(example["name"]),
                    example.get("lang", "uk"),
                    getattr(module, example.get("macro", usual))(
                        **{
                            name: site if isinstance(value, _Site) else value
                            for name, value in (example["arguments"] or {}).items()
                        }
                    ),
                )
                for example in described["examples"]
            ),
            described.get("alone", False),
        )


def gallery_page(
    environment: Environment,
    page: frame.PageFrame,
    surroundings: frame.Frame,
    shown: tuple[Specimen, ...],
) -> str:
    """One page with these components."""
    template = environment.get_template("layouts/gallery.html")
    return template.render(page=page, frame=surroundings, specimens=shown)


class _Loader(yaml.SafeLoader):
    """YAML whose tags name the values of pages."""


def _value(loader: yaml.Loader, suffix: str, node: yaml.Node) -> Any:
    if suffix == "site":
        return _Site()
    if suffix == "html":
        return Markup(loader.construct_scalar(node))
    shape = getattr(shapes, suffix, None) or getattr(frame, suffix)
    fields = loader.construct_mapping(node, deep=True)
    return shape(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in fields.items()
        }
    )


_Loader.add_multi_constructor("!", _value)
