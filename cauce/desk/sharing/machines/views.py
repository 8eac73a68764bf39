"""Systems of partners: a key is proposed by one and approved by another, shown once, ended by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.rules.permissions import permits
from cauce.sharing.machines import access
from cauce.sharing.machines.actions import give_key, revoke_hook, revoke_key, set_hook
from cauce.sharing.machines.rules import check_code
from cauce.staff.accounts.fresh import fresh
from cauce.staff.offices.models import Partner
from cauce.staff.oversight.actions import propose
from cauce.ui.errors import put, refuse
from cauce.ui.nav import nav
from cauce.ui.once import kept, key_of
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
        "once": kept(request),
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
        return _do(request, partner)
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


def _do(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Make an approved key, end one, or end the address."""
    what, which = request.POST.get("do"), request.POST.get("which", "")
    check_may(request.actor, "machine.keep", about=("partner", partner.id))
    try:
        if what == "make":
            return _make(request, partner, which)
        _end(request, partner, what, which)
    except AlreadyDone:
        pass
    except CauceError as error:
        refuse(request, error)
    return redirect("machines:one", partner_id=partner.id)


def _make(request: HttpRequest, partner: Partner, which: str) -> HttpResponse:
    at = timezone.now()
    found = [p for p in access.proposals_of(partner, at) if str(p.id) == which]
    if not found:
        raise Absent()
    made = give_key(
        actor=request.actor,
        partner=partner,
        name=found[0].payload["name"],
        namespace=found[0].payload["namespace"],
        at=at,
        once=key_of(request),
    )
    return _shown(request, partner, made.key, hook=False)


def _end(request: HttpRequest, partner: Partner, what: str | None, which: str) -> None:
    at, hook = timezone.now(), access.hook_of(partner)
    if what == "quiet" and hook is not None:
        revoke_hook(actor=request.actor, hook=hook, at=at, once=key_of(request))
        messages.success(request, QUIET)
        return
    found = [one for one in access.machines_of(partner) if str(one.id) == which]
    if what != "end" or not found:
        raise Absent()
    revoke_key(actor=request.actor, machine=found[0], at=at, once=key_of(request))
    messages.success(request, ENDED)


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
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            codes = {name: check_code(given[name], name) for name in ("name", "namespace")}
            propose(
                actor=request.actor,
                kind=access.KIND,
                about=("partner", str(partner.id)),
                post=None,
                payload=codes,
                reason=given["reason"],
                at=timezone.now(),
                once=key_of(request),
            )
            messages.success(request, PROPOSED)
            return redirect("machines:one", partner_id=partner.id)
        except AlreadyDone:
            return redirect("machines:one", partner_id=partner.id)
        except CauceError as error:
            put(form, error)
    return render(request, "machines/key.html", _context(request, partner, form=form))


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """Where a partner is told; the secret that signs is shown once."""
    check_may(request.actor, "machine.keep", about=("partner", partner_id))
    return _address(request, access.partner_for(request.actor, partner_id))


@fresh
def _address(request: HttpRequest, partner: Partner) -> HttpResponse:
    form = HookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = set_hook(
                actor=request.actor,
                partner=partner,
                url=form.cleaned_data["url"],
                at=timezone.now(),
                once=key_of(request),
            )
            return _shown(request, partner, made.secret, hook=True)
        except AlreadyDone:
            return redirect("machines:one", partner_id=partner.id)
        except CauceError as error:
            put(form, error)
    context = _context(request, partner, form=form, hook=access.hook_of(partner))
    return render(request, "machines/address.html", context)
