"""The worklist of the post: who waits at the window, then the cases, most urgent first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cauce.aid import access as aid
from cauce.cases import access as cases
from cauce.cases import access_day
from cauce.cases import access_letters as letters
from cauce.cases import access_routes as routes
from cauce.cases.access_day import Asked
from cauce.cases.actions import open_case
from cauce.cases.facts import edition_of
from cauce.custody.journal.counts import counted
from cauce.custody.journal.door import check_may
from cauce.desk.cases.frame.clock import clock_of
from cauce.desk.intake.appointments.appointment_line import line
from cauce.desk.intake.calls.showing import call_rows, held_rows
from cauce.family.reunification import access_returning as returns
from cauce.intake.appointments import access as appointments
from cauce.intake.calls import access as calls
from cauce.intake.collection import access as field
from cauce.intake.screenings import access as screenings
from cauce.people.access import search_in_scope
from cauce.rights.rights import access_drafts
from cauce.rules import bands
from cauce.rules.bands import Edges
from cauce.rules.dates import local_day, zone
from cauce.rules.names import STRENGTHS
from cauce.rules.permissions import Actor, permits
from cauce.sharing.referrals import access_envelopes as envelopes
from cauce.sharing.referrals import access_transfers as transfers
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.listed import address, page_asked, page_of, pages_of
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.tabs import Tab, Tabs
from cauce.ui.words import say

from . import rows
from .asking import NAMES, POSTS, ListFilters, asked_by, filters_of, has_left, kept
from .choosing import Choosing
from .forms import OpenForm, SearchForm

A_PAGE = 25
WHOSE = say("De quién", "Whose")


def _counts(actor: Actor, post: Post, at: dt.datetime) -> dict[str, int]:
    """What waits for somebody and stands there as a number, counted in one question."""
    found = counted(
        transfers=transfers.rows_here(actor, post.code),
        conclusions=cases.rows_to_sign(actor),
        letters=letters.rows_to_decide(actor),
        envelopes=envelopes.rows_to_sign(actor),
        lapsed=aid.lapsed_here(actor, post.code),
        drafts=access_drafts.rows_to_decide(actor),
        returns=returns.late_here(actor, post.code),
        **calls.unanswered_here(actor, post.code),
        **field.waiting(actor, post.code),
    )
    found["returns"] += returns.due_here(actor, post.code, at)
    return found


def _show(request: HttpRequest, post: Post, **more: Any) -> HttpResponse:
    base = {
        "post": post,
        "clock": clock_of(post),
        "nav": nav(request, "protection:worklist"),
        "search": SearchForm(),
    }
    return render(request, "worklist/worklist.html", base | more)


def _tabs(theirs: bool) -> Tabs:
    """Mine first, and one press to the post's."""
    return Tabs(
        WHOSE,
        (
            Tab(say("Lo mío", "Mine"), "?", "" if theirs else "page"),
            Tab(say("Del consulado", "The post's"), f"?ver={POSTS}", "page" if theirs else ""),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def worklist(request: HttpRequest) -> HttpResponse:
    """What is to do, by when: one's own, or the post's with its filters; or one of the bands, in pages."""
    post, at = post_here(request, "case.list"), timezone.now()
    theirs = request.GET.get("ver") == POSTS
    filters = filters_of(request, post) if theirs else None
    choosing = Choosing(request, post, at, filters)
    page = choosing.pressed()
    if page and page.answer:
        return page.answer
    ends = bands.edges(at, post.time_zone)
    asked = asked_by(filters.chosen, post) if filters else Asked(mine=True)
    one = filters.chosen["banda"] if filters else request.GET.get("banda", "")
    shown = {
        "tabs": _tabs(theirs),
        "takes": permits(request.actor, "call.take").allowed,
        "filters": filters,
        "narrowed": _narrowed(filters),
        "theirs": theirs,
        **choosing.shown(page),
        **(_kept(request, filters, post) if filters and _narrowed(filters) else {}),
    }
    if one in NAMES:
        return _one(request, post, ends, asked, one, filters, shown)
    return _day(request, post, ends, asked, filters, shown)


def _kept(request: HttpRequest, filters: ListFilters, post: Post) -> dict[str, Any]:
    """The filters that somebody keeps, and whether the one in force can be kept too."""
    held = access_day.kept_filters(request.actor)
    asks = {name: value for name, value in sorted(filters.chosen.items()) if value}
    return {
        "kept": kept(held, filters, post),
        "may_keep": bool(asks) and all(one.asks != asks for one in held),
        "left": has_left(filters),
        "once_keep": form_token.reused(request),
    }


def _narrowed(filters: ListFilters | None) -> bool:
    """Whether the list is asked for something, or about to be: then it has cases alone."""
    return filters is not None and (filters.asked or any(filters.chosen.values()))


def _one(
    request: HttpRequest,
    post: Post,
    ends: Edges,
    asked: Asked,
    band: str,
    filters: ListFilters | None,
    shown: dict[str, Any],
) -> HttpResponse:
    start = (page_asked(request) - 1) * A_PAGE
    found, total = access_day.one_band(request.actor, post.code, ends, asked, band, start=start, most=A_PAGE)
    # The rows are already those of the page; the paginator only counts.
    page = page_of(request, range(total), A_PAGE)
    values = filters.values if filters else {"banda": band}
    return _show(
        request,
        post,
        rows=rows.rows_of(found, post, ends.at, request.actor.user),
        total=total,
        band=NAMES[band],
        pages=pages_of(page, values),
        **shown,
    )


def _day(
    request: HttpRequest,
    post: Post,
    ends: Edges,
    asked: Asked,
    filters: ListFilters | None,
    shown: dict[str, Any],
) -> HttpResponse:
    actor, at = request.actor, ends.at
    found = access_day.day(actor, post.code, ends, asked)
    values = filters.values if filters else {}
    waiting = [] if _narrowed(filters) else _waiting(actor, post, at)
    beside = _beside(actor, post, ends) if not _narrowed(filters) else {}
    # A call in danger that nobody answers stands before whoever waits at the window, too.
    ringing = [one for one in beside.get(bands.NOW, ()) if waiting and one.get("rings")]
    week = local_day(ends.week, zone(post.time_zone))
    plans = rows.plan_rows(access_day.plan_rows(actor, post.code, week, asked), post, ends)
    made = []
    for name in (bands.NOW, bands.TODAY, bands.WEEK, bands.LATE):
        others = [one for one in beside.get(name, []) if one not in ringing]
        ours = [*plans.get(name, []), *rows.rows_of(found[name].rows, post, at, actor.user)]
        # Danger now stands first; whoever is awaited at a safe place, before what was agreed for the day.
        ours.sort(key=lambda one: (not one.get("first_of_all"), not one.get("awaited")))
        # A call that nobody answers stands before the cases; a notice after those of its day.
        here = [*others, *ours] if name == bands.NOW else [*ours, *others]
        if band := _band(name, here, found[name]):
            made.append(band | {"href": address(values, banda=band["id"])})
    return _show(
        request,
        post,
        bands=made,
        later=found[bands.LATER].total,
        later_href=address(values, banda=bands.LATER),
        ringing=ringing,
        waiting=waiting,
        comes=[] if _narrowed(filters) else _comes(actor, post, at),
        any=any(one.total for one in found.values()),
        **shown,
    )


def _band(name: str, here: list[dict[str, Any]], found: access_day.InBand) -> dict[str, Any] | None:
    """A band with its rows, how many there are in all and how many are not shown; None: nothing is in it."""
    if not here and not found.total:
        return None
    rest = found.total - len(found.rows)
    since = found.since if name == bands.LATE else None
    return {
        "id": name,
        "name": NAMES[name],
        "rows": here,
        "total": len(here) + rest,
        "rest": rest,
        "since": since,
    }


def _waiting(actor: Actor, post: Post, at: dt.datetime) -> list[dict[str, Any]]:
    found = screenings.waiting(actor, post.code)
    names = offices.names_of({e.acknowledged_by for e in found if e.acknowledged_by})
    return rows.waiting_rows(found, names, at)


def _comes(actor: Actor, post: Post, at: dt.datetime) -> list[dict[str, Any]]:
    found = appointments.of_officer(actor, post.code, offices.day_at(post, at))
    return [line(one, post) for one in found]


def _beside(actor: Actor, post: Post, ends: Edges) -> dict[str, list[dict[str, Any]]]:
    """What is no case and waits too, in its band."""
    counts = _counts(actor, post, ends.at)
    found: dict[str, list[dict[str, Any]]] = {bands.NOW: call_rows(counts)}
    found[bands.TODAY] = rows.counted_rows(counts)
    for band, some in rows.field_rows(counts).items():
        found[band] = [*some, *found[band]]
    today = local_day(ends.at, zone(post.time_zone))
    found[bands.WEEK] = rows.date_rows(routes.near(actor, post.code, today))
    for one in held_rows(calls.held(actor), ends.at) if counts["calls_held"] else ():
        band = bands.TODAY if one["due"] is None else bands.band(one["due"], ends)
        if one["now"] or one["overdue"]:
            band = bands.NOW
        elif band == bands.LATER:  # its rows stand on another page
            band = bands.WEEK
        found[band] = [one, *found.get(band, [])]
    return found


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Cases of the post by the person's name; the name never stands in an address."""
    post, at = post_here(request, "case.list"), timezone.now()
    form = SearchForm(request.POST)
    if not form.is_valid():
        return redirect("protection:worklist")
    persons = search_in_scope(request.actor, post.code, form.cleaned_data["name"])
    hits, total = cases.worklist_pages(request.actor, post.code, at, persons=list(persons), most=A_PAGE)
    order = list(persons)
    hits = sorted(hits, key=lambda row: order.index(row.case.person_id))
    return _show(
        request,
        post,
        rows=[
            rows.row_of(r, edition_of(r.case), post, at) | {"strength": STRENGTHS[persons[r.case.person_id]]}
            for r in hits
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
