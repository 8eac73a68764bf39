"""The family of a case: opened, drawn, held up and moved, shared, ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import Absent
from cauce.desk.cases.frame.frame import case_page
from cauce.family.reunification import access, actions
from cauce.family.reunification.access_shared import agreed_now
from cauce.family.reunification.actions.family_sharing import FIELDS
from cauce.family.reunification.facts import Family
from cauce.family.reunification.rules.reunion import ENDS, REOPENS, family_standing
from cauce.staff.offices import access as offices
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .forms import AboutForm, BlockerForm, EndForm, OpenForm, ReopenForm, ShareForm

SAVED = say("Guardado.", "Saved.")
HERE = "families:case"


def family_page(request: HttpRequest, case_id: UUID) -> tuple[dict[str, Any], Family]:
    """The frame of a case and its family; the read is journalled. Raises ``Absent``."""
    context = case_page(request, case_id, "family", timezone.now(), HERE)
    family = access.family_of(context["case"])
    if family is None:
        raise Absent()
    on = context["at"].astimezone(offices.zone(context["case"].post_id)).date()
    return context | {"family": family, "on": on}, family


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The picture, who stands where, what holds it up; or, before it is opened, how to open it."""
    context = case_page(request, case_id, "family", timezone.now(), HERE)
    family = access.family_of(context["case"])
    if family is None:
        return _open(request, context)
    on = context["at"].astimezone(offices.zone(context["case"].post_id)).date()
    coming = {str(one.row.id): one.name for one in family.members if not one.row.left}

    def block(*, relative: str, **given: Any) -> None:
        whom = access.relative_of(family.row, relative) if relative else None
        actions.open_blocker(relative=whom, **given)

    def resolve(**given: Any) -> None:
        blocker = access.blocker_of(family.row, request.POST.get("blocker", ""))
        actions.resolve_blocker(blocker=blocker, **given)

    page = pressed(
        request,
        {
            "open": Button(lambda **_: None),  # somebody opened it meanwhile: here it is
            "block": Button(
                block,
                lambda sent: BlockerForm(coming, sent, {"since": on}),
                values={"held_up": actions.HeldUp},
                said=SAVED,
            ),
            "resolve": Button(resolve, said=SAVED),
            "reopen": Button(actions.reopen_family, ReopenForm, said=SAVED),
        },
        reunion=family.row,
        at=context["at"],
    )
    if page.answer:
        return page.answer
    people = showing.people(family, on)
    return render(
        request,
        "reunification/case.html",
        context
        | {
            "family": family,
            "people": people,
            "picture": showing.picture(family, on),
            "here": showing.waits_words(family_standing(family.travellers(on), family.begun, on)),
            "changes": showing.changes(family, on),
            "blockers": showing.blockers(family, on),
            "form": page.forms["block"],
            "ended": ENDS.get(family.row.ended_why),
            "principal": family.principal,
            "again": page.forms["reopen"],
            "reopened": REOPENS.get(family.row.reopened_why),
            "shared": bool(agreed_now(family.row, context["at"])),
        },
    )


def _open(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    button = Button(actions.open_family, OpenForm, said=SAVED)
    page = pressed(request, button, case=context["case"], at=context["at"])
    if page.answer:
        return page.answer
    steps = context["edition"].catalogues.get("reunion_steps", ())
    return render(
        request,
        "reunification/open.html",
        context
        | {"form": page.form, "steps": steps, "wish": context["page"].facts.get("wish.reunification")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the table needs to know: birth, filing, danger; and how the family's page ends."""
    context, family = family_page(request, case_id)
    page = pressed(
        request,
        {
            "tell": Button(
                actions.tell_family,
                lambda sent: AboutForm(sent, family.principal),
                given=AboutForm.told,
                said=SAVED,
            ),
            "end": Button(actions.end_family, EndForm, said=SAVED),
        },
        then=redirect(HERE, case_id=case_id),
        reunion=family.row,
        at=context["at"],
    )
    if page.answer:
        return page.answer
    forms = {"form": page.forms["tell"], "end": page.forms["end"]}
    return render(request, "reunification/about.html", context | forms)


@sensitive_post_parameters("safety_notes", "language")
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Share it with IOM because the person said so, or stop."""
    context, family = family_page(request, case_id)

    def shared(form: ShareForm) -> dict[str, Any]:
        said = dict(form.cleaned_data)
        partner, fields = form.partners[said["partner"]], tuple(said.pop("fields_"))
        return said | {"partner": partner, "fields": fields}

    page = pressed(
        request,
        {
            "share": Button(
                actions.share_family,
                ShareForm,
                given=shared,
                values={"shared": actions.FamilyShared},
                said=say("Ya lo ve la OIM.", "IOM sees it now."),
            ),
            "stop": Button(actions.stop_sharing, said=SAVED),
        },
        reunion=family.row,
        at=context["at"],
    )
    if page.answer:
        return page.answer
    agreed = agreed_now(family.row, context["at"])
    labels = context["page"].consents.vocabulary.labels
    return render(
        request,
        "reunification/share.html",
        context
        | {
            "form": page.forms["share"],
            "agreed": [labels[name] for name in FIELDS if name in agreed],
            "partner": family.row.partner,
        },
    )
