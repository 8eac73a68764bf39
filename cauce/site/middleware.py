"""What happens to every request: language, who is at the door, how errors look (see guard.py)."""

from __future__ import annotations

import errno
import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, Refused, SealedFile
from cauce.custody.journal.keys import KeysLost
from cauce.custody.journal.read_limits import TooMany
from cauce.custody.journal.scoped import closed_to
from cauce.custody.keystore import KeystoreDown
from cauce.protocol.documents.unpacking import sender
from cauce.staff.accounts import sessions
from cauce.staff.offices import access as offices
from cauce.staff.oversight.access_emergency import with_opening

from . import read_limit_page
from .context import demonstration
from .request_guards import nothing_here
from .routes import CARRIED, NOBODYS, OPEN_ROUTES

log = logging.getLogger("cauce")
# Never shown back: what is no word of the writer, or what nobody may read over a shoulder.
NOT_TYPED = frozenset(
    {
        "csrfmiddlewaretoken",
        "once",
        "seen",
        "next",
        "credential",
        "one_time_code",
        "invitation",
        "current",
        "new",
        "again",
        "passphrase",
    }
)
Handler = Callable[[HttpRequest], HttpResponse]


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the writer typed, to be shown back; never a password, a passphrase or a code."""
    try:
        given = request.POST.lists()
    except (SuspiciousOperation, BadRequest, MultiPartParserError):
        return []  # what cannot be read is no text of anybody
    return [
        (name, ", ".join(values))
        for name, values in given
        if name not in NOT_TYPED and "password" not in name and any(values)
    ]


class LanguageMiddleware:
    """What was chosen in this browser, else the user's choice, else Spanish. Only signing in, where nobody is
    known yet, asks the browser for its own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen is None and request.user.is_authenticated:
            chosen = request.user.language
        elif chosen is None and request.path.startswith(settings.LOGIN_URL):
            chosen = translation.get_language_from_request(request)
        with translation.override("en" if chosen == "en" else "es-mx"):
            response = self.get_response(request)
            # The public guide has its language in the address and says so itself.
            response.headers.setdefault("Content-Language", "en" if chosen == "en" else "es-MX")
        return response


class DoorMiddleware:
    """Default deny: without signing in, only the routes of one short list open."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = request.post = None
        if request.user.is_authenticated:
            at = timezone.now()
            actor, post = offices.at_desk(request.user, at)
            if sessions.stands(request, actor, at):
                request.actor, request.post = actor, post
            else:
                logout(request)
        sender.set(request.actor.user if request.actor else "")
        with closed_to(request.actor):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        name = request.resolver_match.view_name
        if request.actor is None and name not in OPEN_ROUTES:
            door = redirect_to_login(request.get_full_path())
            # A part of a page that asks by itself would show the door inside that page.
            return HttpResponseClientRedirect(door.url) if "HX-Request" in request.headers else door
        if name in NOBODYS:
            request.actor = request.post = None
            request.user = AnonymousUser()
        if name in CARRIED:
            # An emergency opening is known at its own pages alone: no other route can use it.
            request.actor = with_opening(request.actor, kwargs["opening_id"], timezone.now())
        return None


def is_full(error: BaseException | None) -> bool:
    """Whether the disk is full, in the words of SQLite, PostgreSQL or the system."""
    while error is not None:
        if getattr(error, "errno", None) == errno.ENOSPC:
            return True
        if any(words in str(error) for words in ("is full", "No space left on device")):
            return True
        error = error.__cause__
    return False


def not_saved(request: HttpRequest, full: bool, kind: str = "") -> HttpResponse:
    """The page that says that nothing was saved, with a mark for the log and what was typed."""
    mark, match = uuid.uuid4().hex[:8], request.resolver_match
    log.error("%s %s %s", mark, kind, match.view_name if match else "")
    # Without the request: its session may be in the store that failed.
    page = render_to_string(
        "site/not_saved.html",
        {"mark": mark, "full": full, "typed": typed(request), "sent": request.method == "POST"},
    )
    return HttpResponse(page, status=507 if full else 503)


def refused(request: HttpRequest, error: CauceError) -> HttpResponse:
    """What no form of the page could say: why, the cure, and what was typed, so that it is not lost."""
    sent, sealed = request.method == "POST", isinstance(error, SealedFile)
    page = render_to_string(
        "site/refused.html",
        {
            "error": error,
            "sealed": sealed,
            "sent": sent,
            "typed": typed(request),
            **demonstration(),
        },
    )
    return HttpResponse(page, status=409 if sealed else 422 if sent else 503)


class ErrorsMiddleware:
    """Absent and forbidden look the same; a full disk or a lost keystore says so and how to go on; what
    the rules refuse and no form showed is said with its cure."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, TooMany):
            return read_limit_page.stopped(request, error)
        if isinstance(error, Absent | Refused | Http404):
            read_limit_page.seen_nothing(request.actor)
            return nothing_here()
        if isinstance(error, KeystoreDown | KeysLost | OperationalError | DatabaseError | OSError):
            return self._not_saved(request, error)
        if isinstance(error, CauceError):
            return refused(request, error)
        return None

    @staticmethod
    def _not_saved(request: HttpRequest, error: Exception) -> HttpResponse:
        # Only the kind of error and a mark: the text of a database error can carry values.
        return not_saved(request, is_full(error), type(error).__name__)
