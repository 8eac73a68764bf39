"""Helping somebody to sign in again: one proposes, another decides, and a code is printed once."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.custody.journal.door import check_may
from cauce.rules.permissions import permits
from cauce.staff.accounts import access, oidc
from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts.actions.lifecycle import KIND
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.offices.models import User
from cauce.staff.oversight import access as oversight
from cauce.staff.oversight.actions import Matter, propose
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import FindForm, LinkForm, WhyForm

PROPOSED = say(
    "Quedó propuesto. Otra persona lo decide en Propuestas.",
    "Proposed. Another person decides it under Proposals.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """The accounts of one's post, and a box to write a user name."""
    check_may(request.actor, access.RECOVER)
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect("account:person", username=form.cleaned_data["username"])
    rows = access.colleagues(request.actor)
    context = {"form": form, "rows": rows, "nav": nav(request, "account")}
    return render(request, "own/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One account: propose that it be let in again, print the code, suspend it, link it."""
    return _person(request, access.account_for(request.actor, username))


@fresh
def _person(request: HttpRequest, user: User) -> HttpResponse:
    scope, about = access.scope_of(user), ("user", str(user.id))

    def asked(what: str) -> Button:
        ask = partial(propose, matter=Matter(KIND, about, {"what": what}), post=access.post_of(user))
        return Button(ask, WhyForm, said=PROPOSED)

    def printed(**given: Any) -> HttpResponse:
        code = accounts.print_invitation(user=user, scope=scope, **given)
        return render(request, "own/invitation.html", {"person": user, "code": code})

    page = pressed(
        request,
        {
            "invite": asked("invite"),
            "wake": asked("wake"),
            "print": Button(printed, stays=True),
            "reactivate": Button(
                partial(accounts.reactivate, user=user, scope=scope),
                said=say("La cuenta está activa.", "The account is active."),
                stays=True,
            ),
            "suspend": Button(
                partial(accounts.suspend, user=user, scope=scope),
                said=say("La cuenta quedó suspendida.", "The account is suspended."),
                stays=True,
            ),
            "link": Button(
                partial(accounts.link_outside, user=user, issuer=oidc.issuer()),
                LinkForm,
                said=say(
                    "Falta que su titular lo confirme en Mi cuenta.",
                    "Its owner has to confirm it under My account.",
                ),
            ),
        },
        at=timezone.now(),
    )
    if page.error and not page.form:
        refuse(request, page.error)
    return page.answer or _page(request, user, page.forms["wake"], page.forms["link"])


def _page(request: HttpRequest, user: User, form, link) -> HttpResponse:
    at = timezone.now()
    about = ("user", str(user.id))
    seen = [
        one.row
        for one in oversight.proposals(request.actor, at)
        if one.row.kind == KIND and one.row.about == about and one.row.expires_at > at
    ]
    ready = {one.payload.get("what") for one in seen if one.state == "approved"}
    context = {
        "person": user,
        "account": access.account_of(user),
        "has": access.factors_of(user),
        "form": form,
        "link": link,
        "nav": nav(request, "account"),
        "ready_invite": "invite" in ready,
        "ready_wake": "wake" in ready,
        "waits": any(one.state == "waiting" for one in seen),
        "may_link": oidc.is_offered() and permits(request.actor, "account.link").allowed,
        "mine": str(user.id) == request.actor.user,
        "once": form_token.reused(request),
    }
    return render(request, "own/person.html", context)
