"""Draw the rooms and what each one uses, from the imports, into docs/architecture.md.

    python scripts/architecture.py      writes the page again; ``make docs`` does it too

The page has two parts between marks: a table of the rooms, from the first line of each room's docstring and
its folders; and a drawing in Mermaid. A test refuses a page that is not what this writes.
"""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/architecture.md"
# Folders that every room or feature may have, and that are no feature.
PLAIN = {
    "actions",
    "access",
    "models",
    "migrations",
    "rules",
    "rounds",
    "tests",
    "templates",
    "static",
    "data",
}
KINDS = {"management", "settings", "templatetags", "checks", "schemas", "sqlite3", "__pycache__"}


def floors() -> list[list[str]]:
    """The rooms, from the highest floor down, as .importlinter lists them."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config["importlinter:contract:floors"]["layers"].split("\n")
    return [[room.strip() for room in line.split("|")] for line in lines if line.strip()]


def product(modules: Iterable[str]) -> Iterator[str]:
    """Without the tests: they may look up."""
    return (one for one in modules if ".tests" not in one and not one.endswith(".conftest"))


def arrows() -> set[tuple[str, str]]:
    """(room, a room that it imports from), over every module of the program."""
    graph = grimp.build_graph("cauce", cache_dir=None)
    found = set()
    for module in product(graph.modules):
        for used in product(graph.find_modules_directly_imported_by(module)):
            here, there = (name.split(".")[1:2] for name in (module, used))
            if here and there and here != there:
                found.add((here[0], there[0]))
    return found


def shortest(found: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The arrows that do not follow from others: when a → b → c, a → c is left out."""
    uses: dict[str, set[str]] = {}
    for a, b in found:
        uses.setdefault(a, set()).add(b)

    def reached(start: set[str]) -> set[str]:
        seen: set[str] = set()
        while start:
            seen |= start
            start = {far for near in start for far in uses.get(near, ())} - seen
        return seen

    return sorted((a, b) for a, b in found if b not in reached(uses[a] - {b}))


def folders(where: str) -> set[str]:
    """The folders of a room, or of its pages, that are features of their own."""
    here = ROOT / "cauce" / where
    found = {one.name for one in here.iterdir() if (one / "__init__.py").exists()} if here.is_dir() else set()
    return found - PLAIN - KINDS


def features(room: str) -> list[str]:
    """The features of a room; of the desk, which has a folder for each room, what has no room of its own."""
    if room == "desk":
        rooms = {one for floor in floors() for one in floor}
        return [
            f"{one}/{part}"
            for one in sorted(folders("desk") - rooms)
            for part in sorted(folders(f"desk/{one}"))
        ]
    return sorted(folders(room) | folders(f"desk/{room}"))


def says(room: str) -> str:
    """The first line of the room's docstring."""
    text = (ROOT / "cauce" / room / "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").split("\n")[0].replace("``", "`")


def table() -> str:
    rows = [
        "| room | what it is for | its features, in `cauce/ROOM/` and `cauce/desk/ROOM/` |",
        "|---|---|---|",
    ]
    for floor in floors():
        for room in floor:
            rows.append(f"| `{room}` | {says(room)} | {', '.join(features(room))} |")
    return "\n".join(rows)


def drawing(found: set[tuple[str, str]]) -> str:
    lines = ["```mermaid", "flowchart TD"]
    for floor in floors():
        lines += [f"  {room}" for room in floor]
    lines += [f"  {a} --> {b}" for a, b in shortest(found)]
    return "\n".join([*lines, "```"])


def written(page: str, parts: dict[str, str]) -> str:
    """The page with each part put between its marks."""
    for name, text in parts.items():
        start, end = f"<!-- {name}: make docs -->", f"<!-- end of {name} -->"
        if start not in page or end not in page:
            raise ValueError(f"{PAGE.name} has no marks for «{name}»")
        page = re.sub(
            f"{re.escape(start)}.*?{re.escape(end)}",
            lambda _, put=f"{start}\n\n{text}\n\n{end}": put,
            page,
            flags=re.DOTALL,
        )
    return page


def parts() -> dict[str, str]:
    return {"rooms": table(), "drawing": drawing(arrows())}


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), parts()), encoding="utf-8")
