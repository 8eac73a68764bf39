"""The roster of a post: turns, holes before they come, swaps; and the chain of tonight on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.intake.calls import access as calls
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.actions import plan_duty, swap_duty
from cauce.staff.offices.models import Post
from cauce.staff.offices.rules import RUNG_NAMES
from cauce.ui.errors import put
from cauce.ui.errors import words as said
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
from cauce.ui.words import say

from . import showing
from .forms import TurnForm
from .views import duty_post

PLANNED = say("Turnos guardados.", "Turns saved.")
SWAPPED = say("Turno cambiado.", "Turn changed.")
GONE = say(
    "Turno eliminado. Si queda un hueco, se muestra abajo.",
    "Turn removed. Any gap shows below.",
)
TONIGHT = dt.timedelta(hours=24)


def _here(request: HttpRequest) -> Post:
    """Raises ``Absent`` for whoever sees no roster."""
    post = duty_post(request)
    if post is None:
        check_may(request.actor, "duty.see")
        raise Absent()
    return post


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
    post, at, what = _here(request), timezone.now(), request.POST.get("do", "")
    people = duty.may_answer(post.code)
    form = TurnForm(people, post.time_zone, request.POST if what == "plan" else None, _initial(post, at))
    problem = None
    if request.method == "POST":
        try:
            if _done(request, post, what, form, at):
                return redirect("calls:roster")
        except AlreadyDone:
            return redirect("calls:roster")
        except CauceError as error:
            if what == "plan":
                put(form, error)
            else:
                problem = said(error)
    turns = duty.turns(request.actor, post.code, at, at + showing.AHEAD)
    return render(
        request,
        "calls/roster.html",
        {
            "nav": nav(request, "calls"),
            "post": post,
            "lines": showing.lines_of(post, turns, at),
            "form": form,
            "people": people,
            "problem": problem,
            "once": kept(request),
            "plans": permits(request.actor, "duty.plan", post.scope).allowed,
            "days": calls.minutes("duty-warning", at),
        },
    )


def _done(request: HttpRequest, post: Post, what: str, form: TurnForm, at: dt.datetime) -> bool:
    """Whether the button did something; False: the page must be shown again."""
    if what == "plan":
        if not form.is_valid():
            return False
        plan_duty(actor=request.actor, post=post, at=at, once=key_of(request), **form.given())
        messages.success(request, PLANNED)
        return True
    if what in ("swap", "remove"):
        turn = duty.turn_for(request.actor, request.POST.get("turn", ""))
        first = "" if what == "remove" else request.POST.get("first") or str(turn.first_id)
        swap_duty(
            actor=request.actor,
            turn=turn,
            first=first,
            second=request.POST.get("second", ""),
            at=at,
            once=key_of(request),
        )
        messages.success(request, GONE if what == "remove" else SWAPPED)
        return True
    return False


@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """Tonight on paper: whom to call, in which order, with room for each number written by hand."""
    post, at = _here(request), timezone.now()
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
