"""Passive cues of the network by quarter, and the switch by which headquarters turns them off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import Refused
from cauce.desk.measurement.numbers_cues import asked_quarter, cues_page
from cauce.intake.screenings.actions import switch_cues
from cauce.intake.screenings.links import cues_on, last_switch, links_on
from cauce.measurement import access
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import permits
from cauce.staff.offices.access import day_at
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say


class SwitchForm(forms.Form):
    """What is turned, which way, and why."""

    what = forms.ChoiceField(
        label=say("Qué", "What"),
        widget=forms.RadioSelect,
        choices=[
            ("links-off", say("Apagar las coincidencias", "Turn coincidences off")),
            ("links-on", say("Encender o renovar las coincidencias", "Turn on or renew coincidences")),
            ("cues-off", say("Apagar todas las señales", "Turn all cues off")),
            ("cues-on", say("Encender o renovar las señales", "Turn on or renew cues")),
        ],
        error_messages={"required": say("Elija qué cambia.", "Choose what to change.")},
    )
    reason = forms.ChoiceField(
        label=say("Por qué", "Why"),
        widget=forms.RadioSelect,
        error_messages={"required": say("Falta la razón.", "The reason is missing.")},
    )

    def __init__(self, data=None) -> None:
        super().__init__(data)
        rows = current_edition().catalogues["switch_reasons"]
        self.fields["reason"].choices = [(r.id, say(r.title.es, r.title.en)) for r in rows]


@require_http_methods(["GET", "POST"])
def cues(request: HttpRequest) -> HttpResponse:
    """The quarter in numbers without anybody; headquarters alone also sees the switch."""
    today = day_at(None, timezone.now())
    back, since, until = asked_quarter(request, today)
    found = access.cues_of_network(request.actor, since, until)
    may = permits(request.actor, "cues.switch").allowed

    def switch(*, what: str, **given: Any) -> None:
        scope, _, way = what.partition("-")
        switch_cues(scope=scope, on=way == "on", **given)

    page = pressed(request, Button(switch, SwitchForm, through=lambda error: isinstance(error, Refused)))
    if page.answer:
        return page.answer
    reasons = {row.id: row.title for row in current_edition().catalogues["switch_reasons"]}
    states = [
        {"name": name, "on": holds(today), "last": last, "why": last and reasons[last.reason]}
        for name, holds, last in (
            (say("Señales en ventanilla", "Cues at the window"), cues_on, last_switch("cues")),
            (say("Coincidencias", "Coincidences"), links_on, last_switch("links")),
        )
    ]
    return render(
        request,
        "headquarters/cues.html",
        cues_page(found, back)
        | {
            "nav": nav(request, "headquarters"),
            "form": page.form if may else None,
            "states": states,
            "once": form_token.reused(request),
            "where": None,
        },
    )
