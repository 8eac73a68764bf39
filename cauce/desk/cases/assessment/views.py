"""Three laws side by side over what is known; a person concludes, with reasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.access_signing import signers
from cauce.cases.actions import conclude
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.intake.screenings import access
from cauce.intake.screenings.reading import Evidence, evidence, verdicts
from cauce.rules.law import Verdict
from cauce.staff.accounts.away import away_of, named
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from ..frame.frame import case_page
from .comparing import columns, differing, frozen
from .forms import AssessmentForm

DONE = say(
    "La conclusión espera la firma de otra persona. Los apoyos siguen; nada espera a esa firma.",
    "The conclusion awaits another person's signature. Support continues; nothing waits for it.",
)
# The buttons that conclude, and where each leads.
CONCLUDES = {"conclude": "protection:assess", "onward": "protection:risk"}


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tick what is known, read it under each law, conclude."""
    context = case_page(request, case_id, "assess", timezone.now())
    case = context["case"]
    held = access.talks(case)
    out = access.withheld_of(held)
    found = evidence(access.by_instrument(held), context["page"].facts)
    earlier = cases.assessments(case)
    form = AssessmentForm(_begin_with(found, earlier), found.told_by, request.POST or None)
    known = _begin_with(found, earlier)
    if request.method == "POST" and form.is_valid():
        known = form.ticked()
        if request.POST.get("do") in CONCLUDES and form.require_conclusion() and _explained(form, found):
            try:
                _conclude(request, context, form, found, out)
                messages.success(request, DONE)
                return redirect(CONCLUDES[request.POST["do"]], case_id=case.id)
            except AlreadyDone:
                return redirect(CONCLUDES[request.POST["do"]], case_id=case.id)
            except CauceError as error:
                add_refusal(form, error)
    read = verdicts(known, found.not_known - known)
    missing = {name for one in read.values() for name in one.missing}
    last = earlier[0] if earlier else None
    return render(
        request,
        "assessment/assess.html",
        context
        | {
            "form": form,
            "out_of_sight": bool(out),
            "missing": missing,
            "lacking": (lacking := [group for group in form.groups() if group["name"] in missing]),
            # What alone is missing stands open, so that it is not looked for.
            "only": lacking[0]["name"] if len(lacking) == 1 else "",
            "columns": columns(_frozen(read, found)),
            "not_known": [context["edition"].concepts[s].text for s in sorted(found.not_known - known)],
            "last": last[0] if last else None,
            # One that was sent back or contested is written again; one that stands is read first.
            "settled": last is not None and last[0].state in ("concluded", "signed"),
            "said": last[1] if last else None,
            "label": _label(context, last[1]) if last else None,
            "signers": _signers(earlier, context) if last and last[0].state == "concluded" else [],
        },
    )


def _signers(earlier: list[tuple[Any, dict[str, Any]]], context: dict[str, Any]) -> list[str]:
    """By name, who can sign the last conclusion now, and who of them is away."""
    rows = [row for row, _ in earlier]
    rows[0].case = context["case"]
    people = signers(rows[0], rows)
    away = away_of(people, context["at"])
    return [named(one, away) for one in people]


def _label(context: dict[str, Any], said: dict[str, Any]):
    return context["edition"].facts["conclusion.status"].value_labels.get(said["conclusion"])


def _begin_with(found: Evidence, earlier: list[tuple[Any, dict[str, Any]]]) -> frozenset[str]:
    """What the answers tell, with what somebody added or took away when they last concluded."""
    if not earlier:
        return found.known
    concepts = earlier[0][1]["concepts"]
    added, removed = concepts.get("added", ()), concepts.get("removed", ())
    return (found.known | frozenset(added)) - frozenset(removed)


def _frozen(read: dict[str, Verdict], found: Evidence) -> dict[str, Any]:
    return {law: frozen(one, adult=found.adult_then) for law, one in read.items()}


def _explained(form: AssessmentForm, found: Evidence) -> bool:
    known = form.ticked()
    read = _frozen(verdicts(known, found.not_known - known), found)
    return form.explained(differing(form.cleaned_data["conclusion"], read))


def _conclude(
    request: HttpRequest, context: dict[str, Any], form, found: Evidence, out: frozenset[str]
) -> None:
    """``out``: whose answers nobody reads for now; whoever signs is told that there were some."""
    known = form.ticked()
    not_known = found.not_known - known
    read = verdicts(known, not_known)
    conclude(
        actor=request.actor,
        case=context["case"],
        at=context["at"],
        once=form_token.sent(request),
        conclusion=form.cleaned_data["conclusion"],
        reasons=form.said(),
        concepts={
            "concepts": sorted(known),
            "not_known": sorted(not_known),
            "added": sorted(known - found.known),
            "removed": sorted(found.known - known),
            **({"out_of_sight": len(out)} if out else {}),
        },
        verdicts=_frozen(read, found),
    )
