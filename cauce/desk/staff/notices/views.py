"""What somebody was told, how they want to be told, and their calendar."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from cauce.cases import access as cases
from cauce.content.errors import CauceError
from cauce.rules.permissions import permits
from cauce.staff.accounts.access_telling import calendar_of, stand_ins, zone_of
from cauce.staff.accounts.actions import (
    ask_for_code,
    choose_notices,
    confirm_address,
    end_calendar,
    make_calendar,
)
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.notices import access, sending
from cauce.staff.notices.actions import see
from cauce.staff.notices.models import Message
from cauce.staff.notices.rules import Preference
from cauce.ui.doors import doors
from cauce.ui.errors import add_refusal
from cauce.ui.errors import words as said
from cauce.ui.nav import nav
from cauce.ui.words import in_both, say

from .forms import ChooseForm, CodeForm

KEPT = say("Se guardó la forma de avisarle.", "Your notification settings were saved.")
CONFIRMED = say("Su correo quedó confirmado.", "Your e-mail address is confirmed.")
SENT = say(
    "Le enviamos otro código; el anterior ya no sirve.",
    "Another code was sent; the earlier one no longer works.",
)
WRONG = say(
    "Ese no es el código. Revise las cifras e intente de nuevo, o solicite otro.",
    "That is not the code. Check the digits and try again, or ask for another.",
)
ENDED = say("Esa dirección ya no sirve.", "That address no longer works.")


@cache
def _pages() -> dict[str, str]:
    """The page of what a notice is about, by what its key begins with. It stands in no e-mail, and opens for
    whoever may enter there."""
    return {begins: route for door in doors() for begins, route in door.notices.items()}


def _leads_to(one: Message, opened: Collection[str]) -> str:
    """Where a notice is answered, by what its key begins with and names, or the case of which it tells, where
    its reader may open that; "": it is only read."""
    begins, _, rest = one.key.partition(":")
    route, named = _pages().get(begins), rest.partition(":")[0]
    if route:
        with suppress(NoReverseMatch):  # it stands within a case
            return reverse(route, args=[named])
    if one.about not in opened:
        return ""
    return reverse(route, args=[one.about, named]) if route else reverse("protection:case", args=[one.about])


@require_http_methods(["GET", "POST"])
def notices_page(request: HttpRequest) -> HttpResponse:
    """One's own notices of the last months; pressing the button says that they were seen."""
    at = timezone.now()
    if request.method == "POST":
        see(actor=request.actor, at=at)
        return redirect("notices:list")
    notices = access.of(request.actor, at)
    opened = cases.open_to(request.actor, {one.about for one in notices if one.about})
    rows = [
        {
            "message": one,
            "subject": in_both(one.subject),
            "body": in_both(one.body),
            "href": _leads_to(one, opened),
        }
        for one in notices
    ]
    return render(
        request,
        "notices/list.html",
        {
            "nav": nav(request, "notices:list"),
            "rows": rows,
            "new": sum(row["message"].seen_at is None for row in rows),
            "chosen": access.preference_of(request.actor.user),
            "mails": sending.is_open(),
            "may_hear": permits(request.actor, "complaint.hear").allowed,
        },
    )


def _initial(held: Preference) -> dict[str, Any]:
    return {
        "mode": held.mode,
        "email": held.email,
        "hour": held.hour,
        "away_from": held.away_from,
        "away_to": held.away_to,
        "stand_in": held.stand_in,
    }


@require_http_methods(["GET", "POST"])
@fresh
def choose(request: HttpRequest) -> HttpResponse:
    """By e-mail or not, and who is told as well while one is away."""
    user, tz = request.user, zone_of(request.user)
    held = access.preference_of(request.actor.user)
    form = ChooseForm(stand_ins(user), request.POST or None, _initial(held))
    if request.method == "POST" and form.is_valid():
        try:
            asks = choose_notices(actor=request.actor, user=user, chosen=form.chosen(tz), at=timezone.now())
        except CauceError as error:
            add_refusal(form, error, error.where if error.where in form.fields else None)
        else:
            messages.success(request, KEPT)
            return redirect("notices:confirm" if asks else "notices:list")
    return render(
        request,
        "notices/choose.html",
        {
            "nav": nav(request, "notices:list"),
            "form": form,
            "mails": sending.is_open(),
            "may_hear": permits(request.actor, "complaint.hear").allowed,
            "calendar": calendar_of(user),
            "waits": held.wants_mail() and not held.confirmed,
        },
    )


def _confirm(request: HttpRequest, form: CodeForm, at) -> bool:
    """Whether the form is done with: another code was asked for, or the right one was typed."""
    if request.POST.get("do") == "again":
        ask_for_code(actor=request.actor, at=at)
        messages.success(request, SENT)
        return True
    if not form.is_valid():
        return False
    if confirm_address(actor=request.actor, code=form.cleaned_data["code"], at=at):
        messages.success(request, CONFIRMED)
        return True
    form.add_error("code", WRONG)
    return False


@require_http_methods(["GET", "POST"])
@fresh
def confirm(request: HttpRequest) -> HttpResponse:
    """Type the code that came to one's address, or ask for another one."""
    at = timezone.now()
    again = request.POST.get("do") == "again"
    form = CodeForm(request.POST if request.method == "POST" and not again else None)
    problem = None
    if request.method == "POST":
        try:
            done = _confirm(request, form, at)
        except CauceError as error:
            done = False
            if again:
                problem = said(error)
            else:
                add_refusal(form, error)
        if done:
            return redirect("notices:confirm" if again else "notices:list")
    held = access.preference_of(request.actor.user)
    return render(
        request,
        "notices/confirm.html",
        {
            "nav": nav(request, "notices:list"),
            "form": form,
            "email": held.email,
            "mails": sending.is_open(),
            "may_hear": permits(request.actor, "complaint.hear").allowed,
            "waits": held.wants_mail() and not held.confirmed,
            "problem": problem,
            "open": access.open_code(request.actor.user, at) is not None,
        },
    )


@require_POST
@fresh
@sensitive_variables("token")
def calendar(request: HttpRequest) -> HttpResponse:
    """Make the secret address of one's calendar, shown this once, or end it."""
    at = timezone.now()
    if request.POST.get("do") == "end":
        end_calendar(actor=request.actor, user=request.user, at=at)
        messages.success(request, ENDED)
        return redirect("notices:choose")
    token = make_calendar(actor=request.actor, user=request.user, at=at)
    address = request.build_absolute_uri(reverse("calendar", args=[token]))
    return render(request, "notices/calendar.html", {"nav": nav(request, "notices:list"), "address": address})
