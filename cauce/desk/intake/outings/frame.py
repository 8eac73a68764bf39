"""What every page of an outing shares: its name, its tabs, and its sentences."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse

from cauce.content.model import Text, both
from cauce.intake.outings.access import Known
from cauce.intake.outings.models import Outing
from cauce.intake.outings.rules import GAPS, LEFT, gaps, left_open
from cauce.intake.outings.words import ZONES
from cauce.rules.hiding import LEAST, is_small, tens
from cauce.rules.permissions import permits
from cauce.ui.nav import nav
from cauce.ui.tabs import page_tabs

PAGES = Text(es="Páginas de la jornada", en="Pages of the outing")
TABS = (
    ("outings:one", Text(es="El día", en="The day")),
    ("outings:team", Text(es="Quiénes", en="Who")),
    ("outings:things", Text(es="Equipo", en="Equipment")),
    ("outings:near", Text(es="Cerca", en="Nearby")),
    ("outings:counts", Text(es="Conteo", en="Counts")),
)


def place_of(outing: Outing) -> Any:
    """The place as the tags take a post: its clock and its city."""
    return SimpleNamespace(name=outing.city, city=outing.city, time_zone=outing.time_zone)


def local(outing: Outing, at: dt.datetime | None) -> str:
    """An hour on the wall of the place; '' for none."""
    return f"{at.astimezone(ZoneInfo(outing.time_zone)):%H:%M}" if at else ""


def coarse(many: int | None) -> Text | None:
    """A count as it is told beyond the post: none, fewer than ten, or the ten below; None: nobody counted."""
    if many is None:
        return None
    if many == 0:
        return both("ninguna", "none")
    if is_small(many):
        return both(f"menos de {LEAST}", f"fewer than {LEAST}")
    return both(f"{tens(many)} o más", f"{tens(many)} or more")


def standing(outing: Outing, known: Known | None, at: dt.datetime) -> tuple[str, Text]:
    """The shape and the words of how an outing stands. ``known`` None: no more than its own row says."""
    if outing.called_off_at:
        return "waived", both("Se canceló", "Called off")
    if outing.late_at:
        return "soon", both("Llegó algo después", "Something arrived later")
    if outing.ends_at < at:
        if known is None:
            closed = outing.closed_at is not None
            return (
                ("met", both("Contada", "Counted")) if closed else ("soon", both("Sin contar", "Not counted"))
            )
        open_ = len(left_open(known.state))
        return (
            ("met", both("Cerrada", "Closed"))
            if not open_
            else ("soon", both(f"Quedó abierto: {open_}", f"Left open: {open_}"))
        )
    if outing.starts_at <= at:
        return "met", both("Es ahora", "It is now")
    if known is None:
        return "open", both("Por venir", "To come")
    lacks = len(gaps(known.state))
    return (
        ("done", both("Lista", "Ready"))
        if not lacks
        else ("soon", both(f"Falta: {lacks}", f"Missing: {lacks}"))
    )


# Where each of them is mended; what is not here is mended on «Equipo».
MENDED = {
    "nobody_leads": "team",
    "nobody_talks": "team",
    "no_telephone": "team",
    "telephone_out": "team",
    "no_interpreter": "team",
    "nobody_answers": "team",
    "no_private_place": "change",
    "not_counted": "counts",
}


def sentences(outing: Outing, known: Known, at: dt.datetime) -> list[tuple[Text, str]]:
    """What lacks before, or what was left open after, each with where it is mended; empty: nothing."""
    if outing.called_off_at:
        return []
    over = outing.ends_at < at
    words, codes = (LEFT, left_open(known.state)) if over else (GAPS, gaps(known.state))
    return [
        (words[code], reverse(f"outings:{MENDED.get(code, 'things')}", args=[outing.id])) for code in codes
    ]


def frame(request: HttpRequest, outing: Outing, current: str, **more: Any) -> dict[str, Any]:
    """The context of a page of one outing."""
    return {
        "nav": nav(request, "outings"),
        "outing": outing,
        "post": outing.post,
        "place": place_of(outing),
        "zone": ZONES.get(outing.time_zone) or both(outing.time_zone, outing.time_zone),
        "tabs": page_tabs(PAGES, TABS, f"outings:{current}", outing.id),
        "elsewhere": outing.time_zone != outing.post.time_zone,
        "plans": permits(request.actor, "outing.plan", outing.scope).allowed and not outing.called_off_at,
        "works": permits(request.actor, "outing.work", outing.scope).allowed and not outing.called_off_at,
        **more,
    }
