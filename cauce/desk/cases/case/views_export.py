"""One case as a row of HTCDS 2.0, without identity, with what the standard could not hold."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases.access import case_for
from cauce.cases.models import Case
from cauce.content.errors import CauceError
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.standards.htcds.collect import Export, collect
from cauce.standards.htcds.model import Value
from cauce.standards.htcds.records import cases_for_export
from cauce.standards.htcds.sheets import referrals_csv
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.words import say

from ..frame.frame import case_page

LOOK = "ver"
# What the file is called says nothing: it stays in a folder of downloads.
NAME = "registro"


class LeaveForm(WhyForm):
    """The form of the row, and why it leaves."""

    form = forms.ChoiceField(
        label=say("Formato", "Format"),
        initial="xlsx",
        widget=forms.RadioSelect,
        choices=[("xlsx", "Excel"), ("csv", "CSV")],
    )


@require_http_methods(["GET", "POST"])
def export(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page that explains; ``formato=ver`` shows what would leave; by POST it is made."""
    case = case_for(request.actor, case_id, permission="case.export")
    if request.method == "POST":
        return _leave(request, case)
    if request.GET.get("formato") != LOOK:
        return _page(request, case, LeaveForm())
    made = _collected(request, case)
    return _look(request, case_id, made) if made else redirect("protection:export", case_id=case_id)


def _page(request: HttpRequest, case: Case, form: LeaveForm) -> HttpResponse:
    context = case_page(request, case.id, "export", timezone.now(), "protection:case")
    context |= {"form": form, "once": form_token.reused(request)}
    return render(request, "case/export.html", context)


def _collected(request: HttpRequest, case: Case) -> Export | None:
    """What would leave; None, and a message, when the person did not agree that it be kept."""
    try:
        return collect(cases_for_export(request.actor, case=case.id))
    except CauceError as error:
        refuse(request, error)
        return None


def _leave(request: HttpRequest, case: Case) -> HttpResponse:
    form = LeaveForm(request.POST)

    def content() -> Content:
        made, kind = (
            collect(cases_for_export(request.actor, case=case.id)),
            form.cleaned_data["form"],
        )
        beside = {}
        if (referrals := referrals_csv(made.rows)) is not None:
            beside[f"{NAME}.referrals.csv"] = referrals.encode()
        return Content(NAME, kind, made.content(kind), len(made.rows), beside)

    return hand_over(
        request,
        form,
        thing=case,
        kind="case_sheet",
        about=("case", str(case.id)),
        content=content,
        again=lambda: _page(request, case, form),
    )


def _look(request: HttpRequest, case_id: UUID, made: Export) -> HttpResponse:
    values = [(k, _cell(v)) for k, v in made.rows[0].values.items() if v not in (None, "", [])]
    return render(
        request,
        "case/export_look.html",
        {
            "case_id": case_id,
            "losses": made.losses,
            "values": values,
            "post": request.post,
            "nav": nav(request, "protection:worklist"),
        },
    )


def _cell(value: Value) -> str:
    """A value as the sheet shows it."""
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)
