"""The sheet of routes of a case: information, the dates that matter, and where each route stands."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.access_routes import Leaf, sheet_of
from cauce.cases.actions import count_dates, set_route, show_routes
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.routes import LABELS, LAWYER_FIRST, NO_CLOCK, SAID_BY, Dated, week_of
from cauce.staff.offices import access as offices
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import StandingForm

NOTED = say("Registrado. Las fechas se calcularon de nuevo.", "Recorded. The dates were recalculated.")
COUNTED = say("Las fechas se calcularon con la fecha de nacimiento.", "Calculated from the date of birth.")
SHOWN = say("Anotado: la persona vio esta hoja.", "Recorded: the person has seen this sheet.")
SHAPES = {"ahead": "open", "near": "soon", "passed": "overdue", "to_find_out": "to_find_out"}
WAITING = ("open", "overdue", "blocked")


def _date(one: Dated, on: dt.date) -> dict[str, Any]:
    weeks = sorted({week_of(day) for day in one.reminders})
    return {
        "weeks": [day for day in weeks if day > on],
        "now": any(day <= on for day in weeks),
        "one": one,
        "shape": SHAPES.get(one.state, "open"),
        "before": one.date.counts_from == "birth",
        "asks_age": one.state == "to_find_out" and one.date.counts_from == "birth",
    }


def _leaf(leaf: Leaf, names: dict[str, str], sources: Any, on: dt.date) -> dict[str, Any]:
    return {
        # Not in the template: there ``point.mark`` would look for words of that name.
        "plain": [(point, point.mark == "K") for point in leaf.route.plain],
        "route": leaf.route,
        "state": LABELS[leaf.standing.state],
        "standing": leaf.standing,
        "set": leaf.standing.state != "none",
        "dates": [_date(one, on) for one in leaf.dates],
        "clock": leaf.route.clock or NO_CLOCK,
        "sources": [sources[id] for id in leaf.route.sources],
        "history": [
            {
                "row": row,
                "state": LABELS[row.state],
                "said_by": SAID_BY[row.said_by],
                "by": names.get(row.by, ""),
            }
            for row in leaf.history
        ],
    }


def _page(request: HttpRequest, context: dict[str, Any], form: StandingForm) -> HttpResponse:
    case, at = context["case"], context["at"]
    found = sheet_of(case, at)
    rows = [row for leaf in (*found.status, *found.labour) for row in leaf.history]
    names = offices.names_of({row.by for row in rows})
    sources = context["edition"].sources
    shown = next((o for o in context["page"].plan if o.action == "P4-06"), None)
    danger = context["page"].facts.get("danger.immediate")
    return render(
        request,
        "routes/sheet.html",
        context
        | {
            "form": form,
            "dates": [_date(one, found.on) for one in found.dates],
            "status": [_leaf(one, names, sources, found.on) for one in found.status],
            "labour": [_leaf(one, names, sources, found.on) for one in found.labour],
            "counted": found.age.born is not None,
            "first": LAWYER_FIRST[danger],
            "danger": danger is True,
            "to_show": shown is not None and shown.state in WAITING,
            "minor": found.age.years is None or found.age.years < 21,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Read the sheet; note where a route stands, count the dates exactly, or that it was shown."""
    context = case_page(request, case_id, "routes", timezone.now(), "routes:sheet")
    routes = context["edition"].routes.values()
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    page = pressed(
        request,
        {
            "set": Button(set_route, lambda sent: StandingForm(routes, sent), said=NOTED),
            "count": Button(count_dates, said=COUNTED),
            "show": Button(show_routes, said=SHOWN),
        },
        case=context["case"],
        at=context["at"],
    )
    return page.answer or _page(request, context, page.forms["set"])
