"""To whom a case is closed: said on the case, decided by whoever leads the post."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_recusals as access
from cauce.cases import actions
from cauce.cases.models import Recusal
from cauce.cases.rules.recusals import LIFTED, RELATIONS, WAITING
from cauce.content.model import Text
from cauce.desk.cases.frame.frame import case_page
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import DeclareForm, GoesOnForm, OpenForm

OWN = say(
    "Anotado. Usted ya no ve este caso; otra persona lo toma.",
    "Recorded. You no longer see this case; somebody else takes it over.",
)
OTHER = say(
    "Anotado. La persona titular decide quién sigue con el caso; si no puede, oficinas centrales.",
    "Recorded. The head of post decides who takes the case over; if they cannot, headquarters does.",
)
GOES_ON = say("Anotado.", "Recorded.")
STATES = {
    WAITING: Text(es="Falta decidir quién sigue", en="Who takes it over is to be decided"),
    "kept": Text(es="Acceso retirado", en="Access removed"),
    LIFTED: Text(es="Acceso devuelto", en="Access restored"),
}


def _shown(seen: access.Seen) -> dict[str, Any]:
    relation = RELATIONS.get(seen.relation)
    return {"seen": seen, "row": seen.row, "relation": relation, "state": STATES[seen.row.state]}


@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """To whom it is closed, and that it be closed to somebody."""
    context = case_page(request, case_id, "recusals", timezone.now(), "recusals:case")
    found, me = context["case"], request.actor.user
    people = access.whom(found)

    def given(form: DeclareForm) -> dict[str, Any]:
        return form.cleaned_data | {"user": form.people[form.cleaned_data["user"]]}

    def leads(made: Recusal) -> HttpResponse | None:
        # To oneself the case is not there any more, and neither is this page.
        return redirect("protection:worklist") if str(made.user_id) == me else redirect(request.path)

    page = pressed(
        request,
        Button(
            actions.declare_party,
            lambda sent: DeclareForm(people, me, sent),
            given=given,
            said=lambda made: OWN if str(made.user_id) == me else OTHER,
            then=leads,
            again=lambda _: redirect("protection:worklist"),
        ),
        case=found,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    rows = [_shown(one) for one in access.of_case(found)]
    return render(request, "recusals/case.html", context | {"form": page.form, "rows": rows})


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What waits for whoever leads the post, or for headquarters."""
    rows = access.listed(request.actor)
    context = {
        "nav": nav(request, "recusals:list"),
        "post": request.post,
        "waiting": [row for row in rows if row.state == WAITING],
        "closed": [row for row in rows if row.state != WAITING],
    }
    return render(request, "recusals/list.html", context)


@sensitive_post_parameters("reason")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, recusal_id: UUID) -> HttpResponse:
    """Who goes on with the case, or that it opens again. Nothing else of the case is shown."""
    found = access.recusal_for(request.actor, recusal_id)
    people, has = access.may_go_on(found.case), found.case.officer_id is not None

    def chosen(form: GoesOnForm) -> dict[str, Any]:
        return {"officer": form.people.get(form.cleaned_data["officer"])}

    page = pressed(
        request,
        {
            "goes_on": Button(
                actions.reassign_case, lambda sent: GoesOnForm(people, has, sent), given=chosen, said=GOES_ON
            ),
            "open": Button(actions.lift_recusal, OpenForm, said=GOES_ON),
        },
        then=redirect("recusals:list"),
        recusal=found,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    declared = offices.names_of({found.declared_by}).get(found.declared_by, "")
    context = {
        "nav": nav(request, "recusals:list"),
        "post": found.case.post,
        **_shown(access.opened(request.actor, found)),
        "declared": declared,
        "open": found.state != LIFTED,
        "people": people,
        "has": has,
        "forms": page.forms,
        "form": page.form,
        "once": form_token.reused(request),
    }
    return render(request, "recusals/one.html", context)
