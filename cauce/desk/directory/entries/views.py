"""What a service says of itself: codes, numbers, days and hours; reviewed before any of it shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from cauce.custody.journal.door import check_may
from cauce.desk.directory.providers.forms_keep import SayForm
from cauce.directory.access import upkeep as access
from cauce.directory.actions import say_by_link, say_of_own
from cauce.rules.permissions import SYSTEM, Scope, partners_with
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

THANKS = say(
    "Gracias. Se verá cuando alguien lo revise.",
    "Thank you. It will show once somebody has reviewed it.",
)


@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """The entry as its own people may correct it. A wrong, used or old link look the same."""
    at = timezone.now()
    invitation = access.invitation_by(secret, at)
    if invitation is None:
        return render(request, "entries/over.html", status=404)
    button = Button(
        say_by_link,
        _form(request, access.said_view(invitation.service, at.date())),
        given=partial(_said, request),
    )
    thanks = render(request, "entries/thanks.html") if request.method == "POST" else None
    page = pressed(request, button, then=thanks, actor=SYSTEM, invitation=invitation, at=at)
    if page.answer:
        return page.answer
    return _shown(
        request,
        page.form,
        "entries/link.html",
        organization=invitation.service.organization.name,
        until=invitation.expires_at,
        zone=invitation.post,
    )


def _form(request: HttpRequest, entry) -> Callable[[QueryDict | None], SayForm]:
    def form(sent: QueryDict | None) -> SayForm:
        made = SayForm(entry, sent)
        if request.actor is None:
            made.fields.pop("sexual", None)  # nothing on an open page tells what it is for
        return made

    return form


def _said(request: HttpRequest, form: SayForm) -> dict[str, object]:
    """What changed, and that the rest holds where it was said."""
    return {"changes": form.changed() | ({"same": True} if request.POST.get("same") else {})}


def _shown(request: HttpRequest, form: SayForm, template: str, **more: object) -> HttpResponse:
    context = {"form": form, "once": form_token.reused(request), "same": request.POST.get("same", "")} | more
    return render(request, template, context)


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """The entries of the organisations for which one signs in."""
    partner = next(iter(partners_with(request.actor, "entry.correct")), None)
    check_may(request.actor, "entry.correct", Scope(partner=partner or "-"))
    rows = access.own_services(request.actor)
    waits = access.waits_for(row.id for row in rows)
    return render(
        request,
        "entries/own.html",
        {"nav": nav(request, "entries:own"), "rows": [(row, waits.get(row.id)) for row in rows]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def own_one(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One of them, corrected by whoever signed in; what waits to be reviewed is said."""
    at = timezone.now()
    service, scope = access.own_service_for(request.actor, service_id)
    made = _form(request, access.said_view(service, at.date()))
    button = Button(say_of_own, made, given=partial(_said, request), said=THANKS)
    page = pressed(request, button, then=redirect("entries:own"), service=service, scope=scope, at=at)
    if page.answer:
        return page.answer
    return _shown(
        request,
        page.form,
        "entries/one.html",
        nav=nav(request, "entries:own"),
        service=service,
        waits=access.waits_for([service.id]).get(service.id),
    )
