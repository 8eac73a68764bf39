"""The post: what it asked of Mexico, what waits for a second signature, and signing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.rules.permissions import permits
from cauce.sharing.binational import access
from cauce.sharing.binational.actions import leave_unsigned, sign_petition
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing

SIGNED = say("Firmado y enviado.", "Signed and sent.")
UNSIGNED = say("No se firmó; no se envió nada.", "Not signed; nothing was sent.")


@require_GET
def petitions_page(request: HttpRequest) -> HttpResponse:
    """Everything the post asked: to sign, with an office, and what ended in thirty days."""
    post, at = post_here(request, "petition.list"), timezone.now()
    found = access.of_post(request.actor, post.code, at)
    names = offices.names_of({one.by for one in found.to_sign})

    def rows(some) -> list[dict[str, Any]]:
        return [
            showing.row(one, at)
            | {
                "by": names.get(one.by, ""),
                "here": showing.by_when(one, at, post),
                "mine": one.by == request.actor.user,
                "works": permits(request.actor, "petition.ask", one.scope).allowed,
            }
            for one in some
        ]

    return render(
        request,
        "binational/post.html",
        {
            "nav": nav(request, "mexico:post"),
            "post": post,
            "days": access.SHOWN_DAYS,
            "to_sign": rows(found.to_sign),
            "going": rows(found.going),
            "ended": rows(found.ended),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Read all that would leave, then sign it or not. Nothing else of the case is shown here."""
    found = access.petition_for(request.actor, petition_id, permission="petition.sign")
    buttons = {
        "sign": Button(sign_petition, said=SIGNED),
        "no": Button(leave_unsigned, said=UNSIGNED),
    }
    page = pressed(request, buttons, then=redirect("mexico:post"), petition=found, at=timezone.now())
    if page.answer:
        return page.answer
    at, read = timezone.now(), access.read_to_sign(request.actor, found)
    return render(
        request,
        "binational/sign.html",
        showing.row(found, at)
        | {
            "nav": nav(request, "mexico:post"),
            "post": found.case.post,
            "facts": showing.facts(found, read.parts),
            "why": read.why,
            "basis": showing.basis(found),
            "once": form_token.reused(request),
            "by": offices.names_of({found.by}).get(found.by, ""),
            "waits": found.state == "to_sign",
            "mine": found.by == request.actor.user,
        },
    )
