"""The first page, signing out, choosing the language, leaving the page, and the two pages of errors."""

from __future__ import annotations

import sys
from functools import cache

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.defaults import bad_request

from cauce.operations.watching import health
from cauce.protocol.documents.photographs import too_large
from cauce.sharing.binational.access import answers_from_mexico
from cauce.staff.accounts import sessions
from cauce.staff.offices.actions import choose_language
from cauce.ui.menu import sections

from .context import whose
from .middleware import is_full, not_saved, refused, typed
from .request_guards import nothing_here
from .uploads import takes_photographs

# Whoever has several roles begins where the first of them does: the most specific stands first.
FIRST_OF = (
    "protection_consul",
    "protection_officer",
    "window_officer",
    "head_of_post",
    "headquarters",
    "analyst",
    "partner_staff",
    "auditor",
    "internal_control",
    "administrator",
    "iom",
    "sre_mexico",
)


@cache
def first_pages() -> dict[str, str]:
    """Where each role begins, as the entries of the menu say."""
    return {role: section.route for section in sections() for role in section.first_for}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page of whoever signed in."""
    if answers_from_mexico(request.actor):
        return redirect("mexico:list")
    for role in FIRST_OF:
        if request.actor.has_role(role):
            return redirect(first_pages()[role])
    return render(request, "site/no_door.html")


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Sign out; the browser is asked to forget what it holds. ``next_person``: somebody waits."""
    sessions.end(request, timezone.now())
    response = HttpResponseRedirect(
        reverse("enter") + ("?siguiente=1" if "next_person" in request.POST else "")
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_GET
def stay(request: HttpRequest) -> HttpResponse:
    """For a page on which somebody is writing: the session goes on, whose it is, a key for its forms.

    Headers ``X-Who`` (as the page has it, see ``context.whose``) and ``X-Form-Key``; no body.
    """
    headers = {"X-Who": whose(request), "X-Form-Key": get_token(request)}
    return HttpResponse(status=204, headers=headers)


@require_http_methods(["GET", "HEAD"])
def leave(request: HttpRequest) -> HttpResponse:
    """Where «leave this page» leads: an ordinary page of opening hours. The session is ended.

    A link on another site ends nothing: the browser says whence it was led (Fetch Metadata).
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return render(request, "site/leave.html")
    if request.user.is_authenticated:
        sessions.end(request, timezone.now())
    response = render(request, "site/leave.html")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose Spanish or English and go back to the page one was on."""
    chosen = "en" if request.POST.get("language") == "en" else "es"
    if request.actor is not None:
        choose_language(actor=request.actor, user=request.user, language=chosen)
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=31536000,
        httponly=True,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE or request.is_secure(),
    )
    return response


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """For whatever watches the server: that it answers, and nothing else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Whether people can work; why not is told on the server itself alone (``cauce.site.watched``)."""
    if health.is_ready(health.now()):
        return HttpResponse("ok", content_type="text/plain; charset=utf-8")
    return HttpResponse("not ready", status=503, content_type="text/plain; charset=utf-8")


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read; of a photograph that weighs too much, that it does, and the cure."""
    if not (isinstance(exception, RequestDataTooBig) and takes_photographs(request)):
        return bad_request(request, exception)
    response = refused(request, too_large())
    response.status_code = 413
    return response


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address. Without the request, so that the bytes are the same for everybody."""
    return nothing_here()


def broken(request: HttpRequest) -> HttpResponse:
    """A mistake of ours. Without the request: what failed may be the session or the database."""
    error = sys.exc_info()[1]
    if isinstance(error, DatabaseError | OSError):
        # Outside the views: the session itself could not be read or kept.
        return not_saved(request, is_full(error), type(error).__name__)
    return HttpResponse(render_to_string("site/broken.html"), status=500)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was open too long, or whose session ended: what was typed is shown back."""
    page = render_to_string("site/stale.html", {"typed": typed(request)})
    return HttpResponse(page, status=403)
