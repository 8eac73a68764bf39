"""Two files read as one by two posts, parted by either; and what was read and sent while they were one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases.facts import edition_of, vocabulary_of
from cauce.cases.models import Case
from cauce.content.model import Text
from cauce.custody.journal.models import Entry
from cauce.desk.cases.frame.consent_bar import recipient_names
from cauce.desk.cases.frame.contact_line import reach_of
from cauce.desk.cases.frame.story import timeline
from cauce.desk.custody.journal.saying import sentence
from cauce.sharing.binational import access as binational
from cauce.sharing.disclosures import access as disclosures
from cauce.sharing.joins import access, access_joint
from cauce.sharing.joins import rules as rules
from cauce.sharing.joins.access_joint import Joint
from cauce.sharing.joins.actions import part
from cauce.sharing.joins.join_side import Leg
from cauce.staff.offices import access as offices
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import PartForm

PARTED = say(
    "Se separaron. Cada expediente está como estaría, con lo que se anotó en él mientras tanto.",
    "Separated. Each file is as it would have been, with everything recorded in it meanwhile.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def joint(request: HttpRequest, join_id: UUID) -> HttpResponse:
    """Both histories as one, who wrote what and where; and the way to part them."""
    at = timezone.now()
    join, own, other = access.join_for(request.actor, join_id)
    # Parted meanwhile, there is no form any more.
    button = Button(part, PartForm, said=PARTED, through=lambda _: join.ended_at is not None)
    touched = redirect("joins:touched", join_id=join.id)
    page = pressed(request, button, then=touched, leg=Leg(join, own.id), at=at)
    if page.answer:
        return page.answer
    if not access.may_read_both(join, at):
        return redirect("joins:touched", join_id=join.id)
    read = access_joint.read_both(request.actor, join, own, other, at)
    return render(
        request,
        "joins/joint.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": own.post,
            "join": join,
            "own": own,
            "other": other,
            "form": page.form,
            "once": form_token.reused(request),
            "reach": reach_of(own, at),
            "leads": join.lead_id == own.id,
            **_shown(read, own, other),
        },
    )


def _shown(read: Joint, own: Case, other: Case) -> dict[str, Any]:
    """What was read, in the words of the page."""
    edition = edition_of(own)
    places = {True: own.post.name, False: other.post.name}
    notes = [{"act": one.act, "note": one.note} for one in read.acts]
    events = timeline(edition, notes, offices.zone(own.post_id))
    for event, one in zip(events, read.acts, strict=True):
        event["who"] = " · ".join(filter(None, (places[one.ours], str(event["who"]))))
    purposes = {id: one.title for id, one in vocabulary_of(own).purposes.items()}
    names = recipient_names({row.recipient for row, _, _ in read.consents if row.recipient})
    needs = {one.id: one.title for one in edition.catalogues["needs"]}
    return {
        "events": events,
        "consents": [
            {
                "row": row,
                "title": purposes.get(row.purpose),
                "whom": names.get(row.recipient),
                "place": places[ours],
            }
            for row, _, ours in read.consents
        ],
        "referrals": [
            {"row": row, "need": needs.get(row.need, Text(es=row.need, en=row.need)), "place": places[ours]}
            for row, ours in read.referrals
        ],
        "owed": [
            {"one": one, "title": held.actions[one.action].title, "place": places[ours]}
            for one, held, ours in read.owed
        ],
    }


@require_GET
def touched(request: HttpRequest, join_id: UUID) -> HttpResponse:
    """What was read and sent while both were one, so that people can be warned."""
    at = timezone.now()
    join, own, other = access.join_for(request.actor, join_id)
    found = access_joint.touched(request.actor, join, own, other, at, (_above(own), _above(other)))
    return render(
        request,
        "joins/touched.html",
        {
            "nav": nav(request, "protection:worklist"),
            "post": own.post,
            "join": join,
            "own": own,
            "there": other.post.name,
            "why": rules.SHOWN_WHYS.get(join.why),
            "two_people": join.why == "two_people",
            "read": _rows(found.read, at),
            "sent": _rows(found.sent, at),
            "theirs": _rows(found.theirs, at),
            "may_read": access.may_read_both(join, at),
        },
    )


def _above(case: Case) -> list[tuple[str, str]]:
    """What floors above the joint files hold of one, as the journal names it."""
    found = [("disclosure", str(id)) for id in disclosures.ids_of(case)]
    return found + [("petition", str(row.id)) for row in binational.of_case(case)]


def _rows(entries: Iterable[Entry], at: dt.datetime) -> list[dict[str, Any]]:
    """Who and what; of many readings by one person on one day, the first."""
    listed = list(entries)
    names = offices.names_of({one.actor for one in listed})
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in listed:
        key = (one.at.date(), one.actor, one.what, one.about_id)
        found.setdefault(key, {"at": one.at, "who": names.get(one.actor, ""), "what": sentence(one)})
    return list(found.values())
