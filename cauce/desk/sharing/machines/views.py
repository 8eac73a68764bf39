"""Systems of partners: a key is proposed by one and approved by another, shown once, ended by one."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import Absent, check_may
from cauce.rules.permissions import permits
from cauce.sharing.machines import access
from cauce.sharing.machines.actions import give_key, revoke_hook, revoke_key, set_hook
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.offices.models import Partner
from cauce.staff.oversight.actions import Matter, propose
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import HookForm, ProposeForm

PROPOSED = say(
    "Quedó propuesto. Otra persona lo decide en Propuestas; después se hace la llave aquí.",
    "It is proposed. Another person decides it under Proposals; then the key is made here.",
)
ENDED = say("La llave ya no sirve.", "The key no longer works.")
QUIET = say("Ya no se envían avisos.", "Notifications are off.")


@require_http_methods(["GET", "HEAD"])
def systems(request: HttpRequest) -> HttpResponse:
    """The partners that have a system, its keys and notices; and, folded, those that have none."""
    rows = access.partners(request.actor, timezone.now())
    connected = [one for one in rows if one.keys or one.hook]
    return render(
        request,
        "machines/list.html",
        {
            "nav": nav(request, "machines"),
            "rows": connected,
            "others": [one.partner for one in rows if one not in connected],
        },
    )


def _context(request: HttpRequest, partner: Partner, **more: Any) -> dict[str, Any]:
    return {
        "nav": nav(request, "machines"),
        "partner": partner,
        "once": form_token.reused(request),
        "may": permits(request.actor, "machine.keep").allowed,
        **more,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def system(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """The keys of one partner's systems, what waits for approval, and where it is told."""
    return _system(request, access.partner_for(request.actor, partner_id))


@fresh
def _system(request: HttpRequest, partner: Partner) -> HttpResponse:
    if request.method == "POST":
        return _press(request, partner)
    at = timezone.now()
    hook = access.hook_of(partner)
    keys = [{"row": one, "opens": access.is_in_use(one, at)} for one in access.machines_of(partner)]
    return render(
        request,
        "machines/one.html",
        _context(
            request,
            partner,
            keys=keys,
            hook=hook,
            proposals=access.proposals_of(partner, at),
            standing=access.standing(hook) if hook else {},
            me=request.actor.user,
        ),
    )


def _press(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Make an approved key, end one, or end the address."""
    check_may(request.actor, "machine.keep", about=("partner", partner.id))
    which, hook = request.POST.get("which", ""), access.hook_of(partner)

    def end(**given: Any) -> None:
        found = [one for one in access.machines_of(partner) if str(one.id) == which]
        if not found:
            raise Absent()
        revoke_key(machine=found[0], **given)

    buttons = {
        "make": Button(partial(_make, request, partner, which)),
        "end": Button(end, said=ENDED),
    }
    if hook is not None:
        buttons["quiet"] = Button(partial(revoke_hook, hook=hook), said=QUIET)
    return pressed(request, buttons, at=timezone.now()).answer


def _make(
    request: HttpRequest, partner: Partner, which: str, *, at: dt.datetime, **given: Any
) -> HttpResponse:
    found = [p for p in access.proposals_of(partner, at) if str(p.id) == which]
    if not found:
        raise Absent()
    asked = found[0].payload
    made = give_key(partner=partner, name=asked["name"], namespace=asked["namespace"], at=at, **given)
    return _shown(request, partner, made.key, hook=False)


def _shown(request: HttpRequest, partner: Partner, secret: str, *, hook: bool) -> HttpResponse:
    """The secret, once: it is kept nowhere where it could be read again."""
    return render(request, "machines/shown.html", _context(request, partner, secret=secret, hook=hook))


@require_http_methods(["GET", "HEAD", "POST"])
def propose_key(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """Propose a key for one system of a partner; another person approves it."""
    check_may(request.actor, "machine.keep", about=("partner", partner_id))
    return _propose(request, access.partner_for(request.actor, partner_id))


@fresh
def _propose(request: HttpRequest, partner: Partner) -> HttpResponse:
    page = pressed(
        request,
        Button(
            propose,
            ProposeForm,
            given=ProposeForm.proposed,
            values={"matter": Matter},
            said=PROPOSED,
        ),
        then=redirect("machines:one", partner_id=partner.id),
        kind=access.KIND,
        about=("partner", str(partner.id)),
        post=None,
        at=timezone.now(),
    )
    if page.answer:
        return page.answer
    return render(request, "machines/key.html", _context(request, partner, form=page.form))


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """Where a partner is told; the secret that signs is shown once."""
    check_may(request.actor, "machine.keep", about=("partner", partner_id))
    return _address(request, access.partner_for(request.actor, partner_id))


@fresh
def _address(request: HttpRequest, partner: Partner) -> HttpResponse:
    button = Button(set_hook, HookForm, then=lambda made: _shown(request, partner, made.secret, hook=True))
    here = redirect("machines:one", partner_id=partner.id)
    page = pressed(request, button, then=here, partner=partner, at=timezone.now())
    if page.answer:
        return page.answer
    context = _context(request, partner, form=page.form, hook=access.hook_of(partner))
    return render(request, "machines/address.html", context)
