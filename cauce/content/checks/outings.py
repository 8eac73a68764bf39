"""Does what may hold something that was told come back, and is it never opened before the team is briefed?"""

from __future__ import annotations

from collections.abc import Iterator

from cauce.content.checks.report import Finding
from cauce.content.checks.world import World
from cauce.content.model_outings import OutingStep, OutingThing


def check_what_holds_something_comes_back(world: World) -> Iterator[Finding]:
    for entry in world.of("outing_things"):
        thing: OutingThing = entry.value
        if thing.holds and not thing.comes_back:
            yield entry.finding(
                "outing_gives_away",
                ("comes_back",),
                f"«{thing.id}» puede traer algo que alguien dijo, y nadie lo espera de vuelta.",
                f"'{thing.id}' may hold something that was told, and nobody waits for it back.",
                "Escriba comes_back: true, o holds: false.",
                "Write comes_back: true, or holds: false.",
            )


def check_steps_stand_in_their_moment(world: World) -> Iterator[Finding]:
    """Before is before the opening, after is after the closing."""
    for entry in world.of("outing_steps"):
        step: OutingStep = entry.value
        wrong = (step.moment == "before" and (step.since != "opening" or step.minutes >= 0)) or (
            step.moment == "after" and (step.since != "closing" or step.minutes < 0)
        )
        if wrong:
            yield entry.finding(
                "outing_step_out_of_place",
                ("minutes",),
                f"«{step.id}» no cae en su momento.",
                f"'{step.id}' does not fall in its moment.",
                "before: minutos negativos desde la apertura; after: desde el cierre, cero o más.",
                "before: negative minutes from the opening; after: from the closing, zero or more.",
            )
