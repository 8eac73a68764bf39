"""A list of codes: looked at dry, with every line that opens nothing and why; then opened, once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cauce.content.errors import BadInput, CauceError
from cauce.content.model import both
from cauce.custody.journal.door import Absent, AlreadyDone
from cauce.intake.crews import access, actions
from cauce.intake.crews.actions.opening import open_crew
from cauce.intake.crews.rules import Line, Looked, look
from cauce.ui import form_token
from cauce.ui.errors import add_refusal
from cauce.ui.words import say

from .forms import FolioForm, ListForm
from .views import base
from .words import Tongues, tongue_names

SEXES = {"woman": say("mujer", "woman"), "man": say("hombre", "man"), "other": say("otro", "other")}
NOT_A_CODE = both("Escriba un solo código.", "Write a single code.")
ADDED = say("Su caso quedó en este caso colectivo.", "The case is now part of this group case.")


def _said(line: Line, names: dict[str, str]) -> list[Any]:
    """What was understood of a line, in words."""
    found = [names.get(line.language, ""), SEXES.get(line.sex, "")]
    if line.age is not None:
        found.append(say(f"{line.age} años", f"{line.age} years"))
    if line.child:
        found.append(say("se atiende como niña o niño", "treated as a child"))
    if line.children is not None:
        found.append(
            say("con niñas o niños", "with children") if line.children else say("sin compañía", "alone")
        )
    if line.doctor:
        found.append(say("necesita médico", "needs a doctor"))
    return [one for one in found if one]


def _looked(form: ListForm, incident: Any) -> Looked | None:
    """The list as it is understood; None: it is too long, and the form says so."""
    given = form.cleaned_data
    try:
        return look(given["text"], access.codes_of(incident), Tongues(), given["sure"])
    except CauceError as error:
        add_refusal(form, error)
        return None


def _open(request: HttpRequest, form: ListForm, incident: Any, found: Looked) -> int | None:
    """How many cases were opened; None: none, and the form says why."""
    try:
        return len(
            open_crew(
                actor=request.actor,
                incident=incident,
                lines=found.lines,
                at=timezone.now(),
                channel=form.cleaned_data["channel"],
                started_at=form.cleaned_data["started_at"],
                once=form_token.sent(request),
            )
        )
    except AlreadyDone:
        return 0
    except CauceError as error:
        add_refusal(form, error, {"happened_at": "started_at"}.get(error.where))
        return None


@sensitive_post_parameters("text", "folio", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def open_list(request: HttpRequest, crew_id: UUID) -> HttpResponse:
    """The first sending looks, the second opens; a line that is not right stays to be corrected."""
    incident = access.incident_for(request.actor, crew_id)
    zone, doing = incident.post.time_zone, request.POST.get("do", "")
    folio = FolioForm(request.POST if doing == "join" else None)
    if doing == "join" and _join(request, folio, incident):
        return redirect("crews:board", crew_id=incident.id)
    form = ListForm(zone, request.POST if doing in ("look", "open") else None)
    found, once = None, form_token.reused(request)
    if form.is_bound and form.is_valid() and (found := _looked(form, incident)):
        waits = any(not one.had for one in found.refused) and not form.cleaned_data["leave"]
        opened = _open(request, form, incident, found) if doing == "open" and not waits else None
        if opened is not None:
            messages.success(request, _opened(opened))
            # Sent twice, what the first sending opened is no longer to be corrected.
            left = tuple(one for one in found.refused if opened or not one.had)
            if not left:
                return redirect("crews:board", crew_id=incident.id)
            text = "\n".join(one.text for one in left)
            form = ListForm(zone, initial=form.cleaned_data | {"text": text, "sure": False, "leave": False})
            found, once = Looked((), left), form_token.new()
    names = tongue_names() if found else {}
    return render(
        request,
        "crews/open.html",
        base(request, incident.post)
        | {
            "incident": incident,
            "form": form,
            "folio": folio,
            "found": found,
            "once": once,
            "lines": [(line, _said(line, names)) for line in found.lines] if found else [],
            "asks": bool(found) and any(one.asks for one in found.refused),
        },
    )


def _opened(count: int) -> Any:
    if count == 1:
        return say("Se abrió un caso.", "One case was opened.")
    if count:
        return say(f"Se abrieron {count} casos.", f"{count} cases were opened.")
    return say("Ya estaban abiertos.", "They were already open.")


def _code(form: FolioForm, incident: Any) -> str:
    """The code that was typed, or '' for none. Raises ``BadInput`` for what is no code."""
    typed = form.cleaned_data["code"].strip()
    if not typed:
        return ""
    found = look(typed, access.codes_of(incident), Tongues())
    if len(found.lines) == 1:
        return found.lines[0].code
    why = found.refused[0].reason if found.refused else NOT_A_CODE
    raise BadInput(why.es, why.en, where="code")


def _join(request: HttpRequest, form: FolioForm, incident: Any) -> bool:
    """A case that was opened another way is of the incident; False: the form says why not."""
    if not form.is_valid():
        return False
    try:
        case = access.case_of_folio(request.actor, incident, form.cleaned_data["folio"])
        actions.add_case(
            actor=request.actor,
            incident=incident,
            case=case,
            at=timezone.now(),
            code=_code(form, incident),
            once=form_token.sent(request),
        )
        messages.success(request, ADDED)
    except AlreadyDone:
        pass
    except Absent:
        form.add_error(
            "folio",
            say(
                "No hay un caso con ese folio en este consulado.",
                "There is no case with that folio at this post.",
            ),
        )
        return False
    except CauceError as error:
        add_refusal(form, error)
        return False
    return True
