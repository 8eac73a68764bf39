"""Write the list of the decision records, docs/decisions/README.md, from their first lines.

    python -m scripts.records      ``make docs`` does it too

A record begins ``# N. What was decided``. Where a later one takes its place, its third line is
``Superseded by [record NN](NN-NAME.md).``, and ``in part`` before the dot where some of it still holds.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/decisions"
TITLE = re.compile(r"# (\d+)\. (\S.*)")
MARK = re.compile(r"(Superseded(?: in part)?) by ((?:\[record \d+\]\([\w.-]+\)(?:, | and )?)+)\.")
HEAD = """# Decisions

One page for each decision: what made it necessary, what was decided, what follows; in the order in which
they were taken. A record is not rewritten when a decision changes: a new one says why, and the old one
names it. `make docs` writes this list.

| | what was decided | |
|--:|---|---|
"""


def row(name: str, text: str) -> str:
    """The row of a record. Raises ``ValueError`` for one that begins otherwise."""
    lines = text.split("\n")
    title = TITLE.fullmatch(lines[0])
    if not title or int(title[1]) != int(name[:4]):
        raise ValueError(f"{name}: begin with «# {int(name[:4])}. What was decided»")
    mark = MARK.fullmatch(lines[2]) if len(lines) > 2 and lines[2].startswith("Superseded") else None
    if len(lines) > 2 and lines[2].startswith("Superseded") and not mark:
        raise ValueError(f"{name}: say «Superseded by [record NN](NN-NAME.md).»")
    state = f"{mark[1].lower()} by {mark[2]}" if mark else ""
    return f"| {title[1]} | [{title[2]}]({name}) | {state} |"


def index() -> str:
    files = sorted(FOLDER.glob("[0-9]*.md"))
    return HEAD + "\n".join(row(one.name, one.read_text(encoding="utf-8")) for one in files) + "\n"


if __name__ == "__main__":
    (FOLDER / "README.md").write_text(index(), encoding="utf-8")
