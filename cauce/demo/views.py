"""The tour in ten scenes (no typing) and the outbox. Mounted on the demonstration network only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cauce.staff.accounts import browsers, sessions
from cauce.staff.accounts.proofs import Proof
from cauce.staff.notices import access as notices
from cauce.staff.notices.sending import words
from cauce.staff.offices import access as offices

from . import scenes


@require_GET
def tour(request: HttpRequest) -> HttpResponse:
    """The scenes in order; each button signs in as whoever acts in it."""
    request.session.pop("scene", None)
    return render(request, "site/tour.html", {"scenes": scenes.SCENES})


@require_POST
def scene(request: HttpRequest, scene: str) -> HttpResponse:
    """Prepare one scene, sign in as its person, and go where it happens."""
    found = scenes.BY_ID.get(scene)
    if found is None:
        raise Http404
    prepared = found.prepare()
    token = sessions.begin(request, prepared.user, Proof("demo"), timezone.now())
    request.session["scene"] = found.id
    response = redirect(prepared.address)
    browsers.give(response, token)
    return response


@require_POST
def reset(request: HttpRequest) -> HttpResponse:
    """Close what the tour left open, so that it can be shown again from the start."""
    scenes.reset()
    sessions.end(request, timezone.now())
    return redirect("demo:tour")


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Messages that a real network would have sent; neutral, as they would arrive."""
    messages = notices.latest(request.actor)
    mails = notices.mails(request.actor)
    names = offices.names_of({one.recipient for one in (*messages, *mails)})
    rows = [(one.made_at, names.get(one.recipient, ""), one.body) for one in messages]
    sent = [(one.made_at, names.get(one.recipient, ""), words(one)) for one in mails]
    return render(request, "site/outbox.html", {"rows": rows, "mails": sent})
