"""What a crew shares: the list of incidents, one board, what is common, who works on it, the numbers."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.custody.journal.door import Absent, check_may
from cauce.intake.crews import access, actions
from cauce.intake.crews.actions.incidents import WORKS
from cauce.intake.crews.board import open_board
from cauce.measurement.access_closed import closed
from cauce.measurement.hiding.closing import Closed
from cauce.rules.permissions import Scope, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.picker import post_here
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import SharedForm
from .showing import lines_of

SAVED = say("Guardado.", "Saved.")
PARTS = ("incidents", "people", "interviewed", "consented")
CLOSED = say("Quedó cerrado. Cada caso sigue igual.", "It is closed. Each case goes on as it was.")


def base(request: HttpRequest, post: Any, **more: Any) -> dict[str, Any]:
    """What every page of an incident holds."""
    return {"nav": nav(request, "crews"), "post": post, "once": form_token.reused(request), **more}


@require_GET
def incidents_page(request: HttpRequest) -> HttpResponse:
    """The incidents one works on; for a consul, that there are others."""
    post = post_here(request, "case.list")
    found = access.listed(request.actor, post)
    return render(request, "crews/list.html", base(request, post, mine=found.mine, others=found.others))


@sensitive_post_parameters("place", "employer", "recruiter", "shared")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """What all share, told once; the list of codes comes next."""
    post = post_here(request, "case.list")
    check_may(request.actor, "crew.work", post)
    button = Button(
        actions.open_incident,
        SharedForm,
        given=lambda form: {"said": form.cleaned_data},
        then=lambda row: redirect("crews:open", crew_id=row.id),
        again=lambda id: redirect("crews:open", crew_id=id),
    )
    page = pressed(request, button, post=post, at=timezone.now())
    if page.answer:
        return page.answer
    return render(request, "crews/begin.html", base(request, post, form=page.form))


@require_GET
def board(request: HttpRequest, crew_id: UUID) -> HttpResponse:
    """Who is attended first, and where each stands. It fits a phone."""
    found = open_board(request.actor, crew_id)
    return render(
        request,
        "crews/board.html",
        base(request, found.incident.post, incident=found.incident, lines=lines_of(found), count=found.count),
    )


def _person(request: HttpRequest, incident: Any) -> Any:
    """Who is added or taken out. Raises ``Absent`` for nobody of the post."""
    users = {str(user.id): user for user in offices.staff(incident.post_id, *WORKS)}
    users |= {str(row.user_id): row.user for row in incident.staff.select_related("user")}
    user = users.get(request.POST.get("user", ""))
    if user is None:
        raise Absent()
    return user


@sensitive_post_parameters("place", "employer", "recruiter", "shared")
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, crew_id: UUID) -> HttpResponse:
    """What all share, who works on it, and closing it."""
    found = access.open_shared(request.actor, crew_id)
    at, seen = timezone.now(), whole(request.POST.get("version"), -1)

    def add(**given: Any) -> None:
        actions.add_staff(user=_person(request, found.incident), at=at, **given)

    def remove(**given: Any) -> HttpResponse | None:
        try:
            actions.remove_staff(user=_person(request, found.incident), **given)
        except Absent:  # whoever took themselves off reads it no more
            return redirect("crews:list")
        return None

    page = pressed(
        request,
        {
            "write": Button(
                partial(actions.write_incident, seen=seen),
                lambda sent: SharedForm(sent, found.said),
                given=lambda form: {"said": form.cleaned_data},
                said=SAVED,
            ),
            "add": Button(add, said=SAVED),
            "remove": Button(remove, said=lambda led: "" if led else SAVED),
            "close": Button(partial(actions.close_incident, at=at), said=CLOSED),
            "reopen": Button(actions.reopen_incident, said=SAVED),
        },
        incident=found.incident,
    )
    if page.answer:
        return page.answer
    users = [user for user in offices.staff(found.incident.post_id, *WORKS) if user not in found.staff]
    return render(
        request,
        "crews/shared.html",
        base(
            request,
            found.incident.post,
            incident=found.incident,
            form=page.forms["write"],
            staff=found.staff,
            users=users,
            rides=access.rides_of(found.incident),
        ),
    )


@require_POST
def join(request: HttpRequest, crew_id: UUID) -> HttpResponse:
    """A consul of the post takes part in an incident; it is written down."""
    incident = access.incident_to_join(request.actor, crew_id)
    here, button = redirect("crews:board", crew_id=incident.id), Button(actions.add_staff)
    page = pressed(request, button, then=here, incident=incident, user=request.user, at=timezone.now())
    return page.answer or here


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """How many of each incident, for whoever leads the post; by post, without few people, for the network."""
    actor, post = request.actor, request.post
    if (
        post is not None
        and permits(actor, "crew.count", Scope(post=post.code)).allowed
        and post.code in actor.posts
    ):
        rows = [
            [
                say(f"Caso colectivo {row.number}", f"Group case {row.number}"),
                n.people,
                n.interviewed,
                n.consented,
            ]
            for row, n in access.of_post(actor, post)
        ]
    else:
        rows = _network(closed(actor, "crews"))
        post = None
    return render(request, "crews/numbers.html", base(request, post, table=_table(rows, post), rows=rows))


def _network(found: Closed) -> list[list[Any]]:
    """Each post as the last closing tells it."""
    hidden = say("pocas", "few")
    names = {post.code: post.name for post in offices.posts()}
    return [
        [names[code], *(hidden if (n := found.number(code, part)) is None else n for part in PARTS)]
        for code in sorted({key[0] for key in found.told} & names.keys(), key=names.__getitem__)
    ]


def _table(rows: list[list[Any]], post: Any) -> dict[str, Any]:
    people = [
        {"name": say(es, en), "number": True}
        for es, en in (
            ("Personas", "People"),
            ("Entrevistadas", "Interviewed"),
            ("Con consentimiento", "With consent"),
        )
    ]
    first = (
        [{"name": say("Caso colectivo", "Group case")}]
        if post
        else [
            {"name": say("Consulado", "Post")},
            {"name": say("Casos colectivos", "Group cases"), "number": True},
        ]
    )
    return {
        "caption": say("Cuántas personas", "How many people"),
        "named": True,
        "stack": True,
        "columns": first + people,
        "rows": rows,
    }
