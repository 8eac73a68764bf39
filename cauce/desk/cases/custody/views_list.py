"""Who of the post is detained now, the nearest hour first; a press opens the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases import access_detained
from cauce.cases.access_detained import Detained
from cauce.cases.facts import edition_of, zone_of
from cauce.content.model import Text, both
from cauce.staff.offices.picker import post_here
from cauce.ui.listed import page_asked, page_of, pages_of
from cauce.ui.nav import nav

from ..frame.clock import clock_of
from ..frame.consent_bar import danger_words

A_PAGE = 25
SOON = dt.timedelta(hours=2)
CHILD = both("Menor de edad", "Under 18")
DOUBT = both("Edad en duda: se atiende como menor de edad", "Age in doubt: assisted as a minor")
UNKNOWN = both("Edad desconocida", "Age not known")


def _age(facts: Mapping[str, Any]) -> Text | None:
    """What is said of the age; None: of age, as far as is known."""
    age = facts.get("person.age")
    if age is None:
        return UNKNOWN
    if age < 18:
        return CHILD
    return DOUBT if facts.get("person.age_doubt") is True else None


def _row(one: Detained, at: dt.datetime) -> dict[str, Any]:
    case, due = one.case, one.case.next_due_at
    step = edition_of(case).actions.get(case.next_action)
    overdue = due is not None and due < at
    today = at.astimezone(zone_of(case)).date()
    return {
        "one": one,
        "step": step.title if step else None,
        "danger": danger_words(dict(one.facts)),
        "age": _age(one.facts),
        "overdue": overdue,
        "heard": one.hearing_at is not None and one.hearing_at <= at,
        "gone": one.removal_on is not None and one.removal_on < today,
        "state": _state(case.danger, due, overdue, at),
    }


def _state(danger: bool, due: dt.datetime | None, overdue: bool, at: dt.datetime) -> str:
    if danger or overdue:
        return "danger" if danger else "overdue"
    return "soon" if due is not None and due - at < SOON else "open"


@require_GET
def detained(request: HttpRequest) -> HttpResponse:
    """One list of the post's cases, in pages."""
    post, at = post_here(request, "case.list"), timezone.now()
    start = (page_asked(request) - 1) * A_PAGE
    found, total = access_detained.detained(request.actor, post.code, at, start=start, most=A_PAGE)
    # The rows are already those of the page; the paginator only counts.
    page = page_of(request, range(total), A_PAGE)
    shown = {
        "nav": nav(request, "detained:list"),
        "post": post,
        "clock": clock_of(post),
        "rows": [_row(one, at) for one in found],
        "pages": pages_of(page),
    }
    return render(request, "custody/list.html", shown)
