"""How templates become Python: what Jinja asks at every turn is settled once here.

Jinja's compiler serves any template: a value may be escaped or not, a callable may want the
context, a template may have changed.  Ours are of one kind (always escaped, callables that want
nothing but their arguments, the same for a whole build), so that the code made here does without
the questions and takes about two thirds of the time.  What it writes is the same, byte for byte.
"""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

# Jinja's own callables that want the context; `{% trans %}` calls them by these names.
_WITH_CONTEXT = frozenset({"gettext", "ngettext", "npgettext", "pgettext"})


def shown(value: Any) -> str:
    """A value as it stands in the page: Markup as it is, anything else escaped."""
    if type(value) is Markup:
        return value
    return escape(value)


def called(function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
    """What a callable makes of its arguments."""
    return function(*arguments, **named)


class _Generator(CodeGenerator):
    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("shown = environment.shown")
        self.writeline("called = environment.called")
        self.writeline("attribute = environment.getattr")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("shown(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write("attribute(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name in _WITH_CONTEXT:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class CompiledEnvironment(Environment):
    """An environment whose templates stay as they are while it lives, with autoescape on.

    Globals and filters must not want the context (gettext and its kin may).
    """

    code_generator_class = _Generator
    shown = staticmethod(shown)
    called = staticmethod(called)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._loaded: dict[Any, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent, globals)
        return found


def bytecode_cache(folder: Path) -> FileSystemBytecodeCache:
    """Compiled templates kept in a folder that exists; what another version of this module
    compiled is not found there."""
    version = blake2b(Path(__file__).read_bytes(), digest_size=4).hexdigest()
    return FileSystemBytecodeCache(str(folder), f"{version}-%s")
