"""The session of a browser: begun by a proof, bound to its row, looked at on every request."""

from __future__ import annotations

import datetime as dt
import logging
import os
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Refused
from cauce.rules.permissions import SYSTEM, Actor
from cauce.rules.signin import is_over
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from . import access, browsers
from .actions import close_session, lapse_session, open_session, prove
from .models import SignIn
from .proofs import Proof, Wrong
from .recent_proof import proved
from .secrets import digest

log = logging.getLogger("cauce")
ROW = "sign_in"
SEEN_EVERY = 60  # seconds between two notes that somebody is at the keyboard


def fingerprint(actor: Actor) -> str:
    """What a session is bound to: the roles it began with. Another role is another session."""
    grants = sorted(f"{one.role}|{one.post or ''}|{one.partner or ''}" for one in actor.grants)
    return digest("roles", actor.user, *grants)


def begin(request: HttpRequest, user: User, proof: Proof, at: dt.datetime) -> str:
    """Sign somebody in with a proof; returns the browser's cookie, to be given. Raises ``Wrong``."""
    end(request, at)
    actor = offices.actor_for(user, at)
    token = browsers.token_of(request) or browsers.new_token()
    try:
        row = open_session(
            actor=actor,
            user=user,
            proof=proof,
            device=digest("device", token),
            label=browsers.label_of(request),
            roles=fingerprint(actor),
            at=at,
        )
    except Refused as refused:
        raise Wrong() from refused
    login(request, user)  # another id, and nothing of what was in the session before
    request.session[ROW] = str(row.id)
    proved(request)
    return token


def end(request: HttpRequest, at: dt.datetime) -> None:
    """Sign out: the row ends, and the session with everything in it is gone, also where that it ended
    cannot be written down: whoever leaves a shared machine is not kept in by a disk."""
    row = request.session.get(ROW)
    if row is not None and getattr(request, "actor", None) is not None:
        _written_down(close_session, actor=request.actor, session_id=row, at=at)
    logout(request)


def _written_down(act: Callable[..., None], **given: Any) -> None:
    """Write down that a session ended, if it can be; it is over all the same."""
    try:
        act(**given)
    except (CauceError, DatabaseError, OSError) as problem:
        # Its row stays open and opens nothing: the browser's session is gone, and rest ends the row.
        log.error("session not written down: %s", type(problem).__name__)


def here(request: HttpRequest) -> SignIn | None:
    """The row of this session; None: it has none, which only tests may have."""
    row = request.session.get(ROW)
    return SignIn.objects.filter(id=row).first() if row else None


def prove_again(request: HttpRequest, proof: Proof, at: dt.datetime) -> None:
    """Remember a fresh proof under another id of the session. Raises ``Wrong``."""
    prove(actor=request.actor, user=request.user, proof=proof, at=at)
    request.session.cycle_key()
    proved(request)


def keep_after_password(request: HttpRequest) -> None:
    """The session in which the password was changed goes on, under another id."""
    request.user.refresh_from_db(fields=["password"])
    update_session_auth_hash(request, request.user)


def _bare_may_stand() -> bool:
    """Whether a session without a row counts: only where nothing is real (settings of the tests)."""
    if not settings.BARE_SESSIONS:
        return False
    if os.environ.get("DJANGO_SETTINGS_MODULE") != "cauce.site.settings.test":
        raise ImproperlyConfigured("BARE_SESSIONS is for the tests alone")
    return True


def stands(request: HttpRequest, actor: Actor, at: dt.datetime) -> bool:
    """Whether the session of a request still holds; if not, that it ended is written down."""
    row = here(request)
    if row is None:
        return _bare_may_stand() and not _rested(request, actor, at)
    why = _over(request, row, actor, at)
    if why:
        if row.ended_at is None:
            _written_down(lapse_session, actor=SYSTEM, session=row, end=why, at=at)
        return False
    _note(request, row, at)
    return True


def _over(request: HttpRequest, row: SignIn, actor: Actor, at: dt.datetime) -> str:
    """Why a session is over; '' when it is not."""
    if row.ended_at is not None:
        return row.end or "closed"
    # A cookie copied alone, or put beside another person's, opens nothing.
    if str(row.user_id) != actor.user or row.device != browsers.device_of(request):
        return "revoked"
    # Of whoever is suspended there is no user at all (``is_active``).
    if not actor.grants or row.roles != fingerprint(actor):
        return "changed"
    roles = access.roles_of(actor)
    return "idle" if is_over(begun_at=row.begun_at, seen_at=row.seen_at, roles=roles, at=at) else ""


def asks_itself(request: HttpRequest) -> bool:
    """Whether a page asks by itself whether there is news: nobody is at the keyboard."""
    return "X-Asks-Itself" in request.headers


def _note(request: HttpRequest, row: SignIn, at: dt.datetime) -> None:
    if not asks_itself(request) and (at - row.seen_at).total_seconds() > SEEN_EVERY:
        SignIn.objects.filter(id=row.id, ended_at__isnull=True).update(seen_at=at)


def _rested(request: HttpRequest, actor: Actor, at: dt.datetime) -> bool:
    """The same for a session without a row: how long it rested."""
    now = int(at.timestamp())
    seen = request.session.get("seen", 0) or now
    last = dt.datetime.fromtimestamp(seen, dt.UTC)
    if is_over(begun_at=last, seen_at=last, roles=access.roles_of(actor), at=at):
        return True
    if not asks_itself(request) and now - request.session.get("seen", 0) > SEEN_EVERY:
        request.session["seen"] = now
    return False


def waiting(request: HttpRequest, name: str, seconds: int) -> Any:
    """What a session without anybody in it remembers for a while; None: nothing, or no longer."""
    kept = request.session.get(name)
    if not kept or not 0 <= time.time() - kept["at"] <= seconds:
        request.session.pop(name, None)
        return None
    return kept


def wait(request: HttpRequest, name: str, **values: Any) -> None:
    """Remember something for a while in a session without anybody in it."""
    request.session[name] = {**values, "at": int(timezone.now().timestamp())}
