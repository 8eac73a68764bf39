"""Somebody leaves: the consul hands on all their open cases, here or to another post, and sees what
stayed.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_desks, access_handover
from cauce.cases.access_desks import RECEIVES, Desk
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.desk.cases.frame.post import post_of
from cauce.intake.appointments.access import left_behind
from cauce.rules.transfer import A_PAGE, STAYS
from cauce.sharing.referrals.actions import ask_desk, reassign_desk
from cauce.sharing.referrals.actions.desks import HandedOn
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.ui.errors import put
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of

from .forms_desks import HereForm, OverForm


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Whoever works on cases at the post, and how many open ones each has."""
    post = post_of(request)
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
    post = post_of(request)
    found = access_desks.desk_of(request.actor, post.code, officer_id)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    # What was shown is what is sent, though it changed meanwhile: the act says why it stays.
    cases = (
        access_desks.chosen(request.actor, post.code, request.POST.getlist("shown")) if doing else found.cases
    )
    staff = [user for user in offices.staff(post.code, *RECEIVES) if user != found.officer]
    here = HereForm(staff, cases, request.POST if doing == "here" else None)
    over = OverForm(post.code, cases, request.POST if doing == "over" else None)
    form = {"here": here, "over": over}.get(doing)
    written = access_handover.with_sheets(cases)
    if form is not None and form.is_valid():
        try:
            done = _hand_on(request, post, found, form)
        except AlreadyDone:
            return redirect("transfers:desk", officer_id=officer_id)
        except CauceError as error:
            put(form, error)
        else:
            left = access_desks.desk_of(request.actor, post.code, officer_id)
            return _report(request, post, left, done)
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
            "here": here,
            "over": over,
            "doing": doing,
            "once": kept(request),
            "error": form if form is not None and form.errors else None,
        },
    )


def _hand_on(request: HttpRequest, post: Post, found: Desk, form: HereForm | OverForm) -> HandedOn:
    said, once = form.cleaned_data, key_of(request)
    given = {"actor": request.actor, "post": post, "leaving": found.officer, "at": timezone.now()}
    if isinstance(form, HereForm):
        cases = access_desks.chosen(request.actor, post.code, said["cases"])
        people = [form.staff[id] for id in said["people"]]
        return reassign_desk(**given, cases=cases, to=people, once=once)
    shown = access_desks.chosen(request.actor, post.code, request.POST.getlist("shown"))
    return ask_desk(
        **given,
        cases=shown,
        to=form.posts[said["to"]],
        reason=said["reason"],
        note=said["note"],
        agreed=frozenset(said["cases"]),
        once=once,
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
