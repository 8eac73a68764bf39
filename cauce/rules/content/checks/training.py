"""Lessons: do they name what exists, and is every step of a person's case in some lesson?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.rules.content.checks.report import Finding
from cauce.rules.content.checks.world import World
from cauce.rules.errors import nearest


def check_lessons_name_what_exists(world: World) -> Iterator[Finding]:
    known = {
        "actions": world.ids("pathways"),
        "cases": world.ids("cases"),
        "roles": world.catalogue("roles"),
    }
    for entry in world.of("training"):
        for key, ids in known.items():
            for i, word in enumerate(getattr(entry.value, key)):
                if word not in ids:
                    near = ", ".join(nearest(word, ids))
                    yield entry.finding(
                        "lesson_of_nothing", (key, i),
                        f"«{word}» no existe.", f"'{word}' does not exist.",
                        f"¿Quiso decir {near}?" if near else "Quítelo de la lección.",
                        f"Did you mean {near}?" if near else "Take it out of the lesson.",
                    )  # fmt: skip


def check_every_step_is_taught(world: World) -> Iterator[Finding]:
    """A warning: an action for a case that no lesson names leaves a new officer alone with it."""
    lessons = world.of("training")
    taught = {id for entry in lessons for id in entry.value.actions}
    for entry in world.of("pathways") if lessons else ():
        if entry.value.scope != "post" and entry.value.id not in taught:
            yield entry.finding(
                "lesson_missing", ("id",),
                f"ninguna lección enseña «{entry.value.id}».", f"no lesson teaches '{entry.value.id}'.",
                "Nómbrela en training/, o escriba una lección.",
                "Name it in training/, or write a lesson.", warning=True,
            )  # fmt: skip
