"""The commands of docs/deploy.md as they stand there, and who types each block in a test."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/deploy.md"
BLOCK = re.compile(r"^```sh ([a-z-]+)\n(.*?)^```$", re.M | re.S)
# Every block by its name in the guide; tests/dist/test_guide.py types each of them.
TYPED = (
    "postgresql",
    "install",
    "doctor",
    "recipient",
    "ceremony",
    "certificate",
    "places",
    "people",
    "backup",
    "elsewhere-there",
    "elsewhere",
    "ministry",
    "drill",
    "upgrade",
    "extras",
    "remove",
)


def halves(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Name and commands of each block, of the Spanish half and of the English one, in order."""
    spanish, english = text.split("\n---\n")
    return BLOCK.findall(spanish), BLOCK.findall(english)


def block(name: str) -> str:
    """The commands of a block. Raises ``KeyError``."""
    return dict(halves(GUIDE.read_text("utf-8"))[0])[name]
