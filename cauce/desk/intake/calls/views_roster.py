"""The roster of a post: turns, holes before they come, swaps; and the chain of tonight on paper."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.intake.calls import access as calls
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.actions import Turns, plan_duty, swap_duty
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.staff.offices.rules import RUNG_NAMES
from cauce.ui import form_token
from cauce.ui.errors import words as said
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import TurnForm

PLANNED = say("Turnos guardados.", "Turns saved.")
SWAPPED = say("Turno cambiado.", "Turn changed.")
GONE = say(
    "Turno eliminado. Si queda un hueco, se muestra abajo.",
    "Turn removed. Any gap shows below.",
)
TONIGHT = dt.timedelta(hours=24)


def _initial(post: Post, at: dt.datetime) -> dict[str, Any]:
    """From this evening to the morning; each post changes it as it works."""
    evening = at.astimezone(ZoneInfo(post.time_zone)).replace(hour=18, minute=0, second=0, microsecond=0)
    return {
        "start": evening,
        "end": evening + TONIGHT,
        "every": "day",
        "until": evening.date() + dt.timedelta(days=6),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """The turns of the days to come with their holes; whoever leads writes them, whoever is in them swaps."""
    post, at = post_here(request, "duty.see"), timezone.now()
    people = duty.may_answer(post.code)

    def plan(**given: Any) -> None:
        plan_duty(post=post, **given)

    page = pressed(
        request,
        {
            "plan": Button(
                plan,
                lambda sent: TurnForm(people, post.time_zone, sent, _initial(post, at)),
                given=TurnForm.given,
                values={"turns": Turns},
                said=PLANNED,
            ),
            "swap": Button(partial(_swap, request), said=SWAPPED, stays=True),
            "remove": Button(partial(_swap, request, remove=True), said=GONE, stays=True),
        },
        at=at,
    )
    if page.answer:
        return page.answer
    turns = duty.turns(request.actor, post.code, at, at + showing.AHEAD)
    return render(
        request,
        "calls/roster.html",
        {
            "nav": nav(request, "calls"),
            "post": post,
            "lines": showing.lines_of(post, turns, at),
            "form": page.forms["plan"],
            "people": people,
            "problem": said(page.error) if page.error and not page.form else None,
            "once": form_token.reused(request),
            "plans": permits(request.actor, "duty.plan", post.scope).allowed,
            "days": calls.minutes("duty-warning", at),
        },
    )


def _swap(request: HttpRequest, *, remove: bool = False, **given: Any) -> None:
    turn = duty.turn_for(request.actor, request.POST.get("turn", ""))
    first = "" if remove else request.POST.get("first") or str(turn.first_id)
    swap_duty(turn=turn, first=first, second=request.POST.get("second", ""), **given)


@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """Tonight on paper: whom to call, in which order, with room for each number written by hand."""
    post, at = post_here(request, "duty.see"), timezone.now()
    turns = duty.turns(request.actor, post.code, at, at + TONIGHT)
    chain = duty.rungs(post, at)
    names = offices.names_of({person for rung in chain for person in rung.people})
    numbers = [one for one in current_edition().contacts.values() if one.id in ("emergency-us", "ciam")]
    return render(
        request,
        "calls/sheet.html",
        {
            "post": post,
            "at": at,
            "turns": turns,
            "troubles": [showing.said_of(one) for one in duty.uncovered(post.code, at, at + TONIGHT)],
            "numbers": numbers,
            "minutes": calls.minutes("duty-acknowledge", at),
            "instrument": calls.instrument(),
            "chain": [
                {"rung": RUNG_NAMES[rung.name], "names": sorted(names.get(one, "") for one in rung.people)}
                for rung in chain
            ],
        },
    )
