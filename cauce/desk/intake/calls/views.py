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

from cauce.custody.journal.door import check_may
from cauce.intake.calls import access
from cauce.intake.calls.actions import CallTyped, add, note_emergency, take
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
from cauce.ui.words import say

from . import showing
from .forms import ANSWERED, AddForm, IntakeForm

# What the taker says and does next: the offers of the instrument, by how soon the call asks for somebody.
TRANSFER = "full_interview"  # of what is for now, where there is no danger
OFFERS = {
    "urgent": "emergency_route",
    "today": "offer_private_talk",
    "next_day": "nothing_more_now",
}
TAKEN = dt.timedelta(days=1)
SOMEBODY = say("Alguien", "Somebody")
CALLED = say("Se anotó la llamada a emergencias.", "The emergency call was noted.")
ADDED = say("Agregado. Lo ve también la otra persona.", "Added. The other person sees it too.")


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


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def taken(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """What to say now, and whether somebody has it: for whoever took the call. Of what was said only what 911
    asks for, where it is urgent, and what was added since, until the call ends; a page that asks by itself
    looks at none of it.
    """
    call = access.taken_by(request.actor, call_id)
    page = pressed(request, buttons_for_both(), call=call, at=timezone.now())
    if page.answer:
        return page.answer
    answers = permits(request.actor, "call.answer", call.scope).allowed
    known = None if call.closed_at or asks_itself(request) else access.where(request.actor, call)
    # Of a call that is not for now, one that is over and one that is not opened there is none.
    order = known.order if known and call.urgency == "urgent" else "ask"
    quiet = order == "on_danger"
    offers = {one.id: one for one in access.instrument().offers}
    where = where_of(known) if known and call.urgency == "urgent" else None
    return render(
        request,
        "calls/taken.html",
        {
            "nav": nav(request, "calls"),
            "post": call.post,
            "call": call,
            "offer": offers[OFFERS[call.urgency]],
            "says": offers[TRANSFER if quiet else OFFERS[call.urgency]],
            "order": order,
            "at": timezone.now(),
            "where": where,
            "called": where["called"] if where else (),
            "has": _has(call),
            "added": added_of(known) if known else [],
            "adding": page.forms["add"],
            "form": page.form,
            "soon": NAMES[call.urgency],
            "told": told_steps(call, named=answers),
            "answers": answers,
            "once": form_token.reused(request),
        }
        | news_of(request, call),
    )


def _has(call: Call) -> Any:
    """Who has a call or decided it, by name; "": nobody yet."""
    who = call.closed_by or call.acknowledged_by
    return (offices.names_of({who}).get(who) or SOMEBODY) if who else ""


def buttons_for_both() -> dict[str, Button]:
    """What whoever noted a call and whoever has it may both write on it."""
    return {
        "add": Button(add, AddForm, said=ADDED),
        "called": Button(note_emergency, said=CALLED),
    }


def news_of(request: HttpRequest, call: Call) -> dict[str, Any]:
    """What a page on a call asks by itself: whether anything was written since it was opened; nothing of what
    was said is read for it."""
    mark = access.mark_of(call)
    return {"mark": request.GET.get("seen", mark), "news": request.GET.get("seen", mark) != mark}


def where_of(where: access.Where) -> dict[str, Any]:
    """Where the person is, from which number they called and whether there are children, in words, and when
    911 was called."""
    children = dict(ANSWERED).get(where.children)
    return {"place": where.place, "number": where.number, "children": children, "called": where.called}


def added_of(where: access.Where) -> list[dict[str, Any]]:
    """What was said since the call was noted, with its hour and by whom it was written."""
    names = offices.names_of({one.by for one in where.added}) if where.added else {}
    return [{"at": one.at, "name": names.get(one.by), "words": one.words} for one in where.added]


def told_steps(call: Call, *, named: bool) -> list[dict[str, Any]]:
    """To whom of the chain it went, by their place in it; ``named``: and by name, for who answers too."""
    steps = access.steps_told(call)
    names = offices.names_of({who for _, _, people in steps for who in people}) if named else {}
    return [
        {"rung": RUNG_NAMES[rung], "at": at, "names": ", ".join(names[who] for who in people if who in names)}
        for rung, at, people in steps
    ]
