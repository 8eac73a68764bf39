"""The telephones of a post: register one (its settings are shown once), withdraw it, report it lost."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.custody.journal.door import check_may
from cauce.intake.collection import access
from cauce.intake.collection.actions import Registered, lose, register, revoke
from cauce.rules.field_form import title_of
from cauce.staff.offices.picker import post_here
from cauce.standards.collect import payload, settings
from cauce.standards.qr import picture
from cauce.ui import form_token
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import DeviceForm
from .frame import frame

LOST = say(
    "El teléfono ya no puede bajar ni enviar nada. Se abrió un incidente.",
    "The telephone can no longer download or send anything. An incident was opened.",
)
WITHDRAWN = say(
    "El teléfono ya no puede bajar ni enviar nada.",
    "The telephone can no longer download or send anything.",
)
BUTTONS = {"lost": Button(lose, said=LOST), "revoke": Button(revoke, said=WITHDRAWN)}


@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """Every telephone of the post, those in use first."""
    post = post_here(request, "device.manage")
    rows = access.devices(request.actor, post.code)
    return render(request, "collection/devices.html", frame(request, "field:devices", post=post, rows=rows))


@require_http_methods(["GET", "POST"])
def register_one(request: HttpRequest) -> HttpResponse:
    """Name a telephone; then its settings, once."""
    post = post_here(request, "device.manage")
    check_may(request.actor, "device.manage", post)
    button = Button(
        register,
        DeviceForm,
        then=lambda made: _once(request, made),
        again=lambda id: redirect("field:device", device_id=id),
    )
    page = pressed(request, button, post=post, at=timezone.now())
    if page.answer:
        return page.answer
    context = frame(request, "field:devices", post=post, form=page.form, once=form_token.reused(request))
    return render(request, "collection/register.html", context)


def _once(request: HttpRequest, made: Registered) -> HttpResponse:
    """The QR code that the telephone scans. The secret is kept nowhere: it is not shown again."""
    address = reverse("openrosa:form_list", args=[made.secret]).removesuffix("/formList")
    password = secrets.token_hex(4)
    document = settings(request.build_absolute_uri(address), name="Formatos", password=password)
    context = frame(
        request,
        "field:devices",
        post=made.device.post,
        device=made.device,
        password=password,
        qr=picture(payload(document), error="l"),
        server=document["general"]["server_url"],
    )
    return render(request, "collection/registered.html", context)


@require_http_methods(["GET", "POST"])
def device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One telephone: when it last sent, and the two ways of ending its use."""
    found = access.device_for(request.actor, device_id)
    page = pressed(request, BUTTONS, device=found, at=timezone.now())
    if page.answer:
        return page.answer
    titles = [title_of(code) for code in found.forms]
    context = frame(
        request,
        "field:devices",
        post=found.post,
        device=found,
        titles=titles,
        once=form_token.reused(request),
    )
    return render(request, "collection/device.html", context)
