"""One relative: added, described, custody, papers, steps, and whoever does not come any more."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.family.reunification import access, actions
from cauce.family.reunification.facts import Family, Member
from cauce.family.reunification.rules.kinship import RELATIONS
from cauce.family.reunification.rules.reunion import LEAVES, warnings_of
from cauce.ui.pressed import Button, pressed

from . import showing
from .forms_relative import CustodyForm, DropForm, PapersForm, RelativeForm, StepForm
from .views import HERE, SAVED, family_page


@sensitive_post_parameters("name", "where", "note")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Somebody of the family who may come."""
    context, family = family_page(request, case_id)
    button = Button(
        actions.add_relative, lambda sent: RelativeForm(family, data=sent), given=_told, said=SAVED
    )
    there = redirect(HERE, case_id=case_id)
    page = pressed(request, button, then=there, reunion=family.row, at=context["at"])
    if page.answer:
        return page.answer
    return render(request, "reunification/add.html", context | {"form": _quiet(page.form)})


def _told(form: RelativeForm) -> dict[str, Any]:
    return {"told": form.told(), "twice": form.cleaned_data["twice"]}


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
    buttons = _buttons(request, family, own, context["on"])
    page = pressed(request, buttons, reunion=family.row, relative=own.row, at=context["at"])
    if page.answer:
        return page.answer
    forms = page.forms
    on = context["on"]
    reading = access.readings(family, on).get(str(row.id))
    return render(
        request,
        "reunification/relative.html",
        context
        | {
            "own": own,
            "relation": RELATIONS[own.row.relation],
            "left": LEAVES.get(own.row.left),
            "warnings": warnings_of(own.traveller(on)),
            "fits": showing.fits_words(reading),
            "table": showing.table(reading),
            "reading": reading,
            "form": page.form,
            "stations": showing.stations(own, on, family.begun),
            "done": showing.done_steps(own),
            "told": forms["tell"],
            "custody": forms["custody"],
            "papers": forms["papers"],
            "step": forms["step"],
            "drop": forms["drop"],
            "twice": own.twice,
            "do": request.POST.get("do", ""),
        },
    )


def _buttons(request: HttpRequest, family: Family, own: Member, on: dt.date) -> dict[str, Button]:
    row = own.row
    custody = {name: getattr(row, name) for name in ("custody", "other_parent", "held_by")}

    def back(**given: Any) -> None:
        actions.take_back_step(step=request.POST.get("step", ""), **given)

    buttons = {
        "tell": Button(
            actions.change_relative, lambda sent: _quiet(RelativeForm(family, own, sent)), given=_told
        ),
        "custody": Button(actions.note_custody, lambda sent: CustodyForm(sent, initial=custody)),
        "papers": Button(
            actions.note_papers,
            lambda sent: PapersForm(own, sent),
            given=lambda form: {"papers": form.cleaned_data},
        ),
        "step": Button(actions.mark_step, lambda sent: StepForm(row.steps, None, sent, {"day": on})),
        "back": Button(back),
        "drop": Button(actions.drop_relative, DropForm),
    }
    return {name: replace(one, said=SAVED) for name, one in buttons.items()}
