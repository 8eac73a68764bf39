"""A case file as an exercise: one question a page. What counts is kept; practice leaves no trace."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cauce.content.loader import Edition
from cauce.content.model_toolbox import CaseFile
from cauce.content.sentences import value_words
from cauce.custody.journal.door import Absent
from cauce.learning import access
from cauce.learning.actions import answer
from cauce.learning.course import exercises
from cauce.learning.exercises import Marked, Step, mark, steps
from cauce.protocol.editions.access import current_edition
from cauce.ui.errors import words
from cauce.ui.pressed import Button, pressed

from .sources import cited
from .views import frame, roles_of


def _told(edition: Edition, case: CaseFile) -> dict[str, Any]:
    """The story and what is known of it when the exercise begins."""
    facts = [
        {
            "name": edition.facts[id].label,
            "value": {one: value_words(edition.facts[id], value, one) for one in ("es", "en")},
        }
        for id, value in case.facts.items()
        if id in edition.facts
    ]
    acts = [edition.acts[one.act].title for one in case.acts if one.act in edition.acts]
    spaces = {row.id: row.title for row in edition.spaces.values()}
    return {"case": case, "facts": facts, "acts": acts, "space": spaces.get(case.space)}


def _page(request: HttpRequest, case: CaseFile, step: Step | None, **more: Any) -> HttpResponse:
    edition = current_edition()
    listed = steps(edition, case)
    place = listed.index(step) if step in listed else len(listed)
    following = listed[place + 1].id if place + 1 < len(listed) else ""
    context = frame(
        request,
        step=step,
        number=place + 1,
        total=len(listed),
        following=following,
        **_told(edition, case),
        **more,
    )
    marked: Marked | None = more.get("marked")
    if marked is not None:
        context["options"] = [
            {"option": one, "chosen": one.id in marked.given, "sources": cited(edition, one.sources)}
            for one in marked.step.options
        ]
    return render(request, "learning/exercise.html", context)


def _named(case: CaseFile, asked: str) -> Step | None:
    listed = steps(current_edition(), case)
    if asked == "fin":
        return None
    return next((one for one in listed if one.id == asked), listed[0])


@require_http_methods(["GET", "POST"])
def exercise(request: HttpRequest, case: str) -> HttpResponse:
    """An exercise that counts: the first answer to each step stays."""
    found = next((one for one in exercises(current_edition()) if one.id == case), None)
    if found is None or not roles_of(request):
        raise Absent()
    attempt = access.mine(request.user).attempts.get(found.id)
    kept = attempt.answers if attempt else {}
    asked = request.GET.get("paso", "")
    if not asked:
        open_ = [one.id for one in steps(current_edition(), found) if one.id not in kept]
        asked = open_[0] if open_ else "fin"
    step = _named(found, asked)
    if step is None:
        return _page(request, found, None, attempt=attempt, practice=False)
    here = f"{reverse('learning:exercise', args=[found.id])}?paso={step.id}"
    page = pressed(
        request,
        Button(answer, stays=True),
        then=redirect(here),
        user=request.user,
        case=found.id,
        step=step.id,
        given=request.POST.getlist("given"),
    )
    if page.answer:
        return page.answer
    if page.error:
        return _page(request, found, step, problem=words(page.error), practice=False)
    marked = mark(step, kept[step.id]) if step.id in kept else None
    return _page(request, found, step, marked=marked, practice=False)


@require_GET
def practices(request: HttpRequest) -> HttpResponse:
    """Every invented case, to try as often as one likes."""
    edition = current_edition()
    spaces = {row.id: row.title for row in edition.spaces.values()}
    rows = [(n, one, spaces.get(one.space)) for n, one in enumerate(exercises(edition), 1)]
    return render(request, "learning/practices.html", frame(request, rows=rows))


@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest, case: str) -> HttpResponse:
    """The same, and nothing is kept: no row, no journal entry, not even in the session."""
    found = next((one for one in exercises(current_edition()) if one.id == case), None)
    if found is None:
        raise Absent()
    step = _named(found, request.GET.get("paso", ""))
    if step is None:
        return _page(request, found, None, practice=True)
    marked = mark(step, request.POST.getlist("given")) if request.method == "POST" else None
    return _page(request, found, step, marked=marked, practice=True)
