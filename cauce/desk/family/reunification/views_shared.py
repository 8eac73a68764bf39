"""The board of a post, what IOM sees and answers, and the counts of headquarters."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.model import Text
from cauce.desk.measurement.saying import number_or_hidden
from cauce.family.reunification import access, access_board, access_shared, actions
from cauce.family.reunification.rules.kinship import RELATIONS
from cauce.family.reunification.rules.reunion import BESIDE, PARTNER_STEPS, STEPS, TOGETHER
from cauce.measurement.access_closed import closed
from cauce.rules.hiding import LEAST
from cauce.rules.permissions import partners_with, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed

from . import showing
from .forms_relative import StepForm
from .views import SAVED

NOT_YET = Text(
    es="Todavía no puede viajar: faltan pasos del consulado",
    en="Cannot travel yet: the consulate has steps to complete",
)
READY = Text(es="Ya tiene visa: falta el viaje", en="Has a visa: travel is next")
TRAVELS = Text(es="Ya salió: falta la llegada", en="Has left: the arrival is next")
ARRIVED = Text(es="Ya llegó", en="Has arrived")
MINOR = Text(es="viaja en compañía: es menor de 18", en="must travel accompanied: under 18")
AGE_UNKNOWN = Text(
    es="edad por averiguar: pregunte al consulado", en="age to be found out: ask the consulate"
)


@require_GET
def families_page(request: HttpRequest) -> HttpResponse:
    """The families of a post by where they wait; to whom answers from outside, what was shared."""
    at = timezone.now()
    if request.actor.partners and not permits(request.actor, "reunion.work").allowed:
        return _shared_list(request, at)
    post = post_here(request, "case.list")
    board = access_board.board(request.actor, post.code, at)
    names = showing.step_names()
    groups: list[dict[str, Any]] = []
    for step in (*STEPS, TOGETHER):
        rows = [_line(one) for one in board.lines if one.standing.step == step]
        if rows:
            groups.append({"id": step, "name": names[step], "rows": rows})
    return render(
        request,
        "reunification/board.html",
        {
            "nav": nav(request, "families:list"),
            "post": post,
            "groups": groups,
            "board": board,
            "limits": access_board.waits(at.date()),
        },
    )


def _line(line: access_board.Line) -> dict[str, Any]:
    case, coming = line.family.row.case, [m for m in line.family.members if not m.row.left]
    count = len(coming)
    kinds = showing.catalogue("reunion_blockers")
    why = []
    if line.oldest is not None:
        kind, owner = kinds[line.oldest.kind], showing.OWNERS[line.oldest.owner]
        age = showing.days(line.oldest_days)
        why.append(Text(es=f"{kind.es} · {owner.es} · {age.es}", en=f"{kind.en} · {owner.en} · {age.en}"))
    if line.birthday is not None:
        why.append(line.birthday.text)
    arrived = sum(1 for one in coming if "arrival" in one.row.steps)
    people = Text(
        es=f"{count} familiar{'es' if count != 1 else ''}",
        en=f"{count} relative{'s' if count != 1 else ''}",
    )
    if arrived:
        people = Text(es=f"{people.es}, {arrived} ya aquí", en=f"{people.en}, {arrived} here already")
    return {
        "title": case.folio,
        "href": reverse("families:case", args=[case.id]),
        "about": people,
        "why": Text(
            es=". ".join(one.es.rstrip(".") for one in why) or "Nada anotado que lo detenga",
            en=". ".join(one.en.rstrip(".") for one in why) or "Nothing noted that holds it up",
        ),
        "by": showing.days(line.standing.days) if line.standing.days else "",
        "state": "overdue" if line.late else "met" if line.standing.step == TOGETHER else "open",
    }


def _shared_list(request: HttpRequest, at) -> HttpResponse:
    found = access_shared.shared_list(request.actor, at)
    rows = []
    for one in found:
        steps = [relative.row.steps for relative in one.relatives]
        count, ready = len(steps), [s for s in steps if "interview" in s and "arrival" not in s]
        waits = READY if ready else ARRIVED if all("arrival" in s for s in steps) else NOT_YET
        rows.append(
            {
                "title": one.reference,
                "href": reverse("families:shared", args=[one.row.id]),
                "about": Text(
                    es=f"{one.post.name} · {count} familiar{'es' if count != 1 else ''}",
                    en=f"{one.post.name} · {count} relative{'s' if count != 1 else ''}",
                ),
                "why": waits,
                "state": "soon" if ready else "met" if waits is ARRIVED else "open",
            }
        )
    partner = offices.partner(UUID(partners_with(request.actor, "reunion.answer")[0]))
    return render(
        request,
        "reunification/shared_list.html",
        {"nav": nav(request, "families:list"), "rows": rows, "partner": partner},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, reunion_id: UUID) -> HttpResponse:
    """One family as IOM sees it, and the steps that are IOM's to note."""
    at = timezone.now()
    seen = access_shared.shared_for(request.actor, reunion_id, at)
    wanted = request.POST.get("relative", "") if request.method == "POST" else ""
    today = at.astimezone(offices.zone(seen.row.case.post_id)).date()
    people, wrong = [], None
    for one in seen.relatives:
        mine = wanted == str(one.row.id)
        form = _step(one, today, None)
        if mine:
            relative = access.relative_of(seen.row, one.row.id)
            button = Button(actions.answer_family, partial(_step, one, today), said=SAVED)
            page = pressed(request, button, reunion=seen.row, relative=relative, at=at)
            if page.answer:
                return page.answer
            form = wrong = page.form
        people.append(_person(one, form))
    return render(
        request,
        "reunification/shared.html",
        {
            "nav": nav(request, "families:list"),
            "seen": seen,
            "people": people,
            "once": form_token.reused(request),
            "partner": seen.row.partner,
            "post": seen.post,
            "form": wrong,
            "words": [
                {"name": label, "value": seen.words[name]}
                for name, label in _labels().items()
                if seen.words.get(name)
            ],
        },
    )


