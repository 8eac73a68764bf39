"""Entries as rows of a table, and what every page of the auditor's desk shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest

from cauce.content.model import Text
from cauce.custody.journal.models import Entry
from cauce.staff.offices import access as offices
from cauce.ui.listed import BY_TIME, Pages, address
from cauce.ui.nav import nav
from cauce.ui.tabs import page_tabs
from cauce.ui.words import exact, language_of

from . import saying

NO_FOLIOS: Mapping[str, str] = {}
SYSTEM = Text(es="El sistema", en="The system")
TELEPHONE = Text(es="Un teléfono de campo", en="A field telephone")
BY_LINK = Text(es="Quien recibe, por un enlace", en="A receiver, by a link")
NOBODY = Text(es="Alguien sin cuenta", en="Somebody without an account")
PARTS = Text(es="Partes de la bitácora", en="Parts of the journal")
TABS = (
    ("auditor:journal", Text(es="Todo", en="Everything")),
    ("auditor:looked", Text(es="Quién vio a quién", en="Who saw whom")),
    ("auditor:unusual", Text(es="Actividad inusual", en="Unusual activity")),
    ("auditor:refusals", Text(es="Lo que se negó", en="What was refused")),
    ("auditor:glass", Text(es="Aperturas de emergencia", en="Emergency openings")),
    ("auditor:exports", Text(es="Lo que salió", en="What went out")),
)


def frame(request: HttpRequest, current: str, **more: Any) -> dict[str, Any]:
    """The navigation and the tabs, and what the page itself shows."""
    return {"nav": nav(request, "auditor"), "tabs": page_tabs(PARTS, TABS, current)} | more


def older(mark: str, **values: str) -> Pages | None:
    """The way to what is older than the last shown; ``values``: whose. None: nothing is."""
    return Pages(after=address(values, antes=mark), words=BY_TIME) if mark else None


def chain_name(name: str) -> Text:
    return Text(es="La red", en="The network") if name == "network" else Text(es=name, en=name)


def who(actor: str, names: dict[str, str]) -> object:
    """The name of an account, or what else acted."""
    other = BY_LINK if actor.startswith("link:") else NOBODY
    other = TELEPHONE if actor.startswith("tel:") else other
    return names.get(actor) or (SYSTEM if actor == "system" else other)


def moment(at: dt.datetime, language: str) -> str:
    return exact(at.astimezone(dt.UTC), language)


def rows(
    entries: Iterable[Entry], language: str | None, folios: Mapping[str, str] = NO_FOLIOS
) -> list[dict[str, object]]:
    """Each entry in plain words. ``folios``: of the cases that were asked for by them, by their ids."""
    entries = list(entries)
    names = offices.names_of({entry.actor for entry in entries if len(entry.actor) == 36})
    said = language_of(language)
    return [
        {
            "at": moment(entry.at, said),
            "who": who(entry.actor, names),
            "what": saying.sentence(entry),
            "about": saying.about(entry, folios),
            "codes": saying.codes(entry),
            "chain": chain_name(entry.chain),
            "number": entry.number,
            "refused": entry.kind == "refused",
        }
        for entry in entries
    ]
