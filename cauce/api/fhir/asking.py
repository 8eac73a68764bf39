"""Who asks: a partner's system with its own key, and nobody else. A session of the desk counts nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from cauce.api.answers import answer
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.read_limits import TooMany
from cauce.sharing.machines.access import actor_of, machine_by_key
from cauce.standards.fhir.outcome import Refusal, outcome

from . import shape

KIND = "application/fhir+json; charset=utf-8"
WAIT = 3600
View = Callable[..., HttpResponse]


def say(document: dict[str, Any], status: int = 200) -> HttpResponse:
    """A resource, with its version where it has one."""
    made = answer(document, status, KIND)
    version = document.get("meta", {}).get("versionId")
    if version:
        # ``ETag`` is for whoever answers: nothing here may be kept, and nothing asks whether it changed.
        made.headers["ETag"] = f'W/"{version}"'
    return made


def wrong(refusal: Refusal) -> HttpResponse:
    return say(outcome(refusal.kind, refusal.es, refusal.en, refusal.where), refusal.status)


def _closed() -> HttpResponse:
    closed = wrong(Refusal(401, "login", "Falta una llave válida.", "A valid key is missing."))
    closed.headers["WWW-Authenticate"] = "Bearer"
    return closed


def _too_many() -> HttpResponse:
    slower = wrong(
        Refusal(
            429,
            "throttled",
            "Son más solicitudes de las que se esperan; pruebe en una hora.",
            "These are more requests than expected; try in an hour.",
        )
    )
    slower.headers["Retry-After"] = str(WAIT)
    return slower


def _nothing() -> Refusal:
    return Refusal(404, "not-found", "No hay nada con esa dirección.", "There is nothing at that address.")


def door(*methods: str) -> Callable[[View], View]:
    """A page of this door: what goes wrong is told by an OperationOutcome, also of another method."""

    def decorate(view: View) -> View:
        @csrf_exempt  # no session and no cookie count here: there is nothing another page could abuse
        @wraps(view)
        def wrapper(request: HttpRequest, **named: Any) -> HttpResponse:
            if request.method not in methods:
                refused = wrong(Refusal(405, "not-supported", "No se puede.", "Not possible."))
                refused.headers["Allow"] = ", ".join(methods)
                return refused
            try:
                shape.check(request)
                return view(request, **named)
            except Refusal as refusal:
                return wrong(refusal)
            except TooMany:
                return _too_many()
            except (Absent, Refused):
                return wrong(_nothing())

        return wrapper

    return decorate


def machine_door(*methods: str) -> Callable[[View], View]:
    """A page for systems with a key: ``view(request, machine, actor, …)``."""

    def decorate(view: View) -> View:
        @door(*methods)
        @wraps(view)
        def wrapper(request: HttpRequest, **named: Any) -> HttpResponse:
            kind, _, key = request.headers.get("Authorization", "").partition(" ")
            try:
                if kind.lower() != "bearer":
                    raise Absent()
                machine = machine_by_key(key.strip(), timezone.now())
            except Absent:
                return _closed()
            return view(request, machine, actor_of(machine), **named)

        return wrapper

    return decorate
