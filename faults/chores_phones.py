"""Telephones of Houston, and what came from them."""

from __future__ import annotations

from typing import Any


def telephones(count: int) -> list[str]:
    """Register so many; the secret of the address of each."""
    from django.utils import timezone

    from cauce.intake.collection import actions
    from cauce.staff.offices import access as offices
    from cauce.staff.offices.models import Post, User

    consul = offices.actor_for(User.objects.get(username="mateo"))
    post = Post.objects.get(code="HOU")
    return [
        actions.register(
            actor=consul, post=post, name=f"Teléfono {number}", forms=[], at=timezone.now()
        ).secret
        for number in range(count)
    ]


def arrived(_: Any) -> dict[str, dict[str, str]]:
    """Of every form that came, the turn that was written in it, or its state if it is not taken."""
    from cauce.intake.collection import access
    from cauce.intake.collection.models import Arrival
    from cauce.staff.offices import access as offices
    from cauce.staff.offices.models import User

    ines = offices.actor_for(User.objects.get(username="ines"))
    found = {}
    for one in Arrival.objects.order_by("id"):
        if one.state == "taken":
            found[one.instance_id] = access.read(ines, one).content["turn"]
        else:
            found[one.instance_id] = one.state
    return {"turns": found}
