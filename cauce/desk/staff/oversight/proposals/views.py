"""What waits for a second person: read what would be done and why, then decide."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cauce.cases.access_contact_lost import KIND as LOST
from cauce.cases.access_contact_lost import attempts_to_weigh
from cauce.cases.access_death import DIED, FOUND, case_to_weigh
from cauce.cases.access_voiding import KIND as VOID
from cauce.cases.access_voiding import folio_to_weigh
from cauce.cases.corrections.access import PROPOSAL as CORRECT
from cauce.cases.corrections.access import to_weigh
from cauce.desk.cases.corrections.saying import to_decide
from cauce.desk.cases.follow.attempts import rows_of
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.oversight import access
from cauce.staff.oversight.access import Seen
from cauce.staff.oversight.actions import decide, take_back
from cauce.staff.oversight.kinds import done_at_once, kinds
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import language_of, say

from .saying import PROTOCOL, details, line, place, state

YES = say("Aprobado. Ya está hecho.", "Approved. It is done.")
YES_LATER = say(
    "Aprobado. Quien lo propuso ya puede hacerlo.",
    "Approved. The person who proposed it can now do it.",
)
NO = say("Se registró como no aprobado.", "Not approved.")
WEIGHED = say(
    "La lee quien lo propuso. Queda bajo llave.", "Read by the person who proposed it. Kept sealed."
)
BACK = say("La propuesta quedó retirada.", "The proposal was withdrawn.")


class DecideForm(forms.Form):
    """Why; needed when the answer is no."""

    reason = forms.CharField(
        label=say("Su razón", "Your reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=say(
            "Obligatorio si no la aprueba. Queda bajo llave.", "Required if you do not approve. Kept sealed."
        ),
    )


@require_http_methods(["GET", "HEAD"])
def proposals(request: HttpRequest) -> HttpResponse:
    """What the actor may decide or proposed, what waits first."""
    at = timezone.now()
    found = access.proposals(request.actor, at)
    names = access.names(found)
    rows = [line(one, names, at) for one in found]
    context = {
        "nav": nav(request, "proposals"),
        "for_me": [row for row in rows if row["waits"] and row["one"].may_decide],
        "rest": [row for row in rows if not (row["waits"] and row["one"].may_decide)],
    }
    return render(request, "proposals/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One proposal. Absent for whoever neither made it nor may decide it."""
    return _proposal(request, access.proposal_for(request.actor, proposal_id, timezone.now()))


@fresh
def _proposal(request: HttpRequest, found: Seen) -> HttpResponse:
    at, row, names = timezone.now(), found.row, access.names([found])
    listed = redirect("proposals:list")
    page = pressed(request, _buttons(found), then=listed, proposal=row, at=at)
    if page.answer:
        return page.answer
    context = {
        "nav": nav(request, "proposals"),
        "form": page.forms["no"],
        "once": form_token.reused(request),
        "found": found,
        "row": row,
        "title": kinds()[row.kind].title,
        "who": names.get(row.about_id, ""),
        "place": place(row),
        "state": PROTOCOL[state(row, at)],
        "by": names.get(row.proposed_by, ""),
        "decided_by": names.get(row.decided_by, ""),
        "facts": details(row, language_of(get_language())),
    }
    if row.kind == LOST and found.waits and found.may_decide:
        case, tries = attempts_to_weigh(request.actor, row)
        context |= {"folio": case.folio, "tries": rows_of(tries), "post": case.post}
    if row.kind in (DIED, FOUND) and found.waits and found.may_decide:
        context["whose"] = case_to_weigh(request.actor, row).folio
    if row.kind == VOID and found.waits and found.may_decide:
        context["whose"] = folio_to_weigh(request.actor, row)
    if row.kind == CORRECT and found.waits and found.may_decide:
        context["facts"] = to_decide(to_weigh(request.actor, row))
    return render(request, "proposals/one.html", context)


def _buttons(found: Seen) -> dict[str, Button]:
    """Yes and no, each with its reason; whoever made it may take it back."""
    weighed = kinds()[found.row.kind].weighed and found.may_decide

    def form(sent: Any) -> DecideForm:
        made = DecideForm(sent)
        if weighed:
            made.fields["reason"].required, made.fields["reason"].help_text = True, WEIGHED
        return made

    at_once = done_at_once(found.row.kind)
    yes = Button(at_once, form, said=YES) if at_once else None
    buttons = {
        "yes": yes or Button(partial(decide, approve=True), form, said=YES_LATER),
        "no": Button(partial(decide, approve=False), form, said=NO),
    }
    if found.mine:
        buttons["back"] = Button(take_back, form, given=lambda _: {}, said=BACK)
    return buttons
