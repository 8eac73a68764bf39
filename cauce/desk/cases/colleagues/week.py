"""What whoever is new at a desk does in the first week: few steps, each with its page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from cauce.content.model import Text, both
from cauce.desk.learning.views import roles_of
from cauce.learning import access as learning
from cauce.learning.course import lessons_for
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post

DAYS = 30  # for how long somebody counts as new


@dataclass(frozen=True)
class Step:
    """One thing to do, where, and whether it is done; ``done`` None: nobody keeps that."""

    title: Text
    href: str
    done: bool | None = None


def first_week(request: HttpRequest, post: Post, at: dt.datetime) -> list[Step]:
    """The steps of whoever began here in the last month; empty for everybody else.

    Proposed: no source names them.
    """
    began = offices.began_at(request.actor.user, post.code)
    if began is None or (offices.day_at(post, at) - began).days > DAYS:
        return []
    mine = learning.mine(request.user)
    lessons = {one.id for role in roles_of(request) for one in lessons_for(current_edition(), role)}
    return [
        Step(
            both("Hacer las lecciones de su puesto", "Do the lessons of your role"),
            reverse("learning:index"),
            bool(lessons) and lessons <= mine.lessons,
        ),
        Step(
            both(
                "Leer las hojas de los casos que recibió y presentarse con cada persona",
                "Read the sheets of the cases you received, and meet each person",
            ),
            reverse("colleagues:home") + "#llegaron",
        ),
        Step(
            both(
                "Ver lo que este consulado tiene listo, y a quién se llama",
                "See what this post has ready, and who is called",
            ),
            reverse("readiness:home"),
        ),
        Step(
            both(
                "Conocer los servicios cercanos antes de necesitarlos",
                "Get to know nearby services before you need them",
            ),
            reverse("directory:find"),
        ),
        Step(
            both(
                "Saber cómo pedir una segunda opinión o un relevo",
                "Know how to ask for a second opinion, or for somebody else to take over",
            ),
            reverse("colleagues:home") + "#como",
        ),
        Step(
            both("Guardar un momento para usted", "Take a moment for yourself"),
            reverse("protection:self_care"),
        ),
    ]
