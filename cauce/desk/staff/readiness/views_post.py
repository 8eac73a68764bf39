"""What a post has ready and what is missing, for whoever leads it and works there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post
from cauce.staff.readiness import access
from cauce.staff.readiness.facts import ends_on
from cauce.staff.readiness.reminders import alert_from
from cauce.ui.nav import nav

from . import saying


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Whoever sees the network begins there; whoever sees the post, there; the rest with their own."""
    for permission, route in (
        ("readiness.network", "readiness:network"),
        ("readiness.read", "readiness:post"),
    ):
        if permits(request.actor, permission).allowed:
            return redirect(route)
    check_may(request.actor, "readiness.own")
    return redirect("readiness:own")


@require_GET
def post(request: HttpRequest) -> HttpResponse:
    """Every task of the post, most pressing first."""
    at, here = timezone.now(), access.own(request.actor)
    page = page_of(request.actor, here, at, links=True) | {
        "nav": nav(request, "readiness"),
        "post": here,
    }
    return render(request, "readiness/post.html", page)


def page_of(actor: Actor, here: Post, at: dt.datetime, *, links: bool) -> dict[str, Any]:
    """What the page of a post says, for its own people (``links``) and for headquarters."""
    tasks, known, day = access.tasks(here, at), access.known(here, at), day_at(here, at)
    rows = [saying.said(task, here, at, links=links) for task in tasks]
    return {
        "adopted_on": known.facts.get("post.adopted_on"),
        "rows": saying.in_order(rows),
        "summary": saying.summary(tasks),
        "care": care_words(access.care_count(current_edition(), known, day)),
        "focal": known.focal,
        "ending": ending(known, day),
        "coming": _coming(here),
        "not_found": _not_found(here),
        "may_lead": links and permits(actor, "readiness.lead", here.scope).allowed,
    }


def _coming(here: Post) -> list[tuple[Any, Text]]:
    """The next events of the calendar, the first one first."""
    kinds = {one.id: one.title for one in current_edition().catalogues["outreach_kinds"]}
    rows = [one for one in access.calendar(here) if not one.held_on and not one.called_off_on]
    return [(one, kinds[one.kind]) for one in rows[::-1][:5] if one.kind in kinds]


def _not_found(here: Post) -> list[Text]:
    """The kinds of ally for which the latest review of the directory found nobody."""
    newest = next(iter(access.reviews(here)), None)
    missing = newest.missing if newest else []
    return [one.title for one in current_edition().catalogues["allies"] if one.id in missing]


def care_words(count: tuple[int, int] | None) -> Text:
    """How many attended to the self-care check, where it may be said."""
    if count is None:
        return Text(
            es="Se ofrece a cada persona. Aquí trabajan pocas para decir cuántas la atendieron.",
            en="Offered to each person. Too few people work here to show how many did it.",
        )
    done, people = count
    if done in (0, people):  # all or none says of each what they did
        return Text(
            es="Se ofrece a cada persona. No se muestra cuántas la atendieron cuando eso revelaría quiénes.",
            en="Offered to each person. The number who did it is not shown where it would reveal who.",
        )
    return Text(
        es=f"{done} de {people} personas la atendieron en este periodo. No se sabe quiénes.",
        en=f"{done} of {people} people did it in this period. Nobody knows who.",
    )


def ending(known, day: dt.date) -> list[dict[str, Any]]:
    """Live agreements that warn already, the first to end first."""
    edition = current_edition()
    rows = [
        {
            "row": one,
            "ends": ends_on(edition, one),
            "over": ends_on(edition, one) < day,
            "stated": one.expires_on is not None,
        }
        for one in known.live
        if alert_from(edition, one) <= day
    ]
    return sorted(rows, key=lambda row: row["ends"])
