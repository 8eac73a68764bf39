"""The family of a case: opened, drawn, held up and moved, shared, ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.desk.cases.frame.frame import case_page
from cauce.family.reunification import access, actions
from cauce.family.reunification.access_shared import agreed_now
from cauce.family.reunification.actions.family_sharing import FIELDS
from cauce.family.reunification.facts import Family
from cauce.family.reunification.rules.reunion import ENDS, REOPENS, family_standing
from cauce.rules.consent import SHAREABLE_FIELDS
from cauce.staff.offices import access as offices
from cauce.ui.errors import refuse
from cauce.ui.once import key_of
from cauce.ui.words import say

from . import showing
from .forms import AboutForm, BlockerForm, EndForm, OpenForm, ReopenForm, ShareForm

SAVED = say("Guardado.", "Saved.")
HERE = "families:case"
LABELS = {one.id: one.label for one in SHAREABLE_FIELDS}


def family_page(request: HttpRequest, case_id: UUID) -> tuple[dict[str, Any], Family]:
    """The frame of a case and its family; the read is journalled. Raises ``Absent``."""
    context = case_page(request, case_id, "family", timezone.now(), HERE)
    family = access.family_of(context["case"])
    if family is None:
        raise Absent()
    on = context["at"].astimezone(offices.zone(context["case"].post_id)).date()
    return context | {"family": family, "on": on}, family


def did(request: HttpRequest, form, call: Callable[[], Any], message: str = SAVED) -> bool:
    """Whether it was done (pressed twice: done once); a refusal goes into the form, or is said."""
    if form is not None and not form.is_valid():
        return False
    try:
        call()
    except AlreadyDone:
        return True
    except CauceError as error:
        if not refuse(request, error, form):
            return True
        return False
    messages.success(request, message)
    return True


def given(request: HttpRequest, family: Family, context: dict[str, Any]) -> dict[str, Any]:
    return {"actor": request.actor, "reunion": family.row, "at": context["at"], "once": key_of(request)}


@sensitive_post_parameters("note")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The picture, who stands where, what holds it up; or, before it is opened, how to open it."""
    context = case_page(request, case_id, "family", timezone.now(), HERE)
    family = access.family_of(context["case"])
    if family is None:
        return _open(request, context)
    on = context["at"].astimezone(offices.zone(context["case"].post_id)).date()
    do = request.POST.get("do", "") if request.method == "POST" else ""
    coming = {str(one.row.id): one.name for one in family.members if not one.row.left}
    form = BlockerForm(coming, request.POST if do == "block" else None, {"since": on})
    again = ReopenForm(request.POST if do == "reopen" else None)
    if do == "open" or (do and _moved(request, context, family, do, form, again)):
        return redirect(HERE, case_id=case_id)
    people = showing.people(family, on)
    return render(
        request,
        "families/case.html",
        context
        | {
            "family": family,
            "people": people,
            "picture": showing.picture(family, on),
            "here": showing.waits_words(family_standing(family.travellers(on), family.begun, on)),
            "changes": showing.changes(family, on),
            "blockers": showing.blockers(family, on),
            "form": form,
            "ended": ENDS.get(family.row.ended_why),
            "principal": family.principal,
            "again": again,
            "reopened": REOPENS.get(family.row.reopened_why),
            "shared": bool(agreed_now(family.row, context["at"])),
        },
    )


def _open(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and did(
        request,
        form,
        lambda: actions.open_family(
            actor=request.actor,
            case=context["case"],
            agreed=form.cleaned_data["agreed"],
            at=context["at"],
            once=key_of(request),
        ),
    ):
        return redirect(HERE, case_id=context["case"].id)
    steps = context["edition"].catalogues.get("reunion_steps", ())
    return render(
        request,
        "families/open.html",
        context | {"form": form, "steps": steps, "wish": context["page"].facts.get("wish.reunification")},
    )


def _moved(
    request: HttpRequest, context, family: Family, do: str, form: BlockerForm, again: ReopenForm
) -> bool:
    base = given(request, family, context)
    if do == "reopen":
        return did(request, again, lambda: actions.reopen_family(**base, **again.cleaned_data))
    if do == "resolve":
        blocker = access.blocker_of(family.row, request.POST.get("blocker", ""))
        return did(request, None, lambda: actions.resolve_blocker(**base, blocker=blocker))
    if do != "block":
        raise Absent()

    def block() -> None:
        said = form.cleaned_data
        whom = access.relative_of(family.row, said["relative"]) if said["relative"] else None
        actions.open_blocker(
            **base,
            kind=said["kind"],
            owner=said["owner"],
            since=said["since"],
            relative=whom,
            note=said["note"],
        )

    return did(request, form, block)


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the table needs to know: birth, filing, danger; and how the family's page ends."""
    context, family = family_page(request, case_id)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = AboutForm(request.POST if do == "tell" else None, family.principal)
    end = EndForm(request.POST if do == "end" else None)
    base = given(request, family, context)
    calls = {
        "tell": (form, lambda: actions.tell_family(**base, **form.told())),
        "end": (end, lambda: actions.end_family(**base, reason=end.cleaned_data["reason"])),
    }
    if do and do not in calls:
        raise Absent()
    if do and did(request, *calls[do]):
        return redirect(HERE, case_id=case_id)
    return render(request, "families/about.html", context | {"form": form, "end": end})


@sensitive_post_parameters("safety_notes", "language")
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Share it with IOM because the person said so, or stop."""
    context, family = family_page(request, case_id)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = ShareForm(request.POST if do == "share" else None)
    base = given(request, family, context)

    def give() -> None:
        said = form.cleaned_data
        actions.share_family(
            **base,
            partner=form.partners[said["partner"]],
            fields=tuple(said["fields_"]),
            agreed=said["agreed"],
            language=said["language"],
            safety_notes=said["safety_notes"],
        )

    done = False
    if do == "stop":
        done = did(request, None, lambda: actions.stop_sharing(**base))
    elif do == "share":
        done = did(request, form, give, say("Ya lo ve la OIM.", "IOM sees it now."))
    elif do:
        raise Absent()
    if done:
        return redirect("families:share", case_id=case_id)
    agreed = agreed_now(family.row, context["at"])
    return render(
        request,
        "families/share.html",
        context
        | {
            "form": form,
            "agreed": [LABELS[name] for name in FIELDS if name in agreed],
            "partner": family.row.partner,
        },
    )
