"""Who it is: the last page. It opens for a reason, which the journal keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import save_identity
from cauce.cases.models import Case
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.people import access as people
from cauce.people.actions import Conflict
from cauce.rules.tools import ages_disagree, doubts_adulthood
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.words import say

from ..frame.frame import case_page
from .forms import IdentityForm, ReasonForm

SAVED = say("Guardado bajo llave, aparte del caso.", "Kept sealed, separate from the case.")
# Without figures: a message is kept in the session, and who it is does not.
DISAGREE = say(
    "La fecha de nacimiento y la edad que se dijo no coinciden. Se guardaron las dos; nada se "
    "corrigió. Pregunte con calma cuál es la correcta: corrija la fecha aquí o la edad en "
    "«Seguridad».",
    "The date of birth and the stated age do not match. Both were kept; nothing was corrected. "
    "Ask calmly which is right: correct the date here, or the age under “Safety”.",
)
CHILD = say(
    "Con esa fecha de nacimiento hay duda de que la persona ya cumplió 18 años: mientras se aclara, "
    "se atiende como niña, niño o adolescente y el plan ya cambió.",
    "With that date of birth there is doubt that the person has turned 18: until it is clarified, "
    "the person is treated as a child or adolescent, and the plan has changed.",
)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for the reason; then show and save. A saved page shows no name again."""
    context = case_page(request, case_id, "identity", timezone.now())
    access.case_for(request.actor, case_id, permission="case.work")
    if request.method == "GET":
        return _page(request, context, reason=ReasonForm())
    if request.POST.get("do") == "save":
        return _save(request, context)
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        return _page(request, context, reason=reason, form=reason)
    why = reason.cleaned_data["reason"]
    opened = people.identity(request.actor, context["case"].person, reason=why)
    form = IdentityForm(initial=opened.fields)
    return _page(request, context, form=form, seen=opened.version, open=True, why=why)


def _page(request: HttpRequest, context: dict[str, Any], **more: Any) -> HttpResponse:
    return render(request, "identity/identity.html", context | more)


def _theirs(form: IdentityForm, current: dict[str, str]) -> list[dict[str, Any]]:
    """What the other officer saved, field by field, where it differs."""
    mine = form.typed()
    ways = dict(form.fields["safe_channel"].choices)
    return [
        {
            "name": field.label,
            "value": (ways.get(current.get(name, "")) if name == "safe_channel" else None)
            or current.get(name)
            or None,
        }
        for name, field in form.fields.items()
        if (current.get(name) or "") != mine[name]
    ]


def _compare(request: HttpRequest, context: dict[str, Any], born: dt.date | None) -> None:
    """Say what a birth date just saved disagrees with, and what follows."""
    if born is None:
        return
    age = context["page"].facts.get("person.age")
    on = context["at"].astimezone(ZoneInfo(context["post"].time_zone)).date()
    if age is not None and ages_disagree(born, age, on):
        messages.warning(request, DISAGREE)
    if doubts_adulthood(born, age, on):
        messages.warning(request, CHILD)


def _onward(request: HttpRequest, case: Case) -> HttpResponse:
    """To the letter that waits for a name (``?carta=``), else to this page, closed again."""
    try:
        return redirect("letters:letter", case_id=case.id, letter_id=UUID(request.GET.get("carta", "")))
    except ValueError:
        return redirect("protection:identity", case_id=case.id)


def _save(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    case = context["case"]
    form = IdentityForm(request.POST)
    more: dict[str, Any] = {"form": form, "seen": whole(request.POST.get("seen"), 0)}
    if form.is_valid():
        try:
            save_identity(
                actor=request.actor,
                case=case,
                seen_version=more["seen"],
                fields=form.typed(),
                at=timezone.now(),
                once=form_token.sent(request),
            )
            messages.success(request, SAVED)
            _compare(request, context, form.cleaned_data["birth_date"])
            return _onward(request, case)
        except AlreadyDone:
            return _onward(request, case)
        except Conflict as conflict:
            add_refusal(form, conflict)
            # Comparing shows the saved identity: that is an opening too, and is written down.
            opened = people.identity(request.actor, case.person, reason="compare")
            more |= {"theirs": _theirs(form, opened.fields), "seen": opened.version}
        except CauceError as error:
            add_refusal(form, error)
    return _page(request, context, open=True, **more)
