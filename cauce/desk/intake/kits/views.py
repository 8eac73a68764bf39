"""The kits of a post: where each is, and the number that somebody types from a sheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.intake.kits import access
from cauce.intake.kits.actions import give, lose, spoil, unspoil, use
from cauce.intake.kits.models import Kit, KitEntry, KitSheet
from cauce.intake.kits.printed import sheets_of
from cauce.intake.kits.words import PLACES, STATES
from cauce.rules.permissions import permits
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import GiveForm, NumberForm
from .words import SHAPES, role_name

NOTED = say("Anotado.", "Noted.")
LOST = say(
    "Registrado. Se abrió un incidente y se avisó a la persona titular del consulado.",
    "Recorded. An incident was opened and the head of post was notified.",
)
BUTTONS = {
    "give": Button(give, GiveForm, said=NOTED),
    "use": Button(use, said=NOTED),
    "spoil": Button(spoil, said=NOTED),
    "unspoil": Button(unspoil, said=NOTED),
    "lose": Button(lose, said=LOST),
}


def row_of(kit: Kit) -> dict[str, Any]:
    """One kit as a list shows it."""
    left = len(kit.sheets) - getattr(kit, "accounted", 0)
    since = kit.ended_at or kit.used_at or kit.given_at or kit.printed_at
    if kit.state == "entered":
        since = kit.entry.entered_at
    partly = kit.state == "entered" and left > 0
    return {
        "kit": kit,
        "number": kit.number,
        "state": STATES[kit.state],
        "shape": "soon" if partly else SHAPES[kit.state],
        "place": PLACES.get(kit.given_to),
        "left": left if partly else 0,
        "at": since,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Type a number to enter a kit; below, every kit of the post, those not accounted for first."""
    post = post_here(request, "kit.manage")
    enters = permits(request.actor, "kit.enter", post.scope).allowed
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = access.numbered(request.actor, post, form.cleaned_data["number"])
        except CauceError as error:
            add_refusal(form, error)
        else:
            return redirect("kits:enter" if access.entry_of(found) is None else "kits:kit", found.id)
    rows = [row_of(one) for one in access.listed(request.actor, post)]
    count = access.counted(request.actor, post)
    return render(
        request,
        "kits/home.html",
        {
            "nav": nav(request, "kits"),
            "post": post,
            "form": form,
            "rows": rows,
            "enters": enters,
            "waits": count["used"],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest, kit_id: UUID) -> HttpResponse:
    """One kit: how it stands, what may be said of it, and what of it is left to enter."""
    found = access.kit_for(request.actor, kit_id)
    page = pressed(request, BUTTONS, kit=found, at=timezone.now())
    if page.answer:
        return page.answer
    entry = access.entry_of(found)
    enters = permits(request.actor, "kit.enter", found.scope).allowed
    return render(
        request,
        "kits/kit.html",
        {
            "nav": nav(request, "kits"),
            "post": found.post,
            "kit": found,
            "row": row_of(found),
            "form": page.forms["give"],
            "entry": entry,
            "enters": enters,
            "once": form_token.reused(request),
            **entered(request, found, entry),
        },
    )


def entered(request: HttpRequest, kit: Kit, entry: KitEntry | None) -> dict[str, Any]:
    """Who entered a kit and what of it is left; the way to its case only for who may open it."""
    if entry is None:
        return {"sheets": [], "left": 0}
    done: dict[str, KitSheet] = access.done_of(kit)
    case = entry.case
    opens = case is not None and permits(request.actor, "case.work", case.scope).allowed
    sheets = [{"marked": one, "done": done.get(one.sheet.id)} for one in sheets_of(kit)]
    return {"sheets": sheets, "left": len(sheets) - len(done), "opens": opens, "role": role_name(entry.role)}
