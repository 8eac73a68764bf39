"""On a full disk a read gets the room that was kept for it; what would be saved waits."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from cauce.operations.disk_reserve import give_up, given_up

from .middleware import not_saved

# What is saved even then: who may come in, who leaves, and an opening in an emergency.
STILL_SAVED = ("/entrar/", "/salir/", "/cerrar/", "/comprobar/", "/urgencias/")


FULL = 507


class RoomMiddleware:
    """A read that does not fit gets the room that was kept for it; what would be saved waits.

    It stands outside the session, whose own save may be what does not fit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reading = request.method in ("GET", "HEAD")
        if not reading and given_up() and not request.path.startswith(STILL_SAVED):
            english = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en"
            with translation.override("en" if english else "es-mx"):
                return not_saved(request, full=True)
        response = self.get_response(request)
        if reading and response.status_code == FULL and give_up():
            return self.get_response(request)
        return response
