"""The two kinds of lesson that are more than reading: a whole case, and a script for two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from cauce.content.model_training import Lesson
from cauce.custody.journal.door import AlreadyDone
from cauce.learning import access
from cauce.learning.actions import finish_lesson, finish_play
from cauce.learning.unfolding import is_whole, unfold
from cauce.protocol.documents.model import Deadline
from cauce.protocol.documents.steps import Speaker
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices.access import day_at
from cauce.ui import form_token
from cauce.ui.errors import words
from cauce.ui.pressed import Button, pressed
from cauce.ui.words import language_of, say

from .sources import cited

DONE = say("Quedó anotada la lección.", "Lesson completed.")
AGAIN = say(
    "Lea por qué y vuelva a intentarlo; no se anota ningún error.",
    "Read why and try again; no mistake is kept.",
)
BOTH = say("Quedó anotada para las dos personas.", "Noted for both of you.")
KINDS = (
    (
        "lesson",
        say("Lecciones", "Lessons"),
        say("Se leen y se contestan a solas.", "Read and answered alone."),
    ),
    (
        "case",
        say("Casos completos", "Whole cases"),
        say(
            "Cada decisión trae su consecuencia. No se anota ningún error.",
            "Each decision brings its consequence. No mistake is kept.",
        ),
    ),
    (
        "play",
        say("Prácticas entre dos", "Practice for two"),
        say(
            "Con un guion y una o un colega, también por teléfono con otro consulado.",
            "With a script and a colleague, by telephone with another post too.",
        ),
    ),
)


def asked_by(ids: Iterable[str]) -> list[dict[str, Any]]:
    """Actions of the edition with their periods, said in the reader's language as they hold today."""
    edition = current_edition()
    speaker = Speaker(edition, language_of(get_language()), day_at(None, timezone.now()))
    found: list[dict[str, Any]] = []
    for id in ids:
        action = edition.actions[id]
        periods: list[Deadline] = [speaker.deadline(one) for one in action.within]
        found.append({"action": action, "periods": periods})
    return found


def case(request: HttpRequest, found: Lesson, context: dict[str, Any]) -> HttpResponse:
    """Decide one moment after another; what was decided comes with the page and is kept nowhere."""
    given = {one.id: request.POST.getlist(one.id) for one in found.steps}
    shown = unfold(found, given)
    whole = is_whole(found, shown)
    if whole:
        try:
            finish_lesson(
                actor=request.actor,
                user=request.user,
                lesson=found.id,
                given=given,
                once=form_token.sent(request),
            )
        except AlreadyDone:
            return redirect("learning:index")
    edition, now = current_edition(), shown[-1]
    # The moment that was to be decided when the button was pressed: one that just opened lacks no answer yet.
    decided = request.POST.get("now") == now.moment.id
    return render(
        request,
        "learning/case.html",
        context
        | {
            "whole": whole,
            "now": now.moment.id,
            "missed": now.moment.id if decided and not now.given else "",
            "total": len(found.steps),
            "shown": [
                {
                    "told": one,
                    "steps": asked_by(one.moment.actions) if one.given else [],
                    "sources": cited(edition, one.moment.sources),
                }
                for one in shown
            ],
        },
    )


def play(request: HttpRequest, found: Lesson, context: dict[str, Any]) -> HttpResponse:
    """The half of a script that one is to read, and the place where the two note that they played it."""
    page = pressed(
        request,
        Button(finish_play, said=BOTH, stays=True),
        then=redirect("learning:index"),
        user=request.user,
        lesson=found.id,
        at=timezone.now(),
        word=request.POST.get("word", ""),
    )
    if page.answer:
        return page.answer
    return render(
        request,
        "learning/play.html",
        context
        | {
            "other": request.GET.get("hoja") == "otra",
            "problem": words(page.error) if page.error else None,
            "typed": request.POST.get("word", ""),
            "word": access.own_word(request.user, found.id, timezone.now().date()),
            "done": found.id in access.mine(request.user).lessons,
        },
    )


def sheet(lesson: Lesson) -> dict[str, Any]:
    """A lesson as it is printed: with its steps of the edition, and their periods where a case is told."""
    edition = current_edition()
    moments = [{"moment": one, "steps": asked_by(one.actions)} for one in lesson.steps]
    return {
        "lesson": lesson,
        "moments": moments,
        "actions": [edition.actions[id] for id in lesson.actions],
        "sources": cited(edition, lesson.sources),
    }
