"""Pairs looked at one by one, what the answers say of the comparison, and the counts for who estimates."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import Absent
from cauce.people import access_linkage as access
from cauce.people.actions import label_pair
from cauce.people.capture_histories import document
from cauce.people.models import Linkage
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing

ALL_SEEN = say("Usted ya contestó todos los pares.", "You have answered every pair.")


def _next(request: HttpRequest, linkage: Linkage, after: int) -> HttpResponse:
    """To the next pair that this reviewer did not answer."""
    left = access.next_pair(request.actor, linkage, after)
    if left is None:
        messages.success(request, ALL_SEEN)
        return redirect("list_linkage:one", linkage_id=linkage.id)
    # Past the navigation, which on a telephone is a whole screen.
    return redirect(f"{reverse('list_linkage:pair', args=[linkage.id, left.number])}#contenido")


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, linkage_id: UUID, place: int) -> HttpResponse:
    """The two side by side; three answers; no score before one is given, nor after."""
    linkage = access.linkage_for(request.actor, linkage_id)
    found = access.beside(request.actor, linkage, place)

    def after(_: Any) -> HttpResponse:
        return _next(request, linkage, place)

    label = request.POST.get("label", "")
    button = Button(label_pair, then=after, again=after, stays=True)
    page = pressed(request, button, pair=found.pair, label=label, at=timezone.now())
    if page.answer:
        return page.answer
    if page.error:
        refuse(request, page.error)
    readable = found.left is not None and found.right is not None
    return render(
        request,
        "list_linkage/pair.html",
        {
            "nav": nav(request, "list_linkage"),
            "row": linkage,
            "pair": found.pair,
            "mine": found.mine,
            "sides": showing.sides(dict(found.left), dict(found.right)) if readable else [],
            "left": showing.where_of(found.pair, 0),
            "right": showing.where_of(found.pair, 1),
            "levels": showing.levels(found.pair),
            "labels": showing.LABELS,
            "readable": readable,
            "progress": access.progress(request.actor, linkage),
            "once": form_token.reused(request),
            "said": showing.LABELS.get(found.mine),
        },
    )


@require_http_methods(["GET", "HEAD"])
def quality(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """Precision and recall by group, how alike reviewers answered, and the model that was used."""
    linkage = access.linkage_for(request.actor, linkage_id)
    if linkage.state == "agreed":
        raise Absent()
    found = access.quality_of(linkage)
    return render(
        request,
        "list_linkage/quality.html",
        {
            "nav": nav(request, "list_linkage"),
            "row": linkage,
            "found": found,
            "table": showing.quality_table(found) if found.get("reviewed") else None,
            "agreement": found["agreement"],
            "progress": access.progress(request.actor, linkage),
        },
    )


@require_http_methods(["GET", "HEAD"])
def counts(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """Quality and histories as JSON, for whoever estimates: counts and shares, nobody."""
    linkage = access.linkage_for(request.actor, linkage_id)
    body = json.dumps(document(request.actor, linkage), ensure_ascii=False, indent=1)
    answer = HttpResponse(body, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="conteos.json"'
    return answer
