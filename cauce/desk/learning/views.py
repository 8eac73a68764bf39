"""Lessons of one's role, what is done, and the certificate that ends with its edition."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cauce.content.model_training import Lesson
from cauce.custody.journal.door import Absent, AlreadyDone, check_may
from cauce.learning import access
from cauce.learning.actions import certify as give
from cauce.learning.actions import finish_lesson
from cauce.learning.course import ROLES, exercises, lessons_for
from cauce.protocol.documents.paper import pdf
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import permits
from cauce.staff.offices.access import day_at
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import language_of

from .kinds import AGAIN, DONE, KINDS, case, play, sheet
from .sources import cited


def frame(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What every page of learning holds. Raises ``Absent`` for whoever may not be here."""
    check_may(request.actor, "learning.use")
    return {
        "nav": nav(request, "learning:index"),
        "once": form_token.new(),
        "edition": current_edition(),
        **more,
    }


def roles_of(request: HttpRequest) -> list[str]:
    """The roles of this person that have lessons, in the order of the work."""
    return [role for role in ROLES if request.actor.has_role(role)]


def _lessons(request: HttpRequest) -> list[Lesson]:
    edition, roles = current_edition(), roles_of(request)
    if not roles:  # headquarters, IOM, auditors: everything may be read
        return sorted(edition.lessons.values(), key=lambda one: one.order)
    found = {one.id: one for role in roles for one in lessons_for(edition, role)}
    return sorted(found.values(), key=lambda one: one.order)


def _by_kind(request: HttpRequest, done: frozenset[str]) -> list[dict[str, Any]]:
    """The lessons in their three kinds, with the minutes of each kind and those that are left."""
    listed, found = _lessons(request), []
    for kind, title, lede in KINDS:
        rows = [(one, one.id in done) for one in listed if one.kind == kind]
        left = sum(one.minutes for one, over in rows if not over)
        found.append(
            {
                "kind": kind,
                "title": title,
                "lede": lede,
                "rows": rows,
                "left": left,
                "minutes": sum(one.minutes for one, _ in rows),
            }
        )
    return [one for one in found if one["rows"]]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is to be learned, what is done, and what is left for each certificate."""
    edition, today = current_edition(), day_at(None, timezone.now())
    done = access.mine(request.user)
    names = {row.id: row.title for row in edition.catalogues["roles"]}
    held = {one.role: one for one in done.certificates if access.holds(one)}
    rows = []
    for role in roles_of(request):
        how_far = done.progress(edition, role, today)
        rows.append({"role": role, "name": names[role], "progress": how_far, "certificate": held.get(role)})
    wanted = rows[0]["progress"].cases if rows else 0
    shown = exercises(edition)[: max(wanted, len(done.attempts))]
    context = frame(
        request,
        rows=rows,
        kinds=_by_kind(request, done.lessons),
        own=done.with_reference(edition),
        exercises=[(n, one, done.attempts.get(one.id)) for n, one in enumerate(shown, 1)] if rows else [],
        earlier=[one for one in done.certificates if not access.holds(one)],
        may_team=permits(request.actor, "learning.see").allowed,
        may_network=permits(request.actor, "learning.see_network").allowed,
    )
    return render(request, "learning/index.html", context)


def _found(lesson: str) -> Lesson:
    try:
        return current_edition().lessons[lesson]
    except KeyError:
        raise Absent() from None


@require_http_methods(["GET", "POST"])
def lesson(request: HttpRequest, lesson: str) -> HttpResponse:
    """One lesson, as its kind is done: read and answered, decided moment by moment, or played by two."""
    found = _found(lesson)
    context = frame(request, lesson=found, **grounds(found))
    page = {"lesson": _read, "case": case, "play": play}[found.kind]
    return page(request, found, context)


def grounds(lesson: Lesson) -> dict[str, Any]:
    """On what a lesson rests: steps of the edition, stories, sources."""
    edition = current_edition()
    return {
        "actions": [edition.actions[id] for id in lesson.actions],
        "cases": [edition.cases[id] for id in lesson.cases if id in edition.cases],
        "sources": cited(edition, lesson.sources),
    }


def _read(request: HttpRequest, found: Lesson, context: dict[str, Any]) -> HttpResponse:
    """Read, and answer; every answer says why, right or not."""
    edition = current_edition()
    given = {one.id: request.POST.getlist(one.id) for one in found.questions}
    if request.method == "POST":
        try:
            if finish_lesson(
                actor=request.actor,
                user=request.user,
                lesson=found.id,
                given=given,
                once=form_token.sent(request),
            ):
                messages.success(request, DONE)
                return redirect("learning:index")
            messages.info(request, AGAIN)
        except AlreadyDone:
            return redirect("learning:index")
    return render(
        request,
        "learning/lesson.html",
        context
        | {
            "answered": request.method == "POST",
            "questions": [
                {"question": one, "given": set(given[one.id]), "sources": cited(edition, one.sources)}
                for one in found.questions
            ],
        },
    )


def _paper(template: str, context: dict[str, Any], name: str, title: str) -> HttpResponse:
    language = language_of(get_language())
    body = pdf(template, context, language=language, title=title)
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@require_GET
def lesson_paper(request: HttpRequest, lesson: str) -> HttpResponse:
    """The lesson on paper, to be read without a network."""
    frame(request)
    found = _found(lesson)
    # The title stands in the frame of the reader, where anybody may see it: a number.
    word = "Lección" if language_of(get_language()) == "es" else "Lesson"
    title = f"{word} {found.order}"
    template = "documents/play.html" if found.play else "documents/lessons.html"
    context = {"sheets": [sheet(found)], "edition": current_edition()}
    return _paper(template, context, f"leccion-{found.order}", title)


@require_GET
def booklet(request: HttpRequest) -> HttpResponse:
    """All the lessons of one's role on paper; a script for two is printed apart, each half for whoever plays
    it.
    """
    frame(request)
    alone = [one for one in _lessons(request) if one.play is None]
    context = {"sheets": [sheet(one) for one in alone], "edition": current_edition()}
    title = "Lecciones" if language_of(get_language()) == "es" else "Lessons"
    return _paper("documents/lessons.html", context, "cuaderno", title)


@require_POST
def certify(request: HttpRequest) -> HttpResponse:
    """Ask for the certificate of a role when everything is done."""
    frame(request)
    button = Button(
        give,
        then=lambda made: redirect("learning:certificate", certificate_id=made.id),
        again=lambda id: redirect("learning:certificate", certificate_id=id),
    )
    index, role = redirect("learning:index"), request.POST.get("role", "")
    page = pressed(request, button, then=index, user=request.user, role=role, at=timezone.now())
    return page.answer or index


@require_GET
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """One's own certificate on paper; of an earlier edition it says that it ended."""
    frame(request)
    found = access.own_certificate(request.user, certificate_id)
    edition = current_edition()
    names = {row.id: row.title for row in edition.catalogues["roles"]}
    language = language_of(get_language())
    context = {
        "certificate": found,
        "role": names.get(found.role),
        "holds": access.holds(found),
        "issued_on": day_at(found.post, found.issued_at),
        "edition": edition,
    }
    title = "Constancia" if language == "es" else "Certificate"
    return _paper("documents/certificate.html", context, "constancia", title)
