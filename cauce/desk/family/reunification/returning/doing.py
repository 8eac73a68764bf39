"""What each button of the page of a return does: the form it sends, and the act it calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cauce.cases.models import Case
from cauce.family.reunification import access_returning as access
from cauce.family.reunification import actions
from cauce.family.reunification.models import Return
from cauce.ui import form_token
from cauce.ui.words import say

from . import forms, showing


@dataclass(frozen=True)
class Deed:
    """``form`` makes the form (data None: empty); ``act`` does it; ``said`` is shown afterwards."""

    form: Callable[..., Any]
    act: Callable[[dict[str, Any], dict[str, Any], HttpRequest], Any]
    said: Any


def _clock(case: Case) -> str:
    return case.post.time_zone


def _plan_initial(trip: Return) -> dict[str, Any]:
    who = showing.sealed_words(trip).get("escort", {}).get("who", "")
    return {
        "departs_at": trip.departs_at,
        "arrives_at": trip.arrives_at,
        "people": trip.people or 1,
        "escort": trip.escort or None,
        "escort_who": who,
    }


def _note(given: dict[str, Any], said: dict[str, Any], request: HttpRequest) -> None:
    way, _, language = said["by"].partition("|")
    contact = access.contact_of(given["trip"], request.POST.get("contact", ""))
    actions.note_contact(
        **given,
        contact=contact,
        attempt=actions.ReturnAttempt(
            outcome=said["outcome"], way=way, language=language, when=said["when"], note=said["note"]
        ),
    )


NOTED = say("Anotado.", "Noted.")
DEEDS: dict[str, Deed] = {
    "advice": Deed(
        lambda case, trip, data: forms.AdviceForm(data),
        lambda given, said, request: actions.note_advice(**given, **said),
        NOTED,
    ),
    "risk": Deed(
        lambda case, trip, data: forms.RiskForm(data, showing.sealed_words(trip).get("risk")),
        lambda given, said, request: actions.assess_destination(**given, **said),
        NOTED,
    ),
    "plan": Deed(
        lambda case, trip, data: forms.PlanForm(_clock(case), trip.zone, data, _plan_initial(trip)),
        lambda given, said, request: actions.plan_return(**given, plan=actions.ReturnPlan(**said)),
        NOTED,
    ),
    "share": Deed(
        lambda case, trip, data: forms.ShareForm(data),
        lambda given, said, request: actions.share_return(**given, **said),
        say(
            "Se le pidió que confirme. Verá aquí su respuesta.",
            "They were asked to confirm. The answer will appear here.",
        ),
    ),
    "reception": Deed(
        lambda case, trip, data: forms.ConfirmedForm(_clock(case), data),
        lambda given, said, request: actions.note_reception(**given, **said),
        NOTED,
    ),
    "money": Deed(
        lambda case, trip, data: forms.MoneyForm(data),
        lambda given, said, request: actions.count_money(**given, **said),
        NOTED,
    ),
    "contact": Deed(
        lambda case, trip, data: forms.ContactForm(data),
        lambda given, said, request: actions.agree_contact(**given),
        NOTED,
    ),
    "depart": Deed(
        lambda case, trip, data: forms.DepartForm(_clock(case), data),
        lambda given, said, request: actions.depart_return(**given, **said),
        say(
            "Salida registrada. En cuanto se confirme la llegada, regístrela aquí.",
            "Departure recorded. As soon as the arrival is confirmed, record it here.",
        ),
    ),
    "received": Deed(
        lambda case, trip, data: forms.ReceivedForm(trip.zone, data),
        lambda given, said, request: actions.note_received(**given, **said),
        say("Anotado. Los contactos que siguen están abajo.", "Recorded. The follow-up contacts are below."),
    ),
    "stop": Deed(
        lambda case, trip, data: forms.StopForm(data),
        lambda given, said, request: actions.stop_return(**given, **said),
        say(
            "El viaje se canceló. Todo lo anterior queda en la historia.",
            "The journey was cancelled. Everything recorded stays in the history.",
        ),
    ),
    "try": Deed(lambda case, trip, data: forms.TryForm(_clock(case), showing.ways(trip), data), _note, NOTED),
}
# Buttons without a form.
PLAIN: dict[str, Callable[..., Any]] = {
    "agree": actions.agree_risk,
    "no_money": lambda **given: actions.count_money(**given, counted=""),
}


def run(request: HttpRequest, trip: Return, do: str, form: Any, at: dt.datetime) -> Any:
    """Do it; what to say afterwards. ``form`` None: a button without one."""
    given = {"actor": request.actor, "trip": trip, "at": at, "once": form_token.sent(request)}
    if form is None:
        PLAIN[do](**given)
        return NOTED
    said = dict(form.cleaned_data)
    if do == "share":
        said["partner"] = form.partners[said["partner"]]
    DEEDS[do].act(given, said, request)
    return DEEDS[do].said
