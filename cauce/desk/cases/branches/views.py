"""«What changes the steps»: each branch, what it changes, how it was known, and what is known here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import record_facts
from cauce.cases.ages import COMPARED
from cauce.cases.consent_to_store import may_keep, not_kept
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.ui import form_token
from cauce.ui.addresses import address_of
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from ..case.forms_facts import FACT_PLACES
from ..frame import branches
from ..frame.frame import case_page
from .forms import HOWS, BranchesForm, field_name

NOTED = say("Anotado. El plan ya lo tomó en cuenta.", "Recorded. The plan now takes it into account.")
DISAGREED = say(
    "La fecha de nacimiento y la edad que se dijo no coinciden",
    "The date of birth and the stated age do not match",
)
SAME = say("Nada cambió.", "Nothing changed.")
REST = say(
    "Lo demás quedó anotado y el plan ya lo tomó en cuenta. Falta lo que se señala abajo.",
    "The rest was recorded and the plan takes it into account. What is marked below was not.",
)


def _rows(context: dict[str, Any], form: BranchesForm, hows: dict[str, Any]) -> list[dict[str, Any]]:
    """Each branch for the page: open, not open or not known, with its steps and its fields."""
    case, page, edition = context["case"], context["page"], context["edition"]
    words, steps = dict(HOWS) | {COMPARED: DISAGREED}, branches.steps(edition, page.plan)
    found = form.rows()
    for row in found:
        branch = row["branch"]
        row["state"] = branches.state_of(edition, branch, page.facts)
        row["open"] = row["wrong"] or row["state"] == "yes" or bool(form.touched & set(branch.facts))
        row["steps"] = steps.get(branch.id, [])
        row["how"] = [
            {"words": words[hows[name]["how"]], "at": hows[name]["at"]}
            for name in branch.facts
            if name in hows and hows[name]["how"] in words and hows[name]["how"]
        ][:1]
        # Two facts that one page finds out need one link only.
        places = {FACT_PLACES[name]: edition.facts[name] for name in reversed(row["elsewhere"])}
        row["elsewhere"] = [
            {"fact": fact, "href": address_of(route, case.id)} for route, fact in places.items()
        ]
    return found


def _again(
    request: HttpRequest, case_id: UUID, form: BranchesForm, refused: set[str], saved: bool
) -> dict[str, Any]:
    """The page once more, as the case stands now: what was refused is said, beside it and above."""
    for name in sorted(refused):
        add_refusal(form, not_kept(name), field_name(name))
    if saved:
        messages.success(request, REST)
    context = case_page(request, case_id, "circumstances", timezone.now())
    return context | {"once": form_token.new()}


@require_http_methods(["GET", "POST"])
def circumstances(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Read and record the branches of one case."""
    context = case_page(request, case_id, "circumstances", timezone.now())
    case, page, at = context["case"], context["page"], context["at"]
    hows = access.known_how(case)
    posted = request.POST if request.method == "POST" else None
    contact = min((act.at for act in page.acts if act.name == "contact_started"), default=None)
    form = BranchesForm(context["edition"], page.facts, hows, posted, contact)
    if posted is not None:
        access.case_for(request.actor, case.id, permission="case.work")
        if form.is_valid():
            changed = form.changed(at)
            # What waits for consent never holds back what keeps the person safe.
            now = {name: value for name, value in changed.items() if may_keep(case, name)}
            try:
                if now:
                    record_facts(
                        actor=request.actor,
                        case=case,
                        facts=now,
                        at=at,
                        how=form.hows(),
                        once=form_token.sent(request),
                    )
                if now == changed:
                    messages.success(request, NOTED if changed else SAME)
                    return redirect("protection:case", case_id=case.id)
                context = _again(request, case_id, form, set(changed) - set(now), bool(now))
                hows = access.known_how(case)
            except AlreadyDone:
                return redirect("protection:case", case_id=case.id)
            except CauceError as error:
                add_refusal(form, error, field_name(error.where or ""))
    context |= {"form": form, "rows": _rows(context, form, hows)}
    return render(request, "branches/circumstances.html", context)
