"""What these pages share: the post, the tabs between them, and the words of their codes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from cauce.content.model import Text
from cauce.custody.journal.door import Absent, check_may
from cauce.rules.permissions import permits
from cauce.ui.nav import nav

PAGES = (
    ("rights:requests", "rights.work", Text(es="Peticiones", en="Requests")),
    ("rights:endings", "retention.see", Text(es="Plazos de guarda", en="Keeping periods")),
    ("rights:authorisations", "retention.see", Text(es="Oficios de baja", en="Authorisations")),
    ("rights:breaches", "breach.work", Text(es="Registros", en="Records")),
)
KINDS = {
    "access": Text(es="Conocer sus datos", en="Access the data"),
    "correction": Text(es="Corregirlos", en="Correct them"),
    "cancellation": Text(es="Que se borren", en="Have them erased"),
    "opposition": Text(es="Que no se usen para algo", en="Oppose a use"),
}
ANSWERS = {
    "granted": Text(es="Se concede", en="Granted"),
    "granted_in_part": Text(es="Se concede en parte", en="Granted in part"),
    "declined": Text(es="No procede", en="Declined"),
}
PARTS = {
    "words": Text(es="Lo narrado", en="What was told"),
    "identity": Text(es="Quién es", en="Who it is"),
    "record": Text(es="El expediente entero", en="The whole record"),
}
STATES = {
    "proposed": Text(es="Por confirmar", en="To be confirmed"),
    "confirmed": Text(es="Espera a la segunda persona", en="Awaiting the second person"),
    "blocked": Text(es="Bloqueado: falta la baja archivística", en="Blocked: no archival authorisation"),
    "erased": Text(es="Borrado", en="Erased"),
    "kept": Text(es="Se queda", en="Stays"),
}
NATURES = {
    "lost_device": Text(es="Equipo perdido o robado", en="Lost or stolen device"),
    "wrong_recipient": Text(es="Llegó a quien no debía", en="It reached the wrong person"),
    "intrusion": Text(es="Alguien entró sin permiso", en="Somebody got in"),
    "insider": Text(
        es="Alguien de la institución consultó o extrajo más de lo debido",
        en="Somebody inside viewed or took more than allowed",
    ),
    "leak": Text(es="Se publicó", en="It was published"),
    "loss": Text(es="Se perdió o se dañó", en="It was lost or damaged"),
}
CLASSES = {
    "identity": Text(es="Quién es", en="Who it is"),
    "contact": Text(es="Cómo localizarla", en="How to find the person"),
    "narrative": Text(es="Lo que contó", en="What the person told"),
    "health": Text(es="Salud", en="Health"),
    "legal": Text(es="Trámites y situación migratoria", en="Legal and migration matters"),
    "others": Text(es="Otras personas", en="Other people"),
    "staff": Text(es="Personal del consulado", en="Staff"),
}
WAYS = {
    "in_person": Text(es="En persona, a solas", en="In person, alone"),
    "safe_channel": Text(
        es="Por el medio seguro, en su horario", en="Through the safe channel, at safe times"
    ),
    "through_partner": Text(
        es="Por medio de quien la acompaña, si lo aceptó",
        en="Through the support person, if agreed",
    ),
    "not_yet_safe": Text(es="Todavía no es seguro", en="Not safe yet"),
}


def frame(request: HttpRequest, current: str, **more: Any) -> dict[str, Any]:
    """The context of a page: navigation and the tabs that the actor may open."""
    tabs = [
        {"label": label, "href": reverse(name), "current": name == current}
        for name, permission, label in PAGES
        if permits(request.actor, permission).allowed
    ]
    return {
        "nav": nav(request, "rights"),
        "post": request.post,
        "tabs": tabs if len(tabs) > 1 else [],
        **more,
    }


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first of these pages that the actor may open."""
    for name, permission, _ in PAGES:
        if permits(request.actor, permission).allowed:
            return redirect(name)
    check_may(request.actor, "rights.see")
    raise Absent()
