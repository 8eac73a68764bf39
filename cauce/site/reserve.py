"""Room kept for reading on a full disk: a file that is given up when nothing else fits.

Every read of a person's data is written down, or it is not served. On a full disk nobody could then
open the safety card of anybody. So a file of ``RESERVE_BYTES`` lies beside the data. When a read
does not fit it is emptied, and reads go on in its room; writes wait (507) until the loop
(``cauce tick``) finds room and fills it again. Without the file nothing of this happens.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from .middleware import not_saved

log = logging.getLogger("cauce")
# What is saved even then: who may come in, who leaves, and an opening in an emergency.
STILL_SAVED = ("/entrar/", "/salir/", "/cerrar/", "/comprobar/", "/urgencia/")
NEARLY = 0.8  # from here on the log says in every round how full the disk is
FULL = 507


def file() -> Path:
    return Path(settings.VAR) / "reserve"


def given_up() -> bool:
    """Whether the reserve was made and is in use now."""
    try:
        return file().stat().st_size == 0
    except OSError:
        return False


def give_up() -> bool:
    """Empty the reserve; False when there was none left."""
    try:
        if file().stat().st_size == 0:
            return False
        os.truncate(file(), 0)
    except OSError:
        return False
    log.error("reserve given up: the disk is full")
    return True


def keep() -> bool:
    """Make the reserve, or fill it again where there is twice the room; whether it is whole."""
    place, size = file(), settings.RESERVE_BYTES
    if not place.parent.exists():
        return False
    usage = shutil.disk_usage(place.parent)
    if usage.used > NEARLY * usage.total:
        log.error("disk %d %%", 100 * usage.used // usage.total)
    with contextlib.suppress(OSError):
        if place.stat().st_size == size:
            return True
    if usage.free < 2 * size:
        return False
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as made:
            os.posix_fallocate(made.fileno(), 0, size)
    except OSError:
        return False
    return True


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
