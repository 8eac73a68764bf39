"""The directories among the tools, on paper: today's entries of the region, with who may be called."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_tools import Tool
from cauce.directory.access import EntryView, Wanted, find
from cauce.protocol.documents.references import Table
from cauce.protocol.documents.words import day
from cauce.rules.permissions import Actor

MEXICAN = ("T3",)  # these are looked for in Mexico, whatever the post
MOST = 60
HEADS = (
    Text(es="Servicio", en="Service"),
    Text(es="Ofrece", en="Offers"),
    Text(es="Ciudad", en="City"),
    Text(es="Teléfono", en="Telephone"),
    Text(es="Verificado", en="Verified"),
)
NOBODY = Text(
    es="Todavía no hay ninguna ficha verificada para esta región.",
    en="There is no verified entry for this region yet.",
)
NEVER = Text(es="sin verificar", en="not verified")
BY_TELEPHONE = Text(es="reservado", en="kept apart")


def tables(
    actor: Actor, edition: Edition, tool: Tool, post: Any, language: str, on: dt.date
) -> dict[str, tuple[Table, ...]]:
    """A table for each section that shows the directory, by the id of the section.

    Addresses are never in it, nor telephones that are kept apart. Raises ``Absent`` for whoever may
    not look in the directory.
    """
    kinds = {row.id: row.title[language] for row in edition.catalogues["services"]}
    found = {}
    for section in tool.sections:
        if section.shows is None or section.shows.what != "directory":
            continue
        mexican = tool.number in MEXICAN
        wanted = Wanted(
            kinds=tuple(section.shows.names), state="" if mexican or post is None else post.state, limit=MOST
        )
        rows = [one for one in find(actor, wanted, on).rows if not mexican or _in_mexico(one)]
        found[section.id] = (_table(rows, kinds, language),)
    return found


def _in_mexico(entry: EntryView) -> bool:
    return any(place.country == "MX" for place in entry.places)


def _table(rows: list[EntryView], kinds: dict[str, str], language: str) -> Table:
    if not rows:
        return Table("", (HEADS[0][language],), ((NOBODY[language],),))
    return Table(
        "",
        tuple(head[language] for head in HEADS),
        tuple(
            (
                one.name,
                ", ".join(kinds.get(kind, kind) for kind in one.kinds) or "–",
                ", ".join(dict.fromkeys(p.city for p in one.places if p.city and not p.sealed)) or "–",
                _telephone(one, language),
                day(one.assured_date, language) or NEVER[language],
            )
            for one in rows
        ),
    )


def _telephone(entry: EntryView, language: str) -> str:
    if entry.phones:
        return entry.phones[0].number
    return BY_TELEPHONE[language] if entry.phones_sealed else "–"
