"""A day of a mobile consulate in the shown post: a telephone, and the forms that came back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.intake.collection.actions import Packet, receive, register
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import instrument_of, version_of
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.models import Post

from .world import Invented

FORM = "formato-d"
# One asks for a talk, one for nothing more, one was filled with a form that somebody had changed.
CAME: tuple[tuple[dict[str, str], int], ...] = (
    ({"turn": "M-14", "alone_and_safe": "yes", "can_leave": "no", "has_papers": "does_not_know"}, 190),
    ({"turn": "M-15", "alone_and_safe": "yes", "can_leave": "yes", "has_papers": "yes"}, 170),
    ({"turn": "M-21", "alone_and_safe": "yes", "color_de_la_carpeta": "azul"}, 95),
)


def _filled(version: str, number: int, said: dict[str, str]) -> bytes:
    """A filled form as a memory card brings it."""
    rows = "".join(f"<{name}>{value}</{name}>" for name, value in said.items())
    return (
        f'<data id="{FORM}" version="{version}"><agreed>yes</agreed>{rows}'
        f"<meta><instanceID>demo-{number}</instanceID></meta></data>"
    ).encode()


def load(post: Post) -> int:
    """Register a telephone of the post and take what it sent; how many forms."""
    now, edition = timezone.now(), current_edition()
    instrument = instrument_of(edition, FORM)
    if instrument is None:  # another country's content need not have it
        return 0
    register(actor=SYSTEM, post=post, name="Teléfono 1", forms=[FORM], at=now)
    for number, (said, minutes) in enumerate(CAME, 1):
        receive(
            actor=SYSTEM,
            post=post,
            device=None,
            packet=Packet(files={}, sent=False, data=_filled(version_of(edition, instrument), number, said)),
            at=now - dt.timedelta(minutes=minutes),
        )
    return len(CAME)


INVENTED = Invented(230, lambda world: load(world.post))
