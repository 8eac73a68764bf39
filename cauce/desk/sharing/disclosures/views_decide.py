"""The second person: what waits, one exception, one demand, and the count of every month."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.errors import CauceError
from cauce.content.model import Text
from cauce.custody.journal.door import AlreadyDone, Refused
from cauce.protocol.editions.access import current_edition
from cauce.rules.disclosure import (
    AUTHORITY_FIELDS,
    DEMAND_LABELS,
    DISCLOSURE_LABELS,
    MINIMUM_FIELDS,
)
from cauce.rules.permissions import permits
from cauce.sharing.disclosures import access, actions
from cauce.staff.offices.access import names_of
from cauce.ui.errors import put, refuse
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
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


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """How many times something left, by month and basis; no case, no person."""
    names = {one.id: one.title for one in current_edition().catalogues["sharing_exceptions"]} | KINDS
    rows = [[month, *(found.get(kind, 0) for kind in names)] for month, found in access.counts(request.actor)]
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
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.second(
                actor=request.actor,
                disclosure=row,
                agrees=request.POST.get("do") == "agree",
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                once=key_of(request),
            )
            messages.success(request, DONE)
            return redirect("disclosures:waiting")
        except AlreadyDone:
            return redirect("disclosures:waiting")
        except CauceError as error:
            put(form, error)
    return render(
        request,
        "disclosures/second.html",
        {
            "row": row,
            "said": access.open_disclosure(request.actor, row),
            "form": form,
            "basis": basis(row),
            "whom": whom(row),
            "fields": labels_of(row.fields, MINIMUM_FIELDS),
            "state": DISCLOSURE_LABELS[row.state],
            "mine": row.by == request.actor.user,
            "by": names_of({row.by}).get(row.by, ""),
            "once": kept(request),
            "post": row.case.post,
            "nav": nav(request, "disclosures:waiting"),
        },
    )


@require_http_methods(["GET", "POST"])
def demand(request: HttpRequest, demand_id: UUID) -> HttpResponse:
    """One demand: what came, what would be handed over, and the step that this person may take."""
    row = access.demand_for(request.actor, demand_id)
    said = access.open_demand(request.actor, row)
    posted = request.POST if request.method == "POST" else None
    narrowing = posted is not None and posted.get("do") == "narrow"
    narrow = NarrowForm(posted if narrowing else None, {"words": said["words"], "fields": said["fields"]})
    form = ReasonForm(posted if posted is not None and not narrowing else None)
    if posted is not None:
        done = _step(request, row, narrow if narrowing else form)
        if done:
            return done
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
            "form": narrow if narrowing else form,
            "deciding": form,
            "narrow": narrow,
            "may": may,
            "once": kept(request),
            "state": DEMAND_LABELS[row.state],
            "fields": labels_of(said["fields"], AUTHORITY_FIELDS),
            "mine": row.by == request.actor.user,
            "post": row.case.post,
            "nav": nav(request, "disclosures:waiting"),
        },
    )


def _step(request: HttpRequest, row, form) -> HttpResponse | None:
    """Take the step that was asked for; None: the form has an error."""
    do = request.POST.get("do", "")
    here = redirect("disclosures:demand", demand_id=row.id)
    if do != "release" and not form.is_valid():
        return None
    given = {"actor": request.actor, "demand": row, "once": key_of(request)}
    at, reason = timezone.now(), getattr(form, "cleaned_data", {}).get("reason", "")
    seen = request.POST.get("seen", "")
    steps = {
        "narrow": lambda: actions.narrow(
            fields=tuple(form.cleaned_data["fields"]), words=form.cleaned_data["words"], **given
        ),
        "review": lambda: actions.review(seen=seen, reason=reason, at=at, **given),
        "approve": lambda: actions.approve(seen=seen, reason=reason, at=at, **given),
        "refuse": lambda: actions.refuse_demand(reason=reason, at=at, **given),
        "decline": lambda: actions.decline_demand(reason=reason, at=at, **given),
        "release": lambda: actions.release(at=at, **given),
    }
    try:
        steps.get(do, lambda: None)()
    except AlreadyDone:
        return here
    except Refused:
        raise
    except CauceError as error:
        form.is_valid()
        return None if refuse(request, error, form) else here
    messages.success(request, DONE)
    return here
