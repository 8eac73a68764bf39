"""What came from the field: first what asks for somebody, then what was set aside."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.model import Text
from cauce.intake.collection import access
from cauce.intake.collection.actions import answer, discard, open_case_from, release, reread
from cauce.intake.collection.models import Arrival
from cauce.intake.collection.reading import TURN, Filled
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import codes, instrument_of, title_of
from cauce.staff.offices.picker import post_here
from cauce.standards.fhir import read_response
from cauce.ui import form_token
from cauce.ui.listed import page_of, pages_of
from cauce.ui.pressed import Button, pressed
from cauce.ui.tabs import Tab, Tabs
from cauce.ui.words import say

from .forms import OutcomeForm
from .frame import frame
from .saying import ANSWERS, OUTCOMES, REASONS, SLIP, STATES

A_PAGE = 25
READ = say("Se volvió a leer y ya está correcto.", "It was read again and is now correct.")
STILL = say(
    "Se volvió a leer y sigue habiendo un problema; abajo se explica.",
    "It was read again and there is still a problem; see why below.",
)
LISTS = (
    ("to_see", "", Text(es="Por ver", en="To be seen")),
    ("set_aside", "apartados", Text(es="Apartados", en="Set aside")),
    ("nothing", "sin-pedir", Text(es="No requieren seguimiento", en="No follow-up needed")),
    ("done", "atendidos", Text(es="Atendidos", en="Dealt with")),
)


def _row(one: Arrival) -> dict[str, Any]:
    return {
        "arrival": one,
        "title": _title(one),
        "state": OUTCOMES.get(one.outcome) or STATES[_state(one)],
        "reasons": [REASONS[code] for code in one.reasons if code in REASONS],
        "device": one.device.name if one.device else "",
    }


def _title(one: Arrival) -> Text:
    """The name of the form when its code is one of ours, whatever became of its version or file."""
    ours = one.instrument or one.form_id in codes(current_edition())
    return title_of(one.form_id) if ours else Text(es="Formato desconocido", en="Unknown form")


def _state(one: Arrival) -> str:
    return "nothing" if one.state == "taken" and not one.to_see else one.state


@require_GET
def arrivals(request: HttpRequest) -> HttpResponse:
    """One of four lists, oldest first; nothing of what they say is opened here."""
    post = post_here(request, "arrival.answer")
    asked = request.GET.get("ver", "")
    which = next((name for name, said, _ in LISTS if said == asked), "to_see")
    waiting = access.waiting(request.actor, post.code)
    counts = {name: waiting[name].count() for name, _, _ in LISTS if name in waiting}
    page = page_of(request, access.arrivals(request.actor, post.code, which=which), A_PAGE)
    lists = tuple(
        Tab(label, f"?ver={said}" if said else "?", "page" if name == which else "", counts.get(name))
        for name, said, label in LISTS
    )
    context = frame(
        request,
        "field:arrivals",
        post=post,
        rows=[_row(one) for one in page],
        lists=Tabs(say("Listas", "Lists"), lists),
        which=which,
        pages=pages_of(page, {"ver": asked}),
    )
    return render(request, "collection/arrivals.html", context)


def _response(data: bytes) -> Filled:
    return read_response(current_edition(), data).filled


def _open(*, officer: Any, **given: Any) -> HttpResponse:
    case = open_case_from(officer=officer, **given)
    return redirect("protection:safety", case_id=case.id)


@require_http_methods(["GET", "POST"])
def arrival(request: HttpRequest, arrival_id: UUID) -> HttpResponse:
    """One form: what it leads to and why, what was answered, and what to do about it."""
    found = access.arrival_for(request.actor, arrival_id)
    listed = redirect("field:arrivals")
    page = pressed(
        request,
        {
            "open": Button(partial(_open, officer=request.user)),
            "end": Button(
                answer,
                OutcomeForm,
                said=say("Listo. Sus respuestas se borraron.", "Done. Its answers were erased."),
                then=lambda _: listed,
            ),
            "release": Button(release),
            "reread": Button(
                partial(reread, of_response=_response),
                said=lambda _: STILL if found.state == "quarantined" else READ,
            ),
            "discard": Button(discard, said=say("Se desechó.", "It was discarded."), then=lambda _: listed),
        },
        arrival=found,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(request, "collection/arrival.html", _page(request, found, page.forms["end"]))


def _page(request: HttpRequest, found: Arrival, form: OutcomeForm) -> dict[str, Any]:
    read = access.read(request.actor, found)
    given = read.content.get("answers", {})
    items = read.instrument.items if read.instrument else ()
    offers = {one.id: one for one in read.instrument.offers} if read.instrument else {}
    # What was set aside offers nothing until it is released; danger does not wait for that.
    shown = found.urgent or not found.reasons or found.state == "taken"
    result = read.result if shown else None
    return frame(
        request,
        "field:arrivals",
        post=found.post,
        form=form,
        once=form_token.reused(request),
        read=read,
        can_release=found.state == "quarantined" and read.instrument is not None,
        offers=[offers[one] for one in result.outcomes if one in offers] if result else [],
        because=[one.text for one in result.reasons] if result else [],
        answered=[
            {"name": item.text, "value": ANSWERS[given[item.id]]} for item in items if item.id in given
        ],
        turn=read.content.get("turn", ""),
        strange=_strange(found, read),
        **_row(found),
    )


def _strange(found: Arrival, read: access.Read) -> list[dict[str, Any]]:
    """What does not fit, with what stood there: the question where there is one, else its code."""
    content, texts = read.content, {TURN: SLIP}
    near = read.instrument or instrument_of(current_edition(), found.form_id)
    if near is not None:
        texts |= {item.id: item.text for item in near.items}
    said = content.get("said", {})
    names = dict.fromkeys(
        (*said, *content.get("unknown", ()), *content.get("wrong", ()), *content.get("files", ()))
    )
    return [
        {
            "code": name,
            "name": texts.get(name),
            "value": ANSWERS.get(said.get(name, "")),
            "raw": said.get(name, ""),
        }
        for name in names
    ]
