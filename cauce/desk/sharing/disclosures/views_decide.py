"""The second person: what waits, one exception, one demand, and the count of every month."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.facts import vocabulary_of
from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.custody.journal.door import Refused
from cauce.desk.measurement.saying import number_or_hidden
from cauce.measurement.access_closed import closed
from cauce.measurement.hiding.closing import Closed
from cauce.protocol.editions.access import current_edition
from cauce.rules.disclosure import DEMAND_LABELS, DISCLOSURE_LABELS, under_demand
from cauce.rules.permissions import permits
from cauce.sharing.disclosures import access, actions
from cauce.staff.offices.access import names_of
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import NarrowForm, ReasonForm
from .saying import basis, labels_of, whom

DONE = say("Anotado. Ya lo sabe quien lo pidió.", "Recorded. The person who asked can see it.")
KINDS = {
    "authority": Text(es="Con su permiso, a una autoridad", en="With consent, to an authority"),
    "demand": Text(es="Por un documento de una autoridad", en="Under a demand"),
}


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for this person: a second look, a legal review, an approval."""
    found = access.waiting_for(request.actor)
    return render(
        request,
        "disclosures/waiting.html",
        {
            "exceptions": [
                {"row": one, "basis": basis(one), "state": DISCLOSURE_LABELS[one.state]}
                for one in found.exceptions
            ],
            "demands": [{"row": one, "state": DEMAND_LABELS[one.state]} for one in found.demands],
            "nav": nav(request, "disclosures:waiting"),
            "post": request.post,
        },
    )


def _times(found: Closed, month: str, kind: str) -> Text:
    """What is told of a month: few and none look alike."""
    return number_or_hidden(found.number(month, kind))


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """How many times something left, by month and basis; no case, no person."""
    names = {one.id: one.title for one in current_edition().catalogues["sharing_exceptions"]} | KINDS
    found = closed(request.actor, "disclosures")
    months = sorted({key[0] for key in found.told}, reverse=True)[:24]
    rows = [[month, *(_times(found, month, kind) for kind in names)] for month in months]
    table = {
        "caption": Text(es="Veces por mes", en="Times a month"),
        "rows": rows,
        "stack": True,
        "columns": [
            {"name": Text(es="Mes", en="Month"), "number": False},
            *({"name": name, "number": True} for name in names.values()),
        ],
    }
    return render(
        request, "disclosures/count.html", {"table": table, "nav": nav(request, "disclosures:count")}
    )


@require_http_methods(["GET", "POST"])
def second(request: HttpRequest, disclosure_id: UUID) -> HttpResponse:
    """One exception: the reason, the data, and yes or no."""
    row = access.disclosure_for(request.actor, disclosure_id, permission="disclosure.second")
    page = pressed(
        request,
        {
            "agree": Button(partial(actions.second, agrees=True), ReasonForm, said=DONE),
            "no": Button(partial(actions.second, agrees=False), ReasonForm, said=DONE),
        },
        then=redirect("disclosures:waiting"),
        disclosure=row,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "disclosures/second.html",
        {
            "row": row,
            "said": access.open_disclosure(request.actor, row),
            "form": page.forms["no"],
            "basis": basis(row),
            "whom": whom(row),
            "fields": labels_of(row.case, row.fields),
            "state": DISCLOSURE_LABELS[row.state],
            "mine": row.by == request.actor.user,
            "by": names_of({row.by}).get(row.by, ""),
            "once": form_token.reused(request),
            "post": row.case.post,
            "nav": nav(request, "disclosures:waiting"),
        },
    )


def is_refused(error: CauceError) -> bool:
    """Whoever has no right to a step learns nothing of it."""
    return isinstance(error, Refused)


@require_http_methods(["GET", "POST"])
def demand(request: HttpRequest, demand_id: UUID) -> HttpResponse:
    """One demand: what came, what would be handed over, and the step that this person may take."""
    row = access.demand_for(request.actor, demand_id)
    said = access.open_demand(request.actor, row)
    seen, at = request.POST.get("seen", ""), timezone.now()
    words = vocabulary_of(row.case)
    first = {"words": said["words"], "fields": said["fields"]}

    def decided(act: Callable[..., None], **more: Any) -> Button:
        return Button(partial(act, at=at, **more), ReasonForm, said=DONE, through=is_refused)

    page = pressed(
        request,
        {
            "narrow": Button(
                actions.narrow,
                lambda sent: NarrowForm(under_demand(words), sent, first),
                given=lambda form: form.cleaned_data | {"fields": tuple(form.cleaned_data["fields"])},
                said=DONE,
                through=is_refused,
            ),
            "review": decided(actions.review, seen=seen),
            "approve": decided(actions.approve, seen=seen),
            "refuse": decided(actions.refuse_demand),
            "decline": decided(actions.decline_demand),
            "release": Button(partial(actions.release, at=at), said=DONE, through=is_refused),
        },
        demand=row,
    )
    if page.answer:
        return page.answer
    may = {
        name: permits(request.actor, permission, row.scope).allowed
        for name, permission in (
            ("review", "demand.review"),
            ("approve", "demand.approve"),
            ("release", "case.work"),
        )
    }
    return render(
        request,
        "disclosures/demand.html",
        {
            "row": row,
            "said": said,
            "form": page.form or page.forms["review"],
            "deciding": page.forms["review"],
            "narrow": page.forms["narrow"],
            "may": may,
            "once": form_token.reused(request),
            "state": DEMAND_LABELS[row.state],
            "fields": labels_of(row.case, said["fields"]),
            "mine": row.by == request.actor.user,
            "post": row.case.post,
            "nav": nav(request, "disclosures:waiting"),
        },
    )
