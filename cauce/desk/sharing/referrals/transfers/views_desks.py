"""Somebody leaves: the consul hands on all their open cases, here or to another post, and sees what
stayed.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_desks, access_handover
from cauce.cases.access_desks import RECEIVES, Desk
from cauce.cases.models import Case
from cauce.intake.appointments.access import left_behind
from cauce.rules.transfer import A_PAGE, STAYS
from cauce.sharing.referrals.actions import HandOver, ask_desk, reassign_desk
from cauce.sharing.referrals.actions.desks import HandedOn
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed

from .forms_desks import HereForm, OverForm


@require_GET
def leaving_page(request: HttpRequest) -> HttpResponse:
    """Whoever works on cases at the post, and how many open ones each has."""
    post = post_here(request, "case.list")
    return render(
        request,
        "transfers/leaving.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "desks": access_desks.desks(request.actor, post.code),
        },
    )


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """The open cases of somebody, a page at a time, and to whom they go."""
    post = post_here(request, "case.list")
    found = access_desks.desk_of(request.actor, post.code, officer_id)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    # What was shown is what is sent, though it changed meanwhile: the act says why it stays.
    cases = (
        access_desks.chosen(request.actor, post.code, request.POST.getlist("shown")) if doing else found.cases
    )
    staff = [user for user in offices.staff(post.code, *RECEIVES) if user != found.officer]
    written = access_handover.with_sheets(cases)

    def shown(codes: list[str]) -> list[Case]:
        return access_desks.chosen(request.actor, post.code, codes)

    def to_people(form: HereForm) -> dict[str, Any]:
        said = form.cleaned_data
        return {"cases": shown(said["cases"]), "to": [form.staff[id] for id in said["people"]]}

    def to_post(form: OverForm) -> dict[str, Any]:
        said = dict(form.cleaned_data)
        agreed, to = frozenset(said.pop("cases")), form.posts[said.pop("to")]
        return said | {"cases": shown(request.POST.getlist("shown")), "to": to, "agreed": agreed}

    def report(done: HandedOn) -> HttpResponse:
        return _report(request, post, access_desks.desk_of(request.actor, post.code, officer_id), done)

    page = pressed(
        request,
        {
            "here": Button(
                reassign_desk, lambda sent: HereForm(staff, cases, sent), given=to_people, then=report
            ),
            "over": Button(
                ask_desk,
                lambda sent: OverForm(post.code, cases, sent),
                given=to_post,
                values={"over": HandOver},
                then=report,
            ),
        },
        post=post,
        leaving=found.officer,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "transfers/desk.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "officer": found.officer,
            "total": found.total,
            "cases": cases,
            "unwritten": [c for c in cases if c.id not in written],
            "most": A_PAGE,
            "here": page.forms["here"],
            "over": page.forms["over"],
            "doing": doing,
            "once": form_token.reused(request),
            "error": page.form,
        },
    )


def _report(request: HttpRequest, post: Post, left: Desk, done: HandedOn) -> HttpResponse:
    """What moved and to whom, what stayed and why: shown at once, and kept in the journal.

    An appointment does not move by itself: the person was told whom to expect. Each that somebody
    else attends than whoever has the case now is named, with the way to change it.
    """
    moved = [case for case, _ in done.moved]
    hours = left_behind(moved, timezone.now())
    return render(
        request,
        "transfers/handed_on.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": post,
            "officer": left.officer,
            "moved": [(case, to, case.id in done.without_key, hours.get(case.id)) for case, to in done.moved],
            "stayed": [(case, STAYS[code], code) for case, code in done.stayed],
            "left": left.total,
            "asked": request.POST.get("do") == "over",
        },
    )
