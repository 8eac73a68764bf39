"""Who signs in: register, propose a role, end one at once, and close the account of who leaves."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cauce.content.errors import BadInput
from cauce.content.model import Text
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.desk.staff.oversight.proposals.saying import NETWORK, role_name
from cauce.rules.names import fold
from cauce.rules.permissions import permits
from cauce.staff.accounts.recent_proof import fresh
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Assignment, User
from cauce.staff.oversight.actions import (
    Matter,
    NotApproved,
    end_one_role,
    propose,
    record_leaving,
    register_user,
)
from cauce.staff.oversight.roles import AT_PARTNER, AT_POST, check_role, payload_of
from cauce.ui import form_token
from cauce.ui.errors import refuse
from cauce.ui.fields import line
from cauce.ui.listed import Filters, page_of, pages_of
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import FindForm, RegisterForm, RoleForm

MADE = say(
    "La cuenta existe y todavía no da acceso a nada. Proponga su función.",
    "The account exists but gives no access yet. Propose a role.",
)
PROPOSED = say(
    "Quedó propuesto. Otra persona lo decide en Propuestas.",
    "Proposed. Another person decides it under Proposals.",
)
ENDED = say("La función terminó en este momento.", "The role ended at this moment.")
LEFT = say(
    "Terminaron todas sus funciones y la cuenta quedó cerrada.", "All roles ended and the account is closed."
)
LAST = say(
    "Es la última persona de la red con esa función: quitarla toca a dos. Quedó propuesto.",
    (
        "This is the last person in the network with that role: ending it takes two "
        "people. It has been proposed."
    ),
)
LAST_WHY = "Última persona con esta función. / The last person with this role."
A_PAGE = 25


def place_of(row: Assignment) -> Text:
    """Where a role is held."""
    where = row.post or row.partner
    return Text(es=where.name, en=where.name) if where else NETWORK


def _roles(request: HttpRequest, rows: list[Assignment], at: dt.datetime) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "name": role_name(row.role),
            "place": place_of(row),
            "now": offices.holds(row, at),
            "open": offices.still_to_come(row, at),
            "may_end": permits(request.actor, "role.end", row.scope).allowed,
        }
        for row in rows
    ]


def _matches(words: str, user: User, held: list[Assignment]) -> bool:
    """Whether every word stands in the name, the user name or where a role is held, marks aside."""
    places = [place_of(row) for row in held]
    said = fold(" ".join([user.display_name, user.username, *(f"{one.es} {one.en}" for one in places)]))
    return all(word in said for word in fold(words).split())


@require_http_methods(["GET", "HEAD"])
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts that the actor looks after, and a box for somebody who comes from elsewhere."""
    at = timezone.now()
    filters = Filters(request, {"q": line(say("Nombre, usuario o consulado", "Name, user name or post"))})
    found = [one for one in offices.accounts(request.actor, at) if _matches(filters.chosen["q"], *one)]
    page = page_of(request, found, A_PAGE)
    rows = [{"user": user, "roles": _roles(request, held, at)} for user, held in page]
    form = FindForm(request.GET if "username" in request.GET else None)
    if form.is_bound and form.is_valid():
        named = offices.account_named(request.actor, form.cleaned_data["username"])
        if named is not None:
            return redirect("accounts:one", user_id=named.id)
        form.add_error(
            "username", say("No hay una cuenta con ese usuario.", "There is no account with that user name.")
        )
    context = {
        "nav": nav(request, "accounts"),
        "rows": rows,
        "filters": filters,
        "pages": pages_of(page, filters.values),
        "form": form,
        "may_register": permits(request.actor, "role.propose").allowed,
    }
    return render(request, "accounts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A new account, without any role."""
    check_may(request.actor, "role.propose")
    return _register(request)


@fresh
def _register(request: HttpRequest) -> HttpResponse:
    button = Button(
        register_user,
        RegisterForm,
        said=MADE,
        then=lambda made: redirect("accounts:one", user_id=made.id),
        again=lambda id: redirect("accounts:one", user_id=id),
    )
    page = pressed(request, button)
    if page.answer:
        return page.answer
    context = {"nav": nav(request, "accounts"), "form": page.form, "once": form_token.reused(request)}
    return render(request, "accounts/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One account and its roles: end one, or all of them when somebody leaves."""
    return _account(request, *offices.account_for(request.actor, user_id))


@fresh
def _account(request: HttpRequest, user: User, rows: list[Assignment], elsewhere: bool) -> HttpResponse:
    if request.method == "POST":
        _end(request, user, rows)
        return redirect("accounts:one", user_id=user.id)
    at = timezone.now()
    roles = _roles(request, rows, at)
    context = {
        "nav": nav(request, "accounts"),
        "person": user,
        "once": form_token.reused(request),
        "open": [one for one in roles if one["open"]],
        "past": [one for one in roles if not one["open"]],
        "mine": str(user.id) == request.actor.user,
        "may_propose": permits(request.actor, "role.propose").allowed,
        "elsewhere": elsewhere,
        "may_close": user.is_active and not elsewhere and permits(request.actor, "role.end").allowed,
    }
    return render(request, "accounts/one.html", context)


def _end(request: HttpRequest, user: User, rows: list[Assignment]) -> None:
    """End one role, or all. What only two may do is proposed at once."""
    at, what = timezone.now(), request.POST.get("do")
    row = next((r for r in rows if r.id == whole(request.POST.get("assignment"), -1)), None)
    try:
        if what == "leave":
            record_leaving(actor=request.actor, user=user, at=at, once=form_token.sent(request))
            messages.success(request, LEFT)
        elif what == "end" and row is not None:
            end_one_role(actor=request.actor, assignment=row, at=at, once=form_token.sent(request))
            messages.success(request, ENDED)
        else:
            raise Absent()
    except AlreadyDone:
        pass
    except NotApproved:
        _propose_last(request, user, [row] if row else rows, at)
    except BadInput as error:
        refuse(request, error)


def _propose_last(request: HttpRequest, user: User, rows: list[Assignment], at: dt.datetime) -> None:
    for row in rows:
        if offices.holds(row, at) and row.post_id is None and row.partner_id is None:
            propose(
                actor=request.actor,
                matter=Matter(kind="role.end", about=("user", str(user.id)), payload={"assignment": row.id}),
                post=None,
                reason=LAST_WHY,
                at=at,
            )
    messages.warning(request, LAST)


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Propose a role for somebody else; another person gives it."""
    check_may(request.actor, "role.propose", about=("user", user_id))
    user, _, _ = offices.account_for(request.actor, user_id)
    return _role(request, user)


@fresh
def _role(request: HttpRequest, user: User) -> HttpResponse:
    mine = str(user.id) == request.actor.user
    button = Button(
        propose,
        lambda sent: RoleForm(request.actor, sent),
        given=lambda form: _proposed(user, form.cleaned_data),
        values={"matter": Matter},
        said=PROPOSED,
    )
    here = redirect("accounts:one", user_id=user.id)
    page = pressed(request, button, then=here, kind="role.grant", about=("user", str(user.id)))
    if page.answer:
        return page.answer
    context = {
        "nav": nav(request, "accounts"),
        "form": page.form,
        "person": user,
        "mine": mine,
        "once": form_token.reused(request),
    }
    return render(request, "accounts/role.html", context)


def _proposed(user: User, given: dict[str, Any]) -> dict[str, Any]:
    """Check it now, so that what is wrong is said to whoever can mend it. Raises what acts raise."""
    at, (kind, _, which) = timezone.now(), given["place"].partition(":")
    code = given["role"]
    post = offices.post(which) if kind == "post" and code not in AT_PARTNER else None
    partner = offices.partner(UUID(which)) if kind == "partner" and code not in AT_POST else None
    starts = given["starts_on"] or offices.day_at(post, at)
    check_role(user, code, post, partner, starts, given["ends_on"], at)
    return {
        "post": post.code if post else None,
        "at": at,
        "payload": payload_of(code, partner, starts, given["ends_on"]),
        "reason": given["reason"],
    }
