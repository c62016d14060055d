"""The rooms of the house: imports run downwards, never sideways, and the domain needs nothing but Python."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = "sheqi_desktop"

# A room, and the rooms it may import.  What it needs from elsewhere is handed to it.
MAY = {
    "gui": {"operations", "catalog", "domain"},
    "cli": {"operations", "catalog", "domain"},
    "operations": {"catalog", "store", "sync", "reports", "domain"},
    "catalog": {"domain"},
    "store": {"domain"},
    "sync": {"domain"},
    "reports": {"domain"},
    "domain": set(),
}
# The command line opens the window; that is the only door between the two faces.
DOORS = {("cli", "gui.app")}
# What only one room may know about.
ONLY_IN = {
    "gui": {"PySide6", "shiboken6"},
    "store": {"sqlalchemy", "sqlmodel", "sqlcipher3", "sqlite3", "alembic"},
    "reports": {"reportlab", "xlsxwriter", "docxtpl", "docx"},
    "cli": {"typer", "rich"},
}
NOT_IN_DOMAIN = {"glob", "os", "pathlib", "secrets", "shutil", "socket", "sqlite3", "subprocess", "tempfile"}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / HOUSE / room).rglob("*.py"))


@cache
def imports(path: Path, *, at_top: bool = False) -> tuple[tuple[int, str], ...]:
    """Give line and full name of everything a module imports; ``at_top`` leaves out imports inside functions."""
    tree = ast.parse(path.read_text("utf-8"))
    return tuple(found for node in (tree.body if at_top else ast.walk(tree)) for found in _named(node, path))


def _named(node: ast.AST, path: Path) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = path.relative_to(ROOT).parent.parts
        start = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
        module = (start + (node.module or "")).rstrip(".")
        yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def complaint(path: Path, line: int, name: str) -> str:
    return f"{path.relative_to(ROOT)}:{line} imports {name}"


def test_every_folder_is_a_known_room():
    rooms = {child.name for child in (ROOT / HOUSE).iterdir() if child.is_dir() and any(child.glob("*.py"))}
    assert rooms <= MAY.keys()


@pytest.mark.parametrize("room", MAY)
def test_imports_run_downwards(room):
    wrong = []
    for path in modules(room):
        for line, name in imports(path):
            house, _, rest = name.partition(".")
            other = rest.partition(".")[0]
            if house != HOUSE or other not in MAY or other in MAY[room] | {room}:
                continue
            if not any(room == who and f"{rest}.".startswith(f"{door}.") for who, door in DOORS):
                wrong.append(complaint(path, line, name))
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("owner", ONLY_IN)
def test_what_belongs_to_one_room_is_known_there_only(owner):
    wrong = [
        complaint(path, line, name)
        for room in MAY.keys() - {owner}
        for path in modules(room)
        for line, name in imports(path)
        if name.partition(".")[0] in ONLY_IN[owner]
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_domain_needs_only_the_standard_library_and_no_disk():
    allowed = (sys.stdlib_module_names | {HOUSE}) - NOT_IN_DOMAIN
    wrong = [
        complaint(path, line, name)
        for path in modules("domain")
        for line, name in imports(path)
        if name.partition(".")[0] not in allowed
    ]
    for path in modules("domain"):
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        wrong += [complaint(path, c.lineno, "a file") for c in calls if getattr(c.func, "id", "") in ("open", "print")]
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_module_of_the_domain_needs_itself():
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in modules("domain")}
    needs = {
        name: {module for _, full in imports(path, at_top=True) for module in (full, full.rpartition(".")[0])}
        & (names.keys() - {name})
        for name, path in names.items()
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))
