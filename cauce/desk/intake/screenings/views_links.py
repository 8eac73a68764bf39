"""Coincidences between visits: told to protection alone; what is asked needs a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cauce.intake.screenings import access_links as access
from cauce.intake.screenings.actions import answer_notice, ask_link, decide_link, record_complaint
from cauce.intake.screenings.links import limits_on, links_on
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms_links import AskForm, ComplaintForm

ASKED = say(
    "Pedida. La decide otra persona; usted verá aquí el número.",
    "Requested. Another person decides; the number will appear here.",
)
MARKED = say("Marcada. El nombre no se guardó.", "Marked. The name was not kept.")
BUTTONS = {
    "ask": Button(ask_link, AskForm, said=ASKED),
    "complain": Button(record_complaint, ComplaintForm, said=MARKED),
}


@require_http_methods(["GET", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """What coincided and what was asked; a value is typed here and kept nowhere."""
    post = offices.post(access.posts_of(request.actor)[0])
    page = pressed(request, BUTTONS, post=post)
    return page.answer or _page(request, post, page.forms["ask"], page.forms["complain"])


def _page(request: HttpRequest, post: Post, ask, complaint) -> HttpResponse:
    edition, today = current_edition(), offices.day_at(None, timezone.now())
    names = {row.id: row.title for row in edition.catalogues["link_fields"]}
    reasons = {row.id: row.title for row in edition.catalogues["link_reasons"]}
    may = {
        one: permits(request.actor, one, Scope(post=post.code)).allowed for one in (access.ASK, access.DECIDE)
    }
    queries = [
        {
            "row": row,
            "field": names[row.purpose],
            "reason": reasons[row.reason],
            "decides": may[access.DECIDE] and row.state == "asked" and row.asked_by != request.actor.user,
        }
        for row in access.queries(request.actor, post.code, today)
    ]
    found = [
        {"row": one, "field": names[one.field]} for one in access.notices(request.actor, post.code, today)
    ]
    return render(
        request,
        "screenings/links.html",
        {
            "post": post,
            "nav": nav(request, "protection:worklist"),
            "on": links_on(today),
            "limits": limits_on(today),
            "found": found,
            "queries": queries,
            "ask": ask,
            "complaint": complaint,
            "asks": may[access.ASK],
            "once": form_token.reused(request),
            "form": complaint if complaint.is_bound else ask,
        },
    )


@require_POST
def seen(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Protection has seen a coincidence and decides what to offer."""
    notice = access.notice_for(request.actor, notice_id)
    here = redirect("protection:links")
    return pressed(request, Button(answer_notice), then=here, notice=notice).answer or here


@require_POST
def decide(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """The second person says yes or no."""
    query = access.query_for(request.actor, query_id)
    approve, here = request.POST.get("do") == "approve", redirect("protection:links")
    page = pressed(request, Button(decide_link), then=here, query=query, approve=approve)
    return page.answer or here
