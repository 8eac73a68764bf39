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
            yield entry.finding("outing_gives_away", ("comes_back",), id=thing.id)


def check_steps_stand_in_their_moment(world: World) -> Iterator[Finding]:
    """Before is before the opening, after is after the closing."""
    for entry in world.of("outing_steps"):
        step: OutingStep = entry.value
        wrong = (step.moment == "before" and (step.since != "opening" or step.minutes >= 0)) or (
            step.moment == "after" and (step.since != "closing" or step.minutes < 0)
        )
        if wrong:
            yield entry.finding("outing_step_out_of_place", ("minutes",), id=step.id)
