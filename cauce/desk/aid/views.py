"""Economic aid: what waits for whom, and asking for a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.aid import access
from cauce.aid.actions import AidAsked, ask_aid
from cauce.aid.facts import population_now
from cauce.aid.rules.aid import POPULATIONS
from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame.frame import case_page
from cauce.rules.permissions import Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_if_any
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import AskForm

ASKED = say("Se pidió. Otra persona lo decide.", "Requested. Another person decides.")
WAITING = say(
    "Quedó escrito y espera a que haya montos. No se ha prometido nada.",
    "Recorded; it waits until amounts are set. Nothing has been promised.",
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person's decision, what is under way, and what the post has."""
    post, at = post_if_any(request, "aid.see"), timezone.now()
    found = access.home(request.actor, post)
    today = offices.day_at(post, at)
    may = {name: permits(request.actor, f"aid.{name}").allowed for name in ("draft", "allot")}
    return render(
        request,
        "aid/home.html",
        {
            "nav": nav(request, "aid"),
            "post": post,
            "notice": showing.notice(today),
            "may": may,
            "decide": [showing.row_of(row, None, today) for row in found.decide],
            "open": [showing.row_of(row, balance, today) for row, balance in found.open],
            "works": bool(post) and permits(request.actor, "aid.ask", Scope(post=post.code)).allowed,
            "budget": showing.budget_table(found.budgets) if found.budgets else None,
        },
    )


@sensitive_post_parameters("words", "kept")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was asked for this case, and the form to ask."""
    at = timezone.now()
    context = case_page(request, case_id, "aid", at, "aid:case")
    case = context["case"]
    check_may(request.actor, "aid.ask", case, about=("case", case.id))
    today, verdict = offices.day_at(case.post, at), population_now(case)
    kinds = [one for one in access.configured(today) if one.population == verdict.population]
    first = {"need": request.GET.get("need", ""), "starts_on": today, "ends_on": today}
    page = pressed(
        request,
        Button(
            ask_aid,
            lambda sent: AskForm(
                showing.choices("needs"), kinds, showing.choices("aid_evidence"), sent, first
            ),
            values={"asked": AidAsked},
            said=lambda row: ASKED if row.kind else WAITING,
        ),
        case=case,
        at=at,
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "aid/case.html",
        context
        | {
            "form": page.form,
            "verdict": verdict,
            "population": POPULATIONS.get(verdict.population),
            "rows": [showing.row_of(row, balance, today) for row, balance in access.of_case(case)],
            "notice": showing.notice(today),
            "none": not kinds,
        },
    )
