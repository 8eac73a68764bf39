"""What was put right in a case, and the page on which an act is."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access as cases
from cauce.cases.corrections import access
from cauce.cases.corrections.actions import correct_act
from cauce.cases.corrections.correctable import may_be_a_mistake
from cauce.cases.corrections.models import CaseCorrection
from cauce.desk.cases.frame.frame import case_page
from cauce.intake.screenings import access as screenings
from cauce.rules.dates import zone
from cauce.rules.referral import OPEN
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals.access_correcting import left_counted
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import saying
from .changes import changes_of
from .forms import ActForm, DayForm
from .on_record import on_record

MADE = say("Corregido. Los plazos ya lo toman en cuenta.", "Corrected. Deadlines take it into account.")
ASKED = say(
    "Se pidió: cambia lo que debe el consulado o lo que se puede leer, así que lo confirma otra persona.",
    "Requested: it changes what the post owes or what may be read, so another person confirms it.",
)

WITHHELD = say(
    "Se pidió a otra persona. Mientras contesta, nadie del consulado lee lo anterior.",
    "Another person was asked. Until there is an answer, nobody at the post reads what was there.",
)
STILL_SEEN = say(
    "Se pidió otra vez. Como ya no se confirmó antes, sigue a la vista hasta que otra persona lo confirme.",
    "Requested again. As it was not confirmed before, it stays in sight until another person confirms it.",
)


def _end_of(day: dt.date, time_zone: str) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone(time_zone))


@require_GET
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything that was corrected, what was known on a day, and what may be corrected."""
    context = case_page(request, case_id, "corrections", timezone.now(), "corrections:case")
    found, edition = context["case"], context["edition"]
    clock = zone(found.post.time_zone)
    form = DayForm(request.GET if request.GET.get("dia") else None)
    day = form.cleaned_data["dia"] if form.is_bound and form.is_valid() else None
    context |= {
        "corrections": saying.lines(edition, access.corrections_of(found), clock, partial(changes_of, found)),
        "form": form,
        "day": day,
        "known": _known(found, _end_of(day, found.post.time_zone), clock) if day else [],
        "talks": [row for row, _ in screenings.finished(found)],
        "sent": _sent(found),
        "lines": _lines(found, edition),
        "acts": [{"row": row, **one} for (row, _), one in _paired(access.correctable(found), edition, clock)],
    }
    return render(request, "corrections/case.html", context)


def _known(found: Any, at: dt.datetime, clock: Any) -> list[dict[str, Any]]:
    return on_record(found, access.known_on(found, at), at, clock)


def _lines(found: Any, edition: Any) -> list[dict[str, Any]]:
    """The lines of the plan whose need is in the list: a task is no line."""
    titles = {one.id: one.title for one in edition.catalogues["needs"]}
    return [
        {"id": row.id, "need": titles[row.need], "due_on": row.due_on}
        for row, _ in cases.plan_items(found)
        if row.need in titles
    ]


def _sent(found: Any) -> list[Any]:
    """What is open, and what was destroyed unread and still counts as sent."""
    left = left_counted(found, timezone.now())
    return [one for one in referrals.sent_for(found) if one.state in OPEN or str(one.id) in left]


def _paired(rows: list[Any], edition: Any, clock: Any) -> list[tuple[Any, dict[str, str]]]:
    return list(zip(rows, saying.known(edition, [row for row, _ in rows], clock), strict=True))


def said(made: CaseCorrection) -> Any:
    """What the next page says: made, or asked for, and whether it is out of sight meanwhile."""
    if made.state != "waiting":
        return MADE
    if not made.hidden:
        return ASKED
    return WITHHELD if access.hidden_meanwhile(made, timezone.now()) else STILL_SEEN


@sensitive_post_parameters("why")
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, case_id: UUID, act_id: int) -> HttpResponse:
    """One act: it opens as it stands; what stands since is another row."""
    context = case_page(request, case_id, "correction", timezone.now(), "corrections:case")
    found, edition = context["case"], context["edition"]
    if request.method == "POST":
        cases.case_for(request.actor, found.id, permission="case.correct")
    row = access.act_to_correct(found, act_id)
    mistake = may_be_a_mistake(edition, row.name)
    page = pressed(
        request,
        Button(
            correct_act,
            lambda sent: ActForm(row, found.post.time_zone, mistake, sent),
            given=ActForm.given,
            said=said,
        ),
        then=redirect("corrections:case", case_id=found.id),
        case=found,
        of=row,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    [shown] = saying.known(edition, [row], zone(found.post.time_zone))
    return render(request, "corrections/act.html", context | {"form": page.form, "act": shown})
