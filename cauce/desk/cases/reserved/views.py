"""The reserved part of a case: named people open it with their passphrase, the server cannot alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.cases import access_reserved as access
from cauce.cases.actions import make_holder_key, write_reserved
from cauce.cases.models import Case
from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.numbers import whole
from cauce.ui.words import say

from ..frame.frame import case_page
from .forms import KeyForm, OpenForm, WriteForm

OPEN = "abrir_%s"  # two forms of the page ask for a passphrase
MADE = say("Su llave está lista. Guarde bien la frase.", "Your key is ready. Keep the passphrase safe.")
SAVED = say("Guardado: solo lo abren quienes eligió.", "Saved: only those you chose open it.")


def _write_form(found: access.Reserved, data=None, initial=None) -> WriteForm:
    return WriteForm(data, candidates=found.candidates, exists=found.version > 0, initial=initial)


def _make(request: HttpRequest, case: Case, found: access.Reserved, shown: dict[str, Any]) -> bool:
    form = shown["key_form"] = KeyForm(request.POST)
    if not form.is_valid():
        return False
    phrase = form.cleaned_data["passphrase"]
    try:
        make_holder_key(actor=request.actor, passphrase=phrase, at=timezone.now())
    except CauceError as error:
        add_refusal(form, error, "passphrase")
        return False
    messages.success(request, MADE)
    return True


def _open(request: HttpRequest, case: Case, found: access.Reserved, shown: dict[str, Any]) -> bool:
    form = shown["open_form"] = OpenForm(request.POST, auto_id=OPEN)
    if form.is_valid():
        try:
            text = access.open_text(request.actor, case, form.cleaned_data["passphrase"])
        except CauceError as error:
            add_refusal(form, error, "passphrase")
            return False
        # Shown in this answer alone: it is kept in no session and at no address.
        shown["text"] = text
        shown["write_form"] = _write_form(found, initial={"text": text, "holders": found.chosen})
    return False


def _write(request: HttpRequest, case: Case, found: access.Reserved, shown: dict[str, Any]) -> bool:
    form = shown["write_form"] = _write_form(found, request.POST)
    if not form.is_valid():
        return False
    try:
        write_reserved(
            actor=request.actor,
            case=case,
            text=form.cleaned_data["text"],
            at=timezone.now(),
            holders=form.cleaned_data["holders"],
            seen=whole(request.POST.get("seen"), 0),
            passphrase=form.cleaned_data.get("passphrase", ""),
            once=form_token.sent(request),
        )
    except AlreadyDone:
        return True
    except CauceError as error:
        add_refusal(form, error)
        return False
    messages.success(request, SAVED)
    return True


DO = {"key": _make, "open": _open, "write": _write}


@sensitive_post_parameters("passphrase", "again", "text")
@require_http_methods(["GET", "POST"])
def reserved(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whether there is a reserved text and who holds it; opened, it is shown once."""
    context = case_page(request, case_id, "reserved", timezone.now(), "protection:told")
    case = context["case"]
    found = access.reserved_of(request.actor, case)
    shown: dict[str, Any] = {
        "found": found,
        "key_form": KeyForm(),
        "open_form": OpenForm(auto_id=OPEN),
        "write_form": _write_form(found),
        "once": form_token.reused(request),
    }
    do = DO.get(request.POST.get("do", "")) if request.method == "POST" else None
    if do is not None and do(request, case, found, shown):
        return redirect("protection:reserved", case_id=case.id)
    return render(request, "reserved/reserved.html", context | shown)
