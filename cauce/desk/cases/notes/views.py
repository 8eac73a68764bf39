"""The thread of a case: the notes between its colleagues, and a new one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases.access import WORKING, case_for
from cauce.cases.notes import access
from cauce.cases.notes.actions import write_note
from cauce.desk.cases.frame.frame import case_page
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import NoteForm

SAID = say("Nota guardada.", "Note saved.")


@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """All notes of the case, newest first; one that was written on the page of the case leads back there."""
    at = timezone.now()
    case_for(request.actor, case_id, permission=access.READS)  # before the read is written down as one
    context = case_page(request, case_id, "notes", at, "protection:case")
    found = context["case"]
    notes = access.thread(request.actor, found, at)
    people = access.whom(request.actor, found)

    def form(sent: object = None) -> NoteForm:
        return NoteForm(people, sent)

    def back(_: object) -> HttpResponse:
        return redirect("protection:case", case_id=found.id)

    page = pressed(
        request,
        {
            "write": Button(write_note, form, given=NoteForm.said, said=SAID),
            "write_here": Button(
                write_note,
                form,
                given=NoteForm.said,
                said=SAID,
                then=back,
                again=back,
            ),
        },
        case=found,
        at=at,
    )
    if page.answer:
        return page.answer
    shown = {"notes": notes, "form": page.forms["write"], "note_days": access.days_kept(at)}
    return render(request, "notes/case.html", context | shown | {"under_way": found.status in WORKING})
