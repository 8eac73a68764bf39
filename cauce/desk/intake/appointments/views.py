"""The calendar of a post: a day, a week, a page to print. No name, no folio and no id stands in it, but
for the link to a case that whoever works on it, or attends that hour, receives."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.desk.intake.appointments.appointment_line import line, weekday
from cauce.intake.appointments import access
from cauce.intake.appointments.actions import mark_arrived, not_yet_here
from cauce.intake.appointments.rules import week_of
from cauce.rules.permissions import permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.tabs import Tab, Tabs
from cauce.ui.words import say

SEE, ARRIVE = "appointment.see", "appointment.arrive"
HERE = say("Listo: ya se le avisó a quien atiende.", "Done: the officer has been told.")
NOT_HERE = say("Corregido: esa ficha está por venir.", "Corrected: that number has not arrived yet.")
DAY = dt.timedelta(days=1)


def day_or(text: str | None, otherwise: dt.date) -> dt.date:
    """The day that an address names; ``otherwise`` for whatever is none, or beside the calendar."""
    try:
        found = dt.date.fromisoformat(text or "")
    except ValueError:
        return otherwise
    return found if abs((found - otherwise).days) <= 400 else otherwise


def _base(request: HttpRequest, post: Post, shown: dt.date, today: dt.date) -> dict[str, Any]:
    now = timezone.now().astimezone(ZoneInfo(post.time_zone))
    return {
        "nav": nav(request, "appointments:day"),
        "post": post,
        "day": shown,
        "today": today,
        "is_today": shown == today,
        "weekday": weekday(shown),
        "now": f"{now:%H:%M}",
    }


def _days(route: str, now: str, is_now: bool, around: tuple[dt.date, dt.date]) -> Tabs:
    here, (before, after) = reverse(route), around
    return Tabs(
        say("Otros días", "Other days"),
        (
            Tab(say("Antes", "Before"), f"{here}?dia={before}"),
            Tab(now, here, "page" if is_now else ""),
            Tab(say("Después", "After"), f"{here}?dia={after}"),
        ),
    )


def _arrived(request: HttpRequest, post: Post, today: dt.date) -> HttpResponse | None:
    found = access.with_ficha(request.actor, post, today, whole(request.POST.get("ficha"), 0))
    page = pressed(
        request,
        {"here": Button(mark_arrived, said=HERE), "not_here": Button(not_yet_here, said=NOT_HERE)},
        appointment=found,
        at=timezone.now(),
    )
    return page.answer


@require_http_methods(["GET", "HEAD", "POST"])
def day(request: HttpRequest) -> HttpResponse:
    """One day; today reception says by its number that somebody is here."""
    post = post_here(request, SEE)
    today = offices.day_at(post, timezone.now())
    if request.method == "POST":
        return _arrived(request, post, today)
    shown = day_or(request.GET.get("dia"), today)
    found = access.of_days(request.actor, post, shown, shown).get(shown, [])
    marks = shown == today and permits(request.actor, ARRIVE, post.scope).allowed
    return render(
        request,
        "appointments/day.html",
        _base(request, post, shown, today)
        | {
            "lines": [line(one, post) | {"once": form_token.new()} for one in found],
            "marks": marks,
            "tabs": _days(
                "appointments:day", say("Hoy", "Today"), shown == today, (shown - DAY, shown + DAY)
            ),
        },
    )


@require_GET
def week(request: HttpRequest) -> HttpResponse:
    """Seven days from Monday."""
    post = post_here(request, SEE)
    today = offices.day_at(post, timezone.now())
    shown = day_or(request.GET.get("dia"), today)
    days = week_of(shown)
    found = access.of_days(request.actor, post, days[0], days[-1])
    return render(
        request,
        "appointments/week.html",
        _base(request, post, shown, today)
        | {
            "days": [(one, weekday(one), [line(row, post) for row in found.get(one, [])]) for one in days],
            "tabs": _days(
                "appointments:week",
                say("Esta semana", "This week"),
                today in days,
                (days[0] - DAY, days[-1] + DAY),
            ),
        },
    )


@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The day as a page to be printed by whoever wants it; it is never printed by itself."""
    post = post_here(request, SEE)
    today = offices.day_at(post, timezone.now())
    shown = day_or(request.GET.get("dia"), today)
    found = access.of_days(request.actor, post, shown, shown).get(shown, [])
    return render(
        request,
        "appointments/sheet.html",
        _base(request, post, shown, today) | {"lines": [line(one, post) for one in found]},
    )
