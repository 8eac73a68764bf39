"""The calendar of outings, what is near the place of one, and its sheet to print."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.custody.journal.door import check_may
from cauce.intake.outings import access
from cauce.intake.outings.access_near import near as near_of
from cauce.intake.outings.models import Outing
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.rules import RUNG_NAMES
from cauce.ui.nav import nav
from cauce.ui.numbers import whole

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


@require_GET
def outings_page(request: HttpRequest) -> HttpResponse:
    """Outings to come or over, of one's post; of the whole network for headquarters, by post and state."""
    check_may(request.actor, "outing.see")
    at, asked = timezone.now(), request.GET
    network = permits(request.actor, "outing.see", offices.EVERYWHERE).allowed
    posts = {one.code: one.name for one in offices.posts()} if network else {}
    states = {
        row["code"]: Text(es=row["name_es"], en=row["name_en"])
        for row in current_edition().catalogues["us_states"]
    }
    post = asked.get("oficina", "") if asked.get("oficina") in posts else ""
    state = asked.get("estado", "") if asked.get("estado") in states else ""
    past = asked.get("ver") == "pasadas"
    found = access.listed(request.actor, at, past=past, post=post, state=state)
    if not network:
        found = access.with_all(found)
    page = Paginator(found, A_PAGE).get_page(whole(asked.get("page"), 1))
    # Headquarters sees the calendar; what each lacks is worked out for the post that can mend it.
    rows = [_row(one, None if network else access.known(one, at), at, network) for one in page]
    query = "&".join(
        f"{k}={v}" for k, v in (("ver", "pasadas" if past else ""), ("oficina", post), ("estado", state)) if v
    )
    return render(
        request,
        "outings/list.html",
        {
            "nav": nav(request, "outings"),
            "rows": rows,
            "page": page,
            "past": past,
            "network": network,
            "posts": posts.items(),
            "states": states.items(),
            "chosen_post": post,
            "chosen_state": state,
            "plans": bool(access.posts_of(request.actor, "outing.plan")),
            "query": query,
            "filters": "&".join(f"{k}={v}" for k, v in (("oficina", post), ("estado", state)) if v),
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
