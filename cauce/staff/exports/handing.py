"""How a page lets a file leave: it asks why, wants a fresh proof, and shows the passphrase once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cauce.content.errors import CauceError
from cauce.custody.journal.door import AlreadyDone
from cauce.protocol.editions.access import current_edition
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.exports.actions import LONGEST_WHY, Content, Grounds, make
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav
from cauce.ui.words import say


class WhyForm(forms.Form):
    """Why the file leaves: a reason from the list, and a sentence."""

    reason = forms.ChoiceField(
        label=say("Motivo de la exportación", "Reason for export"),
        help_text=say("Aparece en cada hoja.", "It appears on every page."),
    )
    why = forms.CharField(
        max_length=LONGEST_WHY,
        label=say("¿Para qué, en una frase?", "What for, in one sentence?"),
        help_text=say(
            "Queda bajo llave; lo lee quien audita. Sin nombres.",
            "Kept sealed; the auditor reads it. No names.",
        ),
        error_messages={
            "required": say("Escriba en una frase para qué sale.", "Say in one sentence what it is for.")
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        rows = current_edition().catalogues["export_reasons"]
        self.fields["reason"].choices = [("", say("Elija uno", "Choose one"))] + [
            (row.id, say(row.title.es, row.title.en)) for row in rows
        ]


@fresh
def hand_over(
    request: HttpRequest,
    form: forms.Form,
    *,
    thing: Any,
    kind: str,
    about: tuple[str, str],
    content: Callable[[], Content],
    again: Callable[[], HttpResponse],
) -> HttpResponse:
    """The page with the passphrase; ``again`` draws the page of the form when something is wrong.

    Whoever calls has looked up the thing: who may not see it never gets as far as the proof.
    """
    if not form.is_valid():
        return again()
    given = form.cleaned_data
    try:
        made = make(
            actor=request.actor,
            thing=thing,
            kind=kind,
            about=about,
            grounds=Grounds(reason=given["reason"], why=given["why"]),
            content=content(),
            at=timezone.now(),
            once=form_token.sent(request),
        )
    except AlreadyDone:
        return redirect("files:list")
    except CauceError as error:
        add_refusal(form, error)
        return again()
    return render(
        request,
        "exports/made.html",
        {
            "export": made.export,
            "passphrase": made.passphrase,
            "nav": nav(request, "files"),
            "post": request.post,
        },
    )