def _labels() -> dict[str, Text]:
    return {
        "language": Text(es="Lengua", en="Language"),
        "safety_notes": Text(es="Precauciones", en="Precautions"),
    }


def _step(one, today: dt.date, sent: QueryDict | None) -> StepForm:
    form = StepForm(one.row.steps, PARTNER_STEPS, sent, {"day": today})
    form.auto_id = f"id_{one.number}_%s"
    return form


def _person(one, form: StepForm) -> dict[str, Any]:
    names, steps = showing.step_names(), one.row.steps
    marks = [
        {
            "label": names[step],
            "state": "done" if step in steps else "ahead",
            "at": dt.date.fromisoformat(steps[step]) if step in steps else None,
        }
        for step in ("interview", *BESIDE, "travel", "arrival")
    ]
    return {
        "one": one,
        "relation": RELATIONS[one.relation],
        "form": form,
        "stations": marks,
        "here": _here(steps),
        "note": MINOR if one.minor else AGE_UNKNOWN if one.minor is None else "",
        "open": "arrival" not in steps,
    }


def _here(steps) -> Text:
    """What IOM needs to know of how far somebody is: not where an application stands."""
    if "arrival" in steps:
        return ARRIVED
    return TRAVELS if "travel" in steps else READY if "interview" in steps else NOT_YET


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """Cases and persons reunited in the network by year, and where families wait: counts alone."""
    found = closed(request.actor, "families")
    names = showing.step_names()
    years = sorted({key[1] for key in found.told if key[0] == "year"}, reverse=True)

    def told(*key: str) -> Any:
        return number_or_hidden(found.number(*key))

    return render(
        request,
        "reunification/numbers.html",
        {
            "nav": nav(request, "headquarters:numbers"),
            "small": LEAST,
            "years": [(y, told("year", y, "cases"), told("year", y, "persons")) for y in years],
            "steps": [(names[step], told("step", step)) for step in found.under("step")],
        },
    )
