"""A case for whoever audits: what was known on each day, in codes and hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.cases.corrections import access
from cauce.cases.facts import edition_of
from cauce.rules.dates import zone
from cauce.ui.nav import nav

from . import saying
from .changes import Change, changes_of
from .forms import DayForm
from .on_record import on_record


@require_GET
def audited(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every correction, and what was on record at the end of a day, or is now."""
    found = access.audited(request.actor, case_id)
    edition, clock = edition_of(found.case), zone(found.case.post.time_zone)
    form = DayForm(request.GET if request.GET.get("dia") else None)
    day = form.cleaned_data["dia"] if form.is_bound and form.is_valid() else None
    at = _end(day, clock) if day else timezone.now()
    rows = found.known_at(at) if day else found.standing()
    context: dict[str, Any] = {
        "nav": nav(request, "auditor:journal"),
        "post": found.case.post,
        "corrections": saying.lines(edition, found.rows, clock, _changes(found)),
        "words": found.words,
        "form": form,
        "day": day,
        "known": on_record(found.case, rows, at, clock, hidden=found.words),
    }
    return render(request, "corrections/audited.html", context)


def _changes(found: access.Audited) -> Callable[[access.Shown], list[Change]]:
    """Words are for internal control alone."""
    return partial(changes_of, found.case, hidden=True) if found.words else lambda one: []


def _end(day: dt.date, clock: Any) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock)
