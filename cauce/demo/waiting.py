"""Somebody waits at the window of the shown post, so that the tour begins with a person."""

from __future__ import annotations

from django.utils import timezone

from cauce.intake.screenings.actions import pass_to_protection
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from . import interpreters, network, scenes
from .world import Invented


def load(here: network.PostStaff) -> None:
    """Somebody waits at the window of the shown post, so that the tour begins with a person."""
    interpreters.tell_tongue(scenes.pending_referral().case, timezone.now())
    window = User.objects.get(username=f"{here.post.code.lower()}-ventanilla")
    pass_to_protection(
        actor=actor_for(window),
        post=here.post,
        turn="A47",
        cues=["other_speaks", "other_holds_papers"],
        asked=False,
    )


INVENTED = Invented(210, lambda world: load(world.here))
