"""One relative: added, described, custody, papers, steps, and whoever does not come any more."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import Absent
from cauce.family.reunification import access, actions
from cauce.family.reunification.facts import Family, Member
from cauce.family.reunification.rules.kinship import RELATIONS
from cauce.family.reunification.rules.reunion import LEAVES, warnings_of

from . import showing
from .forms_relative import CustodyForm, DropForm, PapersForm, RelativeForm, StepForm
from .views import HERE, did, family_page, given


@sensitive_post_parameters("name", "where", "note")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Somebody of the family who may come."""
    context, family = family_page(request, case_id)
    form = RelativeForm(family, data=request.POST if request.method == "POST" else None)
    base = given(request, family, context)
    if form.is_bound and did(
        request,
        form,
        lambda: actions.add_relative(**base, told=form.told(), twice=form.cleaned_data["twice"]),
    ):
        return redirect(HERE, case_id=case_id)
    return render(request, "families/add.html", context | {"form": _quiet(form)})


def _quiet(form: RelativeForm) -> RelativeForm:
    """The question about another family is put only once the program found one."""
    if not (form.is_bound and "twice" in form.errors) and not form.initial.get("twice"):
        form.fields["twice"].widget = form.fields["twice"].hidden_widget()
    return form


@sensitive_post_parameters("name", "where", "note")
@require_http_methods(["GET", "HEAD", "POST"])
def relative(request: HttpRequest, case_id: UUID, relative_id: UUID) -> HttpResponse:
    """How far somebody has come, what is missing, and what may be."""
    context, family = family_page(request, case_id)
    row = access.relative_of(family.row, relative_id)
    own = next(one for one in family.members if one.row.id == row.id)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    forms = _forms(request, family, own, do, context)
    if do and _did(request, context, family, own, do, forms):
        return redirect("families:relative", case_id=case_id, relative_id=row.id)
    on = context["on"]
    reading = access.readings(family, on).get(str(row.id))
    return render(
        request,
        "families/relative.html",
        context
        | {
            "own": own,
            "relation": RELATIONS[own.row.relation],
            "left": LEAVES.get(own.row.left),
            "warnings": warnings_of(own.traveller(on)),
            "fits": showing.fits_words(reading),
            "table": showing.table(reading),
            "reading": reading,
            "form": forms.get(do),
            "stations": showing.stations(own, on, family.begun),
            "done": showing.done_steps(own),
            "told": forms["tell"],
            "custody": forms["custody"],
            "papers": forms["papers"],
            "step": forms["step"],
            "drop": forms["drop"],
            "twice": own.twice,
            "do": do,
        },
    )


def _forms(request: HttpRequest, family: Family, own: Member, do: str, context) -> dict[str, Any]:
    def sent(name: str):
        return request.POST if do == name else None

    row = own.row
    custody = {name: getattr(row, name) for name in ("custody", "other_parent", "held_by")}
    return {
        "tell": _quiet(RelativeForm(family, own, sent("tell"))),
        "custody": CustodyForm(sent("custody"), initial=custody),
        "papers": PapersForm(own, sent("papers")),
        "step": StepForm(row.steps, None, sent("step"), {"day": context["on"]}),
        "drop": DropForm(sent("drop")),
    }


def _did(request: HttpRequest, context, family: Family, own: Member, do: str, forms) -> bool:
    base = given(request, family, context) | {"relative": own.row}
    form = forms.get(do)
    calls = {
        "tell": lambda: actions.change_relative(**base, told=form.told(), twice=form.cleaned_data["twice"]),
        "custody": lambda: actions.note_custody(**base, **form.cleaned_data),
        "papers": lambda: actions.note_papers(**base, papers=form.cleaned_data),
        "step": lambda: actions.mark_step(**base, **form.cleaned_data),
        "back": lambda: actions.take_back_step(**base, step=request.POST.get("step", "")),
        "drop": lambda: actions.drop_relative(**base, reason=form.cleaned_data["reason"]),
    }
    if do not in calls:
        raise Absent()
    return did(request, form, calls[do])
