"""The list of cases that wait, as a file that leaves; and the same file back, with its numbers."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access_registers as access
from cauce.cases.rules.registers import read_lines
from cauce.content.cells import harmless
from cauce.content.errors import BadInput, BadInputs
from cauce.content.model_registers import RegisterSheet
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import hand_over
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav

from .forms import FileForm, OutForm
from .taking_in import Report, take_in
from .views import address, sheet_of

bad_input = BadInputs(__file__)

# What the file is called says nothing: it stays in a folder of downloads.
NAME = "lista"


@require_http_methods(["GET", "HEAD", "POST"])
def out(request: HttpRequest) -> HttpResponse:
    """Why it leaves; then the cases that wait, without a name, closed and taken once."""
    post, sheet = post_here(request, "case.list"), sheet_of(request)
    if request.method != "POST":
        return _out(request, post, sheet, OutForm())
    form = OutForm(request.POST)
    return hand_over(
        request,
        form,
        thing=post,
        kind="register_waiting",
        about=("post", post.code),
        content=lambda: _content(request, post, sheet),
        again=lambda: _out(request, post, sheet, form),
    )


def _content(request: HttpRequest, post: Post, sheet: RegisterSheet) -> Content:
    heads, rows = access.waiting_rows(request.actor, post, sheet, day_at(post, timezone.now()))
    if not rows:
        raise bad_input("no_case_waits_for_a_folio")
    body = io.StringIO(newline="")
    csv.writer(body).writerows([harmless(cell) for cell in row] for row in [heads, *rows])
    return Content(NAME, "csv", body.getvalue().encode("utf-8"), len(rows))


def _out(request: HttpRequest, post: Post, sheet: RegisterSheet, form: OutForm) -> HttpResponse:
    return render(
        request,
        "registers/out.html",
        {
            "nav": nav(request, "registers:home"),
            "post": post,
            "sheet": sheet,
            "form": form,
            "once": form_token.reused(request),
            "back": address("registers:home", sheet),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def into(request: HttpRequest) -> HttpResponse:
    """Take a file of numbers; the same page says what became of each row. The file is not kept."""
    post, sheet, at = post_here(request, "case.list"), sheet_of(request), timezone.now()
    sent = request.method == "POST"
    form = FileForm(sheet, request.POST if sent else None, request.FILES if sent else None)
    report: Report | None = None
    if sent and form.is_valid():
        try:
            lines = read_lines(form.cleaned_data["file"].read(), (sheet.id, sheet.number.es, sheet.number.en))
            report = take_in(
                actor=request.actor,
                post=post,
                sheet=sheet,
                lines=lines,
                at=at,
                meets=form.cleaned_data.get("meets", False),
            )
        except BadInput as error:
            add_refusal(form, error)
    return render(
        request,
        "registers/into.html",
        {
            "nav": nav(request, "registers:home"),
            "post": post,
            "sheet": sheet,
            "form": form,
            "report": report,
            "back": address("registers:home", sheet),
        },
    )
