"""The duty: what waits, a call taken down on one page, and whether somebody has it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from cauce.custody.journal.door import check_may
from cauce.intake.calls import access
from cauce.intake.calls.actions import CallTyped, take
from cauce.intake.calls.models import Call
from cauce.intake.calls.rules import NAMES
from cauce.rules.permissions import permits
from cauce.staff.accounts.sessions import asks_itself
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_if_any
from cauce.staff.offices.rules import RUNG_NAMES
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed

from . import showing
from .forms import ANSWERED, IntakeForm

# What the taker says and does next: the offers of the instrument, by how soon the call asks for somebody.
OFFERS = {
    "urgent": "emergency_route",
    "today": "offer_private_talk",
    "next_day": "nothing_more_now",
}
TAKEN = dt.timedelta(days=1)


def on_duty(post: Post | None, at: dt.datetime) -> dict[str, Any]:
    """Who answers now at a post, by name, and what is open in the days to come."""
    if post is None:
        return {}
    now = duty.answering(post, at)
    names = offices.names_of({id for turn in now for id in (turn.first, turn.second) if id})
    return {
        "now": [
            {"first": names.get(turn.first), "second": names.get(turn.second), "end": turn.end}
            for turn in now
        ],
        "troubles": [showing.said_of(one) for one in duty.uncovered(post.code, at, at + showing.AHEAD)],
    }


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Who is on duty, the calls that wait, and those that one took oneself; without any of them, a call."""
    at, post = timezone.now(), post_if_any(request, "duty.see")
    who = request.actor
    rows = [showing.row_of(one, at, who.user) for one in access.waiting(who)]
    mine = [showing.row_of(one, at, who.user) for one in access.taken(who, at - TAKEN)]
    if not (post or rows or mine):  # nothing to choose among: whoever only notes calls
        return redirect("calls:take")
    return render(
        request,
        "calls/home.html",
        {
            "nav": nav(request, "calls"),
            "post": post,
            "rows": rows,
            "duty": on_duty(post, at),
            "mine": mine,
            "answers": permits(request.actor, "call.answer").allowed,
        },
    )


def _form(request: HttpRequest, data=None) -> IntakeForm:
    here = offices.post_of(request.actor)
    posts = offices.posts()
    chosen = (data or {}).get("post") or (here.code if here else "")
    zone = next((one.time_zone for one in posts if one.code == chosen), "America/Mexico_City")
    return IntakeForm(
        access.instrument(),
        posts,
        zone,
        data,
        initial={"post": chosen, "channel": "duty_phone" if here else "ciam_call"},
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def take_one(request: HttpRequest) -> HttpResponse:
    """One page for a call. Every button keeps what was typed, however little it is."""
    check_may(request.actor, "call.take")
    button = Button(
        take,
        partial(_form, request),
        given=lambda form: {
            "post": offices.post(form.cleaned_data["post"]),
            "typed": CallTyped(
                channel=form.cleaned_data["channel"],
                answers=form.answers(),
                told=form.told(),
                back_at=form.cleaned_data["back_at"],
                lost=request.POST.get("do") == "lost",
            ),
        },
        then=lambda made: redirect("calls:taken", call_id=made.id),
        again=lambda id: redirect("calls:taken", call_id=id),
    )
    page = pressed(request, button, at=timezone.now())
    if page.answer:
        return page.answer
    return render(
        request,
        "calls/take.html",
        {
            "nav": nav(request, "calls"),
            "form": page.form,
            "instrument": access.instrument(),
            "listed": post_if_any(request, "duty.see") or access.taken(request.actor, timezone.now() - TAKEN),
            "once": form_token.reused(request),
        },
    )


@require_GET
def taken(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """What to say now, and whether somebody has it: for whoever took the call. Of what was said only what 911
    asks for, where it is urgent and until the call ends; a page that asks by itself looks at none of it.
    """
    call = access.taken_by(request.actor, call_id)
    if asks_itself(request) and call.acknowledged_at:
        return HttpResponseClientRefresh()  # the buttons go too: it waits for nobody any more
    offer = next(one for one in access.instrument().offers if one.id == OFFERS[call.urgency])
    answers = permits(request.actor, "call.answer", call.scope).allowed
    shows = call.urgency == "urgent" and call.closed_at is None and not asks_itself(request)
    where = where_of(access.where(request.actor, call)) if shows else None
    return render(
        request,
        "calls/taken.html",
        {
            "nav": nav(request, "calls"),
            "post": call.post,
            "call": call,
            "offer": offer,
            "at": timezone.now(),
            "where": where,
            "called": where["called"] if where else (),
            "soon": NAMES[call.urgency],
            "told": told_steps(call, named=answers),
            "answers": answers,
            "once": form_token.new(),
        },
    )


def where_of(where: access.Where) -> dict[str, Any]:
    """Where the person is and whether there are children, in words, and when 911 was called."""
    return {"place": where.place, "children": dict(ANSWERED).get(where.children), "called": where.called}


def told_steps(call: Call, *, named: bool) -> list[dict[str, Any]]:
    """To whom of the chain it went, by their place in it; ``named``: and by name, for who answers too."""
    steps = access.steps_told(call)
    names = offices.names_of({who for _, _, people in steps for who in people}) if named else {}
    return [
        {"rung": RUNG_NAMES[rung], "at": at, "names": ", ".join(names[who] for who in people if who in names)}
        for rung, at, people in steps
    ]
