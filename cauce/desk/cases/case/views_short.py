"""A bad day and a message that came: two short ways, each noted with its reason, and what stays owed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.cases import access
from cauce.cases.actions import record_act
from cauce.custody.journal.door import Absent
from cauce.ui.fields import WorkForm, choice
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from ..frame import saying
from ..frame.frame import case_page

WHY, TAKEN = "case.minimum_path", "minimum_path_taken"
CAME, UNSAFE, MOVED = "unsafe_message_came", "contact.unsafe_message", "P4-16a"
NOTED = say(
    "Anotado. Lo demás queda pendiente y a la vista.", "Recorded. The rest remains to be done, and in sight."
)
ARRIVED = say("Anotado. Siga ahora los pasos de esta página.", "Recorded. Now follow the steps on this page.")


class ShortForm(WorkForm):
    """Why the short way is used today."""

    why = choice(say("Por qué se toma hoy", "Why it is taken today"), ())

    def __init__(self, edition: Any, data: Any = None) -> None:
        super().__init__(data)
        fact = edition.facts[WHY]
        self.fields["why"].choices = [
            (one, say(fact.value_labels[one].es, fact.value_labels[one].en)) for one in fact.values
        ]


def _has(context: dict[str, Any], fact: str) -> None:
    """Raise ``Absent`` where the edition of the case, an earlier one, knows no such thing."""
    if fact not in context["edition"].facts:
        raise Absent()


@require_http_methods(["GET", "POST"])
def short(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The steps of the twenty minutes with how each stands, and that this way was taken and why."""
    context = case_page(request, case_id, "short", timezone.now(), "protection:case")
    _has(context, WHY)
    case, edition = context["case"], context["edition"]
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    button = Button(
        record_act,
        lambda sent: ShortForm(edition, sent),
        given=lambda form: {"facts": {WHY: form.cleaned_data["why"]}},
        said=NOTED,
    )
    page = pressed(request, button, case=case, name=TAKEN, happened_at=context["at"])
    if page.answer:
        return page.answer
    return render(
        request,
        "case/short.html",
        context
        | {
            "form": page.form,
            "steps": _steps(context),
            "why": _why(context),
            "taken": [act.at for act in context["page"].acts if act.name == TAKEN],
            "owed": sum(
                one.state in ("open", "overdue", "blocked") and edition.actions[one.action].minimum is None
                for one in context["page"].plan
            ),
        },
    )


def _why(context: dict[str, Any]) -> Any:
    value = context["page"].facts.get(WHY)
    return context["edition"].facts[WHY].value_labels[value] if value else None


def _steps(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps of the way in its own order; one that does not apply today is said to."""
    edition, case, at = context["edition"], context["case"], context["at"]
    rows = [one for one in context["page"].plan if edition.actions[one.action].minimum is not None]
    rows.sort(key=lambda one: edition.actions[one.action].minimum or 0)
    return [saying.said(edition, one, case_id=case.id, time_zone=case.post.time_zone, at=at) for one in rows]


@require_http_methods(["GET", "POST"])
def message(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What to do with a message that came by a way that is not safe; that it came is noted, no word of it."""
    context = case_page(request, case_id, "message", timezone.now(), "protection:case")
    _has(context, UNSAFE)
    if request.method == "POST":
        access.case_for(request.actor, case_id, permission="case.work")
    page = pressed(
        request,
        Button(record_act, said=ARRIVED),
        case=context["case"],
        name=CAME,
        # To the minute, as the page that notes what was done with it counts.
        happened_at=context["at"].replace(second=0, microsecond=0),
        facts={UNSAFE: True},
    )
    if page.answer:
        return page.answer
    came = context["page"].facts.get(UNSAFE) is True
    return render(
        request,
        "case/message.html",
        context | {"action": context["edition"].actions[MOVED], "came": came},
    )
