"""One's own account: the ways in, and the sessions that are open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cauce.rules.signin import is_waiting
from cauce.staff.accounts import access, sessions
from cauce.staff.accounts.actions import revoke_others, revoke_session
from cauce.staff.accounts.models import SignIn
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.offices import access as offices
from cauce.ui.words import say

WAYS = {
    "key": say("con llave", "with a key"),
    "app": say("con contraseña y aplicación", "with password and app"),
    "codes": say("con contraseña y hoja de códigos", "with password and printed code"),
    "ministry": say("por el ministerio", "through the ministry"),
    "demo": say("con el código de demostración", "with the demonstration code"),
}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What one signs in with, and where one is signed in."""
    at, user = timezone.now(), request.user
    here = sessions.here(request)
    has = access.factors_of(user)
    roles = access.roles_of(request.actor)
    open_ways = access.ways_open_to(user)
    account = access.account_of(user)
    waits = bool(has.app) and not has.keys and is_waiting(roles) and "app" in open_ways
    due = account.key_due_on if waits and account else None
    rows = [
        {"row": row, "way": WAYS[row.way], "here": here is not None and row.id == here.id}
        for row in access.sign_ins_of(request.actor)
    ]
    context = {
        "has": has,
        "ways": open_ways,
        "key_due_on": due,
        "sessions": rows,
        "key_days": (due - offices.day_at(request.post, at)).days if due else None,
        "others": len(rows) - any(row["here"] for row in rows),
        "outsides": access.outsides_of(request.actor),
        "may_help": access.may_help(request.actor),
    }
    return render(request, "own/home.html", context)


@require_POST
def session_end(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Close one of one's own sessions, wherever it is."""
    return _session_end(request, access.sign_in_for(request.actor, session_id))


@fresh
def _session_end(request: HttpRequest, found: SignIn) -> HttpResponse:
    revoke_session(actor=request.actor, session=found, at=timezone.now())
    messages.success(request, say("Esa sesión quedó cerrada.", "That session is closed."))
    return redirect("account:home")


@require_POST
@fresh
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Close all of one's own sessions but this one."""
    revoke_others(actor=request.actor, user=request.user, besides=sessions.here(request), at=timezone.now())
    messages.success(request, say("Las demás sesiones quedaron cerradas.", "The other sessions are closed."))
    return redirect("account:home")
