"""The equipment: what goes and what comes back, line by line; nothing typed is lost when a line is
refused.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import as_id
from cauce.intake.outings import access
from cauce.intake.outings.actions import PhoneNoted, bring_back, note_phone, pack
from cauce.intake.outings.actions.packing import Back, Line
from cauce.intake.outings.rules import HARMLESS, ON_IT
from cauce.rules.field_form import title_of
from cauce.rules.permissions import permits
from cauce.ui import form_token
from cauce.ui.errors import words as said
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from . import showing
from .frame import frame

bad_input = BadInputs(__file__)

KEPT = say("Guardado.", "Kept.")
INCIDENT = say(
    (
        "Guardado. Falta algo que pudo contener lo que alguien dijo: se abrió un incidente y se "
        "avisó a la persona titular."
    ),
    (
        "Saved. Something that may hold what a person said is missing: an incident was opened and the "
        "head of post was notified."
    ),
)


def _number(text: str, where: str) -> int | None:
    """None: it was left empty. Raises ``BadInput`` for what is no count."""
    clean = text.strip()
    if not clean:
        return None
    if not (clean.isascii() and clean.isdigit()) or len(clean) > 6:
        raise bad_input("that_is_not_a_valid_number", where=where)
    return int(clean)


def _packed(request: HttpRequest, names: list[str]) -> dict[str, Line]:
    given = request.POST
    return {
        name: Line(
            _number(given.get(f"packed-{name}", ""), name),
            given.get(f"first-{name}", "")[:20],
            given.get(f"last-{name}", "")[:20],
        )
        for name in names
    }


def _back(request: HttpRequest, names: list[str]) -> dict[str, Back]:
    """The lines of which somebody said how many came back."""
    found = {}
    for name in names:
        many = _number(request.POST.get(f"back-{name}", ""), name)
        if many is not None:
            found[name] = Back(many, request.POST.get(f"on-{name}", ""))
    return found


def _phone(request: HttpRequest, **given: Any) -> Any:
    """The incident that was opened; None: none."""
    return note_phone(
        device_id=as_id(request.POST.get("device", "")),
        noted=PhoneNoted(
            opened=bool(request.POST.get("opened")),
            filled=_number(request.POST.get("filled", ""), "filled"),
            whereabouts=request.POST.get("whereabouts", ""),
            on_it=request.POST.get("on_it", ""),
        ),
        **given,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def things(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """The lines of the equipment and the telephones; before the day what goes, from then on what comes
    back.
    """
    outing, at = access.outing_for(request.actor, outing_id), timezone.now()
    names = [one["row"].item for one in showing.items_of(outing)]

    def packed(**given: Any) -> None:
        pack(lines=_packed(request, names), **given)

    def came_back(**given: Any) -> Any:
        return bring_back(lines=_back(request, names), **given)

    def said_of(opened: Any) -> Any:
        return INCIDENT if opened else KEPT

    page = pressed(
        request,
        {
            "pack": Button(packed, said=KEPT, stays=True),
            "back": Button(came_back, said=said_of, stays=True),
            "phone": Button(partial(_phone, request), said=said_of, stays=True),
        },
        outing=outing,
        at=at,
    )
    if page.answer:
        return page.answer
    if error := page.error:
        outing = access.outing_for(request.actor, outing_id)
    typed, what = request.POST if error else {}, request.POST.get("do", "") if error else ""
    rows = showing.items_of(outing)
    for one in rows:
        name = one["row"].item
        one["packed"] = _shown(typed, f"packed-{name}", one["row"].packed)
        one["first"] = _shown(typed, f"first-{name}", one["row"].first_number)
        one["last"] = _shown(typed, f"last-{name}", one["row"].last_number)
        one["back"] = _shown(typed, f"back-{name}", one["row"].back)
        one["on"] = _shown(typed, f"on-{name}", one["row"].on_it)
        one["error"] = said(error) if error and error.where == name else ""
        # Of every line that comes short at once, or what was answered of one is lost while another is asked.
        short = what == "back" and one["thing"].comes_back and _short(one["back"], one["row"].packed)
        one["ask"] = bool(one["missing"]) or short or bool(one["error"] and what == "back")
    known = access.known(outing, at)
    phones = [
        {
            "phone": one,
            "titles": [(title_of(code), version) for code, version in one.versions.items()],
            "last": (title_of(one.last[0]), one.last[1]) if one.last else None,
            "tried": what == "phone" and typed.get("device") == str(one.row.device_id),
        }
        for one in known.phones
    ]
    elsewhere = error and error.where not in names
    return render(
        request,
        "outings/things.html",
        frame(
            request,
            outing,
            "things",
            rows=rows,
            phones=phones,
            error=said(error) if elsewhere else "",
            refused=bool(error),
            begun=outing.starts_at <= at,
            back_open=outing.starts_at <= at or what == "back",
            typed=typed,
            on_it=ON_IT.items(),
            on_phone=[(code, text) for code, text in ON_IT.items() if code not in HARMLESS[1:]],
            incidents=access.incidents(outing),
            sees_incidents=permits(request.actor, "incident.read", outing.scope).allowed,
            once=form_token.reused(request),
        ),
    )


def _short(back: Any, packed: int | None) -> bool:
    """Whether fewer were typed than went out; a line without a number is not short yet."""
    text = str(back).strip()
    return text.isascii() and text.isdigit() and len(text) <= 6 and int(text) < (packed or 0)


def _shown(typed: Any, name: str, held: Any) -> Any:
    """What was typed where a line was refused, under either button; else what is held; '' for nothing."""
    if name in typed:
        return typed[name]
    return "" if held is None else held
