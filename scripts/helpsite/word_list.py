"""The words to look up, a page of the help: from docs/words.csv, the content and the journal's sentences.

The sixty words to read first are in GLOSSARY.md, by hand. Here stand the others, the states and the
catalogues (docs/words.csv), and what the program itself says: the roles and acts of the content in force,
and what the journal says of each act of the program.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTS = ROOT / "docs/words.csv"
HEAD = """# Palabras · Words

To look up, not to read: the sixty words to begin with are in the [glossary](../../../GLOSSARY.md). A word in
`code` is the name in the program. A new word, state or catalogue goes into `docs/words.csv`.
"""


def rows(name: str) -> list[list[str]]:
    """The rows of one list of docs/words.csv: name, Spanish, English, meaning."""
    with LISTS.open(encoding="utf-8", newline="") as file:
        return [row[1:] for row in list(csv.reader(file))[1:] if row[0] == name]


def table(heads: str, found: Iterable[Iterable[str]]) -> str:
    width = heads.count("|") - 1
    return "\n".join([heads, "|---" * width + "|", *(f"| {' | '.join(row)} |" for row in found)])


def page() -> str:
    from cauce.content.loader import load_edition
    from cauce.desk.custody.journal.saying import DID

    edition = load_edition()
    roles = [(f"`{one.id}`", one.title.es, one.title.en) for one in edition.catalogues["roles"]]
    acts = [(f"`{one.id}`", one.title.es, one.title.en) for one in edition.acts.values()]
    did = [(f"`{name}`", text.es, text.en) for name, text in sorted(DID.items())]
    states = [(f"`{name}`", *said) for name, *said in rows("state")]
    lists = [(f"`{name}`", es, en) for name, es, en, _ in rows("catalogue")]
    parts = {
        "Otras palabras · Other words": table(
            "| español | English | what it means |", (row[1:] for row in rows("word"))
        ),
        "Estados · States": table("| state | español | English | of |", states),
        "Catálogos · Catalogues": table("| catalogue | español | English |", lists),
        "Funciones · Roles": table("| role | español | English |", roles),
        "Los actos del Protocolo · The acts of the Protocol": table("| act | español | English |", acts),
        "Lo que el programa hace · What the program does": table("| act | español | English |", did),
    }
    return "\n".join([HEAD, *(f"## {name}\n\n{text}\n" for name, text in parts.items())])
