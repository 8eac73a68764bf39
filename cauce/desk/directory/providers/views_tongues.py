"""The register of languages, and whoever interprets them: found by community and variant."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from cauce.custody.journal.door import Absent, check_may
from cauce.directory import register
from cauce.directory.access import interpreters
from cauce.directory.actions import NameAndPhone, add_interpreter, change_interpreter
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import permits
from cauce.staff.offices.access import day_at
from cauce.ui import form_token
from cauce.ui.fields import line
from cauce.ui.listed import Filters
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import language_of, say

from .forms_interpreter import WAYS, CallForm, InterpreterForm, initial_of, place_said

KEPT = say("Quedó anotado.", "Saved.")


def _english() -> bool:
    return language_of(get_language()) == "en"


def _page(request: HttpRequest, name: str, **more: object) -> HttpResponse:
    base = {"nav": nav(request, "directory:find"), "once": form_token.new()}
    return render(request, f"providers/{name}.html", base | more)


CALLED = say("Nombre, familia o código", "Name, family or code")
CALLED_HINT = say(
    "Por ejemplo: mixteco, rarámuri, mig. Cada código lleva el nombre de Glottolog, en inglés; las variantes "
    "en español son las del INALI.",
    "For instance: mixteco, rarámuri, mig. Each code has the name of Glottolog; the variants in Spanish are "
    "INALI’s.",
)


@require_GET
def tongues_page(request: HttpRequest) -> HttpResponse:
    """Find a language by what somebody calls it; the variant and the community come with it."""
    check_may(request.actor, "interpreter.find")
    filters = Filters(request, {"q": line(CALLED, hint=CALLED_HINT, most=80)})
    text = filters.chosen["q"]
    edition = current_edition()
    found = register.find_tongues(edition, text, _english()) if text else []
    names = {one.code: one.name for one in register.tongues(edition, _english())}
    rows = [
        {
            "one": one,
            "group": next((names[c] for c in register.near(edition, one.code)), "") if not one.covers else "",
            "variants": register.variants(edition).get(one.code, ()),
        }
        for one in found
    ]
    return _page(request, "tongues", filters=filters, text=text, rows=rows, most=register.MOST)


def _spoken(person, known: dict[str, str]) -> str:
    return "; ".join(
        known.get(one.language, one.language) + (f" · {place_said(one.community)}" if one.community else "")
        for one in person.tongues
    )


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Interpreters of the network by code, with what each speaks and of where."""
    known = {one.code: one.name for one in register.tongues(current_edition(), _english())}
    ways = dict(WAYS)
    rows = [
        {
            "row": row,
            "spoken": _spoken(person, known),
            "ways": ", ".join(str(ways[one]) for one in sorted(person.ways)),
            "mine": permits(request.actor, "interpreter.keep", row).allowed,
        }
        for row, person in interpreters.interpreters_of(request.actor)
    ]
    return _page(
        request,
        "interpreters",
        rows=rows,
        may_add=request.post and permits(request.actor, "interpreter.keep").allowed,
    )


def _given(form: InterpreterForm) -> dict[str, Any]:
    return {"contact": NameAndPhone(form.cleaned_data["name"], form.cleaned_data["phone"])}


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Keep somebody new, for the post of whoever writes."""
    check_may(request.actor, "interpreter.keep")
    if request.post is None:
        raise Absent()
    today = day_at(request.post, timezone.now())

    def given(form: InterpreterForm) -> dict[str, Any]:
        return _given(form) | {
            "person": form.person(),
            "vetted_on": today if form.cleaned_data["vetted"] else None,
        }

    button = Button(add_interpreter, InterpreterForm, given=given, said=KEPT)
    page = pressed(request, button, then=redirect("directory:interpreters"), post=request.post)
    if page.answer:
        return page.answer
    return _page(request, "interpreter", form=page.form, tongues=register.tongues(current_edition()))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, interpreter_id: UUID) -> HttpResponse:
    """Change what is known; opening the page opens name and telephone, and is journalled."""
    row, person = interpreters.interpreter_for(request.actor, interpreter_id, "interpreter.keep")
    contact = interpreters.contact_for(request.actor, row.id, reason="change")
    names = {"name": contact.name, "phone": contact.phone}
    first, checked = initial_of(person, names, row.vetted_on is not None), row.vetted_on
    checked = checked or day_at(row.post, timezone.now())

    def given(form: InterpreterForm) -> dict[str, Any]:
        vetted = checked if form.cleaned_data["vetted"] else None
        return _given(form) | {"person": form.person(row.code), "vetted_on": vetted}

    page = pressed(
        request,
        Button(change_interpreter, lambda sent: InterpreterForm(sent, first), given=given, said=KEPT),
        then=redirect("directory:interpreters"),
        interpreter=row,
        version=whole(request.POST.get("version"), -1),
        active="retire" not in request.POST,
    )
    if page.answer:
        return page.answer
    return _page(request, "interpreter", form=page.form, row=row, tongues=register.tongues(current_edition()))


@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, interpreter_id: UUID) -> HttpResponse:
    """Name and telephone, for a reason that is written down."""
    row, _ = interpreters.interpreter_for(request.actor, interpreter_id)
    form, opened = CallForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        opened = interpreters.contact_for(request.actor, row.id, reason=reason)
    return _page(request, "interpreter_call", row=row, opened=opened, form=form)
