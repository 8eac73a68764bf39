"""Where a statement comes from, said in words and by a shape: the same everywhere in the document."""

from __future__ import annotations

import datetime as dt

from cauce.content.model import Source, Text, word_tables
from cauce.protocol.documents.words import day

# What the reader must never have to guess: whether this is official, and who says so.
WORDS = word_tables(__file__)
SHORT = WORDS["short"]
# Beside a sign, wherever somebody might otherwise take one thing for another.
PLAIN = WORDS["plain"]
LONG = WORDS["long"]
ORDER = ("real", "law", "derived", "proposed")

# The signs, drawn in a square of 10; full, square, half and hollow are told apart without colour.
SIGNS = {
    "real": '<circle cx="5" cy="5" r="4" fill="#16232b"/>',
    "law": '<rect x="1.2" y="1.2" width="7.6" height="7.6" fill="#0a4d68"/>',
    "derived": (
        '<circle cx="5" cy="5" r="3.7" fill="#ffffff" stroke="#16232b" stroke-width="1"/>'
        '<path d="M5 1.3a3.7 3.7 0 0 1 0 7.4z" fill="#16232b"/>'
    ),
    "proposed": (
        '<path d="M5 0.8 9.4 9.2H0.6z" fill="#ffffff" stroke="#16232b" stroke-width="1.1" '
        'stroke-dasharray="2 1.1"/>'
    ),
}

# How far a source was read (``Source.mark``).
MARKS = WORDS["marks"]
# When a source was noted, and that nobody opened it: by how far it was read.
OPENED = Text(es="Abierta y leída el {day}", en="Opened and read on {day}")
SEEN = WORDS["seen"]
FROM_REFERENCE = Text(
    es="Anotada el {day} según la referencia del proyecto; página no consultada nuevamente",
    en="Noted on {day} from the project's reference; page not consulted again",
)
WITHOUT_ADDRESS = Text(
    es="Anotada el {day} según la referencia del proyecto; sin dirección que abrir",
    en="Noted on {day} from the project's reference; no address to open",
)
SHORTLY = Text(
    es="anotada el {day} según la referencia, no consultada nuevamente",
    en="noted on {day} from the reference, not consulted again",
)


# The same in a word, explained once above the list: by ``mark``, or by whether somebody opened it.
READ = {
    "opened": (
        Text(es="leída", en="read"),
        Text(es="alguien la abrió y la leyó ese día", en="somebody opened and read it on that day"),
    ),
    "S": (
        Text(es="de la referencia", en="from the reference"),
        Text(
            es="anotada ese día según la referencia del proyecto; no consultada nuevamente",
            en="noted on that day from the project's reference; not consulted again",
        ),
    ),
    "S-toc": (
        Text(es="solo el índice", en="contents only"),
        Text(es="de ella solo se leyó el título o el índice", en="only its title or contents page was read"),
    ),
    "K": (
        Text(es="sin leer", en="not read"),
        Text(
            es="anotada ese día como conocimiento general, por comprobar",
            en="noted on that day as general knowledge, still to be checked",
        ),
    ),
    "I": (Text(es="inferencia", en="inference"), Text(es="se deduce de otras", en="it follows from others")),
    "P": (
        Text(es="propuesta", en="proposal"),
        Text(es="nuestra, escrita ese día", en="ours, written on that day"),
    ),
}


def read(source: Source, language: str) -> tuple[str, dt.date]:
    """How far it was read, in a word of ``READ``, and the day of the reading or of the note."""
    if source.opened_on is not None:
        return READ["opened"][0][language], source.opened_on
    return READ[source.mark][0][language], source.last_checked


def seen(source: Source, language: str, *, short: bool = False) -> str:
    """When it was noted and whether anybody opened it: the date of a note is no reading."""
    if source.opened_on is not None:
        words, date = OPENED, source.opened_on
    else:
        reference = FROM_REFERENCE if source.url else WITHOUT_ADDRESS
        words, date = SEEN.get(source.mark, SHORTLY if short else reference), source.last_checked
    told = words[language].format(day=day(date, language))
    return told[:1].lower() + told[1:] if short else told


KINDS = WORDS["kinds"]
