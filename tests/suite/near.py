"""``./test --near [COMMIT]``: the tests nearest to what changed, as many as three minutes hold.

What depends on what is read from the tree: imports, templates that a module or another template
names, addresses and names of routes that a test writes, content through its loader, tests beside
the code. Steps of that way from a change are its distance. For work in progress: only the whole
suite says that nothing broke.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import grimp

from . import together
from .durations import UNKNOWN, Row, read
from .progress import duration
from .record import ROOT

SECONDS = 100.0  # by the clock, beside what it takes to start
TEMPLATE = re.compile(r"[\"']([\w./-]+\.html)[\"']")
MOUNTED = re.compile(r"Mount\(\"([\w/-]*)\",\s*\"(\w+)\"")
APP_NAME = re.compile(r"^app_name = \"(\w+)\"", re.MULTILINE)
LOADER = "cauce/content/loader.py"
# Tests that read the repository itself, and so depend on any file of it: so far from each.
READERS, FAR = "tests/architecture/", 3
# What everything stands on, though nothing imports it by name.
EVERYWHERE = ("cauce/site/settings/", "pyproject.toml", "conftest.py", "requirements/")


@dataclass(frozen=True)
class Choice:
    """The files to run, nearest first, and how many were farther than the time allows."""

    files: list[str]
    seconds: float
    farther: int


def changed(since: str | None) -> list[str]:
    """Files that differ from the commit; by default what is not committed, or the last commit."""

    def git(*words: str) -> list[str]:
        told = subprocess.run(("git", *words), cwd=ROOT, capture_output=True, text=True, check=True)
        return told.stdout.splitlines()

    new = git("ls-files", "--others", "--exclude-standard")
    if since:
        return git("diff", "--name-only", since) + new
    return (git("diff", "--name-only", "HEAD") + new) or git("diff", "--name-only", "HEAD~1", "HEAD")


def imports() -> dict[str, set[str]]:
    """file → the files that it imports, of the program and of its tests."""
    graph = grimp.build_graph("cauce", "tests", cache_dir=str(ROOT / "var" / "grimp"))
    files = {module: _file(module) for module in graph.modules}
    return {
        files[module]: {files[one] for one in graph.find_modules_directly_imported_by(module)}
        for module in graph.modules
    }


def _file(module: str) -> str:
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if (ROOT / path).is_dir() else f"{path}.py"


def texts(pattern: str) -> dict[str, str]:
    """file → text, of the files of the program and of the tests that the pattern finds."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for part in ("cauce", "tests")
        for path in (ROOT / part).rglob(pattern)
    }


def templates(python: Mapping[str, str], html: Mapping[str, str]) -> dict[str, set[str]]:
    """file → the templates that it names."""
    named = {path.partition("/templates/")[2]: path for path in html}
    return {
        file: {named[name] for name in TEMPLATE.findall(text) if name in named}
        for file, text in {**python, **html}.items()
    }


def addresses(python: Mapping[str, str]) -> dict[str, set[str]]:
    """test file → the files of addresses whose prefix or name of routes it writes."""
    marks: dict[str, set[str]] = defaultdict(set)
    for file, text in python.items():
        for prefix, module in MOUNTED.findall(text) if file.endswith("/door.py") else ():
            marks[f"/{prefix}"].add(f"{Path(file).parent.as_posix()}/{module}.py")
    for file, text in python.items():
        for name in APP_NAME.findall(text):
            marks[f'"{name}:'].add(file)
    return {
        file: {found for mark, to in marks.items() if mark in text for found in to}
        for file, text in python.items()
        if is_test(file)
    }


def beside(python: Iterable[str]) -> dict[str, set[str]]:
    """test file → the code of the folder whose tests it belongs to."""
    code = defaultdict(set)
    for file in python:
        code[Path(file).parent.as_posix()].add(file)
    return {file: code[Path(file).parents[1].as_posix()] for file in python if is_test(file)}


def is_test(file: str) -> bool:
    return Path(file).name.startswith("test_") and file.endswith(".py")


def users(*ways: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """file → the files that depend on it, over all these ways."""
    found: dict[str, set[str]] = defaultdict(set)
    for way in ways:
        for file, needs in way.items():
            for one in needs:
                found[one].add(file)
    return found


def distances(changes: Iterable[str], used_by: Mapping[str, set[str]]) -> dict[str, int]:
    """file → how many steps it stands from what changed; what cannot be reached is not there."""
    found: dict[str, int] = {}
    waiting = deque()
    for file in changes:
        start = LOADER if file.startswith("content/") else file
        found[start] = 0
        waiting.append(start)
    while waiting:
        file = waiting.popleft()
        for one in used_by.get(file, ()):
            if one not in found:
                found[one] = found[file] + 1
                waiting.append(one)
    return found


def choose(
    changes: list[str], used_by: Mapping[str, set[str]], table: Mapping[str, Row], most: float
) -> Choice:
    """The files of tests nearest to the changes, as many as take so many seconds of all workers."""
    far = distances(changes, used_by)
    tests = {file: far[file] for file in far if is_test(file) and (ROOT / file).exists()}
    if any(file.startswith(EVERYWHERE) for file in changes):
        tests = {file: tests.get(file, 9) for file in table}
    for file in table:
        if changes and file.startswith(READERS):
            tests[file] = min(tests.get(file, FAR), FAR)

    def cost(file: str) -> float:
        return table[file].seconds if file in table else UNKNOWN

    chosen: list[str] = []
    spent = 0.0
    for file in sorted(tests, key=lambda file: (tests[file], cost(file), file)):
        if tests[file] == 0 or spent + cost(file) <= most:
            chosen.append(file)
            spent += cost(file)
    return Choice(chosen, spent, len(tests) - len(chosen))


def main(arguments: list[str]) -> int:
    changes = changed(arguments[0] if arguments else None)
    python, html = texts("*.py"), texts("*.html")
    used_by = users(imports(), templates(python, html), addresses(python), beside(python))
    hands = together.workers()
    found = choose(changes, used_by, read(), SECONDS * hands)
    print(f"{len(changes)} files changed: {', '.join(changes[:6])}{' …' if len(changes) > 6 else ''}")
    print(
        f"{len(found.files)} nearest files of tests, about {duration(found.seconds / hands)};"
        f" {found.farther} farther ones are left to ./test\n",
        flush=True,
    )
    return together.main(found.files) if found.files else together.main(["--checks-only"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
