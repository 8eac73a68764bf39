"""The papers of a case: what was seen and returned, the copies that a step needs, and one of them opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access as cases
from cauce.cases.access import WORKING
from cauce.cases.facts import zone_of
from cauce.cases.papers import access
from cauce.cases.papers.actions import erase_copy, keep_copy, note_paper, print_copy
from cauce.cases.papers.rules import until
from cauce.desk.cases.frame.frame import case_page
from cauce.protocol.editions.access import current_edition
from cauce.staff.accounts.recent_proof import is_fresh, prove_first
from cauce.staff.offices.access import day_at
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import CopyForm, PaperForm, WhichForm

NOTED = say("Papel anotado. El original, con su dueña o dueño.", "Paper noted. The original, with its owner.")
KEPT = say("Copia guardada bajo clave.", "Copy kept, locked.")
ERASED = say("Copia borrada.", "Copy erased.")


@sensitive_post_parameters("last")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every paper that was seen, newest first, and one more."""
    at = timezone.now()
    context = case_page(request, case_id, "papers", at, "papers:case")
    found = context["case"]
    kinds, today = access.kinds(at), day_at(found.post, at)

    def form(sent: Any = None) -> PaperForm:
        return PaperForm(kinds, sent, initial={"on": today})

    page = pressed(request, Button(note_paper, form, said=NOTED), case=found, at=at)
    if page.answer:
        return page.answer
    shown = {
        "papers": access.papers_of(found, at),
        "form": page.form,
        "under_way": found.status in WORKING,
        "kept": found.keeping == "given",
        "copies": access.may_copy(request.actor, found),
    }
    return render(request, "papers/case.html", context | shown)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """One paper with its copies; keep one where its kind and the person allow it, print or erase one."""
    at = timezone.now()
    context = case_page(request, case_id, "paper", at, "papers:case")
    found = context["case"]
    seen = access.paper_of(found, paper_id, at)
    if request.method == "POST":
        cases.case_for(request.actor, case_id, permission=access.COPIES)
    uses = seen.kind.copies if seen.kind else ()
    files = request.FILES if request.method == "POST" else None

    def form(sent: Any = None) -> CopyForm:
        return CopyForm(uses, sent, files if sent is not None else None)

    def which(sent: Any = None) -> WhichForm:
        return WhichForm(seen.copies, sent)

    def opened(made: Any) -> HttpResponse:
        return redirect("papers:copy", case_id=found.id, paper_id=seen.row.id, copy_id=made.id)

    page = pressed(
        request,
        {
            "keep": Button(_keep(seen), form, given=CopyForm.said, said=KEPT),
            "print": Button(print_copy, which, given=WhichForm.said, then=opened),
            "erase": Button(erase_copy, which, given=WhichForm.said, said=ERASED),
        },
        case=found,
        at=at,
    )
    if page.answer:
        return page.answer
    verdict = access.agreed(context["page"].consents, at)
    shown = {
        "seen": seen,
        "form": page.forms["keep"],
        "which": page.forms["print"],
        "uses": [(one, until(current_edition(at), one, at, zone_of(found))) for one in uses],
        "under_way": found.status in WORKING,
        "copies": access.may_copy(request.actor, found),
        "agreed": verdict,
    }
    return render(request, "papers/paper.html", context | shown)


def _keep(seen: access.Seen) -> Any:
    def keep(**given: Any) -> Any:
        return keep_copy(paper=seen.row, **given)

    return keep


@require_http_methods(["GET", "HEAD"])
def copy(request: HttpRequest, case_id: UUID, paper_id: UUID, copy_id: UUID) -> HttpResponse:
    """The picture alone, after a proof of who looks; no name that a folder of downloads would show."""
    found = access.copy_to_open(request.actor, case_id, paper_id, copy_id, timezone.now())
    if not is_fresh(request):
        return prove_first(request.get_full_path())
    response = HttpResponse(access.opened(request.actor, found), content_type="image/jpeg")
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "no-store"
    return response
