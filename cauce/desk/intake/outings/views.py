"""The calendar of outings, what is near the place of one, and its sheet to print."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.custody.journal.door import check_may
from cauce.intake.outings import access
from cauce.intake.outings.access_near import near as near_of
from cauce.intake.outings.models import Outing
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits, posts_with
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.picker import post_field
from cauce.staff.offices.rules import RUNG_NAMES
from cauce.ui.listed import Filters, address, page_of, pages_of, picks
from cauce.ui.nav import nav
from cauce.ui.tabs import Tab, Tabs
from cauce.ui.words import say

from . import showing
from .frame import coarse, frame, place_of, standing

A_PAGE = 25
NUMBERS = ("emergency-us", "ciam", "us-national-line")


def _row(outing: Outing, known: Any, at, network: bool) -> dict[str, Any]:
    shape, said = standing(outing, known, at)
    counts = [(name, coarse(getattr(outing, field))) for field, name in showing.COUNTED.items()]
    return {
        "outing": outing,
        "place": place_of(outing),
        "shape": shape,
        "said": said,
        "counts": [(name, text) for name, text in counts if text] if network else [],
    }


def _filters(request: HttpRequest, network: bool, past: bool) -> Filters:
    """By post and state, for whoever sees the whole network; for others there is nothing to choose."""
    fields: dict[str, Any] = {}
    if network:
        states = current_edition().catalogues["us_states"]
        fields["oficina"] = post_field(say("Consulado", "Post"), first=say("Todos", "All"))
        fields["estado"] = picks(
            say("Estado", "State"),
            [(row["code"], say(row["name_es"], row["name_en"])) for row in states],
            say("Todos", "All"),
        )
    return Filters(request, fields, {"ver": "pasadas" if past else ""})


@require_GET
def outings_page(request: HttpRequest) -> HttpResponse:
    """Outings to come or over, of one's post; of the whole network for headquarters, by post and state."""
    check_may(request.actor, "outing.see")
    at = timezone.now()
    network = permits(request.actor, "outing.see", offices.EVERYWHERE).allowed
    past = request.GET.get("ver") == "pasadas"
    filters = _filters(request, network, past)
    chosen = filters.chosen
    found = access.listed(
        request.actor, at, past=past, post=chosen.get("oficina", ""), state=chosen.get("estado", "")
    )
    if not network:
        found = access.with_all(found)
    page = page_of(request, found, A_PAGE)
    # Headquarters sees the calendar; what each lacks is worked out for the post that can mend it.
    rows = [_row(one, None if network else access.known(one, at), at, network) for one in page]
    return render(
        request,
        "outings/list.html",
        {
            "nav": nav(request, "outings"),
            "rows": rows,
            "pages": pages_of(page, filters.values),
            "tabs": Tabs(
                say("Cuáles", "Which"),
                (
                    Tab(say("Por venir", "To come"), address(chosen), "" if past else "page"),
                    Tab(
                        say("Pasadas", "Over"),
                        address(chosen, ver="pasadas"),
                        "page" if past else "",
                    ),
                ),
            ),
            "past": past,
            "network": network,
            "filters": filters,
            "plans": bool(posts_with(request.actor, "outing.plan")),
        },
    )


@require_GET
def near(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Whom to call near the place, as this reader may see it."""
    outing, at = access.outing_for(request.actor, outing_id), timezone.now()
    km = access.days("outing-near", at)
    return render(
        request,
        "outings/near.html",
        frame(
            request,
            outing,
            "near",
            found=near_of(request.actor, outing, km),
            km=km,
            rows=_near(request.actor, outing, km),
        ),
    )


def _near(actor: Actor, outing: Outing, km: int) -> list[dict[str, Any]]:
    found = near_of(actor, outing, km)
    return [showing.service_row(one) for one in found.rows] if found else []


def _chain(outing: Outing, at) -> list[dict[str, Any]]:
    """Whom danger found there goes to, one after another, as it stands for the opening of the outing."""
    rungs = duty.rungs(outing.post, max(at, outing.starts_at))
    names = offices.names_of({person for rung in rungs for person in rung.people})
    return [
        {"rung": RUNG_NAMES[one.name], "names": sorted(names.get(id, "") for id in one.people)}
        for one in rungs
    ]


@require_GET
def sheet(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """The outing on paper: whom to call, the plan of each day, the equipment, who is near."""
    outing, at = access.outing_for(request.actor, outing_id), timezone.now()
    edition, km = current_edition(), access.days("outing-near", at)
    steps = showing.steps_of(outing)
    contacts = edition.contacts
    return render(
        request,
        "outings/sheet.html",
        frame(
            request,
            outing,
            "sheet",
            at=at,
            chain=_chain(outing, at),
            answering=access.answering(outing),
            holes=access.holes(outing),
            numbers=[contacts[id] for id in NUMBERS if id in contacts],
            days=[(day, list(rows)) for day, rows in groupby(steps, key=lambda one: one["row"].on)],
            items=showing.items_of(outing),
            phones=access.phones_of(outing, []),
            team=showing.team_of(outing),
            tongues=showing.tongues_of(outing),
            rows=_near(request.actor, outing, km)[:20],
        ),
    )
