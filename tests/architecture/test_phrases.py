"""Phrases that read like a riddle or a translation do not come back; each failure says the better form.

``phrases.csv`` is the list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from .reading import CAUCE, JOINT, ROOT, named, short

HERE = Path(__file__).parent
DOCSTRING = re.compile(r'""".*?"""', re.DOTALL)
BREAK = re.compile(r"\n\s*(?:[|>-]\s)?")
HISTORY = ("content/CHANGELOG.md", "docs/decisions/")


class Phrase(NamedTuple):
    said: str
    better: str
    may_stand: tuple[str, ...]  # longer phrases, or beginnings and parts of paths, where it is right


def phrases() -> list[Phrase]:
    with (HERE / "phrases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [Phrase(said, better, tuple(p for p in ok.split(";") if p)) for said, better, ok in rows]


def used(path: Path) -> bool:
    """Whether it belongs to an edition that was, or is a first version: what was used is never edited."""
    if path.name.endswith(".v1.yaml"):
        return True
    over = [p for p in path.parents if p.is_relative_to(ROOT) and p != ROOT / "content"]
    return any((p / "edition.yaml").exists() for p in over)


def pages() -> Iterator[tuple[str, str]]:
    """What somebody reads: every screen, error, mail, document and the content."""
    code = [p for p in named(".py", under=CAUCE) if {"tests", "migrations"}.isdisjoint(p.parts)]
    prose = [ROOT / name for name in ("README.md", "LEEME.md", "GLOSSARY.md")]
    content = named(".yaml", ".md", ".csv", under=ROOT / "content")
    for path in (
        *code,
        *named(".html", ".txt", ".js", ".csv", ".yaml", under=CAUCE),
        *prose,
        *named(".md", under=ROOT / "docs"),
        *(p for p in content if not used(p)),
    ):
        name = short(path)
        if not name.startswith(HISTORY):
            yield name, path.read_text(encoding="utf-8")


def as_read(name: str, text: str) -> str:
    """A sentence is one line, in small letters, without what only a programmer reads."""
    if name.endswith(".py"):
        text = JOINT.sub("", DOCSTRING.sub("", text))
    elif name.endswith((".yaml", ".md", ".html")):
        text = BREAK.sub(" ", text)
    return text.lower()


def found(files: Iterable[tuple[str, str]], listed: list[Phrase]) -> list[str]:
    """«file: phrase → better» for each phrase that stands where it may not."""
    bad = []
    for name, text in files:
        read = as_read(name, text)
        for said, better, may_stand in listed:
            if said not in read or any(part in name for part in may_stand):
                continue
            left = read
            for longer in may_stand:
                left = left.replace(longer, "")
            if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", left):
                bad.append(f"{name}: «{said.strip()}» → {better}")
    return bad


def test_no_listed_phrase_comes_back_where_somebody_reads_it():
    files = list(pages())
    assert len(files) > 1500
    assert found(files, phrases()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", 'say("Pregunte a "\n    "la defensa", "x")'),
        ("a.html", "Pregunte a la defensa"),
        ("b.html", "{% say %}\n    Pregunte a\n    la defensa\n  {% en %}\n    x\n  {% endsay %}"),
        ("content/a.yaml", "Pregunte a la defensa"),
    ],
)
def test_it_notices_a_phrase_and_says_the_better_one(name, text):
    (bad,) = found([(name, text)], phrases())
    assert "la abogada o el abogado" in bad
    assert found([(name, text.replace("defensa", "defensa pública"))], phrases()) == []


SAID = re.compile(r'\b(?:subject|SUBJECT|body)\s*=\s*\(?\s*f?"((?:[^"\\]|\\.)*)"')


def test_every_notice_is_said_in_both_languages():
    lines = [
        (short(path), line)
        for path in named(".py", under=CAUCE)
        if "actions" in path.parts and "tests" not in path.parts
        for line in SAID.findall(JOINT.sub("", path.read_text(encoding="utf-8")))
    ]
    assert len(lines) > 40
    assert [one for one in lines if " / " not in one[1] and " " in one[1]] == []
    assert SAID.findall(JOINT.sub("", 'subject="Hay un " "aviso"')) == ["Hay un "]
    assert SAID.findall(JOINT.sub("", 'body=(\n    "Hay un "\n    f"aviso"\n)')) == ["Hay un aviso"]
