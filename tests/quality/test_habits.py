"""The habits of this house, each with a machine behind it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "app" / "clausebench"
SOURCES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "packaging").glob("*.py")])
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40

DOORS = {
    "cryptography": ("exporting/signing/",),
    "llama_cpp": ("engines/llama/",),
    "huggingface_hub": ("engines/weights/",),
    "filelock": ("engines/weights/",),
    "keyring": ("engines/weights/",),
    "send2trash": ("engines/weights/",),
    "sqlite_utils": ("storage/",),
    "sqlite3": ("storage/",),
    "pygments": ("lexers/", "ui/highlight"),
    "sklearn": ("engines/triage/", "services/calibrating"),
    "charset_normalizer": ("importing/grids/encoding",),
    "pyarrow": ("importing/grids/parquet",),
    "yaml": ("importing/grids/promptfoo",),
    "matplotlib": ("exporting/charts/",),
    "typst": ("exporting/reports/pdf/",),
    "PySide6": ("ui/", "bootstrap/"),
}
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)($|_)")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    assert function.end_lineno is not None
    docstring = 0
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        docstring = first.end_lineno - first.lineno + 1
    return function.end_lineno - function.lineno + 1 - docstring


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=_name)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_functions_stay_small(path: Path) -> None:
    tree = ast.parse(path.read_text())
    long = {f.name: _length(f) for f in _functions(tree) if _length(f) > MAX_FUNCTION_LINES}
    assert not long


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=_name)
def test_each_library_has_one_door(path: Path) -> None:
    inside = path.relative_to(PACKAGE).as_posix()
    for module in _imports(ast.parse(path.read_text())):
        doors = DOORS.get(module.partition(".")[0])
        assert doors is None or inside.startswith(doors), f"{module} belongs to {doors}"


def test_the_domain_needs_only_the_standard_library() -> None:
    import sys

    for path in (PACKAGE / "domain").rglob("*.py"):
        for module in _imports(ast.parse(path.read_text())):
            top = module.partition(".")[0]
            assert top in sys.stdlib_module_names or module.startswith("clausebench.domain"), (
                f"{_name(path)} imports {module}"
            )


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=_name)
def test_names_say_what_a_thing_is(path: Path) -> None:
    assert not BANNED_NAMES.search(path.stem)
    classes = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ClassDef)]
    assert not [c.name for c in classes if c.name.startswith("Test") or c.name.endswith("Manager")]


@pytest.mark.parametrize("path", sorted((PACKAGE / "ui").rglob("*.py")), ids=_name)
def test_the_window_never_blocks_on_a_dialog(path: Path) -> None:
    text = path.read_text()
    assert ".exec(" not in text.replace("application.exec(", "").replace("menu.exec(", "")
    assert "processEvents" not in text


def test_nothing_is_shown_as_html() -> None:
    """Pasting reads a clipboard's HTML into an unseen document, to take Markdown out of it."""
    found = {_name(p) for p in (PACKAGE / "ui").rglob("*.py") if "setHtml(" in p.read_text()}
    assert found <= {"app/clausebench/ui/text/pasting.py"}


def test_every_shipped_module_has_a_docstring() -> None:
    bare = [_name(p) for p in SOURCES if not ast.get_docstring(ast.parse(p.read_text()))]
    assert not bare
