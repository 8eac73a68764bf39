"""An issued letter on paper, and as a file that leaves: the PDF and the DOCX, closed, taken once."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.cases import access_letters as access
from cauce.cases.letter_recipients import check_recipient
from cauce.cases.models import Letter
from cauce.content.errors import CauceError
from cauce.desk.cases.tools.views import as_file
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.staff.exports.marking import mark_pdf
from cauce.staff.exports.watermarks import mark_of
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav

from . import showing

# What the file is called says nothing: it stays in a folder of downloads.
NAME = "carta"


@require_GET
def paper(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The letter for the printer, with the mark of whoever prints it at the foot.

    On paper too it goes to nobody to whom the person no longer says yes.
    """
    letter = access.letter_to_take(request.actor, letter_id)
    try:
        _check_agreed(letter)
    except CauceError as error:
        refuse(request, error)
        return redirect("letters:list")
    mark = mark_of(request.actor, "desk_work", timezone.now(), letter.case.post_id, uuid.uuid4().hex[:8])
    body = access.files_of(request.actor, letter, "letter.printed", mark.export)["pdf"]
    return as_file(mark_pdf(body, mark, label=""), NAME)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Why it leaves; then the PDF and the DOCX in one closed file, while the person still agrees."""
    letter = access.letter_to_take(request.actor, letter_id)
    if request.method == "POST":
        form = WhyForm(request.POST)
        return hand_over(
            request,
            form,
            thing=letter,
            kind="letter",
            about=("letter", str(letter.id)),
            content=lambda: _content(request, letter),
            again=lambda: _page(request, letter, form),
        )
    return _page(request, letter, WhyForm())


def _check_agreed(letter: Letter) -> None:
    """Raise ``BadInput`` where the person does not agree now to what it tells its receiver."""
    template, told = showing.template_of(letter), access.held_by(letter)["values"]
    check_recipient(letter.case, template, letter.recipient, timezone.now(), told)


def _content(request: HttpRequest, letter: Letter) -> Content:
    _check_agreed(letter)
    files = access.files_of(request.actor, letter, "letter.taken")
    return Content(NAME, "pdf", files["pdf"], 1, {f"{NAME}.docx": files["docx"]})


def _page(request: HttpRequest, letter: Letter, form: WhyForm) -> HttpResponse:
    return render(
        request,
        "letters/leave.html",
        {
            "form": form,
            "once": form_token.reused(request),
            "nav": nav(request, "protection:worklist"),
            "post": letter.case.post,
            "one": showing.row(letter),
            "letter": letter,
        },
    )
