"""The worklist of the post: who waits at the window, then the cases, most urgent first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.aid import access as aid
from cauce.cases import access_routes as routes
from cauce.cases.access import Row, worklist_pages
from cauce.cases.actions import open_case
from cauce.cases.facts import edition_of
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.custody.journal.counts import counted
from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.consent_bar import danger_words
from cauce.desk.intake.appointments.appointment_line import line
from cauce.family.reunification import access_returning as returns
from cauce.intake.appointments import access as appointments
from cauce.intake.collection import access as field
from cauce.intake.screenings import access as screenings
from cauce.people.access import search_in_scope
from cauce.rights.rights import access_drafts
from cauce.rules.dates import zone
from cauce.rules.names import STRENGTHS
from cauce.rules.permissions import Actor
from cauce.sharing.referrals import access_envelopes as envelopes
from cauce.sharing.referrals import access_transfers as transfers
from cauce.staff.notices import access as notices
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.listed import page_asked, page_of, pages_of
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed

from .forms import OpenForm, SearchForm

A_PAGE = 25
SOON = dt.timedelta(hours=2)
NEAR = dt.timedelta(days=2)  # nearer than this one says «mañana», and the date stands under it
NOTHING = Text(es="Nada pendiente por ahora", en="Nothing to do for now")
NOBODY = Text(es="sin responsable", en="nobody in charge yet")


def _state(row: Row, first, at: dt.datetime) -> str:
    if row.case.danger:
        return "danger"
    if first is None:
        return "met"
    if first.state == "open" and first.due and first.due - at < SOON:
        return "soon"
    return first.state


def row_of(row: Row, edition: Edition, post: Post, at: dt.datetime) -> dict[str, Any]:
    """One line: what is next, by when and why; the folio and who works on it."""
    case = row.case
    first = saying.most_urgent(row.plan, at)
    lang = saying.language()
    about = [case.folio, case.officer.display_name if case.officer else NOBODY[lang]]
    return {
        "title": edition.actions[first.action].title if first else NOTHING,
        "href": reverse("protection:case", args=[case.id]),
        "about": " · ".join(about),
        "why": saying.brief(edition, first, post.time_zone) if first else None,
        "danger": danger_words(row.facts),
        "due": first.due if first else None,
        "passed": saying.passed(first) if first else None,
        "near": bool(first and first.due and abs(first.due - at) < NEAR),
        "state": _state(row, first, at),
        "overdue": bool(first and first.state == "overdue"),
    }


def _waiting(actor: Actor, post: Post, at: dt.datetime) -> list[dict[str, Any]]:
    found = screenings.waiting(actor, post.code)
    names = offices.names_of({e.acknowledged_by for e in found if e.acknowledged_by})
    return [
        {
            "encounter": e,
            "minutes": int((at - e.raised_at).total_seconds() // 60),
            "late": e.acknowledged_at is None and at > e.due_at,
            "by": names.get(e.acknowledged_by, ""),
            "once": form_token.new(),
        }
        for e in found
    ]


def _dates(actor: Actor, post: Post, at) -> list[dict[str, Any]]:
    """Cases with a date of a route that is near, and what it is."""
    today, found = at.astimezone(zone(post.time_zone)).date(), []
    for case, ids in routes.near(actor, post.code, today):
        titles = {d.id: d.title for one in edition_of(case).routes.values() for d in one.dates}
        found.append({"case": case, "titles": [titles[id] for id in ids if id in titles]})
    return found


def _counts(actor: Actor, post: Post, at: dt.datetime) -> dict[str, Any]:
    """What waits for somebody and stands there as a number, counted in one question."""
    came = field.waiting(actor, post.code)
    found = counted(
        transfers=transfers.rows_here(actor, post.code),
        envelopes=envelopes.rows_to_sign(actor),
        lapsed=aid.lapsed_here(actor, post.code),
        notices=notices.unseen(actor, at),
        drafts=access_drafts.rows_to_decide(actor),
        returns=returns.late_here(actor, post.code),
        **came,
    )
    found["returns"] += returns.due_here(actor, post.code, at)
    names = ("transfers", "envelopes", "lapsed", "notices", "returns", "drafts")
    return {name: found[name] for name in names} | {"came": {one: found[one] for one in came}}


def _show(request: HttpRequest, post: Post, **more: Any) -> HttpResponse:
    base = {"post": post, "nav": nav(request, "protection:worklist"), "search": SearchForm()}
    return render(request, "worklist/worklist.html", base | more)


@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """The post's list, a page at a time."""
    post, at = post_here(request, "case.list"), timezone.now()
    mine = request.GET.get("ver") == "mias"
    start = (page_asked(request) - 1) * A_PAGE
    rows, total = worklist_pages(request.actor, post.code, at, mine=mine, start=start, most=A_PAGE)
    # The rows are already those of the page; the paginator only counts.
    page = page_of(request, range(total), A_PAGE)
    return _show(
        request,
        post,
        rows=[row_of(r, edition_of(r.case), post, at) for r in rows],
        total=total,
        mine=mine,
        waiting=_waiting(request.actor, post, at),
        **_counts(request.actor, post, at),
        dates=_dates(request.actor, post, at),
        comes=[
            line(one, post)
            for one in appointments.of_officer(request.actor, post.code, offices.day_at(post, at))
        ],
        pages=pages_of(page, {"ver": "mias" if mine else ""}),
    )


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Cases of the post by the person's name; the name never stands in an address."""
    post, at = post_here(request, "case.list"), timezone.now()
    form = SearchForm(request.POST)
    if not form.is_valid():
        return redirect("protection:worklist")
    persons = search_in_scope(request.actor, post.code, form.cleaned_data["name"])
    rows, total = worklist_pages(request.actor, post.code, at, persons=list(persons), most=A_PAGE)
    order = list(persons)
    rows = sorted(rows, key=lambda row: order.index(row.case.person_id))
    return _show(
        request,
        post,
        rows=[
            row_of(r, edition_of(r.case), post, at) | {"strength": STRENGTHS[persons[r.case.person_id]]}
            for r in rows
        ],
        total=total,
        found=True,
    )


@require_http_methods(["GET", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a case for whoever came another way: channel, when it began, present; no name."""
    post = post_here(request, "case.list")
    check_may(request.actor, "case.work", post)
    button = Button(
        open_case,
        lambda sent: OpenForm(post.time_zone, sent),
        given=lambda form: form.cleaned_data | {"present": form.cleaned_data["present"] == "yes"},
        then=lambda case: redirect("protection:safety", case_id=case.id),
        again=lambda id: redirect("protection:case", case_id=id),
        beside={"happened_at": "started_at"},
    )
    page = pressed(request, button, post=post, officer=request.user)
    if page.answer:
        return page.answer
    shown = {
        "nav": nav(request, "protection:worklist"),
        "form": page.form,
        "once": form_token.reused(request),
    }
    return render(request, "worklist/open.html", shown | {"post": post})
