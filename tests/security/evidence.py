"""What a table says of itself: that the tests and files it names are there, and that those tests run."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.reading import ROOT

RUN = ("cauce/", "tests/")  # pyproject.toml, testpaths


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of ``docs/security``."""
    with (ROOT / "docs/security" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(evidence: str) -> list[str]:
    return [one.strip() for one in evidence.split(";") if one.strip()]


@cache
def _tests(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and not _skipped(node)
    )


def _skipped(node: ast.FunctionDef) -> bool:
    marks = [ast.unparse(one) for one in node.decorator_list]
    return any(".skip" in mark or "xfail" in mark for mark in marks)


def is_test(one: str) -> bool:
    return "::" in one


def missing(one: str) -> str:
    """What is wrong with one piece of evidence, or ''."""
    path, _, name = one.partition("::")
    file = ROOT / path
    if not file.exists():
        return f"{path} does not exist"
    if not name:
        return ""
    if not path.startswith(RUN) or not file.name.startswith("test_"):
        return f"{path} is not run by ./test"
    if not name.startswith("test_") or name not in _tests(file):
        return f"{path} has no test {name} that runs"
    return ""


def wrong(table: list[dict[str, str]], key: str) -> Iterator[str]:
    """Every row whose evidence is not there."""
    for row in table:
        for one in named(row["evidence"]):
            if found := missing(one):
                yield f"{row[key]}: {found}"
