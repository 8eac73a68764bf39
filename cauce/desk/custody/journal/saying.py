"""One plain sentence for each entry of the journal, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from cauce.content.model import Text, both, word_tables
from cauce.custody.features import features
from cauce.custody.journal.models import Entry
from cauce.protocol.editions.access import current_edition
from cauce.ui.doors import doors


def _said(name: str) -> dict[str, Text]:
    """What all features say under this name. Raises ``ValueError`` when two say the same."""
    found: dict[str, Text] = {}
    for feature in features():
        for table in feature.sentences:
            said = word_tables(str(feature.table(table))).get(name, {})
            if twice := found.keys() & said.keys():
                raise ValueError(f"{feature.package}: {sorted(twice)} has a sentence already")
            found |= said
    return found


# What was done, by the name of the act; what was read; what somebody had no right to, by the permission
# that was missing; and what an entry is about, by its kind. Each feature says its own: ``sentences.csv``.
DID, READ, WANTED, ABOUT = (_said(name) for name in ("did", "read", "wanted", "about"))
# Every page of a case is a read of its record.
RECORD = both("Leyó un expediente", "Read a record")
KINDS: dict[str, Text] = {
    "act": both("Lo que se hizo", "What was done"),
    "read": both("Lo que se leyó", "What was read"),
    "refused": both("Lo que se negó", "What was refused"),
}


def sentence(entry: Entry) -> Text:
    """What happened, in a few words; a name that no list has is shown as it stands."""
    if entry.kind == "refused":
        wanted = WANTED.get(entry.what) or WANTED.get(str(entry.detail.get("permission")))
        wanted = wanted or both(f"hacer «{entry.what}»", f"do “{entry.what}”")
        return both(f"No se le permitió {wanted.es}", f"Was not allowed to {wanted.en}")
    if entry.kind == "read":
        if entry.what.startswith("case.") and entry.what not in READ:
            return RECORD
        return READ.get(entry.what) or both(f"Leyó «{entry.what}»", f"Read “{entry.what}”")
    return DID.get(entry.what) or both(f"Hizo «{entry.what}»", f"Did “{entry.what}”")


def about(entry: Entry, folios: Mapping[str, str]) -> Text | None:
    """What it was about: its kind, and its folio or the beginning of its number. None: it was about nothing.

    ``folios``: those of cases, by their ids.
    """
    if not entry.about_id:
        return None
    if entry.about_kind == "chain" and entry.about_id == "all":
        return ABOUT["all"]
    kind = ABOUT.get(entry.about_kind) or both(entry.about_kind, entry.about_kind)
    short = folios.get(entry.about_id) or entry.about_id[:8]
    return both(f"{kind.es} {short}", f"{kind.en} {short}")


@cache
def pages() -> dict[str, Text]:
    """The names of pages as their menus have them, by the names of their addresses."""
    named = [one for door in doors() for one in (*door.menu, *door.case_parts)]
    return {one.route: one.label for one in named}


# Features that no menu names, in the words by which their pages are known.
ELSEWHERE: dict[str, Text] = {
    "account": both("Mi cuenta", "My account"),
    "find": both("Buscar", "Find"),
    "notes": both("Notas", "Notes"),
    "notices": both("Avisos", "Notices"),
    "reply": both("Solicitud por enlace", "Request by link"),
    "transfers": both("Entre consulados", "Between posts"),
}


@cache
def places() -> dict[str, Text]:
    """What the menu calls a feature, by its name: for its pages without an entry of their own."""
    found = dict(ELSEWHERE)
    for route, label in pages().items():
        found.setdefault(route.partition(":")[0], label)
    return found


# The codes that an entry carries and that say something to a reader.
CODES: dict[str, Text] = {
    "act": both("acto", "act"),
    "action": both("paso", "step"),
    "cases": both("casos", "cases"),
    "need": both("necesidad", "need"),
    "outcome": both("resultado", "outcome"),
    "permission": both("permiso", "permission"),
    "purpose": both("para", "for"),
    "route": both("página", "page"),
    "reason": both("motivo", "reason"),
    "role": both("función", "role"),
    "what": both("respuesta", "answer"),
}


def codes(entry: Entry) -> Text | None:
    """The codes of the entry («paso P2-12»); None: it carries none of them."""
    given = [(CODES[n], _named(n, v)) for n, v in sorted(entry.detail.items()) if n in CODES and v]
    if not given:
        return None
    return both(
        " · ".join(f"{words.es}: {value.es}" for words, value in given),
        " · ".join(f"{words.en}: {value.en}" for words, value in given),
    )


def _named(name: str, value: object) -> Text:
    """A code in the words of the edition; one that no list has, as it stands."""
    edition, code = current_edition(), str(value)
    if name == "act" and code in edition.acts:
        return edition.acts[code].title
    if name == "permission" and code in WANTED:
        return WANTED[code]
    if name == "route":
        return pages().get(code) or places().get(code.partition(":")[0]) or both(code, code)
    if name == "purpose" and code in edition.vocabulary.purposes:
        return edition.vocabulary.purposes[code].title
    lists = {"need": "needs", "reason": "rejection_reasons"}
    rows = edition.catalogues[lists[name]] if name in lists else ()
    return next((row.title for row in rows if row.id == code), both(code, code))


def whats() -> list[tuple[str, Text]]:
    """Every name that may be looked for, with its words, by name."""
    return sorted({**DID, **READ}.items())
