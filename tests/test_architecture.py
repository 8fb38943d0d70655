"""The house: imports run down, and nothing below knows anything above (docs: Architecture)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pobratym"

# What each room may import of ours, besides itself.
_BASE = {"problems", "rules"}
_TEXT = {"text"}
_REGISTRY = {"registry", "config", *_TEXT}
MAY_IMPORT = {
    "rules": set(),
    "problems": {"rules"},
    "processes": set(),
    "text": set(),
    "graphics": _TEXT,
    "publishing": set(),
    "registry": {*_BASE, *_TEXT, "config"},
    "config": {"registry"},
    "content": {*_BASE, *_REGISTRY, "processes"},
    "pages": {*_REGISTRY, "graphics"},
    "rendering": {*_REGISTRY, "pages"},
    "outputs": {*_REGISTRY, "pages", "content", "graphics"},
}


def _room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def _imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "pobratym":
                names = [
                    f"pobratym.{alias.name}" for alias in node.names if alias.name != "__version__"
                ]
        found += [
            (name.split(".")[1], node.lineno) for name in names if name.startswith("pobratym.")
        ]
    return found


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(PACKAGE.rglob("*.py")) if _room(path) in MAY_IMPORT],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_imports_run_down(path):
    room = _room(path)

    upward = [
        f"{path.name}:{line} imports pobratym.{name}, but {room}/ may only know "
        f"{', '.join(sorted(MAY_IMPORT[room])) or 'nothing of ours'}"
        for name, line in _imports(path)
        if name != room and name not in MAY_IMPORT[room]
    ]

    assert upward == []


def test_only_the_command_line_prints():
    printing = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.stem not in ("cli", "console")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]

    assert printing == []


def test_the_clock_is_read_at_the_edge_alone():
    reading = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if _room(path) not in ("cli", "console", "preview", "publishing")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "today", "utcnow", "time_ns")
    ]

    assert reading == []
