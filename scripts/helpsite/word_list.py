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
HEAD = {
    "es": """# Palabras

Para consultar, no para leer: las primeras sesenta están en el [glosario](../../../GLOSSARY.md). Lo escrito
como `código` es el nombre en el programa. Una palabra, un estado o un catálogo nuevo va en `docs/words.csv`.
""",
    "en": """# Words

To look up, not to read: the sixty words to begin with are in the [glossary](../../../GLOSSARY.md). A word in
`code` is the name in the program. A new word, state or catalogue goes into `docs/words.csv`.
""",
}
PARTS = {
    "es": (
        *("Otras palabras", "Estados", "Catálogos", "Funciones"),
        *("Los actos del Protocolo", "Lo que el programa hace"),
    ),
    "en": (
        "Other words",
        "States",
        "Catalogues",
        "Roles",
        "The acts of the Protocol",
        "What the program does",
    ),
}
NAMES = {"es": ("nombre", "qué es", "de qué"), "en": ("name", "what it means", "of")}


def rows(name: str, language: str) -> list[tuple[str, str, str, str]]:
    """The rows of one list of docs/words.csv: name, Spanish, English, and what it means in one of them."""
    with LISTS.open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["list"] == name]
    return [(row["name"], row["es"], row["en"], row[f"means_{language}"]) for row in found]


def table(heads: Iterable[str], found: Iterable[Iterable[str]]) -> str:
    names = list(heads)
    lines = [names, ["---"] * len(names), *found]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(language: str) -> str:
    """The whole page in one language: each word in both, and what it means in that one."""
    from cauce.content.loader import load_edition
    from cauce.desk.custody.journal.saying import DID

    edition = load_edition()
    roles = [(f"`{one.id}`", one.title.es, one.title.en) for one in edition.catalogues["roles"]]
    acts = [(f"`{one.id}`", one.title.es, one.title.en) for one in edition.acts.values()]
    did = [(f"`{name}`", text.es, text.en) for name, text in sorted(DID.items())]
    states = [(f"`{name}`", *said) for name, *said in rows("state", language)]
    lists = [(f"`{name}`", es, en) for name, es, en, _ in rows("catalogue", language)]
    name, means, of = NAMES[language]
    both = ("español", "English")
    tables = (
        table((*both, means), (row[1:] for row in rows("word", language))),
        table((name, *both, of), states),
        *(table((name, *both), found) for found in (lists, roles, acts, did)),
    )
    parts = zip(PARTS[language], tables, strict=True)
    return "\n".join([HEAD[language], *(f"## {part}\n\n{text}\n" for part, text in parts)])
