"""The first of the two people who renew the keys of the journal: says why; the server does it later."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.custody.journal import keys
from cauce.custody.journal.door import check_may
from cauce.rules.permissions import Scope
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.oversight.actions import Matter, propose
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

KIND, ABOUT = "audit_key.rotate", ("journal", "keys")
ASKED = say(
    "Propuesto. Cuando otra persona lo apruebe, en el servidor: cauce journal rotate-key.",
    "Proposed. Once another person approves it, on the server: cauce journal rotate-key.",
)


class WhyForm(forms.Form):
    """Why the keys are renewed; sealed, for whoever decides."""

    reason = forms.CharField(
        label=say("¿Por qué se renuevan?", "Why are they renewed?"),
        max_length=500,
        help_text=say(
            "Una frase. Por ejemplo: pasó un año, o dejó el puesto quien las cuidaba.",
            "One sentence. For example: a year has passed, or the person who held them left.",
        ),
        error_messages={"required": say("Escriba por qué.", "Write why.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
def key(request: HttpRequest) -> HttpResponse:
    """Which version seals now, since when, and the proposal to begin another."""
    check_may(request.actor, KIND, Scope(post="network"))
    return _key(request)


@fresh
def _key(request: HttpRequest) -> HttpResponse:
    known = keys.ring()
    page = pressed(
        request,
        Button(propose, WhyForm, said=ASKED),
        matter=Matter(KIND, ABOUT, {"version": len(known) + 1}),
        post=None,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    context = {
        "form": page.form,
        "once": form_token.reused(request),
        "nav": nav(request, "auditor:key"),
        "version": known[-1].number if known else 0,
        "since": dt.datetime.fromisoformat(known[-1].since).date() if known else None,
    }
    status = 422 if page.form.errors else 200
    return render(request, "journal/key.html", context, status=status)
