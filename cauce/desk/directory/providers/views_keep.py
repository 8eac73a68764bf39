"""Keep an entry alive: correct it, say how many places there are, write down an agreement or a warning,
and send its people a link by which they say what changed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.directory import access
from cauce.directory.access import upkeep
from cauce.directory.actions import (
    edit_entry,
    end_caution,
    invite,
    record_agreed,
    record_sharing,
    say_capacity,
    warn,
)
from cauce.rules.dates import local_day, zone
from cauce.rules.permissions import permits
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.words import say

from .forms_keep import AgreedForm, CautionForm, FreeForm, SharingForm, TakesForm

KEPT = say("Guardado. Ya lo puede ver toda la red.", "Saved. The whole network can see it now.")
ENDED = say("La nota ya no aplica; su texto se borró.", "The note no longer applies; its text was erased.")


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The forms of one entry, each its own; a new link is shown once, on the page that made it. Whoever comes
    from a request to a service (``next``) writes down what it answered, and goes back to that request."""
    at, back = timezone.now(), _back(request)
    row = access.entry_for(request.actor, service_id)
    entry = access.service_for(request.actor, service_id, at.date())
    do = request.POST.get("do", "") if request.method == "POST" else ""
    given = request.POST
    forms = {
        "takes": TakesForm(entry, given if do == "takes" else None),
        "free": FreeForm(given if do == "free" else None),
        "sharing": SharingForm(given if do == "sharing" else None, _today(request, at, back)),
        "agreed": AgreedForm(given if do == "agreed" else None),
        "warn": CautionForm(given if do == "warn" else None),
    }
    form, link = forms.get(do), ""
    try:
        if do == "link":
            link = _link(request, row, at)
        elif do == "end":
            caution = upkeep.caution_for(request.actor, given.get("caution", ""))
            end_caution(actor=request.actor, caution=caution, at=at, once=form_token.sent(request))
            messages.success(request, ENDED)
            return redirect("directory:keep", service_id=row.id)
        elif form is not None and form.is_valid():
            _write(request, do, form, row, at)
            messages.success(request, KEPT)
            return HttpResponseRedirect(back) if back else redirect("directory:entry", service_id=row.id)
    except AlreadyDone:
        return HttpResponseRedirect(back) if back else redirect("directory:keep", service_id=row.id)
    except CauceError as error:
        if not refuse(request, error, form):
            return redirect("directory:keep", service_id=row.id)
    return render(
        request,
        "providers/keep.html",
        {
            "nav": nav(request, "directory:find"),
            "entry": entry,
            "forms": forms,
            "form": form,
            "once": form_token.reused(request),
            "link": link,
            "back": back,
            "post": request.post,
            "cautions": _cautions(request, row.id),
            "links": upkeep.open_links(row.id, at),
            "may_warn": bool(request.post) and permits(request.actor, "directory.warn").allowed,
        },
    )


def _back(request: HttpRequest) -> str:
    """The page of a request from which somebody came to write down an answer; '' where nobody did."""
    back = request.GET.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else ""


def _today(request: HttpRequest, at: dt.datetime, back: str) -> dt.date | None:
    """The day of an answer that is given now to whoever comes from a request; None: nobody did."""
    return local_day(at, zone(request.post.time_zone)) if back and request.post else None


def _cautions(request: HttpRequest, id: UUID) -> Any:
    if not permits(request.actor, "directory.caution").allowed:
        return ()
    return upkeep.cautions_of(request.actor, id)


def _link(request: HttpRequest, row: Any, at) -> str:
    """The address to send; whoever is of no post makes none."""
    if request.post is None:
        raise Absent()
    made = invite(actor=request.actor, service=row, post=request.post, at=at, once=form_token.sent(request))
    return request.build_absolute_uri(reverse("entries:link", args=[made.secret]))


def _write(request: HttpRequest, do: str, form: Any, row: Any, at) -> None:
    given: dict[str, Any] = {"actor": request.actor, "once": form_token.sent(request)}
    version = whole(request.POST.get("version"), -1)
    if do == "takes":
        edit_entry(**given, service=row, version=version, changes=form.changed())
    elif do == "free":
        say_capacity(**given, service=row, version=version, free=form.cleaned_data["free"], at=at)
    elif do == "sharing":
        record_sharing(**given, service=row, version=version, at=at, **form.cleaned_data)
    elif request.post is None:
        raise Absent()
    elif do == "agreed":
        record_agreed(**given, post=request.post, organization=row.organization, **form.cleaned_data)
    else:
        warn(**given, post=request.post, service=row, at=at, **form.cleaned_data)
