"""Lessons: do they name what exists, say how long they take, and teach every step of a person's case?"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.errors import nearest
from cauce.content.model_training import Lesson
from cauce.content.translating import texts_of

WORDS, ASKED, PLAYED = 200, 0.5, 15  # words read in a minute; minutes of a question, and of playing


def check_lessons_name_what_exists(world: World) -> Iterator[Finding]:
    actions = world.ids("pathways")
    known = {"cases": world.ids("cases"), "roles": world.catalogue("roles")}
    for entry in world.of("training"):
        named = [(place, id, actions) for place, id in entry.value.named_actions()]
        for key, ids in known.items():
            named += [((key, i), word, ids) for i, word in enumerate(getattr(entry.value, key))]
        for place, word, ids in named:
            if word not in ids:
                near = ", ".join(nearest(word, ids))
                yield entry.finding(
                    "lesson_of_nothing",
                    place,
                    f"«{word}» no existe.",
                    f"'{word}' does not exist.",
                    f"¿Quiso decir {near}?" if near else "Quítelo de la lección.",
                    f"Did you mean {near}?" if near else "Take it out of the lesson.",
                )


def least_minutes(lesson: Lesson) -> int:
    """What it takes at least: reading it in Spanish, answering, and where two play, playing."""
    texts = {text.es for _, text in texts_of(lesson, "")}
    reading = sum(len(one.split()) for one in texts) / WORDS
    return ceil(reading + ASKED * len(lesson.asked) + (PLAYED if lesson.play else 0))


def check_minutes_are_honest(world: World) -> Iterator[Finding]:
    """A warning: whoever is promised ten minutes and needs twenty leaves the rest unread."""
    for entry in world.of("training"):
        least = least_minutes(entry.value)
        if entry.value.minutes < least:
            yield entry.finding(
                "lesson_hurried", ("minutes",), warning=True, minutes=entry.value.minutes, least=least
            )


def check_every_step_is_taught(world: World) -> Iterator[Finding]:
    """A warning: an action for a case that no lesson names leaves a new officer alone with it."""
    lessons = world.of("training")
    taught = {id for entry in lessons for _, id in entry.value.named_actions()}
    for entry in world.of("pathways") if lessons else ():
        if entry.value.scope != "post" and entry.value.id not in taught:
            yield entry.finding("lesson_missing", ("id",), warning=True, id=entry.value.id)
