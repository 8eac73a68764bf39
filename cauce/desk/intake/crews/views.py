"""What a crew shares: the list of incidents, one board, what is common, who works on it, the numbers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.cases.sections import SectionConflict
from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.desk.cases.frame.post import post_of
from cauce.intake.crews import access, actions
from cauce.intake.crews.actions.incidents import WORKS
from cauce.intake.crews.board import open_board
from cauce.measurement.hiding.showing import coarse
from cauce.rules.permissions import Scope, permits
from cauce.staff.offices import access as offices
from cauce.ui.errors import put, refuse
from cauce.ui.nav import nav
from cauce.ui.numbers import whole
from cauce.ui.once import kept, key_of
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import say

from .forms import SharedForm
from .showing import lines_of

SAVED = say("Guardado.", "Saved.")
PARTS = ("people", "interviewed", "consented")
CLOSED = say("Quedó cerrado. Cada caso sigue igual.", "It is closed. Each case goes on as it was.")


def base(request: HttpRequest, post: Any, **more: Any) -> dict[str, Any]:
    """What every page of an incident holds."""
    return {"nav": nav(request, "crews"), "post": post, "once": kept(request), **more}


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The incidents one works on; for a consul, that there are others."""
    post = post_of(request)
    found = access.listed(request.actor, post)
    return render(request, "crews/list.html", base(request, post, mine=found.mine, others=found.others))


@sensitive_post_parameters("place", "employer", "recruiter", "shared")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """What all share, told once; the list of codes comes next."""
    post = post_of(request)
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


def _change(request: HttpRequest, incident: Any) -> Any:
    """Close, open again, add or take out somebody who works on it; what is said when it is done."""
    given = {"actor": request.actor, "incident": incident, "once": key_of(request)}
    doing = request.POST.get("do", "")
    if doing == "close":
        actions.close_incident(at=timezone.now(), **given)
        return CLOSED
    if doing == "reopen":
        actions.reopen_incident(**given)
        return SAVED
    users = {str(user.id): user for user in offices.staff(incident.post_id, *WORKS)}
    users |= {str(row.user_id): row.user for row in incident.staff.select_related("user")}
    user = users.get(request.POST.get("user", ""))
    if user is None or doing not in ("add", "remove"):
        raise Absent()
    if doing == "add":
        actions.add_staff(user=user, at=timezone.now(), **given)
    else:
        actions.remove_staff(user=user, **given)
    return SAVED


@sensitive_post_parameters("place", "employer", "recruiter", "shared")
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, crew_id: UUID) -> HttpResponse:
    """What all share, who works on it, and closing it."""
    found = access.open_shared(request.actor, crew_id)
    writing = request.method == "POST" and request.POST.get("do") == "write"
    form = SharedForm(request.POST if writing else None, found.said)
    here = redirect("crews:shared", crew_id=crew_id)
    try:
        if writing and form.is_valid():
            actions.write_incident(
                actor=request.actor,
                incident=found.incident,
                said=form.cleaned_data,
                seen=whole(request.POST.get("version"), -1),
                once=key_of(request),
            )
            messages.success(request, SAVED)
            return here
        if request.method == "POST" and not writing:
            messages.success(request, _change(request, found.incident))
            return here
    except AlreadyDone:
        return here
    except Absent:
        # Whoever took themselves off reads it no more.
        return redirect("crews:list") if request.POST.get("do") == "remove" else _raise()
    except SectionConflict as error:
        put(form, error)
    except CauceError as error:
        if not refuse(request, error, form):
            return here
    users = [user for user in offices.staff(found.incident.post_id, *WORKS) if user not in found.staff]
    return render(
        request,
        "crews/shared.html",
        base(
            request,
            found.incident.post,
            incident=found.incident,
            form=form,
            staff=found.staff,
            users=users,
            rides=access.rides_of(found.incident),
        ),
    )


def _raise() -> HttpResponse:
    raise Absent()


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
            [say(f"Hecho {row.number}", f"Incident {row.number}"), n.people, n.interviewed, n.consented]
            for row, n in access.of_post(actor, post)
        ]
    else:
        rows = _protected(access.network(actor))
        post = None
    return render(request, "crews/numbers.html", base(request, post, table=_table(rows, post), rows=rows))


def _protected(found: list[tuple[Any, int, access.Numbers]]) -> list[list[Any]]:
    """Each post as whoever works no case there may see it: in fives, and few are hidden."""
    hidden = say("pocas", "few")
    columns = [
        coarse({post.name: number for post, number in column})
        for column in (
            [(post, incidents) for post, incidents, _ in found],
            *([(post, getattr(n, part)) for post, _, n in found] for part in PARTS),
        )
    ]
    return [
        [post.name, *(hidden if one[post.name] is None else one[post.name] for one in columns)]
        for post, _, _ in found
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
        [{"name": say("Hecho común", "Shared incident")}]
        if post
        else [{"name": say("Consulado", "Post")}, {"name": say("Hechos", "Incidents"), "number": True}]
    )
    return {
        "caption": say("Cuántas personas", "How many people"),
        "named": True,
        "stack": True,
        "columns": first + people,
        "rows": rows,
    }
