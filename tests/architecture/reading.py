"""What the tests of the house read: its files, its floors, its code as trees."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
CAUCE = ROOT / "cauce"
JOINT = re.compile(r'"\s*\n\s*[rf]?"')  # one sentence on several lines of code


@cache
def committed() -> tuple[Path, ...]:
    """Every file the repository keeps, or would keep: what git lists, without what it ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    return tuple(ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file())


def named(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """The kept files with these endings under a folder."""
    return list(_named(suffixes, under))


@cache
def _named(suffixes: tuple[str, ...], under: Path) -> tuple[Path, ...]:
    return tuple(p for p in committed() if p.suffix in suffixes and p.is_relative_to(under))


def is_test(path: Path) -> bool:
    inside = path.relative_to(ROOT).parts
    return "tests" in inside or path.name == "conftest.py"


def modules(under: Path = CAUCE) -> Iterator[Path]:
    """The program's own modules: no tests, no migrations."""
    yield from _modules(under)


@cache
def _modules(under: Path) -> tuple[Path, ...]:
    return tuple(p for p in named(".py", under=under) if not is_test(p) and "migrations" not in p.parts)


def code(under: Path = CAUCE, *, naming: tuple[str, ...] = ()) -> Iterator[tuple[Path, ast.Module]]:
    """The program's own modules as trees; ``naming``: only those that hold one of these words.

    All of them are 250 MB, and are kept: whoever reads them without ``naming`` runs apart
    (tests/suite/apart.py). Of those with ``naming`` none is kept.
    """
    for path in modules(under):
        if not naming or any(word in path.read_text(encoding="utf-8") for word in naming):
            yield path, _parsed(path) if naming else tree(path)


@cache
def tree(path: Path) -> ast.Module:
    return _parsed(path)


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def floors() -> dict[str, int]:
    """Part of ``cauce`` → its floor, 0 the highest, as .importlinter lists them."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config["importlinter:contract:floors"]["layers"].split("\n")
    found: dict[str, int] = {}
    for number, line in enumerate(line for line in lines if line.strip()):
        found |= {part.strip(): number for part in line.split("|")}
    return found


def room_of(app: str) -> str:
    """The room of an application: the folder of ``cauce`` that holds it, however deep."""
    config = apps.app_configs.get(app)
    name = config.name if config else app
    return name.split(".")[1] if name.startswith("cauce.") else name


def app_of(path: Path) -> str:
    """The label of the application that a file belongs to; '' where it belongs to none."""
    config = apps.get_containing_app_config(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return config.label if config else ""


def question(path: Path) -> str:
    """The question that a module of rules answers, as a dotted name; '' where it is no rule.

    ``cauce/rules/law.py``, ``cauce/rules/pathway/step.py``, ``kits/rules.py``, ``cases/rules/letters.py``;
    a feature's folder of rules whose own ``__init__`` offers something answers one.
    """
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    if "rules" not in parts or parts[0] != "cauce":
        return ""
    at = parts.index("rules")
    offers = ROOT.joinpath(*parts[: at + 1], "__init__.py")
    if at > 1 and offers.exists() and offers.stat().st_size:
        return ".".join(parts[: at + 1])
    return ".".join(parts[: at + 2]).removesuffix(".__init__")


def whole(where: str, what: str) -> str:
    """A dotted name as a file says it, without its leading dots."""
    dots = len(what) - len(what.lstrip("."))
    package = where.split("/")[:-1]
    return ".".join([*package[: len(package) - dots + 1], what.lstrip(".")]) if dots else what


@cache
def nodes(module: ast.AST) -> tuple[ast.AST, ...]:
    """Every node of a tree, as ``ast.walk`` gives them: some twenty tests look at each of the program's."""
    return tuple(ast.walk(module))


@cache
def imports(module: ast.Module) -> tuple[tuple[int, str], ...]:
    """(line, dotted name) of everything a module imports; ``from a import b`` gives ``a.b``."""
    found: list[tuple[int, str]] = []
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return tuple(found)
